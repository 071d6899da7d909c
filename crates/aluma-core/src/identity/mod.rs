//! Identity: accounts, their keys, and what keeps a signature from counting twice.
//!
//! **Words.** An *account* is a number that never changes; *keys* come and go, so rotation keeps
//! identity, history and money. A DAO that belongs to others has an account without keys. An
//! *unclaimed* account has no key: it receives and cannot act until somebody claims it with a
//! one-time secret, or with a key its DAO approves. A *nonce* is the client's clock; each key keeps
//! the 64 highest unexpired ones and a floor. An *owner*'s key may do everything, an *admin*'s all
//! but keys, a *session*'s and an *agent*'s what their *scopes* name, within their *caps*.
//! *Guardians* give an account to a new key where its owner has lost the others: a *recovery*.
//!
//! **Who may.** Everybody gives keys to their own account. A newcomer's key gets an account by
//! `join` (in `dao`) or by [`actions::Claim`]. Guardians recover; a key that is to be removed, and
//! any key of an account that is to be recovered, says no to that.
//!
//! An *allowance* is how much an account may do in a day, by its *standing* in the whole ledger.
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

pub(crate) use actions::steps::{create, drop_change, end_key, next_turn, put_key, wait_anew};
pub use events::Event;
pub use refusals::Refusal;
pub(crate) use rules::drawing::count_refused;
pub(crate) use rules::signing::{
    admit, book_act, in_time, may_sign, public_key, used_by, within_scope,
};
pub(crate) use rules::spending::{is_capped, spend, under_way};

use alloc::boxed::Box;
use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Hash32, PublicKey, Timestamp, Turn};

use crate::kernel::ctx::Sequence;
use crate::kernel::invariants::Invariant;
use crate::registry::State;
use types::{Account, Holder, Key};

/// The account of the operator of a ledger that goes on from no other; see
/// `Genesis::operator_account`.
pub const OPERATOR: AccountId = AccountId(1);

/// A law of the domain.
pub(crate) const CLAIMED_HAVE_KEYS: Invariant = Invariant {
    name: "identity: a claimed account has a key with full control",
    quick: None,
    full: rules::claimed_accounts_have_owners,
};

/// Makes the operator's account in the state before the first block.
pub(crate) fn found_ledger(state: &mut State, (id, key): (AccountId, PublicKey), now: Timestamp) {
    let account = Account { keys: 1, ..Account::new(Holder::Keys {}, now) };
    state.identity.accounts.put(id, account);
    state.identity.keys.put((id, 0), Box::new(Key::owner(key, now)));
    let row = crate::kernel::tables::SequenceRow { next: id.0.saturating_add(1) };
    state.kernel.sequences.put(Sequence::Account.number(), row);
}

/// The number of the account that would be made next; nothing where no account was ever made.
pub fn coming_account(state: &State) -> Option<AccountId> {
    state.kernel.sequences.get(&Sequence::Account.number()).map(|row| AccountId(row.next))
}

/// The keys of an account, by their numbers.
pub(crate) fn keys_of(state: &State, id: AccountId) -> impl Iterator<Item = (u16, &Key)> {
    let rows = state.identity.keys.range((id, 0)..=(id, u16::MAX));
    rows.map(|((_, number), key)| (*number, &**key))
}

/// Accounts that nobody could sign for any more if passkeys of these sites alone could be used: each
/// key with full control is a passkey that was made on another one. With each account, these sites.
pub fn bound_elsewhere(state: &State, sites: &[Hash32]) -> Vec<(AccountId, Vec<Hash32>)> {
    let elsewhere = |key: &Key| match key.public {
        PublicKey::Passkey { rp, .. } if !sites.contains(&rp) => Some(rp),
        _ => None,
    };
    let rows = state.identity.keys.iter();
    let mut owners = rows.filter(|(_, key)| key.role == types::KeyRole::Owner).peekable();
    let mut bound = Vec::new();
    while let Some(((account, _), first)) = owners.next() {
        let mut of_account = alloc::vec![elsewhere(first)];
        while let Some((_, key)) = owners.next_if(|((other, _), _)| other == account) {
            of_account.push(elsewhere(key));
        }
        let all: Option<Vec<_>> = of_account.into_iter().collect();
        if let Some(mut all) = all {
            all.sort_unstable();
            all.dedup();
            bound.push((*account, all));
        }
    }
    bound
}

/// Whether there is such an account, claimed or not.
pub fn exists(state: &State, account: AccountId) -> bool {
    state.identity.accounts.contains(&account)
}

/// Whether somebody holds the account by keys.
#[cfg(test)]
pub(crate) fn is_claimed(state: &State, account: AccountId) -> bool {
    self::account(state, account).is_some_and(|row| row.holder == Holder::Keys {})
}

/// Whether somebody can act for the account: by keys, or a DAO.
pub(crate) fn is_held(state: &State, account: AccountId) -> bool {
    let row = self::account(state, account);
    row.is_some_and(|row| !matches!(row.holder, Holder::Nobody { .. }))
}

/// The DAO that an account stands for, if it stands for one.
pub(crate) fn dao_of(state: &State, account: AccountId) -> Option<DaoId> {
    match self::account(state, account)?.holder {
        Holder::Dao { dao } => Some(dao),
        Holder::Keys {} | Holder::Nobody { .. } => None,
    }
}

/// The account that stands for a DAO where it belongs to others; none before it ever joined one.
pub(crate) fn account_of_dao(state: &State, dao: DaoId) -> Option<AccountId> {
    state.identity.accounts.index().of_dao(dao)
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

/// Whether nobody has a name that looks like this one.
pub(crate) fn name_is_free(state: &State, skeleton: &Hash32) -> bool {
    !state.identity.names.contains(skeleton)
}
