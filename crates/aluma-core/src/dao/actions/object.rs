//! Object to an application.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId};

use super::{signer, steps};
use crate::dao::types::{PROSE_BYTES, Standing};
use crate::dao::{Event, Refusal, is_admitted, member};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Object to an application
///
/// It is then no longer granted by itself: the members vote on it. One objection is enough.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "object",
    he = "התנגדות לבקשת הצטרפות",
    says_en = "Object to the application of { $account } to { $dao }, so that the members vote \
               on it. Reason: { $reason }.",
    says_he = "להתנגד לבקשת ההצטרפות של { $account } אל { $dao }, כך שהחברים יצביעו עליה. \
               נימוק: { $reason }.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct Object {
    /// Which DAO.
    #[he("איזה ארגון")]
    pub(crate) dao: DaoId,
    /// Whose application.
    #[he("של מי")]
    pub(crate) account: AccountId,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Body<PROSE_BYTES>>,
}

impl Action for Object {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let by = signer(ctx)?;
        let (dao, account) = (self.dao, self.account);
        steps::known(ctx.state, dao, by)?;
        if !is_admitted(ctx.state, dao, by) {
            return Err(Refusal::NotAdmitted.into());
        }
        match member(ctx.state, dao, account).map(|row| row.standing) {
            Some(Standing::Applicant { until: Some(closed_at) }) if ctx.now() > closed_at => {
                Err(Refusal::ObjectionsClosed { closed_at }.into())
            }
            Some(Standing::Applicant { until: Some(_) }) => Ok(by),
            Some(Standing::Applicant { until: None }) => {
                Err(Refusal::AwaitsVote { account }.into())
            }
            _ => Err(Refusal::NoSuchApplicant { account }.into()),
        }
    }

    fn apply(self, by: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, account, reason } = self;
        let words = member(ctx.state, dao, account).map_or((None, None), |r| (r.inviter, r.note));
        steps::stand(ctx, (dao, account), Standing::Applicant { until: None }, words);
        ctx.emit(&Event::ObjectionMade { dao, account, by, reason });
        Ok(())
    }
}
