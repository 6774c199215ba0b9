//! Which papers of a case an office gives out.

use super::*;
use crate::event::{DocumentKind, PrintedStanding, SheetMark};

fn printed(story: &Story, printable: &crate::case::Printable, serial: u32) -> Fact {
    let copy = story.case().copies(printable.document, printable.subject) + 1;
    Fact::Printed(samples::sheet(printable, serial, copy))
}

fn offices() -> [(Office, Role); 4] {
    [
        (Office::Agency, Role::Agency),
        (Office::Jahad, Role::Jahad),
        (Office::Labour, Role::Labour),
        (Office::Bank, Role::Bank),
    ]
}

/// Cases of which every kind of document can be printed.
fn stories() -> Vec<Story> {
    let told = |mut story: Story, office, facts: Vec<Fact>| {
        for fact in facts {
            story.tell(office, fact);
        }
        story
    };
    let grounds = || crate::event::Grounds {
        conditions: vec![crate::catalogue::ConditionNumber(1)],
        reason: text("دلیل"),
    };
    let completed = || {
        let services = crate::event::Service::ALL.into_iter().map(samples::service);
        services.chain([samples::empowerment_completed()]).collect()
    };
    vec![
        Story::registered(),
        told(Story::at_agency(), Office::Agency, vec![samples::asked(1)]),
        told(Story::at_agency(), Office::Agency, vec![samples::clearance_asked()]),
        Story::empowering(),
        told(Story::empowering(), Office::Jahad, completed()),
        Story::at_labour(),
        Story::refused(),
        told(Story::licensed(), Office::Labour, vec![samples::referred()]),
        told(Story::licensed(), Office::Labour, vec![Fact::LicenceSuspended(grounds())]),
        told(Story::licensed(), Office::Labour, vec![Fact::LicenceRevoked(grounds())]),
    ]
}

#[test]
fn an_office_gives_out_what_it_wrote_and_a_bank_nothing() {
    use DocumentKind::*;
    let mut given = std::collections::BTreeMap::<Role, Vec<DocumentKind>>::new();
    for story in stories() {
        let case = story.case();
        for (office, role) in offices() {
            let kinds = given.entry(role).or_default();
            kinds.extend(printables_of(&case, &office.id(), role).iter().map(|it| it.document));
        }
    }
    let of = |role| {
        let kinds = DocumentKind::ALL.into_iter();
        kinds.filter(|kind| given[&role].contains(kind)).collect::<Vec<_>>()
    };
    let agency =
        [EmpowermentReferral, Refusal, Correction, Receipt, Clearance, Transmittal, Dossier];
    assert_eq!(of(Role::Agency), agency);
    assert_eq!(of(Role::Jahad), [Receipt, Transmittal]);
    let labour = [Licence, BankReferral, Receipt, Suspension, Revocation, BranchList, Dossier];
    assert_eq!(of(Role::Labour), labour);
    assert_eq!(of(Role::Bank), []);
}

#[test]
fn what_an_office_does_not_give_out_it_can_not_record_as_printed_either() {
    let mut refused = 0;
    for story in stories() {
        let case = story.case();
        for printable in case.printables() {
            for (office, role) in offices() {
                if !case.offices.contains(&office.id()) {
                    continue;
                }
                let gives = printables_of(&case, &office.id(), role).contains(&printable);
                let found = refusal(&story, office, printed(&story, &printable, 1));
                if gives {
                    assert_eq!(found, None, "{role:?} {printable:?}");
                } else {
                    assert_eq!(found, Some(Refusal::PaperOfOther), "{role:?} {printable:?}");
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 10, "{refused}");
}

#[test]
fn only_the_office_that_printed_a_sheet_prints_it_again_or_says_what_became_of_it() {
    let mut story = Story::licensed();
    let licence =
        story.case().printables().into_iter().find(|it| {
            it.document == DocumentKind::Licence && it.standing != PrintedStanding::Final
        });
    let licence = licence.expect("a licence that the registry has not confirmed");
    let fact = printed(&story, &licence, 7);
    let sheet = story.tell(Office::Labour, fact);
    let reason = text("کاغذ گیر کرد");
    let printer = text("چاپگر");
    let again = Fact::Reprinted { sheet, printer, paper: None, reason };
    let sound = Fact::SheetMarked { sheet, mark: SheetMark::Sound };
    for fact in [again, sound] {
        assert_eq!(refusal(&story, Office::Labour, fact.clone()), None);
        assert_eq!(refusal(&story, Office::Agency, fact), Some(Refusal::PaperOfOther));
    }
}

#[test]
fn after_a_transfer_the_new_office_prints_what_is_still_asked() {
    let mut story = Story::at_agency();
    story.tell(Office::Agency, samples::asked(1));
    let other = OfficeId::parse("MIMT-0009").expect("an office");
    story.tell(Office::Agency, Fact::Transferred { to: other.clone(), reason: text("حوزه") });
    let kinds = |office: &OfficeId| -> Vec<DocumentKind> {
        let all = printables_of(&story.case(), office, Role::Agency);
        all.iter().map(|it| it.document).collect()
    };
    assert!(kinds(&other).contains(&DocumentKind::Correction));
    assert!(!kinds(&other).contains(&DocumentKind::Transmittal));
    assert!(kinds(&Office::Agency.id()).contains(&DocumentKind::Transmittal));
}

#[test]
fn a_licence_is_printed_only_after_it_was_issued_and_copies_count_up() {
    let before = Story::at_labour();
    let licence = crate::ids::EventId::from_bytes([99; 16]);
    let sheet = |subject, serial, copy| samples::printed(subject, serial, copy);
    let refused = refusal(&before, Office::Labour, sheet(licence, 1, 1));
    assert_eq!(refused, Some(Refusal::NotPrintable));
    let mut story = Story::licensed();
    let licence = story.case().licence().expect("licensed").event;
    story.tell(Office::Labour, sheet(licence, 1, 1));
    for wrong in [sheet(licence, 1, 2), sheet(licence, 2, 1), sheet(licence, 2, 3)] {
        assert_eq!(refusal(&story, Office::Labour, wrong), Some(Refusal::CopyOutOfOrder));
    }
    assert_eq!(refusal(&story, Office::Labour, sheet(licence, 2, 2)), None);
}
