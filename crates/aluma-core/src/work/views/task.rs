//! One task.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::PAGE;
use super::job::{self, JobRow};
use super::payer::{self, PayerAnswer};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::work::Refusal;
use crate::work::types::{Offer, WorkTask};

/// A task
///
/// What it is, how whoever pays it pays, who offered what and who does it: a hundred offers and a hundred
/// pieces of work at a time. What an entry of a contest is, nobody sees before it was opened.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "task", he = "משימה", result = TaskAnswer)]
pub struct TaskView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Its number.
    #[he("מספר המשימה")]
    pub task: u64,
    /// Pieces of work after this one.
    #[he("עבודות אחרי")]
    pub after: Option<u64>,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct TaskAnswer {
    /// What it is.
    #[he("המשימה")]
    pub task: WorkTask,
    /// How whoever pays it pays.
    #[he("מי שמשלמים")]
    pub payer: PayerAnswer,
    /// What people offer.
    #[he("הצעות")]
    pub offers: List<OfferRow, PAGE>,
    /// Who does it.
    #[he("עבודות")]
    pub jobs: List<JobRow, PAGE>,
    /// Ask again after this piece of work, if there are more.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
}

/// An offer and who made it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct OfferRow {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// What they offer.
    #[he("ההצעה")]
    pub offer: Offer,
}

impl View for TaskView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = TaskAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<TaskAnswer, Refused> {
        let (dao, number) = (self.dao, self.task);
        let tables = &look.state.work;
        let task = tables.work_tasks.get(&(dao, number));
        let task = task.ok_or(Refusal::NoSuchTask { task: number })?.clone();
        let all = (dao, number, AccountId(0))..=(dao, number, AccountId(u64::MAX));
        let rows = tables.offers.range(all);
        let rows =
            rows.map(|((_, _, account), offer)| OfferRow { account: *account, offer: *offer });
        let (offers, _) = page(rows, |row| row.account.0);
        let numbers = tables.jobs.index().of_task((dao, number), self.after.unwrap_or(0));
        let rows = numbers.filter_map(|number| job::row(look, dao, number));
        let (jobs, next) = page(rows, |row| row.number);
        let payer = payer::of(look.state, dao, task.payer.record());
        Ok(TaskAnswer { task, payer, offers, jobs, next })
    }
}
