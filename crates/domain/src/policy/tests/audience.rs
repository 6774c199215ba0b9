//! What an office sees of a case, and that it can act on that as on the whole.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::*;
use crate::case::tests::every_fact;
use crate::catalogue::Readers;
use crate::demo::{self, Blob, Materials, Scans, Subject};
use crate::event::DocumentKind;
use crate::identifiers::LicenceNumber;
use crate::ids::{EventId, OfficerId};
use crate::people::{Attachment, MediaType};
use crate::sources::Randomness;

/// Bytes that differ from call to call.
struct Counting(AtomicU64);

impl Randomness for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let next = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            chunk.copy_from_slice(&next.rotate_left(29).to_be_bytes()[..chunk.len()]);
        }
    }
}

/// Papers that nobody looks at.
struct NoPictures(u64);

impl Scans for NoPictures {
    fn scan(
        &mut self,
        _: &Catalogue,
        document: DocumentCode,
        _: Subject<'_>,
    ) -> (Attachment, Blob) {
        let attachment = self.next(document);
        let content = attachment.content;
        (attachment, (content, Arc::from([0_u8])))
    }
}

/// The events of the demo's cases.
fn demo_cases() -> Vec<Vec<Event>> {
    let catalogue = sample();
    let mut serial = 9_000_000_001;
    let mut numbers = move || {
        serial += 1;
        LicenceNumber::from_serial(serial)
    };
    let materials = Materials {
        catalogue: &catalogue,
        randomness: &Counting(AtomicU64::new(7)),
        scans: &mut NoPictures(0),
        numbers: &mut numbers,
    };
    let today = samples::day("2026-11-30");
    let cases = demo::applications(7, 168, today, materials).expect("scripts that the rules allow");
    let events = |case: demo::DemoCase| case.events.into_iter().map(|it| it.event).collect();
    cases.into_iter().map(events).collect()
}

fn folded(events: &[Event]) -> Case {
    Case::fold(events).expect("a history").expect("a case")
}

/// Each case of the demo, as each of its offices sees it.
fn seen_cases(catalogue: &Catalogue) -> Vec<(Case, SeenCase, OfficeId, Role)> {
    let mut all = Vec::new();
    for events in demo_cases() {
        let whole = folded(&events);
        for office in &whole.offices {
            let role = catalogue.office(office).expect("an office").kind.role();
            let seen = as_seen_by(whole.clone(), events.clone(), office, role, catalogue);
            all.push((whole.clone(), seen.expect("a history"), office.clone(), role));
        }
    }
    all
}

#[test]
fn every_office_comes_to_the_same_case_in_all_that_it_may_act_on() {
    let catalogue = sample();
    let (mut roles, mut stages, mut withheld) = (BTreeSet::new(), BTreeSet::new(), 0);
    for (whole, SeenCase { case, events }, office, role) in seen_cases(&catalogue) {
        roles.insert(role);
        stages.insert(whole.stage_name());
        withheld += usize::try_from(whole.version).expect("a number") - events.len();
        let said = format!("{role:?} {:?}", whole.stage_name());
        assert_eq!(case.stage, whole.stage, "{said}");
        assert_eq!(case.office, whole.office, "{said}");
        assert_eq!(case.handed_over, whole.handed_over, "{said}");
        assert_eq!(case.clock, whole.clock, "{said}");
        assert_eq!(case.path(), whole.path(), "{said}");
        assert_eq!(case.supporter, whole.supporter, "{said}");
        assert_eq!(case.services, whole.services, "{said}");
        assert_eq!(case.licence(), whole.licence(), "{said}");
        assert_eq!(case.referred_to(), whole.referred_to(), "{said}");
        assert_eq!((case.version, case.last_event), (whole.version, whole.last_event), "{said}");
        assert_eq!(
            printables_of(&case, &office, role),
            printables_of(&whole, &office, role),
            "{said}"
        );
    }
    assert_eq!(roles.len(), 4, "{roles:?}");
    assert!(stages.len() > 10, "{stages:?}");
    assert!(withheld > 500, "{withheld}");
}

#[test]
fn what_an_office_may_do_it_may_do_on_what_it_sees() {
    let catalogue = sample();
    let mut permitted = 0;
    for (whole, SeenCase { case, .. }, office, role) in seen_cases(&catalogue) {
        let account = whole.holder.clone().filter(|_| whole.office.as_ref() == Some(&office));
        let officer = Officer {
            account: account.unwrap_or_else(|| OfficerId::parse("u:somebody").expect("an account")),
            office,
            ..Office::Agency.officer()
        };
        for fact in every_fact() {
            let event = Event {
                id: EventId::from_bytes([0xEE; 16]),
                case: whole.id,
                at: crate::dates::Instant::from_millis(1_796_000_000_000),
                actor: officer.clone().into(),
                edition: whole.edition.clone(),
                fact,
            };
            let on_all =
                permit(&whole, &event, &catalogue, &supervisors()).map(|after| after.stage);
            let on_seen =
                permit(&case, &event, &catalogue, &supervisors()).map(|after| after.stage);
            assert_eq!(on_seen, on_all, "{role:?} {} {:?}", event.fact.name(), whole.stage_name());
            permitted += usize::from(on_all.is_ok());
        }
    }
    assert!(permitted > 500, "{permitted}");
}

#[test]
fn a_bank_sees_no_notes_checklists_calls_sheets_and_only_documents_for_banks() {
    let catalogue = sample();
    let mut documents = 0;
    for (whole, SeenCase { case, events }, office, role) in seen_cases(&catalogue) {
        if role != Role::Bank {
            continue;
        }
        let theirs = |event: &&Event| event.actor.office() == Some(&office);
        for event in events.iter().filter(|event| !theirs(event)) {
            let name = event.fact.name();
            let hidden =
                ["noted", "callLogged", "checked", "seen", "assigned", "printed", "sheetMarked"];
            assert!(!hidden.contains(&name), "{name}");
        }
        assert!(case.checks.is_empty());
        assert!(case.notes.iter().all(|note| note.by.office() == Some(&office)));
        assert!(case.sheets.is_empty());
        for received in &case.attachments {
            let document = catalogue.document(received.attachment.document).expect("a kind");
            assert_eq!(document.readers, Readers::Banks);
            documents += 1;
        }
        assert!(case.attachments.len() < whole.attachments.len());
    }
    assert!(documents > 10, "{documents}");
}

#[test]
fn jahad_sees_requests_and_services_and_no_military_or_criminal_papers() {
    let catalogue = sample();
    let mut seen = BTreeSet::new();
    for (whole, SeenCase { case, events }, _, role) in seen_cases(&catalogue) {
        if role != Role::Jahad {
            continue;
        }
        assert!(events.iter().all(|event| event.fact.name() != "checked"));
        assert_eq!(case.requests.len(), whole.requests.len());
        seen.extend(case.attachments.iter().map(|it| it.attachment.document.0));
    }
    assert!(seen.contains(&20_001), "{seen:?}");
    assert!(!seen.contains(&10_003) && !seen.contains(&20_005), "{seen:?}");
}

#[test]
fn documents_of_answers_are_withheld_like_all_others() {
    let mut story = Story::at_agency();
    story.tell(Office::Agency, samples::asked(1));
    let mut papers = NoPictures(0);
    let answer = crate::event::Answer {
        attachments: [10_003, 10_001].map(|code| papers.next(DocumentCode(code))).into(),
        ..match samples::answered(1) {
            Fact::RequestAnswered { answer, .. } => answer,
            _ => unreachable!("an answer"),
        }
    };
    let request = RequestId::from_bytes([1; 16]);
    story.tell(Office::Agency, Fact::RequestAnswered { request, answer });
    let catalogue = catalogue();
    let whole = story.case();
    let of = |office: Office, role| {
        let events = story.events.clone();
        let seen = as_seen_by(whole.clone(), events, &office.id(), role, &catalogue);
        let case = seen.expect("a history").case;
        let codes = |documents: Vec<&Attachment>| -> BTreeSet<u32> {
            documents.into_iter().map(|it| it.document.0).collect()
        };
        let answered = match &case.requests[0].state {
            crate::case::RequestState::Answered(answer, _) => answer.attachments.iter().collect(),
            other => panic!("{other:?}"),
        };
        (codes(answered), codes(case.attachments.iter().map(|it| &it.attachment).collect()))
    };
    let (answer, case) = of(Office::Labour, Role::Labour);
    assert!(answer.contains(&10_003) && case.contains(&10_003));
    let (answer, case) = of(Office::Jahad, Role::Jahad);
    assert!(!answer.contains(&10_003) && !case.contains(&10_003));
    assert!(answer.contains(&10_001) && case.contains(&10_001));
    assert!(DocumentKind::ALL.iter().all(|kind| !letters_of(Role::Bank).contains(kind)));
}

impl NoPictures {
    fn next(&mut self, document: DocumentCode) -> Attachment {
        self.0 += 1;
        let mut hash = [0; 32];
        hash[..8].copy_from_slice(&self.0.to_be_bytes());
        let (content, media) = (ContentHash::from_bytes(hash), MediaType::Jpeg);
        Attachment { document, content, name: text("scan.jpg"), size_bytes: 1, media }
    }
}
