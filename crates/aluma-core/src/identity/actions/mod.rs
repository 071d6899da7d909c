//! One verb per file.

mod add_key;
mod cancel_recovery;
mod claim;
mod grant_key;
mod recover;
mod remove_key;
mod revoke_key;
mod set_guardians;
pub(super) mod steps;
mod veto;

pub(crate) use add_key::AddKey;
pub(crate) use cancel_recovery::CancelRecovery;
pub(crate) use claim::Claim;
pub(crate) use grant_key::GrantKey;
#[cfg(test)]
pub(crate) use grant_key::GrantedRole;
pub(crate) use recover::Recover;
pub(crate) use remove_key::RemoveKey;
pub(crate) use revoke_key::RevokeKey;
pub(crate) use set_guardians::SetGuardians;
pub(crate) use veto::Veto;

use aluma_types::{AccountId, PublicKey, Turn};

use crate::identity::refusals::Refusal;
use crate::identity::{accounts_of, keys_of, turn, under_way};
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Refused;

/// Keys one account may have at a time.
const MAX_KEYS: u16 = 64;

/// The account that signed.
fn signer(ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
    ctx.origin().account().ok_or_else(|| KernelRefusal::NotYoursToDo { action: "sign" }.into())
}

/// A key that may be added: whose, under which number, and which key signed for it.
pub(crate) struct NewKey {
    pub(crate) account: AccountId,
    pub(crate) number: u16,
    pub(crate) by: u16,
}

/// The account and the key that signed.
fn signing(ctx: &Ctx<'_>) -> Result<(AccountId, u16), Refused> {
    match ctx.origin() {
        Origin::Member { account, key, .. } => Ok((account, key)),
        _ => Err(KernelRefusal::NotYoursToDo { action: "sign" }.into()),
    }
}

/// Whether keys and guardians of the signer's account may change in this turn, and by which key
/// they would.
fn may_change(ctx: &Ctx<'_>, sequence: Turn) -> Result<(AccountId, u16), Refused> {
    let (account, by) = signing(ctx)?;
    if let Some(open) = under_way(ctx.state, account) {
        return Err(Refusal::RecoveryUnderWay { until: open.ends }.into());
    }
    let turn = turn(ctx.state, account).0;
    if sequence.0 == turn { Ok((account, by)) } else { Err(Refusal::NotItsTurn { turn }.into()) }
}

/// Whether the signer may get another key in this turn.
fn may_add(ctx: &Ctx<'_>, key: &PublicKey, sequence: Turn) -> Result<NewKey, Refused> {
    let (id, by) = may_change(ctx, sequence)?;
    let account =
        crate::identity::account(ctx.state, id).ok_or(Refusal::NoSuchAccount { account: id })?;
    if accounts_of(ctx.state, key).any(|(holder, _)| holder == id) {
        return Err(Refusal::KeyAlreadyThere.into());
    }
    let there = keys_of(ctx.state, id).count();
    if there >= usize::from(MAX_KEYS) || account.keys == u16::MAX {
        return Err(Refusal::TooManyKeys { limit: MAX_KEYS }.into());
    }
    Ok(NewKey { account: id, number: account.keys, by })
}
