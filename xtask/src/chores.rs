//! Thin wrappers: one name for each thing a contributor runs.

use std::process::Command;

use crate::shell;

/// Runs `./test`.
///
/// # Errors
/// A sentence, when a test failed or the script cannot be started.
pub fn test() -> Result<(), String> {
    let root = shell::root();
    shell::run(Command::new("bash").arg(root.join("test")).current_dir(root))
}

/// Runs the journeys in a real browser on the binary as it is built now; pictures go into the folder
/// `shots`, if one is named.
///
/// # Errors
/// A sentence, when the build or a journey fails.
pub fn browser(shots: Option<&str>) -> Result<(), String> {
    let root = shell::root();
    shell::run(shell::cargo().args(["build", "--quiet", "--package", "aluma"]))?;
    let mut command = Command::new("bash");
    command.arg(root.join("crates/aluma-web/signer/test.sh")).arg("browser").current_dir(&root);
    command.env("ALUMA_BINARY", root.join("target/debug/aluma"));
    if let Some(folder) = shots {
        command.env("ALUMA_SHOTS", root.join(folder));
    }
    shell::run(&mut command)
}

/// Runs `aluma SUBCOMMAND ARGS` in a release build: simulations and measurements mean nothing in
/// another profile.
///
/// # Errors
/// A sentence, when the build or the command fails.
pub fn product(subcommand: &str, args: &[&str]) -> Result<(), String> {
    let mut command = shell::cargo();
    command.args(["run", "--quiet", "--release", "--package", "aluma", "--", subcommand]);
    shell::run(command.args(args))
}
