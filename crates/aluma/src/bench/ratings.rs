//! `bench ratings`: how near the ledger's scores come to grades by experts, beside plain mean and
//! median of the same ratings.
//!
//! The scores are those of `aluma_core::review::rules`, by the same code and the same integers. A
//! ledger learns about raters from epoch to epoch; here the whole set comes again in each of
//! [`PASSES`] passes, and each session (or the one file) is a domain of its own.

mod figures;
mod sets;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use aluma_core::review::rules::fixed::Fixed;
use aluma_core::review::rules::passes::{PASSES, Ratings, scores};
use serde_json::{Value as Json, json};

use crate::bench::Dice;
use crate::bench::ratings::figures::{mean, median, rmse, spearman};
use crate::bench::ratings::sets::{Scale, Set};
use crate::options::Options;
use crate::outcome::{Failure, say};

/// Draws over which three raters an item are tried.
const DRAWS: u64 = 200;
/// Graded items that a session has at least, to be ranked.
const LEAST_GRADED: usize = 5;

/// What each way to score came to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Three {
    /// The ledger's rules.
    pub aluma: f64,
    /// The plain mean.
    pub mean: f64,
    /// The median.
    pub median: f64,
}

impl Three {
    fn json(&self) -> Json {
        let round = |number: f64| (number * 1e6).round() / 1e6;
        json!({
            "aluma": round(self.aluma), "mean": round(self.mean), "median": round(self.median)
        })
    }

    fn each(&self, other: &Self, of: impl Fn(f64, f64) -> f64) -> Self {
        Self {
            aluma: of(self.aluma, other.aluma),
            mean: of(self.mean, other.mean),
            median: of(self.median, other.median),
        }
    }
}

/// `bench ratings --dataset r2r DIR`, `bench ratings --dataset csv --ratings F --truth F`
///
/// # Errors
/// Files that are not there or not of their form.
pub fn run(options: &Options<'_>) -> Result<(), Failure> {
    let (text, json) = match options.text("dataset") {
        Some("r2r") => {
            let dir = options.path_of("dir");
            let dir = dir.ok_or_else(|| Failure::usage("--dataset r2r takes a folder"))?;
            let sessions = sets::r2r(dir)?;
            let (all, three) = (ranked(&sessions), few(&sessions));
            let json = json!({
                "all_raters": { "spearman": all.json() },
                "three_raters": { "spearman": three.json() },
            });
            let line = |of: &str, three: &Three| told("Spearman with the grades", of, three);
            (format!("{}\n{}", line("all raters", &all), line("three raters", &three)), json)
        }
        _ => {
            let missing = || Failure::usage("--dataset csv takes --ratings FILE and --truth FILE");
            let ratings = options.path_of("ratings").ok_or_else(missing)?;
            let truth = options.path_of("truth").ok_or_else(missing)?;
            let scale = options.text("scale").map(Scale::parse).transpose()?;
            let set = sets::csv(ratings, truth, scale)?;
            let missed = missed(&set)?;
            (told("Error against the grades", "rmse", &missed), json!({ "rmse": missed.json() }))
        }
    };
    say(&if options.json() { json.to_string() } else { text });
    Ok(())
}

fn told(what: &str, of: &str, three: &Three) -> String {
    let Three { aluma, mean, median } = three;
    format!("{what}, {of}: aluma {aluma:.4}, mean {mean:.4}, median {median:.4}")
}

/// Scores of a set's items by one way.
type By = BTreeMap<String, f64>;

/// Points of 0..100 for each rated item, by each way.
fn scored(set: &Set) -> (By, By, By) {
    let raters: BTreeMap<&str, u64> =
        set.items.values().flatten().map(|(rater, _)| rater.as_str()).zip(0..).collect();
    let fixed = |points: f64| Fixed::of((points * 2f64.powi(32)).round() as i128);
    let lists: Vec<Ratings> = set
        .items
        .values()
        .map(|ratings| {
            let one = |(rater, points): &(String, f64)| {
                (raters.get(rater.as_str()).copied().unwrap_or_default(), fixed(*points))
            };
            ratings.iter().map(one).collect()
        })
        .collect();
    let found = scores(&lists, PASSES);
    let aluma = set
        .items
        .keys()
        .zip(found)
        .filter_map(|(item, score)| Some((item.clone(), score?.bits() as f64 / 2f64.powi(32))));
    let by = |way: fn(&[f64]) -> f64| {
        let of = |(item, ratings): (&String, &Vec<(String, f64)>)| {
            let points: Vec<f64> = ratings.iter().map(|(_, points)| *points).collect();
            (item.clone(), way(&points))
        };
        set.items.iter().map(of).collect::<By>()
    };
    (aluma.collect(), by(mean), by(median))
}

/// Root of the mean square by which scores miss grades, on the grades' scale.
fn missed(set: &Set) -> Result<Three, Failure> {
    let (aluma, mean, median) = scored(set);
    let of = |by: &By| {
        let pairs = set
            .grades
            .iter()
            .filter_map(|(item, grade)| Some((set.scale.grade(*by.get(item)?), *grade)));
        rmse(&pairs.collect::<Vec<_>>())
    };
    let none = || Failure::usage("no item has both ratings and a grade");
    Ok(Three {
        aluma: of(&aluma).ok_or_else(none)?,
        mean: of(&mean).ok_or_else(none)?,
        median: of(&median).ok_or_else(none)?,
    })
}

/// Rank correlation with the grades, session by session, weighted by graded items.
fn ranked(sessions: &BTreeMap<String, Set>) -> Three {
    let (mut sum, mut items) = (Three::default(), 0.0);
    for set in sessions.values() {
        let (aluma, mean, median) = scored(set);
        let graded = set.grades.keys().filter(|item| set.items.contains_key(*item)).count();
        if graded < LEAST_GRADED {
            continue;
        }
        let of = |by: &By| {
            let pairs =
                set.grades.iter().filter_map(|(item, grade)| Some((*by.get(item)?, *grade)));
            spearman(&pairs.collect::<Vec<_>>()) * graded as f64
        };
        let one = Three { aluma: of(&aluma), mean: of(&mean), median: of(&median) };
        sum = sum.each(&one, |sum, one| sum + one);
        items += graded as f64;
    }
    sum.each(&sum, |sum, _| sum / f64::max(items, 1.0))
}

/// The same where three raters were drawn for each item: the mean of so many draws, the same ones in
/// every run.
fn few(sessions: &BTreeMap<String, Set>) -> Three {
    let sum = (0..DRAWS).fold(Three::default(), |sum, draw| {
        let mut dice = Dice(draw);
        let drawn = sessions.iter().map(|(name, set)| (name.clone(), set.drawn(3, &mut dice)));
        sum.each(&ranked(&drawn.collect()), |sum, one| sum + one)
    });
    sum.each(&sum, |sum, _| sum / DRAWS as f64)
}
