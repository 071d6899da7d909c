//! Steps that several actions and tasks of identity take.

use alloc::boxed::Box;
use alloc::vec::Vec;

use aluma_types::{AccountId, Timestamp};

use crate::identity::types::{Account, GuardChange, Guarding, Holder, Key, NewAccount};
use crate::identity::{Event, rules, tables};
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::Broken;
use crate::registry::State;

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
    let keys: Vec<u16> = rows.map(|((_, key), _)| *key).collect();
    for key in keys {
        state.identity.removals.update(&(account, key), |row| row.at = row.at.max(until));
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
    if let Some(row) = ctx.state.identity.keys.remove(&(account, key)) {
        rules::drawing::hand_on(ctx.state, account, row.used);
        ctx.state.identity.grants.remove(&(account, key));
        ctx.state.identity.removals.remove(&(account, key));
        ctx.emit(&Event::KeyEnded { account, key });
    }
}

/// Makes an account. Its name must have been found free by [`crate::identity::name_is_free`].
pub(crate) fn create(ctx: &mut Ctx<'_>, new: NewAccount) -> Result<AccountId, Broken> {
    let id = AccountId(ctx.next_number(Sequence::Account)?);
    let holder = match (new.key, new.dao) {
        (Some(_), _) => Holder::Keys {},
        (None, Some(dao)) => Holder::Dao { dao },
        (None, None) => Holder::Nobody { secret: new.secret },
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
