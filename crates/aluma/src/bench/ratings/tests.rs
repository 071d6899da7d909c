//! Figures by hand, and the bars on real ratings and made ones.

use std::collections::BTreeMap;
use std::path::Path;

use super::figures::{mean, median, rmse, spearman};
use super::sets::{self, Scale, Set};
use super::{Three, few, missed, ranked};
use crate::bench::Dice;

#[test]
fn figures_are_those_of_the_books() {
    assert_eq!(mean(&[1.0, 2.0, 6.0]), 3.0);
    assert_eq!(
        (median(&[9.0, 1.0, 5.0]), median(&[1.0, 9.0, 5.0, 7.0]), median(&[])),
        (5.0, 6.0, 0.0)
    );
    assert_eq!(rmse(&[(1.0, 4.0), (5.0, 1.0)]), Some(12.5f64.sqrt()));
    assert_eq!(rmse(&[]), None);
    assert_eq!(spearman(&[(1.0, 10.0), (2.0, 20.0), (3.0, 90.0)]), 1.0);
    assert_eq!(spearman(&[(1.0, 3.0), (2.0, 2.0), (3.0, 1.0)]), -1.0);
    assert_eq!(spearman(&[(1.0, 3.0), (1.0, 2.0)]), 0.0);
    // Ranks 0.5, 0.5, 2 against 0, 1, 2: 1.5 / sqrt(1.5 * 2).
    let tied = spearman(&[(1.0, 1.0), (1.0, 2.0), (2.0, 3.0)]);
    assert!((tied - 3f64.sqrt() / 2.0).abs() < 1e-12);
}

#[test]
fn scales_have_two_ends() {
    assert!(Scale::parse("1..5").is_ok_and(|scale| scale.grade(25.0) == 2.0));
    for bad in ["", "1", "5..1", "1..1", "a..b", "0..inf"] {
        assert!(Scale::parse(bad).is_err(), "{bad}");
    }
}

fn data() -> Option<std::path::PathBuf> {
    let root = std::env::var("ALUMA_DATA").unwrap_or_else(|_| "../../../shared/data".into());
    let dir = Path::new(&root).join("r2r_peer_assessment");
    dir.is_dir().then_some(dir)
}

#[test]
fn real_ratings_come_nearer_to_the_instructors_than_their_mean() {
    let Some(dir) = data() else {
        eprintln!("skipped: no r2r_peer_assessment where ALUMA_DATA points");
        return;
    };
    let sessions = sets::r2r(&dir).expect("the data's own form");
    let all = ranked(&sessions);
    assert!((all.mean - 0.579).abs() < 0.001, "{all:?}");
    assert!(all.aluma >= 0.59, "{all:?}");
    let three = few(&sessions);
    assert!(three.aluma >= three.mean - 0.005, "{three:?}");
    println!("all {all:?}, three {three:?}");
}

/// Items by raters who differ by a bias, in noise, and of whom some rate at random.
fn made(seed: u64) -> Set {
    let mut dice = Dice(seed);
    let mut even = move || dice.below(1_000_000).map_or(0.0, |one| one as f64 / 1e6);
    // Twelve even numbers less six: nearly normal, of deviation 1.
    let mut bell = move || (0..12).map(|_| even()).sum::<f64>() - 6.0;
    let raters: Vec<(f64, f64)> =
        (0..40).map(|_| (bell() * 9.0, 5.0 + (bell() * 8.0).abs())).collect();
    let (mut items, mut grades) = (BTreeMap::new(), BTreeMap::new());
    for item in 0..300usize {
        let truth = (70.0 + bell() * 14.0).clamp(0.0, 100.0);
        let ratings = (0..4usize).map(|turn| {
            let at = (item * 7 + turn * 13 + item / 40) % raters.len();
            let (bias, noise) = raters[at];
            let points = (truth + bias + bell() * noise).clamp(0.0, 100.0).round();
            (format!("r{at}"), points)
        });
        let name = format!("i{item}");
        items.insert(name.clone(), ratings.collect());
        grades.insert(name, truth);
    }
    Set { items, grades, scale: Scale::parse("0..100").expect("a scale") }
}

#[test]
fn biased_and_noisy_raters_are_found_out() {
    let mut sums = (0.0, 0.0);
    for seed in 1..=5 {
        let Three { aluma, mean, median } = missed(&made(seed)).expect("items");
        println!("seed {seed}: aluma {aluma:.2}, mean {mean:.2}, median {median:.2}");
        // Of one set of 300 items chance has a part; of all of them together little.
        assert!(aluma < 0.9 * mean, "seed {seed}: {aluma} against {mean}");
        sums = (sums.0 + aluma, sums.1 + mean);
    }
    assert!(sums.0 < 0.85 * sums.1, "{sums:?}");
}
