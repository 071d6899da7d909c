//! Taking connections: bounded in number, in the time a head may take, and in its size. What runs
//! when the server is told to stop is finished.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use crate::{ApiState, router};

/// Connections at once. Each is cut off that sends nothing, so a thousand idle ones pass by.
const CONNECTIONS: usize = 512;
/// How long the head of a request may take, the first of a connection and every later one.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// Bytes of a head at most.
const HEAD_BYTES: usize = 64 << 10;
/// Headers of a request at most.
const HEADERS: usize = 64;
/// How long running requests may take to end when the server stops.
const STOP_TIME: Duration = Duration::from_secs(5);
/// How long to wait when the machine has no more connections to give.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers requests until `shutdown` is ready, then finishes what runs, for a few seconds at most.
///
/// # Errors
/// None that ends it: a connection that cannot be taken is waited for.
pub async fn serve(listener: TcpListener, state: ApiState, shutdown: impl Future<Output = ()>) {
    let service = TowerToHyperService::new(router(state));
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEADERS);
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let taken = tokio::select! {
            taken = take(&listener, &room) => taken,
            () = &mut shutdown => break,
        };
        let Some((stream, permit)) = taken else { continue };
        let connection = http.serve_connection(TokioIo::new(stream), service.clone());
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A client that goes away or breaks the protocol concerns nobody else.
            let _ = connection.await;
            drop(permit);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(STOP_TIME, graceful.shutdown()).await;
}

async fn take(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let permit = Arc::clone(room).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => {
            // Answers are small and wait for nobody.
            let _ = stream.set_nodelay(true);
            Some((stream, permit))
        }
        Err(_) => {
            tokio::time::sleep(PAUSE).await;
            None
        }
    }
}
