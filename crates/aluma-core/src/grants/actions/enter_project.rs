//! Enter a project.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::{asking, funding, steps};
use crate::grants::rules::fund::{MAX_PROJECTS, Project};
use crate::grants::types::Words;
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Enter a project
///
/// Asks people to give to what you do, in a fund that adds to it. Whoever belongs to the community enters
/// one project.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "enter-project",
    he = "הגשת פרויקט לקרן",
    says_en = "Enter a project in fund { $fund } of { $dao }: { $words }",
    says_he = "להגיש פרויקט לקרן { $fund } של { $dao }: { $words }",
    by(Member),
    cost(5_000, 10, 0)
)]
pub(crate) struct EnterProject {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The fund.
    #[he("מספר הקרן")]
    pub(crate) fund: u64,
    /// What it is.
    #[he("על מה")]
    pub(crate) words: Words,
}

impl Action for EnterProject {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let key = (self.dao, self.fund);
        let account = steps::signer(ctx)?;
        asking::readable(ctx, self.dao)?;
        let row = funding::fund(ctx.state, key)?;
        funding::belongs(ctx.state, self.dao, account)?;
        funding::is_open(ctx, key, row)?;
        if funding::projects(ctx.state, key).iter().any(|(_, of)| of.payee == account) {
            return Err(Refusal::EnteredAlready { fund: self.fund }.into());
        }
        if row.projects >= MAX_PROJECTS {
            return Err(Refusal::FundIsFull { limit: MAX_PROJECTS }.into());
        }
        Ok(account)
    }

    fn apply(self, payee: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, fund, words } = self;
        let counted = ctx.state.grants.funds.update(&(dao, fund), |row| {
            row.projects = row.projects.saturating_add(1);
            row.projects
        });
        let project = counted.ok_or(Broken("a project of no fund"))?;
        let row = Project {
            payee,
            words,
            at: ctx.now(),
            given: 0,
            supporters: 0,
            matched: 0,
            withdrawn: false,
        };
        ctx.state.grants.projects.put((dao, fund, project), row);
        ctx.emit(&Event { dao, fact: Fact::ProjectEntered { fund, project, payee, words } });
        ctx.made(project.into());
        Ok(())
    }
}
