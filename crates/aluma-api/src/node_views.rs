//! Views that the core cannot answer, because what they ask for is not in the state: receipts,
//! blocks, what came in for somebody, and what is found over all communities. Described by specs like
//! all others.

use aluma_core::dao::Joining;
use aluma_core::dao::types::{HANDLE_BYTES, NAME_BYTES, PROSE_BYTES, TAG_BYTES, Tags};
use aluma_core::kernel::origin::Origin;
use aluma_core::reputation::types::SKILL_NAME_BYTES;
use aluma_core::treasury::types::SYMBOL_BYTES;
use aluma_core::work::types::Title;
use aluma_types::spec::ViewSpec;
use aluma_types::{
    AccountId, Amount, Body, Canon, DaoId, Hash32, List, Name, Span, Text, Timestamp,
};

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
    /// Communities that they left with their part.
    #[tag(9)]
    #[he("פרישה עם החלק")]
    Parts,
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

/// The language that something is written in, by its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Language {
    /// English, or another language in Latin letters.
    #[tag(1)]
    #[he("אנגלית")]
    En,
    /// Hebrew.
    #[tag(2)]
    #[he("עברית")]
    He,
}

/// Rows of one answer at most, where somebody looks for something.
pub const FOUND: usize = 50;

/// Find work
///
/// Open tasks of communities that everybody may read, whoever asks. A page may hold few, and there are
/// more while it names where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "find-work", he = "חיפוש עבודה", result = FoundWork)]
pub struct FindWorkView {
    /// Words of the name of a skill that it takes.
    #[he("מיומנות")]
    pub skill: Option<Text<64>>,
    /// The symbol of what it pays in.
    #[he("באיזה נכס")]
    pub asset: Option<Text<SYMBOL_BYTES>>,
    /// The least that it pays, in whole units of that.
    #[he("לפחות")]
    pub least: Option<Text<40>>,
    /// The language of its title.
    #[he("שפה")]
    pub language: Option<Language>,
    /// A purpose or a value of the community.
    #[he("מטרה או ערך")]
    pub tag: Option<Text<TAG_BYTES>>,
    /// Only work that is open to people from outside, or only work that is not.
    #[he("פתוחה למי שאינם חברים")]
    pub outside: Option<bool>,
    /// The `next` of the page before.
    #[he("המשך אחרי")]
    pub after: Option<Text<48>>,
}

/// Work that was found.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct FoundWork {
    /// Community by community, oldest first.
    #[he("משימות")]
    pub tasks: List<FoundTask, FOUND>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<Text<48>>,
}

/// A task that was found.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct FoundTask {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// What it calls itself.
    #[he("שם הקהילה")]
    pub community: Body<NAME_BYTES>,
    /// The task's number there.
    #[he("מספר")]
    pub task: u64,
    /// What it is called.
    #[he("כותרת")]
    pub title: Title,
    /// In which language.
    #[he("שפה")]
    pub language: Language,
    /// What one place is paid.
    #[he("תגמול")]
    pub reward: Amount,
    /// The skills that it takes.
    #[he("מיומנויות")]
    pub skills: List<FoundSkill, 16>,
    /// How long it should take.
    #[he("הערכת זמן")]
    pub estimate: Span,
    /// Whether people from outside may take it.
    #[he("פתוחה למי שאינם חברים")]
    pub outside: bool,
    /// Free places.
    #[he("מקומות פנויים")]
    pub left: u32,
}

/// A skill that a task takes.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct FoundSkill {
    /// Its number in the community.
    #[he("מיומנות")]
    pub skill: u32,
    /// What the community calls it, where it has a name.
    #[he("שם")]
    pub name: Option<Text<SKILL_NAME_BYTES>>,
}

/// Find a community
///
/// Communities that everybody may know of, oldest first, whoever asks. A page may hold few, and there
/// are more while it names where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "find-communities", he = "חיפוש קהילה", result = FoundCommunities)]
pub struct FindCommunitiesView {
    /// Words of its name or purpose.
    #[he("מילים")]
    pub words: Option<Text<64>>,
    /// The language in which it describes itself.
    #[he("שפה")]
    pub language: Option<Language>,
    /// A purpose or a value.
    #[he("מטרה או ערך")]
    pub tag: Option<Text<TAG_BYTES>>,
    /// After this one.
    #[he("אחרי")]
    pub after: Option<DaoId>,
}

/// Communities that were found.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct FoundCommunities {
    /// Oldest first.
    #[he("קהילות")]
    pub communities: List<FoundCommunity, FOUND>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<DaoId>,
}

/// A community that was found.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct FoundCommunity {
    /// Its number.
    #[he("מספר")]
    pub dao: DaoId,
    /// Its handle.
    #[he("כינוי")]
    pub handle: Name<HANDLE_BYTES>,
    /// What it calls itself.
    #[he("שם")]
    pub name: Body<NAME_BYTES>,
    /// What it is for.
    #[he("מטרה")]
    pub purpose: Body<PROSE_BYTES>,
    /// By which purposes and values it is found.
    #[he("מטרות וערכים")]
    pub tags: Tags,
    /// The language in which it describes itself.
    #[he("שפה")]
    pub language: Language,
    /// Members with a vote, where everybody may read it.
    #[he("חברים")]
    pub members: Option<u64>,
    /// Who may join, where everybody may read it.
    #[he("מי יכולים להצטרף")]
    pub joining: Option<Joining>,
}

/// The specs of these views, in the order of their names.
pub static NODE_VIEWS: [&ViewSpec; 5] = [
    BlockView::VIEW,
    FindCommunitiesView::VIEW,
    FindWorkView::VIEW,
    IncomeView::VIEW,
    ReceiptView::VIEW,
];
