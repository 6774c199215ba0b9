//! What a crowd that stalls, by malice or by a bad line, does to the others: nothing.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, ORIGIN, RETRY_AFTER};
use axum::http::{Method, Request, StatusCode};
use domain::people::Activity;
use futures_util::{StreamExt as _, stream};
use registry::config::Site;
use registry::web::address::Forwarding;
use registry::web::{self, App, Patience};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::applying::{PDF, person};
use crate::browser::{Browser, ORIGIN_OF_SITE};
use crate::harness::TestRegistry;

const CARD: &str = "/register/documents/10001";
const WHOLE: &[u8] = b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
/// For what comes at once, if it comes at all.
const LONG: Duration = Duration::from_mins(1);

/// A site with bounds of its own.
fn bounded(test: &TestRegistry, bounds: &str) -> App {
    let site = Site {
        origin: ORIGIN_OF_SITE.to_owned(),
        proxies: vec!["10.0.0.0/8".parse().unwrap()],
        forwarding: Forwarding::default(),
        trust: None,
        limits: toml::from_str(bounds).unwrap(),
    };
    App::new(test.registry.clone(), site)
}

async fn served(app: App, patience: Patience) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(web::serve(listener, app, patience, std::future::pending()));
    address
}

async fn said(mut line: TcpStream) -> String {
    let mut answer = String::new();
    let read = tokio::time::timeout(LONG, line.read_to_string(&mut answer)).await;
    assert!(read.is_ok(), "the server ends what nobody goes on with");
    answer
}

async fn asked(address: SocketAddr, bytes: &[u8]) -> TcpStream {
    let mut line = TcpStream::connect(address).await.unwrap();
    line.write_all(bytes).await.unwrap();
    line
}

#[tokio::test]
async fn requests_that_are_never_finished_make_room_for_one_that_is() {
    let test = TestRegistry::start().await;
    let bounds = "connections = 40\nconnections_from_one_network = 20";
    let address = served(bounded(&test, bounds), Patience::default()).await;
    let mut halves = Vec::new();
    for n in 0..100 {
        halves.push(asked(address, b"GET / HTTP/1.1\r\nHost: ").await);
        if n % 10 == 0 {
            let answer = said(asked(address, WHOLE).await).await;
            assert!(answer.ends_with("live\n"), "after {n}: {answer}");
        }
    }
    // The first of them has been told to go.
    assert_eq!(said(halves.swap_remove(0)).await, "");
}

#[tokio::test]
async fn a_head_that_does_not_end_and_a_line_on_which_nothing_is_asked_are_closed() {
    let test = TestRegistry::start().await;
    let patience = Patience { head: Duration::from_millis(50), ..Patience::default() };
    let address = served(bounded(&test, ""), patience).await;
    for begun in [b"".as_slice(), b"GET / HTTP/1.1\r\nHost: "] {
        let answer = said(asked(address, begun).await).await;
        assert!(!answer.contains("200 OK"), "{answer}");
    }
    let kept = asked(address, b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(said(kept).await.ends_with("live\n"));
}

/// A form whose file begins and stands still.
fn stalled(case: &str) -> Request<Body> {
    let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n";
    let begun = [Bytes::from_static(head.as_bytes()), Bytes::from_static(PDF)];
    let begun = stream::iter(begun.map(Ok::<_, std::io::Error>));
    form(case, Body::from_stream(begun.chain(stream::pending())))
}

fn form(case: &str, body: Body) -> Request<Body> {
    Request::builder()
        .method(Method::POST)
        .uri(format!("{CARD}?case={case}"))
        .header(ORIGIN, ORIGIN_OF_SITE)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(body)
        .unwrap()
}

#[tokio::test]
async fn uploads_that_stand_still_take_their_own_places_and_nobody_elses() {
    let test = TestRegistry::start().await;
    let app = bounded(&test, "uploads_of_one_case = 3\nuploads = 5");
    let mut browser = Browser::of(app.clone());
    browser.register(&person(Activity::Independent)).await;
    let (cookies, case) = (browser.cookies(), browser.carried("case").to_owned());
    let another = || {
        let mut other = Browser::of(app.clone());
        other.lose(cookies.clone());
        other
    };
    let mut lines: Vec<Browser> = (0..3).map(|_| another()).collect();
    let mut stalls: Vec<_> =
        lines.iter_mut().map(|line| Box::pin(line.ask(stalled(&case)))).collect();
    for stall in &mut stalls {
        assert!(futures_util::poll!(stall.as_mut()).is_pending());
    }
    let refused = browser.send_file(CARD, "card.pdf", PDF).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers.contains_key(RETRY_AFTER));
    assert!(refused.says("چند مدرک هم‌زمان در راه است") && refused.says("too-many-uploads"));
    assert_eq!(test.count("select count(*) from uploads").await, 0);
    // Other pages of the same applicant, and another applicant's document, are as ever.
    assert_eq!(browser.get("/register/documents").await.status, StatusCode::OK);
    let mut neighbour = Browser::of(app.clone());
    neighbour.register(&person(Activity::Independent)).await;
    let sent = neighbour.send_file(CARD, "card.pdf", PDF).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    drop(stalls.pop());
    let sent = browser.send_file(CARD, "card.pdf", PDF).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_answer_that_comes_early_is_given_once_all_was_sent() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let taken = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&taken);
    let pieces = stream::iter(0..50).map(move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
        Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 60_000]))
    });
    // Nobody is signed in, which is known before the first byte.
    let answer = browser.ask(form("", Body::from_stream(pieces))).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(taken.load(Ordering::Relaxed), 50);
}

#[tokio::test]
async fn a_form_of_which_nothing_is_understood_is_not_gathered() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    let taken = Arc::new(AtomicUsize::new(0));
    // Neither a first line, nor the end of a field's head, ever comes.
    for begin in ["", "--b\r\nContent-Disposition: form-data; name=\"file\"; x="] {
        let counted = Arc::clone(&taken);
        counted.store(0, Ordering::Relaxed);
        let first = Bytes::copy_from_slice(begin.as_bytes());
        let endless = stream::repeat_with(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            Bytes::from(vec![b'x'; 60_000])
        });
        let body = stream::iter([first]).chain(endless).map(Ok::<_, std::io::Error>);
        let request = form(browser.carried("case"), Body::from_stream(body));
        let answer = browser.ask(request).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_part_that_is_cut_has_brought_what_came_of_it() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    let mut whole = PDF.to_vec();
    whole.resize(600_000, b' ');
    let hash = "0".repeat(64);
    let size = whole.len().to_string();
    let fields = [("document", "10001"), ("name", "a"), ("size", &size), ("sha256", &hash)];
    let begun = browser.post("/register/uploads", &fields).await;
    let path = begun.location().unwrap().to_owned();
    let came = Bytes::copy_from_slice(whole.get(..300_000).unwrap());
    let cut = stream::iter([Ok(came), Err(std::io::Error::other("the line was cut"))]);
    let part = Request::builder()
        .method(Method::PATCH)
        .uri(&path)
        .header(ORIGIN, ORIGIN_OF_SITE)
        .header("upload-offset", 0)
        .body(Body::from_stream(cut))
        .unwrap();
    assert_eq!(browser.ask(part).await.status, StatusCode::BAD_REQUEST);
    let stands = browser.head(&path).await;
    assert_eq!(stands.headers.get("upload-offset").unwrap(), "300000");
}

#[tokio::test]
async fn methods_that_nobody_knows_are_counted_as_one() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    for n in 0..200 {
        let method = Method::from_bytes(format!("NONSENSE{n}").as_bytes()).unwrap();
        let request =
            Request::builder().method(method).uri("/status").header(ORIGIN, ORIGIN_OF_SITE);
        browser.ask(request.body(Body::empty()).unwrap()).await;
    }
    browser.get("/").await;
    let counted = test.registry.metrics.text();
    assert!(!counted.contains("NONSENSE"), "{counted}");
    let series = counted.lines().filter(|line| line.contains("method=\"other\"")).count();
    assert_eq!(series, 1, "{counted}");
    assert!(counted.contains("method=\"GET\""));
}
