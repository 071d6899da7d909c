//! Courses, and how far somebody has come in one.

use aluma_types::{AccountId, Body, Canon, DaoId, List, Share, Span, Timestamp};

use crate::earn::types::{Clause, MAX_CLAUSES, Reason};
pub use crate::reputation::types::Level;

/// Bytes of one lesson in one language.
pub const LESSON_BYTES: usize = 20_000;
/// Lessons of one course.
pub const MAX_LESSONS: usize = 24;
/// Skills that a course asks for first.
pub const MAX_BEFORE: usize = 4;
/// Parts of what a learner is paid, in thousandths: what the ledger knows, the practical, and what is still
/// there after 7, 30 and 90 days.
pub const LADDER: [u16; 5] = [300, 200, 100, 150, 250];
/// When it is asked again whether a skill is still there, since the practical was accepted.
pub const AFTER: [Span; 3] = [Span::days(7), Span::days(30), Span::days(90)];
/// How long somebody may take for what was drawn first, and for the practical.
pub const AT_FIRST: Span = Span::days(30);
/// How long somebody may take when it is asked again; what they miss returns.
pub const AGAIN: Span = Span::days(14);
/// How long what was retained holds without being used.
pub const HOLDS: Span = Span::days(365);
/// For how long work that takes it and is paid refreshes a skill.
pub const REFRESHES: Span = Span::days(180);
/// How often somebody may hand in a practical before their time is over.
pub const TRIES: u8 = 3;
/// The part after the last of the ladder: it pays nothing and refreshes the skill.
pub const REFRESH: u8 = 5;
/// The part that the practical is.
pub const PRACTICAL: u8 = 1;

/// What is read in one language.
pub type LessonText = Body<LESSON_BYTES>;

/// A lesson, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Lesson {
    /// What it is called in English.
    #[he("שם באנגלית")]
    pub title_en: Reason,
    /// What it is called in Hebrew.
    #[he("שם בעברית")]
    pub title_he: Reason,
    /// What is read in English, in Markdown.
    #[he("תוכן באנגלית")]
    pub text_en: LessonText,
    /// What is read in Hebrew, in Markdown.
    #[he("תוכן בעברית")]
    pub text_he: LessonText,
}

/// A skill that is asked for, at a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "skill { $skill } at least up to: { $level }",
    he = "מיומנות { $skill } לפחות עד: { $level }"
)]
pub struct Before {
    /// The skill.
    #[he("המיומנות")]
    pub skill: u32,
    /// At least so well.
    #[he("רמה")]
    pub level: Level,
}

/// What somebody gets who taught, when the skill is first used in work that is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "{ $units } base units, { $mentor } of them the mentor’s",
    he = "{ $units } יחידות, מהן { $mentor } למנטור/ית"
)]
pub struct UsedBonus {
    /// Base units of the programme's asset.
    #[he("יחידות")]
    pub units: u128,
    /// The mentor's part of it, where there is one; the rest is the author's.
    #[he("חלק המנטור/ית")]
    pub mentor: Share,
}

/// A course.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Course {
    /// What it is called in English.
    #[he("שם באנגלית")]
    pub title_en: Reason,
    /// What it is called in Hebrew.
    #[he("שם בעברית")]
    pub title_he: Reason,
    /// The skill that it teaches.
    #[he("המיומנות")]
    pub skill: u32,
    /// Skills that it asks for first.
    #[he("מיומנויות קודמות")]
    pub before: List<Before, MAX_BEFORE>,
    /// The programme that pays for learning it.
    #[he("מספר התוכנית")]
    pub programme: u64,
    /// How many clauses are drawn each time.
    #[he("תנאים בהגרלה")]
    pub draws: u8,
    /// Who wrote it.
    #[he("מחבר/ת")]
    pub author: AccountId,
    /// What is paid to whoever taught, when the skill is used.
    #[he("תגמול על שימוש")]
    pub used: Option<UsedBonus>,
    /// Its lessons.
    #[he("שיעורים")]
    pub lessons: List<Lesson, MAX_LESSONS>,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// Whether people may begin it.
    #[he("פתוח להרשמה")]
    pub open: bool,
}

/// A clause that was drawn for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Drawn {
    /// The clause.
    #[he("תנאי")]
    pub clause: Clause,
    /// How often they must do it from the draw on.
    #[he("נדרש")]
    pub asks: u128,
    /// Whether they showed that it is done: it stays so, whatever becomes of what they did.
    #[he("הוכח")]
    pub shown: bool,
}

/// How far somebody is in a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum LearnStage {
    /// What they are to do is being drawn.
    #[tag(1)]
    #[he("בהגרלה")]
    Drawing {
        /// Since when.
        #[he("מאז")]
        since: Timestamp,
        /// The block in which it was asked for: a later one's randomness draws.
        #[he("בלוק")]
        height: u64,
    },
    /// They do what was drawn.
    #[tag(2)]
    #[he("מוכיחים")]
    Proving {
        /// Until when.
        #[he("עד")]
        until: Timestamp,
    },
    /// They make something that peers look at.
    #[tag(3)]
    #[he("עבודה מעשית")]
    Practical {
        /// Until when.
        #[he("עד")]
        until: Timestamp,
    },
    /// Peers look at it.
    #[tag(4)]
    #[he("העבודה נבדקת")]
    Judged {
        /// By which claim.
        #[he("מספר הדרישה")]
        claim: u64,
    },
    /// It is asked again later.
    #[tag(5)]
    #[he("מחכים לבדיקה הבאה")]
    Resting {
        /// When.
        #[he("מועד הבדיקה")]
        until: Timestamp,
    },
    /// All of it is over.
    #[tag(6)]
    #[he("הסתיים")]
    Done {
        /// When.
        #[he("מועד")]
        at: Timestamp,
    },
    /// Their time was over; they may begin anew.
    #[tag(7)]
    #[he("פג")]
    Lapsed {
        /// When.
        #[he("מועד")]
        at: Timestamp,
    },
}

impl LearnStage {
    /// The last moment of it, if it has one.
    pub const fn until(self) -> Option<Timestamp> {
        match self {
            Self::Proving { until } | Self::Practical { until } | Self::Resting { until } => {
                Some(until)
            }
            Self::Drawing { since, .. } => Some(since),
            Self::Judged { .. } | Self::Done { .. } | Self::Lapsed { .. } => None,
        }
    }

    /// As refusals tell it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Drawing { .. } => "drawing",
            Self::Proving { .. } => "proving",
            Self::Practical { .. } => "practical",
            Self::Judged { .. } => "judged",
            Self::Resting { .. } => "resting",
            Self::Done { .. } => "done",
            Self::Lapsed { .. } => "lapsed",
        }
    }
}

/// Somebody in a course.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Learning {
    /// The community that they founded for practice.
    #[he("קהילת התרגול")]
    pub practice: DaoId,
    /// Who helps them.
    #[he("מנטור/ית")]
    pub mentor: Option<AccountId>,
    /// Which part of the ladder comes next, from 0; after the last a check that pays nothing.
    #[he("השלב בסולם")]
    pub part: u8,
    /// Parts that were claimed, missed or lost, one bit each: nothing is set aside for them any more.
    #[he("חלקים שנסגרו")]
    pub settled: u8,
    /// Base units of the programme's asset that are set aside for the others.
    #[he("משוריין")]
    pub held: u128,
    /// Practicals that they handed in since they began.
    #[he("הגשות")]
    pub tries: u8,
    /// What was drawn for them.
    #[he("מה הוגרל")]
    pub drawn: List<Drawn, MAX_CLAUSES>,
    /// When that was: only what they did since then counts.
    #[he("מועד ההגרלה")]
    pub drawn_at: Timestamp,
    /// The places of clauses that were drawn and are drawn again only after all others, one bit each.
    #[he("תנאים שכבר הוגרלו")]
    pub seen: u8,
    /// When the practical was accepted.
    #[he("העבודה המעשית התקבלה")]
    pub accepted: Option<Timestamp>,
    /// The entry in the due queue.
    #[he("מספר בתור")]
    pub due: Option<u64>,
    /// How far they are.
    #[he("שלב")]
    pub stage: LearnStage,
}

impl Learning {
    /// Whether they are on their way, and parts of the ladder are still ahead: their programme waits.
    pub const fn is_on_ladder(&self) -> bool {
        let is_over = matches!(self.stage, LearnStage::Done { .. } | LearnStage::Lapsed { .. });
        self.part < REFRESH && !is_over
    }

    /// Whether a part was claimed, missed or lost.
    pub const fn is_settled(&self, part: u8) -> bool {
        self.settled & bit(part) != 0
    }
}

/// A part or a place in a set of eight.
pub const fn bit(place: u8) -> u8 {
    if place < 8 { 1 << place } else { 0 }
}

/// That somebody has a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Mastery {
    /// How well.
    #[he("רמה")]
    pub level: Level,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment at which it holds, unless it is checked or used.
    #[he("עד")]
    pub until: Timestamp,
    /// The course.
    #[he("מספר הקורס")]
    pub course: u64,
    /// Who helped.
    #[he("מנטור/ית")]
    pub mentor: Option<AccountId>,
    /// Whether those who taught it were paid for its use.
    #[he("המלמדים תוגמלו")]
    pub used: bool,
}

/// When a check after the practical is, and until when a level holds that waits for it.
pub fn next_check(accepted: Timestamp, check: usize) -> Option<(Timestamp, Timestamp)> {
    let at = accepted.after(*AFTER.get(check)?);
    Some((at, at.after(AGAIN)))
}
