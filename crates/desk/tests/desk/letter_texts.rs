//! What an office words itself in its papers: put into force for what comes, and never under what was printed.

use base64::Engine;
use desk::commands::types::*;
use desk::commands::{
    begin_job, draw_job, letter_texts, lock, preview, preview_text, print_desk, restore_text, save,
    save_text, send_job, settle_job, sheet, unlock,
};
use desk::views::files::FileView;
use desk::views::printing::{DocumentKind, JobItemView, JobResult, PrintableView, RowRequest};
use desk::views::session::OfficeRole;
use desk::views::texts::{OwnTextView, TextPartView};
use desk::{Error, ErrorCode};

use crate::office::{PASSPHRASE, TestOffice, refusal_by_certificate};
use crate::papers::{install_tools, jam, prints};

const REFUSAL: Option<DocumentKind> = Some(DocumentKind::Refusal);

fn bytes(file: &FileView) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(&file.content).expect("base64")
}

async fn parts(office: &TestOffice) -> Vec<TextPartView> {
    letter_texts(&office.desk, Nothing {}).await.expect("the texts").parts
}

async fn part(office: &TestOffice, document: Option<DocumentKind>) -> TextPartView {
    let parts = parts(office).await;
    parts.into_iter().find(|part| part.document == document).expect("the part")
}

/// What is in force, with one text in other words.
async fn words(
    office: &TestOffice,
    document: Option<DocumentKind>,
    name: &str,
    text: &str,
) -> OwnTextView {
    let mut now = part(office, document).await.versions.remove(0).text;
    now.texts.insert(name.to_owned(), text.to_owned());
    now
}

async fn put(office: &TestOffice, document: Option<DocumentKind>, name: &str, text: &str) {
    let text = words(office, document, name, text).await;
    save_text(&office.desk, SaveTextRequest { document, text }).await.expect("good words");
}

async fn greet(office: &TestOffice, greeting: &str) {
    put(office, REFUSAL, "greeting", greeting).await;
}

/// A case that the agency has refused; its officer sits.
async fn refused() -> (TestOffice, String) {
    let (office, id) = TestOffice::with_example().await;
    refuse(&office, &id).await;
    (office, id)
}

async fn refuse(office: &TestOffice, id: &str) {
    office.seat_whose_turn(id, OfficeRole::Agency).await;
    office.check_all(id).await;
    office.mark_wrong(id, 3).await;
    office.act(id, refusal_by_certificate()).await.expect("a refusal");
    office.let_seal().await;
}

fn letter(id: &str, document: DocumentKind) -> DocumentRequest {
    DocumentRequest { case_id: id.to_owned(), document, subject: None, with: Vec::new() }
}

/// Saves the next sheet of a document; returns its serial and its bytes.
async fn saved(office: &TestOffice, id: &str, document: DocumentKind) -> (u32, Vec<u8>) {
    let saved = save(&office.desk, letter(id, document)).await.expect("a file");
    (saved.sheet.serial, std::fs::read(&saved.path).expect("the file"))
}

async fn shown(office: &TestOffice, serial: u32) -> Result<Vec<u8>, Error> {
    sheet(&office.desk, SheetRequest { serial }).await.map(|file| bytes(&file))
}

/// The first documents that wait to be printed.
fn documents(desk: &PrintDeskView, count: usize) -> Vec<DocumentRequest> {
    let request = |one: &PrintableView| DocumentRequest {
        subject: Some(one.subject.clone()),
        ..letter(&one.case.id, one.document)
    };
    assert!(desk.ready.len() >= count);
    desk.ready.iter().take(count).map(request).collect()
}

fn printed(item: &JobItemView) -> u32 {
    match item.result {
        JobResult::Printed { serial } => serial,
        ref other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_old_letter_is_printed_again_in_its_old_words_and_a_new_one_in_the_new() {
    let (office, id) = refused().await;
    let (first, built_in) = saved(&office, &id, DocumentKind::Refusal).await;
    greet(&office, "با درود فراوان،").await;
    let (second, own) = saved(&office, &id, DocumentKind::Refusal).await;
    greet(&office, "با سلام و آرزوی کامیابی،").await;
    let (third, newer) = saved(&office, &id, DocumentKind::Refusal).await;
    assert!(built_in != own && own != newer);
    office.clock.advance_millis(86_400_000);
    for (serial, bytes) in [(first, built_in), (second, own), (third, newer)] {
        assert!(shown(&office, serial).await == Ok(bytes), "sheet {serial} has other bytes");
    }
}

#[tokio::test]
async fn words_outlive_the_program_and_what_is_recreated_from_the_log() {
    let (office, id) = refused().await;
    greet(&office, "با درود فراوان،").await;
    let (serial, bytes) = saved(&office, &id, DocumentKind::Refusal).await;
    greet(&office, "با سلام دوباره،").await;
    desk::audit::rebuild(&office.desk).await.expect("it is recreated");
    lock(&office.desk, LockRequest::default()).await.expect("it locks");
    let request = UnlockRequest { passphrase: Some(PASSPHRASE.to_owned()) };
    unlock(&office.desk, request).await.expect("it opens");
    assert!(shown(&office, serial).await == Ok(bytes));
    let now = part(&office, REFUSAL).await;
    assert_eq!(now.versions[0].text.texts["greeting"], "با سلام دوباره،");
}

#[tokio::test]
async fn a_licence_keeps_the_head_of_paper_that_it_was_printed_under() {
    let (office, id) = TestOffice::with_example().await;
    office.license(&id).await;
    let (first, old_head) = saved(&office, &id, DocumentKind::Licence).await;
    put(&office, None, "telephone", "۰۸۶-۳۴۱۷۲۹۸۰").await;
    put(&office, None, "address", "اراک، خیابان ملک، پلاک ۷").await;
    let mut head = part(&office, None).await.versions.remove(0).text;
    head.lines[2] = "ادارهٔ کار شهرستان اراک".to_owned();
    let request = SaveTextRequest { document: None, text: head };
    save_text(&office.desk, request).await.expect("good words");
    let (second, new_head) = saved(&office, &id, DocumentKind::Licence).await;
    for (serial, bytes) in [(first, old_head), (second, new_head)] {
        assert!(shown(&office, serial).await == Ok(bytes), "sheet {serial} has other bytes");
    }
    let proof = desk::proofs::of_sheet(&office.desk, first).await.expect("a licence");
    assert!(proof.is_some_and(|proof| proof.starts_with("https://parvaneh.example/v#LIC1:")));
}

#[tokio::test]
async fn a_paper_has_the_words_of_the_office_that_decided() {
    let (office, id) = TestOffice::with_example().await;
    let agency = office.seat_whose_turn(&id, OfficeRole::Agency).await;
    put(&office, Some(DocumentKind::Transmittal), "closing", "با سپاس بسیار").await;
    office.approve(&id).await;
    let agencys = preview(&office.desk, letter(&id, DocumentKind::Transmittal)).await;
    let agencys = bytes(&agencys.expect("a paper"));
    office.seat_whose_turn(&id, OfficeRole::Labour).await;
    put(&office, Some(DocumentKind::Transmittal), "closing", "با احترام دوباره").await;
    let others = preview(&office.desk, letter(&id, DocumentKind::Transmittal)).await;
    assert_eq!(others.expect_err("the agency's").code, ErrorCode::PaperOfOther);
    let versions = part(&office, Some(DocumentKind::Transmittal)).await.versions;
    assert_eq!(versions.len(), 2, "the texts of the other office are not seen here");
    office.seat(&agency).await;
    let same = preview(&office.desk, letter(&id, DocumentKind::Transmittal)).await;
    assert!(bytes(&same.expect("a paper")) == agencys, "the agency handed it over");
}

#[tokio::test]
async fn a_session_and_a_list_keep_the_words_that_they_were_sent_with() {
    let office = TestOffice::with_cases(60).await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    office.seat("mohammadifar").await;
    put(&office, None, "telephone", "۰۸۶-۳۴۱۷۲۹۸۰").await;
    put(&office, Some(DocumentKind::BranchList), "closing", "با سپاس").await;
    let desk = print_desk(&office.desk, Nothing {}).await.expect("the print desk");
    let list = desk.lists.iter().find(|list| list.document == DocumentKind::BranchList);
    let list = list.expect("referrals wait for their list");
    let (first, with) = list.lines.split_first().expect("a row");
    let row = |line: &PrintableView| RowRequest {
        case_id: line.case.id.clone(),
        subject: Some(line.subject.clone()),
    };
    let with = with.iter().map(row).collect();
    let listed = DocumentRequest { with, ..letter(&first.case.id, DocumentKind::BranchList) };
    let listed = save(&office.desk, listed).await.expect("a list");
    let request = BeginJobRequest { documents: documents(&desk, 4) };
    let job = begin_job(&office.desk, request).await.expect("a session").number;
    draw_job(&office.desk, JobRequest { job }).await.expect("progress");
    let request = SendJobRequest { job, printer: None, first_paper: None };
    let sent = send_job(&office.desk, request).await.expect("it is sent");
    put(&office, None, "telephone", "۰۸۶-۳۳۳۳۳۳۳۳").await;
    put(&office, Some(DocumentKind::BranchList), "closing", "با احترام").await;
    let mut serials = vec![listed.sheet.serial];
    serials.extend(sent.items.iter().map(printed));
    assert_eq!(serials.len(), 5);
    for serial in serials {
        assert!(shown(&office, serial).await.is_ok(), "sheet {serial} has other bytes");
    }
}

#[tokio::test]
async fn a_session_that_broke_while_it_was_sent_keeps_the_words_that_it_was_drawn_with() {
    let office = TestOffice::with_cases(60).await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    jam(office.folder.path());
    office.seat("mohammadifar").await;
    put(&office, None, "telephone", "۰۸۶-۳۴۱۷۲۹۸۰").await;
    let desk = print_desk(&office.desk, Nothing {}).await.expect("the print desk");
    let request = BeginJobRequest { documents: documents(&desk, 3) };
    let job = begin_job(&office.desk, request).await.expect("a session").number;
    let request = SendJobRequest { job, printer: None, first_paper: None };
    assert!(send_job(&office.desk, request).await.is_err(), "the printer gives up half-way");
    put(&office, None, "telephone", "۰۸۶-۳۳۳۳۳۳۳۳").await;
    let request = SettleJobRequest { job, came_out: 3 };
    let settled = settle_job(&office.desk, request).await.expect("all of them came out");
    for serial in settled.items.iter().map(printed) {
        assert!(shown(&office, serial).await.is_ok(), "sheet {serial} has other bytes");
    }
}

#[tokio::test]
async fn a_refused_text_names_its_field_and_nothing_is_kept() {
    let office = TestOffice::with_cases(0).await;
    office.seat("karimi").await;
    let mut text = words(&office, REFUSAL, "object", "هر گاه خواستید اعتراض کنید.").await;
    text.texts.insert("greeting".to_owned(), "سلام \u{202e}".to_owned());
    text.lines.push("😀".to_owned());
    let request = SaveTextRequest { document: REFUSAL, text: text.clone() };
    let error = save_text(&office.desk, request).await.expect_err("it is refused");
    assert_eq!(error.code, ErrorCode::TextRefused);
    let named: Vec<_> =
        error.problems.iter().map(|p| (p.field.as_str(), p.code.as_str())).collect();
    let expected =
        [("greeting", "direction"), ("object", "missing-place"), ("lines[1]", "picture")];
    assert_eq!(named, expected);
    let request = PreviewTextRequest { document: REFUSAL, text, on: None };
    let tried = preview_text(&office.desk, request).await.expect_err("it is refused");
    assert_eq!(tried.problems, error.problems);
    assert_eq!(part(&office, REFUSAL).await.versions.len(), 1);
}

#[tokio::test]
async fn a_specimen_shows_words_that_are_not_in_force() {
    let office = TestOffice::with_cases(0).await;
    office.seat("karimi").await;
    let now = part(&office, REFUSAL).await.versions.remove(0).text;
    let specimen = |text: OwnTextView| async {
        let request = PreviewTextRequest { document: REFUSAL, text, on: None };
        bytes(&preview_text(&office.desk, request).await.expect("a specimen"))
    };
    let before = specimen(now.clone()).await;
    assert!(before.starts_with(b"%PDF-"));
    let after = specimen(words(&office, REFUSAL, "greeting", "با درود،").await).await;
    assert!(before != after);
    assert!(specimen(now).await == before, "nothing was kept");
    let head = words(&office, None, "telephone", "۰۸۶-۳۴۱۷۲۹۸۰").await;
    let on = |on| {
        let request = PreviewTextRequest { document: None, text: head.clone(), on };
        preview_text(&office.desk, request)
    };
    assert_eq!(on(None).await.expect("a specimen").name, "refusal-specimen.pdf");
    let receipt = on(Some(DocumentKind::Receipt)).await.expect("a specimen");
    assert_eq!(receipt.name, "receipt-specimen.pdf");
}

#[tokio::test]
async fn an_earlier_text_comes_back_as_a_new_version() {
    let office = TestOffice::with_cases(0).await;
    office.seat("karimi").await;
    let built_in = part(&office, REFUSAL).await.versions.remove(0).text;
    greet(&office, "با درود،").await;
    office.clock.advance_millis(60_000);
    greet(&office, "با سلام،").await;
    greet(&office, "  با   سلام، ").await;
    let versions = part(&office, REFUSAL).await.versions;
    let numbers: Vec<u32> = versions.iter().map(|version| version.number).collect();
    assert_eq!(numbers, [3, 2, 1], "the same words are no new version");
    let restore =
        |number| restore_text(&office.desk, RestoreTextRequest { document: REFUSAL, number });
    restore(2).await.expect("an earlier one");
    restore(1).await.expect("the built-in one");
    let versions = part(&office, REFUSAL).await.versions;
    let numbers: Vec<u32> = versions.iter().map(|version| version.number).collect();
    assert_eq!(numbers, [5, 4, 3, 2, 1]);
    assert_eq!(versions[0].text, built_in);
    assert_eq!(versions[1].text, versions[3].text);
    assert_eq!(versions[0].by.as_deref(), Some("سعید کریمی"));
    assert!(versions[4].at.is_none() && versions[3].at != versions[2].at);
    let unknown = restore(9).await.err().map(|error| error.code);
    assert_eq!(unknown, Some(ErrorCode::TextMissing));
}

#[tokio::test]
async fn an_office_words_the_papers_that_it_signs_and_no_others() {
    let office = TestOffice::with_cases(0).await;
    office.seat("karimi").await;
    let kinds: Vec<_> = parts(&office).await.into_iter().map(|part| part.document).collect();
    assert_eq!(kinds[..2], [None, REFUSAL]);
    assert!(!kinds.contains(&Some(DocumentKind::BankReferral)));
    for document in [DocumentKind::Licence, DocumentKind::BankReferral, DocumentKind::Dossier] {
        let text = part(&office, REFUSAL).await.versions.remove(0).text;
        let request = SaveTextRequest { document: Some(document), text };
        let refused = save_text(&office.desk, request).await.err().map(|error| error.code);
        assert_eq!(refused, Some(ErrorCode::NotYourAct));
    }
    office.seat_role(OfficeRole::Bank).await;
    let refused = letter_texts(&office.desk, Nothing {}).await.err().map(|error| error.code);
    assert_eq!(refused, Some(ErrorCode::NotYourAct));
}
