//! Bytes that no client of HTTP sends, on a connection to a real server.

use std::time::Duration;

use registry::web::{self, Patience};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::browser::app;
use crate::harness::TestRegistry;

/// Sends bytes and reads until the server closes or says no more.
async fn said(address: std::net::SocketAddr, bytes: &[u8]) -> String {
    let mut line = TcpStream::connect(address).await.unwrap();
    // A server that has refused may have closed already.
    let _sent = line.write_all(bytes).await;
    let _ended = line.shutdown().await;
    let mut answer = Vec::new();
    let read = line.read_to_end(&mut answer);
    let _read = tokio::time::timeout(Duration::from_secs(10), read).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn no_request_is_hidden_in_another_and_nonsense_is_refused() {
    let test = TestRegistry::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = app(test.registry.clone(), None);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(web::serve(listener, app, Patience::default(), async move {
        let _told = stopped.await;
    }));
    let hidden = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    let smuggled = [
        format!(
            "POST /status HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"
        ),
        format!(
            "POST /status HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: {}\r\n\r\n{hidden}",
            hidden.len()
        ),
        format!("POST /status HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n{hidden}"),
        format!(
            "POST /status HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{hidden}"
        ),
        format!("POST /status HTTP/1.1\r\nHost: x\r\nContent-Length: +0\r\n\r\n{hidden}"),
        format!("POST /status HTTP/1.1\r\nHost: x\r\nContent-Length : 0\r\n\r\n{hidden}"),
        format!(
            "POST /status HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{hidden}"
        ),
    ];
    for bytes in &smuggled {
        let answer = said(address, bytes.as_bytes()).await;
        assert!(!answer.contains("live\n"), "{bytes}\n{answer}");
        assert!(answer.matches("HTTP/1.1 ").count() <= 1, "{bytes}\n{answer}");
    }
    let huge = format!("GET / HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n", "a".repeat(1 << 20));
    let many: String = (0..400).map(|n| format!("X-{n}: 1\r\n")).collect();
    let many = format!("GET / HTTP/1.1\r\nHost: x\r\n{many}\r\n");
    for bytes in [
        huge.as_str(),
        many.as_str(),
        "\0\0\0\0",
        "GET  / HTTP/1.1\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /\u{7f}\r\n HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n X: folded\r\n\r\n",
        "GET / HTTP/1.1\r\nX\0: 1\r\n\r\n",
    ] {
        let answer = said(address, bytes.as_bytes()).await;
        let refused = answer.is_empty()
            || answer.starts_with("HTTP/1.1 4")
            || answer.starts_with("HTTP/1.0 4");
        let shown: String = bytes.chars().take(60).collect();
        assert!(refused, "{shown:?}\n{answer}");
    }
    assert!(said(address, hidden.as_bytes()).await.contains("live\n"));
    stop.send(()).unwrap();
    server.await.unwrap();
}
