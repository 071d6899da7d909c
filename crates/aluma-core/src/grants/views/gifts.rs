//! What members give in a circle.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::{PAGE, by_account};
use crate::grants::types::{Gift, MAX_GIFTS};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};

/// Tokens given in a circle
///
/// Who gives whom how many tokens of thanks in a round, a hundred givers at a time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "round-gifts", he = "אסימוני תודה בסבב", result = GiftsAnswer)]
pub struct GiftsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub round: u64,
    /// Givers after this one.
    #[he("אחרי")]
    pub after: Option<AccountId>,
}

/// Givers in the order of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct GiftsAnswer {
    /// Who gives.
    #[he("הנותנים")]
    pub givers: List<GiftsRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<AccountId>,
}

/// What one member gives.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct GiftsRow {
    /// Who.
    #[he("מאת")]
    pub from: AccountId,
    /// To whom, and how many.
    #[he("למי וכמה")]
    pub gifts: List<Gift, MAX_GIFTS>,
}

impl View for GiftsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = GiftsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<GiftsAnswer, Refused> {
        let tables = &look.state.grants;
        let range = by_account(look, (self.dao, self.round), self.after)?;
        let rows = tables.gifts.range(range);
        let rows =
            rows.map(|((_, _, from), row)| GiftsRow { from: *from, gifts: row.gifts.clone() });
        let (givers, next) = page(rows, |row| row.from);
        Ok(GiftsAnswer { givers, next })
    }
}
