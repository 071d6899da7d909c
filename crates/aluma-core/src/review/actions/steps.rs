//! Steps that several actions take.

use aluma_types::{AccountId, DaoId, Timestamp};

use super::calling::Key;
use crate::dao;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::Refused;
use crate::review::Refusal;
use crate::review::types::{Evidence, Makers, Panel, Seat, Stage};

/// The member that signed.
///
/// # Errors
/// What a reader is told who may not know of the DAO; [`dao::Refusal::NotAdmitted`].
pub(super) fn member(ctx: &Ctx<'_>, dao: DaoId) -> Result<AccountId, Refused> {
    let account = ctx.origin().account();
    let account = account.ok_or(KernelRefusal::NotYoursToDo { action: "sign" })?;
    dao::may_read(&ctx.look(), dao)?;
    dao::not_expelled(ctx, (dao, account))?;
    if dao::is_admitted(ctx.state, dao, account) {
        Ok(account)
    } else {
        Err(dao::Refusal::NotAdmitted.into())
    }
}

/// Something given, and who made it.
///
/// # Errors
/// [`Refusal::NoSuchContribution`].
pub(super) fn evidence<'c>(
    ctx: &'c Ctx<'_>,
    key: (DaoId, u64),
) -> Result<(&'c Evidence, &'c Makers), Refusal> {
    let row = ctx.state.review.evidence.get(&key);
    let makers = ctx.state.review.makers.get(&key);
    row.zip(makers).ok_or(Refusal::NoSuchContribution { evidence: key.1 })
}

/// A reviewer's seat.
pub(crate) struct Sitting {
    pub(super) key: Key,
    pub(super) panel: Panel,
    pub(super) index: usize,
    pub(super) seat: Seat,
}

impl Sitting {
    /// Whether a stage that ends then is still open.
    pub(super) fn is_before(&self, now: Timestamp) -> bool {
        match self.panel.stage {
            Stage::Commits { until } | Stage::Reveals { until } => now <= until,
            Stage::Waiting | Stage::Closed => false,
        }
    }
}

/// The seat of whoever acts.
///
/// # Errors
/// As [`evidence`]; [`Refusal::SelfReview`], [`Refusal::NotOnPanel`].
pub(super) fn sitting(
    ctx: &Ctx<'_>,
    (dao, evidence): (DaoId, u64),
    account: AccountId,
) -> Result<Sitting, Refusal> {
    let (row, makers) = self::evidence(ctx, (dao, evidence))?;
    if makers.is_author(account) {
        return Err(Refusal::SelfReview { evidence });
    }
    let key = (dao, evidence, row.round);
    let panel = ctx.state.review.panels.get(&key).cloned();
    let panel = panel.ok_or(Refusal::NotOnPanel { evidence })?;
    let mut seats = panel.seats.iter().enumerate();
    let mine = seats.find(|(_, seat)| seat.account == account && !seat.missed);
    let (index, seat) =
        mine.map(|(index, seat)| (index, *seat)).ok_or(Refusal::NotOnPanel { evidence })?;
    Ok(Sitting { key, panel, index, seat })
}
