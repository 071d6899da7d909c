//! Who gets what of a price.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use aluma_types::{AccountId, Share};

use crate::exact::part_down;
use crate::split::split;
use crate::treasury::types::{Owner, Part};
use crate::works::types::{Author, Named};

/// What a price comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dealt {
    /// What each gets, in the order of owners; nobody stands twice, or with nothing.
    pub to: Vec<(Owner, u128)>,
    /// What of it is a royalty.
    pub royalty: u128,
}

impl Dealt {
    /// The same, so many times: a use costs what it costs, however many are paid for at once.
    pub fn times(self, times: u32) -> Option<Self> {
        let (mut to, factor) = (self.to, u128::from(times));
        for (_, units) in &mut to {
            *units = units.checked_mul(factor)?;
        }
        Some(Self { to, royalty: self.royalty.checked_mul(factor)? })
    }

    /// The accounts that are paid, lowest first.
    pub fn people(&self) -> Vec<AccountId> {
        let people = self.to.iter().filter_map(|(owner, _)| match owner {
            Owner::Account { account } => Some(*account),
            Owner::Dao { .. } => None,
        });
        people.collect()
    }
}

/// Divides a price among the parts that it is paid for, by the one splitter. Of what an owner gets who is
/// no author the royalty, rounded down, goes to the authors by their parts.
///
/// Parts stand in the order of their owners, authors in the order of their accounts: among equal
/// remainders the lowest comes first. `None` where there are no parts or no authors.
pub fn deal(price: u128, parts: &[Part], (authors, royalty): (&[Author], Share)) -> Option<Dealt> {
    let weights: Vec<(u64, u128)> =
        (0u64..).zip(parts).map(|(place, part)| (place, part.parts.into())).collect();
    let portions = split(price, &weights)?;
    let mut to: BTreeMap<Owner, u128> = BTreeMap::new();
    let mut royalties = 0u128;
    for (part, portion) in parts.iter().zip(portions) {
        let owes = if is_author(authors, part.owner) { 0 } else { part_down(portion, royalty) };
        royalties = royalties.checked_add(owes)?;
        add(&mut to, part.owner, portion.checked_sub(owes)?)?;
    }
    let weights: Vec<(u64, u128)> =
        authors.iter().map(|author| (author.account.0, author.parts.into())).collect();
    for (author, units) in authors.iter().zip(split(royalties, &weights)?) {
        add(&mut to, Owner::Account { account: author.account }, units)?;
    }
    to.retain(|_, units| *units > 0);
    Some(Dealt { to: to.into_iter().collect(), royalty: royalties })
}

fn add(to: &mut BTreeMap<Owner, u128>, owner: Owner, units: u128) -> Option<()> {
    let slot = to.entry(owner).or_default();
    *slot = slot.checked_add(units)?;
    Some(())
}

fn is_author(authors: &[Author], owner: Owner) -> bool {
    authors.iter().any(|author| Owner::Account { account: author.account } == owner)
}

/// Authors in the order of their accounts, of whom one agrees by naming them; `None` where there is none,
/// one has no part or stands twice, or the whole leaves 64 bits.
pub fn authors(named: &[Named], agrees: AccountId) -> Option<Vec<Author>> {
    let mut all: Vec<Author> = named
        .iter()
        .map(|it| Author { account: it.account, parts: it.parts, agreed: it.account == agrees })
        .collect();
    all.sort_by_key(|author| author.account);
    let twice = all.array_windows().any(|[one, next]| one.account == next.account);
    all.iter().try_fold(0u64, |sum, author| sum.checked_add(author.parts))?;
    let is_sound = !twice && !all.is_empty() && all.iter().all(|author| author.parts > 0);
    is_sound.then_some(all)
}
