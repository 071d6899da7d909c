//! Votes per second of the kernel's execution on one core: admission but for the signature, check,
//! apply, nonce, receipt, events, and the block's changes as bytes.
//!
//! `cargo run --release -p aluma-core --features testing --example bench_votes -- MEMBERS VOTES`

use std::time::{Duration, Instant};

use aluma_core::kernel::block::uncontained;
use aluma_core::testing::crowd::Crowd;

/// The binary's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PROPOSALS: u64 = 64;
const PER_BLOCK: usize = 5_000;

/// A small generator with full period, enough to pick members.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn main() {
    let argument = |at: usize, default: u64| {
        std::env::args().nth(at).and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let (members, votes) = (argument(1, 10_000), argument(2, 400_000) as usize);
    let began = Instant::now();
    let mut crowd = Crowd::new(members, PROPOSALS).expect("a crowd");
    eprintln!("{members} members in {:?}", began.elapsed());
    let (mut seed, mut done, mut changed) = (7, 0, 0);
    let (mut spent, mut finishing) = (Duration::ZERO, Duration::ZERO);
    while done < votes {
        let start = crowd.start();
        let batch: Vec<_> = (0..PER_BLOCK)
            .map(|_| {
                let voter = crowd.members[(next(&mut seed) % members) as usize];
                let proposal = crowd.proposals[(next(&mut seed) % PROPOSALS) as usize];
                crowd.vote(voter, proposal, next(&mut seed))
            })
            .collect();
        let clock = Instant::now();
        let mut block = crowd.machine.begin(start, uncontained).expect("a block");
        block.due();
        for transaction in &batch {
            // The same voter on the same proposal within a block is a nonce used twice.
            if block.transaction(transaction).is_ok() {
                done += 1;
            }
        }
        let finish = Instant::now();
        let outcome = block.finish().expect("a whole block");
        finishing += finish.elapsed();
        spent += clock.elapsed();
        changed += crowd.machine.changes().len();
        crowd.machine.settle();
        let refused = outcome.refusals.len();
        assert_eq!(refused, 0, "{:?}", outcome.refusals.first());
    }
    println!(
        "members {members} votes {done} in {spent:?} (finish {finishing:?}): {:.0} votes/s, {:.2} keys per vote",
        done as f64 / spent.as_secs_f64(),
        changed as f64 / done as f64,
    );
}
