//! Paying one.

use alloc::vec;

use aluma_types::{AssetId, PotId, Span};

use super::stage::*;
use crate::identity::Refusal as IdentityRefusal;
use crate::treasury::actions::Transfer;
use crate::treasury::types::{GENERAL, Place, Recipient};
use crate::treasury::{Event, Refusal};

fn pay(to: Recipient, units: u128) -> Transfer {
    Transfer { from: None, to, amount: amount(TOKEN, units), reason: None }
}

#[test]
fn a_member_pays_what_is_theirs() {
    let mut stage = Stage::new();
    stage.act(member(ANNA), pay(account(BEN), 40)).unwrap();
    assert_eq!((stage.balance(ANNA, TOKEN), stage.balance(BEN, TOKEN)), (60, 40));
    stage.act(member(ANNA), pay(account(PAYEE), 60)).unwrap();
    assert_eq!((stage.balance(ANNA, TOKEN), stage.balance(PAYEE, TOKEN)), (0, 60));
    assert!(stage.state.treasury.balances.get(&(ANNA, TOKEN)).is_none(), "no row for nothing");
}

#[test]
fn a_member_gives_to_a_pot() {
    let mut stage = Stage::new();
    stage.act(member(ANNA), pay(pot(WORK), 100)).unwrap();
    assert_eq!(stage.free(TOKEN), 1_100);
}

#[test]
fn a_dao_pays_from_its_pots() {
    let mut stage = Stage::new();
    stage.enact(vec![pay(account(BEN), 250)]).unwrap();
    assert_eq!((stage.balance(BEN, TOKEN), stage.free(TOKEN)), (250, 750));
    let Event::Paid { dao, from, proposal, .. } = stage.said() else { panic!() };
    assert_eq!((dao, from, proposal), (DAO, Place::Pot { dao: DAO, pot: GENERAL }, Some(PROPOSAL)));
}

#[test]
fn between_pots_of_one_dao_nothing_leaves() {
    let mut stage = Stage::new();
    stage.enact(vec![pay(pot(WORK), 1_000)]).unwrap();
    assert_eq!(stage.free(TOKEN), 1_000);
    let inside = declared(&pay(pot(WORK), 1_000));
    assert_eq!(inside.outflow_of(DAO, TOKEN), 0);
    assert_eq!(declared(&pay(account(BEN), 9)).outflow_of(DAO, TOKEN), 9);
    let from_work = Transfer { from: Some(WORK), ..pay(account(BEN), 250) };
    stage.enact(vec![from_work]).unwrap();
    assert_eq!(stage.balance(BEN, TOKEN), 250);
}

#[test]
fn several_payments_of_one_enactment_share_one_base() {
    let mut stage = Stage::new();
    stage.enact(vec![pay(account(BEN), 125), pay(account(PAYEE), 125)]).unwrap();
    let mut stage = Stage::new();
    stage.enact(vec![pay(account(BEN), 125), pay(account(PAYEE), 126)]).unwrap_err();
    assert_eq!(stage.free(TOKEN), 1_000, "all or none");
}

#[test]
fn refusals_in_the_order_of_the_checks() {
    let mut stage = Stage::new();
    // Each stays wrong in every later way, so that the order shows.
    let zero = Transfer {
        from: Some(PotId(9)),
        to: account(NOBODY),
        amount: amount(NO_ASSET, 0),
        reason: None,
    };
    assert_eq!(stage.refused(member(ANNA), zero), no(Refusal::NothingToPay));
    let no_asset = Transfer {
        from: Some(PotId(9)),
        to: account(NOBODY),
        amount: amount(NO_ASSET, 1),
        reason: None,
    };
    assert_eq!(
        stage.refused(member(ANNA), no_asset.clone()),
        no(Refusal::NoSuchAsset { asset: NO_ASSET })
    );
    let no_payee = Transfer { amount: amount(TOKEN, 9_999), ..no_asset };
    let missing = IdentityRefusal::NoSuchAccount { account: NOBODY }.into();
    assert_eq!(stage.refused(member(ANNA), no_payee.clone()), missing);
    let no_pot = Transfer { to: pot(PotId(9)), ..no_payee.clone() };
    assert_eq!(stage.refused(member(ANNA), no_pot), no(Refusal::NoSuchPot { dao: DAO, pot: 9 }));
    let not_theirs = Transfer { to: account(ANNA), ..no_payee };
    assert_eq!(
        stage.refused(member(ANNA), not_theirs.clone()),
        no(Refusal::OnlyTheDao { field: "from" })
    );
    let not_there = stage.refused(BY_DAO, not_theirs.clone());
    assert_eq!(not_there, no(Refusal::NoSuchPot { dao: DAO, pot: 9 }));
    let to_self = Transfer { from: None, ..not_theirs };
    assert_eq!(stage.refused(member(ANNA), to_self.clone()), no(Refusal::PaidToItself));
    let to_own_pot = Transfer { to: pot(GENERAL), ..to_self };
    assert_eq!(stage.refused(BY_DAO, to_own_pot), no(Refusal::PaidToItself));
    let too_much = Refusal::NotEnough { asked: amount(TOKEN, 101), has: amount(TOKEN, 100) };
    assert_eq!(stage.refused(member(ANNA), pay(account(BEN), 101)), no(too_much));
    let asked = amount(TOKEN, 1_001);
    let too_much = Refusal::NotEnoughFree { asked, free: amount(TOKEN, 1_000), pot: 0 };
    assert_eq!(stage.refused(BY_DAO, pay(account(BEN), 1_001)), no(too_much));
    let (asked, room) = (amount(TOKEN, 251), amount(TOKEN, 250));
    let too_fast = Refusal::BeyondVelocity { asked, room };
    assert_eq!(stage.refused(BY_DAO, pay(account(BEN), 251)), no(too_fast));
    stage.act(BY_DAO, pay(account(BEN), 250)).unwrap();
}

#[test]
fn room_opens_again_after_a_week() {
    let mut stage = Stage::new();
    stage.act(BY_DAO, pay(account(BEN), 250)).unwrap();
    stage.pass(Span(Span::days(7).0 - 1));
    stage.act(BY_DAO, pay(account(BEN), 1)).unwrap_err();
    stage.pass(Span(1));
    // Of 750 free, 40 % may leave in 30 days, and 250 of that has left.
    stage.act(BY_DAO, pay(account(BEN), 51)).unwrap_err();
    stage.act(BY_DAO, pay(account(BEN), 50)).unwrap();
}

const NO_ASSET: AssetId = AssetId(99);
