//! Leave a DAO.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, Hash32};

use super::{holding, steps};
use crate::dao::events::Ending;
use crate::dao::types::Standing;
use crate::dao::{Event, Refusal, known, member};
use crate::kernel::action::{Action, Asking};
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;

/// Leave
///
/// At once and always. You keep what you earned and what you are owed; your vote on whatever opens
/// later, your roles and your open invitations end. Whoever only applied withdraws the application,
/// and a stakeholder the voice. A community leaves another by its own decision.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "leave",
    he = "עזיבה",
    says_en = "Leave { $dao }: my vote on what opens later and my open invitations to it end; \
               what I earned and am owed stays mine.",
    says_he = "לעזוב את { $dao }: זכות ההצבעה שלי במה שייפתח מעתה וההזמנות הפתוחות שלי לשם \
               יסתיימו; מה שהרווחתי ומה שחייבים לי נשאר שלי.",
    by(Member, Dao),
    track = Role,
    own,
    cost(3_000, 10, 0)
)]
pub(crate) struct Leave {
    /// Which DAO.
    #[he("איזה ארגון")]
    pub(crate) dao: DaoId,
}

impl Leave {
    /// As what an account leaves.
    fn may(&self, state: &State, account: AccountId) -> Result<Standing, Refused> {
        steps::known(state, self.dao, account)?;
        match member(state, self.dao, account).map(|row| row.standing) {
            Some(Standing::Left | Standing::Expelled) | None => Err(Refusal::NotAMember.into()),
            Some(standing) => Ok(standing),
        }
    }
}

impl Action for Leave {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Standing);

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.seats.insert((self.dao, dao));
    }

    fn is_guarded(&self, asking: &Asking<'_>) -> bool {
        self.may(asking.state, asking.account).is_ok()
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let Some(account) = ctx.actor() else {
            // A DAO that belongs nowhere.
            known(ctx, self.dao)?;
            return Err(Refusal::NotAMember.into());
        };
        Ok((account, self.may(ctx.state, account)?))
    }

    fn apply(self, (account, standing): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        end(ctx, (self.dao, account), standing)
    }
}

/// Ends the membership of somebody who leaves in another way, where there is one.
///
/// # Errors
/// [`Broken`] where the books of weight do not hold.
pub(crate) fn end_membership(ctx: &mut Ctx<'_>, key: (DaoId, AccountId)) -> Result<(), Broken> {
    match member(ctx.state, key.0, key.1).map(|row| row.standing) {
        Some(standing @ (Standing::Admitted | Standing::Joined)) => end(ctx, key, standing),
        _ => Ok(()),
    }
}

fn end(
    ctx: &mut Ctx<'_>,
    (dao, account): (DaoId, AccountId),
    standing: Standing,
) -> Result<(), Broken> {
    let key = (dao, account);
    let inviter = member(ctx.state, dao, account).and_then(|row| row.inviter);
    steps::stand(ctx, key, Standing::Left, (inviter, None));
    match standing {
        Standing::Admitted => steps::set_head(ctx, key, 0, false)?,
        Standing::Applicant { .. } | Standing::Stakeholder { .. } => {
            // Nothing is left of an application or a voice that was withdrawn.
            ctx.state.dao.members.remove(&key);
        }
        Standing::Joined | Standing::Left | Standing::Expelled => {}
    }
    steps::come_back(ctx, key)?;
    withdraw_invitations(ctx, key);
    holding::end_all(ctx, key, Ending::Left)?;
    ctx.emit(&Event::MemberLeft { dao, account });
    Ok(())
}

/// Takes back what somebody offered in the name of a DAO that they leave.
pub(super) fn withdraw_invitations(ctx: &mut Ctx<'_>, (dao, account): (DaoId, AccountId)) {
    let open: alloc::vec::Vec<Hash32> = ctx.state.dao.invitations.index().of(account).collect();
    for secret in open {
        let row = ctx.state.dao.invitations.get(&secret);
        if let Some(task) = row.filter(|row| row.dao == Some(dao)).map(|row| row.task) {
            ctx.cancel(task);
            ctx.state.dao.invitations.remove(&secret);
        }
    }
    let guests = ctx.state.dao.guests.range((dao, DaoId(0))..=(dao, DaoId(u64::MAX)));
    let mine = guests.filter(|(_, row)| row.inviter == account).map(|(key, _)| *key);
    for key in mine.collect::<alloc::vec::Vec<_>>() {
        steps::forget_guest(ctx, key);
    }
}
