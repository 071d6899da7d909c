//! Claim a contribution.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, Hash32, List, Span};

use super::output::{self, Claim};
use super::panel::{at_desk, open, tell};
use super::steps::member;
use crate::dao;
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::reputation::Skills;
use crate::reputation::types::SKILLS_WHOLE;
use crate::review::charter::{self, APPEAL, CLAIMS, LARGEST};
use crate::review::rules::output::is_free;
use crate::review::types::{
    AuthorPart, Authors, Cause, Claimed, Evidence, Kind, MAX_AUTHORS, Makers, Status, Work,
};
use crate::review::{Fact, Refusal};

/// Claim a contribution
///
/// Says what you gave, alone or with others, and how much work it was. Peers are drawn to judge it; what
/// they find good brings points, for no more work than they find in it. Care, welcome, meetings and
/// running things are contributions like any other.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "claim-contribution",
    he = "רישום תרומה",
    says_en = "Claim in { $dao } that this was contributed, { $size } of work: { $work }",
    says_he = "לרשום אצל { $dao } תרומה בהיקף { $size }: { $work }",
    by(Member),
    cost(8_000, 10, 200)
)]
pub(crate) struct ClaimContribution {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// In which domain; without one the whole community judges it.
    #[he("התחום")]
    pub(crate) domain: Option<u32>,
    /// Of which kind.
    #[he("סוג")]
    pub(crate) kind: Kind,
    /// How much work it was: an hour is a point.
    #[he("היקף העבודה")]
    pub(crate) size: Span,
    /// What was given, with links to it; everybody reads it who may read the community.
    #[he("מה נתרם")]
    pub(crate) work: Work,
    /// The hash of what was given, where it is a file or a commit: it is claimed once.
    #[he("טביעת האצבע")]
    pub(crate) hash: Option<Hash32>,
    /// Who made it, with their parts; you alone where nobody is named.
    #[he("המחברים")]
    pub(crate) authors: Authors,
    /// Skills it took, at most three; their weights are 1,000 together.
    #[he("מיומנויות")]
    pub(crate) skills: Skills,
}

/// Whether every author is named once, with a part.
fn authors_hold(authors: &Authors) -> Result<(), Refusal> {
    for (index, author) in authors.iter().enumerate() {
        let mut before = authors.iter().take(index);
        if author.part == 0 || before.any(|other| other.account == author.account) {
            return Err(Refusal::AuthorsTwice { account: author.account });
        }
    }
    Ok(())
}

/// Whether skills are named once each, and weigh the whole together.
fn skills_hold(skills: &Skills) -> Result<(), Refusal> {
    let sum = skills.iter().fold(0u32, |sum, part| sum.saturating_add(part.weight.into()));
    let mut named = skills.iter().enumerate();
    let is_twice = named.any(|(index, part)| {
        part.weight == 0 || skills.iter().take(index).any(|other| other.skill == part.skill)
    });
    if is_twice || !(skills.is_empty() || sum == u32::from(SKILLS_WHOLE)) {
        return Err(Refusal::SkillsNotWhole { whole: SKILLS_WHOLE });
    }
    Ok(())
}

impl ClaimContribution {
    /// Those who made it: whoever claims it where nobody is named.
    fn authors(&self, account: AccountId) -> Authors {
        let mut authors = self.authors.clone();
        if authors.is_empty() {
            authors.push(AuthorPart { account, part: 1 });
        }
        authors
    }
}

impl Action for ClaimContribution {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        authors_hold(&self.authors)?;
        skills_hold(&self.skills)?;
        let account = member(ctx, self.dao)?;
        if let Some(domain) = self.domain {
            dao::open_one(ctx.state, self.dao, domain)?;
        }
        for author in self.authors.iter() {
            if !dao::is_admitted(ctx.state, self.dao, author.account) {
                return Err(Refusal::AuthorNotMember { account: author.account }.into());
            }
        }
        let claimed = self.hash.and_then(|hash| ctx.state.review.claimed.get(&(self.dao, hash)));
        if let Some(evidence) = claimed.map(|row| row.evidence) {
            let before = ctx.state.review.evidence.get(&(self.dao, evidence));
            let is_done = before.is_some_and(|row| {
                is_free(row.status, ctx.now(), dao::span(ctx.state, self.dao, &APPEAL))
            });
            if !is_done {
                return Err(Refusal::ClaimedBefore { evidence }.into());
            }
        }
        if self.kind == Kind::Bounty {
            return Err(Refusal::PaidWorkElsewhere.into());
        }
        let most = dao::span(ctx.state, self.dao, &LARGEST);
        if self.size == Span(0) || self.size > most {
            return Err(Refusal::SizeOutOfRange { most }.into());
        }
        let limit = charter::small(ctx.state, self.dao, &CLAIMS);
        let desk = ctx.state.review.desks.get(&(self.dao, account)).copied().unwrap_or_default();
        if desk.claims >= limit {
            return Err(Refusal::ClaimsEnough { limit }.into());
        }
        let claim = Claim { authors: &self.authors(account), by: Some(account) };
        output::may_claim(ctx, self.dao, claim, self.size)?;
        Ok(account)
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let authors = self.authors(account);
        let Self { dao, domain, kind, size, work, hash, skills, .. } = self;
        let new = New { domain, kind, size, work, skills, authors, by: account, payer: None };
        let evidence = begin(ctx, dao, new)?;
        if let Some(hash) = hash {
            ctx.state.review.claimed.put((dao, hash), Claimed { evidence });
        }
        let now = ctx.now();
        at_desk(ctx, (dao, account), |desk| {
            desk.claims = desk.claims.saturating_add(1);
            desk.last = Some(now);
        });
        dao::back(ctx, dao, account)?;
        ctx.made(evidence);
        Ok(())
    }
}

/// Something that a panel is to judge.
#[derive(Clone, Debug)]
pub struct New {
    /// In which domain; none is the whole community.
    pub domain: Option<u32>,
    /// Of which kind.
    pub kind: Kind,
    /// How much work it says it was.
    pub size: Span,
    /// What was given.
    pub work: Work,
    /// By which skills.
    pub skills: Skills,
    /// Who made it; each once, with a part.
    pub authors: Authors,
    /// Who says so.
    pub by: AccountId,
    /// Who pays for it, if anybody does: they do not judge it.
    pub payer: Option<AccountId>,
}

/// Writes it down and lets a panel be drawn; its number.
///
/// # Errors
/// [`Broken`] where a sequence is used up.
pub(super) fn begin(ctx: &mut Ctx<'_>, dao: DaoId, new: New) -> Result<u64, Broken> {
    let evidence = write(ctx, dao, (new, Status::Judging, List::default()))?;
    open(ctx, (dao, evidence, 0), Cause::Given);
    Ok(evidence)
}

/// Writes something given down with what it brought, and books what its authors claim by it.
pub(super) fn write(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    (new, status, minted): (New, Status, List<u64, MAX_AUTHORS>),
) -> Result<u64, Broken> {
    let New { domain, kind, size, work, skills, authors, by, payer } = new;
    let evidence = ctx.next_number(Sequence::Evidence)?;
    let taken_on = ctx.state.review.commissions.contains(&(dao, evidence));
    let claim = Claim { authors: &authors, by: (!taken_on).then_some(by) };
    output::book(ctx, dao, claim, size);
    let at = ctx.now();
    let row = Evidence { domain, kind, skills, size, work, at, status, round: 0 };
    ctx.state.review.evidence.put((dao, evidence), row);
    let given = List::default();
    let makers = Makers { by, authors, payer, minted, given, noted: false };
    ctx.state.review.makers.put((dao, evidence), makers);
    tell(ctx, dao, Fact::ContributionClaimed { evidence, domain, kind, size, work });
    Ok(evidence)
}
