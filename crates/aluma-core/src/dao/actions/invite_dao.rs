//! Invite another DAO to join.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, Span};

use super::{signer, steps};
use crate::dao::rules::expelling;
use crate::dao::rules::peers::{Guest, MAX_GUESTS, guests};
use crate::dao::tasks::EndGuest;
use crate::dao::{Event, Refusal, charter, flag, is_admitted, known};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// The longest that it may stand.
const LONGEST: Span = Span::days(90);

/// Invite a DAO
///
/// Another community may join, by a proposal or a role of its own, until the time is over. Where you
/// vouch, it is a member with a vote at once; otherwise the joining rule decides. Said again it
/// counts from then.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "invite-dao",
    he = "הזמנת ארגון",
    says_en = "Invite { $guest } to join { $dao }, within { $valid_for }. Vouch for it: { $vouch }.",
    says_he = "להזמין את הקהילה { $guest } להצטרף אל { $dao } בתוך { $valid_for }. בערבותי: { $vouch }.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct InviteDao {
    /// Where to.
    #[he("לאן")]
    pub(crate) dao: DaoId,
    /// Which DAO.
    #[he("את מי")]
    pub(crate) guest: DaoId,
    /// How long it stands, up to 90 days.
    #[he("לכמה זמן")]
    pub(crate) valid_for: Span,
    /// Whether you vouch for it.
    #[he("בערבותי")]
    pub(crate) vouch: bool,
}

impl Action for InviteDao {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (dao, guest, inviter) = (self.dao, self.guest, signer(ctx)?);
        if self.valid_for == Span(0) || self.valid_for > LONGEST {
            return Err(Refusal::InvitationTooWide { uses: 1, days: 90 }.into());
        }
        steps::known(ctx.state, dao, inviter)?;
        if !is_admitted(ctx.state, dao, inviter) {
            return Err(Refusal::NotAdmitted.into());
        }
        known(ctx, guest)?;
        if guest == dao {
            return Err(Refusal::OwnMember.into());
        }
        if let Some(until) = expelling::barred(ctx.state, (dao, inviter), ctx.now()) {
            return Err(Refusal::MayNotInvite { until }.into());
        }
        if self.vouch && !flag(ctx.state, dao, &charter::VOUCHING) {
            return Err(Refusal::NoVouching.into());
        }
        let is_there = ctx.state.dao.guests.contains(&(dao, guest));
        if !is_there && guests(ctx.state, dao) >= MAX_GUESTS {
            return Err(Refusal::TooManyPeers { limit: MAX_GUESTS as u64 }.into());
        }
        Ok(inviter)
    }

    fn apply(self, inviter: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, guest, vouch, valid_for } = self;
        let until = ctx.now().after(valid_for);
        steps::forget_guest(ctx, (dao, guest));
        let task = ctx.schedule(due_at(until), Some(dao), &EndGuest { dao, guest });
        ctx.state.dao.guests.put((dao, guest), Guest { inviter, until, vouch, task });
        ctx.emit(&Event::DaoInvited { dao, guest, inviter, until });
        Ok(())
    }
}
