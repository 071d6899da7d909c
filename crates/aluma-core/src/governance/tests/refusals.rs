//! One line per refusal, in the order of their numbers.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec;

use aluma_types::{List, PollId, ProposalId, Span};

use super::polls::{answer, open};
use super::stage::{Say, Stage, act, vote};
use crate::governance::Refusal;
use crate::governance::actions::{
    Delegate, Resolve, SponsorProposal, TellOutcome, Undelegate, Vote, Withdraw,
};
use crate::governance::types::{Choice, Extent, PollKind, Subject, TrackName};
use crate::governance::views::PollView;
use crate::testing::body;

const FOR: Choice = Choice::For;

/// Refusals whose scenario stands with what they are about.
const ELSEWHERE: [&str; 13] = [
    "above-outflow-limit",
    "above-mint-cap",
    "delay-too-short",
    "voting-closed",
    "change-too-late",
    "joined-too-late",
    "weight-too-young",
    "stake-too-high",
    "poll-closed",
    "easier-to-change",
    "nobody-has-weight",
    "tip-above-spend",
    "open-with-heads",
];

#[test]
fn every_refusal_has_its_scenario() {
    let mut seen = BTreeSet::new();
    seen.extend(proposing());
    seen.extend(voting());
    seen.extend(delegating());
    seen.extend(polling());
    seen.extend(ELSEWHERE);
    let all: BTreeSet<&str> = Refusal::LIST.iter().map(|(_, name)| *name).collect();
    let missing: vec::Vec<_> = all.difference(&seen).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn proposing() -> vec::Vec<&'static str> {
    let mut seen = vec![];
    let changes = vec![("tip.open-at-once", "2")];
    let mut stage = Stage::new(5, Say { changes, ..Say::default() });
    let absent = ProposalId(99);
    seen.push(stage.no("m0", &vote(absent, FOR)));
    seen.push(stage.no("m0", &stage.proposal(&[])));
    let one = stage.words("one");
    let first = stage.propose("m0", &one);
    seen.push(stage.no("m0", &one));
    // The same from somebody else is support for it, once.
    assert_eq!(stage.propose("m1", &one), first);
    seen.push(stage.no("m1", &one));
    seen.push(stage.no("m0", &stage.words("two")));
    stage.propose("m1", &stage.words("three"));
    seen.push(stage.no("m2", &stage.words("four")));
    let mut urgent = stage.pay(stage.world.id("m0"), 1);
    urgent.track = Some(TrackName::Emergency);
    seen.push(stage.no("m2", &urgent));
    let mut long = stage.words("five");
    long.review = Some(Span::minutes(59));
    seen.push(stage.no("m2", &long));
    seen.push(stage.no("m1", &Withdraw { proposal: first }));
    let (done, worked) = (Extent::Yes, Extent::Yes);
    let of = Subject::Proposal { proposal: first };
    seen.push(stage.no("m1", &TellOutcome { of, done, worked, text: None, review: None }));
    stage.act("m0", &Withdraw { proposal: first }).unwrap();
    seen.push(stage.no("m0", &Withdraw { proposal: first }));
    seen.push(stage.no("m3", &SponsorProposal { proposal: first }));
    stage.world.person("stranger");
    assert_eq!(stage.no("stranger", &stage.words("six")), "not-admitted");
    seen.push(below_the_threshold());
    seen.push(cooling_down());
    seen
}

fn below_the_threshold() -> &'static str {
    let changes = vec![("proposals.threshold", "10%")];
    let mut stage = Stage::grown(5, Say { changes, ..Say::default() });
    let dao = stage.dao;
    stage.world.admit(dao, "new");
    stage.propose("m0", &stage.words("one"));
    stage.no("new", &stage.words("two"))
}

fn cooling_down() -> &'static str {
    let mut stage = Stage::circle(5);
    let payee = stage.world.person("payee");
    let pay = stage.pay(payee, 10);
    let first = stage.propose("m0", &pay);
    stage.act("m1", &SponsorProposal { proposal: first }).unwrap();
    for person in ["m1", "m2", "m3"] {
        stage.last(person, first, Choice::Against);
    }
    // The same effect in other words, by the proposer and by a sponsor.
    let transfer = |reason: &str| crate::treasury::actions::Transfer {
        from: None,
        to: crate::treasury::types::Recipient::Account { account: payee },
        amount: aluma_types::Amount { asset: aluma_types::AssetId(1), units: 10 },
        reason: Some(body(reason)),
    };
    let again = stage.proposal(&[act(&transfer("again"))]);
    let name = stage.no("m0", &again);
    assert_eq!(stage.no("m1", &again), name);
    // Who was against may propose it; so may the first, once others sponsor another attempt.
    let by_other = stage.propose("m2", &stage.proposal(&[act(&transfer("other"))]));
    stage.act("m2", &Withdraw { proposal: by_other }).unwrap();
    stage.act("m4", &SponsorProposal { proposal: first }).unwrap();
    stage.propose("m0", &again);
    // A lack of quorum is no rejection on substance.
    let mut stage = Stage::circle(5);
    let first = stage.propose("m0", &stage.pay(stage.world.id("m1"), 10));
    stage.vote("m0", first, FOR);
    stage.world.advance(Span::days(3));
    let again = stage.pay(stage.world.id("m1"), 10);
    stage.propose("m0", &again);
    name
}

fn voting() -> vec::Vec<&'static str> {
    let mut seen = vec![];
    let changes = vec![("tip.preparation", "1d"), ("tip.final-ballots", "never")];
    let mut stage = Stage::new(5, Say { changes, ..Say::default() });
    let proposal = stage.propose("m0", &stage.words("one"));
    let split = Choice::Split { in_favour: 5_000, against: 5_000, abstain: 1 };
    seen.push(stage.no("m0", &vote(proposal, split)));
    seen.push(stage.no("m0", &vote(proposal, FOR)));
    stage.world.sleep(Span::days(1));
    let last = |proposal| Vote { proposal, choice: FOR, last: true, reason: None };
    seen.push(stage.no("m0", &last(proposal)));
    stage.vote("m0", proposal, FOR);
    stage.world.person("stranger");
    seen.push(stage.no("stranger", &vote(proposal, FOR)));
    let mut stage = Stage::circle(5);
    let proposal = stage.propose("m0", &stage.words("one"));
    stage.act("m0", &last(proposal)).unwrap();
    seen.push(stage.no("m0", &vote(proposal, Choice::Against)));
    seen
}

fn delegating() -> vec::Vec<&'static str> {
    let mut seen = vec![];
    let mut stage = Stage::circle(3);
    let dao = stage.dao;
    let (m0, m1) = (stage.world.id("m0"), stage.world.id("m1"));
    let to = |to| Delegate { dao, to, track: None };
    seen.push(stage.no("m0", &to(m0)));
    let stranger = stage.world.person("stranger");
    seen.push(stage.no("m0", &to(stranger)));
    stage.delegate("m0", "m1", None);
    seen.push(stage.no("m0", &to(m1)));
    let track = Some(TrackName::Spend);
    seen.push(stage.no("m0", &Undelegate { dao, track }));
    // 1,000 votes of others are as many as one holds.
    stage
        .world
        .inside(|ctx| {
            let since = crate::governance::rules::Moment { height: ctx.height(), time: ctx.now() };
            for owner in 1_000..1_999 {
                let row = crate::governance::types::Delegation { to: m1, since };
                let key = (dao, aluma_types::AccountId(owner), 0);
                ctx.state.governance.delegations.put(key, row);
            }
            Ok(())
        })
        .unwrap();
    seen.push(stage.no("m2", &to(m1)));
    stage.undelegate("m0", None);
    stage.delegate("m2", "m1", None);
    seen
}

fn polling() -> vec::Vec<&'static str> {
    let mut seen = vec![];
    let mut stage = Stage::circle(3);
    seen.push(stage.no("m0", &answer(PollId(99), &[0])));
    let mut twice = open(&stage, PollKind::Single);
    twice.options = List::new(vec![body("one"), body("one")]).unwrap();
    seen.push(stage.no("m0", &twice));
    let poll = PollId(stage.act("m0", &open(&stage, PollKind::Single)).unwrap().made.unwrap());
    for (kind, marks) in [
        (PollKind::Single, &[3u8][..]),
        (PollKind::Single, &[0, 1]),
        (PollKind::Multiple, &[1, 0]),
        (PollKind::Score, &[1, 1]),
        (PollKind::Score, &[1, 1, 11]),
        (PollKind::Ranked, &[]),
        (PollKind::Ranked, &[1, 1]),
    ] {
        let poll = PollId(stage.act("m0", &open(&stage, kind)).unwrap().made.unwrap());
        seen.push(stage.no("m0", &answer(poll, marks)));
    }
    stage.world.person("stranger");
    seen.push(stage.no("stranger", &answer(poll, &[0])));
    assert!(
        stage.world.ask(None, &PollView { poll: PollId(99) }).is_err(),
        "{}",
        format!("{poll}")
    );
    assert!(act(&Resolve { text: body("words") }).number == crate::governance::RESOLVE);
    seen
}
