//! Cast a ballot on what others did.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, List};

use super::steps;
use crate::dao;
use crate::grants::types::{
    MAX_BALLOTS, MAX_CANDIDATES, MAX_SCORE, Mark, Marks, Policy, RetroBallot, Round,
};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Cast a ballot in a round
///
/// Says what candidates should receive for what they did, as one who holds the round's role: amounts or
/// scores, as the round says; 0 is an answer too, and whoever is left out is not judged. It replaces the
/// ballot before. It counts while you hold the role when the round closes. Nobody judges themselves.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "cast-retro-ballot",
    he = "הצבעה על מועמדים בסבב",
    says_en = "Cast a ballot in round { $round } of { $dao }, in place of the one before: { $marks }.",
    says_he = "להצביע על המועמדים בסבב { $round } של { $dao }, במקום ההצבעה הקודמת: { $marks }.",
    by(Member),
    cost(3_000, 10, 1_000)
)]
pub(crate) struct CastRetroBallot {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub(crate) round: u64,
    /// On whom, and how much: base units, or scores up to 10,000.
    #[he("על מי וכמה")]
    pub(crate) marks: List<Mark, MAX_CANDIDATES>,
}

impl CastRetroBallot {
    /// Whether what it says is no more than it may.
    fn is_within(&self, marks: Marks, row: &Round) -> Result<(), Refusal> {
        let sum = self.marks.iter().fold(0u128, |sum, mark| sum.saturating_add(mark.units));
        let highest = self.marks.iter().map(|mark| mark.units).max().unwrap_or(0);
        let (says, most) = match marks {
            Marks::Amounts => (sum, row.budget.units),
            Marks::Scores => (highest, u128::from(MAX_SCORE)),
        };
        if says > most { Err(Refusal::BeyondBudget { most }) } else { Ok(()) }
    }
}

/// Whether a round takes one more ballot, or another of the same.
pub(crate) fn fits(row: &Round, is_first: bool) -> Result<(), Refusal> {
    if is_first && row.entries >= MAX_BALLOTS {
        return Err(Refusal::RoundIsFull { limit: MAX_BALLOTS });
    }
    Ok(())
}

impl Action for CastRetroBallot {
    const ACTION: &'static ActionSpec = Self::ACTION;
    /// Who, and whether it is their first.
    type Plan = (AccountId, bool);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, round) = (self.dao, self.round);
        steps::once(self.marks.iter().map(|mark| mark.candidate))?;
        let voter = steps::signer(ctx)?;
        if self.marks.iter().any(|mark| mark.candidate == voter) {
            return Err(Refusal::PraisedYourself.into());
        }
        let row = steps::round(ctx, dao, round)?;
        let Policy::Retro { terms } = row.policy else {
            return Err(Refusal::OtherKindOfRound { kind: row.policy.kind() }.into());
        };
        let is_candidate =
            |mark: &&Mark| ctx.state.grants.nominations.contains(&(dao, round, mark.candidate));
        if let Some(mark) = self.marks.iter().find(|mark| !is_candidate(mark)) {
            return Err(Refusal::NotACandidate { account: mark.candidate }.into());
        }
        if !dao::holds_role(ctx.state, (dao, terms.role, voter), ctx.now()) {
            return Err(Refusal::NoBallotThere { role: terms.role.into() }.into());
        }
        steps::is_open(ctx, round, row)?;
        if ctx.now() <= row.entries_until {
            return Err(Refusal::BallotsComeLater { from: row.entries_until }.into());
        }
        self.is_within(terms.marks, row)?;
        let is_first = !ctx.state.grants.retro_ballots.contains(&(dao, round, voter));
        fits(row, is_first)?;
        Ok((voter, is_first))
    }

    fn apply(self, (voter, is_first): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, round, marks } = self;
        let candidates = u32::try_from(marks.len()).unwrap_or(u32::MAX);
        let row = RetroBallot { marks, at: ctx.now(), counts: false };
        ctx.state.grants.retro_ballots.put((dao, round, voter), row);
        if is_first {
            steps::change(ctx, (dao, round), |row| row.entries = row.entries.saturating_add(1));
        }
        ctx.emit(&Event { dao, fact: Fact::RetroBallotCast { round, voter, candidates } });
        Ok(())
    }
}
