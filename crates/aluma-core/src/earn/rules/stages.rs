//! How far a claim has come, and what it holds on the way.

use aluma_types::{AccountId, Canon, Hash32, List, Timestamp};

use crate::earn::types::{Kind, LessonPart, MAX_VERIFIERS, MAX_VOICES, Reason};

/// What one verifier said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Voice {
    /// The place of the verifier in the programme's terms, from 0.
    #[he("בודק")]
    pub verifier: u8,
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// Whether they say that it is so.
    #[he("נכון")]
    pub yes: bool,
    /// The score that they give.
    #[he("ציון")]
    pub score: u64,
}

/// Why a claim was not paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Why {
    /// Too few verifiers said yes in time.
    #[tag(1)]
    #[he("לא אומתה בזמן")]
    Unverified,
    /// So many said no that too few are left.
    #[tag(2)]
    #[he("נדחתה")]
    Denied,
    /// Nothing is left for it: the epoch is spent, or a cap is reached.
    #[tag(3)]
    #[he("התקציב נוצל")]
    NothingLeft,
    /// It was drawn for an audit, and nobody audited it.
    #[tag(4)]
    #[he("לא בוקרה")]
    NotAudited,
    /// Whoever attested it was revoked, and nobody let it pass.
    #[tag(5)]
    #[he("המאמת הוסר")]
    Revoked,
    /// Whoever claimed it does not belong any more.
    #[tag(6)]
    #[he("כבר לא בקהילה")]
    Gone,
}

/// How far a claim has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Stage {
    /// It waits for its verifiers.
    #[tag(1)]
    #[he("הוגשה")]
    Submitted {
        /// Until when.
        #[he("עד")]
        until: Timestamp,
    },
    /// It is verified, and is drawn for an audit or not.
    #[tag(2)]
    #[he("מוגרלת לביקורת")]
    Drawing {
        /// Since when.
        #[he("מאז")]
        since: Timestamp,
        /// The block in which it was verified: a later one's randomness draws.
        #[he("בלוק")]
        height: u64,
    },
    /// It waits for an auditor.
    #[tag(3)]
    #[he("בביקורת")]
    Audited {
        /// Until when.
        #[he("עד")]
        until: Timestamp,
    },
    /// It waits for its epoch to be shared.
    #[tag(4)]
    #[he("מחכה לסוף התקופה")]
    Pooled {
        /// Of which epoch.
        #[he("תקופה")]
        epoch: u32,
    },
    /// Its amount is set aside; anybody who belongs may challenge it.
    #[tag(5)]
    #[he("פתוחה לערעור")]
    Challengeable {
        /// Until when.
        #[he("עד")]
        until: Timestamp,
    },
    /// It is challenged.
    #[tag(6)]
    #[he("בערעור")]
    Challenged {
        /// Until when the community judges.
        #[he("עד")]
        until: Timestamp,
    },
    /// Whoever attested it was revoked: the rest waits for the community.
    #[tag(7)]
    #[he("מוקפאת")]
    Frozen {
        /// Until when.
        #[he("עד")]
        until: Timestamp,
        /// Parts that were paid.
        #[he("חלקים ששולמו")]
        part: u8,
    },
    /// It is paid in parts.
    #[tag(8)]
    #[he("משולמת בחלקים")]
    Payable {
        /// When the next part is.
        #[he("עד")]
        until: Timestamp,
        /// Parts that were paid.
        #[he("חלקים ששולמו")]
        part: u8,
    },
    /// It is paid.
    #[tag(9)]
    #[he("שולמה")]
    Paid {
        /// When.
        #[he("מועד")]
        at: Timestamp,
    },
    /// It is not paid; its evidence may be brought again.
    #[tag(10)]
    #[he("נדחתה")]
    Rejected {
        /// When.
        #[he("מועד")]
        at: Timestamp,
        /// Why.
        #[he("סיבה")]
        why: Why,
    },
    /// It was found untrue.
    #[tag(11)]
    #[he("נפסלה")]
    Slashed {
        /// When.
        #[he("מועד")]
        at: Timestamp,
    },
}

impl Stage {
    /// The last moment of it, if it has one.
    pub const fn until(self) -> Option<Timestamp> {
        match self {
            Self::Submitted { until }
            | Self::Audited { until }
            | Self::Challengeable { until }
            | Self::Challenged { until }
            | Self::Frozen { until, .. }
            | Self::Payable { until, .. } => Some(until),
            Self::Drawing { since, .. } => Some(since),
            _ => None,
        }
    }

    /// Whether nothing more comes of it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Paid { .. } | Self::Rejected { .. } | Self::Slashed { .. })
    }

    /// As refusals tell it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Submitted { .. } => "submitted",
            Self::Drawing { .. } => "drawing",
            Self::Audited { .. } => "audited",
            Self::Pooled { .. } => "pooled",
            Self::Challengeable { .. } => "challengeable",
            Self::Challenged { .. } => "challenged",
            Self::Frozen { .. } => "frozen",
            Self::Payable { .. } => "payable",
            Self::Paid { .. } => "paid",
            Self::Rejected { .. } => "rejected",
            Self::Slashed { .. } => "slashed",
        }
    }
}

/// Who challenged a claim, and what they staked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Challenge {
    /// Who.
    #[he("מי")]
    pub by: AccountId,
    /// Base units of the programme's asset.
    #[he("עירבון")]
    pub stake: u128,
    /// Why.
    #[he("נימוק")]
    pub reason: Reason,
}

/// Somebody's claim to a reward.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct RewardClaim {
    /// Of which programme.
    #[he("תוכנית")]
    pub programme: u64,
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
    /// The hash of what it brings, in the one form that the ledger gives it.
    #[he("תמצית הראיה")]
    pub evidence: Hash32,
    /// Of which kind that is.
    #[he("סוג הראיה")]
    pub kind: Kind,
    /// The piece of work that it brings.
    #[he("עבודה")]
    pub job: Option<u64>,
    /// The part of a course that it is for.
    #[he("שלב בקורס")]
    pub lesson: Option<LessonPart>,
    /// What they say of it.
    #[he("מילים")]
    pub words: Option<Reason>,
    /// Whether the ledger's own clauses held when it was claimed, by verifier.
    #[he("תנאים שהתקיימו")]
    pub held: List<u8, MAX_VERIFIERS>,
    /// What verifiers said.
    #[he("קולות הבודקים")]
    pub voices: List<Voice, MAX_VOICES>,
    /// Its score.
    #[he("ציון")]
    pub score: u64,
    /// Base units set aside for it.
    #[he("יחידות")]
    pub units: u128,
    /// Base units paid.
    #[he("שולם")]
    pub paid: u128,
    /// Who challenges it.
    #[he("ערעור")]
    pub challenge: Option<Challenge>,
    /// The entry in the due queue.
    #[he("מספר בתור")]
    pub due: Option<u64>,
    /// How far it has come.
    #[he("שלב")]
    pub stage: Stage,
}
