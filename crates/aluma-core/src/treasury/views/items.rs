//! Answers about things that there is one of.

use aluma_types::spec::ViewSpec;
use aluma_types::{Canon, DaoId, List};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::items::parts_of;
use crate::treasury::types::{Item, ItemMove, Owner};

/// Items
///
/// The things that a community registered, in the order of their numbers; with an owner, only what
/// is theirs in whole or in part.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "items", he = "פריטים", result = ItemsAnswer)]
pub struct ItemsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Only what they own.
    #[he("בעלים")]
    pub owner: Option<aluma_types::AccountId>,
    /// Items after this number: the `next` of the page before.
    #[he("אחרי מספר")]
    pub after: Option<u64>,
}

/// A page of items.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ItemsAnswer {
    /// Oldest first.
    #[he("פריטים")]
    pub rows: List<ItemRow, PAGE>,
    /// Ask again after this number; nothing where this is the last page.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
}

/// An item with its number.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ItemRow {
    /// Its number in the community.
    #[he("מספר")]
    pub number: u64,
    /// What it is and whose.
    #[he("הפריט")]
    pub item: Item,
}

impl View for ItemsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ItemsAnswer;

    fn dao(&self, look: &Look<'_>) -> Option<DaoId> {
        // Everybody may see what is theirs.
        Some(self.dao).filter(|_| self.owner.is_none() || self.owner != look.reader)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ItemsAnswer, Refused> {
        let from = self.after.map_or(0, |after| after.saturating_add(1));
        let rows = look.state.treasury.items.range((self.dao, from)..=(self.dao, u64::MAX));
        let owner = self.owner.map(|account| Owner::Account { account });
        let rows = rows
            .filter(|(_, item)| owner.is_none_or(|owner| parts_of(&item.owners, owner) > 0))
            .map(|((_, number), item)| ItemRow { number: *number, item: item.clone() });
        let (rows, next) = page(rows, |row| row.number);
        Ok(ItemsAnswer { rows, next })
    }
}

/// An item
///
/// What it is, whose it is, and through whose hands it went.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "item", he = "פריט", result = ItemAnswer)]
pub struct ItemView {
    /// Where it is registered.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Its number there.
    #[he("מספר")]
    pub number: u64,
    /// Moves after this one: the `next` of the page before.
    #[he("אחרי העברה")]
    pub after: Option<u64>,
}

/// An item and its history.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ItemAnswer {
    /// What it is and whose now.
    #[he("הפריט")]
    pub item: Item,
    /// What changed hands, oldest first.
    #[he("תולדות")]
    pub history: List<ItemMove, PAGE>,
    /// Ask again after this move; nothing where this is the last page.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
}

impl View for ItemView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ItemAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ItemAnswer, Refused> {
        let (dao, number) = (self.dao, self.number);
        let item = look.state.treasury.items.get(&(dao, number));
        let item = item.ok_or(Refusal::NoSuchItem { number })?.clone();
        let from = self.after.map_or(0, |after| after.saturating_add(1));
        let range = (dao, number, from)..=(dao, number, u64::MAX);
        let mut history = List::default();
        let mut last = from;
        for ((_, _, place), moved) in look.state.treasury.item_moves.range(range).take(PAGE) {
            history.push(*moved);
            last = *place;
        }
        let next = (last < item.moves).then_some(last).filter(|_| !history.is_empty());
        Ok(ItemAnswer { item, history, next })
    }
}
