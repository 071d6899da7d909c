//! What happens after a proposal passed.

use alloc::vec;

use aluma_types::{Amount, AssetId, Span, Timestamp};

use super::stage::{Say, Stage};
use crate::governance::types::Choice;
use crate::governance::views::Label;
use crate::governance::{Event, Fact};

fn pass(stage: &mut Stage, by: &str, to: &str, units: u128) -> aluma_types::ProposalId {
    let to = stage.world.person(to);
    let proposal = stage.propose(by, &stage.pay(to, units));
    for person in stage.people.clone() {
        if stage.label(proposal) == Label::Open {
            stage.last(&person, proposal, Choice::For);
        }
    }
    proposal
}

#[test]
fn what_alone_exceeds_the_limit_is_refused_with_the_largest_sum() {
    let mut stage = Stage::circle(5);
    let payee = stage.world.person("payee");
    let refused = stage.act("m0", &stage.pay(payee, 250_001)).unwrap_err();
    assert_eq!(refused.name, "above-outflow-limit");
    let most = Amount { asset: AssetId(1), units: 250_000 };
    assert!(refused.data.contains(&("most", most.into())));
    stage.propose("m0", &stage.pay(payee, 250_000));
}

#[test]
fn what_finds_no_room_waits_and_is_done_when_there_is() {
    let mut stage = Stage::circle(3);
    let first = pass(&mut stage, "m0", "a", 150_000);
    let second = pass(&mut stage, "m1", "b", 150_000);
    stage.world.advance(Span::days(2));
    assert_eq!(stage.label(first), Label::Enacted);
    assert_eq!(stage.label(second), Label::Queued, "15 % of the rest would leave above the week's");
    assert_eq!(stage.balance("b"), 0);
    stage.world.advance(Span::days(40));
    assert_eq!(stage.label(second), Label::Enacted);
    assert_eq!(stage.balance("b"), 150_000);
    let waits = stage
        .world
        .events::<Event>()
        .into_iter()
        .filter(|event| matches!(event.fact, Fact::EnactmentWaits { .. }));
    assert_eq!(waits.count(), 1, "people are told once");
}

#[test]
fn what_waits_for_thirty_days_expires() {
    let mut stage = Stage::circle(3);
    let proposal = pass(&mut stage, "m0", "a", 200_000);
    let others = [("m1", "b"), ("m2", "c")];
    let second = pass(&mut stage, others[0].0, others[0].1, 100_000);
    // All of the treasury but a little goes out by another road, and the base falls with it.
    let dao = stage.dao;
    let changes = crate::testing::changes(&[("velocity.week", "1%"), ("velocity.month", "1%")]);
    stage.world.decide(dao, &crate::dao::actions::Amend { changes }).unwrap();
    stage.world.advance(Span::days(29));
    assert_eq!(stage.label(proposal), Label::Queued);
    let until = stage.shown(proposal).timeline.enact_at.unwrap().after(Span::days(30));
    let left = until.since(stage.world.now());
    stage.world.advance(left);
    assert_eq!(stage.label(proposal), Label::Queued, "at the instant itself it may still be done");
    stage.world.advance(Span(1));
    assert_eq!(stage.label(proposal), Label::Expired);
    stage.world.advance(Span::days(1));
    assert_eq!(stage.label(second), Label::Expired);
    assert_eq!(stage.balance("a"), 0);
}

#[test]
fn what_cannot_be_done_says_why_and_the_ledger_goes_on() {
    let mut stage = Stage::circle(3);
    let target = stage.world.person("m1");
    // Admitting somebody who never applied is refused at enactment.
    let admit = crate::dao::actions::Admit { account: target };
    let proposal = stage.propose("m0", &stage.proposal(&[super::stage::act(&admit)]));
    for person in ["m0", "m1", "m2"] {
        if stage.label(proposal) == Label::Open {
            stage.last(person, proposal, Choice::For);
        }
    }
    stage.world.advance(Span::days(10));
    assert_eq!(stage.label(proposal), Label::EnactmentFailed);
    assert!(stage.shown(proposal).failure.is_some());
}

#[test]
fn the_track_counts_what_the_same_people_got_before() {
    let mut stage = Stage::circle(5);
    let first = pass(&mut stage, "m0", "a", 30_000);
    stage.world.advance(Span::minutes(1));
    assert_eq!(stage.label(first), Label::Enacted);
    let a = stage.world.person("a");
    let b = stage.world.person("b");
    //  the same beneficiary: 30,000 + 18,501 are above 5 % of 970,000
    let to_same = stage.propose("m1", &stage.pay(a, 18_501));
    assert_eq!(stage.shown(to_same).track.word(), "spend");
    //  the same proposer, and the same track: likewise
    let by_same = stage.propose("m0", &stage.pay(b, 18_501));
    assert_eq!(stage.shown(by_same).track.word(), "spend");
    let fits = stage.propose("m2", &stage.pay(b, 1));
    assert_eq!(stage.shown(fits).track.word(), "tip");
    //  what is open for the same beneficiary counts too
    let open = stage.propose("m3", &stage.pay(b, 30_000));
    assert_eq!(stage.shown(open).track.word(), "spend");
}

#[test]
fn the_rungs_of_the_ladder() {
    for (units, word) in
        [(50_000, "tip"), (50_001, "spend"), (200_000, "spend"), (200_001, "constitution")]
    {
        let mut stage = Stage::circle(5);
        let payee = stage.world.person("payee");
        let proposal = stage.propose("m0", &stage.pay(payee, units));
        assert_eq!(stage.shown(proposal).track.word(), word, "{units}");
    }
}

#[test]
fn a_proposer_must_keep_most_of_the_threshold() {
    for (leaves, label) in [(false, Label::Enacted), (true, Label::Withdrawn)] {
        let changes = vec![("proposals.threshold", "10%")];
        let mut stage = Stage::new(5, Say { changes, ..Say::default() });
        let proposal = stage.propose("m0", &stage.words("text"));
        if leaves {
            let dao = stage.dao;
            stage.act("m0", &crate::dao::actions::Leave { dao }).unwrap();
        }
        for person in ["m1", "m2", "m3"] {
            stage.vote(person, proposal, Choice::For);
        }
        stage.world.advance(Span::days(3));
        assert_eq!(stage.label(proposal), label);
    }
}

#[test]
fn the_ledger_asks_when_the_review_date_comes() {
    let mut stage = Stage::circle(1);
    let mut propose = stage.words("text");
    propose.review = Some(Span::days(7));
    let proposal = stage.propose("m0", &propose);
    stage.last("m0", proposal, Choice::For);
    stage.world.advance(Span::days(6));
    let asked = |stage: &mut Stage| {
        let events = stage.world.events::<Event>();
        events.iter().any(|event| matches!(event.fact, Fact::ReviewDue { .. }))
    };
    assert!(!asked(&mut stage));
    stage.world.advance(Span::days(2));
    assert!(asked(&mut stage));
    assert!(stage.world.now() > Timestamp(0));
}

#[test]
fn a_stake_opens_a_second_proposal_and_comes_back() {
    let changes = vec![("proposals.stake-asset", "1"), ("proposals.stake", "40")];
    let holders = vec![("m0", 100u128), ("m1", 30)];
    let mut stage = Stage::new(3, Say { changes, holders, ..Say::default() });
    stage.propose("m0", &stage.words("one"));
    assert_eq!(stage.balance("m0"), 100);
    let second = stage.propose("m0", &stage.words("two"));
    assert_eq!(stage.balance("m0"), 60);
    stage.propose("m1", &stage.words("three"));
    assert_eq!(stage.no("m1", &stage.words("four")), "stake-too-high");
    stage.act("m0", &crate::governance::actions::Withdraw { proposal: second }).unwrap();
    assert_eq!(stage.balance("m0"), 100);
}
