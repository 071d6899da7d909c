//! Seal a rating.

use aluma_types::spec::ActionSpec;
use aluma_types::{DaoId, Hash32};

use super::panel;
use super::steps::{Sitting, member, sitting};
use crate::dao;
use crate::kernel::action::{Action, Asking};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::review::types::Stage;
use crate::review::{Fact, Refusal};

/// Seal your rating
///
/// Nobody reads it before all have sealed theirs, so nobody rates as others do. Keep quality, size and
/// salt: you open the seal with them.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "seal-review",
    he = "הגשת דירוג נעול",
    says_en = "Seal my rating of contribution { $evidence } in { $dao }: { $sealed }.",
    says_he = "להגיש דירוג נעול של תרומה { $evidence } אצל { $dao }: { $sealed }.",
    by(Member),
    cost(3_000, 10, 0)
)]
pub(crate) struct SealReview {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// What is rated.
    #[he("מספר התרומה")]
    pub(crate) evidence: u64,
    /// Hash of network, panel, reviewer, quality, size and salt.
    #[he("החותם")]
    pub(crate) sealed: Hash32,
}

impl Action for SealReview {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Sitting;

    /// Whoever was drawn to judge is not kept from it by a spent allowance.
    fn is_guarded(&self, asking: &Asking<'_>) -> bool {
        let waiting = asking.state.review.panels.index().waiting(asking.account);
        let mut mine = waiting.filter(|key| (key.0, key.1) == (self.dao, self.evidence));
        mine.any(|key| {
            let row = asking.state.review.panels.get(&key);
            row.is_some_and(|row| {
                let open = matches!(row.stage, Stage::Commits { until } if asking.now <= until);
                let mut seats = row.sitting().filter(|seat| seat.account == asking.account);
                open && seats.any(|seat| seat.sealed.is_none())
            })
        })
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Sitting, Refused> {
        let account = member(ctx, self.dao)?;
        let evidence = self.evidence;
        let mine = sitting(ctx, (self.dao, evidence), account)?;
        // Whoever sealed nothing in time has no seat any more, at the latest when the task runs.
        if mine.seat.sealed.is_some() {
            return Err(Refusal::SealedAlready { evidence }.into());
        }
        if !matches!(mine.panel.stage, Stage::Commits { .. }) || !mine.is_before(ctx.now()) {
            return Err(Refusal::NotOnPanel { evidence }.into());
        }
        Ok(mine)
    }

    fn apply(self, mine: Sitting, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Sitting { key, panel: mut row, index, seat } = mine;
        if let Some(place) = row.seats.get_mut(index) {
            place.sealed = Some(self.sealed);
        }
        ctx.state.review.panels.put(key, row);
        let (dao, evidence, round) = key;
        dao::back(ctx, dao, seat.account)?;
        panel::tell(ctx, dao, Fact::ReviewSealed { evidence, round, account: seat.account });
        panel::sealed(ctx, key)
    }
}
