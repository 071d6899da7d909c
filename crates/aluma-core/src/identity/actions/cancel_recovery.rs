//! Stop a recovery.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, List};

use crate::identity::refusals::Refusal;
use crate::identity::rules::{Cannot, LONG, may_cancel};
use crate::identity::types::{Cancelled, Lock, Recovery};
use crate::identity::{Event, wait_anew};
use crate::kernel::action::{Action, Asking};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;

/// Cancel a recovery
///
/// Your account stays with its keys, and the guardians who started it start no other for 30 days. A
/// repeated one is cancelled only by a key that was 30 days old when the first began and did not
/// cancel that: have a second key. What waited for its time waits another week.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "cancel-recovery",
    he = "ביטול שחזור",
    says_en = "Cancel the recovery of your account: you hold its keys.",
    says_he = "לבטל את השחזור של חשבונך: המפתחות בידך.",
    by(Member),
    owner,
    cost(2_000, 10, 0)
)]
pub(crate) struct CancelRecovery {}

impl Action for CancelRecovery {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, u16, Recovery);

    fn is_guarded(&self, asking: &Asking<'_>) -> bool {
        open_to(asking.state, (asking.account, asking.key)).is_ok()
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (account, number) = super::signing(ctx)?;
        Ok((account, number, open_to(ctx.state, (account, number))?.clone()))
    }

    fn apply(self, (account, key, row): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let now = ctx.now();
        let open = row.open.ok_or(Broken("a recovery that is not there is cancelled"))?;
        let kept = row
            .locks
            .iter()
            .filter(|lock| now <= lock.since.after(LONG) && !open.by.contains(&lock.guardian));
        let fresh = open.by.iter().map(|guardian| Lock { guardian: *guardian, since: now });
        let locks = kept.copied().chain(fresh).collect();
        let first = open.repeats.map_or(open.began, |first| first.began);
        let cancelled =
            Cancelled { began: first, at: now, by: key, repeated: open.repeats.is_some() };
        let row = Recovery {
            supports: List::default(),
            open: None,
            cancelled: Some(cancelled),
            // Those of one try and of another beside it: no more than two times all guardians.
            locks: List::new(locks).unwrap_or_default(),
        };
        ctx.state.identity.recoveries.put(account, row);
        wait_anew(ctx.state, account, now);
        ctx.emit(&Event::RecoveryCancelled { account, key });
        Ok(())
    }
}

/// The recovery under way that a key may cancel.
fn open_to(state: &State, (account, number): (AccountId, u16)) -> Result<&Recovery, Refusal> {
    let row = state.identity.recoveries.get(&account).ok_or(Refusal::NoRecovery)?;
    let open = row.open.as_ref().ok_or(Refusal::NoRecovery)?;
    let key = state.identity.keys.get(&(account, number));
    let key = key.ok_or(Refusal::NoSuchKey { key: number })?;
    match may_cancel(open, (number, key)) {
        Ok(()) => Ok(row),
        Err(Cannot::TooYoung) => Err(Refusal::KeyTooYoung { since: key.since }),
        Err(Cannot::CancelledBefore) => Err(Refusal::CancelledBefore),
    }
}
