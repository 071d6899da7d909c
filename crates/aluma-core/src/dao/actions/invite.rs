//! Invite people to a DAO, or to the ledger.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, Hash32, Span};

use super::{signer, steps};
use crate::dao::rules::expelling;
use crate::dao::tasks::EndInvitation;
use crate::dao::types::Invitation;
use crate::dao::{Event, Refusal, charter, flag, is_admitted};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// People whom one invitation may bring.
const MAX_USES: u32 = 1_000;
/// How long an invitation may stand.
const MAX_DAYS: u32 = 90;
/// Invitations that one account may have open.
pub(crate) const MAX_OPEN: u32 = 50;

/// Invite people
///
/// One link for one person or for many, until it is used up or runs out. Whoever uses it without an
/// account gets one. Where you vouch, they are members with a vote at once; otherwise the DAO's
/// joining rule decides. Without a DAO the invitation leads to the ledger only.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "invite",
    he = "הזמנה",
    says_en = "Invite up to { $uses } people { $dao_key ->\n    [none] to this ledger\n   \
               *[other] to { $dao }\n} for { $valid_for }. { $vouch_key ->\n    \
               [yes] I vouch for them.\n   *[other] Without vouching for them.\n} \
               The invitation is known by { $secret }.",
    says_he = "להזמין עד { $uses } אנשים { $dao_key ->\n    [none] אל הפנקס הזה\n   \
               *[other] אל { $dao }\n} למשך { $valid_for }. { $vouch_key ->\n    \
               [yes] בערבותי.\n   *[other] בלי לערוב להם.\n} \
               ההזמנה מוכרת לפי { $secret }.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct Invite {
    /// Where to; nothing is the ledger itself.
    #[he("לאן")]
    pub(crate) dao: Option<DaoId>,
    /// The Ed25519 public key of the invitation's one-time secret.
    #[he("המפתח הציבורי של הסוד")]
    pub(crate) secret: Hash32,
    /// How many people may use it, up to 1,000.
    #[he("כמה אנשים")]
    pub(crate) uses: u32,
    /// How long it stands, up to 90 days.
    #[he("לכמה זמן")]
    pub(crate) valid_for: Span,
    /// Whether you vouch for whoever uses it.
    #[he("בערבותי")]
    pub(crate) vouch: bool,
}

impl Action for Invite {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let inviter = signer(ctx)?;
        let longest = Span::days(u64::from(MAX_DAYS));
        let fits = (1..=MAX_USES).contains(&self.uses) && self.valid_for <= longest;
        if !fits || self.valid_for == Span(0) {
            return Err(Refusal::InvitationTooWide { uses: MAX_USES, days: MAX_DAYS }.into());
        }
        if let Some(dao) = self.dao {
            steps::known(ctx.state, dao, inviter)?;
            if !is_admitted(ctx.state, dao, inviter) {
                return Err(Refusal::NotAdmitted.into());
            }
            if let Some(until) = expelling::barred(ctx.state, (dao, inviter), ctx.now()) {
                return Err(Refusal::MayNotInvite { until }.into());
            }
        }
        let may_vouch = self.dao.is_some_and(|dao| flag(ctx.state, dao, &charter::VOUCHING));
        if self.vouch && !may_vouch {
            return Err(Refusal::NoVouching.into());
        }
        if ctx.state.dao.invitations.contains(&self.secret) {
            return Err(Refusal::InvitationThere.into());
        }
        if ctx.state.dao.invitations.index().of(inviter).count() >= MAX_OPEN as usize {
            return Err(Refusal::TooManyInvitations { limit: MAX_OPEN }.into());
        }
        Ok(inviter)
    }

    fn apply(self, inviter: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, secret, uses, vouch, valid_for } = self;
        let until = ctx.now().after(valid_for);
        let task = ctx.schedule(due_at(until), dao, &EndInvitation { secret });
        let row = Invitation { dao, inviter, uses, until, vouch, task };
        ctx.state.dao.invitations.put(secret, row);
        ctx.emit(&Event::InvitationMade { dao, inviter, uses, until });
        Ok(())
    }
}
