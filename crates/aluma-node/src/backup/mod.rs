//! A copy of a data folder from which a ledger goes on: [`make()`] takes it while the ledger runs,
//! [`restore()`] holds it against its [`manifest`], replays it from the first block, and only then
//! gives it the name that was asked for.
//!
//! A backup is a folder. It gets its name in one step when everything in it is on the disk; until
//! then it has another name and no manifest. The same holds for a folder that is restored.

mod error;
pub mod make;
pub mod manifest;
mod place;
pub mod restore;

pub use error::BackupError;
pub use make::{Made, Secrets, make};
pub use manifest::Manifest;
pub use restore::{Restored, restore, restored};
