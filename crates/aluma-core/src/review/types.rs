//! Nouns of review.

use aluma_types::{AccountId, Amount, AssetId, Body, Canon, Hash32, List, Span, Timestamp};

use crate::dao::types::PROSE_BYTES;
use crate::reputation::Skills;
use crate::reputation::types::Area;
use crate::review::rules::agreement::{Joint, Purse};
use crate::review::rules::drawing::{Case, Place};
use crate::review::rules::fenwick::Dated;
use crate::review::rules::fixed::Fixed;
use crate::review::rules::rating::{Known, Sums, Tally};

/// Bytes of what was given, as its author tells it: words, links, hashes of files.
pub const WORK_BYTES: usize = 8_000;
/// Authors of one contribution.
pub const MAX_AUTHORS: usize = 16;
/// Seats of a panel, replaced and added ones too: thirteen, two more, and each once replaced.
pub const MAX_SEATS: usize = 32;
/// Places on the line that one draw may call.
pub const MAX_PLACES: usize = crate::review::rules::drawing::MAX_CALLED;
/// Draws of an author that are remembered.
pub const REMEMBERED: usize = 3;
/// Milliseconds of an hour: one unit of effort, one point.
const HOUR_MS: u64 = 3_600_000;

/// What was given, in its author's words.
pub type Work = Body<WORK_BYTES>;

/// Somebody who made it, and their part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $account } with part { $part }", he = "{ $account } בחלק { $part }")]
pub struct AuthorPart {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// Their part, of the sum of all parts.
    #[he("חלק")]
    pub part: u32,
}

/// Those who made it, each once.
pub type Authors = List<AuthorPart, MAX_AUTHORS>;

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Kind {
    /// Something that a member gave.
    #[tag(1)]
    #[he("תרומה")]
    Contribution,
    /// A step of something larger that was agreed on.
    #[tag(2)]
    #[he("אבן דרך")]
    Milestone,
    /// Something that is paid for.
    #[tag(3)]
    #[he("עבודה בתשלום")]
    Bounty,
}

/// How far the judging of something has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Status {
    /// A panel sits on it, or is about to.
    #[tag(1)]
    #[he("בהערכה")]
    Judging,
    /// A panel judged it.
    #[tag(2)]
    #[he("הוערכה")]
    Judged {
        /// When.
        #[he("מתי")]
        at: Timestamp,
        /// What it is worth, in millionths of one of a hundred.
        #[he("ציון במיליוניות")]
        quality: u64,
        /// How much of it counts.
        #[he("היקף מוכר")]
        size: Span,
        /// Micro-points that it brought all authors.
        #[he("מיליוניות נקודה")]
        micro: u64,
        /// Whether ratings lay far apart to the end.
        #[he("במחלוקת")]
        disputed: bool,
        /// Whether some of those who judged praise an author, and are praised back.
        #[he("בידי מי שמוקירים זה את זה")]
        among_friends: bool,
    },
    /// Too few judged it: it brings no points.
    #[tag(3)]
    #[he("לא הוערכה")]
    Unreviewed {
        /// When.
        #[he("מתי")]
        at: Timestamp,
    },
    /// Its author took it back.
    #[tag(4)]
    #[he("נמשכה")]
    Withdrawn,
}

/// Something given, to be judged or judged: one shape for all kinds.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Evidence {
    /// In which domain; none is the whole community.
    pub domain: Option<u32>,
    /// Of which kind.
    pub kind: Kind,
    /// By which skills; their weights are 1,000 together.
    pub skills: Skills,
    /// How much work it says it was.
    pub size: Span,
    /// What was given.
    pub work: Work,
    /// When.
    pub at: Timestamp,
    /// How far it has come.
    pub status: Status,
    /// The panel that sits on it, or sat last: 0 is the first, then those of appeals.
    pub round: u8,
}

/// Who made something: nobody is shown it while a panel sits on it, where the charter hides names.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Makers {
    /// Who claimed it.
    pub by: AccountId,
    /// Who made it.
    pub authors: Authors,
    /// Who pays for it, if anybody does.
    pub payer: Option<AccountId>,
    /// Micro-points that each author has of it.
    pub minted: List<u64, MAX_AUTHORS>,
    /// What lies behind them, author by author, once a panel found it.
    pub given: List<Given, MAX_AUTHORS>,
    /// Whether it was booked as accepted: it counts once for tiers, however often it is judged.
    pub noted: bool,
}

/// What an author had of something at most, and what of that is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Given {
    /// The most micro-points that were ever given for it: so much stands in the record.
    pub most: u64,
    /// The penalty by which a part is taken now; none where it has the most.
    pub penalty: Option<u64>,
}

impl Makers {
    /// Whether somebody has a part in it.
    pub fn is_party(&self, account: AccountId) -> bool {
        self.by == account || self.payer == Some(account) || self.is_author(account)
    }

    /// Whether somebody made it, or a part of it.
    pub fn is_author(&self, account: AccountId) -> bool {
        self.authors.iter().any(|author| author.account == account)
    }
}

/// What a panel waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Stage {
    /// For the randomness of a later block.
    #[tag(1)]
    #[he("ממתין להגרלה")]
    Waiting,
    /// For sealed ratings.
    #[tag(2)]
    #[he("דירוג חתום")]
    Commits {
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
    },
    /// For the seals to be opened.
    #[tag(3)]
    #[he("חשיפת הדירוגים")]
    Reveals {
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
    },
    /// For nothing: it judged, or it could not.
    #[tag(4)]
    #[he("נסגר")]
    Closed,
}

/// Why a panel sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Cause {
    /// Something was given.
    #[tag(1)]
    #[he("תרומה")]
    Given,
    /// An author did not agree with the panel before.
    #[tag(2)]
    #[he("ערעור")]
    Appeal {
        /// Who.
        #[he("מי")]
        by: AccountId,
        /// Why.
        #[he("נימוק")]
        reason: Body<PROSE_BYTES>,
    },
    /// Somebody else holds that it was worth less.
    #[tag(3)]
    #[he("מחלוקת")]
    Dispute {
        /// Who.
        #[he("מי")]
        by: AccountId,
        /// Why.
        #[he("נימוק")]
        reason: Body<PROSE_BYTES>,
        /// Micro-points that they lose where it was not.
        #[he("עירבון")]
        stake: u64,
    },
}

impl Cause {
    /// Whoever brought it before a panel again.
    pub const fn by(&self) -> Option<AccountId> {
        match self {
            Self::Given => None,
            Self::Appeal { by, .. } | Self::Dispute { by, .. } => Some(*by),
        }
    }
}

/// A rating that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Rated {
    /// How good it is, 0 to 100.
    #[he("איכות")]
    pub quality: u8,
    /// How much work it was.
    #[he("היקף")]
    pub size: Span,
    /// Why.
    #[he("נימוקים")]
    pub reasons: Option<Body<PROSE_BYTES>>,
}

/// One who judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Seat {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// What was known of their ratings when they were drawn.
    #[he("כיול")]
    pub known: Option<Known>,
    /// Whether their rating counts half.
    #[he("משקל חצוי")]
    pub halved: bool,
    /// Whether they came in another's place: there is no third.
    #[he("במקום אחר")]
    pub instead: bool,
    /// The seal on their rating.
    #[he("חותם")]
    pub sealed: Option<Hash32>,
    /// Their rating.
    #[he("דירוג")]
    pub rated: Option<Rated>,
    /// Whether their time ran out.
    #[he("החמיצו")]
    pub missed: bool,
}

/// Those who judge something.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Panel {
    /// Why it sits.
    pub cause: Cause,
    /// The height at which the matter was final: of those who were there then it is drawn, by the
    /// randomness of two blocks later.
    pub height: u64,
    /// What it waits for.
    pub stage: Stage,
    /// Who sits, in the order of the draw.
    pub seats: List<Seat, MAX_SEATS>,
    /// How far the rules of the draw were relaxed, the farthest of its draws.
    pub level: u8,
    /// The domain from which it was drawn; none is the whole community.
    pub drawn_in: Option<u32>,
    /// The mean of the domain's scores when it was drawn.
    pub mean: Fixed,
    /// How many draws it took.
    pub draws: u8,
    /// Seats that a draw to come is to fill.
    pub awaits: u8,
    /// Whether two more were asked since ratings lay far apart.
    pub widened: bool,
    /// The entry in the due queue that goes on with it.
    pub task: Option<u64>,
}

impl Panel {
    /// Those whose time did not run out.
    pub fn sitting(&self) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(|seat| !seat.missed)
    }
}

/// Somebody who was called in a draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Called {
    /// Where they stood on the line.
    #[he("המקום")]
    pub place: Place,
    /// What the rules asked of them.
    #[he("הכללים")]
    pub case: Case,
}

/// A draw, so that anybody can repeat it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Draw {
    /// The beacon by which it was drawn.
    #[he("המשואה")]
    pub beacon: Hash32,
    /// What its tickets were made from.
    #[he("הזרע")]
    pub seed: Hash32,
    /// Height as of which the line stood.
    #[he("גובה")]
    pub height: u64,
    /// How long the line was, in whole points.
    #[he("אורך הקו")]
    pub total: u64,
    /// Where on it those begin who stand there as judges.
    #[he("תחילת השופטים")]
    pub judges_from: u64,
    /// Seats that were asked for.
    #[he("מושבים")]
    pub seats: u8,
    /// The level at which they were filled.
    #[he("דרגת הקלה")]
    pub level: u8,
    /// Who was called, in order.
    #[he("נקראו")]
    pub called: List<Called, MAX_PLACES>,
}

/// What is kept of a member as one who judges and is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Desk {
    /// The most reviews they take at once, where they said.
    #[he("מרב ההערכות הפתוחות")]
    pub most: Option<u8>,
    /// Reviews that wait for them.
    #[he("הערכות פתוחות")]
    pub open: u8,
    /// When they last claimed or judged something.
    #[he("פעילות אחרונה")]
    pub last: Option<Timestamp>,
    /// Reviews they gave in time.
    #[he("בזמן")]
    pub timely: u32,
    /// Reviews they missed.
    #[he("הוחמצו")]
    pub missed: u32,
    /// Claims of theirs that wait for a panel.
    #[he("תרומות בהערכה")]
    pub claims: u8,
    /// What they earned by agreeing where others do not.
    #[he("מאזן ההסכמות")]
    pub purse: Purse,
}

/// That somebody judges without points: those of the founding season.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Judge {
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment of it.
    #[he("עד")]
    pub until: Timestamp,
}

/// Those drawn for one thing of an author.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Judges {
    /// Who.
    pub reviewers: List<AccountId, MAX_SEATS>,
}

/// The last draws for an author, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Lately {
    /// Each draw.
    pub draws: List<Judges, REMEMBERED>,
}

/// What is summed of one rater in a domain: up to the last close, and since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Rater {
    /// The epoch in which it was last written.
    pub epoch: u32,
    /// Up to the close before it.
    pub closed: Sums,
    /// In it.
    pub open: Sums,
}

impl Rater {
    /// As it stands in an epoch.
    #[must_use]
    pub fn in_epoch(mut self, epoch: u32) -> Self {
        if epoch > self.epoch {
            self.closed.join(&self.open);
            self.open = Sums::default();
            self.epoch = epoch;
        }
        self
    }
}

/// What is summed of a domain: up to the last close, and since.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Judged {
    /// The epoch in which it was last written.
    pub epoch: u32,
    /// Up to the close before it, faded.
    pub closed: Tally,
    /// In it.
    pub open: Tally,
    /// Which bands of ratings came together.
    pub joint: Joint,
}

/// Epochs after which nothing is left of what was summed.
const FORGOTTEN: u32 = 400;

impl Judged {
    /// As it stands in an epoch.
    #[must_use]
    pub fn in_epoch(mut self, epoch: u32) -> Self {
        let passed = epoch.saturating_sub(self.epoch);
        if passed > 0 {
            self.closed.join(&self.open);
            self.open = Tally::default();
            (0..passed.min(FORGOTTEN)).for_each(|_| self.closed.fade());
            self.epoch = epoch;
        }
        self
    }
}

/// A place on a line of candidates.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Slot {
    /// Whose.
    pub account: AccountId,
    /// What they weigh, in whole points.
    pub weight: Dated,
}

/// A sum over a part of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Node {
    /// In whole points.
    pub sum: Dated,
}

/// A line of candidates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Pool {
    /// Places on it.
    pub slots: u64,
    /// Those that weigh anything.
    pub candidates: Dated,
}

/// Which place on a line is somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct SlotOf {
    /// Its number, from 1.
    pub slot: u64,
}

/// What was claimed by certain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Claimed {
    /// The last evidence of them.
    pub evidence: u64,
}

/// That a domain to the right asked for a panel: nobody takes it back.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Commission {
    /// Who is kept out beside authors and payer: whoever reviewed it before, whoever disputes it.
    pub apart: List<AccountId, MAX_APART>,
    /// What waits for those who judge until they did; none where nobody pays.
    pub budget: Option<Budget>,
}

/// What waits in trust for a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Budget {
    /// The number of the escrow in which it lies; nothing else does.
    #[he("בנאמנות")]
    pub escrow: u64,
    /// How much of what.
    #[he("סכום")]
    pub sum: Amount,
}

/// Whoever is kept out of a panel beside authors and payer.
pub const MAX_APART: usize = 4;

/// What a review is paid, once its epoch is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Wage {
    /// The number of the escrow in which it lies.
    pub escrow: u64,
    /// In what.
    pub asset: AssetId,
    /// For a rating in time, in base units.
    pub flat: u128,
    /// The most for agreement, in base units.
    pub growth: u128,
}

/// Two ratings of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Both {
    /// In which domain.
    pub area: Area,
    /// The band of the first's.
    pub one: u8,
    /// The band of the second's.
    pub other: u8,
}

/// Things that two reviewers both rated in an epoch; what finds no room is not compared.
pub const MAX_BOTH: usize = 64;

/// What two reviewers both rated in an epoch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Pair {
    /// One after another.
    pub items: List<Both, MAX_BOTH>,
}

/// How much work somebody claimed in an epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Output {
    /// The last epoch in which they claimed; 0 before the first.
    pub epoch: u32,
    /// When they first did in it.
    pub since: Timestamp,
    /// How much, their own parts and those of others whom they named.
    pub size: Span,
    /// How much of what others claimed names them.
    pub named: Span,
}

/// What a dispute stakes: it was taken when it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Stake {
    /// The number of the penalty that took it, by which it is given back.
    pub penalty: u64,
}

/// Micro-points of an effort: an hour is a point. Rounded down.
pub fn micro_of(size: Span) -> u64 {
    let micro = u128::from(size.0).saturating_mul(1_000_000);
    u64::try_from(micro.checked_div(u128::from(HOUR_MS)).unwrap_or(0)).unwrap_or(u64::MAX)
}
