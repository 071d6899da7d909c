//! Money in trust.

use aluma_types::PotId;

use super::stage::*;
use crate::kernel::origin::Origin;
use crate::treasury::rules::escrows::Source;
use crate::treasury::rules::limits::room;
use crate::treasury::types::GENERAL;
use crate::treasury::{Event, Refusal, escrow};

/// What may still leave now.
fn left(stage: &Stage) -> u128 {
    room(&stage.state, (DAO, TOKEN), stage.now, 1_000)
}

fn open(stage: &mut Stage, origin: Origin, units: u128) -> u64 {
    let sum = amount(TOKEN, units);
    stage.with(origin, |ctx| {
        let from = escrow::may_open(ctx, DAO, None, sum).unwrap();
        escrow::open(ctx, DAO, (from, sum)).unwrap()
    })
}

#[test]
fn from_a_pot_it_is_promised_once_and_what_returns_counts_no_more() {
    let mut stage = Stage::new();
    let number = open(&mut stage, BY_DAO, 250);
    stage.check();
    assert_eq!((left(&stage), stage.free(TOKEN)), (0, 750));
    stage.with(Origin::Founder, |ctx| {
        escrow::pay(ctx, (DAO, number), &[(ANNA, 60), (BEN, 40)], None).unwrap();
    });
    stage.check();
    assert_eq!((left(&stage), stage.free(TOKEN)), (0, 750), "paid, and counted before");
    assert_eq!((stage.balance(ANNA, TOKEN), stage.balance(BEN, TOKEN)), (160, 40));
    stage.with(Origin::Founder, |ctx| escrow::give_back(ctx, (DAO, number), 150).unwrap());
    stage.check();
    assert_eq!((left(&stage), stage.free(TOKEN)), (150, 900));
    assert!(escrow::escrow(&stage.state, (DAO, number)).is_none(), "nothing is left of it");
}

#[test]
fn of_ones_own_it_is_at_stake_until_it_is_paid_or_returns() {
    let mut stage = Stage::new();
    stage.admit(ANNA);
    let number = open(&mut stage, member(ANNA), 70);
    stage.check();
    assert_eq!((stage.balance(ANNA, TOKEN), left(&stage)), (30, 250));
    let row = *escrow::escrow(&stage.state, (DAO, number)).unwrap();
    assert_eq!((row.from, row.left), (Source::Account { account: ANNA }, amount(TOKEN, 70)));
    stage.with(Origin::Founder, |ctx| {
        escrow::pay(ctx, (DAO, number), &[(BEN, 20)], None).unwrap();
        escrow::give_back(ctx, (DAO, number), 50).unwrap();
    });
    stage.check();
    assert_eq!((stage.balance(ANNA, TOKEN), stage.balance(BEN, TOKEN)), (80, 20));
}

#[test]
fn a_part_lies_where_the_whole_lies_and_can_return_to_it() {
    let mut stage = Stage::new();
    let whole = open(&mut stage, BY_DAO, 100);
    let part = stage.with(Origin::Founder, |ctx| {
        let part = escrow::divide(ctx, (DAO, whole), 100).unwrap();
        assert!(escrow::escrow(ctx.state, (DAO, whole)).is_none());
        escrow::join(ctx, (DAO, part), whole, 30).unwrap();
        part
    });
    stage.check();
    let of = |stage: &Stage, number| escrow::escrow(&stage.state, (DAO, number)).unwrap().left;
    assert_eq!((of(&stage, whole), of(&stage, part)), (amount(TOKEN, 30), amount(TOKEN, 70)));
    assert_eq!(stage.free(TOKEN), 900);
}

#[test]
fn no_more_than_is_there_is_taken_or_put_in() {
    let mut stage = Stage::new();
    stage.admit(ANNA);
    let number = open(&mut stage, member(ANNA), 70);
    stage.with(Origin::Founder, |ctx| {
        assert!(escrow::give_back(ctx, (DAO, number), 71).is_err());
        assert!(escrow::pay(ctx, (DAO, number), &[(BEN, 70), (ANNA, 1)], None).is_err());
        assert!(escrow::pay(ctx, (DAO, number), &[(BEN, u128::MAX), (ANNA, 1)], None).is_err());
        assert!(escrow::divide(ctx, (DAO, number), 71).is_err());
        assert!(escrow::give_back(ctx, (DAO, 99), 1).is_err());
    });
    stage.check();
    let may = |stage: &mut Stage, origin, pot: Option<PotId>, units| {
        stage.with(origin, |ctx| escrow::may_open(ctx, DAO, pot, amount(TOKEN, units))).err()
    };
    let has = amount(TOKEN, 30);
    //  who, pot, how much, what they are told
    for (origin, pot, units, expected) in [
        (member(ANNA), None, 30, None),
        (member(ANNA), None, 31, Some(Refusal::NotEnough { asked: amount(TOKEN, 31), has })),
        (member(ANNA), None, 0, Some(Refusal::NothingToPay)),
        (member(ANNA), Some(GENERAL), 30, Some(Refusal::OnlyTheDao { field: "from" })),
        (BY_DAO, Some(GENERAL), 250, None),
        (
            BY_DAO,
            Some(GENERAL),
            251,
            Some(Refusal::BeyondVelocity { asked: amount(TOKEN, 251), room: amount(TOKEN, 250) }),
        ),
        (
            Origin::Dao { dao: OTHER, proposal: PROPOSAL },
            None,
            1,
            Some(Refusal::AnotherDao { dao: DAO }),
        ),
    ] {
        assert_eq!(may(&mut stage, origin, pot, units), expected.map(no), "{origin:?} {units}");
    }
}

#[test]
fn what_happened_says_what_is_left() {
    let mut stage = Stage::new();
    let number = open(&mut stage, BY_DAO, 100);
    stage.with(Origin::Founder, |ctx| {
        escrow::pay(ctx, (DAO, number), &[(BEN, 40), (ANNA, 0)], None).unwrap();
    });
    let paid = Event::EscrowPaid { dao: DAO, number, amount: amount(TOKEN, 40), left: 60 };
    assert_eq!(stage.said(), paid);
    stage.with(Origin::Founder, |ctx| escrow::give_back(ctx, (DAO, number), 60).unwrap());
    let back = Event::EscrowReturned { dao: DAO, number, amount: amount(TOKEN, 60), left: 0 };
    assert_eq!(stage.said(), back);
}

mod law {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever is paid, divided and returned, pots promise what lies in trust, and all of it comes
        /// out again.
        #[test]
        fn all_of_it_comes_out(steps in prop::collection::vec((0u8..4, 0u64..6, 0u128..60), 0..40)) {
            let mut stage = Stage::new();
            stage.admit(ANNA);
            open(&mut stage, BY_DAO, 200);
            open(&mut stage, member(ANNA), 90);
            for (what, at, units) in steps {
                let key = (DAO, at + 1);
                let Some(row) = escrow::escrow(&stage.state, key) else { continue };
                let units = units.min(row.left.units);
                if units == 0 {
                    continue;
                }
                stage.with(Origin::Founder, |ctx| match what {
                    0 => escrow::pay(ctx, key, &[(BEN, units)], None).unwrap(),
                    1 => escrow::give_back(ctx, key, units).unwrap(),
                    _ => {
                        escrow::divide(ctx, key, units).unwrap();
                    }
                });
                stage.check();
            }
            let all: alloc::vec::Vec<_> =
                stage.state.treasury.escrows.iter().map(|(key, row)| (*key, row.left)).collect();
            for (key, left) in all {
                stage.with(Origin::Founder, |ctx| escrow::give_back(ctx, key, left.units).unwrap());
            }
            stage.check();
            let held = stage.balance(ANNA, TOKEN) + stage.balance(BEN, TOKEN);
            prop_assert_eq!(held + stage.free(TOKEN), 1_100);
        }
    }
}
