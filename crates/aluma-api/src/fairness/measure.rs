//! The arithmetic of fairness. Parts of a whole are in millionths, rounded down; `None` where there is no
//! whole.

use std::collections::BTreeMap;

/// A whole.
const WHOLE: u128 = 1_000_000;
/// Sums are brought below 2^40 first, so that no product of two and a whole overflows: what is lost is
/// below a millionth of a millionth of the sum.
const FITS: u128 = 1 << 40;

fn sum(values: &[u128]) -> u128 {
    values.iter().fold(0u128, |sum, value| sum.saturating_add(*value))
}

/// The same values on a scale on which their sum fits.
fn scaled(values: &[u128]) -> Vec<u128> {
    let unit = (sum(values) / FITS).max(1);
    values.iter().map(|value| value / unit).collect()
}

fn part(of: u128, whole: u128) -> Option<u64> {
    u64::try_from(of.saturating_mul(WHOLE).checked_div(whole)?).ok()
}

/// The Gini coefficient: with n values x, the least first, 2 * sum of i * x_i over n * sum of x, less
/// (n + 1) / n. It is 0 where all have the same and (n - 1) / n where one has all.
///
/// Source: C. Gini, Variabilità e mutabilità, 1912, in the form for sorted values.
pub fn gini(values: &[u128]) -> Option<u64> {
    let mut sorted = scaled(values);
    sorted.sort_unstable();
    let many = u128::try_from(sorted.len()).ok()?;
    let ranked = (1u128..).zip(&sorted);
    let weighted = ranked.fold(0u128, |sum, (rank, value)| sum.saturating_add(rank * value));
    let total = sum(&sorted);
    let over = weighted.saturating_mul(2).saturating_sub((many + 1).saturating_mul(total));
    part(over, many.saturating_mul(total))
}

/// The part of the `count` largest.
pub fn top(values: &[u128], count: usize) -> Option<u64> {
    let mut sorted = scaled(values);
    sorted.sort_unstable_by(|one, other| other.cmp(one));
    part(sum(sorted.get(..count).unwrap_or(&sorted)), sum(&sorted))
}

/// The Herfindahl index: the sum of the squares of all parts. It is 1 / n where n have the same and 1
/// where one has all.
///
/// Source: O. C. Herfindahl, Concentration in the steel industry, 1950.
pub fn herfindahl(values: &[u128]) -> Option<u64> {
    let scaled = scaled(values);
    let total = sum(&scaled);
    let squares = scaled.iter().fold(0u128, |sum, value| sum.saturating_add(value * value));
    part(squares, total.saturating_mul(total))
}

/// The part of all weight that lies between two who praise each other.
pub fn reciprocal(edges: &BTreeMap<(u64, u64), u128>) -> Option<u64> {
    let all: Vec<u128> = edges.values().copied().collect();
    let mutual = edges.iter().filter(|((from, to), _)| edges.contains_key(&(*to, *from)));
    let mutual: Vec<u128> = mutual.map(|(_, weight)| *weight).collect();
    let unit = (sum(&all) / FITS).max(1);
    part(sum(&mutual) / unit, sum(&all) / unit)
}

/// The middle one, or the lower of the two in the middle.
pub fn lower_median(values: &[u64]) -> Option<u64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

/// Twice the rank of each value, the largest first; equal ones share the mean of their ranks.
fn ranks(values: &[u128]) -> Vec<u128> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let many = sorted.len();
    let rank = |value: &u128| {
        let above = many - sorted.partition_point(|other| other <= value);
        let alike = many - above - sorted.partition_point(|other| other < value);
        u128::try_from(2 * above + alike + 1).unwrap_or(u128::MAX)
    };
    values.iter().map(rank).collect()
}

/// How far two orders of the same people lie apart: the sum of the differences of ranks, of the largest
/// that two orders of so many can have (half of the square of n, rounded down); and how many stand
/// elsewhere.
///
/// Source: Spearman's footrule, as in P. Diaconis and R. L. Graham, 1977.
pub fn footrule(one: &[u128], other: &[u128]) -> (Option<u64>, u64) {
    let (one, other) = (ranks(one), ranks(other));
    let many = u128::try_from(one.len()).unwrap_or(0);
    let apart: Vec<u128> =
        one.iter().zip(&other).map(|(one, other)| one.abs_diff(*other)).collect();
    let moved = apart.iter().filter(|apart| **apart > 0).count();
    // Ranks are doubled, and so is the largest sum.
    let most = (many * many / 2) * 2;
    (part(sum(&apart), most), u64::try_from(moved).unwrap_or(u64::MAX))
}
