//! Identity: accounts, their keys, and what keeps a signature from counting twice.
//!
//! **Words.** An *account* is a number that never changes; *keys* come and go, so rotation keeps
//! identity, history and money. An *unclaimed* account has no key: it receives and cannot act until
//! somebody claims it with a one-time secret, or with a key its DAO approves. A *nonce* is the
//! client's clock; each key keeps the 64 highest unexpired ones and a floor. An *owner*'s key may do
//! everything, an *admin*'s all but keys, a *session*'s and an *agent*'s what their *scopes* name,
//! within their *caps*. *Guardians* give an account to a new key where its owner has lost the others:
//! a *recovery*.
//!
//! **Who may.** Everybody gives keys to their own account. A newcomer's key gets an account by
//! `join` (in `dao`) or by [`actions::Claim`]. Guardians recover; a key that is to be removed, and
//! any key of an account that is to be recovered, says no to that.
//!
//! **What time does.** It ends limited keys, removes keys and changes guardians after a week,
//! finishes recoveries; nonces expire with their transactions.
//!
//! **Invariants.** A claimed account has a key with full control that nobody is removing. A floor
//! never falls.

pub(crate) mod actions;
pub mod events;
pub mod refusals;
pub(crate) mod rules;
pub(crate) mod tables;
pub(crate) mod tasks;
pub mod types;
pub mod views;

#[cfg(test)]
mod tests;

pub use events::Event;
pub use refusals::Refusal;

use alloc::boxed::Box;

use aluma_types::admission::Inadmissible;
use aluma_types::spec::Hand;
use aluma_types::{AccountId, Amount, DaoId, Hash32, Payload, PublicKey, Span, Timestamp, Turn};

use crate::kernel::ctx::{Ctx, Env, Sequence};
use crate::kernel::effects::Effects;
use crate::kernel::invariants::Invariant;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Broken;
use crate::registry::State;
use rules::{About, book, covers, left};
use types::{Account, GuardChange, Guarding, Holder, Key, KeyRole, Open};

/// The account of the ledger's operator.
pub const OPERATOR: AccountId = AccountId(1);

/// A law of the domain.
pub(crate) const CLAIMED_HAVE_KEYS: Invariant = Invariant {
    name: "identity: a claimed account has a key with full control",
    quick: None,
    full: rules::claimed_accounts_have_owners,
};

/// Makes the operator's account in the state before the first block.
pub(crate) fn found_ledger(state: &mut State, key: PublicKey, now: Timestamp) {
    let account = Account { keys: 1, ..Account::new(Holder::Keys {}, now) };
    state.identity.accounts.put(OPERATOR, account);
    state.identity.keys.put((OPERATOR, 0), Box::new(Key::owner(key, now)));
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
    let scopes = match state.identity.grants.get(&signer) {
        Some(grant) if role.is_delegated() => &grant.scopes,
        _ => return Ok(()),
    };
    if covers(scopes, &about()) { Ok(()) } else { Err(Inadmissible::OutOfScope) }
}

/// Whether what whoever acts spends has to be held against a cap.
pub(crate) fn is_capped(state: &State, origin: &Origin) -> bool {
    match origin {
        Origin::Member { account, role, .. } => {
            role.is_delegated() || under_way(state, *account).is_some()
        }
        _ => false,
    }
}

/// The recovery of an account that is under way.
pub(crate) fn under_way(state: &State, account: AccountId) -> Option<&Open> {
    state.identity.recoveries.get(&account).and_then(|row| row.open.as_ref())
}

/// Counts a change of keys or guardians.
pub(crate) fn next_turn(state: &mut State, account: AccountId) {
    let sequence = |row: &mut Account| row.sequence = row.sequence.saturating_add(1);
    state.identity.accounts.update(&account, sequence);
}

/// Drops a change of guardians that waits.
pub(crate) fn drop_change(state: &mut State, account: AccountId) {
    let row = state.identity.guards.get(&account);
    let Some(row) = row.filter(|row| row.change.is_some()).cloned() else { return };
    if row.now.guardians.is_empty() {
        state.identity.guards.remove(&account);
    } else {
        state.identity.guards.put(account, Guarding { change: None, ..row });
    }
}

/// Lets what waits wait another time: guardians whose try was cancelled have that long to repeat it
/// before a thief can have sent them away.
pub(crate) fn wait_anew(state: &mut State, account: AccountId, now: Timestamp) {
    let until = now.after(rules::WAIT);
    if let Some(row) = state.identity.guards.get(&account).cloned()
        && let Some(change) = row.change
    {
        let change = GuardChange { at: change.at.max(until), ..change };
        state.identity.guards.put(account, Guarding { change: Some(change), ..row });
    }
    let rows = state.identity.removals.range((account, 0)..=(account, u16::MAX));
    let keys: alloc::vec::Vec<u16> = rows.map(|((_, key), _)| *key).collect();
    for key in keys {
        state.identity.removals.update(&(account, key), |row| row.at = row.at.max(until));
    }
}

/// Holds what left the account against the caps of its key, and books it there. What an act really
/// moved is measured on the state, so no action has to declare it and none can forget to.
///
/// # Errors
/// [`Refusal::BeyondCap`]: the caller undoes the act.
pub(crate) fn spend(ctx: &mut Ctx<'_>, spent: &Effects) -> Result<(), Refusal> {
    let Origin::Member { account, key, role } = ctx.origin() else { return Ok(()) };
    if !role.is_delegated() {
        return spend_meanwhile(ctx, account, spent);
    }
    let own = spent.spent.iter().filter(|((by, _), _)| *by == account);
    for ((_, asset), units) in own {
        let grant = ctx.state.identity.grants.get(&(account, key));
        let left = grant.map_or(0, |row| left(&row.caps, *asset, ctx.now()));
        if *units > left {
            return Err(Refusal::BeyondCap { left: Amount { asset: *asset, units: left } });
        }
        let now = ctx.now();
        ctx.state
            .identity
            .grants
            .update(&(account, key), |row| book(&mut row.caps, *asset, *units, now));
    }
    Ok(())
}

/// Holds what an owner's or an admin's key spends while a recovery is under way against what the
/// account's sessions may spend: in all, not more than the widest cap on the asset.
fn spend_meanwhile(ctx: &mut Ctx<'_>, account: AccountId, spent: &Effects) -> Result<(), Refusal> {
    let own = spent.spent.iter().filter(|((by, _), _)| *by == account);
    for ((_, asset), units) in own {
        let Some(open) = under_way(ctx.state, account) else { return Ok(()) };
        let until = open.ends;
        let before = open.spent.iter().find(|row| row.asset == *asset);
        let before = before.map_or(0, |row| row.units);
        let grants = ctx.state.identity.grants.range((account, 0)..=(account, u16::MAX));
        let caps = grants.flat_map(|(_, grant)| grant.caps.iter().map(|row| row.cap.amount));
        let widest = caps.filter(|cap| cap.asset == *asset).map(|cap| cap.units).max();
        let left = widest.unwrap_or(0).saturating_sub(before);
        let refusal = Refusal::FrozenPayment { left: Amount { asset: *asset, units: left }, until };
        let now_spent = Amount { asset: *asset, units: before.saturating_add(*units) };
        let booked =
            ctx.state.identity.recoveries.update(&account, |row| {
                row.open.as_mut().is_some_and(|open| note(open, now_spent))
            });
        if *units > left || booked != Some(true) {
            return Err(refusal);
        }
    }
    Ok(())
}

/// Notes what was spent of an asset in all; false where there is no room for another asset.
fn note(open: &mut Open, spent: Amount) -> bool {
    match open.spent.iter_mut().find(|row| row.asset == spent.asset) {
        Some(row) => {
            row.units = spent.units;
            true
        }
        None => open.spent.push(spent),
    }
}

/// Gives an account a key under its next number.
pub(crate) fn put_key(ctx: &mut Ctx<'_>, (account, number): (AccountId, u16), key: Key) {
    let (public, role) = (key.public, key.role);
    ctx.state.identity.accounts.update(&account, |row| {
        row.keys = row.keys.saturating_add(1);
        row.sequence = row.sequence.saturating_add(1);
    });
    ctx.state.identity.keys.put((account, number), Box::new(key));
    ctx.emit(&Event::KeyAdded { account, key: number, public, role });
}

/// Ends a key, with its limits. Its number is given to no other.
pub(crate) fn end_key(ctx: &mut Ctx<'_>, account: AccountId, key: u16) {
    if ctx.state.identity.keys.remove(&(account, key)).is_some() {
        ctx.state.identity.grants.remove(&(account, key));
        ctx.state.identity.removals.remove(&(account, key));
        ctx.emit(&Event::KeyEnded { account, key });
    }
}

/// The keys of an account, by their numbers.
pub(crate) fn keys_of(state: &State, id: AccountId) -> impl Iterator<Item = (u16, &Key)> {
    let rows = state.identity.keys.range((id, 0)..=(id, u16::MAX));
    rows.map(|((_, number), key)| (*number, &**key))
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

/// The turn of an account's next change of keys; 0 where there is no such account.
pub fn turn(state: &State, id: AccountId) -> Turn {
    Turn(account(state, id).map_or(0, |row| row.sequence))
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
        let key = Key::owner(key, ctx.now());
        ctx.state.identity.keys.put((id, 0), Box::new(key));
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
