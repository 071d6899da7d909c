//! Gift pots and grants, and what everybody gave.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, Canon, DaoId, List};

use super::PAGE;
use crate::grants::Refusal;
use crate::grants::rules::undertaking::{
    Course, Funding, Giving, MAX_MILESTONES, Pledge, Tally, Terms, Undertaking, matches, sums,
};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};

/// Gift pots
///
/// What a community asks gifts for, oldest first, a hundred at a time: how much was given, how far each
/// has come, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "gift-pots", he = "קופות תמיכה", result = UndertakingsAnswer)]
pub struct GiftPotsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// After this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Grants
///
/// Grants that a community offered, oldest first, a hundred at a time: to whom, how far each has come and
/// what was paid.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "grant-offers", he = "מענקים", result = UndertakingsAnswer)]
pub struct GrantOffersView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// After this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Gift pots or grants, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct UndertakingsAnswer {
    /// The undertakings.
    #[he("המיזמים")]
    pub undertakings: List<UndertakingRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

/// A gift pot or a grant.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct UndertakingRow {
    /// Its number.
    #[he("מספר")]
    pub undertaking: u64,
    /// What it is.
    #[he("התנאים")]
    pub terms: Terms,
    /// What came of it.
    #[he("מה היה")]
    pub tally: Tally,
    /// How far it has come.
    #[he("שלב")]
    pub course: Course,
}

fn row(undertaking: u64, row: &Undertaking) -> UndertakingRow {
    let Undertaking { terms, tally, course, .. } = row.clone();
    UndertakingRow { undertaking, terms, tally, course }
}

fn list(
    look: &Look<'_>,
    (dao, after): (DaoId, Option<u64>),
    takes: impl Fn(&Funding) -> bool,
) -> UndertakingsAnswer {
    let from = (dao, after.unwrap_or(0).saturating_add(1))..=(dao, u64::MAX);
    let rows = look.state.grants.undertakings.range(from);
    let rows = rows.filter(|(_, of)| takes(&of.terms.funding));
    let (undertakings, next) =
        page(rows.map(|((_, number), of)| row(*number, of)), |row| row.undertaking);
    UndertakingsAnswer { undertakings, next }
}

impl View for GiftPotsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = UndertakingsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<UndertakingsAnswer, Refused> {
        Ok(list(look, (self.dao, self.after), |of| matches!(of, Funding::Gifts { .. })))
    }
}

impl View for GrantOffersView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = UndertakingsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<UndertakingsAnswer, Refused> {
        Ok(list(look, (self.dao, self.after), |of| matches!(of, Funding::Grant { .. })))
    }
}

/// A gift pot or a grant
///
/// What it is for, what each milestone pays, and how far it has come. While gifts are taken, the sums are
/// those that milestones would pay if that time were over now.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "undertaking", he = "קופת תמיכה או מענק", result = UndertakingAnswer)]
pub struct UndertakingView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Its number.
    #[he("מספר")]
    pub undertaking: u64,
}

/// A gift pot or a grant with what its milestones pay.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct UndertakingAnswer {
    /// What it is.
    #[he("המיזם")]
    pub undertaking: UndertakingRow,
    /// What pledges add, or would add now.
    #[he("תוספת מהכפלות")]
    pub matched: Amount,
    /// All of it with that.
    #[he("סך הכול")]
    pub whole: Amount,
    /// What lies in trust still.
    #[he("בנאמנות")]
    pub left: Amount,
    /// What each milestone pays, in their order.
    #[he("אבני הדרך")]
    pub steps: List<Step, MAX_MILESTONES>,
}

/// What a milestone pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Step {
    /// How much.
    #[he("סכום")]
    pub pays: Amount,
    /// Whether it is reached and paid.
    #[he("הושגה")]
    pub reached: bool,
}

impl View for UndertakingView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = UndertakingAnswer;

    fn dao(&self, look: &Look<'_>) -> Option<DaoId> {
        // One's own is one's own.
        let of = look.state.grants.undertakings.get(&(self.dao, self.undertaking));
        let is_own = of.is_some_and(|of| look.reader == Some(of.terms.payee));
        Some(self.dao).filter(|_| !is_own)
    }

    fn answer(&self, look: &Look<'_>) -> Result<UndertakingAnswer, Refused> {
        let (dao, undertaking) = (self.dao, self.undertaking);
        let of = look.state.grants.undertakings.get(&(dao, undertaking));
        let of = of.ok_or(Refusal::NoSuchUndertaking { undertaking })?;
        let matched = match of.course {
            Course::Gathering { .. } => would_add(look, (dao, undertaking), of.tally.given),
            _ => of.tally.matched,
        };
        let whole = of.tally.given.saturating_add(matched);
        let amount = |units| Amount { asset: of.terms.asset, units };
        let mut steps = List::default();
        for (at, units) in (0u16..).zip(sums(whole, &of.terms.milestones)) {
            steps.push(Step { pays: amount(units), reached: at < of.tally.reached });
        }
        let put = match of.terms.funding {
            Funding::Gifts { .. } => of.tally.given.saturating_add(of.tally.pledged),
            Funding::Grant { .. } => of.tally.given,
        };
        let left = put.saturating_sub(of.tally.released).saturating_sub(of.tally.returned);
        Ok(UndertakingAnswer {
            undertaking: row(undertaking, of),
            matched: amount(matched),
            whole: amount(whole),
            left: amount(left),
            steps,
        })
    }
}

/// What pledges would add if the time to give were over now.
fn would_add(look: &Look<'_>, (dao, number): (DaoId, u64), given: u128) -> u128 {
    let tables = &look.state.grants;
    let all = (dao, number, AccountId(0))..=(dao, number, AccountId(u64::MAX));
    let added = tables.pledges.range(all).map(|(key, pledge)| {
        let own = tables.givings.get(key).map_or(0, |giving| giving.gave);
        matches(pledge, given, own)
    });
    added.fold(0, u128::saturating_add)
}

/// Who gave to a gift pot
///
/// What everybody gave to a gift pot, what of it was paid and what returned to them, in the order of
/// accounts, a hundred at a time. Each row is the receipt of one who gave.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "givers", he = "תומכים", result = GiversAnswer)]
pub struct GiversView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The gift pot.
    #[he("מספר קופת התמיכה")]
    pub undertaking: u64,
    /// Accounts after this one.
    #[he("אחרי")]
    pub after: Option<AccountId>,
}

/// What everybody gave, in the order of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct GiversAnswer {
    /// Who gave.
    #[he("התומכים")]
    pub givers: List<GiverRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<AccountId>,
}

/// What somebody gave, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct GiverRow {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// The gift, in base units.
    #[he("התמיכה")]
    pub giving: Giving,
    /// What they promised to add.
    #[he("התחייבות להכפלה")]
    pub pledge: Option<Pledge>,
    /// What of the gift lies in trust still, in base units.
    #[he("בנאמנות")]
    pub left: u128,
}

/// What somebody gave to a gift pot; `None` where they did not.
fn giver(look: &Look<'_>, key: (DaoId, u64, AccountId)) -> Option<GiverRow> {
    let tables = &look.state.grants;
    let (giving, pledge) = (tables.givings.get(&key).copied(), tables.pledges.get(&key).copied());
    if giving.is_none() && pledge.is_none() {
        return None;
    }
    let giving = giving.unwrap_or_default();
    Some(GiverRow { account: key.2, giving, pledge, left: giving.left() })
}

impl View for GiversView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = GiversAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<GiversAnswer, Refused> {
        let (dao, undertaking) = (self.dao, self.undertaking);
        let tables = &look.state.grants;
        if !tables.undertakings.contains(&(dao, undertaking)) {
            return Err(Refusal::NoSuchUndertaking { undertaking }.into());
        }
        let after = AccountId(self.after.map_or(0, |after| after.0.saturating_add(1)));
        let range = (dao, undertaking, after)..=(dao, undertaking, AccountId(u64::MAX));
        // As many of both as one page and one more takes hold all that the page shows.
        let rows = tables.givings.range(range.clone()).take(PAGE.saturating_add(1));
        let pledges = tables.pledges.range(range).take(PAGE.saturating_add(1));
        let mut accounts: alloc::vec::Vec<_> = rows.map(|(key, _)| key.2).collect();
        accounts.extend(pledges.map(|(key, _)| key.2));
        accounts.sort_unstable();
        accounts.dedup();
        let rows = accounts.into_iter();
        let rows = rows.filter_map(|account| giver(look, (dao, undertaking, account)));
        let (givers, next) = page(rows, |row| row.account);
        Ok(GiversAnswer { givers, next })
    }
}

/// What you gave
///
/// Your gifts and pledges in all communities, a hundred at a time: for what, how far it has come, what of
/// yours was paid and what returned, and what came of it. Nobody else is shown this list.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "my-gifts", he = "מה שנתתי", result = MyGiftsAnswer)]
pub struct MyGiftsView {
    /// After the gift pot of this community.
    #[he("אחרי קהילה")]
    pub after_dao: Option<DaoId>,
    /// After this gift pot.
    #[he("אחרי קופת תמיכה")]
    pub after: Option<u64>,
}

/// What somebody gave, by community.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MyGiftsAnswer {
    /// The gifts.
    #[he("התמיכות")]
    pub gifts: List<MyGiftRow, PAGE>,
    /// The community where the next page begins, if there is one.
    #[he("המשך: קהילה")]
    pub next_dao: Option<DaoId>,
    /// The gift pot after which it begins.
    #[he("המשך: קופת תמיכה")]
    pub next: Option<u64>,
}

/// One gift.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MyGiftRow {
    /// In which community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// For what.
    #[he("המיזם")]
    pub undertaking: UndertakingRow,
    /// What came of it.
    #[he("התמיכה")]
    pub gift: GiverRow,
}

impl View for MyGiftsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = MyGiftsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        // What one gave is one's own, wherever that was.
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<MyGiftsAnswer, Refused> {
        let tables = &look.state.grants;
        let after = (self.after_dao.unwrap_or(DaoId(0)), self.after.unwrap_or(0));
        let mut keys = alloc::collections::BTreeSet::new();
        if let Some(reader) = look.reader {
            let most = PAGE.saturating_add(1);
            keys.extend(tables.givings.index().of(reader, after).take(most));
            keys.extend(tables.pledges.index().of(reader, after).take(most));
        }
        let rows = keys.into_iter().filter_map(|(dao, number)| {
            let gift = giver(look, (dao, number, look.reader?))?;
            let undertaking = row(number, tables.undertakings.get(&(dao, number))?);
            Some(MyGiftRow { dao, undertaking, gift })
        });
        let (gifts, next) = page(rows, |row| (row.dao, row.undertaking.undertaking));
        let (next_dao, next) = (next.map(|(dao, _)| dao), next.map(|(_, number)| number));
        Ok(MyGiftsAnswer { gifts, next_dao, next })
    }
}
