//! What counts of an event, and how long it took.

use domain::calendar::WorkingCalendar;
use domain::case::{Case, Clock, Stage};
use domain::catalogue::{Catalogue, ConditionNumber, DeadlineCode};
use domain::dates::{Date, Instant};
use domain::deadlines;
use domain::event::{BankOutcome, Event, Fact, Review};
use domain::ids::EventId;
use domain::plan::Path;

macro_rules! whats {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What happened, as far as it is counted.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum What { $($(#[$doc])* $name,)* }

        impl What {
            /// Every one.
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$name),*];

            /// The word by which columns say it.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

whats! {
    /// Page one was completed.
    Registered = "registered",
    /// A complete application went to review.
    Submitted = "submitted",
    /// First signature, standard path.
    Approved = "approved",
    /// First signature, development path: empowerment begins.
    ApprovedDevelopment = "approvedDevelopment",
    /// The agency refused.
    AgencyRefused = "agencyRefused",
    /// The labour office refused.
    LabourRefused = "labourRefused",
    /// A licence was issued.
    Licensed = "licensed",
    /// A licence was suspended.
    Suspended = "suspended",
    /// A suspension ended.
    Reinstated = "reinstated",
    /// A licence was revoked.
    Revoked = "revoked",
    /// A licence was replaced by another.
    Superseded = "superseded",
    /// The applicant gave up.
    Withdrawn = "withdrawn",
    /// The applicant gave up during empowerment.
    WithdrawnEmpowerment = "withdrawnEmpowerment",
    /// Things were asked of the applicant.
    RequestsOpened = "requestsOpened",
    /// Empowerment was completed.
    EmpowermentCompleted = "empowermentCompleted",
    /// The holder was referred to a bank.
    Referred = "referred",
    /// The bank paid.
    Paid = "paid",
    /// The bank declined.
    Declined = "declined",
    /// The bank's quota was used up.
    QuotaUsedUp = "quotaUsedUp",
    /// The referral ran out.
    Lapsed = "lapsed",
}

impl What {
    /// Reads the word of one.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.word() == word)
    }
}

/// One thing that is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// The event that says so.
    pub event: EventId,
    /// What it is.
    pub what: What,
    /// The day in Tehran, by the clock of whoever did it.
    pub on: Date,
    /// The office that did it, or that it was handed in to; nobody's for a registration.
    pub office: Option<String>,
    /// How many it counts for: the things that were asked; else one.
    pub items: i32,
    /// Rials, for what has an amount.
    pub amount: Option<i64>,
    /// The days that the review took, for a decision.
    pub review: Option<Took>,
    /// Days from the tick on the last page to the licence, of the calendar and working ones.
    pub whole: Option<(i32, i32)>,
    /// The conditions that a refusal cites.
    pub conditions: Vec<ConditionNumber>,
}

/// How long a review took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Took {
    /// Days as its rule counts them, without those in which the applicant was asked.
    pub days: i32,
    /// Whether it was decided on its last day or before.
    pub in_time: bool,
}

impl Happening {
    /// What counts of an event, given the case before and after it.
    pub fn of(
        before: Option<&Case>,
        event: &Event,
        after: &Case,
        catalogue: Option<&Catalogue>,
    ) -> Option<Self> {
        let what = what(before, event, after)?;
        // What applicants and the registry do counts where the case is.
        let mut office = event.actor.office().or(after.office.as_ref()).map(ToString::to_string);
        let (mut items, mut amount, mut review, mut whole) = (1, None, None, None);
        let mut conditions = Vec::new();
        let took = || {
            before
                .and_then(|c| c.clock.as_ref())
                .and_then(|clock| took(clock, event.at, catalogue?))
        };
        match &event.fact {
            Fact::Registered { .. } => office = None,
            Fact::Submitted { .. } | Fact::SupporterConfirmed { .. } => {
                office = after.office.as_ref().map(ToString::to_string);
            }
            Fact::Approved { .. } => review = took(),
            Fact::Refused { conditions: cited, .. } => {
                review = took();
                conditions.clone_from(cited);
            }
            Fact::LicenceIssued { .. } => {
                review = took();
                let submitted = after.submission.as_ref().map(|submission| submission.at);
                whole =
                    submitted.zip(catalogue).map(|(from, c)| between(from, event.at, &c.calendar));
            }
            Fact::RequestsOpened { items: asked } => {
                items = i32::try_from(asked.len()).unwrap_or(i32::MAX);
            }
            Fact::ReferredToBank(referral) => amount = Some(referral.amount.value()),
            Fact::BankAnswered { referral, .. } => amount = amount_of(after, *referral),
            _ => {}
        }
        let on = event.at.tehran_date();
        Some(Self { event: event.id, what, on, office, items, amount, review, whole, conditions })
    }
}

fn what(before: Option<&Case>, event: &Event, after: &Case) -> Option<What> {
    Some(match &event.fact {
        Fact::Registered { .. } => What::Registered,
        // A covered application goes to review with whichever comes last.
        Fact::Submitted { .. } | Fact::SupporterConfirmed { .. } => {
            let began = |case: &Case| case.clock.is_some();
            (began(after) && !before.is_some_and(began)).then_some(What::Submitted)?
        }
        Fact::Approved { .. } => match after.approval()?.path {
            Path::Standard => What::Approved,
            Path::Development => What::ApprovedDevelopment,
        },
        Fact::Refused { .. } => match &after.stage {
            Stage::Refused(refused) if refused.review == Review::Agency => What::AgencyRefused,
            _ => What::LabourRefused,
        },
        Fact::LicenceIssued { .. } => What::Licensed,
        Fact::LicenceSuspended(_) => What::Suspended,
        Fact::LicenceReinstated { .. } => What::Reinstated,
        Fact::LicenceRevoked(_) => What::Revoked,
        Fact::LicenceSuperseded { .. } => What::Superseded,
        Fact::Withdrawn { .. } => match before?.stage {
            Stage::Empowerment(_) => What::WithdrawnEmpowerment,
            _ => What::Withdrawn,
        },
        Fact::RequestsOpened { .. } => What::RequestsOpened,
        Fact::EmpowermentCompleted { .. } => What::EmpowermentCompleted,
        Fact::ReferredToBank(_) => What::Referred,
        Fact::BankAnswered { outcome, .. } => match outcome {
            BankOutcome::Received => return None,
            BankOutcome::Paid => What::Paid,
            BankOutcome::Declined => What::Declined,
            BankOutcome::QuotaUsedUp => What::QuotaUsedUp,
            BankOutcome::Lapsed => What::Lapsed,
        },
        Fact::SupporterDeclined { .. }
        | Fact::SupporterNamed { .. }
        | Fact::Attached { .. }
        | Fact::Assigned { .. }
        | Fact::Checked { .. }
        | Fact::Noted { .. }
        | Fact::CallLogged { .. }
        | Fact::RequestAnswered { .. }
        | Fact::RequestAccepted { .. }
        | Fact::RequestCancelled { .. }
        | Fact::PathAssigned { .. }
        | Fact::ClearanceAsked { .. }
        | Fact::ClearanceAnswered { .. }
        | Fact::ServiceRecorded { .. }
        | Fact::LicenceRegistered
        | Fact::Printed(_)
        | Fact::Reprinted { .. }
        | Fact::SheetMarked { .. }
        | Fact::Transferred { .. }
        | Fact::DeadlineExtended { .. }
        | Fact::DisputeOpened { .. }
        | Fact::DisputeResolved { .. }
        | Fact::Unknown { .. } => return None,
    })
}

fn took(clock: &Clock, decided: Instant, catalogue: &Catalogue) -> Option<Took> {
    let rule = catalogue.deadline(match clock.review {
        Review::Agency => DeadlineCode::AgencyReview,
        Review::Labour => DeadlineCode::LabourReview,
    })?;
    let due = deadlines::stand(clock, rule, &catalogue.calendar, decided.tehran_date());
    let given = i32::from(rule.length_days) + i32::from(clock.extended_days);
    Some(Took { days: given - due.days_left, in_time: due.days_left >= 0 })
}

fn between(from: Instant, to: Instant, calendar: &WorkingCalendar) -> (i32, i32) {
    let (from, to) = (from.tehran_date(), to.tehran_date());
    (from.days_until(to), calendar.working_days_between(from, to))
}

fn amount_of(case: &Case, referral: EventId) -> Option<i64> {
    let Stage::Licensed(licensed) = &case.stage else { return None };
    let referral = licensed.referrals.iter().find(|known| known.event == referral)?;
    Some(referral.referral.amount.value())
}
