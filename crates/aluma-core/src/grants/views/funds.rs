//! Funds, their projects with the arithmetic of what is added, and what it is recomputed from.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, Canon, DaoId, List, Timestamp};

use super::PAGE;
use crate::exact::Wide;
use crate::grants::Refusal;
use crate::grants::actions::funding;
use crate::grants::rules::fund::{Fund, MAX_PROJECTS, Matching, Project, Support};
use crate::grants::rules::quadratic::{ideal, roots, shared, whole};
use crate::grants::types::Words;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};

/// Funds
///
/// Funds of a community that add to what people give to projects, oldest first, a hundred at a time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "funds", he = "קרנות", result = FundsAnswer)]
pub struct FundsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// After this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Funds, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct FundsAnswer {
    /// The funds.
    #[he("הקרנות")]
    pub funds: List<FundRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

/// A fund.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct FundRow {
    /// Its number.
    #[he("מספר")]
    pub fund: u64,
    /// What it is called.
    #[he("שם")]
    pub title: Words,
    /// What there is to add.
    #[he("סכום להוספה")]
    pub matching: Amount,
    /// How it is added.
    #[he("שיטה")]
    pub terms: Matching,
    /// The last moment to enter and to give.
    #[he("נסגר ב־")]
    pub closes: Timestamp,
    /// Projects that entered.
    #[he("פרויקטים")]
    pub projects: u32,
    /// What people gave, in base units.
    #[he("ניתן")]
    pub given: u128,
    /// What was added, in base units.
    #[he("נוסף")]
    pub matched: u128,
    /// When it was closed and paid.
    #[he("שולם ב־")]
    pub over: Option<Timestamp>,
}

fn row(fund: u64, row: &Fund) -> FundRow {
    FundRow {
        fund,
        title: row.title,
        matching: row.matching,
        terms: row.terms,
        closes: row.closes,
        projects: row.projects,
        given: row.given,
        matched: row.matched,
        over: row.over,
    }
}

impl View for FundsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = FundsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<FundsAnswer, Refused> {
        let from = (self.dao, self.after.unwrap_or(0).saturating_add(1))..=(self.dao, u64::MAX);
        let rows = look.state.grants.funds.range(from).map(|((_, number), of)| row(*number, of));
        let (funds, next) = page(rows, |row| row.fund);
        Ok(FundsAnswer { funds, next })
    }
}

/// A fund
///
/// Its projects, and where what is added to each comes from: the sum of roots, its square less what was
/// given, and the part of that which the pot holds. While it is open, as it would be if it closed now.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "fund", he = "קרן", result = FundAnswer)]
pub struct FundView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Its number.
    #[he("מספר הקרן")]
    pub fund: u64,
}

/// A fund with its projects.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct FundAnswer {
    /// What it is.
    #[he("הקרן")]
    pub fund: FundRow,
    /// Its projects, in the order in which they entered.
    #[he("הפרויקטים")]
    pub projects: List<ProjectRow, { MAX_PROJECTS as usize }>,
}

/// A project, and the arithmetic of what is added to it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ProjectRow {
    /// Its number.
    #[he("מספר")]
    pub project: u32,
    /// What it is.
    #[he("הפרויקט")]
    pub of: Project,
    /// What counts of what people gave, in base units.
    #[he("נספר")]
    pub counted: u128,
    /// Accounts and clusters whose gifts count, each as one.
    #[he("קולות")]
    pub groups: u32,
    /// The sum of the roots of what each of them gave, in 10^-12.
    #[he("סכום השורשים")]
    pub roots: Wide,
    /// Its square less what counts, in base units, rounded down.
    #[he("התוספת המלאה")]
    pub ideal: u128,
    /// What is added, in base units.
    #[he("התוספת")]
    pub matched: u128,
}

impl View for FundView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = FundAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<FundAnswer, Refused> {
        let key = (self.dao, self.fund);
        let of = look.state.grants.funds.get(&key);
        let of = of.ok_or(Refusal::NoSuchFund { fund: self.fund })?;
        let (mut rows, mut ideals) = (alloc::vec::Vec::new(), alloc::vec::Vec::new());
        for (project, row) in funding::projects(look.state, key) {
            let supports = funding::supports(look.state, key, project);
            let supports: alloc::vec::Vec<_> = supports
                .into_iter()
                .map(|one| (one.0, as_counted(look, (self.dao, of), one)))
                .filter(|_| !row.withdrawn)
                .collect();
            let given = funding::given(&supports);
            let all = ideal(&given);
            ideals.push((u64::from(project), all));
            rows.push(ProjectRow {
                project,
                of: row,
                counted: given.values().fold(0u128, |sum, units| sum.saturating_add(*units)),
                groups: u32::try_from(given.len()).unwrap_or(u32::MAX),
                roots: roots(&given).into(),
                ideal: whole(all),
                matched: 0,
            });
        }
        let added = shared(of.matching.units, of.terms.cap, &ideals);
        let mut projects = List::default();
        for (row, would_be) in rows.into_iter().zip(added) {
            let matched = if of.over.is_some() { row.of.matched } else { would_be };
            projects.push(ProjectRow { matched, ..row });
        }
        Ok(FundAnswer { fund: row(self.fund, of), projects })
    }
}

/// A gift as it counted when its fund closed, or would if that were now.
fn as_counted(
    look: &Look<'_>,
    (dao, fund): (DaoId, &Fund),
    (account, support): (AccountId, Support),
) -> Support {
    if fund.over.is_some() {
        return support;
    }
    funding::counted(look.state, (dao, fund), (account, support))
}

/// Gifts to a fund
///
/// Who gave how much to which project, whether it counts and in which cluster, a hundred at a time: what
/// the result is recomputed from.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "fund-supports", he = "תמיכות בקרן", result = FundSupportsAnswer)]
pub struct FundSupportsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The fund.
    #[he("מספר הקרן")]
    pub fund: u64,
    /// After the gifts to this project.
    #[he("אחרי פרויקט")]
    pub after_project: Option<u32>,
    /// After this account's.
    #[he("אחרי חשבון")]
    pub after: Option<AccountId>,
}

/// Gifts by project and account.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct FundSupportsAnswer {
    /// The gifts.
    #[he("התמיכות")]
    pub supports: List<SupportRow, PAGE>,
    /// The project where the next page begins, if there is one.
    #[he("המשך: פרויקט")]
    pub next_project: Option<u32>,
    /// The account after which it begins.
    #[he("המשך: חשבון")]
    pub next: Option<AccountId>,
}

/// A gift to a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct SupportRow {
    /// To which project.
    #[he("הפרויקט")]
    pub project: u32,
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// The gift.
    #[he("התמיכה")]
    pub support: Support,
}

impl View for FundSupportsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = FundSupportsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<FundSupportsAnswer, Refused> {
        let (dao, fund) = (self.dao, self.fund);
        let tables = &look.state.grants;
        let of = tables.funds.get(&(dao, fund)).ok_or(Refusal::NoSuchFund { fund })?;
        let after = AccountId(self.after.map_or(0, |after| after.0.saturating_add(1)));
        let from = (dao, fund, self.after_project.unwrap_or(0), after);
        let rows = tables.supports.range(from..=(dao, fund, u32::MAX, AccountId(u64::MAX)));
        let rows = rows.map(|((_, _, project, account), support)| SupportRow {
            project: *project,
            account: *account,
            support: as_counted(look, (dao, of), (*account, *support)),
        });
        let (supports, next) = page(rows, |row| (row.project, row.account));
        let (next_project, next) = (next.map(|(project, _)| project), next.map(|(_, who)| who));
        Ok(FundSupportsAnswer { supports, next_project, next })
    }
}
