//! Things that there is one of, and through whose hands they go.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, List};

use super::stage::*;
use crate::kernel::refusal::Refused;
use crate::treasury::Refusal;
use crate::treasury::actions::{RegisterItem, TransferItem};
use crate::treasury::types::{Item, ItemKind, MAX_OWNERS, Owner, Owners, Part};

const OURS: Owner = Owner::Dao { dao: DAO };

const fn of(account: AccountId) -> Owner {
    Owner::Account { account }
}

fn owners(rows: &[(Owner, u64)]) -> Owners {
    let part = |(owner, parts): &(Owner, u64)| Part { owner: *owner, parts: *parts };
    List::new(rows.iter().map(part).collect()).unwrap()
}

fn register(rows: &[(Owner, u64)]) -> RegisterItem {
    RegisterItem { name: body(), kind: ItemKind::Work, document: None, owners: owners(rows) }
}

const fn pass(number: u64, to: Owner, parts: Option<u64>) -> TransferItem {
    TransferItem { dao: DAO, number, to, parts, reason: None }
}

fn item(stage: &Stage) -> &Item {
    stage.state.treasury.items.get(&(DAO, 1)).unwrap()
}

#[test]
fn owners_pass_on_their_parts_and_the_history_says_so() {
    let mut stage = Stage::new();
    stage.enact(alloc::vec![register(&[(OURS, 6), (of(ANNA), 4)])]).unwrap();
    assert_eq!(item(&stage).whole, 10);
    stage.act(member(ANNA), pass(1, of(PAYEE), Some(1))).unwrap();
    stage.enact(alloc::vec![pass(1, of(BEN), Some(6))]).unwrap();
    stage.act(member(ANNA), pass(1, of(BEN), None)).unwrap();
    assert_eq!(item(&stage).owners, owners(&[(of(BEN), 9), (of(PAYEE), 1)]));
    assert_eq!((item(&stage).whole, item(&stage).moves), (10, 3));
    let moves = stage.state.treasury.item_moves.iter();
    let moves: Vec<_> = moves.map(|(_, row)| (row.from, row.parts, row.proposal)).collect();
    let expected = [(of(ANNA), 1, None), (OURS, 6, Some(PROPOSAL)), (of(ANNA), 3, None)];
    assert_eq!(moves, expected);
    stage.check();
}

fn refused(stage: &mut Stage, by: AccountId, action: TransferItem) -> Refused {
    stage.refused(member(by), action)
}

#[test]
fn refusals_in_the_order_of_the_checks() {
    let mut stage = Stage::new();
    assert_eq!(stage.refused(BY_DAO, register(&[])), no(Refusal::BadParts));
    let nobody = register(&[(of(NOBODY), 1)]);
    assert_eq!(stage.refused(BY_DAO, nobody).name, "no-such-account");
    let nowhere = register(&[(Owner::Dao { dao: DaoId(77) }, 1)]);
    assert_eq!(stage.refused(BY_DAO, nowhere).name, "no-such-dao");
    stage.act(BY_DAO, register(&[(of(ANNA), 2)])).unwrap();
    assert_eq!(refused(&mut stage, ANNA, pass(9, of(NOBODY), Some(0))), no(Refusal::BadParts));
    let gone = no(Refusal::NoSuchItem { number: 9 });
    assert_eq!(refused(&mut stage, ANNA, pass(9, of(NOBODY), Some(3))), gone);
    assert_eq!(refused(&mut stage, ANNA, pass(1, of(NOBODY), Some(3))).name, "no-such-account");
    let itself = no(Refusal::PaidToItself);
    assert_eq!(refused(&mut stage, ANNA, pass(1, of(ANNA), Some(3))), itself);
    let less = no(Refusal::NotEnoughParts { asked: 3, has: 2 });
    assert_eq!(refused(&mut stage, ANNA, pass(1, of(BEN), Some(3))), less);
    let none = no(Refusal::NotEnoughParts { asked: 0, has: 0 });
    assert_eq!(refused(&mut stage, BEN, pass(1, of(ANNA), None)), none);
    assert_eq!(stage.refused(BY_DAO, pass(1, of(BEN), None)), none, "not the community's");
    stage.act(member(ANNA), pass(1, of(BEN), Some(2))).unwrap();
}

#[test]
fn an_item_has_so_many_owners_and_no_more() {
    let mut stage = Stage::new();
    let mut rows: Vec<_> =
        (1_000..).map(|dao| (Owner::Dao { dao: DaoId(dao) }, 1)).take(62).collect();
    rows.push((of(ANNA), 2));
    stage.act(BY_DAO, register(&[(of(ANNA), 64)])).unwrap();
    let full = owners(&rows);
    stage.state.treasury.items.update(&(DAO, 1), |row| row.owners = full);
    stage.act(member(ANNA), pass(1, of(BEN), Some(1))).unwrap();
    assert_eq!(item(&stage).owners.len(), MAX_OWNERS);
    let over = no(Refusal::TooManyOwners { limit: MAX_OWNERS as u64 });
    let part = pass(1, of(PAYEE), Some(1));
    stage.state.treasury.items.update(&(DAO, 1), |row| {
        let mut more: Vec<_> = row.owners.to_vec();
        more.iter_mut().filter(|part| part.owner == of(ANNA)).for_each(|part| part.parts = 2);
        row.owners = List::new(more).unwrap();
        row.whole += 1;
    });
    assert_eq!(refused(&mut stage, ANNA, part), over);
    stage.act(member(ANNA), pass(1, of(PAYEE), None)).unwrap();
}

#[test]
fn an_item_of_more_than_its_parts_breaks_the_law() {
    let mut stage = Stage::new();
    stage.act(BY_DAO, register(&[(of(ANNA), 2)])).unwrap();
    stage.state.treasury.items.update(&(DAO, 1), |row| row.whole = 3);
    assert!(!crate::treasury::rules::items::are_whole(&stage.state));
}
