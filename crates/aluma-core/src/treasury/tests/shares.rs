//! Voting shares over time.

use aluma_types::{AccountId, PublicKey, Span};

use super::stage::*;
use crate::dao::MAX_CHECKPOINTS;
use crate::identity::actions::Claim;
use crate::kernel::origin::Origin;
use crate::treasury;
use crate::treasury::actions::Transfer;
use crate::treasury::types::GENERAL;

fn held(stage: &Stage, account: AccountId) -> u128 {
    treasury::shares_of(&stage.state, SHARE, account).map_or(0, |held| held.value())
}

fn total(stage: &Stage) -> u128 {
    treasury::own_shares_total(&stage.state, (DAO, SHARE)).map_or(0, |held| held.value())
}

fn send(stage: &mut Stage, to: AccountId, units: u128) {
    let amount = amount(SHARE, units);
    let action = Transfer { from: None, to: account(to), amount, reason: None };
    stage.act(member(ANNA), action).unwrap();
}

#[test]
fn only_claimed_accounts_of_members_count() {
    let mut stage = Stage::new();
    stage.issue(SHARE, pot(GENERAL), 1_000);
    assert_eq!(total(&stage), 0);
    stage.issue(SHARE, account(ANNA), 100);
    stage.issue(SHARE, account(PAYEE), 50);
    assert_eq!((held(&stage, ANNA), held(&stage, PAYEE), total(&stage)), (100, 0, 100));
    stage.pass(Span::days(1));
    send(&mut stage, PAYEE, 30);
    assert_eq!((held(&stage, ANNA), total(&stage)), (70, 70));
    assert_eq!(treasury::shares_of(&stage.state, SHARE, ANNA).unwrap().at(stage.height - 1), 100);
    assert_eq!(
        treasury::own_shares_total(&stage.state, (DAO, SHARE)).unwrap().at(stage.height - 1),
        100
    );
}

#[test]
fn shares_that_change_hands_in_the_season_count_at_once_and_later_age() {
    let mut stage = Stage::new();
    stage.admit(BEN);
    stage.issue(SHARE, account(ANNA), 100);
    stage.pass(Span::days(1));
    send(&mut stage, BEN, 30);
    let aged = |stage: &Stage| {
        let held = treasury::shares_of(&stage.state, SHARE, BEN).unwrap();
        held.rows().last().map(|row| (row.value, row.aged))
    };
    assert_eq!(aged(&stage), Some((30, 30)));
    stage.pass(Span::days(30));
    send(&mut stage, BEN, 30);
    assert_eq!(aged(&stage), Some((60, 30)));
}

#[test]
fn shares_begin_to_count_when_the_account_is_claimed() {
    let mut stage = Stage::new();
    stage.admit(PAYEE);
    stage.issue(SHARE, account(PAYEE), 50);
    stage.issue(TOKEN, account(PAYEE), 50);
    let key = Some(PublicKey::Ed25519([9; 32]));
    stage.act(BY_DAO, Claim { account: PAYEE, key, proof: None }).unwrap();
    assert_eq!(total(&stage), 0);
    stage.pass(Span(1));
    assert_eq!((held(&stage, PAYEE), total(&stage)), (50, 50));
}

#[test]
fn a_claimed_account_that_is_no_member_goes_on_without_a_vote() {
    let mut stage = Stage::new();
    stage.issue(SHARE, account(PAYEE), 50);
    let key = Some(PublicKey::Ed25519([9; 32]));
    stage.act(BY_DAO, Claim { account: PAYEE, key, proof: None }).unwrap();
    stage.pass(Span(1));
    assert_eq!((held(&stage, PAYEE), total(&stage)), (0, 0));
    stage.check();
}

#[test]
fn shares_count_from_admission_until_somebody_leaves() {
    let mut stage = Stage::new();
    stage.issue(SHARE, account(ANNA), 100);
    stage.issue(SHARE, account(BEN), 40);
    assert_eq!((held(&stage, BEN), total(&stage)), (0, 100));
    stage.pass(Span::days(1));
    stage.admit(BEN);
    assert_eq!((held(&stage, BEN), total(&stage)), (40, 140));
    stage.pass(Span::days(1));
    let (height, leave) = (stage.height - 1, crate::dao::actions::Leave { dao: DAO });
    stage.act(member(BEN), leave).unwrap();
    stage.check();
    assert_eq!((held(&stage, BEN), total(&stage), stage.balance(BEN, SHARE)), (0, 100, 40));
    let then = treasury::shares_of(&stage.state, SHARE, BEN).unwrap().at(height);
    assert_eq!(then, 40, "an open vote weighs what was held");
    // What comes and goes meanwhile is counted when they are back.
    send(&mut stage, BEN, 5);
    stage.pass(Span::days(60));
    stage.admit(BEN);
    stage.check();
    assert_eq!((held(&stage, BEN), total(&stage)), (45, 140));
    let last = treasury::shares_of(&stage.state, SHARE, BEN).unwrap().rows().last().copied();
    assert_eq!(last.map(|row| row.aged), Some(0), "after the season it ages anew");
}

#[test]
fn what_is_at_stake_carries_no_vote() {
    let mut stage = Stage::new();
    stage.issue(SHARE, account(ANNA), 100);
    stage.pass(Span(1));
    let stake = amount(SHARE, 40);
    stage.with(Origin::Founder, |ctx| treasury::take_stake(ctx, ANNA, stake)).unwrap();
    assert_eq!((held(&stage, ANNA), total(&stage)), (60, 60));
    stage.pass(Span(1));
    let back = amount(SHARE, 30);
    stage.with(Origin::Founder, |ctx| treasury::end_stake(ctx, ANNA, back, None)).unwrap();
    let lost = amount(SHARE, 10);
    stage.with(Origin::Founder, |ctx| treasury::end_stake(ctx, ANNA, lost, Some(DAO))).unwrap();
    stage.check();
    assert_eq!((held(&stage, ANNA), total(&stage), stage.free(SHARE)), (90, 90, 10));
}

#[test]
fn specks_keep_nobody_from_paying_receiving_or_getting_a_stake_back() {
    let mut stage = Stage::new();
    stage.admit(BEN);
    stage.issue(SHARE, account(ANNA), 100_000);
    stage.issue(SHARE, account(BEN), 50_000);
    let (height, held_then) = (stage.height, held(&stage, BEN));
    for _ in 0..MAX_CHECKPOINTS + 10 {
        stage.height += 1;
        stage.now = stage.now.after(Span(1));
        send(&mut stage, BEN, 1);
    }
    let then = treasury::shares_of(&stage.state, SHARE, BEN).unwrap().at(height);
    assert_eq!(then, held_then, "an open vote weighs what was held");
    let specks = MAX_CHECKPOINTS as u128 + 10;
    assert_eq!((held(&stage, ANNA), held(&stage, BEN)), (100_000 - specks, 50_000 + specks));
    assert_eq!(total(&stage), 150_000);
    stage.pass(Span(1));
    let stake = amount(SHARE, 40);
    stage.with(Origin::Founder, |ctx| treasury::take_stake(ctx, BEN, stake)).unwrap();
    stage.pass(Span(1));
    stage.with(Origin::Founder, |ctx| treasury::end_stake(ctx, BEN, stake, None)).unwrap();
    stage.check();
}
