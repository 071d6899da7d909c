//! What the binary is made of. Reading order: [`root`] (the tree of commands), [`options`] (what
//! every command takes), [`outcome`] (how a command ends, and with which exit code), [`door`] (the
//! way to a ledger: over HTTP, or a node in this process), [`keys`] (who signs), then one file per
//! command. Commands for actions and views come from their specs, see [`forms`].

pub mod act;
mod address;
mod archive;
mod backup;
pub mod balances;
pub mod bench;
mod bid;
mod bringing;
mod charter;
pub mod check;
mod demo;
pub mod door;
mod earned;
mod erc4824;
pub mod example;
pub mod forms;
mod funds;
mod issues;
pub mod keys;
pub mod ledger;
pub mod look;
pub mod named;
pub mod options;
pub mod outcome;
pub mod paper;
mod past;
mod paying;
pub mod payouts;
pub mod praise;
mod rate;
mod report;
pub mod root;
mod sealing;
pub mod sim;
pub mod together;
pub mod up;
pub mod verify_ui;
pub mod welcome;

use std::ffi::OsString;

use aluma_core::kernel::action::Registry;
use aluma_core::registry::REGISTRY;

use options::Options;
use outcome::Failure;

/// Runs a command line and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    run_by(&REGISTRY, arguments)
}

/// Runs a command line on a ledger by other rules, such as with one action more.
pub fn run_by(registry: &'static Registry, arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let json = arguments.iter().any(|word| word == "--json");
    let matches = match root::command(registry).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) if error.use_stderr() && !is_help(&error) => {
            return Failure::command_line(&error).tell(json);
        }
        Err(error) => {
            // Help and version are no mistakes; a closed pipe is nobody's.
            let _ = error.print();
            return if error.use_stderr() { outcome::USAGE } else { outcome::OK };
        }
    };
    let options = Options::of(registry, &matches);
    if options.path() == ["sim"] {
        return sim::run(&options);
    }
    if options.path() == ["sim", "farming"] {
        return sim::farming(&options);
    }
    if options.path() == ["sim", "attacks"] {
        return sim::attacks(&options);
    }
    if options.path() == ["sim", "friends"] {
        return sim::friends(&options);
    }
    match dispatch(&options) {
        Ok(()) => outcome::OK,
        Err(failure) => failure.tell(options.json()),
    }
}

/// Whether the help is shown because nothing was asked for.
fn is_help(error: &clap::Error) -> bool {
    error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
}

fn dispatch(options: &Options<'_>) -> Result<(), Failure> {
    match options.path().as_slice() {
        ["up"] => up::run(options),
        ["demo"] => demo::run(options),
        ["status"] => ledger::status(options),
        ["bench", "execute"] => bench::execute::run(options),
        ["bench", "votes"] => bench::votes::run(options),
        ["bench", "pages"] => bench::pages::run(options),
        ["bench", "reputation"] => bench::reputation::run(options),
        ["bench", "ratings"] => bench::ratings::run(options),
        ["export"] => archive::export(options),
        ["verify"] if options.path_of("archive").is_some() => archive::verify(options),
        ["verify"] => ledger::verify(options),
        ["verify-ui"] => verify_ui::run(options),
        ["check"] => check::run(options),
        ["advance"] => ledger::advance(options),
        ["key", "new"] => keys::new(options),
        ["key", "list"] => keys::list(options),
        ["key", "sign"] => together::sign(options),
        ["do", action] => act::run(options, action),
        ["submit"] => together::submit(options),
        ["rate"] => rate::run(options),
        ["bid"] => bid::run(options),
        ["show", view] => look::run(options, view),
        ["charter", "show"] => charter::run(options),
        ["charter", "preview"] => {
            charter::show_template(options);
            Ok(())
        }
        ["report", "fairness"] => report::fairness(options),
        ["import", "payouts"] => payouts::run(options),
        ["import", "praise"] => praise::run(options),
        ["import", "dao"] => archive::import(options),
        ["import", "git"] => past::git(options),
        ["import", "contributions"] => past::contributions(options),
        ["import", "issues"] => issues::import(options),
        ["export", "issues"] => issues::export(options),
        ["export", "round"] => funds::export(options),
        ["verify", "round"] => funds::verify(options),
        ["export", "payouts"] => paying::run(options),
        ["export", "credential"] => earned::run(options),
        ["export", "status-list"] => earned::lists(options),
        ["backup"] => backup::make(options),
        ["restore"] => backup::restore(options),
        ["erase"] => archive::erase(options),
        ["completions"] => paper::completions(options),
        ["man"] => paper::man(options),
        ["reference", what] => paper::reference(options, what),
        other => Err(Failure::usage(format!("no such command: {}", other.join(" ")))),
    }
}
