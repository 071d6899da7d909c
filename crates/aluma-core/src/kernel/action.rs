//! What an action and a task are to the kernel.
//!
//! # The contract of an action
//!
//! 1. **Check** sees the whole state and changes nothing. Its order is part of the contract:
//!    shape, existence, permission, state and time, limits and funds. The first thing that fails
//!    is the refusal a member reads. What it worked out on the way (rows found, sums added) leaves
//!    it as the `Plan`, so that nothing is worked out twice.
//! 2. **Apply** writes, and nothing in it may refuse any more: whatever could fail was checked. An
//!    arithmetic step that cannot fail after the check ends in [`Broken`], which undoes the
//!    transaction and alarms the operator. It may emit events and schedule tasks.
//! 3. **Effects** are declared from the fields alone, without looking at the state.
//!
//! An apply that refuses, or a check that depends on anything but `Ctx`, breaks every proposal that
//! carries the action; the simulator runs both on random fields from the spec.

use alloc::vec::Vec;

use aluma_types::codec::Canon;
use aluma_types::spec::{ActionSpec, Catalog, Hand, TypeSpec};
use aluma_types::{AccountId, Act, Amount, DaoId, Hash32, PublicKey, Timestamp};

use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::event::Event;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused, Stop};
use crate::registry::State;

/// One verb.
pub trait Action: Canon {
    /// The action as data, written by the derive.
    const ACTION: &'static ActionSpec;
    /// What check worked out for apply.
    type Plan;
    /// Whether its texts are its author's, to erase some day: then they may be nobody else's, and
    /// intake takes none that is here already.
    const OWNS_WORDS: bool = false;

    /// What is wrong with its fields alone, whoever brings it and whenever. A proposal that carries it
    /// is asked when it opens: what can never be done is not voted on.
    ///
    /// # Errors
    /// The refusal that check would give.
    fn shape(&self) -> Result<(), Refused> {
        Ok(())
    }

    /// What it may do when `dao` is its author.
    fn effects(&self, _dao: DaoId, _effects: &mut Effects) {}

    /// Whether a key that has no account yet may bring it: true where it carries a one-time secret
    /// that this ledger knows, or is a guardian's. Decides admission, before anything is charged to anybody.
    fn opens_to_newcomer(&self, _state: &State, _by: (PublicKey, Timestamp)) -> bool {
        false
    }

    /// Which of an account's keys may sign it, where that depends on what it is about.
    fn hand(&self, _state: &State) -> Hand {
        Self::ACTION.hand
    }

    /// Whether an account may do it even where its allowance is spent: what protects it, and what
    /// nobody may be kept from. True only where the rules would let it through, so that what is
    /// refused fills the ledger with nothing.
    fn is_guarded(&self, _asking: &Asking<'_>) -> bool {
        false
    }

    /// Says no, or works out what apply needs.
    ///
    /// # Errors
    /// The first refusal in the order of the contract above.
    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused>;

    /// Writes.
    ///
    /// # Errors
    /// [`Broken`] where something failed that check had proven.
    fn apply(self, plan: Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken>;
}

/// Who asks for a place although their allowance is spent.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The state.
    pub state: &'a State,
    /// When.
    pub now: Timestamp,
    /// Whose act it is.
    pub account: AccountId,
    /// The key that signs.
    pub key: u16,
}

/// An action that lets others run in its place: between its check and its apply they run as the
/// DAO, each with its own check, all or none. Where one is refused, so is the whole.
pub trait Carrier: Action {
    /// As whom they run, and which.
    fn carries<'c>(&'c self, plan: &Self::Plan) -> (Origin, &'c [Act]);
}

/// What a task leaves behind.
#[derive(Debug)]
pub enum Next<T> {
    /// It is over.
    Done,
    /// It goes on at that time with those arguments.
    Again(Timestamp, T),
}

/// Something that happens by itself when its time comes.
pub trait Task: Canon {
    /// Its number in the registry.
    const NUMBER: u16;
    /// `kebab-case`.
    const NAME: &'static str;
    /// Whether that it is due is nobody's business but of the account it is about, or of whoever
    /// scheduled it.
    const OWN: bool = false;

    /// Runs one slice of it in its own checkpoint.
    ///
    /// # Errors
    /// A refusal or a broken invariant; its writes are undone and it is retried as
    /// `schedule` declares.
    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop>;
}

/// An action in the registry: its number, its spec, and its three steps over bytes.
#[derive(Clone, Copy, Debug)]
pub struct ActionEntry {
    /// Unique, never reused.
    pub number: u16,
    /// The action as data.
    pub spec: &'static ActionSpec,
    /// Decode, check, apply.
    pub run: fn(&mut Ctx<'_>, &[u8]) -> Result<(), Stop>,
    /// Decode, ask for its shape, and declare.
    pub effects: fn(&[u8], DaoId, &mut Effects) -> Result<(), Stop>,
    /// Decode and ask whether a newcomer may bring it.
    pub opens: fn(&State, (PublicKey, Timestamp), &[u8]) -> bool,
    /// Decode and ask which keys may sign it.
    pub hand: fn(&State, &[u8]) -> Hand,
    /// Decode and ask whether it may be done with a spent allowance.
    pub guarded: fn(&Asking<'_>, &[u8]) -> bool,
    /// Whether its texts are its author's to erase.
    pub owns_words: bool,
}

/// Lists an action under its number.
pub const fn action<A: Action>(number: u16) -> ActionEntry {
    ActionEntry {
        number,
        spec: A::ACTION,
        run: run::<A>,
        effects: effects::<A>,
        opens: opens::<A>,
        hand: hand::<A>,
        guarded: guarded::<A>,
        owns_words: A::OWNS_WORDS,
    }
}

/// Lists an action that carries others under its number.
pub const fn carrier<A: Carrier>(number: u16) -> ActionEntry {
    let mut entry = action::<A>(number);
    entry.run = run_carrier::<A>;
    entry
}

/// What one slice of a task leaves: when it goes on, with which arguments, if it does.
pub type Slice = Result<Option<(Timestamp, Vec<u8>)>, Stop>;

/// What a DAO is about to do.
#[derive(Clone, Copy, Debug)]
pub struct Gated<'a> {
    /// The DAO.
    pub dao: DaoId,
    /// By what.
    pub origin: Origin,
    /// What it may do at most.
    pub effects: &'a Effects,
    /// When.
    pub now: Timestamp,
}

/// Says no to what a DAO is about to do, whatever actions it is made of.
pub type Gate = fn(&State, &Gated<'_>) -> Result<(), Refused>;

/// A task in the registry.
#[derive(Clone, Copy, Debug)]
pub struct TaskEntry {
    /// Unique, never reused.
    pub number: u16,
    /// `kebab-case`.
    pub name: &'static str,
    /// The shape of its arguments.
    pub spec: &'static TypeSpec,
    /// Whether that it is due is nobody else's business.
    pub own: bool,
    /// Decode and run one slice; what goes on comes back as bytes.
    pub run: fn(&mut Ctx<'_>, &[u8]) -> Slice,
}

/// Lists a task under its own number.
pub const fn task<T: Task>() -> TaskEntry {
    TaskEntry { number: T::NUMBER, name: T::NAME, spec: T::SPEC, own: T::OWN, run: run_task::<T> }
}

/// The number and spec of each entry, for interpreters.
// Runs at compile time, where an index out of bounds fails the build; const code has no iterators.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
pub const fn specs<const N: usize>(entries: &[ActionEntry]) -> [(u16, &'static ActionSpec); N] {
    let mut list = [(0u16, entries[0].spec); N];
    let mut index = 0;
    while index < N {
        list[index] = (entries[index].number, entries[index].spec);
        index += 1;
    }
    list
}

/// Everything the kernel can be asked to do. There is one, in `registry.rs`; tests may hold
/// another with a scratch action or a deliberately wrong one.
#[derive(Clone, Copy, Debug)]
pub struct Registry {
    /// Actions in the order of their numbers.
    pub actions: &'static [ActionEntry],
    /// The same as data.
    pub specs: &'static [(u16, &'static ActionSpec)],
    /// Tasks in the order of their numbers.
    pub tasks: &'static [TaskEntry],
    /// Views in the order of their names.
    pub views: &'static [crate::kernel::view::ViewEntry],
    /// Each domain's name and the shape of its events.
    pub events: &'static [(&'static str, &'static TypeSpec)],
    /// Laws of every block.
    pub invariants: &'static [crate::kernel::invariants::Invariant],
    /// Asked before a DAO acts, by a proposal or a role.
    pub gates: &'static [Gate],
    /// What follows for the domains to the right when an account that nobody held is claimed.
    pub claimed: &'static [fn(&mut Ctx<'_>, AccountId)],
    /// What follows for the domains to the right when somebody gets or loses the vote in a DAO.
    pub stood: &'static [fn(&mut Ctx<'_>, DaoId, AccountId) -> Result<(), Broken>],
    /// What follows for the domains to the right when somebody is back who was away since a moment.
    pub came_back:
        &'static [fn(&mut Ctx<'_>, (DaoId, AccountId), Timestamp) -> Result<(), Broken>],
    /// What follows for the domains to the right when an epoch of reputation is closed.
    pub epochs: &'static [fn(&mut Ctx<'_>, DaoId, u32) -> Result<(), Broken>],
    /// What follows for the domains to the right when evidence was judged, or could not be.
    pub judged: &'static [fn(&mut Ctx<'_>, DaoId, u64) -> Result<(), Broken>],
    /// What follows for the domains to the right when an income of a DAO is recorded.
    pub came_in: &'static [fn(&mut Ctx<'_>, DaoId, Amount)],
    /// The texts that a fact says their author erased: whoever keeps texts forgets them.
    pub erased: &'static [fn(&Event) -> Option<Vec<Hash32>>],
}

impl Registry {
    /// The entry of an action's number.
    pub fn entry(&self, number: u16) -> Option<&'static ActionEntry> {
        let place = self.actions.binary_search_by_key(&number, |entry| entry.number).ok()?;
        self.actions.get(place)
    }

    /// The entry of a task's number.
    pub fn task(&self, number: u16) -> Option<&'static TaskEntry> {
        self.tasks.iter().find(|entry| entry.number == number)
    }

    /// The entry of a view's name.
    pub fn view(&self, name: &str) -> Option<&'static crate::kernel::view::ViewEntry> {
        self.views.iter().find(|entry| entry.spec.name == name)
    }
}

impl Catalog for Registry {
    fn actions(&self) -> &[(u16, &'static ActionSpec)] {
        self.specs
    }
}

fn decode<A: Action>(bytes: &[u8]) -> Result<A, Stop> {
    A::from_bytes(bytes).map_err(|error| crate::kernel::dispatch::malformed(error).into())
}

fn run<A: Action>(ctx: &mut Ctx<'_>, bytes: &[u8]) -> Result<(), Stop> {
    let action = decode::<A>(bytes)?;
    action.shape()?;
    let plan = action.check(ctx)?;
    action.apply(plan, ctx).map_err(Stop::from)
}

fn run_carrier<A: Carrier>(ctx: &mut Ctx<'_>, bytes: &[u8]) -> Result<(), Stop> {
    let action = decode::<A>(bytes)?;
    action.shape()?;
    let plan = action.check(ctx)?;
    let (origin, acts) = action.carries(&plan);
    ctx.enact_as(origin, acts)?;
    action.apply(plan, ctx).map_err(Stop::from)
}

fn effects<A: Action>(bytes: &[u8], dao: DaoId, out: &mut Effects) -> Result<(), Stop> {
    let action = decode::<A>(bytes)?;
    action.shape()?;
    action.effects(dao, out);
    Ok(())
}

fn opens<A: Action>(state: &State, by: (PublicKey, Timestamp), bytes: &[u8]) -> bool {
    A::from_bytes(bytes).is_ok_and(|action| action.opens_to_newcomer(state, by))
}

fn guarded<A: Action>(asking: &Asking<'_>, bytes: &[u8]) -> bool {
    A::from_bytes(bytes).is_ok_and(|action| action.is_guarded(asking))
}

fn hand<A: Action>(state: &State, bytes: &[u8]) -> Hand {
    A::from_bytes(bytes).map_or(A::ACTION.hand, |action| action.hand(state).max(A::ACTION.hand))
}

fn run_task<T: Task>(ctx: &mut Ctx<'_>, bytes: &[u8]) -> Slice {
    let task = T::from_bytes(bytes).map_err(|_| Broken("a due task's arguments do not decode"))?;
    Ok(match task.run(ctx)? {
        Next::Done => None,
        Next::Again(at, task) => Some((at, task.to_bytes())),
    })
}
