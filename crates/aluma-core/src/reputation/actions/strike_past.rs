//! Take past contributions out of the record.

use alloc::collections::BTreeSet;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, Hash32, List};

use super::{past, steps};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::reputation::Refusal;
use crate::reputation::types::MAX_PAST;

/// Strike past contributions
///
/// Takes out of the record what was written there of the time before: by whoever it was recorded of,
/// taken over or not, and by whoever may record. It stays known, so that another import does not bring
/// it back.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "strike-past",
    he = "מחיקת תרומות מן העבר",
    says_en = "Strike from the record of { $account } in { $dao } what is said to be from before: \
               { $references }.",
    says_he = "למחוק מן הרישום של { $account } בקהילה { $dao } את מה שנרשם מן העבר: { $references }.",
    by(Member, Dao, Role),
    track = Role,
    cost(2_000, 10, 1_000)
)]
pub(crate) struct StrikePast {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// Whose.
    #[he("של מי")]
    pub(crate) account: AccountId,
    /// What they are known by.
    #[he("מזהים")]
    pub(crate) references: List<Hash32, MAX_PAST>,
}

impl Action for StrikePast {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        let Self { dao, account, ref references } = *self;
        let mut seen = BTreeSet::new();
        let twice = (1u64..).zip(references.iter()).find(|(_, one)| !seen.insert(**one));
        if let Some((place, _)) = twice {
            return Err(Refusal::BadPast { place, field: "reference" }.into());
        }
        if references.is_empty() {
            return Err(Refusal::BadPast { place: 0, field: "references" }.into());
        }
        // What was recorded of oneself is one's own, also where one may not read the community.
        if ctx.origin().account() != Some(account) {
            steps::readable(ctx, dao)?;
            steps::scribe(ctx, dao)?;
        }
        let rows = &ctx.state.reputation.past_works;
        let stands = |one: &Hash32| rows.get(&(dao, account, *one)).is_some_and(|row| !row.struck);
        match (1u64..).zip(references.iter()).find(|(_, one)| !stands(one)) {
            Some((place, _)) => Err(Refusal::NoSuchPast { place }.into()),
            None => Ok(()),
        }
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        past::strike(ctx, (self.dao, self.account), &self.references);
        Ok(())
    }
}
