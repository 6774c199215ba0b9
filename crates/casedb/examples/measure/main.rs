//! Measures the case database beside its peers, in the same run:
//! `cargo run --release -p casedb --example measure -- [CASES]`; `cargo xtask bench cases` puts what it prints into
//! `docs/benchmarks.md`.
//!
//! A decision is held against a bare synchronous insert into plain SQLite, a search against the same
//! search in a plain copy of the same database.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a tool for people at a terminal")]

use std::time::Instant;

use casedb::cases::applicants::of_applicants;
use casedb::cases::queue::{Filter, Scope, queue};
use casedb::cases::search::search;
use casedb::log::load_case;
use casedb::rebuild::rebuild;
use domain::event::Fact;
use domain::people::Role;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions};
use testkit::actors::office;
use testkit::people::text;
use testkit::seeded::Seeded;
use testkit::story::Story;
use testkit::times::START;

use times::{Times, ms};
use world::{World, story};

mod times;
mod world;

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

/// How often each question is asked.
const ROUNDS: usize = 20;
/// How many decisions are made.
const DECISIONS: u64 = 300;

#[tokio::main]
async fn main() {
    let cases: u64 = std::env::args().nth(1).map_or(20_000, |n| n.parse().expect("a number"));
    let begun = Instant::now();
    let world = World::of(cases).await;
    let filled = begun.elapsed().as_secs();
    println!(
        "{cases} cases with {} events, two cases for each person, in an encrypted file; appended in {filled} s.\n",
        world.events
    );
    println!("| | ms on the clock: p10 / p50 / p95 | ms of the processor: p10 / p50 / p95 |");
    println!("|---|--:|--:|");
    let decisions = decisions(&world).await;
    let searches = searches(&world).await;
    lists(&world).await;
    once(&world).await;

    println!("\n| bar | ours | |\n|---|---|---|");
    decisions.judge();
    let (clock, processor) = (searches.encrypted.clock(95), searches.encrypted.processor(95));
    bar(
        "a search: 95 of 100 within 10 ms",
        &format!("{} ms on the clock, {} of the processor", ms(clock), ms(processor)),
        clock <= 10.0,
    );
    let ratio = processor / searches.bare.processor(95);
    bar(
        "a search at most 1.3 times the same in plain SQLite",
        &format!("{ratio:.2} times the processor's p95"),
        ratio <= 1.3,
    );

    println!("\nEach question, with the median ms of the processor; the slowest first:\n");
    let mut medians: Vec<(f64, &str)> =
        searches.each.iter().map(|(words, times)| (times.processor(50), *words)).collect();
    medians.sort_by(|a, b| b.0.total_cmp(&a.0));
    let each: Vec<String> =
        medians.iter().map(|(median, words)| format!("«{words}» {}", ms(*median))).collect();
    println!("{}.", each.join(", "));
}

fn row(what: &str, times: &Times) {
    println!("| {what} | {} |", times.cells());
}

fn bar(what: &str, ours: &str, meets: bool) {
    println!("| {what} | {ours} | {} |", if meets { "meets" } else { "misses" });
}

struct Decisions {
    refusal: Times,
    bare: Times,
}

impl Decisions {
    fn judge(&self) {
        let of = |at: fn(&Times, usize) -> f64| at(&self.refusal, 50) / at(&self.bare, 50);
        let (clock, processor) = (of(Times::clock), of(Times::processor));
        bar(
            "a decision at most 1.5 times a bare synchronous insert",
            &format!("{clock:.2} times on the clock, {processor:.2} of the processor (medians)"),
            clock <= 1.5,
        );
    }
}

/// A refusal and a note with seal and projections, against a bare insert of as many bytes.
async fn decisions(world: &World) -> Decisions {
    let mut plain = SqliteConnectOptions::new()
        .filename(world.folder.path().join("bare.db"))
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
    let (mut refusal, mut note, mut bare) = (Times::default(), Times::default(), Times::default());
    for number in 0..DECISIONS {
        let mut story = Story::begin(10_000_000 + number).submitted();
        let noted = Fact::Noted { text: text("محل کار بازدید شد") };
        let noted = story.event(Role::Agency, noted);
        let told = story.events.clone();
        let refused = story.refused().events.split_off(told.len());
        world.append(told).await;
        note.of(world.append(vec![noted])).await;
        refusal.of(world.append(refused)).await;
        let insert = sqlx::query("insert into bare (raw) values (randomblob(500))");
        bare.of(insert.execute(&mut plain)).await.expect("room");
    }
    row("a decision (a refusal)", &refusal);
    row("a note, which is found by its words", &note);
    row("a bare synchronous insert of as many bytes into plain SQLite", &bare);
    Decisions { refusal, bare }
}

struct Searches {
    each: Vec<(&'static str, Times)>,
    encrypted: Times,
    bare: Times,
}

/// Searches, and the same in a plain copy.
async fn searches(world: &World) -> Searches {
    let mut reader = world.db.read().await.expect("a connection");
    let plain = world.folder.path().join("plain.db");
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
    let (mut encrypted, mut bare) = (Times::default(), Times::default());
    let mut each: Vec<_> = WORDS.iter().map(|words| (*words, Times::default())).collect();
    for words in WORDS {
        // What was read before is in the cache, as it is for whoever searches all day.
        search(reader.conn(), words, None, 50).await.expect("readable");
        search(&mut copy, words, None, 50).await.expect("readable");
    }
    for _ in 0..ROUNDS {
        for (words, times) in &mut each {
            times.of(search(reader.conn(), words, None, 50)).await.expect("readable");
            bare.of(search(&mut copy, words, None, 50)).await.expect("readable");
        }
    }
    for (_, times) in &each {
        encrypted.join(times);
    }
    row(&format!("a search for the newest 50, {} questions", WORDS.len()), &encrypted);
    row("the same in plain SQLite", &bare);
    Searches { each, encrypted, bare }
}

/// The queue, with the other cases of its applicants, and cases.
async fn lists(world: &World) {
    let mut reader = world.db.read().await.expect("a connection");
    for role in [Role::Agency, Role::Labour] {
        let filter = Filter::of(Scope::Office(office(role)));
        let (mut opened, mut others) = (Times::default(), Times::default());
        let (mut size, mut lines, mut known) = (0, 0, 0);
        for _ in 0..ROUNDS {
            let now = START.add_days(9);
            let queue = opened.of(queue(reader.conn(), &world.catalogue, now, &filter)).await;
            let queue = queue.expect("readable");
            (size, lines) = (queue.unfiltered, queue.lines.len());
            let people = queue.lines.iter().map(|(_, line)| line.identity.as_str());
            let people: Vec<&str> = people.collect();
            known = others.of(of_applicants(reader.conn(), &people)).await.expect("readable").len();
        }
        row(&format!("the first {lines} of {size} open cases of an office"), &opened);
        row(&format!("the {known} cases of their applicants"), &others);
    }
    let mut seeded = Seeded::new(3);
    let mut times = Times::default();
    for _ in 0..200 {
        let case = story(seeded.below(world.cases))[0].case;
        times.of(load_case(reader.conn(), case)).await.expect("readable").expect("there");
    }
    row("a case, folded from its events", &times);
}

/// What happens seldom.
async fn once(world: &World) {
    let begun = Instant::now();
    let mut tx = world.db.write().await.expect("a transaction");
    rebuild(tx.conn(), &world.catalogue).await.expect("a legal log");
    tx.commit().await.expect("room");
    let rebuilt = begun.elapsed().as_secs();
    let begun = Instant::now();
    let mut reader = world.db.read().await.expect("a connection");
    casedb::log::verify_chain(reader.conn()).await.expect("whole");
    let audited = begun.elapsed().as_secs();
    let file = world.folder.path().join("case.db");
    let size = std::fs::metadata(file).expect("a file").len() / 1_000_000;
    println!(
        "\nRebuilding everything takes {rebuilt} s, checking every signature {audited} s; the file has {size} MB."
    );
}
