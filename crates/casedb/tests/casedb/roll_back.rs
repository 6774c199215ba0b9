//! Folders that were put back, copied, or open twice on one machine.

use std::path::Path;
use std::slice::from_ref;
use std::sync::Arc;

use casedb::log::append::{append, open_next};
use casedb::log::{AuditError, verify_chain};
use casedb::mark::{Found, Mark, MarkFault, MarkKeeper, Standing, standing};
use casedb::numbers;
use casedb::streams::{self, Stream};
use casedb::{AppendError, CaseDb, DbError};
use domain::dates::Instant;
use domain::event::Event;
use domain::identifiers::LicenceNumber;
use domain::ids::EventId;
use domain::office_event::OfficeEvent;
use domain::plan::Path as Route;
use testkit::story::Story;
use testkit::times::{START, day};
use wire::chain::Head;
use wire::ids::{DeviceId, EventHash, StreamId};

use crate::desk::{Desk, FIRST_SERIAL, LAST_SERIAL, open, signing_key, stream};

const BLOCK: [u8; 16] = [0x33; 16];

fn device() -> DeviceId {
    stream().device
}

async fn mark_of(db: &CaseDb) -> Mark {
    let mut reader = db.read().await.expect("a connection");
    Mark::of(reader.conn()).await.expect("readable").expect("it has a stream")
}

async fn stands(db: &CaseDb, marks: &[Mark]) -> Standing {
    let mut reader = db.read().await.expect("a connection");
    standing(reader.conn(), marks).await.expect("readable")
}

/// A story up to its licence, which takes this number.
fn licensed(seed: u64, serial: u64) -> Vec<Event> {
    let number = LicenceNumber::from_serial(serial).expect("a number");
    Story::begin(seed).submitted().approved(Route::Standard).licensed(number).events
}

async fn append_to(db: &CaseDb, ours: &Stream, events: Vec<Event>) -> Result<Head, AppendError> {
    let key = signing_key();
    let catalogue = domain::catalogue::sample();
    let mut tx = db.write().await?;
    let seal = |unsealed: &wire::envelope::Unsealed| wire::envelope::seal(unsealed, &key);
    let appended = append(tx.conn(), &catalogue, ours, None, events, seal).await?;
    tx.commit().await?;
    Ok(appended.head)
}

async fn fork(db: &CaseDb, id: u8, at: Instant) -> Stream {
    let mut tx = db.write().await.expect("a transaction");
    let parent = streams::own(tx.conn()).await.expect("readable").expect("a stream");
    let id = StreamId::from_bytes([id; 16]);
    let (key, clerk) = (signing_key(), testkit::actors::officer(domain::people::Role::Agency));
    let event = |fact| OfficeEvent {
        id: EventId::from_bytes([id.as_bytes()[0]; 16]),
        at,
        by: clerk,
        edition: domain::catalogue::sample().edition.id.clone(),
        fact,
    };
    let seal = |unsealed: &wire::envelope::Unsealed| wire::envelope::seal(unsealed, &key);
    let forked = open_next(tx.conn(), &parent, id, event, seal).await.expect("room");
    tx.commit().await.expect("room");
    forked
}

async fn next(db: &CaseDb) -> Option<u64> {
    let mut reader = db.read().await.expect("a connection");
    let next = numbers::next(reader.conn(), day("2026-12-01")).await.expect("readable");
    next.map(|(number, _)| number.serial())
}

#[tokio::test]
async fn a_mark_is_reached_by_its_database_and_by_one_that_has_gone_on() {
    let desk = Desk::new().await;
    let empty = mark_of(&desk.db).await;
    assert_eq!((empty.head, empty.numbers.len()), (Head::START, 0));
    desk.append(licensed(1, FIRST_SERIAL)).await.expect("a legal story");
    let mark = mark_of(&desk.db).await;
    assert_eq!(mark.numbers.get(&BLOCK), Some(&FIRST_SERIAL));
    assert_eq!(stands(&desk.db, from_ref(&mark)).await, Standing::Reached, "equal");
    assert_eq!(stands(&desk.db, &[mark.clone(), empty]).await, Standing::Reached, "behind");
    desk.append(Story::begin(2).events).await.expect("a legal story");
    assert_eq!(stands(&desk.db, &[mark]).await, Standing::Reached, "behind");
}

#[tokio::test]
async fn a_mark_that_is_ahead_shows_an_older_copy() {
    let desk = Desk::new().await;
    desk.append(licensed(1, FIRST_SERIAL)).await.expect("a legal story");
    let mark = mark_of(&desk.db).await;
    let Head { seq, hash } = mark.head;
    let ahead = [
        Mark { head: Head { seq: seq + 1, hash }, ..mark.clone() },
        Mark { head: Head { seq, hash: EventHash::from_bytes([9; 32]) }, ..mark.clone() },
        Mark { head: Head { seq: 1, hash }, ..mark.clone() },
        Mark { numbers: [(BLOCK, FIRST_SERIAL + 1)].into(), ..mark.clone() },
        Mark { numbers: [([0x34; 16], 1)].into(), ..mark.clone() },
        Mark { stream: StreamId::from_bytes([0x99; 16]), head: Head::START, ..mark.clone() },
    ];
    for ahead in ahead {
        assert_eq!(stands(&desk.db, from_ref(&ahead)).await, Standing::Older, "{ahead:?}");
        assert_eq!(stands(&desk.db, &[mark.clone(), ahead]).await, Standing::Older);
    }
}

#[tokio::test]
async fn without_a_mark_nobody_can_tell_once_something_was_written() {
    let desk = Desk::new().await;
    assert_eq!(stands(&desk.db, &[]).await, Standing::Reached, "nothing can be lost yet");
    desk.append(Story::begin(1).events).await.expect("a legal story");
    assert_eq!(stands(&desk.db, &[]).await, Standing::Unknown);
    fork(&desk.db, 0x44, START).await;
    assert_eq!(stands(&desk.db, &[]).await, Standing::Unknown, "the line has events");
}

#[tokio::test]
async fn a_line_that_left_a_stream_is_held_to_that_streams_numbers_alone() {
    let desk = Desk::new().await;
    desk.append(Story::begin(1).events).await.expect("a legal story");
    let mark = mark_of(&desk.db).await;
    let seq = mark.head.seq + 5;
    let lost = Mark { head: Head { seq, ..mark.head }, ..mark.clone() };
    fork(&desk.db, 0x44, START).await;
    assert_eq!(stands(&desk.db, from_ref(&lost)).await, Standing::Reached);
    let used = Mark { numbers: [(BLOCK, FIRST_SERIAL)].into(), ..lost };
    assert_eq!(stands(&desk.db, &[used]).await, Standing::Older);
}

#[tokio::test]
async fn the_newest_stream_is_open_whatever_the_clock_says() {
    let desk = Desk::new().await;
    desk.append(Story::begin(1).submitted().events).await.expect("a legal story");
    let parent = mark_of(&desk.db).await;
    // The clock was set back before the copy was found out.
    let child = fork(&desk.db, 0x05, Instant::from_millis(5)).await;
    assert_eq!((child.device, child.public_key), (stream().device, stream().public_key));
    let head = append_to(&desk.db, &child, Story::begin(2).events).await.expect("a legal story");
    assert_eq!(head.seq, 2, "after the event that opened it");
    let grandchild = fork(&desk.db, 0x01, Instant::from_millis(1)).await;
    let desk = desk.reopened().await;
    let mut reader = desk.db.read().await.expect("a connection");
    assert_eq!(streams::own(reader.conn()).await.expect("readable"), Some(grandchild));
    let chains = verify_chain(reader.conn()).await.expect("whole");
    let forks = chains
        .iter()
        .map(|chain| chain.fork.map(|fork| (fork.parent, Head { seq: fork.seq, hash: fork.hash })));
    let forks: Vec<_> = forks.collect();
    assert_eq!(
        forks,
        [None, Some((parent.stream, parent.head)), Some((child.id, head))],
        "each names where it left the one before it"
    );
    assert_eq!(
        chains.iter().map(|chain| chain.head.seq).collect::<Vec<_>>(),
        [parent.head.seq, 2, 1]
    );
}

#[tokio::test]
async fn a_fork_that_names_no_event_of_its_parent_is_found_by_the_audit() {
    let desk = Desk::new().await;
    desk.append(Story::begin(1).events).await.expect("a legal story");
    fork(&desk.db, 0x44, START).await;
    let mut tx = desk.db.write().await.expect("a transaction");
    for sql in [
        "delete from streams where nth = 2",
        "update streams set fork_seq = 9 where nth = 2",
        "insert or replace into streams select id, device, public_key, origin, opened_at_ms, nth, null, null, null
         from streams where nth = 2",
    ] {
        let refused = sqlx::query(sql).execute(tx.conn()).await;
        assert!(refused.is_err(), "{sql}");
    }
    for sql in [
        "drop trigger streams_are_never_changed",
        "update streams set fork_seq = 0, fork_hash = zeroblob(32) where nth = 2",
    ] {
        sqlx::query(sql).execute(tx.conn()).await.expect("somebody who has the key can");
    }
    let audit = verify_chain(tx.conn()).await;
    assert!(
        matches!(audit, Err(AuditError::BrokenFork { fork, .. }) if fork.parent == stream().id)
    );
}

#[tokio::test]
async fn numbers_go_on_above_a_floor_and_none_below_it_is_taken() {
    let desk = Desk::new().await;
    assert_eq!(next(&desk.db).await, Some(FIRST_SERIAL));
    let mut tx = desk.db.write().await.expect("a transaction");
    let used = [(BLOCK, FIRST_SERIAL + 4), ([0x77; 16], 900)].into();
    numbers::go_above(tx.conn(), &used).await.expect("room");
    let lower = [(BLOCK, FIRST_SERIAL + 2)].into();
    numbers::go_above(tx.conn(), &lower).await.expect("room");
    tx.commit().await.expect("room");
    assert_eq!(next(&desk.db).await, Some(FIRST_SERIAL + 5));
    assert_eq!(mark_of(&desk.db).await.numbers, used, "a mark never falls");
    let refused = desk.append(licensed(1, FIRST_SERIAL + 4)).await;
    assert!(matches!(refused, Err(AppendError::NumberUsed)), "{refused:?}");
    desk.append(licensed(1, FIRST_SERIAL + 5)).await.expect("above the floor");
    assert_eq!(next(&desk.db).await, Some(FIRST_SERIAL + 6));
    let mut tx = desk.db.write().await.expect("a transaction");
    let left = numbers::left(tx.conn(), day("2026-12-01")).await.expect("readable");
    assert_eq!(left, Some(LAST_SERIAL - FIRST_SERIAL - 5));
    numbers::give_up_blocks(tx.conn()).await.expect("room");
    let left = numbers::left(tx.conn(), day("2026-12-01")).await.expect("readable");
    assert_eq!(left, Some(0));
    tx.commit().await.expect("room");
    assert_eq!(next(&desk.db).await, None);
}

#[tokio::test]
async fn each_commit_that_appends_writes_the_mark() {
    let mut desk = Desk::new().await;
    let state = tempfile::tempdir().expect("a folder");
    let (keeper, found) = MarkKeeper::take(Some(state.path()), device()).expect("nobody has it");
    assert_eq!(found, Found::Nothing);
    let keeper = Arc::new(keeper);
    desk.db.keep_mark(Arc::clone(&keeper)).await.expect("room");
    let read = |at: &Path| std::fs::read(at.join(format!("{}.json", device()))).expect("a mark");
    let first = Mark::from_bytes(device(), &read(state.path())).expect("whole");
    assert_eq!(first, mark_of(&desk.db).await, "brought up at once");
    desk.append(licensed(1, FIRST_SERIAL)).await.expect("a legal story");
    let second = Mark::from_bytes(device(), &read(state.path())).expect("whole");
    assert_eq!(second, mark_of(&desk.db).await);
    assert_ne!(first, second);
    let mut tx = desk.db.write().await.expect("a transaction");
    crate::desk::append_in(&mut tx, &desk.catalogue, Story::begin(2).events).await.expect("legal");
    drop(tx);
    assert_eq!(Mark::from_bytes(device(), &read(state.path())), Some(second), "not committed");
    assert_eq!(keeper.fault(), None);
}

#[tokio::test]
async fn a_mark_is_open_to_one_copy_at_a_time() {
    let state = tempfile::tempdir().expect("a folder");
    let (held, _) = MarkKeeper::take(Some(state.path()), device()).expect("nobody has it");
    let second = MarkKeeper::take(Some(state.path()), device()).map(|_| ());
    assert!(matches!(second, Err(DbError::CopyInUse)), "{second:?}");
    let other = DeviceId::from_bytes([0x23; 16]);
    MarkKeeper::take(Some(state.path()), other).expect("another workstation's");
    drop(held);
    MarkKeeper::take(Some(state.path()), device()).expect("free again");
}

#[tokio::test]
async fn a_damaged_mark_counts_as_none_and_breaks_nothing() {
    let desk = Desk::new().await;
    desk.append(licensed(1, FIRST_SERIAL)).await.expect("a legal story");
    let whole = mark_of(&desk.db).await.to_bytes().expect("writable");
    let digit = whole.windows(6).position(|part| part == b"\"seq\":").expect("its place") + 6;
    let mut wrong = whole.clone();
    wrong[digit] = if wrong[digit] == b'1' { b'2' } else { b'1' };
    let state = tempfile::tempdir().expect("a folder");
    let file = state.path().join(format!("{}.json", device()));
    let other = Mark { device: DeviceId::from_bytes([1; 16]), ..mark_of(&desk.db).await };
    let others = other.to_bytes().expect("writable");
    for damaged in [&[][..], b"{", b"\xFF\xFE", &whole[..whole.len() - 3], &wrong, &others] {
        std::fs::write(&file, damaged).expect("room");
        let (_, found) = MarkKeeper::take(Some(state.path()), device()).expect("no failure");
        assert_eq!(found, Found::Damaged);
    }
    std::fs::remove_file(&file).expect("it is there");
    std::fs::create_dir(&file).expect("a folder where a file should be");
    let (_, found) = MarkKeeper::take(Some(state.path()), device()).expect("no failure");
    assert_eq!(found, Found::Damaged);
}

#[tokio::test]
async fn a_mark_that_cannot_be_written_loses_nothing_that_was_committed() {
    let mut desk = Desk::new().await;
    let state = tempfile::tempdir().expect("a folder");
    let blocked = state.path().join("file");
    std::fs::write(&blocked, b"").expect("room");
    for folder in [None, Some(blocked.as_path())] {
        let (keeper, found) = MarkKeeper::take(folder, device()).expect("no failure");
        assert_eq!(found, Found::Nothing);
        let keeper = Arc::new(keeper);
        desk.db.keep_mark(Arc::clone(&keeper)).await.expect("no failure");
        let seed = 1 + u64::from(folder.is_some());
        desk.append(Story::begin(seed).events).await.expect("committed all the same");
        let fault = if folder.is_some() { MarkFault::NotWritable } else { MarkFault::NoFolder };
        assert_eq!(keeper.fault(), Some(fault));
    }
    std::fs::remove_file(&blocked).expect("it is there");
    std::fs::create_dir(&blocked).expect("room");
    let mut tx = desk.db.write().await.expect("a transaction");
    casedb::workstation::put_setting(tx.conn(), "seat", b"x").await.expect("room");
    tx.commit().await.expect("room");
    let (_, found) = MarkKeeper::take(Some(&blocked), device()).expect("nobody has it");
    assert_eq!(found, Found::Mark(mark_of(&desk.db).await), "tried again at the next commit");
}

#[tokio::test]
async fn a_folder_that_is_put_back_is_found_older_and_takes_no_number_twice() {
    let mut desk = Desk::new().await;
    let state = tempfile::tempdir().expect("a folder");
    let (keeper, _) = MarkKeeper::take(Some(state.path()), device()).expect("nobody has it");
    desk.db.keep_mark(Arc::new(keeper)).await.expect("room");
    desk.append(Story::begin(9).events).await.expect("a legal story");
    let Desk { db, folder, .. } = desk.reopened().await;
    db.close().await.expect("an orderly end");
    let copy = tempfile::tempdir().expect("a folder");
    for name in ["case.db", "keys.json"] {
        std::fs::copy(folder.path().join(name), copy.path().join(name)).expect("room");
    }
    let take = || MarkKeeper::take(Some(state.path()), device()).expect("nobody has it");
    let mut db = open(folder.path()).await;
    let (keeper, _) = take();
    db.keep_mark(Arc::new(keeper)).await.expect("room");
    append_to(&db, &stream(), licensed(1, FIRST_SERIAL)).await.expect("a legal story");
    db.close().await.expect("an orderly end");

    let copied = open(copy.path()).await;
    let (_, found) = take();
    let Found::Mark(mark) = found else { panic!("{found:?}") };
    assert_eq!(stands(&copied, from_ref(&mark)).await, Standing::Older);
    assert_eq!(next(&copied).await, Some(FIRST_SERIAL), "as it would have been");
    let mut tx = copied.write().await.expect("a transaction");
    numbers::go_above(tx.conn(), &mark.numbers).await.expect("room");
    tx.commit().await.expect("room");
    let number = next(&copied).await.and_then(LicenceNumber::from_serial).expect("a number");
    assert_eq!(number.serial(), FIRST_SERIAL + 1);
}
