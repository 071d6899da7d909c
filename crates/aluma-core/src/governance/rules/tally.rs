//! Counting: what a tally means if the vote closed now, and when nothing can change it any more.

use aluma_types::{Canon, Share};
use core::cmp::Ordering;
use ethnum::U256;

use crate::exact::compare_part;

/// Weight For, Against and Abstain: of a whole vote, or of one ballot (a ballot may be split).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Tally {
    /// Weight For.
    pub for_: u128,
    /// Weight Against.
    pub against: u128,
    /// Weight that abstains: it counts for turnout, never for support.
    pub abstain: u128,
}

impl Tally {
    /// All weight in it; `None` above 2^128 - 1.
    pub fn weight(&self) -> Option<u128> {
        self.for_.checked_add(self.against)?.checked_add(self.abstain)
    }

    /// With a ballot counted; `None` where a side leaves 128 bits.
    pub fn plus(&self, ballot: &Self) -> Option<Self> {
        Some(Self {
            for_: self.for_.checked_add(ballot.for_)?,
            against: self.against.checked_add(ballot.against)?,
            abstain: self.abstain.checked_add(ballot.abstain)?,
        })
    }

    /// With a counted ballot taken out; `None` where it was never counted.
    pub fn minus(&self, ballot: &Self) -> Option<Self> {
        Some(Self {
            for_: self.for_.checked_sub(ballot.for_)?,
            against: self.against.checked_sub(ballot.against)?,
            abstain: self.abstain.checked_sub(ballot.abstain)?,
        })
    }

    /// What `total` holds beyond the ballots cast: 0, never a wrap, where more was cast.
    fn outstanding(&self, total: u128) -> U256 {
        let cast = sum(&[self.for_, self.against, self.abstain]);
        U256::new(total).saturating_sub(cast)
    }
}

/// A sum in 256 bits, which no handful of u128 can leave.
fn sum(parts: &[u128]) -> U256 {
    parts.iter().fold(U256::ZERO, |sum, part| sum.saturating_add(U256::new(*part)))
}

/// How many of those who take a side must be For.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Threshold {
    /// More than half of the base: a tie is rejected.
    #[tag(1)]
    #[he("יותר בעד מנגד")]
    Majority,
    /// At least this part of the base, above 0; a threshold of 0 is never met.
    #[tag(2)]
    #[he("חלק מן הבעד והנגד")]
    Percent {
        /// The part.
        #[he("החלק")]
        share: Share,
    },
    /// At least this weight For, whatever the base.
    #[tag(3)]
    #[he("משקל קבוע בעד")]
    Count {
        /// The weight.
        #[he("המשקל")]
        weight: u128,
    },
}

impl Threshold {
    /// Whether a charter may name it: a part or a weight above 0.
    pub const fn is_valid(self) -> bool {
        match self {
            Self::Majority => true,
            Self::Percent { share } => !share.is_zero(),
            Self::Count { weight } => weight > 0,
        }
    }

    fn met(&self, yes: U256, base: U256) -> bool {
        match *self {
            Self::Majority => yes.saturating_add(yes) > base,
            Self::Percent { share } => {
                !share.is_zero() && compare_part(yes, base, share) != Ordering::Less
            }
            Self::Count { weight } => yes >= U256::new(weight),
        }
    }
}

/// Why a vote does not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Reason {
    /// Nobody took a side.
    #[tag(1)]
    #[he("לא היו קולות בעד או נגד")]
    EmptyBase,
    /// Nobody is For.
    #[tag(2)]
    #[he("אין קולות בעד")]
    NoYes,
    /// Too few of those who took a side are For.
    #[tag(3)]
    #[he("לא הושג הרוב הדרוש")]
    Threshold,
    /// Enough of those who took a side are For, but too few of all who could.
    #[tag(4)]
    #[he("לא הושג המניין החוקי")]
    Quorum,
}

impl Reason {
    /// Whether those who voted said no, rather than too few saying yes.
    pub const fn is_on_substance(self) -> bool {
        matches!(self, Self::NoYes | Self::Threshold)
    }
}

/// What a vote comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Threshold and support quorum are met.
    Passed,
    /// One of them is not.
    Rejected(Reason),
}

impl Standing {
    /// Whether it passes.
    pub const fn is_passed(self) -> bool {
        matches!(self, Self::Passed)
    }
}

/// What a vote has to clear, frozen at opening.
///
/// Where the support falls with time, `support` is that of the moment of closing that is asked
/// about: the deadline for a decision ahead of it, now for the outcome if closed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// How many of those who take a side.
    pub threshold: Threshold,
    /// Least weight For, out of all that could vote.
    pub support: u128,
}

impl Bar {
    /// The outcome if the vote closed now: the base is what was cast For or Against.
    ///
    /// The threshold is judged before the quorum, so that [`Reason::Quorum`] says that only more
    /// support was missing.
    pub fn outcome_if_closed(&self, tally: &Tally) -> Standing {
        self.worst(tally, U256::ZERO)
    }

    /// Whether it passes even if all that is still out goes Against: the base is `total` without
    /// abstentions. `total` is the un-ramped weight of all who may vote, less the recused.
    ///
    /// Ballots in `tally` are taken as they stand; see [`Bar::decided_early`] where some may move.
    pub fn is_passed_while_open(&self, tally: &Tally, total: u128) -> bool {
        self.worst(tally, tally.outstanding(total)).is_passed()
    }

    /// Whether it fails even if all that is still out goes For: the exact mirror.
    pub fn is_rejected_while_open(&self, tally: &Tally, total: u128) -> bool {
        !self.best(tally, tally.outstanding(total)).is_passed()
    }

    /// The outcome if nothing can change it any more; `None` while it could still go either way.
    ///
    /// `settled` counts only final ballots. `changeable` is all other weight: not voted yet, voted
    /// but not final, or cast by a delegate, whose principals may override him. Each unit of it
    /// may end For, Against, Abstain or unused; all For and all Against are the extremes, since the
    /// outcome only gains from For and only loses by Against.
    pub fn decided_early(&self, settled: &Tally, changeable: u128) -> Option<Standing> {
        let changeable = U256::new(changeable);
        match (self.worst(settled, changeable), self.best(settled, changeable)) {
            (Standing::Passed, _) => Some(Standing::Passed),
            (_, rejected @ Standing::Rejected(_)) => Some(rejected),
            (Standing::Rejected(_), Standing::Passed) => None,
        }
    }

    /// Whether one side holds so much of `total` that everybody else, abstainers included, could
    /// not turn the outcome. With [`Threshold::Majority`] and no quorum: more than half For, or
    /// half Against.
    pub fn has_absolute_majority(&self, tally: &Tally, total: u128) -> bool {
        let for_ = Tally { for_: tally.for_, ..Tally::default() };
        let against = Tally { against: tally.against, ..Tally::default() };
        self.is_passed_while_open(&for_, total) || self.is_rejected_while_open(&against, total)
    }

    /// The outcome with `rest` Against.
    fn worst(&self, tally: &Tally, rest: U256) -> Standing {
        let base = sum(&[tally.for_, tally.against]).saturating_add(rest);
        self.judge(U256::new(tally.for_), base)
    }

    /// The outcome with `rest` For.
    fn best(&self, tally: &Tally, rest: U256) -> Standing {
        let base = sum(&[tally.for_, tally.against]).saturating_add(rest);
        self.judge(U256::new(tally.for_).saturating_add(rest), base)
    }

    fn judge(&self, yes: U256, base: U256) -> Standing {
        if base == U256::ZERO {
            Standing::Rejected(Reason::EmptyBase)
        } else if yes == U256::ZERO {
            Standing::Rejected(Reason::NoYes)
        } else if !self.threshold.met(yes, base) {
            Standing::Rejected(Reason::Threshold)
        } else if yes < U256::new(self.support) {
            Standing::Rejected(Reason::Quorum)
        } else {
            Standing::Passed
        }
    }
}
