//! Votes of shares that are not all known here, as those at stake: what was cast is taken from the
//! ledger after
//! each block, and the rest of the vote is held against that. What is frozen stays as it was, the
//! outcome is the
//! one this tally leads to, and it comes in its time.

use std::collections::BTreeMap;

use super::model::{DECIDED, FROZEN};
use super::opening::fixed_elsewhere;
use super::sums::{PASSES, Sides};
use super::vote::{Decision, Said, Vote};
use super::{Model, Moment};
use crate::ask::{Answer, ask};
use crate::ledger::Ledger;
use crate::models::{Checked, same};

impl Model {
    /// How a vote stands, as the first who may read it sees it; nothing where all of these have left.
    pub(super) fn tally(&self, ledger: &Ledger, proposal: u64) -> Option<Answer> {
        let members = self.people.of(self.votes.get(&proposal)?.dao).into_iter().map(Some);
        let mut readers = std::iter::once(None).chain(members);
        let params = [("proposal", proposal)];
        readers.find_map(|reader| ask(ledger, reader, ("tally", &params)))
    }

    /// Reads after a block every open vote whose shares are not all known here, and those it decided.
    ///
    /// # Errors
    /// What was frozen when it opened and is another now.
    pub(super) fn adopt(&mut self, ledger: &Ledger) -> Checked {
        let height = self.last.height;
        let is_open = |vote: &Vote| vote.decision.is_none_or(|decided| decided.height == height);
        let asked: Vec<u64> = self
            .votes
            .iter()
            .filter(|(_, vote)| !vote.is_known && is_open(vote))
            .map(|(proposal, _)| *proposal)
            .collect();
        for proposal in asked {
            let answer = self.tally(ledger, proposal);
            let Some(vote) = self.votes.get_mut(&proposal) else { continue };
            let Some(answer) = answer else {
                vote.said = vote.said.map(|said| Said { is_fresh: false, ..said });
                continue;
            };
            let charter = self.daos.get(&vote.dao).map(|known| &known.charter);
            let fixed = charter.map_or(0, |charter| fixed_elsewhere(charter, vote.track));
            vote.read(&answer, (proposal, self.last), fixed)?;
        }
        Ok(())
    }

    /// Takes from what a block told the ends of these votes, and holds them against what was cast:
    /// who runs out
    /// of time ends as their tally says; only a proposer who holds too little, which is not known
    /// here, ends
    /// one otherwise. Ballots may decide in a block's midst, where no tally can be read: these are
    /// held against
    /// the one after it.
    ///
    /// # Errors
    /// An end at another time, of another kind, or none.
    pub(super) fn held_by_what_was_said(
        &mut self,
        told: &mut BTreeMap<u64, (&'static str, u64)>,
        at: Moment,
    ) -> Checked {
        for (proposal, vote) in self.votes.iter_mut().filter(|(_, vote)| !vote.is_known) {
            let mine = vote.decision.filter(|decision| decision.height == at.height);
            let Some((how, when)) = told.remove(proposal) else {
                let none: Option<(&str, u64)> = None;
                let mine = mine.map(|mine| (mine.how, mine.at));
                same(DECIDED, || format!("proposal {proposal}"), (none, mine))?;
                continue;
            };
            let when = if when == 0 { at.time } else { when };
            if let Some(mine) = mine.filter(|_| how != "withdrawn") {
                let what = || format!("proposal {proposal}");
                same(DECIDED, what, ((how, when), (mine.how, mine.at)))?;
            }
            vote.decision = Some(Decision { how, at: when, height: at.height });
        }
        Ok(())
    }
}

impl Vote {
    /// Takes what the ledger says of it.
    fn read(&mut self, answer: &Answer, (proposal, at): (u64, Moment), fixed: u128) -> Checked {
        let fields = answer.fields();
        let is = |name| fields.uint(name).unwrap_or(0);
        let (total, eligible) = (is("total"), is("eligible"));
        if self.snapshot.time == at.time {
            (self.total, self.eligible) = (total, eligible);
            self.support = self.terms.support((total, eligible), self.sources.len() > 1, fixed);
        }
        let what = || format!("proposal {proposal} of DAO {}", self.dao);
        same(FROZEN, what, ((total, eligible), (self.total, self.eligible)))?;
        let sides = Sides { yes: is("in_favour"), no: is("against"), neither: is("abstain") };
        self.said = Some(Said { sides, is_fresh: true });
        self.deadline = fields.number("deadline").unwrap_or(self.deadline);
        Ok(())
    }

    /// Whether a vote that was decided by what was cast ended as its tally leads to.
    ///
    /// # Errors
    /// One that passed and would not, or the other way.
    pub(super) fn held_outcome(&self, proposal: u64) -> Checked {
        let Some(decision) = self.decision.filter(|decision| decision.how != "withdrawn") else {
            return Ok(());
        };
        let what = || format!("proposal {proposal} of DAO {}", self.dao);
        same(DECIDED, what, (decision.how == PASSES, self.outcome() == PASSES))
    }
}
