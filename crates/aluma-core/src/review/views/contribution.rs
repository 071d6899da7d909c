//! What was given.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Span, Timestamp};

use super::PAGE;
use crate::dao;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::reputation::Skills;
use crate::review::Refusal;
use crate::review::charter::HIDES_NAMES;
use crate::review::types::{AuthorPart, Evidence, MAX_AUTHORS, Makers, Status, Work};

/// A contribution
///
/// What was given, how much work it says it was, and what a panel made of it. Who made it is told once it
/// was judged, where the charter hides names until then; its authors see it at any time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "contribution", he = "תרומה", result = ContributionAnswer)]
pub struct ContributionView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Its number.
    #[he("מספר התרומה")]
    pub evidence: u64,
}

/// Contributions
///
/// All of a community, or those of one author, oldest first, a hundred at a time. Those whose authors
/// are hidden are not found by them.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "contributions", he = "תרומות", result = ContributionsAnswer)]
pub struct ContributionsView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Only what this account made.
    #[he("מאת")]
    pub author: Option<AccountId>,
    /// After this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Something given.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ContributionAnswer {
    /// Its number.
    #[he("מספר")]
    pub evidence: u64,
    /// In which domain; none is the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// Of which kind.
    #[he("סוג")]
    pub kind: crate::review::types::Kind,
    /// By which skills.
    #[he("מיומנויות")]
    pub skills: Skills,
    /// How much work it says it was.
    #[he("היקף")]
    pub size: Span,
    /// What.
    #[he("מה נתרם")]
    pub work: Work,
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
    /// How far it has come.
    #[he("מצב")]
    pub status: Status,
    /// The panel that sits on it, or sat last.
    #[he("סבב הערכה")]
    pub round: u8,
    /// Whether its authors are hidden from the reader for now.
    #[he("השמות מוסתרים")]
    pub hidden: bool,
    /// Who made it.
    #[he("המחברים")]
    pub authors: List<AuthorPart, MAX_AUTHORS>,
    /// Micro-points that each has of it, in their order.
    #[he("מיליוניות נקודה")]
    pub minted: List<u64, MAX_AUTHORS>,
}

/// A page of them.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ContributionsAnswer {
    /// Oldest first.
    #[he("תרומות")]
    pub rows: List<ContributionAnswer, PAGE>,
    /// Ask again after this one, if there are more.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
}

/// Whether the reader is not shown who made something.
pub(super) fn hides(look: &Look<'_>, dao: DaoId, (row, makers): (&Evidence, &Makers)) -> bool {
    let is_open = matches!(row.status, Status::Judging | Status::Withdrawn);
    let is_party = look.reader.is_some_and(|reader| makers.is_party(reader));
    is_open && !is_party && dao::flag(look.state, dao, &HIDES_NAMES)
}

fn answer(look: &Look<'_>, key: (DaoId, u64)) -> Option<ContributionAnswer> {
    let row = look.state.review.evidence.get(&key)?;
    let makers = look.state.review.makers.get(&key)?;
    let hidden = hides(look, key.0, (row, makers));
    let Evidence { domain, kind, skills, size, work, at, status, round } = row.clone();
    let authors = if hidden { List::default() } else { makers.authors.clone() };
    let minted = makers.minted.clone();
    let evidence = key.1;
    Some(ContributionAnswer {
        evidence,
        domain,
        kind,
        skills,
        size,
        work,
        at,
        status,
        round,
        hidden,
        authors,
        minted,
    })
}

impl View for ContributionView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ContributionAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ContributionAnswer, Refused> {
        let evidence = self.evidence;
        Ok(answer(look, (self.dao, evidence)).ok_or(Refusal::NoSuchContribution { evidence })?)
    }
}

impl View for ContributionsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ContributionsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ContributionsAnswer, Refused> {
        let (dao, after) = (self.dao, self.after.unwrap_or(0));
        let tables = &look.state.review;
        let of = self.author.map(|author| tables.makers.index().of((dao, author), after));
        let all = (dao, after.saturating_add(1))..=(dao, u64::MAX);
        let all = tables.evidence.range(all).map(|(key, _)| key.1);
        let is_of_author = self.author.is_some();
        let all = all.filter(|_| !is_of_author);
        let rows = of.into_iter().flatten().chain(all);
        let rows = rows.filter_map(|evidence| answer(look, (dao, evidence)));
        let rows = rows.filter(|row| !(is_of_author && row.hidden));
        let (rows, next) = page(rows, |row| row.evidence);
        Ok(ContributionsAnswer { rows, next })
    }
}
