//! Print sessions: many documents as one job, with nothing lost and nothing printed twice.

use std::path::Path;

use base64::Engine;
use desk::commands::types::*;
use desk::commands::{
    begin_job, draw_job, drop_job, job, job_page, lock, mark_sheets, print_desk, reprint, save,
    send_job, settle_job, sheet, unlock,
};
use desk::views::printing::{
    DocumentKind, JobResult, JobStateView, PrintableView, SheetState, SheetView,
};
use desk::{Error, ErrorCode};
use sha2::{Digest, Sha256};

use crate::office::{PASSPHRASE, TestOffice, desk_of};
use crate::papers::{install_tools, jam, prints};

/// A labour office with documents that wait to be printed, and nothing in its ledger but its history.
async fn office_with_papers() -> TestOffice {
    let office = TestOffice::with_cases(40).await;
    office.seat("mohammadifar").await;
    office
}

async fn desk_now(office: &TestOffice) -> PrintDeskView {
    print_desk(&office.desk, Nothing {}).await.expect("the print desk")
}

fn asked(ready: &[PrintableView]) -> Vec<DocumentRequest> {
    let request = |one: &PrintableView| DocumentRequest {
        case_id: one.case.id.clone(),
        document: one.document,
        subject: Some(one.subject.clone()),
        with: Vec::new(),
    };
    ready.iter().map(request).collect()
}

async fn begun(office: &TestOffice, count: usize) -> PrintJobView {
    let ready = desk_now(office).await.ready;
    assert!(ready.len() >= count, "{} documents wait", ready.len());
    let documents = asked(&ready[..count]);
    begin_job(&office.desk, BeginJobRequest { documents }).await.expect("a session")
}

async fn drawn(office: &TestOffice, job: u32) {
    loop {
        let at = draw_job(&office.desk, JobRequest { job }).await.expect("progress");
        if at.drawn + at.failed == at.of {
            return;
        }
    }
}

fn sending(job: u32, first_paper: Option<&str>) -> SendJobRequest {
    SendJobRequest { job, printer: None, first_paper: first_paper.map(ToOwned::to_owned) }
}

async fn code<T>(answer: impl Future<Output = Result<T, Error>>) -> Option<ErrorCode> {
    answer.await.err().map(|error| error.code)
}

fn of_job(view: &PrintDeskView, job: u32) -> Vec<SheetView> {
    let mut sheets: Vec<_> = view.ledger.iter().filter(|s| s.job == Some(job)).cloned().collect();
    sheets.sort_by_key(|sheet| sheet.serial);
    sheets
}

fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).expect("the folder");
    entries.flatten().filter(|e| e.file_name().to_string_lossy().starts_with("printed-")).count()
}

#[tokio::test]
async fn many_documents_go_to_the_printer_as_one_job_and_each_sheet_keeps_its_own_bytes() {
    let office = office_with_papers().await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    let before = desk_now(&office).await;
    let session = begun(&office, 5).await;
    assert_eq!((session.state, session.items.len()), (JobStateView::Planned, 5));
    drawn(&office, session.number).await;
    let shown = job(&office.desk, JobRequest { job: session.number }).await.expect("the session");
    let page = JobItemRequest { job: session.number, nth: 3 };
    let page = job_page(&office.desk, page).await.expect("a page").content;
    let page = base64::engine::general_purpose::STANDARD.decode(page).expect("base64");
    let JobResult::Drawn { hash, serial, .. } = &shown.items[2].result else {
        panic!("{:?}", shown.items[2].result)
    };
    assert_eq!(*serial, before.next_serial + 2);
    let digest: String = Sha256::digest(&page).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, &digest);

    let sent = send_job(&office.desk, sending(session.number, None)).await.expect("a printer");
    assert_eq!(sent.state, JobStateView::Done);
    assert_eq!(files(office.folder.path()), 1, "one job");
    let after = desk_now(&office).await;
    assert!(after.job.is_none());
    let sheets = of_job(&after, session.number);
    let serials: Vec<u32> = sheets.iter().map(|sheet| sheet.serial).collect();
    assert_eq!(serials, (before.next_serial..before.next_serial + 5).collect::<Vec<_>>());
    assert_eq!(after.ready.len(), before.ready.len() - 5);
    for (item, of) in sent.items.iter().zip(&sheets) {
        let JobResult::Printed { serial } = &item.result else { panic!("{:?}", item.result) };
        assert_eq!((*serial, &item.case.id), (of.serial, &of.case.id));
    }
    // Days later the sheet is drawn again to the byte.
    office.clock.advance_millis(3 * 86_400_000);
    let again = sheet(&office.desk, SheetRequest { serial: before.next_serial + 2 }).await;
    let again = base64::engine::general_purpose::STANDARD.decode(again.expect("a sheet").content);
    assert_eq!(again.expect("base64"), page);
}

#[tokio::test]
async fn a_session_that_broke_off_before_it_was_sent_is_offered_again() {
    let office = office_with_papers().await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    let session = begun(&office, 3).await;
    drawn(&office, session.number).await;
    // A crash closes nothing.
    let TestOffice { desk, clock, folder } = office;
    drop(desk);
    let desk = desk_of(folder.path(), &clock, 2);
    let request = UnlockRequest { passphrase: Some(PASSPHRASE.to_owned()) };
    unlock(&desk, request).await.expect("the passphrase");
    let office = TestOffice { desk, clock, folder };
    let offered = desk_now(&office).await.job.expect("the session");
    assert_eq!((offered.number, offered.state), (session.number, JobStateView::Planned));
    let other = BeginJobRequest { documents: asked(&desk_now(&office).await.ready[..1]) };
    assert_eq!(code(begin_job(&office.desk, other)).await, Some(ErrorCode::JobUnfinished));
    let sent = send_job(&office.desk, sending(session.number, None)).await.expect("a printer");
    assert_eq!(sent.state, JobStateView::Done);
    let again = send_job(&office.desk, sending(session.number, None));
    assert_eq!(code(again).await, Some(ErrorCode::NotNow), "nothing is printed twice");
    assert_eq!(files(office.folder.path()), 1);
}

#[tokio::test]
async fn a_session_that_broke_off_while_it_was_sent_is_settled_by_who_looks_at_the_printer() {
    let office = office_with_papers().await;
    // A printer that gives up half-way: the job is there, and then thrown out.
    let folder = office.folder.path();
    install_tools(folder, &prints(folder));
    jam(folder);
    let before = desk_now(&office).await;
    let session = begun(&office, 4).await;
    let given_up = send_job(&office.desk, sending(session.number, Some("الف-۰۰۰۱۰۰"))).await;
    let given_up = given_up.map(|_| ()).expect_err("it gave up");
    assert_eq!(given_up.code, ErrorCode::PrinterFailed);
    assert!(given_up.hint.contains("چند برگه بیرون آمده"), "{}", given_up.hint);
    let open = desk_now(&office).await;
    assert_eq!(open.job.as_ref().map(|job| job.state), Some(JobStateView::Sending));
    assert!(of_job(&open, session.number).is_empty(), "nobody has said that anything came out");
    let elsewhere = save(&office.desk, asked(&before.ready[5..6]).remove(0));
    assert_eq!(
        code(elsewhere).await,
        Some(ErrorCode::JobUnfinished),
        "its serials may be on paper"
    );

    let too_many = SettleJobRequest { job: session.number, came_out: 5 };
    assert_eq!(code(settle_job(&office.desk, too_many)).await, Some(ErrorCode::InputInvalid));
    office.clock.advance_millis(86_400_000);
    let two = SettleJobRequest { job: session.number, came_out: 2 };
    let settled = settle_job(&office.desk, two).await.expect("two came out");
    assert_eq!(settled.state, JobStateView::Planned);
    let recorded = of_job(&desk_now(&office).await, session.number);
    let papers: Vec<_> = recorded.iter().map(|sheet| sheet.paper.as_deref()).collect();
    assert_eq!(papers, [Some("الف-000100"), Some("الف-000101")]);
    let shown = sheet(&office.desk, SheetRequest { serial: recorded[1].serial }).await;
    shown.expect("what came out is drawn again to the byte");

    install_tools(folder, &prints(folder));
    let used = send_job(&office.desk, sending(session.number, Some("الف-000101")));
    assert_eq!(code(used).await, Some(ErrorCode::InputInvalid), "that paper has a sheet already");
    let next = desk_now(&office).await.next_paper;
    assert_eq!(next.as_deref(), Some("الف-000102"));
    send_job(&office.desk, sending(session.number, next.as_deref())).await.expect("the rest");
    let all = of_job(&desk_now(&office).await, session.number);
    let serials: Vec<u32> = all.iter().map(|sheet| sheet.serial).collect();
    assert_eq!(serials, (before.next_serial..before.next_serial + 4).collect::<Vec<_>>());
    let cases: std::collections::BTreeSet<_> =
        all.iter().map(|s| (&s.case.id, format!("{:?}", s.document), &s.subject)).collect();
    assert_eq!(cases.len(), 4, "each document came out once");
}

#[tokio::test]
async fn a_refused_job_prints_nothing_and_a_dropped_one_leaves_its_documents_ready() {
    let office = office_with_papers().await;
    install_tools(office.folder.path(), "echo 'lp: refused' >&2; exit 1");
    let before = desk_now(&office).await;
    let session = begun(&office, 2).await;
    let refused = send_job(&office.desk, sending(session.number, None));
    assert_eq!(code(refused).await, Some(ErrorCode::PrinterFailed));
    let open = desk_now(&office).await;
    assert_eq!(open.job.map(|job| job.state), Some(JobStateView::Planned));
    assert_eq!(open.next_serial, before.next_serial);
    let dropped =
        drop_job(&office.desk, JobRequest { job: session.number }).await.expect("given up");
    assert!(dropped.job.is_none());
    assert_eq!(dropped.ready.len(), before.ready.len());
    begun(&office, 1).await;
}

#[tokio::test]
async fn what_changed_since_it_was_looked_at_is_drawn_again_before_it_is_sent() {
    let office = office_with_papers().await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    let session = begun(&office, 2).await;
    drawn(&office, session.number).await;
    let case_id = session.items[0].case.id.clone();
    let note = desk::views::acts::Act::Note { text: "تلفن زد".to_owned() };
    office.act(&case_id, note).await.expect("a note");
    send_job(&office.desk, sending(session.number, None)).await.expect("a printer");
    for sheet_of in of_job(&desk_now(&office).await, session.number) {
        sheet(&office.desk, SheetRequest { serial: sheet_of.serial }).await.expect("to the byte");
    }
}

#[tokio::test]
async fn spoiled_paper_brings_its_document_back_and_many_sheets_are_marked_at_once() {
    let office = office_with_papers().await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    let before = desk_now(&office).await;
    let session = begun(&office, 3).await;
    send_job(&office.desk, sending(session.number, Some("۰۰۱۲۳"))).await.expect("a printer");
    let serials: Vec<u32> = (before.next_serial..before.next_serial + 3).collect();
    let spoil = SheetState::Spoiled { reason: "کاغذ گیر کرد".to_owned() };
    let request = MarkSheetsRequest { serials: vec![serials[0]], state: spoil.clone() };
    let view = mark_sheets(&office.desk, request).await.expect("it is spoiled");
    let first = view.ledger.iter().find(|sheet| sheet.serial == serials[0]).expect("the sheet");
    assert_eq!((&first.state, first.paper.as_deref()), (&spoil, Some("00123")));
    assert!(view.ready.iter().any(|one| one.case.id == first.case.id && one.copies == 1));
    let request = MarkSheetsRequest { serials: serials[1..].to_vec(), state: SheetState::Sound };
    let view = mark_sheets(&office.desk, request).await.expect("two are sound");
    let sound = view.ledger.iter().filter(|sheet| serials[1..].contains(&sheet.serial));
    assert!(sound.into_iter().all(|sheet| sheet.state == SheetState::Sound));
    // The second half of a wrong request changes nothing in the first.
    let wrong = MarkSheetsRequest { serials: vec![serials[1], 9_999], state: spoil };
    assert_eq!(code(mark_sheets(&office.desk, wrong)).await, Some(ErrorCode::SheetUnknown));

    let request = ReprintRequest {
        serial: serials[1],
        printer: None,
        paper: view.next_paper.clone(),
        reason: "کاغذ گیر کرد".to_owned(),
    };
    assert_eq!(request.paper.as_deref(), Some("00126"));
    reprint(&office.desk, request).await.expect("it prints again");
    let view = desk_now(&office).await;
    let again = view.ledger.iter().find(|sheet| sheet.serial == serials[1]).expect("the sheet");
    assert_eq!((again.reprints, again.paper.as_deref()), (1, Some("00126")));
}

#[tokio::test]
async fn the_demo_office_has_a_ledger_with_a_past() {
    let office = office_with_papers().await;
    let view = desk_now(&office).await;
    let has = |wanted: fn(&SheetView) -> bool| view.ledger.iter().any(wanted);
    assert!(has(|sheet| matches!(sheet.state, SheetState::Sound)));
    assert!(has(|sheet| matches!(sheet.state, SheetState::Spoiled { .. })));
    assert!(has(|sheet| matches!(sheet.state, SheetState::HandedOver { .. })));
    assert!(has(|sheet| sheet.reprints == 1));
    assert!(has(|sheet| sheet.document == DocumentKind::Licence && sheet.copy == 2));
    assert!(!view.ready.is_empty(), "not everything is printed");
    let unanswered = view.ledger.iter().filter(|s| matches!(s.state, SheetState::Unanswered));
    assert_eq!(unanswered.count(), 0);
    for one in view.ledger {
        sheet(&office.desk, SheetRequest { serial: one.serial }).await.expect("to the byte");
    }
    lock(&office.desk, LockRequest::default()).await.expect("it locks");
}
