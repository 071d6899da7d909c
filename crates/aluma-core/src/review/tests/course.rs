//! The course of a panel, by signed acts and by time alone.

use aluma_types::Span;

use super::stage::{Circle, names};
use crate::review::types::{Rated, Stage, Status};
use crate::review::views::DrawView;
use crate::review::views::draw::{Wrong, replay};

const HOURS: Span = Span::hours(3);

fn judged(circle: &Circle, evidence: u64) -> (u64, Span, u64) {
    match circle.status(evidence) {
        Status::Judged { quality, size, micro, .. } => (quality, size, micro),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_draw_waits_for_the_beacon_of_two_blocks_later() {
    let mut circle = Circle::new(5);
    let evidence = circle.claim("m0");
    circle.world.due();
    circle.world.due();
    assert_eq!(circle.panel(evidence).stage, Stage::Waiting, "two blocks later it is made");
    circle.world.due();
    assert!(matches!(circle.panel(evidence).stage, Stage::Commits { .. }), "the third knows it");
    assert_eq!(circle.panel(evidence).seats.len(), 3);
    assert!(!circle.sitting(evidence).contains(&"m0".into()), "nobody judges what they made");
}

#[test]
fn a_draw_is_the_same_however_late_it_runs() {
    let late = |blocks: u32| {
        let mut circle = Circle::new(12);
        let evidence = circle.claim("m0");
        // Blocks with nothing due.
        (0..blocks).for_each(|number| {
            circle.world.person(&alloc::format!("stranger{number}"));
        });
        circle.world.advance(Span::minutes(1));
        circle.sitting(evidence)
    };
    assert_eq!(late(0), late(9));
}

#[test]
fn ratings_bring_points_and_each_stage_ends_with_the_last() {
    let mut circle = Circle::new(3);
    let evidence = circle.claim("m0");
    circle.world.advance(Span::minutes(1));
    let mut sitting = circle.sitting(evidence);
    sitting.sort_unstable();
    assert_eq!(sitting, names(&["m1", "m2"]));
    circle.seal("m1", evidence, (100, HOURS));
    assert!(matches!(circle.panel(evidence).stage, Stage::Commits { .. }));
    circle.seal("m2", evidence, (80, Span::hours(2)));
    assert!(matches!(circle.panel(evidence).stage, Stage::Reveals { .. }));
    circle.reveal("m2", evidence, (80, Span::hours(2)));
    circle.reveal("m1", evidence, (100, HOURS));
    // Mean 90; of 2 and 3 hours the lower, of which five that were claimed take off a half, as much as
    // they may: 1 * (90 - 30) / 70 points.
    let micro = 1_000_000u64 * 60 / 70;
    assert_eq!(judged(&circle, evidence), (90_000_000, Span::hours(1), micro));
    assert!(circle.points("m0").abs_diff(micro) <= 1);
}

#[test]
fn ratings_far_apart_ask_for_two_more() {
    let mut circle = Circle::new(12);
    let evidence = circle.claim("m0");
    circle.world.advance(Span::minutes(1));
    let first = circle.sitting(evidence);
    assert_eq!(first.len(), 3);
    let ratings = [(10, HOURS), (90, HOURS), (95, HOURS)];
    for (who, rating) in first.iter().zip(ratings) {
        circle.seal(who, evidence, rating);
    }
    for (who, rating) in first.iter().zip(ratings) {
        circle.reveal(who, evidence, rating);
    }
    assert!(circle.panel(evidence).widened);
    circle.world.advance(Span::minutes(1));
    let all = circle.sitting(evidence);
    assert_eq!(all.len(), 5, "{all:?}");
    for who in &all[3..] {
        circle.seal(who, evidence, (92, HOURS));
    }
    for who in &all[3..] {
        circle.reveal(who, evidence, (92, HOURS));
    }
    let (quality, ..) = judged(&circle, evidence);
    assert!(quality > 75_000_000, "the one far off is held: {quality}");
}

#[test]
fn whoever_does_not_judge_is_replaced_once() {
    let mut circle = Circle::new(12);
    let evidence = circle.claim("m0");
    circle.world.advance(Span::minutes(1));
    let first = circle.sitting(evidence);
    circle.seal(&first[0], evidence, (80, HOURS));
    circle.world.advance(Span::hours(73));
    let then = circle.sitting(evidence);
    assert_eq!(then.len(), 3);
    assert_eq!(then[0], first[0]);
    assert!(then[1..].iter().all(|who| !first.contains(who)), "{first:?}, then {then:?}");
    let missed = circle.panel(evidence).seats.iter().filter(|seat| seat.missed).count();
    assert_eq!(missed, 2);
    // One of those who came instead judges, the other does not either: there is no third.
    circle.seal(&then[1], evidence, (70, HOURS));
    circle.world.advance(Span::hours(49));
    assert!(matches!(circle.panel(evidence).stage, Stage::Reveals { .. }));
    circle.reveal(&then[0], evidence, (80, HOURS));
    circle.reveal(&then[1], evidence, (70, HOURS));
    assert_eq!(judged(&circle, evidence).0, 75_000_000);
}

#[test]
fn where_nobody_acts_it_ends_unreviewed() {
    let mut circle = Circle::new(12);
    let evidence = circle.claim("m0");
    circle.world.advance(Span::days(30));
    assert!(matches!(circle.status(evidence), Status::Unreviewed { .. }));
    assert!(circle.world.state().review.desks.iter().all(|(_, desk)| desk.open == 0));
    assert_eq!(circle.points("m0"), 0);
    // And so it does where nobody opens a seal.
    let evidence = circle.claim("m1");
    circle.world.advance(Span::minutes(1));
    for who in circle.sitting(evidence) {
        circle.seal(&who, evidence, (80, HOURS));
    }
    circle.world.advance(Span::hours(24));
    assert!(matches!(circle.panel(evidence).stage, Stage::Reveals { .. }));
    circle.world.advance(Span::minutes(1));
    assert!(matches!(circle.status(evidence), Status::Unreviewed { .. }));
}

#[test]
fn a_panel_of_one_is_none() {
    let mut circle = Circle::new(2);
    let evidence = circle.claim("m0");
    circle.world.advance(Span::minutes(1));
    assert!(matches!(circle.status(evidence), Status::Unreviewed { .. }));
}

#[test]
fn a_draw_can_be_repeated_from_what_its_view_says() {
    let mut circle = Circle::new(40);
    let evidence = circle.claim("m0");
    circle.world.advance(Span::minutes(1));
    let view = DrawView { dao: circle.dao, evidence, round: None, draw: None };
    let answer = circle.world.ask(None, &view).expect("drawn");
    assert_eq!(replay(&answer), Ok(()));
    assert_eq!(answer.sitting.len(), 5);
    let mut other = answer.clone();
    other.seed = other.beacon;
    assert_eq!(replay(&other), Err(Wrong::Seed));
    let mut other = answer.clone();
    other.called.swap(0, 1);
    assert_eq!(replay(&other), Err(Wrong::Call(0)));
    let mut other = answer.clone();
    other.sitting.swap(0, 1);
    assert_eq!(replay(&other), Err(Wrong::Seats));
    let mut other = answer;
    other.level = 1;
    assert_eq!(replay(&other), Err(Wrong::Seats));
}

#[test]
fn those_who_judged_lately_are_kept_out_as_long_as_others_are_there() {
    let mut circle = Circle::new(40);
    let mut before = alloc::vec::Vec::new();
    for _ in 0..3 {
        let evidence = circle.claim("m0");
        circle.world.advance(Span::minutes(1));
        let sitting = circle.sitting(evidence);
        assert!(sitting.iter().all(|who| !before.contains(who)), "{sitting:?} after {before:?}");
        assert_eq!(circle.panel(evidence).level, 0);
        before.extend(sitting);
        (0..3).for_each(|_| circle.judge_all((80, HOURS)));
    }
}

#[test]
fn what_raters_gave_is_known_after_the_close_and_not_before() {
    let mut circle = Circle::new(4);
    for _ in 0..2 {
        for who in ["m0", "m1", "m2", "m3"] {
            let evidence = circle.claim(who);
            circle.world.advance(Span::minutes(1));
            // m3 rates thirty points lower than everybody else.
            let sitting = circle.sitting(evidence);
            let rating = |who: &str| if who == "m3" { (50, HOURS) } else { (80, HOURS) };
            sitting.iter().for_each(|who| circle.seal(who, evidence, rating(who)));
            sitting.iter().for_each(|who| circle.reveal(who, evidence, rating(who)));
            let rated: alloc::vec::Vec<Option<Rated>> =
                circle.panel(evidence).seats.iter().map(|seat| seat.rated).collect();
            assert!(rated.iter().all(Option::is_some));
            assert!(circle.panel(evidence).seats.iter().all(|seat| seat.known.is_none()));
        }
    }
    circle.world.advance(Span::days(15));
    let evidence = circle.claim("m0");
    circle.world.advance(Span::minutes(1));
    let low = circle.world.id("m3");
    let panel = circle.panel(evidence);
    let seat = panel.seats.iter().find(|seat| seat.account == low).expect("m3 sits");
    let known = seat.known.expect("six ratings");
    // Six times thirty points lower: -180 / (6 + 4).
    assert!(known.bias.bits() < 0 && known.bias.size().parts(10) == 180, "{known:?}");
}
