//! Mistakes in the rules of rounds: see `bugs`.

use aluma_types::{Canon, DaoId, List};

use super::bugs::{real, real_task, signer};
use crate::grants::actions::RatePraise;
use crate::grants::tasks::CloseRound;
use crate::grants::types::{Policy, Rate};
use crate::kernel::action::Slice;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;

/// Whoever praised themselves takes a part by it, whatever the round says.
pub(super) fn own_takes_a_part(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    if let Ok(CloseRound { dao, round }) = CloseRound::from_bytes(arguments) {
        ctx.state.grants.rounds.update(&(dao, round), |row| {
            let Policy::Praise { terms } = &mut row.policy;
            terms.own_counts = true;
        });
    }
    real_task(ctx, "close-round", arguments)
}

/// That somebody dismissed an entry is forgotten, their score is not.
pub(super) fn dismissal_is_forgotten(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    real(ctx, "rate-praise", body)?;
    let Ok(RatePraise { dao, round, scores }) = RatePraise::from_bytes(body) else { return Ok(()) };
    let rater = signer(ctx);
    for one in scores.iter() {
        let key: (DaoId, u64, u32) = (dao, round, one.entry);
        ctx.state.grants.entries.update(&key, |row| {
            let rates = row.rates.iter().map(|rate| match rate.rater == rater {
                true => Rate { dismissed: false, ..*rate },
                false => *rate,
            });
            if let Ok(rates) = List::new(rates.collect()) {
                row.rates = rates;
            }
        });
    }
    Ok(())
}
