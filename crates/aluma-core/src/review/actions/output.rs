//! How much work one member may claim in an epoch: points come of claims alone, so that bounds them too.
//! It is booked where a claim is made and not where it is judged; otherwise what somebody gets would hang
//! on which of their panels is done first.

use aluma_types::{AccountId, DaoId, Span};

use crate::dao;
use crate::kernel::ctx::Ctx;
use crate::reputation;
use crate::review::Refusal;
use crate::review::charter::MOST;
use crate::review::types::{Authors, Output};

/// What somebody claimed in the present epoch. Where none began yet, one is as long as the charter says.
fn present(ctx: &Ctx<'_>, (dao, account): (DaoId, AccountId)) -> Output {
    let now = ctx.now();
    let epoch = reputation::epoch_at(ctx.state, dao, now);
    let lasts = reputation::charter::epoch_length(ctx.state, dao);
    let row = ctx.state.review.outputs.get(&(dao, account)).copied().unwrap_or_default();
    let is_over = row.epoch != epoch || now > row.since.after(lasts);
    if is_over { Output { epoch, since: now, size: Span(0) } } else { row }
}

/// How much somebody may still claim in the present epoch.
pub(super) fn left(ctx: &Ctx<'_>, key: (DaoId, AccountId)) -> Span {
    let most = dao::span(ctx.state, key.0, &MOST);
    Span(most.0.saturating_sub(present(ctx, key).size.0))
}

/// An author's part of a size, rounded down.
fn part_of(size: Span, part: u32, all: u64) -> Span {
    let part = u128::from(size.0).saturating_mul(u128::from(part));
    Span(part.checked_div(u128::from(all)).and_then(|part| u64::try_from(part).ok()).unwrap_or(0))
}

fn all(authors: &Authors) -> u64 {
    authors.iter().fold(0, |sum: u64, author| sum.saturating_add(author.part.into()))
}

/// Whether each author may still claim their part of a size.
///
/// # Errors
/// [`Refusal::ClaimedEnough`].
pub(crate) fn fits(
    ctx: &Ctx<'_>,
    dao: DaoId,
    authors: &Authors,
    size: Span,
) -> Result<(), Refusal> {
    let whole = all(authors);
    for author in authors.iter() {
        let left = left(ctx, (dao, author.account));
        if part_of(size, author.part, whole) > left {
            return Err(Refusal::ClaimedEnough { account: author.account, left });
        }
    }
    Ok(())
}

/// As much of a size as each author may still claim their part of.
pub(crate) fn held(ctx: &Ctx<'_>, dao: DaoId, authors: &Authors, size: Span) -> Span {
    let whole = all(authors);
    authors.iter().fold(size, |size, author| {
        let left = u128::from(left(ctx, (dao, author.account)).0);
        let most = left.saturating_mul(whole.into()).checked_div(u128::from(author.part));
        let most = most.and_then(|most| u64::try_from(most).ok()).unwrap_or(u64::MAX);
        size.min(Span(most))
    })
}

/// Books what authors claim.
pub(super) fn book(ctx: &mut Ctx<'_>, dao: DaoId, authors: &Authors, size: Span) {
    let whole = all(authors);
    for author in authors.iter() {
        let key = (dao, author.account);
        let mut row = present(ctx, key);
        row.size = Span(row.size.0.saturating_add(part_of(size, author.part, whole).0));
        ctx.state.review.outputs.put(key, row);
    }
}

/// Books that a claim was taken back; one of an epoch that is over changes nothing.
pub(super) fn unbook(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    (authors, at): (&Authors, aluma_types::Timestamp),
    size: Span,
) {
    let whole = all(authors);
    for author in authors.iter() {
        let key = (dao, author.account);
        let mut row = present(ctx, key);
        if at >= row.since {
            row.size = Span(row.size.0.saturating_sub(part_of(size, author.part, whole).0));
            ctx.state.review.outputs.put(key, row);
        }
    }
}
