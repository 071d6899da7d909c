//! Candidates of a round, and what ballots say of them.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::{PAGE, by_account};
use crate::grants::types::{Nomination, RetroBallot};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};

/// Candidates of a round
///
/// Who nominated themselves in a round, for what, a hundred at a time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "round-candidates", he = "מועמדים בסבב", result = CandidatesAnswer)]
pub struct CandidatesView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub round: u64,
    /// Candidates after this one.
    #[he("אחרי")]
    pub after: Option<AccountId>,
}

/// Candidates in the order of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct CandidatesAnswer {
    /// The candidates.
    #[he("מועמדים")]
    pub candidates: List<CandidateRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<AccountId>,
}

/// A candidate.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct CandidateRow {
    /// Who.
    #[he("מי")]
    pub candidate: AccountId,
    /// For what.
    #[he("על מה")]
    pub what: Nomination,
}

impl View for CandidatesView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = CandidatesAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<CandidatesAnswer, Refused> {
        let tables = &look.state.grants;
        let range = by_account(look, (self.dao, self.round), self.after)?;
        let rows = tables.nominations.range(range);
        let rows =
            rows.map(|((_, _, who), what)| CandidateRow { candidate: *who, what: what.clone() });
        let (candidates, next) = page(rows, |row| row.candidate);
        Ok(CandidatesAnswer { candidates, next })
    }
}

/// Ballots of a round
///
/// What those who hold a round's role wrote on their ballots, and whether each counts; a hundred at a
/// time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "round-ballots", he = "פתקי ההצבעה בסבב", result = BallotsAnswer)]
pub struct BallotsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub round: u64,
    /// Ballots after this account's.
    #[he("אחרי")]
    pub after: Option<AccountId>,
}

/// Ballots in the order of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct BallotsAnswer {
    /// The ballots.
    #[he("פתקים")]
    pub ballots: List<BallotRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<AccountId>,
}

/// A ballot.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct BallotRow {
    /// Whose.
    #[he("של מי")]
    pub voter: AccountId,
    /// What it says.
    #[he("הפתק")]
    pub what: RetroBallot,
}

impl View for BallotsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = BallotsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<BallotsAnswer, Refused> {
        let tables = &look.state.grants;
        let range = by_account(look, (self.dao, self.round), self.after)?;
        let rows = tables.retro_ballots.range(range);
        let rows = rows.map(|((_, _, who), what)| BallotRow { voter: *who, what: what.clone() });
        let (ballots, next) = page(rows, |row| row.voter);
        Ok(BallotsAnswer { ballots, next })
    }
}
