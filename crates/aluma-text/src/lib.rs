//! Every sentence a person reads, by code, in English and Hebrew.
//!
//! The sentences are Fluent messages in `ftl/en/*.ftl` and `ftl/he/*.ftl`, one file per domain, all
//! of them embedded; an action's own sentences stand in its file and reach this crate through its
//! spec. Messages are named by what they say:
//!
//! | Message | Attributes | Said by |
//! |---|---|---|
//! | `refusal-<name>` | `.title`, `.hint` | a domain's refusal |
//! | `inadmissible-<name>` | `.title`, `.hint` | admission |
//! | `field-<name>` | | a wrong field of an input |
//! | `charter-<section>`, `charter-<sentence>` | | the charter as prose, see `charter.rs` |
//! | `event-<domain>-<fact>` | | what happened, see `event.rs` |
//! | `kit-<word>` | `.for` | a team or role that a template offers |
//! | `kind-<kind>` | | a value inside a sentence |
//! | `signer-<word>` | | the browser's signer, of its own, see `catalog.rs` |
//!
//! Inside a pattern, `{ $field }` is the field's value in words. To choose between wordings there
//! are `$field_key` (`yes`/`no` of a flag, the name of a choice, `none` of an empty option) and
//! `$field_count` (items of a list, the number of a number).

mod around;
mod catalog;
mod charter;
mod event;
mod isolation;
mod kit;
mod measured;
mod refusal;
mod report;
mod sentence;
mod settings;
mod table;
mod texts;
mod words;

pub use aluma_core::dao::sections::Facts;
pub use catalog::catalog;
pub use charter::{
    Amended, Section, Sentence, Setting, amendment, charter, charter_json, charter_keys,
};
pub use event::{event_keys, event_name, event_sentence};
pub use kit::{KitFields, kit, kit_keys};
pub use refusal::{
    Arg, Problem, Unknown, archive, field_problem, inadmissible, refusal, refusal_of, text,
};
pub use report::report;
pub use sentence::{act_sentence, says, sentence, sentence_faults};
pub use texts::Texts;
pub use words::{label, span, time, value, variant_label};

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Hebrew.
    He,
}

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::En, Self::He];

    /// The language of a tag such as `he`, `he-IL` or `en_US.UTF-8`.
    pub fn parse(tag: &str) -> Option<Self> {
        match tag.split(['-', '_', '.']).next()? {
            "en" => Some(Self::En),
            "he" | "iw" => Some(Self::He),
            _ => None,
        }
    }

    /// The tag, as in HTML's `lang`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::He => "he",
        }
    }

    /// The direction, as in HTML's `dir`.
    pub const fn dir(self) -> &'static str {
        match self {
            Self::En => "ltr",
            Self::He => "rtl",
        }
    }
}

/// A language and whether names, amounts and codes are set off by Unicode's isolation marks, so
/// that Latin inside Hebrew (and Hebrew inside Latin) keeps its place. A language alone means with
/// marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The language.
    pub lang: Lang,
    /// Whether inserted values are isolated (U+2068 or U+2067, and U+2069).
    pub isolate: bool,
}

impl Voice {
    /// Without marks: for signed text, terminals and files.
    pub const fn plain(lang: Lang) -> Self {
        Self { lang, isolate: false }
    }
}

impl From<Lang> for Voice {
    fn from(lang: Lang) -> Self {
        Self { lang, isolate: true }
    }
}

#[cfg(test)]
mod tests;
