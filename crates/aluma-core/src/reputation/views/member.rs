//! What one member gave, and what it weighs.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Timestamp};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::reputation::rules::decay::Clock;
use crate::reputation::rules::reading;
use crate::reputation::types::{Area, Cluster, Points, Tier, domain_of};
use crate::reputation::{record, tier};

/// What somebody gave
///
/// The record first, which never fades; then what weighs today, by domain. Domains after one of them,
/// a hundred at a time, the whole community first.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "reputation", he = "מוניטין", result = ReputationAnswer)]
pub struct ReputationView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Whose.
    #[he("של מי")]
    pub account: AccountId,
    /// After this domain.
    #[he("אחרי")]
    pub after: Option<u32>,
}

/// What somebody gave, and what it weighs.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ReputationAnswer {
    /// By what it fades; none where nobody has points yet.
    #[he("השעון")]
    pub clock: Option<Clock>,
    /// The whole community and the domains in which they gave something.
    #[he("תחומים")]
    pub areas: List<AreaAnswer, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u32>,
    /// The skills that it took, as far as they fit.
    #[he("מיומנויות")]
    pub skills: List<SkillAnswer, PAGE>,
    /// The cluster of people who praise each other that they are in.
    #[he("אשכול")]
    pub cluster: Option<Cluster>,
    /// Penalties that were not taken back.
    #[he("הפחתות פתוחות")]
    pub open_penalties: u32,
    /// Since when points stand still, where they are away.
    #[he("עומדות במקום מאז")]
    pub still_since: Option<Timestamp>,
}

/// What somebody gave in a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct AreaAnswer {
    /// The domain; none is the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// Given by accepted work.
    #[he("זיכרון התרומה: מתרומות")]
    pub gave_hard: Points,
    /// Given by what others praised.
    #[he("זיכרון התרומה: מהוקרה")]
    pub gave_soft: Points,
    /// Pieces of accepted work.
    #[he("תרומות שהתקבלו")]
    pub accepted: u32,
    /// What weighs today by accepted work.
    #[he("שוקל היום: מתרומות")]
    pub weighs_hard: Points,
    /// What weighs today by praise.
    #[he("שוקל היום: מהוקרה")]
    pub weighs_soft: Points,
    /// The tier there.
    #[he("דרגה")]
    pub tier: Tier,
}

/// What somebody gave by a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct SkillAnswer {
    /// The skill.
    #[he("מיומנות")]
    pub skill: u32,
    /// How much.
    #[he("נקודות")]
    pub points: Points,
}

impl View for ReputationView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ReputationAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ReputationAnswer, Refused> {
        let Self { dao, account, after } = *self;
        super::existing(look, dao)?;
        let tables = &look.state.reputation;
        let from = after.map_or(0, |domain| Area::from(domain).saturating_add(2));
        let rows = tables.records.range((dao, account, from)..=(dao, account, Area::MAX));
        let rows = rows.map(|((.., area), _)| answer(look, (dao, account), *area));
        let (areas, last) = page(rows, |row: &AreaAnswer| row.domain);
        let skills = tables.skill_records.range((dao, account, 0)..=(dao, account, u32::MAX));
        let skills =
            skills.map(|((.., skill), row)| SkillAnswer { skill: *skill, points: row.hard.into() });
        let open = tables.penalties.range((dao, 0)..=(dao, u64::MAX));
        let open = open.filter(|(_, row)| row.account == account && row.restored.is_none());
        Ok(ReputationAnswer {
            clock: reading::clock(look.state, dao).map(|(_, clock)| clock),
            areas,
            next: last.flatten(),
            skills: page(skills, |_| ()).0,
            cluster: crate::reputation::cluster_of(look.state, dao, account),
            open_penalties: u32::try_from(open.count()).unwrap_or(u32::MAX),
            still_since: crate::dao::away(look.state, dao, account).map(|row| row.since),
        })
    }
}

fn answer(look: &Look<'_>, (dao, account): (DaoId, AccountId), area: Area) -> AreaAnswer {
    let of = (dao, domain_of(area), account);
    let row = record(look.state, of);
    let (weighs_hard, weighs_soft) = reading::both(look.state, of, look.now);
    AreaAnswer {
        domain: domain_of(area),
        gave_hard: row.map_or(0, |row| row.hard).into(),
        gave_soft: row.map_or(0, |row| row.soft).into(),
        accepted: row.map_or(0, |row| row.accepted),
        weighs_hard: weighs_hard.into(),
        weighs_soft: weighs_soft.into(),
        tier: tier(look.state, of, look.now),
    }
}
