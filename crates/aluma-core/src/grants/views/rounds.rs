//! The rounds of a community.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, Body, Canon, DaoId, List, Timestamp};

use super::PAGE;
use crate::grants::types::{Policy, REASON_BYTES, Round, Stage};
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
    /// What it is called.
    #[he("שם")]
    pub title: Body<REASON_BYTES>,
    /// What there is to share.
    #[he("תקציב")]
    pub budget: Amount,
    /// The escrow that holds it.
    #[he("מספר הנאמנות")]
    pub escrow: u64,
    /// By what.
    #[he("שיטה")]
    pub policy: Policy,
    /// Who assigns raters, and records.
    #[he("ברכזות")]
    pub steward: Option<AccountId>,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment to praise, or to be nominated.
    #[he("הוקרות ומועמדויות עד")]
    pub entries_until: Timestamp,
    /// The last moment to score, to give or to cast a ballot.
    #[he("נסגר ב־")]
    pub closes: Timestamp,
    /// Entries, those about oneself among them; members who gave; ballots.
    #[he("הוקרות, נותנים או פתקים")]
    pub entries: u32,
    /// Entries of people about themselves.
    #[he("הוקרות עצמיות")]
    pub own: u32,
    /// People who may take a part.
    #[he("משתתפים")]
    pub takers: u32,
    /// How far it has come.
    #[he("שלב")]
    pub stage: Stage,
}

fn row(round: u64, row: &Round) -> RoundRow {
    RoundRow {
        round,
        title: row.title,
        budget: row.budget,
        escrow: row.escrow,
        policy: row.policy.clone(),
        steward: row.steward,
        since: row.since,
        entries_until: row.entries_until,
        closes: row.closes,
        entries: row.entries,
        own: row.own,
        takers: row.takers,
        stage: row.stage,
    }
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
        let rows = rows.map(|((_, round), of)| row(*round, of));
        let (rounds, next) = page(rows, |row| row.round);
        Ok(RoundsAnswer { rounds, next })
    }
}
