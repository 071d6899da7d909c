//! A payout as files tell it, and the table of all.

use aluma_types::{Timestamp, show};

use crate::cells::{defused, line};

/// What became of a payout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for whoever holds the money.
    Asked,
    /// It was not paid in time.
    Late,
    /// The holder says that they paid.
    Settled,
    /// The payee says that they were not paid.
    Disputed,
}

impl State {
    /// By its word, as answers have it.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Asked, Self::Late, Self::Settled, Self::Disputed]
            .into_iter()
            .find(|state| state.word() == word)
    }

    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Late => "late",
            Self::Settled => "settled",
            Self::Disputed => "disputed",
        }
    }

    /// Whether money is to be sent: not where somebody already says that it was.
    pub const fn is_to_pay(self) -> bool {
        matches!(self, Self::Asked | Self::Late)
    }
}

/// Somebody by their number and, where they have one, their handle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The account's number.
    pub account: u64,
    /// Its handle, without `@`.
    pub handle: Option<String>,
}

impl Person {
    /// As people write them: the handle, or `#` and the number.
    pub fn words(&self) -> String {
        self.handle.clone().unwrap_or_else(|| format!("#{}", self.account))
    }
}

/// A payout that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payout {
    /// The community's number.
    pub dao: u64,
    /// Its number there.
    pub number: u64,
    /// Who is to be paid.
    pub payee: Person,
    /// Who holds the money.
    pub holder: Person,
    /// The asset's symbol.
    pub symbol: String,
    /// 10 to this power base units make one whole.
    pub decimals: u8,
    /// Base units.
    pub units: u128,
    /// To where, in the payee's words; nothing where they were erased.
    pub whither: Option<String>,
    /// When it was asked for.
    pub asked: Timestamp,
    /// What became of it.
    pub state: State,
    /// Since when, or until when, that is so.
    pub moment: Timestamp,
    /// Whether the holder is past their time.
    pub is_late: bool,
    /// By which the holder says one finds the payment.
    pub reference: Option<String>,
}

impl Payout {
    /// The sum in whole units.
    pub fn amount(&self) -> String {
        show::amount(self.units, self.decimals)
    }
}

/// The columns of the table.
pub const COLUMNS: [&str; 12] = [
    "number",
    "payee",
    "account",
    "amount",
    "asset",
    "state",
    "late",
    "asked",
    "moment",
    "whither",
    "reference",
    "holder",
];

/// All payouts as a table, in the order given. No cell that people wrote is run as a formula.
pub fn table(payouts: &[Payout]) -> String {
    let mut text = line(COLUMNS);
    for row in payouts {
        let cells = [
            row.number.to_string(),
            defused(&row.payee.words()),
            row.payee.account.to_string(),
            row.amount(),
            defused(&row.symbol),
            row.state.word().to_owned(),
            if row.is_late { "yes" } else { "no" }.to_owned(),
            moment(row.asked),
            moment(row.moment),
            defused(row.whither.as_deref().unwrap_or_default()),
            defused(row.reference.as_deref().unwrap_or_default()),
            defused(&row.holder.words()),
        ];
        text += &line(cells.iter().map(String::as_str));
    }
    text
}

/// A moment as `2026-11-26T09:00:00Z`.
pub(crate) fn moment(time: Timestamp) -> String {
    let text = show::time(time);
    let text = text.split('.').next().unwrap_or_default();
    text.replacen(' ', "T", 1) + "Z"
}
