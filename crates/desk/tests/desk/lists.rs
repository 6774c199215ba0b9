//! Lists: one sheet for many cases, printed alone or in a session.

use desk::ErrorCode;
use desk::commands::types::*;
use desk::commands::{
    begin_job, draw_job, job, mark_sheets, preview, print, print_desk, reprint, send_job,
    settle_job, sheet,
};
use desk::views::acts::Act;
use desk::views::case::WarningCode;
use desk::views::printing::{
    DocumentKind, JobResult, JobStateView, ListView, PrintResult, PrintableView, RowRequest,
    SheetState, SheetView,
};

use crate::office::TestOffice;
use crate::papers::{install_tools, paper, prints, write_tool};

fn row(id: &str) -> RowRequest {
    RowRequest { case_id: id.to_owned(), subject: None }
}

/// Two licensed cases of one office, both referred to one branch.
async fn referred() -> (TestOffice, [String; 2]) {
    let (office, first) = TestOffice::with_example().await;
    let second = office.import_another().await;
    for id in [&first, &second] {
        office.license(id).await;
        refer(&office, id, "مرکزی اراک").await;
    }
    (office, [first, second])
}

/// Refers a holder to a branch of the bank of their account.
pub async fn refer(office: &TestOffice, id: &str, branch: &str) {
    let banks = office.view(id).await.choices.banks;
    let bank = banks.into_iter().find(|bank| bank.blocked.is_none()).expect("a bank").code;
    let refer = Act::ReferToBank {
        bank,
        branch: branch.to_owned(),
        amount_rials: 1_000_000_000,
        budget_year: 1405,
        minutes_number: "۲۷".to_owned(),
        minutes_on: "1405-08-24".to_owned(),
    };
    office.act(id, refer).await.expect("a referral");
    office.let_seal().await;
}

/// The bank declines, and the holder is referred to another of its branches.
async fn refer_elsewhere(office: &TestOffice, id: &str) {
    let answer = Act::RecordBankAnswer {
        referral_id: office.view(id).await.referrals.remove(0).id,
        outcome: desk::views::acts::BankOutcome::Declined,
        note: String::new(),
    };
    office.seat_whose_turn(id, desk::views::session::OfficeRole::Bank).await;
    office.act(id, answer).await.expect("an answer");
    office.seat_whose_turn(id, desk::views::session::OfficeRole::Labour).await;
    refer(office, id, "خمین").await;
}

#[tokio::test]
async fn a_list_is_one_sheet_that_stands_in_each_of_its_cases() {
    let (office, [first, second]) = referred().await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    let waiting = print_desk(&office.desk, Nothing {}).await.expect("the print desk").lists;
    let list = waiting.iter().find(|list| list.document == DocumentKind::BranchList);
    assert_eq!(list.expect("both wait for one list").lines.len(), 2);
    let with = vec![row(&second)];
    let list = DocumentRequest { with, ..paper(&first, DocumentKind::BranchList) };
    let twice = DocumentRequest { with: vec![row(&first)], ..list.clone() };
    let refused = preview(&office.desk, twice).await.map(|_| ()).map_err(|error| error.code);
    assert_eq!(refused, Err(ErrorCode::NotPrintable), "a case stands on a list once");
    let request = PrintRequest { documents: vec![list], printer: None, reason: None, paper: None };
    let printed = print(&office.desk, request).await.expect("a result").sheets.remove(0);
    let PrintResult::Printed { sheet } = printed else { panic!("{printed:?}") };
    for id in [&first, &second] {
        let sheets = office.view(id).await.sheets;
        let same = |one: &SheetView| (one.serial, &one.hash) == (sheet.serial, &sheet.hash);
        assert_eq!(sheets.iter().filter(|one| same(one)).count(), 1);
    }
    office.clock.advance_millis(86_400_000);
    reprint(
        &office.desk,
        ReprintRequest {
            serial: sheet.serial,
            printer: None,
            paper: None,
            reason: "کاغذ گیر کرد".to_owned(),
        },
    )
    .await
    .expect("it prints again");
    let file = |n: u32| std::fs::read(office.folder.path().join(format!("printed-{n}.pdf")));
    assert_eq!(file(0).expect("a file"), file(1).expect("a file"));
    let spoil = SheetState::Spoiled { reason: "کاغذ تا خورد".to_owned() };
    let referral = |one: &PrintableView| one.document == DocumentKind::BankReferral;
    let view = print_desk(&office.desk, Nothing {}).await.expect("the print desk");
    assert!(!view.ready.iter().any(referral), "what stands on a list needs no letter");
    let request = MarkSheetsRequest { serials: vec![sheet.serial], state: spoil.clone() };
    let view = mark_sheets(&office.desk, request).await.expect("spoiled");
    assert_eq!((view.ledger.len(), view.spoiled), (1, 1), "a list is one sheet");
    assert!(view.ready.iter().any(referral), "a spoiled list has to be made good");
    for id in [&first, &second] {
        let sheets = office.view(id).await.sheets;
        assert!(sheets.iter().any(|one| one.state == spoil));
    }
}

#[tokio::test]
async fn a_list_has_one_destination() {
    let (office, [first, second]) = referred().await;
    let with = vec![row(&second)];
    let list = DocumentRequest { with, ..paper(&first, DocumentKind::BankReferral) };
    let refused = preview(&office.desk, list).await.map(|_| ()).map_err(|error| error.code);
    assert_eq!(refused, Err(ErrorCode::NotPrintable), "a letter is for one case");
    refer_elsewhere(&office, &second).await;
    let list =
        DocumentRequest { with: vec![row(&second)], ..paper(&first, DocumentKind::BranchList) };
    let refused = preview(&office.desk, list).await.map(|_| ()).map_err(|error| error.code);
    assert_eq!(refused, Err(ErrorCode::NotPrintable));
}

async fn desk_now(office: &TestOffice) -> PrintDeskView {
    print_desk(&office.desk, Nothing {}).await.expect("the print desk")
}

/// A list that waits, with all its rows.
fn whole(list: &ListView) -> DocumentRequest {
    let mut rows = list.lines.iter().map(|line| RowRequest {
        case_id: line.case.id.clone(),
        subject: Some(line.subject.clone()),
    });
    let RowRequest { case_id, subject } = rows.next().expect("a list has a row");
    DocumentRequest { case_id, document: list.document, subject, with: rows.collect() }
}

async fn begun(office: &TestOffice, documents: Vec<DocumentRequest>) -> PrintJobView {
    begin_job(&office.desk, BeginJobRequest { documents }).await.expect("a session")
}

fn sending(job: u32) -> SendJobRequest {
    SendJobRequest { job, printer: None, first_paper: None }
}

#[tokio::test]
async fn a_list_goes_with_a_session_and_its_cases_wait_no_longer() {
    let (office, [first, second]) = referred().await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    let waiting = desk_now(&office).await.lists.remove(0);
    assert_eq!((waiting.list.cases, waiting.list.minutes.as_deref()), (2, Some("۲۷")));
    let licence = paper(&first, DocumentKind::Licence);
    let session = begun(&office, vec![licence, whole(&waiting)]).await;
    let [_, item] = &session.items[..] else { panic!("{session:?}") };
    assert_eq!(item.list.as_ref(), Some(&waiting.list));

    let drawn = draw_job(&office.desk, JobRequest { job: session.number }).await.expect("drawn");
    assert_eq!((drawn.drawn, drawn.of), (2, 2));
    // What happens to a further case of the list after it was looked at is not missed.
    office.act(&second, Act::Note { text: "تلفن زد".to_owned() }).await.expect("a note");
    send_job(&office.desk, sending(session.number)).await.expect("a printer");

    let view = desk_now(&office).await;
    assert!(view.lists.is_empty(), "{:?}", view.lists);
    let letters = view.ready.iter().filter(|one| one.document == DocumentKind::BankReferral);
    assert_eq!(letters.count(), 0, "what stands on a list needs no letter");
    let list = view.ledger.iter().find(|one| one.document == DocumentKind::BranchList);
    let list = list.expect("the list is in the ledger");
    assert_eq!((list.job, list.also), (Some(session.number), Some(1)));
    for id in [&first, &second] {
        let sheets = office.view(id).await.sheets;
        assert!(sheets.iter().any(|one| one.serial == list.serial && one.hash == list.hash));
    }
    sheet(&office.desk, SheetRequest { serial: list.serial }).await.expect("to the byte");
}

#[tokio::test]
async fn a_case_that_is_left_out_of_a_list_waits_for_the_next() {
    let (office, [first, second]) = referred().await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    let session = begun(&office, vec![paper(&first, DocumentKind::BranchList)]).await;
    send_job(&office.desk, sending(session.number)).await.expect("a printer");
    let [left] = &desk_now(&office).await.lists[..] else { panic!("one list waits") };
    let lines: Vec<&str> = left.lines.iter().map(|line| line.case.id.as_str()).collect();
    assert_eq!(lines, [second]);
}

#[tokio::test]
async fn a_list_that_broke_off_while_it_was_sent_is_settled_in_all_its_cases() {
    let (office, [first, second]) = referred().await;
    let folder = office.folder.path();
    install_tools(folder, &prints(folder));
    // The job is there, and then thrown out.
    let lpstat = "case \"$*\" in -e) echo office;; -d) echo 'system default destination: office';; \
                  -a) echo 'office accepting requests since now';; -p*) echo 'printer office is idle.';; \
                  *'-W completed'*) printf 'office-0 x 1 now\\n\\tStatus: paper jam\\n';; esac";
    write_tool(folder, "lpstat", lpstat);
    let list = whole(&desk_now(&office).await.lists[0]);
    let session = begun(&office, vec![list, paper(&second, DocumentKind::Licence)]).await;
    let given_up = send_job(&office.desk, sending(session.number)).await.map(|_| ());
    assert_eq!(given_up.map_err(|error| error.code), Err(ErrorCode::PrinterFailed));
    let request = SettleJobRequest { job: session.number, came_out: 1 };
    let settled = settle_job(&office.desk, request).await.expect("the list came out");
    assert_eq!(settled.state, JobStateView::Planned);
    let view = desk_now(&office).await;
    let recorded: Vec<&SheetView> =
        view.ledger.iter().filter(|one| one.job == Some(session.number)).collect();
    assert_eq!(recorded.len(), 1);
    assert_eq!(recorded[0].also, Some(1));
    for id in [&first, &second] {
        let sheets = office.view(id).await.sheets;
        assert!(sheets.iter().any(|one| one.serial == recorded[0].serial));
    }
    sheet(&office.desk, SheetRequest { serial: recorded[0].serial }).await.expect("to the byte");
}

#[tokio::test]
async fn a_case_stands_on_one_list_of_a_session() {
    let (office, [first, second]) = referred().await;
    let both = whole(&desk_now(&office).await.lists[0]);
    let one = paper(&second, DocumentKind::BranchList);
    let request = BeginJobRequest { documents: vec![both.clone(), one] };
    let refused = begin_job(&office.desk, request).await.map(|_| ()).map_err(|error| error.code);
    assert_eq!(refused, Err(ErrorCode::NotPrintable));
    let session = begun(&office, vec![both.clone(), both]).await;
    assert_eq!(session.items.len(), 1, "a list that is asked for twice is printed once");

    // A row that cannot stand there any more is said of the list, and holds no other document up.
    install_tools(office.folder.path(), &prints(office.folder.path()));
    refer_elsewhere(&office, &second).await;
    let with = vec![row(&second)];
    let mixed = DocumentRequest { with, ..paper(&first, DocumentKind::BranchList) };
    let request = JobRequest { job: session.number };
    desk::commands::drop_job(&office.desk, request).await.expect("given up");
    let session = begun(&office, vec![mixed]).await;
    let number = JobRequest { job: session.number };
    let drawn = draw_job(&office.desk, number).await.expect("progress");
    assert_eq!((drawn.drawn, drawn.failed), (0, 1));
    let shown = job(&office.desk, number).await.expect("the session");
    assert!(matches!(shown.items[0].result, JobResult::Failed { .. }));
}

#[tokio::test]
async fn no_paper_asks_a_bank_for_an_answer_by_a_day_that_is_past() {
    let (office, [first, second]) = referred().await;
    let warned = async |id: &String| {
        let warnings = office.view(id).await.warnings.into_iter();
        warnings.filter(|one| one.code == WarningCode::ReferralExpired).count()
    };
    assert_eq!(warned(&first).await, 0);
    office.clock.advance_millis(400 * 86_400_000);
    let view = desk_now(&office).await;
    let referral = |one: &PrintableView| one.document == DocumentKind::BankReferral;
    assert!(!view.ready.iter().any(referral), "an expired referral is not offered");
    assert!(view.lists.iter().all(|list| list.document != DocumentKind::BranchList));
    for id in [&first, &second] {
        assert!(view.expired.iter().any(|one| &one.case.id == id), "it is said to have expired");
        assert_eq!(warned(id).await, 1);
    }
    let list =
        DocumentRequest { with: vec![row(&second)], ..paper(&first, DocumentKind::BranchList) };
    for asked in [paper(&first, DocumentKind::BankReferral), list] {
        let refused = preview(&office.desk, asked).await.map(|_| ()).map_err(|error| error.code);
        assert_eq!(refused, Err(ErrorCode::ReferralExpired));
    }
    refer(&office, &first, "خمین").await;
    assert_eq!(warned(&first).await, 0);
    let ready = desk_now(&office).await.ready;
    assert!(ready.iter().any(|one| referral(one) && one.case.id == first));
}
