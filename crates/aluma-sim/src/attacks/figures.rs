//! What runs come to: shares, gains, rank correlations, and what the sensor would see.

use std::collections::BTreeMap;

use super::baselines::{Scores, eigentrust, gift_circle, pagerank, plain_average};
use super::cast::{Attack, Cast};
use super::course::{Course, Miss};

/// The ways to measure what people gave.
pub(super) const SYSTEMS: [&str; 5] =
    ["aluma", "plain_average", "gift_circle", "pagerank", "eigentrust"];

/// Ratings of one group by one rater from which on the sensor says anything.
const SENSED: usize = 10;
/// Points by which somebody rates a group higher than others do, at which the sensor speaks.
const SPEAKS: f64 = 10.0;

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

/// What the sensor for stealth rings says: of a rater and a cluster.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sensor {
    /// Honest raters of whom it knows enough, and those of them it points at.
    pub(super) honest: (u64, u64),
    /// The coalition's, of clusters in which others of it are.
    pub(super) ring: (u64, u64),
}

impl Sensor {
    /// Adds what it said of another seed.
    pub(super) const fn add(&mut self, other: &Self) {
        self.honest.0 += other.honest.0;
        self.honest.1 += other.honest.1;
        self.ring.0 += other.ring.0;
        self.ring.1 += other.ring.1;
    }
}

/// One run of an attack, or of the honest people.
pub(super) fn run(seed: u64, size: (usize, u64), attack: Attack) -> Ran {
    let cast = Cast::new(seed, size, attack);
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
        sensor: sensor(cast, &course.misses),
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

/// Mean of y - a - q of a rater for a cluster, where a is by how much they rate all higher.
fn sensor(cast: &Cast, misses: &[Miss]) -> Sensor {
    let mut all: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    let mut pairs: BTreeMap<(usize, u64), (f64, usize, bool)> = BTreeMap::new();
    for miss in misses {
        let sum = all.entry(miss.rater).or_default();
        (sum.0, sum.1) = (sum.0 + miss.by, sum.1 + 1);
        let pair = pairs.entry((miss.rater, miss.cluster)).or_default();
        (pair.0, pair.1) = (pair.0 + miss.by, pair.1 + 1);
        pair.2 |= cast.ring[miss.rater] && cast.ring[miss.maker];
    }
    let mut sensor = Sensor::default();
    for ((rater, _), (sum, count, of_ring)) in pairs.iter().filter(|(_, pair)| pair.1 >= SENSED) {
        let (bias, ratings) = all[rater];
        let by = sum / *count as f64 - bias / ratings as f64;
        let seen = if *of_ring { &mut sensor.ring } else { &mut sensor.honest };
        (seen.0, seen.1) = (seen.0 + 1, seen.1 + u64::from(by > SPEAKS));
    }
    sensor
}
