//! What actions on gift pots and grants ask before they write.

use aluma_types::{AccountId, Amount, DaoId, Span};

use super::giving::Key;
use super::steps;
use crate::grants::Refusal;
use crate::grants::rules::undertaking::{
    Course, Funding, Judge, LONGEST, MAX_GIVERS, MAX_MILESTONES, Milestones, Terms, Undertaking,
    milestones_fit,
};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Refused;
use crate::registry::State;
use crate::{dao, identity};

/// The DAO of what is acted on, where whoever acts may read it: an account, or the DAO itself.
///
/// # Errors
/// What a reader is told who may not.
pub(super) fn readable(ctx: &Ctx<'_>, dao: DaoId) -> Result<(), Refused> {
    match ctx.origin().acts_for() {
        Some((acting, _)) if acting == dao => Ok(()),
        Some(_) => Err(dao::Refusal::NoSuchDao.into()),
        None => dao::may_read(&ctx.look(), dao),
    }
}

/// A gift pot or a grant that is there.
///
/// # Errors
/// [`Refusal::NoSuchUndertaking`].
pub(super) fn undertaking(state: &State, key: Key) -> Result<&Undertaking, Refusal> {
    let row = state.grants.undertakings.get(&key);
    row.ok_or(Refusal::NoSuchUndertaking { undertaking: key.1 })
}

/// A gift pot or a grant that whoever signs does. One's own is one's own, also where one may not read the
/// DAO any more.
///
/// # Errors
/// [`Refusal::NoSuchUndertaking`], [`Refusal::NotYourUndertaking`], what a reader is told who may not.
pub(super) fn mine<'c>(ctx: &'c Ctx<'_>, key: Key) -> Result<&'c Undertaking, Refused> {
    let account = ctx.origin().account();
    let row = ctx.state.grants.undertakings.get(&key);
    if let Some(row) = row.filter(|row| account == Some(row.terms.payee)) {
        return Ok(row);
    }
    dao::reader(ctx, key.0)?;
    undertaking(ctx.state, key)?;
    Err(Refusal::NotYourUndertaking { undertaking: key.1 }.into())
}

/// The refusal of an undertaking that is not where it should be.
pub(super) const fn otherwise(course: Course) -> Refusal {
    Refusal::UndertakingIsOtherwise { stage: course.word() }
}

/// Whether a wait that is to be ended is not over.
///
/// # Errors
/// [`Refusal::UndertakingIsOtherwise`].
pub(super) fn in_time(ctx: &Ctx<'_>, row: &Undertaking) -> Result<(), Refusal> {
    match row.course.until() {
        Some(until) if ctx.now() > until => Err(otherwise(row.course)),
        _ => Ok(()),
    }
}

/// Whether milestones and a time fit.
///
/// # Errors
/// [`Refusal::BadMilestones`], [`Refusal::BadTime`].
pub(super) fn plan(milestones: &Milestones, time: Span) -> Result<(), Refusal> {
    if !milestones_fit(milestones) {
        return Err(Refusal::BadMilestones { most: MAX_MILESTONES as u64 });
    }
    if time.0 == 0 || time > LONGEST {
        return Err(Refusal::BadTime);
    }
    Ok(())
}

/// Whether whoever receives and whoever judges are there, and whoever receives has an account of their own:
/// nobody could take anything out of one that stands for a DAO.
///
/// # Errors
/// [`identity::Refusal::NoSuchAccount`], [`dao::Refusal::HasPots`], [`dao::Refusal::NoSuchRole`].
pub(super) fn people(
    state: &State,
    dao: DaoId,
    (payee, judge): (AccountId, Judge),
) -> Result<(), Refused> {
    if !identity::exists(state, payee) {
        return Err(identity::Refusal::NoSuchAccount { account: payee }.into());
    }
    if identity::dao_of(state, payee).is_some() {
        return Err(dao::Refusal::HasPots { account: payee }.into());
    }
    match judge {
        Judge::Role { role } if !dao::is_role(state, dao, role) => {
            Err(dao::Refusal::NoSuchRole { role }.into())
        }
        _ => Ok(()),
    }
}

/// Whether whoever signs may give so much to a gift pot now.
///
/// # Errors
/// [`Refusal::NoSuchUndertaking`], [`Refusal::OtherKindOfUndertaking`], [`Refusal::GivesThemselves`],
/// [`Refusal::UndertakingIsOtherwise`], [`Refusal::OtherAsset`], [`Refusal::GiftTooSmall`],
/// [`Refusal::TooManyGivers`].
pub(super) fn giver(ctx: &Ctx<'_>, key: Key, amount: Amount) -> Result<AccountId, Refused> {
    let account = steps::signer(ctx)?;
    readable(ctx, key.0)?;
    let row = undertaking(ctx.state, key)?;
    let Funding::Gifts { least, .. } = row.terms.funding else {
        return Err(Refusal::OtherKindOfUndertaking { undertaking: key.1 }.into());
    };
    if row.terms.payee == account {
        return Err(Refusal::GivesThemselves { account }.into());
    }
    match row.course {
        Course::Gathering { .. } => in_time(ctx, row)?,
        course => return Err(otherwise(course).into()),
    }
    let Terms { asset, .. } = row.terms;
    if amount.asset != asset {
        return Err(Refusal::OtherAsset { asset }.into());
    }
    if amount.units < least {
        return Err(Refusal::GiftTooSmall { least: Amount { asset, units: least } }.into());
    }
    let is_new = !super::giving::has_given(ctx.state, key, account);
    if is_new && row.tally.givers >= MAX_GIVERS {
        return Err(Refusal::TooManyGivers { limit: MAX_GIVERS }.into());
    }
    Ok(account)
}
