//! `aluma sim attacks`: what coalitions gain, on the real ledger, beside other ways to measure what
//! people gave.
//!
//! **People** ([`people`]). Each member has a pace (finishing something in a wave of three and a half
//! days with a chance of 0.3 to 1), a skill (mean quality, N(70, 10)) and a size (hours, log-normal
//! about five); each item scatters about both. What somebody truly gave is the sum of hours times
//! what quality makes count. Teams of eight. Raters see quality with a bias of N(0, 9) and a noise of
//! 5 + |N(0, 8)| points, as in `bench ratings`, and hours with a factor of their own (10 %) and noise
//! (25 %); whoever claims is off by 10 %. Honest members claim all that they made, seal and open in
//! time what they are drawn for, and at the end of an epoch praise five whose work they used, three
//! of five times somebody of their team. One seed makes the same people and the same work whatever
//! anybody does.
//!
//! **The ledger** ([`stage`]). Claims, seals, openings, praise, appeals and withdrawals are transactions
//! through the one door of the core; panels, scores, epochs and points are what the core makes of them.
//! Members come into the founding season as on any ledger; everything begins when it is over.
//!
//! **Gain.** The coalition's share of all points as they weigh at the end (all accounts of its people
//! together), over the share of the same people of the same seed when they are honest.
//!
//! **Attacks** ([`cast`]), with the part of the members that is of the coalition:
//!
//! | name | who | what they do |
//! |---|---|---|
//! | `none` | | everybody is honest |
//! | `self_praise` | 10 % | praise themselves as well, in each wave |
//! | `sybil_farm_K` | 1 | run K accounts that praise them and claim their work; their time goes into that: what they claim is junk |
//! | `outside_ring` | 10 % more | come after the founding season, give half of their time and claim all of it, praise only each other and rate each other 100 |
//! | `reciprocal_trading` | 20 % | pairs who praise only, and rate 100, each other |
//! | `insider_ring_P` | P % | claim half more hours, praise only each other, rate each other 100 and as claimed |
//! | `stealth_ring_20` | 20 % | the same with the praise of honest people |
//! | `lazy_reviewers` | 20 % | say 75 and as claimed of everything |
//! | `random_reviewers` | 20 % | say anything |
//! | `hoarding` | 10 % | hand in near the end what they made all along |
//! | `whitewashing` | 10 % | claim junk for half of the time, then come again under another account |
//! | `payer_worker_collusion` | 10 % | one of two claims half more hours as paid work, the other praises them and rates them 100 where drawn; no money moves here |
//! | `bad_mouthing` | 20 % | say 5 and a tenth of the hours of everybody else's work |
//! | `slow_infiltration` | 20 % | are honest for half of the time, then an insider ring |
//! | `splitting` | 5 % | spread what they make over four accounts |
//! | `panel_shopping` | 10 % | withdraw, claim again, and appeal wherever a score is below what it should be |
//! | `commit_copying` | 10 % | seal what another reviewer sealed |
//!
//! **Beside** ([`baselines`]) the same events are scored by a plain average of reviewers whom authors
//! choose, by a gift circle, and by PageRank and EigenTrust over praise.

mod baselines;
mod cast;
mod course;
mod figures;
mod people;
mod report;
pub mod stage;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};

use cast::{Attack, Cast, ROWS};
use figures::{Ran, Sensor, gain, run, scores, spearman};
pub use people::Opinion;
pub use report::{Row, Table};

/// Threads, one seed at a time on each.
const THREADS: u64 = 2;

/// The arguments of `aluma sim attacks`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Members.
    pub members: usize,
    /// Epochs of 14 days.
    pub epochs: u64,
    /// Seeds.
    pub seeds: u64,
    /// The first of them.
    pub seed: u64,
    /// The one attack to run; each of them where none is named.
    pub only: Option<String>,
    /// Whether to print JSON.
    pub json: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { members: 300, epochs: 8, seeds: 20, seed: 1, only: None, json: false }
    }
}

/// Runs `aluma sim attacks` and returns the exit code: 0 also where a bar is missed, which the table
/// says; 2 for an attack that nobody knows.
///
/// # Errors
/// Where `out` cannot be written.
pub fn cli(options: &Options, out: &mut dyn Write) -> io::Result<u8> {
    let Some(table) = table(options) else {
        let names: Vec<&str> = ROWS.iter().map(|row| row.0).collect();
        writeln!(out, "no attack is called so; there are {}", names.join(", "))?;
        return Ok(2);
    };
    if options.json {
        writeln!(out, "{}", table.json())?;
    } else {
        write!(out, "{}", table.text())?;
    }
    Ok(0)
}

/// What one seed came to.
struct Seed {
    rows: Vec<Cell>,
    pairs_lose: f64,
    claiming_gains: f64,
    praise: f64,
}

/// An attack of one seed.
struct Cell {
    gain: [f64; 5],
    parts: [f64; 2],
    spearman: [f64; 5],
    counts: [u64; 4],
    sensor: Sensor,
}

/// Runs all attacks on all seeds; nothing where the one that is named is not there.
pub fn table(options: &Options) -> Option<Table> {
    let only = options.only.as_deref();
    let rows: Vec<(&'static str, Attack)> =
        ROWS.into_iter().filter(|row| only.is_none_or(|only| only == row.0)).collect();
    if rows.is_empty() {
        return None;
    }
    let next = AtomicU64::new(0);
    let seeds: BTreeMap<u64, Seed> = std::thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            loop {
                let turn = next.fetch_add(1, Ordering::Relaxed);
                if turn >= options.seeds {
                    return done;
                }
                done.push((turn, one(options, options.seed + turn, &rows)));
            }
        };
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a seed runs")).collect()
    });
    Some(sum(options, &rows, &seeds.into_values().collect::<Vec<_>>()))
}

fn one(options: &Options, seed: u64, rows: &[(&'static str, Attack)]) -> Seed {
    let size = (options.members, options.epochs);
    let mut honest: Vec<(Attack, Ran)> = Vec::new();
    let mut cells = Vec::new();
    let mut twin = |attack: Attack| {
        let of = attack.honest();
        if let Some((_, ran)) = honest.iter().find(|(known, _)| *known == of) {
            return ran.clone();
        }
        honest.push((of, run(seed, size, of)));
        honest.last().map(|(_, ran)| ran.clone()).expect("just run")
    };
    for (_, attack) in rows {
        let before = twin(*attack);
        let ran = if *attack == Attack::None { before.clone() } else { run(seed, size, *attack) };
        let of = Cast::new(seed, size, *attack).coalition();
        cells.push(cell(&ran, &before, &of));
    }
    let before = twin(Attack::None);
    let beside = |attack| {
        let of = Cast::new(seed, size, attack).coalition();
        gain(&run(seed, size, attack).scores[0], &before.scores[0], &of)
    };
    let pairs_lose = 1.0 - beside(Attack::HonestPairs);
    let claiming_gains = beside(Attack::Overclaiming);
    let sum = |of: &[u128]| of.iter().sum::<u128>() as f64;
    let praise = sum(&before.soft) / f64::max(sum(&before.hard), 1.0);
    Seed { rows: cells, pairs_lose, claiming_gains, praise }
}

fn cell(ran: &Ran, before: &Ran, of: &[usize]) -> Cell {
    let (mut gains, mut ranks) = ([1.0; 5], [0.0; 5]);
    for system in 0..5 {
        gains[system] = gain(&ran.scores[system], &before.scores[system], of);
        ranks[system] = spearman(&ran.scores[system], &ran.truth);
    }
    let refused = ran.refused.values().sum();
    let counts = [ran.counts.claimed, ran.counts.unreviewed, ran.acts, refused];
    let part = |now: &[u128], then: &[u128]| gain(&scores(now), &scores(then), of);
    let parts = [part(&ran.hard, &before.hard), part(&ran.soft, &before.soft)];
    Cell { gain: gains, parts, spearman: ranks, counts, sensor: ran.sensor }
}

fn sum(options: &Options, rows: &[(&'static str, Attack)], seeds: &[Seed]) -> Table {
    let count = seeds.len().max(1) as f64;
    let row = |(place, (attack, _)): (usize, &(&'static str, Attack))| {
        let zero = [0.0; 5];
        let (mut gain, mut worst, mut spearman) = (zero, zero, zero);
        let (mut counts, mut sensor, mut parts) = ([0; 4], Sensor::default(), [0.0; 2]);
        for cell in seeds.iter().map(|seed| &seed.rows[place]) {
            for system in 0..5 {
                gain[system] += cell.gain[system] / count;
                worst[system] = f64::max(worst[system], cell.gain[system]);
                spearman[system] += cell.spearman[system] / count;
            }
            counts.iter_mut().zip(cell.counts).for_each(|(sum, one)| *sum += one);
            parts.iter_mut().zip(cell.parts).for_each(|(sum, one)| *sum += one / count);
            sensor.add(&cell.sensor);
        }
        Row { attack, gain, parts, worst, spearman, counts, sensor }
    };
    let lost = seeds.iter().map(|seed| seed.pairs_lose);
    Table {
        members: options.members,
        epochs: options.epochs,
        seeds: (options.seeds, options.seed),
        rows: rows.iter().enumerate().map(row).collect(),
        pairs_lose: (lost.clone().sum::<f64>() / count, lost.fold(f64::MIN, f64::max)),
        claiming_gains: seeds.iter().map(|seed| seed.claiming_gains).sum::<f64>() / count,
        praise: seeds.iter().map(|seed| seed.praise).sum::<f64>() / count,
    }
}
