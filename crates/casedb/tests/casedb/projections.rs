//! What follows from the log: lists, ledger, numbers, and that `rebuild` recreates it all.

use casedb::cases::{self, CaseLine};
use casedb::counts::{Counts, counts};
use casedb::rebuild::rebuild;
use casedb::{AppendError, Connection, DbError, are_current, numbers, sheets};
use domain::case::StageName;
use domain::event::{DocumentKind, SheetMark};
use domain::identifiers::LicenceNumber;
use domain::people::Role;
use domain::plan::Path;
use sqlx::{AssertSqlSafe, Row};
use testkit::actors::{office, officer};
use testkit::seeded::Seeded;
use testkit::story::Story;
use testkit::times::{START, day};

use crate::desk::{Desk, FIRST_SERIAL, LAST_SERIAL, stream};

pub fn licence(serial: u64) -> LicenceNumber {
    LicenceNumber::from_serial(serial).expect("a serial")
}

/// Cases at many stages.
fn stories() -> Vec<Story> {
    let company = {
        let mut seeded = Seeded::new(90);
        let applicant = testkit::people::company(&mut seeded);
        Story::begin_with(seeded, applicant)
    };
    vec![
        Story::begin(1),
        Story::begin(2).submitted(),
        Story::begin(3).submitted().asked(),
        Story::begin(4).submitted().asked().answered("رحیمی\u{200C}نژاد"),
        Story::begin(5).submitted().refused(),
        Story::begin(6).submitted().approved(Path::Standard),
        Story::begin(7).submitted().approved(Path::Development),
        Story::begin(8).submitted().approved(Path::Development).empowered(),
        Story::begin(9)
            .submitted()
            .approved(Path::Standard)
            .licensed(licence(FIRST_SERIAL))
            .printed(1)
            .referred(),
        Story::begin(10)
            .submitted()
            .approved(Path::Standard)
            .licensed(licence(FIRST_SERIAL + 1))
            .suspended(),
        company.submitted(),
    ]
}

async fn with_stories() -> Desk {
    let desk = Desk::new().await;
    for story in stories() {
        // Event by event, so that every projection is written over many times.
        for event in story.events {
            desk.append(vec![event]).await.expect("a legal story");
        }
    }
    desk
}

/// Every row of every projection, the full-text index's included.
async fn dump(conn: &mut Connection) -> Vec<String> {
    let mut rows = Vec::new();
    sqlx::query(
        "create virtual table temp.held using fts5vocab('main', 'case_search', 'instance')",
    )
    .execute(&mut *conn)
    .await
    .expect("a table of the index's words");
    for (table, order) in [
        ("projected", "1"),
        ("cases", "number"),
        ("case_offices", "office, number"),
        ("printables", "case_id, document, subject"),
        ("sheets", "event"),
        ("licence_numbers", "serial"),
        ("temp.held", "term, doc, col, offset"),
    ] {
        let sql = format!("select * from {table} order by {order}");
        for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *conn).await.expect("a table") {
            let values: Vec<String> = (0..row.len())
                .map(|column| {
                    row.try_get_unchecked::<Option<Vec<u8>>, _>(column)
                        .map_or_else(|error| error.to_string(), |value| format!("{value:?}"))
                })
                .collect();
            rows.push(format!("{table}: {}", values.join(" ")));
        }
    }
    sqlx::query("drop table temp.held").execute(conn).await.expect("our own table");
    rows
}

#[tokio::test]
async fn rebuilding_gives_the_projections_that_were_there() {
    let desk = with_stories().await;
    let mut tx = desk.db.write().await.expect("a transaction");
    let before = dump(tx.conn()).await;
    assert!(before.len() > 300, "{} rows", before.len());
    let count = rebuild(tx.conn(), &desk.catalogue).await.expect("a legal log");
    assert_eq!(usize::try_from(count).expect("few"), stories().len());
    let after = dump(tx.conn()).await;
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    assert_eq!(before.len(), after.len());
}

/// An event writes only what it changes, and rebuilding writes everything.
#[tokio::test]
async fn after_each_event_rebuilding_gives_the_rows_that_are_there() {
    let desk = Desk::new().await;
    let told = [3, 4, 8, 10].map(|nth| stories().swap_remove(nth));
    for event in told.into_iter().flat_map(|story| story.events) {
        let kind = event.fact.name();
        desk.append(vec![event]).await.expect("a legal story");
        let mut tx = desk.db.write().await.expect("a transaction");
        let before = dump(tx.conn()).await;
        rebuild(tx.conn(), &desk.catalogue).await.expect("a legal log");
        assert_eq!(before, dump(tx.conn()).await, "after {kind}");
    }
}

#[tokio::test]
async fn projections_that_are_not_those_of_the_log_are_not_built_upon() {
    let desk = with_stories().await;
    let mut tx = desk.db.write().await.expect("a transaction");
    sqlx::query("update projected set version = 0").execute(tx.conn()).await.expect("room");
    assert!(!are_current(tx.conn()).await.expect("readable"));
    tx.commit().await.expect("room");
    let refused = desk.append(Story::begin(50).events).await;
    assert!(matches!(refused, Err(AppendError::Db(DbError::StaleProjections))));
    let mut tx = desk.db.write().await.expect("a transaction");
    rebuild(tx.conn(), &desk.catalogue).await.expect("a legal log");
    assert!(are_current(tx.conn()).await.expect("readable"));
    tx.commit().await.expect("room");
    desk.append(Story::begin(50).events).await.expect("a legal story");
}

#[tokio::test]
async fn the_line_of_a_case_says_what_its_fold_says() {
    let desk = with_stories().await;
    let mut reader = desk.db.read().await.expect("a connection");
    for story in stories() {
        let case = story.case();
        let line = cases::line(reader.conn(), case.id).await.expect("readable").expect("there");
        assert_eq!(line.stage, case.stage_name());
        assert_eq!(line.version, case.version);
        assert_eq!(line.applicant, case.applicant.display_name());
        assert_eq!(line.identity, case.applicant.identity());
        assert_eq!(line.clock, case.clock);
        assert_eq!(line.holder, case.holder);
        assert_eq!(u64::from(line.open_requests), case.open_requests() as u64);
        assert_eq!(
            line.licence.map(|(number, _)| number),
            case.licence().map(|l| l.number.clone())
        );
        assert_eq!(line.registered_at, case.registered_at);
        assert_eq!(Some(line.changed_at), story.events.last().map(|event| event.at));
        let found = cases::by_tracking_code(reader.conn(), &case.tracking_code).await;
        assert_eq!(found.expect("readable"), Some(case.id));
    }
}

#[tokio::test]
async fn a_case_at_the_bank_waits_for_the_banks_office() {
    let desk = with_stories().await;
    let mut reader = desk.db.read().await.expect("a connection");
    let found = cases::by_licence(reader.conn(), &licence(FIRST_SERIAL)).await.expect("readable");
    let line: CaseLine = cases::line(reader.conn(), found.expect("licensed"))
        .await
        .expect("readable")
        .expect("there");
    assert_eq!(line.stage, StageName::BankReferred);
    assert_eq!(line.office, Some(office(Role::Bank)));
    let bank = officer(Role::Bank);
    let today = START.tehran_date();
    let found = counts(reader.conn(), &bank.office, &bank.account, today).await.expect("readable");
    assert_eq!(found, Counts { mine: 1, office: 1, decided_today: 0, ready_to_print: 0 });
}

#[tokio::test]
async fn the_ledger_keeps_every_sheet_and_what_became_of_it() {
    let desk = with_stories().await;
    let mut reader = desk.db.read().await.expect("a connection");
    let conn = reader.conn();
    let labour = office(Role::Labour);
    let ledger = sheets::ledger(conn, &labour, 10).await.expect("readable");
    let [sheet] = ledger.as_slice() else { panic!("{} sheets", ledger.len()) };
    assert_eq!(sheet.sheet.document, DocumentKind::Licence);
    assert_eq!(sheet.reprints, 1);
    assert!(
        matches!(&sheet.mark, Some(SheetMark::HandedOver { to }) if to.as_str() == "خود متقاضی")
    );
    assert_eq!(sheets::next_serial(conn, stream().id).await.expect("readable"), 2);
    let found = sheets::by_serial(conn, stream().id, 1).await.expect("readable");
    assert_eq!(found.as_slice(), std::slice::from_ref(sheet));
    assert_eq!(sheets::sound_and_spoiled(conn, &labour).await.expect("readable"), (1, 0));
    let ready = sheets::ready(conn, &labour, 10).await.expect("readable");
    let ready: Vec<_> = ready.iter().map(|printable| printable.document).collect();
    // The suspended licence cannot be printed, but the notice that it is; and the referral of the licence that
    // was printed.
    assert_eq!(ready, [DocumentKind::BankReferral, DocumentKind::Suspension]);
    let listed = sheets::never_listed(conn, &labour, 10).await.expect("readable");
    let listed: Vec<_> = listed.iter().map(|printable| printable.document).collect();
    assert_eq!(listed, [DocumentKind::BranchList]);
}

#[tokio::test]
async fn a_number_is_taken_with_its_event_and_never_twice() {
    let desk = Desk::new().await;
    let today = START.tehran_date();
    let mut tx = desk.db.write().await.expect("a transaction");
    let whole = Some(LAST_SERIAL - FIRST_SERIAL + 1);
    assert_eq!(numbers::left(tx.conn(), today).await.expect("readable"), whole);
    let (number, block) =
        numbers::next(tx.conn(), today).await.expect("readable").expect("a number");
    assert_eq!((number.serial(), block.first), (FIRST_SERIAL, FIRST_SERIAL));
    drop(tx);

    let ready = |seed| Story::begin(seed).submitted().approved(Path::Standard);
    desk.append(ready(1).licensed(number.clone()).events).await.expect("a legal story");
    let twice = desk.append(ready(2).licensed(number).events).await;
    assert!(matches!(twice, Err(AppendError::NumberUsed)));
    let foreign = desk.append(ready(2).licensed(licence(LAST_SERIAL + 1)).events).await;
    assert!(matches!(foreign, Err(AppendError::NumberNotLeased)));

    let mut reader = desk.db.read().await.expect("a connection");
    let next = numbers::next(reader.conn(), today).await.expect("readable").expect("a number");
    assert_eq!(next.0.serial(), FIRST_SERIAL + 1);
    let left = numbers::left(reader.conn(), today).await.expect("readable");
    assert_eq!(left, Some(LAST_SERIAL - FIRST_SERIAL));
    // Numbers that were taken out of turn leave none behind.
    let later = ready(3).licensed(licence(FIRST_SERIAL + 2));
    drop(reader);
    desk.append(later.events).await.expect("a legal story");
    let mut reader = desk.db.read().await.expect("a connection");
    let next = numbers::next(reader.conn(), today).await.expect("readable").expect("a number");
    assert_eq!(next.0.serial(), FIRST_SERIAL + 1);
    desk.append(ready(4).licensed(next.0).events).await.expect("a legal story");
    let next = numbers::next(reader.conn(), today).await.expect("readable").expect("a number");
    assert_eq!(next.0.serial(), FIRST_SERIAL + 3);
    let left = numbers::left(reader.conn(), today).await.expect("readable");
    assert_eq!(left, Some(LAST_SERIAL - FIRST_SERIAL - 2));

    let late = day("2027-03-21");
    assert_eq!(numbers::next(reader.conn(), late).await.expect("readable"), None);
    assert_eq!(numbers::left(reader.conn(), late).await.expect("readable"), Some(0));
}

#[tokio::test]
async fn blocks_of_numbers_never_overlap() {
    let desk = Desk::new().await;
    let mut tx = desk.db.write().await.expect("a transaction");
    let today = START.tehran_date();
    let (_, block) = numbers::next(tx.conn(), today).await.expect("readable").expect("a number");
    let overlapping = numbers::Block {
        id: [0x44; 16],
        first: LAST_SERIAL,
        last: LAST_SERIAL + 9,
        ..block.clone()
    };
    assert!(numbers::lease(tx.conn(), &overlapping, START).await.is_err());
    let beside = numbers::Block { first: LAST_SERIAL + 1, ..overlapping };
    numbers::lease(tx.conn(), &beside, START).await.expect("beside the first");
    assert_eq!(
        numbers::block_of(tx.conn(), &licence(LAST_SERIAL + 1)).await.expect("readable"),
        Some(beside)
    );
}
