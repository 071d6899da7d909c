//! How fairly a community shares: what its page and `aluma report fairness` measure, from views that
//! everybody who reads the community may ask, by the same arithmetic.
//!
//! [`gather`] asks the views, [`measure`] counts. Parts of a whole are in millionths, rounded down. What
//! each figure means and where its formula is from: `docs/fairness.md`.

mod draw;
mod gather;
pub mod measure;

pub use draw::svg;
pub use gather::{Ask, gather};

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

/// What was found in the views.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Members with what weighs of theirs in the whole community today, in micro-points.
    pub points: BTreeMap<u64, u128>,
    /// Base units that somebody was paid by rounds and for tasks, by asset and account.
    pub paid: BTreeMap<u64, BTreeMap<u64, u128>>,
    /// Points of praise in the present epoch and the one before, by who praised whom.
    pub praise: BTreeMap<(u64, u64), u128>,
    /// Ratings that somebody opened on the last panel of a contribution.
    pub ratings: BTreeMap<u64, u128>,
    /// Whole days from handing work in to being paid for it, of each that was.
    pub days: Vec<u64>,
    /// Whether there was more than was looked at.
    pub cut: bool,
}

/// Figures of one asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pay {
    /// The asset.
    pub asset: u64,
    /// How many were paid in it.
    pub people: u64,
    /// The Gini coefficient of what members were paid, of those who got nothing too.
    pub gini: Option<u64>,
    /// The part of the ten who were paid most.
    pub top_ten: Option<u64>,
    /// How far the order of pay lies from the order of points: of the farthest that two orders can.
    pub rank_change: Option<u64>,
    /// How many people stand elsewhere in the one order than in the other.
    pub moved: u64,
}

/// The report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Members that were looked at.
    pub members: u64,
    /// The Gini coefficient of points as they weigh today.
    pub gini_points: Option<u64>,
    /// The part of the ten with the most points.
    pub top_ten_points: Option<u64>,
    /// The part of praise, by weight, between people who praise each other.
    pub reciprocal_praise: Option<u64>,
    /// The Herfindahl index of ratings by reviewer: 1 where one reviewer gave all.
    pub review_concentration: Option<u64>,
    /// How many reviewers gave ratings.
    pub reviewers: u64,
    /// Days from handing in to being paid: the lower median.
    pub days_to_pay: Option<u64>,
    /// By asset, lowest first.
    pub pay: Vec<Pay>,
    /// Whether there was more than was looked at.
    pub cut: bool,
}

/// People of the "top" figures.
const TOP: usize = 10;

impl Report {
    /// Counts what was found.
    pub fn of(found: &Found) -> Self {
        let points: Vec<u128> = found.points.values().copied().collect();
        let ratings: Vec<u128> = found.ratings.values().copied().collect();
        let many = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Self {
            members: many(points.len()),
            gini_points: measure::gini(&points),
            top_ten_points: measure::top(&points, TOP),
            reciprocal_praise: measure::reciprocal(&found.praise),
            review_concentration: measure::herfindahl(&ratings),
            reviewers: many(ratings.len()),
            days_to_pay: measure::lower_median(&found.days),
            pay: found.paid.iter().map(|(asset, paid)| pay(*asset, paid, found)).collect(),
            cut: found.cut,
        }
    }

    /// Every figure by its name: parts of a whole as decimals, the rest as it is; of pay by asset.
    pub fn rows(&self) -> Vec<(&'static str, Option<u64>, Option<String>)> {
        let part = |part: Option<u64>| part.map(decimal);
        let plain = |number: Option<u64>| number.map(|number| number.to_string());
        let mut rows = vec![
            ("members", None, plain(Some(self.members))),
            ("gini_points", None, part(self.gini_points)),
            ("top_ten_points", None, part(self.top_ten_points)),
            ("reciprocal_praise", None, part(self.reciprocal_praise)),
            ("review_concentration", None, part(self.review_concentration)),
            ("reviewers", None, plain(Some(self.reviewers))),
            ("days_to_pay", None, plain(self.days_to_pay)),
        ];
        for pay in &self.pay {
            rows.extend([
                ("paid_people", Some(pay.asset), plain(Some(pay.people))),
                ("gini_pay", Some(pay.asset), part(pay.gini)),
                ("top_ten_pay", Some(pay.asset), part(pay.top_ten)),
                ("rank_change", Some(pay.asset), part(pay.rank_change)),
                ("ranks_moved", Some(pay.asset), plain(Some(pay.moved))),
            ]);
        }
        rows
    }

    /// The report as JSON: what is not known is null.
    pub fn to_json(&self) -> Json {
        let part = |part: Option<u64>| part.map(decimal);
        let pay = |pay: &Pay| {
            json!({
                "asset": pay.asset, "people": pay.people, "gini": part(pay.gini),
                "top_ten": part(pay.top_ten), "rank_change": part(pay.rank_change),
                "moved": pay.moved,
            })
        };
        json!({
            "members": self.members,
            "gini_points": part(self.gini_points),
            "top_ten_points": part(self.top_ten_points),
            "reciprocal_praise": part(self.reciprocal_praise),
            "review_concentration": part(self.review_concentration),
            "reviewers": self.reviewers,
            "days_to_pay": self.days_to_pay,
            "pay": self.pay.iter().map(pay).collect::<Vec<_>>(),
            "cut": self.cut,
        })
    }

    /// The report as a table: figure, asset, value.
    pub fn to_csv(&self) -> String {
        let mut text = String::from("figure,asset,value");
        for (name, asset, value) in self.rows() {
            let asset = asset.map(|asset| asset.to_string()).unwrap_or_default();
            text.push_str(&format!("\n{name},{asset},{}", value.unwrap_or_default()));
        }
        text
    }
}

/// Of members, those who were paid nothing too; and of others who were paid.
fn pay(asset: u64, paid: &BTreeMap<u64, u128>, found: &Found) -> Pay {
    let both: std::collections::BTreeSet<u64> =
        found.points.keys().chain(paid.keys()).copied().collect();
    let of = |map: &BTreeMap<u64, u128>| {
        both.iter().map(|account| map.get(account).copied().unwrap_or(0)).collect::<Vec<_>>()
    };
    let (sums, points) = (of(paid), of(&found.points));
    let (rank_change, moved) = measure::footrule(&sums, &points);
    Pay {
        asset,
        people: u64::try_from(paid.len()).unwrap_or(u64::MAX),
        gini: measure::gini(&sums),
        top_ten: measure::top(&sums, TOP),
        rank_change,
        moved,
    }
}

/// Millionths as a decimal of three places, rounded down.
pub fn decimal(millionths: u64) -> String {
    format!("{}.{:03}", millionths / 1_000_000, millionths % 1_000_000 / 1_000)
}

#[cfg(test)]
mod tests;
