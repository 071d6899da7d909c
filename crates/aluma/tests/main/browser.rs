//! Journeys in a real browser: Debian's Chromium, which the signer's own script installs.

use std::path::{Path, PathBuf};
use std::process::Command;

fn signer() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../aluma-web/signer")
}

/// Runs one file of journeys against the program, and returns what it told.
///
/// # Panics
/// Panics with all that was said where one of its journeys fails, or where one of `named` is not among them.
fn journeys(file: &str, named: &[&str]) {
    let mut command = Command::new("bash");
    command.arg(signer().join("test.sh")).args(["browser", file]);
    let done = command.env("ALUMA_BINARY", env!("CARGO_BIN_EXE_aluma")).output().expect("bash");
    let told = String::from_utf8_lossy(&done.stdout);
    let complaints = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{told}\n{complaints}");
    for journey in named {
        let passed = told.lines().any(|line| line.starts_with("ok ") && line.contains(journey));
        assert!(passed, "{journey} was there: {told}");
    }
}

/// A test for each file of journeys, so that each failure has its name, and none is forgotten.
macro_rules! files {
    ($($test:ident: $file:literal, $named:expr;)*) => {
        const FILES: &[&str] = &[$($file),*];
        $(#[test]
        fn $test() {
            journeys($file, &$named);
        })*
    };
}

files! {
    first_evenings: "evening", ["a first evening, en, phone", "a first evening, he, desk"];
    pages_are_for_everybody: "pages",
        ["is for everybody, en", "is for everybody, he", "a visitor is one of the people"];
    learning_to_the_first_paid_task: "learn",
        ["first paid task, he, phone", "first paid task, en, desk"];
    a_lost_telephone: "lost", ["a lost telephone, en, desk", "a lost telephone, he, phone"];
    pages_that_lie: "lies", ["the words come from the bytes", "a page of another ledger"];
    buying_and_leaving: "capital",
        ["buy, dividend, leave, en, desk", "buy, dividend, leave, he, phone"];
    work_to_pay_to_voice: "work",
        ["work to pay to voice, en, phone", "work to pay to voice, he, desk"];
    gifts_with_return: "gift", ["milestones and return, en, phone", "milestones and return, he, desk"];
    one_vote_from_one_link: "votes",
        ["one vote from one link, en, phone", "one vote from one link, he, desk"];
}

#[test]
fn every_file_of_journeys_is_run() {
    let folder = std::fs::read_dir(signer().join("browser")).expect("the journeys");
    let mut found: Vec<String> = folder
        .filter_map(|entry| {
            entry.ok()?.file_name().to_str()?.strip_suffix(".test.mjs").map(str::to_owned)
        })
        .collect();
    found.sort();
    let mut run = FILES.to_vec();
    run.sort_unstable();
    assert_eq!(found, run);
}
