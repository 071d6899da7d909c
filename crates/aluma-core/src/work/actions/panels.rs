//! What others decide about a piece of work, and what follows: the one place where drawn panels meet
//! work.
//!
//! Three things are asked here: an appeal against a rejection, a dispute of an acceptance, and work that
//! nobody reviewed although silence was to be no acceptance. The members decide, by a proposal or by a
//! role that was given `decide-work`; where nobody does in time, the work is accepted. A panel that is
//! drawn is asked in [`ask`] and answers through [`decided`]; it alone makes points, from the size and
//! quality that it found: nothing in this domain does, since a task for one's own second account would
//! sell them.

use aluma_types::Timestamp;

use super::flow::{self, Key};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::work::Event;
use crate::work::charter::{self, HEARING};
use crate::work::types::{Job, Matter, Reason, Stage, WHOLE};

/// Asks for a decision on a piece of work.
pub(crate) fn ask(ctx: &mut Ctx<'_>, key: Key, job: Job, matter: Matter) {
    let until = charter::until(ctx, key.0, &HEARING);
    flow::turn(ctx, key, job, Stage::Hearing { matter, until });
}

/// A decision.
pub(crate) struct Decision {
    pub(crate) accepted: bool,
    /// In thousandths of what was agreed; as agreed where nothing is said of it.
    pub(crate) quality: Option<u16>,
    /// Whether nobody decided in time.
    pub(crate) silent: bool,
    pub(crate) reason: Option<Reason>,
}

impl Decision {
    /// What holds where nobody decides.
    pub(crate) const SILENCE: Self =
        Self { accepted: true, quality: None, silent: true, reason: None };
}

/// It was decided about a piece of work. Accepted after an appeal or without a review, it is held as any
/// other; after a dispute it is paid at once, at the quality that it was accepted with. Otherwise its
/// money returns.
///
/// # Errors
/// [`Broken`] where less lies in trust.
pub(crate) fn decided(
    ctx: &mut Ctx<'_>,
    key: Key,
    (job, matter): (Job, Matter),
    decision: Decision,
) -> Result<(), Broken> {
    let (dao, number) = key;
    let Decision { accepted, quality, silent, reason } = decision;
    ctx.emit(&Event::WorkDecided { dao, job: number, matter, accepted, silent, reason });
    let now: Timestamp = ctx.now();
    if !accepted {
        return flow::end(ctx, key, &job, Stage::Refused { at: now });
    }
    if matter == Matter::Dispute {
        flow::turn(ctx, key, job, Stage::Accepted { until: now });
        return Ok(());
    }
    if matter == Matter::Appeal && !silent {
        let payer = flow::task_of(ctx, (dao, job.task))?.payer.record();
        flow::update_payer(ctx, (dao, payer), |mut row| {
            row.lost = row.lost.saturating_add(1);
            row
        });
    }
    flow::accept(ctx, key, job, quality.unwrap_or(WHOLE))
}
