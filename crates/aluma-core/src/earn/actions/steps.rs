//! What several actions ask before they write.

use aluma_types::{AccountId, DaoId};

use crate::dao::{self, Standing};
use crate::earn::Refusal;
use crate::earn::types::{Programme, RewardClaim, Verifier};
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::Refused;
use crate::registry::State;

/// The DAO that acts, by a proposal or a role.
pub(super) fn acting(ctx: &Ctx<'_>, action: &'static str) -> Result<DaoId, Refused> {
    let acts = ctx.origin().acts_for();
    acts.map(|(dao, _)| dao).ok_or_else(|| KernelRefusal::NotYoursToDo { action }.into())
}

/// A programme of a DAO that is there.
pub(super) fn programme(state: &State, dao: DaoId, number: u64) -> Result<&Programme, Refusal> {
    let row = state.earn.programmes.get(&(dao, number));
    row.ok_or(Refusal::NoSuchProgramme { programme: number })
}

/// A claim of a DAO that is there, with its programme.
pub(super) fn claim(
    state: &State,
    dao: DaoId,
    number: u64,
) -> Result<(&RewardClaim, &Programme), Refusal> {
    let none = Refusal::NoSuchRewardClaim { claim: number };
    let row = state.earn.reward_claims.get(&(dao, number)).ok_or(none)?;
    Ok((row, programme(state, dao, row.programme)?))
}

/// Whether somebody belongs: with a vote or without.
pub(super) fn belongs(state: &State, dao: DaoId, account: AccountId) -> Result<(), Refusal> {
    match dao::member(state, dao, account).map(|row| row.standing) {
        Some(Standing::Admitted | Standing::Joined) => Ok(()),
        _ => Err(Refusal::EarnersBelong { account }),
    }
}

/// The place of the verifier by which somebody attests, if they do.
pub(crate) fn attests(programme: &Programme, account: AccountId) -> Option<(u8, u128, u32)> {
    let mut all = (0u8..).zip(programme.terms.verifiers.iter());
    all.find_map(|(place, verifier)| match verifier {
        Verifier::Attestors { accounts, bond, rate } if accounts.contains(&account) => {
            Some((place, *bond, *rate))
        }
        _ => None,
    })
}

/// The account that signed, where it may read the DAO or attests for this programme: keys of games and
/// sensors need not belong.
pub(super) fn attestor(
    ctx: &Ctx<'_>,
    dao: DaoId,
    programme: u64,
) -> Result<(AccountId, (u8, u128, u32)), Refused> {
    let row = ctx.state.earn.programmes.get(&(dao, programme));
    let named = ctx.origin().account().zip(row);
    let named = named.and_then(|(account, row)| Some((account, attests(row, account)?)));
    if let Some(named) = named {
        return Ok(named);
    }
    let account = dao::reader(ctx, dao)?;
    self::programme(ctx.state, dao, programme)?;
    Err(Refusal::NotAnAttestor { account }.into())
}

/// Whether somebody put money in trust for a programme, as far as any of it is left.
pub(super) fn funds(state: &State, (dao, programme): (DaoId, u64), account: AccountId) -> bool {
    let mut all =
        state.earn.programme_funds.range((dao, programme, 0)..=(dao, programme, u64::MAX));
    all.any(|(_, fund)| fund.by == Some(account))
}
