//! Facts of sales, exits and shared income.

use aluma_types::{AccountId, Amount, AssetId, Canon, DaoId, Share, Timestamp};

use crate::invest::types::{Ending, SaleKind, Steps, Terms};
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
    /// A sale was opened.
    #[tag(1)]
    SaleOpened {
        /// Its number.
        sale: u64,
        /// Units of what, at most.
        shares: Amount,
        /// What is paid with.
        pay: AssetId,
        /// How the price is found.
        kind: SaleKind,
        /// What it says to whoever buys.
        terms: Terms,
        /// The last moment to buy or to bid.
        until: Timestamp,
    },
    /// Somebody ordered units, and put the price in trust.
    #[tag(2)]
    SharesOrdered {
        /// In which sale.
        sale: u64,
        /// Who.
        account: AccountId,
        /// Units.
        units: u128,
        /// What lies in trust for all that they ordered.
        deposit: Amount,
    },
    /// Somebody sealed a bid.
    #[tag(3)]
    BidSealed {
        /// In which sale.
        sale: u64,
        /// Who.
        account: AccountId,
        /// What lies in trust for it.
        deposit: Amount,
    },
    /// Bids of a sale can be opened.
    #[tag(4)]
    BiddingClosed {
        /// Which sale.
        sale: u64,
        /// The last moment to open one.
        until: Timestamp,
    },
    /// Somebody opened a bid.
    #[tag(5)]
    BidOpened {
        /// In which sale.
        sale: u64,
        /// Who.
        account: AccountId,
        /// Units and prices, the highest first.
        steps: Steps,
    },
    /// Somebody bought units.
    #[tag(6)]
    SharesSold {
        /// In which sale.
        sale: u64,
        /// Who.
        account: AccountId,
        /// How many of what.
        shares: Amount,
        /// What they paid.
        paid: Amount,
        /// The escrow that it was paid out of; none where they paid at once.
        escrow: Option<u64>,
    },
    /// A part of the deposit of somebody who never opened their bid stays.
    #[tag(7)]
    DepositKept {
        /// In which sale.
        sale: u64,
        /// Who.
        account: AccountId,
        /// How much.
        kept: Amount,
        /// The escrow that held it.
        escrow: u64,
    },
    /// A sale is over.
    #[tag(8)]
    SaleClosed {
        /// Which.
        sale: u64,
        /// How.
        ending: Ending,
        /// The price that all paid, for one lot; none where nobody bought.
        price: Option<u128>,
        /// Units that were sold.
        sold: u128,
        /// What came in for them.
        raised: Amount,
    },
    /// What was bought can be used.
    #[tag(9)]
    LotFreed {
        /// Whose.
        account: AccountId,
        /// How much.
        shares: Amount,
    },
    /// Somebody asked to leave with their part.
    #[tag(10)]
    LeavingAsked {
        /// Its number.
        exit: u64,
        /// Who.
        account: AccountId,
        /// With how many units.
        shares: Amount,
        /// When they are paid.
        until: Timestamp,
    },
    /// Somebody stays who had asked to leave.
    #[tag(11)]
    LeavingWithdrawn {
        /// Its number.
        exit: u64,
        /// Who.
        account: AccountId,
    },
    /// The units of somebody who leaves are gone.
    #[tag(12)]
    SharesBurnt {
        /// Whose exit.
        exit: u64,
        /// Who.
        account: AccountId,
        /// How many.
        shares: Amount,
        /// Units that there were before, whose part they are.
        before: u128,
        /// The escrow that held them.
        escrow: u64,
    },
    /// Somebody who leaves was paid their part of what was free in one asset.
    #[tag(13)]
    PartPaid {
        /// Whose exit.
        exit: u64,
        /// Who.
        account: AccountId,
        /// What was free before, in base units.
        free: u128,
        /// Their part.
        part: Amount,
        /// What they could take at most, in base units; nothing where that is not limited.
        limit: Option<u128>,
    },
    /// A rate of income becomes a dividend from now on.
    #[tag(14)]
    SharingBegan {
        /// Its number.
        sharing: u64,
        /// Whose holders are paid.
        share: AssetId,
        /// Of the income in what.
        asset: AssetId,
        /// Which part.
        rate: Share,
    },
    /// It was paid.
    #[tag(15)]
    IncomeShared {
        /// Its number.
        sharing: u64,
        /// How much.
        amount: Amount,
        /// What it came to and could not be paid yet, in base units.
        owed: u128,
    },
    /// It is over.
    #[tag(16)]
    SharingEnded {
        /// Its number.
        sharing: u64,
        /// What it paid in all.
        paid: Amount,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "invest";

    fn dao(&self) -> Option<DaoId> {
        Some(self.dao)
    }
}
