//! Starting other programs from the repository's root.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The cargo that runs this chore.
#[must_use]
pub fn cargo() -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root());
    command
}

/// The folder whose programs are taken as they are, instead of building them first: where the tests were
/// built a moment ago, another build with other features says nothing more.
pub const BUILT: &str = "ALUMA_BUILT";

/// A program of this workspace: built now by cargo, or the one in the folder that [`BUILT`] names.
#[must_use]
pub fn program(package: &str) -> Command {
    program_of(package, std::env::var_os(BUILT).as_deref())
}

fn program_of(package: &str, built: Option<&OsStr>) -> Command {
    match built.filter(|folder| !folder.is_empty()) {
        // A folder that is named from the root is found from everywhere.
        Some(folder) => {
            let mut command = Command::new(root().join(folder).join(package));
            command.current_dir(root());
            command
        }
        None => {
            let mut command = cargo();
            command.args(["run", "--quiet", "--package", package, "--"]);
            command
        }
    }
}

/// Runs `command` with this terminal's output.
///
/// # Errors
/// A sentence, when it cannot be started or fails.
pub fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}

/// What `command` prints; its complaints go to this terminal.
///
/// # Errors
/// A sentence, when it cannot be started, fails, or prints what is not UTF-8.
pub fn output(command: &mut Command) -> Result<String, String> {
    let done = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if !done.status.success() {
        return Err(format!("{command:?}: {}", done.status));
    }
    String::from_utf8(done.stdout).map_err(|_| format!("{command:?}: printed what is not UTF-8"))
}

#[cfg(test)]
mod tests;
