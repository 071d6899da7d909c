//! Facts of works.

use alloc::boxed::Box;

use aluma_types::{Amount, Canon, DaoId, Timestamp};

use crate::kernel::event::DomainEvent;
use crate::works::types::{Offer, OfferStage, Owner, Use, Work};

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
    /// An author named a work and who made it.
    #[tag(1)]
    WorkNamed {
        /// Its number.
        work: u64,
        /// What it is and who made it.
        what: Box<Work>,
    },
    /// Somebody who was asked agreed.
    #[tag(2)]
    OwnerAgreed {
        /// To which work.
        work: u64,
        /// To which offer of it; to be named as an author where there is none.
        offer: Option<u64>,
        /// Who.
        by: Owner,
    },
    /// All authors agreed: it is an item that they own.
    #[tag(3)]
    WorkRegistered {
        /// Its number.
        work: u64,
        /// The item.
        item: u64,
    },
    /// It is not registered: an author declined, or not all answered in time.
    #[tag(4)]
    WorkGivenUp {
        /// Its number.
        work: u64,
        /// Who declined; nobody where time was over.
        by: Option<Owner>,
    },
    /// Owners offer something.
    #[tag(5)]
    WorkOffered {
        /// Of which work.
        work: u64,
        /// The offer's number there.
        offer: u64,
        /// What, and who is asked.
        what: Box<Offer>,
    },
    /// Nothing more becomes of an offer, or it is open now.
    #[tag(6)]
    OfferTurned {
        /// Of which work.
        work: u64,
        /// Which.
        offer: u64,
        /// How it stands.
        stage: OfferStage,
    },
    /// Parts of a work were sold.
    #[tag(7)]
    WorkSold {
        /// Which work.
        work: u64,
        /// By which offer.
        offer: u64,
        /// To whom.
        to: Owner,
        /// What was paid.
        paid: Amount,
        /// Base units of it that went to authors as a royalty.
        royalty: u128,
        /// When.
        at: Timestamp,
    },
    /// What a use costs has changed.
    #[tag(8)]
    UsePriced {
        /// Which work.
        work: u64,
        /// What it costs, if it may be used for a price.
        price: Option<Amount>,
    },
    /// Somebody paid for uses.
    #[tag(9)]
    WorkUsed {
        /// Which work.
        work: u64,
        /// The receipt's number there.
        receipt: u64,
        /// The receipt.
        what: Use,
    },
    /// The community struck a work from its record.
    #[tag(10)]
    WorkStruck {
        /// Which.
        work: u64,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "works";

    fn dao(&self) -> Option<DaoId> {
        Some(self.dao)
    }
}
