//! Nouns of sales, exits and shared income.

use aluma_types::{
    AccountId, Amount, AssetId, Body, Canon, DaoId, Hash32, List, Share, Span, Timestamp,
};

use crate::exact::{quotient_up, times};

/// Bytes of the terms of a sale.
pub const TERMS_BYTES: usize = 4_000;
/// Bids of one auction or hatch: as many as are sorted in one go.
pub const MAX_BIDS: u32 = 2_000;
/// Steps of one bid.
pub const MAX_STEPS: usize = 8;
/// Sales of one community that are open at a time, and ways in which it shares its income.
pub const MAX_OPEN: usize = 16;
/// Assets that somebody who leaves is paid in: those of the community itself, and then the others.
pub const MAX_PARTS: usize = 128;
/// For how long it is remembered how many units shared before somebody left: longer than any decision takes.
pub const REMEMBERED: Span = Span::days(400);
/// The shortest time to bid.
pub const SHORTEST: Span = Span::hours(1);
/// The longest: deposits wait for it.
pub const LONGEST: Span = Span::days(90);

/// What a sale says to whoever buys.
pub type Terms = Body<TERMS_BYTES>;

/// What units cost: so many base units of what is paid for so many base units of the share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $pay } for { $per }", he = "{ $pay } עבור { $per }")]
pub struct Price {
    /// Base units that are paid.
    #[he("תשלום")]
    #[of("pay")]
    pub pay: u128,
    /// For so many base units of the share.
    #[he("עבור יחידות")]
    #[of("share")]
    pub per: u128,
}

impl Price {
    /// What units cost, rounded up, in favour of the community; none where that does not fit.
    pub fn cost(&self, units: u128) -> Option<u128> {
        quotient_up(times(units, self.pay), self.per.into())
    }

    /// Whether it is the price of anything.
    pub const fn is_one(&self) -> bool {
        self.pay > 0 && self.per > 0
    }

    /// The same lot at another price.
    #[must_use]
    pub const fn at(self, pay: u128) -> Self {
        Self { pay, ..self }
    }
}

/// How a sale finds its price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum SaleKind {
    /// At once, at this price.
    #[tag(1)]
    #[he("מחיר קבוע")]
    #[says(en = "at the price of { $price }", he = "במחיר של { $price }")]
    Fixed {
        /// The price.
        #[he("המחיר")]
        price: Price,
    },
    /// At this price, once so many units are ordered; or else everybody has their money back.
    #[tag(2)]
    #[he("גיוס עם יעד")]
    #[says(
        en = "at the price of { $price }, and all of it returns unless { $goal } are ordered",
        he = "במחיר של { $price }, והכול חוזר אם לא הוזמנו { $goal }"
    )]
    Hatch {
        /// The price.
        #[he("המחיר")]
        price: Price,
        /// Units that must be ordered.
        #[he("היעד, ביחידות")]
        #[of("share")]
        goal: u128,
    },
    /// By sealed bids: all who win pay the lowest price that sells everything.
    #[tag(3)]
    #[he("מכרז")]
    #[says(
        en = "by auction, for no less than { $floor }; all of it returns unless { $threshold } are \
              raised; bids are opened for { $reveal }",
        he = "במכרז, בלא פחות מ־{ $floor }; הכול חוזר אם לא גויסו { $threshold }; ההצעות נפתחות במשך \
              { $reveal }"
    )]
    Auction {
        /// No unit is sold for less.
        #[he("מחיר מזערי")]
        floor: Price,
        /// Base units that must be raised; or else everybody has their money back.
        #[he("סכום מזערי")]
        #[of("pay")]
        threshold: u128,
        /// How long bids are opened after the last was sealed.
        #[he("זמן לפתיחת ההצעות")]
        reveal: Span,
    },
}

impl SaleKind {
    /// The price, or the least.
    pub const fn price(&self) -> Price {
        match self {
            Self::Fixed { price } | Self::Hatch { price, .. } => *price,
            Self::Auction { floor, .. } => *floor,
        }
    }

    /// As refusals tell it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Fixed { .. } => "fixed",
            Self::Hatch { .. } => "hatch",
            Self::Auction { .. } => "auction",
        }
    }
}

/// How a sale ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Ending {
    /// What was bought is theirs who bought it.
    #[tag(1)]
    #[he("נמכר")]
    Sold,
    /// Too little was ordered, or raised.
    #[tag(2)]
    #[he("היעד לא הושג")]
    Missed,
    /// The members ended it.
    #[tag(3)]
    #[he("בוטל")]
    Cancelled,
}

/// How far a sale has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum SaleStage {
    /// It takes orders or bids.
    #[tag(1)]
    #[he("פתוח")]
    Open,
    /// Bids are opened.
    #[tag(2)]
    #[he("ההצעות נפתחות")]
    Revealing,
    /// Bids are filled or paid back, so many at a time.
    #[tag(3)]
    #[he("מסתכם")]
    Settling {
        /// How it ends.
        #[he("תוצאה")]
        ending: Ending,
        /// The price that all pay, for one lot; none where nobody buys.
        #[he("המחיר לכולם")]
        price: Option<u128>,
        /// The last bidder who is done.
        #[he("עד")]
        after: Option<AccountId>,
    },
    /// It is over.
    #[tag(4)]
    #[he("הסתיים")]
    Over {
        /// When.
        #[he("מועד")]
        at: Timestamp,
        /// How.
        #[he("תוצאה")]
        ending: Ending,
        /// The price that all paid, for one lot; none where nobody bought.
        #[he("המחיר לכולם")]
        price: Option<u128>,
    },
}

/// A sale of new units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Sale {
    /// Of which share.
    #[he("יחידת הבעלות")]
    pub share: AssetId,
    /// How many at most.
    #[he("יחידות לכל היותר")]
    pub units: u128,
    /// What is paid with.
    #[he("משלמים ב־")]
    pub pay: AssetId,
    /// How the price is found.
    #[he("סוג המכירה")]
    pub kind: SaleKind,
    /// What it says to whoever buys.
    #[he("תנאים")]
    pub terms: Terms,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment to buy or to bid.
    #[he("עד")]
    pub until: Timestamp,
    /// The last moment to open a bid; of an auction.
    #[he("פתיחת הצעות עד")]
    pub opened_until: Timestamp,
    /// Units that are ordered and not sold yet: of a hatch.
    #[he("הוזמנו")]
    pub ordered: u128,
    /// Units that were sold.
    #[he("נמכרו")]
    pub sold: u128,
    /// What came in for them, in base units.
    #[he("התקבל")]
    pub raised: u128,
    /// Who bid.
    #[he("מציעים")]
    pub bids: u32,
    /// How far it has come.
    #[he("שלב")]
    pub stage: SaleStage,
    /// The entry in the due queue that goes on with it.
    #[he("מספר בתור")]
    pub due: Option<u64>,
}

/// A step of a bid: so many units if one lot costs no more than so much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $units } at { $price }", he = "{ $units } במחיר { $price }")]
pub struct BidStep {
    /// Units, beside those of the steps above.
    #[he("יחידות")]
    pub units: u128,
    /// Base units for one lot at most.
    #[he("מחיר למנה לכל היותר")]
    pub price: u128,
}

/// What somebody would buy at which price: the highest first.
pub type Steps = List<BidStep, MAX_STEPS>;

/// What a bid in steps costs at most: all who win pay one price, so it is what all steps down to one cost
/// at the price of that one, wherever that is most. None where it does not fit.
pub fn most(lot: Price, steps: &[BidStep]) -> Option<u128> {
    let (mut units, mut most) = (0u128, 0u128);
    for step in steps {
        units = units.checked_add(step.units)?;
        most = most.max(lot.at(step.price).cost(units)?);
    }
    Some(most)
}

/// What somebody bids.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Order {
    /// Nobody can read it yet.
    #[tag(1)]
    #[he("חתומה")]
    Sealed {
        /// The seal.
        #[he("החותם")]
        seal: Hash32,
    },
    /// So many units at so much for one lot at most, the highest price first.
    #[tag(2)]
    #[he("פתוחה")]
    Opened {
        /// The steps.
        #[he("מדרגות")]
        steps: Steps,
    },
    /// So many units at the price of the sale.
    #[tag(3)]
    #[he("הזמנה")]
    Firm {
        /// Units.
        #[he("יחידות")]
        units: u128,
    },
}

/// What became of a bid, in base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Outcome {
    /// Units that were bought.
    #[he("נקנו")]
    pub units: u128,
    /// Paid for them.
    #[he("שולם")]
    pub paid: u128,
    /// Kept by the community, since it was never opened.
    #[he("נשאר בקופה")]
    pub kept: u128,
    /// Paid back.
    #[he("הוחזר")]
    pub back: u128,
}

/// A bid in a sale.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Bid {
    /// The escrow that holds the deposit.
    #[he("מספר הנאמנות")]
    pub escrow: u64,
    /// What was put there, in base units.
    #[he("פיקדון")]
    pub deposit: u128,
    /// What is asked for.
    #[he("ההצעה")]
    pub order: Order,
    /// Units that it is filled with, once that is known.
    #[he("מתמלאת ב־")]
    pub fill: u128,
    /// When it was made.
    #[he("מתי")]
    pub at: Timestamp,
    /// What became of it.
    #[he("תוצאה")]
    pub outcome: Option<Outcome>,
}

/// Units that somebody bought and cannot use until a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Lot {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// How many of what.
    #[he("יחידות")]
    pub shares: Amount,
    /// The escrow that holds them.
    #[he("מספר הנאמנות")]
    pub escrow: u64,
    /// Until when.
    #[he("עד")]
    pub until: Timestamp,
}

/// Somebody who is leaving with their part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Exit {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// With how many units of what.
    #[he("יחידות")]
    pub shares: Amount,
    /// The escrow that holds them.
    #[he("מספר הנאמנות")]
    pub escrow: u64,
    /// Whether their membership ends with it.
    #[he("גם החברות מסתיימת")]
    pub membership: bool,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// When they are paid.
    #[he("מועד התשלום")]
    pub until: Timestamp,
    /// The entry in the due queue that pays.
    #[he("מספר בתור")]
    pub due: u64,
}

/// What somebody paid in for a share of one asset, and left with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct PaidIn {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Base units that they paid in sales.
    #[he("שולם")]
    pub paid: u128,
    /// Base units that they left with.
    #[he("נלקח")]
    pub taken: u128,
}

/// Units that went with somebody who left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Burn {
    /// Of which share.
    #[he("יחידת הבעלות")]
    pub share: AssetId,
    /// Units that shared before.
    #[he("יחידות קודם")]
    pub before: u128,
}

/// A rate of income that becomes a dividend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Sharing {
    /// Whose holders are paid.
    #[he("יחידת הבעלות")]
    pub share: AssetId,
    /// Of the income in what.
    #[he("הכנסות ב־")]
    pub asset: AssetId,
    /// Which part of it.
    #[he("חלק מן ההכנסה")]
    pub rate: Share,
    /// How often.
    #[he("כל")]
    pub every: Span,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// Until when it counts income.
    #[he("עד")]
    pub until: Option<Timestamp>,
    /// Base units that it pays at most in all.
    #[he("לכל היותר")]
    pub cap: Option<u128>,
    /// Recorded income in that asset when it began, in base units.
    #[he("ההכנסות בתחילה")]
    pub start: u128,
    /// Recorded income when it stopped counting; none while it counts.
    #[he("ההכנסות בסיום")]
    pub end: Option<u128>,
    /// Base units that it paid.
    #[he("שולם")]
    pub paid: u128,
    /// The entry in the due queue that pays next.
    #[he("מספר בתור")]
    pub due: u64,
}
