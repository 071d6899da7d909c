//! The same through signed transactions, on a ledger of its own.

use alloc::vec;

use aluma_types::{Amount, DaoId, Hash32, List, Name, Text};

use super::stage::body;
use crate::dao::{self, Joining, Manner, Visibility};
use crate::testing::World;
use crate::treasury;
use crate::treasury::actions::{Found, RecordIncome, Transfer};
use crate::treasury::types::{
    AssetKind, GENERAL, IncomeKind, NewAsset, Payment, Received, Recipient,
};
use crate::treasury::views::{BalancesView, TreasuryView};

fn found(world: &mut World, visibility: Visibility) -> (DaoId, Amount) {
    let (anna, ben) = (world.person("anna"), world.person("ben"));
    let holders = [anna, ben].map(|to| Payment { to, units: 100 });
    let asset = NewAsset {
        symbol: Text::new("UNIT").unwrap(),
        decimals: 0,
        kind: AssetKind::Token,
        supply: 1_000,
        holders: List::new(holders.into()).unwrap(),
    };
    let action = Found {
        handle: Name { text: body(), skeleton: Hash32([5; 32]) },
        name: body(),
        purpose: body(),
        joining: Joining::Invitation,
        manner: Manner::SmallCircle,
        template: None,
        visibility: Some(visibility),
        season: None,
        assets: List::new(vec![asset]).unwrap(),
        pots: List::default(),
        tip: None,
        changes: List::default(),
        domains: aluma_types::List::default(),
        roles: aluma_types::List::default(),
    };
    let dao = DaoId(world.act("anna", &action).unwrap().made.unwrap());
    let asset = treasury::assets_of(world.state(), dao).next().unwrap().1;
    (dao, Amount { asset, units: 40 })
}

fn income(dao: DaoId, amount: Amount) -> RecordIncome {
    let received = Received::Paid { amount, pot: GENERAL };
    let (kind, payer, document) = (IncomeKind::Sale, None, None);
    RecordIncome { dao, kind, received, payer, purpose: body(), document }
}

#[test]
fn found_paid_and_paid_out() {
    let mut world = World::new();
    let (dao, amount) = found(&mut world, Visibility::Open);
    world.act("ben", &income(dao, amount)).unwrap();
    assert_eq!(treasury::free(world.state(), (dao, amount.asset), world.now()), 1_040);
    let to = Recipient::Account { account: world.id("ben") };
    world.decide(dao, &Transfer { from: None, to, amount, reason: None }).unwrap();
    assert_eq!(treasury::balance(world.state(), world.id("ben"), amount.asset), 100);
}

#[test]
fn a_stranger_cannot_tell_a_closed_community_from_none() {
    let mut world = World::new();
    let (dao, amount) = found(&mut world, Visibility::Members);
    let absent = world.act("ben", &income(DaoId(77), amount)).unwrap_err();
    assert_eq!(world.act("ben", &income(dao, amount)).unwrap_err(), absent);
    let to = Recipient::Pot { dao, pot: GENERAL };
    let pay = Transfer { from: None, to, amount, reason: None };
    assert_eq!(world.act("ben", &pay).unwrap_err(), absent);
    assert_eq!(world.ask(Some("ben"), &TreasuryView { dao }).unwrap_err(), absent);
    world.ask(Some("anna"), &TreasuryView { dao }).unwrap();
    let all = BalancesView { dao: Some(dao), account: None, after: None };
    assert_eq!(world.ask(Some("ben"), &all).unwrap_err(), absent);
    // What is one's own everybody may see, and nobody else does.
    let ben = Some(world.id("ben"));
    let own = BalancesView { dao: Some(dao), account: ben, after: None };
    assert_eq!(world.ask(Some("ben"), &own).unwrap().rows[0].holdings.len(), 1);
    let others = BalancesView { dao: None, account: ben, after: None };
    assert_eq!(world.ask(None, &others).unwrap().rows[0].holdings.len(), 0);
}

#[test]
fn whoever_may_not_read_the_books_may_still_pay_into_them() {
    let mut world = World::new();
    let (dao, amount) = found(&mut world, Visibility::Listed);
    world.act("ben", &income(dao, amount)).unwrap();
    let refused = world.ask(Some("ben"), &TreasuryView { dao }).unwrap_err();
    assert_eq!(refused, dao::Refusal::ForMembers.into());
}
