//! Making units.

use alloc::format;
use alloc::vec;

use aluma_types::{AssetId, PotId, Span, Text};

use super::stage::*;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::treasury::actions::Issue;
use crate::treasury::actions::issue::IssueOf;
use crate::treasury::types::{AssetKind, GENERAL, MAX_ASSETS, Recipient};
use crate::treasury::{self, Refusal};

fn more(asset: AssetId, units: u128) -> Issue {
    Issue { asset: IssueOf::More { asset }, units, to: pot(GENERAL), reason: None }
}

fn fresh(symbol: &str, decimals: u8) -> Issue {
    let symbol = Text::new(symbol).unwrap();
    let asset = IssueOf::New { symbol, decimals, kind: AssetKind::Token };
    Issue { asset, units: 500, to: account(BEN), reason: None }
}

#[test]
fn within_the_cap_units_come_into_being() {
    let mut stage = Stage::new();
    // 10 % of 1,100.
    stage.enact(vec![more(TOKEN, 100), more(TOKEN, 10)]).unwrap();
    assert_eq!(stage.free(TOKEN), 1_110);
    let (asked, room) = (amount(TOKEN, 1), amount(TOKEN, 0));
    assert_eq!(stage.refused(BY_DAO, more(TOKEN, 1)), no(Refusal::BeyondMintCap { asked, room }));
    stage.pass(Span(Span::days(30).0 - 1));
    stage.act(BY_DAO, more(TOKEN, 1)).unwrap_err();
    stage.pass(Span(1));
    let room = amount(TOKEN, 121);
    let asked = amount(TOKEN, 122);
    assert_eq!(stage.refused(BY_DAO, more(TOKEN, 122)), no(Refusal::BeyondMintCap { asked, room }));
    stage.act(BY_DAO, more(TOKEN, 121)).unwrap();
}

#[test]
fn what_is_new_dilutes_nobody() {
    let mut stage = Stage::new();
    stage.enact(vec![fresh("NEW", 36)]).unwrap();
    let asset = AssetId(4);
    assert_eq!(stage.balance(BEN, asset), 500);
    assert_eq!(treasury::mint_room(&stage.state, asset, stage.now), 50);
    // Nothing of it there yet: no cap.
    stage.enact(vec![more(SHARE, u128::MAX)]).unwrap();
    let too_many = Refusal::SupplyTooLarge { asset: SHARE, most: 0 };
    assert_eq!(stage.refused(BY_DAO, more(SHARE, 1)), no(too_many));
}

#[test]
fn an_issue_beyond_the_largest_number_is_refused() {
    let mut stage = Stage::new();
    let most = u128::MAX - 1_100;
    let refused = stage.refused(BY_DAO, more(TOKEN, most + 1));
    assert_eq!(refused, no(Refusal::SupplyTooLarge { asset: TOKEN, most }));
    let refused = stage.refused(BY_DAO, more(TOKEN, most));
    let (asked, room) = (amount(TOKEN, most), amount(TOKEN, 110));
    assert_eq!(refused, no(Refusal::BeyondMintCap { asked, room }));
}

#[test]
fn refusals_in_the_order_of_the_checks() {
    let mut stage = Stage::new();
    let not_yours = KernelRefusal::NotYoursToDo { action: "issue" }.into();
    assert_eq!(stage.refused(member(ANNA), more(TOKEN, 1)), not_yours);
    assert_eq!(stage.refused(BY_DAO, more(AssetId(99), 0)), no(Refusal::NothingToIssue));
    let missing = Refusal::NoSuchAsset { asset: AssetId(99) };
    assert_eq!(stage.refused(BY_DAO, more(AssetId(99), 1)), no(missing));
    let foreign = Issue { to: pot(PotId(9)), ..more(FOREIGN, 1) };
    let refused = stage.refused(BY_DAO, foreign);
    assert_eq!(refused, no(Refusal::NotYourAsset { asset: FOREIGN }));
    let decimals = Refusal::TooManyDecimals { decimals: 37, limit: 36 };
    assert_eq!(stage.refused(BY_DAO, fresh("TOK", 37)), no(decimals));
    let taken = Refusal::SymbolTaken { asset: TOKEN };
    assert_eq!(stage.refused(BY_DAO, fresh("TOK", 36)), no(taken));
    // Another DAO's symbol is free here.
    stage.act(BY_DAO, fresh("FOR", 0)).unwrap();
    let no_pot = Issue { to: pot(PotId(9)), ..more(TOKEN, 9_999) };
    let refused = stage.refused(BY_DAO, no_pot);
    assert_eq!(refused, no(Refusal::NoSuchPot { dao: DAO, pot: 9 }));
    let elsewhere = Recipient::Pot { dao: OTHER, pot: GENERAL };
    let other_pot = Issue { to: elsewhere, ..more(TOKEN, 9_999) };
    assert_eq!(stage.refused(BY_DAO, other_pot), no(Refusal::NotYourPot { dao: OTHER }));
    for number in 3..MAX_ASSETS {
        stage.act(BY_DAO, fresh(&format!("A{number}"), 0)).unwrap();
    }
    let full = Refusal::TooManyAssets { limit: MAX_ASSETS as u64 };
    assert_eq!(stage.refused(BY_DAO, fresh("LAST", 0)), no(full));
}
