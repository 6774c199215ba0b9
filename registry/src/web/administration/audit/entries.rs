//! Entries of the journal in words: what they are about, and their details.

use domain::catalogue::{Catalogue, OfficeId, Section};
use domain::dates::Date;
use domain::identifiers::TrackingCode;
use maud::{Markup, html};
use wire::journal::{Author, Entry};

use super::super::{catalogue as editing, scrolled, words as common};
use super::words;
use crate::administration::Duty;
use crate::editions::draft::DraftAct;
use crate::editions::words as edition;
use crate::figures::By;
use crate::web::asking::Question;
use crate::web::figures;
use crate::web::lang::Lang;

pub(super) fn table(entries: &[Entry], catalogue: &Catalogue, lang: Lang) -> Markup {
    html! {
        (scrolled(lang, &html! {
            thead { tr {
                th scope="col" { (lang.say("شماره", "Number")) }
                th scope="col" { (lang.say("زمان", "Time")) }
                th scope="col" { (lang.say("حساب", "Account")) }
                th scope="col" { (lang.say("کار", "Act")) }
                th scope="col" { (lang.say("دربارهٔ", "About")) }
                th scope="col" { (lang.say("جزئیات", "Details")) }
            } }
            tbody { @for entry in entries { tr {
                td.amount { (lang.digits(&entry.seq.to_string())) }
                td.amount { (common::moment(lang, entry.at)) }
                td.amount { bdi { @match &entry.author {
                    Author::Console => (lang.say("پایانهٔ سرور", "the server’s console")),
                    Author::Account(account) => (account),
                    Author::Network(network) => { (lang.say("ناشناس، از ", "a stranger, from ")) (self::network(network, lang)) },
                } } }
                td { (words::act(&entry.act, lang)) }
                td.broad { bdi { (about(entry, catalogue, lang)) } }
                td { @for (name, text) in &entry.details {
                    @if let Some((name, text)) = detail(entry, name, text, catalogue, lang) {
                        div { (name) ": " bdi { (text) } }
                    }
                } }
            } } }
        }))
    }
}

fn office(code: &str, catalogue: &Catalogue) -> String {
    let id = OfficeId::parse(code).ok();
    id.map_or_else(|| code.to_owned(), |id| common::office(catalogue, &id))
}

/// Where somebody came from.
fn network(network: &str, lang: Lang) -> String {
    if network.is_empty() {
        lang.say("شبکه‌های بسیار", "many networks").to_owned()
    } else {
        network.to_owned()
    }
}

fn about(entry: &Entry, catalogue: &Catalogue, lang: Lang) -> String {
    let about = entry.about.as_str();
    match entry.act.as_str() {
        "enrolCodeMade" => office(about, catalogue),
        "casesTaken" => lang.say("پرونده‌ها", "Cases").to_owned(),
        "sentOn" | "caseLookedAt" => TrackingCode::parse(about)
            .map_or_else(|_| about.to_owned(), |code| lang.digits(&code.printed())),
        "workstationEnrolled" | "workstationRevoked" => common::short(about).to_owned(),
        "signInFailed" | "invitationRefused" if about.is_empty() => {
            lang.say("حسابی به این نام نیست", "no such account").to_owned()
        }
        _ if about.is_empty() => "—".to_owned(),
        _ => about.to_owned(),
    }
}

/// A detail with its name; nothing where it says nothing.
fn detail(
    entry: &Entry,
    name: &str,
    text: &str,
    catalogue: &Catalogue,
    lang: Lang,
) -> Option<(&'static str, String)> {
    if text.is_empty() {
        return None;
    }
    let section = || {
        let (_, path) = entry.details.iter().find(|(name, _)| name == "section")?;
        Section::of_path(path)
    };
    Some(match name {
        "section" => (
            lang.say("بخش", "Section"),
            section().map_or(text, |section| edition::section(lang, section)).to_owned(),
        ),
        "row" => (
            lang.say("ردیف", "Row"),
            section().map_or(text.to_owned(), |section| editing::row_name(lang, section, text)),
        ),
        "act" => {
            let act = DraftAct::ALL.into_iter().find(|act| act.word() == text);
            let said = act.map_or(text, |act| edition::act(lang, act));
            (lang.say("تغییر", "Change"), said.to_owned())
        }
        "version" => (lang.say("نسخهٔ پیش‌نویس", "Version of the draft"), lang.digits(text)),
        "from" => {
            let day = Date::parse(text).map_or_else(|_| text.to_owned(), |day| lang.day(day));
            (lang.say("اجرا از", "In force from"), day)
        }
        "office" => (lang.say("دفتر", "Office"), office(text, catalogue)),
        "duties" => {
            let names = text
                .split(' ')
                .map(|word| Duty::of_word(word).map_or(word, |duty| common::duty_name(lang, duty)));
            let names: Vec<&str> = names.collect();
            (lang.say("وظیفه‌ها", "Duties"), names.join(lang.say("، ", ", ")))
        }
        "label" => (lang.say("نام رایانه", "Workstation"), text.to_owned()),
        "because" => (lang.say("دلیل", "Reason"), text.to_owned()),
        // Once is what anybody supposes.
        "times" if text == "1" => return None,
        "times" => (lang.say("بار در این ساعت", "Times within the hour"), lang.digits(text)),
        "network" => (lang.say("شبکه", "Network"), network(text, lang)),
        "narrowed" => (lang.say("کدام‌ها", "Which"), narrowed(text, catalogue, lang)?),
        _ => (lang.say("توضیح", "Note"), text.to_owned()),
    })
}

/// To what a list of cases was narrowed down, of the address that asked for it.
fn narrowed(address: &str, catalogue: &Catalogue, lang: Lang) -> Option<String> {
    let Question(asked) = Question::of(address.strip_prefix('?')?);
    let said = asked.pairs().filter_map(|(name, value)| match name {
        "from" => Some(format!("{} {}", lang.say("از", "from"), lang.digits(value))),
        "to" => Some(format!("{} {}", lang.say("تا", "to"), lang.digits(value))),
        "late" => Some(lang.say("گذشته از مهلت", "overdue").to_owned()),
        name => By::of_word(name).map(|by| figures::title(by, value, catalogue, lang)),
    });
    Some(said.collect::<Vec<String>>().join(lang.say("، ", ", ")))
}
