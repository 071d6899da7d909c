//! Documents that the program writes about itself.

use std::fs;
use std::path::PathBuf;

use aluma_core::kernel::action::Registry;
use aluma_core::kernel::tables::LOGS;
use aluma_core::registry::{PARAMETERS, REFUSALS, RETIRED, State};
use aluma_node::archive::ArchiveError;
use aluma_types::admission::Inadmissible;
use aluma_types::reference;
use clap::Command;
use clap_complete::Shell;

use crate::options::Options;
use crate::outcome::{Failure, say};
use crate::{charter, root};

/// `completions SHELL`
///
/// # Errors
/// None; a closed pipe is nobody's fault.
pub fn completions(options: &Options<'_>) -> Result<(), Failure> {
    let shell = options.leaf().get_one::<Shell>("shell").copied();
    let shell = shell.ok_or_else(|| Failure::usage("no shell is named"))?;
    let mut text = Vec::new();
    let mut root = root::command(options.registry());
    clap_complete::generate(shell, &mut root, "aluma", &mut text);
    say(String::from_utf8_lossy(&text).trim_end());
    Ok(())
}

/// `man DIR`
///
/// # Errors
/// Where a page cannot be written.
pub fn man(options: &Options<'_>) -> Result<(), Failure> {
    let folder = options.leaf().get_one::<PathBuf>("folder");
    let folder = folder.ok_or_else(|| Failure::usage("no folder is named"))?;
    let failed = |error: std::io::Error| Failure::machine(format!("{}: {error}", folder.display()));
    fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(root::command(options.registry()), folder).map_err(failed)
}

/// `reference WHAT`
///
/// # Errors
/// None for what the tree of commands lets through.
pub fn reference(options: &Options<'_>, what: &str) -> Result<(), Failure> {
    say(document(options.registry(), what).trim_end());
    Ok(())
}

/// A generated document for a ledger by these rules.
pub fn document(registry: &'static Registry, what: &str) -> String {
    match what {
        "actions" => {
            let pages =
                registry.specs.iter().map(|(number, spec)| reference::action(*number, spec));
            format!("# Actions\n\n{}", pages.collect::<String>())
        }
        "views" => {
            let pages = root::views(registry).into_iter().map(reference::view);
            format!("# Views\n\n{}", pages.collect::<String>())
        }
        "openapi" => aluma_api::openapi_json(registry),
        "charters" => charter::page(),
        // What cannot be written is no document; the generated-files check says so.
        "signer" => aluma_text::catalog(registry).unwrap_or_default(),
        "numbers" => numbers(registry),
        _ => cli(registry),
    }
}

/// Every number of the ledger with its name: what may never be used for anything else.
fn numbers(registry: &Registry) -> String {
    let mut text = String::new();
    let mut line = |kind: &str, number: u16, name: &str| {
        text.push_str(&format!("{kind} {number} {name}\n"));
    };
    for table in State::default().tables() {
        let spec = table.spec();
        let (life, class, shown) = (spec.life, spec.class, spec.shown);
        line("table", spec.number, &format!("{} {life:?} {class:?} {shown:?}", spec.name));
    }
    for (number, name, shown) in LOGS {
        line("log", *number, &format!("{name} {shown:?}"));
    }
    registry.specs.iter().for_each(|(number, spec)| line("action", *number, spec.name));
    registry.tasks.iter().for_each(|task| line("task", task.number, task.name));
    for parameter in PARAMETERS.iter().flat_map(|domain| domain.iter()) {
        line("parameter", parameter.number, parameter.name);
    }
    for (number, name) in REFUSALS.iter().flat_map(|(_, list)| list.iter()) {
        line("refusal", *number, name);
    }
    RETIRED.iter().for_each(|(number, name)| line("retired refusal", *number, name));
    Inadmissible::LIST.iter().for_each(|(number, name)| line("inadmissible", *number, name));
    ArchiveError::LIST.iter().for_each(|(number, name)| line("archive", *number, name));
    text
}

/// The help of every command that is not hidden, one after another.
fn cli(registry: &'static Registry) -> String {
    let mut text = "# Command line\n\n".to_owned();
    let mut root = root::command(registry);
    root.build();
    describe(&mut root, &mut text);
    text
}

fn describe(command: &mut Command, text: &mut String) {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_owned();
    let help = command.render_long_help();
    text.push_str(&format!("## `{name}`\n\n```text\n{}\n```\n\n", help.to_string().trim_end()));
    let inner = command.get_subcommands_mut();
    for inner in inner.filter(|inner| !inner.is_hide_set() && inner.get_name() != "help") {
        describe(inner, text);
    }
}
