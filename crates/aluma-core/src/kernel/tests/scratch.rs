//! A registry of its own: an action that writes, one that refuses, one that panics, one that breaks
//! a law, and tasks that go on, fail and count.

use alloc::vec::Vec;

use aluma_types::spec::ActionSpec;
use aluma_types::{Canon, Hash32, PublicKey, Timestamp, sha256};

use crate::identity::OPERATOR;
use crate::kernel::action::{Action, ActionEntry, Next, Registry, Task, TaskEntry};
use crate::kernel::action::{action, specs, task};
use crate::kernel::block::{BlockStart, Machine, Outcome};
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal;
use crate::kernel::genesis::Genesis;
use crate::kernel::invariants::Invariant;
use crate::kernel::refusal::{Broken, Refused, Stop};
use crate::kernel::tables::SequenceRow;
use crate::registry::State;

/// Where scratch actions write: a sequence that nothing else uses.
pub(super) const MARK: u8 = 200;

/// What a scratch action does after it wrote its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub(super) enum Then {
    #[tag(1)]
    Succeed,
    #[tag(2)]
    Break,
    #[tag(3)]
    Panic,
    #[tag(4)]
    Refuse,
}

/// Scratch
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(name = "scratch", he = "טיוטה", says_en = "Write { $mark }.", says_he = "לכתוב { $mark }.",
    by(Member, Dao), track = Tip, cost(10, 1, 0))]
pub(super) struct Scratch {
    /// What to write.
    #[he("סימן")]
    pub(super) mark: u64,
    /// What to do then.
    #[he("אחר כך")]
    pub(super) then: Then,
}

impl Action for Scratch {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, _: &Ctx<'_>) -> Result<(), Refused> {
        match self.then {
            Then::Refuse => Err(Refusal::UnknownAction { number: 7 }.into()),
            _ => Ok(()),
        }
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        ctx.state.kernel.sequences.put(MARK, SequenceRow { next: self.mark });
        match self.then {
            Then::Break => Err(Broken("scratch")),
            Then::Panic => panic!("scratch"),
            Then::Succeed | Then::Refuse => Ok(()),
        }
    }
}

/// A task that counts its runs under a mark, fails so many times first, and goes on so many times.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(super) struct Count {
    pub(super) mark: u8,
    pub(super) fail: bool,
    pub(super) again: u64,
    pub(super) units: u64,
}

impl Task for Count {
    const NUMBER: u16 = 900;
    const NAME: &'static str = "count";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let runs = ctx.state.kernel.sequences.get(&self.mark).map_or(0, |row| row.next);
        let row = SequenceRow { next: runs.saturating_add(1) };
        ctx.state.kernel.sequences.put(self.mark, row);
        ctx.charge(self.units);
        if self.fail {
            return Err(Refusal::UnknownAction { number: 7 }.into());
        }
        match self.again.checked_sub(1) {
            Some(again) => Ok(Next::Again(ctx.now(), Self { again, ..self })),
            None => Ok(Next::Done),
        }
    }
}

static ACTIONS: [ActionEntry; 1] = [action::<Scratch>(1)];
static TASKS: [TaskEntry; 1] = [task::<Count>()];
static LAWS: [Invariant; 1] =
    [Invariant { name: "the mark is not 13", quick: Some(not_thirteen), full: not_thirteen }];

fn not_thirteen(state: &State) -> bool {
    state.kernel.sequences.get(&MARK).is_none_or(|row| row.next != 13)
}

pub(super) static SCRATCH: Registry = Registry {
    actions: &ACTIONS,
    specs: &const { specs::<1>(&ACTIONS) },
    tasks: &TASKS,
    views: &[],
    events: &[],
    invariants: &LAWS,
    ..crate::registry::EMPTY
};

pub(super) const START: Timestamp = Timestamp(1_000_000);

/// The links of a short beacon chain, the end last.
pub(super) fn chain() -> Vec<Hash32> {
    let mut links = alloc::vec![Hash32([3; 32])];
    for _ in 0..64 {
        let last = links.last().copied().unwrap_or_default();
        links.push(sha256(&[&last.0]));
    }
    links
}

pub(super) fn machine() -> Machine {
    let key = PublicKey::Ed25519([1; 32]);
    let beacon = chain().last().copied().unwrap_or_default();
    let genesis = Genesis {
        version: 1,
        generation: 0,
        time: START,
        operator: key,
        node: key,
        beacon,
        beacon_length: 64,
        manual_clock: true,
        salt: Hash32::ZERO,
        salts: Hash32::ZERO,
        continues: None,
    };
    genesis.machine(&SCRATCH)
}

pub(super) fn start(height: u64, time: u64) -> BlockStart {
    let links = chain();
    let beacon = links[links.len() - 1 - usize::try_from(height).unwrap()];
    BlockStart { height, time: Timestamp(time), rules: 1, beacon }
}

/// Catches panics as the node does.
pub(super) fn contain(step: &mut dyn FnMut()) -> bool {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(step)).is_ok()
}

/// A block with these scratch actions of the operator.
pub(super) fn block(
    machine: &mut Machine,
    (height, time): (u64, u64),
    actions: &[Scratch],
) -> Outcome {
    let network = machine.network;
    let mut run = machine.begin(start(height, time), contain).unwrap();
    run.due();
    for (index, action) in actions.iter().enumerate() {
        let nonce = time + index as u64 + 1;
        run.transaction(&transaction(network, nonce, action)).unwrap();
    }
    let outcome = run.finish().unwrap();
    machine.settle();
    outcome
}

pub(super) fn transaction(
    network: Hash32,
    nonce: u64,
    action: &Scratch,
) -> aluma_types::Transaction {
    let payload = aluma_types::Payload {
        network,
        signer: aluma_types::Signer::Key { account: OPERATOR, key: 0 },
        nonce,
        valid_until: Timestamp(nonce + 1_000_000),
        act: aluma_types::Act { number: 1, body: action.to_bytes() },
    };
    aluma_types::Transaction::new(payload, aluma_types::Signature::Ed25519([0; 64]))
}

pub(super) fn mark_of(machine: &Machine, mark: u8) -> Option<u64> {
    machine.state.kernel.sequences.get(&mark).map(|row| row.next)
}
