//! Nouns of a community.

use alloc::vec::Vec;

use aluma_types::{AccountId, AssetId, Body, Canon, List, Name, Span, Text, Timestamp};

use crate::dao::rules::roles::{Kinds, MAX_LIMITS};

/// Bytes of a DAO's handle at most.
pub const HANDLE_BYTES: usize = 64;
/// Bytes of a DAO's name at most.
pub const NAME_BYTES: usize = 200;
/// Bytes of a purpose, a note or a reason at most.
pub const PROSE_BYTES: usize = 2_000;
/// Bytes of an asset's symbol at most.
pub const SYMBOL_BYTES: usize = 12;
/// Bytes of a pot's name at most.
pub const POT_BYTES: usize = 24;
/// Bytes of the name of a purpose or value at most.
pub const TAG_BYTES: usize = 11;
/// Domains, and roles, that may begin with a DAO at most.
pub const MAX_FIRSTS: usize = 16;
/// Changes that one amendment may make at most.
pub const MAX_CHANGES: usize = 64;

/// What a charter starts from beside its manner: the kind of community that it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub enum Template {
    /// People who work for others together and share what they earn by what they did.
    #[tag(1)]
    #[he("קואופרטיב שירותים")]
    ServiceCollective,
    /// The imported history of a community that decided elsewhere: a council decides on payments
    /// with final ballots, and no limit holds back what was once paid.
    #[tag(2)]
    #[he("ארכיון")]
    Archive,
    /// Holders of a token who look after a protocol: slow money, slower rules, a quick pause.
    #[tag(3)]
    #[he("נאמני פרוטוקול")]
    ProtocolSteward,
    /// People who learn together: an easy door, teachers who have a voice, terms.
    #[tag(4)]
    #[he("קהילה לומדת")]
    LearningCommunity,
    /// Friends who invest together and vote by what each put in.
    #[tag(5)]
    #[he("מועדון השקעות")]
    InvestmentClub,
    /// Gifts that trustees pass on for a purpose, in the open.
    #[tag(6)]
    #[he("קרן פילנתרופית")]
    PhilanthropicFund,
}

impl Template {
    /// Each of them, in the order of their tags.
    pub const ALL: [Self; 6] = [
        Self::ServiceCollective,
        Self::Archive,
        Self::ProtocolSteward,
        Self::LearningCommunity,
        Self::InvestmentClub,
        Self::PhilanthropicFund,
    ];

    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ServiceCollective => "service-collective",
            Self::Archive => "archive",
            Self::ProtocolSteward => "protocol-steward",
            Self::LearningCommunity => "learning-community",
            Self::InvestmentClub => "investment-club",
            Self::PhilanthropicFund => "philanthropic-fund",
        }
    }
}

/// How a community decides, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Manner {
    /// Few who know each other: short votes, final ballots, paid the same minute.
    #[tag(1)]
    #[he("חוג קטן")]
    SmallCircle,
    /// Many who vote themselves, with time to think.
    #[tag(2)]
    #[he("אסיפה")]
    Assembly,
    /// Many who lend their votes to people they trust.
    #[tag(3)]
    #[he("נציגים")]
    Delegates,
}

impl Manner {
    /// Each of them, in the order of their tags.
    pub const ALL: [Self; 3] = [Self::SmallCircle, Self::Assembly, Self::Delegates];

    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SmallCircle => "small-circle",
            Self::Assembly => "assembly",
            Self::Delegates => "delegates",
        }
    }

    /// The place of its default in `ParameterSpec::defaults`.
    pub const fn place(self) -> usize {
        match self {
            Self::SmallCircle => 0,
            Self::Assembly => 1,
            Self::Delegates => 2,
        }
    }
}

/// Who may join.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Joining {
    /// Everybody joins; admission is another step, and votes count by shares, never by heads.
    #[tag(1)]
    #[he("פתוחה")]
    Open,
    /// Whoever applies and meets no objection.
    #[tag(2)]
    #[he("בבקשה")]
    Application,
    /// Whoever a member invites.
    #[tag(3)]
    #[he("בהזמנה")]
    Invitation,
    /// Whoever the members vote in.
    #[tag(4)]
    #[he("בהצבעה")]
    Vote,
    /// Whoever holds enough of an asset.
    #[tag(5)]
    #[he("בהחזקת אסימון")]
    Holding,
}

impl Joining {
    /// Its name in the charter.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Application => "application",
            Self::Invitation => "invitation",
            Self::Vote => "vote",
            Self::Holding => "holding",
        }
    }

    /// The rule of a charter's choice.
    pub(crate) const fn of_choice(choice: u8) -> Self {
        match choice {
            0 => Self::Open,
            1 => Self::Application,
            2 => Self::Invitation,
            3 => Self::Vote,
            _ => Self::Holding,
        }
    }
}

/// Who may read what belongs to a DAO.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Visibility {
    /// Everybody.
    #[tag(1)]
    #[he("פתוחה לכול")]
    Open,
    /// Everybody reads name, purpose and decided proposals; members read the rest.
    #[tag(2)]
    #[he("רשומה")]
    Listed,
    /// Members only; strangers cannot tell that it exists.
    #[tag(3)]
    #[he("לחברים בלבד")]
    Members,
}

impl Visibility {
    /// Its name in the charter.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Listed => "listed",
            Self::Members => "members",
        }
    }

    /// The visibility of a charter's choice.
    pub(crate) const fn of_choice(choice: u8) -> Self {
        match choice {
            0 => Self::Open,
            1 => Self::Listed,
            _ => Self::Members,
        }
    }
}

/// How much of a DAO somebody may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Everything.
    All,
    /// Name, purpose, and decided proposals.
    Public,
    /// Name and purpose: for whoever is at the door.
    Name,
    /// Not even that it is there.
    Nothing,
}

/// A community that owns and runs itself.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Dao {
    /// Its handle, unique by skeleton.
    pub handle: Name<HANDLE_BYTES>,
    /// What it calls itself.
    pub name: Body<NAME_BYTES>,
    /// What it is for.
    pub purpose: Body<PROSE_BYTES>,
    /// How it decides, which its charter's defaults come from.
    pub manner: Manner,
    /// What its charter started from beside that, if anything.
    pub template: Option<Template>,
    /// Who founded it.
    pub founder: AccountId,
    /// When.
    pub since: Timestamp,
    /// When the founding season ended; it never begins again.
    pub season_over: Option<Timestamp>,
}

/// What is needed to found a DAO, as far as this domain knows it.
#[derive(Clone, Debug)]
pub(crate) struct NewDao {
    pub(crate) founder: AccountId,
    pub(crate) handle: Name<HANDLE_BYTES>,
    pub(crate) name: Body<NAME_BYTES>,
    pub(crate) purpose: Body<PROSE_BYTES>,
    pub(crate) joining: Joining,
    pub(crate) manner: Manner,
    pub(crate) template: Option<Template>,
    pub(crate) visibility: Option<Visibility>,
    pub(crate) season: Option<Span>,
    pub(crate) changes: Changes,
    /// The number of the share that the template's lines name.
    pub(crate) share: Option<AssetId>,
}

/// A team that begins with its community.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "{ $name }, for { $purpose }{ $parent_key ->\n    [some] , under number { $parent }\n   \
          *[none] { \"\" }\n}, with the pot { $pot }",
    he = "{ $name }, לשם { $purpose }{ $parent_key ->\n    [some] , תחת מספר { $parent }\n   *[none] \
          { \"\" }\n}, עם הסעיף { $pot }"
)]
pub struct FirstDomain {
    /// The place in this list, from 1, of the domain it hangs under, which stands before it.
    #[he("תחת")]
    pub parent: Option<u32>,
    /// What it is called.
    #[he("שם")]
    pub name: Body<NAME_BYTES>,
    /// What it is for.
    #[he("מטרה")]
    pub purpose: Body<PROSE_BYTES>,
    /// What its pot is called.
    #[he("שם הסעיף בקופה")]
    pub pot: Text<POT_BYTES>,
}

/// How much a role may pay of an asset that begins with it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "{ $units } base units of { $symbol } in { $per }",
    he = "{ $units } יחידות של { $symbol } לכל { $per }"
)]
pub struct FirstLimit {
    /// The asset's symbol.
    #[he("סימן הנכס")]
    pub symbol: Text<SYMBOL_BYTES>,
    /// Base units.
    #[he("יחידות")]
    pub units: u128,
    /// The period.
    #[he("לתקופה של")]
    pub per: Span,
}

/// A role that begins with its community.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "{ $name }{ $duty_key ->\n    [some] , { $duty }\n   *[none] { \"\" }\n}{ $domain_key ->\n   \
           [some] , of team { $domain }\n   *[none] { \"\" }\n}{ $may_count ->\n    [0] { \"\" }\n   \
          *[other] , may { $may }\n}{ $limits_count ->\n    [0] { \"\" }\n   *[other] , pays at most \
          { $limits }\n}{ $for_members_key ->\n    [yes] , for members only\n   *[no] { \"\" }\n}{ \
          $weighs_key ->\n    [yes] , weighs in votes\n   *[no] { \"\" }\n}{ $for_founders_key ->\n   \
           [yes] , for all who found\n   *[no] { \"\" }\n}",
    he = "{ $name }{ $duty_key ->\n    [some] , { $duty }\n   *[none] { \"\" }\n}{ $domain_key ->\n   \
           [some] , בתחום { $domain }\n   *[none] { \"\" }\n}{ $may_count ->\n    [0] { \"\" }\n   \
          *[other] , הרשאות: { $may }\n}{ $limits_count ->\n    [0] { \"\" }\n   *[other] , תשלומים \
          עד { $limits }\n}{ $for_members_key ->\n    [yes] , לחברים בלבד\n   *[no] { \"\" }\n}{ \
          $weighs_key ->\n    [yes] , עם משקל בהצבעות\n   *[no] { \"\" }\n}{ $for_founders_key ->\n   \
           [yes] , ניתן לכל המייסדים\n   *[no] { \"\" }\n}"
)]
pub struct FirstRole {
    /// The place of its domain, from 1; the whole community unless named.
    #[he("בתחום")]
    pub domain: Option<u32>,
    /// What it is called.
    #[he("שם")]
    pub name: Body<NAME_BYTES>,
    /// What it is there for.
    #[he("לשם מה")]
    pub duty: Option<Body<PROSE_BYTES>>,
    /// The actions that it may take, by name.
    #[he("פעולות")]
    pub may: Kinds,
    /// How much it may pay in each period of 7 to 90 days, asset by asset.
    #[he("גבולות תשלום")]
    pub limits: List<FirstLimit, MAX_LIMITS>,
    /// Whether only admitted members may hold it.
    #[he("לחברים בלבד")]
    pub for_members: bool,
    /// Whether it weighs where the charter lets roles weigh.
    #[he("משקל בהצבעות")]
    pub weighs: bool,
    /// Whether everybody who founds holds it at first, as long as the charter lets.
    #[he("ניתן לכל המייסדים")]
    pub for_founders: bool,
}

/// Teams and roles that begin with their community.
#[derive(Clone, Debug, Default)]
pub(crate) struct Firsts {
    pub(crate) domains: Vec<FirstDomain>,
    pub(crate) roles: Vec<FirstRole>,
}

/// A change of the charter in words.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ChangeText {
    /// Which parameter, such as `membership.joining`.
    #[he("סעיף")]
    pub key: Text<48>,
    /// Its new value: `yes`, `3d`, `2/3`, `25%`, a number, a choice's name.
    #[he("ערך חדש")]
    pub value: Text<64>,
}

/// Names of purposes and values by which a community is found.
pub type Tags = List<Text<TAG_BYTES>, 10>;

/// Changes of the charter.
pub type Changes = List<ChangeText, MAX_CHANGES>;

/// How somebody stands to a DAO.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Standing {
    /// Asked to be admitted.
    #[tag(1)]
    #[he("מועמדות")]
    Applicant {
        /// The last moment for an objection; nothing where the members must vote.
        #[he("מועד אחרון להתנגדות")]
        until: Option<Timestamp>,
    },
    /// Speaks, is polled, takes work; has no vote.
    #[tag(2)]
    #[he("הצטרפות")]
    Joined,
    /// Has a vote.
    #[tag(3)]
    #[he("חברות")]
    Admitted,
    /// Was a member once.
    #[tag(4)]
    #[he("עזיבה")]
    Left,
    /// The others ended the membership.
    #[tag(5)]
    #[he("הוצאה")]
    Expelled,
    /// Has to do with the DAO and answers polls that are for stakeholders; has no vote.
    #[tag(6)]
    #[he("בעלי עניין")]
    Stakeholder {
        /// What they have to do with it.
        #[he("הזיקה")]
        stake: Stake,
        /// Whether they read what members read: whoever the DAO registered does.
        #[he("קריאה כמו חברים")]
        reads: bool,
    },
}

/// What a stakeholder has to do with a DAO.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Stake {
    /// Gives money, time or a good word.
    #[tag(1)]
    #[he("תמיכה")]
    Supporter,
    /// It is there for them.
    #[tag(2)]
    #[he("מי שהקהילה פועלת למענם")]
    Beneficiary,
    /// Buys what it makes or does.
    #[tag(3)]
    #[he("לקוחות")]
    Customer,
    /// Lives or works beside it.
    #[tag(4)]
    #[he("שכנות")]
    Neighbour,
}

impl Standing {
    /// Whether they belong to the DAO in any way, or asked to.
    pub const fn belongs(self) -> bool {
        !matches!(self, Self::Left | Self::Expelled)
    }
}

/// Those among the people of a DAO who have no vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Group {
    /// Whoever asked to be admitted and waits.
    #[tag(1)]
    #[he("בקשות הצטרפות")]
    Applicants,
    /// Whoever has a voice without a vote.
    #[tag(2)]
    #[he("בעלי עניין")]
    Stakeholders,
}

/// Somebody's membership.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Member {
    /// How they stand.
    pub standing: Standing,
    /// Since when they stand so.
    pub since: Timestamp,
    /// Whose invitation brought them.
    pub inviter: Option<AccountId>,
    /// The DAO that it is, where it is one.
    pub of: Option<aluma_types::DaoId>,
    /// Who vouched for them, where that is how they were admitted.
    pub voucher: Option<AccountId>,
    /// What they wrote when they applied.
    pub note: Option<Body<PROSE_BYTES>>,
    /// Whom they brought in lately.
    pub vouched: Vouched,
    /// The entry in the due queue that would admit them.
    pub task: Option<u64>,
}

/// How many a member vouched for in a window of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Vouched {
    /// When the window began.
    pub from: Timestamp,
    /// How many since.
    pub count: u32,
}

/// A standing offer to join, known by the public half of its one-time secret.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Invitation {
    /// Where to; nothing is the ledger itself.
    pub dao: Option<aluma_types::DaoId>,
    /// Whose it is.
    pub inviter: AccountId,
    /// How many more may use it.
    pub uses: u32,
    /// The last moment at which it may be used.
    pub until: Timestamp,
    /// Whether whoever uses it is admitted at once, on the inviter's word.
    pub vouch: bool,
    /// The entry in the due queue that clears it away.
    pub task: u64,
}
