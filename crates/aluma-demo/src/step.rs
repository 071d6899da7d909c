//! What somebody does, and when.

use aluma_types::Span;
use serde_json::Value as Json;

/// An act of somebody.
#[derive(Clone, Debug)]
pub struct Step {
    /// How long before now.
    pub ago: Span,
    /// By whom, by handle.
    pub by: String,
    /// What.
    pub action: &'static str,
    /// With what. A text that begins with `§` stands for the number that the step of that label made.
    pub fields: Json,
    /// How later steps call the number that it makes.
    pub label: Option<String>,
    /// The label of the invitation by which somebody joins, or that this step makes.
    pub secret: Option<String>,
    /// Whether the ledger may say no: a ballot that comes when all is decided.
    pub may_fail: bool,
    /// Of a rating: not by one person but by those who were drawn, whom nobody knows before.
    pub panel: Option<Panel>,
    /// Of a bid in an auction: what is sealed, or opened.
    pub bid: Option<SealedBid>,
}

/// What somebody bids in an auction of shares: base units of the share and of money for one lot at most, the
/// highest price first.
#[derive(Clone, Debug)]
pub struct SealedBid(pub Vec<(u128, u128)>);

/// What a panel finds.
#[derive(Clone, Debug)]
pub struct Panel {
    /// How good, of 100; each of them finds a little more or less.
    pub quality: u8,
    /// How much work.
    pub size: Span,
    /// What some of them say when they open their seals.
    pub reasons: &'static [&'static str],
    /// Who of them does it.
    pub who: Sitting,
}

/// Some of those who sit on a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sitting {
    /// All.
    Everybody,
    /// Neither whom a visitor can be nor whoever was drawn first: something is left for visitors.
    Others,
    /// The rest: whom a visitor can be, and whoever was drawn first.
    Told,
}

impl Step {
    /// An act, so many hours before now.
    pub fn new(hours: u64, by: &str, action: &'static str, fields: Json) -> Self {
        Self {
            ago: Span::hours(hours),
            by: by.to_owned(),
            action,
            fields,
            label: None,
            secret: None,
            may_fail: false,
            panel: None,
            bid: None,
        }
    }

    /// With a name for what it makes.
    #[must_use]
    pub fn called(mut self, label: &str) -> Self {
        self.label = Some(label.to_owned());
        self
    }

    /// With an invitation's secret.
    #[must_use]
    pub fn with_secret(mut self, label: &str) -> Self {
        self.secret = Some(label.to_owned());
        self
    }

    /// Where the ledger may say no.
    #[must_use]
    pub const fn may_fail(mut self) -> Self {
        self.may_fail = true;
        self
    }

    /// A moment later or earlier than the full hour, so that not all happens at once.
    #[must_use]
    pub const fn minutes_later(mut self, minutes: u64) -> Self {
        self.ago = Span(self.ago.0.saturating_sub(minutes * 60_000));
        self
    }
}

/// A step's text for the number that another one makes.
pub fn made(label: &str) -> Json {
    Json::String(format!("§{label}"))
}
