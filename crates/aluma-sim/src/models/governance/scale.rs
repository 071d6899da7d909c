//! What weighs on a track: heads, shares, roles, or several mixed.

use super::charter::Parameters;
use super::roles::weights;
use super::shares::scaled;
use super::{Model, Moment};
use crate::models::governance::people::HEAD;

/// One source of weight, as it stood when a vote opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Shares of this asset, or a DAO's roles; heads where there is none.
    pub(crate) asset: Option<u64>,
    /// Its part in a mix, in ten-thousandths.
    pub(crate) part: u128,
    /// All that was held of it.
    pub(crate) total: u128,
}

/// What a charter lets weigh on a track: of what, and its part.
pub(crate) fn sources(dao: u64, charter: &Parameters, track: &str) -> Vec<(Option<u64>, u128)> {
    if track == "constitution" && !charter.flag("weight.shares-on-constitution") {
        return vec![(None, 10_000)];
    }
    let asset = charter.asset("weight.asset");
    let shares = if asset.is_some() { charter.number("weight.shares") } else { 0 };
    let roles = (Some(weights(dao)), charter.number("weight.roles"));
    let all = [(None, charter.number("weight.heads")), (asset, shares), roles];
    all.into_iter().filter(|(_, part)| *part > 0).collect()
}

/// The weight of all: one source as it is, or 2^64 times the parts of those that hold anything.
pub(crate) fn whole(sources: &[Source]) -> u128 {
    match sources {
        [only] => only.total,
        _ => {
            let parts = sources.iter().filter(|source| source.total > 0);
            parts.map(|source| source.part).sum::<u128>() << 64
        }
    }
}

/// The weight of one who holds so much of each source.
pub(crate) fn weigh(sources: &[Source], held: impl Fn(Option<u64>) -> u128) -> u128 {
    match sources {
        [only] => held(only.asset),
        _ => {
            let all = sources.iter().filter(|source| source.total > 0);
            all.map(|source| source.part * scaled(held(source.asset), source.total)).sum()
        }
    }
}

impl Model {
    /// The sources of a track as the last block left them.
    pub(super) fn scale(&self, dao: u64, charter: &Parameters, track: &str) -> Vec<Source> {
        let height = self.last.height;
        let row = |(asset, part): (Option<u64>, u128)| {
            let total = match asset {
                None => self.people.count(dao, height) * HEAD,
                Some(asset) if self.shares.is_of(asset, dao) => self.shares.total(asset, height),
                Some(_) => 0,
            };
            Source { asset, part, total }
        };
        sources(dao, charter, track).into_iter().map(row).collect()
    }

    /// Whether this model can tell what everybody holds of each source.
    pub(super) fn knows(&self, sources: &[Source]) -> bool {
        // The shares in the pots of a DAO that belongs to another are not followed here.
        let hosts = |asset| self.peers.iter().any(|(host, ..)| self.shares.is_of(asset, *host));
        let is_known = |asset| self.shares.is_known(asset) && !hosts(asset);
        sources.iter().all(|source| source.asset.is_none_or(is_known))
    }

    /// What an account held of a source at a height, not aged.
    pub(super) fn held(&self, dao: u64, account: u64, (asset, height): (Option<u64>, u64)) -> u128 {
        match asset {
            None => self.people.held(dao, account, height),
            Some(asset) if self.shares.is_of(asset, dao) => self.shares.at(asset, account, height),
            Some(_) => 0,
        }
    }

    /// What an account's holding counts at a snapshot.
    pub(super) fn aged(
        &self,
        (dao, account): (u64, u64),
        asset: Option<u64>,
        snapshot: (Moment, u64),
    ) -> u128 {
        match asset {
            None => self.people.weight(dao, account, snapshot),
            Some(asset) if self.shares.is_of(asset, dao) => {
                self.shares.weight(asset, account, snapshot)
            }
            Some(_) => 0,
        }
    }
}
