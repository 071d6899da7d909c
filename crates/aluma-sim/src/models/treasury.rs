//! The treasury, naively: one map of who has what, moved by what was accepted and enacted. Assets
//! and reservations are numbered here a second time, and every sum is added up anew.

use std::collections::{BTreeMap, BTreeSet};

use aluma_types::Amount;

use super::{Checked, same};

mod capital;
mod dividends;
mod escrows;
mod items;
mod limits;
mod payouts;
pub(crate) mod streams;

use crate::ask::ask;
use crate::digest::{Decoded, Deed};
use crate::fields::Fields;
use crate::ledger::Ledger;
use streams::Stream;

const MOVES: &str = "treasury: nobody pays what they do not have";
const PROMISED: &str = "treasury: what is promised is there, and ends in its time";
const PAID_ONCE: &str = "treasury: a reference is paid once";
const ACCOUNTS: &str = "treasury: accounts have what was paid to them";
const POTS: &str = "treasury: pots hold what was put into them";
const DEBTS: &str = "treasury: a pot owes its streams what came due";
const SUPPLY: &str = "treasury: there is as much as was issued";

/// Where money lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Account(u64),
    Pot(u64, u64),
    /// Custody of a DAO's plan.
    Locked(u64, u64),
    /// What a payout was asked for against.
    Payout(u64),
    /// What an account put in trust.
    Trust(u64),
    /// What holders of a share did not take.
    Dividends(u64),
}

/// Money set aside.
#[derive(Clone, Copy, Debug)]
struct Reservation {
    dao: u64,
    number: u64,
    pot: u64,
    asset: u64,
    units: u128,
    since: u64,
    until: Option<u64>,
}

/// Units that count against a limit from a moment on.
#[derive(Clone, Copy, Debug)]
struct Counted {
    dao: u64,
    asset: u64,
    at: u64,
    units: u128,
    to: Option<u64>,
}

/// An account's units of an asset after a change.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Move {
    pub(crate) account: u64,
    pub(crate) asset: u64,
    pub(crate) units: u128,
}

/// Who has what.
#[derive(Debug, Default)]
pub struct Model {
    /// Asset n is the n-th; its DAO and what was issued of it.
    assets: Vec<(u64, u128)>,
    /// Assets that are voting shares.
    voting: BTreeSet<u64>,
    /// Assets that are shares, with a vote or without.
    shares: BTreeSet<u64>,
    /// All that ever left treasuries or was promised.
    committed: Vec<Counted>,
    /// All that anybody ever received from treasuries.
    received: Vec<Counted>,
    /// All that was ever issued of assets that were there.
    minted: Vec<Counted>,
    /// All that was ever burnt by whoever left with their part.
    burnt: BTreeMap<u64, u128>,
    /// Units that sales which are not over offer: since when, and how many of what.
    offers: BTreeMap<(u64, u64), (u64, u64, u128)>,
    /// What the last deed changed in accounts, in its order.
    moves: Vec<Move>,
    units: BTreeMap<(Place, u64), u128>,
    reserved: Vec<Reservation>,
    /// Money in trust.
    trusts: Vec<escrows::Escrow>,
    reservations: u64,
    running: Vec<Stream>,
    streams: u64,
    dividends: dividends::Dividends,
    items: items::Items,
    limits: limits::Limits,
    payouts: payouts::Payouts,
    /// Until when salaries of a DAO may wait, since payments rest there or did a short time ago.
    resting: BTreeMap<u64, u64>,
    /// The share to whose holders this deed's income gives so much.
    shared: Option<(u64, u128)>,
    references: BTreeSet<(u64, u64, String)>,
    touched: BTreeSet<Place>,
    /// Who signed the deed that is looked at.
    signers: Vec<u64>,
}

/// The moment of an act, and the DAO where one acts.
#[derive(Clone, Copy)]
struct By {
    now: u64,
    payer: Option<u64>,
    dao: Option<u64>,
}

impl Model {
    /// Follows one deed.
    ///
    /// # Errors
    /// What was accepted and cannot have been.
    pub fn deed(&mut self, deed: &Deed, now: u64) -> Checked {
        self.moves.clear();
        self.rest(deed, now);
        self.signers.clone_from(&deed.signers);
        if let Some(enacted) = &deed.enacted {
            let by = By { now, payer: None, dao: Some(enacted.dao) };
            for act in &enacted.acts {
                self.act(by, act, None)?;
            }
        }
        if let Some(act) = deed.act.as_ref().filter(|_| deed.is_done()) {
            let by = By { now, payer: deed.account(), dao: None };
            self.shared(act, deed)?;
            self.taken(deed)?;
            self.act(by, act, deed.receipt.made)?;
        }
        for told in &deed.facts {
            self.items.told((told.dao.unwrap_or(0), told.fact.name), &told.fact.fields());
        }
        self.came_in(deed);
        self.trusted(deed, now)?;
        // What was at stake is its owner's until it is lost to the community.
        for told in deed.told("bond-lost").chain(deed.told("reward-stake-lost")) {
            let fields = told.fact.fields();
            let (Some(amount), Some(by)) = (fields.amount("amount"), fields.number("by")) else {
                continue;
            };
            let to = Place::Pot(told.dao.unwrap_or(0), 0);
            self.pay((Place::Account(by), to), amount.asset.0, amount.units)?;
        }
        self.invested(deed, now)?;
        if deed.nonce.is_none() && deed.enacted.is_none() {
            // A promise whose time is over: the task that ends it.
            for told in deed.told("released") {
                let number = told.fact.fields().number("number").unwrap_or(0);
                self.release(told.dao.unwrap_or(0), number, Some(now))?;
            }
            for told in deed.told("payout-turned").chain(deed.told("payout-closed")) {
                self.payout_times_out(&told.fact.fields(), now)?;
            }
            for told in deed.told("stream-paid") {
                self.paid_by_itself(told, now)?;
            }
        }
        Ok(())
    }

    /// Holds against the ledger what a block touched.
    ///
    /// # Errors
    /// The first difference.
    pub fn end(&mut self, now: u64, ledger: &Ledger) -> Checked {
        if let Some(row) = self.reserved.iter().find(|row| row.until.is_some_and(|at| at < now)) {
            return Err((PROMISED, format!("number {} of DAO {} at {now}", row.number, row.dao)));
        }
        self.none_is_late(now)?;
        self.payouts_end_in_time(now)?;
        self.items.end(ledger)?;
        for place in std::mem::take(&mut self.touched) {
            match place {
                Place::Account(account) => self.compare_account(ledger, account)?,
                Place::Pot(dao, _) | Place::Locked(dao, _) => self.compare_dao(ledger, dao)?,
                // Its community's sums are compared when anything else of it changes.
                Place::Payout(_) | Place::Trust(_) => {}
                Place::Dividends(share) => {
                    let issuer = self.assets.get((share as usize).wrapping_sub(1));
                    if let Some((dao, _)) = issuer.copied() {
                        self.compare_dao(ledger, dao)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn act(&mut self, by: By, act: &Decoded, made: Option<u64>) -> Checked {
        let fields = act.fields();
        match act.name {
            "found" => self.found(&fields, made.unwrap_or(0)),
            "transfer" => {
                let Some(amount) = fields.amount("amount") else { return Ok(()) };
                let (from, to) = (source(by, &fields), recipient(&fields));
                let (Some(from), Some(to)) = (from, to) else { return Ok(()) };
                self.leaves(by, (from, to), amount.asset.0, amount.units);
                self.pay((from, to), amount.asset.0, amount.units)
            }
            "pay-reserved" => self.pay_reserved(by, &fields),
            "pay-batch" => self.batch(by, &fields),
            "issue" => self.issue(by, &fields),
            "record-income" => match fields.variant("received") {
                Some(("paid", paid)) => {
                    let (Some(amount), Some(pot)) = (paid.amount("amount"), paid.number("pot"))
                    else {
                        return Ok(());
                    };
                    let (from, dao) = (by.payer.unwrap_or(0), fields.number("dao").unwrap_or(0));
                    let (from, pot) = (Place::Account(from), Place::Pot(dao, pot));
                    let (share, part) = self.shared.take().unwrap_or((0, 0));
                    let asset = amount.asset.0;
                    if part > 0 {
                        self.pay((from, Place::Dividends(share)), asset, part)?;
                    }
                    self.pay((from, pot), asset, amount.units - part)
                }
                _ => Ok(()),
            },
            "reserve" => {
                let until = fields.number("lasts").map(|lasts| by.now.saturating_add(lasts));
                self.reserve(by, (fields.amount("amount"), fields.number("pot")), until);
                Ok(())
            }
            "release" => {
                let (dao, number) = (by.dao.unwrap_or(0), fields.number("number").unwrap_or(0));
                self.release(dao, number, None)
            }
            "register-item" => {
                self.items.register(by.dao.unwrap_or(0), &fields);
                Ok(())
            }
            "transfer-item" => self.items.transfer(by, &fields),
            "buy-work" => self.items.buy(by, &fields),
            "name-holder" => self.name_holder(by, &fields),
            "acknowledge-funds" => self.acknowledge(by, &fields),
            "ask-payout" => self.ask_payout(by, &fields),
            "settle-payout" | "answer-payout" | "withdraw-payout" | "decide-payout" => {
                self.payout_turns(by, act.name, &fields)
            }
            "pay-dividend" => self.dividend(by, &fields),
            "stream" => self.open(by, &fields),
            "draw" => self.draw((fields.number("dao"), fields.number("number")), by.now),
            "stop-stream" => self.stop((by.dao, fields.number("number")), by.now),
            "renounce-stream" => self.stop((fields.number("dao"), fields.number("number")), by.now),
            _ => Ok(()),
        }
    }

    fn found(&mut self, fields: &Fields<'_>, dao: u64) -> Checked {
        for row in fields.rows("assets") {
            let asset = self.new_asset(dao, &row);
            self.create(asset, Place::Pot(dao, 0), row.uint("supply").unwrap_or(0))?;
            for holder in row.rows("holders") {
                let to = Place::Account(holder.number("to").unwrap_or(0));
                self.create(asset, to, holder.uint("units").unwrap_or(0))?;
            }
        }
        if let Some(votes) = templates_share(fields) {
            self.assets.push((dao, 0));
            let asset = self.assets.len() as u64;
            if votes {
                self.voting.insert(asset);
            }
            for founder in self.signers.clone() {
                self.create(asset, Place::Account(founder), FOUNDERS_UNITS)?;
            }
        }
        Ok(())
    }

    fn batch(&mut self, by: By, fields: &Fields<'_>) -> Checked {
        let Some(from) = source(by, fields) else { return Ok(()) };
        let asset = fields.number("asset").unwrap_or(0);
        if let (Some(reference), Some(dao)) = (fields.inner("reference"), by.dao) {
            let group = reference.get("group").map(|(_, value)| format!("{value:?}"));
            if !self.references.insert((dao, asset, group.unwrap_or_default())) {
                return Err((PAID_ONCE, reference.words(crate::catalog())));
            }
        }
        for row in fields.rows("payments") {
            let to = Place::Account(row.number("to").unwrap_or(0));
            let units = row.uint("units").unwrap_or(0);
            self.leaves(by, (from, to), asset, units);
            self.pay((from, to), asset, units)?;
        }
        Ok(())
    }

    /// Counts what leaves a treasury, and who receives it.
    fn leaves(&mut self, by: By, (from, to): (Place, Place), asset: u64, units: u128) {
        let (Some(dao), Place::Pot(..), at) = (by.dao, from, by.now) else { return };
        if matches!(to, Place::Pot(of, _) if of == dao) {
            return;
        }
        self.committed.push(Counted { dao, asset, at, units, to: None });
        if let Place::Account(account) = to {
            self.received.push(Counted { dao, asset, at, units, to: Some(account) });
        }
    }

    fn pay_reserved(&mut self, by: By, fields: &Fields<'_>) -> Checked {
        let (Some(amount), Some(to), Some(dao)) =
            (fields.amount("amount"), recipient(fields), by.dao)
        else {
            return Ok(());
        };
        let number = fields.number("number").unwrap_or(0);
        self.pay_promised((dao, by.now), number, (to, amount))
    }

    fn pay_promised(
        &mut self,
        (dao, now): (u64, u64),
        number: u64,
        (to, amount): (Place, Amount),
    ) -> Checked {
        let row = self.reserved.iter_mut().find(|row| (row.dao, row.number) == (dao, number));
        let Some(row) = row.filter(|row| row.units >= amount.units) else {
            return Err((PROMISED, format!("{} paid out of number {number}", amount.units)));
        };
        row.units -= amount.units;
        let from = Place::Pot(dao, row.pot);
        self.reserved.retain(|row| row.units > 0);
        if let Place::Account(account) = to {
            let (asset, at, units) = (amount.asset.0, now, amount.units);
            self.received.push(Counted { dao, asset, at, units, to: Some(account) });
        }
        self.pay((from, to), amount.asset.0, amount.units)
    }

    /// A promise ends: by an act, or by its time, which then must be over.
    fn release(&mut self, dao: u64, number: u64, now: Option<u64>) -> Checked {
        let place = self.reserved.iter().position(|row| (row.dao, row.number) == (dao, number));
        let row = place.map(|place| self.reserved.remove(place));
        let is_over =
            |row: &Reservation| now.is_none_or(|now| row.until.is_some_and(|at| at < now));
        let Some(row) = row.filter(is_over) else {
            return Err((PROMISED, format!("number {number} of DAO {dao} ends at {now:?}")));
        };
        self.touched.insert(Place::Pot(dao, row.pot));
        let is_it = |one: &&mut Counted| {
            (one.dao, one.asset, one.at) == (dao, row.asset, row.since) && one.units >= row.units
        };
        if let Some(counted) = self.committed.iter_mut().find(is_it) {
            counted.units -= row.units;
        }
        Ok(())
    }

    /// What is free of an asset in all pots of a DAO.
    pub(crate) fn free(&self, dao: u64, asset: u64, now: u64) -> u128 {
        let pots = self.pots(dao).into_iter().filter(|((_, of), _)| *of == asset);
        pots.map(|((pot, _), (balance, reserved))| {
            let owed = self.owed(Place::Pot(dao, pot), asset, now);
            balance.saturating_sub(reserved).saturating_sub(owed)
        })
        .sum()
    }

    /// What left a DAO or was promised at moments that still count.
    pub(crate) fn committed(&self, of: (u64, u64), counts: impl Fn(u64) -> bool) -> u128 {
        let rows = self.committed.iter().filter(|row| (row.dao, row.asset) == of && counts(row.at));
        rows.fold(0, |sum, row| sum.saturating_add(row.units))
    }

    /// What an account received from a DAO at moments that still count.
    pub(crate) fn received(
        &self,
        (dao, asset, account): (u64, u64, u64),
        counts: impl Fn(u64) -> bool,
    ) -> u128 {
        let is_it = |row: &&Counted| {
            (row.dao, row.asset, row.to) == (dao, asset, Some(account)) && counts(row.at)
        };
        self.received.iter().filter(is_it).fold(0, |sum, row| sum.saturating_add(row.units))
    }

    /// What was issued of an asset that was there, at moments that still count.
    pub(crate) fn minted(&self, asset: u64, counts: impl Fn(u64) -> bool) -> u128 {
        let rows = self.minted.iter().filter(|row| row.asset == asset && counts(row.at));
        rows.fold(0, |sum, row| sum.saturating_add(row.units))
    }

    /// What there is of an asset: what was issued and is not burnt.
    pub(crate) fn there_is(&self, asset: u64) -> u128 {
        let issued = self.assets.get((asset as usize).wrapping_sub(1)).map_or(0, |row| row.1);
        issued.saturating_sub(self.burnt.get(&asset).copied().unwrap_or(0))
    }

    /// The DAO of an asset, where it is a voting share.
    pub(crate) fn voting(&self, asset: u64) -> Option<u64> {
        let (dao, _) = self.assets.get((asset as usize).wrapping_sub(1))?;
        self.voting.contains(&asset).then_some(*dao)
    }

    /// The DAO that issues an asset.
    pub(crate) fn issuer(&self, asset: u64) -> Option<u64> {
        self.assets.get((asset as usize).wrapping_sub(1)).map(|(dao, _)| *dao)
    }

    /// Whether a DAO has a share of another in its pots, with a vote or without.
    pub(crate) fn owns(&self, dao: u64, of: u64) -> bool {
        let pots = self.pots(dao);
        let mut held = pots.iter().filter(|(_, (units, _))| *units > 0);
        held.any(|((_, asset), _)| self.shares.contains(asset) && self.issuer(*asset) == Some(of))
    }

    /// What an account has of each asset.
    pub(crate) fn account(&self, account: u64) -> BTreeMap<u64, u128> {
        self.at(Place::Account(account))
    }

    /// What the last deed changed in accounts, in its order.
    pub(crate) fn moves(&self) -> &[Move] {
        &self.moves
    }

    fn issue(&mut self, by: By, fields: &Fields<'_>) -> Checked {
        let (Some(of), Some(to)) = (fields.variant("asset"), recipient(fields)) else {
            return Ok(());
        };
        let asset = match of {
            ("more", of) => {
                let (dao, asset) = (by.dao.unwrap_or(0), of.number("asset").unwrap_or(0));
                let units = fields.uint("units").unwrap_or(0);
                self.minted.push(Counted { dao, asset, at: by.now, units, to: None });
                asset
            }
            (_, of) => self.new_asset(by.dao.unwrap_or(0), &of),
        };
        self.create(asset, to, fields.uint("units").unwrap_or(0))
    }

    fn reserve(&mut self, by: By, what: (Option<Amount>, Option<u64>), until: Option<u64>) {
        self.reservations += 1;
        let ((Some(amount), pot), Some(dao)) = (what, by.dao) else { return };
        let pot = pot.unwrap_or(0);
        self.touched.insert(Place::Pot(dao, pot));
        let (asset, at, units) = (amount.asset.0, by.now, amount.units);
        self.committed.push(Counted { dao, asset, at, units, to: None });
        self.reserved.push(Reservation {
            dao,
            number: self.reservations,
            pot,
            asset: amount.asset.0,
            units: amount.units,
            since: by.now,
            until,
        });
    }

    fn new_asset(&mut self, dao: u64, what: &Fields<'_>) -> u64 {
        self.assets.push((dao, 0));
        self.touched.insert(Place::Pot(dao, 0));
        let asset = self.assets.len() as u64;
        if what.variant("kind").is_some_and(|(kind, _)| kind.ends_with("share")) {
            self.shares.insert(asset);
        }
        if what.variant("kind").is_some_and(|(kind, _)| kind == "voting-share") {
            self.voting.insert(asset);
        }
        asset
    }

    fn moved(&mut self, place: Place, asset: u64, units: u128) {
        if let Place::Account(account) = place {
            self.moves.push(Move { account, asset, units });
        }
    }

    fn create(&mut self, asset: u64, to: Place, units: u128) -> Checked {
        if let Some((_, issued)) = self.assets.get_mut((asset as usize).wrapping_sub(1)) {
            *issued = issued.saturating_add(units);
        }
        self.put(to, asset, units)
    }

    fn pay(&mut self, (from, to): (Place, Place), asset: u64, units: u128) -> Checked {
        let has = self.units.get(&(from, asset)).copied().unwrap_or(0);
        let Some(left) = has.checked_sub(units) else {
            return Err((MOVES, format!("{from:?} paid {units} of {has} of asset {asset}")));
        };
        self.units.insert((from, asset), left);
        self.touched.insert(from);
        self.moved(from, asset, left);
        self.put(to, asset, units)
    }

    fn put(&mut self, to: Place, asset: u64, units: u128) -> Checked {
        let slot = self.units.entry((to, asset)).or_default();
        let Some(sum) = slot.checked_add(units) else {
            return Err((SUPPLY, format!("{to:?} would have more than 128 bits of asset {asset}")));
        };
        *slot = sum;
        self.touched.insert(to);
        self.moved(to, asset, sum);
        Ok(())
    }

    /// Holds all accounts and all treasuries against the ledger.
    ///
    /// # Errors
    /// The first difference.
    pub fn compare(&self, ledger: &Ledger) -> Checked {
        let places: BTreeSet<Place> = self.units.keys().map(|(place, _)| *place).collect();
        for place in places {
            if let Place::Account(account) = place {
                self.compare_account(ledger, account)?;
            }
        }
        let daos: BTreeSet<u64> = self.assets.iter().map(|(dao, _)| *dao).collect();
        daos.into_iter().try_for_each(|dao| self.compare_dao(ledger, dao))
    }

    fn compare_account(&self, ledger: &Ledger, account: u64) -> Checked {
        let params = [("account", account)];
        let Some(answer) = ask(ledger, Some(account), ("balances", &params)) else {
            return Err((ACCOUNTS, format!("no answer for account {account}")));
        };
        let mut there = BTreeMap::new();
        for row in answer.fields().rows("rows") {
            for holding in row.rows("holdings") {
                let Some(amount) = holding.amount("amount") else { continue };
                let staked = holding.uint("staked").unwrap_or(0);
                there.insert(amount.asset.0, amount.units.saturating_add(staked));
            }
        }
        there.retain(|_, units| *units > 0);
        let mut expected = self.at(Place::Account(account));
        for row in self.trusts.iter().filter(|row| row.owner == Some(account)) {
            *expected.entry(row.asset).or_default() += row.units;
        }
        same(ACCOUNTS, || format!("account {account}"), (there, expected))
    }

    fn at(&self, place: Place) -> BTreeMap<u64, u128> {
        let rows = self.units.range((place, 0)..=(place, u64::MAX));
        rows.filter(|(_, units)| **units > 0).map(|((_, asset), units)| (*asset, *units)).collect()
    }

    fn compare_dao(&self, ledger: &Ledger, dao: u64) -> Checked {
        let readers = self.units.keys().filter_map(|(place, _)| match place {
            Place::Account(account) => Some(*account),
            Place::Pot(..)
            | Place::Locked(..)
            | Place::Dividends(_)
            | Place::Payout(_)
            | Place::Trust(_) => None,
        });
        let readers: BTreeSet<u64> = readers.chain(1..60).collect();
        let mut answers = std::iter::once(None).chain(readers.into_iter().map(Some));
        let answer = answers.find_map(|by| ask(ledger, by, ("treasury", &[("dao", dao)])));
        // Where all who could read it have left, nobody can compare.
        let Some(answer) = answer else { return Ok(()) };
        let fields = answer.fields();
        for row in fields.rows("assets") {
            let asset = row.number("asset").unwrap_or(0);
            let Some(supply) = row.inner("supply") else { continue };
            let issued = self.assets.get((asset as usize).wrapping_sub(1)).copied();
            let is = Some((dao, supply.uint("issued").unwrap_or(0)));
            same(SUPPLY, || format!("asset {asset}"), (is, issued))?;
            self.compare_sums(asset, &supply)?;
        }
        let mut there: BTreeMap<(u64, u64), (u128, u128)> = BTreeMap::new();
        for pot in fields.rows("pots") {
            let number = pot.number("pot").unwrap_or(0);
            for holding in pot.rows("holdings") {
                let Some(balance) = holding.amount("balance") else { continue };
                let both = (balance.units, holding.uint("reserved").unwrap_or(0));
                let figure = |name| holding.uint(name).unwrap_or(0);
                let debts = figure("streams").saturating_add(figure("owed"));
                let place = Place::Pot(dao, number);
                let owed = self.owed(place, balance.asset.0, ledger.head().time.0);
                same(DEBTS, || format!("{place:?}"), (debts, owed))?;
                there.insert((number, balance.asset.0), both);
            }
        }
        there.retain(|_, both| *both != (0, 0));
        same(POTS, || format!("pots of DAO {dao}: balance and reserved"), (there, self.pots(dao)))
    }

    /// What all places of a kind hold of an asset, by going through all of them.
    fn compare_sums(&self, asset: u64, supply: &Fields<'_>) -> Checked {
        let (mut accounts, mut pots, mut locked, mut earned) = (0u128, 0u128, 0u128, 0u128);
        let mut asked = 0u128;
        for ((place, of), units) in &self.units {
            match place {
                _ if *of != asset => {}
                Place::Account(_) | Place::Trust(_) => accounts = accounts.saturating_add(*units),
                Place::Pot(..) => pots = pots.saturating_add(*units),
                Place::Locked(..) => locked = locked.saturating_add(*units),
                Place::Dividends(_) => earned = earned.saturating_add(*units),
                Place::Payout(_) => asked = asked.saturating_add(*units),
            }
        }
        let part = |name| supply.uint(name).unwrap_or(0);
        let held = part("accounts").saturating_add(part("stakes"));
        let is = (held, part("pots"), part("locked"), part("dividends"), part("payouts"));
        let what = || format!("in accounts, pots, custody, dividends and payouts of asset {asset}");
        same(SUPPLY, what, (is, (accounts, pots, locked, earned, asked)))
    }

    fn pots(&self, dao: u64) -> BTreeMap<(u64, u64), (u128, u128)> {
        let mut pots: BTreeMap<(u64, u64), (u128, u128)> = BTreeMap::new();
        for ((place, asset), units) in &self.units {
            if let Place::Pot(of, pot) = place
                && *of == dao
            {
                pots.entry((*pot, *asset)).or_default().0 = *units;
            }
        }
        for row in self.reserved.iter().filter(|row| row.dao == dao) {
            pots.entry((row.pot, row.asset)).or_default().1 += row.units;
        }
        for row in self.trusts.iter().filter(|row| row.dao == dao) {
            if let Some(pot) = row.pot {
                pots.entry((pot, row.asset)).or_default().1 += row.units;
            }
        }
        pots.retain(|_, both| *both != (0, 0));
        pots
    }
}

/// Where a payment comes from: the account that signed, or a pot of the DAO that acts.
fn source(by: By, fields: &Fields<'_>) -> Option<Place> {
    match by.dao {
        Some(dao) => Some(Place::Pot(dao, fields.number("from").unwrap_or(0))),
        None => by.payer.map(Place::Account),
    }
}

fn recipient(fields: &Fields<'_>) -> Option<Place> {
    match fields.variant("to")? {
        ("account", to) => Some(Place::Account(to.number("account")?)),
        (_, to) => Some(Place::Pot(to.number("dao")?, to.number("pot")?)),
    }
}

/// Units of its template's share that whoever founds gets.
const FOUNDERS_UNITS: u128 = 100;

/// Whether a founding issues its template's share, and whether that has a vote: not where it brings
/// one of the same symbol, nor where its changes name another asset instead.
fn templates_share(fields: &Fields<'_>) -> Option<bool> {
    let (template, _) = fields.variant("template")?;
    let (symbol, line) = match template {
        "service-collective" => ("WORK", "revenue.asset"),
        "protocol-steward" => ("GOV", "weight.asset"),
        "investment-club" => ("SHARE", "weight.asset"),
        _ => return None,
    };
    let brought = fields.rows("assets").iter().any(|row| row.text("symbol") == Some(symbol));
    let changes = fields.rows("changes");
    let named = changes.iter().any(|row| row.text("value") == Some(symbol));
    let moved = changes.iter().any(|row| row.text("key") == Some(line));
    (!brought && (named || !moved)).then_some(line == "weight.asset")
}
