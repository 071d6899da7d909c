//! Breaking files.

use std::collections::BTreeMap;
use std::path::Path;

/// The files of a directory by name.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

pub(crate) fn pristine(dir: &Path) -> Files {
    let entries = std::fs::read_dir(dir).expect("dir");
    let paths = entries.map(|entry| entry.expect("entry").path());
    paths.map(|path| (name(&path), std::fs::read(&path).expect("file"))).collect()
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// Makes the directory hold exactly these files.
pub(crate) fn write(dir: &Path, files: &Files) {
    for entry in std::fs::read_dir(dir).expect("dir") {
        let path = entry.expect("entry").path();
        if !files.contains_key(&name(&path)) {
            std::fs::remove_file(path).expect("remove");
        }
    }
    for (name, bytes) in files {
        std::fs::write(dir.join(name), bytes).expect("write");
    }
}

/// Takes one file from another directory's files.
pub(crate) fn head_of(files: &mut Files, name: &str, from: &Files) {
    files.insert(name.to_owned(), from[name].clone());
}

pub(crate) fn cut_to(dir: &Path, file: &str, len: u64) {
    let file = std::fs::OpenOptions::new().write(true).open(dir.join(file)).expect("open");
    file.set_len(len).expect("cut");
}

pub(crate) fn flip(dir: &Path, file: &str, at: u64, mask: u8) {
    let path = dir.join(file);
    let mut bytes = std::fs::read(&path).expect("read");
    bytes[at as usize] ^= mask;
    std::fs::write(&path, bytes).expect("write");
}
