//! Any sequence of facts at all: what is refused changes nothing, what is taken keeps the invariants.

use proptest::prelude::*;

use super::samples::{self, Office, Story, text};
use crate::case::{Case, RequestState, Stage};
use crate::event::{BankOutcome, CheckAnswer, Event, Fact, Grounds, Review, Service};
use crate::ids::{EventId, RequestId};
use crate::plan::Path;

fn grounds() -> Grounds {
    Grounds { conditions: vec![crate::catalogue::ConditionNumber(1)], reason: text("دلیل") }
}

fn any_fact() -> impl Strategy<Value = Fact> {
    let request = || (1_u8..4).prop_map(|id| RequestId::from_bytes([id; 16]));
    let event = || (0_u8..40).prop_map(|n| EventId::from_bytes([n; 16]));
    prop_oneof![
        Just(samples::submitted()),
        Just(samples::path()),
        Just(Fact::PathAssigned { path: Path::Development, reason: text("دلیل") }),
        Just(samples::approved()),
        Just(samples::refused()),
        (1_u8..4).prop_map(samples::asked),
        (1_u8..4).prop_map(samples::answered),
        request().prop_map(|request| Fact::RequestAccepted { request }),
        request().prop_map(|request| Fact::RequestCancelled { request }),
        Just(samples::clearance_asked()),
        Just(samples::clearance(crate::event::ClearanceOutcome::Cleared)),
        prop::sample::select(Service::ALL.to_vec()).prop_map(samples::service),
        Just(samples::empowerment_completed()),
        Just(samples::licence_issued()),
        Just(Fact::LicenceRegistered),
        Just(Fact::LicenceSuspended(grounds())),
        Just(Fact::LicenceReinstated { reason: text("دلیل") }),
        Just(Fact::LicenceRevoked(grounds())),
        Just(samples::referred()),
        event().prop_map(|referral| Fact::BankAnswered {
            referral,
            outcome: BankOutcome::Paid,
            note: None
        }),
        (event(), 1_u32..4, 1_u32..4)
            .prop_map(|(e, serial, copy)| samples::printed(e, serial, copy)),
        Just(Fact::Checked { review: Review::Labour, row: 1, answer: CheckAnswer::Right }),
        Just(samples::withdrawn()),
        Just(samples::dispute()),
        Just(Fact::DisputeResolved {
            stands: crate::event::Stands::Anew, reason: text("دلیل")
        }),
        Just(samples::supporter_confirmed()),
        Just(samples::supporter_declined()),
        Just(Fact::DeadlineExtended { days: 2, reason: text("دلیل") }),
        Just(Fact::Unknown { kind: 900 }),
    ]
}

fn any_office() -> impl Strategy<Value = Office> {
    prop::sample::select(vec![Office::Agency, Office::Jahad, Office::Labour, Office::Bank])
}

/// Takes what can be taken, and returns the events that were.
fn live(facts: Vec<(Office, Fact)>) -> (Case, Vec<Event>) {
    let mut story = Story::registered();
    let mut case = story.case();
    for (office, fact) in facts {
        let event = story.event(office, fact);
        if let Ok(next) = case.clone().apply(&event) {
            case = next;
            story.events.push(event);
        }
    }
    (case, story.events)
}

proptest! {
    #[test]
    fn no_history_reaches_an_illegal_state(
        facts in prop::collection::vec((any_office(), any_fact()), 0..60),
    ) {
        let (case, events) = live(facts);
        if let Stage::Licensed(licensed) = &case.stage {
            prop_assert_ne!(&licensed.approval.by.person, &licensed.licence.by.person);
            let open = licensed.referrals.iter().filter(|r| r.is_open()).count();
            prop_assert!(open <= 1);
        }
        if let Stage::Refused(refused) = &case.stage {
            prop_assert!(!refused.conditions.is_empty());
        }
        let issued = events.iter().filter(|e| matches!(e.fact, Fact::LicenceIssued { .. }));
        prop_assert!(issued.count() <= 1, "one application, one licence");
        if case.clock.is_some() {
            let paused = case.clock.as_ref().is_some_and(crate::case::Clock::is_paused);
            let disputed = matches!(case.stage, Stage::Disputed { .. });
            prop_assert!(disputed || paused == (case.open_requests() > 0));
        }
        if !case.is_open() {
            let open = |r: &crate::case::Request| matches!(r.state, RequestState::Open);
            prop_assert!(!case.requests.iter().any(open), "a closed case asks for nothing");
        }
        prop_assert_eq!(case.version as usize, events.len());
    }

    #[test]
    fn replay_gives_the_same_state(
        facts in prop::collection::vec((any_office(), any_fact()), 0..40),
    ) {
        let (case, events) = live(facts);
        prop_assert_eq!(Case::fold(&events), Ok(Some(case)));
    }
}
