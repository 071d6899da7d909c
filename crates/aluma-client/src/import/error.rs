//! Ways an import says no. All of them come before anything is applied, except where the ledger
//! itself refuses a step.

use std::fmt;

use crate::error::Error;

/// Why an import stopped.
#[derive(Debug)]
pub enum ImportError {
    /// The file or its names do not fit the ledger; nothing was applied.
    Refused {
        /// Stable name.
        name: &'static str,
        /// The fact, in a sentence.
        what: String,
        /// What would make it work.
        hint: String,
    },
    /// A step failed; running the import again goes on from there.
    Step(Error),
}

impl ImportError {
    pub(crate) fn refused(name: &'static str, what: String, hint: &str) -> Self {
        Self::Refused { name, what, hint: hint.to_owned() }
    }
}

impl From<Error> for ImportError {
    fn from(error: Error) -> Self {
        Self::Step(error)
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { name, what, .. } => write!(f, "{name}: {what}"),
            Self::Step(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for ImportError {}
