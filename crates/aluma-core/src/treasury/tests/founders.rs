//! Founding by several who sign one payload.

use alloc::vec::Vec;

use aluma_types::admission::{COLLECTED_AHEAD, Inadmissible, VALID_AHEAD};
use aluma_types::{AccountId, Act, DaoId, Group, Hash32, KeyOf, List, Name, Signer, Span};

use super::stage::body;
use crate::dao::{self, Joining, Manner};
use crate::kernel::origin::Origin;
use crate::registry::REGISTRY;
use crate::testing::{World, act_of};
use crate::treasury::actions::Found;
use crate::treasury::types::{GENERAL, IncomeKind, Received};

fn found(handle: u8) -> Found {
    Found {
        handle: Name { text: body(), skeleton: Hash32([handle; 32]) },
        name: body(),
        purpose: body(),
        joining: Joining::Invitation,
        manner: Manner::SmallCircle,
        template: None,
        visibility: None,
        season: None,
        assets: List::default(),
        pots: List::default(),
        tip: None,
        changes: List::default(),
        domains: List::default(),
        roles: List::default(),
    }
}

fn act(handle: u8) -> Act {
    act_of(&REGISTRY, &found(handle))
}

fn together(world: &mut World, names: &[&str]) -> (Signer, Vec<AccountId>) {
    let mut accounts: Vec<_> = names.iter().map(|name| world.person(name)).collect();
    accounts.sort();
    let keys = accounts.iter().map(|account| KeyOf { account: *account, key: 0 });
    (Signer::Several(Group::new(keys.collect()).unwrap()), accounts)
}

#[test]
fn all_who_sign_are_members_from_the_first_moment() {
    let mut world = World::new();
    let (signer, accounts) = together(&mut world, &["anna", "ben", "cleo"]);
    let receipt = world.bring(signer, &found(1)).unwrap().unwrap();
    let dao = DaoId(receipt.made.unwrap());
    assert_eq!(receipt.origin, Origin::owner(accounts[0]));
    for account in accounts {
        assert!(dao::is_admitted(world.state(), dao, account));
    }
    // Who signs alone next has nobody beside them.
    let alone = world.act("anna", &found(2)).unwrap();
    let dao = DaoId(alone.made.unwrap());
    assert!(!dao::is_admitted(world.state(), dao, world.id("ben")));
}

#[test]
fn an_action_for_one_is_not_signed_by_several() {
    let mut world = World::new();
    let (signer, _) = together(&mut world, &["anna", "ben"]);
    let (payer, document) = (None, None);
    let received = Received::Paid {
        amount: aluma_types::Amount { asset: aluma_types::AssetId(1), units: 1 },
        pot: GENERAL,
    };
    let income = crate::treasury::actions::RecordIncome {
        dao: DaoId(1),
        kind: IncomeKind::Sale,
        received,
        payer,
        purpose: body(),
        document,
    };
    assert_eq!(world.bring(signer, &income), Err(Inadmissible::NotForSeveral));
}

#[test]
fn each_of_several_needs_a_key() {
    let mut world = World::new();
    let anna = KeyOf { account: world.person("anna"), key: 0 };
    for (account, key) in [(world.person("ben"), 1), (AccountId(999), 0)] {
        let group = Group::new([anna, KeyOf { account, key }].into()).unwrap();
        let brought = world.bring(Signer::Several(group), &found(1));
        assert_eq!(brought, Err(Inadmissible::UnknownKey));
    }
}

#[test]
fn several_have_thirty_days_and_one_has_a_day() {
    let mut world = World::new();
    let (several, accounts) = together(&mut world, &["anna", "ben"]);
    let alone = Signer::Key { account: accounts[0], key: 0 };
    for (signer, ahead, handle) in [(several, COLLECTED_AHEAD, 1), (alone, VALID_AHEAD, 2)] {
        let mut payload = world.payload(signer, act(handle));
        payload.valid_until = payload.valid_until.after(Span::days(90));
        let far = world.take(payload.clone());
        let Err(Inadmissible::TooFarAhead { until }) = far else { panic!("{far:?}") };
        // The next block comes one tick later, and may look as much further ahead.
        let next = world.take(payload.clone());
        let Err(Inadmissible::TooFarAhead { until: later }) = next else { panic!("{next:?}") };
        let tick = later.0 - until.0;
        payload.valid_until = aluma_types::Timestamp(later.0 + tick + 1);
        let over = world.take(payload.clone());
        assert!(matches!(over, Err(Inadmissible::TooFarAhead { .. })), "{over:?}");
        payload.valid_until = aluma_types::Timestamp(later.0 + 2 * tick);
        assert!(world.take(payload.clone()).unwrap().is_ok(), "{ahead:?}");
    }
}

/// A signature that counted once never counts again, as long as it could.
#[test]
fn what_several_signed_is_remembered_until_it_expires() {
    let mut world = World::new();
    let (signer, _) = together(&mut world, &["anna", "ben"]);
    let mut payload = world.payload(signer, act(1));
    payload.valid_until = payload.valid_until.after(Span::days(20));
    assert!(world.take(payload.clone()).unwrap().is_ok());
    assert_eq!(world.take(payload.clone()), Err(Inadmissible::NonceUsed));
    world.sleep(Span::days(19));
    assert_eq!(world.take(payload.clone()), Err(Inadmissible::NonceUsed));
    world.sleep(Span::days(2));
    assert_eq!(world.take(payload), Err(Inadmissible::Expired));
}

/// Neither key's nonces are touched: one who waits for others can go on alone meanwhile.
#[test]
fn signing_with_others_holds_up_nobody() {
    let mut world = World::new();
    let (signer, _) = together(&mut world, &["anna", "ben"]);
    let late = world.payload(signer, act(1));
    let mut late = late;
    late.valid_until = late.valid_until.after(Span::days(9));
    for handle in 2..4 {
        world.act("anna", &found(handle)).unwrap();
        world.act("ben", &found(handle + 10)).unwrap();
    }
    world.sleep(Span::days(8));
    assert!(world.take(late).unwrap().is_ok());
}
