//! Take a task.

use aluma_types::spec::ActionSpec;
use aluma_types::{DaoId, List, Span};

use super::flow::{self, Beginning};
use super::steps;
use crate::dao;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::Refusal;
use crate::work::types::{Worker, Workers};

/// Take a task
///
/// Takes one place of it, alone or with others who sign together and agree by what weights they divide
/// the pay. Whoever takes it has the time that the task says.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "take-task",
    he = "לקיחת משימה",
    says_en = "Take task { $task } in { $dao }, { $group_count ->\n    [0] alone\n   \
               *[other] together, by the weights of: { $group }\n}.",
    says_he = "לקחת את משימה { $task } בקהילה { $dao }, { $group_count ->\n    [0] לבד\n   \
               *[other] יחד, לפי המשקלות של: { $group }\n}.",
    by(Member),
    cost(8_000, 10, 500),
    several
)]
pub(crate) struct TakeTask {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The task's number.
    #[he("מספר המשימה")]
    pub(crate) task: u64,
    /// Everybody who does it and what they weigh, lowest account first; nobody where one does it alone.
    #[he("הקבוצה")]
    pub(crate) group: Workers,
}

impl TakeTask {
    /// Whoever is to do it.
    fn workers(&self, ctx: &Ctx<'_>) -> Result<Workers, Refused> {
        let account = dao::reader(ctx, self.dao)?;
        if self.group.is_empty() {
            let alone = alloc::vec![Worker { account, weight: 1 }];
            return Ok(List::new(alone).unwrap_or_default());
        }
        let in_order = self.group.windows(2).all(|pair| match pair {
            [one, other] => one.account < other.account,
            _ => true,
        });
        let is_in = self.group.iter().any(|who| who.account == account);
        if !in_order || !is_in || self.group.iter().any(|who| who.weight == 0) {
            return Err(Refusal::BadGroup.into());
        }
        let signed = |one| one == account || ctx.cosigners().contains(&one);
        match self.group.iter().find(|who| !signed(who.account)) {
            Some(who) => Err(Refusal::GroupUnsigned { account: who.account }.into()),
            None => Ok(self.group.clone()),
        }
    }
}

impl Action for TakeTask {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (Workers, u128, Span);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let workers = self.workers(ctx)?;
        let key = (self.dao, self.task);
        let task = steps::task(ctx.state, key)?;
        for who in workers.iter() {
            steps::may_work(ctx, key, task, who.account)?;
        }
        let asked = task.mode.asked();
        if !task.mode.is_first_come() && asked.is_none() {
            return Err(Refusal::OtherMode { mode: task.mode.word() }.into());
        }
        if asked.is_some_and(|asked| workers.iter().any(|who| who.account != asked)) {
            return Err(Refusal::AskedAnother { task: self.task }.into());
        }
        steps::open(ctx, task)?;
        if task.mode.is_first_come() {
            workers.iter().try_for_each(|who| steps::trusted(ctx, self.dao, who.account))?;
        }
        Ok((workers, task.reward.units, task.mode.lasts(task.estimate)))
    }

    fn apply(self, (workers, price, lasts): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let what = Beginning { workers, price, lasts };
        let job = flow::begin(ctx, (self.dao, self.task), what)?;
        ctx.made(job);
        Ok(())
    }
}
