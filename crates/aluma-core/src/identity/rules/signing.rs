//! Whether a key may sign: what admission asks of identity.

use alloc::vec::Vec;

use aluma_types::admission::Inadmissible;
use aluma_types::spec::Hand;
use aluma_types::{AccountId, Payload, PublicKey, Span, Timestamp};

use crate::identity::keys_of;
use crate::identity::rules::allowance::day;
use crate::identity::rules::drawing;
use crate::identity::rules::{About, covers};
use crate::identity::types::{Draw, Key, KeyRole, Used};
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
    in_force(state.identity.keys.get(&signer).map(|key| &**key), env)
}

fn in_force<'s>(key: Option<&'s Key>, env: &Env) -> Result<&'s Key, Inadmissible> {
    let key = key.ok_or(Inadmissible::UnknownKey)?;
    if key.expires_at.is_some_and(|end| end < env.now) {
        return Err(Inadmissible::KeyRevoked);
    }
    Ok(key)
}

/// Admission of an account's key: it may sign, the payload is in time, the nonce is free. Returns
/// also what was used of the account's allowance.
pub(crate) fn admit(
    state: &State,
    env: &Env,
    signer: (AccountId, u16),
    payload: &Payload,
) -> Result<(KeyRole, Used), Inadmissible> {
    let (key, used) = used_by(state, env.now, signer);
    let key = in_force(key, env)?;
    in_time(env, payload, key.role.valid_ahead())?;
    key.nonces.may_use(payload.nonce, env.now)?;
    Ok((key.role, used))
}

/// A key with what all keys of its account used today; of what nobody is kept from, what this one
/// did: a stolen session uses up nothing that the owner's key needs.
pub(crate) fn used_by(
    state: &State,
    now: Timestamp,
    (account, number): (AccountId, u16),
) -> (Option<&Key>, Used) {
    let day = day(now);
    let (mut signing, mut used) = (None, Used::default().on(day));
    for (other, row) in keys_of(state, account) {
        let of_key = row.used.on(day);
        if other == number {
            signing = Some(row);
            used = used.plus(of_key);
        } else {
            used = used.plus(Used { guarded: 0, ..of_key });
        }
    }
    (signing, used)
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

/// Books what [`admit`] found free: the nonce, where one is used, and the act's place in the
/// allowance.
pub(crate) fn book_act(
    state: &mut State,
    env: &Env,
    signer: (AccountId, u16),
    (payload, drawn): (Option<&Payload>, (Draw, u64)),
) {
    state.identity.keys.step(&signer, |key| {
        let Used { day, actions, bytes, guarded, sponsored } =
            drawing::book(&mut key.used, env, drawn);
        let mut step = Vec::with_capacity(7);
        step.extend([day, actions, bytes, guarded, sponsored]);
        if let Some(payload) = payload {
            let used = (payload.nonce, payload.valid_until);
            key.nonces.book_into(&mut step, used, env.now);
        }
        step
    });
    drawing::book_elsewhere(state, env, drawn);
}
