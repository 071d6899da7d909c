//! What is read of repositories and tables.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use aluma_types::Timestamp;

use super::git::{self, gather, parse, size};
use super::table;
use crate::import::ImportError;
use crate::payouts::PayoutErrorKind;

/// 2026-01-01.
const NOW: Timestamp = Timestamp(1_767_225_600_000);

#[test]
fn a_commit_counts_by_its_lines_and_no_more_than_eight_points() {
    let table = [
        (0, 250_000),
        (1, 260_000),
        (774, 7_990_000),
        (775, 8_000_000),
        (776, 8_000_000),
        (u64::MAX, 8_000_000),
    ];
    for (lines, micro) in table {
        assert_eq!(size(lines), micro, "{lines}");
    }
}

#[test]
fn what_git_tells_is_read_with_renames_binaries_and_coauthors() {
    let log = "\u{1}aaaa\u{2}Ana\u{2}Ana@x.org\u{2}1600000000\u{2}First, \"quoted\"\u{2}\
               Ben <ben@x.org>\u{3}Ana <ana@X.org>\u{4}\0\n\
               3\t1\tsrc/a b.rs\0-\t-\tart/logo.png\0\
               \u{1}bbbb\u{2}Ben\u{2}ben@x.org\u{2}1600000100\u{2}Move\u{2}\u{4}\0\n\
               2\t0\t\0src/a b.rs\0docs/a.md\0\
               \u{1}cccc\u{2}dep[bot]\u{2}1+dep[bot]@x.org\u{2}1600000200\u{2}Bump\u{2}\u{4}\0";
    let commits = parse(log, "");
    assert_eq!(commits.len(), 3);
    let files: Vec<(&str, u64)> =
        commits[0].files.iter().map(|(path, lines)| (path.as_str(), *lines)).collect();
    assert_eq!(files, [("src/a b.rs", 4), ("art/logo.png", 0)]);
    assert_eq!(commits[1].files, [("docs/a.md".to_owned(), 2)]);
    let there = ["src", "docs", ".github"].map(str::to_owned).into_iter().collect();
    let read = gather(&commits, &there, NOW);
    assert_eq!((read.commits, read.robots, read.early), (2, 1, 0));
    assert_eq!(read.past.domains, ["docs", "src"], "what is gone is no domain");
    let people: Vec<&str> = read.past.people.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(people, ["ana@x.org", "ben@x.org"], "one address is one person, once a commit");
    let works: Vec<_> = read
        .past
        .works
        .iter()
        .map(|work| (work.person, work.micro, work.domain, work.title.as_deref().unwrap_or("")))
        .collect();
    let expected = [
        (0, 145_000, Some(1), "aaaa First, \"quoted\""),
        (1, 145_000, Some(1), "aaaa First, \"quoted\""),
        (1, 270_000, Some(0), "bbbb Move"),
    ];
    assert_eq!(works, expected);
    assert_eq!(read.past.works[0].reference, read.past.works[1].reference);
    assert_ne!(read.past.works[1].reference, read.past.works[2].reference);
}

#[test]
fn commits_of_later_are_taken_as_of_now_and_odd_names_as_the_ledger_takes_them() {
    let log = "\u{1}aaaa\u{2}A\u{202e}na\tB\u{2}a@x\u{2}9999999999\u{2}\u{2}\u{4}\0";
    let read = gather(&parse(log, ""), &BTreeSet::new(), NOW);
    assert_eq!(read.early, 1);
    assert_eq!(read.past.works[0].at, NOW);
    assert_eq!(read.past.people[0].label, "A na B");
    assert_eq!(read.past.works[0].title.as_deref(), Some("aaaa"));
}

#[test]
fn marks_in_what_people_wrote_are_no_marks() {
    let log = "\u{1}Haaaa\u{2}HAna\u{2}Ha@x\u{2}H1600000000\u{2}H\u{1}bbbb\u{2}Eve\u{2}eve@x\u{2}1\u{2}x\
               \u{2}\u{4}\u{2}HBen <b@x>\u{3}HCleo\n Maria <c@x>\u{4}H\0\n1\t0\tsrc/a\0";
    let commits = parse(log, "H");
    assert_eq!(commits.len(), 1, "{commits:?}");
    let names: Vec<&str> = commits[0].authors.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Ana", "Ben", "Cleo Maria"]);
    assert_eq!(commits[0].files, [("src/a".to_owned(), 1)]);
}

fn run(folder: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(["-c", "user.name=Ana", "-c", "user.email=ana@x.org"]);
    git.args(["-c", "commit.gpgsign=false"]).args(arguments);
    let done = git.output().expect("git runs");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

fn refusal(error: &ImportError) -> &'static str {
    match error {
        ImportError::Refused { name, .. } => name,
        ImportError::Step(error) => panic!("{error}"),
    }
}

#[test]
fn a_repository_is_read_by_its_mailmap_and_what_is_none_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let error = git::read(path, NOW).expect_err("it is no repository");
    assert_eq!(refusal(&error), "no-repository");
    run(path, &["init", "-q", "-b", "main"]);
    let error = git::read(path, NOW).expect_err("it has no commits");
    assert_eq!(refusal(&error), "no-commits");
    std::fs::create_dir_all(path.join("src")).expect("a folder");
    std::fs::write(path.join("src/main.rs"), "one\ntwo\n").expect("a file");
    run(path, &["add", "."]);
    run(path, &["commit", "-q", "-m", "Begin\n\nCo-authored-by: B. <b@old.org>"]);
    std::fs::write(path.join(".mailmap"), "Ben <ben@x.org> <b@old.org>\n").expect("a file");
    run(path, &["add", "."]);
    run(path, &["commit", "-q", "-m", "Names"]);
    let read = git::read(path, NOW).expect("it is read");
    assert_eq!(read.commits, 2);
    let mut people: Vec<(&str, &str)> =
        read.past.people.iter().map(|one| (one.key.as_str(), one.label.as_str())).collect();
    people.sort_unstable();
    assert_eq!(people, [("ana@x.org", "Ana"), ("ben@x.org", "Ben")]);
    let micro: Vec<u64> = read.past.works.iter().map(|work| work.micro).collect();
    assert_eq!(micro.iter().sum::<u64>(), 270_000 + 260_000);
    assert_eq!(read.past.domains, ["src"]);
    assert_eq!(git::read(path, NOW).expect("again"), read, "read twice it is the same");
}

#[test]
fn a_table_has_one_row_a_member_and_week() {
    let text = "\u{feff}week,extra,member,score\r\n\
                2021-03-08,x,Ana,12.3456789\r\n\
                2021-W10,x,\"Ben, of old\",0\r\n\
                2021-03-15,x,Ana,1000\r\n";
    let read = table::read(text.as_bytes(), NOW).expect("it is read");
    assert_eq!((read.rows, read.zero), (3, 1));
    let micro: Vec<u64> = read.past.works.iter().map(|work| work.micro).collect();
    assert_eq!(micro, [12_345_678, 1_000_000_000], "rounded down");
    let titles: Vec<_> = read.past.works.iter().filter_map(|work| work.title.as_deref()).collect();
    assert_eq!(titles, ["2021-03-08", "2021-03-15"]);
}

#[test]
fn what_is_wrong_with_a_table_is_told_by_its_line() {
    let twice = "member,week,score\nAna,2021-03-08,1\nBen,2021-03-08,1\nAna,2021-W10,2\n";
    let cases = [
        ("member,week\nAna,2021-03-08\n", 1, "missing_column"),
        ("member,week,score\n", 1, "no_rows"),
        ("member,week,score\nAna,2021-03-08\n", 2, "row_length"),
        ("member,week,score\n ,2021-03-08,1\n", 2, "blank"),
        ("member,week,score\nAna,2021-03-08,1\nBen,March,1\n", 3, "not_so"),
        ("member,week,score\nAna,2021-W54,1\n", 2, "not_so"),
        ("member,week,score\nAna,2999-01-01,1\n", 2, "not_so"),
        ("member,week,score\nAna,2021-03-08,1e3\n", 2, "not_so"),
        ("member,week,score\nAna,2021-03-08,-1\n", 2, "not_so"),
        ("member,week,score\nAna,2021-03-08,1000.000001\n", 2, "not_so"),
        (twice, 4, "twice"),
    ];
    for (text, line, code) in cases {
        let error = table::read(text.as_bytes(), NOW).expect_err(text);
        assert_eq!((error.line, error.kind.code()), (line, code), "{text}");
    }
    let error = table::read(twice.as_bytes(), NOW).expect_err("twice");
    assert!(matches!(error.kind, PayoutErrorKind::Twice { .. }));
}
