//! What several actions ask before they write.

use aluma_types::{AccountId, Amount, AssetId, DaoId, PotId, ProposalId, Span};

use crate::dao;
use crate::identity::Refusal as IdentityRefusal;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Refused;
use crate::registry::State;
use crate::treasury;
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::flows;
use crate::treasury::types::{Asset, Committed, GENERAL, Holding, Owner, Place, Recipient};

/// Who pays, and from where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Payer {
    pub(super) from: Place,
    /// The DAO, and the proposal that says so, where a DAO pays; a role pays without one.
    pub(super) by: Option<(DaoId, Option<ProposalId>)>,
}

/// The place that the origin may pay from: a member's own account, or a pot of the DAO.
pub(super) fn payer(ctx: &Ctx<'_>, from: Option<PotId>) -> Result<Payer, Refused> {
    if let Some(by) = ctx.origin().acts_for() {
        let pot = existing_pot(ctx.state, by.0, from.unwrap_or(GENERAL))?;
        return Ok(Payer { from: Place::Pot { dao: by.0, pot }, by: Some(by) });
    }
    match (ctx.origin(), from) {
        (Origin::Member { account, .. }, None) => {
            Ok(Payer { from: Place::Account { account }, by: None })
        }
        (Origin::Member { .. }, Some(_)) => Err(Refusal::OnlyTheDao { field: "from" }.into()),
        _ => Err(not_yours("transfer")),
    }
}

/// The DAO that acts, and the proposal that says so; a role acts without one.
pub(super) fn author(
    ctx: &Ctx<'_>,
    action: &'static str,
) -> Result<(DaoId, Option<ProposalId>), Refused> {
    ctx.origin().acts_for().ok_or_else(|| not_yours(action))
}

pub(super) fn not_yours(action: &'static str) -> Refused {
    KernelRefusal::NotYoursToDo { action }.into()
}

/// An asset that is there and that whoever acts may know of: an asset of their own, of a DAO that
/// is not closed to them, or one they have. What is closed is told like what is not there.
pub(super) fn existing_asset<'c>(ctx: &'c Ctx<'_>, asset: AssetId) -> Result<&'c Asset, Refused> {
    let row = treasury::asset(ctx.state, asset).filter(|row| {
        let acts = ctx.origin().acts_for();
        let has = acts.is_some_and(|(dao, _)| dao == row.dao || has_holding(ctx.state, dao, asset));
        has || treasury::knows(&ctx.look(), asset)
    });
    row.ok_or_else(|| Refusal::NoSuchAsset { asset }.into())
}

fn has_holding(state: &State, dao: DaoId, asset: AssetId) -> bool {
    let mut pots = state.treasury.pots.range((dao, PotId(0))..=(dao, PotId(u64::MAX)));
    pots.any(|((_, pot), _)| state.treasury.holdings.contains(&(dao, *pot, asset)))
}

pub(super) fn existing_pot(state: &State, dao: DaoId, pot: PotId) -> Result<PotId, Refused> {
    let there = state.treasury.pots.contains(&(dao, pot));
    if there { Ok(pot) } else { Err(Refusal::no_pot(dao, pot).into()) }
}

/// The place of a recipient that is there and whom the origin may see.
pub(super) fn existing_recipient(ctx: &Ctx<'_>, to: Recipient) -> Result<Place, Refused> {
    match to {
        Recipient::Account { account } => receiving_account(ctx.state, account)?,
        Recipient::Pot { dao, pot } => {
            dao::known(ctx, dao)?;
            let is_own = matches!(ctx.origin(), Origin::Dao { dao: acting, .. } if acting == dao);
            if !is_own && !dao::sees_inside(&ctx.look(), dao) {
                return Err(Refusal::no_pot(dao, pot).into());
            }
            existing_pot(ctx.state, dao, pot)?;
        }
    }
    Ok(to.into())
}

pub(super) fn existing_account(state: &State, account: AccountId) -> Result<(), Refused> {
    if crate::identity::exists(state, account) {
        Ok(())
    } else {
        Err(IdentityRefusal::NoSuchAccount { account }.into())
    }
}

/// An account that is there and that units can be given to: a DAO's money lies in its pots, and
/// nobody could take it out of the account that stands for it.
pub(super) fn receiving_account(state: &State, account: AccountId) -> Result<(), Refused> {
    existing_account(state, account)?;
    match crate::identity::dao_of(state, account) {
        Some(_) => Err(dao::Refusal::HasPots { account }.into()),
        None => Ok(()),
    }
}

/// Whether the place has so much to give: an account its balance, a pot what is free in it, and a
/// DAO no more than its charter lets leave.
pub(super) fn payable(
    ctx: &Ctx<'_>,
    payer: Payer,
    amount: Amount,
    leaves: bool,
) -> Result<(), Refused> {
    let Amount { asset, units } = amount;
    match payer.from {
        Place::Account { account } => {
            let has = Amount { asset, units: treasury::balance(ctx.state, account, asset) };
            if has.units < units {
                return Err(Refusal::NotEnough { asked: amount, has }.into());
            }
        }
        Place::Pot { dao, pot } => {
            let units = flows::free_in(ctx.state, (dao, pot, asset), ctx.now());
            let free = Amount { asset, units };
            if free.units < amount.units {
                return Err(Refusal::NotEnoughFree { asked: amount, free, pot: pot.0 }.into());
            }
        }
        _ => return Err(not_yours("transfer")),
    }
    match payer.by {
        Some((dao, _)) if leaves => within_velocity(ctx, dao, amount),
        _ => Ok(()),
    }
}

/// Whether so much may leave now. Governance has asked already with the smaller base of proposal
/// and enactment; asked again here, no other path can lead around it. What left in this very block
/// belongs to the base, or else the second of two payments in one enactment would find less room
/// than was promised to both. What a role may pay was counted when it was defined: it stands in
/// nobody's way but the role's own.
pub(super) fn within_velocity(ctx: &Ctx<'_>, dao: DaoId, amount: Amount) -> Result<(), Refused> {
    let Amount { asset, units } = amount;
    let before = ctx.now().before(Span(1));
    let left = treasury::committed(ctx.state, (dao, asset), before, Committed::All);
    let base = treasury::free(ctx.state, (dao, asset), ctx.now()).saturating_add(left);
    let role = match ctx.origin() {
        Origin::Role { role, .. } => Some(role),
        _ => None,
    };
    let room = treasury::room_of(ctx.state, (dao, asset), (ctx.now(), role), base);
    if units > room {
        let room = Amount { asset, units: room };
        return Err(Refusal::BeyondVelocity { asked: amount, room }.into());
    }
    Ok(())
}

pub(super) fn holding(state: &State, dao: DaoId, pot: PotId, asset: AssetId) -> Holding {
    state.treasury.holdings.get(&(dao, pot, asset)).copied().unwrap_or_default()
}

/// Whether an owner of an item is there and the origin may know of them.
pub(super) fn existing_owner(ctx: &Ctx<'_>, owner: Owner) -> Result<(), Refused> {
    match owner {
        Owner::Account { account } => receiving_account(ctx.state, account),
        Owner::Dao { dao } => dao::known(ctx, dao).map(|_| ()),
    }
}
