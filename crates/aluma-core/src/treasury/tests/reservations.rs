//! Money set aside.

use alloc::vec;

use aluma_types::{AssetId, PotId, Span};

use super::stage::*;
use crate::kernel::action::Action;
use crate::kernel::effects::Effects;
use crate::treasury::actions::{PayReserved, Release, Reserve, Transfer};
use crate::treasury::rules::limits::room;
use crate::treasury::types::GENERAL;
use crate::treasury::{Event, Refusal};

fn reserve(units: u128, lasts: Option<Span>) -> Reserve {
    Reserve { pot: None, amount: amount(TOKEN, units), purpose: body(), lasts }
}

fn pay(units: u128) -> Transfer {
    Transfer { from: None, to: account(BEN), amount: amount(TOKEN, units), reason: None }
}

fn from(number: u64, units: u128) -> PayReserved {
    let amount = amount(TOKEN, units);
    PayReserved { number, from: None, to: account(BEN), amount, reason: None }
}

/// Where no limit holds back what leaves.
fn unlimited() -> Stage {
    let mut stage = Stage::new();
    let changes = crate::testing::changes(&[("velocity.week", "100%"), ("velocity.month", "100%")]);
    stage.act(BY_DAO, crate::dao::actions::Amend { changes }).unwrap();
    stage
}

/// What may still leave now.
fn left(stage: &Stage) -> u128 {
    room(&stage.state, (DAO, TOKEN), stage.now, 1_000)
}

#[test]
fn a_promise_counts_when_it_is_made_and_never_again() {
    let mut stage = Stage::new();
    // A quarter may leave in a week: what is set aside is as gone as what is paid.
    let (asked, most) = (amount(TOKEN, 251), amount(TOKEN, 250));
    let over = no(Refusal::BeyondVelocity { asked, room: most });
    assert_eq!(stage.refused(BY_DAO, reserve(251, None)), over);
    stage.enact(vec![reserve(250, None)]).unwrap();
    assert_eq!(left(&stage), 0);
    let (asked, none) = (amount(TOKEN, 1), amount(TOKEN, 0));
    let over = no(Refusal::BeyondVelocity { asked, room: none });
    assert_eq!(stage.refused(BY_DAO, pay(1)), over);
    // Paid in parts, within the window and long after it, and nothing is counted again.
    stage.enact(vec![from(1, 100)]).unwrap();
    assert_eq!((left(&stage), stage.free(TOKEN)), (0, 750));
    stage.pass(Span::days(30));
    assert_eq!(left(&stage), 250);
    stage.enact(vec![from(1, 150)]).unwrap();
    assert_eq!((left(&stage), stage.free(TOKEN)), (250, 750));
    let gone = no(Refusal::NoSuchReservation { number: 1 });
    assert_eq!(stage.refused(BY_DAO, from(1, 1)), gone);
    stage.check();
}

#[test]
fn what_is_released_counts_no_more() {
    let mut stage = Stage::new();
    stage.enact(vec![reserve(200, None), reserve(50, Some(Span::days(1)))]).unwrap();
    assert_eq!(left(&stage), 0);
    stage.pass(Span(1));
    stage.act(BY_DAO, Release { number: 1 }).unwrap();
    assert_eq!(left(&stage), 200);
    stage.pass(Span(Span::days(1).0 + 1));
    assert_eq!(left(&stage), 250, "what ended by itself too");
    stage.act(BY_DAO, pay(250)).unwrap();
}

#[test]
fn a_promise_is_declared_as_an_outflow_that_stays() {
    let mut effects = Effects::default();
    reserve(100, None).effects(DAO, &mut effects);
    let of = |effects: &Effects| {
        let (dao, asset) = (DAO, TOKEN);
        let out = effects.outflow_of(dao, asset);
        (out, effects.committed_of(dao, asset), effects.paid_of(dao, asset))
    };
    assert_eq!(of(&effects), (100, 100, 0), "counted, and nobody's gain");
    let mut effects = Effects::default();
    from(1, 100).effects(DAO, &mut effects);
    assert_eq!(of(&effects), (100, 0, 100), "somebody's gain, and not counted again");
    assert_eq!(effects.to.get(&(BEN, TOKEN)), Some(&100));
}

#[test]
fn refusals_of_a_payment_out_of_a_promise_in_their_order() {
    let mut stage = Stage::new();
    stage.act(BY_DAO, reserve(100, None)).unwrap();
    stage.issue(SHARE, pot(GENERAL), 10);
    let wrong = PayReserved {
        number: 9,
        from: Some(PotId(9)),
        to: account(NOBODY),
        amount: amount(AssetId(99), 0),
        reason: None,
    };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), no(Refusal::NothingToPay));
    let wrong = PayReserved { amount: amount(AssetId(99), 101), ..wrong };
    let missing = no(Refusal::NoSuchAsset { asset: AssetId(99) });
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), missing);
    let wrong = PayReserved { amount: amount(SHARE, 101), ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()).name, "no-such-account");
    let wrong = PayReserved { to: pot(GENERAL), ..wrong };
    let no_pot = no(Refusal::NoSuchPot { dao: DAO, pot: 9 });
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), no_pot);
    let wrong = PayReserved { from: Some(WORK), ..wrong };
    let gone = no(Refusal::NoSuchReservation { number: 9 });
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), gone);
    let otherwise = no(Refusal::ReservedOtherwise { number: 1 });
    let wrong = PayReserved { number: 1, ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), otherwise);
    let wrong = PayReserved { from: Some(GENERAL), ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), otherwise);
    let wrong = PayReserved { amount: amount(TOKEN, 101), ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), no(Refusal::PaidToItself));
    let (asked, has) = (amount(TOKEN, 101), amount(TOKEN, 100));
    assert_eq!(stage.refused(BY_DAO, from(1, 101)), no(Refusal::NotEnough { asked, has }));
    stage.act(BY_DAO, from(1, 100)).unwrap();
}

#[test]
fn what_is_set_aside_is_not_free() {
    let mut stage = unlimited();
    stage.enact(vec![reserve(900, None)]).unwrap();
    assert_eq!(stage.free(TOKEN), 100);
    let (asked, free) = (amount(TOKEN, 101), amount(TOKEN, 100));
    let less = Refusal::NotEnoughFree { asked, free, pot: 0 };
    assert_eq!(stage.refused(BY_DAO, pay(101)), no(less));
    stage.act(BY_DAO, Release { number: 1 }).unwrap();
    assert_eq!(stage.free(TOKEN), 1_000);
    stage.act(BY_DAO, pay(101)).unwrap();
}

#[test]
fn a_reservation_ends_when_its_time_is_over() {
    let mut stage = unlimited();
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
    let mut stage = unlimited();
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
    let mut stage = unlimited();
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
