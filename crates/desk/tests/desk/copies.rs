//! Copies of a folder: what the window is told, and what waits in an older one.

use std::path::Path;
use std::sync::Arc;

use desk::commands::types::*;
use desk::commands::{act, lock, seal, settle_copy, unlock};
use desk::views::acts::Act;
use desk::views::session::{CopyAnswer, CopyView, OfficeRole, Settlement};
use desk::{Desk, Error, ErrorCode};

use crate::office::{PASSPHRASE, TestOffice, approval, desk_of};

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("room");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("readable");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            std::fs::copy(from, to).expect("room");
        }
    }
}

impl TestOffice {
    async fn close(&self) {
        let request = LockRequest { waiting: Some(Settlement::Keep) };
        lock(&self.desk, request).await.expect("it locks");
    }

    /// Opens again; draws other names than before.
    async fn reopened(self, seed: u64) -> Self {
        self.desk.close().await.expect("an orderly end");
        let desk = desk_of(self.folder.path(), &self.clock, seed);
        unlock(&desk, UnlockRequest { passphrase: Some(PASSPHRASE.to_owned()) })
            .await
            .expect("its passphrase");
        Self { desk, clock: Arc::clone(&self.clock), folder: self.folder }
    }

    fn keep_copy(&self) {
        copy_folder(&self.folder.path().join("office"), &self.folder.path().join("copy"));
    }

    fn put_copy_back(&self) {
        let office = self.folder.path().join("office");
        std::fs::remove_dir_all(&office).expect("it is there");
        std::fs::rename(self.folder.path().join("copy"), office).expect("put back");
    }

    fn forget_marks(&self) {
        std::fs::remove_dir_all(self.folder.path().join("marks")).expect("it is there");
    }
}

async fn settle(desk: &Desk, answer: CopyAnswer) -> Result<CopyView, Error> {
    match settle_copy(desk, SettleCopyRequest { answer }).await? {
        StatusView::Open(open) => Ok(open.copy),
        other => panic!("{other:?}"),
    }
}

/// A case with an approval that waits; nobody looks at it.
async fn waiting() -> (TestOffice, String) {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    office.check_all(&id).await;
    let doing = approval(desk::views::case::PathView::Standard);
    act(&office.desk, ActRequest { case_id: id.clone(), act: doing }).await.expect("an approval");
    (office, id)
}

#[tokio::test]
async fn a_new_office_and_one_that_is_opened_again_ask_nothing() {
    let office = TestOffice::with_cases(2).await;
    let view = office.open_view().await;
    assert_eq!((view.copy, view.mark_fault), (CopyView::Settled, None));
    let office = office.reopened(2).await;
    assert_eq!(office.open_view().await.copy, CopyView::Settled);
    let refused = settle(&office.desk, CopyAnswer::Older).await.map_err(|error| error.code);
    assert_eq!(refused, Err(ErrorCode::InputInvalid), "nothing was asked");
}

#[tokio::test]
async fn an_older_copy_is_told_until_it_is_read_and_what_waited_in_it_comes_back() {
    let (office, id) = waiting().await;
    office.close().await;
    office.keep_copy();
    let office = office.reopened(2).await;
    office.let_seal().await;
    office.close().await;
    office.put_copy_back();
    let office = office.reopened(3).await;
    let view = office.open_view().await;
    let CopyView::Older { told } = view.copy else { panic!("{:?}", view.copy) };
    assert_eq!(told.code, ErrorCode::OlderCopy);
    assert_eq!(view.pending, [], "it may have been sealed since");
    assert_eq!(view.returned.len(), 1);
    assert_eq!(view.returned[0].why.code, ErrorCode::OlderCopy);
    assert!(matches!(office.open_view().await.copy, CopyView::Older { .. }), "until it is read");
    assert_eq!(settle(&office.desk, CopyAnswer::Read).await, Ok(CopyView::Settled));
    // The officer decides again, in the new stream.
    let doing = approval(desk::views::case::PathView::Standard);
    office.act(&id, doing).await.expect("an approval");
    office.let_seal().await;
    let office = office.reopened(4).await;
    assert_eq!(office.open_view().await.copy, CopyView::Settled);
    let audit = desk::audit::verify(&office.desk).await.expect("whole");
    assert_eq!(audit.streams.len(), 2);
    assert!(audit.streams[1].events > 0);
}

#[tokio::test]
async fn while_nobody_knows_what_waits_goes_on_waiting_and_nothing_is_recorded() {
    let (office, id) = waiting().await;
    office.close().await;
    office.forget_marks();
    let office = office.reopened(2).await;
    for _ in 0..5 {
        office.clock.advance_millis(10_000);
        let view = office.open_view().await;
        assert_eq!(view.copy, CopyView::Asks { damaged: false });
        assert_eq!(view.pending.len(), 1, "it goes on waiting");
    }
    let sealed = seal(&office.desk, WaitingRequest { case_id: Some(id.clone()) }).await;
    assert_eq!(sealed.map(|_| ()).map_err(|error| error.code), Err(ErrorCode::CopyUnsettled));
    let note = || Act::Note { text: "یادداشت".to_owned() };
    let noted = office.act(&id, note()).await.map(|_| ()).map_err(|error| error.code);
    assert_eq!(noted, Err(ErrorCode::CopyUnsettled));
    assert_eq!(office.open_view().await.pending.len(), 1);
    assert_eq!(settle(&office.desk, CopyAnswer::Same).await, Ok(CopyView::Settled));
    office.act(&id, note()).await.expect("a note");
    office.let_seal().await;
    let office = office.reopened(3).await;
    assert_eq!(office.open_view().await.copy, CopyView::Settled, "the mark is there again");
}

#[tokio::test]
async fn the_officer_who_calls_it_an_older_copy_gets_no_number_that_may_be_used() {
    let (office, id) = TestOffice::with_example().await;
    office.approve(&id).await;
    office.close().await;
    office.forget_marks();
    let office = office.reopened(2).await;
    office.seat_whose_turn(&id, OfficeRole::Labour).await;
    let before = office.open_view().await.numbers_left;
    assert!(before.is_some_and(|left| left > 0), "nothing is given up before: {before:?}");
    let told = settle(&office.desk, CopyAnswer::Older).await;
    assert!(matches!(told, Ok(CopyView::Older { .. })), "{told:?}");
    assert_eq!(office.open_view().await.numbers_left, Some(0));
    office.check_all(&id).await;
    let issue = Act::IssueLicence { comment: String::new() };
    let refused = office.act(&id, issue).await.map(|_| ()).map_err(|error| error.code);
    assert_eq!(refused, Err(ErrorCode::NoNumbers));
}

#[tokio::test]
async fn a_damaged_mark_is_told_as_such() {
    let (office, _) = TestOffice::with_example().await;
    office.close().await;
    for entry in std::fs::read_dir(office.folder.path().join("marks")).expect("marks") {
        std::fs::write(entry.expect("readable").path(), b"\0").expect("room");
    }
    let office = office.reopened(2).await;
    assert_eq!(office.open_view().await.copy, CopyView::Asks { damaged: true });
}
