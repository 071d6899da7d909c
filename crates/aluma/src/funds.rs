//! `export round` and `verify round`: the result of a quadratic fund as a file that anybody computes again.

use std::path::PathBuf;

use aluma_client::funds;
use clap::{Arg, Command, value_parser};
use serde_json::{Value as Json, json};

use crate::door::{Door, Purpose};
use crate::keys;
use crate::options::Options;
use crate::outcome::{Failure, say};
use crate::payouts::read_file;

/// `export round`.
pub(crate) fn export_command() -> Command {
    Command::new("round")
        .about("Write a quadratic fund's gifts and result as a file that anybody can compute again")
        .arg(
            Arg::new("fund")
                .value_name("FUND")
                .value_parser(value_parser!(u64))
                .required(true)
                .help("The fund's number"),
        )
        .arg(Arg::new("dao").long("dao").value_name("DAO").required(true).help("The community"))
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("PATH")
                .value_parser(value_parser!(PathBuf))
                .help("The file to write, instead of the terminal"),
        )
}

/// `verify round`.
pub(crate) fn verify_command() -> Command {
    Command::new("round")
        .about("Compute a quadratic fund's result again from its gifts, and say where it differs")
        .long_about(
            "Reads a file that `aluma export round` wrote and computes what was added to each project from \
             the gifts, the pot and the cap in it, by big integers and with none of the ledger's code. It \
             asks no ledger. Where anything differs it says what, and ends with 1.",
        )
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .required(true)
                .help("The file"),
        )
}

/// Writes a fund's gifts and result.
///
/// # Errors
/// Where the ledger does not answer or the file cannot be written.
pub(crate) fn export(options: &Options<'_>) -> Result<(), Failure> {
    let door = Door::open(options, Purpose::Read)?;
    let told = ask(options, &door);
    door.close();
    let text = serde_json::to_string_pretty(&told?).unwrap_or_default();
    match options.path_of("out") {
        None => {
            say(&text);
            Ok(())
        }
        Some(path) => std::fs::write(path, text + "\n")
            .map_err(|error| Failure::machine(format!("{}: {error}", path.display()))),
    }
}

fn ask(options: &Options<'_>, door: &Door) -> Result<Json, Failure> {
    keys::read(options, &door.client)?;
    let dao = door.client.dao(options.text("dao").unwrap_or_default())?;
    let fund = options.leaf().get_one::<u64>("fund").copied().unwrap_or_default();
    Ok(funds::collect(&door.client, dao.0, fund)?)
}

/// Computes a fund's result again.
///
/// # Errors
/// Where it is no such file, or differs from what its gifts come to.
pub(crate) fn verify(options: &Options<'_>) -> Result<(), Failure> {
    let missing = || Failure::usage("no file is named");
    let path = options.leaf().get_one::<PathBuf>("file").ok_or_else(missing)?;
    let wrong = |what: String| Failure::refused(format!("{}: {what}", path.display()));
    let file: Json =
        serde_json::from_slice(&read_file(path)?).map_err(|error| wrong(error.to_string()))?;
    let differences = funds::check(&file).map_err(wrong)?;
    if !differences.is_empty() {
        let told = json!({ "equal": false, "differences": differences });
        return Err(wrong(differences.join("; ")).json(told));
    }
    if options.json() {
        say(&json!({ "equal": true }).to_string());
    } else {
        say("equal: what was added is what the gifts come to");
    }
    Ok(())
}
