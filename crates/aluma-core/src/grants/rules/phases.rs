//! By which sums a round is shared that goes by points, tokens or ballots, and in which steps.

use aluma_types::{AccountId, Canon};

use crate::dao::Moment;

/// What rounds have paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Paid {
    /// Base units.
    #[he("יחידות")]
    pub units: u128,
}

/// What the rounding of a part left, while the units left over wait for an owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Rest {
    /// In parts of a unit, each one of the sum of weights.
    #[he("שארית")]
    pub rest: u128,
}

/// By which sums a round is shared that goes by points, gifts or ballots; its parts follow from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Sum {
    /// The last block before it opened: points of then are not of this round.
    #[he("לפני הפתיחה")]
    pub opened: Moment,
    /// The number of the clock of points that was in force then.
    #[he("השעון בפתיחה")]
    pub clock: u32,
    /// The last block before it closed.
    #[he("לפני הסגירה")]
    pub closed: Option<Moment>,
    /// The number of the clock that was in force then.
    #[he("השעון בסגירה")]
    pub closing_clock: u32,
    /// What rounds had paid to all before, in base units.
    #[he("שולם לפני כן")]
    pub paid: u128,
    /// Micro-points of all who take part.
    #[he("נקודות של כולם")]
    pub points: u128,
    /// All weights.
    #[he("סך המשקלים")]
    pub whole: u128,
    /// What is shared, in base units.
    #[he("לחלוקה")]
    pub pool: u128,
    /// What parts rounded down come to.
    #[he("חולק בעיגול כלפי מטה")]
    pub given: u128,
    /// What is being done.
    #[he("שלב")]
    pub phase: Phase,
}

/// A step of sharing a round; each goes on so many rows at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Phase {
    /// It is open.
    #[tag(1)]
    #[he("פתוח")]
    Waiting,
    /// Points are read, of whoever's changed last.
    #[tag(2)]
    #[he("קריאת הנקודות")]
    Points {
        /// Up to those whose points changed in this block.
        #[he("בלוק")]
        block: u64,
        /// And up to this one of them.
        #[he("עד")]
        after: AccountId,
    },
    /// Medians are found.
    #[tag(3)]
    #[he("חציונים")]
    Medians {
        /// The last candidate that is done.
        #[he("עד")]
        after: AccountId,
    },
    /// Points are added up.
    #[tag(4)]
    #[he("סיכום הנקודות")]
    AddPoints {
        /// The last that is added.
        #[he("עד")]
        after: AccountId,
    },
    /// What is missing of everybody's part is worked out.
    #[tag(5)]
    #[he("מה חסר לכל אחד ואחת")]
    Weigh {
        /// The last that is done.
        #[he("עד")]
        after: AccountId,
    },
    /// Weights are added up.
    #[tag(6)]
    #[he("סיכום המשקלים")]
    AddWeights {
        /// The last that is added.
        #[he("עד")]
        after: AccountId,
    },
    /// Parts are found, rounded down.
    #[tag(7)]
    #[he("חלוקה")]
    Share {
        /// The last that is done.
        #[he("עד")]
        after: AccountId,
    },
    /// The units left over go to the largest remainders.
    #[tag(8)]
    #[he("חלוקת השארית")]
    Rests {
        /// How many are left.
        #[he("נותרו")]
        left: u64,
    },
    /// The other remainders are forgotten.
    #[tag(9)]
    #[he("ניקוי")]
    Sweep,
    /// Everybody is paid.
    #[tag(10)]
    #[he("תשלום")]
    Pay {
        /// The last who is.
        #[he("עד")]
        after: AccountId,
        /// How many are.
        #[he("כמה שולמו")]
        people: u32,
    },
    /// It is over.
    #[tag(11)]
    #[he("הסתיים")]
    Over,
}
