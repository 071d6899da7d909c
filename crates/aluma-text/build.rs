//! Lists the files under `ftl/`, so that a domain adds its sentences by adding a file.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut code = String::new();
    for (constant, lang) in [("EN", "en"), ("HE", "he")] {
        let folder = root.join("ftl").join(lang);
        println!("cargo::rerun-if-changed={}", folder.display());
        let _ = writeln!(code, "const {constant}: &[(&str, &str)] = &[");
        for name in names(&folder)? {
            let path = folder.join(&name);
            let _ =
                writeln!(code, "    ({name:?}, include_str!({:?})),", path.display().to_string());
        }
        code.push_str("];\n");
    }
    fs::write(out.join("files.rs"), code)
}

/// Sorted, since a folder has no order of its own.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".ftl") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
