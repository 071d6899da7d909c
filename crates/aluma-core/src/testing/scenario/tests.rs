//! The scenarios in `tests/scenarios`, and that every refusal is provoked in one of them.

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::path::PathBuf;

use crate::registry::REFUSALS;

use super::{Played, play};

/// Refusals that no community can provoke, each with the test that does.
const ELSEWHERE: [(&str, &str); 13] = [
    // It ends a decision where it is carried out, and no act: the failure that stands there.
    ("too-many-left", "invest.scn"),
    ("no-such-action", "kernel::tests::beyond"),
    ("malformed-action", "kernel::tests::beyond"),
    ("beyond-outflow", "kernel::tests::beyond"),
    ("beyond-standing", "kernel::tests::beyond"),
    ("beyond-mint", "kernel::tests::beyond"),
    ("beyond-charter", "kernel::tests::beyond"),
    ("beyond-members", "kernel::tests::beyond"),
    ("beyond-roles", "kernel::tests::beyond"),
    ("round-is-full", "grants::tests::limits"),
    ("too-many-takers", "grants::tests::limits"),
    ("too-many-candidates", "grants::tests::limits"),
    ("sale-is-full", "invest::tests::clearing"),
];

/// Plays a file and holds it to what stands in it; `UPDATE=1` writes what came of it instead.
fn check(path: &PathBuf) -> Played {
    let text = std::fs::read_to_string(path).expect("a scenario");
    let played = play(&text);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &played.text).expect("a scenario is written");
    }
    assert!(played.mistakes.is_empty(), "{}: {:#?}", path.display(), played.mistakes);
    if std::env::var_os("UPDATE").is_some() {
        // What was written is now in the difference that somebody reviews.
    } else if let Some((line, (was, is))) = first_difference(&text, &played.text) {
        panic!("{}:{line}\n  stands: {was}\n  is:     {is}\nUPDATE=1 writes it", path.display());
    }
    played
}

fn first_difference(was: &str, is: &str) -> Option<(usize, (String, String))> {
    let most = was.lines().count().max(is.lines().count());
    let line = |text: &str, at| text.lines().nth(at).unwrap_or("(nothing)").to_string();
    let pairs = (0..most).map(|at| (at + 1, (line(was, at), line(is, at))));
    let mut pairs = pairs;
    pairs.find(|(_, (was, is))| was != is)
}

fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let entries = std::fs::read_dir(folder).expect("the scenarios");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "scn"));
    files.sort();
    files
}

/// One test for all files, since what no file provokes is known when all were played.
#[test]
fn scenarios_come_to_what_stands_in_them_and_provoke_every_refusal() {
    let mut seen = BTreeSet::new();
    for file in files() {
        seen.extend(check(&file).refusals);
    }
    seen.extend(ELSEWHERE.iter().map(|(name, _)| *name));
    let all = REFUSALS.iter().flat_map(|(_, list)| list.iter()).map(|(_, name)| *name);
    let missing: Vec<&str> = all.filter(|name| !seen.contains(name)).collect();
    assert!(missing.is_empty(), "no scenario provokes {missing:?}");
}

#[test]
fn every_rule_that_can_be_taken_out_is_missed_by_an_attack() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/attacks.scn");
    let text = std::fs::read_to_string(path).expect("the attacks");
    for rule in crate::testing::unruled::ALL {
        let step = alloc::format!("\nwithout {}\n", rule.name);
        assert_eq!(text.matches(&step).count(), 1, "{}", rule.name);
        // What a rule stops goes through without it: the same steps come to something else.
        let told = text.split("\n=== ").find(|told| told.contains(&step)).expect("it stands there");
        let told = alloc::format!("=== {told}\n");
        let with = play(&told.replace(&step, "\n")).text;
        assert_ne!(with, play(&told).text.replace(&step, "\n"), "{}", rule.name);
    }
}

#[test]
fn a_step_that_cannot_be_read_is_told() {
    let played = play("=== x\npeople ann\nann: fly\nann: vote choice=(\nben: leave\nwait\n");
    assert_eq!(played.mistakes.len(), 4, "{:?}", played.mistakes);
    assert!(played.text.contains("    ?? no action fly"));
}

#[test]
fn what_stood_under_a_step_is_replaced() {
    let text = "=== x\npeople ann\nann: vote proposal=9 choice=for\n    nonsense\n";
    let played = play(text);
    let told = "    no: no-such-proposal proposal=9\n";
    assert!(played.text.ends_with(told), "{}", played.text);
    assert_eq!(play(&played.text).text, played.text, "playing again changes nothing");
    assert!(played.refusals.contains("no-such-proposal"));
}
