//! Papers: drawn from sealed decisions, printed to a queue, kept in the ledger.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use base64::Engine;
use desk::ErrorCode;
use desk::commands::types::*;
use desk::commands::{mark_sheets, preview, print, print_desk, reprint, save, sheet};
use desk::views::acts::Act;
use desk::views::case::WarningCode;
use desk::views::printing::{DocumentKind, PrintResult, SheetState};

use crate::office::TestOffice;

/// Printing tools that keep what they are given, or refuse.
pub fn install_tools(folder: &Path, lp: &str) {
    write_tool(
        folder,
        "lpstat",
        "case \"$*\" in -e) echo office;; -d) echo 'system default destination: office';; \
         -a) echo 'office accepting requests since now';; -p*) echo 'printer office is idle.';; esac",
    );
    write_tool(folder, "lp", lp);
    write_tool(folder, "cancel", "exit 0");
}

/// Puts a script in the place of a printing tool.
pub fn write_tool(folder: &Path, name: &str, script: &str) {
    let tools = folder.join("tools");
    std::fs::create_dir_all(&tools).expect("a folder");
    let path = tools.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("its mode");
}

/// Lets the printer take a job and give it up half-way.
pub fn jam(folder: &Path) {
    let lpstat = "case \"$*\" in -e) echo office;; -d) echo 'system default destination: office';; \
                  -a) echo 'office accepting requests since now';; -p*) echo 'printer office is idle.';; \
                  *'-W completed'*) printf 'office-0 x 1 now\\n\\tStatus: paper jam\\n';; esac";
    write_tool(folder, "lpstat", lpstat);
}

pub fn prints(folder: &Path) -> String {
    let out = folder.join("printed");
    format!(
        "n=$(ls {0}* 2>/dev/null | wc -l); cat > {0}-$n.pdf; echo \"request id is office-$n (1 file(s))\"",
        out.display()
    )
}

/// A document of a case, of which it has one.
pub fn paper(id: &str, document: DocumentKind) -> DocumentRequest {
    DocumentRequest { case_id: id.to_owned(), document, subject: None, with: Vec::new() }
}

fn licence(id: &str) -> DocumentRequest {
    paper(id, DocumentKind::Licence)
}

async fn printed(office: &TestOffice, id: &str) -> PrintResult {
    let request =
        PrintRequest { documents: vec![licence(id)], printer: None, reason: None, paper: None };
    print(&office.desk, request).await.expect("a result").sheets.remove(0)
}

#[tokio::test]
async fn a_licence_is_drawn_only_from_a_case_that_has_one() {
    let (office, id) = TestOffice::with_example().await;
    office.approve(&id).await;
    let refused = preview(&office.desk, licence(&id)).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::NotPrintable));
}

#[tokio::test]
async fn a_code_that_is_looked_at_names_the_office_as_people_know_it() {
    let (office, id) = TestOffice::with_example().await;
    office.license(&id).await;
    let serial = save(&office.desk, licence(&id)).await.expect("a file").sheet.serial;
    let text = desk::proofs::of_sheet(&office.desk, serial).await.expect("a sheet");
    let request = VerifyRequest { text: text.expect("a licence") };
    let proven = desk::commands::verify(&office.desk, request).await.expect("an answer").licence;
    let name = proven.expect("a genuine one").office;
    assert_eq!(name, "ادارهٔ تعاون، کار و رفاه اجتماعی شهرستان اراک");
}

#[tokio::test]
async fn a_licence_whose_photograph_cannot_be_printed_has_its_place_instead() {
    let office = TestOffice::with_cases(0).await;
    let id = office.import_with_a_dot_for_a_photograph().await;
    let seen = office.view(&id).await;
    let flaw = seen.warnings.iter().find(|one| one.code == WarningCode::PhotographFlawed);
    let reason = flaw.and_then(|flaw| flaw.subject.as_deref()).expect("told before deciding");
    assert!(reason.contains("۳ در ۴"), "{reason}");
    office.license(&id).await;
    let drawn =
        preview(&office.desk, licence(&id)).await.expect("nothing keeps it from the printer");
    let pdf = base64::engine::general_purpose::STANDARD.decode(drawn.content).expect("Base64");
    assert!(pdf.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn a_printed_licence_is_in_the_ledger_and_prints_again_to_the_byte() {
    let (office, id) = TestOffice::with_example().await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    office.license(&id).await;
    let ready = print_desk(&office.desk, Nothing {}).await.expect("the print desk");
    assert!(ready.ready.iter().any(|p| p.document == DocumentKind::Licence && p.provisional));
    let PrintResult::Printed { sheet } = printed(&office, &id).await else {
        panic!("it prints");
    };
    assert_eq!((sheet.serial, sheet.copy, sheet.printer.as_str()), (1, 1, "office"));
    office.clock.advance_millis(86_400_000);
    let request = ReprintRequest {
        serial: sheet.serial,
        printer: None,
        paper: None,
        reason: "کاغذ گیر کرد".to_owned(),
    };
    reprint(&office.desk, request).await.expect("it prints again");
    let file = |n: u32| std::fs::read(office.folder.path().join(format!("printed-{n}.pdf")));
    let (first, again) = (file(0).expect("a file"), file(1).expect("a file"));
    assert!(first.starts_with(b"%PDF-"));
    assert_eq!(first, again);
    let PrintResult::Printed { sheet } = printed(&office, &id).await else {
        panic!("it prints");
    };
    assert_eq!((sheet.serial, sheet.copy), (2, 2), "a new copy is a new record");
}

#[tokio::test]
async fn a_renewed_licence_names_the_one_it_replaces_and_prints_again_to_the_byte() {
    let (office, id) = TestOffice::with_example().await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    office.license(&id).await;
    let renewed = office.act(&id, Act::Renew {}).await.expect("a renewal");
    let renewal = renewed.opened.expect("a case of its own").id;
    office.license(&renewal).await;
    let PrintResult::Printed { sheet } = printed(&office, &renewal).await else {
        panic!("it prints");
    };
    office.clock.advance_millis(86_400_000);
    let request = ReprintRequest {
        serial: sheet.serial,
        printer: None,
        paper: None,
        reason: "کاغذ گیر کرد".to_owned(),
    };
    reprint(&office.desk, request).await.expect("it prints again");
    let file = |n: u32| std::fs::read(office.folder.path().join(format!("printed-{n}.pdf")));
    assert_eq!(file(0).expect("a file"), file(1).expect("a file"));
}

fn again(serial: u32, reason: &str) -> ReprintRequest {
    ReprintRequest { serial, printer: None, paper: None, reason: reason.to_owned() }
}

#[tokio::test]
async fn printing_again_needs_a_reason_which_the_ledger_and_the_case_tell() {
    let (office, id) = TestOffice::with_example().await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    office.license(&id).await;
    let PrintResult::Printed { sheet } = printed(&office, &id).await else {
        panic!("it prints");
    };
    for none in ["", "  "] {
        let refused = reprint(&office.desk, again(sheet.serial, none)).await.map(|_| ());
        assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::InputInvalid));
    }
    reprint(&office.desk, again(sheet.serial, "کاغذ گیر کرد")).await.expect("it prints again");
    let ledger = print_desk(&office.desk, Nothing {}).await.expect("the print desk").ledger;
    assert_eq!(ledger[0].reason.as_deref(), Some("کاغذ گیر کرد"));
    let view = office.view(&id).await;
    let told = view.timeline.iter().find(|one| one.kind == "reprinted").expect("it is told");
    assert_eq!(told.text.as_deref(), Some("کاغذ گیر کرد"));
    assert_eq!(view.sheets[0].reason.as_deref(), Some("کاغذ گیر کرد"));
}

#[tokio::test]
async fn what_was_handed_over_is_not_printed_again_but_made_out_as_a_duplicate() {
    let (office, id) = TestOffice::with_example().await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    office.license(&id).await;
    let PrintResult::Printed { sheet } = printed(&office, &id).await else {
        panic!("it prints");
    };
    let state = SheetState::HandedOver { to: "خود متقاضی".to_owned() };
    let marks = MarkSheetsRequest { serials: vec![sheet.serial], state };
    mark_sheets(&office.desk, marks).await.expect("a mark");
    let refused = reprint(&office.desk, again(sheet.serial, "گم شد")).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::NotPrintable));
    let on_paper = || std::fs::read_dir(office.folder.path()).expect("a folder").count();
    let before = on_paper();
    assert!(reprint(&office.desk, again(sheet.serial, "گم شد")).await.is_err());
    assert_eq!(on_paper(), before, "nothing went to the printer");
    let request = PrintRequest {
        documents: vec![licence(&id)],
        printer: None,
        reason: Some("گم شد".to_owned()),
        paper: Some("الف-001234".to_owned()),
    };
    let duplicate = print(&office.desk, request).await.expect("a result").sheets.remove(0);
    let PrintResult::Printed { sheet } = duplicate else { panic!("it prints: {duplicate:?}") };
    assert_eq!((sheet.serial, sheet.copy), (2, 2));
    assert_eq!(sheet.reason.as_deref(), Some("گم شد"));
    assert!(sheet.paper.is_some());
}

#[tokio::test]
async fn a_failed_print_is_not_recorded_as_printed() {
    let (office, id) = TestOffice::with_example().await;
    office.license(&id).await;
    let PrintResult::Failed { error, .. } = printed(&office, &id).await else {
        panic!("there is no printer");
    };
    assert_eq!(error.code, ErrorCode::NoPrinter);
    install_tools(office.folder.path(), "echo 'lp: refused' >&2; exit 1");
    let PrintResult::Failed { error, .. } = printed(&office, &id).await else {
        panic!("the printer refuses");
    };
    assert_eq!(error.code, ErrorCode::PrinterFailed);
    let view = print_desk(&office.desk, Nothing {}).await.expect("the print desk");
    assert!(view.ledger.is_empty());
    assert_eq!(view.next_serial, 1);
}

#[tokio::test]
async fn a_saved_licence_is_recorded_and_its_sheet_gets_its_end() {
    let (office, id) = TestOffice::with_example().await;
    office.license(&id).await;
    let saved = save(&office.desk, licence(&id)).await.expect("a file");
    let bytes = std::fs::read(&saved.path).expect("the file");
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(saved.sheet.printer, "file");
    let mark = |state| MarkSheetsRequest { serials: vec![saved.sheet.serial], state };
    let view = mark_sheets(&office.desk, mark(SheetState::Sound)).await.expect("sound");
    assert_eq!((view.sound, view.spoiled), (1, 0));
    let handed = SheetState::HandedOver { to: "خود متقاضی".to_owned() };
    let view = mark_sheets(&office.desk, mark(handed.clone())).await.expect("handed over");
    assert_eq!(view.ledger[0].state, handed);
    let spoil = SheetState::Spoiled { reason: "کاغذ تا خورد".to_owned() };
    let late = mark_sheets(&office.desk, mark(spoil)).await.map(|_| ());
    assert_eq!(late.map_err(|error| error.code), Err(ErrorCode::SheetUnknown));
}

#[tokio::test]
async fn every_letter_of_a_demo_office_can_be_drawn() {
    let office = TestOffice::with_cases(60).await;
    let all = desk::commands::officers(&office.desk, Nothing {}).await.expect("officers");
    let mut kinds = std::collections::BTreeSet::new();
    for officer in all.officers {
        let request = SwitchOfficerRequest { officer_id: officer.id };
        desk::commands::switch_officer(&office.desk, request).await.expect("a seat");
        let ready = print_desk(&office.desk, Nothing {}).await.expect("the print desk").ready;
        for item in ready.into_iter().take(12) {
            let request = DocumentRequest {
                case_id: item.case.id,
                document: item.document,
                subject: Some(item.subject),
                with: Vec::new(),
            };
            let drawn = preview(&office.desk, request).await;
            let file = drawn.unwrap_or_else(|error| panic!("{:?}: {error:?}", item.document));
            let bytes = base64::engine::general_purpose::STANDARD.decode(file.content);
            assert!(bytes.expect("base64").starts_with(b"%PDF-"));
            kinds.insert(format!("{:?}", item.document));
        }
    }
    let kinds_of_letter = [
        "Licence",
        "Refusal",
        "BankReferral",
        "EmpowermentReferral",
        "Correction",
        "Clearance",
        "Suspension",
        "Revocation",
    ];
    for kind in kinds_of_letter {
        assert!(kinds.contains(kind), "no {kind} among {kinds:?}");
    }
}

#[tokio::test]
async fn an_applicant_gets_a_receipt_whenever_they_ask() {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, desk::views::session::OfficeRole::Agency).await;
    let document = DocumentKind::Receipt;
    let request = paper(&id, document);
    let saved = save(&office.desk, request).await.expect("a receipt");
    assert_eq!(saved.sheet.document, DocumentKind::Receipt);
}

#[tokio::test]
async fn a_case_says_which_documents_can_be_made_of_it_and_a_sheet_which_it_is() {
    let (office, id) = TestOffice::with_example().await;
    let kinds =
        |view: &CaseView| -> Vec<_> { view.printables.iter().map(|one| one.document).collect() };
    let always = [DocumentKind::Dossier, DocumentKind::Receipt];
    assert_eq!(kinds(&office.view(&id).await), always);
    office.license(&id).await;
    let view = office.view(&id).await;
    assert_eq!(kinds(&view), [DocumentKind::Licence, always[0], always[1]]);
    let licence_of = |view: &CaseView| view.printables[0].clone();
    assert!(licence_of(&view).provisional);
    let saved = save(&office.desk, licence(&id)).await.expect("a file");
    assert_eq!(saved.sheet.subject, licence_of(&view).subject);
    assert_eq!(licence_of(&office.view(&id).await).copies, 1);
    office.clock.advance_millis(86_400_000);
    let shown = sheet(&office.desk, SheetRequest { serial: saved.sheet.serial }).await;
    let shown = base64::engine::general_purpose::STANDARD.decode(shown.expect("a sheet").content);
    assert_eq!(shown.expect("base64"), std::fs::read(&saved.path).expect("the file"));
}

#[tokio::test]
async fn a_dossier_is_drawn_again_as_it_was_and_by_its_own_office_alone() {
    let (office, id) = TestOffice::with_example().await;
    install_tools(office.folder.path(), &prints(office.folder.path()));
    let agency = office.seat_whose_turn(&id, desk::views::session::OfficeRole::Agency).await;
    office.approve(&id).await;
    let request = PrintRequest {
        documents: vec![paper(&id, DocumentKind::Dossier)],
        printer: None,
        reason: None,
        paper: None,
    };
    let printed = print(&office.desk, request).await.expect("a result").sheets.remove(0);
    let PrintResult::Printed { sheet } = printed else { panic!("{printed:?}") };
    let hand_over = paper(&id, DocumentKind::Transmittal);
    preview(&office.desk, hand_over).await.expect("a list of one");
    office.seat_whose_turn(&id, desk::views::session::OfficeRole::Labour).await;
    office.act(&id, Act::Note { text: "یادداشت پسین".to_owned() }).await.expect("a note");
    let again = || desk::commands::sheet(&office.desk, SheetRequest { serial: sheet.serial });
    assert_eq!(again().await.expect_err("the agency's").code, ErrorCode::PaperOfOther);
    office.seat(&agency).await;
    again().await.expect("the very bytes");
}
