//! Admit somebody by vote.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::{acting_dao, steps};
use crate::dao::types::Standing;
use crate::dao::{Refusal, member};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};

/// Admit somebody
///
/// Whoever applied, or joined without a vote, becomes a member with a vote.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "admit",
    he = "קבלה לחברות",
    says_en = "Admit { $account } as a member with a vote.",
    says_he = "לקבל את { $account } לחברות עם זכות הצבעה.",
    by(Dao),
    track = Role,
    cost(3_000, 10, 0)
)]
pub(crate) struct Admit {
    /// Who is admitted.
    #[he("מי")]
    pub(crate) account: AccountId,
}

impl Action for Admit {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.members.insert((dao, self.account));
        effects.admits.insert((dao, self.account));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let (dao, account) = (acting_dao(ctx)?, self.account);
        match member(ctx.state, dao, account).map(|row| row.standing) {
            Some(Standing::Applicant { .. } | Standing::Joined) => Ok(dao),
            Some(Standing::Admitted) => Err(Refusal::AlreadyMember.into()),
            Some(Standing::Left | Standing::Expelled | Standing::Stakeholder { .. }) | None => {
                steps::not_expelled(ctx, (dao, account))?;
                Err(Refusal::NoSuchApplicant { account }.into())
            }
        }
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        steps::admit_member(ctx, dao, self.account, None)
    }
}
