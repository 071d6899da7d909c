//! What sales and exits do with money, naively: who has what afterwards, what a part is, and that what
//! leaves with somebody is what was free. Facts tell who; the sums are made here.

use super::limits::Due;
use super::{Counted, Model, Place};
use crate::digest::{Deed, Told};
use crate::fields::Fields;
use crate::models::governance::sums::part_down;
use crate::models::{Checked, same};

const UNITS: &str = "invest: a part is of all units that are somebody's";
const PART: &str = "invest: whoever leaves takes their part of what is free, rounded down";

impl Model {
    /// Follows what a deed says of shares that were offered and given up, and of income that was shared.
    pub(super) fn invested(&mut self, deed: &Deed, now: u64) -> Checked {
        let is_task = deed.nonce.is_none() && deed.enacted.is_none();
        for told in &deed.facts {
            let (dao, fields) = (told.dao.unwrap_or(0), told.fact.fields());
            match told.fact.name {
                "sale-opened" => self.offered(dao, &fields, now),
                "sale-closed" => self.offered_no_more(dao, &fields),
                "deposit-kept" => {
                    let Some(kept) = fields.amount("kept") else { continue };
                    let row =
                        self.take_of_trust(fields.number("escrow").unwrap_or(0), kept.units)?;
                    self.pay((row.from, Place::Pot(dao, 0)), kept.asset.0, kept.units)?;
                }
                "shares-burnt" => self.left(deed, (told, &fields), now)?,
                "dividend-paid" if is_task => {
                    let Some(amount) = fields.amount("amount") else { continue };
                    let share = fields.number("share").unwrap_or(0);
                    let pair = (Place::Pot(dao, 0), Place::Dividends(share));
                    self.divide(share, amount.asset.0, amount.units);
                    self.pay(pair, amount.asset.0, amount.units)?;
                }
                _ => {}
            }
        }
        self.trusts.retain(|row| row.units > 0);
        Ok(())
    }

    /// What is offered counts as issued from then on.
    fn offered(&mut self, dao: u64, fields: &Fields<'_>, now: u64) {
        let Some(shares) = fields.amount("shares") else { return };
        let (asset, units) = (shares.asset.0, shares.units);
        self.minted.push(Counted { dao, asset, at: now, units, to: None });
        self.offers.insert((dao, fields.number("sale").unwrap_or(0)), (now, asset, units));
    }

    fn offered_no_more(&mut self, dao: u64, fields: &Fields<'_>) {
        let sale = fields.number("sale").unwrap_or(0);
        let Some((since, asset, units)) = self.offers.remove(&(dao, sale)) else { return };
        let unsold = units.saturating_sub(fields.uint("sold").unwrap_or(0));
        let is_it = |one: &&mut Counted| {
            (one.dao, one.asset, one.at) == (dao, asset, since) && one.units >= unsold
        };
        if let Some(counted) = self.minted.iter_mut().find(is_it) {
            counted.units -= unsold;
        }
    }

    /// Somebody bought, maybe what is put in trust right afterwards.
    pub(super) fn sold(&mut self, dao: u64, fields: &Fields<'_>) -> Checked {
        let (Some(paid), Some(shares)) = (fields.amount("paid"), fields.amount("shares")) else {
            return Ok(());
        };
        let account = Place::Account(fields.number("account").unwrap_or(0));
        let from = match fields.number("escrow") {
            Some(escrow) => self.take_of_trust(escrow, paid.units)?.from,
            None => account,
        };
        self.paid_in(fields);
        self.pay((from, Place::Pot(dao, 0)), paid.asset.0, paid.units)?;
        self.create(shares.asset.0, account, shares.units)
    }

    /// Units of a share that are somebody's: not in its own community's pots nor in custody.
    pub(super) fn remain(&self, dao: u64, share: u64) -> u128 {
        let mut sum = 0u128;
        for ((place, of), units) in &self.units {
            let is_theirs = match place {
                Place::Account(_) | Place::Trust(_) | Place::Dividends(_) | Place::Payout(_) => {
                    true
                }
                Place::Pot(owner, _) => *owner != dao,
                Place::Locked(..) => false,
            };
            if *of == share && is_theirs {
                sum = sum.saturating_add(*units);
            }
        }
        sum
    }

    /// Somebody left: every part is of what there was before anything was paid.
    fn left(&mut self, deed: &Deed, (told, fields): (&Told, &Fields<'_>), now: u64) -> Checked {
        let (dao, exit) = (told.dao.unwrap_or(0), fields.number("exit"));
        let Some(shares) = fields.amount("shares") else { return Ok(()) };
        let (share, units) = (shares.asset.0, shares.units);
        let before = self.remain(dao, share);
        let said = fields.uint("before").unwrap_or(0);
        same(UNITS, || format!("units of share {share}"), (said, before))?;
        let own = |asset: u64| self.shares.contains(&asset) && self.issuer(asset) == Some(dao);
        let all = self.pots(dao).into_keys().map(|(_, asset)| asset).filter(|asset| !own(*asset));
        let all: std::collections::BTreeSet<u64> = all.collect();
        let due = all.into_iter().map(|asset| {
            let free = self.free(dao, asset, now);
            (asset, if units >= before { free } else { part_down(free, units, before) })
        });
        let due: std::collections::BTreeMap<u64, u128> =
            due.filter(|(_, part)| *part > 0).collect();
        let paid = deed.told("part-paid").filter(|told| told.fact.fields().number("exit") == exit);
        let paid = paid.filter_map(|told| told.fact.fields().amount("part"));
        let paid: std::collections::BTreeMap<u64, u128> =
            paid.map(|part| (part.asset.0, part.units)).collect();
        // Where there are more assets than are paid in, those that are paid are right.
        if due.len() < 100 {
            if !self.is_limited(dao) {
                same(PART, || format!("what {units} of {before} bring"), (&paid, &due))?;
            }
            let whose = (dao, share, fields.number("account").unwrap_or(0));
            let assets: std::collections::BTreeSet<u64> =
                paid.keys().chain(due.keys()).copied().collect();
            for asset in assets {
                let of = |all: &std::collections::BTreeMap<u64, u128>| {
                    all.get(&asset).copied().unwrap_or(0)
                };
                self.limited_part(whose, Due { asset, whole: of(&due), paid: of(&paid) })?;
            }
        }
        self.burnt_before((dao, share), (now, before));
        let row = self.take_of_trust(fields.number("escrow").unwrap_or(0), units)?;
        let slot = self.units.entry((row.from, share)).or_default();
        *slot = slot.saturating_sub(units);
        *self.burnt.entry(share).or_default() += units;
        for told in deed.told("paid") {
            let fields = told.fact.fields();
            let (Some(amount), Some((_, to)), Some((_, from))) =
                (fields.amount("amount"), fields.variant("to"), fields.variant("from"))
            else {
                continue;
            };
            let from = Place::Pot(dao, from.number("pot").unwrap_or(0));
            let to = Place::Account(to.number("account").unwrap_or(0));
            self.pay((from, to), amount.asset.0, amount.units)?;
        }
        Ok(())
    }
}
