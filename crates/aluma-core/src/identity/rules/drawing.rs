//! Where an act's place in the allowance is taken from, and how that is booked.
//!
//! What an account used lies in the rows of its keys, which each of its acts writes anyway: a vote
//! touches no row more. All keys of an account draw on one budget, so they are added up; what a key
//! used that ends goes to another. Standing is looked up only where the least of all budgets would
//! not do.

use aluma_types::admission::Inadmissible;
use aluma_types::{AccountId, DaoId, Timestamp};

use crate::identity::account;
use crate::identity::rules::allowance::{Budget, GUARDED, GUARDIANS, NEWCOMERS};
use crate::identity::rules::allowance::{day, next_day, standing};
use crate::identity::types::{Draw, Pool, Standing, Used};
use crate::kernel::ctx::Env;
use crate::kernel::origin::Origin;
use crate::registry::State;

/// What is asked of an account's allowance.
pub(crate) struct Asked<'a> {
    /// What all keys of the account used; of what nobody is kept from, what the signing one did.
    pub(crate) used: Used,
    /// Bytes of the act and its texts.
    pub(crate) bytes: u64,
    /// Whether it is one that nobody is kept from.
    pub(crate) guarded: &'a dyn Fn() -> bool,
    /// Who pays for it where the account's own is spent.
    pub(crate) sponsor: &'a dyn Fn() -> Option<Sponsor>,
}

/// A community that lets its members do more in it than their own allowance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sponsor {
    /// On whose standing its quota rests.
    pub(crate) founder: AccountId,
    /// Actions of one member a day at most.
    pub(crate) each: u64,
}

/// How an account stands in the whole ledger.
pub(crate) fn standing_of(state: &State, now: Timestamp, id: AccountId) -> Standing {
    let Some(row) = account(state, id) else { return Standing::Invited };
    let inviter = row.inviter.and_then(|by| account(state, by).map(|row| (by, row)));
    standing((id, row), inviter, now)
}

/// Where an account's act takes its place from.
///
/// # Errors
/// [`Inadmissible::AllowanceSpent`] with the moment at which it goes on.
pub(crate) fn draw(
    state: &State,
    env: &Env,
    id: AccountId,
    asked: &Asked<'_>,
) -> Result<Draw, Inadmissible> {
    let times = u64::from(env.allowance);
    let used = asked.used;
    let fits = |budget: Budget, used| budget.times(times).fits(used, asked.bytes);
    if fits(Budget::of(Standing::Invited), used)
        || fits(Budget::of(standing_of(state, env.now, id)), used)
    {
        return Ok(Draw::Own);
    }
    if used.guarded < GUARDED.saturating_mul(times) && (asked.guarded)() {
        return Ok(Draw::Guarded);
    }
    let sponsor = (asked.sponsor)();
    let sponsor = sponsor.filter(|by| used.sponsored < by.each.saturating_mul(times));
    if let Some(Sponsor { founder, .. }) = sponsor {
        let paid = state.identity.sponsored.get(&founder).copied().unwrap_or_default();
        let quota = Budget::sponsored(standing_of(state, env.now, founder));
        if fits(quota, paid.on(day(env.now))) {
            return Ok(Draw::Sponsored(founder));
        }
    }
    Err(Inadmissible::AllowanceSpent { next: next_day(env.now) })
}

/// Whether one more act of a key without an account may come.
///
/// # Errors
/// As [`draw`].
pub(crate) fn newcomer(
    state: &State,
    env: &Env,
    (pool, bytes): (Pool, u64),
) -> Result<Draw, Inadmissible> {
    let used = state.identity.newcomers.get(&pool.key()).copied().unwrap_or_default();
    let budget = match pool {
        Pool::Newcomers => NEWCOMERS,
        Pool::Guardians => GUARDIANS,
    };
    if budget.times(u64::from(env.allowance)).fits(used.on(day(env.now)), bytes) {
        Ok(Draw::Shared(pool))
    } else {
        Err(Inadmissible::AllowanceSpent { next: next_day(env.now) })
    }
}

/// Books an act that was admitted, in what its key used; returns how that stood before. What nobody
/// is kept from is booked only where it is refused, by [`count_refused`].
pub(crate) fn book(used: &mut Used, env: &Env, (draw, bytes): (Draw, u64)) -> Used {
    let before = *used;
    *used = before.on(day(env.now));
    match draw {
        Draw::Own => *used = used.plus(Used::one(bytes)),
        Draw::Sponsored(_) => *used = used.plus(Used { sponsored: 1, ..Used::default() }),
        Draw::Guarded | Draw::Shared(_) => {}
    }
    before
}

/// Books what others pay for.
pub(crate) fn book_elsewhere(state: &mut State, env: &Env, (draw, bytes): (Draw, u64)) {
    let day = day(env.now);
    let more =
        |used: Option<&Used>| used.copied().unwrap_or_default().on(day).plus(Used::one(bytes));
    match draw {
        Draw::Sponsored(founder) => {
            let used = more(state.identity.sponsored.get(&founder));
            state.identity.sponsored.put(founder, used);
        }
        Draw::Shared(pool) => {
            let used = more(state.identity.newcomers.get(&pool.key()));
            state.identity.newcomers.put(pool.key(), used);
        }
        Draw::Own | Draw::Guarded => {}
    }
}

/// Counts an act that nobody is kept from and that was not done after all.
pub(crate) fn count_refused(state: &mut State, origin: Origin, draw: Draw) {
    if let (Origin::Member { account, key, .. }, Draw::Guarded) = (origin, draw) {
        let more = |used: &mut Used| used.guarded = used.guarded.saturating_add(1);
        state.identity.keys.update(&(account, key), |row| more(&mut row.used));
    }
}

/// What a key used that ends goes on counting, with another key of the account. Its own bucket of
/// what nobody is kept from ends with it: a thief's key takes nothing from the owner's.
pub(crate) fn hand_on(state: &mut State, account: AccountId, used: Used) {
    let first = state.identity.keys.range((account, 0)..=(account, u16::MAX)).next();
    let Some((place, before)) = first.map(|(place, row)| (*place, row.used)) else { return };
    let day = used.day.max(before.day);
    let sum = before.on(day).plus(Used { guarded: 0, ..used.on(day) });
    state.identity.keys.update(&place, |row| row.used = sum);
}

/// The community that an act is about, where it is about one alone.
pub(crate) fn only(daos: &[Option<DaoId>]) -> Option<DaoId> {
    match daos {
        [first, rest @ ..] if rest.iter().all(|dao| dao == first) => *first,
        _ => None,
    }
}
