//! What can go wrong between a caller and a ledger.

use std::fmt;

use aluma_types::json::FieldError;
use serde_json::Value as Json;

use crate::transport::TransportError;

/// A refusal as the API words it, in the language that was asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problem {
    /// Stable number.
    pub code: u16,
    /// Stable name.
    pub name: String,
    /// A few words.
    pub title: String,
    /// The fact, in a sentence.
    pub detail: String,
    /// What would make it work, and when.
    pub hint: Option<String>,
    /// What the sentence is about.
    pub data: Json,
    /// The field or parameter to blame.
    pub field: Option<String>,
    /// As it came.
    pub json: Json,
}

impl Problem {
    /// A moment among what the sentence is about.
    pub fn moment(&self, name: &str) -> Option<aluma_types::Timestamp> {
        self.data.get(name).and_then(Json::as_u64).map(aluma_types::Timestamp)
    }

    /// Reads a problem answer; `None` where the JSON is none.
    pub fn read(json: &Json) -> Option<Self> {
        let text = |key: &str| json.get(key).and_then(Json::as_str).map(str::to_owned);
        let code = json.get("code").and_then(Json::as_u64)?;
        Some(Self {
            code: u16::try_from(code).ok()?,
            name: text("name")?,
            title: text("title").unwrap_or_default(),
            detail: text("detail").unwrap_or_default(),
            hint: text("hint"),
            data: json.get("data").cloned().unwrap_or(Json::Null),
            field: text("field"),
            json: json.clone(),
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = &self.field {
            write!(f, "{field}: ")?;
        }
        match (self.title.is_empty(), self.detail.is_empty()) {
            (false, false) => write!(f, "{}: {}", self.title, self.detail),
            (false, true) => f.write_str(&self.title),
            (true, false) => f.write_str(&self.detail),
            (true, true) => f.write_str(&self.name),
        }
    }
}

/// Why something could not be asked or handed in.
#[derive(Debug)]
pub enum Error {
    /// No answer came.
    Transport(TransportError),
    /// The ledger said no.
    Refused(Box<Problem>),
    /// A field of the input is wrong; nothing was sent.
    Field(FieldError),
    /// The input cannot be sent as it is, in a sentence.
    Input(String),
    /// An answer came that this program cannot read.
    Answer(String),
    /// A proof does not hold.
    Proof(String),
    /// The key cannot sign this, in a sentence.
    Key(String),
}

impl Error {
    /// The refusal's stable name, where the ledger said no.
    pub fn refusal(&self) -> Option<&str> {
        match self {
            Self::Refused(problem) => Some(&problem.name),
            _ => None,
        }
    }

    /// What would make it work, where that is known.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Refused(problem) => problem.hint.clone(),
            _ => None,
        }
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl From<FieldError> for Error {
    fn from(error: FieldError) -> Self {
        Self::Field(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => write!(f, "{error}"),
            Self::Refused(problem) => write!(f, "{problem}"),
            Self::Field(error) => write!(f, "{error}"),
            Self::Input(what) | Self::Answer(what) | Self::Proof(what) | Self::Key(what) => {
                f.write_str(what)
            }
        }
    }
}

impl std::error::Error for Error {}
