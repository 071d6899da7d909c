//! Arithmetic and decisions of governance: plain values in, plain values out.
//!
//! Reading order: [`tally`] (what passes), [`quorum`] (how much support it takes), [`quiet`] (when
//! it closes), [`mix`] and the checkpoints of `dao` (what a ballot weighs), [`tracks`] (which road
//! a proposal takes), [`recusal`] (whose ballot weighs nothing), [`spam`] (who has to wait),
//! [`sections`] (how the charter tells all that), [`closed`] (what has left the state).
//!
//! Weights are u128: millionths of a head or of a role, base units of shares, or units of a mix.

pub mod closed;
pub(crate) mod counting;
pub(crate) mod crossing;
pub(crate) mod delegation;
pub(crate) mod habits;
pub(crate) mod laws;
pub mod mix;
pub(crate) mod opening;
pub(crate) mod polls;
pub mod quiet;
pub mod quorum;
pub mod recusal;
pub(crate) mod sections;
pub mod spam;
pub mod tally;
pub mod tracks;
pub(crate) mod weighing;

pub use crate::dao::checkpoints as weights;
pub use crate::dao::{Checkpoint, Checkpoints, HEAD, Moment};
pub use mix::{Source, met_from, mixed_total, mixed_weight};
pub use quiet::{Quiet, turned};
pub use quorum::{Quorum, Support, quorum_by_size};
pub use recusal::{is_large, recused_weight};
pub use tally::{Bar, Reason, Standing, Tally, Threshold};
pub use tracks::{Ladder, Sums, next_stricter, strictest};

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::indexing_slicing)]
mod tests;
