//! Write ideas for work down.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Canon, DaoId, Hash32, List};

use super::steps;
use crate::dao;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};
use crate::work::types::{Draft, DraftWords, MAX_DRAFTS};
use crate::work::{Event, Refusal};

/// Write ideas for work down
///
/// Keeps what could be done, here or as it is listed elsewhere, without money: nobody can take it before
/// somebody publishes a task of it. One that was brought under the same reference changes; only whoever
/// brought it, the community and a role that was given this change it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "bring-drafts",
    he = "רישום רעיונות לעבודה",
    says_en = "Write down in { $dao } ideas for work: { $drafts }.",
    says_he = "לרשום בקהילה { $dao } רעיונות לעבודה: { $drafts }.",
    by(Member, Dao, Role),
    track = Tip,
    cost(2_000, 10, 1_500)
)]
pub(crate) struct BringDrafts {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The ideas.
    #[he("הרעיונות")]
    pub(crate) drafts: List<NewDraft, MAX_DRAFTS>,
}

/// An idea for work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub(crate) struct NewDraft {
    /// By what it is known elsewhere, hashed.
    #[he("מזהה")]
    pub(crate) reference: Hash32,
    /// What it says.
    #[he("התוכן")]
    pub(crate) what: DraftWords,
}

/// Who brings them, and which of them are there.
pub(crate) struct Plan {
    by: Option<AccountId>,
    there: Vec<Option<u64>>,
}

impl Action for BringDrafts {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let dao = self.dao;
        let mut seen = BTreeSet::new();
        if self.drafts.is_empty() || !self.drafts.iter().all(|new| seen.insert(new.reference)) {
            return Err(Refusal::DraftTwice.into());
        }
        steps::readable(ctx, dao)?;
        let by = match ctx.origin() {
            Origin::Member { account, .. } if dao::is_admitted(ctx.state, dao, account) => {
                Some(account)
            }
            Origin::Role { holder, .. } => Some(holder),
            Origin::Dao { .. } => None,
            _ => return Err(Refusal::MayNotDraft.into()),
        };
        let rows = &ctx.state.work.drafts;
        let find = |new: &NewDraft| rows.index().draft((dao, new.reference));
        let there: Vec<_> = self.drafts.iter().map(find).collect();
        let is_member = ctx.origin().account().is_some();
        for (place, number) in (1u64..).zip(there.iter()) {
            let row = number.and_then(|number| rows.get(&(dao, number)));
            if is_member && row.is_some_and(|row| row.by != by) {
                return Err(Refusal::NotYourDraft { place }.into());
            }
        }
        Ok(Plan { by, there })
    }

    fn apply(self, Plan { by, there }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (dao, now) = (self.dao, ctx.now());
        let all = (dao, 0)..=(dao, u64::MAX);
        let mut last = ctx.state.work.drafts.range(all).next_back().map_or(0, |(key, _)| key.1);
        let (mut new, mut changed) = (0u32, 0u32);
        for (draft, number) in self.drafts.iter().zip(there) {
            let NewDraft { reference, what } = *draft;
            let (task, since) = (None, now);
            let fresh = Draft { reference, what, task, by, since, changed: now };
            let row = number.and_then(|number| ctx.state.work.drafts.get(&(dao, number)).copied());
            let (number, row) = match number.zip(row) {
                Some((number, row)) => {
                    changed = changed.saturating_add(1);
                    (number, Draft { what, changed: now, ..row })
                }
                None => {
                    new = new.saturating_add(1);
                    last = last.saturating_add(1);
                    (last, fresh)
                }
            };
            ctx.state.work.drafts.put((dao, number), row);
        }
        ctx.emit(&Event::DraftsBrought { dao, new, changed });
        Ok(())
    }
}
