//! Connections of one server: how many, what each is doing, and which has to go where another wants
//! its place. Whoever holds places without asking anything loses them first.

use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::Notify;
use tokio::time::Sleep;

/// What a connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Doing {
    /// The client has sent no whole request, or does not read the answer to its last.
    Waiting,
    /// The client is sending a body.
    Sending,
    /// The server is working on an answer.
    Working,
}

/// One connection.
#[derive(Debug)]
pub(crate) struct Connection {
    doing: AtomicU8,
    /// Milliseconds since the pool began.
    since: AtomicU64,
    began: Instant,
    end: Notify,
}

impl Connection {
    /// Says what the connection does from now on.
    pub(crate) fn does(&self, doing: Doing) {
        self.doing.store(doing as u8, Ordering::Relaxed);
        let since = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.since.store(since, Ordering::Relaxed);
    }

    /// Ready when the connection has to make room.
    pub(crate) async fn ended(&self) {
        self.end.notified().await;
    }

    /// How much it would be missed, least first.
    fn rank(&self) -> (u8, u64) {
        (self.doing.load(Ordering::Relaxed), self.since.load(Ordering::Relaxed))
    }
}

/// All connections.
#[derive(Debug)]
pub(crate) struct Pool {
    most: usize,
    began: Instant,
    open: Mutex<Vec<Arc<Connection>>>,
    freed: Notify,
}

impl Pool {
    /// Room for so many.
    pub(crate) fn new(most: usize) -> Arc<Self> {
        let (open, freed) = (Mutex::default(), Notify::new());
        Arc::new(Self { most, began: Instant::now(), open, freed })
    }

    /// A place, as soon as there is one: where all are taken, the connection that has kept the
    /// server waiting longest is ended.
    pub(crate) async fn enter(self: &Arc<Self>) -> Place {
        loop {
            let freed = self.freed.notified();
            {
                let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
                if open.len() < self.most {
                    let connection = Arc::new(Connection {
                        doing: AtomicU8::new(0),
                        since: AtomicU64::new(0),
                        began: self.began,
                        end: Notify::new(),
                    });
                    connection.does(Doing::Waiting);
                    open.push(Arc::clone(&connection));
                    return Place { pool: Arc::clone(self), connection };
                }
                let last = open.iter().min_by_key(|connection| connection.rank());
                if let Some(last) = last.filter(|last| last.rank().0 < Doing::Working as u8) {
                    last.end.notify_one();
                }
            }
            freed.await;
        }
    }
}

/// A connection's place; free again when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    pool: Arc<Pool>,
    pub(crate) connection: Arc<Connection>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.pool.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|known| !Arc::ptr_eq(known, &self.connection));
        self.pool.freed.notify_one();
    }
}

/// A stream that gives up on a reader who takes nothing for some time.
#[derive(Debug)]
pub(crate) struct Impatient<S> {
    stream: S,
    patience: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<S> Impatient<S> {
    pub(crate) const fn new(stream: S, patience: Duration) -> Self {
        Self { stream, patience, waiting: None }
    }

    fn hold<T>(&mut self, cx: &mut Context<'_>, answer: Poll<Result<T>>) -> Poll<Result<T>> {
        if answer.is_ready() {
            self.waiting = None;
            return answer;
        }
        let patience = self.patience;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        ready!(waiting.as_mut().poll(cx));
        Poll::Ready(Err(Error::from(ErrorKind::TimedOut)))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Impatient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Impatient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize>> {
        let answer = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.hold(cx, answer)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let answer = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.hold(cx, answer)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let answer = Pin::new(&mut self.stream).poll_flush(cx);
        self.hold(cx, answer)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let answer = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.hold(cx, answer)
    }
}
