//! One verb per file.

mod add_key;
mod claim;
mod grant_key;
mod revoke_key;

pub(crate) use add_key::AddKey;
pub(crate) use claim::Claim;
pub(crate) use grant_key::GrantKey;
#[cfg(test)]
pub(crate) use grant_key::GrantedRole;
pub(crate) use revoke_key::RevokeKey;

use aluma_types::{AccountId, PublicKey, Turn};

use crate::identity::refusals::Refusal;
use crate::identity::{accounts_of, keys_of};
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

/// Whether the signer may get another key in this turn.
fn may_add(ctx: &Ctx<'_>, key: &PublicKey, sequence: Turn) -> Result<NewKey, Refused> {
    let Origin::Member { account: id, key: by, .. } = ctx.origin() else {
        return Err(KernelRefusal::NotYoursToDo { action: "sign" }.into());
    };
    let account =
        crate::identity::account(ctx.state, id).ok_or(Refusal::NoSuchAccount { account: id })?;
    in_turn(account.sequence, sequence)?;
    if accounts_of(ctx.state, key).any(|(holder, _)| holder == id) {
        return Err(Refusal::KeyAlreadyThere.into());
    }
    let there = keys_of(ctx.state, id).count();
    if there >= usize::from(MAX_KEYS) || account.keys == u16::MAX {
        return Err(Refusal::TooManyKeys { limit: MAX_KEYS }.into());
    }
    Ok(NewKey { account: id, number: account.keys, by })
}

/// Whether a change comes in the turn that its signer meant.
fn in_turn(turn: u64, named: Turn) -> Result<(), Refused> {
    if named.0 == turn { Ok(()) } else { Err(Refusal::NotItsTurn { turn }.into()) }
}
