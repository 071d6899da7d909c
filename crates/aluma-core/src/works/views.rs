//! Answers about works.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::treasury::parts;
use crate::treasury::types::{ItemMove, MAX_OWNERS};
use crate::works::Refusal;
use crate::works::rules::deal;
use crate::works::types::{Offer, Owner, Part, Use, Work, WorkStage};

/// Rows on one page.
const PAGE: usize = 100;
/// People who are paid for one use at most: all owners and all authors.
const PAID: usize = 80;

/// Works
///
/// The works of a community, in the order of their numbers, with those that wait for their authors; or only
/// what one account made or owns a part of.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "works", he = "יצירות", result = WorksAnswer)]
pub struct WorksView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Only what they made or own a part of.
    #[he("יוצר/ת או בעלים")]
    pub account: Option<AccountId>,
    /// Works after this number.
    #[he("אחרי מספר")]
    pub after: Option<u64>,
}

/// A page of works.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct WorksAnswer {
    /// Oldest first.
    #[he("יצירות")]
    pub works: List<WorkRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

/// A work in a list.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct WorkRow {
    /// Its number.
    #[he("מספר")]
    pub work: u64,
    /// What it is and who made it.
    #[he("היצירה")]
    pub what: Work,
    /// Who owns it, once it is registered.
    #[he("בעלים")]
    pub owners: List<Part, MAX_OWNERS>,
}

/// A work
///
/// What it is, who made it and whose it is; what of it is offered; what each gets of a use; who paid for
/// uses, newest first; and through whose hands it went.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "work", he = "יצירה", result = WorkAnswer)]
pub struct WorkView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The work.
    #[he("מספר היצירה")]
    pub work: u64,
    /// Receipts before this one.
    #[he("לפני קבלה")]
    pub before: Option<u64>,
}

/// A work and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct WorkAnswer {
    /// What it is.
    #[he("היצירה")]
    pub row: WorkRow,
    /// What each gets of one use.
    #[he("חלוקת מחיר שימוש")]
    pub each: List<GetsRow, PAID>,
    /// Its offers, newest first.
    #[he("הצעות")]
    pub offers: List<OfferRow, PAGE>,
    /// Receipts for uses, newest first.
    #[he("קבלות")]
    pub uses: List<UseRow, PAGE>,
    /// Where the next page of receipts begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
    /// Through whose hands it went, newest first.
    #[he("תולדות")]
    pub history: List<ItemMove, PAGE>,
}

/// What somebody gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct GetsRow {
    /// Who.
    #[he("מי")]
    pub owner: Owner,
    /// Base units.
    #[he("יחידות")]
    pub units: u128,
}

/// An offer with its number.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct OfferRow {
    /// Its number.
    #[he("מספר")]
    pub offer: u64,
    /// What is offered.
    #[he("ההצעה")]
    pub what: Offer,
}

/// A receipt with its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct UseRow {
    /// Its number.
    #[he("מספר")]
    pub receipt: u64,
    /// Who paid for what.
    #[he("הקבלה")]
    pub what: Use,
}

fn row(look: &Look<'_>, (dao, work): (DaoId, u64), what: &Work) -> WorkRow {
    let owners = match what.stage {
        WorkStage::Registered { item, .. } => parts::item(look.state, (dao, item)),
        WorkStage::Waits { .. } | WorkStage::Struck { .. } => None,
    };
    let owners = owners.map(|item| item.owners.clone()).unwrap_or_default();
    WorkRow { work, what: what.clone(), owners }
}

impl View for WorksView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = WorksAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<WorksAnswer, Refused> {
        let from = self.after.map_or(0, |after| after.saturating_add(1));
        let rows = look.state.works.works.range((self.dao, from)..=(self.dao, u64::MAX));
        let rows = rows.map(|((_, number), what)| row(look, (self.dao, *number), what));
        let rows = rows.filter(|row| self.account.is_none_or(|account| is_of(row, account)));
        let (works, next) = page(rows, |row| row.work);
        Ok(WorksAnswer { works, next })
    }
}

fn is_of(row: &WorkRow, account: AccountId) -> bool {
    let owner = Owner::Account { account };
    row.what.authors.iter().any(|author| author.account == account)
        || row.owners.iter().any(|part| part.owner == owner)
}

impl View for WorkView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = WorkAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<WorkAnswer, Refused> {
        let (dao, work) = (self.dao, self.work);
        let tables = &look.state.works;
        let what = tables.works.get(&(dao, work)).ok_or(Refusal::NoSuchWork { work })?;
        let row = row(look, (dao, work), what);
        let mut each = List::default();
        let authors = (&*what.authors, what.royalty);
        let dealt = what.price.and_then(|price| deal(price.units, &row.owners, authors));
        for (owner, units) in dealt.map(|dealt| dealt.to).unwrap_or_default() {
            each.push(GetsRow { owner, units });
        }
        let mut offers = List::default();
        let range = (dao, work, 0)..=(dao, work, u64::MAX);
        for ((_, _, offer), what) in tables.work_offers.range(range).rev().take(PAGE) {
            offers.push(OfferRow { offer: *offer, what: what.clone() });
        }
        let last = self.before.map_or(u64::MAX, |before| before.saturating_sub(1));
        let mut uses = List::default();
        for ((_, _, receipt), what) in
            tables.uses.range((dao, work, 0)..=(dao, work, last)).rev().take(PAGE)
        {
            uses.push(UseRow { receipt: *receipt, what: *what });
        }
        let next = uses.last().map(|row| row.receipt).filter(|first| *first > 1);
        let mut history = List::default();
        if let WorkStage::Registered { item, .. } = what.stage {
            for moved in parts::history(look.state, (dao, item)).take(PAGE) {
                history.push(moved);
            }
        }
        Ok(WorkAnswer { row, each, offers, uses, next, history })
    }
}
