//! Answers.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, Span, Timestamp};

use super::stage::*;
use crate::identity::types::NewAccount;
use crate::kernel::origin::Origin;
use crate::kernel::view::{Look, View};
use crate::treasury::Refusal;
use crate::treasury::types::{Committed, GENERAL};
use crate::treasury::views::{AssetView, BalancesView, BatchView, TreasuryView};

fn look(stage: &Stage, reader: Option<AccountId>) -> Look<'_> {
    Look { state: &stage.state, now: stage.now, height: stage.height, reader, invited: None }
}

#[test]
fn holders_come_page_by_page() {
    let mut stage = Stage::new();
    for _ in 0..250 {
        let new = NewAccount::default();
        let made = stage.with(Origin::Founder, |ctx| crate::identity::create(ctx, new)).unwrap();
        stage.issue(TOKEN, account(made), 1);
        stage.issue(SHARE, account(made), 1);
    }
    stage.issue(FOREIGN, account(ANNA), 5);
    let mut view = BalancesView { dao: Some(DAO), account: None, after: None };
    let first = view.answer(&look(&stage, None)).unwrap();
    assert_eq!((first.rows.len(), first.rows[0].account), (200, ANNA));
    assert_eq!(first.rows[0].holdings.len(), 1, "another community's asset is not asked for");
    assert_eq!(first.rows[2].holdings.len(), 2);
    assert_eq!((first.rows[1].account, first.rows[1].holdings.len()), (PAYEE, 0), "enrolled");
    view.after = first.next;
    let second = view.answer(&look(&stage, None)).unwrap();
    assert_eq!((second.rows.len(), second.next), (52, None));
}

#[test]
fn an_account_sees_all_that_is_its_own() {
    let mut stage = Stage::new();
    stage.issue(FOREIGN, account(ANNA), 5);
    let mine = BalancesView { dao: None, account: None, after: None };
    let answer = mine.answer(&look(&stage, Some(ANNA))).unwrap();
    let amounts: alloc::vec::Vec<Amount> =
        answer.rows[0].holdings.iter().map(|row| row.amount).collect();
    assert_eq!(amounts, [amount(TOKEN, 100), amount(FOREIGN, 5)]);
    let refused = mine.answer(&look(&stage, None)).unwrap_err();
    assert_eq!(refused, no(Refusal::WhoseBalances));
}

#[test]
fn a_treasury_shows_pots_and_room() {
    let stage = Stage::new();
    let answer = TreasuryView { dao: DAO }.answer(&look(&stage, None)).unwrap();
    assert_eq!((answer.assets.len(), answer.pots.len()), (2, 2));
    let general = &answer.pots[0];
    assert_eq!((general.pot, general.holdings[0].balance), (GENERAL, amount(TOKEN, 1_000)));
    let free = &answer.free[0];
    assert_eq!((free.free, free.room), (amount(TOKEN, 1_000), 250));
    // And says why: a quarter in a week, two fifths in a month, and nothing left so far.
    let limits: Vec<_> = free.limits.iter().map(|row| (row.within, row.most, row.used)).collect();
    assert_eq!(limits, [(Span::days(7), 250, 0), (Span::days(30), 400, 0)]);
}

#[test]
fn what_left_is_told_under_each_limit() {
    let mut stage = Stage::new();
    let now = stage.now;
    let of = (DAO, TOKEN);
    crate::treasury::rules::limits::book(&mut stage.state, of, (Committed::All, 40), now);
    let told = |now| {
        let look = Look { now, ..look(&stage, None) };
        let answer = TreasuryView { dao: DAO }.answer(&look).unwrap();
        let row = &answer.free[0];
        (row.limits.iter().map(|row| row.used).collect::<Vec<_>>(), row.room)
    };
    let at = |days: u64, ms: u64| Timestamp(now.after(Span::days(days)).0.saturating_sub(ms));
    assert_eq!(told(at(7, 1)), (vec![40, 40], 210));
    assert_eq!(told(at(7, 0)), (vec![0, 40], 250));
    assert_eq!(told(at(30, 1)), (vec![0, 40], 250));
    assert_eq!(told(at(30, 0)), (vec![0, 0], 250));
}

#[test]
fn an_asset_tells_what_it_is() {
    let stage = Stage::new();
    let answer = AssetView { asset: TOKEN }.answer(&look(&stage, None)).unwrap();
    assert_eq!((answer.asset, answer.what.dao), (TOKEN, DAO));
    assert!(answer.supply.is_balanced());
    let none = AssetView { asset: aluma_types::AssetId(99) };
    let refused = none.answer(&look(&stage, None)).unwrap_err();
    assert_eq!(refused, no(Refusal::NoSuchAsset { asset: none.asset }));
}

#[test]
fn a_batch_is_found_by_its_reference() {
    let stage = Stage::new();
    let view = BatchView { dao: DAO, asset: TOKEN, group: aluma_types::Hash32([7; 32]) };
    assert_eq!(view.answer(&look(&stage, None)).unwrap().paid, None);
}
