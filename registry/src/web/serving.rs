//! The server's own connections: how many, for how long, and how they end.
//!
//! Nobody is waited for without an end: for a request's head and for whoever takes no answer so long as [`Patience`] says,
//! for a body as long as it comes at a least speed ([`super::arriving`]).

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};

use super::App;
use super::address::Client;

mod connections;
mod noted;
mod open_files;

pub use connections::Connection;
use connections::{Connections, Place};
use noted::Noted;

/// How long clients are waited for.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How long a request's head may take, and how long a connection may do nothing between two requests.
    pub head: Duration,
    /// How long a client may take nothing of its answer.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { head: Duration::from_secs(10), answer: Duration::from_mins(1) }
    }
}

/// The largest head, and how much of a body is read at once, in bytes.
const READ_AT_ONCE: usize = 32 * 1024;
/// How long to wait before connections are taken again, where the system has no room for one.
const NO_ROOM: Duration = Duration::from_millis(200);

/// What is said where all connections are being answered. The page of [`super::problem`] needs a request.
const FULL: &str = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nConnection: close\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\r\n\
    سامانه اکنون شلوغ است. چند ثانیهٔ دیگر دوباره بیازمایید.\n\
    The site is busy. Try again in a few seconds.\n";

/// Serves until it is told to stop; then requests that have come are still answered.
pub async fn serve(
    listener: TcpListener,
    app: App,
    patience: Patience,
    stop: impl Future<Output = ()> + Send,
) {
    let bounds = app.site.limits;
    let most = open_files::room_for(usize::from(bounds.connections.get()));
    let of_one = usize::from(bounds.connections_from_one_network.get());
    let connections = Arc::new(Connections::new(most, of_one));
    let router = super::router(app.clone());
    let shutdown = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    not_accepted(&error).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let is_ours = app.site.is_proxy(peer.ip());
        match connections.admit((!is_ours).then(|| Client::of(peer.ip()))) {
            Some(place) => {
                let line = (stream, peer, place);
                tokio::spawn(attended(line, patience, router.clone(), shutdown.watcher()));
            }
            None => refuse(stream),
        }
    }
    drop(listener);
    shutdown.shutdown().await;
}

/// A client that has gone already is nothing; a system without room is waited for.
async fn not_accepted(error: &std::io::Error) {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(error = %error, "a connection could not be taken");
        tokio::time::sleep(NO_ROOM).await;
    }
}

fn refuse(mut stream: TcpStream) {
    tokio::spawn(async move {
        // Whoever does not read it is let go all the same.
        let said = async {
            stream.write_all(FULL.as_bytes()).await?;
            stream.shutdown().await
        };
        let _said_or_not = tokio::time::timeout(Duration::from_secs(1), said).await;
    });
}

/// Answers the requests of one connection until it ends.
async fn attended(
    (stream, peer, place): (TcpStream, SocketAddr, Place),
    patience: Patience,
    router: Router,
    watcher: Watcher,
) {
    // An answer's last piece does not wait for the client's word on the piece before.
    let _set_or_not = stream.set_nodelay(true);
    let connection = Arc::clone(&place.connection);
    let stream = TokioIo::new(Noted::new(stream, Arc::clone(&connection)));
    let router = TowerToHyperService::new(router);
    let answering = Arc::clone(&connection);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(Arc::clone(&answering));
        answering.works(true);
        let (answer, answering) = (router.call(request), Arc::clone(&answering));
        async move {
            let answer = answer.await;
            answering.works(false);
            answering.moved();
            answer
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(READ_AT_ONCE);
    let served = watcher.watch(http.serve_connection(stream, service));
    tokio::select! {
        // How it ended, its client knows.
        _ = served => {}
        () = connection.is_over(patience.answer) => {}
    }
    drop(place);
}
