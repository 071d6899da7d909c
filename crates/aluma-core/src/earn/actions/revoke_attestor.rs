//! Revoke an attestor.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::{freezing, purse, steps};
use crate::dao;
use crate::earn::types::Reason;
use crate::earn::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Revoke an attestor
///
/// They attest no more: the community says so, or they themselves. Where the community does, what they spoke
/// for and is not paid waits for its judgement; where nobody judges in time, it returns. Their bond returns
/// when they answer for nothing any more.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "revoke-attestor",
    he = "הסרת מאמת",
    says_en = "Revoke { $account } as an attestor of programme { $programme } of { $dao }. \
               Reason: { $reason }.",
    says_he = "להסיר את { $account } מן המאמתים של תוכנית { $programme } של { $dao }. \
               נימוק: { $reason }.",
    by(Member, Dao, Role),
    track = Tip,
    cost(6_000, 10, 0)
)]
pub(crate) struct RevokeAttestor {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The programme.
    #[he("מספר התוכנית")]
    pub(crate) programme: u64,
    /// Who.
    #[he("מי")]
    pub(crate) account: AccountId,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Reason>,
}

impl Action for RevokeAttestor {
    const ACTION: &'static ActionSpec = Self::ACTION;
    /// Whether what they spoke for waits.
    type Plan = bool;

    fn check(&self, ctx: &Ctx<'_>) -> Result<bool, Refused> {
        let Self { dao, programme, account, .. } = *self;
        let freezes = match ctx.origin().acts_for() {
            Some((acting, _)) if acting == dao => true,
            Some(_) => return Err(dao::Refusal::NoSuchDao.into()),
            None => {
                let (signer, _) = steps::attestor(ctx, dao, programme)?;
                if signer != account {
                    return Err(Refusal::NotAnAttestor { account }.into());
                }
                false
            }
        };
        let row = steps::programme(ctx.state, dao, programme)?;
        if steps::attests(row, account).is_none() {
            return Err(Refusal::NotAnAttestor { account }.into());
        }
        let attestor = ctx.state.earn.attestors.get(&(dao, programme, account));
        if attestor.is_some_and(|attestor| attestor.revoked) {
            return Err(Refusal::AttestorIsRevoked { account }.into());
        }
        Ok(freezes)
    }

    fn apply(self, freezes: bool, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, programme, account, reason } = self;
        let slot = (dao, programme, account);
        let mut row = ctx.state.earn.attestors.get(&slot).copied().unwrap_or_default();
        row.revoked = true;
        ctx.state.earn.attestors.put(slot, row);
        ctx.emit(&Event { dao, fact: Fact::AttestorRevoked { programme, account, reason } });
        if freezes {
            freezing::all_of(ctx, slot)?;
        }
        purse::settle_bond(ctx, (dao, programme), account)
    }
}
