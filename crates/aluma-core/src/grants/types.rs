//! Nouns of rounds.

use aluma_types::{AccountId, Amount, Body, Canon, List, Share, Timestamp};

pub use crate::treasury::types::REASON_BYTES;

/// Bytes of what one praise says.
pub const WORDS_BYTES: usize = 2_000;
/// Raters of one entry.
pub const MAX_RATERS: usize = 8;
/// Scores that a round lets raters choose from.
pub const MAX_SCALE: usize = 32;
/// The highest score of any scale.
pub const MAX_SCORE: u16 = 10_000;
/// Parts of one score: what was recorded elsewhere is not always whole.
pub const PARTS: u32 = 100;
/// Entries of one round.
pub const MAX_ENTRIES: u32 = 20_000;
/// People who may take a part of one round: as many as are paid in one go.
pub const MAX_TAKERS: usize = 2_000;
/// Entries that one action records, assigns or scores.
pub const MAX_ROWS: usize = 200;

/// What a praise says.
pub type Words = Body<WORDS_BYTES>;
/// The scores that raters may choose from, ascending.
pub type Scale = List<u16, MAX_SCALE>;

/// How the scores of one entry become one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Mean {
    /// The exact mean: 0 for whoever dismissed it, for whoever called it a duplicate their own score
    /// of the other at the value of a duplicate, and without those who left it at 0.
    #[tag(1)]
    #[he("ממוצע מדויק")]
    Exact,
    /// The same to two decimals, as Praise computes it in double precision.
    #[tag(2)]
    #[he("ממוצע לשתי ספרות, כמו ב־Praise")]
    Hundredths,
    /// The exact mean of all scores as they stand, zeros too.
    #[tag(3)]
    #[he("ממוצע של כל הציונים")]
    Plain,
}

/// What a praise round goes by.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PraiseTerms {
    /// The part of the budget that goes to those who are praised.
    #[he("חלקם של מי שהוקירו אותם")]
    pub praised: Share,
    /// The part that goes to raters, by how many entries each scored; what is left stays with the
    /// community.
    #[he("חלקם של המעריכים")]
    pub raters: Share,
    /// The scores that there are, ascending.
    #[he("הציונים האפשריים")]
    pub scale: Scale,
    /// What a duplicate is worth of the score of the one that it repeats.
    #[he("ערך של כפילות")]
    pub duplicate: Share,
    /// How scores become one number.
    #[he("דרך החישוב")]
    pub mean: Mean,
    /// With fewer entries than this, only as large a part of the budget is shared.
    #[he("תקרת פעילות")]
    pub ceiling: Option<u32>,
    /// Whether its steward records what happened elsewhere.
    #[he("תיעוד של מה שהיה במקום אחר")]
    pub recorded: bool,
    /// Whether who praised themselves takes a part by it: only as recorded.
    #[he("הוקרה עצמית נספרת")]
    pub own_counts: bool,
}

/// By what a round shares its budget.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Policy {
    /// By what assigned raters score.
    #[tag(1)]
    #[he("הוקרה")]
    Praise {
        /// Its terms.
        #[he("התנאים")]
        terms: PraiseTerms,
    },
}

impl Policy {
    /// The terms of a praise round.
    pub const fn praise(&self) -> &PraiseTerms {
        match self {
            Self::Praise { terms } => terms,
        }
    }
}

/// How far a round has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Stage {
    /// It takes entries and scores.
    #[tag(1)]
    #[he("פתוח")]
    Open,
    /// It is closed and added up, so many entries at a time.
    #[tag(2)]
    #[he("מסתכם")]
    Adding {
        /// The last entry that is added.
        #[he("עד")]
        after: u32,
    },
    /// It is paid.
    #[tag(3)]
    #[he("שולם")]
    Paid {
        /// When.
        #[he("מועד")]
        at: Timestamp,
        /// What it shared, in base units.
        #[he("חולק")]
        shared: u128,
    },
    /// It was cancelled.
    #[tag(4)]
    #[he("בוטל")]
    Cancelled {
        /// When.
        #[he("מועד")]
        at: Timestamp,
    },
}

/// A round.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Round {
    /// What it is called.
    #[he("שם")]
    pub title: Body<REASON_BYTES>,
    /// What there is to share.
    #[he("תקציב")]
    pub budget: Amount,
    /// The reservation that holds it.
    #[he("מספר השריון")]
    pub reservation: u64,
    /// By what.
    #[he("שיטה")]
    pub policy: Policy,
    /// Who assigns raters, and records.
    #[he("רכזת או רכז הסבב")]
    pub steward: AccountId,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment to praise.
    #[he("אפשר להוקיר עד")]
    pub entries_until: Timestamp,
    /// The last moment to score.
    #[he("נסגר ב־")]
    pub closes: Timestamp,
    /// Entries, those about oneself among them.
    #[he("הוקרות")]
    pub entries: u32,
    /// Entries of people about themselves.
    #[he("הוקרות עצמיות")]
    pub own: u32,
    /// People who may take a part.
    #[he("משתתפים")]
    pub takers: u32,
    /// The entry in the due queue that closes it.
    #[he("מספר בתור")]
    pub task: u64,
    /// How far it has come.
    #[he("שלב")]
    pub stage: Stage,
}

/// What one rater says of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Rate {
    /// Who was assigned.
    #[he("מי")]
    pub rater: AccountId,
    /// The score in hundredths; 0 where none was given.
    #[he("ציון במאיות")]
    pub score: u32,
    /// Whether they say that it is no praise.
    #[he("נפסל")]
    pub dismissed: bool,
    /// The entry of the same round that they say it repeats.
    #[he("כפילות של")]
    pub repeats: Option<u32>,
}

impl Rate {
    /// Of a rater who said nothing yet.
    pub(crate) const fn open(rater: AccountId) -> Self {
        Self { rater, score: 0, dismissed: false, repeats: None }
    }
}

/// The raters of an entry, in the order in which they were assigned.
pub type Rates = List<Rate, MAX_RATERS>;

/// One praise in a round.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Entry {
    /// Who praises.
    #[he("מאת")]
    pub from: AccountId,
    /// Whom.
    #[he("אל")]
    pub to: AccountId,
    /// When it was said.
    #[he("מתי")]
    pub at: Timestamp,
    /// What for; a record may leave the words where they are.
    #[he("על מה")]
    pub words: Option<Words>,
    /// Who scores it, and how.
    #[he("מעריכים")]
    pub rates: Rates,
}

/// What somebody takes of a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Take {
    /// Means of what they were praised for, in 1/84,000 of a score.
    #[he("ציון")]
    pub weight: u128,
    /// Entries that they scored and did not call duplicates.
    #[he("הערכות")]
    pub rated: u32,
    /// The scores that they gave to these, together, in hundredths: who gave none was not there.
    #[he("סך הציונים")]
    pub gave: u64,
    /// Base units for what they were praised for.
    #[he("על ההוקרות")]
    pub praise: u128,
    /// Base units for scoring.
    #[he("על ההערכה")]
    pub rating: u128,
}

impl Take {
    /// Entries that count as scored.
    pub const fn counted(&self) -> u32 {
        if self.gave == 0 { 0 } else { self.rated }
    }

    /// All base units.
    pub const fn total(&self) -> u128 {
        self.praise.saturating_add(self.rating)
    }
}
