//! Sales, exits and shared income: what a community opens, and what people buy, bid and leave with.

use aluma_core::invest::types::BidStep;
use aluma_types::value::Value;
use aluma_types::{AccountId, Act, Amount, AssetId, DaoId};

use super::director::{DAY, Intent, Who, anybody, asset};
use super::known::Theme;
use super::values::{Fixed, Maker};
use crate::fields::Fields;

/// A sale that is not over, as far as a workload needs to know.
#[derive(Clone, Debug)]
pub struct Sale {
    sale: u64,
    pay: u64,
    kind: &'static str,
    floor: u64,
    /// Who has a bid that is not opened.
    sealed: Vec<u64>,
    /// Whether bids are opened.
    opens: bool,
}

/// What is known of a community's capital.
#[derive(Clone, Debug, Default)]
pub struct Capital {
    sales: Vec<Sale>,
    /// Who is leaving: number and account.
    exits: Vec<(u64, u64)>,
    sharings: Vec<u64>,
    /// Who bought what share.
    bought: Vec<(u64, u64)>,
}

impl Capital {
    /// Whether there is something to buy.
    pub const fn sells(&self) -> bool {
        !self.sales.is_empty()
    }

    /// Learns a fact.
    pub fn learn(&mut self, name: &str, fields: &Fields<'_>) {
        let number = |name| fields.number(name).unwrap_or(0);
        let (sale, account) = (number("sale"), number("account"));
        match name {
            "sale-opened" => {
                let Some((kind, of)) = fields.variant("kind") else { return };
                let floor = of.inner("floor").and_then(|floor| floor.number("pay"));
                let (floor, pay) = (floor.unwrap_or(1), number("pay"));
                let sealed = Vec::new();
                self.sales.push(Sale { sale, pay, kind, floor, sealed, opens: false });
            }
            "sale-closed" => self.sales.retain(|known| known.sale != sale),
            "leaving-asked" => self.exits.push((number("exit"), account)),
            "leaving-withdrawn" | "shares-burnt" => {
                self.exits.retain(|(exit, _)| *exit != number("exit"));
            }
            "sharing-began" => self.sharings.push(number("sharing")),
            "sharing-ended" => self.sharings.retain(|known| *known != number("sharing")),
            "shares-sold" => {
                let share = fields.amount("shares").map_or(0, |shares| shares.asset.0);
                self.bought.push((account, share));
            }
            _ => {
                let known = self.sales.iter_mut().find(|known| known.sale == sale);
                let Some(known) = known else { return };
                match name {
                    "bid-sealed" => known.sealed.push(account),
                    "bid-opened" => known.sealed.retain(|who| *who != account),
                    "bidding-closed" => known.opens = true,
                    _ => {}
                }
            }
        }
    }
}

/// What a charter promises whoever leaves, soon enough for a run to see it kept.
pub(super) fn rules(maker: &mut Maker<'_>, share: Option<u64>) -> Vec<(&'static str, String)> {
    let most = if maker.world.theme == Theme::Capital { 90 } else { 60 };
    let Some(share) = share.filter(|_| maker.rng.percent(most)) else { return Vec::new() };
    let promise = if maker.rng.percent(80) { "permanent" } else { "dated" };
    let notice = ["1h", "12h", "1d", "2d"][maker.rng.below(4) as usize];
    let vests = if maker.rng.percent(75) { "1d" } else { "0ms" };
    let mut rules = vec![
        ("exit.promise", promise.to_owned()),
        ("exit.asset", share.to_string()),
        ("exit.notice", notice.to_owned()),
        ("exit.vests", vests.to_owned()),
    ];
    if maker.rng.percent(40) {
        rules.push(("exit.limit", "paid-in".to_owned()));
    }
    if maker.rng.percent(40) {
        rules.push(("exit.retention", format!("{}%", maker.rng.within(50, 95))));
    }
    rules
}

/// What a community does about its capital, now and then where it has shares.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let known = maker.world.communities.get(&maker.dao?)?;
    if known.shares.is_empty() || !maker.rng.percent(maker.world.theme.percent(Theme::Capital, 18))
    {
        return None;
    }
    let (shares, capital) = (known.shares.clone(), known.capital.clone());
    let sharing = capital.sharings.last().copied().filter(|_| maker.rng.percent(35));
    if let Some(sharing) = sharing {
        return maker.act("stop-sharing", &[("sharing", Fixed::number(sharing))]);
    }
    if let Some(sale) = capital.sales.last().filter(|_| maker.rng.percent(12)) {
        return maker.act("cancel-sale", &[("sale", Fixed::number(sale.sale))]);
    }
    let share = *maker.rng.pick(&shares)?;
    let pay = asset(maker)?;
    if maker.rng.percent(25) {
        let rate = aluma_types::Share::permille(maker.rng.within(1, 300) as u32);
        let mut fixed = vec![
            ("share", Fixed::number(share)),
            ("asset", Fixed::number(pay)),
            ("rate", Fixed::Is(Value::Share(rate))),
            ("every", Fixed::number(maker.rng.within(1, 3) * DAY)),
        ];
        let cap = maker.rng.percent(30).then(|| Fixed::number(maker.rng.within(1, 90)));
        fixed.push(("cap", cap.unwrap_or(Fixed::Nothing)));
        let lasts = maker.rng.percent(40).then(|| Fixed::number(maker.rng.within(1, 6) * DAY));
        fixed.push(("lasts", lasts.unwrap_or(Fixed::Nothing)));
        return maker.act("share-income", &fixed);
    }
    let kind = kind(maker)?;
    // Mostly for what people have.
    let theirs = maker.world.holding.iter().map(|(_, of)| *of).filter(|of| !shares.contains(of));
    let theirs: Vec<u64> = theirs.collect();
    let pay = maker.rng.pick(&theirs).copied().filter(|_| maker.rng.percent(85)).unwrap_or(pay);
    let fixed = [
        ("share", Fixed::number(share)),
        ("units", Fixed::number(maker.rng.within(4, 40))),
        ("pay", Fixed::number(pay)),
        ("kind", kind),
        ("lasts", Fixed::number(maker.rng.within(12, 192) * DAY / 24)),
    ];
    maker.act("open-sale", &fixed)
}

fn kind(maker: &mut Maker<'_>) -> Option<Fixed> {
    let pay = *maker.rng.pick(&[30u64, 100, 200, 200, 900])?;
    // Nothing for something is no price.
    let pay = if maker.rng.percent(4) { 0 } else { pay };
    let price = || Fixed::Row(vec![("pay", Fixed::number(pay)), ("per", Fixed::number(1u64))]);
    Some(match maker.rng.below(10) {
        0..=2 => Fixed::Variant("fixed", vec![("price", price())]),
        3..=5 => {
            let goal = Fixed::number(maker.rng.within(2, 30));
            Fixed::Variant("hatch", vec![("price", price()), ("goal", goal)])
        }
        _ => {
            let threshold = Fixed::number(maker.rng.below(3) * pay);
            let reveal = Fixed::number(maker.rng.within(12, 144) * DAY / 24);
            let fields = vec![("floor", price()), ("threshold", threshold), ("reveal", reveal)];
            Fixed::Variant("auction", fields)
        }
    })
}

/// What somebody bids in a sale and its salt: the same whenever one asks, so that the bid can be opened. Some
/// would buy more at lower prices.
fn bid(known: &Sale, account: u64) -> (Vec<BidStep>, u128) {
    let units = 1 + u128::from((account * 7 + known.sale * 3) % 9);
    let price = u128::from(known.floor) + u128::from(account % 4) * 5;
    let more = u128::from((account + known.sale) % 3);
    // Down to the floor and no further.
    let steps = (0..=more)
        .map(|down| BidStep { units: units + down, price: price.saturating_sub(5 * down) });
    let steps = steps.filter(|step| step.price >= u128::from(known.floor));
    (steps.collect(), u128::from(account * 1_000 + known.sale))
}

fn rows(steps: &[BidStep]) -> Fixed {
    let row =
        |step: &BidStep| Value::Struct(vec![Value::Uint(step.units), Value::Uint(step.price)]);
    Fixed::Is(Value::List(steps.iter().map(row).collect()))
}

/// What people do with a community's shares.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let capital = maker.world.communities.get(&dao)?.capital.clone();
    let head = ("dao", Fixed::number(dao));
    if let Some((exit, account)) = capital.exits.last().filter(|_| maker.rng.percent(12)) {
        let fixed = [head, ("exit", Fixed::number(*exit))];
        return Some((Who::Account(*account), maker.act("withdraw-leaving", &fixed)?));
    }
    if maker.rng.percent(3) {
        // What comes in while some hold shares is what they may leave with.
        let pay = asset(maker)?;
        let by = holder(maker, pay);
        let amount = Fixed::amount(pay, maker.rng.within(1, 90).into());
        let paid = Fixed::Variant("paid", vec![("amount", amount), ("pot", Fixed::number(0u64))]);
        let fixed = [head, ("received", paid), ("payer", Fixed::Nothing)];
        return Some((Who::Account(by), maker.act("record-income", &fixed)?));
    }
    let sale = maker.rng.pick_late(&capital.sales).cloned();
    let Some(known) = sale.filter(|_| maker.rng.percent(80)) else { return leave(maker, &capital) };
    let mut fixed = vec![head, ("sale", Fixed::number(known.sale))];
    if known.kind != "auction" {
        let units = if maker.rng.percent(8) { 41 } else { maker.rng.within(1, 6) };
        fixed.push(("units", Fixed::number(units)));
        let each = if maker.rng.percent(16) { 1 } else { 1_000 };
        let pay = if maker.rng.percent(80) { known.pay } else { asset(maker)? };
        fixed.push(("most", Fixed::amount(pay, u128::from(units) * each)));
        let by = holder(maker, known.pay);
        return Some((Who::Account(by), maker.act("buy-shares", &fixed)?));
    }
    // Now and then somebody opens too early, or seals too late.
    if known.opens != maker.rng.percent(12) {
        let by = maker.rng.pick(&known.sealed).copied().unwrap_or_else(|| anybody(maker));
        let (mut steps, salt) = bid(&known, by);
        match maker.rng.below(10) {
            0..=5 => {}
            // What was not sealed, and prices that do not fall.
            6..=8 => steps.iter_mut().for_each(|step| step.price += 1),
            _ => steps.extend(steps.first().copied()),
        }
        fixed.push(("steps", rows(&steps)));
        fixed.push(("salt", Fixed::number(salt)));
        return Some((Who::Account(by), maker.act("open-bid", &fixed)?));
    }
    let by = holder(maker, known.pay);
    let (steps, salt) = bid(&known, by);
    let of = (&maker.world.network, DaoId(dao), known.sale);
    let seal = aluma_core::invest::rules::seals::seal(of, (AccountId(by), &steps, salt));
    let most: u128 = steps.iter().map(|step| step.units * step.price).sum();
    let deposit = if maker.rng.percent(20) { 1 } else { most };
    fixed.push(("seal", Fixed::Is(Value::Hash(seal))));
    fixed.push(("deposit", Fixed::amount(known.pay, deposit)));
    Some((Who::Account(by), maker.act("seal-bid", &fixed)?))
}

/// Somebody who was given some of an asset.
fn holder(maker: &mut Maker<'_>, asset: u64) -> u64 {
    let holding = maker.world.holding.iter().filter(|(_, of)| *of == asset);
    let holding: Vec<u64> = holding.map(|(who, _)| *who).collect();
    let one = maker.rng.pick(&holding).copied().filter(|who| maker.world.person(*who).is_some());
    one.filter(|_| maker.rng.percent(70)).unwrap_or_else(|| anybody(maker))
}

fn leave(maker: &mut Maker<'_>, capital: &Capital) -> Intent {
    let dao = maker.dao?;
    let shares = maker.world.communities.get(&dao)?.shares.clone();
    let bought = maker.rng.pick_late(&capital.bought).copied();
    let (by, share) = match bought.filter(|_| maker.rng.percent(50)) {
        Some(bought) => bought,
        None => {
            let share = *maker.rng.pick(&shares)?;
            (holder(maker, share), share)
        }
    };
    let units = maker.rng.within(1, 9).into();
    let fixed = [
        ("dao", Fixed::number(dao)),
        ("shares", Fixed::Is(Value::Amount(Amount { asset: AssetId(share), units }))),
        ("membership", Fixed::flag(maker.rng.percent(5))),
    ];
    Some((Who::Account(by), maker.act("leave-with-part", &fixed)?))
}
