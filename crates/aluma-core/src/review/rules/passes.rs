//! The same rules over a whole set of ratings at once: what a ledger would know of the raters after so
//! many epochs in which the set came again. For measurements against grades by experts; the ledger
//! itself goes epoch by epoch.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::fixed::Fixed;
use super::rating::{self, Gauge, Known, Mark, Sums, Tally};

/// Passes after which nothing moves any more on any set that was tried.
pub const PASSES: usize = 4;

/// The ratings of one item: who gave how many points.
pub type Ratings = Vec<(u64, Fixed)>;

/// The score of each item after so many passes, in their order; nothing for an item that nobody
/// rated. In the first, nothing is known of anybody.
pub fn scores(items: &[Ratings], passes: usize) -> Vec<Option<Fixed>> {
    let mut raters = BTreeMap::new();
    let mut gauge = Gauge::FIRST;
    let (mut scored, mut sums, mut tally) = pass(items, &raters, gauge.mean);
    for _ in 0..passes {
        gauge = tally.gauge();
        let of = |(rater, sums): (&u64, &Sums)| Some((*rater, rating::known(sums, &gauge)?));
        raters = sums.iter().filter_map(of).collect();
        (scored, sums, tally) = pass(items, &raters, gauge.mean);
    }
    scored
}

type Pass = (Vec<Option<Fixed>>, BTreeMap<u64, Sums>, Tally);

fn pass(items: &[Ratings], raters: &BTreeMap<u64, Known>, mean: Fixed) -> Pass {
    let (mut sums, mut tally) = (BTreeMap::<u64, Sums>::new(), Tally::default());
    let scored = items.iter().map(|ratings| {
        let of = |(rater, given): &(u64, Fixed)| {
            let by = raters.get(rater).copied();
            Mark { given: *given, by, halved: false }
        };
        let marks: Vec<Mark> = ratings.iter().map(of).collect();
        let scored = rating::score(&marks, mean)?;
        tally.add(&scored);
        for ((rater, given), each) in ratings.iter().zip(&scored.each) {
            if let Some(others) = each.others {
                sums.entry(*rater).or_default().add(others, *given);
            }
        }
        Some(scored.score)
    });
    let scored = scored.collect();
    (scored, sums, tally)
}
