//! Sales, naively: what was ordered and bid, and when one is over, who should have bought how much for how
//! much: the price by trying each bid's, the fills by hand.

use std::collections::BTreeMap;

use super::{Checked, same};
use crate::digest::{Digest, Told};
use crate::fields::Fields;

const PRICE: &str = "invest: what is bought costs its price, rounded up";
const GOAL: &str = "invest: nobody is sold anything where the goal is missed";
const FILLS: &str = "invest: the highest bids win, and those at the price share what is left";
const BACK: &str = "invest: what is paid, kept and paid back is what was put in trust";

#[derive(Clone, Debug, Default)]
struct Sale {
    kind: &'static str,
    units: u128,
    /// Base units that are paid for so many of the share; of an auction the floor.
    price: (u128, u128),
    /// The goal in units, or the threshold in what is paid.
    least: u128,
    /// What each put in trust.
    deposits: BTreeMap<u64, u128>,
    /// Units that each ordered.
    ordered: BTreeMap<u64, u128>,
    /// Units and prices that each opened.
    bids: BTreeMap<u64, Vec<(u128, u128)>>,
    /// Units that each bought, and what they paid.
    bought: BTreeMap<u64, (u128, u128)>,
}

/// Every sale by its DAO and number.
#[derive(Debug, Default)]
pub struct Model {
    sales: BTreeMap<(u64, u64), Sale>,
}

fn cost(units: u128, (pay, per): (u128, u128)) -> u128 {
    match units.checked_mul(pay) {
        Some(product) => product.div_ceil(per.max(1)),
        None => u128::MAX,
    }
}

impl Sale {
    fn read(fields: &Fields<'_>) -> Option<Self> {
        let (kind, of) = fields.variant("kind")?;
        let price = of.inner("price").or(of.inner("floor"))?;
        let number = |name| price.uint(name).unwrap_or(0);
        Some(Self {
            kind,
            units: fields.amount("shares")?.units,
            price: (number("pay"), number("per")),
            least: of.uint("goal").or(of.uint("threshold")).unwrap_or(0),
            ..Self::default()
        })
    }

    /// Every step of every bid: whose, units and price; of no step more units than there are.
    fn steps(&self) -> impl Iterator<Item = (u64, u128, u128)> + '_ {
        let most = self.units;
        self.bids.iter().flat_map(move |(who, steps)| {
            steps.iter().map(move |(units, price)| (*who, (*units).min(most), *price))
        })
    }

    /// What everybody gets of an auction that sold at a price.
    fn fills(&self, price: u128) -> BTreeMap<u64, u128> {
        let (mut fills, mut at) = (BTreeMap::<u64, u128>::new(), BTreeMap::<u64, u128>::new());
        for (who, units, bid) in self.steps().filter(|(.., bid)| *bid >= price) {
            *(if bid > price { &mut fills } else { &mut at }).entry(who).or_default() += units;
        }
        let asked: u128 = at.values().sum();
        let left = self.units.saturating_sub(fills.values().sum()).min(asked);
        for (who, units) in super::grants::divided(left, &at) {
            *fills.entry(who).or_default() += units;
        }
        fills.retain(|_, units| *units > 0);
        fills
    }

    /// Whether a price is the one at which everything is sold, or else the least.
    fn is_clearing(&self, price: u128) -> bool {
        let asked = |least: u128| -> u128 {
            let steps = self.steps().filter(|(.., bid)| *bid >= least);
            steps.map(|(_, units, _)| units).fold(0, u128::saturating_add)
        };
        let sells_all = asked(price) >= self.units;
        let higher = self.steps().map(|(.., bid)| bid).filter(|other| *other > price).min();
        // No higher price sells everything too; and below the price of the last bid only the floor is.
        let is_highest = higher.is_none_or(|higher| asked(higher) < self.units);
        is_highest && (sells_all || price >= self.price.0)
    }

    /// What somebody's bid costs at most, at any one price that they bid.
    fn most(&self, account: u64) -> u128 {
        let steps = self.bids.get(&account).map(Vec::as_slice).unwrap_or_default();
        let costs = steps.iter().map(|(_, price)| {
            let down_to = steps.iter().filter(|(_, other)| other >= price);
            cost(down_to.map(|(units, _)| units).sum(), (*price, self.price.1))
        });
        costs.max().unwrap_or(0)
    }

    fn over(&self, sale: u64, fields: &Fields<'_>) -> Checked {
        let ending = fields.variant("ending").map_or("", |(ending, _)| ending);
        let bought: BTreeMap<u64, u128> =
            self.bought.iter().map(|(who, (units, _))| (*who, *units)).collect();
        let sold: u128 = bought.values().sum();
        let what = || format!("units that sale {sale} sold");
        same(FILLS, what, (fields.uint("sold").unwrap_or(0), sold))?;
        if self.kind == "hatch" && ending != "cancelled" {
            let ordered: u128 = self.ordered.values().sum();
            let expected =
                if ordered >= self.least { self.ordered.clone() } else { BTreeMap::new() };
            return same(GOAL, || format!("what sale {sale} sold"), (bought, expected));
        }
        if let (Some(price), "auction") = (fields.uint("price"), self.kind) {
            let raised = fields.amount("raised").map_or(0, |raised| raised.units);
            same(GOAL, || format!("sale {sale}"), (raised >= self.least, true))?;
            let is_it = self.is_clearing(price);
            same(FILLS, || format!("the price {price} of sale {sale}"), (is_it, true))?;
            return same(FILLS, || format!("fills of sale {sale}"), (bought, self.fills(price)));
        }
        Ok(())
    }
}

impl Model {
    /// Follows a block.
    ///
    /// # Errors
    /// The first difference.
    pub fn follow(&mut self, digest: &Digest) -> Checked {
        let mut facts = digest.deeds.iter().flat_map(|deed| &deed.facts);
        facts.try_for_each(|told| self.told(told))
    }

    fn told(&mut self, told: &Told) -> Checked {
        let fields = told.fact.fields();
        let number = |name| fields.number(name).unwrap_or(0);
        let (key, account) = ((told.dao.unwrap_or(0), number("sale")), number("account"));
        if told.fact.name == "sale-opened" {
            self.sales.extend(Sale::read(&fields).map(|sale| (key, sale)));
            return Ok(());
        }
        let Some(sale) = self.sales.get_mut(&key) else { return Ok(()) };
        let deposit = fields.amount("deposit").map_or(0, |deposit| deposit.units);
        match told.fact.name {
            "shares-ordered" => {
                let units = fields.uint("units").unwrap_or(0);
                *sale.ordered.entry(account).or_default() += units;
                let had = sale.deposits.insert(account, deposit).unwrap_or(0);
                let is = deposit.saturating_sub(had);
                same(PRICE, || format!("{units} units"), (is, cost(units, sale.price)))
            }
            "bid-sealed" => {
                sale.deposits.insert(account, deposit);
                Ok(())
            }
            "bid-opened" => {
                let steps = fields.rows("steps").into_iter();
                let uint = |row: &Fields<'_>, name| row.uint(name).unwrap_or(0);
                let bid: Vec<_> =
                    steps.map(|row| (uint(&row, "units"), uint(&row, "price"))).collect();
                sale.bids.insert(account, bid.clone());
                let needs = sale.most(account);
                let has = sale.deposits.get(&account).copied().unwrap_or(0);
                same(BACK, || format!("bid {bid:?} of {account}"), (needs <= has, true))
            }
            "shares-sold" => sold(sale, account, &fields),
            "deposit-kept" => {
                let is_open = sale.bids.contains_key(&account);
                same(BACK, || format!("the bid of {account} was opened"), (is_open, false))
            }
            "sale-closed" => {
                let sale = sale.clone();
                self.sales.remove(&key);
                sale.over(key.1, &fields)
            }
            _ => Ok(()),
        }
    }
}

fn sold(sale: &mut Sale, account: u64, fields: &Fields<'_>) -> Checked {
    let units = fields.amount("shares").map_or(0, |shares| shares.units);
    let paid = fields.amount("paid").map_or(0, |paid| paid.units);
    let row = sale.bought.entry(account).or_default();
    *row = (row.0 + units, row.1 + paid);
    match sale.kind {
        "fixed" => same(PRICE, || format!("{units} units"), (paid, cost(units, sale.price))),
        // What was put in trust was held to the price when it was ordered.
        "hatch" => {
            let had = sale.deposits.get(&account).copied().unwrap_or(0);
            same(BACK, || format!("orders of {account}"), (paid, had))
        }
        _ => {
            let most = sale.most(account);
            same(PRICE, || format!("{account} pays no more than they bid"), (paid <= most, true))
        }
    }
}
