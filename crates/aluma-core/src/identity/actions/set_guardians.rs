//! Choose who helps one back in.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, List, Turn};

use crate::identity::refusals::Refusal;
use crate::identity::rules::WAIT;
use crate::identity::types::{GuardChange, Guardian, Guards, MAX_GUARDIANS};
use crate::identity::{Event, exists, next_turn, tasks};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// Choose guardians
///
/// So many of them together give the account to a new key, after a week in which any of your keys
/// with full control cancels that. Choose more than it takes: a cancelled try can be repeated only
/// by one more. The change waits seven days, so that a thief cannot send them away. Only you see
/// who they are.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "set-guardians",
    he = "בחירת אנשי קשר לשחזור",
    says_en = "In seven days, let { $threshold } of these recover your account together: \
               { $guardians }.",
    says_he = "בעוד שבעה ימים, לאפשר לאלה לשחזר יחד את חשבונך: { $guardians }. \
               כמה מהם נדרשים: { $threshold }.",
    by(Member),
    owner,
    cost(3_000, 10, 100),
    verified
)]
pub(crate) struct SetGuardians {
    /// Who; nobody ends it.
    #[he("מי")]
    pub(crate) guardians: List<Guardian, MAX_GUARDIANS>,
    /// How many of them it takes; 0 with nobody.
    #[he("כמה מהם נדרשים")]
    pub(crate) threshold: u8,
    /// The turn of this change; it is refused at any other.
    #[he("התור")]
    pub(crate) sequence: Turn,
}

impl SetGuardians {
    fn check_guardians(&self, ctx: &Ctx<'_>, account: AccountId) -> Result<(), Refused> {
        for (place, guardian) in (1u16..).zip(self.guardians.iter()) {
            let before = self.guardians.iter().take(usize::from(place).saturating_sub(1));
            if before.into_iter().any(|other| other == guardian) {
                return Err(Refusal::BadGuardian { place }.into());
            }
            match guardian {
                Guardian::Account { account: other } if *other == account => {
                    return Err(Refusal::BadGuardian { place }.into());
                }
                Guardian::Account { account } if !exists(ctx.state, *account) => {
                    return Err(Refusal::NoSuchAccount { account: *account }.into());
                }
                // One that is closed to whoever asks is as good as none.
                Guardian::Dao { dao } => crate::registry::known(&ctx.look(), *dao)?,
                Guardian::Account { .. } | Guardian::Key { .. } => {}
            }
        }
        Ok(())
    }
}

impl Action for SetGuardians {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let count = u16::try_from(self.guardians.len()).unwrap_or(u16::MAX);
        let least = u16::from(count > 0);
        if u16::from(self.threshold) < least || u16::from(self.threshold) > count {
            let threshold = self.threshold;
            return Err(Refusal::BadThreshold { threshold, guardians: count }.into());
        }
        let (account, _) = super::signing(ctx)?;
        self.check_guardians(ctx, account)?;
        super::may_change(ctx, self.sequence)?;
        Ok(account)
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let until = ctx.now().after(WAIT);
        next_turn(ctx.state, account);
        let mut row = ctx.state.identity.guards.get(&account).cloned().unwrap_or_default();
        let to = Guards { guardians: self.guardians, threshold: self.threshold };
        row.change = Some(GuardChange { to, at: until });
        ctx.state.identity.guards.put(account, row);
        ctx.schedule(due_at(until), None, &tasks::ChangeGuardians { account });
        ctx.emit(&Event::GuardianChangeAsked { account, until });
        Ok(())
    }
}
