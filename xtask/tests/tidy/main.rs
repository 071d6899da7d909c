//! Tidy: the rules of the house (`STYLE.md`) that a machine can check, as tests over the tree.
//!
//! Every rule is a function from a path and a text to complaints, tested on a text that breaks it
//! and one that does not, then run over every file of the repository. A rule that the tree cannot
//! keep yet is a ratchet: what breaks it stands in [`EXCEPTIONS`] with a reason, and leaves the
//! list as soon as it is no longer needed.

mod budgets;
mod edges;
mod manifests;
mod purity;
mod repo;
mod rooms;
mod texts;
mod tokens;

use std::collections::BTreeSet;

/// What may break a rule, each with a reason. Empty is the aim.
const EXCEPTIONS: &[Exception] = &[];

/// A file that a rule passes over.
struct Exception {
    rule: &'static str,
    path: &'static str,
    reason: &'static str,
}

/// One broken rule: where, and what is wrong, as a sentence for the person who has to mend it.
#[derive(Debug, PartialEq, Eq)]
struct Complaint {
    rule: &'static str,
    path: String,
    says: String,
}

impl Complaint {
    fn new(rule: &'static str, path: &str, says: impl Into<String>) -> Self {
        Self { rule, path: path.to_owned(), says: says.into() }
    }
}

#[test]
fn the_tree_is_tidy() {
    let repo = repo::Repo::read();
    assert!(!repo.files.is_empty(), "no files were found: the rules would pass for nothing");
    let mut complaints = Vec::new();
    complaints.extend(budgets::check(&repo));
    complaints.extend(purity::check(&repo));
    complaints.extend(manifests::check(&repo));
    complaints.extend(edges::check(&repo));
    complaints.extend(rooms::check(&repo));
    complaints.extend(texts::check(&repo));
    let report = judge(&complaints, EXCEPTIONS);
    assert!(report.is_empty(), "\n{}\n", report.join("\n"));
}

/// What is left after the exceptions, and the exceptions that nothing needs any more.
fn judge(complaints: &[Complaint], exceptions: &[Exception]) -> Vec<String> {
    let excused = |complaint: &&Complaint| {
        exceptions.iter().any(|known| known.rule == complaint.rule && known.path == complaint.path)
    };
    let mut report: Vec<String> = complaints
        .iter()
        .filter(|complaint| !excused(complaint))
        .map(|complaint| format!("{}: {} [{}]", complaint.path, complaint.says, complaint.rule))
        .collect();
    let broken: BTreeSet<_> =
        complaints.iter().map(|complaint| (complaint.rule, complaint.path.as_str())).collect();
    for known in exceptions {
        if known.reason.trim().is_empty() {
            report.push(format!("{}: the exception from {} has no reason", known.path, known.rule));
        }
        if !broken.contains(&(known.rule, known.path)) {
            report
                .push(format!("{}: no longer needs its exception from {}", known.path, known.rule));
        }
    }
    report
}

#[test]
fn an_exception_excuses_its_own_file_and_rule_and_nothing_else() {
    let complaints = [
        Complaint::new("file-lines", "a.rs", "too long"),
        Complaint::new("file-lines", "b.rs", "too long"),
        Complaint::new("line-width", "a.rs", "too wide"),
    ];
    let known =
        [Exception { rule: "file-lines", path: "a.rs", reason: "split with the next domain" }];
    let report = judge(&complaints, &known);
    assert_eq!(report, ["b.rs: too long [file-lines]", "a.rs: too wide [line-width]"]);
}

#[test]
fn an_exception_without_reason_or_need_is_a_complaint() {
    let known = [Exception { rule: "file-lines", path: "a.rs", reason: "" }];
    assert_eq!(judge(&[], &known).len(), 2);
}
