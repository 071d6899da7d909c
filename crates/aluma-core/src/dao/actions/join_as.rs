//! Register oneself as a stakeholder.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::{signer, steps};
use crate::dao::types::{Stake, Standing};
use crate::dao::{Refusal, charter, flag, member};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Join as a stakeholder
///
/// Where the charter lets whoever has to do with the community register themselves. You get a voice
/// and no vote: you answer polls that are for stakeholders, read what everybody reads, and leave
/// when you like.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "join-as",
    he = "הצטרפות כבעלי עניין",
    says_en = "Join { $dao } as a stakeholder, with a voice and without a vote: { $stake }.",
    says_he = "להצטרף אל { $dao } בין בעלי העניין, עם קול מייעץ ובלי זכות הצבעה: { $stake }.",
    by(Member),
    cost(4_000, 10, 0)
)]
pub(crate) struct JoinAs {
    /// Which DAO.
    #[he("איזה ארגון")]
    pub(crate) dao: DaoId,
    /// What you have to do with it.
    #[he("הזיקה לקהילה")]
    pub(crate) stake: Stake,
}

impl Action for JoinAs {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, bool);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, account) = (self.dao, signer(ctx)?);
        steps::known(ctx.state, dao, account)?;
        if !flag(ctx.state, dao, &charter::STAKEHOLDERS) {
            return Err(Refusal::NotByThemselves.into());
        }
        steps::not_expelled(ctx, (dao, account))?;
        match member(ctx.state, dao, account).map(|row| row.standing) {
            None | Some(Standing::Left | Standing::Expelled) => Ok((account, false)),
            // What the DAO let them read they go on reading.
            Some(Standing::Stakeholder { stake, reads }) if stake != self.stake => {
                Ok((account, reads))
            }
            Some(_) => Err(Refusal::AlreadyMember.into()),
        }
    }

    fn apply(self, (account, reads): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        steps::register(ctx, (self.dao, account), self.stake, reads);
        Ok(())
    }
}
