//! What all gave, and what it weighs.

use aluma_types::spec::ViewSpec;
use aluma_types::{Canon, DaoId, List};

use super::{PAGE, member::SkillAnswer};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::reputation::total;
use crate::reputation::types::{Area, Points, domain_of};

/// What all gave
///
/// By domain, the whole community first, a hundred at a time; and by skill.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "reputation-totals", he = "המוניטין של כולם", result = TotalsAnswer)]
pub struct TotalsView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// After this domain.
    #[he("אחרי")]
    pub after: Option<u32>,
}

/// What all gave, and what it weighs.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct TotalsAnswer {
    /// By domain.
    #[he("תחומים")]
    pub areas: List<TotalAnswer, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u32>,
    /// By skill, as far as they fit.
    #[he("מיומנויות")]
    pub skills: List<SkillAnswer, PAGE>,
}

/// What all gave in a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct TotalAnswer {
    /// The domain; none is the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// Given by accepted work.
    #[he("זיכרון התרומה: מתרומות")]
    pub gave_hard: Points,
    /// Given by praise.
    #[he("זיכרון התרומה: מהוקרה")]
    pub gave_soft: Points,
    /// What weighs today by accepted work.
    #[he("שוקל היום: מתרומות")]
    pub weighs_hard: Points,
    /// What weighs today by praise.
    #[he("שוקל היום: מהוקרה")]
    pub weighs_soft: Points,
}

impl View for TotalsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = TotalsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<TotalsAnswer, Refused> {
        let Self { dao, after } = *self;
        super::existing(look, dao)?;
        let tables = &look.state.reputation;
        let from = after.map_or(0, |domain| Area::from(domain).saturating_add(2));
        let rows = tables.record_totals.range((dao, from)..=(dao, Area::MAX));
        let rows = rows.map(|((_, area), gave)| {
            let domain = domain_of(*area);
            let (weighs_hard, weighs_soft) = total(look.state, (dao, domain), look.now);
            let (gave_hard, gave_soft) = (gave.hard.into(), gave.soft.into());
            let (weighs_hard, weighs_soft) = (weighs_hard.into(), weighs_soft.into());
            TotalAnswer { domain, gave_hard, gave_soft, weighs_hard, weighs_soft }
        });
        let (areas, last) = page(rows, |row: &TotalAnswer| row.domain);
        let skills = tables.skill_totals.range((dao, 0)..=(dao, u32::MAX));
        let skills =
            skills.map(|((_, skill), row)| SkillAnswer { skill: *skill, points: row.hard.into() });
        Ok(TotalsAnswer { areas, next: last.flatten(), skills: page(skills, |_| ()).0 })
    }
}
