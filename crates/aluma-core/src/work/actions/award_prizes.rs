//! Give the prizes of a contest.

use alloc::vec::Vec;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, List};

use super::prizes::{self, Judge};
use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::Refusal;
use crate::work::rules::{money, reading};
use crate::work::types::{MAX_PRIZES, Mode, TaskStage};

/// Give the prizes of a contest
///
/// To those who opened an entry, first prize first. A prize that nobody gets returns; what is given is
/// held like any pay. Where nobody decides in time, all who opened an entry share the prizes.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "award-prizes",
    he = "חלוקת פרסים",
    says_en = "Give the prizes of task { $task } in { $dao } to: { $winners }.",
    says_he = "להעניק את הפרסים של משימה { $task } בקהילה { $dao } אל: { $winners }.",
    by(Member, Dao, Role),
    track = Tip,
    cost(8_000, 10, 1_000)
)]
pub(crate) struct AwardPrizes {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The task's number.
    #[he("מספר המשימה")]
    pub(crate) task: u64,
    /// Who wins, first prize first.
    #[he("מי זוכים")]
    pub(crate) winners: List<AccountId, MAX_PRIZES>,
}

impl Action for AwardPrizes {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Vec<(AccountId, u128)>;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let key = (self.dao, self.task);
        steps::readable(ctx, self.dao)?;
        let task = steps::task(ctx.state, key)?;
        let Mode::Contest { prizes } = &task.mode else {
            return Err(Refusal::OtherMode { mode: task.mode.word() }.into());
        };
        let second = matches!(task.stage, TaskStage::Judging { second: true, .. });
        let who = (ctx.origin(), ctx.now());
        if !reading::reviews(ctx.state, who, (self.dao, task), second) {
            return Err(Refusal::NotYourReview.into());
        }
        match task.stage {
            TaskStage::Judging { until, .. } if ctx.now() <= until => {}
            stage => return Err(Refusal::TaskIsOtherwise { stage: stage.word() }.into()),
        }
        let opened = prizes::opened(ctx.state, key);
        let mut winners = self.winners.to_vec();
        winners.sort_unstable();
        let twice = winners.windows(2).any(|pair| pair.first() == pair.last());
        let all_opened = winners.iter().all(|who| opened.binary_search(who).is_ok());
        if twice || !all_opened || winners.len() > prizes.len() {
            return Err(Refusal::BadWinners.into());
        }
        if let Some(account) = ctx.origin().person().filter(|who| winners.contains(who)) {
            return Err(Refusal::ReviewsThemselves { account }.into());
        }
        let sums = money::parts(task.reward.units, prizes);
        Ok(self.winners.iter().copied().zip(sums).collect())
    }

    fn apply(self, winners: Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let judge = Judge { person: ctx.origin().person(), paid: ctx.origin().account() };
        prizes::give(ctx, (self.dao, self.task), &winners, judge)
    }
}
