//! It must be able to begin, and to work, among friends who praise each other.

use alloc::string::String;
use alloc::vec::Vec;

use aluma_types::Span;

use super::stage::Circle;
use crate::review::types::Status;

/// Everybody claims once, half of them at a time, and judges what waits for them; how many of so many
/// claims were judged, and at which level of relaxation each was drawn.
fn round(circle: &mut Circle) -> (usize, Vec<u8>) {
    let members = circle.members.clone();
    let (mut judged, mut levels) = (0, Vec::new());
    for half in members.chunks(members.len().div_ceil(2)) {
        let claimed: Vec<u64> = half.iter().map(|who| circle.claim(who)).collect();
        circle.world.advance(Span::minutes(1));
        (0..4).for_each(|_| circle.judge_all((80, Span::hours(3))));
        for evidence in claimed {
            levels.push(circle.panel(evidence).level);
            judged += usize::from(matches!(circle.status(evidence), Status::Judged { .. }));
        }
    }
    (judged, levels)
}

/// Friends in groups of so many, all of whom praise all others of the group.
fn among_friends(members: usize, group: usize) {
    let mut circle = Circle::new(members);
    let began = circle.world.now();
    let (judged, levels) = round(&mut circle);
    std::println!("{members} members, first: {judged} judged, levels {levels:?}");
    assert!(judged * 100 >= members * 95, "{judged} of {members}");
    assert!(circle.world.now().since(began) < Span::days(7), "within a week");
    let with_points = circle.members.iter().filter(|who| circle.points(who) > 0).count();
    assert!(with_points * 100 >= members * 95, "{with_points} have points");
    let all: Vec<String> = circle.members.clone();
    for friends in all.chunks(group) {
        for from in friends {
            friends.iter().filter(|to| *to != from).for_each(|to| circle.praise(from, to));
        }
    }
    circle.world.advance(Span::days(15));
    let (judged, levels) = round(&mut circle);
    std::println!("{members} members, as friends: {judged} judged, levels {levels:?}");
    assert!(judged * 100 >= members * 95, "{judged} of {members} among friends");
    let marked = circle
        .world
        .state()
        .review
        .evidence
        .iter()
        .filter(|(_, row)| matches!(row.status, Status::Judged { among_friends: true, .. }));
    let marked = marked.count();
    // In a circle of one group everybody who can judge is a friend, and the result says so.
    assert!(group < members || marked >= judged, "{marked} marked");
}

#[test]
fn five_friends_judge_each_other() {
    among_friends(5, 5);
}

#[test]
fn twelve_friends_judge_each_other() {
    among_friends(12, 12);
}

#[test]
fn forty_in_groups_of_friends_judge_each_other() {
    among_friends(40, 8);
}
