//! What was committed, from both sides of every window.

use aluma_types::spec::Track;
use aluma_types::{AssetId, Span};

use super::stage::*;
use crate::kernel::origin::Origin;
use crate::treasury::rules::limits::{book, committed, mint_room, most, most_minted, room};
use crate::treasury::types::GENERAL;
use crate::treasury::{self, Commit, Committed};

const OF: (aluma_types::DaoId, AssetId) = (DAO, TOKEN);

fn book_all(stage: &mut Stage, units: u128) {
    let now = stage.now;
    stage.with(Origin::Founder, |ctx| book(ctx.state, OF, (Committed::All, units), now));
}

#[test]
fn room_is_the_smaller_of_week_and_month() {
    let mut stage = Stage::new();
    assert_eq!(room(&stage.state, OF, stage.now, 1_000), 250);
    assert_eq!(most(&stage.state, OF, 1_000), 250);
    book_all(&mut stage, 200);
    assert_eq!(room(&stage.state, OF, stage.now, 1_000), 50);
    stage.pass(Span(Span::days(7).0 - 1));
    assert_eq!(room(&stage.state, OF, stage.now, 1_000), 50);
    stage.pass(Span(1));
    assert_eq!(room(&stage.state, OF, stage.now, 1_000), 200);
    stage.pass(Span(Span::days(23).0 - 1));
    assert_eq!(room(&stage.state, OF, stage.now, 1_000), 200);
    stage.pass(Span(1));
    assert_eq!(room(&stage.state, OF, stage.now, 1_000), 250);
}

#[test]
fn room_for_a_sum_comes_when_older_ones_have_left() {
    let mut stage = Stage::new();
    book_all(&mut stage, 200);
    let now = stage.now;
    // The week's limit lets go after seven days, the month's after thirty.
    let week = now.after(Span::days(7));
    let month = now.after(Span::days(30));
    let at = |moment| room(&stage.state, OF, moment, 1_000);
    assert_eq!(at(now), 50);
    assert_eq!(at(week.before(Span(1))), 50);
    assert_eq!(at(week), 200);
    assert_eq!(at(month.before(Span(1))), 200);
    assert_eq!(at(month), 250);
}

#[test]
fn what_may_be_issued_is_a_part_of_what_there_was_before() {
    let mut stage = Stage::new();
    let mint = |stage: &mut Stage, units| {
        let now = stage.now;
        stage.issue(SHARE, pot(GENERAL), units);
        stage.with(Origin::Founder, |ctx| {
            book(ctx.state, (DAO, SHARE), (Committed::Mint, units), now);
        });
    };
    let figures = |stage: &Stage| {
        (mint_room(&stage.state, SHARE, stage.now), most_minted(&stage.state, SHARE))
    };
    // Nothing was there before this block: nobody is diluted, however many issues there are.
    assert_eq!(figures(&stage), (u128::MAX, u128::MAX));
    mint(&mut stage, 400);
    assert_eq!(figures(&stage), (u128::MAX - 400, 40));
    mint(&mut stage, 600);
    assert_eq!(figures(&stage), (u128::MAX - 1_000, 100));
    // From the next block on the units are there, and all of them new.
    stage.pass(Span(1));
    assert_eq!(figures(&stage), (0, 100));
    stage.pass(Span(Span::days(30).0 - 2));
    assert_eq!(figures(&stage), (0, 100));
    stage.pass(Span(1));
    assert_eq!(figures(&stage), (100, 100));
    mint(&mut stage, 60);
    // A tenth of 1,000 now, and of 1,060 once the 60 have left the window.
    assert_eq!(figures(&stage), (40, 106));
    stage.pass(Span::days(30));
    assert_eq!(figures(&stage), (106, 106));
}

#[test]
fn each_sum_is_kept_by_whom_it_concerns() {
    let mut stage = Stage::new();
    let since = stage.now.before(Span::days(30));
    stage.with(Origin::Founder, |ctx| {
        for (units, by, track) in [(5, ANNA, Track::Tip), (7, BEN, Track::Spend)] {
            treasury::commit(ctx, Commit { dao: DAO, asset: TOKEN, units, by, track });
        }
    });
    let sum = |whose| committed(&stage.state, OF, since, whose);
    assert_eq!((sum(Committed::By(ANNA)), sum(Committed::By(BEN))), (5, 7));
    let tracks = Track::ALL.map(|track| sum(Committed::Track(track)));
    assert_eq!(tracks, [5, 7, 0, 0, 0]);
    assert_eq!((sum(Committed::All), sum(Committed::To(ANNA))), (0, 0));
}

#[test]
fn rows_nobody_asks_for_are_forgotten() {
    let mut stage = Stage::new();
    for units in 1..=20 {
        let now = stage.now;
        let whose = Committed::To(aluma_types::AccountId(units));
        stage.with(Origin::Founder, |ctx| book(ctx.state, OF, (whose, 1), now));
        stage.pass(Span::days(10));
    }
    assert!(stage.state.treasury.commitments.len() <= 4);
}

#[test]
fn a_sum_beyond_the_largest_number_is_held_there() {
    let mut stage = Stage::new();
    book_all(&mut stage, u128::MAX);
    book_all(&mut stage, u128::MAX);
    let since = stage.now.before(Span::days(30));
    assert_eq!(committed(&stage.state, OF, since, Committed::All), u128::MAX);
    assert_eq!(room(&stage.state, OF, stage.now, u128::MAX), 0);
}
