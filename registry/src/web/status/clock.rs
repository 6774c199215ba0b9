//! How much of the office's time is left.

use domain::case::Stage;
use domain::catalogue::{DayUnit, DeadlineCode};
use domain::deadlines::{self, Due};
use domain::event::Review;
use maud::{Markup, html};

use super::page::View;
use crate::web::lang::Lang;

/// More boxes than these are too small to be told apart.
const MOST_TICKS: i32 = 30;

/// The card of the running deadline; nothing where none runs.
pub fn card(view: View<'_>) -> Markup {
    let (lang, case) = (view.lang, view.case());
    let running = matches!(case.stage, Stage::AgencyReview(_) | Stage::LabourReview(_));
    let due = deadlines::due(case, view.catalogue, view.now).filter(|_| running);
    let (Some(due), Some(clock)) = (due, &case.clock) else { return html! {} };
    let (code, whose) = match clock.review {
        Review::Agency => (DeadlineCode::AgencyReview, lang.say("دستگاه اجرایی", "the agency")),
        Review::Labour => (
            DeadlineCode::LabourReview,
            lang.say("ادارهٔ تعاون، کار و رفاه اجتماعی", "the labour office"),
        ),
    };
    let length = view.catalogue.deadline(code).map_or(0, |rule| i32::from(rule.length_days));
    let length = length + i32::from(clock.extended_days);
    let passed = (length - due.days_left).clamp(0, length);
    html! {
        section.card {
            h2 { (lang.say("مهلت بررسی", "Time of the review")) }
            div.clock {
                span.days { (lang.digits(&due.days_left.abs().to_string())) }
                p {
                    b { (left(lang, &due)) } " "
                    @match lang {
                        Lang::Fa => { "از مهلت " (lang.digits(&length.to_string())) " روزهٔ " (whose) }
                        Lang::En => { "of the " (length) " days of " (whose) }
                    }
                    br;
                    (lang.say("پایان مهلت: ", "Last day: ")) bdi.figure { (lang.day(due.on)) }
                }
            }
            @if (1..=MOST_TICKS).contains(&length) {
                div.ticks aria-hidden="true" {
                    @for tick in 0..length { i class=[(tick < passed).then_some("full")] {} }
                }
            }
            @if clock.extended_days > 0 {
                p.hint { @match lang {
                    Lang::Fa => { "سرپرست اداره این مهلت را یک بار " (lang.digits(&clock.extended_days.to_string())) " روز تمدید کرده است؛ دوباره تمدید نمی‌شود." }
                    Lang::En => { "A supervisor extended this time once, by " (clock.extended_days) " days; it is not extended again." }
                } }
            }
            @if due.paused {
                p.hint { (lang.say(
                    "مهلت اداره از روزی که از شما پاسخ خواسته شد ایستاده است و با پاسخ شما دوباره می‌گذرد.",
                    "The office's time stands still since you were asked, and runs again with your answer.",
                )) }
            } @else if due.days_left < 0 {
                p.hint { (lang.say(
                    "مهلت گذشته است و درخواست شما برای پیگیری به سرپرست نشان داده می‌شود. می‌توانید با کارشناس هم تماس بگیرید.",
                    "The time is over, and your application is shown to a supervisor. You may call the office too.",
                )) }
            }
        }
    }
}

const fn left(lang: Lang, due: &Due) -> &'static str {
    match (due.days_left < 0, due.unit) {
        (false, DayUnit::Working) => lang.say("روز کاری مانده", "working days left"),
        (false, DayUnit::Calendar) => lang.say("روز مانده", "days left"),
        (true, DayUnit::Working) => lang.say("روز کاری گذشته", "working days past the end"),
        (true, DayUnit::Calendar) => lang.say("روز گذشته", "days past the end"),
    }
}
