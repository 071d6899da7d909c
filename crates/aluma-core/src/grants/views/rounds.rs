//! The rounds of a community.

use aluma_types::spec::ViewSpec;
use aluma_types::{Canon, DaoId, List};

use super::PAGE;
use crate::grants::types::Round;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};

/// Rounds
///
/// Reward rounds of a community, oldest first, a hundred at a time: what there is to share, by what,
/// until when, and how far each has come.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "rounds", he = "סבבים", result = RoundsAnswer)]
pub struct RoundsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Rounds after this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Rounds, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct RoundsAnswer {
    /// The rounds.
    #[he("סבבים")]
    pub rounds: List<RoundRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

/// A round in a list.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct RoundRow {
    /// Its number.
    #[he("מספר")]
    pub round: u64,
    /// The round.
    #[he("הסבב")]
    pub what: Round,
}

impl View for RoundsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = RoundsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<RoundsAnswer, Refused> {
        let from = (self.dao, self.after.unwrap_or(0).saturating_add(1))..=(self.dao, u64::MAX);
        let rows = look.state.grants.rounds.range(from);
        let rows = rows.map(|((_, round), row)| RoundRow { round: *round, what: row.clone() });
        let (rounds, next) = page(rows, |row| row.round);
        Ok(RoundsAnswer { rounds, next })
    }
}
