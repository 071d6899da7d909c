//! A community for members only: whoever does not belong is told what is told of things that were
//! never there.

use aluma_types::{DaoId, PollId, ProposalId};

use super::polls::{answer, open};
use super::stage::{Say, Stage, vote};
use crate::dao::actions::Leave;
use crate::governance::actions::{
    Delegate, Propose, SponsorProposal, TellOutcome, Undelegate, Withdraw,
};
use crate::governance::types::{Choice, Extent, PollKind, Subject};
use crate::kernel::action::Action;
use crate::kernel::refusal::Refused;

fn closed() -> Stage {
    let changes = alloc::vec![("visibility.readers", "members")];
    Stage::new(3, Say { changes, ..Say::default() })
}

/// The refusal of the same action on something there and on something never there, without what
/// the action itself named.
fn same<A: Action>(stage: &mut Stage, who: &str, there: &A, nowhere: &A) {
    let told = |refused: Refused| (refused.code, refused.data.len());
    let there = told(stage.act(who, there).unwrap_err());
    let nowhere = told(stage.act(who, nowhere).unwrap_err());
    assert_eq!(there, nowhere, "{} by {who}", A::ACTION.name);
}

#[test]
fn strangers_cannot_tell_what_is_there() {
    let mut stage = closed();
    stage.world.person("stranger");
    let m0 = stage.world.id("m0");
    let (dao, none) = (stage.dao, DaoId(99));
    let proposal = stage.propose("m0", &stage.words("one"));
    let poll = PollId(stage.act("m0", &open(&stage, PollKind::Single)).unwrap().made.unwrap());
    // Somebody who was here once knows no more of it than anybody else.
    let m2 = "m2";
    let sooner = stage.propose("m1", &stage.words("two"));
    stage.act(m2, &Leave { dao }).unwrap();
    let (missing, no_poll) = (ProposalId(99), PollId(99));
    for who in ["stranger", m2] {
        let s = &mut stage;
        let words = s.words("three");
        same(s, who, &words, &Propose { dao: none, ..words.clone() });
        let asked = open(s, PollKind::Single);
        let mut elsewhere = open(s, PollKind::Single);
        elsewhere.dao = none;
        same(s, who, &asked, &elsewhere);
        let to = |dao| Delegate { dao, to: m0, track: None };
        same(s, who, &to(dao), &to(none));
        let back = |dao| Undelegate { dao, track: None };
        same(s, who, &back(dao), &back(none));
        let support = |proposal| SponsorProposal { proposal };
        same(s, who, &support(proposal), &support(missing));
        let withdraw = |proposal| Withdraw { proposal };
        same(s, who, &withdraw(proposal), &withdraw(missing));
        for marks in [&[0][..], &[7], &[]] {
            same(s, who, &answer(poll, marks), &answer(no_poll, marks));
        }
        let tell = |of| {
            let (done, worked) = (Extent::Yes, Extent::Yes);
            TellOutcome { of, done, worked, text: None, review: None }
        };
        let of = |proposal| tell(Subject::Proposal { proposal });
        same(s, who, &of(proposal), &of(missing));
        let of = |poll| tell(Subject::Poll { poll });
        same(s, who, &of(poll), &of(no_poll));
    }
    let s = &mut stage;
    same(s, "stranger", &vote(proposal, Choice::For), &vote(missing, Choice::For));
    // A vote that was theirs at its snapshot stays theirs.
    s.vote(m2, sooner, Choice::For);
}
