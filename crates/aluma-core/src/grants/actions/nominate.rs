//! Nominate oneself for what one did.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, List};

use super::steps;
use crate::grants::types::{MAX_CANDIDATES, MAX_CITED, Nomination, Policy, Round, Take, Words};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::review;

/// Nominate myself in a round
///
/// Asks for a part of a round's budget for what you did before, and names it: in words, by
/// contributions of yours that were judged, by pieces of work. Those who hold the role cast ballots on
/// it. Once more changes it, while nominations are taken.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "nominate",
    he = "הגשת מועמדות בסבב",
    says_en = "Nominate myself in round { $round } of { $dao } for: { $words } Contributions: \
               { $evidence }; pieces of work: { $jobs }.",
    says_he = "להגיש מועמדות בסבב { $round } של { $dao } על: { $words } תרומות: { $evidence }; \
               עבודות: { $jobs }.",
    by(Member),
    cost(4_000, 10, 200)
)]
pub(crate) struct Nominate {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub(crate) round: u64,
    /// What you did.
    #[he("מה עשית")]
    pub(crate) words: Words,
    /// Contributions of yours that were judged, by number.
    #[he("תרומות")]
    pub(crate) evidence: List<u64, MAX_CITED>,
    /// Pieces of work of yours that were accepted, by number.
    #[he("עבודות")]
    pub(crate) jobs: List<u64, MAX_CITED>,
}

/// Whether a round takes one more candidate, or another word of the same.
pub(crate) fn fits(row: &Round, is_new: bool) -> Result<(), Refusal> {
    if is_new && row.takers as usize >= MAX_CANDIDATES {
        return Err(Refusal::TooManyCandidates { limit: MAX_CANDIDATES as u64 });
    }
    Ok(())
}

impl Action for Nominate {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (dao, round) = (self.dao, self.round);
        let account = steps::signer(ctx)?;
        let row = steps::round(ctx, dao, round)?;
        let Policy::Retro { .. } = row.policy else {
            return Err(Refusal::OtherKindOfRound { kind: row.policy.kind() }.into());
        };
        steps::is_among_us(ctx.state, dao, account)?;
        // While a panel sits, naming it would tell the panel whose it is.
        let is_theirs = |number: &&u64| review::is_judged_of(ctx.state, (dao, **number), account);
        if let Some(number) = self.evidence.iter().find(|number| !is_theirs(number)) {
            return Err(Refusal::NotYoursToName { evidence: *number }.into());
        }
        let did = |number: &&u64| crate::registry::did_job(ctx.state, (dao, **number), account);
        if let Some(number) = self.jobs.iter().find(|number| !did(number)) {
            return Err(Refusal::NotYourJobToName { job: *number }.into());
        }
        steps::is_open(ctx, round, row)?;
        if ctx.now() > row.entries_until {
            return Err(Refusal::PraiseIsOver { since: row.entries_until }.into());
        }
        let is_new = !ctx.state.grants.nominations.contains(&(dao, round, account));
        fits(row, is_new)?;
        Ok(account)
    }

    fn apply(self, candidate: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, round, words, evidence, jobs } = self;
        let slot = (dao, round, candidate);
        let is_new = !ctx.state.grants.nominations.contains(&slot);
        let row = Nomination { words, evidence, jobs, at: ctx.now() };
        ctx.state.grants.nominations.put(slot, row);
        if is_new {
            ctx.state.grants.takes.put(slot, Take::default());
            steps::change(ctx, (dao, round), |row| row.takers = row.takers.saturating_add(1));
        }
        ctx.emit(&Event { dao, fact: Fact::Nominated { round, candidate, words } });
        Ok(())
    }
}
