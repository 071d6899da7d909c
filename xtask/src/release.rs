//! The release: one binary, the same bytes wherever the same source is built by the same compilers,
//! with its checksums and the list of everything that is linked into it.
//!
//! What differs between two folders and could get into the binary is kept out: paths (Rust's and C's
//! are told by one name each), symbols, clocks (the time of the commit stands for now), parts of
//! earlier builds. [`check`] builds the same source in two folders and compares.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use sha2::{Digest, Sha256};

use crate::{bom, shell};

/// What a release is, inside the folder `dist`.
const BINARY: &str = "aluma";
const SUMS: &str = "SHA256SUMS";
const BOM: &str = "aluma.cdx.json";

/// Builds the binary anew into the folder `dist`, and prints what it is.
///
/// # Errors
/// A sentence, when the build fails or a file cannot be read or written.
pub fn run() -> Result<(), String> {
    let root = shell::root();
    let dist = root.join("dist");
    fresh(&dist)?;
    let target = root.join("target/dist");
    fresh(&target)?;
    let started = Instant::now();
    let built = build(&root, &target, &epoch(&root))?;
    let took = started.elapsed().as_secs();
    let binary = dist.join(BINARY);
    fs::copy(&built, &binary).map_err(|error| format!("{}: {error}", binary.display()))?;
    let (hash, size) = sha256(&binary).map_err(|error| format!("{}: {error}", binary.display()))?;
    let bill = dist.join(BOM);
    write(&bill, &bom::of(&root, &triple()?, &hash)?)?;
    let (bill_hash, _) = sha256(&bill).map_err(|error| format!("{}: {error}", bill.display()))?;
    write(&dist.join(SUMS), &format!("{hash}  {BINARY}\n{bill_hash}  {BOM}\n"))?;

    println!("Built from {} in {took} s with {}.", source(), compilers());
    println!("Binary:    {} ({size} bytes)", binary.display());
    println!("SHA-256:   {hash}");
    println!("Materials: {}", bill.display());
    println!(
        "`cargo xtask release --check` builds it in two folders and compares. The same source"
    );
    println!("and the same compilers give the same hash; the file is not signed.");
    Ok(())
}

/// Builds the same source in two folders of other names and lengths, and compares the bytes.
///
/// # Errors
/// A sentence, when they differ or a build fails.
pub fn check() -> Result<(), String> {
    let root = shell::root();
    let places = ["a", "another folder with a longer name"];
    let places = places.map(|name| root.join("target/check").join(name));
    // Both first: the tree may be worked on while they are built.
    for place in &places {
        fresh(place)?;
        copy_source(&root, &place.join("source"))?;
    }
    // Of the same moment too: copies lie within the tree, whose last commit may be another by then.
    let moment = epoch(&root);
    let mut hashes = Vec::new();
    for place in places {
        let (tree, target) = (place.join("source"), place.join("target"));
        let started = Instant::now();
        let built = build(&tree, &target, &moment)?;
        let (hash, size) =
            sha256(&built).map_err(|error| format!("{}: {error}", built.display()))?;
        println!("{hash}  {size} bytes, {} s, in {}", started.elapsed().as_secs(), tree.display());
        hashes.push((hash, built));
    }
    match hashes.as_slice() {
        [(one, _), (two, _)] if one == two => {
            println!("The same source gives the same bytes, with {}.", compilers());
            Ok(())
        }
        [(_, one), (_, two)] => Err(format!("not reproducible: {}", difference(one, two)?)),
        _ => Err("two builds are compared".to_owned()),
    }
}

/// Builds the binary of a source tree so that nothing of its place is in it.
fn build(tree: &Path, target: &Path, moment: &str) -> Result<PathBuf, String> {
    let mut build = shell::cargo();
    build.current_dir(tree);
    build.args(["build", "--release", "--locked", "--package", "aluma", "--target-dir"]);
    for (name, value) in environment(tree, target, moment)? {
        build.env(name, value);
    }
    for name in ["RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS", "CARGO_TARGET_DIR"] {
        build.env_remove(name);
    }
    shell::run(build.arg(target))?;
    Ok(target.join("release").join(format!("{BINARY}{}", std::env::consts::EXE_SUFFIX)))
}

/// What keeps the place and the time of a build out of it.
fn environment(
    tree: &Path,
    target: &Path,
    moment: &str,
) -> Result<Vec<(&'static str, String)>, String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let home = home.ok_or("CARGO_HOME is not known")?;
    let sysroot = shell::output(rustc().args(["--print", "sysroot"]))?;
    let places = [
        (target.to_path_buf(), "/target"),
        (tree.to_path_buf(), "/aluma"),
        (home, "/cargo"),
        (PathBuf::from(sysroot.trim()), "/rust"),
    ];
    let (mut rust, mut c) = (Vec::new(), Vec::new());
    // The last that fits counts for Rust, so the outer ones come first; for C as well.
    for (place, name) in places.iter().rev() {
        let place = place.display();
        rust.push(format!("--remap-path-prefix={place}={name}"));
        // Words of CFLAGS are parted by blanks; the macro and the debug map are the same flag.
        c.push(format!("-ffile-prefix-map={}={name}", place.to_string().replace(' ', "\\ ")));
    }
    let c = c.join(" ");
    Ok(vec![
        ("CARGO_ENCODED_RUSTFLAGS", rust.join("\u{1f}")),
        ("CARGO_PROFILE_RELEASE_STRIP", "symbols".to_owned()),
        ("CARGO_INCREMENTAL", "0".to_owned()),
        // Flags with blanks in them are parted as a shell does.
        ("CC_SHELL_ESCAPED_FLAGS", "1".to_owned()),
        ("CFLAGS", c.clone()),
        ("CXXFLAGS", c),
        ("SOURCE_DATE_EPOCH", moment.to_owned()),
        ("ZERO_AR_DATE", "1".to_owned()),
        ("LC_ALL", "C".to_owned()),
        ("TZ", "UTC".to_owned()),
    ])
}

/// The commit's time, in seconds since 1970: a release has no other.
fn epoch(tree: &Path) -> String {
    let mut git = Command::new("git");
    git.args(["log", "-1", "--format=%ct"]).current_dir(tree);
    let told = git.output().ok().filter(|done| done.status.success());
    let told = told.map(|done| String::from_utf8_lossy(&done.stdout).trim().to_owned());
    told.filter(|text| !text.is_empty()).unwrap_or_else(|| "0".to_owned())
}

/// Copies what git knows of a tree, as it lies there now.
fn copy_source(from: &Path, to: &Path) -> Result<(), String> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(from);
    for name in shell::output(&mut git)?.split('\0').filter(|name| !name.is_empty()) {
        let (source, copy) = (from.join(name), to.join(name));
        // Removed and not committed yet.
        if !source.is_file() {
            continue;
        }
        let folder = copy.parent().unwrap_or(to);
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        fs::copy(&source, &copy).map_err(|error| format!("{}: {error}", copy.display()))?;
    }
    Ok(())
}

/// Where two files begin to differ, and the words around it: most often a path.
fn difference(one: &Path, two: &Path) -> Result<String, String> {
    let read = |path: &Path| fs::read(path).map_err(|error| format!("{}: {error}", path.display()));
    let (one_bytes, two_bytes) = (read(one)?, read(two)?);
    let at = one_bytes.iter().zip(&two_bytes).position(|(a, b)| a != b);
    let at = at.unwrap_or_else(|| one_bytes.len().min(two_bytes.len()));
    let around = |bytes: &[u8]| {
        let part = bytes.get(at.saturating_sub(40)..(at + 80).min(bytes.len()));
        String::from_utf8_lossy(part.unwrap_or_default()).escape_debug().to_string()
    };
    Ok(format!(
        "{} and {} differ from byte {at} on\n  {}\n  {}",
        one.display(),
        two.display(),
        around(&one_bytes),
        around(&two_bytes)
    ))
}

fn fresh(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
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

fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

/// The kind of machine that is built for, as compilers name it.
fn triple() -> Result<String, String> {
    let told = shell::output(rustc().arg("-vV"))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not say what it builds for".to_owned())
}

/// Both compilers: other versions may give other bytes.
fn compilers() -> String {
    let first = |mut command: Command| {
        let line = shell::output(command.arg("--version")).ok()?;
        Some(line.lines().next()?.trim().to_owned())
    };
    let c = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()));
    let unknown = || "an unknown compiler".to_owned();
    let (rust, c) = (first(rustc()), first(c));
    format!("{} and {}", rust.unwrap_or_else(unknown), c.unwrap_or_else(unknown))
}

#[cfg(test)]
mod tests;
