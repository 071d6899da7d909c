//! A ledger to look around in: made-up communities of 5, 40 and 400 people that have lived a season, one
//! in English, one in Hebrew, one in both, and one of ten in both that sells shares.
//!
//! Reading order: [`cast`] (the people, whose keys anybody may have), [`step`] (what somebody does,
//! and when), `season` (what happens in each community), [`stage`] (how it is brought onto a ledger),
//! [`routes`] (how a visitor becomes one of them).
//!
//! Everything comes through the ordinary door: signed by somebody's key, judged by every rule, stamped
//! by the simulated clock, whose blocks are flagged. Chance (who votes, and how) has a fixed seed, so
//! it is the same season each time; only that it ends now, whenever now is, and that who is drawn to
//! judge is up to the ledger's own beacon: whoever is drawn rates (`seats`).

mod bids;
pub mod cast;
mod chance;
pub mod course;
pub mod routes;
pub mod season;
mod seats;
pub mod stage;
pub mod step;

pub use cast::{Cast, Person};
pub use routes::routes;
pub use season::season;
pub use stage::{Failed, live};
