//! Documents: what they are, how they come, who sees them.

use std::path::Path;

use axum::http::StatusCode;
use domain::people::{Activity, MediaType};
use registry::acts::{self, Applicant};
use registry::applicant::Session;
use registry::files::MAX_BYTES;
use registry::jobs::forgetting::forget;
use sha2::{Digest as _, Sha256};
use testkit::files::{JPEG, LOCKED_PDF, PNG};
use testkit::people::text;

use crate::applying::{PDF, person, plan, with};
use crate::browser::{Answer, Browser};
use crate::harness::TestRegistry;

const CARD: &str = "/register/documents/10001";

async fn registered(test: &TestRegistry) -> Browser {
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    browser
}

/// A picture with noise behind its end, of so many bytes in all.
fn picture(size: usize) -> Vec<u8> {
    let mut bytes = PNG.to_vec();
    let mut state = 1_u32;
    while bytes.len() < size {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        bytes.push(state.to_be_bytes()[0]);
    }
    bytes
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every file below a folder with its content.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found
}

async fn announce(browser: &mut Browser, name: &str, bytes: &[u8], sha256: &str) -> Answer {
    let size = bytes.len().to_string();
    let fields = [("document", "10001"), ("name", name), ("size", &size), ("sha256", sha256)];
    browser.post("/register/uploads", &fields).await
}

fn offset(answer: &Answer) -> usize {
    answer.headers.get("upload-offset").unwrap().to_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_file_that_lies_about_what_it_is_is_refused_beside_its_document() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    for (content, why) in [
        (b"MZ\x90\0\x03".as_slice(), "این فایل یک برنامه است"),
        (b"<html><script>alert(1)</script>", "این فایل متن یا صفحهٔ وب است"),
        (b"PK\x03\x04", "این فایل یک پوشهٔ فشرده است"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC آیفون"),
        (b"%PDF-1.7\n<script>alert(1)</script>\n", "پایان آن نیامده است"),
        (LOCKED_PDF, "این فایل PDF رمز دارد"),
        (&JPEG[..200], "پایان آن نیامده است"),
        (&JPEG[..JPEG.len() / 2], "پایان آن نیامده است"),
    ] {
        let page = browser.send_file(CARD, "national-card.pdf", content).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says("<title>خطا:") && page.says(why), "{}", page.text());
        assert!(page.says("href=\"#d10001\""));
        // The same is said with the last part, where the script shows it.
        let begun = announce(&mut browser, "card.pdf", content, &hash(content)).await;
        let said = browser.patch(begun.location().unwrap(), 0, content).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(said.says(why), "{}", said.text());
    }
    let empty = browser.send_file(CARD, "", b"").await;
    assert!(empty.says("فایلی نیامد یا فایل خالی است"));
    assert_eq!(test.count("select count(*) from uploads").await, 0);
    assert!(files(&test.folder).is_empty());
    // What is a picture under another picture's name is taken for what it is.
    browser.send_file(CARD, "card.jpg", &picture(500)).await;
    let page = browser.get("/register/documents").await;
    assert!(page.says("آمده است"));
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_whichever_way_it_comes() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    let large = picture(MAX_BYTES + 1);
    let page = browser.send_file(CARD, "card.png", &large).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("از ۱۰ مگابایت بزرگ‌تر است"));
    let said = announce(&mut browser, "card.png", &large, &hash(&large)).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A small file that grows on its way.
    let small = picture(100);
    let begun = announce(&mut browser, "card.png", &small, &hash(&small)).await;
    let path = begun.location().unwrap().to_owned();
    let said = browser.patch(&path, 0, &large[..200_000]).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(files(&test.folder).is_empty());
}

#[tokio::test]
async fn tricks_in_a_files_name_lead_nowhere() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    for (name, shown) in [
        ("../../../../etc/passwd.pdf", ">passwd</bdi>"),
        ("C:\\Users\\x\\کارت.pdf", ">کارت</bdi>"),
        ("card\u{202E}fdp.exe", ">cardfdp</bdi>"),
        ("🦋 کارت ۱۴۰۴.۰۳.۲۰", ">کارت ۱۴۰۴.۰۳.۲۰</bdi>"),
        ("..", ">کارت ملی</bdi>"),
        ("&lt;script&gt;.pdf", ">&amp;lt;script&amp;gt;</bdi>"),
    ] {
        browser.send_file(CARD, name, PDF).await;
        let page = browser.get("/register/documents").await;
        assert!(page.says(shown), "{name}: {}", page.text());
    }
    assert_eq!(files(&test.folder).len(), 1);
    browser.complete(&plan()).await;
    browser.tick().await;
    let case = test.case().await;
    assert!(case.attachments.iter().all(|received| received.attachment.media == MediaType::Pdf));
}

#[tokio::test]
async fn whatever_a_file_is_called_it_is_taken_in() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    let long = "کارت".repeat(10_000);
    for (name, shown) in [
        ("کا\0رت.pdf", ">کا رت</bdi>"),
        ("\0", ">کارت ملی</bdi>"),
        ("ca\u{7}\u{1b}[31mrd.pdf", ">"),
        ("a\r\nb.pdf", ">a b</bdi>"),
        ("a\nb\rc.pdf", ">a b c</bdi>"),
        ("\"; name=\"other\"", ">کارت ملی</bdi>"),
        ("a\\", ">"),
        (long.as_str(), ">کارتکارت"),
    ] {
        let said: String = name.chars().take(20).collect();
        let sent = browser.send_file(CARD, name, PDF).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{said:?} {}", sent.text());
        let page = browser.get("/register/documents").await;
        assert!(page.says(shown), "{said:?}: {}", page.text());
        let begun = announce(&mut browser, &said, PDF, &hash(PDF)).await;
        assert_eq!(begun.status, StatusCode::CREATED, "{said:?}");
    }
}

#[tokio::test]
async fn a_document_is_encrypted_where_it_lies_and_a_new_one_takes_its_place() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    browser.send_file(CARD, "a.png", &picture(3_000)).await;
    let first = files(&test.folder);
    assert_eq!(first.len(), 1);
    let plain = |bytes: &[u8]| bytes.windows(8).any(|window| window == &picture(3_000)[100..108]);
    assert!(!plain(&first[0].1) && !first[0].0.contains(&hash(&picture(3_000))[2..]));
    browser.send_file(CARD, "b.pdf", PDF).await;
    let second = files(&test.folder);
    assert_eq!(second.len(), 1);
    assert_ne!(first[0].0, second[0].0);
    assert_eq!(test.count("select count(*) from uploads").await, 1);
}

#[tokio::test]
async fn an_upload_that_was_cut_goes_on_from_where_it_stood_on_any_server() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    let bytes = picture(300_000);
    let begun = announce(&mut browser, "card.png", &bytes, &hash(&bytes)).await;
    assert_eq!((begun.status, offset(&begun)), (StatusCode::CREATED, 0));
    let path = begun.location().unwrap().to_owned();
    let part = browser.patch(&path, 0, &bytes[..100_000]).await;
    assert_eq!((part.status, offset(&part)), (StatusCode::NO_CONTENT, 100_000));
    // The answer was lost, the page was opened anew, and another server answers.
    browser.move_to(test.another(4).await);
    let again = announce(&mut browser, "card.png", &bytes, &hash(&bytes)).await;
    assert_eq!(again.location(), Some(path.as_str()));
    assert_eq!(offset(&again), 100_000);
    assert_eq!(offset(&browser.head(&path).await), 100_000);
    let elsewhere = browser.patch(&path, 0, &bytes[..50_000]).await;
    assert_eq!((elsewhere.status, offset(&elsewhere)), (StatusCode::CONFLICT, 100_000));
    let part = browser.patch(&path, 100_000, &bytes[100_000..250_000]).await;
    assert_eq!(offset(&part), 250_000);
    let last = browser.patch(&path, 250_000, &bytes[250_000..]).await;
    assert_eq!(last.headers.get("upload-complete").unwrap(), "?1", "{}", last.text());
    let given = browser.get(&path).await;
    assert_eq!(given.body, bytes);
    // Nothing is left of the parts.
    assert_eq!(files(&test.folder).len(), 1);
    assert!(browser.get("/register/documents").await.says("آمده است"));
}

#[tokio::test]
async fn what_arrives_otherwise_than_announced_is_put_aside() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    let (announced, sent) = (picture(10_000), vec![b'x'; 10_000]);
    let begun = announce(&mut browser, "card.png", &announced, &hash(&announced)).await;
    let path = begun.location().unwrap().to_owned();
    let said = browser.patch(&path, 0, &sent).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
    let begun = announce(&mut browser, "card.png", &sent, &hash(&sent)).await;
    let path = begun.location().unwrap().to_owned();
    let said = browser.patch(&path, 0, &sent).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said.says("هرچه نامش بگوید"));
    assert_eq!(test.count("select count(*) from uploads").await, 0);
    assert!(files(&test.folder).is_empty());
}

#[tokio::test]
async fn a_document_is_given_to_nobody_but_its_sender_and_never_to_be_run() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    browser.send_file(CARD, "card.pdf", PDF).await;
    let page = browser.get("/register/documents").await;
    let path = page.text().split("href=\"/register/uploads/").nth(1).unwrap();
    let path = format!("/register/uploads/{}", path.split('"').next().unwrap());
    let given = browser.get(&path).await;
    assert_eq!(given.body, PDF);
    let header = |name: &str| given.headers.get(name).unwrap().to_str().unwrap().to_owned();
    assert!(
        header("content-disposition").starts_with("attachment; filename=\"document-10001.pdf\"")
    );
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "no-store");

    let mut other = test.browser();
    other.register(&with(person(Activity::Independent), "nationalId", "0076229645")).await;
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.head(&path).await.status, StatusCode::NOT_FOUND);
    assert_ne!(other.patch(&path, 0, b"x").await.status, StatusCode::NO_CONTENT);
    let mut nobody = test.browser();
    assert_eq!(nobody.get(&path).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(nobody.send_file(CARD, "x.pdf", PDF).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn documents_come_in_any_order_and_what_is_missing_is_named() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    // Before the plan, too.
    browser.send_file("/register/documents/20002", "photo.pdf", PDF).await;
    browser.fill("/register/plan", &plan()).await;
    let page = browser.get("/register/confirm").await;
    assert!(page.says("مدرک لازم نیامده است: کارت ملی") && !page.says("ثبت نهایی</button>"));
    assert!(!page.says("مدرک لازم نیامده است: عکس"));
    browser.send_documents().await;
    assert!(browser.get("/register/documents").await.says("همهٔ مدارک لازم آمده است"));
    assert!(browser.get("/register/confirm").await.says("ثبت نهایی</button>"));
    let unknown = browser.send_file("/register/documents/77777", "x.pdf", PDF).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_nobody_finished_is_forgotten_and_nothing_else() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    browser.fill("/register/plan", &plan()).await;
    browser.send_file(CARD, "card.pdf", PDF).await;
    let bytes = picture(10_000);
    let size = bytes.len().to_string();
    let sha256 = hash(&bytes);
    let fields = [("document", "10002"), ("name", "b.png"), ("size", &size), ("sha256", &sha256)];
    let begun = browser.post("/register/uploads", &fields).await;
    browser.patch(begun.location().unwrap(), 0, &bytes[..5_000]).await;
    let mut other = test.browser();
    let half = with(person(Activity::Independent), "mobile", "1");
    other.register(&with(half, "then", "later")).await;
    let days = |days: i64| test.clock.advance_millis(days * 24 * 3_600_000);
    assert_eq!(forget(&test.registry).await.unwrap(), 0);
    days(8);
    assert_eq!(forget(&test.registry).await.unwrap(), 1);
    assert_eq!(files(&test.folder).len(), 1);
    days(23);
    assert_eq!(forget(&test.registry).await.unwrap(), 1);
    assert_eq!(test.count("select count(*) from drafts").await, 1);
    assert_eq!(files(&test.folder).len(), 1);
    // Given up: what was not handed in goes.
    let case = test.case().await;
    let identity = test.registry.keys.identity(case.applicant.identity());
    let session = Session::begin(&test.registry);
    let applicant = Applicant { case: case.id, code: case.tracking_code, identity, session };
    acts::withdraw(&test.registry, &applicant, text("منصرف شدم")).await.unwrap();
    assert_eq!(forget(&test.registry).await.unwrap(), 2);
    assert!(files(&test.folder).is_empty());
}

#[tokio::test]
async fn a_folder_that_takes_nothing_is_said_and_nothing_is_lost() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    browser.fill("/register/plan", &plan()).await;
    // As when the disk is full: nothing can be written below it.
    std::fs::write(test.folder.join("documents"), b"").unwrap();
    std::fs::write(test.folder.join("parts"), b"").unwrap();
    let page = browser.send_file(CARD, "card.pdf", PDF).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.says("چند دقیقهٔ دیگر دوباره بیازمایید"));
    let begun = announce(&mut browser, "card.pdf", PDF, &hash(PDF)).await;
    let part = browser.patch(begun.location().unwrap(), 0, &PDF[..10]).await;
    assert_eq!(part.status, StatusCode::SERVICE_UNAVAILABLE);
    for name in ["documents", "parts"] {
        std::fs::remove_file(test.folder.join(name)).unwrap();
    }
    assert_eq!(offset(&browser.head(begun.location().unwrap()).await), 0);
    assert_eq!(browser.send_file(CARD, "card.pdf", PDF).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/register/plan").await.says("بافت فرش دستباف"));
}
