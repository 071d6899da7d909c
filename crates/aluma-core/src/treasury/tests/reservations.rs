//! Money set aside.

use alloc::vec;

use aluma_types::{AssetId, PotId, Span};

use super::stage::*;
use crate::treasury::actions::{Release, Reserve, Transfer};
use crate::treasury::types::GENERAL;
use crate::treasury::{Event, Refusal};

fn reserve(units: u128, lasts: Option<Span>) -> Reserve {
    Reserve { pot: None, amount: amount(TOKEN, units), purpose: body(), lasts }
}

#[test]
fn what_is_set_aside_is_not_free() {
    let mut stage = Stage::new();
    stage.enact(vec![reserve(900, None)]).unwrap();
    assert_eq!(stage.free(TOKEN), 100);
    let pay = |units| Transfer {
        from: None,
        to: account(BEN),
        amount: amount(TOKEN, units),
        reason: None,
    };
    let (asked, free) = (amount(TOKEN, 101), amount(TOKEN, 100));
    let less = Refusal::NotEnoughFree { asked, free, pot: 0 };
    assert_eq!(stage.refused(BY_DAO, pay(101)), no(less));
    stage.act(BY_DAO, Release { number: 1 }).unwrap();
    assert_eq!(stage.free(TOKEN), 1_000);
    stage.act(BY_DAO, pay(101)).unwrap();
}

#[test]
fn a_reservation_ends_when_its_time_is_over() {
    let mut stage = Stage::new();
    stage.act(BY_DAO, reserve(900, Some(Span::days(10)))).unwrap();
    stage.pass(Span::days(10));
    assert_eq!(stage.free(TOKEN), 100, "at the instant itself it lasts");
    stage.pass(Span(1));
    assert_eq!(stage.free(TOKEN), 1_000);
    assert!(matches!(stage.said(), Event::Released { number: 1, .. }));
    let gone = no(Refusal::NoSuchReservation { number: 1 });
    assert_eq!(stage.refused(BY_DAO, Release { number: 1 }), gone);
}

#[test]
fn a_released_reservation_leaves_no_due_entry_and_no_number() {
    let mut stage = Stage::new();
    let waiting = stage.state.kernel.due.len();
    stage.act(BY_DAO, reserve(900, Some(Span::days(10)))).unwrap();
    assert_eq!(stage.state.kernel.due.len(), waiting + 1);
    stage.act(BY_DAO, Release { number: 1 }).unwrap();
    assert_eq!(stage.state.kernel.due.len(), waiting);
    stage.act(BY_DAO, reserve(1, None)).unwrap();
    assert_eq!(stage.made, Some(2));
}

#[test]
fn refusals_in_the_order_of_the_checks() {
    let mut stage = Stage::new();
    let wrong = Reserve {
        pot: Some(PotId(9)),
        amount: amount(AssetId(99), 0),
        purpose: body(),
        lasts: None,
    };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), no(Refusal::NothingToPay));
    let wrong = Reserve { amount: amount(AssetId(99), 1_001), ..wrong };
    let missing = no(Refusal::NoSuchAsset { asset: AssetId(99) });
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), missing);
    let wrong = Reserve { amount: amount(TOKEN, 1_001), ..wrong };
    let no_pot = no(Refusal::NoSuchPot { dao: DAO, pot: 9 });
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), no_pot);
    let wrong = Reserve { pot: Some(GENERAL), ..wrong };
    let (asked, free) = (amount(TOKEN, 1_001), amount(TOKEN, 1_000));
    let less = Refusal::NotEnoughFree { asked, free, pot: 0 };
    assert_eq!(stage.refused(BY_DAO, wrong), no(less));
    stage.act(BY_DAO, reserve(1_000, None)).unwrap();
}
