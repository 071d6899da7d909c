//! From a data folder to a running state: load the newest snapshot, replay the blocks after it,
//! hold every root against the log.

use std::collections::HashSet;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Condvar, Mutex, RwLock};

use aluma_core::Machine;
use aluma_core::kernel::action::Registry;
use aluma_core::registry::State;
use aluma_store::store::{OpenReport, SnapshotProblem};
use aluma_store::tree::TreeBuilder;
use aluma_store::{NewBody, Salting, SnapshotReader, StateTree, Store, StoreError};
use aluma_types::codec::{Canon, DecodeError};
use aluma_types::header::{FLAG_SIMULATED, Header};
use aluma_types::{Hash32, Span, Transaction};

use crate::answers::{Answers, Told};
use crate::beacon::Beacon;
use crate::block::Block;
use crate::clock::{Clock, ClockMode};
use crate::data::DataDir;
use crate::erasing::{Kept, erased};
use crate::executor::{Executor, Slot};
use crate::feed::Feed;
use crate::intake::Submission;
use crate::mempool::{Checked, Mempool};
use crate::mend::Again;
use crate::node::{NodeError, Settings, Shared};
use crate::published::Published;

/// A ledger that is ready to run.
pub(crate) struct Opened {
    pub(crate) shared: Shared,
    pub(crate) executor: Executor,
    pub(crate) beacon: Beacon,
    pub(crate) pending: Vec<Submission>,
    pub(crate) notes: Vec<String>,
}

/// Opens a data folder.
///
/// # Errors
/// [`NodeError`].
pub(crate) fn open(settings: Settings) -> Result<Opened, NodeError> {
    let Settings { dir, clock, birth, threads, registry } = settings;
    let data = match birth {
        Some(birth) => DataDir::open_or_create(&dir, birth)?,
        None => DataDir::open(&dir)?,
    };
    if clock == ClockMode::Manual && !data.genesis.manual_clock {
        let what = "this ledger's genesis does not allow a manual clock";
        return Err(NodeError::Clock(what.to_owned()));
    }
    let mut beacon = data.beacon();
    let (mut store, report) = Store::open(&dir)?;
    let mut notes = notes(&report);
    let (mut executor, mut published) = load(&data, registry, &report)?;
    let answers = Answers::default();
    let replaying = Replaying { registry, network: data.genesis.network(), answers: &answers };
    replay(&mut store, &mut executor, (&mut published, replaying))?;
    let mut pending = pending(&report, &store, &mut notes)?;
    if let Some(lost) = &report.lost {
        let again = Again { key: &data.node, beacon: &mut beacon, promised: &pending };
        if crate::mend::block(&mut store, &mut executor, lost, again)? {
            replay(&mut store, &mut executor, (&mut published, replaying))?;
            notes.push(format!("block {} was cut off and is made again", lost.height));
        } else {
            let height = lost.height;
            notes.push(format!("block {height} was cut off; its transactions are played again"));
        }
    }
    pending.retain(|submission| waits(submission, &answers));
    if !pending.is_empty() {
        notes.push(format!("{} promised submissions are looked at again", pending.len()));
    }
    let head = executor.head().clone();
    let clock = start_clock(clock, &head, data.genesis.manual_clock);
    let (bodies, journal) = (store.bodies(), store.journal());
    let salting = data.salting();
    let shared = Shared {
        network: data.genesis.network(),
        genesis: data.genesis,
        origin: data.origin.map(|archive| archive.ballots).unwrap_or_default(),
        registry,
        key: data.node,
        salting,
        threads,
        in_check: std::sync::atomic::AtomicU64::new(0),
        published: Published::new(published, head),
        feed: Feed::default(),
        answers,
        mempool: Mutex::new(Mempool::default()),
        clock: Mutex::new(clock),
        store: RwLock::new(store),
        bodies,
        journal,
        halted: Mutex::new(None),
        held: AtomicBool::new(false),
        paces: Mutex::default(),
        bell: (Mutex::new(false), Condvar::new()),
    };
    Ok(Opened { shared, executor, beacon, pending, notes })
}

/// A ledger whose genesis allows it keeps its manual clock; after a simulated clock, or on a fresh
/// ledger, the first wall stamp is no jump.
fn start_clock(mode: ClockMode, head: &Header, manual: bool) -> Clock {
    let mode = if manual { ClockMode::Manual } else { mode };
    let simulated = head.flags & FLAG_SIMULATED != 0;
    let known = (!head.is_before_the_first() && !simulated).then_some(head.time);
    Clock::new(mode, head.time, known)
}

/// What stands in for a header before the first block: the state's root is already the one that
/// everybody who replays the genesis finds.
fn genesis_header(data: &DataDir, tree: &StateTree) -> Header {
    Header {
        state: Hash32(tree.root()),
        network: data.genesis.network(),
        time: data.genesis.time,
        validators: data.genesis.validators(),
        beacon: data.genesis.beacon,
        height: data.genesis.height(),
        rules: data.genesis.continues.as_ref().map_or(0, |from| from.rules),
        ..Header::default()
    }
}

/// The state after the newest snapshot, twice (to execute on and to publish), with its tree.
fn load(
    data: &DataDir,
    registry: &'static Registry,
    report: &OpenReport,
) -> Result<(Executor, State), NodeError> {
    let validators = data.genesis.validators();
    let Some(snapshot) = &report.snapshot else {
        let machine = data.machine(registry)?;
        let published = data.machine(registry)?.into_state();
        let tree = tree_of(machine.state(), data.salting());
        let head = genesis_header(data, &tree);
        return Ok((Executor::new(machine, tree, (head, validators)), published));
    };
    let (state, published, tree) = read_rows(snapshot, data.salting())?;
    let header = snapshot.header();
    let diverged =
        |what: &str| NodeError::Diverged { height: header.height, what: what.to_owned() };
    let undecoded = || diverged("a row of the snapshot does not decode");
    let (state, published) = (state.ok_or_else(undecoded)?, published.ok_or_else(undecoded)?);
    if tree.root() != header.state_root {
        return Err(diverged("the snapshot's rows do not lead to its root"));
    }
    let head = Header::from_bytes(&header.meta).map_err(|_| diverged("the snapshot's header"))?;
    let machine = Machine::new(state, data.genesis.network(), registry);
    Ok((Executor::new(machine, tree, (head, validators)), published))
}

/// Rows of a snapshot: table, key, value.
type Rows = Vec<(u16, Vec<u8>, Vec<u8>)>;

/// Rows that are handed on together.
const ROWS_TOGETHER: usize = 4_096;

/// The state that a snapshot's rows make, twice, and the tree over it; no state where a row does not
/// decode. What takes long is to decode and to hash, so each of the three has a thread of its own.
fn read_rows(
    snapshot: &SnapshotReader,
    salting: Salting,
) -> Result<(Option<State>, Option<State>, StateTree), StoreError> {
    std::thread::scope(|scope| {
        let (to_state, of_state) = sync_channel(4);
        let (to_published, of_published) = sync_channel(4);
        let (to_tree, of_tree) = sync_channel::<Arc<Rows>>(4);
        let state = scope.spawn(move || state_of(&of_state));
        let published = scope.spawn(move || state_of(&of_published));
        let tree = scope.spawn(move || {
            let mut tree = TreeBuilder::new(salting);
            for rows in of_tree {
                rows.iter().for_each(|(table, key, value)| tree.add(*table, key, value));
            }
            tree.finish()
        });
        let hand_on = |rows: Rows| {
            let rows = Arc::new(rows);
            // Where one of them is gone, joining it says why.
            let _ = to_state.send(Arc::clone(&rows));
            let _ = to_published.send(Arc::clone(&rows));
            let _ = to_tree.send(rows);
        };
        let mut rows = Rows::new();
        let read = snapshot.for_each(|table, key, value| {
            rows.push((table, key.to_vec(), value.to_vec()));
            if rows.len() == ROWS_TOGETHER {
                hand_on(std::mem::take(&mut rows));
            }
        });
        hand_on(rows);
        drop((to_state, to_published, to_tree));
        let made = (joined(state), joined(published), joined(tree));
        read.map(|()| made)
    })
}

fn state_of(parts: &Receiver<Arc<Rows>>) -> Option<State> {
    let (mut state, mut is_whole) = (State::default(), true);
    for rows in parts {
        for (table, key, value) in rows.iter() {
            is_whole = is_whole && state.load(*table, key, Some(value)).is_ok();
        }
    }
    is_whole.then_some(state)
}

fn joined<T>(part: std::thread::ScopedJoinHandle<'_, T>) -> T {
    part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// The tree over a state's rows.
pub(crate) fn tree_of(state: &State, salting: Salting) -> StateTree {
    let mut builder = TreeBuilder::new(salting);
    for table in state.tables() {
        let number = table.spec().number;
        table.each(&mut |key, value| builder.add(number, key, value));
    }
    builder.finish()
}

/// What blocks are replayed with.
#[derive(Clone, Copy)]
struct Replaying<'a> {
    registry: &'static Registry,
    network: Hash32,
    answers: &'a Answers,
}

/// Executes the blocks after the snapshot again and holds every header against the log. Words that
/// they say are erased are erased, where a crash came before.
fn replay(
    store: &mut Store,
    executor: &mut Executor,
    (published, with): (&mut State, Replaying<'_>),
) -> Result<(), NodeError> {
    let Replaying { registry, network, answers } = with;
    let mut height = executor.head().height + 1;
    while let Some(logged) = store.log().read(height)? {
        let diverged = |what: &str| NodeError::Diverged { height, what: what.to_owned() };
        let block = Block::from_bytes(&logged.bytes).map_err(|error| diverged(error.name()))?;
        let transactions = checked(&block).map_err(|error| diverged(error.name()))?;
        let mut staged = executor
            .execute(slot(&block.header), &transactions)
            .map_err(|fault| diverged(&fault.to_string()))?;
        if staged.header != block.header {
            return Err(diverged(differs(&staged.header, &block.header)));
        }
        store.replay_rows(height, &crate::facts::rows(&mut staged))?;
        let (bodies, journal) = (store.bodies(), store.journal());
        let kept = Kept { bodies: &bodies, journal: &journal, network };
        kept.erase_all(height, &erased(registry, &staged.outcome.events))?;
        executor.settle(&staged);
        for change in &staged.changes {
            let loaded = published.load(change.table, &change.key, change.value.as_deref());
            loaded.map_err(|error| diverged(error.name()))?;
        }
        let (receipts, refusals) = (Arc::new(staged.outcome.receipts), staged.outcome.refusals);
        answers.tell(Told { at: block.header.time, receipts, refusals, dropped: Vec::new() });
        height += 1;
    }
    remember_before(store, executor.head(), answers)
}

/// Receipts of the last day that lie before the snapshot, for idempotent submission.
fn remember_before(store: &Store, head: &Header, answers: &Answers) -> Result<(), NodeError> {
    use aluma_core::kernel::receipt::Receipt;
    use aluma_core::kernel::tables::RECEIPTS;
    let since = head.time.before(Span::hours(24));
    let mut index = store.rows().count(RECEIPTS);
    let mut receipts = Vec::new();
    while index > 0 {
        index -= 1;
        let Some(bytes) = store.rows().read(RECEIPTS, index)? else { break };
        let Ok(receipt) = Receipt::from_bytes(&bytes) else { break };
        if receipt.time < since {
            break;
        }
        if !answers.is_known(&receipt.id) {
            receipts.push(receipt);
        }
    }
    receipts.reverse();
    answers.tell(Told { at: head.time, receipts: Arc::new(receipts), ..Told::default() });
    Ok(())
}

/// The first thing in which two headers differ.
pub(crate) fn differs(ours: &Header, logged: &Header) -> &'static str {
    if ours.state != logged.state {
        "the state root differs"
    } else if ours.receipts != logged.receipts {
        "the receipts root differs"
    } else if ours.transactions != logged.transactions {
        "the transactions root differs"
    } else if ours.parent != logged.parent {
        "the parent differs"
    } else {
        "the header differs"
    }
}

/// The slot that a header was made in.
pub(crate) const fn slot(header: &Header) -> Slot {
    Slot {
        epoch: header.epoch,
        view: header.view,
        time: header.time,
        flags: header.flags,
        rules: header.rules,
        beacon: header.beacon,
    }
}

/// A block's transactions as the executor takes them.
pub(crate) fn checked(block: &Block) -> Result<Vec<Checked>, DecodeError> {
    let decoded = block.decoded()?.into_iter().zip(&block.transactions);
    Ok(decoded
        .map(|(transaction, bytes): (Transaction, _)| Checked {
            id: transaction.payload.id(),
            transaction,
            bytes: bytes.clone(),
        })
        .collect())
}

/// What the journal still holds: played again, and its texts put back where a crash cut them off.
fn pending(
    report: &OpenReport,
    store: &Store,
    notes: &mut Vec<String>,
) -> Result<Vec<Submission>, NodeError> {
    let mut pending = Vec::new();
    let mut seen = HashSet::new();
    let mut texts: Vec<NewBody> = Vec::new();
    let bodies: Arc<Mutex<_>> = store.bodies();
    let mut bodies = bodies.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    for entry in &report.pending {
        let Ok(submission) = Submission::from_bytes(entry) else {
            notes.push("an entry of the journal does not decode and was passed over".to_owned());
            continue;
        };
        for body in &submission.bodies {
            if matches!(bodies.get(&body.id().0)?, aluma_store::Body::Unknown) {
                texts.push(crate::intake::new_body(body));
            }
        }
        if seen.insert(aluma_types::sha256(&[&submission.transaction])) {
            pending.push(submission);
        }
    }
    bodies.append(&texts)?;
    Ok(pending)
}

/// Whether what was promised is in no block that is remembered.
fn waits(submission: &Submission, answers: &Answers) -> bool {
    let transaction = aluma_verify::check::decode(&submission.transaction);
    transaction.is_ok_and(|transaction| !answers.is_known(&transaction.payload.id()))
}

fn notes(report: &OpenReport) -> Vec<String> {
    let mut notes = Vec::new();
    for tail in &report.tails {
        notes.push(format!("an unfinished end was removed: {tail:?}"));
    }
    for problem in &report.snapshots {
        notes.push(match problem {
            SnapshotProblem::Damaged { file, offset, what } => {
                format!("{}: damaged at byte {offset} ({what}); not used", file.display())
            }
            other => format!("a snapshot was not used: {other:?}"),
        });
    }
    notes
}
