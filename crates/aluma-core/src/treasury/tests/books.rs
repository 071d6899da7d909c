//! Laws of the books, for any postings in any order.

use alloc::vec::Vec;

use aluma_types::{AccountId, List, Span};
use proptest::prelude::*;

use super::stage::*;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Stop;
use crate::treasury::actions::issue::IssueOf;
use crate::treasury::actions::{Issue, PayBatch, RecordIncome, Reserve, Transfer};
use crate::treasury::types::{GENERAL, IncomeKind, Payment, Place, Received, Recipient};
use crate::treasury::{self, rules::conservation, tables::Balance};

/// Something anybody might try.
#[derive(Clone, Debug)]
enum Try {
    Transfer(bool, Recipient, u128),
    Batch(bool, Vec<(AccountId, u128)>),
    Issue(Recipient, u128),
    Give(u128),
    Reserve(u128, Option<u64>),
    Stake(u128, bool),
    Pass(u64),
}

fn arb_account() -> impl Strategy<Value = AccountId> {
    prop_oneof![Just(ANNA), Just(BEN), Just(PAYEE), Just(NOBODY)]
}

fn arb_recipient() -> impl Strategy<Value = Recipient> {
    prop_oneof![
        3 => arb_account().prop_map(account),
        1 => Just(pot(GENERAL)),
        1 => Just(pot(WORK)),
    ]
}

fn arb_units() -> impl Strategy<Value = u128> {
    prop_oneof![8 => 0..300u128, 1 => Just(u128::MAX), 1 => any::<u128>()]
}

fn arb_try() -> impl Strategy<Value = Try> {
    let rows = prop::collection::vec((arb_account(), arb_units()), 0..4);
    prop_oneof![
        (any::<bool>(), arb_recipient(), arb_units()).prop_map(|(a, b, c)| Try::Transfer(a, b, c)),
        (any::<bool>(), rows).prop_map(|(a, b)| Try::Batch(a, b)),
        (arb_recipient(), arb_units()).prop_map(|(a, b)| Try::Issue(a, b)),
        arb_units().prop_map(Try::Give),
        (arb_units(), prop::option::of(0..20u64)).prop_map(|(a, b)| Try::Reserve(a, b)),
        (0..60u128, any::<bool>()).prop_map(|(a, b)| Try::Stake(a, b)),
        (0..20u64).prop_map(Try::Pass),
    ]
}

fn run(stage: &mut Stage, what: Try) {
    let who = |dao: bool| if dao { BY_DAO } else { member(ANNA) };
    let asset = SHARE;
    let result = match what {
        Try::Transfer(dao, to, units) => {
            let action = Transfer { from: None, to, amount: amount(asset, units), reason: None };
            stage.act(who(dao), action)
        }
        Try::Batch(dao, rows) => {
            let rows = rows.into_iter().map(|(to, units)| Payment { to, units }).collect();
            let payments = List::new(rows).unwrap();
            let (from, reference, reason) = (None, None, None);
            stage.act(who(dao), PayBatch { from, asset, payments, reference, reason })
        }
        Try::Issue(to, units) => {
            let asset = IssueOf::More { asset };
            stage.act(BY_DAO, Issue { asset, units, to, reason: None })
        }
        Try::Give(units) => {
            let received = Received::Paid { amount: amount(asset, units), pot: WORK };
            let (kind, payer, document) = (IncomeKind::Gift, None, None);
            let action =
                RecordIncome { dao: DAO, kind, received, payer, purpose: body(), document };
            stage.act(member(ANNA), action)
        }
        Try::Reserve(units, days) => {
            let (amount, lasts) = (amount(asset, units), days.map(Span::days));
            stage.act(BY_DAO, Reserve { pot: None, amount, purpose: body(), lasts })
        }
        Try::Stake(units, forfeit) => stage.with(Origin::Founder, |ctx| {
            if treasury::balance(ctx.state, ANNA, asset) >= units && units > 0 {
                treasury::take_stake(ctx, ANNA, amount(asset, units))?;
                treasury::end_stake(ctx, ANNA, amount(asset, units / 2), forfeit.then_some(DAO))?;
            }
            Ok(())
        }),
        Try::Pass(days) => {
            stage.pass(Span::days(days));
            Ok(())
        }
    };
    assert!(!matches!(result, Err(Stop::Broken(_))), "{result:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_lost_or_made(tries in prop::collection::vec(arb_try(), 1..40)) {
        let mut stage = Stage::new();
        stage.issue(SHARE, pot(GENERAL), 1_000);
        stage.issue(SHARE, account(ANNA), 500);
        for what in tries {
            // Every law is checked after every act.
            run(&mut stage, what);
            stage.pass(Span(1));
        }
    }
}

#[test]
fn a_row_that_does_not_add_up_is_found() {
    let mut stage = Stage::new();
    stage.state.treasury.balances.put((BEN, TOKEN), Balance { dao: DAO, units: 1 });
    assert!(conservation::figures_hold(&stage.state), "running figures know only postings");
    assert!(!conservation::rows_add_up(&stage.state));
}

#[test]
fn figures_that_do_not_add_up_are_found_at_once() {
    let mut stage = Stage::new();
    let mut supply = *treasury::supply(&stage.state, TOKEN).unwrap();
    supply.pots += 1;
    stage.state.treasury.supplies.put(TOKEN, supply);
    assert!(!conservation::figures_hold(&stage.state));
    supply.pots -= 1;
    stage.state.treasury.supplies.put(TOKEN, supply);
    stage.check();
    let key = (DAO, GENERAL, TOKEN);
    let mut holding = *stage.state.treasury.holdings.get(&key).unwrap();
    holding.reserved = holding.balance + 1;
    stage.state.treasury.holdings.put(key, holding);
    assert!(!conservation::figures_hold(&stage.state));
    assert!(!conservation::promises_are_kept(&stage.state));
}

#[test]
fn more_than_there_is_breaks_and_does_not_wrap() {
    let mut stage = Stage::new();
    let result = stage.with(Origin::Founder, |ctx| {
        let to = (Place::Account { account: BEN }, 101);
        treasury::post(ctx, TOKEN, Place::Account { account: ANNA }, &[to])
    });
    assert!(result.is_err());
}
