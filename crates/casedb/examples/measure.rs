//! Measures the case database beside its peers, in the same run:
//! `cargo run --release -p casedb --example measure -- [CASES] [twice]`; `twice` gives each person two cases.
//!
//! A decision is held against a bare synchronous insert into plain SQLite, a search against the same
//! search in a plain copy of the same database.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a tool for people at a terminal")]

use std::time::{Duration, Instant};

use casedb::cases::applicants::of_applicants;
use casedb::cases::queue::{Filter, Scope, queue};
use casedb::cases::search::search;
use casedb::log::append::append;
use casedb::log::load_case;
use casedb::rebuild::rebuild;
use casedb::streams::{self, Stream};
use casedb::{CaseDb, DatabaseKey};
use domain::catalogue::sample;
use domain::event::{Event, Fact};
use domain::people::Role;
use domain::plan::Path;
use ed25519_dalek::SigningKey;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions};
use testkit::actors::office;
use testkit::people::text;
use testkit::seeded::Seeded;
use testkit::story::Story;
use testkit::times::START;
use wire::envelope::seal;
use wire::ids::{DeviceId, StreamId};

const WORDS: &[&str] = &[
    "زهرا",
    "علی",
    "كاظمي",
    "حسینی نژاد",
    "رحیمی مریم",
    "فرش",
    "بهشتی اراک",
    "مو",
    "قاس",
    "گل برجسته",
    "چراغی یوسف",
    "اعظم شریفی",
    "3813914567",
    "معصومه طباطبائی",
    "بافت ابریشم سفارش",
    "محمد رضا",
    "سیدمحمد",
    "رؤوف",
    "عبد الله",
    "صغرا هیئت",
    "+98 912 540",
    "0918",
    "5521-30417",
];

fn spread(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    format!("p50 {:?}  p95 {:?}  max {:?}", at(50), at(95), at(100))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn p95(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[(times.len() - 1) * 95 / 100]
}

#[tokio::main]
async fn main() {
    let cases: u64 = std::env::args().nth(1).map_or(20_000, |n| n.parse().expect("a number"));
    let twice = std::env::args().nth(2).is_some_and(|word| word == "twice");
    let story = |number| story(number, twice);
    let folder = tempfile::tempdir().expect("a folder");
    let key = SigningKey::from_bytes(&[5; 32]);
    let stream = Stream {
        id: StreamId::from_bytes([1; 16]),
        device: DeviceId::from_bytes([2; 16]),
        public_key: key.verifying_key().to_bytes(),
    };
    let db = CaseDb::create(folder.path(), DatabaseKey::from_bytes([7; 32])).await.expect("room");
    let catalogue = sample();
    let mut tx = db.write().await.expect("a transaction");
    streams::open_own(tx.conn(), &stream, START).await.expect("room");
    tx.commit().await.expect("room");

    let begun = Instant::now();
    let mut events = 0_u64;
    for first in (0..cases).step_by(250) {
        let batch: Vec<Event> = (first..cases.min(first + 250)).flat_map(&story).collect();
        events += batch.len() as u64;
        let mut tx = db.write().await.expect("a transaction");
        append(tx.conn(), &catalogue, &stream, None, batch, |e| seal(e, &key))
            .await
            .expect("legal");
        tx.commit().await.expect("room");
    }
    let took = begun.elapsed();
    println!("{cases} cases, {events} events in {took:?}");

    decisions(&db, &catalogue, &stream, &key, folder.path()).await;
    searches(&db, folder.path()).await;

    let mut reader = db.read().await.expect("a connection");
    for role in [Role::Agency, Role::Labour] {
        let filter = Filter::of(Scope::Office(office(role)));
        let (mut times, mut others) = (Vec::new(), Vec::new());
        let (mut size, mut lines, mut known) = (0, 0, 0);
        for _ in 0..20 {
            let begun = Instant::now();
            let queue = queue(reader.conn(), &catalogue, START.add_days(9), &filter).await;
            let queue = queue.expect("readable");
            times.push(begun.elapsed());
            let begun = Instant::now();
            let people: Vec<&str> =
                queue.lines.iter().map(|(_, line)| line.identity.as_str()).collect();
            known = of_applicants(reader.conn(), &people).await.expect("readable").len();
            others.push(begun.elapsed());
            (size, lines) = (queue.unfiltered, queue.lines.len());
        }
        println!("queue of {role:?} over {size} open cases: {}", spread(times));
        println!("  the {known} cases of its {lines} first applicants: {}", spread(others));
    }
    let mut seeded = Seeded::new(3);
    let mut times = Vec::new();
    for _ in 0..200 {
        let case = story(seeded.below(cases))[0].case;
        let begun = Instant::now();
        load_case(reader.conn(), case).await.expect("readable").expect("there");
        times.push(begun.elapsed());
    }
    println!("load a case: {}", spread(times));
    drop(reader);
    let begun = Instant::now();
    let mut tx = db.write().await.expect("a transaction");
    rebuild(tx.conn(), &catalogue).await.expect("a legal log");
    tx.commit().await.expect("room");
    println!("rebuild: {:?}", begun.elapsed());
    let begun = Instant::now();
    let mut reader = db.read().await.expect("a connection");
    casedb::log::verify_chain(reader.conn()).await.expect("whole");
    println!("audit: {:?}", begun.elapsed());
    let size = std::fs::metadata(folder.path().join("case.db")).expect("a file").len();
    println!("file: {} MB", size / 1_000_000);
}

fn story(number: u64, twice: bool) -> Vec<Event> {
    let seed = 1_000 + number;
    let story = if twice {
        let applicant = Story::begin(seed - seed % 2).case().applicant;
        Story::begin_with(Seeded::new(seed), applicant)
    } else {
        Story::begin(seed)
    };
    let story = story.submitted();
    if number.is_multiple_of(3) { story.approved(Path::Standard).events } else { story.events }
}

/// A decision with its seal and projections, against a bare insert of as many bytes.
async fn decisions(
    db: &CaseDb,
    catalogue: &domain::catalogue::Catalogue,
    stream: &Stream,
    key: &SigningKey,
    folder: &std::path::Path,
) {
    let mut plain = SqliteConnectOptions::new()
        .filename(folder.join("bare.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await
        .expect("a plain database");
    sqlx::query("create table bare (id integer primary key, raw blob)")
        .execute(&mut plain)
        .await
        .expect("room");
    let (mut ours, mut notes, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    let seal_all = async |events: Vec<Event>| {
        let begun = Instant::now();
        let mut tx = db.write().await.expect("a transaction");
        append(tx.conn(), catalogue, stream, None, events, |e| seal(e, key)).await.expect("legal");
        tx.commit().await.expect("room");
        begun.elapsed()
    };
    for number in 0..300 {
        let mut story = Story::begin(10_000_000 + number).submitted();
        let note = story.event(Role::Agency, Fact::Noted { text: text("محل کار بازدید شد") });
        let mut told = story.events.clone();
        let refused = story.refused().events.split_off(told.len());
        seal_all(std::mem::take(&mut told)).await;
        notes.push(seal_all(vec![note]).await);
        ours.push(seal_all(refused).await);
        let begun = Instant::now();
        sqlx::query("insert into bare (raw) values (randomblob(500))")
            .execute(&mut plain)
            .await
            .expect("room");
        bare.push(begun.elapsed());
    }
    let of_bare = |times: &[Duration]| {
        median(times.to_vec()).as_secs_f64() / median(bare.clone()).as_secs_f64()
    };
    println!("decision: {}, {:.2} of a bare insert", spread(ours.clone()), of_bare(&ours));
    println!("a note: {}, {:.2} of a bare insert", spread(notes.clone()), of_bare(&notes));
    println!("bare insert: {}", spread(bare.clone()));
}

/// Searches, and the same in a plain copy.
async fn searches(db: &CaseDb, folder: &std::path::Path) {
    let mut reader = db.read().await.expect("a connection");
    let plain = folder.join("plain.db");
    for sql in [
        format!("attach database '{}' as plain key ''", plain.display()),
        "select sqlcipher_export('plain')".to_owned(),
        "detach database plain".to_owned(),
    ] {
        sqlx::query(AssertSqlSafe(sql)).execute(reader.conn()).await.expect("room for a copy");
    }
    let mut copy = SqliteConnectOptions::new()
        .filename(&plain)
        .pragma("cache_size", "-65536")
        .connect()
        .await
        .expect("a plain copy");
    let (mut encrypted, mut bare) = (Vec::new(), Vec::new());
    let mut questions: Vec<(&str, Vec<Duration>)> =
        WORDS.iter().map(|words| (*words, Vec::new())).collect();
    for round in 0..20 {
        for (words, times) in &mut questions {
            let begun = Instant::now();
            search(reader.conn(), words, None, 50).await.expect("readable");
            let searched = begun.elapsed();
            let begun = Instant::now();
            search(&mut copy, words, None, 50).await.expect("readable");
            if round > 0 {
                times.push(searched);
                encrypted.push(searched);
                bare.push(begun.elapsed());
            }
        }
    }
    let ratio = p95(encrypted.clone()).as_secs_f64() / p95(bare.clone()).as_secs_f64();
    println!("search: {}", spread(encrypted));
    println!("the same in plain SQLite: {}", spread(bare));
    println!("  ratio of the p95s {ratio:.2}");
    questions.sort_by_cached_key(|(_, times)| std::cmp::Reverse(median(times.clone())));
    for (words, times) in questions {
        println!("  {:?} {words}", median(times));
    }
}
