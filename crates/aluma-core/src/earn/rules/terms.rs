//! What a programme goes by: who says that a claim is true, what it is worth, what limits it, when it pays.

use aluma_types::{AccountId, Amount, AssetId, Canon, List, Share, Span};

use crate::earn::types::{
    GROUP, GROUP_CLAIMS, GROUP_PEOPLE, Kind, LEAST_CLAIMS, MAX_CLAUSES, MAX_NAMED, MAX_STEPS,
    MAX_VERIFIERS,
};
use crate::reputation::Tier;

/// One thing that must be so on the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Clause {
    /// Belongs to the community for so long.
    #[tag(1)]
    #[he("ותק בקהילה")]
    #[says(en = "a member for { $lasts }", he = "ותק של { $lasts } בקהילה")]
    Member {
        /// How long.
        #[he("משך")]
        lasts: Span,
    },
    /// Voted so often themselves, on what is open or decided.
    #[tag(2)]
    #[he("הצבעות")]
    #[says(
        en = "{ $practice_key ->\n    [yes] votes cast: { $times } in a community for practice\n   \
              *[no] votes cast: { $times }\n}",
        he = "{ $practice_key ->\n    [yes] הצבעות: { $times } בקהילת תרגול\n   *[no] הצבעות: { \
              $times }\n}"
    )]
    Voted {
        /// How often.
        #[he("כמה פעמים")]
        times: u32,
        /// Whether in a community for practice that they founded themselves.
        #[he("בקהילת התרגול")]
        practice: bool,
    },
    /// Lets somebody else vote for them.
    #[tag(3)]
    #[he("ייפוי כוח")]
    #[says(
        en = "{ $practice_key ->\n    [yes] gave a vote to somebody in a community for practice\n   \
              *[no] gave a vote to somebody\n}",
        he = "{ $practice_key ->\n    [yes] ייפוי כוח בקהילת תרגול\n   *[no] ייפוי כוח\n}"
    )]
    Delegated {
        /// Whether in a community for practice that they founded themselves.
        #[he("בקהילת התרגול")]
        practice: bool,
    },
    /// Proposed something that was enacted, among the newest proposals.
    #[tag(4)]
    #[he("הצעה שבוצעה")]
    #[says(
        en = "{ $practice_key ->\n    [yes] enacted proposals: { $times } in a community for \
              practice\n   *[no] enacted proposals: { $times }\n}",
        he = "{ $practice_key ->\n    [yes] הצעות שבוצעו: { $times } בקהילת תרגול\n   *[no] הצעות \
              שבוצעו: { $times }\n}"
    )]
    Enacted {
        /// How many.
        #[he("כמה")]
        times: u32,
        /// Whether in a community for practice that they founded themselves.
        #[he("בקהילת התרגול")]
        practice: bool,
    },
    /// Drew what came due of a payment over time.
    #[tag(5)]
    #[he("משיכה מתשלום מתמשך")]
    #[says(
        en = "{ $practice_key ->\n    [yes] drew what is paid over time in a community for practice\n \
                *[no] drew what is paid over time\n}",
        he = "{ $practice_key ->\n    [yes] משיכה מתשלום מתמשך בקהילת תרגול\n   *[no] משיכה מתשלום \
              מתמשך\n}"
    )]
    Drew {
        /// Whether in a community for practice that they founded themselves.
        #[he("בקהילת התרגול")]
        practice: bool,
    },
    /// Gave so much in a skill by accepted work.
    #[tag(6)]
    #[he("מיומנות")]
    #[says(
        en = "{ $points } points in skill { $skill }",
        he = "{ $points } נקודות במיומנות { $skill }"
    )]
    Skill {
        /// The skill.
        #[he("המיומנות")]
        skill: u32,
        /// Points.
        #[he("נקודות")]
        points: u32,
    },
    /// Reached a tier.
    #[tag(7)]
    #[he("דרגה")]
    #[says(en = "at least the tier { $tier }", he = "דרגה { $tier } לפחות")]
    Tier {
        /// Which, or one above.
        #[he("הדרגה")]
        tier: Tier,
    },
    /// Did so many pieces of work that were accepted and paid.
    #[tag(8)]
    #[he("עבודות שהתקבלו")]
    #[says(en = "accepted pieces of work: { $times }", he = "עבודות שהתקבלו: { $times }")]
    Worked {
        /// How many.
        #[he("כמה")]
        times: u32,
    },
    /// Has so much of an asset.
    #[tag(9)]
    #[he("החזקה בנכס")]
    #[says(en = "holds { $amount }", he = "החזקה של { $amount }")]
    Holds {
        /// How much.
        #[he("סכום")]
        amount: Amount,
    },
}

impl Clause {
    /// Whether it is about a community for practice.
    pub const fn is_practice(&self) -> bool {
        match self {
            Self::Voted { practice, .. }
            | Self::Delegated { practice }
            | Self::Enacted { practice, .. }
            | Self::Drew { practice } => *practice,
            _ => false,
        }
    }
}

/// Who or what says that a claim is true.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Verifier {
    /// The ledger itself: all clauses hold.
    #[tag(1)]
    #[he("הפנקס")]
    #[says(en = "the ledger: { $clauses }", he = "הפנקס: { $clauses }")]
    Predicate {
        /// The clauses.
        #[he("התנאים")]
        clauses: List<Clause, MAX_CLAUSES>,
    },
    /// Keys of a game, a sensor, a build: each answers with a bond for what it says.
    #[tag(2)]
    #[he("מאמתים בעירבון")]
    #[says(
        en = "attestors { $accounts }, each with a bond of { $bond } and at most { $rate } claims an \
              epoch",
        he = "מאמתים { $accounts }, כל אחד בעירבון של { $bond } ועד { $rate } דרישות בתקופה"
    )]
    Attestors {
        /// Who.
        #[he("מי")]
        accounts: List<AccountId, MAX_NAMED>,
        /// The least bond, in base units of the programme's asset.
        #[he("עירבון")]
        bond: u128,
        /// Claims that each attests in one epoch at most.
        #[he("אימותים בתקופה")]
        rate: u32,
    },
    /// Peers who hold a role.
    #[tag(3)]
    #[he("צוות עמיתים")]
    #[says(
        en = "{ $need } of a panel drawn from role { $role }",
        he = "{ $need } מצוות עמיתים מתפקיד { $role }"
    )]
    Panel {
        /// The role.
        #[he("התפקיד")]
        role: u32,
        /// How many of them.
        #[he("כמה מהם")]
        need: u8,
    },
    /// Reviewers of a milestone.
    #[tag(4)]
    #[he("בודקי אבן דרך")]
    #[says(
        en = "{ $need } of the reviewers { $accounts }",
        he = "{ $need } מהבודקים { $accounts }"
    )]
    Reviewers {
        /// Who.
        #[he("מי")]
        accounts: List<AccountId, MAX_NAMED>,
        /// How many of them.
        #[he("כמה מהם")]
        need: u8,
    },
}

impl Verifier {
    /// Whether their silence says yes, once their time is over.
    pub const fn is_silent_yes(&self) -> bool {
        matches!(self, Self::Panel { .. } | Self::Reviewers { .. })
    }

    /// Whether it is the ledger itself.
    pub const fn is_predicate(&self) -> bool {
        matches!(self, Self::Predicate { .. })
    }

    /// Whether it is keys that answer with a bond.
    pub const fn is_attestors(&self) -> bool {
        matches!(self, Self::Attestors { .. })
    }
}

/// By what a tiered curve goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum ScoreBy {
    /// By the score that attestors gave.
    #[tag(1)]
    #[he("ציון של מאמתים")]
    Attested,
    /// By points.
    #[tag(2)]
    #[he("נקודות")]
    #[says(
        en = "points{ $domain_key ->\n    [some] { \" \" }in domain { $domain }\n   *[none] { \"\" \
              }\n}",
        he = "נקודות{ $domain_key ->\n    [some] { \" \" }בתחום { $domain }\n   *[none] { \"\" }\n}"
    )]
    Points {
        /// Of this domain; none is the whole community.
        #[he("תחום")]
        domain: Option<u32>,
    },
    /// By what somebody has of an asset.
    #[tag(3)]
    #[he("החזקה בנכס")]
    Holding {
        /// The asset.
        #[he("הנכס")]
        asset: AssetId,
    },
}

/// One step of a tiered curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $units } from { $from } on", he = "{ $units } מ־{ $from } ומעלה")]
pub struct Step {
    /// From this score on.
    #[he("מציון")]
    #[of("by.asset")]
    pub from: u128,
    /// Base units.
    #[he("יחידות")]
    pub units: u128,
}

/// How much a claim is worth.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Curve {
    /// Each the same.
    #[tag(1)]
    #[he("סכום קבוע")]
    #[says(en = "{ $units }", he = "{ $units }")]
    Fixed {
        /// Base units.
        #[he("יחידות")]
        units: u128,
    },
    /// By a score, in steps.
    #[tag(2)]
    #[he("מדרגות")]
    #[says(en = "by { $by }: { $steps }", he = "לפי { $by }: { $steps }")]
    Tiered {
        /// By what.
        #[he("לפי")]
        by: ScoreBy,
        /// Rising.
        #[he("המדרגות")]
        steps: List<Step, MAX_STEPS>,
    },
    /// Each claim lowers what the next one is worth; time raises it again.
    #[tag(3)]
    #[he("יורד עם כל דרישה ומתאושש")]
    #[says(
        en = "{ $units }, less { $fall } of it with each claim, back within { $recover }",
        he = "{ $units }, פחות { $fall } מהם בכל דרישה, בחזרה תוך { $recover }"
    )]
    Falling {
        /// Base units where nobody claimed lately.
        #[he("יחידות")]
        units: u128,
        /// The part of these that each claim takes off.
        #[he("ירידה בכל דרישה")]
        fall: Share,
        /// In what time it recovers from nothing.
        #[he("התאוששות במשך")]
        recover: Span,
    },
    /// The claims of an epoch share what it has, by their scores.
    #[tag(4)]
    #[he("חלק יחסי בקופת התקופה")]
    #[says(en = "a part of the pool of its epoch", he = "חלק יחסי בקופת התקופה")]
    Pool,
    /// The same, nobody more than so much; what is cut goes to the others.
    #[tag(5)]
    #[he("חלק יחסי עם תקרה")]
    #[says(
        en = "a part of the pool of its epoch, { $cap } a person at most",
        he = "חלק יחסי בקופת התקופה, { $cap } לאדם לכל היותר"
    )]
    CappedPool {
        /// Base units for one person.
        #[he("תקרה")]
        cap: u128,
    },
    /// By the square root of all that somebody's claims scored: splitting them gains nothing.
    #[tag(6)]
    #[he("שורש של סך הציונים")]
    #[says(en = "{ $units } times the root of all scores", he = "{ $units } כפול שורש סך הציונים")]
    Concave {
        /// Base units for the root's first one.
        #[he("יחידות")]
        units: u128,
    },
    /// Each claim of somebody is worth the next part of a whole.
    #[tag(7)]
    #[he("סולם")]
    #[says(
        en = "{ $units } in parts by the weights { $parts }",
        he = "{ $units } בחלקים לפי המשקלים { $parts }"
    )]
    Ladder {
        /// Base units of the whole.
        #[he("השלם")]
        units: u128,
        /// Weights of the parts, in order.
        #[he("החלקים")]
        parts: List<u16, MAX_STEPS>,
    },
}

impl Curve {
    /// Whether claims share what an epoch has when it is over.
    pub const fn is_pool(&self) -> bool {
        matches!(self, Self::Pool | Self::CappedPool { .. })
    }
}

/// When a reward is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Payout {
    /// As soon as nobody can challenge it any more.
    #[tag(1)]
    #[he("מיד")]
    Now,
    /// In equal parts over time.
    #[tag(2)]
    #[he("בחלקים")]
    #[says(
        en = "in { $parts } parts, one every { $every }",
        he = "ב־{ $parts } חלקים, אחד כל { $every }"
    )]
    Vest {
        /// How many.
        #[he("כמה חלקים")]
        parts: u8,
        /// How long after each other, the first when nobody can challenge it any more.
        #[he("כל")]
        every: Span,
    },
}

/// What limits a programme, in base units of its asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "at most { $epoch } an epoch, { $person } a person, { $person_epoch } a person and epoch{ \
          $group_key ->\n    [some] , { $group } an epoch for all whom one member brought\n   *[none] \
          { \"\" }\n}",
    he = "לכל היותר { $epoch } לתקופה, { $person } לאדם, { $person_epoch } לאדם בתקופה{ $group_key \
          ->\n    [some] , { $group } בתקופה לכל מי שאותו אדם הביא\n   *[none] { \"\" }\n}"
)]
pub struct Caps {
    /// In one epoch.
    #[he("בתקופה")]
    pub epoch: u128,
    /// For one person in all.
    #[he("לאדם")]
    pub person: u128,
    /// For one person in one epoch.
    #[he("לאדם בתקופה")]
    pub person_epoch: u128,
    /// In one epoch for all those together whom one member brought, or whom nobody did, until they gave
    /// something that others accepted; unless said a 128th part of what the epoch has, but no less than one
    /// person may have and no more than ten.
    #[he("בתקופה לכל מי שאותו אדם הביא, עד שיתרמו בעצמם")]
    pub group: Option<u128>,
}

impl Caps {
    /// What those may have together in an epoch of such a budget whom one member brought: one person with
    /// a thousand accounts gains no more than that.
    pub fn of_group(&self, budget: u128) -> u128 {
        let most = self.person_epoch.saturating_mul(GROUP_PEOPLE);
        let part = budget.checked_div(GROUP).unwrap_or(0);
        self.group.unwrap_or_else(|| part.min(most).max(self.person_epoch))
    }

    /// How many claims they may bring in an epoch of such a budget.
    pub fn claims_of_group(&self, budget: u128) -> u32 {
        let people = self.of_group(budget).div_ceil(self.person_epoch.max(1));
        let most = people.saturating_mul(GROUP_CLAIMS).max(LEAST_CLAIMS);
        u32::try_from(most).unwrap_or(u32::MAX)
    }
}

/// What a programme goes by; it never changes.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "claims bring { $kinds }; { $need } of { $verifiers } must say yes; a claim is worth { \
          $curve }; { $caps }; epochs of { $epoch }; paid { $payout }; open to challenge for { \
          $window }; audited { $audit }{ $auditors_key ->\n    [some] { \" \" }by role { $auditors \
          }\n   *[none] { \"\" }\n}",
    he = "ראיות: { $kinds }; נדרש אישור של { $need } מתוך { $verifiers }; שווי דרישה: { $curve }; { \
          $caps }; תקופות של { $epoch }; תשלום { $payout }; אפשר לערער במשך { $window }; ביקורת על { \
          $audit }{ $auditors_key ->\n    [some] { \" \" }בידי תפקיד { $auditors }\n   *[none] { \"\" \
          }\n}"
)]
pub struct Terms {
    /// What claims may bring.
    #[he("סוגי ראיות")]
    pub kinds: List<Kind, 3>,
    /// How many of its verifiers must say yes.
    #[he("כמה בודקים נדרשים")]
    pub need: u8,
    /// Who or what says that a claim is true.
    #[he("בודקים")]
    pub verifiers: List<Verifier, MAX_VERIFIERS>,
    /// How much a claim is worth.
    #[he("תגמול")]
    pub curve: Curve,
    /// What limits it.
    #[he("תקרות")]
    pub caps: Caps,
    /// How long an epoch is.
    #[he("משך תקופה")]
    pub epoch: Span,
    /// When a reward is paid.
    #[he("תשלום")]
    pub payout: Payout,
    /// How long a claim can be challenged.
    #[he("חלון ערעור")]
    pub window: Span,
    /// The part of what attestors said that is drawn to be audited.
    #[he("שיעור ביקורת")]
    pub audit: Share,
    /// The role whose holders audit.
    #[he("תפקיד המבקרים")]
    pub auditors: Option<u32>,
}
