//! What can be drawn from a case at each stage.

use super::samples::{self, Office, Story, text};
use crate::event::{BankOutcome, DocumentKind, Fact, Grounds, PrintedStanding, Printing};

fn grounds() -> Grounds {
    Grounds { conditions: vec![crate::catalogue::ConditionNumber(1)], reason: text("دلیل") }
}

/// The documents of a story, but for those that any case has.
fn documents(story: &Story) -> Vec<DocumentKind> {
    let any = [DocumentKind::Receipt, DocumentKind::Dossier];
    let all = story.case().printables();
    assert!(any.iter().all(|kind| all.iter().any(|printable| printable.document == *kind)));
    all.iter().map(|printable| printable.document).filter(|kind| !any.contains(kind)).collect()
}

fn after(mut story: Story, office: Office, facts: Vec<Fact>) -> Story {
    for fact in facts {
        story.tell(office, fact);
    }
    story
}

fn stages() -> Vec<(Story, Vec<DocumentKind>)> {
    use DocumentKind::*;
    let licensed = |facts| after(Story::licensed(), Office::Labour, facts);
    let suspended = Fact::LicenceSuspended(grounds());
    let reinstated = Fact::LicenceReinstated { reason: text("رفع شد") };
    vec![
        (Story::registered(), vec![]),
        (Story::at_agency(), vec![]),
        (after(Story::at_agency(), Office::Agency, vec![samples::asked(1)]), vec![Correction]),
        (
            after(Story::at_agency(), Office::Agency, vec![samples::clearance_asked()]),
            vec![Clearance],
        ),
        (Story::empowering(), vec![EmpowermentReferral, Transmittal]),
        (Story::at_labour(), vec![Transmittal]),
        (Story::licensed(), vec![Licence]),
        (licensed(vec![samples::referred()]), vec![Licence, BankReferral, BranchList]),
        (licensed(vec![suspended.clone()]), vec![Suspension]),
        (licensed(vec![suspended.clone(), reinstated]), vec![Licence]),
        (licensed(vec![suspended, Fact::LicenceRevoked(grounds())]), vec![Revocation]),
        (Story::refused(), vec![Refusal]),
        (Story::withdrawn(), vec![]),
    ]
}

#[test]
fn each_stage_has_its_papers() {
    for (story, expected) in stages() {
        assert_eq!(documents(&story), expected, "{:?}", story.case().stage_name());
    }
}

#[test]
fn what_a_case_offers_can_be_printed_and_is_then_a_copy_more() {
    for (mut story, _) in stages() {
        for (serial, printable) in (1..).zip(story.case().printables()) {
            let sheet = samples::sheet(&printable, serial, 1);
            story.tell(Office::Labour, Fact::Printed(sheet));
            assert_eq!(story.case().copies(printable.document, printable.subject), 1);
        }
    }
}

#[test]
fn a_referral_that_the_bank_has_answered_waits_for_no_paper() {
    let referred = after(Story::licensed(), Office::Labour, vec![samples::referred()]);
    let answered = |story: &Story| {
        let case = story.case();
        let all = case.printables().into_iter().filter(|printable| case.is_answered(printable));
        all.map(|printable| printable.document).collect::<Vec<_>>()
    };
    assert_eq!(answered(&referred), []);
    let referral =
        referred.case().printables().into_iter().find(|p| p.document == DocumentKind::BankReferral);
    let referral = referral.expect("a referral").subject;
    let answer = Fact::BankAnswered { referral, outcome: BankOutcome::Received, note: None };
    let story = after(referred, Office::Bank, vec![answer]);
    assert_eq!(answered(&story), [DocumentKind::BankReferral, DocumentKind::BranchList]);
}

#[test]
fn only_a_licence_says_what_the_registry_knows() {
    for (story, _) in stages() {
        for printable in story.case().printables() {
            let provisional = printable.standing == PrintedStanding::Provisional;
            assert_eq!(provisional, printable.document == DocumentKind::Licence);
        }
    }
}

#[test]
fn lists_and_dossiers_wait_for_nobody() {
    let waiting = DocumentKind::ALL.into_iter().filter(|kind| kind.printing() == Printing::Due);
    assert_eq!(waiting.count(), DocumentKind::ALL.len() - 3);
}
