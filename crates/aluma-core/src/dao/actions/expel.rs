//! Expel somebody.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId, ProposalId};

use super::{acting_dao, holding, leave, steps};
use crate::dao::events::Ending;
use crate::dao::rules::expelling::{self, Appeal, Expulsion};
use crate::dao::tasks::EndExpulsion;
use crate::dao::types::{PROSE_BYTES, Standing};
use crate::dao::{Event, Refusal, charter, member, span};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// Expel somebody
///
/// Their membership, vote and roles end at once, also in votes that are open; what they earned and
/// are owed stays theirs. They do not vote on it unless they weigh more than a third, and may appeal
/// once, for a time that the charter says. Whoever vouched for them not long ago may invite nobody
/// for as long. A proposal expels one person and does nothing else.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "expel",
    he = "הוצאה מן הקהילה",
    says_en = "Expel { $account }, who keeps what they earned and may appeal. Reason: { $reason }",
    says_he = "להוציא מן הקהילה את { $account }; מה שהורווח נשמר, ואפשר לערער. נימוק: { $reason }",
    by(Dao),
    track = Constitution,
    cost(10_000, 10, 0)
)]
pub(crate) struct Expel {
    /// Who.
    #[he("את מי")]
    pub(crate) account: AccountId,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Body<PROSE_BYTES>,
}

/// By which decision, and how they stood.
pub(crate) struct Plan {
    dao: DaoId,
    proposal: ProposalId,
    before: Standing,
}

impl Action for Expel {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.members.insert((dao, self.account));
        effects.concerned.insert((dao, self.account));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let (dao, account) = (acting_dao(ctx)?, self.account);
        let by = ctx.origin().acts_for().and_then(|(_, proposal)| proposal);
        let proposal = by.ok_or(KernelRefusal::NotYoursToDo { action: "expel" })?;
        match member(ctx.state, dao, account).map(|row| row.standing) {
            Some(
                before @ (Standing::Admitted | Standing::Joined | Standing::Stakeholder { .. }),
            ) => Ok(Plan { dao, proposal, before }),
            _ => Err(Refusal::NoSuchMember { account }.into()),
        }
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { dao, proposal, before } = plan;
        let (Self { account, reason }, at) = (self, ctx.now());
        let key = (dao, account);
        let row = member(ctx.state, dao, account).ok_or(Broken("a member is not there"))?;
        let (inviter, voucher) = (row.inviter, row.voucher.map(|voucher| (voucher, row.since)));
        let answers = span(ctx.state, dao, &charter::ANSWERS);
        let bar = voucher.and_then(|voucher| expelling::bar(voucher, answers, at));
        let (until, back_from) = expelling::terms(ctx.state, dao, at);
        // Of an earlier expulsion nothing follows any more but this one.
        if let Some(earlier) = ctx.state.dao.expulsions.get(&key).map(|row| row.task) {
            ctx.cancel(earlier);
        }
        let task = ctx.schedule(due_at(until), Some(dao), &EndExpulsion { dao, account });
        let appeal = Appeal::Open { until };
        let expulsion = Expulsion { proposal, at, reason, before, appeal, back_from, bar, task };
        ctx.emit(&Event::MemberExpelled { dao, account, expulsion: expulsion.clone() });
        // Whatever follows for votes asks whether somebody is expelled: that comes first.
        ctx.state.dao.expulsions.put(key, expulsion);
        steps::stand(ctx, key, Standing::Expelled, (inviter, None));
        if before == Standing::Admitted {
            steps::set_head(ctx, key, 0, false)?;
        }
        holding::end_all(ctx, key, Ending::Expelled)?;
        steps::come_back(ctx, key)?;
        leave::withdraw_invitations(ctx, key);
        if let Some(bar) = bar {
            leave::withdraw_invitations(ctx, (dao, bar.voucher));
        }
        Ok(())
    }
}
