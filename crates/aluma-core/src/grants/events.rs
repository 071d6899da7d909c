//! Facts of rounds.

use aluma_types::{AccountId, Amount, Body, Canon, DaoId, Timestamp};

use crate::grants::types::{REASON_BYTES, Words};
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
        /// The reservation that holds it.
        reservation: u64,
        /// Who assigns raters, and records.
        steward: AccountId,
        /// Whether it tells what happened elsewhere.
        recorded: bool,
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
        /// The reservation that held its budget.
        reservation: u64,
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
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "grants";

    fn dao(&self) -> Option<DaoId> {
        Some(self.dao)
    }
}
