//! What somebody weighs at a proposal's snapshot, and what all weigh together.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, List, Span};

use crate::governance::charter;
use crate::governance::rules::{Moment, Source, mixed_total, mixed_weight};
use crate::governance::types::{FrozenSource, MAX_SOURCES, Proposal, SourceKind, TrackName};
use crate::registry::State;
use crate::{dao, reputation, treasury};

/// What everybody's weight on one road is measured by.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    pub(crate) dao: DaoId,
    pub(crate) snapshot: Moment,
    pub(crate) ramp: Span,
    pub(crate) sources: List<FrozenSource, MAX_SOURCES>,
}

impl Scale {
    /// The scale of a track at a snapshot; points count in a domain.
    pub(crate) fn of(
        state: &State,
        (dao, domain): (DaoId, Option<u32>),
        track: TrackName,
        snapshot: Moment,
    ) -> Self {
        let mut sources = List::default();
        for (kind, share) in charter::sources(state, (dao, domain), track, snapshot) {
            let total = total_of(state, dao, kind, snapshot);
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
        let by = By { dao: self.dao, snapshot: self.snapshot, ramp: Span(0) };
        weigh(&self.sources, |source| aged(state, &by, account, source.kind))
    }

    /// What an account would weigh now, as far as the frozen totals can tell.
    pub(crate) fn present(&self, state: &State, account: AccountId) -> u128 {
        weigh(&self.sources, |source| {
            let held = match self.points(source.kind) {
                Some(_) if !dao::is_admitted(state, self.dao, account) => 0,
                Some(scale) => reputation::weight_now(state, &scale, account),
                None => checkpoints(state, self.dao, account, source.kind)
                    .map_or(0, |held| held.value()),
            };
            held.min(source.total)
        })
    }
}

#[derive(Clone, Copy)]
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

impl Scale {
    /// What an account had of a source at the snapshot, and what of it counts.
    pub(crate) fn held(&self, state: &State, account: AccountId, kind: SourceKind) -> (u128, u128) {
        let by = By { dao: self.dao, snapshot: self.snapshot, ramp: self.ramp };
        let whole = By { ramp: Span(0), ..by };
        (aged(state, &whole, account, kind), aged(state, &by, account, kind))
    }

    fn points(&self, kind: SourceKind) -> Option<reputation::Scale> {
        points((self.dao, self.snapshot), kind)
    }
}

/// How points weigh, where they are the source.
const fn points((dao, snapshot): (DaoId, Moment), kind: SourceKind) -> Option<reputation::Scale> {
    match kind {
        SourceKind::Reputation { domain, clock } => {
            Some(reputation::Scale { dao, domain, clock, snapshot })
        }
        _ => None,
    }
}

fn aged(state: &State, by: &By, account: AccountId, kind: SourceKind) -> u128 {
    if let Some(scale) = points((by.dao, by.snapshot), kind) {
        // Points of whoever had no vote then are in the total, and in nobody's hand.
        let had_vote = dao::heads_of(state, by.dao, account)
            .is_some_and(|held| held.at(by.snapshot.height) > 0);
        return if had_vote { reputation::weight(state, &scale, account, by.ramp) } else { 0 };
    }
    checkpoints(state, by.dao, account, kind).map_or(0, |held| held.ramped(by.snapshot, by.ramp))
}

/// What an account holds of a source over time; of points, by accepted work alone.
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
        SourceKind::Reputation { domain, clock } => {
            reputation::hard_of(state, (dao, domain, account), clock)
        }
    }
}

fn total_of(state: &State, dao: DaoId, kind: SourceKind, snapshot: Moment) -> u128 {
    let held = match kind {
        SourceKind::Heads => dao::heads_total(state, dao),
        SourceKind::Shares { asset } => treasury::own_shares_total(state, (dao, asset)),
        SourceKind::Roles => dao::posts_total(state, dao),
        SourceKind::Reputation { domain, clock } => {
            let scale = reputation::Scale { dao, domain, clock, snapshot };
            return reputation::weight_total(state, &scale);
        }
    };
    held.map_or(0, |held| held.at(snapshot.height))
}
