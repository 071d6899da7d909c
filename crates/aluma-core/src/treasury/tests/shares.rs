//! Voting shares over time.

use aluma_types::{AccountId, PublicKey, Span};

use super::stage::*;
use crate::dao::MAX_CHECKPOINTS;
use crate::identity::actions::Claim;
use crate::kernel::origin::Origin;
use crate::treasury::actions::Transfer;
use crate::treasury::types::GENERAL;
use crate::treasury::{self, Refusal};

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
fn only_claimed_accounts_count() {
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
fn shares_begin_to_count_when_the_account_is_claimed() {
    let mut stage = Stage::new();
    stage.issue(SHARE, account(PAYEE), 50);
    stage.issue(TOKEN, account(PAYEE), 50);
    let key = Some(PublicKey::Ed25519([9; 32]));
    stage.act(BY_DAO, Claim { account: PAYEE, key, proof: None }).unwrap();
    assert_eq!(total(&stage), 0);
    stage.pass(Span(1));
    assert_eq!((held(&stage, PAYEE), total(&stage)), (50, 50));
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
fn more_changes_than_are_remembered_are_refused_until_they_are_old() {
    let mut stage = Stage::new();
    stage.issue(SHARE, account(ANNA), 100_000);
    for _ in 1..MAX_CHECKPOINTS {
        stage.height += 1;
        stage.now = stage.now.after(Span(1));
        send(&mut stage, BEN, 1);
    }
    stage.height += 1;
    stage.now = stage.now.after(Span(1));
    let amount = amount(SHARE, 1);
    let one_more = Transfer { from: None, to: account(BEN), amount, reason: None };
    let full = no(Refusal::TooManyChanges { account: ANNA });
    assert_eq!(stage.refused(member(ANNA), one_more.clone()), full);
    stage.pass(Span::days(121));
    stage.act(member(ANNA), one_more).unwrap();
}
