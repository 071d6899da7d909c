//! Polls bind nobody and close by themselves.

use alloc::vec::Vec;

use aluma_types::{List, PollId, Span};

use super::stage::Stage;
use crate::governance::actions::{Answer, OpenPoll, TellOutcome};
use crate::governance::types::{Audience, Extent, PollKind, Subject};
use crate::governance::views::{PollAnswer, PollView, PollsView};
use crate::testing::body;

pub(super) fn open(stage: &Stage, kind: PollKind) -> OpenPoll {
    let options = ["one", "two", "three"].map(body).to_vec();
    OpenPoll {
        dao: stage.dao,
        question: body("Which?"),
        body: None,
        options: List::new(options).unwrap(),
        kind,
        audience: Audience::Members,
        lasts: Span::days(1),
        review: Some(Span::days(1)),
    }
}

pub(super) fn answer(poll: PollId, marks: &[u8]) -> Answer {
    Answer { poll, marks: List::new(marks.to_vec()).unwrap() }
}

fn shown(stage: &Stage, poll: PollId) -> PollAnswer {
    stage.world.ask(Some("m0"), &PollView { poll }).unwrap()
}

fn polled(kind: PollKind, answers: &[&[u8]]) -> (Vec<u8>, Vec<u64>) {
    let mut stage = Stage::circle(5);
    let poll = PollId(stage.act("m0", &open(&stage, kind)).unwrap().made.unwrap());
    for (person, marks) in stage.people.clone().iter().zip(answers) {
        // The first answer is changed: only the last one counts.
        let first: &[u8] = if kind == PollKind::Score { &[10, 10, 10] } else { &[2] };
        stage.act(person, &answer(poll, first)).unwrap();
        stage.act(person, &answer(poll, marks)).unwrap();
    }
    stage.world.advance(Span::days(2));
    let shown = shown(&stage, poll);
    assert!(shown.closed);
    assert_eq!(shown.result.answers, answers.len() as u64);
    assert!(stage.world.state().governance.answers.is_empty(), "moved into their log");
    (shown.result.first.to_vec(), shown.result.counts.to_vec())
}

#[test]
fn each_kind_counts_its_way() {
    let cases: [(PollKind, &[&[u8]], &[u8], &[u64]); 6] = [
        (PollKind::Single, &[&[0], &[1], &[1]], &[1], &[1, 2, 0]),
        (PollKind::Single, &[&[0], &[1]], &[0, 1], &[1, 1, 0]),
        (PollKind::Single, &[], &[], &[0, 0, 0]),
        (PollKind::Multiple, &[&[0, 2], &[], &[2]], &[2], &[1, 0, 2]),
        (PollKind::Score, &[&[1, 10, 0], &[1, 0, 8]], &[1], &[2, 10, 8]),
        (PollKind::Ranked, &[&[0, 1, 2], &[1, 0], &[1]], &[1], &[1, 2, 0]),
    ];
    for (kind, answers, first, counts) in cases {
        assert_eq!(
            polled(kind, answers),
            (first.to_vec(), counts.to_vec()),
            "{kind:?} {answers:?}"
        );
    }
}

#[test]
fn an_answer_at_the_closing_instant_counts() {
    for (late, name) in [(0, None), (1, Some("poll-closed"))] {
        let mut stage = Stage::circle(2);
        let poll = PollId(stage.act("m0", &open(&stage, PollKind::Single)).unwrap().made.unwrap());
        let left = shown(&stage, poll).closes_at.since(stage.world.now()).0 - 1_000 + late;
        stage.world.sleep(Span(left));
        let result = stage.act("m1", &answer(poll, &[0]));
        assert_eq!(result.err().map(|refused| refused.name), name);
    }
}

#[test]
fn an_outcome_is_told_and_asked_for_again() {
    let mut stage = Stage::circle(2);
    let poll = PollId(stage.act("m0", &open(&stage, PollKind::Single)).unwrap().made.unwrap());
    stage.act("m1", &answer(poll, &[0])).unwrap();
    let (done, worked) = (Extent::Yes, Extent::TooEarly);
    let of = Subject::Poll { poll };
    let tell = TellOutcome { of, done, worked, text: None, review: Some(Span::days(3)) };
    assert_eq!(stage.no("m1", &tell), "not-yet-decided");
    stage.world.advance(Span::days(2));
    stage.act("m1", &tell).unwrap();
    assert_eq!(shown(&stage, poll).outcome.unwrap().worked, Extent::TooEarly);
    let listed = stage.world.ask(None, &PollsView { dao: stage.dao, after: None }).unwrap();
    assert_eq!((listed.polls.len(), listed.next), (1, None));
}

#[test]
fn stakeholders_are_those_who_joined_and_have_not_left() {
    use crate::dao::{Joining, actions::Join, actions::Leave};
    let mut stage = Stage::circle(2);
    let dao = stage.dao;
    let mut asks = open(&stage, PollKind::Single);
    asks.audience = Audience::Stakeholders;
    let poll = PollId(stage.act("m0", &asks).unwrap().made.unwrap());
    let rule = |stage: &mut Stage, rule: Joining| {
        let changes = crate::testing::changes(&[("membership.joining", rule.key())]);
        stage.world.decide(dao, &crate::dao::actions::Amend { changes }).unwrap();
    };
    rule(&mut stage, Joining::Application);
    stage.world.person("applicant");
    let join = Join { dao: Some(dao), proof: None, handle: None, note: None };
    stage.act("applicant", &join).unwrap();
    assert_eq!(stage.no("applicant", &answer(poll, &[0])), "not-asked");
    stage.act("m1", &answer(poll, &[0])).unwrap();
    stage.act("m1", &Leave { dao }).unwrap();
    assert_eq!(stage.no("m1", &answer(poll, &[1])), "not-asked");
    // By holding somebody joins without a vote, and is asked.
    rule(&mut stage, Joining::Holding);
    let holder = stage.world.person("holder");
    stage
        .world
        .decide(
            dao,
            &crate::treasury::actions::Transfer {
                from: None,
                to: crate::treasury::types::Recipient::Account { account: holder },
                amount: aluma_types::Amount { asset: stage.asset, units: 1 },
                reason: None,
            },
        )
        .unwrap();
    stage.act("holder", &crate::treasury::actions::Enter { dao }).unwrap();
    stage.act("holder", &answer(poll, &[1])).unwrap();
    let mut members = open(&stage, PollKind::Single);
    members.audience = Audience::Members;
    let poll = PollId(stage.act("m0", &members).unwrap().made.unwrap());
    assert_eq!(stage.no("holder", &answer(poll, &[1])), "not-asked");
}
