//! What whoever vouched for somebody answers with: points, beside the right to invite.

use aluma_types::{AccountId, DaoId};

use super::points;
use crate::dao;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::reputation::charter;
use crate::reputation::rules::decay::POINT;
use crate::reputation::types::Answered;

/// Follows when somebody gets or loses the vote: where they are expelled while somebody answers for
/// them, that one loses as many points as the charter says, or as many as they have; where they are taken
/// back, what was taken is given back.
///
/// # Errors
/// As [`points::slash`] and [`points::restore`].
pub(crate) fn vote_changed(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    account: AccountId,
) -> Result<(), Broken> {
    let key = (dao, account);
    let answered = ctx.state.reputation.vouches.get(&key).copied();
    let voucher = dao::voucher_barred(ctx.state, key);
    match (voucher, answered) {
        (Some(voucher), None) => {
            let micro = charter::vouched_points(ctx.state, dao).saturating_mul(POINT);
            if micro == 0
                || !crate::reputation::rules::reading::has_points(ctx.state, (dao, voucher))
            {
                return Ok(());
            }
            let penalty = points::slash(ctx, (dao, None, voucher), micro)?;
            ctx.state.reputation.vouches.put(key, Answered { voucher, penalty });
            Ok(())
        }
        (None, Some(answered)) if !dao::is_expelled(ctx.state, dao, account) => {
            ctx.state.reputation.vouches.remove(&key);
            // Taken back within a year: what was held against the voucher does not hold. Whoever comes
            // in anew much later is another matter.
            let row = ctx.state.reputation.penalties.get(&(dao, answered.penalty));
            let is_late = row.is_none_or(|row| ctx.now() > row.at.after(points::KEPT));
            if is_late { Ok(()) } else { points::restore(ctx, dao, answered.penalty) }
        }
        _ => Ok(()),
    }
}
