//! Documents as browsers without a script send them: one long form, which may be cut anywhere.

use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, ORIGIN};
use axum::http::{Method, Request, StatusCode};
use domain::people::Activity;
use futures_util::{Stream, StreamExt as _, stream};
use registry::files::MAX_BYTES;
use registry::jobs::forgetting::forget;
use uuid::Uuid;

use crate::applying::{PDF, person};
use crate::browser::{Browser, ORIGIN_OF_SITE};
use crate::harness::TestRegistry;

const CARD: &str = "/register/documents/10001";
const MIB: usize = 1024 * 1024;

async fn registered(test: &TestRegistry) -> Browser {
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    browser
}

/// How many files lie below a folder. They may come and go meanwhile.
fn lying(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let below = entries.flatten().map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => lying(&entry.path()),
        Ok(_) => 1,
        Err(_) => 0,
    });
    below.sum()
}

/// A PDF file by its content, of so many bytes.
fn scan(size: usize) -> Vec<u8> {
    let mut bytes = PDF.to_vec();
    bytes.resize(size, b' ');
    bytes
}

type Piece = Result<Bytes, std::io::Error>;

/// A form whose file comes in pieces; it ends where they end.
fn form(browser: &Browser, pieces: impl Stream<Item = Piece> + Send + 'static) -> Request<Body> {
    let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n";
    let head = stream::iter([Ok(Bytes::from_static(head.as_bytes()))]);
    Request::builder()
        .method(Method::POST)
        .uri(format!("{CARD}?case={}", browser.carried("case")))
        .header(ORIGIN, ORIGIN_OF_SITE)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from_stream(head.chain(pieces)))
        .unwrap()
}

fn pieces(bytes: &[u8]) -> impl Stream<Item = Piece> + Send + use<> {
    let pieces: Vec<Piece> =
        bytes.chunks(60_000).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    stream::iter(pieces)
}

#[tokio::test]
async fn a_document_that_is_coming_lies_aside_and_goes_with_its_sender() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    let arriving = pieces(&scan(3 * MIB)).chain(stream::pending());
    let request = form(&browser, arriving);
    let mut asking = Box::pin(browser.ask(request));
    while lying(&test.folder.join("parts")) < 2 {
        assert!(futures_util::poll!(asking.as_mut()).is_pending());
        tokio::task::yield_now().await;
    }
    drop(asking);
    while lying(&test.folder) > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(test.count("select count(*) from uploads").await, 0);
}

#[tokio::test]
async fn a_document_that_is_cut_on_its_way_leaves_what_was_there_before() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    browser.send_file(CARD, "first.pdf", PDF).await;
    let cut = stream::iter([Err(std::io::Error::other("the line was cut"))]);
    let request = form(&browser, pieces(&scan(3 * MIB)).chain(cut));
    let answer = browser.ask(request).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    // As when a proxy ends it, without the form's last line.
    let request = form(&browser, pieces(&scan(3 * MIB)));
    let answer = browser.ask(request).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(lying(&test.folder), 1);
    assert!(browser.get("/register/documents").await.says(">first</bdi>"));
}

#[tokio::test]
async fn a_document_of_any_length_up_to_the_limit_comes_as_it_was_sent() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    for size in [PDF.len(), MIB - 1, MIB, MIB + 1, MAX_BYTES] {
        let sent = scan(size);
        let answer = browser.send_file(CARD, "scan.pdf", &sent).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{size}");
        assert_eq!(lying(&test.folder), 1, "{size}");
        let page = browser.get("/register/documents").await;
        let path = page.text().split("href=\"/register/uploads/").nth(1).unwrap();
        let path = format!("/register/uploads/{}", path.split('"').next().unwrap());
        assert!(browser.get(&path).await.body == sent, "{size}");
    }
}

#[tokio::test]
async fn what_is_no_document_is_refused_at_its_end_and_never_lies_aside() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    let mut most = 0;
    let folder = test.folder.clone();
    let nonsense = vec![b'x'; 5 * MIB];
    let mut asking = Box::pin(browser.send_file(CARD, "scan.pdf", &nonsense));
    let page = loop {
        if let std::task::Poll::Ready(page) = futures_util::poll!(asking.as_mut()) {
            break page;
        }
        most = most.max(lying(&folder));
        tokio::task::yield_now().await;
    };
    drop(asking);
    assert_eq!((page.status, most), (StatusCode::UNPROCESSABLE_ENTITY, 0));
    assert!(page.says("هرچه نامش بگوید"));
    let page = browser.send_file(CARD, "scan.pdf", &scan(MAX_BYTES + 1)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("از ۱۰ مگابایت بزرگ‌تر است"));
    assert_eq!(lying(&test.folder), 0);
}

#[tokio::test]
async fn what_a_server_left_when_it_stopped_is_forgotten_and_nobody_elses() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    let hash = "0".repeat(64);
    let fields = [("document", "10001"), ("name", "a.pdf"), ("size", "9"), ("sha256", &hash)];
    let begun = browser.post("/register/uploads", &fields).await;
    browser.patch(begun.location().unwrap(), 0, b"%PDF").await;
    let registry = &test.registry;
    let left = Uuid::from_bytes(registry.randomness.identifier(registry.now()));
    let (keys, randomness) = (&registry.keys, &*registry.randomness);
    registry.files.keep_part(keys, randomness, (left, 0), b"%PDF").await.unwrap();
    assert_eq!(lying(&test.folder), 2);
    assert_eq!(forget(registry).await.unwrap(), 0);
    test.clock.advance_millis(25 * 3_600_000);
    assert_eq!(forget(registry).await.unwrap(), 1);
    assert_eq!(lying(&test.folder), 1);
}
