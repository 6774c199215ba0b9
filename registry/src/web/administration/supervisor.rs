//! Who supervises an office, on the page of an officer: what is marked, what is asked for, and who may agree to it.

use domain::dates::{Date, JalaliDate};
use domain::people::SupervisorMark;
use maud::{Markup, html};

use super::{Signed, days, words};
use crate::administration::officers::Officer;
use crate::administration::supervisors::Proposal;
use crate::administration::{AdministrationError, Right};
use crate::web::form::{Errors, Form, Typed};
use crate::web::lang::Lang;

/// The days of a mark, or that there is none.
pub(super) fn told(lang: Lang, mark: Option<SupervisorMark>) -> String {
    let Some(SupervisorMark { from, until }) = mark else { return "—".to_owned() };
    let from = format!("{} {}", lang.say("از", "from"), lang.day(from));
    let until =
        until.map(|day| format!(" {} {}", lang.say("تا پایان", "to the end of"), lang.day(day)));
    from + &until.unwrap_or_default()
}

/// The mark that was typed; a last day that is left out is none yet.
///
/// # Errors
/// What is no day.
pub(super) fn typed(typed: &Typed, today: Date) -> Result<SupervisorMark, AdministrationError> {
    let day = |name: &str| match typed.get(name).trim() {
        "" => Ok(None),
        text => JalaliDate::parse(text)
            .map(|day| Some(day.date()))
            .map_err(|_| AdministrationError::DayPassed),
    };
    Ok(SupervisorMark { from: day("from")?.unwrap_or(today), until: day("until")? })
}

/// What an officer's page offers to another technical administrator, and says of what is open.
pub(super) fn offered(
    signed: &Signed,
    officer: &Officer,
    open: Option<&Proposal>,
    today: Date,
) -> Markup {
    let lang = signed.lang;
    let path =
        |act: &str| lang.path(&format!("/administration/officers/{}/{act}", officer.account));
    let button = |act: &str, class: &str, text: &str| {
        html! { form method="post" action=(path(act)) { (signed.token()) button class=(class) { (text) } } }
    };
    let blank = Typed::default();
    let errors = Errors::default();
    let form = Form { lang, typed: &blank, errors: &errors };
    let holds = officer.supervises.is_some_and(|it| it.until.is_none_or(|last| last >= today));
    html! { section.card {
        h2 { (lang.say("سرپرستی دفتر", "Supervising the office")) }
        @if let Some(open) = open {
            p { bdi lang="fa" { (open.proposer.1) } (lang.say(" در ", " asked for it at ")) (words::moment(lang, open.proposed_at))
                (lang.say(" درخواست کرده است: سرپرست ", ": supervisor ")) (told(lang, Some(open.mark))) "." }
            @if open.proposer.0 == signed.administrator.person {
                p { (lang.say("مسئول فنی دیگری باید آن را در همین صفحه بپذیرد.", "Another technical administrator has to agree to it on this page.")) }
            } @else {
                (button("supervise-agree", "button", lang.say("می‌پذیرم", "Agree")))
            }
            (button("supervise-withdraw", "button second", lang.say("پس گرفتن درخواست", "Take it back")))
        } @else {
            p { (lang.say(
                "سرپرست دفتر مهلت بررسی را تمدید می‌کند و اختلاف دو تصمیم را پایان می‌دهد. شما درخواست می‌کنید و مسئول فنی دیگری می‌پذیرد. روز آغاز و پایان هر دو به شمار می‌آیند و روزهای گذشته تغییر نمی‌کند.",
                "A supervisor extends the time of a review and ends disputes. You ask, and another technical administrator agrees. First and last day are both included, and days that have passed do not change.",
            )) }
            form method="post" action=(path("supervise")) {
                (signed.token())
                @if !holds { (days::field(&form, "from", lang.say("از روز (خالی: امروز)", "From (empty: today)"))) }
                (days::field(&form, "until", lang.say("تا پایان روز (خالی: بی‌پایان)", "To the end of (empty: no last day)")))
                button.button.second {
                    @if holds { (lang.say("درخواست تغییر روز پایان", "Ask to change the last day")) }
                    @else { (lang.say("درخواست سرپرستی", "Ask to make them a supervisor")) }
                }
            }
        }
    } }
}

/// Those that somebody may agree to, for the first page.
pub(super) fn waiting(signed: &Signed, open: &[Proposal]) -> Markup {
    let lang = signed.lang;
    let own = &signed.administrator.person;
    let mine = |it: &&Proposal| it.proposer.0 != *own && it.holder != *own;
    let waiting: Vec<&Proposal> = open.iter().filter(mine).collect();
    html! {
        @if signed.administrator.may(Right::Officers) && !waiting.is_empty() { section.note {
            h2 { (lang.say("سرپرستی، در انتظار پذیرفتن شما", "Supervisors, waiting for a second administrator")) }
            ul.dots { @for it in waiting { li {
                a href=(lang.path(&format!("/administration/officers/{}", it.account))) { bdi lang="fa" { (it.holder_name) } }
                (lang.say("؛ درخواست از ", "; asked by ")) bdi lang="fa" { (it.proposer.1) }
            } } }
        } }
    }
}
