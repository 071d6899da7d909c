//! Take an expulsion back.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId};

use super::{acting_dao, steps};
use crate::dao::rules::expelling::expulsion;
use crate::dao::types::{PROSE_BYTES, Standing};
use crate::dao::{Event, HEAD, Refusal, member};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};

/// Take an expulsion back
///
/// Whoever was expelled stands as before, and a vote that was taken counts in full at once; whoever
/// vouched for them may invite again. An appeal proposes this, and so may any member.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "reinstate",
    he = "ביטול הוצאה",
    says_en = "Take the expulsion of { $account } back. Reason: { $reason }",
    says_he = "לבטל את ההוצאה של { $account } מן הקהילה. נימוק: { $reason }",
    by(Dao),
    track = Role,
    cost(5_000, 10, 0)
)]
pub(crate) struct Reinstate {
    /// Who.
    #[he("את מי")]
    pub(crate) account: AccountId,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Body<PROSE_BYTES>>,
}

impl Action for Reinstate {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, Standing);

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.members.insert((dao, self.account));
        effects.admits.insert((dao, self.account));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, account) = (acting_dao(ctx)?, self.account);
        match expulsion(ctx.state, (dao, account)) {
            Some(row) => Ok((dao, row.before)),
            None => Err(Refusal::NotExpelled { account }.into()),
        }
    }

    fn apply(self, (dao, standing): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let account = self.account;
        let key = (dao, account);
        if let Some(row) = ctx.state.dao.expulsions.remove(&key) {
            ctx.cancel(row.task);
        }
        let inviter = member(ctx.state, dao, account).and_then(|row| row.inviter);
        steps::stand(ctx, key, standing, (inviter, None));
        if standing == Standing::Admitted {
            // What should not have been taken does not age a second time.
            steps::set_head(ctx, key, HEAD, true)?;
        }
        ctx.emit(&Event::MemberReinstated { dao, account, standing });
        Ok(())
    }
}
