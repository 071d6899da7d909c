//! One block: migrations, due tasks, transactions, invariants. Nothing else orders work.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use aluma_types::accumulator::Accumulator;
use aluma_types::admission::Inadmissible;
use aluma_types::codec::Canon;
use aluma_types::{Hash32, Signer, Timestamp, Transaction, sha256};

use crate::identity;
use crate::kernel::action::Registry;
use crate::kernel::admission::{self, Admitted};
use crate::kernel::ctx::{Ctx, Env, LogRow, Output, Room};
use crate::kernel::event::Event;
use crate::kernel::invariants::{self, BrokenInvariant};
use crate::kernel::origin::Origin;
use crate::kernel::receipt::{Receipt, Status};
use crate::kernel::refusal::{Refused, Stop};
use crate::kernel::schedule::{self, Turn};
use crate::kernel::table::Change;
use crate::kernel::tables::{Chain, Due, RECEIPTS, bounded};
use crate::kernel::{dispatch, version};
use crate::registry::State;

/// Runs a step and says whether it came back: the node passes one that catches panics, since a
/// pure crate cannot.
pub type Contain = fn(&mut dyn FnMut()) -> bool;

/// For tests and tools that want a panic to be seen.
pub fn uncontained(step: &mut dyn FnMut()) -> bool {
    step();
    true
}

/// What the ordering decides about a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockStart {
    /// One more than the last.
    pub height: u64,
    /// Later than the last.
    pub time: Timestamp,
    /// Rule version; never lower than the last.
    pub rules: u32,
    /// The block's own randomness, for later blocks.
    pub beacon: Hash32,
}

/// Why an ordering may not start such a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadStart {
    /// Time does not move forward.
    Time,
    /// Rules go back, or are newer than this code.
    Rules,
    /// The beacon is not the preimage of the last.
    Beacon,
}

/// The state with the rules that move it.
#[derive(Debug)]
pub struct Machine {
    pub(crate) state: State,
    pub(crate) network: Hash32,
    pub(crate) registry: &'static Registry,
    room: Room,
}

/// Everything a finished block leaves behind.
#[derive(Debug)]
pub struct Outcome {
    /// One for each task and transaction, in their order.
    pub receipts: Vec<Receipt>,
    /// The reason in full of each refused receipt, by its index.
    pub refusals: Vec<(u32, Refused)>,
    /// Facts, each with the index of its receipt.
    pub events: Vec<(u32, Event)>,
    /// Rows for the logs, in order; the receipts are among them.
    pub rows: Vec<LogRow>,
}

impl Outcome {
    /// The receipts' bytes, in their order.
    pub fn receipt_rows(&self) -> impl Iterator<Item = &[u8]> {
        self.rows.iter().filter(|row| row.log == RECEIPTS).map(|row| row.bytes.as_slice())
    }
}

impl Machine {
    /// A machine over a state.
    pub const fn new(state: State, network: Hash32, registry: &'static Registry) -> Self {
        Self { state, network, registry, room: Room { receipts: 0, events: 0, rows: 0 } }
    }

    /// The state, to read.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The state, for good.
    pub fn into_state(self) -> State {
        self.state
    }

    /// The rules.
    pub const fn registry(&self) -> &'static Registry {
        self.registry
    }

    /// Surroundings of a block that would come right after the last, for asking about admission.
    pub fn env(&self, height: u64, now: Timestamp) -> Env {
        env_of(&self.state, self.network, self.registry, (height, now))
    }

    /// When something falls due by itself.
    pub fn next_due(&self) -> Option<Timestamp> {
        schedule::next(&self.state)
    }

    /// Rows that the finished block changed, as bytes, in the order of tables and keys: what a
    /// commit writes. Asked for before the block is settled.
    pub fn changes(&self) -> Vec<Change> {
        self.state.changes()
    }

    /// Keeps the finished block for good.
    pub fn settle(&mut self) {
        self.state.forget();
    }

    /// Undoes the finished block, which nobody committed.
    pub fn revert(&mut self) {
        self.state.undo_all();
    }

    /// Runs the full scans of all laws.
    ///
    /// # Errors
    /// The first law that does not hold.
    pub fn audit(&self) -> Result<(), BrokenInvariant> {
        invariants::full(&self.state, self.registry.invariants)
    }

    /// Starts a block: runs migrations. The block before must be settled or
    /// reverted; a block that is not finished must be abandoned.
    ///
    /// # Errors
    /// [`BadStart`]; the state is as before.
    pub fn begin(&mut self, start: BlockStart, contain: Contain) -> Result<BlockRun<'_>, BadStart> {
        let last = self.state.kernel.chain.get(&0).cloned();
        let (rules, beacon, time) = last
            .as_ref()
            .map_or((0, None, Timestamp(0)), |row| (row.rules, Some(row.beacon), row.time));
        let allowance = last.map_or(1, |row| row.allowance);
        if start.time <= time {
            return Err(BadStart::Time);
        }
        if start.rules < rules || start.rules > version::LATEST || start.rules == 0 {
            return Err(BadStart::Rules);
        }
        if beacon.is_some_and(|last| sha256(&[&start.beacon.0]) != last) {
            return Err(BadStart::Beacon);
        }
        for migration in version::between(rules, start.rules) {
            (migration.run)(&mut self.state);
        }
        let row = Chain { rules: start.rules, beacon: start.beacon, time: start.time, allowance };
        self.state.kernel.chain.put(0, row);
        let env = Env {
            network: self.network,
            height: start.height,
            now: start.time,
            rules: start.rules,
            beacon: beacon.unwrap_or(start.beacon),
            allowance,
            registry: self.registry,
        };
        let receipts = Vec::with_capacity(self.room.receipts);
        let block = Block { receipts, refusals: Vec::new() };
        let output = Output::with_room(self.room);
        Ok(BlockRun { machine: self, env, contain, block, output })
    }
}

/// Surroundings of a block that would come right after the state's, for asking about admission
/// against a published copy.
pub fn env_of(
    state: &State,
    network: Hash32,
    registry: &'static Registry,
    (height, now): (u64, Timestamp),
) -> Env {
    let last = state.kernel.chain.get(&0);
    let rules = last.map_or(version::LATEST, |row| row.rules.max(1));
    let beacon = last.map_or(Hash32::ZERO, |row| row.beacon);
    let allowance = last.map_or(1, |row| row.allowance);
    Env { network, height, now, rules, beacon, allowance, registry }
}

/// Appends rows to their logs, each of which is written once, however many rows it gets.
fn append(state: &mut State, rows: &[LogRow]) {
    let mut logs: BTreeMap<u16, Accumulator> = BTreeMap::new();
    for row in rows {
        let log = logs
            .entry(row.log)
            .or_insert_with(|| state.kernel.logs.get(&row.log).cloned().unwrap_or_default());
        log.append(&row.bytes);
    }
    for (number, log) in logs {
        state.kernel.logs.put(number, log);
    }
}

#[derive(Debug, Default)]
struct Block {
    receipts: Vec<Receipt>,
    refusals: Vec<(u32, Refused)>,
}

/// A block being made.
#[derive(Debug)]
pub struct BlockRun<'m> {
    machine: &'m mut Machine,
    env: Env,
    contain: Contain,
    block: Block,
    output: Output,
}

impl BlockRun<'_> {
    /// The block's surroundings.
    pub const fn env(&self) -> &Env {
        &self.env
    }

    /// The state as it stands within the block.
    pub const fn state(&self) -> &State {
        &self.machine.state
    }

    /// Runs what is due, up to the block's limit.
    pub fn due(&mut self) {
        let mut turn = Turn::default();
        while let Some(key) = turn.next(&self.machine.state, self.env.now) {
            let Some(due) = self.machine.state.kernel.due.get(&key).cloned() else { continue };
            let units = self.task(key, &due);
            turn.used(due.dao, units);
        }
    }

    /// Runs one transaction whose signature was checked.
    ///
    /// # Errors
    /// [`Inadmissible`]: it gets no place in the block and leaves no trace.
    pub fn transaction(&mut self, transaction: &Transaction) -> Result<Receipt, Inadmissible> {
        let id = transaction.payload.id_in(&mut self.output.scratch);
        self.transaction_of(transaction, id)
    }

    /// As [`BlockRun::transaction`], where the payload's id is known already.
    ///
    /// # Errors
    /// As there.
    pub fn transaction_of(
        &mut self,
        transaction: &Transaction,
        id: Hash32,
    ) -> Result<Receipt, Inadmissible> {
        let state = &mut self.machine.state;
        let admitted = admission::admit(state, self.env, transaction)?;
        admission::remember(state, &self.env, (transaction, &admitted));
        let Admitted { origin, entry, charge, draw, .. } = admitted;
        let act = &transaction.payload.act;
        let signer = &transaction.payload.signer;
        let result = self.step(origin, &mut |ctx| {
            if let Signer::Several(group) = signer {
                ctx.out.cosigners.extend(group.keys().skip(1).map(|one| one.account));
            }
            dispatch::run_entry(ctx, entry, act)
        });
        let charge = charge.saturating_add(self.output.units);
        let head = (id, origin, entry.number);
        let receipt = self.close(head, charge, result);
        if receipt.status != Status::Done {
            identity::count_refused(&mut self.machine.state, origin, draw);
        }
        Ok(receipt)
    }

    /// Ends the block. Its writes stay undoable until [`Machine::settle`].
    ///
    /// # Errors
    /// [`BrokenInvariant`]: the block is abandoned and the state is as before it.
    pub fn finish(mut self) -> Result<Outcome, BrokenInvariant> {
        if let Err(broken) =
            invariants::quick(&self.machine.state, self.machine.registry.invariants)
        {
            self.machine.state.undo_all();
            return Err(broken);
        }
        for receipt in &self.block.receipts {
            let bytes = receipt.to_bytes_in(&mut self.output.scratch);
            self.output.rows.push(LogRow { log: RECEIPTS, bytes });
        }
        append(&mut self.machine.state, &self.output.rows);
        let Block { receipts, refusals } = self.block;
        let Output { events, rows, .. } = self.output;
        self.machine.room =
            Room { receipts: receipts.len(), events: events.len(), rows: rows.len() };
        Ok(Outcome { receipts, refusals, events, rows })
    }

    /// Undoes the whole block.
    pub fn abandon(self) {
        self.machine.state.undo_all();
    }

    /// Runs one act in its own checkpoint, with panics contained; undone unless it succeeds. What
    /// it used is then in `self.output`.
    fn step(
        &mut self,
        origin: Origin,
        act: &mut dyn FnMut(&mut Ctx<'_>) -> Result<(), Stop>,
    ) -> Option<Result<(), Stop>> {
        let marks = self.machine.state.mark();
        let index = u32::try_from(self.block.receipts.len()).unwrap_or(u32::MAX);
        self.output.begin(index);
        let (events, rows) = (self.output.events.len(), self.output.rows.len());
        let mut result = None;
        let came_back = {
            let mut ctx = Ctx::new(&mut self.machine.state, self.env, origin, &mut self.output);
            (self.contain)(&mut || result = Some(act(&mut ctx)))
        };
        if !came_back {
            result = None;
        }
        if !matches!(result, Some(Ok(()))) {
            self.machine.state.undo_to(&marks);
            self.output.events.truncate(events);
            self.output.rows.truncate(rows);
            self.output.made = None;
        }
        result
    }

    /// Writes the receipt of an act.
    fn close(
        &mut self,
        (id, origin, kind): (Hash32, Origin, u16),
        charge: u64,
        result: Option<Result<(), Stop>>,
    ) -> Receipt {
        let index = u32::try_from(self.block.receipts.len()).unwrap_or(u32::MAX);
        let status = match result {
            Some(Ok(())) => Status::Done,
            Some(Err(Stop::Refused(refused))) => {
                let code = refused.code;
                self.block.refusals.push((index, refused));
                Status::Refused { code }
            }
            Some(Err(Stop::Broken(_))) | None => Status::Fault,
        };
        let receipt = Receipt {
            id,
            height: self.env.height,
            index,
            time: self.env.now,
            origin,
            kind,
            status,
            charge,
            made: self.output.made,
        };
        self.block.receipts.push(receipt.clone());
        receipt
    }

    /// Runs one slice of a due entry and puts what goes on back into the queue.
    fn task(&mut self, key: (Timestamp, u64), due: &Due) -> u64 {
        self.machine.state.kernel.due.remove(&key);
        let origin = Origin::Task { task: due.task, sequence: key.1 };
        let registry = self.machine.registry;
        let mut goes_on = None;
        let result = self.step(origin, &mut |ctx| {
            let entry = registry
                .task(due.task)
                .ok_or(crate::kernel::refusal::Broken("a due entry names no task"))?;
            goes_on = (entry.run)(ctx, &due.arguments)?;
            Ok(())
        });
        let units = schedule::TASK_UNITS.saturating_add(self.output.units);
        match &result {
            Some(Ok(())) => {
                if let Some((at, arguments)) = goes_on {
                    // Never in the same block: a slice that goes on at once waits for the next.
                    let at = at.max(schedule::due_at(self.env.now));
                    let row = Due { failures: 0, arguments: bounded(arguments), ..due.clone() };
                    self.machine.state.kernel.due.put((at, key.1), row);
                }
            }
            _ if due.failures < schedule::RETRIES => {
                let at = self.env.now.after(schedule::RETRY_AFTER);
                let row = Due { failures: due.failures.saturating_add(1), ..due.clone() };
                self.machine.state.kernel.due.put((at, key.1), row);
            }
            _ => {}
        }
        let id = self.task_id(key.1);
        self.close((id, origin, due.task), units, result);
        units
    }

    /// The id of a task's receipt: one for each slice.
    fn task_id(&self, sequence: u64) -> Hash32 {
        sha256(&[
            b"aluma task v1",
            &self.env.network.0,
            &sequence.to_be_bytes(),
            &self.env.height.to_be_bytes(),
        ])
    }
}
