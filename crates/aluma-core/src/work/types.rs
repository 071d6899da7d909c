//! Nouns of work.

use aluma_types::{AccountId, Amount, Body, Canon, Hash32, List, ProposalId, Span, Timestamp};

use crate::dao::types::PROSE_BYTES;
use crate::reputation::types::Level;
use crate::review::types::Budget;
pub use crate::work::rules::stages::{Ending, Matter, Stage, TaskStage};

/// Bytes of a task's title at most.
pub const TITLE_BYTES: usize = 200;
/// Bytes of a brief, and of what is handed in, at most, in Markdown.
pub const BRIEF_BYTES: usize = 8_000;
/// Skills that one task names.
pub const MAX_SKILLS: usize = 3;
/// Milestones of one task, and months of one retainer.
pub const MAX_PARTS: usize = 12;
/// People who take one place together.
pub const MAX_WORKERS: usize = 10;
/// Prizes of one contest.
pub const MAX_PRIZES: usize = 10;
/// Places of one task, and how often one comes back.
pub const MAX_PLACES: u32 = 100;
/// Applications for one task, and entries of one contest.
pub const MAX_OFFERS: u32 = 100;
/// Rounds of changes of one piece of work.
pub const MAX_ROUNDS: u8 = 10;
/// The longest that a task waits, takes or rests, and that somebody offers to take for it.
pub const LONGEST: Span = Span::days(400);
/// The weights of a task's skills add up to this; as a quality it means "as agreed".
pub const WHOLE: u16 = 1_000;
/// The best that work can be, in thousandths of what was agreed.
pub const BEST: u16 = 2_000;
/// What a month of a retainer is.
pub const MONTH: Span = Span::days(30);

/// Ideas that one act writes down.
pub const MAX_DRAFTS: usize = 50;
/// Bytes of an address, of an idea's labels and of names beside it, at most.
pub const LINE_BYTES: usize = 2_000;

/// What a task is called.
pub type Title = Body<TITLE_BYTES>;
/// What is to be done, or was done.
pub type Brief = Body<BRIEF_BYTES>;
/// An address, labels or names, one a line.
pub type Line = Body<LINE_BYTES>;
/// Why.
pub type Reason = Body<PROSE_BYTES>;
/// Skills, by their numbers in the community.
pub type Skills = List<Skill, MAX_SKILLS>;
/// Parts of a task.
pub type Milestones = List<Milestone, MAX_PARTS>;
/// What a task asks whoever does it to have.
pub type Needs = List<Need, MAX_SKILLS>;
/// Whoever does one piece of work, lowest first.
pub type Workers = List<Worker, MAX_WORKERS>;

/// A skill that a task asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "{ $weight } of 1000 in skill { $skill }",
    he = "{ $weight } מתוך 1000 במיומנות { $skill }"
)]
pub struct Skill {
    /// The skill's number.
    #[he("המיומנות")]
    pub skill: u32,
    /// Its part of the work, in thousandths; all of a task are 1000.
    #[he("חלק באלפיות")]
    pub weight: u16,
}

/// What somebody has to have given before they do a task: it never fades.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Need {
    /// Points by accepted work in a skill.
    #[tag(1)]
    #[he("נקודות במיומנות")]
    #[says(
        en = "{ $points } points in skill { $skill }",
        he = "{ $points } נקודות במיומנות { $skill }"
    )]
    Skill {
        /// The skill's number.
        #[he("המיומנות")]
        skill: u32,
        /// How many.
        #[he("נקודות")]
        points: u32,
    },
    /// Points by accepted work in a domain; without one in the whole community.
    #[tag(2)]
    #[he("נקודות בתחום")]
    #[says(
        en = "{ $points } points{ $domain_key ->\n    [some] { \" \" }in domain { $domain }\n   \
              *[none] { \"\" }\n}",
        he = "{ $points } נקודות{ $domain_key ->\n    [some] { \" \" }בתחום { $domain }\n   *[none] { \
              \"\" }\n}"
    )]
    Domain {
        /// The domain's number.
        #[he("התחום")]
        domain: Option<u32>,
        /// How many.
        #[he("נקודות")]
        points: u32,
    },
    /// A skill that they learned here, and still have.
    #[tag(3)]
    #[he("מיומנות שנלמדה")]
    #[says(
        en = "skill { $skill } learned up to: { $level }",
        he = "מיומנות { $skill } שנלמדה עד: { $level }"
    )]
    Mastery {
        /// The skill's number.
        #[he("המיומנות")]
        skill: u32,
        /// At least so well.
        #[he("רמה")]
        level: Level,
    },
}

impl Need {
    /// How many points; of a skill that was learned it is had or not.
    pub const fn points(&self) -> u32 {
        match self {
            Self::Skill { points, .. } | Self::Domain { points, .. } => *points,
            Self::Mastery { .. } => 1,
        }
    }
}

/// A part of a task that is handed in, reviewed and paid by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $title } (weight { $weight })", he = "{ $title } (משקל { $weight })")]
pub struct Milestone {
    /// What it is.
    #[he("אבן הדרך")]
    pub title: Title,
    /// Its part of reward, fee and time, against the others.
    #[he("משקל")]
    pub weight: u16,
}

/// Somebody who does a piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $account } with weight { $weight }", he = "{ $account } במשקל { $weight }")]
pub struct Worker {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// Their part of what is paid, against the others.
    #[he("משקל")]
    pub weight: u16,
}

/// How people come to a task.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Mode {
    /// Whoever comes first takes one of its places.
    #[tag(1)]
    #[he("הקודם זוכה")]
    #[says(
        en = "first come, { $places_count ->\n    [1] one place\n   *[other] { $places } places\n}",
        he = "כל הקודם זוכה, { $places_count ->\n    [1] מקום אחד\n    [2] שני מקומות\n   *[other] { \
              $places } מקומות\n}"
    )]
    Claim {
        /// How many there are.
        #[he("מקומות")]
        places: u32,
    },
    /// People say for how much and in what time they would do it, and the payer chooses.
    #[tag(2)]
    #[he("הצעות מחיר")]
    Apply,
    /// Entries are sealed until it closes; the best win prizes.
    #[tag(3)]
    #[he("תחרות")]
    #[says(
        en = "a contest with prizes by the weights { $prizes }",
        he = "תחרות, פרסים לפי המשקלים { $prizes }"
    )]
    Contest {
        /// What each prize weighs against the others, first prize first.
        #[he("פרסים")]
        prizes: List<u16, MAX_PRIZES>,
    },
    /// One person is asked.
    #[tag(4)]
    #[he("הזמנה")]
    #[says(en = "for { $account } alone", he = "רק אל { $account }")]
    Invite {
        /// Who.
        #[he("מי")]
        account: AccountId,
    },
    /// It comes back some time after it was done, with what whoever did it hands over.
    #[tag(5)]
    #[he("משימה חוזרת")]
    #[says(
        en = "{ $times } times over, with { $gap } in between",
        he = "{ $times } פעמים, ובין פעם לפעם { $gap }"
    )]
    Recurring {
        /// How often it is done in all.
        #[he("כמה פעמים")]
        times: u32,
        /// How long it rests in between.
        #[he("מנוחה בין פעם לפעם")]
        gap: Span,
    },
    /// One person is asked to be there for some months; each is reviewed and paid by itself.
    #[tag(6)]
    #[he("ליווי חודשי")]
    #[says(
        en = "a retainer of { $account } for { $months } months of 30 days",
        he = "ליווי של { $account } במשך { $months } חודשים בני 30 יום"
    )]
    Retainer {
        /// Who.
        #[he("מי")]
        account: AccountId,
        /// For how many months of 30 days.
        #[he("חודשים")]
        months: u8,
    },
}

impl Mode {
    /// How many times the reward is put in trust.
    pub const fn places(&self) -> u32 {
        match self {
            Self::Claim { places } => *places,
            Self::Recurring { times, .. } => *times,
            _ => 1,
        }
    }

    /// Whether somebody takes it by saying so: for these trust is asked of people whom the payer did
    /// not choose.
    pub const fn is_first_come(&self) -> bool {
        matches!(self, Self::Claim { .. } | Self::Recurring { .. })
    }

    /// The one person who is asked, if one is.
    pub const fn asked(&self) -> Option<AccountId> {
        match self {
            Self::Invite { account } | Self::Retainer { account, .. } => Some(*account),
            _ => None,
        }
    }

    /// How long it should take: what the task says, or the months of a retainer.
    pub const fn lasts(&self, estimate: Span) -> Span {
        match self {
            Self::Retainer { months, .. } => Span(MONTH.0.saturating_mul(*months as u64)),
            _ => estimate,
        }
    }

    /// Its name in refusals.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Claim { .. } => "claim",
            Self::Apply => "apply",
            Self::Contest { .. } => "contest",
            Self::Invite { .. } => "invite",
            Self::Recurring { .. } => "recurring",
            Self::Retainer { .. } => "retainer",
        }
    }
}

/// Who asked for a task and pays it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Payer {
    /// An account, of its own.
    #[tag(1)]
    #[he("חשבון")]
    Account {
        /// Whose.
        #[he("החשבון")]
        account: AccountId,
    },
    /// The community, by a role.
    #[tag(2)]
    #[he("מכוח תפקיד")]
    Role {
        /// The role's number.
        #[he("מספר התפקיד")]
        role: u32,
        /// Who held it.
        #[he("מי שבתפקיד")]
        holder: AccountId,
    },
    /// The community, by a proposal.
    #[tag(3)]
    #[he("בהחלטה")]
    Members {
        /// The proposal.
        #[he("ההצעה")]
        proposal: ProposalId,
    },
}

impl Payer {
    /// The person behind it, if it is one.
    pub const fn person(self) -> Option<AccountId> {
        match self {
            Self::Account { account } => Some(account),
            Self::Role { holder, .. } => Some(holder),
            Self::Members { .. } => None,
        }
    }

    /// Under which number its record is kept: an account's own; the community's is 0.
    pub const fn record(self) -> u64 {
        match self {
            Self::Account { account } => account.0,
            Self::Role { .. } | Self::Members { .. } => 0,
        }
    }
}

/// Who reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Reviewer {
    /// Whoever pays.
    #[tag(1)]
    #[he("מי שמשלמים")]
    Payer,
    /// An account.
    #[tag(2)]
    #[he("חשבון")]
    Account {
        /// Whose.
        #[he("החשבון")]
        account: AccountId,
    },
    /// Anybody who holds a role.
    #[tag(3)]
    #[he("תפקיד")]
    Role {
        /// The role's number.
        #[he("מספר התפקיד")]
        role: u32,
    },
}

/// An offer of work.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct WorkTask {
    /// What it is called.
    #[he("כותרת")]
    pub title: Title,
    /// What is to be done, and by what it will be judged.
    #[he("תיאור")]
    pub brief: Brief,
    /// How people come to it.
    #[he("אופן")]
    pub mode: Mode,
    /// What one place is paid.
    #[he("תגמול")]
    pub reward: Amount,
    /// What whoever reviews one place is paid, in base units of the reward's asset.
    #[he("שכר הערכה")]
    pub fee: u128,
    /// What a panel is paid that judges one place, in base units.
    #[he("שכר צוות ההערכה")]
    pub panel: u128,
    /// Who asked for it and pays.
    #[he("מי שמשלמים")]
    pub payer: Payer,
    /// Who reviews.
    #[he("מעריך/ה")]
    pub reviewer: Reviewer,
    /// Who reviews where they do not in time; otherwise whoever pays.
    #[he("מעריך/ה חלופי/ת")]
    pub second: Option<Reviewer>,
    /// The domain it belongs to.
    #[he("תחום")]
    pub domain: Option<u32>,
    /// The skills that it takes.
    #[he("מיומנויות")]
    pub skills: Skills,
    /// What whoever does it has to have given before.
    #[he("תנאי סף")]
    pub needs: Needs,
    /// Its size as the payer claims it, in effort units: about an hour each.
    #[he("היקף")]
    pub size: u32,
    /// The line of purpose it serves.
    #[he("מטרה")]
    pub purpose: Option<Reason>,
    /// The task that it is a part of.
    #[he("משימת האב")]
    pub parent: Option<u64>,
    /// The piece of work out of whose price it is paid, where an assignee passes some of it on.
    #[he("עבודת האב")]
    pub from_job: Option<u64>,
    /// How long it may wait to be taken.
    #[he("זמן ללקיחה")]
    pub open_for: Span,
    /// How long it should take.
    #[he("הערכת זמן")]
    pub estimate: Span,
    /// How long after that it may still be handed in.
    #[he("ארכה")]
    pub grace: Span,
    /// Its parts, if it has any.
    #[he("אבני דרך")]
    pub milestones: Milestones,
    /// What was approved with it: the hash of its milestones' canonical bytes.
    #[he("תמצית אבני הדרך")]
    pub terms: Hash32,
    /// Whether each part begins when the one before was accepted.
    #[he("בזו אחר זו")]
    pub sequential: bool,
    /// How often changes may be asked for.
    #[he("סבבי תיקונים")]
    pub rounds: u8,
    /// Whether silence is no acceptance.
    #[he("נדרשת הערכה מפורשת")]
    pub positive: bool,
    /// Whether people who do not belong may take it.
    #[he("פתוחה למי שאינם חברים")]
    pub outside: bool,
    /// Since when it is offered.
    #[he("מאז")]
    pub since: Timestamp,
    /// The number of what lies in trust for it.
    #[he("מספר הפיקדון")]
    pub escrow: u64,
    /// Places that nobody took yet.
    #[he("מקומות פנויים")]
    pub left: u32,
    /// How many applied, or entered.
    #[he("מועמדים")]
    pub offers: u32,
    /// What whoever did it last handed over to whoever does it next.
    #[he("הערות העברה")]
    pub handover: Option<Brief>,
    /// How far it has come.
    #[he("מצב")]
    pub stage: TaskStage,
    /// The due entry that comes next.
    #[he("משימה מתוזמנת")]
    pub due: Option<u64>,
}

impl WorkTask {
    /// What one place is worth: reward, fee and what a panel is paid, in base units. Publishing saw that
    /// it fits.
    pub const fn worth(&self) -> u128 {
        self.reward.units.saturating_add(self.fee).saturating_add(self.panel)
    }
}

/// One place of a task, or one part of it, and whoever does it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Job {
    /// The task.
    #[he("המשימה")]
    pub task: u64,
    /// The number of the first part: parts of one engagement have numbers in a row.
    #[he("ההתקשרות")]
    pub engagement: u64,
    /// Which part it is, from 0.
    #[he("חלק")]
    pub part: u16,
    /// Who does it.
    #[he("מי")]
    pub workers: Workers,
    /// What waits for it, or what was paid for it in the end.
    #[he("מחיר")]
    pub price: Amount,
    /// What waits for whoever reviews it, in base units.
    #[he("שכר הערכה")]
    pub fee: u128,
    /// What waits for a panel that may judge it, in base units.
    #[he("שכר צוות ההערכה")]
    pub panel: u128,
    /// How long it should take from when it begins.
    #[he("הערכת זמן")]
    pub lasts: Span,
    /// When it was handed in last.
    #[he("הוגשה")]
    pub submitted: Option<Timestamp>,
    /// What was handed in last.
    #[he("העבודה")]
    pub work: Option<Brief>,
    /// How often changes were asked for.
    #[he("תיקונים")]
    pub changes: u8,
    /// Who reviewed it last, where an account did.
    #[he("מעריך/ה")]
    pub reviewed_by: Option<AccountId>,
    /// How good it was, in thousandths of what was agreed; none before it was accepted.
    #[he("איכות")]
    pub quality: Option<u16>,
    /// How far it has come.
    #[he("מצב")]
    pub stage: Stage,
    /// The due entry that comes next.
    #[he("משימה מתוזמנת")]
    pub due: Option<u64>,
}

impl Job {
    /// What lies in trust for it, in base units.
    pub const fn worth(&self) -> u128 {
        self.price.units.saturating_add(self.fee).saturating_add(self.panel)
    }

    /// Whether it was accepted for less than agreed: whoever did it may appeal.
    pub fn is_for_less(&self) -> bool {
        self.quality.is_some_and(|quality| quality < WHOLE)
    }

    /// Whether somebody does it, alone or with others.
    pub fn is_by(&self, account: AccountId) -> bool {
        self.workers.iter().any(|worker| worker.account == account)
    }
}

/// What somebody offers for a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Bid {
    /// To do it.
    #[tag(1)]
    #[he("הצעת מחיר")]
    Application {
        /// For how much.
        #[he("מחיר")]
        price: Amount,
        /// In what time.
        #[he("זמן")]
        within: Span,
        /// What they say.
        #[he("דברים")]
        words: Reason,
    },
    /// A sealed entry of a contest.
    #[tag(2)]
    #[he("עבודה לתחרות")]
    Entry {
        /// The asset in which prizes are given.
        #[he("הנכס")]
        asset: aluma_types::AssetId,
        /// What it was sealed with.
        #[he("חותם")]
        seal: Hash32,
        /// What it is, once it was opened.
        #[he("העבודה")]
        work: Option<Brief>,
    },
}

impl Bid {
    /// The asset that it is about.
    pub const fn asset(&self) -> aluma_types::AssetId {
        match self {
            Self::Application { price, .. } => price.asset,
            Self::Entry { asset, .. } => *asset,
        }
    }
}

/// An offer on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Offer {
    /// What is offered.
    #[he("ההצעה")]
    pub bid: Bid,
    /// Since when.
    #[he("מאז")]
    pub at: Timestamp,
}

/// What somebody has done in a community.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct WorkerRecord {
    /// Pieces of work that were accepted and paid.
    #[he("התקבלו")]
    pub accepted: u32,
    /// Pieces of work that were not handed in in time.
    #[he("ננטשו")]
    pub abandoned: u32,
    /// Trust slots that are used up.
    #[he("אמון שנוצל")]
    pub used: u8,
}

/// How many of a payer's last payments are remembered.
pub const MAX_DAYS: usize = 31;

/// How somebody pays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct PayerRecord {
    /// Days from handing in to being paid, of the last payments, oldest first.
    #[he("ימים עד תשלום")]
    pub days: List<u16, MAX_DAYS>,
    /// Payments in all.
    #[he("תשלומים")]
    pub paid: u32,
    /// Pieces of work that were being done when the task was taken back.
    #[he("ביטולים אחרי לקיחה")]
    pub cancelled: u32,
    /// Decisions that went against it.
    #[he("מחלוקות שהוכרעו נגד")]
    pub lost: u32,
}

/// Whether a panel judges a piece of work, and what waits for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Judgement {
    /// What the panel judges; the number of a contribution.
    #[he("מספר התרומה")]
    pub evidence: Option<u64>,
    /// Whether that brought points by the payer's word alone, and no panel was asked.
    #[he("על סמך מילת המשלמים")]
    pub trusted: bool,
    /// Whether what the panel finds decides about the work.
    #[he("הצוות מכריע")]
    pub decides: bool,
    /// What waits in trust for a panel.
    #[he("בנאמנות")]
    pub budget: Option<Budget>,
    /// The last moment to ask for a panel, once the work was accepted.
    #[he("עד")]
    pub until: Option<Timestamp>,
    /// The due entry that returns what nobody asked for.
    #[he("משימה מתוזמנת")]
    pub due: Option<u64>,
    /// Who disputes that it was accepted, and what they staked, until that is decided.
    #[he("מחלוקת")]
    pub dispute: Option<Disputed>,
}

/// A dispute of an acceptance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Disputed {
    /// Who disputes it.
    #[he("מי שחולקים")]
    pub by: AccountId,
    /// Points that they staked; none where they pay for the work, or while the community is founded.
    #[he("עירבון בנקודות")]
    pub points: u64,
    /// The number of the penalty that took them, by which they are given back.
    #[he("מספר ההפחתה")]
    pub penalty: Option<u64>,
}

/// Micro-points that a payer's word alone brought somebody in an epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Trusted {
    /// The epoch.
    #[he("התקופה")]
    pub epoch: u32,
    /// How many.
    #[he("מיליוניות נקודה")]
    pub micro: u64,
}

/// An idea for work that nobody has offered money for: written down here, or brought from where work was
/// listed before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Draft {
    /// By what it is known elsewhere, hashed: brought again, it changes and is not there twice.
    #[he("מזהה")]
    pub reference: Hash32,
    /// What it says.
    #[he("התוכן")]
    pub what: DraftWords,
    /// The task that came out of it.
    #[he("המשימה")]
    pub task: Option<u64>,
    /// Who brought it, where it was a person.
    #[he("מי שהביאו")]
    pub by: Option<AccountId>,
    /// When.
    #[he("מאז")]
    pub since: Timestamp,
    /// When it changed last.
    #[he("השתנה")]
    pub changed: Timestamp,
}

/// What an idea for work says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct DraftWords {
    /// What it is called.
    #[he("כותרת")]
    pub title: Title,
    /// What is to be done, in Markdown.
    #[he("תיאור")]
    pub brief: Option<Brief>,
    /// Where it is listed.
    #[he("כתובת")]
    pub url: Option<Line>,
    /// Its labels, one a line.
    #[he("תגיות")]
    pub labels: Option<Line>,
    /// Who does it there, one a line.
    #[he("מי שעוסקים בה")]
    pub assignees: Option<Line>,
    /// What it is a part of there.
    #[he("אבן הדרך")]
    pub milestone: Option<Line>,
    /// Its number there.
    #[he("המספר במקור")]
    pub number: Option<u64>,
    /// Since when it is there.
    #[he("נוצרה")]
    pub created: Option<Timestamp>,
    /// Whether it is still to be done.
    #[he("פתוחה")]
    pub open: bool,
}
