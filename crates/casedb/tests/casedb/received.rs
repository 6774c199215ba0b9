//! What comes from the registry: verdicts, events of others, and what cannot be taken.

use casedb::log::received::{Entry, Ruling, Signed, certify, held_back, take};
use casedb::log::{
    AuditError, case_events, events_seen_by, history, load_case, outbox, verify_foreign,
};
use casedb::rebuild::rebuild;
use casedb::{AppendError, cases};
use domain::case::{Refusal, StageName};
use domain::event::{Event, Fact};
use domain::office_event::{Fork, OfficeEvent, OfficeFact};
use domain::people::Role;
use domain::plan::Path;
use domain::referee::Effectless;
use ed25519_dalek::SigningKey;
use testkit::people::text;
use testkit::story::Story;
use testkit::times::day;
use wire::chain::Head;
use wire::envelope::{Base, Place, Sealed, Subject, Unsealed, seal};
use wire::ids::{DeviceId, EventHash, StreamId};
use wire::proof::certificate::DeviceCertificate;

use crate::desk::{Desk, stream};

/// A colleague's workstation, as the registry passes its events on.
struct Colleague {
    key: SigningKey,
    device: DeviceId,
    stream: StreamId,
    head: Head,
}

impl Colleague {
    fn new() -> Self {
        Self {
            key: SigningKey::from_bytes(&[0x61; 32]),
            device: DeviceId::from_bytes([0x62; 16]),
            stream: StreamId::from_bytes([0x63; 16]),
            head: Head::START,
        }
    }

    fn certificate(&self) -> DeviceCertificate {
        let registry = SigningKey::from_bytes(&[0x71; 32]);
        let office = testkit::actors::office(Role::Agency);
        let days = (day("2026-01-01"), None);
        let key = self.key.verifying_key();
        DeviceCertificate::issue(&registry, self.device, key, Some(office), days)
    }

    fn sign(&mut self, event: &Event, seen: Base) -> Sealed {
        self.sign_subject(Subject::Case { base: seen, event: Box::new(event.clone()) })
    }

    fn sign_subject(&mut self, subject: Subject) -> Sealed {
        let seq = self.head.seq + 1;
        let unsealed = Unsealed {
            stream: self.stream,
            seq,
            prev: self.head.hash,
            device: self.device,
            server_time: None,
            subject,
        };
        let sealed = seal(&unsealed, &self.key).expect("an event");
        self.head = Head { seq, hash: sealed.hash };
        sealed
    }

    /// An event that the registry settled as the case's version.
    fn settled(&mut self, event: &Event, version: u32) -> Entry {
        let sealed = self.sign(event, Base::NOTHING);
        Entry {
            case: Some(event.case),
            place: Place { stream: self.stream, seq: self.head.seq },
            hash: sealed.hash,
            ruling: Ruling::Settled { version, merged: false },
            event: Some(Signed { bytes: sealed.bytes, sig: sealed.sig }),
        }
    }

    fn all_settled(&mut self, events: &[Event]) -> Vec<Entry> {
        events.iter().zip(1..).map(|(event, version)| self.settled(event, version)).collect()
    }
}

impl Desk {
    async fn take(&self, entries: &[Entry]) {
        let mut tx = self.db.write().await.expect("a transaction");
        take(tx.conn(), &self.catalogue, entries).await.expect("a page");
        tx.commit().await.expect("room");
    }

    async fn certify(&self, colleague: &Colleague) {
        let mut tx = self.db.write().await.expect("a transaction");
        certify(tx.conn(), &self.catalogue, &colleague.certificate()).await.expect("a certificate");
        tx.commit().await.expect("room");
    }

    /// Verdicts on this workstation's own events of a case, the first of which becomes this version.
    async fn verdicts(&self, story: &Story, first: u32) -> Vec<Entry> {
        let mut reader = self.db.read().await.expect("a connection");
        let events = case_events(reader.conn(), story.case).await.expect("readable");
        let own = events.into_iter().filter(|logged| logged.settled.is_none());
        let entry = |(logged, version): (casedb::log::LoggedEvent, u32)| Entry {
            case: Some(story.case),
            place: Place { stream: logged.stream, seq: logged.seq },
            hash: logged.hash,
            ruling: Ruling::Settled { version, merged: false },
            event: None,
        };
        own.zip(first..).map(entry).collect()
    }

    async fn held_back(&self) -> u32 {
        let mut reader = self.db.read().await.expect("a connection");
        held_back(reader.conn()).await.expect("a count")
    }

    async fn case(&self, story: &Story) -> Option<domain::case::Case> {
        let mut reader = self.db.read().await.expect("a connection");
        load_case(reader.conn(), story.case).await.expect("readable")
    }
}

#[tokio::test]
async fn a_colleagues_case_comes_in_with_all_that_follows_from_it() {
    let desk = Desk::new().await;
    let mut colleague = Colleague::new();
    desk.certify(&colleague).await;
    let story = Story::begin(1).submitted().approved(Path::Standard);
    let entries = colleague.all_settled(&story.events);
    desk.take(&entries).await;
    assert_eq!(desk.case(&story).await, Some(story.case()));
    // The same page twice is the same page.
    desk.take(&entries).await;
    assert_eq!(desk.case(&story).await, Some(story.case()));
    let mut tx = desk.db.write().await.expect("a transaction");
    assert_eq!(outbox(tx.conn()).await.expect("readable"), 0);
    assert_eq!(cases::count(tx.conn()).await.expect("readable"), 1);
    assert_eq!(rebuild(tx.conn(), &desk.catalogue).await.expect("readable"), 1);
    assert_eq!(load_case(tx.conn(), story.case).await.expect("readable"), Some(story.case()));
}

#[tokio::test]
async fn settled_events_come_before_ones_own_and_the_base_says_what_was_seen() {
    let desk = Desk::new().await;
    let mut colleague = Colleague::new();
    desk.certify(&colleague).await;
    let mut story = Story::begin(1).submitted();
    desk.append(story.events.clone()).await.expect("a legal story");
    let verdicts = desk.verdicts(&story, 1).await;
    desk.take(&verdicts).await;
    // Both write on version 4; the colleague's reached the registry first.
    let own = story.event(Role::Agency, Fact::Noted { text: text("از خود") });
    desk.append(vec![own.clone()]).await.expect("a note");
    let others = story.event(Role::Agency, Fact::Noted { text: text("از همکار") });
    let entry = colleague.settled(&others, 5);
    desk.take(&[entry]).await;
    let mut reader = desk.db.read().await.expect("a connection");
    let events = case_events(reader.conn(), story.case).await.expect("readable");
    let order: Vec<_> = events[4..].iter().map(|it| (it.event.id, it.settled)).collect();
    assert_eq!(order, [(others.id, Some(5)), (own.id, None)]);
    drop(reader);
    // The next one's author has seen version 5, and of their own what follows the last verdict.
    let next = story.event(Role::Agency, Fact::Noted { text: text("پس از همه") });
    let sealed = std::cell::RefCell::new(None);
    let mut tx = desk.db.write().await.expect("a transaction");
    let key = crate::desk::signing_key();
    casedb::log::append::append(tx.conn(), &desk.catalogue, &stream(), None, vec![next], |one| {
        *sealed.borrow_mut() = Some(one.clone());
        seal(one, &key)
    })
    .await
    .expect("a note");
    let unsealed = sealed.into_inner().expect("one event");
    let (base, _) = unsealed.subject.of_case().expect("of a case");
    let place = Place { stream: stream().id, seq: 4 };
    assert_eq!((base.version, base.own), (5, Some(place)));
}

#[tokio::test]
async fn what_does_not_hold_leaves_the_case_and_stays_in_the_log() {
    let desk = Desk::new().await;
    let story = Story::begin(1).submitted().approved(Path::Standard);
    desk.append(story.events.clone()).await.expect("a legal story");
    let mut verdicts = desk.verdicts(&story, 1).await;
    let last = verdicts.last_mut().expect("the approval");
    let why = "event 1 came first".to_owned();
    last.ruling = Ruling::Without { how: Effectless::Conflict, reason: why };
    desk.take(&verdicts).await;
    let case = desk.case(&story).await.expect("a case");
    assert_eq!(case.stage_name(), StageName::AgencyReview);
    let mut reader = desk.db.read().await.expect("a connection");
    assert_eq!(outbox(reader.conn()).await.expect("readable"), 0);
    let heads = casedb::log::verify_chain(reader.conn()).await.expect("whole");
    assert_eq!(heads.len(), 1);
    drop(reader);
    // A verdict is final: another one for the same event is held back, and the case can be read.
    let last = verdicts.last_mut().expect("the approval");
    last.ruling = Ruling::Settled { version: case.version + 1, merged: false };
    desk.take(&verdicts).await;
    assert_eq!(desk.held_back().await, 1);
    assert!(desk.case(&story).await.expect("a case").needs_update);
}

#[tokio::test]
async fn an_own_event_that_can_no_longer_follow_is_passed_over_until_it_is_judged() {
    let desk = Desk::new().await;
    let mut colleague = Colleague::new();
    desk.certify(&colleague).await;
    let story = Story::begin(1).submitted();
    desk.append(story.events.clone()).await.expect("a legal story");
    desk.take(&desk.verdicts(&story, 1).await).await;
    let mine = story.clone().approved(Path::Standard);
    desk.append(mine.events[4..].to_vec()).await.expect("a legal story");
    let mut theirs = story.clone();
    theirs.seeded = testkit::seeded::Seeded::new(99);
    let theirs = theirs.refused();
    let entries: Vec<Entry> =
        theirs.events[4..].iter().zip(5..).map(|(it, at)| colleague.settled(it, at)).collect();
    desk.take(&entries).await;
    let case = desk.case(&story).await.expect("a case");
    assert_eq!(case.stage_name(), StageName::Refused);
    assert!(!case.needs_update);
    assert!(outbox_of(&desk).await > 0);
    let desk = desk.reopened().await;
    assert_eq!(desk.case(&story).await, Some(case));
}

async fn outbox_of(desk: &Desk) -> u32 {
    let mut reader = desk.db.read().await.expect("a connection");
    outbox(reader.conn()).await.expect("readable")
}

#[tokio::test]
async fn a_withheld_event_counts_a_version_and_says_nothing() {
    let desk = Desk::new().await;
    let mut colleague = Colleague::new();
    desk.certify(&colleague).await;
    let mut story = Story::begin(1).submitted();
    story.tell(Role::Agency, Fact::Noted { text: text("میان خودمان") });
    story.tell(Role::Agency, Fact::Noted { text: text("برای همه") });
    let mut entries = colleague.all_settled(&story.events);
    entries[4].event = None;
    desk.take(&entries).await;
    let case = desk.case(&story).await.expect("a case");
    assert_eq!((case.version, case.notes.len(), case.needs_update), (6, 1, false));
    desk.take(&entries).await;
    assert_eq!(desk.held_back().await, 0);
    // Another event at the place of a stub is a contradiction.
    let other = story.event(Role::Agency, Fact::Noted { text: text("دیگری") });
    let other = colleague.settled(&other, 5);
    desk.take(&[other]).await;
    assert_eq!(desk.held_back().await, 1);
}

#[tokio::test]
async fn an_event_without_its_certificate_waits_and_its_case_is_read_only() {
    let desk = Desk::new().await;
    let mut colleague = Colleague::new();
    let mut story = Story::begin(1).submitted();
    desk.append(story.events.clone()).await.expect("a legal story");
    desk.take(&desk.verdicts(&story, 1).await).await;
    let note = story.event(Role::Agency, Fact::Noted { text: text("از همکار") });
    desk.take(&[colleague.settled(&note, 5)]).await;
    assert_eq!(desk.held_back().await, 1);
    let own = story.event(Role::Agency, Fact::Noted { text: text("از خود") });
    let refused = desk.append(vec![own.clone()]).await;
    assert!(matches!(refused, Err(AppendError::Refused(Refusal::NeedsUpdate))), "{refused:?}");
    // Other cases go on, and the office opens.
    let other = Story::begin(2).submitted();
    desk.append(other.events.clone()).await.expect("a legal story");
    let desk = desk.reopened().await;
    desk.certify(&colleague).await;
    assert_eq!(desk.held_back().await, 0);
    assert_eq!(desk.case(&story).await.expect("a case").version, 5);
    desk.append(vec![own]).await.expect("a note");
}

#[tokio::test]
async fn what_cannot_be_read_or_contradicts_keeps_its_case_alone_read_only() {
    let mut told = 0;
    for spoil in [
        |entry: &mut Entry| entry.event.as_mut().expect("bytes").bytes[9] ^= 1,
        |entry: &mut Entry| entry.event.as_mut().expect("bytes").sig[9] ^= 1,
        |entry: &mut Entry| entry.place.seq += 1,
        |entry: &mut Entry| entry.hash = EventHash::from_bytes([3; 32]),
        // The version of another event.
        |entry: &mut Entry| entry.ruling = Ruling::Settled { version: 2, merged: false },
        // Bytes that are no event at all, under their own hash.
        |entry: &mut Entry| {
            let event = entry.event.as_mut().expect("bytes");
            event.bytes = vec![0xA0];
            entry.hash = wire::envelope::hash(&event.bytes, &event.sig);
        },
    ] {
        let desk = Desk::new().await;
        let mut colleague = Colleague::new();
        desk.certify(&colleague).await;
        let mut story = Story::begin(1).submitted();
        desk.take(&colleague.all_settled(&story.events)).await;
        let note = story.event(Role::Agency, Fact::Noted { text: text("از همکار") });
        let mut entry = colleague.settled(&note, 5);
        spoil(&mut entry);
        desk.take(&[entry]).await;
        assert_eq!(desk.held_back().await, 1);
        assert!(desk.case(&story).await.expect("a case").needs_update);
        let other = Story::begin(2).submitted();
        desk.append(other.events).await.expect("another case goes on");
        told += 1;
    }
    assert_eq!(told, 6);
}

#[tokio::test]
async fn a_workstation_speaks_for_its_own_office_alone() {
    let desk = Desk::new().await;
    let mut colleague = Colleague::new();
    desk.certify(&colleague).await;
    let mut story = Story::begin(1).submitted();
    desk.take(&colleague.all_settled(&story.events)).await;
    let forged = story.event(Role::Labour, Fact::Noted { text: text("از ادارهٔ دیگر") });
    desk.take(&[colleague.settled(&forged, 5)]).await;
    assert_eq!(desk.held_back().await, 1);
}

#[tokio::test]
async fn a_version_that_is_still_on_its_way_keeps_the_case_read_only() {
    let desk = Desk::new().await;
    let mut colleague = Colleague::new();
    desk.certify(&colleague).await;
    let mut story = Story::begin(1).submitted();
    story.tell(Role::Agency, Fact::Noted { text: text("یادداشت") });
    story.tell(Role::Agency, Fact::Noted { text: text("یادداشت") });
    let entries = colleague.all_settled(&story.events);
    let (late, rest): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.place.seq == 5);
    desk.take(&rest).await;
    assert!(desk.case(&story).await.expect("a case").needs_update);
    desk.take(&late).await;
    assert_eq!(desk.case(&story).await, Some(story.case()));
}

#[tokio::test]
async fn what_an_author_saw_is_told_again_after_the_order_changed() {
    let desk = Desk::new().await;
    let mut colleague = Colleague::new();
    desk.certify(&colleague).await;
    let mut story = Story::begin(1).submitted();
    desk.append(story.events.clone()).await.expect("a legal story");
    let first = story.event(Role::Agency, Fact::Noted { text: text("یکم") });
    let second = story.event(Role::Agency, Fact::Noted { text: text("دوم") });
    desk.append(vec![first.clone(), second.clone()]).await.expect("notes");
    let before = seen_by(&desk, &second).await;
    assert_eq!(before.last(), Some(&first.id));
    // A colleague's event is settled between the registration and the notes, and the first note does not hold.
    let others = story.event(Role::Agency, Fact::Noted { text: text("از همکار") });
    let mut verdicts = desk.verdicts(&story, 1).await;
    let between = colleague.settled(&others, 5);
    verdicts[4].ruling =
        Ruling::Without { how: Effectless::Overtaken, reason: "event 1 came first".to_owned() };
    verdicts[5].ruling = Ruling::Settled { version: 6, merged: true };
    verdicts.insert(4, between);
    desk.take(&verdicts).await;
    assert_eq!(seen_by(&desk, &second).await, before);
    let mut reader = desk.db.read().await.expect("a connection");
    let history = history(reader.conn(), story.case).await.expect("readable").expect("a case");
    let last: Vec<_> = history.events[4..].iter().map(|logged| logged.event.id).collect();
    assert_eq!(last, [others.id, second.id]);
}

async fn seen_by(desk: &Desk, event: &Event) -> Vec<domain::ids::EventId> {
    let mut reader = desk.db.read().await.expect("a connection");
    let seen = events_seen_by(reader.conn(), event.case, event.id).await.expect("readable");
    seen.expect("an event").into_iter().map(|logged| logged.event.id).collect()
}

#[tokio::test]
async fn a_colleagues_new_stream_comes_with_the_one_that_it_left() {
    let desk = Desk::new().await;
    let mut colleague = Colleague::new();
    desk.certify(&colleague).await;
    let mut story = Story::begin(1).submitted();
    desk.take(&colleague.all_settled(&story.events)).await;
    let fork =
        Fork { parent: colleague.stream, seq: colleague.head.seq, hash: colleague.head.hash };
    colleague.stream = StreamId::from_bytes([0x64; 16]);
    colleague.head = Head::START;
    let event = OfficeEvent {
        id: story.seeded.event_id(),
        at: story.events[0].at,
        by: testkit::actors::officer(Role::Agency),
        edition: testkit::actors::edition(),
        fact: OfficeFact::StreamOpened { fork },
    };
    let sealed = colleague.sign_subject(Subject::Office(event));
    let opened = Entry {
        case: None,
        place: Place { stream: colleague.stream, seq: 1 },
        hash: sealed.hash,
        ruling: Ruling::OfOffice,
        event: Some(Signed { bytes: sealed.bytes, sig: sealed.sig }),
    };
    desk.take(&[opened]).await;
    assert_eq!(desk.held_back().await, 0);
    let mut reader = desk.db.read().await.expect("a connection");
    let line = casedb::streams::line(reader.conn(), colleague.stream).await.expect("readable");
    let parts: Vec<_> = line.iter().map(|part| (part.stream, part.seq)).collect();
    assert_eq!(parts, [(colleague.stream, 1), (fork.parent, 4)]);
}

#[tokio::test]
async fn the_audit_checks_foreign_events_by_the_registrys_certificates() {
    let desk = Desk::new().await;
    let mut colleague = Colleague::new();
    desk.certify(&colleague).await;
    let story = Story::begin(1).submitted();
    desk.take(&colleague.all_settled(&story.events)).await;
    let registry = SigningKey::from_bytes(&[0x71; 32]).verifying_key();
    let stranger = SigningKey::from_bytes(&[0x72; 32]).verifying_key();
    let mut tx = desk.db.write().await.expect("a transaction");
    verify_foreign(tx.conn(), &registry).await.expect("as it came");
    let other = verify_foreign(tx.conn(), &stranger).await;
    assert!(matches!(other, Err(AuditError::Foreign { .. })), "{other:?}");
    for sql in [
        "drop trigger events_are_never_changed",
        "update events set raw = (select raw from events where seq = 1) where seq = 3",
    ] {
        sqlx::query(sql).execute(tx.conn()).await.expect("somebody who has the key can");
    }
    let forged = verify_foreign(tx.conn(), &registry).await;
    assert!(matches!(forged, Err(AuditError::Foreign { .. })), "{forged:?}");
}
