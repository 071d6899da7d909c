//! Texts: no paths of anybody's machine, and decision records that have all four parts.

use std::collections::BTreeSet;

use crate::Complaint;
use crate::repo::{File, Repo};

/// Starts of absolute paths that exist on one machine only. Split, so that this file does not say
/// them itself.
const MACHINE_PATHS: [&str; 8] = [
    concat!("/tm", "p/"),
    concat!("/roo", "t/"),
    concat!("/hom", "e/"),
    concat!("/User", "s/"),
    concat!("/wor", "k/shared"),
    concat!("/wor", "k/main"),
    concat!("/wor", "k/."),
    concat!("/mn", "t/"),
];

/// A build asks whatever registry the person has configured; only the lock file says which one that
/// was.
const REGISTRY_HOSTS: [&str; 2] = [concat!("index.crates", ".io"), concat!("static.crates", ".io")];

const DECISIONS: &str = "docs/decisions/";
const HEADINGS: [&str; 4] = ["Context", "Decision", "Alternatives", "Consequences"];

pub(crate) fn check(repo: &Repo) -> Vec<Complaint> {
    let mut found: Vec<Complaint> = repo.files.iter().flat_map(places).collect();
    found.extend(repo.files.iter().filter(|file| is_decision(&file.path)).flat_map(decision));
    found.extend(numbers(repo.files.iter().map(|file| file.path.as_str())));
    found
}

fn places(file: &File) -> Vec<Complaint> {
    let mut found = Vec::new();
    for (at, line) in file.text.lines().enumerate() {
        for start in MACHINE_PATHS.iter().filter(|start| says_path(line, start)) {
            let says = format!("line {} holds `{start}`, a path of one machine", at + 1);
            found.push(Complaint::new("machine-path", &file.path, says));
        }
        for host in REGISTRY_HOSTS.iter().filter(|host| line.contains(*host)) {
            let says = format!("line {} names the host `{host}`", at + 1);
            found.push(Complaint::new("registry-host", &file.path, says));
        }
    }
    found
}

/// Whether an absolute path starts so: `src/work/main.rs` and `https://host/work/main` are none.
fn says_path(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|symbol| symbol.is_alphanumeric() || "._-}*>)~".contains(symbol))
    })
}

fn is_decision(path: &str) -> bool {
    path.starts_with(DECISIONS) && path.ends_with(".md")
}

fn decision(file: &File) -> Vec<Complaint> {
    let mut found = Vec::new();
    let name = file.path.trim_start_matches(DECISIONS);
    let numbered = name.split_once('-').is_some_and(|(number, title)| {
        number.len() == 4
            && number.bytes().all(|digit| digit.is_ascii_digit())
            && title.len() > ".md".len()
    });
    if !numbered {
        found.push(Complaint::new("decision", &file.path, "the name is not NNNN-title.md"));
    }
    let headings: Vec<&str> =
        file.text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    if headings != HEADINGS {
        let says = format!("needs the headings {HEADINGS:?} in this order, has {headings:?}");
        found.push(Complaint::new("decision", &file.path, says));
    }
    found
}

fn numbers<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<Complaint> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for path in paths.filter(|path| is_decision(path)) {
        let number: String = path.trim_start_matches(DECISIONS).chars().take(4).collect();
        if !seen.insert(number) {
            found.push(Complaint::new("decision", path, "another record has this number"));
        }
    }
    found
}

#[cfg(test)]
fn rules_broken(path: &str, text: &str) -> Vec<&'static str> {
    let file = File { path: path.to_owned(), text: text.to_owned() };
    check(&Repo { files: vec![file] }).into_iter().map(|complaint| complaint.rule).collect()
}

#[test]
fn absolute_paths_of_a_machine_are_told() {
    for start in MACHINE_PATHS {
        for line in [format!("{start}x"), format!("see `{start}x`"), format!("\"{start}x\"")] {
            assert_eq!(rules_broken("README.md", &line), ["machine-path"], "{line}");
        }
    }
}

#[test]
fn paths_of_the_repository_and_addresses_are_not() {
    let text = "src/work/main.rs, crates/aluma-core/src/work/shared.rs, \
                https://aluma.example/home/ben, ${DIR}/tmp/x";
    assert!(rules_broken("README.md", text).is_empty());
}

#[test]
fn registry_hosts_are_told() {
    assert_eq!(rules_broken(".ci/run", &format!("curl {}", REGISTRY_HOSTS[0])), ["registry-host"]);
}

#[test]
fn a_decision_has_four_parts_in_order() {
    let whole = "# T\n\n## Context\n\n## Decision\n\n## Alternatives\n\n## Consequences\n";
    assert!(rules_broken("docs/decisions/0001-a.md", whole).is_empty());
    let broken = ["decision"];
    assert_eq!(rules_broken("docs/decisions/0001-a.md", "# T\n## Context\n## Decision\n"), broken);
    assert_eq!(rules_broken("docs/decisions/a.md", whole), broken);
    assert_eq!(rules_broken("docs/decisions/0001-.md", whole), broken);
    assert_eq!(
        numbers(["docs/decisions/0001-a.md", "docs/decisions/0001-b.md"].into_iter()).len(),
        1
    );
}
