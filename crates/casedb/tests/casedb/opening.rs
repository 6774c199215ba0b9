//! Opening, and refusing to; what a disk can do to a database.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use casedb::keyslots::{Cost, KeySlots, KnownSlot, unwrap, wrap};
use casedb::log::load_case;
use casedb::rebuild::rebuild;
use casedb::{AppendError, CaseDb, DatabaseKey, DbError, IntegrityCheck, pending, workstation};
use domain::event::Fact;
use domain::people::{Applicant, Role};
use domain::plan::Path as Way;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use testkit::actors::officer;
use testkit::people::{person, text};
use testkit::seeded::Seeded;
use testkit::story::Story;
use testkit::times::START;

use crate::desk::{Desk, append_in, key};

async fn refusal(folder: &Path, key: DatabaseKey, check: IntegrityCheck) -> DbError {
    CaseDb::open(folder, key, check).await.map(|_| ()).expect_err("not to be opened")
}

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).expect("a file"));
        }
    }
    found
}

/// A folder with a closed database of some cases.
async fn closed() -> tempfile::TempDir {
    let desk = Desk::new().await;
    for seed in 0..20 {
        let story = Story::begin(seed).submitted().approved(Way::Standard);
        desk.append(story.events).await.expect("a legal story");
    }
    desk.db.close().await.expect("an orderly end");
    desk.folder
}

#[tokio::test]
async fn a_folder_is_opened_once_at_a_time() {
    let desk = Desk::new().await;
    let folder = desk.folder.path();
    assert!(matches!(refusal(folder, key(), IntegrityCheck::Always).await, DbError::FolderInUse));
    let again = CaseDb::create(folder, key()).await.map(|_| ());
    assert!(matches!(again, Err(DbError::FolderInUse)));
    let desk = desk.reopened().await;
    desk.db.close().await.expect("an orderly end");
    let again = CaseDb::create(desk.folder.path(), key()).await.map(|_| ());
    assert!(matches!(again, Err(DbError::AlreadyThere)));
}

#[tokio::test]
async fn an_empty_folder_holds_no_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = refusal(folder.path(), key(), IntegrityCheck::Always).await;
    assert!(matches!(refused, DbError::NotFound));
    assert!(files(folder.path()).is_empty());
}

#[tokio::test]
async fn a_plain_database_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("case.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&file).create_if_missing(true);
    let mut plain = options.connect().await.expect("a plain database");
    sqlx::query("create table cases (name text)").execute(&mut plain).await.expect("room");
    plain.close().await.expect("an orderly end");
    let before = fs::read(&file).expect("the file");
    let refused = refusal(folder.path(), key(), IntegrityCheck::Always).await;
    assert!(matches!(refused, DbError::NotEncrypted));
    assert_eq!(fs::read(&file).expect("the file"), before);
}

#[tokio::test]
async fn an_emptied_database_and_broken_key_slots_are_named_and_left_as_they_are() {
    let folder = closed().await;
    let (slots, database) = (folder.path().join("keys.json"), folder.path().join("case.db"));
    for broken in [&b"{"[..], b"", b"\xFF\xFE"] {
        fs::write(&slots, broken).expect("room");
        let refused = refusal(folder.path(), key(), IntegrityCheck::AfterCrash).await;
        assert!(matches!(refused, DbError::KeySlotsDamaged), "{refused:?}");
        assert_eq!(fs::read(&slots).expect("the file"), broken);
    }
    fs::write(&database, b"").expect("room");
    let refused = refusal(folder.path(), key(), IntegrityCheck::AfterCrash).await;
    assert!(matches!(refused, DbError::Damaged), "{refused:?}");
    assert_eq!(fs::read(&database).expect("the file"), b"", "no new database is made of it");
}

#[tokio::test]
async fn a_wrong_key_is_told_from_damage_with_and_without_the_slots() {
    let folder = closed().await;
    let before = files(folder.path());
    let wrong = || DatabaseKey::from_bytes([1; 32]);
    let refused = refusal(folder.path(), wrong(), IntegrityCheck::Always).await;
    assert!(matches!(refused, DbError::WrongKey));
    assert_eq!(files(folder.path()), before);
    fs::remove_file(folder.path().join("keys.json")).expect("it is there");
    let refused = refusal(folder.path(), wrong(), IntegrityCheck::Always).await;
    assert!(matches!(refused, DbError::WrongKey));
    let db = CaseDb::open(folder.path(), key(), IntegrityCheck::Always).await;
    let db = db.expect("the right key does without slots");
    db.close().await.expect("an orderly end");
    let slots = KeySlots::of_folder(folder.path()).expect("readable");
    assert!(slots.expect("written again").fits(&key()));
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused_and_left_as_it_is() {
    let desk = Desk::new().await;
    let mut tx = desk.db.write().await.expect("a transaction");
    sqlx::query(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (99, 'of the future', 1, x'00', 0)",
    )
    .execute(tx.conn())
    .await
    .expect("room");
    tx.commit().await.expect("room");
    desk.db.close().await.expect("an orderly end");
    let database = desk.folder.path().join("case.db");
    let before = fs::read(&database).expect("the file");
    let refused = refusal(desk.folder.path(), key(), IntegrityCheck::Always).await;
    assert!(matches!(refused, DbError::NewerVersion { found: 99, known } if known < 99));
    assert_eq!(fs::read(&database).expect("the file"), before);
}

#[tokio::test]
async fn a_flipped_bit_anywhere_in_the_file_is_found_and_nothing_is_deleted() {
    let folder = closed().await;
    let database = folder.path().join("case.db");
    let whole = fs::read(&database).expect("the file");
    assert!(whole.len() > 200_000, "{} bytes", whole.len());
    for step in 0..24 {
        let position = step * (whole.len() / 24) + 40 * step;
        let mut changed = whole.clone();
        changed[position] ^= 0x10;
        fs::write(&database, &changed).expect("room");
        let refused = refusal(folder.path(), key(), IntegrityCheck::Always).await;
        assert!(matches!(refused, DbError::Damaged), "{position}: {refused}");
        assert!(fs::read(&database).expect("the file") == changed, "{position}");
    }
    fs::write(&database, &whole).expect("room");
    let db = CaseDb::open(folder.path(), key(), IntegrityCheck::Always).await;
    db.expect("whole again").close().await.expect("an orderly end");
}

#[tokio::test]
async fn a_file_that_was_left_open_is_checked_when_it_is_opened_again() {
    let folder = closed().await;
    let database = folder.path().join("case.db");
    let mut changed = fs::read(&database).expect("the file");
    let last = changed.len() - 2_000;
    changed[last] ^= 1;
    fs::write(&database, &changed).expect("room");
    let db = CaseDb::open(folder.path(), key(), IntegrityCheck::AfterCrash).await;
    db.expect("it was closed in order").close().await.expect("an orderly end");
    fs::write(folder.path().join("state"), "open").expect("room");
    let refused = refusal(folder.path(), key(), IntegrityCheck::AfterCrash).await;
    assert!(matches!(refused, DbError::Damaged));
}

#[tokio::test]
async fn a_full_disk_rolls_back_and_leaves_everything_readable() {
    let desk = Desk::new().await;
    let story = Story::begin(1).submitted().approved(Way::Standard);
    desk.append(story.events.clone()).await.expect("a legal story");
    let mut more = story.clone();
    for _ in 0..200 {
        more.tell(Role::Labour, Fact::Noted { text: text(&"یادداشت ".repeat(100)) });
    }
    let new = more.events[story.events.len()..].to_vec();

    // More often than there are connections: one that met a full disk must not be given out again.
    for _ in 0..8 {
        let mut tx = desk.db.write().await.expect("a transaction");
        let pages: i64 =
            sqlx::query_scalar("pragma page_count").fetch_one(tx.conn()).await.expect("readable");
        set_limit(tx.conn(), pages + 3).await;
        let refused = append_in(&mut tx, &desk.catalogue, new.clone()).await;
        assert!(matches!(refused, Err(AppendError::Db(DbError::DiskFull))), "{refused:?}");
    }

    let mut reader = desk.db.read().await.expect("a connection");
    assert_eq!(load_case(reader.conn(), story.case).await.expect("readable"), Some(story.case()));
    drop(reader);
    let mut tx = desk.db.write().await.expect("a transaction");
    set_limit(tx.conn(), 1_000_000).await;
    append_in(&mut tx, &desk.catalogue, new).await.expect("room again");
    tx.commit().await.expect("room again");
    let desk = desk.reopened().await;
    let mut reader = desk.db.read().await.expect("a connection");
    assert_eq!(load_case(reader.conn(), story.case).await.expect("readable"), Some(more.case()));
}

async fn set_limit(conn: &mut casedb::Connection, pages: i64) {
    let sql = AssertSqlSafe(format!("pragma max_page_count = {pages}"));
    sqlx::query(sql).execute(conn).await.expect("a limit");
}

#[tokio::test]
async fn nothing_of_an_applicant_is_in_any_file_in_clear() {
    let mut seeded = Seeded::new(77);
    let mut applicant = person(&mut seeded);
    applicant.last_name = text("قناری\u{200C}پرست");
    let national_id = applicant.national_id.as_str().to_owned();
    let mobile = applicant.mobile.as_str().to_owned();
    let mut story = Story::begin_with(seeded, Applicant::Independent(applicant)).submitted();
    let persian = domain::text::to_persian_digits(&national_id);
    let note = format!("کد ملی {persian} با کارت نمی\u{200C}خواند، {national_id}");
    story.tell(Role::Agency, Fact::Noted { text: text(&note) });
    let tracking_code = story.case().tracking_code.as_str().to_owned();

    let desk = Desk::new().await;
    desk.append(story.events.clone()).await.expect("a legal story");
    let scan = format!("%PDF-1.7 {national_id} {mobile} قناری\u{200C}پرست");
    desk.db.attachments().put(scan.as_bytes()).expect("room");
    let mut tx = desk.db.write().await.expect("a transaction");
    let agency = officer(Role::Agency).account;
    let draft = pending::Draft {
        act: note.as_bytes().to_vec(),
        returned: Some(format!("{persian} {mobile}").into_bytes()),
    };
    pending::save_draft(tx.conn(), story.case, &agency, &draft, START).await.expect("room");
    let decision = pending::PendingDecision {
        case: story.case,
        officer: agency,
        act: note.as_bytes().to_vec(),
        decided_at: START,
    };
    pending::put(tx.conn(), &decision).await.expect("room");
    workstation::put_secret(tx.conn(), "signing key", b"a secret of the workstation")
        .await
        .expect("room");
    rebuild(tx.conn(), &desk.catalogue).await.expect("a legal log");
    tx.commit().await.expect("room");

    let secret = key();
    let canaries = [
        national_id.as_bytes(),
        persian.as_bytes(),
        mobile.as_bytes(),
        tracking_code.as_bytes(),
        "قناری".as_bytes(),
        "نمی\u{200C}خواند".as_bytes(),
        b"a secret of the workstation",
        b"SQLite format",
        b"create table",
        &secret.as_bytes()[..8],
    ];
    let look = |folder: &Path| {
        let files = files(folder);
        for (path, bytes) in &files {
            for canary in canaries {
                let found = bytes.windows(canary.len()).any(|window| window == canary);
                assert!(!found, "{} in {}", String::from_utf8_lossy(canary), path.display());
            }
            assert!(!path.to_string_lossy().contains(&national_id));
        }
        files.keys().map(|path| path.extension().map(std::ffi::OsStr::to_owned)).collect::<Vec<_>>()
    };
    let open = look(desk.folder.path());
    assert!(open.contains(&Some("db-wal".into())), "the log of writes was looked into: {open:?}");
    desk.db.close().await.expect("an orderly end");
    look(desk.folder.path());
}

#[tokio::test]
async fn a_passphrase_opens_what_it_wrapped() {
    let desk = Desk::new().await;
    let cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };
    let slot = wrap(desk.db.key(), "گذرواژه", cost, [1; 16], [2; 24]).expect("a valid cost");
    let mut slots = desk.db.key_slots().expect("readable");
    slots.put(KnownSlot::Passphrase(slot));
    desk.db.keep_key_slots(&slots).expect("room");
    desk.db.close().await.expect("an orderly end");
    let slots = KeySlots::of_folder(desk.folder.path()).expect("readable").expect("kept");
    let key = unwrap(slots.passphrase().expect("kept"), "گذرواژه").expect("the passphrase");
    let db = CaseDb::open(desk.folder.path(), key, IntegrityCheck::Always).await;
    db.expect("the key").close().await.expect("an orderly end");
}

fn waiting(case: domain::ids::CaseId, act: &[u8]) -> pending::PendingDecision {
    let officer = officer(Role::Agency).account;
    pending::PendingDecision { case, officer, act: act.to_vec(), decided_at: START }
}

#[tokio::test]
async fn a_case_has_one_waiting_decision_and_those_of_several_keep_their_order() {
    let desk = Desk::new().await;
    let first = waiting(Story::begin(9).case, br#"{"act":"approve"}"#);
    let second = waiting(Story::begin(1).case, br#"{"act":"refuse"}"#);
    let mut tx = desk.db.write().await.expect("a transaction");
    let conn = tx.conn();
    assert_eq!(pending::all(conn).await.expect("readable"), []);
    pending::put(conn, &first).await.expect("room");
    pending::put(conn, &second).await.expect("room");
    assert!(pending::put(conn, &waiting(first.case, b"{}")).await.is_err(), "one a case");
    assert_eq!(pending::all(conn).await.expect("readable"), [first.clone(), second.clone()]);
    let found = pending::of_case(conn, second.case).await.expect("readable");
    assert_eq!(found, Some(second.clone()));
    assert_eq!(pending::take(conn, first.case).await.expect("readable"), Some(first.clone()));
    assert_eq!(pending::take(conn, first.case).await.expect("readable"), None);
    assert_eq!(pending::all(conn).await.expect("readable"), [second], "the other one waits on");
}

#[tokio::test]
async fn a_draft_that_came_back_is_told_of_until_its_officer_opens_it_and_keeps_its_reason() {
    let desk = Desk::new().await;
    let case = Story::begin(1).case;
    let (me, other) = (officer(Role::Agency).account, officer(Role::Labour).account);
    let back = pending::Draft { act: b"{}".to_vec(), returned: Some(b"why".to_vec()) };
    let mut tx = desk.db.write().await.expect("a transaction");
    let conn = tx.conn();
    pending::save_draft(conn, case, &me, &back, START).await.expect("room");
    let told = pending::returned(conn, &me).await.expect("readable");
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].case, told[0].why.as_slice()), (case, b"why".as_slice()));
    assert_eq!(pending::returned(conn, &other).await.expect("readable"), []);
    pending::mark_read(conn, case, &me).await.expect("room");
    assert_eq!(pending::returned(conn, &me).await.expect("readable"), []);
    assert_eq!(pending::draft(conn, case, &me).await.expect("readable"), Some(back.clone()));
    // One that the officer takes back has no reason, and is not news to them.
    let own = pending::Draft { returned: None, ..back };
    pending::save_draft(conn, case, &me, &own, START).await.expect("room");
    assert_eq!(pending::returned(conn, &me).await.expect("readable"), []);
    assert_eq!(pending::draft(conn, case, &me).await.expect("readable"), Some(own));
}
