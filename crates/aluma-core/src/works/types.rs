//! Nouns of works.

use aluma_types::{
    AccountId, Amount, Body, Canon, Hash32, List, ProposalId, Share, Span, Timestamp,
};

pub use crate::treasury::types::{MAX_OWNERS, Owner, Part, REASON_BYTES, VALUE_BYTES};

/// Authors of one work at most.
pub const MAX_AUTHORS: usize = 16;
/// Uses that are paid for at once at most.
pub const MAX_TIMES: u32 = 10_000;
/// Offers of a work that one owner made and that wait or are open.
pub const MAX_OFFERS: u32 = 8;
/// The largest royalty: half of what an owner is paid.
pub const MAX_ROYALTY: Share = Share::permille(500);
/// The shortest time to agree to something, or to offer it.
pub const SHORTEST: Span = Span::hours(1);
/// The longest.
pub const LONGEST: Span = Span::days(90);

/// What a work, or an offer, says in a line.
pub type Line = Body<VALUE_BYTES>;
/// Accounts that a proposal pays.
pub type Payees = List<AccountId, 80>;

/// An author as they are named at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "{ $account } with { $parts } of all parts",
    he = "{ $account } עם { $parts } מכל החלקים"
)]
pub struct Named {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// Their parts of the whole.
    #[he("חלקים")]
    pub parts: u64,
}

/// An author of a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Author {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// Their parts of the whole.
    #[he("חלקים")]
    pub parts: u64,
    /// Whether they agreed to be named so.
    #[he("הסכמה")]
    pub agreed: bool,
}

/// How far a work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum WorkStage {
    /// Authors have still to agree.
    #[tag(1)]
    #[he("ממתינה להסכמה")]
    Waits {
        /// Their last moment.
        #[he("עד")]
        until: Timestamp,
    },
    /// It is an item that they own.
    #[tag(2)]
    #[he("רשומה")]
    Registered {
        /// The item's number in the community.
        #[he("מספר הפריט")]
        item: u64,
        /// Since when.
        #[he("מאז")]
        at: Timestamp,
    },
    /// The community struck it from its record: it was not its authors' to register.
    #[tag(3)]
    #[he("נמחקה מן הרישום")]
    Struck {
        /// When.
        #[he("מועד")]
        at: Timestamp,
    },
}

/// A work on record.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Work {
    /// The hash of what it is, as whoever registered it says.
    #[he("טביעה")]
    pub hash: Hash32,
    /// What it is called.
    #[he("שם")]
    pub name: Line,
    /// Where it is, and under which terms it may be used.
    #[he("מסמך")]
    pub document: Option<Line>,
    /// Who made it, lowest account first.
    #[he("יוצרים")]
    pub authors: List<Author, MAX_AUTHORS>,
    /// What authors get of whatever is paid to an owner who is none of them.
    #[he("תמלוגים")]
    pub royalty: Share,
    /// What one use costs, where it may be used for a price.
    #[he("מחיר שימוש")]
    pub price: Option<Amount>,
    /// Who registered it.
    #[he("נרשמה בידי")]
    pub by: AccountId,
    /// When.
    #[he("מועד")]
    pub since: Timestamp,
    /// How far it has come.
    #[he("מצב")]
    pub stage: WorkStage,
    /// Offers that there ever were.
    #[he("הצעות")]
    pub offers: u64,
    /// Receipts for uses.
    #[he("קבלות")]
    pub receipts: u64,
    /// How often a use was paid for.
    #[he("מספר השימושים")]
    pub used: u64,
}

/// An owner who is asked to agree to an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Asked {
    /// Who.
    #[he("מי")]
    pub owner: Owner,
    /// The parts that they would sell; where it is about uses, those that they own.
    #[he("חלקים")]
    pub parts: u64,
    /// Whether they agreed.
    #[he("הסכמה")]
    pub agreed: bool,
}

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Offered {
    /// Parts of it, together, for one price.
    #[tag(1)]
    #[he("מכירת חלקים")]
    #[says(
        en = "parts of it for { $price }: { $sellers }",
        he = "חלקים ממנה תמורת { $price }: { $sellers }"
    )]
    Parts {
        /// Whose parts, and how many of each.
        #[he("מוכרים")]
        sellers: List<Part, MAX_OWNERS>,
        /// What all of them cost.
        #[he("מחיר")]
        price: Amount,
    },
    /// What a use costs from now on; every owner is asked.
    #[tag(2)]
    #[he("מחיר שימוש")]
    #[says(
        en = "{ $price_key ->\n    [some] each use for { $price }\n   *[none] no further use\n}",
        he = "{ $price_key ->\n    [some] כל שימוש תמורת { $price }\n   *[none] בלי שימוש נוסף\n}"
    )]
    Uses {
        /// The price; without one, no use is on offer any more.
        #[he("מחיר")]
        price: Option<Amount>,
    },
}

/// What an offer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum About {
    /// Parts that are sold together.
    #[tag(1)]
    #[he("מכירת חלקים")]
    Parts {
        /// What all of them cost.
        #[he("מחיר")]
        price: Amount,
    },
    /// What a use costs.
    #[tag(2)]
    #[he("מחיר שימוש")]
    Uses {
        /// The price, if there is to be one.
        #[he("מחיר")]
        price: Option<Amount>,
    },
}

/// How far an offer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum OfferStage {
    /// Owners have still to agree.
    #[tag(1)]
    #[he("ממתינה להסכמה")]
    Waits,
    /// Whoever pays the price has the parts.
    #[tag(2)]
    #[he("פתוחה")]
    Open,
    /// The parts were sold.
    #[tag(3)]
    #[he("נמכרה")]
    Sold {
        /// To whom.
        #[he("למי")]
        to: Owner,
        /// When.
        #[he("מועד")]
        at: Timestamp,
    },
    /// All agreed to what a use costs.
    #[tag(4)]
    #[he("הוסכמה")]
    Agreed {
        /// When.
        #[he("מועד")]
        at: Timestamp,
    },
    /// An owner declined or took it back.
    #[tag(5)]
    #[he("נדחתה")]
    Declined {
        /// Who.
        #[he("מי")]
        by: Owner,
        /// When.
        #[he("מועד")]
        at: Timestamp,
    },
    /// Its time was over.
    #[tag(6)]
    #[he("פגה")]
    Lapsed {
        /// When.
        #[he("מועד")]
        at: Timestamp,
    },
}

impl OfferStage {
    /// Whether something can still become of it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waits | Self::Open)
    }
}

/// An offer of owners.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Offer {
    /// What it is about.
    #[he("על מה")]
    pub about: About,
    /// Who is asked.
    #[he("בעלים")]
    pub owners: List<Asked, MAX_OWNERS>,
    /// Who made it.
    #[he("מאת")]
    pub by: Owner,
    /// When.
    #[he("מועד")]
    pub since: Timestamp,
    /// Its last moment.
    #[he("עד")]
    pub until: Timestamp,
    /// How far it has come.
    #[he("מצב")]
    pub stage: OfferStage,
}

/// The receipt of whoever paid for uses: their licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Use {
    /// Who may use it.
    #[he("מי")]
    pub by: Owner,
    /// How often.
    #[he("כמה פעמים")]
    pub times: u32,
    /// What they paid.
    #[he("שולם")]
    pub paid: Amount,
    /// Base units of that went to authors as a royalty.
    #[he("תמלוגים")]
    pub royalty: u128,
    /// When.
    #[he("מועד")]
    pub at: Timestamp,
    /// What authorised it, where a community pays.
    #[he("ההחלטה")]
    pub proposal: Option<ProposalId>,
}
