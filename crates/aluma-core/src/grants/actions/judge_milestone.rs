//! Judge a milestone.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::{asking, giving};
use crate::dao;
use crate::grants::rules::undertaking::{Course, Judge};
use crate::grants::types::Words;
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};

/// Judge a milestone
///
/// Says whether the milestone that was handed in is reached: then it is paid. A milestone that is refused
/// can be mended once; the second time what was not paid returns. Whoever receives does not judge, and has
/// no vote where the members do.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "judge-milestone",
    he = "הערכת אבן דרך",
    says_en = "Say of the milestone that was handed in for undertaking { $undertaking } of { $dao } \
               whether it is reached and paid: { $accept }. Why: { $reason }",
    says_he = "לומר על אבן הדרך שהוגשה במיזם { $undertaking } של { $dao } האם היא הושגה ומשולמת: \
               { $accept }. נימוק: { $reason }",
    by(Member, Dao),
    track = Tip,
    cost(6_000, 10, 0)
)]
pub(crate) struct JudgeMilestone {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The gift pot or grant.
    #[he("מספר המיזם")]
    pub(crate) undertaking: u64,
    /// Whether the milestone is reached.
    #[he("הושגה")]
    pub(crate) accept: bool,
    /// Why; asked for where it is not.
    #[he("נימוק")]
    pub(crate) reason: Option<Words>,
    /// Who receives, where members judge: they have no vote on it.
    #[he("מי מקבל")]
    pub(crate) payee: Option<AccountId>,
}

impl Action for JudgeMilestone {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Option<AccountId>;

    fn shape(&self) -> Result<(), Refused> {
        if self.accept || self.reason.is_some() {
            Ok(())
        } else {
            Err(Refusal::ReasonNeeded.into())
        }
    }

    fn effects(&self, _: DaoId, effects: &mut Effects) {
        effects.gains.extend(self.payee);
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, undertaking) = (self.dao, self.undertaking);
        asking::readable(ctx, dao)?;
        let row = asking::undertaking(ctx.state, (dao, undertaking))?;
        let payee = row.terms.payee;
        let person = ctx.origin().person();
        if person == Some(payee) {
            return Err(Refusal::GivesThemselves { account: payee }.into());
        }
        let judges = match (row.terms.judge, ctx.origin()) {
            (Judge::Members, Origin::Dao { .. }) => true,
            (Judge::Role { role }, Origin::Member { account, .. }) => {
                dao::holds_role(ctx.state, (dao, role, account), ctx.now())
            }
            _ => false,
        };
        if !judges {
            return Err(Refusal::NotYourJudgement { undertaking }.into());
        }
        if person.is_none() && self.payee != Some(payee) {
            return Err(Refusal::NameWhoReceives { account: payee }.into());
        }
        match row.course {
            Course::Judging { .. } => asking::in_time(ctx, row)?,
            course => return Err(asking::otherwise(course).into()),
        }
        Ok(person)
    }

    fn apply(self, by: Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, undertaking, accept: accepted, reason, .. } = self;
        let key = (dao, undertaking);
        let row = giving::of(ctx, key)?;
        let milestone = row.tally.reached;
        let fact = Fact::MilestoneJudged { undertaking, milestone, by, accepted, reason };
        ctx.emit(&Event { dao, fact });
        giving::judge(ctx, key, row, accepted);
        Ok(())
    }
}
