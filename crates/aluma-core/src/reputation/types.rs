//! Nouns of reputation.

use aluma_types::{AccountId, Body, Canon, List, Share, Span, Timestamp};

use crate::dao::{Checkpoints, Moment};
use crate::reputation::rules::decay::{Clock, POINT};

/// A domain, or the whole community, in keys: see [`area`].
pub type Area = u64;
/// The whole community: what somebody has in a domain they have in every domain above it, and here.
pub const WHOLE: Area = 0;
/// Skills that one piece of evidence names at most.
pub const MAX_SKILLS: usize = 3;
/// What the weights of skills add up to.
pub const SKILLS_WHOLE: u16 = 1_000;
/// Reviewers kept of those who accepted somebody's work: more than any tier asks for.
pub const MAX_KEPT: usize = 16;
/// Bytes of what somebody says with praise or thanks.
pub const WORDS_BYTES: usize = 1_000;
/// Domains in which one member praises another in one epoch.
pub const MAX_PRAISED: usize = 8;
/// Absences that are remembered for a year.
pub const MAX_ABSENCES: usize = 16;
/// Clocks that are remembered for a year: a half-life changes no more often.
pub const MAX_CLOCKS: usize = 8;
/// Domains in which one penalty takes something.
pub const MAX_TAKEN: usize = 256;

/// An amount of points as people see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub struct Points {
    /// In millionths of a point.
    #[he("מיליוניות נקודה")]
    pub micro: u128,
}

impl From<u64> for Points {
    fn from(micro: u64) -> Self {
        Self { micro: micro.into() }
    }
}

impl From<u128> for Points {
    fn from(micro: u128) -> Self {
        Self { micro }
    }
}

/// A part of a piece of work, by skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "{ $weight } of 1000 in skill { $skill }",
    he = "{ $weight } מתוך 1000 במיומנות { $skill }"
)]
pub struct SkillPart {
    /// The skill's number.
    #[he("מיומנות")]
    pub skill: u32,
    /// Its weight; all together are 1,000.
    #[he("משקל")]
    pub weight: u16,
}

/// Skills of a piece of work.
pub type Skills = List<SkillPart, MAX_SKILLS>;

/// The clock of a community's points, and that which is being made ready.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Clocks {
    /// The number of the one in force: rows of points carry it.
    pub number: u32,
    /// The one in force.
    pub clock: Clock,
    /// Since when it is.
    pub since: Timestamp,
    /// The one that follows, as far as it has come. Its number is the next.
    pub next: Option<Rewinding>,
    /// Those of the last year, the oldest first: open votes may still weigh by them.
    pub before: List<OldClock, MAX_CLOCKS>,
}

/// A clock that was in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct OldClock {
    /// Its number.
    #[he("מספר")]
    pub number: u32,
    /// The clock.
    #[he("השעון")]
    pub clock: Clock,
    /// Until when it was in force.
    #[he("עד")]
    pub until: Timestamp,
}

/// A clock that is being made ready: every row is written anew by it, then it is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Rewinding {
    /// The clock.
    pub clock: Clock,
    /// The last row that was written by it; those before are too.
    pub after: Option<Place>,
}

/// A place in the order of rows of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub struct Place {
    /// The domain.
    pub area: Area,
    /// Whose.
    pub account: AccountId,
}

/// What weighs of somebody's points in a domain, in the A of a clock, as it was over the last year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Voice {
    /// By accepted work.
    #[he("מתרומה שהתקבלה")]
    pub hard: Checkpoints,
    /// By praise.
    #[he("מהוקרה")]
    pub soft: Checkpoints,
    /// The block that changed it last.
    #[he("השינוי האחרון")]
    pub changed: u64,
}

/// What somebody has given in a domain. It never fades.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Record {
    /// Micro-points by accepted work.
    #[he("נקודות מתרומה שהתקבלה")]
    pub hard: u128,
    /// Micro-points by praise.
    #[he("נקודות מהוקרה")]
    pub soft: u128,
    /// Pieces of work that were accepted.
    #[he("תרומות שהתקבלו")]
    pub accepted: u32,
    /// Some of the reviewers who accepted them, enough for every tier.
    #[he("מעריכים שקיבלו")]
    pub reviewers: List<Accepter, MAX_KEPT>,
    /// Since when they have points here.
    #[he("מאז")]
    pub since: Option<Timestamp>,
}

/// A reviewer who accepted somebody's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub struct Accepter {
    /// The cluster they were in: its lowest account, or their own.
    #[he("אשכול")]
    pub cluster: AccountId,
    /// Who.
    #[he("מי")]
    pub reviewer: AccountId,
}

/// What all have given together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Given {
    /// Micro-points by accepted work.
    #[he("נקודות מתרומה שהתקבלה")]
    pub hard: u128,
    /// Micro-points by praise.
    #[he("נקודות מהוקרה")]
    pub soft: u128,
}

impl Given {
    /// Adds points.
    pub const fn add(&mut self, more: Self) {
        self.hard = self.hard.saturating_add(more.hard);
        self.soft = self.soft.saturating_add(more.soft);
    }
}

/// Points that one piece of evidence brought somebody.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Mint {
    /// The domain; none is the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// Micro-points.
    #[he("מיליוניות נקודה")]
    pub micro: u64,
    /// Of which skills.
    #[he("מיומנויות")]
    pub skills: Skills,
    /// When they began to count.
    #[he("מתי")]
    pub at: Timestamp,
}

/// Points that are to be added.
#[derive(Clone, Debug)]
pub struct Minted {
    /// The DAO.
    pub dao: aluma_types::DaoId,
    /// The domain; none is the whole community.
    pub domain: Option<u32>,
    /// Whose.
    pub account: AccountId,
    /// How many, in micro-points.
    pub micro: u64,
    /// Of which skills; none where it has none.
    pub skills: Skills,
    /// The evidence for them, by its number.
    pub evidence: u64,
    /// When they begin to count: not after now.
    pub at: Timestamp,
}

/// What a penalty took in one domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Taken {
    /// The domain; none is the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// How much, in the A of the clock.
    #[he("כמה")]
    pub a: u128,
}

/// That somebody lost points.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Penalty {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// In which domain it began; none is the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// How many micro-points were to be taken there.
    #[he("מיליוניות נקודה")]
    pub micro: u64,
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
    /// By which clock it was taken.
    #[he("השעון")]
    pub clock: Clock,
    /// The clock's number.
    #[he("מספר השעון")]
    pub number: u32,
    /// What was taken, domain by domain.
    #[he("מה נלקח")]
    pub taken: List<Taken, MAX_TAKEN>,
    /// Since when it is taken back.
    #[he("בוטל")]
    pub restored: Option<Timestamp>,
}

/// A stretch of time at whose end praise becomes points and clusters are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Epoch {
    /// Which, from 1.
    #[he("מספר")]
    pub number: u32,
    /// When it began.
    #[he("תחילה")]
    pub from: Timestamp,
    /// Its last moment.
    #[he("סוף")]
    pub until: Timestamp,
    /// Micro-points by accepted work that came into being in it.
    #[he("נקודות מתרומה שהתקבלה")]
    pub hard: u128,
    /// Where the one before ended: budgets and bounds are those of then.
    #[he("סוף התקופה הקודמת")]
    pub before: Option<Moment>,
    /// By which bounds its praise becomes points: those of the charter when it began.
    #[he("הגבולות")]
    pub bounds: Bounds,
    /// Whether it is over and nothing has begun the next.
    #[he("הסתיימה")]
    pub is_over: bool,
}

/// By which bounds praise becomes points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Bounds {
    /// A giver's budget is this part of their own points.
    #[he("תקציב הנותנים")]
    pub budget: Share,
    /// All points of praise are at most this part of the points by accepted work of the epoch.
    #[he("כלל ההוקרה")]
    pub of_all: Share,
    /// What somebody has by praise grows to this part of what they have by accepted work.
    #[he("לכל אחד ואחת")]
    pub of_own: Share,
}

/// What one member praised another for in one domain in one epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Praised {
    /// The domain; none is the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// Points of praise, as given.
    #[he("נקודות הוקרה")]
    pub points: u64,
    /// Micro-points that came of them within the giver's budget, damped; none before the epoch is
    /// over.
    #[he("מה יצא מהן")]
    pub granted: Option<u64>,
}

/// What one member praised another for in one epoch, in the order of domains.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Edge {
    /// Domain by domain.
    #[he("לפי תחומים")]
    pub praised: List<Praised, MAX_PRAISED>,
}

impl Edge {
    /// Points of praise, as given, in all domains.
    pub fn points(&self) -> u64 {
        self.praised.iter().fold(0, |sum, row| sum.saturating_add(row.points))
    }

    /// Micro-points that came of them.
    pub fn granted(&self) -> u64 {
        let granted = self.praised.iter().filter_map(|row| row.granted);
        granted.fold(0, u64::saturating_add)
    }
}

/// That whoever vouched for somebody who was expelled lost points for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Answered {
    /// Who vouched.
    #[he("מי שערבו")]
    pub voucher: AccountId,
    /// The penalty's number.
    #[he("מספר ההפחתה")]
    pub penalty: u64,
}

/// What came of one member's praise of another in all epochs that are over, in micro-points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Past {
    /// How much.
    #[he("כמה")]
    pub micro: u64,
}

/// What an epoch's praise is about to bring somebody, domain by domain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Due {
    /// In the order in which they came.
    #[he("לפי תחומים")]
    pub parts: List<DuePart, MAX_TAKEN>,
}

/// A part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct DuePart {
    /// The domain; none is the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// Micro-points.
    #[he("מיליוניות נקודה")]
    pub micro: u64,
}

impl Due {
    /// All of it.
    pub fn micro(&self) -> u64 {
        self.parts.iter().fold(0, |sum, part| sum.saturating_add(part.micro))
    }
}

/// How far the end of an epoch has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Closing {
    /// Its last block.
    #[he("הגוש האחרון")]
    pub end: Moment,
    /// Where the one before ended.
    #[he("סוף התקופה הקודמת")]
    pub before: Option<Moment>,
    /// Micro-points by accepted work that came into being in it.
    #[he("נקודות מתרומה שהתקבלה")]
    pub hard: u128,
    /// By which bounds.
    #[he("הגבולות")]
    pub bounds: Bounds,
    /// Micro-points of praise within everybody's own bound, as far as they are added up.
    #[he("נקודות מהוקרה")]
    pub soft: u128,
    /// What is being done.
    #[he("שלב")]
    pub phase: Phase,
    /// Up to whom it is done.
    #[he("עד")]
    pub after: Option<Pair>,
}

/// Two accounts, in the order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub struct Pair {
    /// The first.
    #[he("ראשון")]
    pub from: AccountId,
    /// The second.
    #[he("שני")]
    pub to: AccountId,
}

/// A step of the end of an epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Phase {
    /// What everybody's praise is worth within their budget.
    #[tag(1)]
    #[he("שקילה")]
    Weigh,
    /// What everybody receives within their own bound, and how much that is together.
    #[tag(2)]
    #[he("הגבלה")]
    Bound,
    /// Points are added within the bound of all.
    #[tag(3)]
    #[he("הוספה")]
    Pay,
    /// What was given is added to the past.
    #[tag(4)]
    #[he("רישום")]
    Remember,
    /// Who is linked with whom, by the praise of this epoch.
    #[tag(5)]
    #[he("קישור")]
    Link,
    /// And of the one before.
    #[tag(6)]
    #[he("קישור לאחור")]
    LinkBefore,
    /// Labels go round.
    #[tag(7)]
    #[he("סבב תוויות")]
    Round {
        /// Which round, from 0.
        #[he("סבב")]
        round: u8,
    },
    /// Clusters are written down.
    #[tag(8)]
    #[he("אשכולות")]
    Name,
    /// Clusters of before are forgotten.
    #[tag(9)]
    #[he("ניקוי אשכולות")]
    Sweep,
    /// Links are forgotten.
    #[tag(10)]
    #[he("ניקוי קישורים")]
    Unlink,
    /// Praise of the epoch before is forgotten.
    #[tag(11)]
    #[he("ניקוי הוקרות")]
    Forget,
    /// What those of each cluster give whom is added up.
    #[tag(12)]
    #[he("סיכום לפי אשכולות")]
    Gather,
    /// What was added up so is forgotten.
    #[tag(13)]
    #[he("ניקוי הסיכום")]
    Scatter,
}

/// How heavily two members are linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Link {
    /// Points of praise that each gave the other over two epochs, whichever are fewer.
    #[he("משקל")]
    pub weight: u64,
}

/// The labels of somebody in even rounds and in odd ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Labels {
    /// After an even number of rounds.
    #[he("זוגי")]
    pub even: AccountId,
    /// After an odd number.
    #[he("אי־זוגי")]
    pub odd: AccountId,
}

/// A cluster that somebody is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Cluster {
    /// Its name: an account in it, or that was.
    #[he("שם")]
    pub label: AccountId,
    /// The epoch at whose end it was found.
    #[he("תקופה")]
    pub epoch: u32,
}

/// What somebody may do beside voting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub enum Tier {
    /// Belongs.
    #[tag(1)]
    #[he("חבר או חברה")]
    #[default]
    Member,
    /// Gave, and others accepted it.
    #[tag(2)]
    #[he("תורם או תורמת")]
    Contributor,
    /// Has given much, for long, before many.
    #[tag(3)]
    #[he("ליבה")]
    Core,
    /// Was chosen to look after it.
    #[tag(4)]
    #[he("רכז או רכזת")]
    Steward,
}

/// How well somebody has a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub enum Level {
    /// Did what the ledger knows of.
    #[tag(1)]
    #[he("יודעים")]
    Knows,
    /// Did something that peers accepted.
    #[tag(2)]
    #[he("מסוגלים")]
    CanDo,
    /// Still can, after 90 days.
    #[tag(3)]
    #[he("מחזיקים במיומנות")]
    Retained,
}

impl Level {
    /// As refusals tell it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Knows => "knows",
            Self::CanDo => "can-do",
            Self::Retained => "retained",
        }
    }
}

/// A tier that somebody reached, or was chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Reached {
    /// The highest that they reached by themselves.
    #[he("דרגה")]
    pub tier: Tier,
    /// When.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment of their time as a steward, where they are one.
    #[he("רכז או רכזת עד")]
    pub steward_until: Option<Timestamp>,
}

/// What is kept of a member beside points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Habits {
    /// Absences of the last year during which points stood still.
    #[he("היעדרויות")]
    pub absences: List<Absence, MAX_ABSENCES>,
    /// Of which week thanks are counted, in weeks from 1970 in UTC.
    #[he("שבוע")]
    pub week: u64,
    /// How often the member thanked somebody in it.
    #[he("תודות")]
    pub thanks: u8,
}

/// An absence for which points stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Absence {
    /// When it ended.
    #[he("סוף")]
    pub until: Timestamp,
    /// How long they stood still.
    #[he("משך")]
    pub lasts: Span,
}

/// Bytes of what a past contribution is called.
pub const PAST_TITLE_BYTES: usize = 200;
/// Bytes of a skill's name.
pub const SKILL_NAME_BYTES: usize = 60;
/// What one past contribution counts at most, in micro-points: a thousand hours, or so.
pub const MOST_PAST: u64 = 1_000_000_000;
/// Past contributions, and skills, that one act names.
pub const MAX_PAST: usize = 100;

/// What a past contribution is called.
pub type PastTitle = Body<PAST_TITLE_BYTES>;
/// What a skill is called.
pub type SkillLabel = Body<SKILL_NAME_BYTES>;

/// Something that somebody gave before their community was here. It is remembered and weighs nothing:
/// nobody judged it here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct PastWork {
    /// In which domain; none is the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// How much, in millionths of a point.
    #[he("מיליוניות נקודה")]
    pub micro: u64,
    /// When it was given.
    #[he("מתי")]
    pub at: Timestamp,
    /// What it is called, where it has a name.
    #[he("כותרת")]
    pub title: Option<PastTitle>,
    /// When it was recorded here.
    #[he("נרשמה")]
    pub recorded: Timestamp,
    /// Whether it was taken out of the record again: it stays known, so that it is not recorded twice.
    #[he("נמחקה מהרישום")]
    pub struck: bool,
    /// What had been taken over, how often, when it was recorded: it is taken over by the next time.
    #[he("מנה")]
    pub batch: u32,
}

/// Past contributions of somebody in a domain, or in the whole community, together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct PastSum {
    /// Micro-points that they took over as theirs.
    #[he("אושר")]
    pub taken: u128,
    /// How many pieces those are.
    #[he("תרומות שאושרו")]
    pub taken_works: u32,
    /// Micro-points that wait for them to do so.
    #[he("ממתין לאישור")]
    pub waits: u128,
    /// How many pieces those are.
    #[he("תרומות שממתינות")]
    pub waiting_works: u32,
}

impl PastSum {
    /// One more piece, taken over or not.
    pub fn add(&mut self, micro: u64, is_taken: bool) {
        let (sum, works) = self.side(is_taken);
        *sum = sum.saturating_add(micro.into());
        *works = works.saturating_add(1);
    }

    /// One less.
    pub fn remove(&mut self, micro: u64, is_taken: bool) {
        let (sum, works) = self.side(is_taken);
        *sum = sum.saturating_sub(micro.into());
        *works = works.saturating_sub(1);
    }

    /// All that waits is taken over.
    pub fn take(&mut self) {
        self.taken = self.taken.saturating_add(self.waits);
        self.taken_works = self.taken_works.saturating_add(self.waiting_works);
        (self.waits, self.waiting_works) = (0, 0);
    }

    const fn side(&mut self, is_taken: bool) -> (&mut u128, &mut u32) {
        if is_taken {
            (&mut self.taken, &mut self.taken_works)
        } else {
            (&mut self.waits, &mut self.waiting_works)
        }
    }
}

/// Whoever past contributions were recorded of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct PastOwner {
    /// How often they took over what was recorded.
    #[he("מספר האישורים")]
    pub batch: u32,
    /// When last.
    #[he("אישור אחרון")]
    pub taken: Option<Timestamp>,
    /// The last person who recorded, if any did: their invitation it is.
    #[he("מי שרשמו")]
    pub by: Option<AccountId>,
}

/// A skill's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct SkillName {
    /// The name.
    #[he("שם")]
    pub name: SkillLabel,
}

/// Whole points of micro-points, rounded down.
pub const fn whole(micro: u64) -> u64 {
    micro / POINT
}

/// A domain, or the whole community, as keys name it: domains are numbered from 0 by whoever opens
/// them.
pub const fn area(domain: Option<u32>) -> Area {
    match domain {
        Some(number) => (number as u64).saturating_add(1),
        None => WHOLE,
    }
}

/// The domain of an area; none is the whole community.
pub fn domain_of(area: Area) -> Option<u32> {
    area.checked_sub(1).and_then(|number| u32::try_from(number).ok())
}
