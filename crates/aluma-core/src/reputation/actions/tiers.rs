//! Tiers as they are reached.

use aluma_types::{AccountId, DaoId};

use crate::kernel::ctx::Ctx;
use crate::reputation::types::{Area, Reached, Tier, domain_of};
use crate::reputation::{self, Event, Fact};

/// Books that a tier lapsed, before points are added: points only fade in between, so whoever fell below
/// what keeps it is below it now, and it is reached anew and not by 70 % of it.
pub(crate) fn lapse(ctx: &mut Ctx<'_>, (dao, account, area): (DaoId, AccountId, Area)) {
    let key = (dao, area, account);
    let Some(row) = ctx.state.reputation.tiers.get(&key).copied() else { return };
    let kept = reputation::kept(ctx.state, (dao, domain_of(area), account), ctx.now());
    if kept < row.tier {
        ctx.state.reputation.tiers.put(key, Reached { tier: kept, ..row });
    }
}

/// Books the tier that somebody has reached by now, where it is higher than before: what is kept of
/// it later depends on that.
pub(crate) fn note(ctx: &mut Ctx<'_>, (dao, account, area): (DaoId, AccountId, Area)) -> bool {
    let (now, domain) = (ctx.now(), domain_of(area));
    let reached = reputation::reached(ctx.state, (dao, domain, account), now);
    let key = (dao, area, account);
    let before = ctx.state.reputation.tiers.get(&key).copied();
    if reached <= before.map_or(Tier::Member, |row| row.tier) {
        return false;
    }
    let steward_until = before.and_then(|row| row.steward_until);
    let row = Reached { tier: reached, since: now, steward_until };
    ctx.state.reputation.tiers.put(key, row);
    ctx.emit(&Event { dao, fact: Fact::TierReached { account, domain, tier: reached } });
    true
}
