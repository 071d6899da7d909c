//! What somebody weighs at a proposal's snapshot, and what all weigh together.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, List, Span};

use crate::governance::charter;
use crate::governance::rules::{Moment, Source, mixed_total, mixed_weight};
use crate::governance::types::{FrozenSource, MAX_SOURCES, Proposal, SourceKind, TrackName};
use crate::registry::State;
use crate::{dao, treasury};

/// What everybody's weight on one road is measured by.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    pub(crate) dao: DaoId,
    pub(crate) snapshot: Moment,
    pub(crate) ramp: Span,
    pub(crate) sources: List<FrozenSource, MAX_SOURCES>,
}

impl Scale {
    /// The scale of a track at a snapshot.
    pub(crate) fn of(state: &State, dao: DaoId, track: TrackName, snapshot: Moment) -> Self {
        let mut sources = List::default();
        for (kind, share) in charter::sources(state, dao, track) {
            let total = total_of(state, dao, kind, snapshot.height);
            sources.push(FrozenSource { kind, share, total });
        }
        let ramp = dao::span(state, dao, &charter::NEW_POWER);
        Self { dao, snapshot, ramp, sources }
    }

    /// All weight there is, without the ramp.
    pub(crate) fn total(&self) -> u128 {
        mixed_total(&mixed(&self.sources)).unwrap_or(0)
    }

    /// What an account weighs, aged.
    pub(crate) fn weight(&self, state: &State, account: AccountId) -> u128 {
        let by = By { dao: self.dao, snapshot: self.snapshot, ramp: self.ramp };
        weigh(&self.sources, |source| aged(state, &by, account, source.kind))
    }

    /// What an account weighs without the ramp: its part of the total.
    pub(crate) fn unramped(&self, state: &State, account: AccountId) -> u128 {
        let height = self.snapshot.height;
        weigh(&self.sources, |source| {
            checkpoints(state, self.dao, account, source.kind).map_or(0, |held| held.at(height))
        })
    }

    /// What an account would weigh now, as far as the frozen totals can tell.
    pub(crate) fn present(&self, state: &State, account: AccountId) -> u128 {
        weigh(&self.sources, |source| {
            let held = checkpoints(state, self.dao, account, source.kind);
            held.map_or(0, |held| held.value()).min(source.total)
        })
    }
}

struct By {
    dao: DaoId,
    snapshot: Moment,
    ramp: Span,
}

/// What an account weighs on a proposal; the recused weigh nothing. Most charters have one source,
/// and for those this is one look-up and no allocation: it runs in every vote.
pub(crate) fn weight(state: &State, proposal: &Proposal, account: AccountId) -> u128 {
    if proposal.is_recused(account) || dao::is_expelled(state, proposal.dao, account) {
        return 0;
    }
    let Proposal { dao, snapshot, ramp, .. } = *proposal;
    let by = By { dao, snapshot, ramp };
    weigh(&proposal.sources, |source| aged(state, &by, account, source.kind))
}

/// What a proposer weighs now on the scale of their proposal.
pub(crate) fn present(state: &State, proposal: &Proposal) -> u128 {
    let scale = Scale {
        dao: proposal.dao,
        snapshot: proposal.snapshot,
        ramp: proposal.ramp,
        sources: proposal.sources.clone(),
    };
    scale.present(state, proposal.proposer)
}

fn weigh(sources: &[FrozenSource], held: impl Fn(&FrozenSource) -> u128) -> u128 {
    if let [only] = sources {
        return held(only);
    }
    let all: Vec<u128> = sources.iter().map(held).collect();
    mixed_weight(&mixed(sources), &all).unwrap_or(0)
}

fn mixed(sources: &[FrozenSource]) -> Vec<Source> {
    sources.iter().map(|source| Source { share: source.share, total: source.total }).collect()
}

fn aged(state: &State, by: &By, account: AccountId, kind: SourceKind) -> u128 {
    checkpoints(state, by.dao, account, kind).map_or(0, |held| held.ramped(by.snapshot, by.ramp))
}

/// What an account holds of a source over time.
pub(crate) fn checkpoints(
    state: &State,
    dao: DaoId,
    account: AccountId,
    kind: SourceKind,
) -> Option<&dao::Checkpoints> {
    match kind {
        SourceKind::Heads => dao::heads_of(state, dao, account),
        SourceKind::Shares { asset } => treasury::own_shares_of(state, (dao, asset), account),
        SourceKind::Roles => dao::posts_of(state, dao, account),
    }
}

fn total_of(state: &State, dao: DaoId, kind: SourceKind, height: u64) -> u128 {
    let held = match kind {
        SourceKind::Heads => dao::heads_total(state, dao),
        SourceKind::Shares { asset } => treasury::own_shares_total(state, (dao, asset)),
        SourceKind::Roles => dao::posts_total(state, dao),
    };
    held.map_or(0, |held| held.at(height))
}
