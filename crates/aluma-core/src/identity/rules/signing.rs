//! Whether a key may sign: what admission asks of identity.

use aluma_types::admission::Inadmissible;
use aluma_types::spec::Hand;
use aluma_types::{AccountId, Payload, PublicKey, Span};

use crate::identity::rules::{About, covers};
use crate::identity::types::{Key, KeyRole};
use crate::kernel::ctx::Env;
use crate::registry::State;

/// The public key that must have signed for an account.
pub(crate) fn public_key(
    state: &State,
    account: AccountId,
    key: u16,
) -> Result<PublicKey, Inadmissible> {
    state.identity.keys.get(&(account, key)).map(|row| row.public).ok_or(Inadmissible::UnknownKey)
}

/// Whether a payload's `valid_until` lies between now and as far ahead as its signer may sign.
pub(crate) fn in_time(env: &Env, payload: &Payload, ahead: Span) -> Result<(), Inadmissible> {
    let until = env.now.after(ahead);
    if payload.valid_until < env.now {
        Err(Inadmissible::Expired)
    } else if payload.valid_until > until {
        Err(Inadmissible::TooFarAhead { until })
    } else {
        Ok(())
    }
}

/// Whether an account's key is there and has not ended.
pub(crate) fn may_sign<'s>(
    state: &'s State,
    env: &Env,
    signer: (AccountId, u16),
) -> Result<&'s Key, Inadmissible> {
    let key = state.identity.keys.get(&signer).ok_or(Inadmissible::UnknownKey)?;
    if key.expires_at.is_some_and(|end| end < env.now) {
        return Err(Inadmissible::KeyRevoked);
    }
    Ok(key)
}

/// Admission of an account's key: it may sign, the payload is in time, the nonce is free.
pub(crate) fn admit(
    state: &State,
    env: &Env,
    signer: (AccountId, u16),
    payload: &Payload,
) -> Result<KeyRole, Inadmissible> {
    let key = may_sign(state, env, signer)?;
    in_time(env, payload, key.role.valid_ahead())?;
    key.nonces.may_use(payload.nonce, env.now)?;
    Ok(key.role)
}

/// Whether a key may sign such an act at all. This is admission: it depends on the key and the
/// act's fields alone, so that whoever steals a limited key fills the ledger with nothing.
pub(crate) fn within_scope(
    state: &State,
    signer: (AccountId, u16),
    (role, hand): (KeyRole, Hand),
    about: impl FnOnce() -> About,
) -> Result<(), Inadmissible> {
    if !role.may(hand) {
        return Err(Inadmissible::NotForThisKey);
    }
    if !role.is_delegated() {
        return Ok(());
    }
    // A limited key whose limits are not here may do nothing.
    let grant = state.identity.grants.get(&signer).ok_or(Inadmissible::OutOfScope)?;
    if covers(&grant.scopes, &about()) { Ok(()) } else { Err(Inadmissible::OutOfScope) }
}

/// Books a nonce that [`admit`] found free.
pub(crate) fn use_nonce(state: &mut State, env: &Env, signer: (AccountId, u16), payload: &Payload) {
    state
        .identity
        .keys
        .step(&signer, |key| key.nonces.book(payload.nonce, payload.valid_until, env.now));
}
