//! Every way in which a case file can be wrong has its own code, place and words.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::catalogue::sample;
use domain::people::{Activity, MediaType};
use serde_json::{Value, json};

use super::*;
use crate::ErrorCode;

fn today() -> Date {
    Date::parse("2026-11-24").unwrap()
}

fn example_bytes() -> Vec<u8> {
    write(&example(&sample()).unwrap())
}

/// The example's envelope and payload, to be broken.
fn example_json() -> (Value, Value) {
    let envelope: Value = serde_json::from_slice(&example_bytes()).unwrap();
    let payload = serde_json::from_str(envelope["payload"].as_str().unwrap()).unwrap();
    (envelope, payload)
}

/// Seals a payload in an envelope, as a maker of files would.
fn sealed(payload: &Value, files: &Value) -> Vec<u8> {
    let payload = payload.to_string();
    let checksum = hash(payload.as_bytes()).to_string();
    json!({ "format": FORMAT, "checksum": checksum, "payload": payload, "files": files })
        .to_string()
        .into_bytes()
}

/// The problem of the example after a change of its payload.
fn problem_after(change: impl FnOnce(&mut Value)) -> Problem {
    let (envelope, mut payload) = example_json();
    change(&mut payload);
    parse(&sealed(&payload, &envelope["files"]), &sample(), today()).unwrap_err()
}

/// The example with one file of this name and content.
fn with_file(name: &str, content: &[u8], base64: &str) -> Result<CaseFile, Problem> {
    let (_, mut payload) = example_json();
    let sha256 = hash(content).to_string();
    payload["attachments"] = json!([{ "document": 10_001, "name": name, "sha256": sha256 }]);
    let files = json!([{ "sha256": sha256, "content": base64 }]);
    parse(&sealed(&payload, &files), &sample(), today())
}

#[test]
fn what_is_written_is_read_back() {
    let application = example(&sample()).unwrap();
    let bytes = write(&application);
    let read = parse(&bytes, &sample(), today()).unwrap();
    assert_eq!(read.application, application);
    assert_eq!(read.application.attachments.len(), 6);
    assert_eq!(write(&read.application), bytes);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.json");
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(super::read(&path, &sample(), today()).unwrap(), read);
}

#[test]
fn every_kind_of_applicant_is_written_and_read() {
    let randomness = crate::clock::SeededRandomness::from_seed(5);
    let cases =
        crate::demo::applications(5, 120, today(), &sample(), &randomness, &mut || None).unwrap();
    let mut kinds = std::collections::BTreeSet::new();
    for case in cases {
        let facts = case.events.iter().map(|event| &event.event);
        let case = domain::case::Case::fold(facts).unwrap().unwrap();
        let supporter_confirmed = case.supporter_confirmed();
        let Some(submission) = case.submission else { continue };
        kinds.insert(case.applicant.activity());
        let application = Application {
            supporter_confirmed,
            applicant: case.applicant,
            plan: submission.plan,
            certificate: submission.certificate,
            office: case.office.filter(|office| office.as_str().starts_with('M')),
            tracking_code: Some(case.tracking_code),
            external_code: None,
            attachments: Vec::new(),
        };
        assert_eq!(
            parse(&write(&application), &sample(), today()).unwrap().application,
            application
        );
    }
    assert_eq!(kinds.len(), Activity::ALL.len());
}

#[test]
fn rearranging_the_envelope_does_no_harm_and_changing_the_payload_does() {
    let (mut envelope, _) = example_json();
    let compact = envelope.to_string();
    let with_mark = format!("\u{FEFF}{compact}").replace('/', "\\/");
    assert!(
        parse(with_mark.as_bytes(), &sample(), today()).is_ok(),
        "escapes and a byte order mark"
    );
    let changed = envelope["payload"].as_str().unwrap().replace("مریم", "مرضیه");
    envelope["payload"] = Value::String(changed);
    let problem = parse(envelope.to_string().as_bytes(), &sample(), today()).unwrap_err();
    assert_eq!(problem.code, ErrorCode::CaseFileChecksum);
}

#[test]
fn what_is_no_case_file_is_unreadable() {
    let whole = example_bytes();
    for bytes in [&b""[..], b"%PDF-1.7", b"{}", b"[1]", &whole[..whole.len() / 2], b"\xFF\xFE{"] {
        assert_eq!(
            parse(bytes, &sample(), today()).unwrap_err().code,
            ErrorCode::CaseFileUnreadable
        );
    }
    let (mut envelope, _) = example_json();
    envelope["format"] = json!("parvaneh-case/2");
    let problem = parse(envelope.to_string().as_bytes(), &sample(), today()).unwrap_err();
    assert_eq!(problem.code, ErrorCode::CaseFileUnreadable);
    assert!(problem.message.contains("قالب"), "{}", problem.message);
    let missing = super::read(Path::new("/nowhere/case.json"), &sample(), today()).unwrap_err();
    assert_eq!(missing.code, ErrorCode::CaseFileUnreadable);
}

#[test]
fn an_application_without_a_certificate_is_refused_by_name() {
    for absent in [json!(null), Value::Null] {
        let problem = problem_after(|p| p["application"]["certificate"] = absent);
        assert_eq!(problem.code, ErrorCode::CertificateMissing);
        assert!(problem.message.starts_with("گواهی مهارت"), "{}", problem.message);
    }
}

#[test]
fn a_field_that_the_catalogue_does_not_know_is_refused_by_name() {
    let problem = problem_after(|p| p["application"]["plan"]["field"] = json!("9999"));
    assert_eq!(problem.code, ErrorCode::FieldUnknown);
    assert_eq!(problem.path, "application.plan.field");
    let problem = problem_after(|p| p["application"]["certificate"]["field"] = json!("قالی"));
    assert_eq!(problem.code, ErrorCode::FieldUnknown);
}

#[test]
fn a_wrong_value_is_named_with_its_field_and_reason_and_never_quoted() {
    let cases = [
        ("/person/nationalId", json!("0520000011"), "کد ملی", "رقم کنترل"),
        ("/person/nationalId", json!(520_000_014), "کد ملی", "نوع"),
        ("/person/mobile", json!("0918"), "تلفن همراه", "شمار رقم"),
        ("/person/bornOn", json!("1365-13-01"), "تاریخ تولد", "تقویم"),
        ("/person/firstName", json!("   "), "نام", "خالی"),
        ("/person/firstName", json!("مریم 🦋"), "نام", "شکلک"),
        ("/person/gender", json!("male"), "وضعیت نظام وظیفه", "لازم"),
        ("/person/gender", json!("queen"), "جنسیت", "پذیرفته"),
        ("/person/residence/county", json!("9999"), "شهرستان (محل سکونت)", "تقسیمات"),
        ("/plan/workplace/postalCode", json!("0123456789"), "کد پستی (محل کار)", "آغاز"),
        ("/plan/iban", json!("IR000000"), "شبا", "شمار رقم"),
        ("/plan/ownRials", json!(-1), "آوردهٔ متقاضی", "منفی"),
        ("/plan/jobs", json!(0), "شمار شاغلان", "صفر"),
        ("/person/bornOn", json!("1410-01-01"), "تاریخ تولد", "نرسیده"),
        ("/certificate/issuedOn", json!("1405-09-04"), "تاریخ صدور (گواهی مهارت)", "نرسیده"),
        ("/plan/jobs", json!(1.5), "شمار شاغلان", "نوع"),
        ("/certificate/expiresOn", json!("1400-01-01"), "پایان اعتبار (گواهی مهارت)", "پیش از"),
        ("/activity", json!("covered"), "پشتیبان", "لازم"),
        ("/supporterConfirmed", json!(true), "تأیید پشتیبان", "نیست"),
        ("/office", json!("LABOUR-0001"), "ادارهٔ بررسی‌کننده", "دستگاه اجرایی"),
        ("/office", json!("MAJ-0001"), "ادارهٔ بررسی‌کننده", "دستگاه اجرایی"),
        ("/trackingCode", json!("12345678901234"), "کد رهگیری", "رقم کنترل"),
    ];
    for (pointer, value, name, reason) in cases {
        let typed = value.to_string();
        let problem = problem_after(|payload| {
            let application = &mut payload["application"];
            match application.pointer_mut(pointer) {
                Some(place) => *place = value,
                None => application[pointer.trim_start_matches('/')] = value,
            }
        });
        assert_eq!(problem.code, ErrorCode::CaseFileInvalid, "{pointer}");
        let said = &problem.message;
        assert!(
            said.starts_with(&format!("{name}: ")) && said.contains(reason),
            "{pointer}: {said}"
        );
        assert!(typed.len() < 5 || !said.contains(typed.trim_matches('"')), "{said} quotes");
    }
}

#[test]
fn a_misspelt_or_missing_key_is_not_passed_over() {
    let problem = problem_after(|p| p["application"]["person"]["landLine"] = json!("08633330012"));
    assert!(problem.message.contains("در این قالب نیست"), "{}", problem.message);
    let problem = problem_after(|p| {
        p["application"]["plan"].as_object_mut().unwrap().remove("title");
    });
    assert_eq!(
        (problem.code, problem.path.as_str()),
        (ErrorCode::CaseFileInvalid, "application.plan")
    );
}

#[test]
fn an_attachment_that_does_not_open_is_left_out_and_the_rest_comes_in() {
    use documents::attachment::Other;
    for (content, problem) in [
        (&b"MZ\x90\0program"[..], FileProblem::OtherKind(Other::Program)),
        (b"\xFF\xD8\xFF\xE0picture", FileProblem::Cut),
        (b"%PDF-1.7", FileProblem::Cut),
        (b"plain words", FileProblem::OtherKind(Other::Text)),
        (b"", FileProblem::Empty),
        (testkit::files::LOCKED_PDF, FileProblem::Encrypted),
    ] {
        let read = with_file("card.pdf", content, &STANDARD.encode(content)).unwrap();
        let [left_out] = &read.left_out[..] else { panic!("{problem:?}: {:?}", read.left_out) };
        assert_eq!((left_out.problem, left_out.document.0), (problem, 10_001));
        assert!(left_out.persian().starts_with("کارت ملی: "), "{}", left_out.persian());
        assert!(read.application.attachments.is_empty());
        assert_eq!(read.application.plan, example(&sample()).unwrap().plan, "no fact is lost");
    }
}

#[test]
fn a_files_name_refuses_nothing() {
    let long = "ی".repeat(300);
    for (name, kept) in [
        ("کارت ملی.jfif", "کارت ملی.png"),
        ("کارت ملی ۱۴۰۴.۰۳.۲۰", "کارت ملی ۱۴۰۴.۰۳.۲۰.png"),
        ("IMG_2026.11.30 14.55", "IMG_2026.11.30 14.55.png"),
        ("🦋", "کارت ملی.png"),
        ("", "کارت ملی.png"),
        ("card.exe", "card.png"),
        (&long, &format!("{}.png", "ی".repeat(100))),
    ] {
        let content = testkit::files::PNG;
        let read = with_file(name, content, &STANDARD.encode(content)).unwrap();
        assert_eq!(read.left_out, []);
        assert_eq!(read.application.attachments[0].0.name.as_str(), kept, "{name}");
    }
}

#[test]
fn an_attachment_that_changed_on_its_way_fails_its_own_checksum() {
    let problem = with_file("card.pdf", b"%PDF-1.7 one", &STANDARD.encode(b"%PDF-1.7 two"));
    let problem = problem.unwrap_err();
    assert_eq!(problem.code, ErrorCode::CaseFileChecksum);
    let problem = with_file("card.pdf", b"%PDF-1.7", "not base64!").unwrap_err();
    assert_eq!(problem.code, ErrorCode::CaseFileInvalid);
    let problem = problem_after(|p| p["attachments"] = json!([]));
    assert_eq!(problem.path, "files", "what the payload does not name is not let in");
    let problem = problem_after(|p| p["attachments"][0]["sha256"] = json!("0".repeat(64)));
    assert_eq!(problem.code, ErrorCode::CaseFileInvalid, "what is named must be there");
}

#[test]
fn an_attachment_above_the_limit_is_left_out_before_it_is_decoded() {
    let most = MediaType::MAX_BYTES;
    let too_large = FileProblem::TooLarge { most_bytes: most };
    let whole = |bytes: usize| {
        let mut content = testkit::files::PDF.to_vec();
        content.resize(bytes, b' ');
        content
    };
    let content = whole(most + 1);
    let read = with_file("card.pdf", &content, &STANDARD.encode(&content)).unwrap();
    assert_eq!(read.left_out[0].problem, too_large);
    // Not Base64 at all, and so never decoded.
    let read = with_file("card.pdf", &content, &"!".repeat(40 * 1024 * 1024)).unwrap();
    assert_eq!(read.left_out[0].problem, too_large);
    let content = whole(most);
    let read = with_file("card.pdf", &content, &STANDARD.encode(&content)).unwrap();
    assert_eq!(read.left_out, [], "the limit itself is allowed");
}

#[test]
fn a_file_with_an_attachment_of_200_megabytes_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.json");
    // A hole of that size: reading it would take memory, looking at its length takes none.
    std::fs::File::create(&path).unwrap().set_len(200 * 1024 * 1024 * 4 / 3).unwrap();
    let problem = super::read(&path, &sample(), today()).unwrap_err();
    assert_eq!(problem.code, ErrorCode::AttachmentTooLarge);
    assert_eq!(crate::Error::from(problem).code, ErrorCode::AttachmentTooLarge);
    let bytes = vec![b' '; MAX_FILE_BYTES + 1];
    assert_eq!(parse(&bytes, &sample(), today()).unwrap_err().code, ErrorCode::AttachmentTooLarge);
}

#[test]
fn the_example_in_the_documentation_is_one() {
    let page = include_str!("../../../../docs/case-file.md");
    let blocks: Vec<&str> =
        page.split("```json\n").skip(1).filter_map(|rest| rest.split("\n```").next()).collect();
    let [file, payload] = blocks.as_slice() else { panic!("the page shows a file and a payload") };
    let read = parse(file.as_bytes(), &sample(), today()).unwrap();
    assert_eq!(read.application.attachments.len(), 1, "{:?}", read.left_out);
    let shown: Value = serde_json::from_str(payload).unwrap();
    let envelope: Value = serde_json::from_str(file).unwrap();
    let inside: Value = serde_json::from_str(envelope["payload"].as_str().unwrap()).unwrap();
    assert_eq!(shown, inside, "the payload is shown as it stands in the file");
}

#[test]
fn the_schemas_name_what_is_required() {
    let schemas = schema();
    let required = schemas["file"]["required"].to_string();
    for name in ["format", "checksum", "payload"] {
        assert!(required.contains(name), "{name} in {required}");
    }
    let person = &schemas["payload"]["$defs"]["Person"]["required"];
    assert!(person.to_string().contains("nationalId"), "{person}");
}

#[test]
fn a_break_in_a_field_of_one_line_becomes_a_space_and_is_noted() {
    for sign in ["\n", "\r\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}"] {
        let (envelope, mut payload) = example_json();
        let application = &mut payload["application"];
        application["person"]["firstName"] = json!(format!("مریم{sign}stage: licensed"));
        application["plan"]["workplace"]["line"] = json!(format!("اراک{sign}پلاک ۱۲\n"));
        application["plan"]["title"] = json!("قالی‌بافی\n");
        application["plan"]["description"] = json!("یک\nدو");
        let read = parse(&sealed(&payload, &envelope["files"]), &sample(), today()).unwrap();
        let Application { applicant, plan, .. } = &read.application;
        assert_eq!(applicant.person().first_name.as_str(), "مریم stage: licensed", "{sign:?}");
        assert_eq!(plan.workplace.line.as_str(), "اراک پلاک ۱۲");
        assert_eq!(plan.title.as_str(), "قالی‌بافی");
        assert_eq!(plan.description.as_str(), "یک\nدو", "a description has its lines");
        assert_eq!(read.folded, ["نام", "نشانی (محل کار)"]);
    }
}

#[test]
fn a_number_with_a_break_is_refused_by_the_name_of_its_field() {
    for (whole, part, sign) in [
        ("certificate", "number", "\n"),
        ("certificate", "number", "\u{85}"),
        ("person", "birthCertificateNo", "\u{2028}"),
    ] {
        let broken = json!(format!("5521{sign}30417"));
        let problem = problem_after(|payload| payload["application"][whole][part] = broken);
        assert_eq!(problem.code, ErrorCode::CaseFileInvalid);
        assert_eq!(problem.path, format!("application.{whole}.{part}"), "{sign:?}");
        assert!(problem.message.contains("یک سطر"), "{}", problem.message);
    }
    let turned = json!("\u{202E}مریم\u{202C}");
    let problem = problem_after(|payload| payload["application"]["person"]["firstName"] = turned);
    assert_eq!(problem.path, "application.person.firstName");
}
