//! Facts of rounds.

use aluma_types::{AccountId, Amount, Body, Canon, DaoId, Timestamp};

use crate::grants::types::{Nothing, Policy, REASON_BYTES, Words};
use crate::kernel::event::DomainEvent;

/// What happened, and in which DAO.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Event {
    /// The DAO, which decides who may read it.
    pub dao: DaoId,
    /// What happened.
    pub fact: Fact,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Fact {
    /// A round was opened.
    #[tag(1)]
    RoundOpened {
        /// Its number.
        round: u64,
        /// What it is called.
        title: Body<REASON_BYTES>,
        /// What there is to share.
        budget: Amount,
        /// The escrow that holds it.
        escrow: u64,
        /// Who assigns raters, and records.
        steward: Option<AccountId>,
        /// By what it is shared.
        policy: Policy,
        /// When it closes.
        closes: Timestamp,
    },
    /// Somebody praised somebody.
    #[tag(2)]
    Praised {
        /// In which round.
        round: u64,
        /// Which entry that is.
        entry: u32,
        /// Who.
        from: AccountId,
        /// Whom.
        to: AccountId,
        /// What for.
        words: Option<Words>,
    },
    /// Raters were assigned.
    #[tag(3)]
    RatersAssigned {
        /// In which round.
        round: u64,
        /// To how many entries.
        entries: u32,
    },
    /// A rater scored entries.
    #[tag(4)]
    PraiseRated {
        /// In which round.
        round: u64,
        /// Who.
        rater: AccountId,
        /// How many entries.
        entries: u32,
    },
    /// What happened elsewhere was recorded.
    #[tag(5)]
    PraiseRecorded {
        /// In which round.
        round: u64,
        /// From which entry on.
        first: u32,
        /// How many entries.
        entries: u32,
        /// Of these by people about themselves.
        own: u32,
    },
    /// A round is closed, and is added up.
    #[tag(6)]
    RoundClosed {
        /// Which.
        round: u64,
    },
    /// A round is paid.
    #[tag(7)]
    RoundPaid {
        /// Which.
        round: u64,
        /// The escrow that held its budget.
        escrow: u64,
        /// What it shared.
        shared: Amount,
        /// With how many people.
        people: u32,
    },
    /// A round was cancelled.
    #[tag(8)]
    RoundCancelled {
        /// Which.
        round: u64,
    },
    /// There was nothing to share a round by: its budget returned.
    #[tag(9)]
    RoundReturned {
        /// Which.
        round: u64,
        /// Why.
        why: Nothing,
    },
    /// A member of a circle gave tokens, in place of what they gave before.
    #[tag(10)]
    TokensGiven {
        /// In which round.
        round: u64,
        /// Who.
        from: AccountId,
        /// To how many.
        people: u32,
        /// How many tokens.
        tokens: u32,
    },
    /// Somebody nominated themselves for what they did.
    #[tag(11)]
    Nominated {
        /// In which round.
        round: u64,
        /// Who.
        candidate: AccountId,
        /// For what.
        words: Words,
    },
    /// Somebody who holds the role cast a ballot, in place of the one before.
    #[tag(12)]
    RetroBallotCast {
        /// In which round.
        round: u64,
        /// Who.
        voter: AccountId,
        /// On how many candidates.
        candidates: u32,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "grants";

    fn dao(&self) -> Option<DaoId> {
        Some(self.dao)
    }
}
