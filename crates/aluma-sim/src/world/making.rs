//! Works: what people register together, offer, buy and use.

use std::collections::{BTreeMap, BTreeSet};

use aluma_types::value::Value;
use aluma_types::{Act, Hash32};

use super::director::{DAY, Intent, Who, anybody, asset};
use super::known::Theme;
use super::values::{Fixed, Maker};
use crate::fields::Fields;

/// Account or DAO.
type Owner = (&'static str, u64);

/// A work, as far as a workload needs to know.
#[derive(Clone, Debug, Default)]
pub struct Made {
    work: u64,
    authors: Vec<u64>,
    /// Authors who have still to agree.
    asked: Vec<u64>,
    item: Option<u64>,
    owners: BTreeMap<Owner, u64>,
    /// What a use costs: the asset and the units.
    price: Option<(u64, u128)>,
    offers: Vec<Offer>,
    has_royalty: bool,
}

/// An offer that is not over.
#[derive(Clone, Debug)]
struct Offer {
    offer: u64,
    /// Asset and units of parts that are sold.
    price: Option<(u64, u128)>,
    sellers: Vec<Owner>,
    asked: Vec<Owner>,
}

/// What is known of the works of a community.
#[derive(Clone, Debug, Default)]
pub struct Works {
    all: Vec<Made>,
    hashes: u64,
}

fn owner(fields: &Fields<'_>, name: &str) -> Option<Owner> {
    let (kind, of) = fields.variant(name)?;
    Some(if kind == "account" {
        ("account", of.number("account")?)
    } else {
        ("dao", of.number("dao")?)
    })
}

impl Works {
    /// Whether something was made here.
    pub const fn is_any(&self) -> bool {
        !self.all.is_empty()
    }

    /// Learns whose an item is now.
    pub fn learn_item(&mut self, fields: &Fields<'_>) {
        let Some(made) = self.all.iter_mut().find(|it| it.item == fields.number("number")) else {
            return;
        };
        let Some(moved) = fields.inner("moved") else { return };
        let units = moved.number("parts").unwrap_or(0);
        if let Some(from) = owner(&moved, "from") {
            let has = made.owners.entry(from).or_default();
            *has = has.saturating_sub(units);
        }
        if let Some(to) = owner(&moved, "to") {
            *made.owners.entry(to).or_default() += units;
        }
        made.owners.retain(|_, parts| *parts > 0);
    }

    /// Learns a fact.
    pub fn learn(&mut self, name: &str, fields: &Fields<'_>) {
        let number = fields.number("work").unwrap_or(0);
        if name == "work-named" {
            self.named(number, fields);
            return;
        }
        if name == "work-given-up" || name == "work-struck" {
            self.all.retain(|made| made.work != number);
            return;
        }
        let Some(made) = self.all.iter_mut().find(|made| made.work == number) else { return };
        let offer = fields.number("offer");
        match name {
            "owner-agreed" => {
                let Some(by) = owner(fields, "by") else { return };
                match made.offers.iter_mut().find(|it| Some(it.offer) == offer) {
                    Some(offer) => offer.asked.retain(|one| *one != by),
                    None => made.asked.retain(|one| ("account", *one) != by),
                }
            }
            "work-registered" => made.item = fields.number("item"),
            "work-offered" => {
                let Some(what) = fields.inner("what") else { return };
                let price = what.variant("about").filter(|(kind, _)| *kind == "parts");
                let price = price.and_then(|(_, of)| of.amount("price"));
                let price = price.map(|price| (price.asset.0, price.units));
                let rows = what.rows("owners");
                let sellers: Vec<Owner> =
                    rows.iter().filter_map(|row| owner(row, "owner")).collect();
                let asked = rows.iter().filter(|row| !row.flag("agreed"));
                let asked = asked.filter_map(|row| owner(row, "owner")).collect();
                made.offers.push(Offer { offer: offer.unwrap_or(0), price, sellers, asked });
            }
            "offer-turned" => {
                let is_open = fields.variant("stage").is_some_and(|(stage, _)| stage == "open");
                made.offers.retain(|it| is_open || Some(it.offer) != offer);
            }
            "use-priced" => {
                made.price = fields.amount("price").map(|price| (price.asset.0, price.units));
            }
            _ => {}
        }
    }

    fn named(&mut self, work: u64, fields: &Fields<'_>) {
        let Some(what) = fields.inner("what") else { return };
        let mut made = Made { work, ..Made::default() };
        for row in what.rows("authors") {
            let Some(account) = row.number("account") else { continue };
            made.authors.push(account);
            made.owners.insert(("account", account), row.number("parts").unwrap_or(0));
            if !row.flag("agreed") {
                made.asked.push(account);
            }
        }
        made.has_royalty = matches!(
            what.get("royalty"),
            Some((_, Value::Share(share))) if !share.is_zero()
        );
        self.hashes += 1;
        self.all.push(made);
    }
}

impl Made {
    /// Whoever is paid for parts of these owners, as far as the workload knows.
    fn payees(&self, owners: impl Iterator<Item = Owner>) -> Fixed {
        let mut all: BTreeSet<u64> = BTreeSet::new();
        let mut owes = false;
        for (kind, who) in owners {
            let is_account = kind == "account";
            all.extend(Some(who).filter(|_| is_account));
            owes = owes || !is_account || !self.authors.contains(&who);
        }
        if owes && self.has_royalty {
            all.extend(&self.authors);
        }
        Fixed::Items(all.into_iter().map(Fixed::number).collect())
    }
}

fn fixed_owner((kind, who): Owner) -> Fixed {
    if kind == "account" {
        Fixed::Variant("account", vec![("account", Fixed::number(who))])
    } else {
        Fixed::Variant("dao", vec![("dao", Fixed::number(who))])
    }
}

/// What a community does about works, now and then.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let dao = maker.dao?;
    let works = maker.world.communities.get(&dao)?.works.clone();
    if !works.is_any() || !maker.rng.percent(maker.world.theme.percent(Theme::Making, 5)) {
        return None;
    }
    let made = maker.rng.pick_late(&works.all)?.clone();
    let head = [("dao", Fixed::number(dao)), ("work", Fixed::number(made.work))];
    if maker.rng.percent(6) {
        let fixed = [("offer", Fixed::Nothing), ("agrees", Fixed::flag(false))];
        return maker.act("answer-work", &[head.as_slice(), &fixed].concat());
    }
    let asked = made.offers.iter().find(|offer| offer.asked.contains(&("dao", dao)));
    if let Some(offer) = asked {
        let fixed = [("offer", Fixed::number(offer.offer)), ("agrees", Fixed::flag(true))];
        return maker.act("answer-work", &[head.as_slice(), &fixed].concat());
    }
    let owned = made.owners.get(&("dao", dao)).copied();
    if let Some(parts) = owned.filter(|_| maker.rng.percent(40)) {
        return offer(maker, &made, ("dao", dao), parts);
    }
    let sale = made.offers.iter().rfind(|offer| offer.price.is_some() && offer.asked.is_empty());
    if let Some(sale) = sale.filter(|_| maker.rng.percent(50)) {
        let (asset, units) = sale.price?;
        let fixed = [
            ("offer", Fixed::number(sale.offer)),
            ("most", Fixed::amount(asset, units)),
            ("payees", made.payees(sale.sellers.iter().copied())),
        ];
        return maker.act("buy-work", &[head.as_slice(), &fixed].concat());
    }
    let (asset, units) = made.price?;
    let times = maker.rng.within(1, 3);
    let fixed = [
        ("times", Fixed::number(times)),
        ("most", Fixed::amount(asset, units * u128::from(times))),
        ("payees", made.payees(made.owners.keys().copied())),
    ];
    maker.act("use-work", &[head.as_slice(), &fixed].concat())
}

/// What people do with works.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let works = maker.world.communities.get(&dao)?.works.clone();
    if works.all.len() < 4 && maker.rng.percent(if works.is_any() { 12 } else { 100 }) {
        return register(maker, &works);
    }
    let made = maker.rng.pick_late(&works.all)?.clone();
    let head = [("dao", Fixed::number(dao)), ("work", Fixed::number(made.work))];
    let agrees = ("agrees", Fixed::flag(maker.rng.percent(92)));
    // Now and then somebody does not wait until all have answered.
    let early = maker.rng.percent(10);
    if let Some(author) = made.asked.first().copied().filter(|_| !early) {
        let fixed = [("offer", Fixed::Nothing), agrees];
        let act = maker.act("answer-work", &[head.as_slice(), &fixed].concat())?;
        return Some((Who::Account(author), act));
    }
    let waits = made.offers.iter().find_map(|offer| {
        let asked = offer.asked.iter().find(|(kind, _)| *kind == "account")?;
        Some((offer.offer, asked.1))
    });
    if let Some((offer, by)) = waits.filter(|_| !early && maker.rng.percent(70)) {
        let fixed = [("offer", Fixed::number(offer)), agrees];
        let act = maker.act("answer-work", &[head.as_slice(), &fixed].concat())?;
        return Some((Who::Account(by), act));
    }
    let is_ready = |offer: &&Offer| offer.price.is_some() && (early || offer.asked.is_empty());
    let sale = made.offers.iter().rfind(is_ready);
    if let Some(sale) = sale.filter(|_| maker.rng.percent(50)) {
        let (asset, units) = sale.price?;
        let by = holder(maker, asset);
        let most = if maker.rng.percent(8) { 1 } else { units };
        let fixed = [("offer", Fixed::number(sale.offer)), ("most", Fixed::amount(asset, most))];
        let act = maker.act("buy-work", &[head.as_slice(), &fixed].concat())?;
        return Some((Who::Account(by), act));
    }
    if let Some((asset, units)) = made.price.filter(|_| maker.rng.percent(60)) {
        let by = holder(maker, asset);
        let times = maker.rng.within(1, 4);
        let most = Fixed::amount(asset, units * u128::from(times));
        let fixed = [("times", Fixed::number(times)), ("most", most)];
        let act = maker.act("use-work", &[head.as_slice(), &fixed].concat())?;
        return Some((Who::Account(by), act));
    }
    let owners: Vec<_> = made.owners.iter().filter(|((kind, _), _)| *kind == "account").collect();
    let (owner, parts) = maker.rng.pick(&owners).copied()?;
    let act = offer(maker, &made, *owner, *parts)?;
    Some((Who::Account(owner.1), act))
}

/// An offer of one owner: parts of theirs, now and then with all of another's, or what a use costs.
fn offer(maker: &mut Maker<'_>, made: &Made, by: Owner, parts: u64) -> Option<Act> {
    let asset = made.price.map_or_else(|| asset(maker), |(asset, _)| Some(asset))?;
    let units = u128::from(maker.rng.within(1, 30));
    let price = Fixed::amount(asset, units);
    let what = if made.price.is_none() && maker.rng.percent(60) {
        Fixed::Variant("uses", vec![("price", price)])
    } else if maker.rng.percent(6) {
        Fixed::Variant("uses", vec![("price", Fixed::Nothing)])
    } else {
        let row = |owner: Owner, parts: u64| {
            vec![("owner", fixed_owner(owner)), ("parts", Fixed::number(parts))]
        };
        let mut rows = vec![row(by, maker.rng.within(1, parts.max(1)))];
        let other = made.owners.iter().find(|(owner, _)| **owner != by);
        if let Some((owner, parts)) = other.filter(|_| maker.rng.percent(30)) {
            rows.push(row(*owner, *parts));
        }
        Fixed::Variant("parts", vec![("sellers", Fixed::Rows(rows)), ("price", price)])
    };
    let fixed = [
        ("dao", Fixed::number(maker.dao?)),
        ("work", Fixed::number(made.work)),
        ("what", what),
        ("lasts", Fixed::number(maker.rng.within(6, 96) * DAY / 24)),
    ];
    maker.act("offer-work", &fixed)
}

fn register(maker: &mut Maker<'_>, works: &Works) -> Intent {
    let dao = maker.dao?;
    let by = anybody(maker);
    let mut named: BTreeSet<u64> = BTreeSet::from([by]);
    for _ in 0..maker.rng.below(3) {
        named.insert(anybody(maker));
    }
    let mut rows = Vec::new();
    for account in named {
        let parts = Fixed::number(maker.rng.within(1, 9));
        rows.push(vec![("account", Fixed::number(account)), ("parts", parts)]);
    }
    // Now and then what is on record already.
    let place = if maker.rng.percent(10) { works.hashes.saturating_sub(1) } else { works.hashes };
    let mut hash = [0u8; 32];
    hash[..8].copy_from_slice(&dao.to_be_bytes());
    hash[8..16].copy_from_slice(&place.to_be_bytes());
    let royalty = aluma_types::Share::permille([0, 50, 100, 333, 500][maker.rng.below(5) as usize]);
    let fixed = [
        ("dao", Fixed::number(dao)),
        ("hash", Fixed::Is(Value::Hash(Hash32(hash)))),
        ("authors", Fixed::Rows(rows)),
        ("royalty", Fixed::Is(Value::Share(royalty))),
        ("answer", Fixed::number(maker.rng.within(6, 72) * DAY / 24)),
    ];
    Some((Who::Account(by), maker.act("register-work", &fixed)?))
}

/// Somebody who was given some of an asset.
fn holder(maker: &mut Maker<'_>, asset: u64) -> u64 {
    let holding = maker.world.holding.iter().filter(|(_, of)| *of == asset);
    let holding: Vec<u64> = holding.map(|(who, _)| *who).collect();
    let one = maker.rng.pick(&holding).copied().filter(|who| maker.world.person(*who).is_some());
    one.filter(|_| maker.rng.percent(85)).unwrap_or_else(|| anybody(maker))
}
