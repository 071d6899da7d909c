//! Parts of a thing that there is one of. They add up to the whole at any time.

use alloc::vec::Vec;

use aluma_types::{AccountId, Body, Canon, DaoId, List, ProposalId, Timestamp};

use crate::registry::State;
use crate::treasury::types::VALUE_BYTES;

/// Owners of one item at most.
pub const MAX_OWNERS: usize = 64;

/// What a registered thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum ItemKind {
    /// A work: a text, a picture, code.
    #[tag(1)]
    #[he("יצירה")]
    Work,
    /// A certificate.
    #[tag(2)]
    #[he("תעודה")]
    Certificate,
    /// Equipment.
    #[tag(3)]
    #[he("ציוד")]
    Equipment,
    /// Anything else there is one of.
    #[tag(4)]
    #[he("אחר")]
    Other,
}

/// Who owns a part of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub enum Owner {
    /// An account, claimed or not.
    #[tag(1)]
    #[he("חשבון")]
    Account {
        /// The account.
        #[he("החשבון")]
        account: AccountId,
    },
    /// A DAO.
    #[tag(2)]
    #[he("ארגון")]
    Dao {
        /// The DAO.
        #[he("הארגון")]
        dao: DaoId,
    },
}

/// How much of an item somebody owns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $owner } with { $parts } of all parts", he = "{ $owner } עם { $parts } מכל החלקים")]
pub struct Part {
    /// Who.
    #[he("בעלים")]
    pub owner: Owner,
    /// Parts of the whole.
    #[he("חלקים")]
    pub parts: u64,
}

/// The owners of an item.
pub type Owners = List<Part, MAX_OWNERS>;

/// A registered thing that there is one of.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Item {
    /// What it is called.
    #[he("שם")]
    pub name: Body<VALUE_BYTES>,
    /// What it is.
    #[he("סוג")]
    pub kind: ItemKind,
    /// Where it is described.
    #[he("מסמך")]
    pub document: Option<Body<VALUE_BYTES>>,
    /// How many parts it has; never changes.
    #[he("חלקים בסך הכול")]
    pub whole: u64,
    /// Who owns how many of them.
    #[he("בעלים")]
    pub owners: Owners,
    /// When it was registered.
    #[he("מאז")]
    pub since: Timestamp,
    /// The decision that registered it.
    #[he("ההחלטה")]
    pub proposal: Option<ProposalId>,
    /// How often a part of it changed hands.
    #[he("מספר ההעברות")]
    pub moves: u64,
}

/// A part of an item that changed hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct ItemMove {
    /// Who gave it.
    #[he("מאת")]
    pub from: Owner,
    /// Who has it since.
    #[he("אל")]
    pub to: Owner,
    /// How many parts.
    #[he("חלקים")]
    pub parts: u64,
    /// When.
    #[he("מועד")]
    pub at: Timestamp,
    /// What authorised it, where a DAO gave it.
    #[he("ההחלטה")]
    pub proposal: Option<ProposalId>,
}

/// The whole that parts add up to, and the parts in the order of their owners; `None` where there
/// is no part, one is nothing, an owner stands twice, or the whole leaves 64 bits.
pub fn whole(parts: &[Part]) -> Option<(u64, Vec<Part>)> {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|part| part.owner);
    let twice = parts.array_windows().any(|[one, next]| one.owner == next.owner);
    let sum = parts.iter().try_fold(0u64, |sum, part| sum.checked_add(part.parts))?;
    let is_sound = !twice && !parts.is_empty() && parts.iter().all(|part| part.parts > 0);
    is_sound.then_some((sum, parts))
}

/// What an owner has.
pub fn parts_of(owners: &[Part], owner: Owner) -> u64 {
    owners.iter().find(|part| part.owner == owner).map_or(0, |part| part.parts)
}

/// The owners after `parts` went from one to another; `None` where the giver has less.
pub fn moved(owners: &[Part], (from, to): (Owner, Owner), parts: u64) -> Option<Vec<Part>> {
    let left = parts_of(owners, from).checked_sub(parts)?;
    let mut after: Vec<Part> = owners.iter().filter(|part| part.owner != from).copied().collect();
    if left > 0 {
        after.push(Part { owner: from, parts: left });
    }
    match after.iter_mut().find(|part| part.owner == to) {
        Some(part) => part.parts = part.parts.checked_add(parts)?,
        None => after.push(Part { owner: to, parts }),
    }
    after.retain(|part| part.parts > 0);
    after.sort_by_key(|part| part.owner);
    Some(after)
}

/// Whether each item's parts are its whole.
pub(crate) fn are_whole(state: &State) -> bool {
    let items = state.treasury.items.iter();
    items.map(|(_, item)| item).all(|item| {
        whole(&item.owners)
            .is_some_and(|(sum, sorted)| sum == item.whole && *sorted == *item.owners)
    })
}
