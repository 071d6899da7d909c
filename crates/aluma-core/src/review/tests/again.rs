//! What is judged more than once.

use alloc::vec;

use aluma_types::{List, Span};

use super::stage::Circle;
use crate::kernel::ctx::Ctx;
use crate::reputation;
use crate::reputation::rules::decay::POINT;
use crate::reputation::rules::minting::BEST;
use crate::review::actions::closing;
use crate::review::types::{AuthorPart, Kind, Status};
use crate::review::{self, New};
use crate::testing::world::body;

/// Something that somebody gave and whose panels are told below.
fn given(circle: &mut Circle, who: &str) -> u64 {
    let (dao, account) = (circle.dao, circle.world.id(who));
    let new = New {
        domain: None,
        kind: Kind::Contribution,
        size: Span::hours(9),
        work: body("Something useful."),
        skills: List::default(),
        authors: List::new(vec![AuthorPart { account, part: 1 }]).expect("one"),
        by: account,
        payer: None,
    };
    let none = List::new(vec![0]).expect("one");
    let give = |ctx: &mut Ctx<'_>| Ok(review::trust(ctx, dao, (new, 0), none)?);
    circle.world.inside(give).expect("it is given")
}

/// A panel lets so much of it count, as good as can be.
fn found(circle: &mut Circle, evidence: u64, size: Span) {
    let (dao, tables) = (circle.dao, &circle.world.state().review);
    let of = tables.evidence.get(&(dao, evidence)).expect("it is there").clone();
    let makers = tables.makers.get(&(dao, evidence)).expect("somebody made it").clone();
    let give = |ctx: &mut Ctx<'_>| {
        let micro = closing::give(ctx, (dao, evidence, 0), (&of, &makers), (size, BEST))?;
        let (at, quality) = (ctx.now(), BEST);
        let status =
            Status::Judged { at, quality, size, micro, disputed: false, among_friends: false };
        ctx.state.review.evidence.update(&(dao, evidence), |row| row.status = status);
        Ok(())
    };
    circle.world.inside(give).expect("it is given");
}

fn record(circle: &Circle, who: &str) -> u128 {
    let of = (circle.dao, None, circle.world.id(who));
    reputation::record(circle.world.state(), of).map_or(0, |row| row.hard)
}

#[test]
fn however_often_panels_change_their_mind_the_record_holds_it_once() {
    let mut circle = Circle::new(3);
    let evidence = given(&mut circle, "m0");
    //  hours found -> points in the record, points that weigh
    for (hours, most, now) in [(5, 5, 5), (1, 5, 1), (5, 5, 5), (0, 5, 0), (3, 5, 3), (6, 6, 6)] {
        found(&mut circle, evidence, Span::hours(hours));
        assert_eq!(record(&circle, "m0"), u128::from(most * POINT), "{hours}");
        let weighs = circle.points("m0");
        assert!(weighs.abs_diff(now * POINT) <= 2, "{hours}: {weighs}");
    }
}

#[test]
fn what_is_found_less_later_takes_no_more_than_is_left_of_it() {
    let mut circle = Circle::new(3);
    let (old, new) = (given(&mut circle, "m0"), given(&mut circle, "m0"));
    found(&mut circle, old, Span::hours(4));
    // Two half-lives: it weighs a quarter.
    circle.world.advance(Span::days(360));
    found(&mut circle, new, Span::hours(4));
    let before = circle.points("m0");
    assert!(before.abs_diff(5 * POINT) < POINT / 1_000, "{before}");
    found(&mut circle, old, Span(0));
    let after = circle.points("m0");
    assert!(after.abs_diff(4 * POINT) < POINT / 1_000, "the other work stands: {after}");
    let told = circle.world.state().reputation.penalties.iter().next().map(|(_, row)| row.micro);
    let told = told.expect("a penalty");
    assert!(told.abs_diff(POINT) < POINT / 1_000, "a quarter of four points is told: {told}");
}
