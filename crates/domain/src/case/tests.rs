//! The workflow as a table: every fact against every stage, and what must hold after any history.

use std::collections::BTreeSet;

use super::*;
use crate::catalogue::ConditionNumber;
use crate::event::{BankOutcome, Evidence, Fact, Grounds, Referral, RefusalGround, RequestItem};
use crate::ids::EventId;
use crate::people::Officer;

mod history;
mod printables;
pub(crate) mod samples;
mod supporter;
mod table;

pub(crate) use table::every_fact;

use samples::{Office, Story, text};

#[test]
fn a_case_begins_with_its_registration_and_only_once() {
    let mut story = Story::registered();
    let registration = story.events[0].clone();
    assert_eq!(story.case().apply(&registration), Err(Refusal::NotTheBeginning));
    story.tell(Office::Agency, Fact::Noted { text: text("یادداشت") });
    assert_eq!(Case::open(&story.events[1]), Err(Refusal::NotTheBeginning));
}

#[test]
fn an_event_of_another_case_is_refused() {
    let story = Story::registered();
    let mut event = story.event(Office::Agency, Fact::Noted { text: text("یادداشت") });
    event.case = CaseId::from_bytes([9; 16]);
    assert_eq!(story.case().apply(&event), Err(Refusal::OtherCase));
}

#[test]
fn the_two_signatures_are_never_one_persons() {
    let story = Story::at_labour();
    let mut event = story.event(Office::Labour, samples::licence_issued());
    let person = story.case().approval().expect("approved").by.person.clone();
    event.actor = Officer { person, ..Office::Labour.officer() }.into();
    assert_eq!(story.case().apply(&event), Err(Refusal::SamePerson));
}

#[test]
fn a_refusal_needs_a_numbered_condition() {
    let story = Story::at_agency();
    let bare = |conditions: Vec<ConditionNumber>| Fact::Refused {
        conditions,
        grounds: Vec::new(),
        explanation: text("ناقص است"),
        opened: BTreeSet::new(),
    };
    let refused = story.refusal(Office::Agency, bare(Vec::new()));
    assert_eq!(refused, Some(Refusal::ConditionNeeded));
    let number = ConditionNumber(22);
    let refused = story.refusal(Office::Agency, bare(vec![number]));
    assert_eq!(refused, Some(Refusal::GroundNeeded(number)));
}

#[test]
fn a_refusal_waits_for_requests_but_for_those_it_calls_unanswered() {
    let mut story = Story::at_agency();
    story.tell(Office::Agency, samples::asked(1));
    let refused = |story: &Story, requests: &[u8]| {
        let Fact::Refused { conditions, mut grounds, explanation, opened } = samples::refused()
        else {
            return None;
        };
        grounds.extend(requests.iter().map(|id| RefusalGround {
            condition: conditions[0],
            evidence: Evidence::Unanswered(RequestId::from_bytes([*id; 16])),
        }));
        Some(
            story.event(Office::Agency, Fact::Refused { conditions, grounds, explanation, opened }),
        )
    };
    let take = |story: &Story, requests: &[u8]| {
        refused(story, requests).map(|event| story.case().apply(&event))
    };
    assert_eq!(take(&story, &[]), Some(Err(Refusal::RequestsPending(1))));
    assert_eq!(take(&story, &[9]), Some(Err(Refusal::RequestsPending(1))));
    let case = take(&story, &[1]).expect("a refusal").expect("it was not answered");
    assert!(matches!(case.requests[0].state, RequestState::Cancelled), "no longer asked for");
    assert_eq!(case.stage_name(), StageName::Refused);
    story.tell(Office::Agency, samples::answered(1));
    assert_eq!(take(&story, &[1]), Some(Err(Refusal::RequestsPending(1))), "it was answered");
}

#[test]
fn a_decided_case_is_not_decided_again() {
    for story in [Story::refused(), Story::licensed()] {
        for fact in [samples::approved(), samples::refused(), samples::licence_issued()] {
            let refusal = story.refusal(Office::Labour, fact);
            assert_eq!(refusal, Some(Refusal::AlreadyDecided));
        }
    }
}

#[test]
fn the_same_item_is_not_asked_twice_while_it_is_pending() {
    let mut story = Story::at_agency();
    let asked = |id: u8| Fact::RequestsOpened {
        items: vec![RequestItem {
            id: RequestId::from_bytes([id; 16]),
            asked: Asked::Document(DocumentCode(10001)),
            text: text("تصویر کارت ملی را بفرستید."),
            condition: None,
        }],
    };
    story.tell(Office::Agency, asked(1));
    assert_eq!(story.refusal(Office::Agency, asked(2)), Some(Refusal::SameItemOpen));
    story.tell(Office::Agency, samples::answered(1));
    assert_eq!(story.refusal(Office::Agency, asked(2)), Some(Refusal::SameItemOpen));
    story.tell(Office::Agency, Fact::RequestAccepted { request: RequestId::from_bytes([1; 16]) });
    story.tell(Office::Agency, asked(2));
}

#[test]
fn nothing_is_decided_while_the_applicant_is_asked() {
    let mut story = Story::at_agency();
    story.tell(Office::Agency, samples::asked(1));
    assert_eq!(story.case().stage_name(), StageName::AgencyWaiting);
    let refusal = story.refusal(Office::Agency, samples::refused());
    assert_eq!(refusal, Some(Refusal::RequestsPending(1)));
}

#[test]
fn an_accepted_correction_holds_and_an_unaccepted_one_does_not() {
    let mut story = Story::at_agency();
    story.tell(Office::Agency, samples::asked(1));
    story.tell(Office::Agency, samples::answered(1));
    let name = |story: &Story| story.case().applicant.person().first_name.to_string();
    assert_eq!(name(&story), "سمیه");
    story.tell(Office::Agency, Fact::RequestAccepted { request: RequestId::from_bytes([1; 16]) });
    assert_eq!(name(&story), "سمیّه");
}

#[test]
fn the_deadline_stands_still_exactly_while_the_applicant_is_asked() {
    let mut story = Story::at_agency();
    story.tell(Office::Agency, samples::asked(1));
    story.tell(Office::Agency, samples::asked(2));
    story.tell(Office::Agency, samples::answered(1));
    assert!(story.case().clock.as_ref().is_some_and(Clock::is_paused));
    story.tell(Office::Agency, samples::answered(2));
    let clock = story.case().clock.expect("the agency's clock runs");
    assert!(!clock.is_paused());
    assert_eq!(clock.pauses.len(), 1);
}

#[test]
fn the_development_path_passes_through_all_five_services() {
    let mut story = Story::empowering();
    let complete = samples::empowerment_completed();
    for (done, service) in Service::ALL.into_iter().enumerate() {
        let refusal = story.refusal(Office::Jahad, complete.clone());
        assert_eq!(refusal, Some(Refusal::ServicesOpen { done }));
        story.tell(Office::Jahad, samples::service(service));
    }
    story.tell(Office::Jahad, complete);
    assert_eq!(story.case().stage_name(), StageName::LabourReview);
}

#[test]
fn a_starred_field_waits_for_its_clearance() {
    let mut story = Story::at_agency();
    story.tell(Office::Agency, samples::path());
    story.tell(Office::Agency, samples::clearance_asked());
    assert_eq!(story.refusal(Office::Agency, samples::approved()), Some(Refusal::ClearanceOpen));
    story.tell(Office::Agency, samples::clearance(crate::event::ClearanceOutcome::Denied));
    assert_eq!(story.refusal(Office::Agency, samples::approved()), Some(Refusal::ClearanceDenied));
    story.tell(Office::Agency, samples::clearance_asked());
    story.tell(Office::Agency, samples::clearance(crate::event::ClearanceOutcome::Cleared));
    story.tell(Office::Agency, samples::approved());
}

#[test]
fn a_licence_is_suspended_reinstated_and_revoked_but_never_comes_back_from_revocation() {
    let grounds = || Grounds {
        conditions: vec![crate::catalogue::ConditionNumber(1)],
        reason: text("گزارش بازدید"),
    };
    let mut story = Story::licensed();
    story.tell(Office::Labour, Fact::LicenceSuspended(grounds()));
    let refusal = story.refusal(Office::Labour, Fact::LicenceSuspended(grounds()));
    assert_eq!(refusal, Some(Refusal::NotInForce));
    story.tell(Office::Labour, Fact::LicenceReinstated { reason: text("رفع شد") });
    story.tell(Office::Labour, Fact::LicenceRevoked(grounds()));
    let reinstated = Fact::LicenceReinstated { reason: text("رفع شد") };
    assert_eq!(story.refusal(Office::Labour, reinstated), Some(Refusal::NotInForce));
    assert_eq!(story.case().stage_name(), StageName::Closed);
}

#[test]
fn one_referral_is_open_at_a_time_and_only_its_bank_ends_it() {
    let mut story = Story::licensed();
    let referral = story.tell(Office::Labour, samples::referred());
    let again = story.refusal(Office::Labour, samples::referred());
    assert_eq!(again, Some(Refusal::ReferralOpen));
    let answer = |referral, outcome| Fact::BankAnswered { referral, outcome, note: None };
    let other = EventId::from_bytes([77; 16]);
    let refusal = story.refusal(Office::Bank, answer(other, BankOutcome::Paid));
    assert_eq!(refusal, Some(Refusal::ReferralUnknown));
    story.tell(Office::Bank, answer(referral, BankOutcome::Received));
    story.tell(Office::Bank, answer(referral, BankOutcome::QuotaUsedUp));
    assert_eq!(story.case().stage_name(), StageName::Licensed);
    story.tell(Office::Labour, samples::referred());
}

#[test]
fn a_referral_whose_last_day_is_past_makes_room_for_another() {
    let Fact::ReferredToBank(referral) = samples::referred() else { panic!("a referral") };
    let past = Referral { valid_until: samples::day("2026-01-20"), ..referral };
    let mut story = Story::licensed();
    let lapsed = story.tell(Office::Labour, Fact::ReferredToBank(past));
    story.tell(Office::Labour, samples::referred());
    let case = story.case();
    let Stage::Licensed(licensed) = &case.stage else { panic!("licensed") };
    let outcomes: Vec<_> = licensed.referrals.iter().map(|one| (one.event, one.outcome)).collect();
    assert_eq!(outcomes[0], (lapsed, Some(BankOutcome::Lapsed)));
    assert_eq!(outcomes[1].1, None);
    assert_eq!(story.refusal(Office::Labour, samples::referred()), Some(Refusal::ReferralOpen));
}

#[test]
fn one_file_for_two_documents_is_looked_at_as_each() {
    let mut story = Story::at_agency();
    let as_document = |document| crate::people::Attachment {
        content: crate::ids::ContentHash::from_bytes([9; 32]),
        document: crate::catalogue::DocumentCode(document),
        name: text("scan.jpg"),
        media: crate::people::MediaType::Jpeg,
        size_bytes: 10,
    };
    let (card, photograph) = (as_document(10_001), as_document(20_002));
    for attachment in [card.clone(), photograph.clone(), card.clone()] {
        story.tell(Office::Agency, Fact::Attached { attachment });
    }
    assert_eq!(story.case().attachments.len(), 2);
}

#[test]
fn what_is_on_paper_is_never_refused_and_two_first_copies_are_two_sheets() {
    let mut story = Story::licensed();
    let licence = story.case().licence().expect("licensed").event;
    let one = story.tell(Office::Labour, samples::printed(licence, 1, 1));
    let other = story.tell(Office::Labour, samples::printed(licence, 1, 1));
    let reason = text("کاغذ گیر کرد");
    let mark = crate::event::SheetMark::Spoiled { reason };
    story.tell(Office::Labour, Fact::SheetMarked { sheet: other, mark });
    let case = story.case();
    assert!(case.sheet(one).is_some_and(|sheet| sheet.mark.is_none()));
    assert!(case.sheet(other).is_some_and(|sheet| sheet.mark.is_some()));
}

#[test]
fn an_unknown_kind_is_carried_along() {
    let mut story = Story::at_agency();
    story.tell(Office::Agency, Fact::Unknown { kind: 900 });
    assert!(story.case().needs_update);
    assert_eq!(story.case().stage_name(), StageName::AgencyReview);
}
