//! What shows elsewhere that somebody has a skill.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Timestamp};

use super::masteries::{MasteryRow, row};
use crate::kernel::refusal::Refused;
use crate::kernel::table::AnyTable;
use crate::kernel::view::{Look, View};
use crate::reputation::views::{Stone, stone};

/// A certificate of a skill
///
/// That somebody learned a skill by a course, how well, and until when that holds. It says what it rests on:
/// the rows by which anybody finds it again, each of which this ledger proves against a block's root (GET
/// /v1/proof). It holds until the next check.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "mastery-certificate", he = "אישור מיומנות", result = MasteryCertificateAnswer)]
pub struct MasteryCertificateView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Whose.
    #[he("החשבון")]
    pub account: AccountId,
    /// The skill.
    #[he("המיומנות")]
    pub skill: u32,
}

/// A certificate of a skill.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MasteryCertificateAnswer {
    /// The skill, if they ever learned it and it was not found untrue.
    #[he("המיומנות")]
    pub mastery: Option<MasteryRow>,
    /// As of this moment.
    #[he("נכון ל")]
    pub as_of: Timestamp,
    /// After the block of this height.
    #[he("גובה הגוש")]
    pub height: u64,
    /// The rows it rests on, by the numbers of their tables and the bytes of their keys.
    #[he("השורות")]
    pub rests_on: List<Stone, 4>,
}

impl View for MasteryCertificateView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = MasteryCertificateAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<MasteryCertificateAnswer, Refused> {
        let (tables, key) = (&look.state.learn, (self.dao, self.account, self.skill));
        let found = tables.masteries.get(&key);
        let mut rests_on = List::default();
        if let Some(found) = found {
            rests_on.push(stone(tables.masteries.spec().number, &key));
            rests_on.push(stone(tables.courses.spec().number, &(self.dao, found.course)));
            let learning = (self.dao, found.course, self.account);
            rests_on.push(stone(tables.learnings.spec().number, &learning));
        }
        Ok(MasteryCertificateAnswer {
            mastery: found.map(|found| row(self.skill, found, look.now)),
            as_of: look.now,
            height: look.height,
            rests_on,
        })
    }
}
