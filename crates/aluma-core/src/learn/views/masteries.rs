//! The skills that somebody has.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Timestamp};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::learn::rules::ladder;
use crate::learn::types::{Level, Mastery};

/// Skills that somebody learned
///
/// By courses of a community: how well, since when, until when, and whether that holds now.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "masteries", he = "מיומנויות שנלמדו", result = MasteriesAnswer)]
pub struct MasteriesView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Whose.
    #[he("החשבון")]
    pub account: AccountId,
    /// Skills after this one.
    #[he("אחרי")]
    pub after: Option<u32>,
}

/// Skills, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MasteriesAnswer {
    /// The skills.
    #[he("מיומנויות")]
    pub masteries: List<MasteryRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u32>,
}

/// A skill that somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct MasteryRow {
    /// The skill.
    #[he("המיומנות")]
    pub skill: u32,
    /// How well.
    #[he("רמה")]
    pub level: Level,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment at which it holds, unless it is checked or used.
    #[he("עד")]
    pub until: Timestamp,
    /// The course.
    #[he("מספר הקורס")]
    pub course: u64,
    /// Whether it holds now.
    #[he("בתוקף")]
    pub holds: bool,
}

/// A skill as it stands now.
pub(super) fn row(skill: u32, found: &Mastery, now: Timestamp) -> MasteryRow {
    MasteryRow {
        skill,
        level: found.level,
        since: found.since,
        until: found.until,
        course: found.course,
        holds: ladder::holds(found.until, now),
    }
}

impl View for MasteriesView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = MasteriesAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<MasteriesAnswer, Refused> {
        let (dao, account) = (self.dao, self.account);
        let from = self.after.map_or(Some(0), |after| after.checked_add(1));
        let rows = from.into_iter().flat_map(|from| {
            look.state.learn.masteries.range((dao, account, from)..=(dao, account, u32::MAX))
        });
        let rows = rows.map(|((_, _, skill), found)| row(*skill, found, look.now));
        let (masteries, next) = page(rows, |row| row.skill);
        Ok(MasteriesAnswer { masteries, next })
    }
}
