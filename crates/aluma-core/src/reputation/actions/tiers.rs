//! Tiers as they are reached.

use aluma_types::{AccountId, DaoId};

use crate::kernel::ctx::Ctx;
use crate::reputation::types::{Area, Reached, Tier, domain_of};
use crate::reputation::{self, Event, Fact};

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
