//! Money in trust, naively: what was put in, and that no more comes out of it. Who is paid is read from
//! the facts; that they have it, the accounts say.

use super::{Counted, Model, Place};
use crate::digest::{Deed, Told};
use crate::fields::Fields;
use crate::models::Checked;

const TRUSTED: &str = "treasury: no more comes out of an escrow than was put in";

/// Money in trust that is not over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Escrow {
    number: u64,
    /// Where it lies: a pot that promises it, or in trust where an account put it there.
    pub(super) from: Place,
    /// The account that put it there.
    pub(super) owner: Option<u64>,
    pub(super) dao: u64,
    /// The pot that promises it, if one does.
    pub(super) pot: Option<u64>,
    pub(super) asset: u64,
    pub(super) units: u128,
    since: u64,
}

impl Model {
    /// Follows what a deed says of money in trust.
    pub(super) fn trusted(&mut self, deed: &Deed, now: u64) -> Checked {
        let mut paid: Vec<(Place, u128)> = Vec::new();
        for told in &deed.facts {
            let fields = told.fact.fields();
            match told.fact.name {
                "paid" => {
                    let to = fields.variant("to").and_then(|(kind, to)| match kind {
                        "account" => to.number("account").map(Place::Account),
                        "pot" => Some(Place::Pot(to.number("dao")?, to.number("pot")?)),
                        _ => None,
                    });
                    if let (Some(to), Some(amount)) = (to, fields.amount("amount")) {
                        paid.push((to, amount.units));
                    }
                }
                "shares-sold" => self.sold(told.dao.unwrap_or(0), &fields)?,
                "escrow-opened" => self.put_in_trust(told, &fields, now)?,
                "escrow-paid" => self.paid_of_trust((&fields, now), &mut paid)?,
                "escrow-returned" => self.returned_of_trust(&fields)?,
                "escrow-divided" => self.divided(&fields)?,
                _ => {}
            }
        }
        self.trusts.retain(|row| row.units > 0);
        Ok(())
    }

    fn put_in_trust(&mut self, told: &Told, fields: &Fields<'_>, now: u64) -> Checked {
        let Some(escrow) = fields.inner("escrow") else { return Ok(()) };
        let (Some(left), Some((_, from))) = (escrow.amount("left"), escrow.variant("from")) else {
            return Ok(());
        };
        let (dao, number) = (told.dao.unwrap_or(0), fields.number("number").unwrap_or(0));
        let (asset, units, pot) = (left.asset.0, left.units, from.number("pot"));
        let owner = if pot.is_some() { None } else { from.number("account") };
        let from = match pot {
            Some(pot) => Place::Pot(dao, pot),
            None => Place::Trust(number),
        };
        match owner {
            // Nobody votes with it or pays by it until it is over.
            Some(owner) => self.pay((Place::Account(owner), from), asset, units)?,
            None => self.committed.push(Counted { dao, asset, at: now, units, to: None }),
        }
        self.touched.insert(from);
        self.trusts.push(Escrow { number, from, owner, dao, pot, asset, units, since: now });
        Ok(())
    }

    /// Takes units out of what lies in trust.
    pub(super) fn take_of_trust(
        &mut self,
        number: u64,
        units: u128,
    ) -> Result<Escrow, (&'static str, String)> {
        let row = self.trusts.iter_mut().find(|row| row.number == number);
        let Some(row) = row.filter(|row| row.units >= units) else {
            return Err((TRUSTED, format!("{units} out of escrow {number}")));
        };
        row.units -= units;
        let row = *row;
        self.touched.insert(row.from);
        self.touched.extend(row.owner.map(Place::Account));
        Ok(row)
    }

    /// Whoever was told of last was paid by it, as far as its sum goes.
    fn paid_of_trust(
        &mut self,
        (fields, now): (&Fields<'_>, u64),
        paid: &mut Vec<(Place, u128)>,
    ) -> Checked {
        let units = fields.amount("amount").map_or(0, |amount| amount.units);
        let row = self.take_of_trust(fields.number("number").unwrap_or(0), units)?;
        let mut left = units;
        while left > 0 {
            let Some((to, part)) = paid.pop().filter(|(_, part)| *part <= left) else {
                return Err((TRUSTED, format!("{left} of escrow {} went nowhere", row.number)));
            };
            left -= part;
            let at = now;
            if let (Some(_), Place::Account(to)) = (row.pot, to) {
                let (dao, asset) = (row.dao, row.asset);
                self.received.push(Counted { dao, asset, at, units: part, to: Some(to) });
            }
            self.pay((row.from, to), row.asset, part)?;
        }
        Ok(())
    }

    fn returned_of_trust(&mut self, fields: &Fields<'_>) -> Checked {
        let units = fields.amount("amount").map_or(0, |amount| amount.units);
        let row = self.take_of_trust(fields.number("number").unwrap_or(0), units)?;
        if let Some(owner) = row.owner {
            self.pay((row.from, Place::Account(owner)), row.asset, units)?;
        }
        if row.pot.is_some() {
            let is_it = |one: &&mut Counted| {
                (one.dao, one.asset, one.at) == (row.dao, row.asset, row.since)
                    && one.units >= units
            };
            if let Some(counted) = self.committed.iter_mut().find(is_it) {
                counted.units -= units;
            }
        }
        Ok(())
    }

    /// A part of one becomes one of its own, or goes back into the one that it was a part of.
    fn divided(&mut self, fields: &Fields<'_>) -> Checked {
        let field = |name| fields.number(name).unwrap_or(0);
        let (from, number) = (field("from"), field("number"));
        let had = self.trusts.iter().find(|row| row.number == from).map_or(0, |row| row.units);
        let left = fields.uint("left").unwrap_or(0);
        let Some(moved) = had.checked_sub(left) else {
            return Err((TRUSTED, format!("escrow {from} had {had} and has {left}")));
        };
        let mut row = self.take_of_trust(from, moved)?;
        if row.owner.is_some() {
            self.pay((row.from, Place::Trust(number)), row.asset, moved)?;
            row.from = Place::Trust(number);
        }
        match self.trusts.iter_mut().find(|row| row.number == number) {
            Some(into) => into.units += moved,
            None => self.trusts.push(Escrow { number, units: moved, ..row }),
        }
        Ok(())
    }
}
