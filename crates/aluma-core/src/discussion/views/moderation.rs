//! What moderators did.

use aluma_types::spec::ViewSpec;
use aluma_types::{Canon, DaoId, List};

use super::PAGE;
use crate::discussion::rules::reading;
use crate::discussion::types::Moderation;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};

/// The log of moderation
///
/// What was hidden, shown, locked and decided on appeal, by whom and why, oldest first: everything in
/// threads that the reader may read.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "moderation", he = "יומן ניהול הדיון", result = ModerationAnswer)]
pub struct ModerationView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// After this line.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// A page of the log.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ModerationAnswer {
    /// Oldest first.
    #[he("רשומות")]
    pub rows: List<ModerationRow, PAGE>,
    /// Ask again after this line, if there are more.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ModerationRow {
    /// Its number.
    #[he("מספר")]
    pub number: u64,
    /// What happened.
    #[he("מה קרה")]
    pub what: Moderation,
}

impl View for ModerationView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ModerationAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ModerationAnswer, Refused> {
        let from = (self.dao, self.after.unwrap_or(0).saturating_add(1));
        let rows = look.state.discussion.moderations.range(from..=(self.dao, u64::MAX));
        let seen = rows.filter(|(_, row)| reading::is_in(look, self.dao, row.circle));
        let rows = seen.map(|((_, number), row)| ModerationRow { number: *number, what: *row });
        let (rows, next) = page(rows, |row| row.number);
        Ok(ModerationAnswer { rows, next })
    }
}
