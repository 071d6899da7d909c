//! What people may have of a programme.

use aluma_types::{AccountId, DaoId, Timestamp};

use crate::earn::rules::{curves, epochs};
use crate::earn::types::{Curve, Earner, Group, Programme, RAMP, RewardClaim, ScoreBy};
use crate::exact::{quotient, times};
use crate::registry::State;
use crate::reputation::Tier;
use crate::{dao, identity, reputation, treasury};

/// The part of a cap that somebody may have: all of it in the founding season and after a while of
/// belonging, a part before, rounded down, so that many new accounts are worth little.
pub(crate) fn ramped(
    state: &State,
    (dao, account): (DaoId, AccountId),
    (cap, now): (u128, Timestamp),
) -> u128 {
    let since = dao::member(state, dao, account).map(|row| row.since);
    let began = dao::dao(state, dao).map(|row| row.since);
    let Some((since, began)) = since.zip(began) else { return 0 };
    // Whoever came while the season lasted is no newcomer either.
    if dao::in_season(state, dao, now) || since == began {
        return cap;
    }
    let passed = now.since(since).min(RAMP);
    quotient(times(cap, u128::from(passed.0)), u128::from(RAMP.0).into()).unwrap_or(0)
}

/// What somebody may still earn by a programme in an epoch.
pub(crate) fn room(
    state: &State,
    key: (DaoId, u64),
    (account, now): (AccountId, Timestamp),
    epoch: u32,
) -> u128 {
    let alone = alone(state, key, (account, now), epoch);
    alone.min(group_room(state, key, (account, now), epoch))
}

/// The same, whoever brought them.
pub(crate) fn alone(
    state: &State,
    (dao, number): (DaoId, u64),
    (account, now): (AccountId, Timestamp),
    epoch: u32,
) -> u128 {
    let Some(row) = state.earn.programmes.get(&(dao, number)) else { return 0 };
    let earner = state.earn.earners.get(&(dao, number, account)).copied().unwrap_or_default();
    let in_epoch = if earner.epoch == epoch { earner.in_epoch } else { 0 };
    let cap = |cap: u128| ramped(state, (dao, account), (cap, now));
    let whole = cap(row.terms.caps.person).saturating_sub(earner.units);
    whole.min(cap(row.terms.caps.person_epoch).saturating_sub(in_epoch))
}

/// The most members one after another of whom each brought the next.
const CHAIN: usize = 32;

/// Who answers for somebody who gave nothing yet that others accepted: the member whose word brought them,
/// or whose word brought that member where they gave nothing either, and so on. Time alone makes nobody
/// known: accounts age by themselves. Nothing of those who contributed or came in the founding season;
/// account 0 of those whom nobody brought, and of those at the end of a longer chain than anybody makes by
/// chance.
pub(crate) fn brought_by(
    state: &State,
    (dao, account): (DaoId, AccountId),
    now: Timestamp,
) -> Option<AccountId> {
    let home = dao::dao(state, dao)?;
    // A season that is over by time does not end once more when members become many.
    let end = dao::season_end(state, dao, home);
    let season = home.season_over.map_or(end, |over| over.min(end));
    let is_new = |account: AccountId| {
        let row = dao::member(state, dao, account)?;
        let gave = || reputation::tier(state, (dao, None, account), now) > Tier::Member;
        (row.since > season && !gave()).then(|| {
            let own = identity::account(state, account).and_then(|row| row.inviter);
            row.voucher.or(row.inviter).or(own)
        })
    };
    let mut by = is_new(account)?;
    for _ in 0..CHAIN {
        let Some(above) = by.and_then(is_new) else { return Some(by.unwrap_or(AccountId(0))) };
        by = above;
    }
    Some(AccountId(0))
}

/// What an epoch may spend, or may as far as it has not begun.
fn budget(state: &State, (dao, number): (DaoId, u64), (row, epoch): (&Programme, u32)) -> u128 {
    let begun = state.earn.reward_epochs.get(&(dao, number, epoch));
    let now = || epochs::budget(row.terms.caps.epoch, row.purse.free(), false);
    begun.map_or_else(now, |epoch| epoch.budget)
}

/// Of a group: who answers for it, what it may still take of an epoch, and what it did.
pub(crate) fn group(
    state: &State,
    (dao, number): (DaoId, u64),
    (account, now): (AccountId, Timestamp),
    epoch: u32,
) -> Option<(AccountId, u128, Group)> {
    let by = brought_by(state, (dao, account), now)?;
    let row = state.earn.programmes.get(&(dao, number))?;
    let group = state.earn.groups.get(&(dao, number, by)).copied().unwrap_or_default();
    let taken = if group.epoch == epoch { group.units } else { 0 };
    let most = row.terms.caps.of_group(budget(state, (dao, number), (row, epoch)));
    Some((by, most.saturating_sub(taken), group))
}

/// The claims that somebody's group may bring in an epoch, where they are as many already.
pub(crate) fn group_claimed(
    state: &State,
    (dao, number): (DaoId, u64),
    (account, now): (AccountId, Timestamp),
    epoch: u32,
) -> Option<u32> {
    let (_, _, group) = self::group(state, (dao, number), (account, now), epoch)?;
    let row = state.earn.programmes.get(&(dao, number))?;
    let most = row.terms.caps.claims_of_group(budget(state, (dao, number), (row, epoch)));
    (group.claimed == epoch && group.claims >= most).then_some(most)
}

/// What somebody's group may still take of an epoch; without end where they are of none.
pub(crate) fn group_room(
    state: &State,
    (dao, number): (DaoId, u64),
    (account, now): (AccountId, Timestamp),
    epoch: u32,
) -> u128 {
    let group = self::group(state, (dao, number), (account, now), epoch);
    group.map_or(u128::MAX, |(_, left, _)| left)
}

/// What a claim is worth by its curve, before caps; nothing where claims share a pool.
pub(crate) fn worth(
    state: &State,
    (dao, programme): (DaoId, &Programme),
    (claim, earner): (&RewardClaim, &Earner),
    now: Timestamp,
) -> u128 {
    match &programme.terms.curve {
        Curve::Fixed { units } => *units,
        Curve::Tiered { by, steps } => {
            let score = match *by {
                ScoreBy::Attested => claim.score.into(),
                ScoreBy::Points { domain } => {
                    u128::from(reputation::whole_points(state, (dao, domain, claim.account), now))
                }
                ScoreBy::Holding { asset } => treasury::balance(state, claim.account, asset),
            };
            curves::tiered(steps, score)
        }
        Curve::Falling { units, recover, .. } => {
            let taken = (programme.fallen, programme.fallen_at);
            units.saturating_sub(curves::fallen(*units, taken, *recover, now))
        }
        Curve::Concave { units } => curves::concave(*units, earner.score, claim.score.into()),
        Curve::Ladder { units, parts } => curves::ladder(*units, parts, earner.claims),
        Curve::Pool | Curve::CappedPool { .. } => 0,
    }
}
