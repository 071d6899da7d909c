//! Take a project back.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::{asking, funding, steps};
use crate::dao;
use crate::grants::tasks::ReturnSupport;
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use aluma_types::Span;

/// Take a project back
///
/// Takes your project out of a fund that is open: what people gave to it returns to them in the next block.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "withdraw-project",
    he = "משיכת פרויקט מקרן",
    says_en = "Take project { $project } out of fund { $fund } of { $dao }: what people gave returns.",
    says_he = "למשוך את פרויקט { $project } מקרן { $fund } של { $dao }: התמיכה חוזרת למי שנתנו.",
    by(Member),
    cost(4_000, 10, 0)
)]
pub(crate) struct WithdrawProject {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The fund.
    #[he("מספר הקרן")]
    pub(crate) fund: u64,
    /// The project.
    #[he("מספר הפרויקט")]
    pub(crate) project: u32,
}

impl Action for WithdrawProject {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        let (key, account) = ((self.dao, self.fund), steps::signer(ctx)?);
        // One's own is one's own, also where one may not read the community any more.
        let own = ctx.state.grants.projects.get(&(self.dao, self.fund, self.project));
        if own.is_none_or(|row| row.payee != account) {
            dao::reader(ctx, self.dao)?;
            asking::readable(ctx, self.dao)?;
        }
        let row = funding::fund(ctx.state, key)?;
        let project = funding::project(ctx.state, key, self.project)?;
        if project.payee != account {
            return Err(Refusal::NotYourProject { project: self.project }.into());
        }
        funding::is_open(ctx, key, row)?;
        if project.withdrawn {
            return Err(Refusal::ProjectIsBack { project: self.project }.into());
        }
        Ok(())
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, fund, project } = self;
        ctx.state.grants.projects.update(&(dao, fund, project), |row| row.withdrawn = true);
        ctx.emit(&Event { dao, fact: Fact::ProjectWithdrawn { fund, project } });
        // As many payments as people gave: no act of one person's.
        let at = ctx.now().after(Span(1));
        ctx.schedule(at, Some(dao), &ReturnSupport { dao, fund, project });
        Ok(())
    }
}
