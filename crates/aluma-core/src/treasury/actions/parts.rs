//! What registering and trading works does with items: put one on record, pass parts of it on, and pay
//! owners, whoever they are.

use alloc::vec::Vec;

use aluma_types::{Amount, Body, DaoId, List};

use super::checks::existing_owner;
use super::escrow::{self, Key, take};
use super::steps::post;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;
use crate::treasury::rules::escrows::Source;
use crate::treasury::rules::{books, items};
use crate::treasury::types::{
    GENERAL, Item, ItemMove, MAX_OWNERS, Owner, Owners, Part, Place, REASON_BYTES,
};
use crate::treasury::{Event, Refusal};

/// Why something is paid or passed on.
pub(crate) type Reason = Option<Body<REASON_BYTES>>;

/// A registered item.
pub(crate) fn item(state: &State, key: Key) -> Option<&Item> {
    state.treasury.items.get(&key)
}

/// Whether somebody may own a part of an item.
///
/// # Errors
/// That they are not there, or may not be known of.
pub(crate) fn may_own(ctx: &Ctx<'_>, owner: Owner) -> Result<(), Refused> {
    existing_owner(ctx, owner)
}

/// Puts an item on record; its number.
///
/// # Errors
/// [`Broken`] where the numbers are used up.
pub(crate) fn register(ctx: &mut Ctx<'_>, dao: DaoId, item: Item) -> Result<u64, Broken> {
    let number = ctx.next_number(Sequence::Item)?;
    ctx.state.treasury.items.put((dao, number), item.clone());
    ctx.emit(&Event::ItemRegistered { dao, number, item });
    Ok(number)
}

/// The owners of an item after parts of some went to one: `gives` are givers with what they give.
///
/// # Errors
/// [`Refusal::NotEnoughParts`], [`Refusal::TooManyOwners`].
pub(crate) fn after(item: &Item, gives: &[Part], to: Owner) -> Result<Owners, Refusal> {
    let mut owners: Vec<Part> = item.owners.to_vec();
    for give in gives {
        let has = items::parts_of(&owners, give.owner);
        let moved = items::moved(&owners, (give.owner, to), give.parts);
        owners = moved.ok_or(Refusal::NotEnoughParts { asked: give.parts, has })?;
    }
    List::new(owners).map_err(|_| Refusal::TooManyOwners { limit: MAX_OWNERS as u64 })
}

/// Passes parts of an item on.
///
/// # Errors
/// [`Broken`] where it is not there.
pub(crate) fn pass(
    ctx: &mut Ctx<'_>,
    (dao, number): Key,
    (moved, owners): (ItemMove, Owners),
    reason: Reason,
) -> Result<(), Broken> {
    let moves = ctx.state.treasury.items.update(&(dao, number), |row| {
        row.owners = owners;
        row.moves = row.moves.saturating_add(1);
        row.moves
    });
    let moves = moves.ok_or(Broken("an item that is not there changes hands"))?;
    ctx.state.treasury.item_moves.put((dao, number, moves), moved);
    ctx.emit(&Event::ItemTransferred { dao, number, moved, reason });
    Ok(())
}

/// Pays owners out of an escrow, to each the units beside their name: an account directly, a DAO into
/// its general pot.
///
/// # Errors
/// [`Broken`] where less is left.
pub(crate) fn pay_owners(
    ctx: &mut Ctx<'_>,
    key: Key,
    to: &[(Owner, u128)],
    reason: Reason,
) -> Result<(), Broken> {
    let mut people = Vec::new();
    for (owner, units) in to.iter().copied().filter(|(_, units)| *units > 0) {
        match owner {
            Owner::Account { account } => people.push((account, units)),
            Owner::Dao { dao } => pay_pot(ctx, key, (dao, units), reason)?,
        }
    }
    escrow::pay(ctx, key, &people, reason)
}

fn pay_pot(
    ctx: &mut Ctx<'_>,
    key: Key,
    (to, units): (DaoId, u128),
    reason: Reason,
) -> Result<(), Broken> {
    let (dao, number) = key;
    let general = Place::Pot { dao: to, pot: GENERAL };
    if escrow::escrow(ctx.state, key).is_some_and(|row| row.from.place(dao) == general) {
        // What a community would pay itself never leaves.
        return escrow::give_back(ctx, key, units);
    }
    let (row, left) = take(ctx, key, units)?;
    let asset = row.left.asset;
    if let Source::Pot { pot } = row.from {
        books::promise(ctx.state, (dao, pot, asset), units, true)?;
    }
    let (from, amount) = (row.from.place(dao), Amount { asset, units });
    post(ctx, asset, from, &[(general, units)])?;
    ctx.emit(&Event::Paid { dao, from, to: general, amount, reason, proposal: None });
    ctx.emit(&Event::EscrowPaid { dao, number, amount, left });
    Ok(())
}

/// Through whose hands an item went, newest first.
pub(crate) fn history(state: &State, (dao, number): Key) -> impl Iterator<Item = ItemMove> + '_ {
    let range = (dao, number, 0)..=(dao, number, u64::MAX);
    state.treasury.item_moves.range(range).rev().map(|(_, moved)| *moved)
}
