//! Views that the core cannot answer, because what they ask for is not in the state: receipts,
//! blocks, and what came in for somebody. Described by specs like all others.

use aluma_core::kernel::origin::Origin;
use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, Canon, DaoId, Hash32, List, Text, Timestamp};

/// One receipt
///
/// What became of a transaction or a task. Whoever may not see what it was about is told that there
/// is none.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "receipt", he = "אישור", result = ReceiptAnswer)]
pub struct ReceiptView {
    /// The transaction's id, or the task's.
    #[he("המזהה")]
    pub id: Hash32,
}

/// How a transaction or a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Ending {
    /// Done.
    #[tag(1)]
    #[he("בוצע")]
    Done,
    /// Told no; nothing changed but nonce and charge.
    #[tag(2)]
    #[he("נדחה")]
    Refused,
    /// It broke a law of the ledger and was undone.
    #[tag(3)]
    #[he("תקלה")]
    Fault,
}

/// What became of a transaction or a task.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ReceiptAnswer {
    /// The transaction's id, or the task's. It is a hash of what was signed, which could be guessed.
    #[he("המזהה")]
    pub id: Option<Hash32>,
    /// Height of the block.
    #[he("מספר הבלוק")]
    pub height: u64,
    /// Place in the block.
    #[he("המקום בבלוק")]
    pub index: u32,
    /// Block time.
    #[he("מתי")]
    pub time: Timestamp,
    /// How it ended.
    #[he("איך הסתיים")]
    pub status: Ending,
    /// Whether the reader may see the rest.
    #[he("גלוי לך")]
    pub visible: bool,
    /// The refusal's name.
    #[he("סיבת הדחייה")]
    pub refusal: Option<Text<64>>,
    /// Who acted.
    #[he("מי פעל")]
    pub origin: Option<Origin>,
    /// The action's name, or the task's.
    #[he("הפעולה")]
    pub action: Option<Text<64>>,
    /// Units charged.
    #[he("החיוב")]
    pub charge: Option<u64>,
    /// The number of what it made.
    #[he("מה נוצר")]
    pub made: Option<u64>,
}

/// One block
///
/// What a block commits to, and the receipts of what happened in it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "block", he = "בלוק", result = BlockAnswer)]
pub struct BlockView {
    /// Blocks since the genesis.
    #[he("מספר הבלוק")]
    pub height: u64,
    /// Go on with the receipt of this place.
    #[he("החל מהמקום")]
    pub from: Option<u32>,
}

/// Receipts in one answer at most.
pub const BLOCK_RECEIPTS: usize = 1_000;

/// A block.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct BlockAnswer {
    /// Blocks since the genesis.
    #[he("מספר הבלוק")]
    pub height: u64,
    /// The hash of its header.
    #[he("המזהה")]
    pub id: Hash32,
    /// Block time.
    #[he("מתי")]
    pub time: Timestamp,
    /// 1: the clock was simulated; 2: it is moved by hand.
    #[he("דגלים")]
    pub flags: u32,
    /// Which rules executed it.
    #[he("גרסת הכללים")]
    pub rules: u32,
    /// Id of the block before.
    #[he("הבלוק הקודם")]
    pub parent: Hash32,
    /// Root over its transactions.
    #[he("שורש הפעולות")]
    pub transactions_root: Hash32,
    /// Root over its receipts.
    #[he("שורש האישורים")]
    pub receipts_root: Hash32,
    /// Root of the state after it.
    #[he("שורש המצב")]
    pub state_root: Hash32,
    /// How many transactions it has.
    #[he("מספר הפעולות")]
    pub transactions: u32,
    /// Due tasks first, then transactions.
    #[he("אישורים")]
    pub receipts: List<ReceiptAnswer, BLOCK_RECEIPTS>,
    /// The place to go on with, where there are more.
    #[he("המשך")]
    pub next: Option<u32>,
}

/// What came in
///
/// What came in for somebody, by where it came from, and payment by payment, newest first. It is added
/// up from the facts that the reader may read; what is one's own is told also where one may read the
/// community no more. Without an account, one's own.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "income", he = "מה התקבל", result = IncomeAnswer)]
pub struct IncomeView {
    /// Whose.
    #[he("החשבון")]
    pub account: Option<AccountId>,
    /// Payments before this one: the `next` of the page before.
    #[he("לפני")]
    pub after: Option<u64>,
}

/// Payments in one answer at most.
pub const INCOME_ROWS: usize = 100;

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct IncomeAnswer {
    /// Whose.
    #[he("החשבון")]
    pub account: AccountId,
    /// In all, by where it came from and in what.
    #[he("סיכום")]
    pub sums: List<SumAnswer, 1_024>,
    /// Payment by payment, newest first.
    #[he("תשלומים")]
    pub rows: List<CameAnswer, INCOME_ROWS>,
    /// Ask again after this one; nothing where this is the last page.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
}

/// Where something came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Stream {
    /// Tasks that were done, and judging.
    #[tag(1)]
    #[he("עבודה")]
    Work,
    /// Rounds and grants.
    #[tag(2)]
    #[he("סבבים ומענקים")]
    Grants,
    /// Programmes that pay for proof.
    #[tag(3)]
    #[he("תכניות")]
    Programmes,
    /// What shares earned.
    #[tag(4)]
    #[he("רווחים על בעלות")]
    Dividends,
    /// Payments over time.
    #[tag(5)]
    #[he("תשלומים מתמשכים")]
    OverTime,
    /// Other people.
    #[tag(6)]
    #[he("מאנשים")]
    Gifts,
    /// Units that were issued to them.
    #[tag(7)]
    #[he("הנפקה")]
    Issued,
    /// Whatever else a community paid.
    #[tag(8)]
    #[he("תשלומים אחרים")]
    Payments,
}

/// What came in of one asset from one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct SumAnswer {
    /// From where.
    #[he("מאין")]
    pub stream: Stream,
    /// How much of what.
    #[he("כמה")]
    pub amount: Amount,
    /// In how many payments.
    #[he("מספר התשלומים")]
    pub payments: u64,
}

/// Something that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct CameAnswer {
    /// The number of the fact that tells it: its page is `/payment/` and this number.
    #[he("מספר הרישום")]
    pub fact: u64,
    /// When.
    #[he("מתי")]
    pub time: Timestamp,
    /// From where.
    #[he("מאין")]
    pub stream: Stream,
    /// How much of what.
    #[he("כמה")]
    pub amount: Amount,
    /// Whose business it was.
    #[he("הקהילה")]
    pub dao: Option<DaoId>,
    /// The transaction or task that brought it about.
    #[he("האישור")]
    pub receipt: Hash32,
}

/// The specs of these views, in the order of their names.
pub static NODE_VIEWS: [&ViewSpec; 3] = [BlockView::VIEW, IncomeView::VIEW, ReceiptView::VIEW];
