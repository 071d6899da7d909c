//! What is given for a purpose: a gift pot or a grant, its milestones, and what of it belongs to whom.
//!
//! Every decision about money is here, without a context: what pledges match, what a milestone pays, and
//! whose units those are.

use alloc::vec::Vec;

use aluma_types::{AccountId, AssetId, Canon, List, Span, Timestamp};

use crate::grants::types::Words;
use crate::split::split;

/// Milestones of one undertaking.
pub const MAX_MILESTONES: usize = 12;
/// People who give to one gift pot: as many as are paid out of in one go.
pub const MAX_GIVERS: u32 = 500;
/// Units that a pledge adds to each unit that others give, at most.
pub const MAX_TIMES: u16 = 100;
/// How long whoever judges has, twice: silence for as long again decides.
pub const JUDGING: Span = Span::days(7);
/// The time that whoever does the work has at least: to mend a milestone, and for the next one where
/// judging took the time meant for it.
pub const ROOM: Span = Span::days(7);
/// No undertaking gathers, waits or works for longer.
pub const LONGEST: Span = Span::days(730);

/// A step of an undertaking.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "{ $what } (weight { $weight }, within { $within })",
    he = "{ $what } (משקל { $weight }, תוך { $within })"
)]
pub struct Milestone {
    /// What is there when it is reached.
    #[he("מה מושג")]
    pub what: Words,
    /// Its part of the money, against the others.
    #[he("משקל")]
    pub weight: u16,
    /// Until when it is handed in, from the moment that work begins.
    #[he("מתחילת העבודה ועד")]
    pub within: Span,
}

/// The steps, in their order.
pub type Milestones = List<Milestone, MAX_MILESTONES>;

/// Who says whether a milestone is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Judge {
    /// The members, by a proposal on which whoever receives has no vote.
    #[tag(1)]
    #[he("החברים, בהצעה")]
    Members,
    /// Whoever holds a role, each for themselves: the first word counts.
    #[tag(2)]
    #[he("בעלי תפקיד")]
    #[says(en = "the holders of role { $role }", he = "בעלי תפקיד { $role }")]
    Role {
        /// Which.
        #[he("התפקיד")]
        role: u32,
    },
}

/// Where the money of an undertaking comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Funding {
    /// People give it, each as much as they like.
    #[tag(1)]
    #[he("קופת תמיכה")]
    Gifts {
        /// With less than this all of it returns, in base units.
        #[he("יעד")]
        goal: u128,
        /// The smallest gift or pledge, in base units.
        #[he("הסכום הקטן ביותר")]
        least: u128,
    },
    /// The community puts it in trust.
    #[tag(2)]
    #[he("מענק")]
    Grant {
        /// The escrow that holds it.
        #[he("מספר הנאמנות")]
        escrow: u64,
    },
}

/// What an undertaking is, which never changes.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Terms {
    /// What it is for.
    #[he("המטרה")]
    pub purpose: Words,
    /// Who does it, and receives.
    #[he("מי עושה ומקבל")]
    pub payee: AccountId,
    /// In what it is given.
    #[he("נכס")]
    pub asset: AssetId,
    /// Where the money comes from.
    #[he("מקור")]
    pub funding: Funding,
    /// The steps.
    #[he("אבני הדרך")]
    pub milestones: Milestones,
    /// Who judges them.
    #[he("מי מעריכים")]
    pub judge: Judge,
    /// Whether a milestone that nobody judges is not reached; otherwise silence accepts it.
    #[he("שתיקה דוחה")]
    pub positive: bool,
}

/// What has come of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Tally {
    /// What people gave, or what the community put in trust, in base units.
    #[he("ניתן")]
    pub given: u128,
    /// What pledges added when work began.
    #[he("נוסף מהכפלות")]
    pub matched: u128,
    /// What pledges hold until then, at most.
    #[he("הובטח להכפלה")]
    pub pledged: u128,
    /// What was paid for milestones.
    #[he("שולם")]
    pub released: u128,
    /// What returned to those who gave it, as gifts or as pledges.
    #[he("חזר")]
    pub returned: u128,
    /// People who gave or pledged.
    #[he("תומכים")]
    pub givers: u32,
    /// Milestones that were reached.
    #[he("אבני דרך שהושגו")]
    pub reached: u16,
    /// Whether the milestone that is worked on was refused once.
    #[he("נדחתה פעם")]
    pub refused: bool,
    /// Since when there is work.
    #[he("העבודה התחילה")]
    pub started: Option<Timestamp>,
    /// What was handed in for the milestone that is worked on.
    #[he("מה הוגש")]
    pub work: Option<Words>,
    /// What came of it all.
    #[he("מה יצא מזה")]
    pub outcome: Option<Words>,
}

/// How an undertaking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum End {
    /// All milestones were reached.
    #[tag(1)]
    #[he("הושלם")]
    Done,
    /// Less was given than its goal.
    #[tag(2)]
    #[he("היעד לא הושג")]
    Short,
    /// A milestone was not handed in by its date.
    #[tag(3)]
    #[he("אבן דרך לא הוגשה בזמן")]
    Missed,
    /// A milestone was refused twice.
    #[tag(4)]
    #[he("אבן דרך נדחתה")]
    Refused,
    /// Nobody judged a milestone that needs a judgement.
    #[tag(5)]
    #[he("אבן דרך לא הוערכה")]
    Unjudged,
    /// The grant was declined.
    #[tag(6)]
    #[he("סירוב")]
    Declined,
    /// The offer of the grant was not answered.
    #[tag(7)]
    #[he("אין תשובה")]
    Unanswered,
}

/// How far an undertaking has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Course {
    /// Gifts and pledges are taken.
    #[tag(1)]
    #[he("איסוף")]
    Gathering {
        /// The last moment to give.
        #[he("עד")]
        until: Timestamp,
    },
    /// A grant is offered.
    #[tag(2)]
    #[he("מוצע")]
    Offered {
        /// The last moment to answer.
        #[he("עד")]
        until: Timestamp,
    },
    /// The next milestone is worked on.
    #[tag(3)]
    #[he("בעבודה")]
    Working {
        /// The last moment to hand it in.
        #[he("עד")]
        until: Timestamp,
    },
    /// What was handed in is judged.
    #[tag(4)]
    #[he("בהערכה")]
    Judging {
        /// When silence goes on to the next step.
        #[he("עד")]
        until: Timestamp,
        /// Whether that step is the decision.
        #[he("מועד אחרון")]
        second: bool,
    },
    /// What was handed in is judged for good: the next block pays, or returns what was not paid. The act
    /// that judges moves no money, so that what it costs does not depend on how many gave.
    #[tag(5)]
    #[he("הוכרע")]
    Judged {
        /// When the next block begins.
        #[he("עד")]
        until: Timestamp,
        /// Whether the milestone is reached.
        #[he("הושגה")]
        accepted: bool,
    },
    /// It is over.
    #[tag(6)]
    #[he("הסתיים")]
    Over {
        /// When.
        #[he("מועד")]
        at: Timestamp,
        /// How.
        #[he("איך")]
        how: End,
    },
}

impl Course {
    /// Until when it stays so, where time changes it.
    pub const fn until(self) -> Option<Timestamp> {
        match self {
            Self::Gathering { until }
            | Self::Offered { until }
            | Self::Working { until }
            | Self::Judging { until, .. }
            | Self::Judged { until, .. } => Some(until),
            Self::Over { .. } => None,
        }
    }

    /// Its name, as refusals tell it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gathering { .. } => "gathering",
            Self::Offered { .. } => "offered",
            Self::Working { .. } => "working",
            Self::Judging { .. } => "judging",
            Self::Judged { .. } => "judged",
            Self::Over { .. } => "over",
        }
    }
}

/// A gift pot or a grant.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Undertaking {
    /// What it is.
    #[he("התנאים")]
    pub terms: Terms,
    /// What came of it.
    #[he("מה היה")]
    pub tally: Tally,
    /// How far it has come.
    #[he("שלב")]
    pub course: Course,
    /// The entry in the due queue that goes on with it.
    #[he("מספר בתור")]
    pub due: Option<u64>,
}

impl Undertaking {
    /// All of its money, in base units.
    pub const fn whole(&self) -> u128 {
        self.tally.given.saturating_add(self.tally.matched)
    }

    /// The last moment to hand the next milestone in: its date, and never less than [`ROOM`] from now
    /// where somebody waited for a judgement.
    pub fn due_date(&self, now: Timestamp) -> Timestamp {
        let milestone = self.terms.milestones.get(usize::from(self.tally.reached));
        let started = self.tally.started.unwrap_or(now);
        let date = started.after(milestone.map_or(Span(0), |milestone| milestone.within));
        if started == now { date } else { date.max(now.after(ROOM)) }
    }
}

/// What somebody gave to a gift pot, and what came of it: `gave + matched = released + returned` plus what
/// still lies in trust.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Giving {
    /// The escrow that holds it, beside their account.
    #[he("מספר הנאמנות")]
    pub escrow: u64,
    /// Base units that they gave.
    #[he("ניתן")]
    pub gave: u128,
    /// Base units of their pledge that were added to what others gave.
    #[he("נוסף מההכפלה")]
    pub matched: u128,
    /// Base units that were paid for milestones.
    #[he("שולם")]
    pub released: u128,
    /// Base units that returned to them.
    #[he("חזר")]
    pub returned: u128,
}

impl Giving {
    /// Base units that lie in trust still.
    pub const fn left(&self) -> u128 {
        let put = self.gave.saturating_add(self.matched);
        put.saturating_sub(self.released).saturating_sub(self.returned)
    }
}

/// A promise to add to what others give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Pledge {
    /// The escrow that holds it until work begins.
    #[he("מספר הנאמנות")]
    pub escrow: u64,
    /// Base units, at most.
    #[he("לכל היותר")]
    pub most: u128,
    /// Units for each unit that others give.
    #[he("יחידות לכל יחידה")]
    pub times: u16,
    /// What was added when work began or did not: the rest returned.
    #[he("נוסף")]
    pub matched: Option<u128>,
}

/// What a pledge adds: so many units for each that others gave, and never more than was promised. What
/// whoever pledges gave themselves is not matched by them, and no pledge is matched by another.
pub fn matches(pledge: &Pledge, given: u128, own: u128) -> u128 {
    given.saturating_sub(own).saturating_mul(u128::from(pledge.times)).min(pledge.most)
}

/// What each milestone pays of the whole, by the shared splitter: all of it together, the units left over
/// to the largest remainders and among equal ones to the earlier milestone.
pub fn sums(whole: u128, milestones: &Milestones) -> Vec<u128> {
    let weights: Vec<_> =
        (0u64..).zip(milestones.iter()).map(|(at, one)| (at, u128::from(one.weight))).collect();
    split(whole, &weights).unwrap_or_default()
}

/// Whose units a milestone is paid of: everybody's in proportion to what of theirs is left, by the shared
/// splitter. Nobody pays more than they have left: an exact part of it is at most that, and so is the same
/// rounded up.
pub fn portions(units: u128, givings: &[(AccountId, Giving)]) -> Vec<(AccountId, u128)> {
    let left: Vec<_> = givings.iter().map(|(who, giving)| (who.0, giving.left())).collect();
    let parts = split(units, &left).unwrap_or_default();
    givings.iter().map(|(who, _)| *who).zip(parts).collect()
}

/// Whether milestones are some, each of some weight, and later than the one before.
pub fn milestones_fit(milestones: &Milestones) -> bool {
    let weighs = milestones.iter().all(|one| one.weight > 0);
    let in_turn = milestones
        .iter()
        .zip(milestones.iter().skip(1))
        .all(|(one, next)| one.within < next.within);
    let first = milestones.iter().next().is_some_and(|one| one.within.0 > 0);
    let last = milestones.iter().last().is_some_and(|one| one.within <= LONGEST);
    weighs && in_turn && first && last
}
