//! What happens by itself.

use aluma_types::{AccountId, Canon, DaoId, Hash32};

use crate::dao::actions::holding;
use crate::dao::actions::steps::{admit_member, end_season};
use crate::dao::events::Ending;
use crate::dao::rules::pauses::{Resting, resting};
use crate::dao::types::Standing;
use crate::dao::{Event, dao, member, season_end};
use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::kernel::schedule::due_at;

/// Ends the founding season at its date, wherever the charter has moved it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndSeason {
    pub(crate) dao: DaoId,
}

impl Task for EndSeason {
    const NUMBER: u16 = 20;
    const NAME: &'static str = "end-season";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let Some(row) = dao(ctx.state, self.dao) else { return Ok(Next::Done) };
        if row.season_over.is_some() {
            return Ok(Next::Done);
        }
        let end = season_end(ctx.state, self.dao, row);
        if ctx.now() <= end {
            return Ok(Next::Again(due_at(end), self));
        }
        end_season(ctx, self.dao);
        Ok(Next::Done)
    }
}

/// Grants an application that met no objection.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct AdmitApplicant {
    pub(crate) dao: DaoId,
    pub(crate) account: AccountId,
}

impl Task for AdmitApplicant {
    const NUMBER: u16 = 21;
    const NAME: &'static str = "admit-applicant";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let standing = member(ctx.state, self.dao, self.account).map(|row| row.standing);
        if let Some(Standing::Applicant { until: Some(until) }) = standing {
            if ctx.now() <= until {
                return Ok(Next::Again(due_at(until), self));
            }
            // An application waits out a pause.
            let pause = ctx.state.dao.pauses.get(&self.dao);
            if let Some(until) = resting(pause, Resting::Admissions, ctx.now()) {
                return Ok(Next::Again(due_at(until), self));
            }
            admit_member(ctx, self.dao, self.account, None)?;
        }
        Ok(Next::Done)
    }
}

/// Ends somebody's hold of a role when its term is over.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndTerm {
    pub(crate) dao: DaoId,
    pub(crate) role: u32,
    pub(crate) account: AccountId,
}

impl Task for EndTerm {
    const NUMBER: u16 = 23;
    const NAME: &'static str = "end-term";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let Self { dao, role, account } = self;
        let hold = ctx.state.dao.holds.get(&(dao, role, account));
        if hold.is_some_and(|hold| hold.until < ctx.now()) {
            holding::end(ctx, (dao, role, account), Ending::Term)?;
        }
        Ok(Next::Done)
    }
}

/// Tells that a pause is over.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndPause {
    pub(crate) dao: DaoId,
}

impl Task for EndPause {
    const NUMBER: u16 = 24;
    const NAME: &'static str = "end-pause";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        ctx.emit(&Event::PauseEnded { dao: self.dao });
        Ok(Next::Done)
    }
}

/// Clears away an invitation that ran out.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndInvitation {
    pub(crate) secret: Hash32,
}

impl Task for EndInvitation {
    const NUMBER: u16 = 22;
    const NAME: &'static str = "end-invitation";
    const OWN: bool = true;

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let now = ctx.now();
        let invitation = ctx.state.dao.invitations.get(&self.secret);
        if invitation.is_some_and(|row| row.until < now) {
            ctx.state.dao.invitations.remove(&self.secret);
        }
        Ok(Next::Done)
    }
}
