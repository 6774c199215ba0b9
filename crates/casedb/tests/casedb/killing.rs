//! A process that issues a licence is killed at every step of it: nothing happened, or all of it.
//!
//! The test runs itself again as the process that is to die. That process says when it has come to the
//! step, and stands still there until it is killed.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant as Stopwatch};

use casedb::log::{load_case, outbox, verify_chain};
use casedb::{CaseDb, IntegrityCheck, Writer, are_current, cases, numbers, pending};
use domain::case::StageName;
use domain::catalogue::sample;
use domain::people::Role;
use domain::plan::Path as Way;
use testkit::actors::officer;
use testkit::story::Story;
use testkit::times::START;

use crate::desk::{FIRST_SERIAL, append_in, key, make, open};

/// Names the folder to the process that is to die.
const FOLDER: &str = "CASEDB_KILLED_FOLDER";
/// Names the step at which it stands still.
const STEP: &str = "CASEDB_KILLED_STEP";

/// In how many places of the statements the process is killed.
const PLACES: u64 = 160;
/// How many times it is killed while it commits, each a little later.
const COMMITS: u32 = 24;

/// Where the process stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// At no place; it says how many operations of SQLite's machine there were.
    Count,
    /// Before so many operations.
    Operation(u64),
    /// When the commit begins, and goes on.
    Commit,
    /// When the commit has returned.
    Committed,
}

impl Step {
    fn word(self) -> String {
        match self {
            Self::Count => "count".to_owned(),
            Self::Operation(number) => number.to_string(),
            Self::Commit => "commit".to_owned(),
            Self::Committed => "committed".to_owned(),
        }
    }

    fn of_word(word: &str) -> Self {
        match word {
            "count" => Self::Count,
            "commit" => Self::Commit,
            "committed" => Self::Committed,
            number => Self::Operation(number.parse().expect("a number")),
        }
    }
}

fn ready() -> Story {
    Story::begin(7).submitted().approved(Way::Standard)
}

#[test]
fn a_killed_issue_happened_whole_or_not_at_all() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    if let (Ok(folder), Ok(step)) = (std::env::var(FOLDER), std::env::var(STEP)) {
        runtime.block_on(issue_and_die(Path::new(&folder), Step::of_word(&step)));
        return;
    }
    let template = tempfile::tempdir().expect("a folder");
    runtime.block_on(prepare(template.path()));
    let (operations, issued) = killed(template.path(), Step::Count, Duration::ZERO, &runtime);
    assert!(issued && operations > 500, "{operations} operations");
    let mut outcomes = Vec::new();
    for place in 0..PLACES {
        let step = Step::Operation(1 + place * (operations - 1) / (PLACES - 1));
        outcomes.push(killed(template.path(), step, Duration::ZERO, &runtime).1);
    }
    // SQLite's machine also steps after the commit, a very few times.
    let durable = outcomes.iter().filter(|issued| **issued).count();
    assert!(outcomes.is_sorted() && durable <= 2, "durable in the middle: {outcomes:?}");
    for late in 0..COMMITS {
        let wait = Duration::from_micros(u64::from(late) * 200);
        killed(template.path(), Step::Commit, wait, &runtime);
    }
    let (_, issued) = killed(template.path(), Step::Committed, Duration::ZERO, &runtime);
    assert!(issued, "what was committed is durable");
}

/// A case that is ready for its licence, and the decision to issue it.
async fn prepare(folder: &Path) {
    let db = make(folder).await;
    let mut tx = db.write().await.expect("a transaction");
    append_in(&mut tx, &sample(), ready().events).await.expect("a legal story");
    let decision = pending::PendingDecision {
        case: ready().case,
        officer: officer(Role::Labour).account,
        act: b"issue".to_vec(),
        decided_at: START,
    };
    pending::put(tx.conn(), &decision).await.expect("room");
    tx.commit().await.expect("room");
    db.close().await.expect("an orderly end");
}

/// Takes the number, the waiting decision and the event into one transaction.
async fn issue(tx: &mut Writer) {
    pending::take(tx.conn(), ready().case).await.expect("readable").expect("a decision waits");
    let next = numbers::next(tx.conn(), START.tehran_date()).await.expect("readable");
    let mut story = ready();
    let event = story.licence(next.expect("a number").0);
    append_in(tx, &sample(), vec![event]).await.expect("a legal story");
}

async fn issue_and_die(folder: &Path, step: Step) {
    let db = CaseDb::open(folder, key(), IntegrityCheck::AfterCrash).await.expect("in order");
    let mut tx = db.write().await.expect("a transaction");
    let count = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0));
    let counted = count.clone();
    let mut handle = tx.conn().lock_handle().await.expect("the connection");
    handle.set_progress_handler(1, move || {
        let before = counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        if step == Step::Operation(before + 1) {
            say("here 0");
            stand_still();
        }
        true
    });
    handle.set_commit_hook(move || {
        if step == Step::Commit {
            say("here 0");
        }
        true
    });
    drop(handle);
    issue(&mut tx).await;
    tx.commit().await.expect("room");
    if matches!(step, Step::Count | Step::Committed) {
        say(&format!("here {}", count.load(std::sync::atomic::Ordering::SeqCst)));
    }
    stand_still();
}

fn say(line: &str) {
    // Printed past the test harness, which would keep it back.
    let mut out = std::io::stdout();
    out.write_all(format!("\n{line}\n").as_bytes()).expect("somebody listens");
    out.flush().expect("somebody listens");
}

fn stand_still() -> ! {
    loop {
        std::thread::park();
    }
}

/// Runs the process, kills it a while after it has come to the step, and looks at what it left.
/// Returns what the process counted, and whether the licence was issued.
fn killed(
    template: &Path,
    step: Step,
    after: Duration,
    runtime: &tokio::runtime::Runtime,
) -> (u64, bool) {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(template).expect("a folder") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("room");
    }
    let mut child = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "killing::a_killed_issue_happened_whole_or_not_at_all", "--nocapture"])
        .env(FOLDER, folder.path())
        .env(STEP, step.word())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a process");
    let out = BufReader::new(child.stdout.take().expect("piped"));
    let line = out.lines().map_while(Result::ok).find(|line| line.starts_with("here "));
    let arrived = Stopwatch::now();
    while arrived.elapsed() < after {
        std::hint::spin_loop();
    }
    child.kill().expect("it stands still or commits");
    child.wait().expect("it is dead");
    let line = line.unwrap_or_else(|| panic!("{step:?} was never reached"));
    let counted = line.trim_start_matches("here ").parse().expect("a number");
    (counted, runtime.block_on(whole_or_not_at_all(folder.path(), step)))
}

async fn whole_or_not_at_all(folder: &Path, step: Step) -> bool {
    let db = open(folder).await;
    let case = ready().case;
    let mut reader = db.read().await.expect("a connection");
    let conn = reader.conn();
    let before = ready().case();
    let found = load_case(conn, before.id).await.expect("readable").expect("there");
    let line = cases::line(conn, case).await.expect("readable").expect("there");
    let next = numbers::next(conn, START.tehran_date()).await.expect("readable");
    let next = next.expect("a number").0.serial();
    let waits = pending::of_case(conn, case).await.expect("readable").is_some();
    assert!(are_current(conn).await.expect("readable"), "{step:?}");
    verify_chain(conn).await.expect("whole");
    assert_eq!(outbox(conn).await.expect("readable"), found.version, "{step:?}");
    assert_eq!((line.version, line.stage), (found.version, found.stage_name()), "{step:?}");
    let issued = found.licence().map(|licence| licence.number.serial());
    if issued.is_some() {
        assert_eq!(issued, Some(FIRST_SERIAL), "{step:?}");
        assert_eq!((found.version, next), (before.version + 1, FIRST_SERIAL + 1), "{step:?}");
        assert!(!waits, "{step:?}");
    } else {
        assert_eq!(found, before, "{step:?}");
        assert!(waits && next == FIRST_SERIAL, "{step:?}");
    }
    drop(reader);
    if issued.is_none() {
        // What did not happen can be done again, and takes the number that was not used.
        let mut tx = db.write().await.expect("a transaction");
        issue(&mut tx).await;
        tx.commit().await.expect("room");
    }
    let mut reader = db.read().await.expect("a connection");
    let line = cases::line(reader.conn(), case).await.expect("readable").expect("there");
    assert_eq!(line.stage, StageName::Licensed);
    assert_eq!(line.licence.map(|(number, _)| number.serial()), Some(FIRST_SERIAL));
    drop(reader);
    db.close().await.expect("an orderly end");
    issued.is_some()
}
