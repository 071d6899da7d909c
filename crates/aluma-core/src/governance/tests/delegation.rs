//! Votes in others' hands.

use aluma_types::Span;

use super::stage::{HEAD, Stage, vote};
use crate::governance::types::{Choice, TrackName};
use crate::governance::views::Label;

fn counted_right(members: usize) {
    let mut stage = Stage::circle(members);
    stage.delegate("m1", "m0", None);
    stage.delegate("m2", "m0", None);
    let proposal = stage.propose("m3", &stage.words("text"));
    stage.vote("m0", proposal, Choice::For);
    assert_eq!(stage.sides(proposal), (3 * HEAD, 0, 0));
    assert_eq!(stage.weight("m0", Some(proposal)).carries, 2 * HEAD);
    // An owner who votes in person takes exactly their weight out.
    stage.vote("m1", proposal, Choice::Against);
    assert_eq!(stage.sides(proposal), (2 * HEAD, HEAD, 0));
    stage.vote("m0", proposal, Choice::Abstain);
    assert_eq!(stage.sides(proposal), (0, HEAD, 2 * HEAD));
    // Revocation leaves the open tally at once.
    stage.undelegate("m2", None);
    assert_eq!(stage.sides(proposal), (0, HEAD, HEAD));
    stage.vote("m2", proposal, Choice::For);
    assert_eq!(stage.sides(proposal), (HEAD, HEAD, HEAD));
    assert_eq!(stage.tally(proposal).voters, 3);
}

#[test]
fn delegation_and_override_among_five_and_forty() {
    counted_right(5);
    counted_right(40);
}

#[test]
fn a_delegation_counts_where_the_snapshot_is_later() {
    let mut stage = Stage::circle(5);
    let before = stage.propose("m3", &stage.words("before"));
    stage.delegate("m1", "m0", None);
    let after = stage.propose("m2", &stage.words("after"));
    stage.vote("m0", before, Choice::For);
    stage.vote("m0", after, Choice::For);
    assert_eq!(stage.sides(before), (HEAD, 0, 0));
    assert_eq!(stage.sides(after), (2 * HEAD, 0, 0));
}

#[test]
fn one_level_and_one_track_before_all() {
    let mut stage = Stage::circle(5);
    stage.delegate("m2", "m1", None);
    stage.delegate("m1", "m0", None);
    stage.delegate("m3", "m1", None);
    stage.delegate("m3", "m4", Some(TrackName::Tip));
    let tip = stage.propose("m4", &stage.words("text"));
    stage.vote("m0", tip, Choice::For);
    assert_eq!(stage.sides(tip), (2 * HEAD, 0, 0), "m1's own, not what m1 holds");
    stage.vote("m1", tip, Choice::Against);
    assert_eq!(stage.sides(tip), (HEAD, 2 * HEAD, 0), "m1 in person, with m2's");
    stage.vote("m4", tip, Choice::Against);
    assert_eq!(stage.sides(tip), (HEAD, 4 * HEAD, 0), "m3's lies with m4 on this track");
}

#[test]
fn what_a_delegate_carries_is_never_final() {
    let mut stage = Stage::circle(5);
    for person in ["m1", "m2", "m3"] {
        stage.delegate(person, "m0", None);
    }
    let proposal = stage.propose("m4", &stage.words("text"));
    stage.last("m0", proposal, Choice::For);
    assert_eq!(stage.sides(proposal), (4 * HEAD, 0, 0));
    assert_eq!(stage.label(proposal), Label::Open, "three owners may still vote in person");
    stage.vote("m1", proposal, Choice::Against);
    assert_eq!(stage.sides(proposal), (3 * HEAD, HEAD, 0));
    stage.world.advance(Span::days(5));
    assert_eq!(stage.label(proposal), Label::Enacted);
}

#[test]
fn a_delegate_without_weight_of_their_own_may_carry() {
    let mut stage = Stage::circle(5);
    let m4 = stage.world.id("m4");
    stage.delegate("m1", "m0", None);
    stage.delegate("m2", "m4", None);
    let proposal = stage.propose("m3", &stage.pay(m4, 100));
    // The recused carry nothing either: their owners vote in person.
    stage.vote("m4", proposal, Choice::For);
    assert_eq!(stage.sides(proposal), (0, 0, 0));
    stage.vote("m2", proposal, Choice::Against);
    stage.vote("m0", proposal, Choice::For);
    assert_eq!(stage.sides(proposal), (2 * HEAD, HEAD, 0));
    stage.world.person("stranger-to-all");
    assert_eq!(stage.no("stranger-to-all", &vote(proposal, Choice::For)), "no-weight");
}

#[test]
fn whoever_left_votes_for_nobody() {
    let mut stage = Stage::circle(5);
    stage.delegate("m1", "m0", None);
    let before = stage.propose("m2", &stage.words("before"));
    let dao = stage.dao;
    stage.act("m0", &crate::dao::actions::Leave { dao }).unwrap();
    let after = stage.propose("m3", &stage.words("after"));
    stage.vote("m0", before, Choice::For);
    assert_eq!(stage.sides(before), (2 * HEAD, 0, 0), "a member at its snapshot");
    assert_eq!(stage.no("m0", &vote(after, Choice::For)), "no-weight");
    assert_eq!(stage.weight("m0", Some(after)).carries, 0);
    stage.vote("m1", after, Choice::For);
    assert_eq!(stage.sides(after), (HEAD, 0, 0));
}
