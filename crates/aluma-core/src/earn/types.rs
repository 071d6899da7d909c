//! Nouns of programmes.

use aluma_types::{AccountId, AssetId, Body, Canon, DaoId, List, Share, Span, Text, Timestamp};

pub use crate::earn::rules::stages::{Challenge, RewardClaim, Stage, Voice, Why};
pub use crate::earn::rules::terms::{Caps, Clause, Curve, Payout, ScoreBy, Step, Terms, Verifier};
pub use crate::treasury::types::REASON_BYTES;

/// Bytes of what a programme is for.
pub const PURPOSE_BYTES: usize = 4_000;
/// Bytes of a link that somebody gives as evidence.
pub const LINK_BYTES: usize = 240;
/// Verifiers of one programme.
pub const MAX_VERIFIERS: usize = 4;
/// Clauses of one predicate.
pub const MAX_CLAUSES: usize = 8;
/// Accounts of one verifier.
pub const MAX_NAMED: usize = 8;
/// Steps of a tiered curve and parts of a ladder.
pub const MAX_STEPS: usize = 8;
/// What verifiers said of one claim.
pub const MAX_VOICES: usize = 32;
/// Escrows that a programme is paid from at one time.
pub const MAX_FUNDS: usize = 32;
/// Claims that share one pool: as many as are shared in one go; the next go to the next epoch's.
pub const MAX_POOLED: u32 = 1_000;
/// Claims that one attestor answers for at one time.
pub const MAX_ATTESTED: u32 = 200;
/// Parts over which a reward is vested at most.
pub const MAX_PARTS: u8 = 24;
/// The highest score that an attestor may give.
pub const MAX_SCORE: u64 = 1_000_000_000;
/// Epochs that are remembered for the coverage ratio, and after which it cuts.
pub const TRAILING: usize = 4;
/// The part of what lies in trust that one epoch may spend: it fades and never ends at once.
pub const FADE: u128 = 26;
/// The longest time that a programme is open, that an epoch, a window or a part of a vesting lasts.
pub const LONGEST: Span = Span::days(1_100);
/// How long verifiers have, whoever judges a challenge, and whoever decides on what is frozen.
pub const PATIENCE: Span = Span::days(7);
/// How long those who taught a skill wait for what its use has to pay them, where an epoch has not enough.
pub const TEACHERS_WAIT: Span = Span::days(90);
/// How long somebody belongs before their caps are whole, but in the founding season.
pub const RAMP: Span = Span::days(30);
/// The part of an epoch's budget that all those share whom one member brought and who gave nothing yet,
/// where a programme does not say; no less than one person may have, and no more than ten.
pub const GROUP: u128 = 128;
/// How many people's caps these share at most, where a programme does not say.
pub const GROUP_PEOPLE: u128 = 10;
/// Claims of theirs in one epoch for each person whose cap they share, and at least so many: others' claims
/// are not to wait behind theirs.
pub const GROUP_CLAIMS: u128 = 8;
/// The least of these.
pub const LEAST_CLAIMS: u128 = 32;
/// The part of a claim's amount that is staked against it.
pub const STAKE: Share = Share::percent(10);

/// What a programme is for.
pub type Purpose = Body<PURPOSE_BYTES>;
/// Why, in words.
pub type Reason = Body<REASON_BYTES>;
/// A link.
pub type Link = Text<LINK_BYTES>;

/// What a claim may bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Kind {
    /// Nothing beside what the ledger knows.
    #[tag(1)]
    #[he("מה שרשום בפנקס")]
    Ledger,
    /// A link to something outside.
    #[tag(2)]
    #[he("קישור")]
    Outside,
    /// A piece of work that was accepted.
    #[tag(3)]
    #[he("עבודה שהתקבלה")]
    Work,
    /// A part of a course: claimed by going on in it, and in no other way.
    #[tag(4)]
    #[he("שלב בקורס")]
    Lesson,
}

/// Which part of a course a claim is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct LessonPart {
    /// The course.
    #[he("מספר הקורס")]
    pub course: u64,
    /// The part of the ladder, from 0.
    #[he("השלב בסולם")]
    pub part: u8,
}

/// What became of a claim for a part of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonEnd {
    /// It was found true; it may still be challenged.
    Accepted,
    /// It was not found true.
    Denied,
    /// It was found untrue after it had been accepted.
    Untrue,
}

/// What a claim brings.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Evidence {
    /// Nothing beside what the ledger knows.
    #[tag(1)]
    #[he("מה שרשום בפנקס")]
    Ledger,
    /// Something outside. The ledger keeps its hash; the link itself stays in the log for good.
    #[tag(2)]
    #[he("קישור")]
    Outside {
        /// Where it is.
        #[he("כתובת")]
        link: Link,
    },
    /// A piece of work that was accepted.
    #[tag(3)]
    #[he("עבודה שהתקבלה")]
    Work {
        /// Its number.
        #[he("מספר העבודה")]
        job: u64,
    },
}

impl Evidence {
    /// Of which kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Ledger => Kind::Ledger,
            Self::Outside { .. } => Kind::Outside,
            Self::Work { .. } => Kind::Work,
        }
    }
}

/// How far a programme has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum ProgrammeStage {
    /// Nothing lies in trust for it yet.
    #[tag(1)]
    #[he("ממתינה למימון")]
    Draft,
    /// It takes claims.
    #[tag(2)]
    #[he("פעילה")]
    Live,
    /// It takes no claims for now.
    #[tag(3)]
    #[he("מושהית")]
    Paused,
    /// It takes no more; what was claimed goes on.
    #[tag(4)]
    #[he("נסגרת")]
    Closing,
    /// It is over.
    #[tag(5)]
    #[he("סגורה")]
    Closed {
        /// When.
        #[he("מועד")]
        at: Timestamp,
    },
}

impl ProgrammeStage {
    /// As refusals tell it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Live => "live",
            Self::Paused => "paused",
            Self::Closing => "closing",
            Self::Closed { .. } => "closed",
        }
    }
}

/// What was earned by an epoch and came in from outside meanwhile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Trail {
    /// Income of the community on record in the programme's asset.
    #[he("הכנסות")]
    pub income: u128,
    /// Set aside for rewards.
    #[he("תגמולים")]
    pub rewards: u128,
}

/// Where a programme's money is, in base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Purse {
    /// Ever put in trust.
    #[he("מומן")]
    pub funded: u128,
    /// Paid.
    #[he("שולם")]
    pub paid: u128,
    /// Returned to those who funded it.
    #[he("הוחזר")]
    pub returned: u128,
    /// Set aside for claims that are not over, and for those who learn.
    #[he("משוריין")]
    pub reserved: u128,
    /// What of the paid went to those who taught.
    #[he("למלמדים")]
    pub taught: u128,
}

impl Purse {
    /// What lies in trust.
    pub const fn lies(&self) -> u128 {
        self.funded.saturating_sub(self.paid).saturating_sub(self.returned)
    }

    /// What of it is free for claims.
    pub const fn free(&self) -> u128 {
        self.lies().saturating_sub(self.reserved)
    }
}

/// A programme.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Programme {
    /// What it is called.
    #[he("שם")]
    pub title: Reason,
    /// What it is for.
    #[he("מטרה")]
    pub purpose: Purpose,
    /// In what it pays.
    #[he("נכס")]
    pub asset: AssetId,
    /// What it goes by.
    #[he("תנאים")]
    pub terms: Terms,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment for claims.
    #[he("עד")]
    pub until: Timestamp,
    /// Where its money is.
    #[he("כספים")]
    pub purse: Purse,
    /// The epoch that something was claimed in last.
    #[he("תקופה")]
    pub epoch: u32,
    /// What the last epochs earned and cost, oldest first.
    #[he("תקופות אחרונות")]
    pub trail: List<Trail, TRAILING>,
    /// Epochs in a row that outside income did not cover.
    #[he("תקופות בלי כיסוי")]
    pub uncovered: u32,
    /// Income on record when the present epoch began.
    #[he("הכנסות בתחילת התקופה")]
    pub income: u128,
    /// What claims have taken off a falling curve, and as of when.
    #[he("ירידה")]
    pub fallen: u128,
    /// As of when.
    #[he("נכון ל־")]
    pub fallen_at: Timestamp,
    /// Claims that are not over.
    #[he("דרישות פתוחות")]
    pub open: u32,
    /// Those who learn and for whom something is set aside.
    #[he("לומדים")]
    pub learners: u32,
    /// The entry in the due queue that closes it.
    #[he("מספר בתור")]
    pub due: Option<u64>,
    /// How far it has come.
    #[he("שלב")]
    pub stage: ProgrammeStage,
}

/// Who put money in trust for a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Fund {
    /// The account; none where it was the community.
    #[he("מי")]
    pub by: Option<AccountId>,
    /// How much.
    #[he("יחידות")]
    pub units: u128,
}

/// What an epoch of a programme has and gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Epoch {
    /// What it may spend.
    #[he("תקציב")]
    pub budget: u128,
    /// What was set aside in it.
    #[he("הוקצה")]
    pub spent: u128,
    /// Claims that share its pool.
    #[he("דרישות")]
    pub claims: u32,
    /// Whether its pool was shared.
    #[he("חולק")]
    pub shared: bool,
}

/// What somebody has earned by a programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Earner {
    /// Base units set aside for them or paid.
    #[he("בסך הכול")]
    pub units: u128,
    /// The epoch in which that was last.
    #[he("תקופה")]
    pub epoch: u32,
    /// Base units in that epoch.
    #[he("בתקופה")]
    pub in_epoch: u128,
    /// Claims that were verified.
    #[he("דרישות")]
    pub claims: u32,
    /// All their scores.
    #[he("סך הציונים")]
    pub score: u128,
}

/// What those took of an epoch whom one member brought, and what they claimed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Group {
    /// Which epoch.
    #[he("תקופה")]
    pub epoch: u32,
    /// Base units set aside for them in it.
    #[he("יחידות")]
    pub units: u128,
    /// The epoch in which they claimed last.
    #[he("תקופת הדרישות")]
    pub claimed: u32,
    /// Claims in that epoch.
    #[he("דרישות")]
    pub claims: u32,
}
/// Which claim brought a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Used {
    /// Where.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Its number there.
    #[he("מספר הדרישה")]
    pub claim: u64,
}

/// A key that answers for what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Attestor {
    /// Base units at stake.
    #[he("עירבון")]
    pub bond: u128,
    /// The epoch in which it attested last.
    #[he("תקופה")]
    pub epoch: u32,
    /// What it attested in that epoch.
    #[he("אימותים בתקופה")]
    pub count: u32,
    /// Claims that it answers for and that are not over.
    #[he("דרישות פתוחות")]
    pub open: u32,
    /// Claims that it attested in all.
    #[he("אימותים בסך הכול")]
    pub attested: u32,
    /// Of these found untrue.
    #[he("נפסלו")]
    pub slashed: u32,
    /// Whether it attests no more.
    #[he("הוסר")]
    pub revoked: bool,
}
