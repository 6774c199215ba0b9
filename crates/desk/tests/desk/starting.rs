//! Founding, locking and opening; and what must not be opened.

use base64::Engine;
use desk::commands::types::*;
use desk::commands::{import, lock, open_case_file, open_demo, status, unlock};
use desk::views::session::{KeyStoreView, KeyringProblem};
use desk::{Desk, ErrorCode, Keyring};

use crate::office::{PASSPHRASE, TestOffice, state_of};

fn demo(passphrase: Option<&str>) -> OpenDemoRequest {
    OpenDemoRequest { passphrase: passphrase.map(ToOwned::to_owned), cases: Some(3), seed: Some(1) }
}

fn unlocking(passphrase: &str) -> UnlockRequest {
    UnlockRequest { passphrase: Some(passphrase.to_owned()) }
}

#[tokio::test]
async fn without_a_keyring_an_office_is_founded_on_a_long_passphrase_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk::new(folder.path(), Some(state_of(folder.path())), Keyring::Unused);
    let first = status(&desk, Nothing {}).await.expect("a status");
    let StatusView::FirstRun { key_store, .. } = first else { panic!("there is no office") };
    assert_eq!(key_store, KeyStoreView::Passphrase { reason: KeyringProblem::Chosen });
    let none = open_demo(&desk, demo(None)).await.map(|_| ());
    assert_eq!(none.map_err(|error| error.code), Err(ErrorCode::PassphraseNeeded));
    let short = open_demo(&desk, demo(Some("کوتاه"))).await.map(|_| ());
    assert_eq!(short.map_err(|error| error.code), Err(ErrorCode::PassphraseTooShort));
    open_demo(&desk, demo(Some(PASSPHRASE))).await.expect("an office");
    let twice = open_demo(&desk, demo(Some(PASSPHRASE))).await.map(|_| ());
    assert_eq!(twice.map_err(|error| error.code), Err(ErrorCode::AlreadyOpen));
}

#[tokio::test]
async fn a_locked_office_opens_with_its_passphrase_and_no_other() {
    let office = TestOffice::with_cases(2).await;
    lock(&office.desk, LockRequest::default()).await.expect("it locks");
    let wrong = unlock(&office.desk, unlocking("گذرواژهٔ دیگری")).await.map(|_| ());
    assert_eq!(wrong.map_err(|error| error.code), Err(ErrorCode::WrongPassphrase));
    unlock(&office.desk, unlocking(PASSPHRASE)).await.expect("the passphrase");
}

#[tokio::test]
async fn a_folder_is_open_in_one_program_at_a_time() {
    let office = TestOffice::with_cases(1).await;
    let second =
        Desk::new(office.desk.folder(), Some(state_of(office.folder.path())), Keyring::Unused);
    let refused = unlock(&second, unlocking(PASSPHRASE)).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::FolderInUse));
}

#[tokio::test]
async fn a_folder_in_use_is_said_before_anybody_is_asked_for_a_passphrase() {
    let office = TestOffice::with_cases(0).await;
    let second =
        Desk::new(office.desk.folder(), Some(state_of(office.folder.path())), Keyring::Unused);
    let refused = status(&second, Nothing {}).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::FolderInUse));
    lock(&office.desk, LockRequest::default()).await.expect("it locks");
    let free = status(&second, Nothing {}).await.expect("the first program let it go");
    assert!(matches!(free, StatusView::Locked { .. }));
}

#[tokio::test]
async fn a_folder_that_is_closed_to_the_user_is_named_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = folder.path().join("taken");
    std::fs::write(&taken, b"a file where a folder should be").expect("room");
    let desk = Desk::new(&taken.join("parvaneh"), Some(state_of(folder.path())), Keyring::Unused);
    let refused = open_demo(&desk, demo(Some(PASSPHRASE))).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::FolderNotWritable));
}

#[tokio::test]
async fn cases_without_the_file_of_their_key_are_not_taken_for_no_office() {
    let office = TestOffice::with_cases(0).await;
    lock(&office.desk, LockRequest::default()).await.expect("it locks");
    let slots = office.desk.folder().join("keys.json");
    for broken in [true, false] {
        if broken {
            std::fs::write(&slots, b"{").expect("room");
        } else {
            std::fs::remove_file(&slots).expect("it is there");
        }
        let refused = unlock(&office.desk, unlocking(PASSPHRASE)).await.map(|_| ());
        assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::DatabaseDamaged));
    }
}

#[tokio::test]
async fn a_tracking_code_that_another_case_has_is_refused() {
    let office = TestOffice::with_cases(0).await;
    office.import_another().await;
    let catalogue = domain::catalogue::sample();
    let mut other = desk::case_file::example(&catalogue).expect("an example");
    other.tracking_code = Some(domain::identifiers::TrackingCode::from_random(77));
    other.plan.jobs += 1;
    let file = base64::engine::general_purpose::STANDARD.encode(desk::case_file::write(&other));
    let refused = import(&office.desk, ImportRequest { file }).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::CaseFileInvalid));
}

#[tokio::test]
async fn a_case_file_that_cannot_be_taken_in_founds_no_office() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk::new(folder.path(), Some(state_of(folder.path())), Keyring::Unused);
    let request =
        OpenCaseFileRequest { passphrase: Some(PASSPHRASE.to_owned()), file: "e30=".to_owned() };
    let refused = open_case_file(&desk, request).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::CaseFileUnreadable));
    let still = status(&desk, Nothing {}).await.expect("a status");
    assert!(matches!(still, StatusView::FirstRun { .. }));
}

#[tokio::test]
async fn a_clock_that_runs_backwards_blocks_issuing_and_nothing_else() {
    let (office, id) = TestOffice::with_example().await;
    office.approve(&id).await;
    let role = desk::views::session::OfficeRole::Labour;
    office.seat_whose_turn(&id, role).await;
    office.check_all(&id).await;
    office.clock.advance_millis(-3 * 86_400_000);
    let issue = || desk::views::acts::Act::IssueLicence { comment: String::new() };
    let refused = office.act(&id, issue()).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::ClockWrong));
    // What is done meanwhile is the newest event; no licence is issued before its first signature all the same.
    let note = desk::views::acts::Act::Note { text: "یادداشت".to_owned() };
    office.act(&id, note).await.expect("a note");
    let refused = office.act(&id, issue()).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::ClockWrong));
    assert_eq!(office.view(&id).await.id, id);
}
