//! Nouns of the treasury.

use aluma_types::spec::Track;
use aluma_types::{
    AccountId, Amount, AssetId, Body, Canon, DaoId, Hash32, List, PotId, ProposalId, Text,
    Timestamp,
};

pub use crate::dao::types::{POT_BYTES, SYMBOL_BYTES};
pub use crate::treasury::rules::items::{
    Item, ItemKind, ItemMove, MAX_OWNERS, Owner, Owners, Part,
};
pub use crate::treasury::rules::payouts::{Claim, Payout, PayoutState};
pub use crate::treasury::rules::stream::Stream;
use crate::treasury::rules::{Index, Mark};

/// The pot that every DAO has from the beginning.
pub const GENERAL: PotId = PotId(0);

/// Its name.
pub const GENERAL_NAME: &str = "general";

/// Bytes of the reason of a payment.
pub const REASON_BYTES: usize = 500;
/// Bytes of a value that is not in units of this ledger.
pub const VALUE_BYTES: usize = 120;
/// Decimals of an asset at most.
pub const MAX_DECIMALS: u8 = 36;
/// Recipients of one batch at most.
pub const MAX_PAYMENTS: usize = 2_000;
/// Streams of one DAO at most, so that what its pots owe is added up in a moment.
pub const MAX_STREAMS: usize = 256;
/// Assets in which the holders of one share are paid at most: each is settled at every change.
pub const MAX_DIVIDENDS: usize = 8;
/// Assets whose incomes are measured by the units of a share: those of the community itself, and others.
pub const MAX_INFLOWS: usize = 32;
/// Assets of one DAO at most.
pub const MAX_ASSETS: usize = 64;

/// What a community says of an asset it issues.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Asset {
    /// Who issues it.
    #[he("המנפיק")]
    pub dao: DaoId,
    /// Its mark, unique among the assets of its DAO.
    #[he("סימן")]
    pub symbol: Text<SYMBOL_BYTES>,
    /// 10 to this power base units make one whole.
    #[he("ספרות אחרי הנקודה")]
    pub decimals: u8,
    /// What holding it means.
    #[he("סוג")]
    pub kind: AssetKind,
    /// When it was made.
    #[he("מאז")]
    pub since: Timestamp,
}

/// What holding an asset means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum AssetKind {
    /// A plain token: no rights.
    #[tag(1)]
    #[he("אסימון")]
    Token,
    /// Part of the ownership, with a vote where the charter gives shares weight.
    #[tag(2)]
    #[he("יחידת בעלות עם קול")]
    VotingShare,
    /// Part of the ownership, without a vote.
    #[tag(3)]
    #[he("יחידת בעלות בלי קול")]
    EconomicShare,
}

impl AssetKind {
    /// Whether it is part of the ownership.
    pub const fn is_share(self) -> bool {
        matches!(self, Self::VotingShare | Self::EconomicShare)
    }
}

/// How much of an asset there is and where it lies, in base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Supply {
    /// Who issues it.
    #[he("המנפיק")]
    pub dao: DaoId,
    /// Ever issued.
    #[he("הונפק")]
    pub issued: u128,
    /// Ever burnt.
    #[he("בוטל")]
    pub burnt: u128,
    /// In accounts.
    #[he("בחשבונות")]
    pub accounts: u128,
    /// In pots, reserved or free.
    #[he("בקופות")]
    pub pots: u128,
    /// In stakes.
    #[he("בעירבונות")]
    pub stakes: u128,
    /// In custody, of plans that have not released it yet.
    #[he("בהבשלה")]
    pub locked: u128,
    /// In dividends that were not taken yet.
    #[he("ברווחים שטרם נלקחו")]
    pub dividends: u128,
    /// In payouts that were asked for and are not over.
    #[he("בבקשות תשלום")]
    pub payouts: u128,
    /// With communities that stayed on the ledger that this one goes on from.
    #[he("אצל מי שנשארו בפנקס הקודם")]
    pub elsewhere: u128,
}

impl Supply {
    /// Of an asset that was never issued.
    pub(crate) const fn nothing(dao: DaoId) -> Self {
        Self {
            dao,
            issued: 0,
            burnt: 0,
            accounts: 0,
            pots: 0,
            stakes: 0,
            locked: 0,
            dividends: 0,
            payouts: 0,
            elsewhere: 0,
        }
    }

    /// What there is now.
    pub const fn total(&self) -> u128 {
        self.issued.saturating_sub(self.burnt)
    }

    /// How much more can ever be issued.
    pub const fn issuable(&self) -> u128 {
        u128::MAX.saturating_sub(self.issued)
    }

    /// What holders have, at stake or not: what a dividend is divided by. What lies in pots and in
    /// custody has no holder.
    pub const fn held(&self) -> u128 {
        self.accounts.saturating_add(self.stakes)
    }

    /// Whether what lies somewhere is what there is: the law of conservation.
    pub fn is_balanced(&self) -> bool {
        let held = [self.pots, self.stakes, self.locked];
        let parts = held.iter().chain([&self.dividends, &self.payouts, &self.elsewhere]);
        let lying = parts.into_iter().try_fold(self.accounts, |sum, part| sum.checked_add(*part));
        lying.is_some() && lying == self.issued.checked_sub(self.burnt)
    }
}

/// A part of a DAO's treasury with a name.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Pot {
    /// Its name, unique among the pots of its DAO.
    pub name: Text<POT_BYTES>,
}

/// What lies in a pot of one asset, in base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Holding {
    /// All of it.
    pub balance: u128,
    /// The part that is promised.
    pub reserved: u128,
}

impl Holding {
    /// The part that is not promised.
    pub const fn free(&self) -> u128 {
        self.balance.saturating_sub(self.reserved)
    }
}

/// Where units come from or go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Place {
    /// An account.
    #[tag(1)]
    #[he("חשבון")]
    Account {
        /// Whose.
        #[he("החשבון")]
        account: AccountId,
    },
    /// A pot.
    #[tag(2)]
    #[he("סעיף בקופה")]
    Pot {
        /// Whose.
        #[he("הארגון")]
        dao: DaoId,
        /// Which.
        #[he("הסעיף")]
        pot: PotId,
    },
    /// What an account has put at stake.
    #[tag(3)]
    #[he("עירבון")]
    Stake {
        /// Whose.
        #[he("החשבון")]
        account: AccountId,
    },
    /// Where units come from when they are issued and go to when they are burnt.
    #[tag(4)]
    #[he("הנפקה")]
    Supply,
    /// The custody of a plan that pays over time: nobody votes with what lies there.
    #[tag(5)]
    #[he("הבשלה")]
    Locked {
        /// Whose plan.
        #[he("הארגון")]
        dao: DaoId,
        /// Its number in the DAO.
        #[he("מספר")]
        number: u64,
    },
    /// Dividends of a share that its holders did not take yet.
    #[tag(6)]
    #[he("רווחים שטרם נלקחו")]
    Dividends {
        /// Of which share.
        #[he("היחידה")]
        share: AssetId,
    },
    /// The custody of a payout outside, until it is over.
    #[tag(7)]
    #[he("בקשת תשלום")]
    Payout {
        /// Of which community's asset.
        #[he("הארגון")]
        dao: DaoId,
        /// Its number there.
        #[he("מספר")]
        number: u64,
    },
}

/// Who is to receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Recipient {
    /// An account, claimed or not.
    #[tag(1)]
    #[he("חשבון")]
    Account {
        /// The account.
        #[he("החשבון")]
        account: AccountId,
    },
    /// A pot of a DAO.
    #[tag(2)]
    #[he("סעיף בקופה")]
    Pot {
        /// The DAO.
        #[he("הארגון")]
        dao: DaoId,
        /// The pot; 0 is the general one.
        #[he("הסעיף")]
        pot: PotId,
    },
}

impl From<Recipient> for Place {
    fn from(to: Recipient) -> Self {
        match to {
            Recipient::Account { account } => Self::Account { account },
            Recipient::Pot { dao, pot } => Self::Pot { dao, pot },
        }
    }
}

/// One row of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $units } to { $to }", he = "{ $units } אל { $to }")]
pub struct Payment {
    /// Who receives.
    #[he("מקבל/ת")]
    pub to: AccountId,
    /// Base units.
    #[he("יחידות")]
    pub units: u128,
}

/// The rows of a batch.
pub type Payments = List<Payment, MAX_PAYMENTS>;

/// What keeps a batch from being paid twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Reference {
    /// What the batch is called where it comes from; paid once per DAO and asset.
    #[he("שם התשלום")]
    pub group: Hash32,
    /// Hash of its rows as they came.
    #[he("תמצית השורות")]
    pub content: Hash32,
}

/// A batch that was paid under a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct PaidReference {
    /// Hash of its rows as they came.
    #[he("תמצית השורות")]
    pub content: Hash32,
    /// Base units in all.
    #[he("סכום")]
    pub total: u128,
    /// Recipients.
    #[he("מקבלים")]
    pub payments: u16,
    /// What authorised it.
    #[he("ההחלטה")]
    pub proposal: ProposalId,
    /// When it was paid.
    #[he("מועד")]
    pub at: Timestamp,
}

/// What an income was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum IncomeKind {
    /// A product or service was sold.
    #[tag(1)]
    #[he("מכירה")]
    Sale,
    /// A fee.
    #[tag(2)]
    #[he("עמלה")]
    Fee,
    /// A gift.
    #[tag(3)]
    #[he("תמיכה")]
    Gift,
    /// A grant.
    #[tag(4)]
    #[he("מענק")]
    Grant,
}

/// What came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Received {
    /// Units that the signer pays with this action, from their own account.
    #[tag(1)]
    #[he("משולם עכשיו")]
    Paid {
        /// How much.
        #[he("סכום")]
        amount: Amount,
        /// Into which pot; 0 is the general one.
        #[he("לסעיף")]
        pot: PotId,
    },
    /// Units that lie in a pot already, as the DAO states.
    #[tag(2)]
    #[he("כבר בקופה")]
    Here {
        /// How much.
        #[he("סכום")]
        amount: Amount,
        /// In which pot.
        #[he("בסעיף")]
        pot: PotId,
    },
    /// Value that lies outside this ledger, in words, as the DAO states.
    #[tag(3)]
    #[he("מחוץ לפנקס")]
    Outside {
        /// How much, such as "250 EUR, bank".
        #[he("סכום במילים")]
        value: Body<VALUE_BYTES>,
    },
}

/// An income on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Income {
    /// What for.
    #[he("סוג")]
    pub kind: IncomeKind,
    /// What came in.
    #[he("מה התקבל")]
    pub received: Received,
    /// Who paid: an account, or nobody on this ledger.
    #[he("מי שילם")]
    pub payer: Option<AccountId>,
    /// What for, in words.
    #[he("מטרה")]
    pub purpose: Body<REASON_BYTES>,
    /// An invoice or the like.
    #[he("מסמך")]
    pub document: Option<Body<VALUE_BYTES>>,
    /// The proposal that stated it; none where the payer recorded it by paying.
    #[he("ההחלטה")]
    pub proposal: Option<ProposalId>,
    /// When it was recorded.
    #[he("מועד")]
    pub at: Timestamp,
}

/// Incomes and rewards of a DAO in one asset, in base units: what "outside income / rewards" is
/// computed from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Turnover {
    /// Recorded as income.
    #[he("הכנסות")]
    pub income: u128,
    /// Paid to accounts out of pots.
    #[he("שולם לחשבונות")]
    pub paid: u128,
}

/// Money set aside for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Reservation {
    /// Where it lies.
    #[he("סעיף")]
    pub pot: PotId,
    /// How much of what.
    #[he("סכום")]
    pub amount: Amount,
    /// What for, in words.
    #[he("מטרה")]
    pub purpose: Body<REASON_BYTES>,
    /// When it was promised: since then it counts against the outflow limit.
    #[he("מאז")]
    pub since: Timestamp,
    /// When it ends by itself.
    #[he("עד")]
    pub until: Option<Timestamp>,
    /// The due entry that ends it.
    #[he("משימה מתוזמנת")]
    pub due: Option<u64>,
}

/// What the holders of a share were paid in one asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Dividend {
    /// The share's DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// What one unit has earned.
    #[he("המדד")]
    pub index: Index,
    /// Base units that were not taken yet.
    #[he("טרם נלקח")]
    pub unsettled: u128,
}

/// What came in for one unit of a share in one asset, as a measure: nothing is paid by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Inflow {
    /// The share's DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// What came in for one unit.
    #[he("המדד")]
    pub index: Index,
}

/// A holder's part of what came in while they held a share, and where they were settled last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct InflowPart {
    /// The share's DAO, whose rule decides who may see this.
    pub dao: DaoId,
    /// Where they were settled last.
    pub mark: Mark,
    /// Base units until then.
    pub units: u128,
}

/// What a holder has earned by a share in one asset and where they were settled last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Earned {
    /// The share's DAO, whose rule decides who may see this.
    pub dao: DaoId,
    /// Where they were settled last.
    pub mark: Mark,
    /// Base units earned until then and not taken.
    pub owed: u128,
}

/// Whose commitments are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Committed {
    /// All that left the treasury: the velocity limit.
    All,
    /// What one beneficiary received.
    To(AccountId),
    /// What one proposer's proposals paid.
    By(AccountId),
    /// What was paid on one track.
    Track(Track),
    /// What was issued: the mint cap.
    Mint,
}

impl Committed {
    /// The last two parts of the row's key; kinds are never reused.
    pub(crate) const fn key(self) -> (u8, u64) {
        match self {
            Self::All => (1, 0),
            Self::To(account) => (2, account.0),
            Self::By(account) => (3, account.0),
            Self::Track(track) => (4, track_number(track)),
            Self::Mint => (5, 0),
        }
    }
}

/// A track's number in keys; never reused.
const fn track_number(track: Track) -> u64 {
    match track {
        Track::Tip => 1,
        Track::Spend => 2,
        Track::Role => 3,
        Track::Constitution => 4,
        Track::Emergency => 5,
    }
}

/// What governance books when it enacts: the proposer's and the track's share of an outflow. What
/// leaves a pot, and to whom, the payment itself books.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Commit {
    pub(crate) dao: DaoId,
    pub(crate) asset: AssetId,
    pub(crate) units: u128,
    pub(crate) by: AccountId,
    pub(crate) track: Track,
}

/// An asset at founding.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "{ $symbol } ({ $kind }, { $decimals } decimals): { $supply } to the treasury, to others { \
          $holders }",
    he = "{ $symbol } ({ $kind }, { $decimals } ספרות אחרי הנקודה): לקופה { $supply }, לאחרים { \
          $holders }"
)]
pub struct NewAsset {
    /// Its mark, unique in the DAO.
    #[he("סימן")]
    pub symbol: Text<SYMBOL_BYTES>,
    /// 10 to this power base units make one whole; at most 36.
    #[he("ספרות אחרי הנקודה")]
    pub decimals: u8,
    /// What holding it means.
    #[he("סוג")]
    pub kind: AssetKind,
    /// Base units that go to the general pot.
    #[he("לקופה")]
    #[of(".")]
    pub supply: u128,
    /// Base units that go to accounts at once.
    #[he("מחזיקים")]
    #[of(".")]
    pub holders: List<Payment, 500>,
}
