//! What proposals ask of a treasury: the track by cumulative sums, and the limits when they are
//! done, added up anew from the list of all that ever left.

use std::collections::BTreeMap;

use aluma_types::value::Value;

use super::charter::Parameters;
use super::model::Model;
use super::sums::{Part, compare, part_down};
use super::vote::Vote;
use super::{Moment, opening::rank};
use crate::digest::{Decoded, Deed};
use crate::fields::Fields;
use crate::models::treasury::{Model as Treasury, streams};
use crate::models::{Checked, same};

const DAY: u64 = 86_400_000;
const WEEK: u64 = 7 * DAY;
const MONTH: u64 = 30 * DAY;

const ALONE: &str = "governance: what alone exceeds the outflow limit is not proposed";
const ISSUED_ALONE: &str = "governance: what alone exceeds the mint cap is not proposed";
const ROOM: &str =
    "governance: what passed is done when there is room and waits while there is none";
const INCOME: &str = "treasury: holders get the part of an income that the charter names";
const STAYED: &str =
    "invest: what passed is carried out where enough owners stayed, and only there";
/// The refusal that says so.
const TOO_MANY_LEFT: u64 = 1105;
const MINT: &str = "treasury: no more is issued in 30 days than the charter lets";

/// What a list of acts asks for in one asset.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// Base units that leave what is free in pots.
    out: u128,
    /// Of these, what stays in the DAO's pots.
    kept: u128,
    /// Of these, what is only promised.
    promised: u128,
    /// Of these, what was promised before.
    settled: u128,
    /// Of these, what the outflow limit never counts.
    exempted: u128,
    /// What 7 and 30 days of what begins to run come to.
    week: u128,
    month: u128,
    /// Base units that are issued.
    minted: u128,
    /// Who receives how much.
    pub(crate) to: BTreeMap<u64, u128>,
    /// Whether anything leaves a pot at all.
    leaves: bool,
    /// What was free when the vote opened.
    free: u128,
}

impl Asked {
    /// What is issued.
    pub(crate) const fn minted(&self) -> u128 {
        self.minted
    }

    /// What leaves pots, wherever it goes.
    pub(crate) const fn out(&self) -> u128 {
        self.out
    }

    /// What the track is found by.
    pub(crate) const fn units(&self) -> u128 {
        self.once().saturating_add(self.month)
    }

    const fn once(&self) -> u128 {
        self.out.saturating_sub(self.kept)
    }

    /// What the outflow limit has not counted yet.
    pub(crate) const fn fresh(&self) -> u128 {
        let once = self.once().saturating_sub(self.settled).saturating_sub(self.exempted);
        once.saturating_add(self.week)
    }

    /// What the sums of proposer and track have not counted yet.
    const fn counted(&self) -> u128 {
        self.units().saturating_sub(self.settled)
    }

    /// What somebody gains: the whole that a large part is a part of.
    pub(crate) fn value(&self) -> u128 {
        self.units().saturating_sub(self.promised).max(self.minted)
    }

    fn pay(&mut self, units: u128) {
        self.out = self.out.saturating_add(units);
        self.leaves = true;
    }

    fn give(&mut self, to: Option<u64>, units: u128) {
        if let Some(to) = to {
            let row = self.to.entry(to).or_default();
            *row = row.saturating_add(units);
        }
    }
}

/// What acts ask for, by asset.
pub(crate) type Asks = BTreeMap<u64, Asked>;

/// What acts ask of a DAO.
pub(crate) fn asks(dao: u64, acts: &[Decoded]) -> Asks {
    let mut asks = Asks::new();
    for act in acts {
        let fields = act.fields();
        let amount = fields.amount("amount").map(|amount| (amount.asset.0, amount.units));
        let to = fields.variant("to");
        let account = to.as_ref().and_then(|(_, to)| to.number("account"));
        match (act.name, amount) {
            ("transfer", Some((asset, units))) => {
                let row = asks.entry(asset).or_default();
                row.pay(units);
                row.give(account, units);
                if to.is_some_and(|(kind, to)| kind == "pot" && to.number("dao") == Some(dao)) {
                    row.kept = row.kept.saturating_add(units);
                }
            }
            ("reserve" | "fund-programme", Some((asset, units))) => {
                let row = asks.entry(asset).or_default();
                row.pay(units);
                row.promised = row.promised.saturating_add(units);
            }
            ("offer-grant" | "open-fund", _) => granted(&mut asks, &fields),
            ("open-round" | "publish-task", _) => work(&mut asks, act.name, &fields),
            ("use-work" | "buy-work", _) => dealt(&mut asks, &fields),
            ("pay-reserved", Some((asset, units))) => {
                let row = asks.entry(asset).or_default();
                row.pay(units);
                row.give(account, units);
                row.settled = row.settled.saturating_add(units);
            }
            ("pay-dividend", Some((asset, units))) => {
                let row = asks.entry(asset).or_default();
                row.pay(units);
                row.exempted = row.exempted.saturating_add(units);
            }
            ("stream", _) => {
                let row = asks.entry(fields.number("asset").unwrap_or(0)).or_default();
                let (whole, week, month) = streams::asked(&fields);
                row.pay(whole);
                row.week = row.week.saturating_add(week);
                row.month = row.month.saturating_add(month);
                row.give(fields.number("to"), whole.max(month));
            }
            ("define-role", _) => role(&mut asks, &fields),
            ("pay-batch", _) => {
                let row = asks.entry(fields.number("asset").unwrap_or(0)).or_default();
                for payment in fields.rows("payments") {
                    let units = payment.uint("units").unwrap_or(0);
                    row.pay(units);
                    row.give(payment.number("to"), units);
                }
            }
            ("issue", _) => {
                let Some(("more", of)) = fields.variant("asset") else { continue };
                let units = fields.uint("units").unwrap_or(0);
                let row = asks.entry(of.number("asset").unwrap_or(0)).or_default();
                row.minted = row.minted.saturating_add(units);
                row.give(account, units);
            }
            // The mint cap counts what is offered for sale.
            ("open-sale", _) => {
                let row = asks.entry(fields.number("share").unwrap_or(0)).or_default();
                row.minted = row.minted.saturating_add(fields.uint("units").unwrap_or(0));
            }
            _ => {}
        }
    }
    asks
}

/// What a round or a task sets aside.
fn work(asks: &mut Asks, name: &str, fields: &Fields<'_>) {
    let field = if name == "open-round" { "budget" } else { "reward" };
    let Some(amount) = fields.amount(field) else { return };
    let places = match fields.variant("mode") {
        Some(("claim", mode)) => mode.number("places").unwrap_or(1),
        Some(("recurring", mode)) => mode.number("times").unwrap_or(1),
        _ => 1,
    };
    // A task sets 7 % aside for a panel unless it says otherwise.
    let panel = fields.uint("panel").unwrap_or(amount.units.saturating_mul(7) / 100);
    let panel = if name == "publish-task" { panel } else { 0 };
    let beside = fields.uint("fee").unwrap_or(0).saturating_add(panel);
    let each = amount.units.saturating_add(beside);
    promise(asks, amount.asset.0, each.saturating_mul(places.into()));
}

/// What parts of a work or uses of it cost at most: each who is named may receive all of it.
fn dealt(asks: &mut Asks, fields: &Fields<'_>) {
    let Some(most) = fields.amount("most") else { return };
    let row = asks.entry(most.asset.0).or_default();
    row.pay(most.units);
    for (_, payee) in fields.items("payees") {
        let Value::Uint(payee) = payee else { continue };
        row.give(u64::try_from(*payee).ok(), most.units);
    }
}

/// What a grant or a fund sets aside, and for whom.
fn granted(asks: &mut Asks, fields: &Fields<'_>) {
    let amount = fields.amount("amount").or_else(|| fields.amount("matching"));
    let Some(amount) = amount else { return };
    promise(asks, amount.asset.0, amount.units);
    let row = asks.entry(amount.asset.0).or_default();
    row.give(fields.number("payee"), amount.units);
}

/// What a role may pay is promised to it.
fn role(asks: &mut Asks, fields: &Fields<'_>) {
    for limit in fields.rows("limits") {
        let Some(amount) = limit.amount("amount") else { continue };
        promise(asks, amount.asset.0, amount.units);
    }
}

fn promise(asks: &mut Asks, asset: u64, units: u128) {
    let row = asks.entry(asset).or_default();
    row.pay(units);
    row.promised = row.promised.saturating_add(units);
}

/// What an enacted proposal took out, booked with its proposer and its track.
#[derive(Clone, Debug)]
pub(super) struct Spent {
    dao: u64,
    asset: u64,
    at: u64,
    units: u128,
    by: u64,
    track: &'static str,
}

/// Whether something lies in the last 30 days.
const fn is_late(at: u64, now: u64) -> bool {
    at.saturating_add(MONTH) > now
}

/// Whether a sum is at most a part of a whole; all of it is no limit.
fn fits(sum: Option<u128>, part: Part, whole: u128) -> bool {
    part.num == part.den
        || sum.is_some_and(|sum| compare((sum, part.den), (whole, part.num)).is_le())
}

/// What a limit on part of a base leaves beside what was used; `None` where it limits nothing.
fn room(part: Part, base: u128, used: u128) -> Option<u128> {
    let most = part_down(base, part.num.into(), part.den.into());
    (part.num != part.den).then(|| most.saturating_sub(used))
}

/// What may be issued of an asset at a moment, after `sooner` was in the same deed; `None` where
/// nothing limits it, which is so too where there was nothing of it before this moment.
fn may_mint(cap: Part, asset: u64, now: u64, treasury: &Treasury, sooner: u128) -> Option<u128> {
    let minted = |since: &dyn Fn(u64) -> bool| treasury.minted(asset, since).saturating_add(sooner);
    let there = treasury.there_is(asset).saturating_add(sooner);
    if there == minted(&|at| at == now) {
        return None;
    }
    let lately = minted(&|at| is_late(at, now));
    room(cap, there.saturating_sub(lately), lately)
}

impl Model {
    fn spent(&self, now: u64, is_it: impl Fn(&Spent) -> bool) -> u128 {
        let rows = self.spent.iter().filter(|row| is_late(row.at, now) && is_it(row));
        rows.fold(0, |sum, row| sum.saturating_add(row.units))
    }

    /// Undecided and queued votes of a DAO.
    fn waiting(&self, dao: u64) -> impl Iterator<Item = &Vote> {
        let live = move |vote: &&Vote| vote.dao == dao && vote.is_waiting();
        self.votes.values().filter(live)
    }

    /// The least strict track for what is asked of each asset, but no milder than `least`.
    pub(super) fn track_of_sums(
        &self,
        (dao, by, least): (u64, u64, &'static str),
        asks: &mut Asks,
        (treasury, now): (&Treasury, u64),
    ) -> &'static str {
        let Some(known) = self.daos.get(&dao) else { return least };
        let (tip, spend) = (known.charter.share("tip.limit"), known.charter.share("spend.limit"));
        let mut track = least;
        for (asset, ask) in asks.iter_mut().filter(|(_, ask)| ask.leaves) {
            ask.free = treasury.free(dao, *asset, now);
            if ask.units() == 0 {
                continue;
            }
            let open = |vote: &Vote| vote.asks.get(asset).map_or(0, Asked::counted);
            let proposer = self.spent(now, |row| (row.dao, row.asset, row.by) == (dao, *asset, by));
            let mine = self.waiting(dao).filter(|vote| vote.proposer == by);
            let proposer = mine.fold(proposer, |sum, vote| sum.saturating_add(open(vote)));
            let to_one = ask.to.iter().map(|(account, units)| {
                let got = treasury.received((dao, *asset, *account), |at| is_late(at, now));
                let held_out =
                    self.waiting(dao).filter_map(|vote| vote.asks.get(asset)?.to.get(account));
                held_out.fold(got.saturating_add(*units), |sum, units| sum.saturating_add(*units))
            });
            let to_one = to_one.max().unwrap_or(0);
            let limit = |name: &str, part| {
                let on_track =
                    self.spent(now, |row| (row.dao, row.asset, row.track) == (dao, *asset, name));
                let beside = proposer.max(on_track).checked_add(ask.units());
                fits(beside.map(|sum| sum.max(to_one)), part, ask.free)
            };
            let of_asset = match () {
                () if limit("tip", tip) => "tip",
                () if limit("spend", spend) => "spend",
                () => "constitution",
            };
            if track != "emergency" && rank(of_asset) > rank(track) {
                track = of_asset;
            }
        }
        track
    }

    /// What alone exceeds the limits is refused by `propose`.
    pub(super) fn within_limits(
        &self,
        (dao, charter): (u64, &Parameters),
        asks: &Asks,
        treasury: &Treasury,
    ) -> Checked {
        for (asset, ask) in asks.iter().filter(|(_, ask)| ask.minted > 0) {
            let there = treasury.there_is(*asset);
            let most = room(charter.share("mint.cap"), there, 0);
            let is_own = treasury.issuer(*asset) == Some(dao);
            if is_own && there > 0 && most.is_some_and(|most| ask.minted > most) {
                return Err((ISSUED_ALONE, format!("{} of asset {asset}", ask.minted)));
            }
        }
        for (asset, ask) in asks.iter().filter(|(_, ask)| ask.leaves) {
            let limits = ["velocity.week", "velocity.month"].map(|name| charter.share(name));
            let promised = self.roles.promised((dao, *asset), None);
            let standing = treasury.standing(dao, *asset).saturating_add(promised);
            let most = limits.into_iter().filter_map(|part| room(part, ask.free, standing)).min();
            let there = ask.free.saturating_add(ask.minted);
            let most = most.map_or(there, |most| most.min(there));
            if ask.fresh() > most {
                let detail = format!("{} of {most} of asset {asset}", ask.fresh());
                return Err((ALONE, detail));
            }
        }
        Ok(())
    }

    /// Holds what becomes of a passed proposal against the room there is before it.
    ///
    /// # Errors
    /// Something done without room, left waiting although there was some, or issued above the cap.
    pub fn before(&self, deed: &Deed, at: Moment, treasury: &Treasury) -> Checked {
        for told in &deed.facts {
            let needs_room = match told.fact.name {
                "proposal-enacted" | "enactment-failed" => true,
                "enactment-waits" | "proposal-expired" => false,
                _ => continue,
            };
            let proposal = told.fact.fields().number("proposal").unwrap_or(0);
            let Some(vote) = self.votes.get(&proposal) else { continue };
            let has_room = self.has_room(vote, at.time, treasury);
            if has_room != needs_room {
                let name = told.fact.name;
                return Err((ROOM, format!("{name}: proposal {proposal}, room: {has_room}")));
            }
        }
        self.enough_stayed(deed, treasury)?;
        self.shares_income(deed)?;
        self.mints(deed, at.time, treasury)
    }

    /// The share by which parts of whoever leaves are limited, of each community that limits them.
    pub fn limited_parts(&self) -> std::collections::BTreeMap<u64, u64> {
        let limited = self.daos.iter().filter(|(_, known)| known.charter.number("exit.limit") > 0);
        limited
            .filter_map(|(dao, known)| Some((*dao, known.charter.asset("exit.asset")?)))
            .collect()
    }

    /// What is carried out is carried out with so many owners left as the charter says, and what fails for
    /// that had too few.
    fn enough_stayed(&self, deed: &Deed, treasury: &Treasury) -> Checked {
        for told in &deed.facts {
            let fields = told.fact.fields();
            let failed = match told.fact.name {
                "proposal-enacted" => false,
                "enactment-failed" if fields.number("code") == Some(TOO_MANY_LEFT) => true,
                _ => continue,
            };
            let vote = self.votes.get(&fields.number("proposal").unwrap_or(0));
            let Some(vote) = vote else { continue };
            let Some(known) = self.daos.get(&vote.dao) else { continue };
            let least = known.charter.share("exit.retention");
            let remain =
                treasury.enough_remain(vote.dao, vote.from, (least.num.into(), least.den.into()));
            same(STAYED, || format!("{least:?} of DAO {}", vote.dao), (failed, !remain))?;
        }
        Ok(())
    }

    /// Of an income that was paid in, holders get the part that the charter names.
    fn shares_income(&self, deed: &Deed) -> Checked {
        let Some(fields) = deed.did("record-income") else { return Ok(()) };
        for told in deed.told("dividend-paid") {
            let known = told.dao.and_then(|dao| self.daos.get(&dao));
            let paid = fields.variant("received").and_then(|(_, paid)| paid.amount("amount"));
            let (Some(known), Some(paid)) = (known, paid) else { continue };
            let part = known.charter.share("revenue.share");
            let part = part_down(paid.units, part.num.into(), part.den.into());
            let given = told.fact.fields().amount("amount").map(|amount| amount.units);
            same(INCOME, || format!("of {paid:?}"), (given, Some(part)))?;
        }
        Ok(())
    }

    fn has_room(&self, vote: &Vote, now: u64, treasury: &Treasury) -> bool {
        let Some(known) = self.daos.get(&vote.dao) else { return true };
        self.may_issue(vote, now, treasury)
            && vote.asks.iter().filter(|(_, ask)| ask.leaves).all(|(asset, ask)| {
                let base = ask.free.min(treasury.free(vote.dao, *asset, now));
                let limits = [("velocity.week", WEEK), ("velocity.month", MONTH)];
                let is_free = limits.into_iter().all(|(name, within)| {
                    let of = (vote.dao, *asset);
                    let used = treasury.committed(of, |at| at.saturating_add(within) > now);
                    let used = used.saturating_add(treasury.standing(vote.dao, *asset));
                    let used = used.saturating_add(self.roles.promised(of, Some(now)));
                    room(known.charter.share(name), base, used)
                        .is_none_or(|room| ask.fresh() <= room)
                });
                let limit = match vote.track {
                    "tip" => known.charter.share("tip.limit"),
                    "spend" => known.charter.share("spend.limit"),
                    _ => return is_free,
                };
                let on_track = self.spent(now, |row| {
                    (row.dao, row.asset, row.track) == (vote.dao, *asset, vote.track)
                });
                is_free && fits(on_track.checked_add(ask.units()), limit, ask.free)
            })
    }

    /// Whether all that a vote would issue fits under the cap now.
    fn may_issue(&self, vote: &Vote, now: u64, treasury: &Treasury) -> bool {
        let Some(known) = self.daos.get(&vote.dao) else { return true };
        let cap = known.charter.share("mint.cap");
        let own = vote
            .asks
            .iter()
            .filter(|(asset, ask)| ask.minted > 0 && treasury.issuer(**asset) == Some(vote.dao));
        own.into_iter().all(|(asset, ask)| {
            let most = may_mint(cap, *asset, now, treasury, 0);
            most.is_none_or(|most| ask.minted <= most)
        })
    }

    fn mints(&self, deed: &Deed, now: u64, treasury: &Treasury) -> Checked {
        let Some(enacted) = &deed.enacted else { return Ok(()) };
        let Some(known) = self.daos.get(&enacted.dao) else { return Ok(()) };
        if enacted.acts.iter().any(|act| act.name == "amend") {
            // The cap may change between two of its acts.
            return Ok(());
        }
        let cap = known.charter.share("mint.cap");
        let mut here: BTreeMap<u64, u128> = BTreeMap::new();
        for act in &enacted.acts {
            let fields = act.fields();
            let asset = match (act.name, fields.variant("asset")) {
                ("issue", Some(("more", of))) => of.number("asset").unwrap_or(0),
                ("open-sale", _) => fields.number("share").unwrap_or(0),
                _ => continue,
            };
            let units = fields.uint("units").unwrap_or(0);
            let sooner = here.entry(asset).or_default();
            let most = may_mint(cap, asset, now, treasury, *sooner);
            if most.is_some_and(|most| units > most) {
                return Err((MINT, format!("{units} of asset {asset}, room {most:?}")));
            }
            *sooner = sooner.saturating_add(units);
        }
        Ok(())
    }

    /// Books what an enacted proposal took out.
    pub(super) fn spend(&mut self, proposal: u64, at: Moment) {
        let Some(vote) = self.votes.get(&proposal) else { return };
        for (asset, ask) in vote.asks.iter().filter(|(_, ask)| ask.leaves) {
            let (dao, by, track) = (vote.dao, vote.proposer, vote.track);
            let units = ask.counted();
            self.spent.push(Spent { dao, asset: *asset, at: at.time, units, by, track });
        }
    }
}
