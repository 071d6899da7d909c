//! The release build: from nothing, with the versions of `Cargo.lock`, in a folder of its own.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use sha2::{Digest, Sha256};

use crate::shell;

/// Builds the binary anew and prints where it lies, its size and its SHA-256, in plain words.
///
/// # Errors
/// A sentence, when the build fails or a file cannot be read or written.
pub fn run() -> Result<(), String> {
    let folder = shell::root().join("target/dist");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let started = Instant::now();
    let mut build = shell::cargo();
    build.args(["build", "--release", "--locked", "--package", "aluma", "--target-dir"]);
    shell::run(build.arg(&folder))?;
    let took = started.elapsed().as_secs();

    let binary = folder.join("release").join(format!("aluma{}", std::env::consts::EXE_SUFFIX));
    let (hash, size) = sha256(&binary).map_err(|error| format!("{}: {error}", binary.display()))?;
    let beside = binary.with_file_name("aluma.sha256");
    let name = binary.file_name().unwrap_or_default().to_string_lossy();
    fs::write(&beside, format!("{hash}  {name}\n"))
        .map_err(|error| format!("{}: {error}", beside.display()))?;

    println!("Built from {} in {took} s with {}.", source(), compiler());
    println!("Binary:  {} ({size} bytes)", binary.display());
    println!("SHA-256: {hash} (also in {})", beside.display());
    println!("The hash names this file. Another machine or compiler may build other bytes:");
    println!("nothing here promises a reproducible build, and the file is not signed.");
    Ok(())
}

/// The hexadecimal SHA-256 of a file, and its length in bytes.
///
/// # Errors
/// What the file system says.
pub fn sha256(path: &Path) -> io::Result<(String, usize)> {
    let bytes = fs::read(path)?;
    let hash = Sha256::digest(&bytes);
    Ok((hash.iter().map(|byte| format!("{byte:02x}")).collect(), bytes.len()))
}

/// Which source was built: the commit, and whether files differ from it.
fn source() -> String {
    let git = |args: &[&str]| {
        let done = Command::new("git").args(args).current_dir(shell::root()).output().ok()?;
        done.status.success().then(|| String::from_utf8_lossy(&done.stdout).trim().to_owned())
    };
    match (git(&["rev-parse", "HEAD"]), git(&["status", "--porcelain"])) {
        (Some(commit), Some(changes)) if changes.is_empty() => format!("commit {commit}"),
        (Some(commit), _) => format!("commit {commit} WITH UNCOMMITTED CHANGES"),
        _ => "a source tree without a commit".to_owned(),
    }
}

fn compiler() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = shell::output(Command::new(rustc).arg("--version"));
    version.map_or_else(|_| "an unknown compiler".to_owned(), |line| line.trim().to_owned())
}

#[cfg(test)]
mod tests;
