//! Be back sooner.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::{signer, steps};
use crate::dao::rules::away::away;
use crate::dao::{Refusal, back};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Be back sooner
///
/// Ends an absence before its time. A ballot does the same.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "come-back",
    he = "חזרה מהיעדרות",
    says_en = "Say in { $dao } that I am back.",
    says_he = "להודיע בקהילה { $dao } על חזרתי.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct ComeBack {
    /// Which DAO.
    #[he("איזה ארגון")]
    pub(crate) dao: DaoId,
}

impl Action for ComeBack {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (dao, account) = (self.dao, signer(ctx)?);
        steps::known(ctx.state, dao, account)?;
        match away(ctx.state, dao, account) {
            Some(row) if ctx.now() <= row.until => Ok(account),
            _ => Err(Refusal::NotAway.into()),
        }
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        back(ctx, self.dao, account)
    }
}
