//! Suspend, resume or close a role.

use alloc::vec::Vec;

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::{acting_dao, holding, steps};
use crate::dao::rules::roles::{RoleState, holders, role};
use crate::dao::{Event, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::{Effects, Office};
use crate::kernel::refusal::{Broken, Refused};

/// Set a role
///
/// Suspends a role until it is active again, or closes it for good. Nobody acts by it meanwhile,
/// and it weighs nothing; what it could pay stays promised to it until it is closed.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "set-role",
    he = "מצב של תפקיד",
    says_en = "Set role { $role } to: { $state }.",
    says_he = "לקבוע לתפקיד { $role } את המצב: { $state }.",
    by(Dao),
    track = Role,
    cost(20_000, 10, 0)
)]
pub(crate) struct SetRole {
    /// Its number.
    #[he("מספר התפקיד")]
    pub(crate) role: u32,
    /// How it is to be.
    #[he("המצב")]
    pub(crate) state: RoleState,
}

impl Action for SetRole {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.roles.insert((dao, Office::Role(self.role)));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let dao = acting_dao(ctx)?;
        let row = role(ctx.state, dao, self.role)?;
        if holding::changes(row, self.state) {
            Ok(dao)
        } else {
            Err(Refusal::RoleNotActive { role: self.role }.into())
        }
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (Self { role, state }, now) = (self, ctx.now());
        ctx.state.dao.roles.update(&(dao, role), |row| (row.state, row.since) = (state, now));
        let all: Vec<_> = holders(ctx.state, dao, role).map(|(account, _)| account).collect();
        for account in all {
            steps::weigh_roles(ctx, (dao, account))?;
        }
        ctx.emit(&Event::RoleSet { dao, role, state });
        Ok(())
    }
}
