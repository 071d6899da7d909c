//! Items, naively: who has how many parts of what.

use std::collections::{BTreeMap, BTreeSet};

use super::By;
use crate::ask::ask;
use crate::fields::Fields;
use crate::ledger::Ledger;
use crate::models::{Checked, same};

const OWNED: &str = "treasury: an item is owned by whom it was passed on to";

/// Account or DAO.
type Owner = (&'static str, u64);

/// All items: the community, the number, and who has how many parts.
#[derive(Debug, Default)]
pub(super) struct Items {
    all: Vec<(u64, BTreeMap<Owner, u64>)>,
    /// Authors of works that they agreed to or not, by community and number.
    named: BTreeMap<(u64, u64), BTreeMap<Owner, u64>>,
    /// The item of a work.
    works: BTreeMap<(u64, u64), usize>,
    /// Who sells how many parts by an offer of a work.
    offers: BTreeMap<(u64, u64, u64), BTreeMap<Owner, u64>>,
    touched: BTreeSet<usize>,
}

fn owner(fields: &Fields<'_>, name: &str) -> Option<Owner> {
    let (kind, who) = fields.variant(name)?;
    Some((kind, who.number(if kind == "account" { "account" } else { "dao" })?))
}

fn owners(rows: &[Fields<'_>]) -> BTreeMap<Owner, u64> {
    rows.iter().filter_map(|row| Some((owner(row, "owner")?, row.number("parts")?))).collect()
}

impl Items {
    pub(super) fn register(&mut self, dao: u64, fields: &Fields<'_>) {
        self.touched.insert(self.all.len());
        self.all.push((dao, owners(&fields.rows("owners"))));
    }

    pub(super) fn transfer(&mut self, by: By, fields: &Fields<'_>) -> Checked {
        let place = (fields.number("number").unwrap_or(0) as usize).wrapping_sub(1);
        let from = match (by.dao, by.payer) {
            (Some(dao), _) => ("dao", dao),
            (None, payer) => ("account", payer.unwrap_or(0)),
        };
        let Some((_, parts)) = self.all.get_mut(place) else {
            return Err((OWNED, format!("item {} is not there", place + 1)));
        };
        let has = parts.get(&from).copied().unwrap_or(0);
        let given = fields.number("parts").unwrap_or(has);
        let (Some(left), Some(to)) = (has.checked_sub(given), owner(fields, "to")) else {
            return Err((OWNED, format!("{from:?} gave {given} of {has} of item {}", place + 1)));
        };
        parts.insert(from, left);
        *parts.entry(to).or_default() += given;
        parts.retain(|_, parts| *parts > 0);
        self.touched.insert(place);
        Ok(())
    }

    /// Follows what is told of works: once all authors agreed, a work is an item of theirs.
    pub(super) fn told(&mut self, (dao, name): (u64, &str), fields: &Fields<'_>) {
        let number = |name| fields.number(name).unwrap_or(0);
        let key = (dao, number("work"));
        match name {
            "work-named" => {
                let rows = fields.inner("what").map(|what| what.rows("authors"));
                let authors = rows.unwrap_or_default().into_iter().filter_map(|row| {
                    Some((("account", row.number("account")?), row.number("parts")?))
                });
                self.named.insert(key, authors.collect());
            }
            "work-registered" => {
                self.touched.insert(self.all.len());
                self.works.insert(key, self.all.len());
                let authors = self.named.get(&key).cloned().unwrap_or_default();
                self.all.push((dao, authors));
            }
            "work-offered" => {
                let rows = fields.inner("what").map(|what| what.rows("owners"));
                let sellers = owners(&rows.unwrap_or_default());
                self.offers.insert((dao, key.1, number("offer")), sellers);
            }
            _ => {}
        }
    }

    /// Follows a purchase: each seller's parts go to whoever bought them.
    pub(super) fn buy(&mut self, by: By, fields: &Fields<'_>) -> Checked {
        let number = |name| fields.number(name).unwrap_or(0);
        let (dao, work) = (number("dao"), number("work"));
        let place = self.works.get(&(dao, work)).copied();
        let sellers = self.offers.get(&(dao, work, number("offer")));
        let (Some(place), Some(sellers)) = (place, sellers) else {
            return Err((OWNED, format!("work {work} of DAO {dao} was bought and is not there")));
        };
        let to = match (by.dao, by.payer) {
            (Some(dao), _) => ("dao", dao),
            (None, payer) => ("account", payer.unwrap_or(0)),
        };
        let parts = &mut self.all[place].1;
        for (seller, given) in sellers {
            let has = parts.get(seller).copied().unwrap_or(0);
            let Some(left) = has.checked_sub(*given) else {
                return Err((OWNED, format!("{seller:?} sold {given} of {has} of work {work}")));
            };
            parts.insert(*seller, left);
            *parts.entry(to).or_default() += given;
        }
        parts.retain(|_, parts| *parts > 0);
        self.touched.insert(place);
        Ok(())
    }

    /// Holds the items that a block touched against the ledger.
    pub(super) fn end(&mut self, ledger: &Ledger) -> Checked {
        for place in std::mem::take(&mut self.touched) {
            let (dao, expected) = &self.all[place];
            let number = place as u64 + 1;
            let params = [("dao", *dao), ("number", number)];
            let readers = std::iter::once(None).chain((1..60).map(Some));
            let answer = readers.into_iter().find_map(|by| ask(ledger, by, ("item", &params)));
            // Where all who could read it have left, nobody can compare.
            let Some(answer) = answer else { continue };
            let item = answer.fields().inner("item");
            let there = item.map(|item| owners(&item.rows("owners"))).unwrap_or_default();
            same(OWNED, || format!("item {number} of DAO {dao}"), (&there, expected))?;
        }
        Ok(())
    }
}
