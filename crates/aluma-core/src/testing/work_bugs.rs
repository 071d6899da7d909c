//! Mistakes in the rules of work and of reviews: see `bugs`.

use aluma_types::{Canon, Timestamp};

use super::bugs::{real, real_task};
use crate::kernel::action::Slice;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::review::actions::RevealReview;
use crate::work::actions::{ReviewWork, Verdict, flow};
use crate::work::tasks::JobDue;
use crate::work::types::{Stage, WHOLE};

/// Work that is worse than agreed is paid in full.
pub(super) fn worse_is_paid_in_full(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let Ok(mut act) = ReviewWork::from_bytes(body) else { return real(ctx, "review-work", body) };
    if let Verdict::Accept { quality } = &mut act.verdict {
        *quality = (*quality).max(WHOLE);
    }
    real(ctx, "review-work", &act.to_bytes())
}

/// Where both reviewers are silent the work is rejected for good.
pub(super) fn silence_rejects(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    let Ok(JobDue { dao, job }) = JobDue::from_bytes(arguments) else {
        return real_task(ctx, "job-due", arguments);
    };
    let key = (dao, job);
    let row = ctx.state.work.jobs.get(&key).cloned();
    match row {
        Some(row) if is_silent(&row.stage, ctx.now()) => {
            let at = ctx.now();
            flow::end(ctx, key, &row, Stage::Refused { at })?;
            Ok(None)
        }
        _ => real_task(ctx, "job-due", arguments),
    }
}

fn is_silent(stage: &Stage, now: Timestamp) -> bool {
    matches!(stage, Stage::Submitted { until, second: true } if now > *until)
}

/// Whoever opened a rating before finds as much work as was claimed.
pub(super) fn claims_count_in_full(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let Ok(act) = RevealReview::from_bytes(body) else { return real(ctx, "reveal-review", body) };
    let key = (act.dao, act.evidence);
    let row = ctx.state.review.evidence.get(&key).map(|row| (row.round, row.size));
    if let Some((round, size)) = row {
        ctx.state.review.panels.update(&(act.dao, act.evidence, round), |panel| {
            let rated = panel.seats.iter_mut().filter_map(|seat| seat.rated.as_mut());
            rated.for_each(|rated| rated.size = size);
        });
    }
    real(ctx, "reveal-review", body)
}

/// Whoever opens a rating overwrites those that were opened before.
pub(super) fn last_rating_is_everybodys(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let Ok(act) = RevealReview::from_bytes(body) else { return real(ctx, "reveal-review", body) };
    let round = ctx.state.review.evidence.get(&(act.dao, act.evidence)).map(|row| row.round);
    if let Some(round) = round {
        ctx.state.review.panels.update(&(act.dao, act.evidence, round), |panel| {
            let rated = panel.seats.iter_mut().filter_map(|seat| seat.rated.as_mut());
            rated.for_each(|rated| rated.quality = act.quality);
        });
    }
    real(ctx, "reveal-review", body)
}
