//! What is wrong with an archive, by numbers that are never reused. The sentences are in
//! `aluma-text`, in both languages, as `archive-NAME`.

use std::fmt;

/// A part of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// `head`, `tables`, `rows`, `texts`, `ballots`, `withheld`, `seal` or `end`.
    pub name: &'static str,
    /// Of rows, the table's name, or its number where it has none here.
    pub table: String,
    /// Where it begins, in bytes.
    pub from: u64,
}

impl Part {
    fn data(&self) -> Vec<(&'static str, String)> {
        let from = self.from.to_string();
        vec![("part", self.name.to_owned()), ("table", self.table.clone()), ("from", from)]
    }
}

/// Why an archive is not one, does not hold, or cannot begin a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    /// It does not begin as one.
    NotOne,
    /// It ends too early, or the length of a part is damaged.
    Cut {
        /// In which part.
        part: Part,
        /// Where it ends, in bytes.
        at: u64,
    },
    /// Bytes are not what they were.
    Damaged {
        /// In which part.
        part: Part,
        /// Where that ends, in bytes.
        to: u64,
    },
    /// A part is not what the format says.
    Malformed {
        /// Which part.
        part: Part,
    },
    /// Its ledger is not the one whose key is trusted.
    OtherKey {
        /// The key that sealed it, as text.
        key: String,
    },
    /// A signature is not that of the ledger's key.
    WrongSeal {
        /// Over what.
        part: &'static str,
    },
    /// Its header is another ledger's.
    OtherHeader,
    /// Its tables do not lead to the header's state root.
    WrongRoot,
    /// The rows of a table do not lead to what the header commits to.
    WrongRows {
        /// The table's name, or its number where it has none here.
        table: String,
    },
    /// A text is not the one of its id.
    WrongText {
        /// The id.
        id: String,
    },
    /// Ballots or answers are not those of their proposal or poll.
    WrongBallots {
        /// `proposal` or `poll`.
        kind: &'static str,
        /// Its number.
        number: u64,
    },
    /// It was made by rules that this program does not know.
    NewerRules {
        /// Theirs.
        rules: u32,
        /// The newest known here.
        known: u32,
    },
    /// Its rows make no whole community.
    Incomplete {
        /// What they break.
        law: String,
    },
    /// There is a ledger in the folder already.
    FolderTaken {
        /// The folder.
        folder: String,
    },
}

impl ArchiveError {
    /// Number and name of each; numbers are never reused.
    pub const LIST: &'static [(u16, &'static str)] = &[
        (9201, "not-one"),
        (9202, "cut"),
        (9203, "damaged"),
        (9204, "malformed"),
        (9205, "other-key"),
        (9206, "wrong-seal"),
        (9207, "other-header"),
        (9208, "wrong-root"),
        (9209, "wrong-rows"),
        (9210, "wrong-text"),
        (9211, "wrong-ballots"),
        (9212, "newer-rules"),
        (9213, "incomplete"),
        (9214, "folder-taken"),
    ];

    /// Its number.
    pub const fn code(&self) -> u16 {
        match self {
            Self::NotOne => 9201,
            Self::Cut { .. } => 9202,
            Self::Damaged { .. } => 9203,
            Self::Malformed { .. } => 9204,
            Self::OtherKey { .. } => 9205,
            Self::WrongSeal { .. } => 9206,
            Self::OtherHeader => 9207,
            Self::WrongRoot => 9208,
            Self::WrongRows { .. } => 9209,
            Self::WrongText { .. } => 9210,
            Self::WrongBallots { .. } => 9211,
            Self::NewerRules { .. } => 9212,
            Self::Incomplete { .. } => 9213,
            Self::FolderTaken { .. } => 9214,
        }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        let found = Self::LIST.iter().find(|(code, _)| *code == self.code());
        found.map_or("not-one", |(_, name)| name)
    }

    /// What its sentence speaks of: names and values.
    pub fn data(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotOne | Self::OtherHeader | Self::WrongRoot => Vec::new(),
            Self::Cut { part, at: to } | Self::Damaged { part, to } => {
                let mut data = part.data();
                data.push(("to", to.to_string()));
                data
            }
            Self::Malformed { part } => part.data(),
            Self::OtherKey { key } => vec![("key", key.clone())],
            Self::WrongSeal { part } => vec![("part", (*part).to_owned())],
            Self::WrongRows { table } => vec![("table", table.clone())],
            Self::WrongText { id } => vec![("id", id.clone())],
            Self::WrongBallots { kind, number } => {
                vec![("kind", (*kind).to_owned()), ("number", number.to_string())]
            }
            Self::NewerRules { rules, known } => {
                vec![("rules", rules.to_string()), ("known", known.to_string())]
            }
            Self::Incomplete { law } => vec![("law", law.clone())],
            Self::FolderTaken { folder } => vec![("folder", folder.clone())],
        }
    }
}

/// The name and its data, for logs; people read the sentence.
impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "archive-{}", self.name())?;
        self.data().iter().try_for_each(|(name, value)| write!(f, ", {name} {value}"))
    }
}

impl std::error::Error for ArchiveError {}
