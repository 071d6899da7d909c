//! What happens by itself.

use aluma_types::{AccountId, Canon, DaoId, Hash32};

use crate::dao::actions::holding;
use crate::dao::actions::steps::{admit_member, end_season};
use crate::dao::events::Ending;
use crate::dao::rules::expelling::{Appeal, expulsion};
use crate::dao::rules::pauses::{Resting, resting};
use crate::dao::types::Standing;
use crate::dao::{Event, back, dao, member, season_end};
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

/// Clears away an invitation to a DAO that ran out.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndGuest {
    pub(crate) dao: DaoId,
    pub(crate) guest: DaoId,
}

impl Task for EndGuest {
    const NUMBER: u16 = 32;
    const NAME: &'static str = "end-guest";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        ctx.state.dao.guests.remove(&(self.dao, self.guest));
        Ok(Next::Done)
    }
}

/// Says that somebody is back whose absence is over.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndAway {
    pub(crate) dao: DaoId,
    pub(crate) account: AccountId,
}

impl Task for EndAway {
    const NUMBER: u16 = 31;
    const NAME: &'static str = "end-away";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        back(ctx, self.dao, self.account)?;
        Ok(Next::Done)
    }
}

/// Ends the time to appeal against an expulsion, and then all that follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndExpulsion {
    pub(crate) dao: DaoId,
    pub(crate) account: AccountId,
}

impl Task for EndExpulsion {
    const NUMBER: u16 = 30;
    const NAME: &'static str = "end-expulsion";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let (dao, account) = (self.dao, self.account);
        let key = (dao, account);
        let Some(row) = ctx.state.dao.expulsions.get(&key) else { return Ok(Next::Done) };
        let (until, appeal) = (row.waits_until(), row.appeal);
        if ctx.now() <= until {
            return Ok(Next::Again(due_at(until), self));
        }
        if let Appeal::Open { until: closed_at } = appeal {
            ctx.emit(&Event::ExpulsionStands { dao, account });
            let lapsed = ctx.state.dao.expulsions.update(&key, |row| {
                row.appeal = Appeal::Lapsed { closed_at };
                row.waits_until()
            });
            return Ok(lapsed.map_or(Next::Done, |until| Next::Again(due_at(until), self)));
        }
        if expulsion(ctx.state, key).is_some() {
            ctx.state.dao.members.update(&key, |row| row.standing = Standing::Left);
        }
        ctx.state.dao.expulsions.remove(&key);
        ctx.emit(&Event::ExpulsionOver { dao, account });
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
