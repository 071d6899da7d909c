//! Quadratic funding: what is added to what people gave to a project, by how many gave and not by how much.
//!
//! Of a project, `ideal = (sum of sqrt(g))^2 - sum of g` over those who gave, where `g` is all that one of
//! them gave, however often. With clusters, what people of one cluster gave is added up before the root:
//! the *cluster match* of Miller, Weyl and Erichsen, "Beyond Collusion Resistance: Leveraging Social
//! Information for Plural Funding and Voting" (2022), which for clusters that have nobody in common is what
//! connection-oriented cluster matching comes to.
//!
//! Sums are scaled by 10^24 before the root is taken and rounded down, so that a root is off by less than
//! 10^-12. One who gave alone adds nothing: the square of a root that is rounded down is not more than the
//! number itself.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use aluma_types::Share;
use ethnum::U256;

use crate::exact::part_down;
use crate::split::split;

/// By what sums are scaled before the root.
pub const SCALE: u128 = 1_000_000_000_000_000_000_000_000;

/// A millionth of a base unit, in 10^-24.
pub const MILLIONTH: u128 = 1_000_000_000_000_000_000;

/// Bits that weights have when they are shared by: a hundred and twenty of the largest are told apart.
const WEIGHT_BITS: u32 = 120;

/// Who gave: an account for itself, or a cluster by its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// An account in no cluster.
    One(u64),
    /// A cluster.
    Cluster(u64),
}

/// What everybody gave to a project, in base units.
pub type Given = BTreeMap<Group, u128>;

/// The square root, rounded down.
pub fn isqrt(number: U256) -> U256 {
    let two = U256::new(2);
    if number < two {
        return number;
    }
    let bits = U256::BITS.saturating_sub(number.leading_zeros());
    // Not less than the root: 2^ceil(bits / 2).
    let above = U256::ONE.checked_shl(bits.saturating_add(1).checked_div(2).unwrap_or(0));
    let mut root = above.unwrap_or(U256::MAX);
    loop {
        let other = number.checked_div(root).unwrap_or(U256::ZERO);
        let next = root.saturating_add(other).checked_div(two).unwrap_or(U256::ZERO);
        if next >= root {
            return root;
        }
        root = next;
    }
}

/// The root of a sum in base units, in 10^-12 of one.
pub fn root(units: u128) -> U256 {
    // Below 2^128 * 2^80.
    isqrt(U256::new(units).saturating_mul(U256::new(SCALE)))
}

/// The sum of roots, in 10^-12.
pub fn roots(given: &Given) -> U256 {
    given.values().fold(U256::ZERO, |sum, units| sum.saturating_add(root(*units)))
}

/// What a project would receive if the pot were large enough, in 10^-24 of a base unit.
pub fn ideal(given: &Given) -> U256 {
    let roots = roots(given);
    let sum = given.values().fold(U256::ZERO, |sum, units| sum.saturating_add((*units).into()));
    roots.saturating_mul(roots).saturating_sub(sum.saturating_mul(U256::new(SCALE)))
}

/// The same in base units: a millionth more, so that roots that were rounded down do not take a unit from a
/// whole number, and rounded down. Fewer than a million projects together get no unit by that which the pot
/// does not hold.
pub fn whole(ideal: U256) -> u128 {
    let more = ideal.saturating_add(U256::new(MILLIONTH));
    let units = more.checked_div(U256::new(SCALE)).unwrap_or(U256::ZERO);
    u128::try_from(units).unwrap_or(u128::MAX)
}

/// What each project receives out of a pot, in the order given.
///
/// Where the pot holds all ideals, each its own, rounded down, and the rest stays in the pot; where it does
/// not, all of it by the shared splitter. Nobody receives more than the cap, a part of the whole pot rounded
/// down; what that leaves goes to the others in the same way, none of them beyond its ideal, and what nobody
/// can take stays in the pot. No cap is none; a cap of 0 is that nobody receives anything.
pub fn shared(pot: u128, cap: Option<Share>, ideals: &[(u64, U256)]) -> Vec<u128> {
    let most = cap.map_or(u128::MAX, |cap| part_down(pot, cap));
    let mut found: Vec<u128> = ideals.iter().map(|_| 0).collect();
    let mut open: Vec<usize> = (0..ideals.len()).collect();
    let mut left = pot;
    // Each time but the last somebody reaches the cap.
    for _ in 0..=ideals.len() {
        let rows: Vec<(u64, U256)> =
            open.iter().filter_map(|at| ideals.get(*at).copied()).collect();
        let parts = parts(left, &rows);
        let over = parts.iter().any(|part| *part > most);
        let mut rest = Vec::new();
        for (at, part) in open.iter().zip(parts) {
            let Some(slot) = found.get_mut(*at) else { continue };
            if !over || part > most {
                *slot = part.min(most);
                left = left.saturating_sub(*slot);
            } else {
                rest.push(*at);
            }
        }
        open = rest;
    }
    found
}

/// What projects receive where nobody is capped.
fn parts(pot: u128, ideals: &[(u64, U256)]) -> Vec<u128> {
    let all = ideals.iter().fold(U256::ZERO, |sum, (_, ideal)| sum.saturating_add(*ideal));
    if all <= U256::new(pot).saturating_mul(U256::new(SCALE)) {
        return ideals.iter().map(|(_, ideal)| whole(*ideal)).collect();
    }
    let largest = ideals.iter().map(|(_, ideal)| *ideal).max().unwrap_or(U256::ZERO);
    let bits = U256::BITS.saturating_sub(largest.leading_zeros());
    let shift = bits.saturating_sub(WEIGHT_BITS);
    let weight = |ideal: U256| {
        let weight = ideal.checked_shr(shift).unwrap_or(U256::ZERO);
        u128::try_from(weight).unwrap_or(u128::MAX)
    };
    let weights: Vec<_> = ideals.iter().map(|(id, ideal)| (*id, weight(*ideal))).collect();
    split(pot, &weights).unwrap_or_default()
}
