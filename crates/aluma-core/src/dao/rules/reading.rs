//! Who may read how much: the one question that views, facts, texts, proofs and refusals ask.

use aluma_types::{AccountId, DaoId, Hash32, Timestamp};

use crate::dao::rules::peers;
use crate::dao::types::{Reading, Standing, Visibility};
use crate::dao::{Refusal, charter, exists, has_role, member};
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::event::Circle;
use crate::kernel::refusal::Refused;
use crate::kernel::view::Look;
use crate::registry::State;

/// How much of a DAO somebody may read.
pub(crate) fn reads(look: &Look<'_>, dao: DaoId) -> Reading {
    if !exists(look.state, dao) {
        return Reading::Nothing;
    }
    let standing = look.reader.and_then(|reader| member(look.state, dao, reader));
    // Whoever was given a role reads what it is about.
    if look.reader.is_some_and(|reader| has_role(look.state, dao, reader)) {
        return Reading::All;
    }
    match (charter::visibility(look.state, dao), standing.map(|row| row.standing)) {
        (Visibility::Open, _)
        | (_, Some(Standing::Joined | Standing::Admitted))
        | (_, Some(Standing::Stakeholder { reads: true, .. })) => Reading::All,
        (Visibility::Listed, _) => Reading::Public,
        // Whoever was expelled knows what they may appeal against.
        (
            Visibility::Members,
            Some(Standing::Applicant { .. } | Standing::Expelled | Standing::Stakeholder { .. }),
        ) => Reading::Name,
        (Visibility::Members, _) if look.invited == Some(dao) => Reading::Name,
        (Visibility::Members, _) => Reading::Nothing,
    }
}

/// Whether somebody may read everything of a DAO.
///
/// # Errors
/// The same refusal whether a DAO for members only is closed to the reader or was never there.
pub(crate) fn may_read(look: &Look<'_>, dao: DaoId) -> Result<(), Refused> {
    match reads(look, dao) {
        Reading::All => Ok(()),
        Reading::Public | Reading::Name => Err(Refusal::ForMembers.into()),
        Reading::Nothing => Err(Refusal::NoSuchDao.into()),
    }
}

/// The account that signed, where it may read a DAO.
///
/// # Errors
/// What a reader is told who may not; that only an account does this.
pub(crate) fn reader(ctx: &Ctx<'_>, dao: DaoId) -> Result<AccountId, Refused> {
    let account = ctx.origin().account();
    let account = account.ok_or(KernelRefusal::NotYoursToDo { action: "sign" })?;
    may_read(&ctx.look(), dao)?;
    Ok(account)
}

/// The innermost circle of a DAO that a reader belongs to; none where they may not read it.
pub(crate) fn circle_of(look: &Look<'_>, dao: DaoId) -> Option<Circle> {
    may_read(look, dao).ok()?;
    let Some(reader) = look.reader else { return Some(Circle::Readers) };
    let standing = member(look.state, dao, reader).map(|row| row.standing);
    Some(match standing {
        Some(Standing::Admitted) => Circle::Voters,
        Some(Standing::Joined) => Circle::Members,
        _ if has_role(look.state, dao, reader) => Circle::Members,
        _ => Circle::Readers,
    })
}

/// Whether somebody has a voice in a DAO without a vote: they see what asks them.
pub(crate) fn is_stakeholder(state: &State, dao: DaoId, account: AccountId) -> bool {
    let standing = member(state, dao, account).map(|row| row.standing);
    matches!(standing, Some(Standing::Joined | Standing::Stakeholder { .. }))
}

/// Whether a reader may know that a DAO is there.
pub fn may_know(look: &Look<'_>, dao: DaoId) -> bool {
    reads(look, dao) != Reading::Nothing
}

/// Whether a reader may know what is in a DAO by its name: its assets and pots. Whom an invitation
/// led to the door of a closed one, and who waits there, see the plate on it and no more.
pub fn sees_inside(look: &Look<'_>, dao: DaoId) -> bool {
    matches!(reads(look, dao), Reading::All | Reading::Public)
}

/// Says no where whoever acts may not know of a DAO: they are told what is told of one that was
/// never there. A DAO that acts knows those it belongs to and those that invited it.
///
/// # Errors
/// [`Refusal::NoSuchDao`].
pub(crate) fn known(ctx: &Ctx<'_>, dao: DaoId) -> Result<(), Refused> {
    let acting = ctx.origin().acts_for().map(|(acting, _)| acting);
    let is_own = acting == Some(dao) && exists(ctx.state, dao);
    let is_guest = acting.is_some_and(|of| peers::guest(ctx.state, (dao, of), ctx.now()).is_some());
    if is_own || is_guest || may_know(&ctx.look(), dao) {
        Ok(())
    } else {
        Err(Refusal::NoSuchDao.into())
    }
}

/// The DAO that the holder of an invitation's secret may see the name of.
pub fn invited(state: &State, secret: &Hash32, now: Timestamp) -> Option<DaoId> {
    let row = state.dao.invitations.get(secret)?;
    row.dao.filter(|_| row.uses > 0 && now <= row.until)
}
