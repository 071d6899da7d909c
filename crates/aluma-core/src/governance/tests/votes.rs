//! Tallies, times and weights of a vote.

use alloc::vec;

use aluma_types::Span;

use super::stage::{HEAD, SUPPLY, Say, Stage, vote};
use crate::dao::Manner;
use crate::governance::rules::Reason;
use crate::governance::types::{Choice, Phase, TrackName};
use crate::governance::views::{Label, StandingAnswer};
use crate::treasury::types::AssetKind;

fn fails(reason: Reason) -> StandingAnswer {
    StandingAnswer::Fails { reason }
}

#[test]
fn outcomes_of_a_circle_of_five() {
    use Choice::{Abstain, Against, For};
    let cases: [(&[Choice], StandingAnswer); 8] = [
        (&[], fails(Reason::EmptyBase)),
        (&[For], fails(Reason::Quorum)),
        (&[Abstain, Abstain, Abstain, Abstain, Abstain], fails(Reason::EmptyBase)),
        (&[Against, Against], fails(Reason::NoYes)),
        (&[For, For], fails(Reason::Quorum)),
        (&[For, For, For], StandingAnswer::Passes),
        (&[For, For, For, Against, Against], StandingAnswer::Passes),
        (&[For, For, Against, Against], fails(Reason::Threshold)),
    ];
    for (choices, standing) in cases {
        let mut stage = Stage::circle(5);
        let proposal = stage.propose("m0", &stage.words("text"));
        for (person, choice) in stage.people.clone().iter().zip(choices) {
            stage.vote(person, proposal, *choice);
        }
        assert_eq!(stage.tally(proposal).standing, standing, "{choices:?} while open");
        stage.world.advance(Span::days(5));
        assert_eq!(stage.tally(proposal).standing, standing, "{choices:?} once closed");
        let label = stage.label(proposal);
        let is_passed = standing == StandingAnswer::Passes;
        assert_eq!(label, if is_passed { Label::Enacted } else { Label::Rejected });
    }
}

#[test]
fn the_closing_instant_counts_and_the_next_does_not() {
    for (late, is_counted) in [(0, true), (1, false)] {
        let mut stage = Stage::circle(5);
        let proposal = stage.propose("m0", &stage.words("text"));
        let deadline = stage.tally(proposal).deadline;
        // Each act is stamped one second later.
        let left = deadline.since(stage.world.now()).0 - 1_000 + late;
        stage.world.sleep(Span(left));
        let result = stage.act("m0", &vote(proposal, Choice::For));
        match result {
            Ok(_) => assert!(is_counted),
            Err(refused) => {
                assert!(!is_counted);
                assert_eq!(refused.name, "voting-closed");
            }
        }
    }
}

#[test]
fn membership_of_the_snapshot_block_counts_and_of_the_next_does_not() {
    let mut stage = Stage::circle(5);
    let dao = stage.dao;
    stage.world.admit(dao, "early");
    let proposal = stage.propose("m0", &stage.words("text"));
    stage.world.admit(dao, "late");
    stage.vote("early", proposal, Choice::For);
    assert_eq!(stage.no("late", &vote(proposal, Choice::For)), "joined-too-late");
    assert_eq!(stage.tally(proposal).eligible, 6);
    assert_eq!(stage.tally(proposal).total, 6 * HEAD);
}

#[test]
fn new_power_ages_over_fourteen_days() {
    let mut stage = Stage::grown(5, Say::default());
    let dao = stage.dao;
    stage.world.admit(dao, "new");
    let first = stage.propose("m0", &stage.words("one"));
    assert_eq!(stage.no("new", &vote(first, Choice::For)), "weight-too-young");
    stage.world.advance(Span::days(7));
    let second = stage.propose("m1", &stage.words("two"));
    let weight = stage.weight("new", Some(second));
    assert!((HEAD / 2 - 10..=HEAD / 2 + 10).contains(&weight.weight), "{}", weight.weight);
    assert!(weight.sources[0].full_from.is_some());
    assert_eq!(stage.weight("m0", Some(second)).weight, HEAD);
    stage.vote("new", second, Choice::For);
    stage.world.advance(Span::days(7));
    let third = stage.propose("m2", &stage.words("three"));
    assert_eq!(stage.weight("new", Some(third)).weight, HEAD);
    assert_eq!(stage.tally(third).total, 6 * HEAD);
}

#[test]
fn shares_up_to_the_largest_number_are_counted_exactly() {
    const MAX: u128 = u128::MAX;
    let say = Say {
        kind: AssetKind::VotingShare,
        supply: 0,
        holders: vec![("m0", MAX - 1), ("m1", 1)],
        changes: vec![
            ("weight.heads", "0"),
            ("weight.shares", "10000"),
            ("weight.asset", "1"),
            ("tip.quorum-by-size", "no"),
        ],
        ..Say::default()
    };
    let mut stage = Stage::grown(3, say);
    let proposal = stage.propose("m2", &stage.words("text"));
    assert_eq!(stage.tally(proposal).total, MAX);
    assert_eq!(stage.no("m2", &vote(proposal, Choice::For)), "no-weight");
    stage.vote("m1", proposal, Choice::For);
    assert_eq!(stage.tally(proposal).standing, StandingAnswer::Passes, "one unit is a majority");
    stage.vote("m0", proposal, Choice::Against);
    assert_eq!(stage.sides(proposal), (1, MAX - 1, 0));
    let split = Choice::Split { in_favour: 5_000, against: 5_000, abstain: 0 };
    stage.vote("m0", proposal, split);
    assert_eq!(stage.sides(proposal), (1 + (MAX - 1) / 2, (MAX - 1) / 2, 0));
    assert_eq!(stage.tally(proposal).standing, StandingAnswer::Passes, "by the one unit");
}

#[test]
fn a_split_counts_all_of_a_weight() {
    let mut stage = Stage::circle(5);
    let proposal = stage.propose("m0", &stage.words("text"));
    stage.vote("m0", proposal, Choice::Split { in_favour: 3_333, against: 3_333, abstain: 3_334 });
    assert_eq!(stage.sides(proposal), (333_300, 333_300, 333_400));
    stage.vote("m0", proposal, Choice::Against);
    assert_eq!(stage.sides(proposal), (0, HEAD, 0));
    assert_eq!(stage.tally(proposal).voters, 1, "a changed ballot is one voter's");
}

#[test]
fn an_amendment_while_open_touches_nothing_that_is_open() {
    let mut stage = Stage::circle(5);
    let proposal = stage.propose("m0", &stage.words("text"));
    let before = stage.tally(proposal);
    let changes = crate::testing::changes(&[("tip.period", "1h"), ("tip.rule", "count")]);
    let dao = stage.dao;
    stage.world.decide(dao, &crate::dao::actions::Amend { changes }).unwrap();
    assert_eq!(stage.tally(proposal), before);
    for person in ["m0", "m1", "m2"] {
        stage.vote(person, proposal, Choice::For);
    }
    stage.world.advance(Span::hours(2));
    assert_eq!(stage.label(proposal), Label::Open, "the period of its opening");
    stage.world.advance(Span::days(2));
    assert_eq!(stage.label(proposal), Label::Enacted);
    let next = stage.propose("m0", &stage.words("another"));
    let lasts = stage.tally(next).deadline.since(stage.world.now());
    assert_eq!(lasts, Span::hours(1));
}

#[test]
fn a_late_turn_extends_within_its_bound() {
    let mut stage = Stage::new(7, Say { manner: Manner::Assembly, ..Say::default() });
    let proposal = stage.propose("m0", &stage.words("text"));
    let opened = stage.world.now();
    let deadline = stage.tally(proposal).deadline;
    assert_eq!(deadline.since(opened), Span::days(4));
    for person in ["m0", "m1", "m2"] {
        stage.vote(person, proposal, Choice::For);
    }
    assert_eq!(stage.tally(proposal).deadline, deadline, "three of seven turn nothing");
    let left = stage.tally(proposal).deadline.since(stage.world.now()).0;
    stage.world.sleep(Span(left - 10_000));
    // The fourth For reaches the quorum of four: the outcome turns nine seconds before the end.
    // It is a majority of all, so nothing is extended.
    stage.vote("m3", proposal, Choice::For);
    assert_eq!(stage.tally(proposal).deadline, deadline);
    // A late change of mind turns it, and no side holds all: one day and a little more.
    stage.vote("m3", proposal, Choice::Against);
    let extended = stage.tally(proposal).deadline;
    assert!(extended > deadline && extended <= deadline.after(Span::days(2)));
    let past = deadline.since(stage.world.now());
    stage.world.sleep(past);
    // After the original deadline a change that helps is refused, a first ballot counts.
    assert_eq!(stage.no("m3", &vote(proposal, Choice::For)), "change-too-late");
    stage.vote("m2", proposal, Choice::Abstain);
    stage.vote("m4", proposal, Choice::For);
    assert!(stage.tally(proposal).deadline <= deadline.after(Span::days(2)));
    stage.world.advance(Span::days(3));
    assert_eq!(stage.label(proposal), Label::Rejected);
}

#[test]
fn a_large_beneficiary_is_recused_and_too_many_are_not() {
    let mut stage = Stage::circle(5);
    let m4 = stage.world.id("m4");
    let proposal = stage.propose("m0", &stage.pay(m4, 1_000));
    let shown = stage.shown(proposal);
    assert_eq!(shown.recused.to_vec(), vec![m4]);
    assert_eq!((shown.tally.eligible, shown.tally.total), (4, 4 * HEAD));
    stage.vote("m4", proposal, Choice::For);
    assert_eq!(stage.sides(proposal), (0, 0, 0), "kept, at weight 0");
    for person in ["m0", "m1"] {
        stage.last(person, proposal, Choice::For);
    }
    assert_eq!(stage.label(proposal), Label::Open);
    stage.last("m2", proposal, Choice::For);
    assert_eq!(
        stage.label(proposal),
        Label::Queued,
        "three of four, and the fifth is not waited for"
    );

    // Two of five are more than a third: nobody is recused, and the next stricter track applies.
    let (m2, m3) = (stage.world.id("m2"), stage.world.id("m3"));
    let mut both = stage.pay(m2, 1_000);
    let other = stage.pay(m3, 1_000);
    let acts: alloc::vec::Vec<_> =
        both.actions.0.iter().chain(other.actions.0.iter()).cloned().collect();
    both = stage.proposal(&acts);
    let proposal = stage.propose("m1", &both);
    let shown = stage.shown(proposal);
    assert!(shown.recused.is_empty());
    assert_eq!(shown.track, TrackName::Spend);
    assert_eq!(shown.tally.eligible, 5);
}

#[test]
fn passing_must_hold_through_confirmation() {
    for (against, label) in [(0, Label::Enacted), (3, Label::Rejected)] {
        let changes = vec![("tip.confirm", "1d"), ("tip.quiet", "0")];
        let mut stage = Stage::new(7, Say { changes, ..Say::default() });
        let proposal = stage.propose("m0", &stage.words("text"));
        for person in ["m0", "m1", "m2", "m3"] {
            stage.vote(person, proposal, Choice::For);
        }
        let left = stage.tally(proposal).deadline.since(stage.world.now());
        stage.world.sleep(left.0.checked_add(1).map(Span).unwrap());
        assert_eq!(stage.label(proposal), Label::Confirming);
        if against > 0 {
            stage.vote("m4", proposal, Choice::Against);
            stage.vote("m5", proposal, Choice::Against);
            stage.vote("m0", proposal, Choice::Against);
            assert_eq!(stage.label(proposal), Label::Rejected, "it no longer passes: decided");
        }
        stage.world.advance(Span::days(2));
        assert_eq!(stage.label(proposal), label);
    }
}

#[test]
fn ballots_leave_the_state_and_their_root_stays() {
    let mut stage = Stage::circle(5);
    let proposal = stage.propose("m0", &stage.words("text"));
    for person in ["m0", "m1", "m2"] {
        stage.last(person, proposal, Choice::For);
    }
    stage.world.advance(Span::minutes(1));
    let tables = &stage.world.state().governance;
    assert!(tables.ballots.is_empty());
    let row = tables.proposals.get(&proposal).unwrap();
    assert!(row.ballots.is_some());
    assert!(matches!(row.phase, Phase::Enacted { .. }));
    assert_eq!(stage.sides(proposal).0, 3 * HEAD);
    assert_eq!(SUPPLY, 1_000_000);
}
