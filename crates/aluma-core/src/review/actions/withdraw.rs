//! Take a claim back.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, Span, Timestamp};

use super::closing;
use super::output::{self, Claim};
use super::panel::{panel, tell};
use super::steps::{evidence, member};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::review::types::{Authors, Stage, Status};
use crate::review::{Fact, Refusal};

/// Take a claim back
///
/// As long as nobody was drawn to judge it: after that whoever does not like the panel could try
/// another.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "withdraw-claim",
    he = "משיכת תרומה שנרשמה",
    says_en = "Take contribution { $evidence } in { $dao } back.",
    says_he = "למשוך את תרומה { $evidence } שנרשמה אצל { $dao }.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct WithdrawClaim {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// Its number.
    #[he("מספר התרומה")]
    pub(crate) evidence: u64,
}

impl Action for WithdrawClaim {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Authors, Timestamp, Span);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let account = member(ctx, self.dao)?;
        let number = self.evidence;
        let (row, makers) = evidence(ctx, (self.dao, number))?;
        if makers.by != account {
            return Err(Refusal::NotYourWork { evidence: number }.into());
        }
        if ctx.state.review.commissions.contains(&(self.dao, number)) {
            return Err(Refusal::AskedForPanel { evidence: number }.into());
        }
        let panel = ctx.state.review.panels.get(&(self.dao, number, 0));
        match panel.map(|row| row.stage) {
            Some(Stage::Waiting) => Ok((account, makers.authors.clone(), row.at, row.size)),
            _ => Err(Refusal::PanelSits { evidence: number }.into()),
        }
    }

    fn apply(self, (by, authors, at, size): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, evidence } = self;
        let claim = Claim { authors: &authors, by: Some(by) };
        output::unbook(ctx, dao, (claim, at), size);
        let mut row = panel(ctx.state, (dao, evidence, 0))?;
        closing::end(ctx, (dao, evidence, 0), &mut row);
        ctx.state.review.evidence.update(&(dao, evidence), |row| row.status = Status::Withdrawn);
        tell(ctx, dao, Fact::ClaimWithdrawn { evidence });
        Ok(())
    }
}
