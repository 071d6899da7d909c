//! Taking connections: bounded in number, in the time that a head, a body and an answer may take,
//! and in size. What runs when the server is told to stop is finished.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::connection::{Doing, Impatient, Place, Pool};
use crate::{ApiState, Desk};

/// Bytes of a head at most.
const HEAD_BYTES: usize = 64 << 10;
/// Headers of a request at most.
const HEADERS: usize = 64;
/// How long running requests may take to end when the server stops.
const STOP_TIME: Duration = Duration::from_secs(5);
/// How long to wait when the machine has no more connections to give.
const PAUSE: Duration = Duration::from_millis(50);

/// How much of a server one client can hold on to.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at once. Where all are taken, the one that keeps the server waiting longest makes
    /// room for the next.
    pub connections: usize,
    /// How long the head of a request may take, the first of a connection and every later one.
    pub head_time: Duration,
    /// How long a body may take to come.
    pub body_time: Duration,
    /// How long a client may read nothing of an answer that waits for it.
    pub read_time: Duration,
    /// Answers that are worked on at once.
    pub jobs: usize,
    /// How long a request waits for one of them to be done.
    pub queue_time: Duration,
    /// How long one feed stays open; whoever listens goes on with `Last-Event-ID`.
    pub feed_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            head_time: Duration::from_secs(10),
            body_time: Duration::from_secs(30),
            read_time: Duration::from_secs(30),
            jobs: 256,
            queue_time: Duration::from_secs(10),
            feed_time: Duration::from_secs(900),
        }
    }
}

/// Where connections come in, encrypted or not.
pub struct Door {
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
}

impl Door {
    /// Connections are encrypted first, within the time that a head may take.
    pub fn encrypted(listener: TcpListener, tls: TlsAcceptor) -> Self {
        Self { listener, tls: Some(tls) }
    }
}

impl From<TcpListener> for Door {
    fn from(listener: TcpListener) -> Self {
        Self { listener, tls: None }
    }
}

impl std::fmt::Debug for Door {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Door").field("is_encrypted", &self.tls.is_some()).finish_non_exhaustive()
    }
}

/// Answers requests until `shutdown` is ready, then finishes what runs, for a few seconds at most.
///
/// # Errors
/// None that ends it: a connection that cannot be taken is waited for.
pub async fn serve(listener: TcpListener, state: ApiState, shutdown: impl Future<Output = ()>) {
    serve_within(listener, state, Limits::default(), shutdown).await;
}

/// As [`serve`], within other limits.
pub async fn serve_within(
    listener: TcpListener,
    state: ApiState,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) {
    serve_router(listener, Desk::new(state, limits).api(), limits, shutdown).await;
}

/// Answers requests with a router, as [`serve_within`] does with the API's.
pub async fn serve_router(
    listener: impl Into<Door>,
    router: Router,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) {
    let Door { listener, tls } = listener.into();
    let service = TowerToHyperService::new(router);
    let pool = Pool::new(limits.connections);
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEADERS);
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let taken = tokio::select! {
            taken = take(&listener, &pool) => taken,
            () = &mut shutdown => break,
        };
        let Some((stream, place)) = taken else { continue };
        let stream = Impatient::new(stream, limits.read_time);
        let (http, service) = (http.clone(), watched(&service, &place));
        let (tls, watcher) = (tls.clone(), graceful.watcher());
        let answers = async move {
            // A client that goes away or breaks the protocol concerns nobody else.
            match tls {
                None => {
                    let connection = http.serve_connection(TokioIo::new(stream), service);
                    let _ = watcher.watch(connection).await;
                }
                Some(tls) => {
                    let hello = tokio::time::timeout(limits.head_time, tls.accept(stream)).await;
                    let Ok(Ok(stream)) = hello else { return };
                    let connection = http.serve_connection(TokioIo::new(stream), service);
                    let _ = watcher.watch(connection).await;
                }
            }
        };
        tokio::spawn(async move {
            tokio::select! {
                () = answers => (),
                () = place.connection.ended() => (),
            }
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(STOP_TIME, graceful.shutdown()).await;
}

/// The router, with the connection knowing what it does.
fn watched(
    service: &TowerToHyperService<Router>,
    place: &Place,
) -> impl Service<
    Request<Incoming>,
    Response = axum::response::Response,
    Error = std::convert::Infallible,
    Future: Send + 'static,
> + use<> {
    let (service, connection) = (service.clone(), Arc::clone(&place.connection));
    service_fn(move |mut request: Request<Incoming>| {
        let connection = Arc::clone(&connection);
        connection.does(Doing::Working);
        request.extensions_mut().insert(Arc::clone(&connection));
        let answer = service.call(request);
        async move {
            let answer = answer.await;
            connection.does(Doing::Waiting);
            answer
        }
    })
}

async fn take(listener: &TcpListener, pool: &Arc<Pool>) -> Option<(TcpStream, Place)> {
    match listener.accept().await {
        Ok((stream, _)) => {
            // Answers are small and wait for nobody.
            let _ = stream.set_nodelay(true);
            Some((stream, pool.enter().await))
        }
        Err(_) => {
            tokio::time::sleep(PAUSE).await;
            None
        }
    }
}
