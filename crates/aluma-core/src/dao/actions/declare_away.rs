//! Be away for a time.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, Span};

use super::{signer, steps};
use crate::dao::rules::away::{Away, SHORTEST};
use crate::dao::tasks::EndAway;
use crate::dao::{Event, Refusal, charter, is_admitted, span};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// Be away for a time
///
/// Members see until when. Your vote stays: you count in every quorum, are waited for like
/// everybody, and may vote at any time, which says that you are back. Said again, it counts from
/// then. Lend your vote to somebody meanwhile if it should be cast.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "declare-away",
    he = "הודעת היעדרות",
    says_en = "Say in { $dao } that I am away for { $lasts }.",
    says_he = "להודיע בקהילה { $dao } על היעדרות שלי למשך { $lasts }.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct DeclareAway {
    /// Which DAO.
    #[he("איזה ארגון")]
    pub(crate) dao: DaoId,
    /// For how long: a day at least, and as the charter says at most.
    #[he("לכמה זמן")]
    pub(crate) lasts: Span,
}

impl Action for DeclareAway {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (dao, account) = (self.dao, signer(ctx)?);
        steps::known(ctx.state, dao, account)?;
        if !is_admitted(ctx.state, dao, account) {
            return Err(Refusal::NotAdmitted.into());
        }
        let (least, most) = (SHORTEST, span(ctx.state, dao, &charter::ABSENCE));
        if self.lasts < least || self.lasts > most {
            return Err(Refusal::AbsenceOutOfRange { least, most }.into());
        }
        Ok(account)
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (dao, since) = (self.dao, ctx.now());
        let until = since.after(self.lasts);
        steps::come_back(ctx, (dao, account))?;
        let task = ctx.schedule(due_at(until), Some(dao), &EndAway { dao, account });
        ctx.state.dao.away.put((dao, account), Away { since, until, task });
        ctx.emit(&Event::MemberAway { dao, account, until });
        Ok(())
    }
}
