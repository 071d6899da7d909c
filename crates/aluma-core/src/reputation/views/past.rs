//! What people gave before their community was here, and what skills are called.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, Hash32, List, Timestamp};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::reputation::types::{
    Area, PastSum, PastTitle, PastWork, SkillLabel, SkillName, domain_of,
};

/// Past contributions
///
/// What somebody gave before the community was here, as it was recorded: together, by domain, and each
/// piece, a hundred at a time. It weighs nothing, and stands in their record once they took it over.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "past", he = "תרומות מן העבר", result = PastAnswer)]
pub struct PastView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Whose.
    #[he("של מי")]
    pub account: AccountId,
    /// After this one.
    #[he("אחרי")]
    pub after: Option<Hash32>,
}

/// What somebody gave before.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PastAnswer {
    /// Together: the whole community first, then by domain.
    #[he("ביחד")]
    pub areas: List<PastArea, PAGE>,
    /// When they took over what was recorded, last.
    #[he("אישור אחרון")]
    pub taken: Option<Timestamp>,
    /// The last person who recorded, if any did.
    #[he("מי שרשמו")]
    pub by: Option<AccountId>,
    /// The pieces.
    #[he("תרומות")]
    pub works: List<PastRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<Hash32>,
}

/// What somebody gave before in a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct PastArea {
    /// The domain; none is the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// How much.
    #[he("כמה")]
    pub sum: PastSum,
}

/// Where a past contribution stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum PastState {
    /// Whoever gave it has not said that it is theirs.
    #[tag(1)]
    #[he("ממתינה לאישור")]
    Waits,
    /// It stands in their record.
    #[tag(2)]
    #[he("אושרה")]
    Taken,
    /// It was taken out again.
    #[tag(3)]
    #[he("נמחקה")]
    Struck,
}

/// A past contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct PastRow {
    /// What it is known by elsewhere, hashed.
    #[he("מזהה")]
    pub reference: Hash32,
    /// In which domain; none is the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// How much, in millionths of a point.
    #[he("מיליוניות נקודה")]
    pub micro: u64,
    /// When it was given.
    #[he("מתי")]
    pub at: Timestamp,
    /// What it is called.
    #[he("כותרת")]
    pub title: Option<PastTitle>,
    /// Where it stands.
    #[he("מצב")]
    pub state: PastState,
}

fn row(reference: Hash32, work: &PastWork, batch: u32) -> PastRow {
    let state = match (work.struck, work.batch < batch) {
        (true, _) => PastState::Struck,
        (false, true) => PastState::Taken,
        (false, false) => PastState::Waits,
    };
    let PastWork { domain, micro, at, title, .. } = *work;
    PastRow { reference, domain, micro, at, title, state }
}

impl View for PastView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = PastAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<PastAnswer, Refused> {
        let Self { dao, account, after } = *self;
        super::existing(look, dao)?;
        let tables = &look.state.reputation;
        let owner = tables.past_owners.get(&(dao, account)).copied().unwrap_or_default();
        let sums = tables.past_sums.range((dao, account, 0)..=(dao, account, Area::MAX));
        let sums = sums.map(|((.., area), sum)| PastArea { domain: domain_of(*area), sum: *sum });
        let from = (dao, account, after.unwrap_or(Hash32([0; 32])));
        let rows = tables.past_works.range(from..=(dao, account, Hash32([u8::MAX; 32])));
        let rows = rows.filter(|((.., reference), _)| after != Some(*reference));
        let rows = rows.map(|((.., reference), work)| row(*reference, work, owner.batch));
        let (works, next) = page(rows, |row: &PastRow| row.reference);
        let areas = page(sums, |_| ()).0;
        Ok(PastAnswer { areas, taken: owner.taken, by: owner.by, works, next })
    }
}

/// Names of skills
///
/// What the community calls the skills that its work takes, in the order of their numbers.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "skills", he = "שמות המיומנויות", result = SkillsAnswer)]
pub struct SkillsView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// After this one.
    #[he("אחרי")]
    pub after: Option<u32>,
}

/// Names of skills.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct SkillsAnswer {
    /// The skills that have one.
    #[he("המיומנויות")]
    pub skills: List<NamedSkill, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u32>,
}

/// A skill and what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct NamedSkill {
    /// The skill.
    #[he("מיומנות")]
    pub skill: u32,
    /// Its name.
    #[he("שם")]
    pub name: SkillLabel,
}

impl View for SkillsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = SkillsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<SkillsAnswer, Refused> {
        let dao = self.dao;
        super::existing(look, dao)?;
        let names = &look.state.reputation.skill_names;
        let rows = names.range((dao, self.after.unwrap_or(0))..=(dao, u32::MAX));
        let rows = rows.filter(|((_, skill), _)| self.after != Some(*skill));
        let row = |((_, skill), row): (&(DaoId, u32), &SkillName)| NamedSkill {
            skill: *skill,
            name: row.name,
        };
        let (skills, next) = page(rows.map(row), |row: &NamedSkill| row.skill);
        Ok(SkillsAnswer { skills, next })
    }
}
