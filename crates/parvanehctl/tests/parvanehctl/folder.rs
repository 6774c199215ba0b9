//! Data folders that cannot be opened: each with its code, a Persian message and what to do.

use casedb::keyslots::{KeySlots, unwrap};
use casedb::{CaseDb, IntegrityCheck};
use desk::views::session::UnlockRequest;
use desk::{Desk, Keyring, commands};

use crate::workstation::{PASSPHRASE, Said, Workstation, said};

fn with_passphrase(desk: &Workstation, passphrase: &str, words: &[&str]) -> Said {
    said(desk.command().env("PARVANEH_PASSPHRASE", passphrase).args(words), b"")
}

#[test]
fn a_folder_opens_with_its_passphrase_alone() {
    let desk = Workstation::empty();
    desk.run(["case", "list"]).refused(1, "notOpen");
    let none = with_passphrase(&desk, "", &["demo", "--cases", "0"]).refused(1, "passphraseNeeded");
    assert!(none.err.contains("PARVANEH_PASSPHRASE"), "{none:?}");
    with_passphrase(&desk, "کوتاه", &["demo", "--cases", "0"]).refused(1, "passphraseTooShort");
    desk.run(["demo", "--cases", "0"]).well();
    desk.run(["demo", "--cases", "0"]).refused(1, "alreadyOpen");
    with_passphrase(&desk, "گذرواژهٔ دیگری که نیست", &["case", "list"])
        .refused(1, "wrongPassphrase");
    let json = with_passphrase(&desk, "گذرواژهٔ دیگری که نیست", &["case", "list", "--json"]);
    let error: desk::Error = serde_json::from_str(&json.err).expect("JSON");
    assert_eq!((json.code, error.code), (1, desk::ErrorCode::WrongPassphrase));
    desk.run(["case", "list"]).well();
}

#[test]
fn more_demo_cases_than_there_may_be_are_refused() {
    let desk = Workstation::empty();
    desk.run(["demo", "--cases", "5001"]).refused(2, "inputInvalid");
    assert!(!desk.data().join("case.db").exists());
}

#[tokio::test]
async fn a_folder_that_another_process_has_open_is_refused() {
    let desk = Workstation::demo(0);
    let other = Desk::new(&desk.data(), Some(desk.state()), Keyring::Unused);
    let request = UnlockRequest { passphrase: Some(PASSPHRASE.to_owned()) };
    Box::pin(commands::unlock(&other, request)).await.expect("it opens once");
    desk.run(["case", "list"]).refused(1, "folderInUse");
    other.close().await.expect("an orderly end");
    desk.run(["case", "list"]).well();
}

#[tokio::test]
async fn a_folder_that_a_newer_version_wrote_is_refused() {
    let desk = Workstation::demo(0);
    change(
        &desk,
        &["insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (99999999, 'of the future', 1, x'00', 0)"],
    )
    .await;
    desk.run(["case", "list"]).refused(1, "newerVersion");
}

#[tokio::test]
async fn a_signature_that_is_not_the_workstations_is_found() {
    let (desk, _) = Workstation::with_case();
    desk.run(["audit", "verify"]).well();
    let changes = [
        "drop trigger events_are_never_changed",
        "update events set sig = zeroblob(64) where seq = 3",
    ];
    change(&desk, &changes).await;
    let said = desk.run(["audit", "verify"]).refused(1, "databaseDamaged");
    assert!(said.err.contains("رویداد ۳"), "{said:?}");
}

async fn change(desk: &Workstation, statements: &[&'static str]) {
    let slots = KeySlots::of_folder(&desk.data()).expect("readable").expect("kept");
    let key = unwrap(slots.passphrase().expect("kept"), PASSPHRASE).expect("the passphrase");
    let db = CaseDb::open(&desk.data(), key, IntegrityCheck::AfterCrash).await.expect("its key");
    let mut writer = db.write().await.expect("a transaction");
    for statement in statements {
        sqlx::query(*statement).execute(writer.conn()).await.expect("a change");
    }
    writer.commit().await.expect("room");
    db.close().await.expect("an orderly end");
}
