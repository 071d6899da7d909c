//! Who rate each other's work higher than others do.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::{PAGE, Signed};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::reputation;
use crate::review::actions::regarding::regard;
use crate::review::rules::regard::Beyond;

/// Pairs that one page looks at, where only those are told whom it holds of both ways.
const SCANNED: usize = 2_000;

/// Members who rate each other high
///
/// Pairs of members who both rate the other's work at least 20 points above what others on the same
/// panels find in it, their bias apart, as of the last epoch's close; a hundred at a time. That is a
/// sign of an agreement and no proof: a few honest pairs come out like that by chance. Neither is drawn
/// to judge the other where there are others.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "mutual-regards", he = "העדפות הדדיות", result = RegardsAnswer)]
pub struct RegardsView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// After this pair.
    #[he("אחרי")]
    pub after: Option<PairOf>,
}

/// Two members, the lower account first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct PairOf {
    /// The one.
    #[he("האחד")]
    pub one: AccountId,
    /// The other.
    #[he("האחר")]
    pub other: AccountId,
}

/// Pairs, in the order of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct RegardsAnswer {
    /// The pairs.
    #[he("זוגות")]
    pub pairs: List<RegardRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<PairOf>,
}

/// A pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct RegardRow {
    /// Who.
    #[he("מי")]
    pub pair: PairOf,
    /// What the one finds in the other's work.
    #[he("לשם")]
    pub there: FoundBeyond,
    /// What the other finds in the one's.
    #[he("בחזרה")]
    pub back: FoundBeyond,
}

/// What somebody finds beyond others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct FoundBeyond {
    /// The mean, points.
    #[he("ממוצע")]
    pub mean: Signed,
    /// Of how many ratings, old ones counting less.
    #[he("דירוגים")]
    pub ratings: Signed,
}

impl From<Beyond> for FoundBeyond {
    fn from(beyond: Beyond) -> Self {
        Self { mean: beyond.mean().into(), ratings: beyond.ratings.into() }
    }
}

impl View for RegardsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = RegardsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<RegardsAnswer, Refused> {
        let (dao, state) = (self.dao, look.state);
        let of = (dao, reputation::epoch_at(state, dao, look.now));
        let after = self.after.map_or((AccountId(0), AccountId(0)), |pair| (pair.one, pair.other));
        let mut looked = None;
        let rows = state.review.regards.index().after(dao, after).take(SCANNED);
        let rows = rows
            .inspect(|pair| looked = Some(*pair))
            .filter(|(one, other)| one < other)
            .filter_map(|(one, other)| {
                let there = regard(state, of, (one, other))?.closed;
                let back = regard(state, of, (other, one))?.closed;
                let row = RegardRow {
                    pair: PairOf { one, other },
                    there: there.into(),
                    back: back.into(),
                };
                (there.is_high() && back.is_high()).then_some(row)
            });
        let (pairs, full) = page(rows, |row| row.pair);
        // Where so many were looked at that a page ends before it is full, the next one goes on there.
        let next = full.or_else(|| {
            let (one, other) = looked?;
            let more = state.review.regards.index().after(dao, (one, other)).next();
            more.map(|_| PairOf { one, other })
        });
        Ok(RegardsAnswer { pairs, next })
    }
}
