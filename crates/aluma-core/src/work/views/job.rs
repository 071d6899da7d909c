//! One piece of work.

use aluma_types::spec::ViewSpec;
use aluma_types::{Amount, Canon, DaoId};

use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};
use crate::work::Refusal;
use crate::work::rules::{money, reading};
use crate::work::types::{Job, Judgement, Title};

/// A piece of work
///
/// One place of a task that somebody took, or one part of it: who does it, what waits for it, how far it
/// has come and what happens by itself.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "job", he = "עבודה", result = JobAnswer)]
pub struct JobView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Its number.
    #[he("מספר העבודה")]
    pub job: u64,
}

/// A piece of work.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct JobAnswer {
    /// What it is.
    #[he("העבודה")]
    pub job: JobRow,
    /// What each of those who do it gets of its price, in base units, in their order.
    #[he("חלוקה")]
    pub shares: aluma_types::List<u128, { crate::work::types::MAX_WORKERS }>,
    /// Which panel judges it, or until when one can be asked for and what waits for it.
    #[he("הערכה בידי צוות")]
    pub judgement: Option<Judgement>,
}

/// A piece of work with its number.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct JobRow {
    /// Its number.
    #[he("מספר")]
    pub number: u64,
    /// What its task is called.
    #[he("כותרת")]
    pub title: Option<Title>,
    /// What it is.
    #[he("העבודה")]
    pub job: Job,
    /// What it earns those who do it, as it stands: less than its price where less was accepted.
    #[he("מה היא מזכה")]
    pub earns: Amount,
}

/// A piece of work with the title of its task.
pub(super) fn row(look: &Look<'_>, dao: DaoId, number: u64) -> Option<JobRow> {
    let job = look.state.work.jobs.get(&(dao, number))?.clone();
    let task = look.state.work.work_tasks.get(&(dao, job.task));
    let earns = Amount { asset: job.price.asset, units: money::earns(&job) };
    Some(JobRow { number, title: task.map(|task| task.title), job, earns })
}

impl View for JobView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = JobAnswer;

    fn dao(&self, look: &Look<'_>) -> Option<DaoId> {
        // One's own work is one's own.
        let own = reading::does(look, (self.dao, self.job));
        Some(self.dao).filter(|_| !own)
    }

    fn answer(&self, look: &Look<'_>) -> Result<JobAnswer, Refused> {
        let job = row(look, self.dao, self.job).ok_or(Refusal::NoSuchJob { job: self.job })?;
        let parts = money::shares(money::earns(&job.job), &job.job.workers);
        let mut shares = aluma_types::List::default();
        for (_, units) in parts {
            shares.push(units);
        }
        let judgement = look.state.work.judgements.get(&(self.dao, self.job)).copied();
        Ok(JobAnswer { job, shares, judgement })
    }
}
