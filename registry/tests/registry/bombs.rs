//! What is small on the line and huge once somebody unpacks it. The registry unpacks no more than it needs to see that a
//! file is whole, and keeps nothing of it.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ORIGIN};
use axum::http::{Method, Request, StatusCode};
use domain::people::Activity;
use sha2::{Digest as _, Sha256};

use crate::applying::{PDF, person, plan};
use crate::browser::{Answer, Browser, ORIGIN_OF_SITE};
use crate::harness::TestRegistry;

const CARD: &str = "/register/documents/10001";

async fn registered(test: &TestRegistry) -> Browser {
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    browser
}

/// A grey PNG file whose header tells this size, with whatever data.
fn png((width, height): (u32, u32), data: &[u8]) -> Vec<u8> {
    let chunk = |kind: &[u8], content: &[u8]| {
        let named = [kind, content].concat();
        let length = u32::try_from(content.len()).unwrap();
        let mut sum = libdeflater::Crc::new();
        sum.update(&named);
        [&length.to_be_bytes()[..], &named, &sum.sum().to_be_bytes()].concat()
    };
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let header = chunk(b"IHDR", &[&size[..], b"\x08\0\0\0\0"].concat());
    let mark = &b"\x89PNG\r\n\x1a\n"[..];
    [mark, &header, &chunk(b"IDAT", data), &chunk(b"IEND", b"")].concat()
}

/// So many zeros as a `zlib` stream.
fn packed(zeros: usize) -> Vec<u8> {
    let mut packer = libdeflater::Compressor::new(libdeflater::CompressionLvl::default());
    let mut out = vec![0; packer.zlib_compress_bound(zeros)];
    let length = packer.zlib_compress(&vec![0; zeros], &mut out).unwrap();
    out.truncate(length);
    out
}

/// A grey JPEG file whose frame tells this size, with so many bytes of data. Each block of it is two bits: no difference
/// to the block before, and nothing more.
fn jpeg((width, height): (u16, u16), data: usize) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".to_vec();
    bytes.extend(b"\xff\xdb\0\x43\0");
    bytes.extend([1; 64]);
    for table in [0x00, 0x10] {
        bytes.extend([0xFF, 0xC4, 0, 0x14, table, 1]);
        bytes.extend([0; 16]);
    }
    bytes.extend(b"\xff\xc0\0\x0b\x08");
    bytes.extend([height.to_be_bytes(), width.to_be_bytes()].concat());
    bytes.extend(b"\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0");
    bytes.resize(bytes.len() + data, 0);
    bytes.extend(b"\xff\xd9");
    bytes
}

/// A stream of `zlib` that unpacks to a thousand times its length: each bit of its zeros stands for 258 zeros.
fn inflating(size: usize) -> Vec<u8> {
    let mut stream = b"\x78\xda\xec\xc1\x01\x01\0\0\0\x80\x90\xfe\xaf\xee\x08\x0a".to_vec();
    stream.resize(size, 0);
    stream
}

async fn in_parts(browser: &mut Browser, bytes: &[u8]) -> Answer {
    let size = bytes.len().to_string();
    let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let fields = [("document", "10001"), ("name", "a"), ("size", &size), ("sha256", &sha256)];
    let begun = browser.post("/register/uploads", &fields).await;
    let path = begun.location().unwrap().to_owned();
    browser.patch(&path, 0, bytes).await
}

#[tokio::test]
async fn a_picture_that_says_it_is_enormous_is_refused_and_its_sender_reads_why() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    for bomb in
        [png((60_000, 60_000), b""), png((u32::MAX, u32::MAX), b""), jpeg((65_535, 65_535), 9)]
    {
        let page = browser.send_file(CARD, "card.png", &bomb).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let advice = "با وضوح کمتری عکس بگیرید یا اسکن کنید";
        assert!(page.says("۱۰۰ میلیون نقطه") && page.says(advice), "{}", page.text());
        let said = in_parts(&mut browser, &bomb).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(said.says("۱۰۰ میلیون نقطه") && said.says(advice), "{}", said.text());
    }
    assert_eq!(test.count("select count(*) from uploads").await, 0);
    // A sheet at 600 dots in an inch, and what the largest cameras of phones take.
    let of_a_phone = jpeg((9_000, 11_000), (1_125 * 1_375_usize).div_ceil(4));
    for usual in [png((4_960, 7_016), &packed(4_961 * 7_016)), of_a_phone] {
        let answer = browser.send_file(CARD, "a", &usual).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
}

#[tokio::test]
async fn what_would_unpack_to_gigabytes_is_kept_and_given_back_as_it_came() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    let stream = inflating(2_000_000);
    let at = PDF.windows(5).position(|window| window == b"xref\n").unwrap();
    let object = [
        &PDF[..at],
        b"9 0 obj << /Filter /FlateDecode >> stream\n",
        &stream,
        b"\nendstream endobj\n",
        &PDF[at..],
    ];
    for sent in [png((100, 100), &packed(50_000_000)), object.concat()] {
        browser.send_file(CARD, "card", &sent).await;
        let page = browser.get("/register/documents").await;
        let path = page.text().split("href=\"/register/uploads/").nth(1).unwrap();
        let path = format!("/register/uploads/{}", path.split('"').next().unwrap());
        assert!(browser.get(&path).await.body == sent);
    }
    // Archives are no documents, whatever is in them.
    for archive in
        [&b"PK\x03\x04\x14\0\0\0\x08\0"[..], b"\x1f\x8b\x08\0\0\0\0\0", b"7z\xbc\xaf\x27\x1c"]
    {
        let page = browser.send_file(CARD, "card.pdf", &[archive, &stream].concat()).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says("این فایل یک پوشهٔ فشرده است"));
    }
}

#[tokio::test]
async fn a_pressed_request_is_refused_unopened_and_changes_nothing() {
    let test = TestRegistry::start().await;
    let mut browser = registered(&test).await;
    browser.fill("/register/plan", &plan()).await;
    let pressed = [b"\x1f\x8b\x08\0\0\0\0\0".as_slice(), &inflating(50_000)].concat();
    for (method, path, kind) in [
        (Method::POST, "/register/plan", "application/x-www-form-urlencoded"),
        (Method::POST, "/status", "application/x-www-form-urlencoded"),
        (Method::POST, CARD, "multipart/form-data; boundary=b"),
        (Method::POST, "/status/requests/x/file", "multipart/form-data; boundary=b"),
        (Method::PATCH, "/register/uploads/00000000-0000-7000-8000-000000000000", "x/y"),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(ORIGIN, ORIGIN_OF_SITE)
            .header(CONTENT_TYPE, kind)
            .header("upload-offset", "0")
            .header("content-encoding", "gzip")
            .body(Body::from(pressed.clone()))
            .unwrap();
        let answer = browser.ask(request).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{path}");
        assert!(answer.says("فشرده فرستاده شده است"), "{path}");
    }
    assert!(browser.get("/register/plan").await.says("بافت فرش دستباف"));
}
