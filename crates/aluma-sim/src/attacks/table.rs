//! All attacks on all seeds, a seed at a time on each thread.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use super::cast::{Attack, Cast, INFLATED, ROWS};
use super::figures::{Ran, Sensor, gain, run, scores, spearman};
use super::{Options, Row, Table};

/// Threads, one seed at a time on each.
const THREADS: u64 = 2;

/// What one seed came to.
struct Seed {
    /// By attack, by how much is claimed more.
    rows: Vec<Vec<Cell>>,
    pairs_lose: f64,
    claiming_gains: Vec<f64>,
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
        honest.push((of, run(seed, size, (of, 1.0))));
        honest.last().map(|(_, ran)| ran.clone()).expect("just run")
    };
    for (_, attack) in rows {
        let before = twin(*attack);
        let of = Cast::new(seed, size, *attack).coalition();
        let ways = attack.ways().iter().map(|inflated| {
            let is_none = *attack == Attack::None;
            let ran = if is_none { before.clone() } else { run(seed, size, (*attack, *inflated)) };
            cell(&ran, &before, (attack, &of))
        });
        cells.push(ways.collect());
    }
    let before = twin(Attack::None);
    let beside = |attack, inflated| {
        let of = Cast::new(seed, size, attack).coalition();
        gain(&run(seed, size, (attack, inflated)).scores[0], &before.scores[0], &of)
    };
    let pairs_lose = 1.0 - beside(Attack::HonestPairs, 1.0);
    let ways = Attack::Overclaiming.ways().iter();
    let claiming_gains = ways.map(|inflated| beside(Attack::Overclaiming, *inflated)).collect();
    let sum = |of: &[u128]| of.iter().sum::<u128>() as f64;
    let praise = sum(&before.soft) / f64::max(sum(&before.hard), 1.0);
    Seed { rows: cells, pairs_lose, claiming_gains, praise }
}

fn cell(ran: &Ran, before: &Ran, (attack, of): (&Attack, &[usize])) -> Cell {
    let (mut gains, mut ranks) = ([1.0; 5], [0.0; 5]);
    // What its owner would have had without it is no gain of a farm.
    let own = if attack.is_farm() { 1.0 } else { 0.0 };
    for system in 0..5 {
        gains[system] = gain(&ran.scores[system], &before.scores[system], of) - own;
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
    let row = |(place, (attack, attack_of)): (usize, &(&'static str, Attack))| {
        let zero = [0.0; 5];
        let (mut gain, mut worst, mut spearman) = (zero, [f64::MIN; 5], zero);
        let (mut counts, mut sensor, mut parts) = ([0; 4], Sensor::default(), [0.0; 2]);
        let mean = |way: usize| seeds.iter().map(|seed| seed.rows[place][way].gain[0]).sum::<f64>();
        let ways = attack_of.ways();
        let way = (0..ways.len()).max_by(|a, b| mean(*a).total_cmp(&mean(*b))).unwrap_or(0);
        let claims = (ways.len() > 1).then(|| ways[way]);
        for cell in seeds.iter().map(|seed| &seed.rows[place][way]) {
            for system in 0..5 {
                gain[system] += cell.gain[system] / count;
                worst[system] = f64::max(worst[system], cell.gain[system]);
                spearman[system] += cell.spearman[system] / count;
            }
            counts.iter_mut().zip(cell.counts).for_each(|(sum, one)| *sum += one);
            parts.iter_mut().zip(cell.parts).for_each(|(sum, one)| *sum += one / count);
            sensor.add(&cell.sensor);
        }
        Row { attack, claims, gain, parts, worst, spearman, counts, sensor }
    };
    let lost = seeds.iter().map(|seed| seed.pairs_lose);
    Table {
        members: options.members,
        epochs: options.epochs,
        seeds: (options.seeds, options.seed),
        rows: rows.iter().enumerate().map(row).collect(),
        pairs_lose: (lost.clone().sum::<f64>() / count, lost.fold(f64::MIN, f64::max)),
        claiming_gains: (0..INFLATED.len())
            .map(|way| seeds.iter().map(|seed| seed.claiming_gains[way]).sum::<f64>() / count)
            .collect(),
        praise: seeds.iter().map(|seed| seed.praise).sum::<f64>() / count,
    }
}
