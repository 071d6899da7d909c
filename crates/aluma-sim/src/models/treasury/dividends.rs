//! Dividends, naively: at each payment every holder is gone through, and what each is due is added
//! up in millionths of a unit.

use std::collections::BTreeMap;

use super::{By, Model, Place};
use crate::digest::{Decoded, Deed};
use crate::fields::Fields;
use crate::models::governance::sums::part_down;
use crate::models::{Checked, same};

const TAKEN: &str = "treasury: holders take what dividends were worth to what they held";
const SHARED: &str = "treasury: a part of an income comes out of that income";
const FINE: u128 = 1_000_000;
/// Above so many units the fractions that the ledger carries along are no longer small here.
const LARGE: u128 = 1 << 50;

/// What holders of a share are due and took in one asset.
#[derive(Clone, Debug, Default)]
pub(super) struct Account {
    /// In millionths of a unit, rounded down at each payment.
    due: u128,
    payments: u128,
    taken: u128,
    /// Whether a payment was too large to be added up here.
    unknown: bool,
}

/// By share, asset and account.
pub(super) type Dividends = BTreeMap<(u64, u64, u64), Account>;

impl Model {
    /// A dividend that was decided.
    pub(super) fn dividend(&mut self, by: By, fields: &Fields<'_>) -> Checked {
        let (Some(dao), Some(amount)) = (by.dao, fields.amount("amount")) else { return Ok(()) };
        let pot = Place::Pot(dao, fields.number("from").unwrap_or(0));
        let share = fields.number("share").unwrap_or(0);
        self.divide(share, amount.asset.0, amount.units);
        self.pay((pot, Place::Dividends(share)), amount.asset.0, amount.units)
    }

    pub(super) fn divide(&mut self, share: u64, asset: u64, units: u128) {
        let mut holders = Vec::new();
        for ((place, of), held) in &self.units {
            if let (Place::Account(account), true) = (place, *of == share && *held > 0) {
                holders.push((*account, *held));
            }
        }
        // What lies in trust is its owner's, and earns like what they have at hand.
        for row in self.trusts.iter().filter(|row| row.asset == share && row.units > 0) {
            if let Some(owner) = row.owner {
                match holders.iter_mut().find(|(account, _)| *account == owner) {
                    Some((_, held)) => *held = held.saturating_add(row.units),
                    None => holders.push((owner, row.units)),
                }
            }
        }
        let all: u128 = holders.iter().fold(0, |sum, (_, held)| sum.saturating_add(*held));
        for (account, held) in holders {
            let row = self.dividends.entry((share, asset, account)).or_default();
            row.unknown |= units > LARGE || all > LARGE;
            if !row.unknown {
                row.due += part_down(units * FINE, held, all);
                row.payments += 1;
            }
        }
    }

    /// What an income gives to holders, as the ledger tells it; divided by what was held before.
    pub(super) fn shared(&mut self, act: &Decoded, deed: &Deed) -> Checked {
        self.shared = None;
        for told in deed.told("dividend-paid") {
            let fact = told.fact.fields();
            let (Some(amount), Some(share)) = (fact.amount("amount"), fact.number("share")) else {
                continue;
            };
            let received = act.fields().variant("received");
            let whole = received.and_then(|(_, paid)| paid.amount("amount"));
            if whole.is_none_or(|whole| whole.asset != amount.asset || whole.units < amount.units) {
                return Err((SHARED, format!("{amount:?} of {whole:?}")));
            }
            self.divide(share, amount.asset.0, amount.units);
            self.shared = Some((share, amount.units));
        }
        Ok(())
    }

    /// What holders took.
    pub(super) fn taken(&mut self, deed: &Deed) -> Checked {
        deed.told("dividend-taken").try_for_each(|told| self.take(&told.fact.fields()))
    }

    fn take(&mut self, fact: &Fields<'_>) -> Checked {
        let field = |name| fact.number(name).unwrap_or(0);
        let (share, account) = (field("share"), field("account"));
        let Some(amount) = fact.amount("amount") else { return Ok(()) };
        let (asset, units) = (amount.asset.0, amount.units);
        let row = self.dividends.entry((share, asset, account)).or_default();
        row.taken += units;
        if !row.unknown {
            // What does not divide is carried from one payment to the next: never more than is due,
            // and less than a unit behind for what was carried and rounded.
            let slack = row.payments * 100;
            let (most, least) = (row.due + slack, row.due.saturating_sub(FINE + slack));
            let is_due = (least..=most).contains(&(row.taken * FINE));
            let what = || format!("share {share}, asset {asset}, account {account}: {row:?}");
            same(TAKEN, what, (is_due, true))?;
        }
        self.pay((Place::Dividends(share), Place::Account(account)), asset, units)
    }
}
