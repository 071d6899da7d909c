//! Facts of the treasury.

use aluma_types::{AccountId, Amount, AssetId, Body, Canon, DaoId, PotId, ProposalId, Text};

use crate::kernel::event::DomainEvent;
use crate::treasury::rules::escrows::Escrow;
use crate::treasury::types::{
    Asset, Claim, Income, Item, ItemMove, POT_BYTES, Payments, Payout, PayoutState, Place,
    REASON_BYTES, Reference, Reservation, Stream,
};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Event {
    /// An asset was made.
    #[tag(1)]
    AssetMade {
        /// Its number.
        asset: AssetId,
        /// What it is.
        what: Asset,
    },
    /// A pot was made.
    #[tag(2)]
    PotMade {
        /// Whose.
        dao: DaoId,
        /// Its number.
        pot: PotId,
        /// Its name.
        name: Text<POT_BYTES>,
    },
    /// Units were issued.
    #[tag(3)]
    Issued {
        /// The issuer.
        dao: DaoId,
        /// How much of what.
        amount: Amount,
        /// To whom.
        to: Place,
    },
    /// Units went from one place to another.
    #[tag(4)]
    Paid {
        /// Whose business it is.
        dao: DaoId,
        /// From where.
        from: Place,
        /// To where.
        to: Place,
        /// How much of what.
        amount: Amount,
        /// Why.
        reason: Option<Body<REASON_BYTES>>,
        /// What authorised it, where a DAO paid.
        proposal: Option<ProposalId>,
    },
    /// Units went from one place to many.
    #[tag(5)]
    BatchPaid {
        /// Whose business it is.
        dao: DaoId,
        /// From where.
        from: Place,
        /// How much of what, in all.
        total: Amount,
        /// To whom how much.
        payments: Payments,
        /// What it is called where it comes from.
        reference: Option<Reference>,
        /// Why.
        reason: Option<Body<REASON_BYTES>>,
        /// What authorised it, where a DAO paid.
        proposal: Option<ProposalId>,
    },
    /// An income was recorded.
    #[tag(6)]
    IncomeRecorded {
        /// Whose.
        dao: DaoId,
        /// Its number in the DAO.
        number: u64,
        /// What was recorded.
        income: Income,
    },
    /// Money was set aside.
    #[tag(7)]
    Reserved {
        /// Whose.
        dao: DaoId,
        /// Its number in the DAO.
        number: u64,
        /// What for.
        reservation: Reservation,
    },
    /// Money that was set aside is free again.
    #[tag(8)]
    Released {
        /// Whose.
        dao: DaoId,
        /// Its number in the DAO.
        number: u64,
        /// How much of what.
        amount: Amount,
    },
    /// Units were paid out of what was set aside.
    #[tag(10)]
    PaidReserved {
        /// Whose.
        dao: DaoId,
        /// Its number in the DAO.
        number: u64,
        /// To where.
        to: Place,
        /// How much of what.
        amount: Amount,
        /// Base units that stay set aside; at 0 the reservation has ended.
        left: u128,
    },
    /// Something will be paid over time.
    #[tag(11)]
    StreamOpened {
        /// Whose.
        dao: DaoId,
        /// Its number in the DAO.
        number: u64,
        /// What.
        stream: Stream,
    },
    /// What came due was paid, as far as there was something to pay it with.
    #[tag(12)]
    StreamPaid {
        /// Whose.
        dao: DaoId,
        /// The stream's number in the DAO.
        number: u64,
        /// To whom.
        to: AccountId,
        /// How much of what.
        amount: Amount,
        /// Base units that came due and could not be paid.
        owed: u128,
    },
    /// A stream was ended before its time: what had come due is paid or owed.
    #[tag(13)]
    StreamStopped {
        /// Whose.
        dao: DaoId,
        /// Its number in the DAO.
        number: u64,
        /// The payee, where they ended it themselves.
        by: Option<AccountId>,
        /// What returned to its pot.
        returned: Amount,
        /// Base units that came due and are still to be paid.
        owed: u128,
    },
    /// A stream is over and paid.
    #[tag(14)]
    StreamEnded {
        /// Whose.
        dao: DaoId,
        /// Its number in the DAO.
        number: u64,
        /// Base units paid in all.
        paid: u128,
    },
    /// A sum was divided among the holders of a share.
    #[tag(15)]
    DividendPaid {
        /// Whose share.
        dao: DaoId,
        /// Which.
        share: AssetId,
        /// Where it came from.
        from: Place,
        /// How much of what.
        amount: Amount,
        /// Among how many units.
        held: u128,
        /// What authorised it; none where an income was shared by the charter.
        proposal: Option<ProposalId>,
    },
    /// A holder took what a share had earned.
    #[tag(16)]
    DividendTaken {
        /// Whose share.
        dao: DaoId,
        /// Which.
        share: AssetId,
        /// The holder.
        account: AccountId,
        /// How much of what.
        amount: Amount,
    },
    /// A thing that there is one of was registered.
    #[tag(17)]
    ItemRegistered {
        /// Where.
        dao: DaoId,
        /// Its number there.
        number: u64,
        /// What it is and whose.
        item: Item,
    },
    /// A part of an item changed hands.
    #[tag(18)]
    ItemTransferred {
        /// Where it is registered.
        dao: DaoId,
        /// Its number there.
        number: u64,
        /// From whom to whom.
        moved: ItemMove,
        /// Why.
        reason: Option<Body<REASON_BYTES>>,
    },
    /// Somebody holds funds outside for a community, in an asset of claims on them.
    #[tag(19)]
    HolderNamed {
        /// Whose funds.
        dao: DaoId,
        /// The asset.
        asset: AssetId,
        /// Who holds them, on which terms.
        claim: Claim,
    },
    /// Somebody asked to be paid outside.
    #[tag(20)]
    PayoutAsked {
        /// Of whose asset.
        dao: DaoId,
        /// Its number there.
        number: u64,
        /// What was asked for.
        payout: Payout,
    },
    /// A payout was settled, disputed, or is late.
    #[tag(21)]
    PayoutTurned {
        /// Of whose asset.
        dao: DaoId,
        /// Its number there.
        number: u64,
        /// What it is now.
        state: PayoutState,
    },
    /// A payout is over.
    #[tag(22)]
    PayoutClosed {
        /// Of whose asset.
        dao: DaoId,
        /// Its number there.
        number: u64,
        /// Who asked.
        payee: AccountId,
        /// Against how much of what.
        amount: Amount,
        /// Whether it was paid outside and burnt here; if not, the payee has it back.
        is_paid: bool,
    },
    /// Money was put in trust.
    #[tag(23)]
    EscrowOpened {
        /// In which DAO.
        dao: DaoId,
        /// Its number there.
        number: u64,
        /// How much of what, and where it lies.
        escrow: Escrow,
    },
    /// Somebody was paid out of what lay in trust.
    #[tag(24)]
    EscrowPaid {
        /// In which DAO.
        dao: DaoId,
        /// Its number there.
        number: u64,
        /// How much of what.
        amount: Amount,
        /// Base units left.
        left: u128,
    },
    /// What lay in trust returned to where it came from.
    #[tag(25)]
    EscrowReturned {
        /// In which DAO.
        dao: DaoId,
        /// Its number there.
        number: u64,
        /// How much of what.
        amount: Amount,
        /// Base units left.
        left: u128,
    },
    /// A part of what lay in trust waits for something else.
    #[tag(26)]
    EscrowDivided {
        /// In which DAO.
        dao: DaoId,
        /// The number of the whole.
        from: u64,
        /// Base units left of it.
        left: u128,
        /// The number of the part.
        number: u64,
        /// The part.
        escrow: Escrow,
    },
    /// The shares of an account that was claimed began to count.
    #[tag(9)]
    SharesCounted {
        /// Whose asset it is.
        dao: DaoId,
        /// Which.
        asset: AssetId,
        /// The account.
        account: AccountId,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "treasury";

    fn dao(&self) -> Option<DaoId> {
        match self {
            Self::AssetMade { what, .. } => Some(what.dao),
            Self::PotMade { dao, .. }
            | Self::Issued { dao, .. }
            | Self::Paid { dao, .. }
            | Self::BatchPaid { dao, .. }
            | Self::IncomeRecorded { dao, .. }
            | Self::Reserved { dao, .. }
            | Self::Released { dao, .. }
            | Self::PaidReserved { dao, .. }
            | Self::StreamOpened { dao, .. }
            | Self::StreamPaid { dao, .. }
            | Self::StreamStopped { dao, .. }
            | Self::StreamEnded { dao, .. }
            | Self::DividendPaid { dao, .. }
            | Self::DividendTaken { dao, .. }
            | Self::ItemRegistered { dao, .. }
            | Self::ItemTransferred { dao, .. }
            | Self::HolderNamed { dao, .. }
            | Self::PayoutAsked { dao, .. }
            | Self::PayoutTurned { dao, .. }
            | Self::PayoutClosed { dao, .. }
            | Self::EscrowOpened { dao, .. }
            | Self::EscrowPaid { dao, .. }
            | Self::EscrowReturned { dao, .. }
            | Self::EscrowDivided { dao, .. }
            | Self::SharesCounted { dao, .. } => Some(*dao),
        }
    }
}
