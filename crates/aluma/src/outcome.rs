//! How a command ends: what it prints, where, and with which exit code.
//!
//! Answers go to the standard output, everything else (progress, notes, failures, hints) to the
//! standard error. With `--json` a failure is also a JSON object on the standard output.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use aluma_client::keystore::KeyError;
use aluma_client::{Error, Problem};
use aluma_node::NodeError;
use aluma_store::StoreError;
use serde_json::{Value as Json, json};

use crate::options::Options;

/// Done.
pub const OK: u8 = 0;
/// The ledger, or this program on its behalf, said no.
pub const REFUSED: u8 = 1;
/// The command line or an input cannot be understood.
pub const USAGE: u8 = 2;
/// No ledger answers.
pub const CONNECTION: u8 = 3;
/// Files of a ledger, or a proof, are not what they must be.
pub const DAMAGED: u8 = 4;
/// A file, a port or a key of this machine cannot be used.
pub const MACHINE: u8 = 5;

/// The exit codes as the help and the manual say them.
pub const HELP: &str = "Exit codes: 0 done; 1 the ledger refused; 2 the command line or an input \
cannot be understood; 3 no ledger answers; 4 damaged data or a proof that does not hold; 5 a file, \
port or key of this machine cannot be used.";

/// Why a command did not do what it should.
#[derive(Debug)]
pub struct Failure(Box<Facts>);

#[derive(Debug)]
struct Facts {
    code: u8,
    text: String,
    hint: Option<String>,
    json: Option<Json>,
}

impl Failure {
    fn new(code: u8, text: impl Display) -> Self {
        Self(Box::new(Facts { code, text: text.to_string(), hint: None, json: None }))
    }

    /// Said no.
    pub fn refused(text: impl Display) -> Self {
        Self::new(REFUSED, text)
    }

    /// Not understood.
    pub fn usage(text: impl Display) -> Self {
        Self::new(USAGE, text)
    }

    /// No answer.
    pub fn connection(text: impl Display) -> Self {
        Self::new(CONNECTION, text)
    }

    /// Damaged.
    pub fn damaged(text: impl Display) -> Self {
        Self::new(DAMAGED, text)
    }

    /// This machine's.
    pub fn machine(text: impl Display) -> Self {
        Self::new(MACHINE, text)
    }

    /// With what would make it work.
    #[must_use]
    pub fn hint(mut self, hint: impl Display) -> Self {
        self.0.hint = Some(hint.to_string());
        self
    }

    /// With what `--json` prints.
    #[must_use]
    pub fn json(mut self, json: Json) -> Self {
        self.0.json = Some(json);
        self
    }

    /// Prints it and returns its exit code.
    pub fn tell(self, options: &Options<'_>) -> u8 {
        let facts = &self.0;
        if options.json() {
            let plain = || json!({ "error": facts.text, "hint": facts.hint });
            let json = facts.json.clone().unwrap_or_else(plain);
            say(&json.to_string());
        }
        note("error", &facts.text);
        if let Some(hint) = &facts.hint {
            note("hint", hint);
        }
        facts.code
    }
}

/// Prints an answer. A reader that went away wants no more of it.
pub fn say(text: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Without the marks that keep directions apart on a page: terminals show them as boxes.
fn without_marks(text: &str) -> String {
    text.chars().filter(|mark| !matches!(mark, '\u{2068}' | '\u{2069}')).collect()
}

/// Prints a line beside the answer; its first word has a colour on a terminal.
pub fn note(kind: &str, text: &str) {
    let text = without_marks(text);
    let colours = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let colour = if kind == "error" { "\u{1b}[1;31m" } else { "\u{1b}[1;36m" };
    let mut out = io::stderr().lock();
    let _ = match colours {
        true => writeln!(out, "{colour}{kind}:\u{1b}[0m {text}"),
        false => writeln!(out, "{kind}: {text}"),
    };
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Transport(_) => {
                Self::connection(error).hint("Start a ledger with `aluma up`, or check --url.")
            }
            Error::Refused(problem) => (*problem).into(),
            Error::Field(field) => {
                let (name, limit) = (field.reason.name(), field.reason.limit());
                let sentence = aluma_text::field_problem(PLAIN, &name, limit);
                Self::usage(format!("{}: {sentence}", field.path)).json(json!({
                    "name": "bad-field",
                    "field": field.path,
                    "detail": sentence,
                    "data": { "reason": name },
                }))
            }
            Error::Input(_) => Self::usage(error),
            Error::Answer(_) => Self::connection(error),
            Error::Proof(_) => Self::damaged(error),
            Error::Key(_) => Self::machine(error),
        }
    }
}

/// Terminals lay out directions by themselves.
pub const PLAIN: aluma_text::Voice = aluma_text::Voice::plain(aluma_text::Lang::En);

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        let failure = Self::refused(&problem).json(problem.json.clone());
        match problem.hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

impl From<NodeError> for Failure {
    fn from(error: NodeError) -> Self {
        match &error {
            NodeError::Store(store) if is_locked(store) => Self::connection(error)
                .hint("Another program has this data folder open; wait until it ends."),
            NodeError::Store(StoreError::Io { .. } | StoreError::DiskFull { .. })
            | NodeError::Other(_) => Self::machine(error),
            NodeError::Clock(_) => Self::refused(error),
            NodeError::Data { .. } | NodeError::Store(_) | NodeError::Diverged { .. } => {
                Self::damaged(error).hint("`aluma verify` names everything that is wrong.")
            }
        }
    }
}

fn is_locked(error: &StoreError) -> bool {
    matches!(error, StoreError::Locked { .. })
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self::machine(error)
    }
}
