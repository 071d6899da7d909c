//! Money that waits for what it was promised for.
//!
//! An escrow lies where it came from: in a pot, as a promise of it; or beside its payer's account, as
//! a stake. It is paid in parts and what is left returns to there, so that what was paid and what
//! returned is exactly what was put in.

use aluma_types::{AccountId, Amount, Canon, PotId, Timestamp};

use crate::treasury::types::Place;

/// Where an escrow lies, and where what is left of it returns to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Source {
    /// A pot of the DAO.
    #[tag(1)]
    #[he("סעיף בקופה")]
    Pot {
        /// Which; 0 is the general one.
        #[he("הסעיף")]
        pot: PotId,
    },
    /// Somebody's own money.
    #[tag(2)]
    #[he("חשבון")]
    Account {
        /// Whose.
        #[he("החשבון")]
        account: AccountId,
    },
}

impl Source {
    /// Where its units lie meanwhile.
    pub(crate) const fn place(self, dao: aluma_types::DaoId) -> Place {
        match self {
            Self::Pot { pot } => Place::Pot { dao, pot },
            Self::Account { account } => Place::Stake { account },
        }
    }
}

/// Money that waits in trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Escrow {
    /// Where it lies and returns to.
    #[he("מאין")]
    pub from: Source,
    /// How much of what is left; never nothing.
    #[he("כמה נותר")]
    pub left: Amount,
    /// When it was promised: since then it counts against the outflow limit.
    #[he("מאז")]
    pub since: Timestamp,
}
