//! The page of a case: first what its applicant must do, then how much time is left, then everything else.

use domain::case::Case;
use domain::catalogue::Catalogue;
use domain::dates::Instant;
use maud::{Markup, html};

use super::{clock, decisions, messages, path, receipt, supporter, telephone, todo};
use crate::follow::{Followed, Named};
use crate::registry::Registry;
use crate::web::lang::Lang;
use crate::web::layout::{Page, framed};
use crate::web::whose::Whose;

/// What the parts of the page are drawn from.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The language.
    pub lang: Lang,
    /// The case with its events.
    pub followed: &'v Followed,
    /// The catalogue by which it is judged.
    pub catalogue: &'v Catalogue,
    /// The time.
    pub now: Instant,
    /// Whose page it is.
    pub whose: &'v Whose,
}

impl<'v> View<'v> {
    /// The case.
    pub const fn case(&self) -> &'v Case {
        &self.followed.case
    }
}

/// Shows a case to its applicant.
pub fn shown(registry: &Registry, whose: &Whose, followed: &Followed, named: &[Named]) -> Markup {
    let lang = whose.lang();
    let case = &followed.case;
    // Every edition that a case can have is kept; the newest stands in where one is missing.
    let catalogue = registry.rules(&case.edition).unwrap_or_else(|| registry.catalogue());
    let view = View { lang, followed, catalogue: &catalogue, now: registry.now(), whose };
    let title = lang.say("وضعیت درخواست", "Status of the application");
    let field = case.submission.as_ref().and_then(|s| catalogue.field(&s.plan.field));
    let body = html! {
        (whose.bar())
        h1 { (title) }
        p.lead {
            (lang.say("کد رهگیری ", "Tracking code ")) bdi.figure { (lang.digits(&case.tracking_code.printed())) }
            @if let Some(field) = field { " — " bdi lang="fa" { (field.title) } }
        }
        div.beside {
            div {
                @if supporter::waits(named) {
                    (supporter::card(view, named))
                    // What is to be done stands first, and nothing says that nothing is.
                    @if todo::waits_for_applicant(case) { (todo::card(view)) }
                } @else {
                    (todo::card(view))
                    (supporter::card(view, named))
                }
                (clock::card(view))
                (decisions::cards(view))
                (path::card(view))
                (messages::card(view))
                (messages::letters(view))
                @if case.is_open() {
                    p.after { a href=(lang.path("/status/withdraw")) { (lang.say("انصراف از این درخواست", "Withdraw this application")) } }
                }
            }
            aside {
                (telephone::card(view))
                p { (receipt::link(lang, whose)) }
            }
        }
    };
    framed(&Page { lang, title, path: "/status", wrong: false, body })
}
