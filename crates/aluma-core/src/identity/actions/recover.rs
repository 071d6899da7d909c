//! Speak for giving an account to a new key.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, List, PublicKey, Timestamp};

use crate::identity::refusals::Refusal;
use crate::identity::rules::{self, DELAY, LONG};
use crate::identity::types::{First, Guardian, Guards, Open, Recovery, Support};
use crate::identity::{Event, accounts_of, tasks};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::registry::State;

/// Help somebody back into their account
///
/// A guardian names the key that the owner holds now. When as many as it takes have named the same
/// one, the recovery is under way and everybody is told; after seven days, unless a key of the
/// account cancels it, that key alone has full control. A try that was cancelled is repeated once,
/// by one guardian more, and takes 30 days. A word counts for 30 days.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "recover",
    he = "שחזור חשבון",
    says_en = "Give { $account } to the key { $key }: its owner has lost the others.",
    says_he = "לתת את { $account } למפתח { $key }: המפתחות האחרים אבדו לבעלי החשבון.",
    by(Member, Newcomer, Dao),
    owner,
    track = Role,
    cost(3_000, 10, 0),
    verified
)]
pub(crate) struct Recover {
    /// Whose account.
    #[he("החשבון")]
    pub(crate) account: AccountId,
    /// The key that the owner holds.
    #[he("המפתח החדש")]
    pub(crate) key: PublicKey,
}

impl Recover {
    /// Whether a guardian's word would count, and what there was before.
    fn may(
        &self,
        state: &State,
        guardian: &Guardian,
        now: Timestamp,
    ) -> Result<(Guards, Recovery), Refusal> {
        let account = self.account;
        let guards = state.identity.guards.get(&account).map(|row| row.now.clone());
        let guards = guards.unwrap_or_default();
        if !guards.guardians.contains(guardian) {
            return Err(Refusal::NotAGuardian { account });
        }
        if accounts_of(state, &self.key).any(|(holder, _)| holder == account) {
            return Err(Refusal::KeyAlreadyThere);
        }
        let row = state.identity.recoveries.get(&account).cloned().unwrap_or_default();
        if let Some(open) = &row.open {
            return Err(Refusal::RecoveryUnderWay { until: open.ends });
        }
        if let Some(until) = rules::locked_until(&row, guardian, now) {
            return Err(Refusal::GuardianLocked { until });
        }
        if rules::supporters(&row, &guards, (&self.key, now)).contains(guardian) {
            return Err(Refusal::AlreadySupported);
        }
        Ok((guards, row))
    }
}

/// Who speaks.
fn guardian(origin: Origin) -> Result<Guardian, Refused> {
    match origin {
        Origin::Member { account, .. } => Ok(Guardian::Account { account }),
        Origin::Dao { dao, .. } => Ok(Guardian::Dao { dao }),
        Origin::Newcomer { key } => Ok(Guardian::Key { key }),
        _ => Err(KernelRefusal::NotYoursToDo { action: "recover" }.into()),
    }
}

impl Action for Recover {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (Guardian, Guards, Recovery);

    /// A key without an account is let in only where its word counts: it has no allowance that a
    /// refusal could be charged to.
    fn opens_to_newcomer(&self, state: &State, (key, now): (PublicKey, Timestamp)) -> bool {
        self.may(state, &Guardian::Key { key }, now).is_ok()
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let guardian = guardian(ctx.origin())?;
        let (guards, row) = self.may(ctx.state, &guardian, ctx.now())?;
        Ok((guardian, guards, row))
    }

    fn apply(
        self,
        (guardian, guards, mut row): Self::Plan,
        ctx: &mut Ctx<'_>,
    ) -> Result<(), Broken> {
        let (account, public, now) = (self.account, self.key, ctx.now());
        let others = row.supports.iter().filter(|word| word.guardian != guardian).copied();
        // One word of each, of guardians that are there: no more than there may be guardians.
        let others = others.filter(|word| guards.guardians.contains(&word.guardian));
        row.supports = List::new(others.collect()).unwrap_or_default();
        row.supports.push(Support { guardian, key: public, at: now });
        let by = rules::supporters(&row, &guards, (&public, now));
        let needed = rules::needed(&row, &guards, now);
        let small = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        let (supports, is_enough) = (small(by.len()), by.len() >= needed);
        ctx.emit(&Event::RecoverySupported { account, public, supports, needed: small(needed) });
        if is_enough {
            let repeats =
                rules::repeatable(&row, now).map(|last| First { began: last.began, by: last.by });
            let until = now.after(if repeats.is_some() { LONG } else { DELAY });
            let repeated = repeats.is_some();
            row.open = Some(Open {
                key: public,
                began: now,
                ends: until,
                by: List::new(by).unwrap_or_default(),
                repeats,
                spent: List::default(),
            });
            ctx.schedule(due_at(until), None, &tasks::FinishRecovery { account });
            ctx.emit(&Event::RecoveryStarted { account, public, until, repeated });
        }
        ctx.state.identity.recoveries.put(account, row);
        Ok(())
    }
}
