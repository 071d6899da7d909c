//! Give somebody a role.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId, Span};

use super::holding::{Key, giver, in_reach};
use super::steps;
use crate::dao::rules::roles::{
    Giver, Hold, MAX_HOLDERS, RoleState, eligible, holders, longest_term,
};
use crate::dao::tasks::EndTerm;
use crate::dao::types::PROSE_BYTES;
use crate::dao::{Event, Refusal};
use crate::identity;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::{Effects, Office};
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// Give somebody a role
///
/// From now on and for a term, after which it ends by itself. Everybody sees who gave it, why and
/// until when.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "give-role",
    he = "מינוי לתפקיד",
    says_en = "Give role { $role } to { $to } for { $lasts }. Reason: { $reason }.",
    says_he = "למנות את { $to } לתפקיד { $role } לתקופה של { $lasts }. נימוק: { $reason }.",
    by(Dao, Role),
    track = Role,
    cost(4_000, 10, 0)
)]
pub(crate) struct GiveRole {
    /// The role's number.
    #[he("מספר התפקיד")]
    pub(crate) role: u32,
    /// To whom.
    #[he("למי")]
    pub(crate) to: AccountId,
    /// For how long; as long as charter and domain let unless named.
    #[he("לכמה זמן")]
    pub(crate) lasts: Option<Span>,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Body<PROSE_BYTES>>,
}

/// What is given, by whom, and for how long.
pub(crate) struct Plan {
    key: Key,
    by: Giver,
    lasts: Span,
}

impl Action for GiveRole {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.roles.insert((dao, Office::Held(self.role, self.to)));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let (dao, by) = giver(ctx)?;
        let (role, account) = (self.role, self.to);
        if !identity::exists(ctx.state, account) {
            return Err(identity::Refusal::NoSuchAccount { account }.into());
        }
        let row = in_reach(ctx, (dao, by), role)?;
        if row.state != RoleState::Active {
            return Err(Refusal::RoleNotActive { role }.into());
        }
        let key = (dao, role, account);
        let before = ctx.state.dao.holds.get(&key);
        if before.is_some_and(|hold| ctx.now() <= hold.until) {
            return Err(Refusal::RoleHeld { role, account }.into());
        }
        if !eligible(ctx.state, dao, row, account) {
            return Err(Refusal::NotEligible { role, account }.into());
        }
        let most = longest_term(ctx.state, dao, row.domain);
        let lasts = self.lasts.unwrap_or(most);
        if lasts > most || lasts == Span(0) {
            return Err(Refusal::TermTooLong { most }.into());
        }
        if holders(ctx.state, dao, role).count() >= MAX_HOLDERS as usize {
            return Err(Refusal::TooManyRoles { limit: MAX_HOLDERS }.into());
        }
        Ok(Plan { key, by, lasts })
    }

    fn apply(self, Plan { key, by, lasts }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        give(ctx, key, (by, self.reason), lasts)
    }
}

/// Lets somebody hold a role for a time.
///
/// # Errors
/// [`Broken`] where the ledger's own order of blocks is broken.
pub(super) fn give(
    ctx: &mut Ctx<'_>,
    key: Key,
    (by, reason): (Giver, Option<Body<PROSE_BYTES>>),
    lasts: Span,
) -> Result<(), Broken> {
    let ((dao, role, account), since) = (key, ctx.now());
    let until = since.after(lasts);
    if let Some(over) = ctx.state.dao.holds.get(&key).map(|hold| hold.task) {
        ctx.cancel(over);
    }
    let task = ctx.schedule(due_at(until), Some(dao), &EndTerm { dao, role, account });
    let hold = Hold { by, reason, since, until, good: true, task };
    ctx.state.dao.holds.put(key, hold);
    steps::weigh_roles(ctx, (dao, account))?;
    ctx.emit(&Event::RoleGiven { dao, role, account, hold });
    Ok(())
}
