//! What an author had seen, as the registry tells it from the base of each event.

use domain::catalogue::OfficeId;
use domain::event::{CheckAnswer, Fact, Review};
use domain::ids::EventId;
use domain::office_event::{Fork, OfficeEvent, OfficeFact};
use domain::people::{Actor, Role};
use domain::referee::{Effectless, Reason, Unknown};
use registry::intake::{ApplyError, Intake, Judged, Outcome};
use testkit::people::text;
use testkit::story::Story;
use wire::envelope::{Base, Place, Sealed, Subject};
use wire::ids::{EventHash, StreamId};

use crate::harness::{TestRegistry, Workstation};

/// An application that a workstation has handed in, and whose verdicts it has.
async fn told(test: &TestRegistry) -> (Workstation, Story, Base) {
    let mut agency = test.workstation(Role::Agency, 10).await;
    let story = Story::begin(1).submitted();
    test.push(story.case, &agency.sign_all(&story.events)).await.unwrap();
    let base = agency.base(4, agency.head.hash);
    (agency, story, base)
}

/// The registry writes something that the workstation does not see.
async fn note_of_registry(test: &TestRegistry, story: &Story) {
    let mut intake = Intake::begin(&test.registry, [story.case]).await.unwrap();
    let noted = Fact::Noted { text: text("مهلت گذشت") };
    intake.write(Actor::Registry, story.case, noted).await.unwrap();
    intake.commit().await.unwrap();
}

fn transferred(to: &str) -> Fact {
    let to = OfficeId::parse(to).unwrap();
    Fact::Transferred { to, reason: text("شهرستان دیگر") }
}

fn row(answer: CheckAnswer) -> Fact {
    Fact::Checked { review: Review::Agency, row: 1, answer }
}

fn without(judged: &Judged) -> (Effectless, &Reason) {
    match judged {
        Judged::New(Outcome::Without(how, reason)) => (*how, reason),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_desk_that_was_away_disputes_nothing_with_its_own_second_decision() {
    let test = TestRegistry::start().await;
    let (mut agency, mut story, base) = told(&test).await;
    note_of_registry(&test, &story).await;
    // Two acts on the same old state, the second of which follows the first.
    let one = agency.sign(base, story.event(Role::Agency, row(CheckAnswer::Right)));
    let away = Base { hash: Some(one.hash), ..base };
    let other = agency.sign(away, story.event(Role::Agency, transferred("MIMT-0006")));
    let judged = test.push(story.case, &[one, other]).await.unwrap();
    let merged = |version| Judged::New(Outcome::Merged { version });
    assert_eq!(judged, [merged(6), merged(7)]);
    assert_eq!(test.count("select count(*) from cases where stage = 'disputed'").await, 0);
}

#[tokio::test]
async fn a_row_that_a_colleague_answered_otherwise_is_not_overwritten() {
    let test = TestRegistry::start().await;
    let (mut agency, mut story, base) = told(&test).await;
    let mut colleague = test.workstation(Role::Agency, 11).await;
    let first = story.event(Role::Agency, row(CheckAnswer::Right));
    let first_id = first.id;
    test.push(story.case, &[agency.sign(base, first)]).await.unwrap();
    let unseen = Base { own: None, ..base };
    let late = story.event(Role::Agency, row(CheckAnswer::Wrong { pin: None }));
    let judged = test.push(story.case, &[colleague.sign(unseen, late)]).await.unwrap();
    assert_eq!(without(&judged[0]), (Effectless::Overtaken, &Reason::Event(first_id)));
    assert_eq!(test.count("select count(*) from cases where stage = 'disputed'").await, 0);
    assert_eq!(test.count("select count(*) from events where outcome = 'overtaken'").await, 1);
}

#[tokio::test]
async fn a_base_that_is_not_the_authors_view_is_quarantined() {
    let test = TestRegistry::start().await;
    let (mut agency, mut story, base) = told(&test).await;
    let other = EventHash::from_bytes([7; 32]);
    let foreign = Place { stream: StreamId::from_bytes([9; 16]), seq: 1 };
    let forged = [
        Base { hash: Some(other), ..base },
        Base { hash: None, ..base },
        Base { version: 3, ..base },
        Base { version: 9, ..base },
        Base { version: 3, own: Some(foreign), hash: base.hash },
        Base { version: 3, own: Some(Place { seq: 99, ..base.own.unwrap() }), hash: base.hash },
    ];
    for base in forged {
        let note = story.event(Role::Agency, Fact::Noted { text: text("یادداشت") });
        let judged = test.push(story.case, &[agency.sign(base, note)]).await.unwrap();
        let unknown = Reason::Unknown(Unknown::View);
        assert_eq!(without(&judged[0]), (Effectless::Quarantined, &unknown), "{base:?}");
    }
}

#[tokio::test]
async fn what_an_author_has_seen_never_goes_back() {
    let test = TestRegistry::start().await;
    let mut agency = test.workstation(Role::Agency, 10).await;
    let mut story = Story::begin(1).submitted();
    let sealed = agency.sign_all(&story.events);
    test.push(story.case, &sealed).await.unwrap();
    let note = |story: &mut Story| story.event(Role::Agency, Fact::Noted { text: text("یادداشت") });
    let later = agency.sign(agency.base(4, sealed[3].hash), note(&mut story));
    let earlier = Base { version: 2, own: None, hash: Some(later.hash) };
    let earlier = agency.sign(earlier, note(&mut story));
    let judged = test.push(story.case, &[later, earlier]).await.unwrap();
    assert_eq!(judged[0], Judged::New(Outcome::Accepted { version: 5 }));
    let unknown = Reason::Unknown(Unknown::View);
    assert_eq!(without(&judged[1]), (Effectless::Quarantined, &unknown));
}

/// The first event of a stream in which a workstation goes on.
fn opened(agency: &mut Workstation, story: &Story, stream: StreamId) -> Sealed {
    let Place { stream: parent, seq } = Place { stream: agency.stream, seq: agency.head.seq };
    let fork = Fork { parent, seq, hash: agency.head.hash };
    let last = story.events.last().unwrap();
    let mut by = testkit::actors::officer(Role::Agency);
    by.office = agency.office.clone();
    let event = OfficeEvent {
        id: EventId::from_bytes(*stream.as_bytes()),
        at: last.at,
        by,
        edition: last.edition.clone(),
        fact: OfficeFact::StreamOpened { fork },
    };
    agency.stream = stream;
    agency.head = wire::chain::Head::START;
    agency.sign_subject(Subject::Office(event))
}

#[tokio::test]
async fn a_restored_workstation_goes_on_in_a_new_stream_and_its_old_events_are_its_own() {
    let test = TestRegistry::start().await;
    let (mut agency, mut story, base) = told(&test).await;
    // One event that the old stream had sent before the database was put back, without its verdict.
    let one = agency.sign(base, story.event(Role::Agency, row(CheckAnswer::Right)));
    test.push(story.case, std::slice::from_ref(&one)).await.unwrap();
    let opened = opened(&mut agency, &story, StreamId::from_bytes([77; 16]));
    let follows = Base { hash: Some(one.hash), ..base };
    let note = agency.sign(follows, story.event(Role::Agency, transferred("MIMT-0006")));
    let judged = test.push(story.case, &[opened, note]).await.unwrap();
    assert_eq!(judged[0], Judged::New(Outcome::OfOffice));
    assert_eq!(judged[1], Judged::New(Outcome::Accepted { version: 6 }));
    let line = "select fork_seq from streams where parent is not null";
    assert_eq!(test.count(line).await, 5);
    let told = "select count(*) from feed_entries f join events e on e.id = f.event where e.case_id is null";
    assert_eq!(test.count(told).await, 1);
}

#[tokio::test]
async fn a_stream_is_opened_by_its_own_workstation_alone() {
    let test = TestRegistry::start().await;
    let (mut agency, story, _) = told(&test).await;
    let stranger = test.workstation_of(OfficeId::parse("MIMT-0002").unwrap(), 11).await;
    agency.key = stranger.key;
    let opened = opened(&mut agency, &story, StreamId::from_bytes([78; 16]));
    let refused = test.push(story.case, &[opened]).await;
    assert!(matches!(refused, Err(ApplyError::Wire(_))), "{refused:?}");
    assert_eq!(test.count("select count(*) from streams where parent is not null").await, 0);
}

#[tokio::test]
async fn a_stream_that_is_opened_twice_is_refused_the_second_time() {
    let test = TestRegistry::start().await;
    let (mut agency, story, _) = told(&test).await;
    let one = opened(&mut agency, &story, StreamId::from_bytes([79; 16]));
    let subject = wire::envelope::decode(&one.bytes).unwrap().content.subject;
    let Subject::Office(mut event) = subject else { panic!("an office's event") };
    event.id = EventId::from_bytes([80; 16]);
    let again = agency.sign_subject(Subject::Office(event));
    let judged = test.push(story.case, &[one, again]).await.unwrap();
    assert_eq!(judged[0], Judged::New(Outcome::OfOffice));
    assert_eq!(without(&judged[1]).0, Effectless::Rejected);
}
