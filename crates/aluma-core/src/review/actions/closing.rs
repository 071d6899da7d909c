//! How a panel ends: what its ratings come to, what that brings, and what is learned of those who
//! rated.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, List, Span};

use super::calling::Key;
use super::panel::{at_desk, tell};
use super::{again, regarding, wages};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::reputation::rules::minting::{Accepted, BEST, parts};
use crate::reputation::types::{area, whole};
use crate::reputation::{self, Minted};
use crate::review::Fact;
use crate::review::rules::agreement::band;
use crate::review::rules::fixed::Fixed;
use crate::review::rules::rating::{self, Claim, Mark, Scored, accepted_size};
use crate::review::types::{
    Cause, Evidence, Given, Makers, Panel, Rated, Seat, Stage, Status, micro_of,
};

const NOT_THERE: Broken = Broken("what a panel judged is not there");
/// Parts of one in which quality is told: see [`BEST`].
const MILLIONTHS: u32 = 1_000_000;
/// The weight of every kind of work, in thousandths.
const KIND: u32 = 1_000;
/// A dispute holds where the work then brings less than this part of what it brought before, in
/// tenths.
const LESS: u64 = 9;

/// Seats with a rating, in order.
pub(crate) fn rated(panel: &Panel) -> impl Iterator<Item = (&Seat, Rated)> {
    panel.sitting().filter_map(|seat| Some((seat, seat.rated?)))
}

/// The ratings of a panel as marks.
pub(crate) fn marks(panel: &Panel) -> Vec<Mark> {
    let mark = |(seat, rated): (&Seat, Rated)| Mark {
        given: Fixed::whole(u32::from(rated.quality)),
        by: seat.known,
        halved: seat.halved,
    };
    rated(panel).map(mark).collect()
}

/// What a panel's ratings come to.
pub(crate) fn scored(panel: &Panel) -> Option<Scored> {
    rating::score(&marks(panel), panel.mean)
}

/// The size that a panel lets count. Where a domain to the right asked for it, what its makers may say is
/// bounded by what whoever pays agreed to, and is held against them no further.
pub(crate) fn size(state: &State, key: (DaoId, u64), panel: &Panel) -> Span {
    let found: Vec<(u64, bool)> =
        rated(panel).map(|(seat, rated)| (rated.size.0, seat.halved)).collect();
    let own = !state.review.commissions.contains(&key);
    let claimed = state.review.evidence.get(&key).map_or(0, |row| row.size.0);
    Span(accepted_size(Claim { size: claimed, own }, &found))
}

/// Ends a panel that could not judge: what was judged before stands.
///
/// # Errors
/// [`Broken`] where what it was to judge is not there.
pub(super) fn unreviewed(ctx: &mut Ctx<'_>, key: Key, mut row: Panel) -> Result<(), Broken> {
    let (dao, evidence, round) = key;
    let open: Vec<AccountId> =
        row.sitting().filter(|seat| seat.rated.is_none()).map(|seat| seat.account).collect();
    for account in open {
        at_desk(ctx, (dao, account), |desk| desk.open = desk.open.saturating_sub(1));
    }
    end(ctx, key, &mut row);
    let at = ctx.now();
    let tables = &mut ctx.state.review;
    tables.evidence.update(&(dao, evidence), |row| {
        if row.status == Status::Judging {
            row.status = Status::Unreviewed { at };
        }
    });
    wages::owe(ctx, key, &row)?;
    again::released(ctx, key, &row)?;
    tell(ctx, dao, Fact::LeftUnreviewed { evidence, round });
    follow(ctx, key)
}

/// Ends a panel, and what waits for it.
pub(super) fn end(ctx: &mut Ctx<'_>, key: Key, row: &mut Panel) {
    if let Some(task) = row.task.take() {
        ctx.cancel(task);
    }
    row.stage = Stage::Closed;
    ctx.state.review.panels.put(key, row.clone());
    let (dao, evidence, round) = key;
    let by = ctx.state.review.makers.get(&(dao, evidence)).map(|row| row.by);
    // What a domain to the right asked for was nobody's claim.
    let is_claim = round == 0 && !ctx.state.review.commissions.contains(&(dao, evidence));
    if let Some(by) = by.filter(|_| is_claim) {
        at_desk(ctx, (dao, by), |desk| desk.claims = desk.claims.saturating_sub(1));
    }
}

/// Tells those to the right what became of something.
fn follow(ctx: &mut Ctx<'_>, (dao, evidence, _): Key) -> Result<(), Broken> {
    ctx.env.registry.judged.iter().try_for_each(|follow| follow(ctx, dao, evidence))
}

/// Ends a panel that judged.
///
/// # Errors
/// [`Broken`] where points leave their room.
pub(super) fn close(
    ctx: &mut Ctx<'_>,
    key: Key,
    (mut row, scored): (Panel, &Scored),
) -> Result<(), Broken> {
    let (dao, evidence, round) = key;
    end(ctx, key, &mut row);
    let of = ctx.state.review.evidence.get(&(dao, evidence)).cloned().ok_or(NOT_THERE)?;
    let makers = ctx.state.review.makers.get(&(dao, evidence)).cloned().ok_or(NOT_THERE)?;
    let before = match of.status {
        Status::Judged { micro, .. } => micro,
        _ => 0,
    };
    let counts = size(ctx.state, (dao, evidence), &row);
    let quality = scored.score.parts(MILLIONTHS).min(BEST);
    let micro = give(ctx, key, (&of, &makers), (counts, quality))?;
    if micro > 0 && !makers.noted {
        accepted(ctx, key, (&of, &makers), &row);
    }
    learn(ctx, key, (&of, &row), scored);
    regarding::note(ctx, key, &row, scored);
    let among_friends = rated(&row).any(|(seat, _)| seat.halved);
    let (at, disputed) = (ctx.now(), scored.is_disputed());
    let status = Status::Judged { at, quality, size: counts, micro, disputed, among_friends };
    ctx.state.review.evidence.update(&(dao, evidence), |row| row.status = status);
    let quality = quality.checked_div(u64::from(MILLIONTHS)).unwrap_or(0);
    let fact = Fact::ContributionJudged {
        evidence,
        round,
        authors: makers.authors,
        quality: u8::try_from(quality).unwrap_or(100),
        size: counts,
        points: whole(micro),
        disputed,
        among_friends,
    };
    tell(ctx, dao, fact);
    wages::owe(ctx, key, &row)?;
    if micro.saturating_mul(10) < before.saturating_mul(LESS) {
        again::released(ctx, key, &row)?;
    } else if let Cause::Dispute { by, stake, .. } = row.cause {
        ctx.state.review.dispute_stakes.remove(&key);
        let points = whole(stake);
        tell(ctx, dao, Fact::StakeForfeited { evidence, account: by, points });
    }
    follow(ctx, key)
}

/// Gives each author what the work brings; all of it. The record holds the most that it ever brought, and
/// what a later panel found less is taken as a penalty, as much as that weighs by now: so found more again
/// it is given back, and comes to nothing twice.
pub(crate) fn give(
    ctx: &mut Ctx<'_>,
    (dao, evidence, _): Key,
    (of, makers): (&Evidence, &Makers),
    (counts, quality): (Span, u64),
) -> Result<u64, Broken> {
    let authors: Vec<(AccountId, u32)> =
        makers.authors.iter().map(|author| (author.account, author.part)).collect();
    let work = Accepted {
        size_micro: micro_of(counts),
        quality,
        least: reputation::charter::least_quality(ctx.state, dao),
        kind_permille: KIND,
        authors: &authors,
    };
    let (mut minted, mut given, mut all) = (List::default(), List::default(), 0u64);
    for (index, (account, micro)) in parts(&work).into_iter().enumerate() {
        let had = makers.minted.get(index).copied().unwrap_or(0);
        let before = makers.given.get(index).copied().unwrap_or(Given { most: had, penalty: None });
        let after = if micro == had {
            before
        } else {
            change(ctx, (dao, evidence), (of, account), (before, micro))?
        };
        minted.push(micro);
        given.push(after);
        all = all.saturating_add(micro);
    }
    ctx.state.review.makers.update(&(dao, evidence), |row| {
        (row.minted, row.given, row.noted) = (minted, given, row.noted || all > 0);
    });
    Ok(all)
}

/// Changes what an author has of something to so many micro-points.
fn change(
    ctx: &mut Ctx<'_>,
    (dao, evidence): (DaoId, u64),
    (of, account): (&Evidence, AccountId),
    (before, micro): (Given, u64),
) -> Result<Given, Broken> {
    let (domain, skills) = (of.domain, of.skills.clone());
    if let Some(penalty) = before.penalty {
        reputation::restore(ctx, dao, penalty)?;
    }
    if micro < before.most {
        let minted = reputation::minted_at(ctx.state, (dao, account, evidence));
        let at = minted.unwrap_or_else(|| ctx.now());
        let less = before.most.saturating_sub(micro);
        let penalty = reputation::slash_as_of(ctx, (dao, domain, account), (less, at))?;
        return Ok(Given { penalty: Some(penalty), ..before });
    }
    let (more, at) = (micro.saturating_sub(before.most), ctx.now());
    let minted = Minted { dao, domain, account, micro: more, skills, evidence, at };
    reputation::mint(ctx, &minted)?;
    Ok(Given { most: micro, penalty: None })
}

/// Books for each author that their work was accepted, and by whom: those who rate it above the least
/// quality.
fn accepted(ctx: &mut Ctx<'_>, (dao, ..): Key, (of, makers): (&Evidence, &Makers), panel: &Panel) {
    let least = reputation::charter::least_quality(ctx.state, dao);
    let good = |rated: &Rated| u64::from(rated.quality).saturating_mul(u64::from(MILLIONTHS));
    let by: Vec<AccountId> = rated(panel)
        .filter(|(_, rated)| good(rated) > least)
        .map(|(seat, _)| seat.account)
        .collect();
    for author in makers.authors.iter() {
        reputation::note_accepted(ctx, (dao, of.domain, author.account), &by);
    }
}

/// Adds the ratings to what is known of their givers and of the domain.
fn learn(ctx: &mut Ctx<'_>, (dao, ..): Key, (of, panel): (&Evidence, &Panel), scored: &Scored) {
    let epoch = reputation::epoch_at(ctx.state, dao, ctx.now());
    let place = area(of.domain);
    let tables = &mut ctx.state.review;
    let mut of_domain =
        tables.judged.get(&(dao, place)).cloned().unwrap_or_default().in_epoch(epoch);
    of_domain.open.add(scored);
    let given: Vec<(AccountId, u8)> =
        rated(panel).map(|(seat, rated)| (seat.account, rated.quality)).collect();
    for (index, ((account, quality), each)) in given.iter().zip(&scored.each).enumerate() {
        for (_, other) in given.iter().skip(index.saturating_add(1)) {
            of_domain.joint.add(band(*quality), band(*other));
        }
        let key = (dao, place, *account);
        let mut rater = tables.raters.get(&key).copied().unwrap_or_default().in_epoch(epoch);
        if let Some(others) = each.others {
            rater.open.add(others, Fixed::whole(u32::from(*quality)));
        }
        tables.raters.put(key, rater);
    }
    tables.judged.put((dao, place), of_domain);
}
