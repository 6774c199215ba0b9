//! The log and its fold.

use casedb::log::append::append;
use casedb::log::{Chain, case_events, load_case, outbox, verify_chain};
use casedb::{AppendError, cases, log::AuditError, streams};
use domain::case::{Refusal, StageName};
use domain::event::Fact;
use domain::ids::CaseId;
use domain::people::Role;
use domain::plan::Path;
use testkit::people::text;
use testkit::story::Story;
use wire::envelope::{Unsealed, WireError};

use crate::desk::{Desk, append_in, stream};

#[tokio::test]
async fn what_was_appended_is_there_after_closing() {
    let desk = Desk::new().await;
    let story = Story::begin(1).submitted().approved(Path::Standard);
    let appended = desk.append(story.events.clone()).await.expect("a legal story");
    assert_eq!(appended.cases, [story.case()]);
    assert_eq!(appended.head.seq, u64::try_from(story.events.len()).expect("few"));

    let desk = desk.reopened().await;
    let mut reader = desk.db.read().await.expect("a connection");
    let conn = reader.conn();
    assert_eq!(load_case(conn, story.case).await.expect("readable"), Some(story.case()));
    let events = case_events(conn, story.case).await.expect("readable");
    let told: Vec<_> = events.iter().map(|logged| logged.event.clone()).collect();
    assert_eq!(told, story.events);
    // Nothing was settled by the registry yet.
    assert!(events.iter().all(|logged| logged.settled.is_none()));
    assert_eq!(outbox(conn).await.expect("readable"), appended.cases[0].version);
    let whole = Chain { stream: stream().id, head: appended.head, fork: None };
    assert_eq!(verify_chain(conn).await.expect("whole"), [whole]);
    assert_eq!(streams::own(conn).await.expect("readable"), Some(stream()));
    let nobody = CaseId::from_bytes([0; 16]);
    assert_eq!(load_case(conn, nobody).await.expect("readable"), None);
}

#[tokio::test]
async fn cases_interleave_in_one_stream() {
    let desk = Desk::new().await;
    let (one, other) = (Story::begin(1).submitted(), Story::begin(2).submitted());
    let pairs = one.events.iter().zip(&other.events);
    let mixed = pairs.flat_map(|(left, right)| [left.clone(), right.clone()]).collect();
    let appended = desk.append(mixed).await.expect("legal stories");
    assert_eq!(appended.cases, [one.case(), other.case()]);
}

#[tokio::test]
async fn an_event_that_the_rules_refuse_is_not_written() {
    let desk = Desk::new().await;
    let mut story = Story::begin(1).submitted();
    desk.append(story.events.clone()).await.expect("a legal story");
    let note = story.event(Role::Agency, Fact::Noted { text: text("پیش از رد") });
    let early = story.event(Role::Labour, Fact::LicenceRegistered);
    let refused = desk.append(vec![note, early]).await;
    assert!(matches!(
        refused,
        Err(AppendError::Refused(Refusal::WrongStage { stage: StageName::AgencyReview, .. }))
    ));
    let mut reader = desk.db.read().await.expect("a connection");
    assert_eq!(load_case(reader.conn(), story.case).await.expect("readable"), Some(story.case()));
}

#[tokio::test]
async fn what_comes_back_from_sealing_must_be_what_was_given() {
    let desk = Desk::new().await;
    let story = Story::begin(1);
    let mut tx = desk.db.write().await.expect("a transaction");
    let ours = stream();
    let other_key = ed25519_dalek::SigningKey::from_bytes(&[1; 32]);
    let by_other = append(tx.conn(), &desk.catalogue, &ours, None, story.events.clone(), |e| {
        wire::envelope::seal(e, &other_key)
    });
    assert!(matches!(by_other.await, Err(AppendError::Seal(WireError::BadSignature))));
    let key = crate::desk::signing_key();
    let changed =
        append(tx.conn(), &desk.catalogue, &ours, None, story.events, |event: &Unsealed| {
            let mut event = event.clone();
            event.seq += 1;
            wire::envelope::seal(&event, &key)
        });
    assert!(matches!(changed.await, Err(AppendError::OtherEvent)));
}

#[tokio::test]
async fn the_log_refuses_to_be_changed() {
    let desk = Desk::new().await;
    desk.append(Story::begin(1).events).await.expect("a legal story");
    let mut tx = desk.db.write().await.expect("a transaction");
    for sql in ["delete from events", "update events set raw = x'00'", "update events set seq = 9"]
    {
        let refused = sqlx::query(sql).execute(tx.conn()).await;
        assert!(refused.is_err(), "{sql}");
    }
    let settled = "update events set ack_state = 'accepted', settled_version = 1";
    sqlx::query(settled).execute(tx.conn()).await.expect("a verdict comes once");
    for sql in [settled, "update events set ack_state = 'rejected', settled_version = null"] {
        let refused = sqlx::query(sql).execute(tx.conn()).await;
        assert!(refused.is_err(), "{sql}");
    }
    // Replacing a row is neither a deletion nor a change to SQLite, whichever of its keys is the same.
    let others = "case_id, kind, at_ms, officer, office, x'00', sig";
    let (open, free) = ("'pending', null", "randomblob(32), prev");
    for same in [
        format!("position, stream, seq + 90, randomblob(16), {others}, {free}, {open}"),
        format!("position + 90, stream, seq, randomblob(16), {others}, {free}, {open}"),
        format!("position + 90, stream, seq + 90, id, {others}, {free}, {open}"),
        format!("position + 90, stream, seq + 90, randomblob(16), {others}, hash, prev, {open}"),
        format!("position + 90, stream, seq + 90, randomblob(16), {others}, {free}, 'merged', 1"),
    ] {
        let sql = format!("insert or replace into events select {same} from events where seq = 1");
        let refused = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(tx.conn()).await;
        assert!(refused.is_err(), "{same}");
        let replaced: i64 = sqlx::query_scalar("select count(*) from events where raw = x'00'")
            .fetch_one(tx.conn())
            .await
            .expect("a count");
        assert_eq!(replaced, 0, "{same}");
    }
}

#[tokio::test]
async fn a_forged_row_is_found_by_the_audit() {
    let desk = Desk::new().await;
    desk.append(Story::begin(1).submitted().events).await.expect("a legal story");
    let mut tx = desk.db.write().await.expect("a transaction");
    for sql in [
        "drop trigger events_are_never_changed",
        "update events set raw = (select raw from events where seq = 1) where seq = 3",
    ] {
        sqlx::query(sql).execute(tx.conn()).await.expect("somebody who has the key can");
    }
    let audit = verify_chain(tx.conn()).await;
    assert!(matches!(audit, Err(AuditError::Broken { broken, .. }) if broken.seq == 3));
}

#[tokio::test]
async fn what_is_not_committed_is_not_there() {
    let desk = Desk::new().await;
    let story = Story::begin(1).submitted();
    let mut tx = desk.db.write().await.expect("a transaction");
    append_in(&mut tx, &desk.catalogue, story.events).await.expect("a legal story");
    drop(tx);
    let mut reader = desk.db.read().await.expect("a connection");
    assert_eq!(cases::count(reader.conn()).await.expect("readable"), 0);
    assert_eq!(outbox(reader.conn()).await.expect("readable"), 0);
}
