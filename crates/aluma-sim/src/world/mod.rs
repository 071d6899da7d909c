//! What the workload knows of the ledger it works on: ids, keys, secrets, deadlines. Learned from
//! facts and from its own accepted acts, as any client would; never from the core's tables.

mod belonging;
pub mod changes;
pub mod director;
pub mod earning;
pub mod giving;
pub mod granting;
pub mod investing;
pub mod judging;
mod keys;
mod known;
pub mod making;
mod merit;
mod offices;
mod outside;
mod over_time;
mod recording;
pub mod steps;
pub mod talking;
pub mod values;
pub mod working;

pub use known::{Community, Open, Person, Theme, World};
