//! Every kind of fact against every stage. A cross means that the fact may happen there.

use super::samples::{self, Office, Story, text};
use crate::case::{Case, Refusal};
use crate::event::{CheckAnswer, Fact, Grounds, Review, Service, SheetMark, Stands};
use crate::ids::{ContentHash, EventId, RequestId};

/// The stages, in the order of the columns.
fn stages() -> [(&'static str, Story); 8] {
    [
        ("registered", Story::registered()),
        ("agency", Story::at_agency()),
        ("empowerment", Story::empowering()),
        ("labour", Story::at_labour()),
        ("licensed", Story::licensed()),
        ("refused", Story::refused()),
        ("withdrawn", Story::withdrawn()),
        ("disputed", Story::disputed()),
    ]
}

fn grounds() -> Grounds {
    Grounds { conditions: vec![crate::catalogue::ConditionNumber(1)], reason: text("دلیل") }
}

fn checked(review: Review) -> Fact {
    Fact::Checked { review, row: 1, answer: CheckAnswer::Right }
}

/// One row for each kind of fact; the columns are those of [`stages`].
fn rows() -> Vec<(&'static str, Fact)> {
    let unknown_request = RequestId::from_bytes([55; 16]);
    let attachment = crate::people::Attachment {
        content: ContentHash::from_bytes([1; 32]),
        document: crate::catalogue::DocumentCode(10001),
        name: text("کارت ملی.jpg"),
        media: crate::people::MediaType::Jpeg,
        size_bytes: 10,
    };
    let officer = Office::Agency.officer().account;
    let to = Office::Labour.id();
    let sheet = EventId::from_bytes([77; 16]);
    let mark = |mark| Fact::SheetMarked { sheet, mark };
    let licence = EventId::from_bytes([4; 16]);
    let printer = text("چاپگر");
    let opened = samples::asked(1);
    vec![
        ("........", Story::registered().events.remove(0).fact),
        ("........", samples::supporter_confirmed()),
        ("........", samples::supporter_declined()),
        ("........", samples::supporter_named("14005893875")),
        ("x.......", samples::submitted()),
        ("xxxxxxxx", Fact::Attached { attachment }),
        (".xxxxxxx", Fact::Assigned { to: officer }),
        (".x......", checked(Review::Agency)),
        ("...x....", checked(Review::Labour)),
        ("xxxxxxxx", Fact::Noted { text: text("یادداشت") }),
        ("xxxxxxxx", Fact::CallLogged { caller: text("متقاضی"), summary: text("پرسش") }),
        (".x.x....", opened),
        ("........", samples::answered(55)),
        ("........", Fact::RequestAccepted { request: unknown_request }),
        ("........", Fact::RequestCancelled { request: unknown_request }),
        (".x......", samples::path()),
        ("........", samples::approved()),
        (".x.x....", samples::refused()),
        (".x......", samples::clearance_asked()),
        ("........", samples::clearance(crate::event::ClearanceOutcome::Cleared)),
        ("..x.....", samples::service(Service::Training)),
        ("........", samples::empowerment_completed()),
        ("...x....", samples::licence_issued()),
        ("....x...", Fact::LicenceRegistered),
        ("....x...", Fact::LicenceSuspended(grounds())),
        ("........", Fact::LicenceReinstated { reason: text("دلیل") }),
        ("....x...", Fact::LicenceRevoked(grounds())),
        (
            "....x...",
            Fact::LicenceSuperseded {
                by: crate::ids::CaseId::from_bytes([2; 16]),
                number: crate::identifiers::LicenceNumber::from_serial(2).expect("a serial"),
            },
        ),
        ("....x...", samples::referred()),
        (
            "........",
            Fact::BankAnswered {
                referral: licence,
                outcome: crate::event::BankOutcome::Paid,
                note: None,
            },
        ),
        ("xxxxxxxx", samples::printed(licence, 1, 1)),
        ("........", Fact::Reprinted { sheet, printer, paper: None, reason: text("کاغذ گیر کرد") }),
        ("........", mark(SheetMark::Sound)),
        (".xxx....", Fact::Transferred { to, reason: text("محدوده") }),
        ("xxxx....", samples::withdrawn()),
        (".x.x....", Fact::DeadlineExtended { days: 3, reason: text("دلیل") }),
        ("xxxxxx..", samples::dispute()),
        (".......x", Fact::DisputeResolved { stands: Stands::Anew, reason: text("دلیل") }),
        ("xxxxxxxx", Fact::Unknown { kind: 900 }),
    ]
}

/// A fact of every kind.
pub fn every_fact() -> impl Iterator<Item = Fact> {
    rows().into_iter().map(|(_, fact)| fact)
}

#[test]
fn every_fact_is_judged_at_every_stage() {
    for (expected, fact) in rows() {
        let found: String = stages()
            .iter()
            .map(|(_, story)| match story.refusal(Office::Labour, fact.clone()) {
                None => 'x',
                Some(_) => '.',
            })
            .collect();
        assert_eq!(found, expected, "`{}` at {:?}", fact.name(), stages().map(|(name, _)| name));
    }
}

#[test]
fn the_table_has_a_row_for_every_fact() {
    let mut names: Vec<_> = rows().iter().map(|(_, fact)| fact.name()).collect();
    names.dedup();
    assert_eq!(names.len(), 38, "a new fact needs a row: {names:?}");
}

#[test]
fn what_does_not_fit_a_stage_names_fact_and_stage() {
    let refusal = Story::withdrawn().refusal(Office::Agency, samples::path());
    let stage = crate::case::StageName::Withdrawn;
    assert_eq!(refusal, Some(Refusal::WrongStage { fact: "pathAssigned", stage }));
}

#[test]
fn replaying_a_story_gives_the_same_case() {
    for (name, story) in stages() {
        let once = Case::fold(&story.events).expect("legal");
        let twice = Case::fold(&story.events).expect("legal");
        assert_eq!(once, twice, "{name}");
        assert_eq!(once.map(|c| c.version as usize), Some(story.events.len()), "{name}");
    }
}
