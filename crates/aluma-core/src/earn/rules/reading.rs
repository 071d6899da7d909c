//! What people may have of a programme.

use aluma_types::{AccountId, DaoId, Timestamp};

use crate::earn::rules::curves;
use crate::earn::types::{Curve, Earner, NEW, Programme, RAMP, RewardClaim, ScoreBy};
use crate::exact::{quotient, times};
use crate::registry::State;
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
    (dao, number): (DaoId, u64),
    (account, now): (AccountId, Timestamp),
    epoch: u32,
) -> u128 {
    let Some(row) = state.earn.programmes.get(&(dao, number)) else { return 0 };
    let earner = state.earn.earners.get(&(dao, number, account)).copied().unwrap_or_default();
    let in_epoch = if earner.epoch == epoch { earner.in_epoch } else { 0 };
    let cap = |cap: u128| ramped(state, (dao, account), (cap, now));
    let whole = cap(row.terms.caps.person).saturating_sub(earner.units);
    let alone = whole.min(cap(row.terms.caps.person_epoch).saturating_sub(in_epoch));
    alone.min(group_room(state, (dao, number), (account, now), epoch))
}

/// The most members one after another of whom each brought the next lately.
const CHAIN: usize = 32;

/// Who answers for somebody who came lately: the member whose word brought them, or whose word brought
/// that member lately, and so on. Nothing of those who are here longer or came in the founding season;
/// account 0 of those whom nobody brought.
pub(crate) fn brought_by(
    state: &State,
    (dao, account): (DaoId, AccountId),
    now: Timestamp,
) -> Option<AccountId> {
    let home = dao::dao(state, dao)?;
    let season = dao::season_end(state, dao, home);
    let season = home.season_over.unwrap_or(season);
    let is_new = |account: AccountId| {
        let row = dao::member(state, dao, account)?;
        let is_new = row.since > season && now.since(row.since) < NEW;
        is_new.then(|| {
            let own = identity::account(state, account).and_then(|row| row.inviter);
            row.voucher.or(row.inviter).or(own)
        })
    };
    let mut by = is_new(account)?;
    for _ in 0..CHAIN {
        let Some(above) = by.and_then(is_new) else { break };
        by = above;
    }
    Some(by.unwrap_or(AccountId(0)))
}

/// What somebody's group may still take of an epoch; without end where they are of none.
pub(crate) fn group_room(
    state: &State,
    (dao, number): (DaoId, u64),
    (account, now): (AccountId, Timestamp),
    epoch: u32,
) -> u128 {
    let Some(by) = brought_by(state, (dao, account), now) else { return u128::MAX };
    let Some(row) = state.earn.programmes.get(&(dao, number)) else { return 0 };
    let taken = state.earn.groups.get(&(dao, number, by)).copied().unwrap_or_default();
    let taken = if taken.epoch == epoch { taken.units } else { 0 };
    row.terms.caps.of_group().saturating_sub(taken)
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
