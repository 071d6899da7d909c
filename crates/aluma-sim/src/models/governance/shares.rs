//! Who held which voting shares when, as a list of every change, and what that weighs.

use std::collections::{BTreeMap, BTreeSet};

use super::Moment;

/// What was held from a block on.
#[derive(Clone, Copy, Debug)]
struct Row {
    at: Moment,
    units: u128,
    aged: u128,
}

/// All changes of all voting shares of accounts that somebody holds.
#[derive(Debug, Default)]
pub(crate) struct Shares {
    rows: BTreeMap<(u64, u64), Vec<Row>>,
    /// Accounts that somebody holds.
    claimed: BTreeSet<u64>,
    /// The DAO of each asset.
    owners: BTreeMap<u64, u64>,
    /// Assets that may lie at stake: what their holders can vote with is not known here.
    unknown: BTreeSet<u64>,
}

impl Shares {
    /// Somebody holds an account from now on.
    pub(crate) fn claim(&mut self, account: u64) {
        self.claimed.insert(account);
    }

    /// Whether somebody holds an account.
    pub(crate) fn is_claimed(&self, account: u64) -> bool {
        // The operator's account is there before the first block.
        account == 1 || self.claimed.contains(&account)
    }

    /// A DAO issues an asset.
    pub(crate) fn owned(&mut self, asset: u64, dao: u64) {
        self.owners.insert(asset, dao);
    }

    /// Whether a DAO issues an asset: another's shares weigh nothing.
    pub(crate) fn is_of(&self, asset: u64, dao: u64) -> bool {
        self.owners.get(&asset) == Some(&dao)
    }

    /// Whether every change of an asset is known.
    pub(crate) fn is_known(&self, asset: u64) -> bool {
        !self.unknown.contains(&asset)
    }

    /// From now on changes of an asset may go unseen.
    pub(crate) fn lose_sight(&mut self, asset: u64) {
        self.unknown.insert(asset);
    }

    /// An account holds so much of an asset after a change; what it gained counts as `aged` or not.
    pub(crate) fn set(
        &mut self,
        (asset, account): (u64, u64),
        units: u128,
        (at, aged): (Moment, bool),
    ) {
        let rows = self.rows.entry((asset, account)).or_default();
        let last = rows.last().copied();
        let (held, old) = last.map_or((0, 0), |row| (row.units, row.aged));
        let gain = if aged { units.saturating_sub(held) } else { 0 };
        let row = Row { at, units, aged: (old + gain).min(units) };
        if last.is_some_and(|last| last.at == at) {
            rows.pop();
        }
        rows.push(row);
    }

    /// What an account holds now.
    pub(crate) fn held(&self, asset: u64, account: u64) -> u128 {
        let rows = self.rows.get(&(asset, account));
        rows.and_then(|rows| rows.last()).map_or(0, |row| row.units)
    }

    /// Who ever held any of an asset.
    pub(crate) fn holders(&self, asset: u64) -> Vec<u64> {
        let of = self.rows.keys().filter(|(one, _)| *one == asset);
        of.map(|(_, account)| *account).collect()
    }

    /// What an account held at a height.
    pub(crate) fn at(&self, asset: u64, account: u64, height: u64) -> u128 {
        let mut rows = self.rows.get(&(asset, account)).into_iter().flatten().rev();
        rows.find(|row| row.at.height <= height).map_or(0, |row| row.units)
    }

    /// What all held at a height.
    pub(crate) fn total(&self, asset: u64, height: u64) -> u128 {
        let accounts = self.rows.keys().filter(|(of, _)| *of == asset);
        accounts.map(|(_, account)| self.at(asset, *account, height)).sum()
    }

    /// What an account's shares count at a snapshot: what is aged, and the mean over the ramp of
    /// what was not, up to what was held.
    pub(crate) fn weight(&self, asset: u64, account: u64, (at, ramp): (Moment, u64)) -> u128 {
        let all = self.rows.get(&(asset, account)).map_or(&[][..], Vec::as_slice);
        let rows: Vec<&Row> = all.iter().filter(|row| row.at.height <= at.height).collect();
        let Some(present) = rows.last() else { return 0 };
        if ramp == 0 {
            return present.units;
        }
        let begin = at.time.saturating_sub(ramp);
        let ramp = u128::from(ramp);
        let (mut whole, mut rest) = (0u128, 0u128);
        for (place, row) in rows.iter().enumerate() {
            let until = rows.get(place + 1).map_or(at.time, |next| next.at.time);
            let lasted = u128::from(until.saturating_sub(row.at.time.max(begin)));
            let ageing = row.units - row.aged;
            whole = whole.saturating_add((ageing / ramp).saturating_mul(lasted));
            rest += (ageing % ramp) * lasted;
        }
        let mean = whole.saturating_add(rest / ramp);
        present.aged.saturating_add(mean).min(present.units)
    }
}

/// 2^64 * part / whole, rounded down, bit by bit.
pub(crate) fn scaled(part: u128, whole: u128) -> u128 {
    let (mut bits, mut rest) = (part / whole, part % whole);
    for _ in 0..64 {
        bits *= 2;
        // Twice the rest, without leaving 128 bits.
        if rest >= whole - rest {
            rest -= whole - rest;
            bits += 1;
        } else {
            rest += rest;
        }
    }
    bits
}
