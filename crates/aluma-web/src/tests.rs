//! What holds for all pages at once: words, style, and the files that browsers are sent.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use aluma_text::{Lang, Texts};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::page::PARTS;

fn below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|found| found == ending) => found.push(path),
                false => {}
            }
        }
    }
    found
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// String literals of the sources that begin with `web-`; those that end in a hyphen go on at run
/// time.
fn keys_of_sources() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for path in below(&here("src"), "rs").iter().filter(|path| !path.ends_with("tests.rs")) {
        let text = fs::read_to_string(path).expect("a source");
        for part in text.split("\"web-").skip(1) {
            let key: String = part
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-')
                .collect();
            keys.insert(format!("web-{key}"));
        }
    }
    keys
}

#[test]
fn every_word_that_a_page_says_is_there_in_both_languages() {
    let keys = keys_of_sources();
    assert!(keys.len() > 100, "the sources were found");
    for lang in Lang::ALL {
        let known: BTreeSet<&str> = Texts::get().keys(lang).collect();
        for key in &keys {
            let is_there = match key.strip_suffix('-') {
                Some(_) => known.iter().any(|known| known.starts_with(key.as_str())),
                None => known.contains(key.as_str()),
            };
            assert!(is_there, "{}: no message {key}", lang.code());
        }
    }
}

#[test]
fn no_word_of_a_page_is_kept_that_none_says() {
    let keys = keys_of_sources();
    let (parts, whole): (Vec<_>, Vec<_>) = keys.iter().partition(|key| key.ends_with('-'));
    fn ending(key: &str) -> Option<&str> {
        ["-more", "-outside"].iter().find_map(|end| key.strip_suffix(end))
    }
    for key in Texts::get().keys(Lang::En).filter(|key| key.starts_with("web-")) {
        let key = key.split('.').next().unwrap_or(key);
        let is_said = |key: &str| {
            whole.iter().any(|known| *known == key)
                || parts.iter().any(|part| key.starts_with(part.as_str()))
        };
        assert!(is_said(key) || ending(key).is_some_and(is_said), "nobody says {key}");
    }
}

#[test]
fn style_knows_no_left_and_no_right() {
    let physical =
        ["left", "right", "margin-top", "margin-bottom", "padding-top", "padding-bottom"];
    for path in below(&here("assets"), "css") {
        let text = fs::read_to_string(&path).expect("a style");
        for (number, line) in text.lines().enumerate() {
            let words = line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
            for word in words {
                let is_physical = physical.contains(&word)
                    || word.split('-').any(|part| part == "left" || part == "right");
                assert!(!is_physical, "{}:{}: {word}", path.display(), number + 1);
            }
        }
    }
}

/// `assets/HASHES` says what was reviewed: one line a file, its SHA-384 in base64 and its name.
#[test]
fn scripts_are_those_that_were_reviewed() {
    let listed = fs::read_to_string(here("assets/HASHES")).expect("the list");
    let listed: Vec<(&str, &str)> =
        listed.lines().filter_map(|line| line.split_once("  ")).collect();
    let mut seen = 0;
    for path in below(&here("assets"), "js") {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let hash = STANDARD.encode(Sha384::digest(fs::read(&path).expect("a script")));
        let known = listed.iter().find(|(_, known)| *known == name);
        assert_eq!(known.map(|(hash, _)| *hash), Some(hash.as_str()), "{name}");
        seen += 1;
    }
    assert_eq!(seen, listed.len(), "a listed script is not there");
}

#[test]
fn no_page_has_what_the_policy_forbids() {
    for path in below(&here("src"), "rs").iter().filter(|path| !path.ends_with("tests.rs")) {
        let text = fs::read_to_string(path).expect("a source");
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for forbidden in ["hx-on", "js:", "javascript:", "onclick", " style=", "hx-vals"] {
                assert!(!line.contains(forbidden), "{}: {forbidden}", path.display());
            }
        }
    }
}

/// Every page of a community stands in its navigation once, so that one always sees where one is.
#[test]
fn every_page_of_a_community_has_its_place_in_the_navigation() {
    let tabs: Vec<&str> = PARTS.iter().flat_map(|(_, pages)| *pages).map(|(tab, _)| *tab).collect();
    let places: BTreeSet<&str> = tabs.iter().copied().collect();
    assert_eq!(places.len(), tabs.len(), "one place for each");
    let mut said = BTreeSet::new();
    for path in below(&here("src"), "rs").iter().filter(|path| !path.ends_with("tests.rs")) {
        let text = fs::read_to_string(path).expect("a source");
        for part in text.split("frame(scene, ").skip(1) {
            let call = part.split(')').next().unwrap_or_default();
            said.extend(call.split('"').nth(1).map(str::to_owned));
        }
    }
    // Lists name themselves once for all that they say.
    let lists = ["programmes", "rounds", "works"];
    said.extend(lists.map(str::to_owned));
    let said: BTreeSet<&str> = said.iter().map(String::as_str).collect();
    assert_eq!(said, places);
}
