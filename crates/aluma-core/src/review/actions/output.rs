//! How much work one member may claim in an epoch: points come of claims alone, so that bounds them too.
//! It is booked where a claim is made and not where it is judged; otherwise what somebody gets would hang
//! on which of their panels is done first. Whoever claims for several answers for all of it: the others did
//! not sign.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Span, Timestamp};

use crate::dao;
use crate::kernel::ctx::Ctx;
use crate::reputation;
use crate::review::Refusal;
use crate::review::charter::MOST;
use crate::review::rules::output::{part_of, sum_of_parts, whole_of};
use crate::review::types::{AuthorPart, Authors, Output};

/// What somebody claimed in the present epoch. Where none began yet, one is as long as the charter says.
fn present(ctx: &Ctx<'_>, (dao, account): (DaoId, AccountId)) -> Output {
    let now = ctx.now();
    let epoch = reputation::epoch_at(ctx.state, dao, now);
    let lasts = reputation::charter::epoch_length(ctx.state, dao);
    let row = ctx.state.review.outputs.get(&(dao, account)).copied().unwrap_or_default();
    let is_over = row.epoch != epoch || now > row.since.after(lasts);
    if is_over { Output { epoch, since: now, size: Span(0), named: Span(0) } } else { row }
}

/// What somebody may claim in an epoch at most.
fn most(ctx: &Ctx<'_>, dao: DaoId) -> u64 {
    dao::span(ctx.state, dao, &MOST).0
}

/// How much somebody may still claim in the present epoch.
pub(super) fn left(ctx: &Ctx<'_>, key: (DaoId, AccountId)) -> Span {
    Span(most(ctx, key.0).saturating_sub(present(ctx, key).size.0))
}

/// How much others may still claim in somebody's name. It is apart from what they may claim themselves:
/// else anybody could use that up.
fn left_to_others(ctx: &Ctx<'_>, key: (DaoId, AccountId)) -> Span {
    Span(most(ctx, key.0).saturating_sub(present(ctx, key).named.0))
}

/// Who made something, and who claims it where one of them or somebody else does.
#[derive(Clone, Copy)]
pub(super) struct Claim<'a> {
    pub(super) authors: &'a Authors,
    /// Nobody where all of them took it on, as work that was asked for.
    pub(super) by: Option<AccountId>,
}

/// Whether whoever claims something may still claim all of it, and each other author still be named with
/// their part; where all took it on, each their part.
///
/// # Errors
/// [`Refusal::ClaimedEnough`], [`Refusal::NamedEnough`].
pub(super) fn may_claim(
    ctx: &Ctx<'_>,
    dao: DaoId,
    claim: Claim<'_>,
    size: Span,
) -> Result<(), Refusal> {
    let Some(by) = claim.by else { return fits(ctx, dao, claim.authors, size) };
    let left = left(ctx, (dao, by));
    if size > left {
        return Err(Refusal::ClaimedEnough { account: by, left });
    }
    let whole = sum_of_parts(claim.authors);
    for author in claim.authors.iter().filter(|author| author.account != by) {
        let left = left_to_others(ctx, (dao, author.account));
        if part_of(size, author.part, whole) > left {
            return Err(Refusal::NamedEnough { account: author.account, left });
        }
    }
    Ok(())
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
    let whole = sum_of_parts(authors);
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
    let whole = sum_of_parts(authors);
    authors.iter().fold(size, |size, author| {
        size.min(whole_of(left(ctx, (dao, author.account)), author.part, whole))
    })
}

/// Books what is claimed.
pub(super) fn book(ctx: &mut Ctx<'_>, dao: DaoId, claim: Claim<'_>, size: Span) {
    for (account, add) in changes(claim, size) {
        let key = (dao, account);
        let mut row = present(ctx, key);
        row.size = Span(row.size.0.saturating_add(add.size.0));
        row.named = Span(row.named.0.saturating_add(add.named.0));
        ctx.state.review.outputs.put(key, row);
    }
}

/// Books that a claim was taken back; one of an epoch that is over changes nothing.
pub(super) fn unbook(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    (claim, at): (Claim<'_>, Timestamp),
    size: Span,
) {
    for (account, less) in changes(claim, size) {
        let key = (dao, account);
        let mut row = present(ctx, key);
        if at >= row.since {
            row.size = Span(row.size.0.saturating_sub(less.size.0));
            row.named = Span(row.named.0.saturating_sub(less.named.0));
            ctx.state.review.outputs.put(key, row);
        }
    }
}

/// What a claim books for whom.
struct Booked {
    size: Span,
    named: Span,
}

fn changes(claim: Claim<'_>, size: Span) -> Vec<(AccountId, Booked)> {
    let whole = sum_of_parts(claim.authors);
    let part = |author: &AuthorPart| part_of(size, author.part, whole);
    let Some(by) = claim.by else {
        let each =
            |author: &AuthorPart| (author.account, Booked { size: part(author), named: Span(0) });
        return claim.authors.iter().map(each).collect();
    };
    let others = claim.authors.iter().filter(|author| author.account != by);
    let others =
        others.map(|author| (author.account, Booked { size: Span(0), named: part(author) }));
    others.chain([(by, Booked { size, named: Span(0) })]).collect()
}
