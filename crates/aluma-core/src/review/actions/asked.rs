//! Panels that a domain to the right asks for, and what it lets somebody's word bring without one.

use aluma_types::{AccountId, DaoId, List, Span};

use super::claim::{New, begin, write};
use super::output;
use super::panel::open;
use crate::dao;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::reputation::{self, Minted};
use crate::review::charter::{COMMIT, INSTEAD, REVEAL};
use crate::review::types::{Budget, Cause, Commission, MAX_APART, MAX_AUTHORS, Status, micro_of};

/// Lets a panel be drawn for something that a domain to the right asks about; its number. Whoever is
/// `apart` does not judge it. Its size is held within what its authors may still claim in the epoch. Those
/// who judge are paid out of an escrow that is this panel's alone, if there is one.
///
/// # Errors
/// [`Broken`] where a sequence is used up.
pub fn open_panel(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    new: New,
    (apart, budget): (List<AccountId, MAX_APART>, Option<Budget>),
) -> Result<u64, Broken> {
    let size = output::held(ctx, dao, &new.authors, new.size);
    let evidence = ctx.coming_number(crate::kernel::ctx::Sequence::Evidence);
    // Before it begins: what nobody claimed counts at nobody's desk.
    ctx.state.review.commissions.put((dao, evidence), Commission { apart, budget });
    begin(ctx, dao, New { size, ..new })
}

/// Writes down what somebody's word alone brings: so many micro-points to each author. Its number.
///
/// # Errors
/// [`Broken`] where a sequence is used up.
pub fn trust(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    (new, quality): (New, u64),
    micro: List<u64, MAX_AUTHORS>,
) -> Result<u64, Broken> {
    let (domain, skills, at) = (new.domain, new.skills.clone(), ctx.now());
    let (authors, size) = (new.authors.clone(), new.size);
    let all = micro.iter().fold(0u64, |sum, micro| sum.saturating_add(*micro));
    let status =
        Status::Judged { at, quality, size, micro: all, disputed: false, among_friends: false };
    let apart = Commission { apart: List::default(), budget: None };
    // Before it is written: all of those who did it took it on.
    let coming = ctx.coming_number(crate::kernel::ctx::Sequence::Evidence);
    ctx.state.review.commissions.put((dao, coming), apart);
    let evidence = write(ctx, dao, (new, status, micro.clone()))?;
    for (author, micro) in authors.iter().zip(micro.iter().copied()) {
        let (account, skills) = (author.account, skills.clone());
        reputation::mint(ctx, &Minted { dao, domain, account, micro, skills, evidence, at })?;
    }
    Ok(evidence)
}

/// Lets a panel be drawn for what somebody's word alone had been enough for: what it finds holds.
pub(crate) fn rejudge(
    ctx: &mut Ctx<'_>,
    (dao, evidence): (DaoId, u64),
    (apart, budget): (List<AccountId, MAX_APART>, Option<Budget>),
) {
    ctx.state.review.commissions.put((dao, evidence), Commission { apart, budget });
    open(ctx, (dao, evidence, 0), Cause::Given);
}

/// The longest that a panel takes which is asked for now, blocks that come late apart: it is sealed,
/// replaced, opened, widened, replaced and opened again.
pub(crate) fn longest(state: &State, dao: DaoId) -> Span {
    let of = |spec| dao::span(state, dao, spec).0;
    let round = of(&COMMIT).saturating_add(of(&INSTEAD)).saturating_add(of(&REVEAL));
    Span(round.saturating_mul(2).saturating_add(of(&COMMIT)))
}

/// Micro-points of a size: what it brings at the best quality.
pub(crate) fn worth(size: Span) -> u64 {
    micro_of(size)
}
