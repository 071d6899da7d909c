//! Turns of the whole pipeline and of its verify stage alone, one after another on the same inputs.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use aluma_core::kernel::receipt::Status;
use aluma_core::registry::REGISTRY;
use aluma_node::intake::{Keyed, PART, keyed, verify_stage};
use aluma_node::{Committed, Node, Submission};
use aluma_types::{Scheme, Transaction};
use serde_json::{Value as Json, json};

use super::ground::Ground;
use super::{TURN, TURNS, broken, rounded};
use crate::outcome::Failure;

/// How long a turn may take before something is wrong.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the turns came to.
pub(super) struct Race {
    /// Seconds of the pipeline, and of the verify stage before and after it, a turn each.
    turns: Vec<(f64, f64)>,
}

impl Race {
    /// The turn in the middle by its ratio.
    fn middle(&self) -> (f64, f64) {
        let mut turns = self.turns.clone();
        turns.sort_by(|a, b| (a.1 / a.0).total_cmp(&(b.1 / b.0)));
        turns.get(turns.len() / 2).copied().unwrap_or((f64::INFINITY, 0.0))
    }

    pub(super) fn votes_per_s(&self) -> u64 {
        (TURN as f64 / self.middle().0).round() as u64
    }

    pub(super) fn limit_per_s(&self) -> u64 {
        (TURN as f64 / self.middle().1).round() as u64
    }

    pub(super) fn ratio(&self) -> f64 {
        let (whole, verify) = self.middle();
        rounded(verify / whole, 1_000.0)
    }

    pub(super) fn json(&self, scheme: Scheme) -> Json {
        json!({
            "scheme": scheme.name(),
            "verify_limit_per_s": self.limit_per_s(),
            "votes_per_s": self.votes_per_s(),
            "ratio": self.ratio(),
        })
    }
}

/// Runs the turns, taking their votes off the front.
pub(super) fn run(ground: &Ground, votes: &mut Vec<Submission>) -> Result<Race, Failure> {
    let mut turns = Vec::new();
    for turn in 0..=TURNS {
        let now: Vec<Submission> = votes.drain(..TURN.min(votes.len())).collect();
        let prepared = prepare(&ground.node, &now)?;
        let before = verify(ground, &prepared)?;
        let whole = pipeline(&ground.node, now)?;
        let after = verify(ground, &prepared)?;
        if turn > 0 {
            turns.push((whole.as_secs_f64(), (before + after).as_secs_f64() / 2.0));
        }
    }
    Ok(Race { turns })
}

/// Decoded, with the keys that the state knows: what the verify stage is given.
fn prepare(node: &Node, votes: &[Submission]) -> Result<Vec<Keyed>, Failure> {
    let view = node.published().read();
    let read = |vote: &Submission| {
        let transaction = Transaction::decode(&vote.transaction).map_err(|e| broken(e.name()))?;
        keyed(&view, transaction).map_err(|error| broken(format!("{error:?}")))
    };
    votes.iter().map(read).collect()
}

/// The verify stage as the node runs it: as many threads, each with the next part when it is done
/// with one.
fn verify(ground: &Ground, votes: &[Keyed]) -> Result<Duration, Failure> {
    let view = ground.node.published().read();
    let network = ground.node.network();
    let parts = Mutex::new(votes.chunks(PART));
    let work = || {
        loop {
            let next = parts.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some(part) = next else { break Ok(()) };
            let part: Vec<_> = part.iter().collect();
            let verdicts = verify_stage(&view, (&REGISTRY, &network), &part);
            if let Some(Err(error)) = verdicts.into_iter().find(Result::is_err) {
                break Err(broken(format!("a signature is not good: {error:?}")));
            }
        }
    };
    let clock = Instant::now();
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..ground.threads).map(|_| scope.spawn(work)).collect();
        let mine = work();
        let theirs = others.into_iter().map(|other| {
            other.join().unwrap_or_else(|_| Err(broken("a thread that checks signatures ended")))
        });
        theirs.chain([mine]).collect::<Result<(), _>>()
    })?;
    Ok(clock.elapsed())
}

/// From the first vote handed in to the last receipt.
fn pipeline(node: &Node, votes: Vec<Submission>) -> Result<Duration, Failure> {
    let (count, feed) = (votes.len(), node.subscribe());
    let clock = Instant::now();
    let refused = hand_in(node, votes);
    await_receipts(&feed, count, &refused)?;
    Ok(clock.elapsed())
}

/// Hands votes in; what comes back counts those that are inadmissible.
pub(super) fn hand_in(node: &Node, votes: Vec<Submission>) -> Arc<AtomicUsize> {
    let refused = Arc::new(AtomicUsize::new(0));
    for vote in votes {
        let refused = Arc::clone(&refused);
        node.ask_then(vote, move |judgement| {
            if judgement.is_err() {
                refused.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    refused
}

/// Waits until so many votes have their receipts.
pub(super) fn await_receipts(
    feed: &Receiver<Arc<Committed>>,
    count: usize,
    refused: &AtomicUsize,
) -> Result<(), Failure> {
    let mut seen = 0;
    while seen < count {
        let committed = feed.recv_timeout(PATIENCE).map_err(|_| {
            let refused = refused.load(Ordering::Relaxed);
            broken(format!("{seen} of {count} came through, {refused} were inadmissible"))
        })?;
        if committed.receipts.iter().any(|receipt| receipt.status != Status::Done) {
            return Err(broken("a vote was refused"));
        }
        seen += committed.receipts.len();
    }
    Ok(())
}
