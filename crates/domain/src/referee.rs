//! What becomes of an event that reaches the registry.
//!
//! [`judge`] compares two things: the case as the event's author saw it ([`View`]) and the case as it stands now. It
//! reads no clock and no database, and it has an answer for every event. Registry, desk and simulator ask it.

use crate::case::{Case, Confirmation, Refusal};
use crate::catalogue::Catalogue;
use crate::event::{Event, Fact};
use crate::ids::EventId;
use crate::people::Supervisors;
use crate::policy;

mod relation;
mod view;

pub use relation::{Key, key, says_the_same};
pub use view::{Fallen, OwnEvent, View};

/// What was judged of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Its author had seen all, and it holds.
    Accepted(Box<Case>),
    /// Its author had not seen all, and it holds all the same.
    Merged(Box<Case>),
    /// It does not hold. It is stored with the reason and changes nothing.
    Without(Effectless, Reason),
}

/// How an event does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effectless {
    /// What it sets was set otherwise meanwhile. It goes back to its author as a draft.
    Overtaken,
    /// The same was decided meanwhile.
    Concurred,
    /// Something else was decided meanwhile. The case is disputed.
    Conflict,
    /// It was illegal for all that its author knew.
    Rejected,
    /// Who sent it, or under which edition, is not known. It is judged when that becomes known.
    Quarantined,
}

impl Effectless {
    /// Every way, in the order of their words.
    pub const ALL: [Self; 5] =
        [Self::Overtaken, Self::Concurred, Self::Conflict, Self::Rejected, Self::Quarantined];

    /// The word for it in tables and feeds.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overtaken => "overtaken",
            Self::Concurred => "concurred",
            Self::Conflict => "conflict",
            Self::Rejected => "rejected",
            Self::Quarantined => "quarantined",
        }
    }

    /// Reads a word; there is none for what holds.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// Why an event does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// An event that its author had not seen stands in its way.
    #[error("event {0} came first")]
    Event(EventId),
    /// It rests on an event of its author that does not hold.
    #[error("it rests on event {0}, which does not hold")]
    RestsOn(EventId),
    /// Its number is another licence's.
    #[error("the number is another licence's")]
    NumberTaken,
    /// Its tracking code is another case's.
    #[error("the tracking code is another case's")]
    CodeTaken,
    /// Who or what stands behind it is not known, or no longer trusted.
    #[error(transparent)]
    Unknown(#[from] Unknown),
    /// A workstation speaks for the officers of its office and for nobody else.
    #[error("the workstation speaks for the officers of its office alone")]
    SpeaksForOther,
}

/// What must be known before an event can be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unknown {
    /// The workstation was revoked.
    #[error("the workstation was revoked")]
    DeviceRevoked,
    /// The officer's account is blocked.
    #[error("the officer's account is blocked")]
    OfficerBlocked,
    /// The office has no such officer yet.
    #[error("the office has no such officer")]
    Officer,
    /// The edition of the catalogue is not published here.
    #[error("the edition of the catalogue is not known")]
    Edition,
    /// The event names as seen what is not the author's view as it can be computed here.
    #[error("its author had seen something else")]
    View,
}

/// By which rules an event is judged.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The case's edition under the one that the event names: what its author could know.
    pub author: &'a Catalogue,
    /// The case's edition under the newest.
    pub now: &'a Catalogue,
    /// Who is known to supervise an office.
    pub supervisors: &'a Supervisors,
}

/// What is known beyond the case.
#[derive(Debug, Clone, Copy, Default)]
pub struct Claims<'a> {
    /// The tracking code of the new case is another case's.
    pub code_taken: bool,
    /// The number of the new licence is another licence's.
    pub number_taken: bool,
    /// The case whose licence this one's would take the place of.
    pub predecessor: Option<&'a Case>,
}

/// Judges an event of a known officer, workstation and edition.
pub fn judge(
    event: &Event,
    view: &View<'_>,
    now: Option<&Case>,
    rules: Rules<'_>,
    claims: Claims<'_>,
) -> Verdict {
    let after = match permitted(view.case(), event, rules) {
        Ok(after) => after,
        Err(refusal) => return without(Effectless::Rejected, refusal),
    };
    if let Some((fallen, reason)) = rests_on(event, view, rules) {
        // A decision against another one is disputed, also where a row or an item of its own was overtaken by that one.
        let decided = |other: &Event| policy::decides(&other.fact);
        let disputes = fallen == Effectless::Overtaken
            && policy::decides(&event.fact)
            && view.unseen().iter().any(decided);
        if !disputes {
            return Verdict::Without(fallen, Reason::RestsOn(reason));
        }
    }
    let Some(now) = now else {
        return if claims.code_taken {
            Verdict::Without(Effectless::Rejected, Reason::CodeTaken)
        } else {
            Verdict::Accepted(Box::new(after))
        };
    };
    if let Fact::Registered { .. } = &event.fact {
        return registered_twice(&after, now);
    }
    // Whoever had seen all, by the rules that hold now, is judged already.
    let judged = if view.is_whole() && std::ptr::eq(rules.author, rules.now) {
        Ok(after)
    } else {
        stand(event, view, now, rules)
    };
    match judged {
        Ok(case) => claimed(event, &case, claims).map_or_else(
            |reason| Verdict::Without(Effectless::Conflict, reason),
            |()| {
                if view.is_whole() {
                    Verdict::Accepted(Box::new(case))
                } else {
                    Verdict::Merged(Box::new(case))
                }
            },
        ),
        Err((how, reason)) => Verdict::Without(how, reason),
    }
}

/// Against what a conflicting event was made: the first decision that its author had not seen.
pub fn contradicted(view: &View<'_>) -> Option<EventId> {
    let decided = |event: &&Event| policy::decides(&event.fact);
    view.unseen().iter().find(decided).map(|event| event.id)
}

fn without(how: Effectless, reason: impl Into<Reason>) -> Verdict {
    Verdict::Without(how, reason.into())
}

/// Whether its author's rules take an event.
fn permitted(case: Option<&Case>, event: &Event, rules: Rules<'_>) -> Result<Case, Refusal> {
    match case {
        Some(case) => policy::permit(case, event, rules.author, rules.supervisors),
        None => policy::permit_new(event, rules.author),
    }
}

/// The event of its author without which it would be illegal and which does not hold, with what became of that one.
fn rests_on(event: &Event, view: &View<'_>, rules: Rules<'_>) -> Option<(Effectless, EventId)> {
    let fallen = view.fallen();
    if fallen.is_empty() || permitted(view.held(), event, rules).is_ok() {
        return None;
    }
    let needed = |fallen: &&Fallen| permitted(fallen.others.as_ref(), event, rules).is_err();
    let first = fallen.iter().find(needed).or(fallen.first())?;
    Some((first.how, first.event))
}

/// A second registration of the same id: of the same content, or another case under a name that is taken.
fn registered_twice(new: &Case, now: &Case) -> Verdict {
    let same = new.applicant == now.applicant
        && new.purpose == now.purpose
        && new.tracking_code == now.tracking_code
        && new.external_code == now.external_code;
    if same {
        Verdict::Without(Effectless::Concurred, Reason::Event(now.registration))
    } else {
        without(Effectless::Rejected, Refusal::NotTheBeginning)
    }
}

/// Whether what was legal for its author holds now; what is legal nowhere else conflicts where it decides, and is
/// overtaken where it does not.
fn stand(
    event: &Event,
    view: &View<'_>,
    now: &Case,
    rules: Rules<'_>,
) -> Result<Case, (Effectless, Reason)> {
    let fact = &event.fact;
    let decides = policy::decides(fact);
    let at = |how, other: &Event| Err((how, Reason::Event(other.id)));
    let unseen = view.unseen();
    let late = decides_the_review(fact) && is_registered(now) && !unseen.is_empty();
    for other in unseen {
        if decides && says_the_same(fact, &other.fact) {
            return at(Effectless::Concurred, other);
        }
        let gives_way = decides && matches!(other.fact, Fact::Withdrawn { .. })
            || crosses_a_sanction(fact, &other.fact);
        if gives_way || sets_otherwise(fact, &other.fact) {
            return at(Effectless::Overtaken, other);
        }
    }
    if late {
        let first = unseen.iter().find(|other| policy::decides(&other.fact));
        let reason =
            first.map_or(Reason::Refused(Refusal::AlreadyDecided), |it| Reason::Event(it.id));
        return Err((Effectless::Overtaken, reason));
    }
    if must_have_seen_decisions(fact)
        && let Some(other) = unseen.iter().find(|other| crosses(fact, other, now))
    {
        return at(Effectless::Conflict, other);
    }
    // Paper is there, whatever happened meanwhile.
    if matches!(fact, Fact::Printed(_) | Fact::Reprinted { .. }) {
        let printed = now.clone().apply(event);
        return printed.map_err(|refusal| (Effectless::Overtaken, refusal.into()));
    }
    // Whoever holds the case by now, its author could not know it: the event holds and is marked as merged.
    let unheld = Case { holder: None, ..now.clone() };
    let disputes = decides && !matches!(fact, Fact::Withdrawn { .. });
    let how = if disputes { Effectless::Conflict } else { Effectless::Overtaken };
    policy::permit(&unheld, event, rules.now, rules.supervisors)
        .and_then(|_| now.clone().apply(event))
        .map_err(|refusal| match same_value(unseen, fact) {
            Some(other) => (Effectless::Concurred, Reason::Event(other)),
            None => (how, Reason::Refused(refusal)),
        })
}

/// The unseen event that set the very same.
fn same_value(unseen: &[Event], fact: &Fact) -> Option<EventId> {
    let of_key = key(fact)?;
    let same =
        |other: &&Event| key(&other.fact) == Some(of_key) && says_the_same(fact, &other.fact);
    unseen.iter().find(same).map(|other| other.id)
}

/// Whether both set the same thing, and the newer of them sets it otherwise.
fn sets_otherwise(fact: &Fact, other: &Fact) -> bool {
    key(fact).is_some_and(|of| key(other) == Some(of)) && !says_the_same(fact, other)
}

/// A referral of a licence that was suspended, revoked or superseded meanwhile is called back.
const fn crosses_a_sanction(fact: &Fact, other: &Fact) -> bool {
    matches!(fact, Fact::ReferredToBank(_))
        && matches!(
            other,
            Fact::LicenceSuspended(_) | Fact::LicenceRevoked(_) | Fact::LicenceSuperseded { .. }
        )
}

/// The decisions of the review: once a licence is registered, one that comes late disputes nothing.
const fn decides_the_review(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Approved { .. }
            | Fact::Refused { .. }
            | Fact::EmpowermentCompleted { .. }
            | Fact::LicenceIssued { .. }
    )
}

fn is_registered(case: &Case) -> bool {
    let known =
        |confirmation: &Confirmation| matches!(confirmation, Confirmation::Registered { .. });
    case.licence().is_some_and(|licence| known(&licence.confirmation))
}

/// Sanctions are judged against the case as it is, and an applicant's withdrawal is never disputed.
fn must_have_seen_decisions(fact: &Fact) -> bool {
    policy::decides(fact)
        && !matches!(
            fact,
            Fact::LicenceSuspended(_) | Fact::LicenceRevoked(_) | Fact::Withdrawn { .. }
        )
}

/// Whether an unseen event stands against a decision: another decision, or an item that is still asked.
fn crosses(fact: &Fact, other: &Event, now: &Case) -> bool {
    let asks = || {
        let pending =
            |request: &crate::case::Request| request.batch == other.id && request.is_pending();
        decides_the_review(fact) && now.requests.iter().any(pending)
    };
    policy::decides(&other.fact) || asks()
}

/// What stands outside of the case in the way of a licence.
fn claimed(event: &Event, case: &Case, claims: Claims<'_>) -> Result<(), Reason> {
    if claims.number_taken {
        return Err(Reason::NumberTaken);
    }
    match claims.predecessor.filter(|_| case.purpose.predecessor().is_some()) {
        Some(predecessor) => Ok(policy::check_predecessor(event, predecessor)?),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
