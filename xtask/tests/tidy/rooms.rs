//! Every domain has the same rooms; an extra one is questioned.

use std::collections::BTreeSet;

use crate::Complaint;
use crate::edges::{CORE, Ranks};
use crate::repo::Repo;

const ROOMS: [&str; 11] = [
    "mod.rs",
    "types.rs",
    "rules.rs",
    "tables.rs",
    "events.rs",
    "refusals.rs",
    "tasks.rs",
    "views.rs",
    "tests.rs",
    "charter.rs",
    "actions.rs",
];

/// Rooms that may be folders, with files of any name.
const WINGS: [&str; 4] = ["actions", "rules", "views", "tests"];

/// Folders of the core that are no domains.
const NO_DOMAINS: [&str; 2] = ["kernel", "testing"];

pub(crate) fn check(repo: &Repo) -> Vec<Complaint> {
    let Ok(ranks) = Ranks::read(repo) else {
        return Vec::new(); // Reported by the edges.
    };
    let inside: Vec<&str> =
        repo.files.iter().filter_map(|file| file.path.strip_prefix(CORE)).collect();
    check_paths(&inside, &ranks)
}

fn check_paths(inside: &[&str], ranks: &Ranks) -> Vec<Complaint> {
    let mut found = Vec::new();
    let mut unknown = BTreeSet::new();
    for path in inside {
        let Some((folder, rest)) = path.split_once('/') else { continue };
        if NO_DOMAINS.contains(&folder) {
            continue;
        }
        if !ranks.knows(folder) {
            unknown.insert(folder);
            continue;
        }
        let known = match rest.split_once('/') {
            Some((wing, _)) => WINGS.contains(&wing),
            None => ROOMS.contains(&rest),
        };
        if !known {
            let says = "no room of a domain has this name (see STYLE.md)";
            found.push(Complaint::new("room", &format!("{CORE}{path}"), says));
        }
    }
    for folder in unknown {
        let says = "neither a domain of the table in STYLE.md nor the kernel";
        found.push(Complaint::new("unknown-domain", &format!("{CORE}{folder}"), says));
    }
    found
}

#[cfg(test)]
fn rules_broken(path: &str) -> Vec<&'static str> {
    let style =
        crate::repo::File { path: "STYLE.md".to_owned(), text: "identity <- dao".to_owned() };
    let core = crate::repo::File { path: format!("{CORE}{path}"), text: String::new() };
    let repo = Repo { files: vec![style, core] };
    check(&repo).into_iter().map(|complaint| complaint.rule).collect()
}

#[test]
fn known_rooms_pass() {
    let rooms = ROOMS.iter().map(|room| format!("dao/{room}"));
    let wings = WINGS.iter().map(|wing| format!("dao/{wing}/anything.rs"));
    for path in rooms.chain(wings) {
        assert!(rules_broken(&path).is_empty(), "{path}");
    }
    for path in ["lib.rs", "registry.rs", "kernel/ctx.rs", "testing/scenario/mod.rs"] {
        assert!(rules_broken(path).is_empty(), "{path}");
    }
}

#[test]
fn other_rooms_and_unknown_domains_are_told() {
    assert_eq!(rules_broken("dao/helpers.rs"), ["room"]);
    assert_eq!(rules_broken("dao/util/a.rs"), ["room"]);
    assert_eq!(rules_broken("lottery/mod.rs"), ["unknown-domain"]);
}
