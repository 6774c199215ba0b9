//! Who speaks for a supporter, and what becomes of what they said.

use super::samples::{self, Office, Story, text};
use crate::case::{Case, Refusal, StageName, SupporterState};
use crate::dates::Date;
use crate::event::{Fact, Grounds, SupporterWord};
use crate::people::{Applicant, NamedSupporter, SupporterIdentity};

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn supports(story: &Story, on: &str) -> Option<String> {
    story.case().supports(day(on)).map(|(identity, _)| identity.as_str().to_owned())
}

fn grounds() -> Grounds {
    Grounds { conditions: vec![crate::catalogue::ConditionNumber(1)], reason: text("دلیل") }
}

#[test]
fn a_registered_supporters_licence_speaks_for_the_very_id_that_holds_it() {
    let [natural, legal] = samples::supporters().map(Story::holding);
    assert_eq!(supports(&natural, "2026-11-23").as_deref(), Some("0084575948"));
    assert_eq!(supports(&legal, "2026-11-23").as_deref(), Some("14005893875"));
    // The company's licence is not its representative's.
    let (identity, _) =
        legal.case().supports(day("2026-11-23")).map(|(i, n)| (i, n.clone())).unwrap();
    assert!(matches!(identity, SupporterIdentity::Legal(_)));
}

#[test]
fn the_last_day_counts_and_the_day_after_does_not() {
    let story = Story::holding(samples::supporters()[0].clone());
    assert!(supports(&story, "2029-11-24").is_some());
    assert!(supports(&story, "2029-11-25").is_none());
}

#[test]
fn nobody_speaks_by_a_licence_of_another_kind() {
    let independent = Applicant::Independent(samples::person());
    let covered = Story::covered().case().applicant;
    for applicant in [independent, covered] {
        assert!(supports(&Story::holding(applicant), "2026-11-23").is_none());
    }
}

#[test]
fn nobody_speaks_by_an_application() {
    for supporter in samples::supporters() {
        let mut story = Story::begin(supporter);
        let facts = [samples::submitted(), samples::path(), samples::approved()];
        assert!(supports(&story, "2026-11-23").is_none());
        for fact in facts {
            story.tell(Office::Agency, fact);
            assert!(supports(&story, "2026-11-23").is_none());
        }
        // Provisional: the registry does not know it yet.
        story.tell(Office::Labour, samples::licence_issued());
        assert!(supports(&story, "2026-11-23").is_none());
        story.tell(Office::Labour, Fact::LicenceRegistered);
        assert!(supports(&story, "2026-11-23").is_some());
    }
}

#[test]
fn nobody_speaks_by_a_licence_out_of_force() {
    let held = Story::holding(samples::supporters()[0].clone());
    let superseded = Fact::LicenceSuperseded {
        by: crate::ids::CaseId::from_bytes([2; 16]),
        number: crate::identifiers::LicenceNumber::from_serial(2).expect("a serial"),
    };
    for fact in [
        Fact::LicenceSuspended(grounds()),
        Fact::LicenceRevoked(grounds()),
        superseded,
        samples::dispute(),
        Fact::Unknown { kind: 900 },
    ] {
        let mut story = held.clone();
        story.tell(Office::Labour, fact.clone());
        assert!(supports(&story, "2026-11-23").is_none(), "{}", fact.name());
    }
    let mut reinstated = held;
    reinstated.tell(Office::Labour, Fact::LicenceSuspended(grounds()));
    reinstated.tell(Office::Labour, Fact::LicenceReinstated { reason: text("دلیل") });
    assert!(supports(&reinstated, "2026-11-23").is_some());
}

#[test]
fn a_covered_applicant_is_reviewed_only_after_the_supporter_confirmed() {
    let mut story = Story::covered();
    story.tell(Office::Agency, samples::submitted());
    assert_eq!(story.case().stage_name(), StageName::Registered);
    assert!(story.case().waits_for_supporter());
    story.tell(Office::Agency, samples::supporter_confirmed());
    assert_eq!(story.case().stage_name(), StageName::AgencyReview);
    // The licence by which it was done is the supporter's, whatever was typed.
    let case = story.case();
    assert!(case.applicant.named_supporter().is_some_and(|named| named.licence.is_some()));
    for late in [samples::supporter_declined(), samples::supporter_named("14005893875")] {
        let refusal = story.refusal(Office::Agency, late);
        assert!(matches!(refusal, Some(Refusal::WrongStage { .. })), "{refusal:?}");
    }
}

#[test]
fn a_declined_applicant_waits_until_another_is_named() {
    let mut story = Story::covered();
    story.tell(Office::Agency, samples::submitted());
    story.tell(Office::Agency, samples::supporter_declined());
    let declined = |case: &Case| matches!(case.supporter, SupporterState::Declined { .. });
    assert!(declined(&story.case()) && story.case().waits_for_supporter());
    for word in [samples::supporter_confirmed(), samples::supporter_recorded(1)] {
        assert_eq!(story.refusal(Office::Agency, word), Some(Refusal::SupporterDeclined));
    }
    let again = story.refusal(Office::Agency, samples::supporter_declined());
    assert!(matches!(again, Some(Refusal::WrongStage { .. })));
    let naming = story.tell(Office::Agency, samples::supporter_named("14005893875"));
    let case = story.case();
    assert!((case.supporter == SupporterState::Awaited) && case.supporter_named == naming);
    assert_eq!(case.applicant.named_supporter().unwrap().identity.as_str(), "14005893875");
    story.tell(Office::Agency, samples::supporter_confirmed());
    assert_eq!(story.case().stage_name(), StageName::AgencyReview);
}

#[test]
fn before_page_two_a_confirmation_can_be_taken_back() {
    let mut story = Story::covered();
    story.tell(Office::Agency, samples::supporter_confirmed());
    story.tell(Office::Agency, samples::supporter_declined());
    story.tell(Office::Agency, samples::submitted());
    assert_eq!(story.case().stage_name(), StageName::Registered);
    // Another supporter has not confirmed because the first one had.
    let mut renamed = Story::covered();
    renamed.tell(Office::Agency, samples::supporter_confirmed());
    renamed.tell(Office::Agency, samples::supporter_named("14005893875"));
    assert!(renamed.case().waits_for_supporter());
}

#[test]
fn nobody_is_their_own_supporter() {
    let person = samples::person();
    let own = SupporterIdentity::Natural(person.national_id.clone());
    let supporter = NamedSupporter { name: text("خودم"), identity: own, licence: None };
    let mut registration = Story::covered().events.remove(0);
    if let Fact::Registered { applicant, .. } = &mut registration.fact {
        **applicant = Applicant::Covered { person: person.clone(), supporter };
    }
    assert_eq!(Case::open(&registration), Err(Refusal::SupporterIsApplicant));
    let naming = samples::supporter_named(person.national_id.as_str());
    let refusal = Story::covered().refusal(Office::Agency, naming);
    assert_eq!(refusal, Some(Refusal::SupporterIsApplicant));
}

#[test]
fn what_the_counter_saw_is_among_the_documents() {
    let mut story = Story::covered();
    story.tell(Office::Agency, samples::submitted());
    let recorded = samples::supporter_recorded(9);
    assert_eq!(story.refusal(Office::Agency, recorded.clone()), Some(Refusal::ScanMissing));
    let word = SupporterWord::Counter { licence: text("۱۲۳"), scans: Vec::new() };
    let without = story.refusal(Office::Agency, Fact::SupporterConfirmed { word });
    assert_eq!(without, Some(Refusal::ScanMissing));
    story.tell(Office::Agency, samples::attached(9));
    story.tell(Office::Agency, recorded);
    assert_eq!(story.case().stage_name(), StageName::AgencyReview);
}

#[test]
fn a_withdrawn_application_takes_no_word() {
    let mut story = Story::covered();
    story.tell(Office::Agency, samples::submitted());
    story.tell(Office::Agency, samples::withdrawn());
    for fact in [
        samples::supporter_confirmed(),
        samples::supporter_declined(),
        samples::supporter_named("14005893875"),
    ] {
        let refusal = story.refusal(Office::Agency, fact);
        assert!(matches!(refusal, Some(Refusal::WrongStage { .. })), "{refusal:?}");
    }
}
