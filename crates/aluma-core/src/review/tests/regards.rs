//! Whoever rates somebody far above what others find is seen, and not drawn for them.

use aluma_types::{AccountId, Span};

use super::stage::Circle;
use crate::review::rules::fixed::Fixed;
use crate::review::rules::regard::{Beyond, HIGH, Regard};
use crate::review::types::Status;
use crate::review::views::RegardsView;

/// Twelve of 25 have rated `m0` higher than others did by so much: how many of them sit on the panels of
/// three things that `m0` made.
fn sit(by: u32) -> usize {
    let mut circle = Circle::new(25);
    let dao = circle.dao;
    let raters: alloc::vec::Vec<AccountId> =
        (1..=12).map(|who| circle.world.id(&circle.members[who].clone())).collect();
    let to = circle.world.id("m0");
    let closed = Beyond { ratings: Fixed::ONE, by: Fixed::whole(by) };
    let epoch = crate::reputation::epoch_at(circle.world.state(), dao, circle.world.now());
    let regard = Regard { epoch, closed, open: Beyond::default() };
    let put = |ctx: &mut crate::kernel::ctx::Ctx<'_>| {
        for from in &raters {
            ctx.state.review.regards.put((dao, *from, to), regard);
        }
        Ok(())
    };
    circle.world.inside(put).expect("put");
    let claims = [(); 3].map(|()| circle.claim("m0"));
    circle.world.advance(Span::minutes(1));
    let seats = claims.map(|evidence| {
        let panel = circle.panel(evidence);
        panel.sitting().filter(|seat| raters.contains(&seat.account)).count()
    });
    seats.iter().sum()
}

#[test]
fn whoever_rates_somebody_far_higher_than_others_does_not_judge_them_again() {
    assert_eq!(sit(HIGH), 0);
    assert!(sit(HIGH - 1) > 0);
}

#[test]
fn two_who_rate_each_other_far_higher_than_others_are_seen_once_the_epoch_is_over() {
    let mut circle = Circle::new(8);
    // Everybody finds 60 in all that is made, but m0 and m1 find 100 in each other's.
    let friends = ["m0", "m1"];
    let found = |who: &str, by: &str| -> u8 {
        if who != by && friends.contains(&who) && friends.contains(&by) { 100 } else { 60 }
    };
    for _ in 0..6 {
        for by in friends {
            let evidence = circle.claim(by);
            circle.world.advance(Span::minutes(1));
            for turn in [true, false] {
                for who in circle.sitting(evidence) {
                    let rating = (found(&who, by), Span::hours(5));
                    if turn {
                        circle.seal(&who, evidence, rating);
                    } else {
                        circle.reveal(&who, evidence, rating);
                    }
                }
            }
            // Ratings that lie far apart ask for two more.
            circle.world.advance(Span::minutes(1));
            circle.judge_all((60, Span::hours(5)));
            circle.world.advance(Span::minutes(1));
            circle.judge_all((60, Span::hours(5)));
            assert!(matches!(circle.status(evidence), Status::Judged { .. }), "{evidence}");
        }
    }
    let view = RegardsView { dao: circle.dao, after: None };
    let pairs = circle.world.ask(Some("m3"), &view).expect("answered").pairs;
    assert!(pairs.is_empty(), "not before it is over");
    circle.world.advance(Span::days(15));
    let answer = circle.world.ask(Some("m3"), &view).expect("answered");
    let [one, other] = friends.map(|who| circle.world.id(who));
    let row = answer.pairs.first().expect("a pair");
    assert_eq!((row.pair.one, row.pair.other), (one.min(other), one.max(other)));
    assert_eq!(answer.pairs.len(), 1);
    assert!(row.there.mean.thousandths >= 20_000 && row.back.mean.thousandths >= 20_000);
    assert_eq!(answer.next, None);
    let pair = |a, b| {
        let now = circle.world.now();
        crate::review::regard_each_other(circle.world.state(), (circle.dao, now), (a, b))
    };
    assert_eq!(pair(one, other), Some(true));
    assert_eq!(pair(other, one), Some(true));
    let third = circle.world.id("m3");
    assert_ne!(pair(one, third), Some(true));
}
