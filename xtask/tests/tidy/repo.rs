//! The files of the repository: what git knows or would add; without git, what lies in the folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A text file: its path from the root with forward slashes, and its content.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether the file holds nothing but tests.
    pub(crate) fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name == "tests.rs" || self.path.split('/').any(|part| part == "tests" || part == "benches")
    }
}

/// Every text file of the repository.
pub(crate) struct Repo {
    pub(crate) files: Vec<File>,
}

impl Repo {
    pub(crate) fn read() -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::read_at(here.parent().expect("xtask lies in the repository"))
    }

    fn read_at(root: &Path) -> Self {
        let paths = listed_by_git(root).unwrap_or_else(|| walked(root));
        let files = paths.into_iter().filter_map(|path| {
            // A listed file may be deleted in the working tree, a link, or no text.
            let text = fs::read_to_string(root.join(&path)).ok()?;
            Some(File { path, text })
        });
        Self { files: files.collect() }
    }

    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    pub(crate) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_rust())
    }
}

fn listed_by_git(root: &Path) -> Option<BTreeSet<String>> {
    // A copy without its own .git inside another repository would be listed by the wrong one.
    if !root.join(".git").exists() {
        return None;
    }
    let done = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .ok()?;
    if !done.status.success() {
        return None;
    }
    let listed = String::from_utf8(done.stdout).ok()?;
    Some(listed.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
}

fn walked(root: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).into_iter().flatten().flatten() {
            let name = entry.file_name();
            if name == "target" || name == ".git" {
                continue;
            }
            let path = folder.join(&name);
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else {
                found.insert(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found
}

#[test]
fn a_tree_without_git_is_walked_without_its_build_output() {
    let root = tempfile::tempdir().expect("a temporary folder");
    for path in ["src/a.rs", "target/b.rs", ".ci/run"] {
        let place = root.path().join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, "x").expect("a file");
    }
    let paths: Vec<_> =
        Repo::read_at(root.path()).files.into_iter().map(|file| file.path).collect();
    assert_eq!(paths, [".ci/run", "src/a.rs"]);
}

#[test]
fn test_files_are_told_from_code() {
    let told = |path: &str| File { path: path.to_owned(), text: String::new() }.is_test();
    assert!(told("crates/aluma-core/src/dao/tests.rs"));
    assert!(told("crates/aluma-core/src/dao/tests/founding.rs"));
    assert!(told("crates/aluma-core/tests/all.rs"));
    assert!(!told("crates/aluma-core/src/testing/fixtures.rs"));
    assert!(!told("crates/aluma-core/src/dao/attests.rs"));
}
