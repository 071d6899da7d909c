//! The programmes of a community.

use aluma_types::spec::ViewSpec;
use aluma_types::{AssetId, Canon, DaoId, List, Timestamp};

use super::PAGE;
use crate::earn::types::{Curve, Programme, ProgrammeStage, Purse, Reason};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};

/// Programmes
///
/// What a community pays for, oldest first, a hundred at a time: how much, what lies in trust, and until
/// when.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "programmes", he = "תוכניות תגמול", result = ProgrammesAnswer)]
pub struct ProgrammesView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Programmes after this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Programmes, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ProgrammesAnswer {
    /// The programmes.
    #[he("תוכניות")]
    pub programmes: List<ProgrammeRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

/// A programme in a list.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ProgrammeRow {
    /// Its number.
    #[he("מספר")]
    pub programme: u64,
    /// What it is called.
    #[he("שם")]
    pub title: Reason,
    /// In what it pays.
    #[he("נכס")]
    pub asset: AssetId,
    /// How much a claim is worth.
    #[he("תגמול")]
    pub curve: Curve,
    /// Where its money is.
    #[he("כספים")]
    pub purse: Purse,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment for claims.
    #[he("עד")]
    pub until: Timestamp,
    /// Claims that are not over.
    #[he("דרישות פתוחות")]
    pub open: u32,
    /// How far it has come.
    #[he("שלב")]
    pub stage: ProgrammeStage,
}

/// A programme as a list shows it.
pub(super) fn row(programme: u64, row: &Programme) -> ProgrammeRow {
    ProgrammeRow {
        programme,
        title: row.title,
        asset: row.asset,
        curve: row.terms.curve.clone(),
        purse: row.purse,
        since: row.since,
        until: row.until,
        open: row.open,
        stage: row.stage,
    }
}

impl View for ProgrammesView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ProgrammesAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ProgrammesAnswer, Refused> {
        let from = (self.dao, self.after.unwrap_or(0).saturating_add(1))..=(self.dao, u64::MAX);
        let rows = look.state.earn.programmes.range(from);
        let rows = rows.map(|((_, number), of)| row(*number, of));
        let (programmes, next) = page(rows, |row| row.programme);
        Ok(ProgrammesAnswer { programmes, next })
    }
}
