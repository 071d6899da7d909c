//! Prizes of a contest: who opened an entry, and who wins what.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, List, Span};

use super::flow::{self, Key};
use super::panels;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::work::Event;
use crate::work::charter::{self, DELAY};
use crate::work::rules::money;
use crate::work::types::{Bid, Job, Stage, WHOLE, Worker};

/// Whoever opened their entry of a contest, lowest first.
pub(crate) fn opened(state: &State, (dao, task): Key) -> Vec<AccountId> {
    let all = (dao, task, AccountId(0))..=(dao, task, AccountId(u64::MAX));
    let rows = state.work.offers.range(all);
    let is_open = |bid: &Bid| matches!(bid, Bid::Entry { work: Some(_), .. });
    rows.filter(|(_, row)| is_open(&row.bid)).map(|((_, _, account), _)| *account).collect()
}

/// Shares all prizes of a contest on which nobody decided among all who opened an entry, the same to
/// each.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn share(ctx: &mut Ctx<'_>, key: Key) -> Result<(), Broken> {
    let task = flow::task_of(ctx, key)?;
    let all = opened(ctx.state, key);
    let workers: Vec<_> = all.iter().map(|who| Worker { account: *who, weight: 1 }).collect();
    give(ctx, key, &money::shares(task.reward.units, &workers), Judge::default())
}

/// Who decided about prizes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Judge {
    /// Who it was, if it was a person.
    pub(crate) person: Option<AccountId>,
    /// Who is paid for it: nobody who acts by a role.
    pub(crate) paid: Option<AccountId>,
}

/// Gives prizes, which are held like any pay; what is not given returns. The reviewer is paid.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn give(
    ctx: &mut Ctx<'_>,
    key: Key,
    prizes: &[(AccountId, u128)],
    judge: Judge,
) -> Result<(), Broken> {
    let (mut task, dao) = (flow::task_of(ctx, key)?, key.0);
    task.left = 0;
    let asset = task.reward.asset;
    ctx.state.work.work_tasks.put(key, task.clone());
    let until = charter::until(ctx, dao, &DELAY);
    let (mut left, mut given) = (task.reward.units, Vec::new());
    for (account, units) in prizes.iter().copied() {
        left = left.saturating_sub(units);
        let number = ctx.next_number(Sequence::Job)?;
        let workers = List::new(alloc::vec![Worker { account, weight: 1 }]).unwrap_or_default();
        let price = Amount { asset, units };
        let work = match ctx.state.work.offers.get(&(dao, key.1, account)).map(|row| row.bid) {
            Some(Bid::Entry { work, .. }) => work,
            _ => None,
        };
        let job = Job {
            task: key.1,
            engagement: number,
            part: 0,
            workers: workers.clone(),
            price,
            fee: 0,
            panel: 0,
            lasts: Span(0),
            submitted: Some(ctx.now()),
            work,
            changes: 0,
            reviewed_by: judge.person,
            quality: Some(WHOLE),
            stage: Stage::Waiting,
            due: None,
        };
        ctx.emit(&Event::JobBegan { dao, job: number, task: key.1, workers, price });
        flow::turn(ctx, (dao, number), job, Stage::Accepted { until });
        given.push(number);
    }
    flow::give_back(ctx, (dao, &task), left.saturating_add(task.panel))?;
    flow::pay_fee(ctx, (dao, &task), task.fee, judge.paid)?;
    for number in given {
        panels::accepted(ctx, (dao, number))?;
    }
    flow::settle(ctx, key)
}
