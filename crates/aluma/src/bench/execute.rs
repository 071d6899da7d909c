//! `bench execute`: votes per second of execution alone, on one core: admission but for the
//! signature, check, apply, nonce, receipt, events, log rows. Changed rows become bytes at commit,
//! which is not measured here.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use aluma_core::kernel::block::uncontained;
use aluma_core::testing::crowd::Crowd;
use aluma_types::Transaction;
use serde_json::json;

use crate::bench::Dice;
use crate::options::Options;
use crate::outcome::{Failure, say};

/// Open proposals.
const PROPOSALS: u64 = 64;
/// Votes at least.
const VOTES: u64 = 400_000;
/// Votes offered to one block.
const PER_BLOCK: usize = 5_000;

/// What was measured.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// Members of the crowd.
    pub accounts: u64,
    /// Distinct ones who voted.
    pub voters: u64,
    /// Open proposals.
    pub proposals: u64,
    /// Votes that were executed.
    pub votes: u64,
    /// Rows that changed.
    pub keys: u64,
    /// Time of execution.
    pub spent: Duration,
}

impl Measured {
    fn keys_per_vote(&self) -> f64 {
        self.keys as f64 / self.votes.max(1) as f64
    }

    fn votes_per_s(&self) -> f64 {
        self.votes as f64 / self.spent.as_secs_f64().max(f64::MIN_POSITIVE)
    }
}

/// `bench execute --accounts N`
///
/// # Errors
/// Where the crowd cannot be made.
pub fn run(options: &Options<'_>) -> Result<(), Failure> {
    let accounts = options.leaf().get_one::<u64>("accounts").copied().unwrap_or(10_000);
    let measured = execute(accounts)?;
    if options.json() {
        let json = json!({
            "accounts": measured.accounts,
            "voters": measured.voters,
            "proposals": measured.proposals,
            "keys_per_vote": (measured.keys_per_vote() * 1_000.0).round() / 1_000.0,
            "votes_per_s": measured.votes_per_s().round() as u64,
        });
        say(&json.to_string());
    } else {
        say(&format!(
            "{} votes of {} voters, {} accounts, on {} proposals: {:.0} votes/s, {:.2} keys each",
            measured.votes,
            measured.voters,
            measured.accounts,
            measured.proposals,
            measured.votes_per_s(),
            measured.keys_per_vote()
        ));
    }
    Ok(())
}

/// Has random members of a crowd vote until enough votes were executed.
///
/// # Errors
/// Where the ledger breaks on it.
pub fn execute(accounts: u64) -> Result<Measured, Failure> {
    let broken = |what: &str| Failure::refused(format!("the crowd cannot vote: {what}"));
    let mut crowd = Crowd::new(accounts, PROPOSALS).map_err(broken)?;
    let mut dice = Dice(7);
    let mut voters = BTreeSet::new();
    let (mut votes, mut keys, mut spent) = (0, 0, Duration::ZERO);
    while votes < VOTES {
        let start = crowd.start();
        let batch: Vec<_> = (0..PER_BLOCK).filter_map(|_| vote(&crowd, &mut dice)).collect();
        let clock = Instant::now();
        let block = crowd.machine.begin(start, uncontained);
        let mut block = block.map_err(|fault| broken(&format!("{fault:?}")))?;
        block.due();
        let mut taken = Vec::with_capacity(batch.len());
        for (voter, transaction) in &batch {
            // The same voter on the same proposal within a block is a nonce used twice.
            if block.transaction(transaction).is_ok() {
                taken.push(*voter);
            }
        }
        let outcome = block.finish().map_err(|fault| broken(&format!("{fault:?}")))?;
        spent += clock.elapsed();
        keys += crowd.machine.changes().len() as u64;
        crowd.machine.settle();
        if taken.is_empty() || !outcome.refusals.is_empty() {
            return Err(broken("a vote was refused"));
        }
        votes += taken.len() as u64;
        voters.extend(taken);
    }
    let voters = voters.len() as u64;
    Ok(Measured { accounts, voters, proposals: PROPOSALS, votes, keys, spent })
}

/// A random vote of a random member on a random proposal.
fn vote(crowd: &Crowd, dice: &mut Dice) -> Option<(u64, Transaction)> {
    let voter = *crowd.members.get(dice.below(crowd.members.len())?)?;
    let proposal = *crowd.proposals.get(dice.below(crowd.proposals.len())?)?;
    Some((voter.0, crowd.vote(voter, proposal, dice.next())))
}
