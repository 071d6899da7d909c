//! All that a rule can see and do. There is no other capability.

use alloc::vec::Vec;

use aluma_types::codec::Canon;
use aluma_types::{AccountId, Act, DaoId, Hash32, ProposalId, Timestamp};

use crate::kernel::action::{Registry, Task};
use crate::kernel::effects::Effects;
use crate::kernel::event::{DomainEvent, Event};
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Stop};
use crate::kernel::version::Feature;
use crate::kernel::view::Look;
use crate::registry::State;

/// What is the same for everything in one block.
#[derive(Clone, Copy, Debug)]
pub struct Env {
    /// The ledger.
    pub network: Hash32,
    /// Height of the block being made.
    pub height: u64,
    /// Block time.
    pub now: Timestamp,
    /// Rule version.
    pub rules: u32,
    /// Randomness of the block *before*: a block never uses its own.
    pub beacon: Hash32,
    /// How many times the usual allowance accounts have.
    pub allowance: u32,
    /// The list of everything.
    pub registry: &'static Registry,
}

/// One row of an append-only log: kept on disk, its hash in the state's accumulator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// The log's number.
    pub log: u16,
    /// The row's bytes.
    pub bytes: Vec<u8>,
}

/// How much a block left behind: what the next one is given room for, so that nothing is moved from
/// a smaller place to a larger one while it runs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Room {
    pub(crate) receipts: usize,
    pub(crate) events: usize,
    pub(crate) rows: usize,
}

/// What acts leave behind besides the state; undone with them. One for a whole block, so that a
/// vote allocates nothing for it.
#[derive(Debug, Default)]
pub struct Output {
    /// Index of the act's receipt.
    index: u32,
    /// Facts, each with the index of its receipt.
    pub(crate) events: Vec<(u32, Event)>,
    /// Rows for the logs.
    pub(crate) rows: Vec<LogRow>,
    /// Units used beyond the action's own charge.
    pub(crate) units: u64,
    /// The thing that was made.
    pub(crate) made: Option<u64>,
    /// Where bytes are put together, over and over.
    pub(crate) scratch: Vec<u8>,
    /// Accounts that signed the transaction beside the one that acts.
    pub(crate) cosigners: Vec<AccountId>,
}

impl Output {
    /// An output with room for as much as the block before left behind.
    pub(crate) fn with_room(room: Room) -> Self {
        let (events, rows) = (Vec::with_capacity(room.events), Vec::with_capacity(room.rows));
        Self { events, rows, ..Self::default() }
    }

    /// The next act begins.
    pub(crate) fn begin(&mut self, index: u32) {
        self.index = index;
        self.units = 0;
        self.made = None;
        self.cosigners.clear();
    }
}

/// A rule's view of the world: the state, the block, and who acts.
#[derive(Debug)]
pub struct Ctx<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) env: Env,
    pub(crate) origin: Origin,
    pub(crate) out: &'a mut Output,
}

impl<'a> Ctx<'a> {
    /// A context for one act.
    pub(crate) const fn new(
        state: &'a mut State,
        env: Env,
        origin: Origin,
        out: &'a mut Output,
    ) -> Self {
        Self { state, env, origin, out }
    }

    /// Block time.
    pub const fn now(&self) -> Timestamp {
        self.env.now
    }

    /// Height of the block being made.
    pub const fn height(&self) -> u64 {
        self.env.height
    }

    /// Who acts.
    pub const fn origin(&self) -> Origin {
        self.origin
    }

    /// The account that acts: whoever signed, or the one that stands for a DAO which acts.
    pub(crate) fn actor(&self) -> Option<AccountId> {
        self.origin.account().or_else(|| {
            let (dao, _) = self.origin.acts_for()?;
            crate::identity::account_of_dao(self.state, dao)
        })
    }

    /// The state as whoever acts may read it. Where no account acts, it is a stranger's look.
    pub(crate) fn look(&self) -> Look<'_> {
        Look {
            state: self.state,
            now: self.now(),
            height: self.height(),
            reader: self.actor(),
            invited: None,
        }
    }

    /// The accounts that signed beside the one that acts, ascending; none where one signed, and
    /// none for what a proposal or a task does.
    pub fn cosigners(&self) -> &[AccountId] {
        match self.origin {
            Origin::Member { .. } => &self.out.cosigners,
            _ => &[],
        }
    }

    /// Whether the present rules have a feature.
    pub const fn has(&self, feature: Feature) -> bool {
        self.env.rules >= feature.since()
    }

    /// States a fact.
    pub fn emit<E: DomainEvent>(&mut self, event: &E) {
        let event = Event::of(event, &mut self.out.scratch);
        self.out.events.push((self.out.index, event));
    }

    /// Appends a row to a log.
    pub(crate) fn append<R: Canon>(&mut self, log: u16, row: &R) {
        let bytes = row.to_bytes_in(&mut self.out.scratch);
        self.out.rows.push(LogRow { log, bytes });
    }

    /// Charges units beyond the action's own charge: for work its fields do not show.
    pub const fn charge(&mut self, units: u64) {
        self.out.units = self.out.units.saturating_add(units);
    }

    /// Names the thing that was made, for the receipt.
    pub(crate) const fn made(&mut self, id: u64) {
        self.out.made = Some(id);
    }

    /// Puts a task into the due queue and returns its number there. `dao` pays for it; without one
    /// the acting account does.
    pub(crate) fn schedule<T: Task>(&mut self, at: Timestamp, dao: Option<DaoId>, task: &T) -> u64 {
        crate::kernel::schedule::put(self, at, dao, (T::NUMBER, task.to_bytes()))
    }

    /// Takes a task out of the due queue.
    pub(crate) fn cancel(&mut self, sequence: u64) {
        crate::kernel::schedule::cancel(self.state, sequence);
    }

    /// Runs actions as a DAO in one nested checkpoint, all or none, and holds what they did
    /// against what they may do.
    ///
    /// # Errors
    /// The first action's refusal, or the bounded effect's; all writes are undone.
    pub(crate) fn enact(
        &mut self,
        dao: DaoId,
        proposal: ProposalId,
        acts: &[Act],
    ) -> Result<(), Stop> {
        self.enact_as(Origin::Dao { dao, proposal }, acts)
    }

    /// As [`Ctx::enact`], by whatever lets a DAO act.
    ///
    /// # Errors
    /// As [`Ctx::enact`].
    pub(crate) fn enact_as(&mut self, origin: Origin, acts: &[Act]) -> Result<(), Stop> {
        crate::kernel::dispatch::enact(self, origin, acts)
    }

    /// What `acts` may do when the DAO is their author.
    ///
    /// # Errors
    /// As [`crate::kernel::dispatch::declared`].
    pub(crate) fn declared(&self, dao: DaoId, acts: &[Act]) -> Result<Effects, Stop> {
        crate::kernel::dispatch::declared(self.env.registry, dao, acts)
    }

    /// Runs `part` on the same state in a checkpoint of its own: undone where it fails.
    ///
    /// # Errors
    /// What `part` returned.
    pub(crate) fn nested<T>(
        &mut self,
        origin: Origin,
        part: impl FnOnce(&mut Ctx<'_>) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        let marks = self.state.mark();
        let (events, rows) = (self.out.events.len(), self.out.rows.len());
        let made = self.out.made;
        let mut inner = Ctx::new(self.state, self.env, origin, self.out);
        let result = part(&mut inner);
        if result.is_err() {
            self.state.undo_to(&marks);
            self.out.events.truncate(events);
            self.out.rows.truncate(rows);
            self.out.made = made;
        }
        result
    }

    /// The number that the next row of a sequence will get.
    pub(crate) fn coming_number(&self, sequence: Sequence) -> u64 {
        self.state.kernel.sequences.get(&sequence.number()).map_or(1, |row| row.next)
    }

    /// A number that a next row gets; numbers are never reused.
    ///
    /// # Errors
    /// [`Broken`] when a sequence is used up, which takes longer than the sun has.
    pub(crate) fn next_number(&mut self, sequence: Sequence) -> Result<u64, Broken> {
        let next = self.coming_number(sequence);
        let after = next.checked_add(1).ok_or(Broken("a sequence is used up"))?;
        let row = crate::kernel::tables::SequenceRow { next: after };
        self.state.kernel.sequences.put(sequence.number(), row);
        Ok(next)
    }
}

/// What is numbered over the whole ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each is the sequence of its name.
pub enum Sequence {
    Account,
    Dao,
    Asset,
    Proposal,
    Poll,
    Due,
    Reservation,
    Stream,
    Item,
    Payout,
    Thread,
    Post,
    Moderation,
    Penalty,
    Evidence,
    Round,
    Escrow,
    Task,
    Job,
    Programme,
    RewardClaim,
    Undertaking,
    Fund,
    Sale,
    Exit,
    Lot,
    Sharing,
    Work,
}

impl Sequence {
    /// The row's key; never reused.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Account => 1,
            Self::Dao => 2,
            Self::Asset => 3,
            Self::Proposal => 4,
            Self::Poll => 5,
            Self::Due => 6,
            Self::Reservation => 7,
            Self::Stream => 20,
            Self::Item => 21,
            Self::Payout => 22,
            Self::Thread => 23,
            Self::Post => 24,
            Self::Moderation => 25,
            Self::Penalty => 40,
            Self::Evidence => 41,
            Self::Round => 45,
            Self::Escrow => 190,
            Self::Task => 191,
            Self::Job => 192,
            Self::Programme => 240,
            Self::RewardClaim => 241,
            Self::Undertaking => 195,
            Self::Fund => 196,
            Self::Sale => 185,
            Self::Exit => 186,
            Self::Lot => 187,
            Self::Sharing => 188,
            Self::Work => 201,
        }
    }
}
