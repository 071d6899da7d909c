//! How the means of a round were computed, judged by what was published. The ledger computes them;
//! here is only asked which way fits.

use super::{Entry, Rate, Round};

/// A way to make one number of scores; as the ledger names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mean {
    /// Without zeros, duplicates at their value, exact.
    Exact,
    /// The same to two decimals.
    Hundredths,
    /// All scores as they stand.
    Plain,
}

impl Mean {
    /// Its name on the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Hundredths => "hundredths",
            Self::Plain => "plain",
        }
    }
}

/// How far a published mean may lie from the exact one, in millionths: four digits, rounded.
const ROUNDED: u64 = 51;
/// The same for two digits; doubles may fall on either side of a tie.
const COARSE: u64 = 5_001;

/// The way that fits most of a round's published means, two decimals first; and how many of how many.
pub(super) fn fitting(round: &Round) -> (Mean, (usize, usize)) {
    let all = round.entries.iter().filter(|entry| entry.published.is_some()).count();
    let fits = |mean: Mean| {
        let entries = round.entries.iter();
        entries.filter(|entry| fits(round, entry, mean)).count()
    };
    let ways = [Mean::Hundredths, Mean::Exact, Mean::Plain].map(|mean| (fits(mean), mean));
    let best = ways.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
    match best {
        Some((count, mean)) if all > 0 => (mean, (count, all)),
        // Nothing was published: the spec's own rule.
        _ => (Mean::Exact, (0, 0)),
    }
}

fn fits(round: &Round, entry: &Entry, mean: Mean) -> bool {
    let Some(published) = entry.published else { return false };
    let parts: Vec<u64> = match mean {
        Mean::Plain => entry.rates.iter().map(|rate| u64::from(rate.score)).collect(),
        _ => entry.rates.iter().filter_map(|rate| part(round, rate)).collect(),
    };
    let count = parts.len() as u64;
    // Millionths.
    let exact = (parts.iter().sum::<u64>() * 10_000).checked_div(count).unwrap_or(0);
    match mean {
        Mean::Hundredths => published % 10_000 == 0 && published.abs_diff(exact) <= COARSE,
        _ => published.abs_diff(exact) <= ROUNDED,
    }
}

/// What a rater's word counts for, in hundredths.
fn part(round: &Round, rate: &Rate) -> Option<u64> {
    let share = |score: u32| {
        let (num, den) = (u64::from(round.duplicate.num()), u64::from(round.duplicate.den()));
        (2 * u64::from(score) * num + den).checked_div(2 * den).unwrap_or(0)
    };
    match rate.repeats {
        _ if rate.dismissed => Some(0),
        Some(other) => {
            let entry = round.entries.get((other as usize).wrapping_sub(1));
            let of = |rates: &[Rate]| {
                rates.iter().find(|one| one.rater == rate.rater).map(|one| one.score)
            };
            Some(share(entry.and_then(|entry| of(&entry.rates)).unwrap_or(0)))
        }
        None if rate.score == 0 => None,
        None => Some(u64::from(rate.score)),
    }
}
