//! Founding a community with what it owns.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{AccountId, Hash32, List, Name, PotId, Share, Text};

use super::stage::*;
use crate::dao::{self, ChangeText, Joining, Manner, Template};
use crate::identity::Refusal as IdentityRefusal;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::origin::Origin;
use crate::treasury::actions::Found;
use crate::treasury::types::{AssetKind, GENERAL, NewAsset, Payment};
use crate::treasury::{self, Refusal};

const NEW: aluma_types::DaoId = aluma_types::DaoId(3);

fn found(assets: Vec<NewAsset>, pots: &[&str]) -> Found {
    Found {
        handle: Name { text: body(), skeleton: Hash32([9; 32]) },
        name: body(),
        purpose: body(),
        joining: Joining::Invitation,
        manner: Manner::SmallCircle,
        template: None,
        visibility: None,
        season: None,
        assets: List::new(assets).unwrap(),
        pots: List::new(pots.iter().map(|name| Text::new(name).unwrap()).collect()).unwrap(),
        tip: None,
        changes: List::default(),
        domains: List::default(),
        roles: List::default(),
    }
}

fn asset(symbol: &str, supply: u128, holders: &[(AccountId, u128)]) -> NewAsset {
    let rows = holders.iter().map(|(to, units)| Payment { to: *to, units: *units });
    NewAsset {
        symbol: Text::new(symbol).unwrap(),
        decimals: 2,
        kind: AssetKind::VotingShare,
        supply,
        holders: List::new(rows.collect()).unwrap(),
    }
}

#[test]
fn four_answers_are_enough() {
    let mut stage = Stage::new();
    stage.act(member(BEN), found(vec![], &[])).unwrap();
    assert_eq!(stage.made, Some(NEW.0));
    assert!(dao::is_admitted(&stage.state, NEW, BEN));
    assert!(stage.state.treasury.pots.contains(&(NEW, GENERAL)));
}

#[test]
fn what_it_issues_lies_where_it_said_and_counts_at_once() {
    let mut stage = Stage::new();
    let holders = [(ANNA, 30), (PAYEE, 20)];
    let action = found(vec![asset("ONE", 1_000, &holders), asset("TWO", 0, &[])], &["tools"]);
    stage.act(member(BEN), action).unwrap();
    let one = treasury::assets_of(&stage.state, NEW).next().unwrap().1;
    assert_eq!(treasury::free(&stage.state, (NEW, one), stage.now), 1_000);
    assert_eq!((stage.balance(ANNA, one), stage.balance(PAYEE, one)), (30, 20));
    let supply = treasury::supply(&stage.state, one).unwrap();
    assert_eq!((supply.issued, supply.pots, supply.accounts), (1_050, 1_000, 50));
    assert!(stage.state.treasury.pots.contains(&(NEW, PotId(1))));
    // Anna's count once she is a member, in full as long as the season lasts.
    assert!(treasury::shares_of(&stage.state, one, ANNA).is_none());
    stage.with(Origin::Founder, |ctx| dao::admit_member(ctx, NEW, ANNA, None)).unwrap();
    let held = treasury::shares_of(&stage.state, one, ANNA).unwrap();
    assert_eq!(held.rows()[0].aged, 30);
    // The founding is over every limit, and none of it is counted against them.
    assert_eq!(treasury::mint_room(&stage.state, one, stage.now), 105);
}

#[test]
fn the_tip_is_a_change_of_the_charter_like_every_other() {
    let action = Found { tip: Some(Share::percent(3)), ..found(vec![], &[]) };
    let changes = action.new_dao(BEN, 1).changes;
    let words: Vec<_> = changes.iter().map(|c| (c.key.as_str(), c.value.as_str())).collect();
    assert_eq!(words, [("tip.limit", "3/100")]);
}

/// Whoever founds cannot know the numbers that its assets will get, and an open community has to
/// name one: it counts shares.
#[test]
fn the_charter_names_what_is_issued_with_it_by_its_symbol() {
    let changes = |asset: &str| {
        let rows = [
            ("weight.heads", "0"),
            ("weight.shares", "10000"),
            ("weight.shares-on-constitution", "yes"),
            ("weight.asset", asset),
        ];
        let row = |(key, value): (&str, &str)| ChangeText {
            key: Text::new(key).unwrap(),
            value: Text::new(value).unwrap(),
        };
        List::new(rows.map(row).to_vec()).unwrap()
    };
    let open = |asset_named: &str| Found {
        joining: Joining::Open,
        changes: changes(asset_named),
        ..found(vec![asset("EUR", 9, &[]), asset("VOTE", 0, &[(BEN, 60), (ANNA, 40)])], &[])
    };
    let mut stage = Stage::new();
    assert_eq!(
        stage.refused(member(BEN), open("NONE")),
        dao::Refusal::BadParameter { parameter: "weight.asset" }.into()
    );
    stage.act(member(BEN), open("VOTE")).unwrap();
    let vote = treasury::assets_of(&stage.state, NEW).nth(1).unwrap().1;
    let spec = dao::parameter("weight.asset").unwrap();
    let named = dao::asset_parameter(&stage.state, NEW, spec);
    assert_eq!((named, stage.balance(BEN, vote)), (Some(vote), 60));
}

#[test]
fn an_archive_has_no_limits() {
    let mut stage = Stage::new();
    let template = Some(Template::Archive);
    let action = Found { template, ..found(vec![asset("ONE", 1_000, &[])], &[]) };
    stage.act(member(BEN), action).unwrap();
    let one = treasury::assets_of(&stage.state, NEW).next().unwrap().1;
    assert_eq!(treasury::room(&stage.state, (NEW, one), stage.now, 1_000), u128::MAX);
    assert_eq!(treasury::mint_room(&stage.state, one, stage.now), u128::MAX - 1_000);
}

#[test]
fn refusals_in_the_order_of_the_checks() {
    let mut stage = Stage::new();
    let not_yours = KernelRefusal::NotYoursToDo { action: "found" }.into();
    assert_eq!(stage.refused(BY_DAO, found(vec![], &[])), not_yours);
    let deep = NewAsset { decimals: 37, ..asset("ONE", 0, &[(NOBODY, 0)]) };
    let decimals = Refusal::TooManyDecimals { decimals: 37, limit: 36 };
    assert_eq!(stage.refused(member(BEN), found(vec![deep], &["general"])), no(decimals));
    let mut refused = |assets, pots: &[&str]| stage.refused(member(BEN), found(assets, pots));
    let one = asset("ONE", 1, &[]);
    let twice = vec![one.clone(), asset("ONE", 1, &[(NOBODY, 0)])];
    assert_eq!(refused(twice, &["general"]), no(Refusal::SymbolTwice));
    let zero = asset("ONE", u128::MAX, &[(BEN, 1), (NOBODY, 0)]);
    assert_eq!(
        refused(vec![asset("ONE", 0, &[(BEN, 0)])], &["general"]),
        no(Refusal::NothingToPay)
    );
    assert_eq!(refused(vec![zero], &["general"]), no(Refusal::SumTooLarge));
    let payee_twice = asset("ONE", 1, &[(NOBODY, 1), (NOBODY, 1)]);
    let expected = no(Refusal::PayeeTwice { account: NOBODY });
    assert_eq!(refused(vec![payee_twice], &["general"]), expected);
    let absent = asset("ONE", 1, &[(NOBODY, 1)]);
    assert_eq!(refused(vec![absent.clone()], &["general"]), no(Refusal::PotTwice));
    assert_eq!(refused(vec![absent.clone()], &["a", "a"]), no(Refusal::PotTwice));
    let nobody = IdentityRefusal::NoSuchAccount { account: NOBODY }.into();
    assert_eq!(refused(vec![absent], &["a"]), nobody);
    stage.act(member(BEN), found(vec![one], &["a"])).unwrap();
    let taken = stage.refused(member(BEN), found(vec![], &[]));
    assert_eq!(taken, dao::Refusal::HandleTaken.into());
}
