//! The accept loop: HTTP/1.1 with bounded headers, and an orderly end.

use std::io;
use std::pin::pin;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use domain::settings::Http;
use futures_util::FutureExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower::Service;

use crate::Peer;

/// The most that is buffered of one request's head, in octets.
const MAX_HEAD: usize = 128 * 1024;
/// How long to wait for descriptors to become free, and how often to say so.
const PAUSE: Duration = Duration::from_millis(100);
const SAY_EVERY: Duration = Duration::from_secs(5);

/// Serves until `shutdown` resolves; then takes no new connections, lets the
/// requests in flight end within `http.shutdown_seconds`, and drops the rest.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    settings: Http,
    shutdown: impl Future<Output = ()>,
) {
    let http = protocol(Duration::from_secs(settings.header_seconds.max(1)));
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    let mut said: Option<Instant> = None;
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next(), if !connections.is_empty() => continue,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                connections.spawn(connection(&http, &graceful, &router, stream, Peer(peer)));
            }
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                if said.is_none_or(|at| at.elapsed() >= SAY_EVERY) {
                    said = Some(Instant::now());
                    tracing::error!(%error, "cannot accept connections");
                }
                tokio::select! {
                    () = tokio::time::sleep(PAUSE) => {}
                    () = &mut shutdown => break,
                }
            }
        }
    }
    // Whoever is in the queue came before the end.
    while let Some(Ok((stream, peer))) = listener.accept().now_or_never() {
        connections.spawn(connection(&http, &graceful, &router, stream, Peer(peer)));
    }
    drop(listener);
    let patience = Duration::from_secs(settings.shutdown_seconds);
    if tokio::time::timeout(patience, graceful.shutdown()).await.is_err() {
        tracing::warn!(connections = connections.len(), "dropped what did not end in time");
    }
    connections.shutdown().await;
}

fn protocol(header_time: Duration) -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(header_time).max_buf_size(MAX_HEAD);
    http
}

fn connection(
    http: &http1::Builder,
    graceful: &GracefulShutdown,
    router: &Router,
    stream: TcpStream,
    peer: Peer,
) -> impl Future<Output = ()> + Send + 'static {
    // Answers are written whole; waiting to fill a packet only delays them.
    let _ = stream.set_nodelay(true);
    let router = router.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        router.clone().call(request)
    });
    let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
    async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection broke");
        }
    }
}

/// Whether a failed accept concerns that one client alone.
fn is_the_clients(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
    )
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;
    use tokio::task::JoinHandle;

    use super::*;

    async fn start(shutdown_seconds: u64) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<()>) {
        let defaults = include_str!("../../../config.default.toml");
        let mut settings: domain::Settings = toml::from_str(defaults).unwrap();
        settings.http.shutdown_seconds = shutdown_seconds;
        settings.http.header_seconds = 1;
        let router = Router::new().route("/slow", get(slow));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(serve(listener, router, settings.http, async {
            let _ = stopped.await;
        }));
        (address, stop, serving)
    }

    async fn slow() -> &'static str {
        tokio::time::sleep(Duration::from_millis(300)).await;
        "done"
    }

    async fn ask(address: SocketAddr, head: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(head).await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        stream
    }

    async fn answer(mut stream: TcpStream) -> String {
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8(answer).unwrap()
    }

    const WHOLE: &[u8] = b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n";

    #[tokio::test]
    async fn requests_in_flight_end_before_the_server_does() {
        let (address, stop, serving) = start(5).await;
        let stream = ask(address, WHOLE).await;
        stop.send(()).unwrap();
        let answer = answer(stream).await;
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("done"), "{answer}");
        serving.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    }

    #[tokio::test]
    async fn nobody_keeps_the_server_from_ending() {
        let (address, stop, serving) = start(0).await;
        let stream = ask(address, WHOLE).await;
        stop.send(()).unwrap();
        tokio::time::timeout(Duration::from_secs(2), serving).await.unwrap().unwrap();
        assert_eq!(answer(stream).await, "");
    }

    #[tokio::test]
    async fn slow_heads_are_cut_off() {
        let (address, _stop, _serving) = start(0).await;
        let began = Instant::now();
        let stream = ask(address, b"GET /slow HTTP/1.1\r\nX: ").await;
        let answer = answer(stream).await;
        assert!(began.elapsed() < Duration::from_secs(4), "{answer}");
        assert!(!answer.contains("200"), "{answer}");
    }
}
