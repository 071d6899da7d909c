//! Nouns of rounds.

use aluma_types::{AccountId, Amount, Body, Canon, List, Share, Timestamp};

pub use crate::grants::rules::phases::{Paid, Phase, Rest, Sum};
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
/// Tokens of thanks that a circle lets each member give at most.
pub const MAX_TOKENS: u32 = 10_000;
/// People to whom one member of a circle gives tokens.
pub const MAX_GIFTS: usize = 100;
/// Candidates of one round: as many as fit on one ballot.
pub const MAX_CANDIDATES: usize = 200;
/// Ballots that a round may ask for before a candidate counts: as many people as hold a role.
pub const MAX_QUORUM: u32 = 50;
/// Ballots of one round: a role has fewer holders, and passes on.
pub const MAX_BALLOTS: u32 = 200;
/// Pieces of work and of evidence, each, that a nomination names.
pub const MAX_CITED: usize = 8;

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
#[says(
    en = "{ $praised } to those who are praised and { $raters } to raters; scores { $scale }, a \
          duplicate worth { $duplicate }, { $mean }{ $ceiling_key ->\n    [some] ; a smaller part \
          below { $ceiling } entries\n   *[none] { \"\" }\n}{ $recorded_key ->\n    [yes] ; recorded \
          by the steward\n   *[no] { \"\" }\n}{ $own_counts_key ->\n    [yes] ; praise of oneself \
          counts\n   *[no] { \"\" }\n}",
    he = "{ $praised } למי שהוקירו אותם, { $raters } למעריכים; ציונים { $scale }, כפילות שווה { \
          $duplicate }, { $mean }{ $ceiling_key ->\n    [some] ; חלק קטן יותר מתחת ל־{ $ceiling } \
          הוקרות\n   *[none] { \"\" }\n}{ $recorded_key ->\n    [yes] ; תיעוד של מה שהיה במקום אחר\n  \
           *[no] { \"\" }\n}{ $own_counts_key ->\n    [yes] ; הוקרה עצמית נספרת\n   *[no] { \"\" }\n}"
)]
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
    #[says(en = "praise, { $terms }", he = "הוקרה, { $terms }")]
    Praise {
        /// Its terms.
        #[he("התנאים")]
        terms: PraiseTerms,
    },
    /// By the points that came while it was open.
    #[tag(2)]
    #[he("הנקודות שנוספו בזמן הסבב")]
    #[says(
        en = "the points added during the round{ $domain_key ->\n    [some] { \" \" }in domain { \
              $domain }\n   *[none] { \"\" }\n}",
        he = "הנקודות שנוספו בזמן הסבב{ $domain_key ->\n    [some] { \" \" }בתחום { $domain }\n   \
              *[none] { \"\" }\n}"
    )]
    Immediate {
        /// Of this domain; none is the whole community.
        #[he("תחום")]
        domain: Option<u32>,
    },
    /// By what everybody's points weigh when it closes.
    #[tag(3)]
    #[he("משקל הנקודות בסגירת הסבב")]
    #[says(
        en = "points as they weigh when the round closes{ $domain_key ->\n    [some] { \" \" }in \
              domain { $domain }\n   *[none] { \"\" }\n}",
        he = "משקל הנקודות בסגירת הסבב{ $domain_key ->\n    [some] { \" \" }בתחום { $domain }\n   \
              *[none] { \"\" }\n}"
    )]
    Recent {
        /// Of this domain; none is the whole community.
        #[he("תחום")]
        domain: Option<u32>,
    },
    /// First to those whom rounds paid least of what they gave.
    #[tag(4)]
    #[he("איזון: קודם למי שקיבלו פחות ממה שנתנו")]
    #[says(
        en = "balance: first those who were given less than they gave{ $domain_key ->\n    [some] { \
              \" \" }in domain { $domain }\n   *[none] { \"\" }\n}",
        he = "איזון: קודם למי שקיבלו פחות ממה שנתנו{ $domain_key ->\n    [some] { \" \" }בתחום { \
              $domain }\n   *[none] { \"\" }\n}"
    )]
    Balanced {
        /// Points of this domain, and what rounds paid in it; none is the whole community.
        #[he("תחום")]
        domain: Option<u32>,
    },
    /// By the tokens of thanks that members give each other.
    #[tag(5)]
    #[he("מעגל תודות")]
    #[says(en = "a circle of thanks, { $terms }", he = "מעגל תודות, { $terms }")]
    Circle {
        /// Its terms.
        #[he("התנאים")]
        terms: CircleTerms,
    },
    /// By the ballots of those who hold a role, on what was done before.
    #[tag(6)]
    #[he("בדיעבד")]
    #[says(en = "in hindsight, { $terms }", he = "בדיעבד, { $terms }")]
    Retro {
        /// Its terms.
        #[he("התנאים")]
        terms: RetroTerms,
    },
}

/// What a circle goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "{ $tokens } tokens for everybody{ $role_key ->\n    [some] { \" \" }in role { $role }\n   \
          *[none] { \"\" }\n}",
    he = "{ $tokens } אסימונים לכל אחד ואחת{ $role_key ->\n    [some] { \" \" }בתפקיד { $role }\n   \
          *[none] { \"\" }\n}"
)]
pub struct CircleTerms {
    /// Tokens that everybody has to give; what they do not give is lost.
    #[he("אסימוני תודה לכל אחד ואחת")]
    pub tokens: u32,
    /// Whose circle it is: of those who hold this role, or without one of all members.
    #[he("מעגל של תפקיד")]
    pub role: Option<u32>,
}

/// What the numbers on a ballot mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Marks {
    /// Base units that a candidate should receive: they receive the median, or where all medians are
    /// more than the budget their part of it.
    #[tag(1)]
    #[he("סכומים")]
    Amounts,
    /// Scores: the whole budget is shared by their medians.
    #[tag(2)]
    #[he("ציונים")]
    Scores,
}

/// What a round of ballots goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "ballots of role { $role } that hold { $marks }; counted from { $quorum } ballots and a \
          median of { $least } on",
    he = "פתקים של תפקיד { $role }, שרושמים בהם { $marks }; נספר מ־{ $quorum } פתקים ומחציון { $least \
          } ומעלה"
)]
pub struct RetroTerms {
    /// Who casts ballots: those who hold this role.
    #[he("בעלי התפקיד")]
    pub role: u32,
    /// What they write on them.
    #[he("מה רושמים")]
    pub marks: Marks,
    /// On how many ballots a candidate must stand.
    #[he("על כמה פתקים לפחות")]
    pub quorum: u32,
    /// The lowest median that counts: base units, or a score.
    #[he("החציון הנמוך ביותר שנספר")]
    pub least: u128,
}

impl Policy {
    /// The terms of a praise round.
    pub const fn praise(&self) -> Option<&PraiseTerms> {
        match self {
            Self::Praise { terms } => Some(terms),
            _ => None,
        }
    }

    /// The domain that it is about; none is the whole community.
    pub const fn domain(&self) -> Option<u32> {
        match self {
            Self::Immediate { domain } | Self::Recent { domain } | Self::Balanced { domain } => {
                *domain
            }
            Self::Praise { .. } | Self::Circle { .. } | Self::Retro { .. } => None,
        }
    }

    /// The role that it asks for, if it does.
    pub const fn role(&self) -> Option<u32> {
        match self {
            Self::Circle { terms } => terms.role,
            Self::Retro { terms } => Some(terms.role),
            _ => None,
        }
    }

    /// Of which kind it is, as refusals tell it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Praise { terms } if terms.recorded => "recorded",
            Self::Praise { .. } => "lived",
            Self::Immediate { .. } | Self::Recent { .. } | Self::Balanced { .. } => "points",
            Self::Circle { .. } => "circle",
            Self::Retro { .. } => "retro",
        }
    }
}

/// Why a round shared nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Nothing {
    /// Nothing that was said came to a score, or nothing was said.
    #[tag(1)]
    #[he("אין ציונים")]
    Scored,
    /// Nobody has points that count.
    #[tag(2)]
    #[he("אין נקודות")]
    Points,
    /// Nobody gave a token.
    #[tag(3)]
    #[he("לא חולקו אסימונים")]
    Given,
    /// No candidate stood on enough ballots with enough.
    #[tag(4)]
    #[he("אין מועמדים מעל הסף")]
    Chosen,
    /// Its budget is not here: the community left the ledger whose units it was in.
    #[tag(5)]
    #[he("התקציב נשאר מאחור")]
    Budget,
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
    /// There was nothing to share by: the budget returned.
    #[tag(5)]
    #[he("התקציב חזר")]
    Returned {
        /// When.
        #[he("מועד")]
        at: Timestamp,
        /// Why.
        #[he("סיבה")]
        why: Nothing,
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
    /// The escrow that holds it.
    #[he("מספר הנאמנות")]
    pub escrow: u64,
    /// By what.
    #[he("שיטה")]
    pub policy: Policy,
    /// Who assigns raters, and records.
    #[he("רכזת או רכז הסבב")]
    pub steward: Option<AccountId>,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment to praise, or to be nominated.
    #[he("הוקרות ומועמדויות עד")]
    pub entries_until: Timestamp,
    /// The last moment to score, to give or to cast a ballot.
    #[he("נסגר ב־")]
    pub closes: Timestamp,
    /// Entries, those about oneself among them; members who gave; ballots.
    #[he("הוקרות, נותנים או פתקים")]
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
    /// By what the budget is shared: means of what they were praised for, in 1/84,000 of a score; or
    /// points, tokens, the median, or what is missing of their part.
    #[he("משקל")]
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
    /// Points when the round closed, in micro-points as they compare by one clock; for what rounds
    /// paid before, those that were ever given.
    #[he("נקודות")]
    pub points: u128,
    /// What is taken off: points when the round opened, or base units that rounds paid before.
    #[he("לפני הסבב")]
    pub before: u128,
    /// Members who gave them tokens, or ballots on which they stand.
    #[he("נותנים או פתקים")]
    pub by: u32,
    /// Base units by weight, in a round where nobody praises.
    #[he("חלק")]
    pub units: u128,
}

impl Take {
    /// Entries that count as scored.
    pub const fn counted(&self) -> u32 {
        if self.gave == 0 { 0 } else { self.rated }
    }

    /// All base units.
    pub const fn total(&self) -> u128 {
        self.praise.saturating_add(self.rating).saturating_add(self.units)
    }
}

/// Tokens that a member gives another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $tokens } to { $to }", he = "{ $tokens } אל { $to }")]
pub struct Gift {
    /// Whom.
    #[he("אל")]
    pub to: AccountId,
    /// How many; at least one.
    #[he("אסימונים")]
    pub tokens: u32,
}

/// All that a member gives in a circle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Gifts {
    /// To each.
    #[he("המתנות")]
    pub gifts: List<Gift, MAX_GIFTS>,
}

/// That a member asks to be paid for what they did before.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Nomination {
    /// What they did.
    #[he("על מה")]
    pub words: Words,
    /// Contributions of theirs that were judged, by number.
    #[he("תרומות")]
    pub evidence: List<u64, MAX_CITED>,
    /// Pieces of work, by number: readers look them up.
    #[he("עבודות")]
    pub jobs: List<u64, MAX_CITED>,
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
}

/// What a ballot says of one candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $units } for { $candidate }", he = "{ $units } עבור { $candidate }")]
pub struct Mark {
    /// Who.
    #[he("מי")]
    pub candidate: AccountId,
    /// Base units or a score.
    #[he("סכום או ציון")]
    pub units: u128,
}

/// The ballot of one who holds the role.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct RetroBallot {
    /// On whom, and how much.
    #[he("על מי וכמה")]
    pub marks: List<Mark, MAX_CANDIDATES>,
    /// When it was cast last.
    #[he("מתי")]
    pub at: Timestamp,
    /// Whether it counts: not before the round closes, and then where they hold the role.
    #[he("נספר")]
    pub counts: bool,
}
