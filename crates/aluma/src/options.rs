//! What every command takes. The options may stand before or after the command's name; where an
//! action has a field of the same name, that field wins and the option stands before it, as in
//! `aluma --key noa do claim --key ed25519:...`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use aluma_client::keystore::KeyFlags;
use aluma_core::kernel::action::Registry;
use aluma_text::Lang;
use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};

/// The variable that names the data folder.
pub const DATA_VARIABLE: &str = "ALUMA_DATA_DIR";

const HEADING: &str = "Everywhere";

fn arguments() -> Vec<Arg> {
    let arg = |name: &'static str| Arg::new(name).long(name).help_heading(HEADING);
    vec![
        arg("data")
            .value_name("DIR")
            .value_parser(ValueParser::path_buf())
            .help("The data folder [default: $ALUMA_DATA_DIR, or aluma in the user's data folder]"),
        arg("url").value_name("URL").help("The ledger's address, instead of a data folder"),
        arg("json").action(ArgAction::SetTrue).help("Print JSON"),
        arg("lang")
            .value_name("LANGUAGE")
            .value_parser(PossibleValuesParser::new(["en", "he"]))
            .help("The language of what is shown [default: en]"),
        arg("key")
            .value_name("NAME")
            .help("The key to sign and read with; `operator` is the data folder's own"),
        arg("key-file")
            .value_name("FILE")
            .value_parser(ValueParser::path_buf())
            .help("A plain key file to sign and read with"),
        arg("as")
            .value_name("ACCOUNT")
            .help("Which of the key's accounts acts; `nobody` reads as a stranger"),
    ]
}

/// A command and all below it, with the options of every command.
pub fn spread(command: Command) -> Command {
    let command = command.mut_subcommands(spread);
    arguments().into_iter().fold(command, |command, arg| {
        let taken = command.get_arguments().any(|other| other.get_long() == arg.get_long());
        // Whoever asks for the help of one command wants its own options first.
        let deep = !command.has_subcommands();
        if taken { command } else { command.arg(arg.hide_short_help(deep)) }
    })
}

/// A command line that was read.
#[derive(Debug)]
pub struct Options<'a> {
    registry: &'static Registry,
    /// The root's matches and those of each command below it, the innermost last.
    chain: Vec<(&'a str, &'a ArgMatches)>,
}

impl<'a> Options<'a> {
    /// Of the root's matches, on a ledger by these rules.
    pub fn of(registry: &'static Registry, matches: &'a ArgMatches) -> Self {
        let mut chain = vec![("", matches)];
        let mut inner = matches.subcommand();
        while let Some((name, matches)) = inner {
            chain.push((name, matches));
            inner = matches.subcommand();
        }
        Self { registry, chain }
    }

    /// The rules: what can be done and asked.
    pub const fn registry(&self) -> &'static Registry {
        self.registry
    }

    /// The commands' names, the outermost first.
    pub fn path(&self) -> Vec<&'a str> {
        self.chain.iter().skip(1).map(|(name, _)| *name).collect()
    }

    /// The innermost command's matches.
    pub fn leaf(&self) -> &'a ArgMatches {
        // A chain has the root at least.
        self.chain[self.chain.len() - 1].1
    }

    /// An option's value where it was given, the innermost first.
    fn get<T: Clone + Send + Sync + 'static>(&self, name: &str) -> Option<&'a T> {
        let chain = self.chain.iter().rev();
        chain.filter_map(|(_, matches)| matches.try_get_one::<T>(name).ok().flatten()).next()
    }

    /// Whether to print JSON.
    pub fn json(&self) -> bool {
        self.chain
            .iter()
            .any(|(_, matches)| matches!(matches.try_get_one::<bool>("json"), Ok(Some(true))))
    }

    /// The ledger's address, where one is given.
    pub fn url(&self) -> Option<&'a str> {
        self.get::<String>("url").map(String::as_str)
    }

    /// The language of what is shown.
    pub fn lang(&self) -> Lang {
        self.get::<String>("lang").and_then(|tag| Lang::parse(tag)).unwrap_or(Lang::En)
    }

    /// Which account acts, where one is given.
    pub fn account(&self) -> Option<&'a str> {
        self.get::<String>("as").map(String::as_str)
    }

    /// Which key signs, where one is given.
    pub fn key(&self) -> KeyFlags<'a> {
        KeyFlags {
            key: self.get::<String>("key").map(String::as_str),
            key_file: self.get::<PathBuf>("key-file").map(PathBuf::as_path),
        }
    }

    /// The data folder, where one was named on the command line.
    pub fn given_data(&self) -> Option<PathBuf> {
        self.get::<PathBuf>("data").cloned()
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        match self.get::<PathBuf>("data") {
            Some(data) => data.clone(),
            None => default_data(|name| std::env::var_os(name)),
        }
    }

    /// The data folder that every terminal of this user takes where none is named.
    pub fn usual_data() -> PathBuf {
        default_data(|name| if name == DATA_VARIABLE { None } else { std::env::var_os(name) })
    }

    /// Where the keystore is.
    pub fn keys(&self) -> PathBuf {
        self.data().join("keys")
    }

    /// A text option of the innermost command.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.leaf().try_get_one::<String>(name).ok().flatten().map(String::as_str)
    }

    /// A text option of the innermost command that may stand several times.
    pub fn texts(&self, name: &str) -> Vec<&'a str> {
        let many = self.leaf().try_get_many::<String>(name).ok().flatten();
        many.into_iter().flatten().map(String::as_str).collect()
    }

    /// A file or folder that the innermost command names.
    pub fn path_of(&self, name: &str) -> Option<&'a Path> {
        self.leaf().try_get_one::<PathBuf>(name).ok().flatten().map(PathBuf::as_path)
    }

    /// A flag of the innermost command.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.leaf().try_get_one::<bool>(name), Ok(Some(true)))
    }
}

/// The data folder where none is named.
fn default_data(variable: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(data) = set(DATA_VARIABLE) {
        return data;
    }
    let of_user = set("XDG_DATA_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| set("HOME").map(|home| home.join(".local").join("share")));
    of_user.map_or_else(|| Path::new("aluma-data").to_path_buf(), |folder| folder.join("aluma"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_folder_is_named_by_the_nearest_variable() {
        let folder = |set: &[(&str, &str)]| {
            default_data(|name| {
                set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into())
            })
        };
        assert_eq!(folder(&[]), PathBuf::from("aluma-data"));
        assert_eq!(folder(&[("HOME", "/h")]), PathBuf::from("/h/.local/share/aluma"));
        assert_eq!(folder(&[("XDG_DATA_HOME", "/x"), ("HOME", "/h")]), PathBuf::from("/x/aluma"));
        assert_eq!(folder(&[(DATA_VARIABLE, "/d"), ("HOME", "/h")]), PathBuf::from("/d"));
        assert_eq!(
            folder(&[(DATA_VARIABLE, ""), ("HOME", "/h")]).file_name(),
            Some("aluma".as_ref())
        );
    }
}
