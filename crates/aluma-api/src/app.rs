//! What all handlers of one server share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aluma_index::Index;
use aluma_node::intake::Judgement;
use aluma_node::{Node, Outcome, Submission};
use aluma_types::Hash32;
use aluma_types::admission::Inadmissible;
use tokio::sync::{Semaphore, oneshot, watch};

use crate::{ApiState, Limits, Named};

/// Requests that are being answered at once; more are told to come back.
const REQUESTS: usize = 1_024;
/// Feeds that are open at once.
const FEEDS: usize = 256;
/// How often a waiter looks for itself: a transaction that lost its place is in no block.
const LOOK: Duration = Duration::from_millis(250);

/// A server.
pub(crate) struct App {
    pub(crate) node: Arc<Node>,
    pub(crate) index: Index,
    pub(crate) named: Named,
    pub(crate) jobs: Semaphore,
    pub(crate) requests: Arc<Semaphore>,
    pub(crate) feeds: Arc<Semaphore>,
    /// Archives that are being made.
    pub(crate) exports: Semaphore,
    /// The height that the index has come to.
    pub(crate) indexed: watch::Receiver<u64>,
    pub(crate) limits: Limits,
    waiters: Arc<Waiters>,
}

/// Requests that wait for a transaction's fate.
#[derive(Default)]
struct Waiters(Mutex<HashMap<Hash32, Vec<oneshot::Sender<()>>>>);

impl Waiters {
    fn add(&self, id: Hash32) -> oneshot::Receiver<()> {
        let (sender, receiver) = oneshot::channel();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default().push(sender);
        receiver
    }

    fn tell(&self, id: &Hash32) {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        for waiter in waiting.unwrap_or_default() {
            // Whoever waited may have gone.
            let _ = waiter.send(());
        }
    }

    /// Forgets those of a transaction whose requests have gone.
    fn prune(&self, id: &Hash32) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(senders) = waiting.get_mut(id) {
            senders.retain(|sender| !sender.is_closed());
            if senders.is_empty() {
                waiting.remove(id);
            }
        }
    }
}

impl App {
    /// Sets up a server. Its two small threads end with the node and with the index.
    pub(crate) fn new(ApiState { node, index, named }: ApiState, limits: Limits) -> Arc<Self> {
        let waiters = Arc::<Waiters>::default();
        let (blocks, told) = (node.subscribe(), Arc::clone(&waiters));
        let tell = move || {
            for block in blocks {
                block.receipts.iter().for_each(|receipt| told.tell(&receipt.id));
            }
        };
        let heights = index.subscribe();
        let (sender, indexed) = watch::channel(index.height());
        let pass_on = move || {
            for height in heights {
                if sender.send(height).is_err() {
                    break;
                }
            }
        };
        std::thread::spawn(tell);
        std::thread::spawn(pass_on);
        Arc::new(Self {
            node,
            index,
            named,
            jobs: Semaphore::new(limits.jobs),
            requests: Arc::new(Semaphore::new(REQUESTS)),
            feeds: Arc::new(Semaphore::new(FEEDS)),
            exports: Semaphore::new(1),
            indexed,
            limits,
            waiters,
        })
    }

    /// Hands a submission in and waits for the promise, on no thread.
    pub(crate) async fn judge(&self, submission: Submission) -> Judgement {
        let (sender, answer) = oneshot::channel();
        self.node.ask_then(submission, move |judgement| {
            // Whoever asked may have gone.
            let _ = sender.send(judgement);
        });
        answer.await.unwrap_or(Err(Inadmissible::Busy))
    }

    /// What became of a transaction, waiting for it at most so long, on no thread.
    pub(crate) async fn wait(&self, id: Hash32, timeout: Duration) -> Option<Outcome> {
        let deadline = tokio::time::Instant::now() + timeout;
        loop {
            // Asked for before looking, so that no block falls in between.
            let told = self.waiters.add(id);
            if let Some(outcome) = self.node.outcome(&id) {
                self.waiters.prune(&id);
                return Some(outcome);
            }
            let left = deadline.saturating_duration_since(tokio::time::Instant::now());
            if left.is_zero() {
                drop(told);
                self.waiters.prune(&id);
                return None;
            }
            // The feed speaks a moment before the outcome is remembered; the next look finds it.
            if tokio::time::timeout(left.min(LOOK), told).await.is_ok() {
                tokio::task::yield_now().await;
            }
            self.waiters.prune(&id);
        }
    }
}
