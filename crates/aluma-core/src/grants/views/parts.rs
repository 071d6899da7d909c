//! What everybody takes of a round.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::{PAGE, by_account};
use crate::grants::types::Take;
use crate::identity::types::LABEL_BYTES;
use crate::identity::{self};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use aluma_types::Body;

/// Parts of a round
///
/// What everybody takes of a round, in the order of accounts, a hundred at a time, and by which numbers.
/// Where each comes from is told by another view.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "round-parts", he = "חלקים בסבב", result = PartsAnswer)]
pub struct PartsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub round: u64,
    /// Accounts after this one.
    #[he("אחרי")]
    pub after: Option<AccountId>,
}

/// Parts in the order of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PartsAnswer {
    /// The parts.
    #[he("חלקים")]
    pub parts: List<PartRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<AccountId>,
}

/// What one account takes.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PartRow {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// What a list of payees called them.
    #[he("שם ברשימה")]
    pub label: Option<Body<LABEL_BYTES>>,
    /// The part.
    #[he("החלק")]
    pub part: Take,
    /// Entries that count as scored: none for who gave no score at all.
    #[he("הערכות שנספרו")]
    pub counted: u32,
    /// All of it, in base units.
    #[he("סך הכול")]
    pub total: u128,
}

impl View for PartsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = PartsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<PartsAnswer, Refused> {
        let tables = &look.state.grants;
        let range = by_account(look, (self.dao, self.round), self.after)?;
        let rows = tables.takes.range(range).map(|((_, _, account), part)| PartRow {
            account: *account,
            label: identity::account(look.state, *account)
                .filter(|row| row.home == Some(self.dao))
                .and_then(|row| row.label),
            part: *part,
            counted: part.counted(),
            total: part.total(),
        });
        let (parts, next) = page(rows, |row| row.account);
        Ok(PartsAnswer { parts, next })
    }
}
