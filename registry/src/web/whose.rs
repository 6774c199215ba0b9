//! Whose application a page is about. It says so on top, with the ways out; its forms carry it, so that what is sent from a page of
//! one application never lands in another that is open in the same browser by then.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::people;
use maud::{Markup, html};

use super::App;
use super::lang::Lang;
use super::session::Applicant;
use crate::Registry;

/// The field of a form, and of an address, that says for which case its page was opened.
pub const CASE: &str = "case";
/// How many digits of the code are said: enough to tell two applications apart.
const DIGITS: usize = 4;

/// Whose a page is.
#[derive(Debug, Clone)]
pub struct Whose {
    lang: Lang,
    /// Names the case to us and to nobody else.
    form: String,
    ending: String,
    name: Option<String>,
}

impl Whose {
    /// The page of a session's case, and of its applicant as far as the database could be asked.
    pub fn of(
        lang: Lang,
        registry: &Registry,
        applicant: &Applicant,
        who: Option<&people::Applicant>,
    ) -> Self {
        let digits = applicant.code.as_str();
        let ending = digits.get(digits.len().saturating_sub(DIGITS)..).unwrap_or_default();
        Self {
            lang,
            form: registry.keys.form(applicant.case),
            ending: lang.digits(ending),
            name: who.map(short_name),
        }
    }

    /// What every page of somebody's has on top.
    pub fn bar(&self) -> Markup {
        leaving(self.lang, &self.words())
    }

    /// The same where no session is open that could be left.
    pub fn said(&self) -> Markup {
        html! { div.whose { p { (self.words()) } } }
    }

    fn words(&self) -> Markup {
        let Self { lang, ending, name, .. } = self;
        html! {
            @if let Some(name) = name { b { bdi lang="fa" { (name) } } " — " }
            (lang.say("کد رهگیری … ", "tracking code … ")) bdi.figure { (ending) }
        }
    }

    /// What its forms carry.
    pub fn field(&self) -> Markup {
        html! { input type="hidden" name=(CASE) value=(self.form); }
    }

    /// What forms with files carry: their address is read before the file is.
    pub fn address(&self, path: &str) -> String {
        format!("{}?{CASE}={}", self.lang.path(path), self.form)
    }

    /// The language of the page.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// What the script sends.
    pub fn form(&self) -> &str {
        &self.form
    }
}

impl Applicant {
    /// Whether a page that says this was opened for this session's case.
    pub fn opened(&self, registry: &Registry, said: &str) -> bool {
        registry.keys.form(self.case) == said
    }
}

/// For which case the page was opened, as an address says it.
pub struct OpenedFor(pub Option<String>);

impl FromRequestParts<App> for OpenedFor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        let mut pairs = parts.uri.query().unwrap_or_default().split('&');
        let said = pairs.find_map(|pair| pair.strip_prefix(CASE)?.strip_prefix('='));
        Ok(Self(said.map(str::to_owned)))
    }
}

impl OpenedFor {
    /// Whether it is the session's; an address that says nothing is not.
    pub fn is(&self, registry: &Registry, applicant: &Applicant) -> bool {
        self.0.as_deref().is_some_and(|said| applicant.opened(registry, said))
    }
}

/// The ways out of what is open in a browser, beside what that is.
pub(super) fn leaving(lang: Lang, what: &Markup) -> Markup {
    html! {
        form.whose method="post" action=(lang.path("/status/leave")) {
            p { (what) }
            div {
                button { (lang.say("خروج", "Sign out")) }
                button name="then" value="clear" { (lang.say("من نیستم؛ پاک کن", "Not me: clear this browser")) }
            }
        }
    }
}

/// Enough of a name for its owner to know it by: who looks over a shoulder learns little.
fn short_name(applicant: &people::Applicant) -> String {
    let person = applicant.person();
    let (first, last) = (person.first_name.as_str().chars().next(), person.last_name.as_str());
    match (applicant.company(), first) {
        (Some(company), _) => company.name.as_str().to_owned(),
        (None, Some(first)) => format!("{first}. {last}"),
        (None, None) => last.to_owned(),
    }
}
