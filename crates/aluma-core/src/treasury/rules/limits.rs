//! What was committed lately, and what room the charter leaves.

use alloc::vec::Vec;

use aluma_types::{AssetId, DaoId, Share, Span, Timestamp};

use crate::dao;
use crate::registry::State;
use crate::treasury::charter;
use crate::treasury::rules::{Books, Commitment, Commitments, Limit, OUTFLOW};
use crate::treasury::types::Committed;

/// How far back anybody asks what was committed.
const MONTH: Span = OUTFLOW[1].within;
const WEEK: Span = OUTFLOW[0].within;

/// A DAO and an asset in its pots.
pub(crate) type Of = (DaoId, AssetId);

/// Books units as committed now, and forgets a few rows that nobody asks for any more: as many as
/// are added, and one more, so that the table stays as large as a month is busy.
pub(crate) fn book(state: &mut State, of: Of, (whose, units): (Committed, u128), now: Timestamp) {
    if units == 0 {
        return;
    }
    let (kind, number) = whose.key();
    let key = (of.0, of.1, kind, number);
    let table = &mut state.treasury.commitments;
    let row = table.get(&key).map(|row| row.since(now, &[month(Share::ONE)])).unwrap_or_default();
    // Held at the largest number: money that goes round within one block.
    let here = row.rows().last().filter(|last| last.at == now).map_or(0, |last| last.amount);
    let units = units.min(u128::MAX.saturating_sub(here));
    if let Some(row) = row.with(now, units) {
        table.put(key, row);
    }
    let mut old = [None; 2];
    for (slot, key) in old.iter_mut().zip(table.index().until(now.before(MONTH))) {
        *slot = Some(key);
    }
    for key in old.into_iter().flatten() {
        table.remove(&key);
    }
}

/// Takes back units that were booked at a moment, as far as that row is still kept apart.
pub(crate) fn unbook(state: &mut State, of: Of, (whose, units): (Committed, u128), at: Timestamp) {
    let (kind, number) = whose.key();
    let key = (of.0, of.1, kind, number);
    let table = &mut state.treasury.commitments;
    match table.get(&key).and_then(|row| row.without(at, units)) {
        Some(row) if row.rows().is_empty() => {
            table.remove(&key);
        }
        Some(row) => {
            table.put(key, row);
        }
        None => {}
    }
}

/// What was committed after a moment, at most 30 days back, held at the largest number.
pub(crate) fn committed(state: &State, of: Of, since: Timestamp, whose: Committed) -> u128 {
    let rows = rows(state, of, whose).iter().filter(|row| row.at > since);
    rows.fold(0, |sum, row| sum.saturating_add(row.amount))
}

/// The largest sum that may leave the treasury at `now`, where the limits are parts of `base`: what
/// was free at the proposal or is free now, whichever is less.
pub(crate) fn room(state: &State, of: Of, now: Timestamp, base: u128) -> u128 {
    room_of(state, of, (now, None), base)
}

/// Each limit with what it lets out in all and what of that is used at `now`: why [`room`] is what
/// it is.
pub(crate) fn outflow(state: &State, of: Of, now: Timestamp, base: u128) -> Vec<Outflow> {
    let standing = dao::promised_to_roles(state, of, Some(now), None);
    let books = books(state, of, (standing, base));
    let told = limits(state, of.0).into_iter().map(|limit| (limit, books.under(now, limit)));
    told.collect()
}

/// A limit, what it lets out in all, and what of that is used.
pub(crate) type Outflow = (Limit, (u128, u128));

/// As [`room`], for one of the DAO's roles: what it may still pay is promised to itself, and takes
/// no room from it.
pub(crate) fn room_of(
    state: &State,
    of: Of,
    (now, role): (Timestamp, Option<u32>),
    base: u128,
) -> u128 {
    let standing = dao::promised_to_roles(state, of, Some(now), role);
    books(state, of, (standing, base)).room(now, &limits(state, of.0))
}

/// The largest sum that there could ever be room for.
pub(crate) fn most(state: &State, of: Of, base: u128) -> u128 {
    let standing = dao::promised_to_roles(state, of, None, None);
    books(state, of, (standing, base)).most(&limits(state, of.0))
}

/// The largest sum that may be issued at `now`.
///
/// The cap is a part of what there was before the mints of the last 30 days. Where there was
/// nothing before this block, nobody is diluted and nothing limits: the first units may go to many.
pub(crate) fn mint_room(state: &State, asset: AssetId, now: Timestamp) -> u128 {
    let Some(supply) = state.treasury.supplies.get(&asset) else { return u128::MAX };
    let of = (supply.dao, asset);
    let cap = month(dao::share(state, of.0, &charter::MINT_CAP));
    let at_once = committed(state, of, now.before(Span(1)), Committed::Mint);
    if cap.share == Share::ONE || supply.total() <= at_once {
        return supply.issuable();
    }
    let minted = committed(state, of, now.before(MONTH), Committed::Mint);
    let base = supply.total().saturating_sub(minted);
    let committed = rows(state, of, Committed::Mint);
    Books { committed, standing: 0, base }.room(now, &[cap]).min(supply.issuable())
}

/// The largest sum of an asset of its own that a DAO could ever have room to issue, as long as there
/// is no more of it than now.
pub(crate) fn most_minted(state: &State, asset: AssetId) -> u128 {
    let Some(supply) = state.treasury.supplies.get(&asset) else { return u128::MAX };
    let cap = month(dao::share(state, supply.dao, &charter::MINT_CAP));
    if cap.share == Share::ONE || supply.total() == 0 {
        return supply.issuable();
    }
    let books = Books { committed: &[], standing: 0, base: supply.total() };
    books.most(&[cap]).min(supply.issuable())
}

/// The limits of a DAO's charter. The whole is no limit at all: what came in after a payment may
/// leave too.
fn limits(state: &State, dao: DaoId) -> Vec<Limit> {
    let week = Limit { within: WEEK, share: dao::share(state, dao, &charter::VELOCITY_WEEK) };
    let month = month(dao::share(state, dao, &charter::VELOCITY_MONTH));
    [week, month].into_iter().filter(|limit| limit.share != Share::ONE).collect()
}

const fn month(share: Share) -> Limit {
    Limit { within: MONTH, share }
}

/// `promised` are the limits of roles; a week of what streams let out stands beside them.
fn books(state: &State, of: Of, (promised, base): (u128, u128)) -> Books<'_> {
    let streams = state.treasury.streams.index().standing(of.0, of.1).week;
    let standing = promised.saturating_add(streams);
    Books { committed: rows(state, of, Committed::All), standing, base }
}

fn rows(state: &State, of: Of, whose: Committed) -> &[Commitment] {
    let (kind, number) = whose.key();
    let row = state.treasury.commitments.get(&(of.0, of.1, kind, number));
    row.map_or(&[], Commitments::rows)
}
