//! Identity: accounts, their keys, and what keeps a signature from counting twice.
//!
//! **Words.** An *account* is a number that never changes; *keys* come and go, so rotation keeps
//! identity, history and money. An *unclaimed* account has no key: it receives and cannot act until
//! somebody claims it with a one-time secret, or with a key its DAO approves. A *nonce* is the
//! client's clock; each key keeps the 64 highest unexpired ones and a floor.
//!
//! **Who may.** Everybody adds keys to their own account. A newcomer's key gets an account by
//! `join` (in `dao`) or by [`actions::Claim`].
//!
//! **What time does.** Nothing by itself here; nonces expire with their transactions.
//!
//! **Invariants.** A claimed account has a key that has not ended. A floor never falls.

pub(crate) mod actions;
pub mod events;
pub mod refusals;
pub(crate) mod rules;
pub(crate) mod tables;
pub mod types;
pub mod views;

#[cfg(test)]
mod tests;

pub use events::Event;
pub use refusals::Refusal;

use alloc::boxed::Box;

use aluma_types::admission::{Inadmissible, VALID_AHEAD};
use aluma_types::{AccountId, DaoId, Hash32, Payload, PublicKey, Span, Timestamp};

use crate::kernel::ctx::{Ctx, Env, Sequence};
use crate::kernel::invariants::Invariant;
use crate::kernel::refusal::Broken;
use crate::registry::State;
use types::{Account, Holder, Key, KeyRole};

/// The account of the ledger's operator.
pub const OPERATOR: AccountId = AccountId(1);

/// A law of the domain.
pub(crate) const CLAIMED_HAVE_KEYS: Invariant = Invariant {
    name: "identity: a claimed account has a key",
    quick: None,
    full: rules::claimed_accounts_have_keys,
};

/// Makes the operator's account in the state before the first block.
pub(crate) fn found_ledger(state: &mut State, key: PublicKey, now: Timestamp) {
    let account = Account { keys: 1, ..Account::new(Holder::Keys {}, now) };
    state.identity.accounts.put(OPERATOR, account);
    state.identity.keys.put((OPERATOR, 0), Box::new(Key::owner(key)));
    let row = crate::kernel::tables::SequenceRow { next: OPERATOR.0.saturating_add(1) };
    state.kernel.sequences.put(Sequence::Account.number(), row);
}

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
) -> Result<(), Inadmissible> {
    let key = may_sign(state, env, signer)?;
    in_time(env, payload, VALID_AHEAD)?;
    key.nonces.may_use(payload.nonce, env.now)
}

/// Books a nonce that [`admit`] found free.
pub(crate) fn use_nonce(state: &mut State, env: &Env, signer: (AccountId, u16), payload: &Payload) {
    state
        .identity
        .keys
        .step(&signer, |key| key.nonces.book(payload.nonce, payload.valid_until, env.now));
}

/// Whether there is such an account, claimed or not.
pub fn exists(state: &State, account: AccountId) -> bool {
    state.identity.accounts.contains(&account)
}

/// Whether somebody holds the account.
pub(crate) fn is_claimed(state: &State, account: AccountId) -> bool {
    self::account(state, account).is_some_and(|row| row.holder == Holder::Keys {})
}

/// The account, to read.
pub(crate) fn account(state: &State, id: AccountId) -> Option<&Account> {
    state.identity.accounts.get(&id)
}

/// Accounts that a DAO enrolled, after one of them, lowest first.
pub(crate) fn enrolled(
    state: &State,
    home: DaoId,
    after: Option<AccountId>,
) -> impl Iterator<Item = AccountId> + '_ {
    state.identity.accounts.index().after(home, after)
}

/// The id of an account's name, which a wallet shows and the ledger hashes.
pub fn name_of(state: &State, id: AccountId) -> Option<Hash32> {
    account(state, id)?.name.map(|name| name.text.id)
}

/// The account that a name's skeleton belongs to.
pub fn by_skeleton(state: &State, skeleton: &Hash32) -> Option<AccountId> {
    state.identity.names.get(skeleton).map(|row| row.account)
}

/// Accounts that a public key can act for, lowest first.
pub fn accounts_of<'s>(
    state: &'s State,
    key: &PublicKey,
) -> impl Iterator<Item = (AccountId, u16)> + 's {
    state.identity.keys.index().of(key)
}

/// Makes an account. Its name must have been found free by [`name_is_free`].
pub(crate) fn create(ctx: &mut Ctx<'_>, new: types::NewAccount) -> Result<AccountId, Broken> {
    let id = AccountId(ctx.next_number(Sequence::Account)?);
    let holder = match new.key {
        Some(_) => Holder::Keys {},
        None => Holder::Nobody { secret: new.secret },
    };
    let account = Account {
        name: new.name,
        label: new.label,
        home: new.home,
        inviter: new.inviter,
        keys: u16::from(new.key.is_some()),
        ..Account::new(holder, ctx.now())
    };
    ctx.state.identity.accounts.put(id, account);
    if let Some(key) = new.key {
        ctx.state.identity.keys.put((id, 0), Box::new(Key::owner(key)));
    }
    if let Some(name) = new.name {
        ctx.state.identity.names.put(name.skeleton, tables::NameRow { account: id });
    }
    ctx.emit(&Event::AccountMade { account: id, claimed: new.key.is_some(), name: new.name });
    Ok(id)
}

/// Whether nobody has a name that looks like this one.
pub(crate) fn name_is_free(state: &State, skeleton: &Hash32) -> bool {
    !state.identity.names.contains(skeleton)
}

/// The role a member's own keys have.
pub(crate) const OWNER: KeyRole = KeyRole::Owner;
