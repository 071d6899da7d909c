//! Answers about rounds: a DAO's in [`rounds`], what was said and scored in [`entries`], what members
//! gave in [`gifts`], candidates and ballots in [`ballots`], what everybody takes in [`parts`], and where
//! each number comes from in [`explain`].

mod ballots;
mod entries;
mod explain;
mod gifts;
mod parts;
mod rounds;

pub use ballots::{
    BallotRow, BallotsAnswer, BallotsView, CandidateRow, CandidatesAnswer, CandidatesView,
};
pub use entries::{EntriesAnswer, EntriesView, EntryRow};
pub use explain::{ExplainPayoutAnswer, ExplainPayoutView, Given, How, Portion, Purse, Said};
pub use gifts::{GiftsAnswer, GiftsRow, GiftsView};
pub use parts::{PartRow, PartsAnswer, PartsView};
pub use rounds::{RoundRow, RoundsAnswer, RoundsView};

/// Rows on one page.
const PAGE: usize = 100;
