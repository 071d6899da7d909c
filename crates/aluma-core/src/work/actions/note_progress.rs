//! Tell how far work has come.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::flow;
use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::Event;
use crate::work::types::{Reason, Stage};

/// Tell how far work has come
///
/// The first note keeps the work: without one in time it is released, so that others can take it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "note-progress",
    he = "דיווח התקדמות",
    says_en = "Tell how far work { $job } in { $dao } has come: { $words }",
    says_he = "לדווח על ההתקדמות בעבודה { $job } בקהילה { $dao }: { $words }",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct NoteProgress {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The work's number.
    #[he("מספר העבודה")]
    pub(crate) job: u64,
    /// What one says.
    #[he("דברים")]
    pub(crate) words: Reason,
}

impl Action for NoteProgress {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (account, job) = steps::mine(ctx, (self.dao, self.job))?;
        match job.stage {
            Stage::Assigned { .. } | Stage::Changing { .. } => steps::in_time(ctx, job)?,
            stage => return Err(steps::otherwise(stage).into()),
        }
        Ok(account)
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, job: number, words } = self;
        let job = flow::job_of(ctx, (dao, number))?;
        ctx.emit(&Event::ProgressNoted { dao, job: number, account, words });
        if let Stage::Assigned { note_until: Some(_), until } = job.stage {
            flow::turn(ctx, (dao, number), job, Stage::Assigned { note_until: None, until });
        }
        Ok(())
    }
}
