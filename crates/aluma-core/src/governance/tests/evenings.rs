//! The first evening of five people and of forty.

use aluma_types::Span;

use super::stage::{HEAD, Stage};
use crate::governance::types::Choice;
use crate::governance::views::Label;

/// Found, propose a payment within the tip sum, vote with final ballots, paid within the minute.
fn evening(members: usize) {
    let mut stage = Stage::circle(members);
    let payee = stage.world.person("payee");
    let proposal = stage.propose("m1", &stage.pay(payee, 50_000));
    assert_eq!(stage.shown(proposal).track, crate::governance::types::TrackName::Tip);
    let began = stage.world.now();
    let mut voted = 0;
    for person in stage.people.clone() {
        if stage.label(proposal) != Label::Open {
            break;
        }
        stage.last(&person, proposal, Choice::For);
        voted += 1;
    }
    // More than half For is enough once nothing can turn it.
    assert_eq!(voted, members / 2 + 1);
    assert_eq!(stage.label(proposal), Label::Queued);
    stage.world.advance(Span::seconds(10));
    assert_eq!(stage.label(proposal), Label::Enacted);
    assert_eq!(stage.balance("payee"), 50_000);
    assert!(stage.world.now().since(began) < Span::minutes(1));
}

#[test]
fn five_decide_and_pay_on_their_first_evening() {
    evening(5);
}

#[test]
fn forty_decide_and_pay_on_their_first_evening() {
    evening(40);
}

#[test]
fn two_of_forty_pay_nobody() {
    for (voters, label) in [(2, Label::Rejected), (9, Label::Rejected), (10, Label::Enacted)] {
        let mut stage = Stage::circle(40);
        let payee = stage.world.person("payee");
        let proposal = stage.propose("m0", &stage.pay(payee, 1_000));
        for person in stage.people.clone().iter().take(voters) {
            stage.vote(person, proposal, Choice::For);
        }
        stage.world.advance(Span::days(3));
        assert_eq!(stage.label(proposal), label, "{voters} of 40");
        assert_eq!(stage.balance("payee"), if voters < 10 { 0 } else { 1_000 });
    }
}

#[test]
fn a_block_lies_between_decision_and_enactment() {
    let mut stage = Stage::circle(1);
    let payee = stage.world.person("payee");
    let proposal = stage.propose("m0", &stage.pay(payee, 1));
    stage.last("m0", proposal, Choice::For);
    let decided = stage.world.height();
    stage.world.due();
    assert_eq!(stage.label(proposal), Label::Queued, "the block right after does nothing yet");
    stage.world.due();
    assert_eq!(stage.label(proposal), Label::Enacted);
    assert_eq!(stage.world.height(), decided + 2);
}

#[test]
fn all_final_ballots_close_the_vote_whatever_they_say() {
    let mut stage = Stage::circle(5);
    let proposal = stage.propose("m0", &stage.words("what"));
    for person in ["m0", "m1"] {
        stage.last(person, proposal, Choice::For);
    }
    stage.last("m2", proposal, Choice::Against);
    stage.last("m3", proposal, Choice::Abstain);
    assert_eq!(stage.label(proposal), Label::Open, "the fifth may still bring the third For");
    stage.last("m4", proposal, Choice::Abstain);
    assert_eq!(stage.label(proposal), Label::Rejected, "two of five are no quorum");
    assert_eq!(stage.sides(proposal), (2 * HEAD, HEAD, 2 * HEAD));
}

#[test]
fn larger_sums_wait_a_day() {
    let mut stage = Stage::circle(5);
    let payee = stage.world.person("payee");
    //  5 % is a tip, one unit more is a spend
    let tip = stage.propose("m0", &stage.pay(payee, 50_000));
    assert_eq!(stage.shown(tip).track.word(), "tip");
    let other = stage.world.person("other");
    let spend = stage.propose("m1", &stage.pay(other, 50_001));
    assert_eq!(stage.shown(spend).track.word(), "spend");
    for person in ["m0", "m1", "m2"] {
        stage.last(person, spend, Choice::For);
    }
    stage.world.advance(Span::hours(24).0.checked_sub(1_000).map(Span).unwrap());
    assert_eq!(stage.label(spend), Label::Queued);
    stage.world.advance(Span::seconds(2));
    assert_eq!(stage.label(spend), Label::Enacted);
}
