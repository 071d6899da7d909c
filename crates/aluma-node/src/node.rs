//! The node: threads that check signatures, one that writes what is promised, one that executes, and
//! what others may ask of them.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use aluma_core::Genesis;
use aluma_core::kernel::action::Registry;
use aluma_store::{Bodies, Journal, Proof, Salting, Store, StoreError};
use aluma_types::header::Header;
use aluma_types::{Hash32, PublicKey, Timestamp};
use aluma_verify::SigningKey;

use crate::answers::{Answers, Outcome};
use crate::archive::ArchiveError;
use crate::archive::format::Closed;
use crate::block::Block;
use crate::clock::{Clock, ClockFault, ClockMode};
use crate::data::Birth;
use crate::erasing::Kept;
use crate::feed::{Committed, Feed};
use crate::intake::{self, Ask, Judgement, Line, Submission};
use crate::mempool::Mempool;
use crate::open::Opened;
use crate::pace::{Pace, Paces};
use crate::published::Published;
use crate::receipt_proof::ReceiptProof;
use crate::run::Command;

/// How a node is to run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The data folder.
    pub dir: PathBuf,
    /// Which clock stamps blocks.
    pub clock: ClockMode,
    /// How a ledger begins where the folder holds none; `None` refuses to begin one.
    pub birth: Option<Birth>,
    /// Threads that check signatures.
    pub threads: usize,
    /// The list of everything.
    pub registry: &'static Registry,
}

/// Why a node does not run.
#[derive(Debug)]
pub enum NodeError {
    /// A file of the data folder is missing or wrong.
    Data {
        /// Which.
        file: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// The store refused.
    Store(StoreError),
    /// A block of the log does not replay to its own roots.
    Diverged {
        /// Its height.
        height: u64,
        /// What differs.
        what: String,
    },
    /// The clock that was asked for is not for this ledger, or cannot stamp.
    Clock(String),
    /// An archive is none, does not hold, or cannot begin a ledger here.
    Archive(ArchiveError),
    /// Anything else.
    Other(String),
}

impl NodeError {
    pub(crate) fn data(file: &std::path::Path, what: &str) -> Self {
        Self::Data { file: file.to_path_buf(), what: what.to_owned() }
    }
}

impl From<StoreError> for NodeError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<ArchiveError> for NodeError {
    fn from(error: ArchiveError) -> Self {
        Self::Archive(error)
    }
}

impl From<ClockFault> for NodeError {
    fn from(fault: ClockFault) -> Self {
        Self::Clock(fault.to_string())
    }
}

impl std::fmt::Display for NodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Data { file, what } => write!(f, "{}: {what}", file.display()),
            Self::Store(error) => write!(f, "{error}"),
            Self::Archive(error) => write!(f, "{error}"),
            Self::Diverged { height, what } => {
                write!(f, "block {height} does not replay to its own roots: {what}")
            }
            Self::Clock(what) | Self::Other(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for NodeError {}

/// What all threads of a node share.
#[derive(Debug)]
pub struct Shared {
    pub(crate) genesis: Genesis,
    /// Ballots and answers that came with the DAO, where the ledger goes on from another.
    pub(crate) origin: Vec<Closed>,
    pub(crate) network: Hash32,
    pub(crate) registry: &'static Registry,
    pub(crate) key: SigningKey,
    /// Salts of receipts, for proofs of them.
    pub(crate) salting: Salting,
    pub(crate) threads: usize,
    /// The last part of what is handed in that somebody began to check.
    pub(crate) in_check: AtomicU64,
    pub(crate) published: Published,
    pub(crate) feed: Feed,
    pub(crate) answers: Answers,
    pub(crate) mempool: Mutex<Mempool>,
    pub(crate) clock: Mutex<Clock>,
    pub(crate) store: RwLock<Store>,
    pub(crate) bodies: Arc<Mutex<Bodies>>,
    pub(crate) journal: Arc<Mutex<Journal>>,
    pub(crate) halted: Mutex<Option<String>>,
    /// Blocks wait, see [`Node::hold`].
    pub(crate) held: AtomicBool,
    pub(crate) paces: Mutex<Paces>,
    pub(crate) bell: (Mutex<bool>, Condvar),
}

impl Shared {
    /// What the ledger's clock shows.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.lock().unwrap_or_else(PoisonError::into_inner).now()
    }

    /// Where words lie beside the log.
    pub(crate) fn kept(&self) -> Kept<'_> {
        Kept { bodies: &self.bodies, journal: &self.journal, network: self.network }
    }

    /// Wakes the execution thread.
    pub(crate) fn wake(&self) {
        *self.bell.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.bell.1.notify_one();
    }

    /// Stops making blocks and says why, loudly. Reading goes on.
    pub(crate) fn halt(&self, why: &str) {
        let mut halted = self.halted.lock().unwrap_or_else(PoisonError::into_inner);
        if halted.is_none() {
            eprintln!("aluma: HALTED: {why}");
            *halted = Some(why.to_owned());
        }
    }
}

/// Parts that may wait between the threads that check signatures and the one that writes.
const PARTS_BETWEEN: usize = 2 * intake::BATCH / intake::PART;

fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, NodeError> {
    let spawned = std::thread::Builder::new().name(name.to_owned()).spawn(work);
    spawned.map_err(|error| NodeError::Other(error.to_string()))
}

/// A running ledger. Dropping it without [`Node::stop`] is like a crash: nothing that was
/// acknowledged is lost.
#[derive(Debug)]
pub struct Node {
    pub(crate) shared: Arc<Shared>,
    asks: Option<Sender<Ask>>,
    commands: Sender<Command>,
    threads: Vec<JoinHandle<()>>,
}

impl Node {
    /// Opens the data folder, brings the state up to the log, and starts the threads. The report
    /// says what was found and mended.
    ///
    /// # Errors
    /// [`NodeError`].
    pub fn open(settings: Settings) -> Result<(Self, Vec<String>), NodeError> {
        let Opened { shared, executor, beacon, pending, notes } = crate::open::open(settings)?;
        let shared = Arc::new(shared);
        let (asks, asked): (Sender<Ask>, Receiver<Ask>) = channel();
        let (commands, commanded) = channel();
        // Played again before anybody else is heard: what a crash kept out of the log.
        if !pending.is_empty() {
            let found: Vec<_> = pending.iter().collect();
            intake::replay(&shared, &found);
        }
        let loop_shared = Arc::clone(&shared);
        let execution = std::thread::Builder::new()
            .name("execution".to_owned())
            .stack_size(16 << 20)
            .spawn(move || crate::run::run(&loop_shared, executor, beacon, &commanded))
            .map_err(|error| NodeError::Other(error.to_string()))?;
        let (to_disk, verified) = sync_channel(PARTS_BETWEEN);
        let mut threads = vec![execution];
        let line = Arc::new(Mutex::new(Line::new(asked)));
        for _ in 0..shared.threads.max(1) {
            let (shared, line, to_disk) = (Arc::clone(&shared), Arc::clone(&line), to_disk.clone());
            threads.push(thread("intake", move || intake::verify_all(&shared, &line, &to_disk))?);
        }
        // The journal's thread ends with the last of theirs.
        drop(to_disk);
        let keeper = Arc::clone(&shared);
        threads.push(thread("journal", move || intake::keep_all(&keeper, &verified))?);
        Ok((Self { shared, asks: Some(asks), commands, threads }, notes))
    }

    /// The ledger's first words.
    pub fn genesis(&self) -> &Genesis {
        &self.shared.genesis
    }

    /// The ledger's name.
    pub fn network(&self) -> Hash32 {
        self.shared.network
    }

    /// The public half of the node's key.
    pub fn key(&self) -> PublicKey {
        self.shared.key.public()
    }

    /// Signs a statement that is read elsewhere, by programs that know no ledger. Never anything that
    /// could be taken for the node's own word on a block or a promise, which begin with its name.
    pub fn sign_statement(&self, message: &[u8]) -> Option<[u8; 64]> {
        if message.starts_with(b"aluma") { None } else { self.shared.key.sign_message(message) }
    }

    /// The list of everything.
    pub fn registry(&self) -> &'static Registry {
        self.shared.registry
    }

    /// What readers see.
    pub fn published(&self) -> &Published {
        &self.shared.published
    }

    /// What the ledger's clock shows: clients count nonces from it.
    pub fn now(&self) -> Timestamp {
        let header = self.shared.published.read().header.time;
        self.shared.now().max(header)
    }

    /// Why the node makes no more blocks, if it does not.
    pub fn halted(&self) -> Option<String> {
        self.shared.halted.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes blocks wait, or go on: for measurements that want many transactions in one block. What
    /// is handed in meanwhile is judged and promised; a promised height may pass unkept.
    pub fn hold(&self, held: bool) {
        self.shared.held.store(held, Ordering::Release);
        self.shared.wake();
    }

    /// What the last blocks took, the oldest first.
    pub fn paces(&self) -> Vec<Pace> {
        self.shared.paces.lock().unwrap_or_else(PoisonError::into_inner).last()
    }

    /// Committed blocks from now on.
    pub fn subscribe(&self) -> Receiver<Arc<Committed>> {
        self.shared.feed.subscribe()
    }

    /// Hands in a submission; the answer comes through the receiver.
    pub fn ask(&self, submission: Submission) -> Receiver<Judgement> {
        let (reply, answer) = channel();
        // Where the intake thread is gone the receiver says so by ending.
        self.ask_then(submission, move |judgement| {
            // Whoever asked may have gone.
            let _ = reply.send(judgement);
        });
        answer
    }

    /// Hands in a submission without a thread that waits; `reply` is called on the thread
    /// that writes the journal, so it must be quick, and never while the node is stopping.
    pub fn ask_then(&self, submission: Submission, reply: impl FnOnce(Judgement) + Send + 'static) {
        if let Some(asks) = &self.asks {
            let _ = asks.send(Ask { submission, reply: Box::new(reply) });
        }
    }

    /// Hands in a submission and waits for the promise.
    ///
    /// # Errors
    /// Why it is inadmissible; [`aluma_types::admission::Inadmissible::Busy`] while stopping.
    pub fn submit(&self, submission: Submission) -> Judgement {
        self.ask(submission).recv().unwrap_or(Err(aluma_types::admission::Inadmissible::Busy))
    }

    /// What became of a transaction, waiting for it at most so long.
    pub fn wait(&self, id: &Hash32, timeout: Duration) -> Option<Outcome> {
        self.shared.answers.wait(id, Instant::now() + timeout)
    }

    /// What became of a transaction, as far as it is still remembered (a day).
    pub fn outcome(&self, id: &Hash32) -> Option<Outcome> {
        self.shared.answers.get(id)
    }

    /// A block of the log.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn block(&self, height: u64) -> Result<Option<Block>, NodeError> {
        use aluma_types::codec::Canon;
        let store = self.shared.store.read().unwrap_or_else(PoisonError::into_inner);
        let Some(logged) = store.log().read(height)? else { return Ok(None) };
        let block = Block::from_bytes(&logged.bytes)
            .map_err(|error| NodeError::Diverged { height, what: error.name().to_owned() })?;
        Ok(Some(block))
    }

    /// What a committed block told, read back from the disk; refusals without their data.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn history(&self, height: u64) -> Result<Option<Committed>, NodeError> {
        let Some(block) = self.block(height)? else { return Ok(None) };
        let store = self.shared.store.read().unwrap_or_else(PoisonError::into_inner);
        let place = height - self.genesis().height() - 1;
        crate::facts::read(&store, self.shared.registry, (block.header, place)).map(Some)
    }

    /// The receipt at a place of a committed block, with what shows that it is there; nothing where
    /// there is no such place.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn prove_receipt(
        &self,
        height: u64,
        place: u32,
    ) -> Result<Option<ReceiptProof>, NodeError> {
        let (Some(block), Some(told)) = (self.block(height)?, self.history(height)?) else {
            return Ok(None);
        };
        let (key, salting) = (self.shared.key.public(), &self.shared.salting);
        Ok(ReceiptProof::of((&block, key), &told.receipts, salting, place))
    }

    /// A text beside the state.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn body(&self, id: &Hash32) -> Result<aluma_store::Body, NodeError> {
        let bodies = self.shared.bodies.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(bodies.get(&id.0)?)
    }

    /// Erases a text beside the state for good, and says at which height that was decided and what
    /// names the entry that says so; nothing where no such text was ever here. One that was erased
    /// before answers as then.
    ///
    /// # Errors
    /// As the disk answers; opening the folder again then finishes what was begun.
    pub fn erase(&self, id: &Hash32) -> Result<Option<(u64, Hash32)>, NodeError> {
        let height = self.published().read().header.height;
        Ok(self.shared.kept().erase(height, id)?)
    }

    /// A proof of what lies under a key, against the state root of the header that comes with it;
    /// none where nothing lies there and the table is not everybody's.
    ///
    /// # Errors
    /// [`NodeError::Other`] while stopping.
    pub fn prove(&self, table: u16, key: Vec<u8>) -> Result<(Header, Option<Proof>), NodeError> {
        self.command(|reply| Command::Prove { table, key, reply })
    }

    /// Moves a manual or simulated clock forward to a moment, making every block that falls due on
    /// the way, and returns what the clock then shows.
    ///
    /// # Errors
    /// [`NodeError::Clock`] for a wall clock, or where a simulated one would pass the wall.
    pub fn advance_to(&self, to: Timestamp) -> Result<Timestamp, NodeError> {
        self.command(|reply| Command::Advance { to, reply })?
    }

    /// Writes where this process answers into the lock file.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn set_address(&self, address: &str) -> Result<(), NodeError> {
        let mut store = self.shared.store.write().unwrap_or_else(PoisonError::into_inner);
        Ok(store.set_address(address)?)
    }

    /// Finishes the running block, writes a snapshot and ends the threads.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.asks = None;
        let _ = self.commands.send(Command::Stop);
        self.shared.wake();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }

    pub(crate) fn command<T>(
        &self,
        make: impl FnOnce(Sender<T>) -> Command,
    ) -> Result<T, NodeError> {
        let (reply, answer) = channel();
        let gone = || NodeError::Other("the node is stopping".to_owned());
        self.commands.send(make(reply)).map_err(|_| gone())?;
        self.shared.wake();
        answer.recv().map_err(|_| gone())
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.end();
    }
}
