//! What the offices said, newest first and each thing once; and the letters that were printed.

use domain::case::Request;
use domain::catalogue::OfficeId;
use domain::dates::Instant;
use domain::event::{ClearanceOutcome, Event, Fact, SheetMark, SupporterWord};
use domain::people::Activity;
use maud::{Markup, html};

use super::page::View;
use super::{todo, words};
use crate::web::lang::Lang;

/// A message with how often it was sent.
struct Message {
    at: Instant,
    text: Markup,
    /// What makes two messages the same; items asked of the applicant alone are asked again.
    same: Option<String>,
    times: usize,
}

/// The card of messages.
pub fn card(view: View<'_>) -> Markup {
    let lang = view.lang;
    let messages = gathered(view);
    html! {
        section.card {
            h2 { (lang.say("پیام‌ها", "Messages")) }
            @if messages.is_empty() {
                p { (lang.say("هنوز پیامی نیست.", "There are no messages yet.")) }
            }
            @else { ul.messages {
                @for message in messages {
                    li {
                        time datetime=(message.at.tehran_date()) {
                            bdi.figure { (lang.day(message.at.tehran_date())) }
                            (lang.say(" — ساعت ", " — ")) bdi.figure { (lang.hour(message.at)) }
                        }
                        (message.text)
                        @if message.times > 1 {
                            p.hint { (repeated(lang, message.times)) }
                        }
                    }
                }
            } }
        }
    }
}

fn repeated(lang: Lang, times: usize) -> String {
    let times = lang.digits(&times.to_string());
    match lang {
        Lang::Fa => {
            format!("این پیام {times} بار فرستاده شده است. اگر روشن نیست، با کارشناس تماس بگیرید.")
        }
        Lang::En => {
            format!("This message was sent {times} times. If it is not clear, call the office.")
        }
    }
}

fn gathered(view: View<'_>) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    for event in view.followed.events.iter().rev() {
        for (same, text) in of_event(view, event) {
            let before = messages.iter_mut().find(|m| same.is_some() && m.same == same);
            match before {
                Some(before) => before.times += 1,
                None => messages.push(Message { at: event.at, text, same, times: 1 }),
            }
        }
    }
    messages
}

/// What an event says to the applicant; notes, checks and calls are the office's own.
fn of_event(view: View<'_>, event: &Event) -> Vec<(Option<String>, Markup)> {
    let lang = view.lang;
    if let Fact::RequestsOpened { items } = &event.fact {
        let requests = &view.case().requests;
        let of = |id| requests.iter().find(|request: &&Request| request.id == id);
        return items
            .iter()
            .rev()
            .map(|item| {
                let text = html! {
                    b { (todo::heading(view, &item.asked)) ". " } bdi lang="fa" { (item.text.as_str()) } " "
                    @if let Some(request) = of(item.id) { (todo::tag(lang, &request.state)) }
                };
                (Some(item.text.as_str().to_owned()), text)
            })
            .collect();
    }
    said(view, event).map(|text| (None, text)).into_iter().collect()
}

/// What had happened before an event.
fn before<'v>(view: View<'v>, event: &Event) -> impl Iterator<Item = &'v Fact> + use<'v> {
    let id = event.id;
    view.followed.events.iter().take_while(move |other| other.id != id).map(|other| &other.fact)
}

/// Whether an application that was handed in could not go to its office yet.
fn waited_for_supporter(view: View<'_>, submitted: &Event) -> bool {
    let covered = view.case().applicant.activity() == Activity::Covered;
    covered && !before(view, submitted).any(|fact| matches!(fact, Fact::SupporterConfirmed { .. }))
}

/// The office to which an application goes that was handed in before its supporter confirmed.
fn handed_in_before<'v>(view: View<'v>, confirmed: &Event) -> Option<&'v OfficeId> {
    before(view, confirmed).find_map(|fact| match fact {
        Fact::Submitted { office, .. } => Some(office),
        _ => None,
    })
}

fn said(view: View<'_>, event: &Event) -> Option<Markup> {
    let lang = view.lang;
    let office = |id| view.catalogue.office(id).map_or("", |office| office.title.as_str());
    let plain = |fa, en| Some(html! { (lang.say(fa, en)) });
    match &event.fact {
        Fact::SupporterConfirmed { word } => Some(html! {
            (match word {
                SupporterWord::Licence(_) => lang.say("پشتیبان، شما را تأیید کرد", "Your supporter has confirmed you"),
                SupporterWord::Counter { .. } => lang.say(
                    "تأیید پشتیبان شما در اداره ثبت شد",
                    "Your supporter's confirmation was recorded at the office",
                ),
            })
            @if let Some(to) = handed_in_before(view, event) {
                (lang.say(" و درخواست برای بررسی رفت به: ", ", and your application went to: "))
                bdi lang="fa" { (office(to)) }
            }
            "."
        }),
        Fact::SupporterDeclined { .. } => plain(
            "پشتیبانی که نام برده بودید شما را نپذیرفت. پشتیبان دیگری نام ببرید.",
            "The supporter whom you had named declined. Name another one.",
        ),
        Fact::SupporterNamed { supporter, .. } => Some(html! {
            (lang.say("پشتیبان دیگری نام بردید: ", "You named another supporter: "))
            bdi lang="fa" { (supporter.name.as_str()) } "."
        }),
        Fact::Submitted { office: to, .. } => Some(html! {
            @if waited_for_supporter(view, event) {
                (lang.say(
                    "درخواست شما کامل شد و پس از تأیید پشتیبان برای بررسی می‌رود به: ",
                    "Your application is complete and goes, once your supporter is confirmed, to: ",
                ))
            } @else {
                (lang.say("درخواست شما کامل شد و برای بررسی رفت به: ", "Your application is complete and went to: "))
            }
            bdi lang="fa" { (office(to)) } "."
        }),
        Fact::ClearanceAsked { agency, .. } => {
            let title = view.catalogue.agency(agency).map_or("", |agency| agency.title.as_str());
            Some(html! {
                (lang.say("رشتهٔ شما ستاره‌دار است؛ استعلام شد از: ", "Your field is starred; clearance was asked of: "))
                bdi lang="fa" { (title) } "."
            })
        }
        Fact::ClearanceAnswered { outcome, .. } => match outcome {
            ClearanceOutcome::Cleared => {
                plain("پاسخ استعلام موافق بود.", "The clearance was given.")
            }
            ClearanceOutcome::Denied => {
                plain("پاسخ استعلام موافق نبود.", "The clearance was not given.")
            }
        },
        Fact::Approved { to, .. } => Some(html! {
            (lang.say("دستگاه اجرایی طرح شما را تأیید کرد. گام بعد: ", "The agency approved your plan. Next: "))
            bdi lang="fa" { (office(to)) } "."
        }),
        Fact::EmpowermentCompleted { to, .. } => Some(html! {
            (lang.say("توانمندسازی شما کامل شد. گام بعد: ", "Your empowerment is complete. Next: "))
            bdi lang="fa" { (office(to)) } "."
        }),
        Fact::Refused { .. } => plain(
            "درخواست شما پذیرفته نشد؛ دلیل‌ها بالای همین صفحه است.",
            "Your application was not accepted; the reasons are above.",
        ),
        Fact::LicenceIssued { .. } => plain("مجوز شما صادر شد.", "Your licence was issued."),
        Fact::LicenceSuspended(_) => plain("مجوز شما تعلیق شد.", "Your licence was suspended."),
        Fact::LicenceReinstated { .. } => {
            plain("تعلیق مجوز شما پایان یافت.", "The suspension of your licence ended.")
        }
        Fact::LicenceRevoked(_) => plain("مجوز شما باطل شد.", "Your licence was revoked."),
        Fact::LicenceSuperseded { .. } => plain(
            "مجوز تازه‌ای جای این مجوز را گرفت.",
            "A newer licence took the place of this one.",
        ),
        Fact::ReferredToBank(_) => plain("به بانک معرفی شدید.", "You were referred to a bank."),
        Fact::BankAnswered { outcome, .. } => Some(html! {
            (lang.say("پاسخ بانک: ", "The bank's answer: ")) (words::outcome(lang, Some(*outcome))) "."
        }),
        Fact::Transferred { to, .. } => Some(html! {
            (lang.say("پروندهٔ شما سپرده شد به: ", "Your case went to: ")) bdi lang="fa" { (office(to)) } "."
        }),
        Fact::DeadlineExtended { days, .. } => Some(html! {
            (lang.say("مهلت بررسی یک بار تمدید شد؛ روزهای افزوده: ", "The time of the review was extended, once; days added: "))
            (lang.digits(&days.to_string())) "."
        }),
        Fact::Withdrawn { .. } => plain("انصراف شما ثبت شد.", "Your withdrawal was recorded."),
        _ => None,
    }
}

/// The letters that were printed for the case; spoiled paper is none.
pub fn letters(view: View<'_>) -> Markup {
    let lang = view.lang;
    let sheets: Vec<_> = view
        .case()
        .sheets
        .iter()
        .filter(|printed| !matches!(printed.mark, Some(SheetMark::Spoiled { .. })))
        .filter_map(|printed| Some((printed, words::letter(lang, printed.sheet.document)?)))
        .collect();
    html! {
        @if !sheets.is_empty() {
            section.card {
                h2 { (lang.say("نامه‌ها و برگ‌های چاپ‌شده", "Letters and papers that were printed")) }
                ul.messages {
                    @for (printed, name) in sheets.iter().rev() {
                        li {
                            time datetime=(printed.at.tehran_date()) { bdi.figure { (lang.day(printed.at.tehran_date())) } }
                            (name) " "
                            @if matches!(printed.mark, Some(SheetMark::HandedOver { .. })) {
                                span.tag.good { (lang.say("تحویل شد", "Handed over")) }
                            }
                        }
                    }
                }
            }
        }
    }
}
