//! What was said and scored in a round.

use aluma_types::spec::ViewSpec;
use aluma_types::{Canon, DaoId, List};

use super::PAGE;
use crate::grants::Refusal;
use crate::grants::rules::mean;
use crate::grants::types::{Entry, Rate};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};

/// Entries of a round
///
/// Who praised whom in a round, who scored it and how, and what the scores come to, a hundred at a
/// time: each part of the budget can be worked out from them by anybody.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "round-entries", he = "הוקרות בסבב", result = EntriesAnswer)]
pub struct EntriesView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub round: u64,
    /// Entries after this one.
    #[he("אחרי")]
    pub after: Option<u32>,
}

/// Entries in their order.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct EntriesAnswer {
    /// The entries.
    #[he("הוקרות")]
    pub entries: List<EntryRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u32>,
}

/// An entry in a list.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct EntryRow {
    /// Its number.
    #[he("מספר")]
    pub entry: u32,
    /// The entry.
    #[he("ההוקרה")]
    pub what: Entry,
    /// What its scores come to, in 1/84,000 of a score.
    #[he("ציון")]
    pub weight: u128,
    /// Whether it counts: what people say of themselves does not, unless the round says so.
    #[he("נספרת")]
    pub counts: bool,
}

impl View for EntriesView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = EntriesAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<EntriesAnswer, Refused> {
        let (dao, round) = (self.dao, self.round);
        let tables = &look.state.grants;
        let row = tables.rounds.get(&(dao, round)).ok_or(Refusal::NoSuchRound { round })?;
        let kind = row.policy.kind();
        let terms = row.policy.praise().ok_or(Refusal::OtherKindOfRound { kind })?;
        let after = self.after.unwrap_or(0).saturating_add(1);
        let range = (dao, round, after)..=(dao, round, u32::MAX);
        let rows = tables.entries.range(range).map(|((_, _, entry), what)| {
            let score_of = |other: u32, by: &Rate| {
                let other = tables.entries.get(&(dao, round, other))?;
                other.rates.iter().find(|rate| rate.rater == by.rater).map(|rate| rate.score)
            };
            let weight = mean::weight((terms.mean, terms.duplicate), &what.rates, score_of);
            let counts = what.from != what.to || terms.own_counts;
            EntryRow { entry: *entry, what: what.clone(), weight, counts }
        });
        let (entries, next) = page(rows, |row| row.entry);
        Ok(EntriesAnswer { entries, next })
    }
}
