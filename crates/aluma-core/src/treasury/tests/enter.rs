//! Joining by what one holds.

use aluma_types::DaoId;

use super::stage::*;
use crate::dao::actions::{Amend, Join};
use crate::dao::{Refusal as DaoRefusal, Standing, is_admitted};
use crate::treasury::Refusal;
use crate::treasury::actions::Enter;

fn rules(stage: &mut Stage, changes: &[(&'static str, &'static str)]) {
    let changes = crate::testing::changes(changes);
    stage.act(BY_DAO, Amend { changes }).unwrap();
}

fn name(refusal: impl Into<crate::kernel::refusal::Refused>) -> &'static str {
    refusal.into().name
}

#[test]
fn whoever_holds_enough_joins_without_a_vote() {
    let mut stage = Stage::new();
    let enter = Enter { dao: DAO };
    let no_door = stage.refused(member(BEN), enter.clone()).name;
    assert_eq!(no_door, name(DaoRefusal::NotByHolding));
    rules(&mut stage, &[("membership.joining", "holding"), ("membership.units", "100")]);
    let join = Join { dao: Some(DAO), proof: None, handle: None, note: None };
    assert_eq!(stage.refused(member(BEN), join).name, name(DaoRefusal::JoinedByHolding));
    // Any asset of the community counts, and nothing is added up; another's counts nothing.
    stage.issue(TOKEN, account(BEN), 99);
    stage.issue(SHARE, account(BEN), 99);
    stage.issue(FOREIGN, account(BEN), 100);
    let less = Refusal::HoldsTooLittle { needed: 100 };
    assert_eq!(stage.refused(member(BEN), enter.clone()), no(less));
    stage.issue(SHARE, account(BEN), 1);
    stage.act(member(BEN), enter.clone()).unwrap();
    let standing = crate::dao::member(&stage.state, DAO, BEN).map(|row| row.standing);
    assert_eq!(standing, Some(Standing::Joined));
    assert!(!is_admitted(&stage.state, DAO, BEN), "accounts are free, so no head comes with it");
    assert_eq!(stage.refused(member(BEN), enter).name, name(DaoRefusal::AlreadyMember));
}

#[test]
fn the_asset_that_the_charter_names_is_the_one() {
    let mut stage = Stage::new();
    rules(&mut stage, &[("membership.joining", "holding"), ("membership.asset", "3")]);
    let enter = Enter { dao: DAO };
    stage.issue(TOKEN, account(BEN), 1);
    let less = Refusal::HoldsTooLittle { needed: 1 };
    assert_eq!(stage.refused(member(BEN), enter.clone()), no(less));
    stage.issue(FOREIGN, account(BEN), 1);
    stage.act(member(BEN), enter).unwrap();
}

#[test]
fn a_closed_door_is_seen_only_with_the_key_in_hand() {
    let mut stage = Stage::new();
    rules(&mut stage, &[("membership.joining", "holding"), ("visibility.readers", "members")]);
    let nowhere = stage.refused(member(BEN), Enter { dao: DaoId(99) });
    assert_eq!(stage.refused(member(BEN), Enter { dao: DAO }), nowhere);
    stage.issue(TOKEN, account(BEN), 1);
    stage.act(member(BEN), Enter { dao: DAO }).unwrap();
}
