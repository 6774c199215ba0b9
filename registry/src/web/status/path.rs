//! The way of an application as steps: what is passed, where it is, what is to come.

use domain::case::{Case, Stage};
use domain::dates::Date;
use domain::event::{BankOutcome, Event, Fact, Review};
use domain::people::Activity;
use domain::plan::Path;
use maud::{Markup, html};

use super::page::View;

/// A step of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Registration,
    Agency,
    Empowerment,
    Licence,
    Bank,
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Passed(Option<Date>),
    Now,
    Coming,
    Stopped,
}

/// The card of the way.
pub fn card(view: View<'_>) -> Markup {
    let lang = view.lang;
    html! {
        section.card {
            h2 { (lang.say("مسیر درخواست", "The way of the application")) }
            ol.path {
                @for (step, standing) in steps(view) {
                    li class=[class(standing)] aria-current=[(standing == Standing::Now).then_some("step")] {
                        b { (name(view, step))
                            @if standing == Standing::Stopped { (lang.say(" — متوقف شد", " — stopped")) } }
                        span {
                            @if let Standing::Passed(Some(day)) = standing { bdi.figure { (lang.day(day)) } }
                            @else { (where_it_is(view, step, standing)) }
                        }
                    }
                }
            }
        }
    }
}

const fn class(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Passed(_) => Some("passed"),
        Standing::Now => Some("now"),
        Standing::Stopped => Some("stopped"),
        Standing::Coming => None,
    }
}

fn name(view: View<'_>, step: Step) -> &'static str {
    let lang = view.lang;
    match step {
        Step::Registration => lang.say("ثبت‌نام", "Registration"),
        Step::Agency => lang.say("بررسی دستگاه اجرایی", "Review by the agency"),
        Step::Empowerment => lang.say("توانمندسازی", "Empowerment"),
        Step::Licence => lang.say("صدور مجوز", "Licence"),
        Step::Bank => lang.say("معرفی به بانک", "Referral to a bank"),
    }
}

/// The office where it is, or what kind of office it will come to.
fn where_it_is(view: View<'_>, step: Step, standing: Standing) -> Markup {
    let (lang, case) = (view.lang, view.case());
    let office = case.office.as_ref().and_then(|office| view.catalogue.office(office));
    if step == Step::Bank
        && let Stage::Licensed(licensed) = &case.stage
        && let Some(referral) = licensed.referrals.last()
        && let Some(bank) = view.catalogue.bank(&referral.referral.bank)
    {
        return html! { bdi lang="fa" { (bank.title) } };
    }
    if let Some(office) = office
        && standing == Standing::Now
        && step != Step::Registration
    {
        return html! { bdi lang="fa" { (office.title) } };
    }
    let covered = case.applicant.activity() == Activity::Covered;
    html! {
        @match step {
            Step::Registration if covered && case.submission.is_some() => (lang.say("در انتظار تأیید پشتیبان", "Waiting for the supporter")),
            Step::Registration => (lang.say("مشخصات طرح مانده است", "The plan is missing")),
            Step::Agency => (lang.say("دستگاه اجرایی رشتهٔ شما", "The agency of your field")),
            Step::Empowerment => (lang.say("جهاد دانشگاهی", "Jahad Daneshgahi")),
            Step::Licence => (lang.say("ادارهٔ تعاون، کار و رفاه اجتماعی", "The labour office")),
            Step::Bank if case.submission.is_none() => (lang.say("اگر تسهیلات خواسته باشید", "If you ask for a loan")),
            Step::Bank => (lang.say("اگر شرایط تسهیلات فراهم باشد", "If the conditions of a loan are met")),
        }
    }
}

/// The path: as it was fixed, else as it was proposed.
fn path_of(case: &Case) -> Path {
    let reviewed = match &case.stage {
        Stage::AgencyReview(review) => review.path.as_ref().map(|(path, _)| *path),
        _ => None,
    };
    let proposed = case.submission.as_ref().map(|submission| submission.proposed_path);
    case.approval()
        .map(|approval| approval.path)
        .or(reviewed)
        .or(proposed)
        .unwrap_or(Path::Standard)
}

fn steps(view: View<'_>) -> Vec<(Step, Standing)> {
    let (case, events) = (view.case(), &view.followed.events);
    // Before page two nobody has said that they want no loan.
    let asked_for_money =
        case.submission.as_ref().is_none_or(|s| s.plan.capital.requested.value() > 0);
    let referred = happened(events, |fact| matches!(fact, Fact::ReferredToBank(_))).is_some();
    let way = [Step::Registration, Step::Agency, Step::Empowerment, Step::Licence, Step::Bank];
    let on_way = way.into_iter().filter(|step| match step {
        Step::Empowerment => path_of(case) == Path::Development,
        Step::Bank => asked_for_money || referred,
        Step::Registration | Step::Agency | Step::Licence => true,
    });
    let (at, here) = place(&case.stage, events, view.now.tehran_date());
    on_way
        .map(|step| {
            let standing = match step.cmp(&at) {
                std::cmp::Ordering::Less => Standing::Passed(passed_on(case, events, step)),
                std::cmp::Ordering::Equal => here,
                std::cmp::Ordering::Greater => Standing::Coming,
            };
            (step, standing)
        })
        .collect()
}

/// The step at which a case stands today, and how.
fn place(stage: &Stage, events: &[Event], today: Date) -> (Step, Standing) {
    match stage {
        Stage::Registered => (Step::Registration, Standing::Now),
        Stage::AgencyReview(_) => (Step::Agency, Standing::Now),
        Stage::Empowerment(_) => (Step::Empowerment, Standing::Now),
        Stage::LabourReview(_) => (Step::Licence, Standing::Now),
        Stage::Licensed(licensed) => match licensed.referrals.last() {
            None => (Step::Bank, Standing::Coming),
            Some(last) if last.has_lapsed(today) => (Step::Bank, Standing::Stopped),
            Some(last) if last.is_open() => (Step::Bank, Standing::Now),
            Some(last) if last.outcome == Some(BankOutcome::Paid) => {
                (Step::Bank, Standing::Passed(answered_on(events)))
            }
            Some(_) => (Step::Bank, Standing::Stopped),
        },
        Stage::Refused(refused) => match refused.review {
            Review::Agency => (Step::Agency, Standing::Stopped),
            Review::Labour => (Step::Licence, Standing::Stopped),
        },
        Stage::Withdrawn { .. } => (withdrawn_at(events), Standing::Stopped),
        Stage::Disputed { before, .. } => place(before, events, today),
    }
}

/// How far a case had come when its applicant gave up.
fn withdrawn_at(events: &[Event]) -> Step {
    let developed =
        |event: &Event| matches!(event.fact, Fact::PathAssigned { path: Path::Development, .. });
    events.iter().fold(Step::Registration, |step, event| match &event.fact {
        Fact::Submitted { .. } => Step::Agency,
        Fact::Approved { .. } if events.iter().any(developed) => Step::Empowerment,
        Fact::Approved { .. } | Fact::EmpowermentCompleted { .. } => Step::Licence,
        _ => step,
    })
}

fn passed_on(case: &Case, events: &[Event], step: Step) -> Option<Date> {
    match step {
        Step::Registration => {
            let submission = case.submission.as_ref().map(|submission| submission.at);
            submission.map(domain::dates::Instant::tehran_date)
        }
        Step::Agency => happened(events, |fact| matches!(fact, Fact::Approved { .. })),
        Step::Empowerment => {
            happened(events, |fact| matches!(fact, Fact::EmpowermentCompleted { .. }))
        }
        Step::Licence => happened(events, |fact| matches!(fact, Fact::LicenceIssued { .. })),
        Step::Bank => answered_on(events),
    }
}

fn answered_on(events: &[Event]) -> Option<Date> {
    happened(events, |fact| matches!(fact, Fact::BankAnswered { .. }))
}

/// The day of the last event of a kind.
fn happened(events: &[Event], kind: impl Fn(&Fact) -> bool) -> Option<Date> {
    events.iter().rev().find(|event| kind(&event.fact)).map(|event| event.at.tehran_date())
}
