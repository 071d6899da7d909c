//! What several actions ask before they write.

use aluma_types::{AssetId, DaoId, ProposalId, Span};

use crate::dao;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Refused;
use crate::registry::State;
use crate::treasury::rules::items::parts_of;
use crate::treasury::types::Item;
use crate::treasury::{capital, parts};
use crate::works::Refusal;
use crate::works::types::{LONGEST, Offer, Owner, SHORTEST, Work, WorkStage};

/// Who acts, for themselves or as a community by its decision.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Party {
    pub(crate) owner: Owner,
    pub(crate) proposal: Option<ProposalId>,
}

/// Whoever acts.
///
/// # Errors
/// That others do not do this.
pub(super) fn party(ctx: &Ctx<'_>, action: &'static str) -> Result<Party, Refused> {
    match ctx.origin() {
        Origin::Member { account, .. } => {
            Ok(Party { owner: Owner::Account { account }, proposal: None })
        }
        Origin::Dao { dao, proposal } => {
            Ok(Party { owner: Owner::Dao { dao }, proposal: Some(proposal) })
        }
        _ => Err(KernelRefusal::NotYoursToDo { action }.into()),
    }
}

/// A work of a register, told to a stranger as one that is not there unless it is theirs.
///
/// # Errors
/// What somebody is told who may not read it; [`Refusal::NoSuchWork`].
pub(super) fn work<'c>(
    ctx: &'c Ctx<'_>,
    (dao, work): (DaoId, u64),
    by: Owner,
) -> Result<&'c Work, Refused> {
    let row = ctx.state.works.works.get(&(dao, work));
    if let Some(row) = row.filter(|row| is_theirs(ctx.state, dao, row, by)) {
        return Ok(row);
    }
    match by {
        Owner::Account { .. } => dao::may_read(&ctx.look(), dao)?,
        Owner::Dao { .. } => dao::known(ctx, dao)?,
    }
    row.ok_or_else(|| Refusal::NoSuchWork { work }.into())
}

fn is_theirs(state: &State, dao: DaoId, row: &Work, by: Owner) -> bool {
    let mut authors = row.authors.iter().map(|it| Owner::Account { account: it.account });
    let owns = match row.stage {
        WorkStage::Registered { item, .. } => {
            parts::item(state, (dao, item)).is_some_and(|item| parts_of(&item.owners, by) > 0)
        }
        WorkStage::Waits { .. } | WorkStage::Struck { .. } => false,
    };
    owns || authors.any(|author| author == by)
}

/// The item of a work whose authors all agreed, and its number.
///
/// # Errors
/// [`Refusal::WorkWaits`], [`Refusal::WorkIsStruck`].
pub(crate) fn item<'s>(
    state: &'s State,
    (dao, work): (DaoId, u64),
    row: &Work,
) -> Result<(u64, &'s Item), Refusal> {
    match row.stage {
        WorkStage::Waits { until } => Err(Refusal::WorkWaits { work, until }),
        WorkStage::Struck { .. } => Err(Refusal::WorkIsStruck { work }),
        WorkStage::Registered { item, .. } => {
            let there = parts::item(state, (dao, item)).map(|row| (item, row));
            there.ok_or(Refusal::NoSuchWork { work })
        }
    }
}

/// An offer of a work.
///
/// # Errors
/// [`Refusal::NoSuchOffer`].
pub(super) fn offer(
    state: &State,
    (dao, work): (DaoId, u64),
    offer: u64,
) -> Result<&Offer, Refusal> {
    state.works.work_offers.get(&(dao, work, offer)).ok_or(Refusal::NoSuchOffer { offer })
}

/// Says no to a time to agree that is no such time.
///
/// # Errors
/// [`Refusal::BadTimeToAgree`].
pub(super) fn is_time(span: Span) -> Result<(), Refusal> {
    let is_one = (SHORTEST..=LONGEST).contains(&span);
    if is_one { Ok(()) } else { Err(Refusal::BadTimeToAgree { least: SHORTEST, most: LONGEST }) }
}

/// Says no to a price in what the register's community does not issue.
///
/// # Errors
/// As those of an asset that is not its own.
pub(super) fn is_priced(ctx: &Ctx<'_>, dao: DaoId, asset: AssetId) -> Result<(), Refused> {
    capital::own_asset(ctx, dao, asset).map(|_| ())
}
