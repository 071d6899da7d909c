//! What bounds a part where the charter limits it, naively: each income is divided among whoever holds the
//! share when it comes in, and everybody's payments are added up from the first to the last.

use std::collections::{BTreeMap, BTreeSet};

use super::{Model, Place};
use crate::digest::Deed;
use crate::fields::Fields;
use crate::models::governance::sums::part_down;
use crate::models::{Checked, same};

const LIMIT: &str =
    "invest: nobody leaves under a limit with more than they paid in and came to them";
const FINE: u128 = 1_000_000;
/// Above so many units the fractions that the ledger carries along are no longer small here.
const LARGE: u128 = 1 << 50;
/// With more assets than this the ledger may not measure one more.
const MANY: usize = 8;

/// What somebody did with a share in one asset.
#[derive(Clone, Debug, Default)]
struct Account {
    paid: u128,
    taken: u128,
    /// In millionths of a unit, rounded down at each income.
    came: u128,
    incomes: u128,
}

/// Who paid in, what came to them and what they took, by share, asset and account.
#[derive(Debug, Default)]
pub(super) struct Limits {
    /// The share by which parts of a community are limited, where they are.
    limited: BTreeMap<u64, u64>,
    accounts: BTreeMap<(u64, u64, u64), Account>,
    /// In which assets an income by a share was divided.
    assets: BTreeMap<u64, BTreeSet<u64>>,
    /// Shares of which it is not known who held them at an income.
    unknown: BTreeSet<u64>,
    /// How many units of a share were somebody's before an exit, and when.
    burns: Vec<(u64, u64, u64, u128)>,
}

/// A part in one asset: what is due without a limit, and what was paid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Due {
    pub(super) asset: u64,
    pub(super) whole: u128,
    pub(super) paid: u128,
}

impl Model {
    /// Which communities limit parts, and by which share, before a deed.
    pub(crate) fn limits_are(&mut self, limited: BTreeMap<u64, u64>) {
        self.limits.limited = limited;
    }

    /// Whether parts of a community are limited.
    pub(super) fn is_limited(&self, dao: u64) -> bool {
        self.limits.limited.contains_key(&dao)
    }

    /// An income that came in is divided among those who hold the share.
    pub(super) fn came_in(&mut self, deed: &Deed) {
        for told in deed.told("income-recorded") {
            let dao = told.dao.unwrap_or(0);
            let income = told.fact.fields().inner("income").and_then(|income| {
                let (way, received) = income.variant("received")?;
                received.amount("amount").filter(|_| matches!(way, "paid" | "here"))
            });
            let (Some(share), Some(income)) = (self.limits.limited.get(&dao).copied(), income)
            else {
                continue;
            };
            if !self.shares.contains(&share) || self.issuer(share) != Some(dao) {
                continue;
            }
            // In the midst of other acts of a decision it is not told what was held.
            let alone = deed.enacted.as_ref().is_none_or(|enacted| enacted.acts.len() == 1);
            let assets = self.limits.assets.entry(share).or_default();
            assets.insert(income.asset.0);
            let is_small = income.units <= LARGE && assets.len() <= MANY;
            if !alone || !is_small || deed.told("charter-amended").next().is_some() {
                self.limits.unknown.insert(share);
            }
            self.divide_income((dao, share), (income.asset.0, income.units));
        }
    }

    fn divide_income(&mut self, (dao, share): (u64, u64), (asset, units): (u64, u128)) {
        let all = self.remain(dao, share);
        if all == 0 || all > LARGE || self.limits.unknown.contains(&share) {
            self.limits.unknown.extend((all > LARGE).then_some(share));
            return;
        }
        let mut held: BTreeMap<u64, u128> = BTreeMap::new();
        for ((place, of), has) in &self.units {
            if let (Place::Account(account), true) = (place, *of == share) {
                *held.entry(*account).or_default() += has;
            }
        }
        for row in self.trusts.iter().filter(|row| row.asset == share) {
            if let Some(owner) = row.owner {
                *held.entry(owner).or_default() += row.units;
            }
        }
        for (account, has) in held.into_iter().filter(|(_, has)| *has > 0) {
            let row = self.limits.accounts.entry((share, asset, account)).or_default();
            row.came += part_down(units * FINE, has, all);
            row.incomes += 1;
        }
    }

    /// Somebody paid for a share.
    pub(super) fn paid_in(&mut self, fields: &Fields<'_>) {
        let (Some(paid), Some(shares)) = (fields.amount("paid"), fields.amount("shares")) else {
            return;
        };
        let key = (shares.asset.0, paid.asset.0, fields.number("account").unwrap_or(0));
        self.limits.accounts.entry(key).or_default().paid += paid.units;
    }

    /// Somebody left with units of a share: what they were paid of each asset lies in what they may take.
    pub(super) fn limited_part(
        &mut self,
        (dao, share, account): (u64, u64, u64),
        due: Due,
    ) -> Checked {
        let is_limited = self.is_limited(dao);
        let key = (share, due.asset, account);
        let row = self.limits.accounts.entry(key).or_default();
        // What does not divide is carried from one income to the next, and every change of what is held
        // rounds down what came so far.
        let slack = FINE + row.incomes * 100;
        let most = row.paid + (row.came + slack) / FINE;
        let least = row.paid + row.came.saturating_sub(slack) / FINE;
        let bound = |most: u128| due.whole.min(most.saturating_sub(row.taken));
        let range = bound(least)..=bound(most);
        if is_limited && !self.limits.unknown.contains(&share) {
            let what =
                || format!("asset {}, account {account}: {due:?}, {range:?}, {row:?}", due.asset);
            same(LIMIT, what, (range.contains(&due.paid), true))?;
        }
        // It is counted where parts are limited, and where there is something to count it against.
        if is_limited || row.paid > 0 || row.taken > 0 {
            row.taken += due.paid;
        }
        Ok(())
    }

    /// How many units shared before somebody left.
    pub(super) fn burnt_before(&mut self, (dao, share): (u64, u64), (now, before): (u64, u128)) {
        self.limits.burns.push((dao, share, now, before));
    }

    /// Whether so many units of each share as a bound says still share, of those before the first exit since.
    pub(crate) fn enough_remain(&self, dao: u64, since: u64, (num, den): (u128, u128)) -> bool {
        let mut seen = BTreeSet::new();
        let since = self.limits.burns.iter().filter(|(of, _, at, _)| *of == dao && *at >= since);
        let firsts = since.filter(|(_, share, ..)| seen.insert(*share));
        firsts.into_iter().all(|(_, share, _, before)| {
            let now = self.remain(dao, *share);
            // Amounts of a run are far from where this would not fit.
            now.saturating_mul(den) >= before.saturating_mul(num)
        })
    }
}
