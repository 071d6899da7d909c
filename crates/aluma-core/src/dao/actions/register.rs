//! Register a stakeholder.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::{acting_dao, steps};
use crate::dao::types::{Stake, Standing};
use crate::dao::{Refusal, member};
use crate::identity;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};

/// Register a stakeholder
///
/// A supporter, a beneficiary, a customer or a neighbour gets a voice and no vote: they read what
/// members read and answer polls that are for stakeholders, count in no total, and leave when they
/// like.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "register",
    he = "רישום בעלי עניין",
    says_en = "Register { $account } as a stakeholder, with a voice and without a vote: { $stake }.",
    says_he = "לרשום את { $account } בין בעלי העניין, עם קול מייעץ ובלי זכות הצבעה: { $stake }.",
    by(Dao, Role),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct Register {
    /// Who.
    #[he("את מי")]
    pub(crate) account: AccountId,
    /// What they have to do with the DAO.
    #[he("הזיקה לקהילה")]
    pub(crate) stake: Stake,
}

impl Action for Register {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.members.insert((dao, self.account));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let account = self.account;
        if !identity::exists(ctx.state, account) {
            return Err(identity::Refusal::NoSuchAccount { account }.into());
        }
        let dao = acting_dao(ctx)?;
        steps::not_expelled(ctx, (dao, account))?;
        let now = Standing::Stakeholder { stake: self.stake, reads: true };
        match member(ctx.state, dao, account).map(|row| row.standing) {
            None | Some(Standing::Left | Standing::Expelled) => Ok(dao),
            Some(before @ Standing::Stakeholder { .. }) if before != now => Ok(dao),
            Some(_) => Err(Refusal::AlreadyMember.into()),
        }
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        steps::register(ctx, (dao, self.account), self.stake, true);
        Ok(())
    }
}
