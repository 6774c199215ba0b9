//! The page of a finding.

use domain::places::divisions;
use maud::{Markup, PreEscaped, html};

use super::answer::Answer;
use super::fields;
use super::words::{self, Look, Words};
use crate::registry::Registry;
use crate::verification::{Record, State};
use crate::web::form::{Errors, Form, Typed};
use crate::web::lang::Lang;
use crate::web::layout::{Page, framed};
use domain::catalogue::OfficeId;
use domain::identifiers::LicenceNumber;
use wire::proof::Verdict;

/// Shows what was found.
pub fn shown(lang: Lang, registry: &Registry, path: &str, answer: &Answer) -> Markup {
    let words = words::of(lang, answer);
    let heading = lang.say("نتیجهٔ استعلام مجوز", "Result of the inquiry");
    let title = match lang {
        Lang::Fa => format!("نتیجهٔ استعلام: {}", words.name),
        Lang::En => format!("Result: {}", words.name),
    };
    let body = html! {
        div.narrow {
            h1 { (heading) }
            section class={ "result " (class(words.look)) } role="status" {
                header {
                    (sign(words.look))
                    div { strong { (words.name) } (below(lang, answer, &words)) }
                }
                div { dl.pairs { (facts(lang, registry, answer)) } }
            }
            @if words.look == Look::Waiting {
                div.note { b { (words.advice.0) } " " (words.advice.1) }
            } @else {
                section.card.advice { h2 { (words.advice.0) } p { (words.advice.1) } }
            }
            p.hint.read { (read_when(lang, registry, answer)) }
            section.card {
                h2 { (lang.say("استعلام دیگر", "Another inquiry")) }
                (fields(Form { lang, typed: &Typed::default(), errors: &Errors::default() }))
            }
        }
    };
    framed(&Page { lang, title: &title, path, wrong: false, body })
}

const fn class(look: Look) -> &'static str {
    match look {
        Look::Valid => "valid",
        Look::Waiting => "waiting",
        Look::Paused => "paused",
        Look::Ended | Look::Open => "ended",
        Look::Void => "void",
    }
}

/// The sign beside the words: each its own shape.
fn sign(look: Look) -> Markup {
    let shape = match look {
        Look::Valid => {
            r##"<circle cx="26" cy="26" r="24" fill="#fff"/><path d="M14 27l8 8 16-18" fill="none" stroke="#17563a" stroke-width="5"/>"##
        }
        Look::Waiting => {
            r##"<circle cx="26" cy="26" r="22.5" fill="#fff" stroke="#6b4300" stroke-width="4" stroke-dasharray="7 4"/><path d="M26 13v14l9 6" fill="none" stroke="#6b4300" stroke-width="4.5"/>"##
        }
        Look::Paused => {
            r##"<circle cx="26" cy="26" r="23" fill="#fff" stroke="#8c1d18" stroke-width="3"/><path d="M20 16v20M32 16v20" fill="none" stroke="#8c1d18" stroke-width="5"/>"##
        }
        Look::Ended => {
            r##"<circle cx="26" cy="26" r="23" fill="#fff" stroke="#42535b" stroke-width="3"/><path d="M17 13h18M17 39h18M19 13c0 10 14 13 14 26M33 13c0 10-14 13-14 26" fill="none" stroke="#42535b" stroke-width="3.5"/>"##
        }
        Look::Open => {
            r##"<circle cx="26" cy="26" r="23" fill="#fff" stroke="#42535b" stroke-width="3"/><path d="M19 21c0-10 15-10 15 0 0 6-8 6-8 12M26 36v4" fill="none" stroke="#42535b" stroke-width="4"/>"##
        }
        Look::Void => {
            r##"<circle cx="26" cy="26" r="24" fill="#fff"/><path d="M16 16l20 20M36 16L16 36" fill="none" stroke="#8c1d18" stroke-width="5"/>"##
        }
    };
    html! { svg viewBox="0 0 52 52" aria-hidden="true" { (PreEscaped(shape)) } }
}

const fn record_of(answer: &Answer) -> Option<&Record> {
    match answer {
        Answer::Known(record) | Answer::Signed(record, _) | Answer::Unjudged(record, _) => {
            Some(record)
        }
        Answer::Unknown(_)
        | Answer::UnjudgedUnknown(..)
        | Answer::NotGenuine(_)
        | Answer::Unreadable
        | Answer::NotYetKnown(_)
        | Answer::Contradicted(_) => None,
    }
}

fn below(lang: Lang, answer: &Answer, words: &Words) -> Markup {
    let day = |day| html! { bdi.figure { (lang.day(day)) } };
    let Some(record) = record_of(answer) else {
        return html! { @if !words.below.is_empty() { span { (words.below) } } };
    };
    match (record.state, record.since) {
        (State::Registered, _) => {
            html! { span { (lang.say("تا تاریخ ", "until ")) (day(record.valid_until)) } }
        }
        (State::Expired, _) => {
            html! { span { (lang.say("در تاریخ ", "on ")) (day(record.valid_until)) } }
        }
        (State::Suspended | State::Revoked, Some(since)) => {
            html! { span { (lang.say("از تاریخ ", "since ")) (day(since.tehran_date())) } }
        }
        _ => html! { @if !words.below.is_empty() { span { (words.below) } } },
    }
}

fn facts(lang: Lang, registry: &Registry, answer: &Answer) -> Markup {
    match answer {
        Answer::Known(record) | Answer::Signed(record, _) | Answer::Unjudged(record, _) => {
            of_record(lang, registry, record)
        }
        Answer::NotYetKnown(verdict) => of_paper(lang, registry, verdict),
        Answer::Unknown(number)
        | Answer::UnjudgedUnknown(number, _)
        | Answer::Contradicted(number) => number_alone(lang, number),
        Answer::NotGenuine(_) | Answer::Unreadable => html! {},
    }
}

fn number_alone(lang: Lang, number: &LicenceNumber) -> Markup {
    html! {
        dt { (lang.say("شمارهٔ مجوز", "Licence number")) }
        dd { bdi.figure { (lang.digits(&number.printed())) } }
    }
}

fn of_record(lang: Lang, registry: &Registry, record: &Record) -> Markup {
    let field = registry.field_title(&record.field).unwrap_or_default();
    let place = divisions().county(record.county).map(|county| {
        let province = divisions().province(record.county.parent());
        format!("{}، {}", province.map_or("", |province| &province.name), county.name)
    });
    let issuer = record.issuer.as_ref().and_then(|office| registry.office_title(office));
    html! {
        (number_alone(lang, &record.number))
        dt { (lang.say("دارنده", "Holder")) } dd { bdi lang="fa" { (record.holder) } }
        dt { (lang.say("شمارهٔ ملی", "National ID")) } dd { bdi.figure { (lang.digits(&record.identity_mask)) } }
        dt { (lang.say("رشته", "Field")) } dd { bdi lang="fa" { (field) } }
        dt { (lang.say("تاریخ صدور", "Issued")) } dd { bdi.figure { (lang.day(record.issued_on)) } }
        dt { (lang.say("پایان اعتبار", "Last day")) } dd { bdi.figure { (lang.day(record.valid_until)) } }
        @if let Some(since) = record.since {
            dt { @match record.state {
                State::Revoked => (lang.say("تاریخ ابطال", "Revoked")),
                _ => (lang.say("تاریخ تعلیق", "Suspended")),
            } }
            dd { bdi.figure { (lang.day(since.tehran_date())) } }
        }
        @if let Some(place) = place { dt { (lang.say("محل فعالیت", "Place")) } dd { bdi lang="fa" { (place) } } }
        @if let Some(issuer) = issuer { dt { (lang.say("صادرکننده", "Issuer")) } dd { bdi lang="fa" { (issuer) } } }
    }
}

/// A licence that only its paper tells of.
fn of_paper(lang: Lang, registry: &Registry, verdict: &Verdict) -> Markup {
    let claim = &verdict.claim;
    let issuer = OfficeId::parse(&verdict.office).ok();
    let issuer = issuer.and_then(|office| registry.office_title(&office));
    html! {
        (number_alone(lang, &claim.number))
        dt { (lang.say("دارنده", "Holder")) } dd { bdi lang="fa" { (claim.holder) } }
        dt { (lang.say("رشته", "Field")) } dd { bdi lang="fa" { (claim.field_title) } }
        dt { (lang.say("تاریخ صدور", "Issued")) } dd { bdi.figure { (lang.day(claim.issued_at.tehran_date())) } }
        dt { (lang.say("پایان اعتبار", "Last day")) } dd { bdi.figure { (lang.day(claim.valid_until)) } }
        @if let Some(issuer) = issuer { dt { (lang.say("صادرکننده", "Issuer")) } dd { bdi lang="fa" { (issuer) } } }
    }
}

fn read_when(lang: Lang, registry: &Registry, answer: &Answer) -> Markup {
    let now = registry.now();
    let source = match answer {
        Answer::NotYetKnown(_) => lang.say(
            "امضای رمزینه درست است؛ سامانهٔ مرکزی هنوز این مجوز را ندارد و این نتیجه از خود برگ خوانده شده است.",
            "The signature of the code is right; the registry does not have this licence yet, and this was read from the paper itself.",
        ),
        Answer::Signed(..) => lang.say(
            "امضای رمزینه درست است و این نتیجه از سامانهٔ مرکزی خوانده شده است.",
            "The signature of the code is right, and this was read from the registry.",
        ),
        Answer::NotGenuine(_) | Answer::Unreadable => {
            lang.say("این نتیجه از خود رمزینه است.", "This follows from the code itself.")
        }
        _ => lang.say(
            "این نتیجه از سامانهٔ مرکزی خوانده شده است.",
            "This was read from the registry.",
        ),
    };
    html! {
        (lang.say("استعلام در ", "Asked on ")) bdi.figure { (lang.day(now.tehran_date())) }
        (lang.say(" ساعت ", " at ")) bdi.figure { (lang.hour(now)) } ". " (source)
    }
}
