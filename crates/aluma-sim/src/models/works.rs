//! Works, naively: who agreed to what, and what everybody should get of a price: parts by hand, the royalty
//! of whoever made none of it, and nothing left over.

use std::collections::{BTreeMap, BTreeSet};

use aluma_types::Share;

use super::{Checked, same};
use crate::digest::{Digest, Told};
use crate::fields::Fields;

const AGREED: &str = "works: nobody is named, and nothing of anybody's is sold, unless they agreed";
const ONCE: &str = "works: what has a hash stands once in a community";
const DEALT: &str =
    "works: a price is divided by parts, less the royalty of whoever made none of it";
const COST: &str = "works: a use costs what was agreed to, and is counted";

/// Account or DAO.
type Owner = (&'static str, u64);

#[derive(Clone, Debug, Default)]
struct Offer {
    /// The price of parts; none where it is about uses.
    price: Option<u128>,
    sellers: BTreeMap<Owner, u64>,
    agreed: BTreeSet<Owner>,
}

#[derive(Clone, Debug, Default)]
struct Work {
    hash: String,
    authors: BTreeMap<u64, u64>,
    agreed: BTreeSet<Owner>,
    royalty: Option<Share>,
    item: Option<u64>,
    struck: bool,
    price: Option<u128>,
    used: u128,
    offers: BTreeMap<u64, Offer>,
}

/// Every work, and who owns what.
#[derive(Debug, Default)]
pub struct Model {
    works: BTreeMap<(u64, u64), Work>,
    /// Parts of items by community and number.
    items: BTreeMap<(u64, u64), BTreeMap<Owner, u64>>,
    /// Who was paid since the last escrow was opened.
    paid: BTreeMap<Owner, u128>,
    /// Parts that changed hands before the last sale was told of are taken back for its sum.
    before: BTreeMap<(u64, u64), BTreeMap<Owner, u64>>,
}

fn owner(fields: &Fields<'_>, name: &str) -> Option<Owner> {
    let (kind, of) = fields.variant(name)?;
    Some(if kind == "account" {
        ("account", of.number("account")?)
    } else {
        ("dao", of.number("dao")?)
    })
}

fn parts(rows: &[Fields<'_>]) -> BTreeMap<Owner, u64> {
    rows.iter().filter_map(|row| Some((owner(row, "owner")?, row.number("parts")?))).collect()
}

fn share(fields: &Fields<'_>, name: &str) -> Option<Share> {
    match fields.get(name)? {
        (_, aluma_types::value::Value::Share(share)) => Some(*share),
        _ => None,
    }
}

impl Work {
    /// What each gets of a price that is paid for parts.
    fn dealt(&self, price: u128, of: &BTreeMap<Owner, u64>) -> BTreeMap<Owner, u128> {
        let weights: BTreeMap<Owner, u128> =
            of.iter().map(|(owner, parts)| (*owner, u128::from(*parts))).collect();
        let mut got = divided(price, &weights);
        let royalty = self.royalty.unwrap_or(Share::ZERO);
        let mut pool = 0u128;
        for (owner, units) in &mut got {
            let is_author = owner.0 == "account" && self.authors.contains_key(&owner.1);
            if !is_author {
                let owed = *units * u128::from(royalty.num()) / u128::from(royalty.den());
                *units -= owed;
                pool += owed;
            }
        }
        let authors: BTreeMap<Owner, u128> = self
            .authors
            .iter()
            .map(|(who, parts)| (("account", *who), u128::from(*parts)))
            .collect();
        for (author, units) in divided(pool, &authors) {
            *got.entry(author).or_default() += units;
        }
        got.retain(|_, units| *units > 0);
        got
    }
}

/// A sum over weights: everybody's part rounded down, then one unit each to the largest remainders, and
/// among equal ones to whoever stands first.
fn divided(sum: u128, weights: &BTreeMap<Owner, u128>) -> BTreeMap<Owner, u128> {
    let whole: u128 = weights.values().sum();
    if whole == 0 {
        return BTreeMap::new();
    }
    let mut got: BTreeMap<Owner, u128> = BTreeMap::new();
    let mut rests: Vec<(u128, Owner)> = Vec::new();
    for (owner, weight) in weights {
        got.insert(*owner, sum * weight / whole);
        rests.push((sum * weight % whole, *owner));
    }
    rests.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut left = sum - got.values().sum::<u128>();
    for (_, owner) in rests {
        if left == 0 {
            break;
        }
        *got.entry(owner).or_default() += 1;
        left -= 1;
    }
    got
}

impl Model {
    /// Follows a block.
    ///
    /// # Errors
    /// The first difference.
    pub fn follow(&mut self, digest: &Digest) -> Checked {
        for deed in &digest.deeds {
            self.paid.clear();
            for told in &deed.facts {
                self.told(told)?;
            }
        }
        Ok(())
    }

    fn told(&mut self, told: &Told) -> Checked {
        let fields = told.fact.fields();
        let number = |name| fields.number(name).unwrap_or(0);
        let dao = told.dao.unwrap_or(0);
        match told.fact.name {
            "escrow-opened" => {
                self.paid.clear();
                self.before.clear();
            }
            "paid" => {
                let units = fields.amount("amount").map_or(0, |amount| amount.units);
                let to = fields.variant("to").and_then(|(kind, to)| match kind {
                    "account" => Some(("account", to.number("account")?)),
                    "pot" => Some(("dao", to.number("dao")?)),
                    _ => None,
                });
                if let Some(to) = to {
                    *self.paid.entry(to).or_default() += units;
                }
            }
            "escrow-returned" => {
                // What a community would pay itself stays where it is.
                let units = fields.amount("amount").map_or(0, |amount| amount.units);
                *self.paid.entry(("dao", dao)).or_default() += units;
            }
            "item-registered" => {
                let owners = fields.inner("item").map(|item| parts(&item.rows("owners")));
                self.items.insert((dao, number("number")), owners.unwrap_or_default());
            }
            "item-transferred" => self.moved((dao, number("number")), &fields),
            "work-named" => return self.named((dao, number("work")), &fields),
            _ => {
                let key = (dao, number("work"));
                if let Some(mut work) = self.works.remove(&key) {
                    let checked = self.of_work(&mut work, (key, told.fact.name), &fields);
                    self.works.insert(key, work);
                    return checked;
                }
            }
        }
        Ok(())
    }

    fn moved(&mut self, key: (u64, u64), fields: &Fields<'_>) {
        let Some(moved) = fields.inner("moved") else { return };
        let Some(owners) = self.items.get_mut(&key) else { return };
        self.before.entry(key).or_insert_with(|| owners.clone());
        let units = moved.number("parts").unwrap_or(0);
        if let Some(from) = owner(&moved, "from") {
            let has = owners.entry(from).or_default();
            *has = has.saturating_sub(units);
        }
        if let Some(to) = owner(&moved, "to") {
            *owners.entry(to).or_default() += units;
        }
        owners.retain(|_, parts| *parts > 0);
    }

    fn named(&mut self, key: (u64, u64), fields: &Fields<'_>) -> Checked {
        let Some(what) = fields.inner("what") else { return Ok(()) };
        let hash = what.get("hash").map(|(_, value)| format!("{value:?}")).unwrap_or_default();
        let twice = self
            .works
            .iter()
            .any(|(other, work)| other.0 == key.0 && work.hash == hash && !work.struck);
        same(ONCE, || format!("work {key:?}"), (twice, false))?;
        let mut work = Work { hash, royalty: share(&what, "royalty"), ..Work::default() };
        for row in what.rows("authors") {
            let (Some(account), Some(parts)) = (row.number("account"), row.number("parts")) else {
                continue;
            };
            work.authors.insert(account, parts);
        }
        work.agreed.extend(what.number("by").map(|by| ("account", by)));
        self.works.insert(key, work);
        Ok(())
    }

    fn of_work(
        &mut self,
        work: &mut Work,
        (key, name): ((u64, u64), &str),
        fields: &Fields<'_>,
    ) -> Checked {
        let what = || format!("work {key:?}");
        let offer = fields.number("offer");
        match name {
            "owner-agreed" => {
                let Some(by) = owner(fields, "by") else { return Ok(()) };
                match offer.and_then(|offer| work.offers.get_mut(&offer)) {
                    Some(offer) => offer.agreed.insert(by),
                    None => work.agreed.insert(by),
                };
            }
            "work-registered" => {
                let all: BTreeSet<Owner> =
                    work.authors.keys().map(|who| ("account", *who)).collect();
                work.item = fields.number("item");
                return same(AGREED, what, (&work.agreed, &all));
            }
            "work-given-up" => work.struck = true,
            "work-struck" => work.struck = true,
            "work-offered" => {
                let Some(row) = fields.inner("what") else { return Ok(()) };
                let price = row.variant("about").filter(|(kind, _)| *kind == "parts");
                let price = price.and_then(|(_, of)| of.amount("price")).map(|price| price.units);
                let sellers = parts(&row.rows("owners"));
                let agreed = owner(&row, "by").into_iter().collect();
                let row = Offer { price, sellers, agreed };
                work.offers.insert(offer.unwrap_or(0), row);
            }
            "use-priced" => {
                let owners = work.item.and_then(|item| self.items.get(&(key.0, item)));
                // The last offer that all of today's owners agreed to.
                let all = owners.is_some_and(|owners| {
                    work.offers.values().any(|offer| {
                        offer.price.is_none()
                            && owners.keys().all(|owner| offer.agreed.contains(owner))
                    })
                });
                work.price = fields.amount("price").map(|price| price.units);
                return same(AGREED, what, (all, true));
            }
            "work-sold" => return self.sold(work, key, fields),
            "work-used" => return self.used(work, key, fields),
            _ => {}
        }
        Ok(())
    }

    fn sold(&self, work: &Work, key: (u64, u64), fields: &Fields<'_>) -> Checked {
        let Some(offer) = work.offers.get(&fields.number("offer").unwrap_or(0)) else {
            return Ok(());
        };
        let what = || format!("a sale of work {key:?}");
        let all: BTreeSet<Owner> = offer.sellers.keys().copied().collect();
        same(AGREED, what, (offer.agreed.is_superset(&all), true))?;
        same(AGREED, what, (work.struck, false))?;
        let expected = work.dealt(offer.price.unwrap_or(0), &offer.sellers);
        same(DEALT, what, (&self.paid, &expected))?;
        let Some(item) = work.item.map(|item| (key.0, item)) else { return Ok(()) };
        let (Some(before), Some(after)) = (self.before.get(&item), self.items.get(&item)) else {
            return same(AGREED, what, ("nothing changed hands", "parts"));
        };
        let mut expected = before.clone();
        let to = owner(fields, "to").unwrap_or(("account", 0));
        for (seller, parts) in &offer.sellers {
            let has = expected.entry(*seller).or_default();
            *has = has.saturating_sub(*parts);
            *expected.entry(to).or_default() += parts;
        }
        expected.retain(|_, parts| *parts > 0);
        same(DEALT, what, (after, &expected))
    }

    fn used(&self, work: &mut Work, key: (u64, u64), fields: &Fields<'_>) -> Checked {
        let what = || format!("a use of work {key:?}");
        let Some(receipt) = fields.inner("what") else { return Ok(()) };
        let times = receipt.uint("times").unwrap_or(0);
        let paid = receipt.amount("paid").map_or(0, |paid| paid.units);
        work.used += times;
        same(AGREED, what, (work.struck, false))?;
        let price = work.price.unwrap_or(0);
        same(COST, what, (paid, price * times))?;
        let none = BTreeMap::new();
        let owners = work.item.and_then(|item| self.items.get(&(key.0, item))).unwrap_or(&none);
        let mut expected = work.dealt(price, owners);
        for units in expected.values_mut() {
            *units *= times;
        }
        same(DEALT, what, (&self.paid, &expected))
    }
}
