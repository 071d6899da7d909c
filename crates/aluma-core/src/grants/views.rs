//! Answers about rounds: a DAO's in [`rounds`], what was said and scored in [`entries`], what
//! everybody takes in [`parts`].

mod entries;
mod parts;
mod rounds;

pub use entries::{EntriesAnswer, EntriesView, EntryRow};
pub use parts::{PartRow, PartsAnswer, PartsView};
pub use rounds::{RoundRow, RoundsAnswer, RoundsView};

/// Rows on one page.
const PAGE: usize = 100;
