//! Views that the core cannot answer, because what they ask for is not in the state: receipts and
//! blocks. Described by specs like all others.

use aluma_core::kernel::origin::Origin;
use aluma_types::spec::ViewSpec;
use aluma_types::{Canon, Hash32, List, Text, Timestamp};

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

/// The specs of these views, in the order of their names.
pub static NODE_VIEWS: [&ViewSpec; 2] = [BlockView::VIEW, ReceiptView::VIEW];
