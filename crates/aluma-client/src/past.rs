//! What people gave before their community was here, as it is read from elsewhere: the commits of a
//! repository ([`git`]) or a table of scores ([`mod@table`]). What is read becomes past contributions by
//! [`crate::import`]: for the record alone, with no money and no weight in anything.

pub mod git;
pub mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use aluma_types::text::is_allowed;
use aluma_types::{Hash32, Timestamp};

use crate::import::cut;

/// Bytes of a contribution's name: what the ledger takes.
pub const TITLE_BYTES: usize = 200;
/// Bytes of what somebody is called: what the ledger takes of a payee.
const LABEL_BYTES: usize = 200;

/// Everything that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Who gave, in the order in which they were met.
    pub people: Vec<Person>,
    /// Domains that are named, likewise.
    pub domains: Vec<String>,
    /// What they gave, the oldest first.
    pub works: Vec<Work>,
}

/// Somebody who gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// What tells them apart: an address in a repository, a name in a table. It stays off the ledger.
    pub key: String,
    /// What they are called.
    pub label: String,
}

/// A past contribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// Whose, by place.
    pub person: usize,
    /// What it is known by.
    pub reference: Hash32,
    /// In which domain, by place; none is the whole community.
    pub domain: Option<usize>,
    /// In millionths of a point.
    pub micro: u64,
    /// When.
    pub at: Timestamp,
    /// What it is called.
    pub title: Option<String>,
}

impl Past {
    /// All points, in millionths.
    pub fn micro(&self) -> u128 {
        self.works.iter().map(|work| u128::from(work.micro)).sum()
    }

    /// What each gave: pieces and millionths of a point, by place.
    pub fn by_person(&self) -> Vec<(usize, u128)> {
        let mut sums = vec![(0, 0); self.people.len()];
        for work in &self.works {
            if let Some(sum) = sums.get_mut(work.person) {
                *sum = (sum.0 + 1, sum.1 + u128::from(work.micro));
            }
        }
        sums
    }

    /// What was given in each domain, the whole community last.
    pub fn by_domain(&self) -> Vec<(Option<&str>, usize, u128)> {
        let mut sums: BTreeMap<usize, (usize, u128)> = BTreeMap::new();
        for work in &self.works {
            let sum = sums.entry(work.domain.unwrap_or(usize::MAX)).or_default();
            *sum = (sum.0 + 1, sum.1 + u128::from(work.micro));
        }
        let row = |(place, (works, micro)): (usize, (usize, u128))| {
            (self.domains.get(place).map(String::as_str), works, micro)
        };
        sums.into_iter().map(row).collect()
    }
}

/// Millionths of a point as people read it: two digits after the point, rounded down.
pub fn points(micro: u128) -> String {
    format!("{}.{:02}", micro / 1_000_000, micro % 1_000_000 / 10_000)
}

/// A name or title as a text of the ledger may be: without control characters and marks of direction,
/// in one line, cut at a character's end.
pub fn plain(text: &str, bytes: usize) -> String {
    let clean = |c: char| if is_allowed(c) { c } else { ' ' };
    let text: String = text.chars().map(clean).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    cut(&words.join(" "), bytes).to_owned()
}

/// What somebody is called on the ledger.
pub(crate) fn label(text: &str, otherwise: &str) -> String {
    let label = plain(text, LABEL_BYTES);
    if label.is_empty() { plain(otherwise, LABEL_BYTES) } else { label }
}
