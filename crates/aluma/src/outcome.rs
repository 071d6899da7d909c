//! How a command ends: what it prints, where, and with which exit code.
//!
//! Answers go to the standard output, everything else (progress, notes, failures, hints) to the
//! standard error. With `--json` a failure is also a JSON object on the standard output.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use aluma_client::keystore::KeyError;
use aluma_client::{Error, Problem};
use aluma_node::NodeError;
use aluma_node::archive::ArchiveError;
use aluma_store::StoreError;
use aluma_text::{Lang, Voice};
use aluma_types::json::FieldError;
use aluma_types::spec::StructSpec;
use serde_json::{Value as Json, json};

use crate::example::{self, Found};

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

    /// A field of an input that cannot be read, with what would have fitted there.
    pub fn field(lang: Lang, error: &FieldError, spec: &'static StructSpec) -> Self {
        let name = error.reason.name();
        let voice = Voice::plain(lang);
        let sentence = aluma_text::field_problem(voice, &name, error.reason.limit());
        let hint = hint_at(spec, &error.path, &name);
        let failure = Self::usage(format!("{}: {sentence}", error.path)).json(json!({
            "name": "bad-field",
            "field": error.path,
            "detail": sentence,
            "hint": hint,
            "data": { "reason": name },
        }));
        match hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }

    /// A parameter of a view that the ledger could not read, with what would have fitted there.
    pub fn parameter(error: Error, spec: &'static StructSpec) -> Self {
        let Error::Refused(problem) = error else { return error.into() };
        let reason = problem.data.get("reason").and_then(Json::as_str).unwrap_or_default();
        let hint = problem.field.as_deref().and_then(|path| hint_at(spec, path, reason));
        let failure = Self::from(*problem);
        match hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }

    /// What is wrong with an archive, in the language of what is shown.
    pub fn archive(lang: Lang, why: &ArchiveError) -> Self {
        let words = aluma_text::archive(Voice::plain(lang), why.name(), &why.data());
        let data: serde_json::Map<String, Json> =
            why.data().into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
        let json = json!({
            "code": why.code(),
            "name": format!("archive-{}", why.name()),
            "title": words.title,
            "detail": words.detail,
            "hint": words.hint,
            "data": data,
        });
        let code = if matches!(why, ArchiveError::FolderTaken { .. }) { REFUSED } else { DAMAGED };
        let failure = Self::new(code, words.detail).json(json);
        match words.hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }

    /// A command line that is none.
    pub fn command_line(error: &clap::Error) -> Self {
        let text = error.to_string();
        let mut facts = Vec::new();
        let mut hints = Vec::new();
        for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
            match line.trim_start().strip_prefix("tip: ") {
                Some(tip) => hints.push(tip.to_owned()),
                None => facts.push(line.strip_prefix("error: ").unwrap_or(line).to_owned()),
            }
        }
        // Its last line asks for --help; that is a hint of ours.
        let help = facts.pop_if(|line| line.starts_with("For more information"));
        let asked = help.filter(|_| hints.is_empty());
        hints.extend(asked.map(|_| "--help says what it takes.".to_owned()));
        let failure = Self::usage(facts.join("\n")).json(json!({
            "name": "usage",
            "detail": facts.join("\n"),
            "hint": hints.first(),
        }));
        match hints.is_empty() {
            true => failure,
            false => failure.hint(hints.join("; ")),
        }
    }

    /// Prints it and returns its exit code.
    pub fn tell(self, json: bool) -> u8 {
        let facts = &self.0;
        if json {
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
    let text = without_marks(text);
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Without the marks that keep directions apart on a page: terminals show them as boxes, and programs
/// compare texts. No name or text that people write can hold them.
fn without_marks(text: &str) -> String {
    text.chars().filter(|mark| !matches!(mark, '\u{2067}'..='\u{2069}')).collect()
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
            Error::Field(field) => Self::field(Lang::En, &field, &UNKNOWN),
            Error::Input(_) => Self::usage(error),
            Error::Answer(_) => Self::connection(error),
            Error::Proof(_) => Self::damaged(error),
            Error::Key(_) => Self::machine(error),
        }
    }
}

/// An input whose shape is not known here.
static UNKNOWN: StructSpec =
    StructSpec { name: "", doc: "", says_en: "", says_he: "", fields: &[] };

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
            NodeError::Archive(why) => Self::archive(Lang::En, why),
            NodeError::Clock(_) => Self::refused(error),
            NodeError::Data { .. } | NodeError::Store(_) | NodeError::Diverged { .. } => {
                Self::damaged(error).hint("`aluma verify` names everything that is wrong.")
            }
        }
    }
}

/// What would have fitted at a path, or where names stand that the ledger did not know.
fn hint_at(spec: &'static StructSpec, path: &str, reason: &str) -> Option<String> {
    // Of an input whose shape is not known here.
    if spec.fields.is_empty() {
        return None;
    }
    let found = example::at(spec, path);
    let place = match reason {
        "unknown-asset" => {
            "`aluma show treasury --dao DAO` lists a community's symbols, `aluma show balances \
             --account ACCOUNT` what somebody holds; an amount has at most the asset's decimals."
        }
        "unknown-handle" if found.as_ref().is_some_and(Found::is_dao) => {
            "`aluma show daos` lists the communities."
        }
        "unknown-handle" => "`aluma show members --dao DAO` lists a community's handles.",
        _ => return found.as_ref().and_then(Found::hint),
    };
    Some(place.to_owned())
}

fn is_locked(error: &StoreError) -> bool {
    matches!(error, StoreError::Locked { .. })
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self::machine(error)
    }
}
