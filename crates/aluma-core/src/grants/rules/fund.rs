//! Nouns of quadratic rounds: a fund, its projects, and what people give to them.

use aluma_types::{AccountId, Amount, Canon, Share, Timestamp};

use crate::grants::types::Words;

/// Projects of one fund.
pub const MAX_PROJECTS: u32 = 50;
/// Gifts to all projects of one fund, each of one account to one project: as many as are paid in one go.
pub const MAX_SUPPORTS: u32 = 500;

/// How a fund adds to gifts, which never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "gifts from { $least } on{ $cap_key ->\n    [some] , at most { $cap } of the pot for one \
          project\n   *[none] { \"\" }\n}{ $clustered_key ->\n    [yes] , each cluster counted as \
          one\n   *[no] { \"\" }\n}{ $everybody_key ->\n    [yes] , the gifts of every account \
          count\n   *[no] { \"\" }\n}",
    he = "תמיכות מ־{ $least } ומעלה{ $cap_key ->\n    [some] , עד { $cap } מהקופה לפרויקט\n   *[none] \
          { \"\" }\n}{ $clustered_key ->\n    [yes] , כל אשכול נספר כאחד\n   *[no] { \"\" }\n}{ \
          $everybody_key ->\n    [yes] , תמיכה של כל חשבון נספרת\n   *[no] { \"\" }\n}"
)]
pub struct Matching {
    /// The smallest gift, in base units.
    #[he("התמיכה הקטנה ביותר")]
    pub least: u128,
    /// The largest part of the pot that one project receives; none where there is no such limit.
    #[he("תקרה לפרויקט")]
    pub cap: Option<Share>,
    /// Whether what people of one cluster give is added up before the root.
    #[he("אשכולות נספרים כאחד")]
    pub clustered: bool,
    /// Whether gifts of accounts that do not belong to the community are matched too. An account costs
    /// nothing, and many small gifts of one person draw much.
    #[he("תמיכה של כל חשבון מזכה")]
    pub everybody: bool,
}

/// A fund: money of the community that is added to what people give to projects.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Fund {
    /// What it is called.
    #[he("שם")]
    pub title: Words,
    /// What there is to add.
    #[he("סכום להוספה")]
    pub matching: Amount,
    /// The escrow that holds it.
    #[he("מספר הנאמנות")]
    pub escrow: u64,
    /// How it is added.
    #[he("שיטה")]
    pub terms: Matching,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment to enter and to give.
    #[he("נסגר ב־")]
    pub closes: Timestamp,
    /// Projects that entered.
    #[he("פרויקטים")]
    pub projects: u32,
    /// Gifts, each of one account to one project.
    #[he("תמיכות")]
    pub supports: u32,
    /// What people gave, in base units.
    #[he("ניתן")]
    pub given: u128,
    /// What was added, in base units.
    #[he("נוסף")]
    pub matched: u128,
    /// When it was closed and paid.
    #[he("שולם ב־")]
    pub over: Option<Timestamp>,
    /// The entry in the due queue that closes it.
    #[he("מספר בתור")]
    pub due: Option<u64>,
}

/// A project of a fund.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Project {
    /// Who does it, and receives.
    #[he("מי עושה ומקבל")]
    pub payee: AccountId,
    /// What it is.
    #[he("על מה")]
    pub words: Words,
    /// When it entered.
    #[he("מתי")]
    pub at: Timestamp,
    /// What people gave to it, in base units.
    #[he("ניתן")]
    pub given: u128,
    /// How many gave.
    #[he("תומכים")]
    pub supporters: u32,
    /// What was added, in base units.
    #[he("נוסף")]
    pub matched: u128,
    /// Whether it was taken back: what people gave returned.
    #[he("נמשך")]
    pub withdrawn: bool,
}

/// What somebody gave to a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Support {
    /// The escrow that holds it, beside their account.
    #[he("מספר הנאמנות")]
    pub escrow: u64,
    /// All that they gave to it, however often, in base units.
    #[he("ניתן")]
    pub gave: u128,
    /// The cluster that they were in when the fund closed, where it counts.
    #[he("אשכול")]
    pub cluster: Option<AccountId>,
    /// Whether it was matched when the fund closed.
    #[he("מזכה בתוספת")]
    pub counts: bool,
    /// Whether it returned to them.
    #[he("חזר")]
    pub returned: bool,
}
