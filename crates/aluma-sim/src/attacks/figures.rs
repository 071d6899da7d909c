//! What runs come to: shares, gains, rank correlations, and what the sensor would see.

use std::collections::BTreeMap;

use aluma_types::AccountId;

use super::baselines::{Scores, eigentrust, gift_circle, pagerank, plain_average};
use super::cast::{Attack, Cast};
use super::course::Course;

/// The ways to measure what people gave.
pub(super) const SYSTEMS: [&str; 5] =
    ["aluma", "plain_average", "gift_circle", "pagerank", "eigentrust"];

/// What one run came to.
#[derive(Clone, Debug)]
pub(super) struct Ran {
    /// By system, a score of each person.
    pub(super) scores: [Scores; 5],
    /// What each person truly gave.
    pub(super) truth: Scores,
    /// Micro-points of accepted work of each person.
    pub(super) hard: Vec<u128>,
    /// Micro-points of praise that each person was given.
    pub(super) soft: Vec<u128>,
    /// What was claimed, judged, left unreviewed.
    pub(super) counts: super::course::Counts,
    /// Acts that were refused, by the refusal's code.
    pub(super) refused: BTreeMap<u16, u64>,
    /// Transactions.
    pub(super) acts: u64,
    pub(super) sensor: Sensor,
}

/// What the sensor for stealth rings says of pairs who judged each other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sensor {
    /// Pairs who are not both of the coalition, and those of them it points at.
    pub(super) honest: (u64, u64),
    /// Those of them who praised each other as well.
    pub(super) mutual: (u64, u64),
    /// Pairs of the coalition.
    pub(super) ring: (u64, u64),
}

impl Sensor {
    /// Adds what it said of another seed.
    pub(super) const fn add(&mut self, other: &Self) {
        self.honest.0 += other.honest.0;
        self.honest.1 += other.honest.1;
        self.mutual.0 += other.mutual.0;
        self.mutual.1 += other.mutual.1;
        self.ring.0 += other.ring.0;
        self.ring.1 += other.ring.1;
    }
}

/// One run of an attack, or of the honest people.
pub(super) fn run(seed: u64, size: (usize, u64), way: (Attack, f64)) -> Ran {
    let cast = Cast::claiming(seed, size, way);
    let mut course = Course::new(seed, cast, false);
    course.run();
    read(&course)
}

/// What a run came to.
pub(super) fn read(course: &Course) -> Ran {
    let Course { stage, cast, made, given, .. } = course;
    let people = cast.people.all.len();
    let mut truth = vec![0.0; people];
    made.iter().for_each(|made| truth[made.maker] += made.item.value());
    let of = |who: usize| cast.accounts[who].iter().map(|one| stage.points(*one)).sum::<f64>();
    let hard = |who: usize| cast.accounts[who].iter().map(|one| stage.hard(*one)).sum::<u128>();
    let soft = |who: usize| cast.accounts[who].iter().map(|one| stage.soft(*one)).sum::<u128>();
    Ran {
        scores: [
            (0..people).map(of).collect(),
            plain_average(cast, made),
            gift_circle(cast, given),
            pagerank(cast, given),
            eigentrust(cast, given),
        ],
        truth,
        hard: (0..people).map(hard).collect(),
        soft: (0..people).map(soft).collect(),
        counts: course.counts,
        refused: stage.refused.clone(),
        acts: stage.acts,
        sensor: sensor(course),
    }
}

/// The part of all scores that some people have.
pub(super) fn share(scores: &[f64], of: &[usize]) -> f64 {
    let all: f64 = scores.iter().sum();
    let own: f64 = of.iter().map(|who| scores[*who]).sum();
    if all > 0.0 { own / all } else { 0.0 }
}

/// The same numbers as scores.
pub(super) fn scores(micro: &[u128]) -> Scores {
    micro.iter().map(|one| *one as f64).collect()
}

/// The share of some people under attack over their share when honest; 1 where they never had any.
pub(super) fn gain(attacked: &[f64], honest: &[f64], of: &[usize]) -> f64 {
    let before = share(honest, of);
    if before > 0.0 { share(attacked, of) / before } else { 1.0 }
}

/// Rank correlation, equal values sharing the mean of their ranks.
pub(super) fn spearman(left: &[f64], right: &[f64]) -> f64 {
    let (left, right) = (ranks(left), ranks(right));
    let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len().max(1) as f64;
    let (middle_left, middle_right) = (mean(&left), mean(&right));
    let (mut both, mut of_left, mut of_right) = (0.0, 0.0, 0.0);
    for (a, b) in left.iter().zip(&right) {
        let (a, b) = (a - middle_left, b - middle_right);
        both += a * b;
        of_left += a * a;
        of_right += b * b;
    }
    let scale = f64::sqrt(of_left * of_right);
    if scale > 0.0 { both / scale } else { 0.0 }
}

fn ranks(numbers: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|a, b| numbers[*a].total_cmp(&numbers[*b]));
    let mut ranks = vec![0.0; numbers.len()];
    let mut at = 0;
    while at < order.len() {
        let same = order[at..].iter().take_while(|one| numbers[**one] == numbers[order[at]]);
        let count = same.count();
        for one in &order[at..at + count] {
            ranks[*one] = at as f64 + (count as f64 - 1.0) / 2.0;
        }
        at += count;
    }
    ranks
}

/// What the ledger's sensor says of each two people who judged each other.
fn sensor(course: &Course) -> Sensor {
    let Course { stage, cast, .. } = course;
    let mut sensor = Sensor::default();
    let accounts: Vec<(usize, AccountId)> =
        cast.owner.iter().map(|(account, who)| (*who, *account)).collect();
    for (index, (one, first)) in accounts.iter().enumerate() {
        for (other, second) in accounts.iter().skip(index + 1) {
            let Some(is_pointed_at) = stage.regard_each_other(*first, *second) else { continue };
            let of_ring = cast.ring[*one] && cast.ring[*other];
            let praised = course.praised.contains(&(*first, *second))
                && course.praised.contains(&(*second, *first));
            let count = |seen: &mut (u64, u64)| {
                (seen.0, seen.1) = (seen.0 + 1, seen.1 + u64::from(is_pointed_at));
            };
            if of_ring {
                count(&mut sensor.ring);
            } else {
                count(&mut sensor.honest);
                if praised {
                    count(&mut sensor.mutual);
                }
            }
        }
    }
    sensor
}
