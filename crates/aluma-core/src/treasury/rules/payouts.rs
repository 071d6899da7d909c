//! Money that somebody holds outside, and those who ask for it.
//!
//! What may be said of a payout depends on what was said last: see [`PayoutState`]. Nothing here
//! moves money; what the ledger can do is to burn a claim that was met and to show one that was not.

use aluma_types::{AccountId, Amount, Body, Canon, DaoId, Span, Timestamp};

use crate::treasury::types::{REASON_BYTES, VALUE_BYTES};

/// What makes an asset a claim on money that somebody holds outside this ledger. The ledger records
/// what they owe and cannot force them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Claim {
    /// The asset's DAO.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Who holds the money and owes it.
    #[he("מי שמחזיק בכסף")]
    pub holder: AccountId,
    /// How they pay and how long it usually takes, in words.
    #[he("איך משולם")]
    pub way: Body<REASON_BYTES>,
    /// How long a payout may take before it is late.
    #[he("לכמה זמן")]
    pub within: Span,
    /// How long a payee may dispute that they were paid.
    #[he("זמן לערער")]
    pub dispute: Span,
}

/// What became of a payout so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum PayoutState {
    /// It waits for the holder.
    #[tag(1)]
    #[he("ממתין")]
    Asked {
        /// After this moment it is late.
        #[he("עד")]
        until: Timestamp,
    },
    /// The holder did not pay in time.
    #[tag(2)]
    #[he("באיחור")]
    Late {
        /// Since when.
        #[he("מאז")]
        since: Timestamp,
    },
    /// The holder says that they paid.
    #[tag(3)]
    #[he("שולם לדברי המחזיק")]
    Settled {
        /// By which they say one finds it.
        #[he("אסמכתה")]
        reference: Body<VALUE_BYTES>,
        /// After this moment it counts as paid, unless the payee says otherwise.
        #[he("עד")]
        until: Timestamp,
    },
    /// The payee says that they were not paid.
    #[tag(4)]
    #[he("במחלוקת")]
    Disputed {
        /// By which the holder said one finds it.
        #[he("אסמכתה")]
        reference: Body<VALUE_BYTES>,
        /// Since when.
        #[he("מאז")]
        since: Timestamp,
    },
}

impl PayoutState {
    /// The state in a word.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Asked { .. } => "asked",
            Self::Late { .. } => "late",
            Self::Settled { .. } => "settled",
            Self::Disputed { .. } => "disputed",
        }
    }
}

/// Money outside that somebody asked for, against units that lie in custody until it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Payout {
    /// Who is to be paid.
    #[he("למי")]
    pub payee: AccountId,
    /// Against how much of what.
    #[he("סכום")]
    pub amount: Amount,
    /// To where, in words that everybody reads who may read the community.
    #[he("לאן")]
    pub whither: Body<VALUE_BYTES>,
    /// When it was asked for.
    #[he("מאז")]
    pub asked: Timestamp,
    /// What became of it.
    #[he("מצב")]
    pub state: PayoutState,
    /// The due entry that comes next.
    #[he("משימה מתוזמנת")]
    pub due: Option<u64>,
}
