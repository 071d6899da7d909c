//! Domains and roles that begin with their community, as far as this folder knows them: founding
//! itself lies to the right, where pots and assets are.

use alloc::vec::Vec;

use aluma_types::{Amount, AssetId, DaoId, List, PotId};

use super::define_role::{are_for_roles, put_role};
use super::domains::{NewDomain, open_domain};
use super::give_role::give;
use crate::dao::Refusal;
use crate::dao::rules::roles::{
    Giver, MAX_DEPTH, MAX_HOLDERS, PERIODS, Role, RoleLimit, RoleState, bad_limit, longest_term,
};
use crate::dao::types::{FirstDomain, FirstRole, Firsts};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// A role that begins, and whether its community's founders hold it at first.
pub(crate) type Beginning = (Role, bool);

/// Whether domains and roles may begin so; the roles, with what their limits are of.
///
/// # Errors
/// The first domain, then the first role, that names what is not there or breaks a limit.
pub(crate) fn may_begin(
    ctx: &Ctx<'_>,
    firsts: &Firsts,
    asset_of: impl Fn(&str) -> Option<AssetId>,
) -> Result<Vec<Beginning>, Refused> {
    let mut depths: Vec<usize> = Vec::new();
    for first in &firsts.domains {
        let above = first.parent.map_or(Ok(0), |parent| depth_of(&depths, parent))?;
        if above >= MAX_DEPTH {
            return Err(Refusal::DomainTooDeep { limit: MAX_DEPTH as u32 }.into());
        }
        depths.push(above.saturating_add(1));
    }
    let begins = |first: &FirstRole| {
        first.domain.map_or(Ok(0), |domain| depth_of(&depths, domain))?;
        are_for_roles(ctx, &first.may)?;
        // Whoever founds signs together; a role has room for so many.
        if first.for_founders && ctx.cosigners().len() >= MAX_HOLDERS as usize {
            return Err(Refusal::TooManyRoles { limit: MAX_HOLDERS }.into());
        }
        Ok((role(ctx, first, &asset_of)?, first.for_founders))
    };
    firsts.roles.iter().map(begins).collect()
}

/// How deep the domain at a place lies, which stands before whoever asks.
fn depth_of(depths: &[usize], place: u32) -> Result<usize, Refusal> {
    let at = usize::try_from(place).ok().and_then(|place| place.checked_sub(1));
    let depth = at.and_then(|at| depths.get(at)).copied();
    depth.ok_or(Refusal::NoSuchDomain { domain: place })
}

/// The role as it will be kept.
fn role(
    ctx: &Ctx<'_>,
    first: &FirstRole,
    asset_of: impl Fn(&str) -> Option<AssetId>,
) -> Result<Role, Refusal> {
    let mut limits = List::default();
    for (place, limit) in (1u64..).zip(first.limits.iter()) {
        let asset = asset_of(limit.symbol.as_str()).ok_or(Refusal::NotIssuedHere { place })?;
        limits.push(RoleLimit { amount: Amount { asset, units: limit.units }, per: limit.per });
    }
    if let Some(place) = bad_limit(&limits) {
        let (least, most) = PERIODS;
        return Err(Refusal::BadRoleLimit { place, least, most });
    }
    let FirstRole { domain, name, duty, for_members, weighs, .. } = *first;
    let (may, state, since) = (first.may.clone(), RoleState::Active, ctx.now());
    Ok(Role { domain, name, duty, may, limits, for_members, weighs, state, since })
}

/// Makes the domains, each with its pot, and the roles, and gives these to the founders as long as
/// charter and domain let. Only after [`may_begin`], when the founders are members.
///
/// # Errors
/// [`Broken`] where the ledger's own order of blocks is broken.
pub(crate) fn begin(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    domains: Vec<(FirstDomain, PotId)>,
    roles: Vec<Beginning>,
) -> Result<(), Broken> {
    for (number, (first, pot)) in (1u32..).zip(domains) {
        let FirstDomain { parent, name, purpose, .. } = first;
        let new = NewDomain { number, parent, name, purpose, longest_term: None };
        open_domain(ctx, dao, new, pot);
    }
    let mut founders = ctx.cosigners().to_vec();
    founders.extend(ctx.origin().account());
    founders.sort_unstable();
    for (number, (role, for_founders)) in (1u32..).zip(roles) {
        let lasts = longest_term(ctx.state, dao, role.domain);
        put_role(ctx, (dao, number), role);
        for founder in founders.iter().filter(|_| for_founders) {
            give(ctx, (dao, number, *founder), (Giver::Founding, None), lasts)?;
        }
    }
    Ok(())
}
