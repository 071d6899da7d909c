//! Paying many.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{AccountId, AssetId, Hash32, List, PotId, Span};

use proptest::prelude::*;

use super::stage::*;
use crate::identity::Refusal as IdentityRefusal;
use crate::identity::types::NewAccount;
use crate::kernel::origin::Origin;
use crate::treasury::actions::PayBatch;
use crate::treasury::types::{MAX_PAYMENTS, Payment, Reference};
use crate::treasury::{self, Committed, Refusal};

fn batch(rows: &[(AccountId, u128)]) -> PayBatch {
    let rows = rows.iter().map(|(to, units)| Payment { to: *to, units: *units });
    PayBatch {
        from: None,
        asset: TOKEN,
        payments: List::new(rows.collect()).unwrap(),
        reference: None,
        reason: None,
    }
}

fn referred(group: u8, content: u8) -> Option<Reference> {
    Some(Reference { group: Hash32([group; 32]), content: Hash32([content; 32]) })
}

#[test]
fn each_gets_what_stands_in_the_list() {
    let mut stage = Stage::new();
    stage.enact(vec![batch(&[(PAYEE, 100), (ANNA, 50), (BEN, 100)])]).unwrap();
    let has = [ANNA, BEN, PAYEE].map(|who| stage.balance(who, TOKEN));
    assert_eq!((has, stage.free(TOKEN)), ([150, 100, 100], 750));
    let to_ben = treasury::committed(
        &stage.state,
        (DAO, TOKEN),
        stage.now.before(Span::days(30)),
        Committed::To(BEN),
    );
    assert_eq!(to_ben, 100);
}

#[test]
fn a_member_may_pay_many() {
    let mut stage = Stage::new();
    stage.act(member(ANNA), batch(&[(PAYEE, 60), (BEN, 40)])).unwrap();
    assert_eq!([ANNA, BEN, PAYEE].map(|who| stage.balance(who, TOKEN)), [0, 40, 60]);
}

/// Every row of the ledger after one batch.
fn rows_after(rows: &[(AccountId, u128)]) -> Vec<(u16, Vec<u8>, Vec<u8>)> {
    let mut stage = Stage::new();
    stage.act(BY_DAO, batch(rows)).unwrap();
    let mut found = Vec::new();
    for table in stage.state.tables() {
        let number = table.spec().number;
        table.each(&mut |key, value| found.push((number, key.to_vec(), value.to_vec())));
    }
    found
}

fn arb_rows() -> impl Strategy<Value = Vec<(AccountId, u128)>> {
    let units = prop::array::uniform3(1..84u128);
    units.prop_map(|[a, b, c]| vec![(ANNA, a), (BEN, b), (PAYEE, c)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_the_list_does_not_matter(
        (rows, turned) in arb_rows().prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle())),
    ) {
        prop_assert_eq!(rows_after(&rows), rows_after(&turned));
    }

    #[test]
    fn one_batch_is_worth_its_payments_one_by_one(rows in arb_rows()) {
        let (mut at_once, mut singly) = (Stage::new(), Stage::new());
        at_once.act(BY_DAO, batch(&rows)).unwrap();
        for row in &rows {
            singly.act(BY_DAO, batch(&[*row])).unwrap();
        }
        for (who, _) in &rows {
            prop_assert_eq!(at_once.balance(*who, TOKEN), singly.balance(*who, TOKEN));
        }
        let room = |stage: &Stage| treasury::room(&stage.state, (DAO, TOKEN), stage.now, 1_000);
        prop_assert_eq!(room(&at_once), room(&singly));
    }
}

#[test]
fn a_reference_is_paid_once() {
    let mut stage = Stage::new();
    let paid = PayBatch { reference: referred(1, 1), ..batch(&[(BEN, 1)]) };
    stage.act(BY_DAO, paid.clone()).unwrap();
    let at = stage.now;
    stage.pass(Span::days(1));
    assert_eq!(stage.refused(BY_DAO, paid.clone()), no(Refusal::AlreadyPaid { at }));
    let other = PayBatch { reference: referred(1, 2), ..paid.clone() };
    assert_eq!(stage.refused(BY_DAO, other), no(Refusal::ReferenceTaken { at }));
    let next = PayBatch { reference: referred(2, 1), ..paid.clone() };
    stage.act(BY_DAO, next).unwrap();
    // The same reference in another asset is another payment.
    stage.issue(FOREIGN, pot(PotId(0)), 100);
    stage.act(BY_DAO, PayBatch { asset: FOREIGN, ..paid }).unwrap();
}

#[test]
fn two_thousand_and_no_more() {
    let mut stage = Stage::new();
    stage.issue(TOKEN, pot(PotId(0)), 9_000);
    let rows: Vec<(AccountId, u128)> = stage.with(Origin::Founder, |ctx| {
        let new = |_| crate::identity::create(ctx, NewAccount::default()).unwrap();
        (0..MAX_PAYMENTS).map(new).map(|account| (account, 1)).collect()
    });
    stage.enact(vec![batch(&rows)]).unwrap();
    assert!(rows.iter().all(|(account, _)| stage.balance(*account, TOKEN) == 1));
    let one_more = rows.iter().chain(&[(BEN, 1)]);
    let one_more = one_more.map(|(to, units)| Payment { to: *to, units: *units }).collect();
    assert!(List::<Payment, MAX_PAYMENTS>::new(one_more).is_err());
}

#[test]
fn refusals_in_the_order_of_the_checks() {
    let mut stage = Stage::new();
    let nothing = no(Refusal::NothingToPay);
    assert_eq!(stage.refused(BY_DAO, batch(&[])), nothing);
    assert_eq!(stage.refused(BY_DAO, batch(&[(BEN, 1), (NOBODY, 0), (BEN, 1)])), nothing);
    let twice = batch(&[(BEN, 1), (NOBODY, u128::MAX), (BEN, 1)]);
    assert_eq!(stage.refused(BY_DAO, twice), no(Refusal::PayeeTwice { account: BEN }));
    let huge = PayBatch { asset: AssetId(99), ..batch(&[(BEN, 1), (NOBODY, u128::MAX)]) };
    assert_eq!(stage.refused(BY_DAO, huge), no(Refusal::SumTooLarge));
    let no_asset = PayBatch { asset: AssetId(99), ..batch(&[(NOBODY, u128::MAX)]) };
    let missing = Refusal::NoSuchAsset { asset: AssetId(99) };
    assert_eq!(stage.refused(BY_DAO, no_asset), no(missing));
    let wrong = PayBatch { from: Some(PotId(9)), reference: referred(1, 1), ..batch(&[]) };
    let no_payee = PayBatch { payments: batch(&[(NOBODY, 9_999)]).payments, ..wrong.clone() };
    let missing = IdentityRefusal::NoSuchAccount { account: NOBODY }.into();
    assert_eq!(stage.refused(member(ANNA), no_payee), missing);
    let not_theirs = PayBatch { payments: batch(&[(ANNA, 9_999)]).payments, ..wrong };
    let from = no(Refusal::OnlyTheDao { field: "from" });
    assert_eq!(stage.refused(member(ANNA), not_theirs.clone()), from);
    let no_pot = no(Refusal::NoSuchPot { dao: DAO, pot: 9 });
    assert_eq!(stage.refused(BY_DAO, not_theirs.clone()), no_pot);
    let referred = PayBatch { from: None, ..not_theirs };
    let reference = no(Refusal::OnlyTheDao { field: "reference" });
    assert_eq!(stage.refused(member(ANNA), referred.clone()), reference);
    let to_self = PayBatch { reference: None, ..referred };
    assert_eq!(stage.refused(member(ANNA), to_self), no(Refusal::PaidToItself));
    let less = Refusal::NotEnough { asked: amount(TOKEN, 101), has: amount(TOKEN, 100) };
    assert_eq!(stage.refused(member(ANNA), batch(&[(BEN, 50), (PAYEE, 51)])), no(less));
    let (asked, free) = (amount(TOKEN, 1_001), amount(TOKEN, 1_000));
    let less = Refusal::NotEnoughFree { asked, free, pot: 0 };
    assert_eq!(stage.refused(BY_DAO, batch(&[(BEN, 1_000), (PAYEE, 1)])), no(less));
    let (asked, room) = (amount(TOKEN, 251), amount(TOKEN, 250));
    let too_fast = no(Refusal::BeyondVelocity { asked, room });
    assert_eq!(stage.refused(BY_DAO, batch(&[(BEN, 250), (PAYEE, 1)])), too_fast);
    stage.act(BY_DAO, batch(&[(BEN, 249), (PAYEE, 1)])).unwrap();
}
