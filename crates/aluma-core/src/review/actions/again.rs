//! Bring something before a panel again: its author appeals, somebody else disputes.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId};

use super::calling::Key;
use super::panel::{judged_at, open, tell};
use super::steps::{evidence, member};
use crate::dao;
use crate::dao::types::PROSE_BYTES;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::reputation;
use crate::reputation::types::whole;
use crate::review::charter::{APPEAL, STAKE};
use crate::review::types::{Cause, Evidence, Makers, Panel, Stage, Stake};
use crate::review::{Fact, Refusal};

/// How often one thing is judged again: by seven, then by thirteen.
const AGAIN: u8 = 2;
/// Micro-points of a point.
const POINT: u64 = 1_000_000;

/// Appeal against a score
///
/// A larger panel of others judges it again; what it finds holds, be it more or less.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "appeal-score",
    he = "ערעור על ציון",
    says_en = "Appeal to { $dao } about the score of contribution { $evidence }. My reasons: \
               { $reason }",
    says_he = "לערער בפני { $dao } על הציון של תרומה { $evidence }. הנימוקים שלי: { $reason }",
    by(Member),
    cost(8_000, 10, 0)
)]
pub(crate) struct AppealScore {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// Its number.
    #[he("מספר התרומה")]
    pub(crate) evidence: u64,
    /// Why.
    #[he("נימוקים")]
    pub(crate) reason: Body<PROSE_BYTES>,
}

/// Dispute a score
///
/// Where you hold that something was worth less than a panel found. A larger panel of others judges it
/// again. The points that you stake are taken at once, and given back where it finds at least a tenth less or
/// nobody judges it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "dispute-score",
    he = "פתיחת מחלוקת על ציון",
    says_en = "Dispute in { $dao } the score of contribution { $evidence }, with points at stake. My \
               reasons: { $reason }",
    says_he = "לפתוח אצל { $dao } מחלוקת על הציון של תרומה { $evidence }, בעירבון של נקודות. הנימוקים \
               שלי: { $reason }",
    by(Member),
    cost(8_000, 10, 0)
)]
pub(crate) struct DisputeScore {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// Its number.
    #[he("מספר התרומה")]
    pub(crate) evidence: u64,
    /// Why.
    #[he("נימוקים")]
    pub(crate) reason: Body<PROSE_BYTES>,
}

/// Whether something may be brought before a panel again now.
fn again(ctx: &Ctx<'_>, dao: DaoId, number: u64, row: &Evidence) -> Result<(), Refusal> {
    let panel = ctx.state.review.panels.get(&(dao, number, row.round));
    let is_closed = panel.is_some_and(|panel| panel.stage == Stage::Closed);
    let at = judged_at(&row.status).filter(|_| is_closed);
    let since = at.ok_or(Refusal::NotJudged { evidence: number })?;
    if ctx.now() > since.after(dao::span(ctx.state, dao, &APPEAL)) {
        return Err(Refusal::JudgementStands { since });
    }
    if row.round >= AGAIN {
        return Err(Refusal::JudgedEnough { limit: AGAIN });
    }
    Ok(())
}

fn found<'c>(
    ctx: &'c Ctx<'_>,
    (dao, number): (DaoId, u64),
) -> Result<(AccountId, &'c Evidence, &'c Makers), Refused> {
    let account = member(ctx, dao)?;
    let (row, makers) = evidence(ctx, (dao, number))?;
    Ok((account, row, makers))
}

/// Gives back what a dispute staked, as it would weigh by now.
///
/// # Errors
/// [`Broken`] where points leave their room.
pub(super) fn released(ctx: &mut Ctx<'_>, key: Key, panel: &Panel) -> Result<(), Broken> {
    let (dao, evidence, _) = key;
    let stake = ctx.state.review.dispute_stakes.get(&key).copied();
    let Some((stake, account)) = stake.zip(panel.cause.by()) else { return Ok(()) };
    ctx.state.review.dispute_stakes.remove(&key);
    reputation::restore(ctx, dao, stake.penalty)?;
    tell(ctx, dao, Fact::StakeReturned { evidence, account });
    Ok(())
}

/// The points that somebody who disputes stakes, in whole points.
///
/// # Errors
/// [`Refusal::StakeNotThere`].
pub(crate) fn stake_of(ctx: &Ctx<'_>, of: reputation::Of) -> Result<u64, Refusal> {
    let stake = u64::try_from(dao::number(ctx.state, of.0, &STAKE)).unwrap_or(u64::MAX);
    // What praise brought is not staked: it cannot be taken.
    if whole(reputation::hard_points(ctx.state, of, ctx.now())) < stake {
        return Err(Refusal::StakeNotThere { points: stake });
    }
    Ok(stake)
}

impl Action for AppealScore {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, u8);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (account, row, makers) = found(ctx, (self.dao, self.evidence))?;
        if !makers.is_author(account) {
            return Err(Refusal::NotYourWork { evidence: self.evidence }.into());
        }
        again(ctx, self.dao, self.evidence, row)?;
        Ok((account, row.round.saturating_add(1)))
    }

    fn apply(self, (by, round): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, evidence, reason } = self;
        tell(ctx, dao, Fact::ScoreAppealed { evidence, by, reason });
        open(ctx, (dao, evidence, round), Cause::Appeal { by, reason });
        Ok(())
    }
}

impl Action for DisputeScore {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, u8, u64);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (account, row, makers) = found(ctx, (self.dao, self.evidence))?;
        if makers.is_party(account) {
            return Err(Refusal::OwnWork { evidence: self.evidence }.into());
        }
        again(ctx, self.dao, self.evidence, row)?;
        let stake = stake_of(ctx, (self.dao, row.domain, account))?;
        Ok((account, row.round.saturating_add(1), stake.saturating_mul(POINT)))
    }

    fn apply(self, (by, round, stake): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, evidence, reason } = self;
        tell(ctx, dao, Fact::ScoreDisputed { evidence, by, reason });
        let domain = ctx.state.review.evidence.get(&(dao, evidence)).and_then(|row| row.domain);
        // Taken now: otherwise they could be lost to others, or fade, before it is decided.
        let penalty = reputation::slash(ctx, (dao, domain, by), stake)?;
        ctx.state.review.dispute_stakes.put((dao, evidence, round), Stake { penalty });
        open(ctx, (dao, evidence, round), Cause::Dispute { by, reason, stake });
        Ok(())
    }
}
