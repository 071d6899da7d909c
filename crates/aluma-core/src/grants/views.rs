//! Answers about rounds: a DAO's in [`rounds`], what was said and scored in [`entries`], what members
//! gave in [`gifts`], candidates and ballots in [`ballots`], what everybody takes in [`parts`], and where
//! each number comes from in [`explain`]. Gift pots and grants are in [`undertakings`],
//! and funds with the arithmetic of what they add in [`funds`].

use core::ops::RangeInclusive;

use aluma_types::{AccountId, DaoId};

use crate::grants::Refusal;
use crate::kernel::view::Look;

mod ballots;
mod entries;
mod explain;
mod funds;
mod gifts;
mod parts;
mod rounds;
mod undertakings;

pub use ballots::{
    BallotRow, BallotsAnswer, BallotsView, CandidateRow, CandidatesAnswer, CandidatesView,
};
pub use entries::{EntriesAnswer, EntriesView, EntryRow};
pub use explain::{ExplainPayoutAnswer, ExplainPayoutView, Given, How, Portion, Purse, Said};
pub use funds::{
    FundAnswer, FundRow, FundSupportsAnswer, FundSupportsView, FundView, FundsAnswer, FundsView,
    ProjectRow, SupportRow,
};
pub use gifts::{GiftsAnswer, GiftsRow, GiftsView};
pub use parts::{PartRow, PartsAnswer, PartsView};
pub use rounds::{RoundRow, RoundsAnswer, RoundsView};
pub use undertakings::{
    GiftPotsView, GiverRow, GiversAnswer, GiversView, GrantOffersView, MyGiftRow, MyGiftsAnswer,
    MyGiftsView, Step, UndertakingAnswer, UndertakingRow, UndertakingView, UndertakingsAnswer,
};

/// Rows on one page.
const PAGE: usize = 100;

/// The keys of a round's rows by account, after one of them.
///
/// # Errors
/// [`Refusal::NoSuchRound`].
fn by_account(
    look: &Look<'_>,
    (dao, round): (DaoId, u64),
    after: Option<AccountId>,
) -> Result<RangeInclusive<(DaoId, u64, AccountId)>, Refusal> {
    if !look.state.grants.rounds.contains(&(dao, round)) {
        return Err(Refusal::NoSuchRound { round });
    }
    let after = AccountId(after.map_or(0, |after| after.0.saturating_add(1)));
    Ok((dao, round, after)..=(dao, round, AccountId(u64::MAX)))
}
