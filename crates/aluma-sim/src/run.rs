//! One seed: a workload, everything that is held against it, and the same blocks once more with
//! crashes.

use aluma_core::kernel::action::Registry;
use aluma_types::{Hash32, Timestamp};

use crate::counts::Counts;
use crate::digest::Digester;
use crate::ledger::{Block, Failure, Ledger};
use crate::models::Models;
use crate::rng::Rng;
use crate::world::World;
use crate::world::steps;

/// Full scans and whole comparisons run after every so many blocks, and at the end.
const AUDIT_EVERY: u64 = 12;
/// A snapshot is taken after every so many blocks.
const SNAPSHOT_EVERY: u64 = 25;

/// What to run.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The seed.
    pub seed: u64,
    /// How many blocks.
    pub blocks: u64,
    /// By which rules: the ledger's, or some with a mistake in them.
    pub registry: &'static Registry,
}

/// What came of a seed.
#[derive(Debug)]
pub struct Finished {
    /// What was accepted and refused.
    pub counts: Counts,
    /// The state root at the end.
    pub root: Hash32,
    /// The time of the last block.
    pub time: Timestamp,
    /// What broke, and the blocks up to there.
    pub broken: Option<(Failure, Vec<Block>)>,
}

/// A ledger with everything that is held against it.
#[derive(Debug)]
pub struct Bench {
    /// The ledger.
    pub ledger: Ledger,
    digester: Digester,
    models: Models,
}

impl Bench {
    /// Before the first block.
    pub fn new(plan: &Plan) -> Self {
        let ledger = Ledger::new(plan.seed, plan.blocks, plan.registry);
        Self { ledger, digester: Digester::new(plan.registry), models: Models::default() }
    }

    /// Runs a block and holds the models against it; `whole` asks for full scans too.
    ///
    /// # Errors
    /// What does not hold.
    pub fn run(
        &mut self,
        block: &Block,
        whole: bool,
    ) -> Result<(crate::digest::Digest, crate::ledger::Ran), Failure> {
        let parent = self.ledger.head().clone();
        let ran = self.ledger.run(block)?;
        let follows = parent.height == 0 || ran.header.parent == parent.id();
        if !follows || ran.header.time <= parent.time {
            let (law, detail) = ("headers form a chain", format!("{:?}", ran.header));
            return Err(Failure { law: law.to_owned(), detail, height: ran.header.height });
        }
        let digest = self.digester.read(block, &ran);
        self.models.follow(&digest, &self.ledger)?;
        if whole {
            self.ledger.audit()?;
            self.models.compare(&self.ledger)?;
        }
        Ok((digest, ran))
    }
}

/// Runs a seed.
pub fn run(plan: &Plan) -> Finished {
    let mut rng = Rng::new(plan.seed);
    let (mut workload, mut chaos) = (rng.fork(), rng.fork());
    let mut bench = Bench::new(plan);
    let (mut world, mut counts) = (World::of(plan.seed), Counts::new(plan.registry));
    let (mut blocks, mut roots) = (Vec::new(), Vec::new());
    let mut broken = None;
    for height in 1..=plan.blocks {
        let block = steps::block(&mut world, &mut workload, &bench.ledger);
        blocks.push(block.clone());
        let whole = height % AUDIT_EVERY == 0 || height == plan.blocks;
        match bench.run(&block, whole) {
            Ok((digest, ran)) => {
                counts.add(&digest, &ran.rejected);
                world.learn(&block, &digest);
                roots.push(ran.header.id());
            }
            Err(failure) => {
                broken = Some(failure);
                break;
            }
        }
    }
    if broken.is_none() {
        broken = again(plan, (&blocks, &roots), &mut chaos).err();
    }
    if broken.is_none() {
        broken = crate::disk::cut(plan, (&blocks, &roots), &mut chaos).err();
    }
    let head = bench.ledger.head();
    let (root, time) = (head.state, head.time);
    Finished { counts, root, time, broken: broken.map(|failure| (failure, blocks)) }
}

/// Runs recorded blocks once more, with blocks abandoned, blocks reverted, and machines dropped and
/// built again from snapshots and replay.
fn again(
    plan: &Plan,
    (blocks, headers): (&[Block], &[Hash32]),
    chaos: &mut Rng,
) -> Result<(), Failure> {
    let mut ledger = Ledger::new(plan.seed, plan.blocks, plan.registry);
    let mut snapshot = ledger.snapshot();
    for (place, block) in blocks.iter().enumerate() {
        match chaos.below(40) {
            0 => ledger.run_and_abandon(block, chaos.below(6) as usize)?,
            1 => ledger.run_and_revert(block)?,
            2 => {
                ledger.restart(&snapshot)?;
                let from = ledger.head().height as usize;
                for old in from..place {
                    step(&mut ledger, &blocks[old], &headers[old])?;
                }
            }
            _ => {}
        }
        step(&mut ledger, block, &headers[place])?;
        if (place as u64 + 1).is_multiple_of(SNAPSHOT_EVERY) {
            snapshot = ledger.snapshot();
        }
    }
    ledger.audit()
}

fn step(ledger: &mut Ledger, block: &Block, header: &Hash32) -> Result<(), Failure> {
    let ran = ledger.run(block)?;
    let id = ran.header.id();
    if id == *header {
        return Ok(());
    }
    let detail = format!("header {id} was {header} the first time");
    let law = "a replay leads to the same headers".to_owned();
    Err(Failure { law, detail, height: ran.header.height })
}
