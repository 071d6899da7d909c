//! Let something rest in an emergency.

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId, Span};

use super::acting_dao;
use crate::dao::rules::pauses::{Pause, Rest, longest, next_from};
use crate::dao::tasks::EndPause;
use crate::dao::types::PROSE_BYTES;
use crate::dao::{Event, Refusal, profile, span};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::{Effects, Office};
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// Let something rest
///
/// In an emergency these kinds of action rest for a time, 14 days at most, once in 90 days. What
/// passed meanwhile waits until the pause is over, which ends by itself. Leaving, voting, changing
/// rules and whatever people do with their own never rest. A role that may pause does so at once, as
/// long as the charter lets roles; the members may go on with it or end it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "pause",
    he = "השהיה בחירום",
    says_en = "Let these rest for { $lasts }: { $rests }. Reason: { $reason }.",
    says_he = "להשהות למשך { $lasts }: { $rests }. נימוק: { $reason }.",
    by(Dao, Role),
    track = Emergency,
    cost(3_000, 10, 100)
)]
pub(crate) struct PauseActions {
    /// What rests.
    #[he("מה יושהה")]
    pub(crate) rests: Rest,
    /// For how long, up to 14 days.
    #[he("לכמה זמן")]
    pub(crate) lasts: Span,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Body<PROSE_BYTES>>,
}

impl Action for PauseActions {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, bool);

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.roles.insert((dao, Office::Pause));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        if self.rests.is_empty() {
            return Err(Refusal::NothingToDo.into());
        }
        let dao = acting_dao(ctx)?;
        let by_role = matches!(ctx.origin(), Origin::Role { .. });
        let last = ctx.state.dao.pauses.get(&dao);
        let most = longest(last, ctx.now());
        if self.lasts == Span(0) || self.lasts > most {
            return Err(Refusal::PauseTooLong { most }.into());
        }
        let of_roles = span(ctx.state, dao, &profile::ROLE_PAUSE);
        if by_role && self.lasts > of_roles {
            return Err(Refusal::PauseNotByRole { most: of_roles }.into());
        }
        match next_from(last, by_role, ctx.now()) {
            Some(from) => Err(Refusal::PausedLately { from }.into()),
            None => Ok((dao, by_role)),
        }
    }

    fn apply(self, (dao, by_role): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { rests, lasts, reason } = self;
        let since = ctx.now();
        let until = since.after(lasts);
        // What a role began goes on as the members say.
        let running = ctx.state.dao.pauses.get(&dao).filter(|pause| since <= pause.until);
        if let Some(over) = running.map(|pause| pause.task) {
            ctx.cancel(over);
        }
        let task = ctx.schedule(due_at(until), Some(dao), &EndPause { dao });
        ctx.emit(&Event::PauseBegan { dao, rests: rests.clone(), until, reason });
        ctx.state.dao.pauses.put(dao, Pause { rests, since, until, by_role, task });
        Ok(())
    }
}
