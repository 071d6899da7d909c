use std::fs;

use super::{FILES, FOLDERS, Mode, difference, golden_files, markdown_page, settle, verbatim};

const PAGE: &str = "docs/reference/actions.md";

fn wanted() -> Vec<(String, String)> {
    vec![(PAGE.to_owned(), "one\ntwo\nthree\n".to_owned())]
}

#[test]
fn an_empty_list_is_in_order() {
    let root = tempfile::tempdir().expect("a temporary folder");
    for mode in [Mode::Check, Mode::Write] {
        let report = settle(root.path(), &[], FOLDERS, mode);
        assert_eq!(report, Ok("0 generated files, 0 written".to_owned()));
    }
}

#[test]
fn check_names_the_file_and_the_line_and_writes_nothing() {
    let root = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(root.path().join("docs/reference")).expect("a folder");
    fs::write(root.path().join(PAGE), "one\n2\nthree\n").expect("a file");

    let told = settle(root.path(), &wanted(), FOLDERS, Mode::Check).expect_err("a difference");
    for part in [PAGE, "-2\n", "+two\n", " three", "cargo xtask gen"] {
        assert!(told.contains(part), "{part:?} is missing from:\n{told}");
    }
    let kept = fs::read_to_string(root.path().join(PAGE)).expect("a file");
    assert_eq!(kept, "one\n2\nthree\n");
}

#[test]
fn what_was_written_passes_the_check() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let first = settle(root.path(), &wanted(), FOLDERS, Mode::Write);
    assert_eq!(first, Ok("1 generated files, 1 written".to_owned()));
    for mode in [Mode::Check, Mode::Write] {
        let again = settle(root.path(), &wanted(), FOLDERS, mode);
        assert_eq!(again, Ok("1 generated files, 0 written".to_owned()));
    }
}

#[test]
fn a_page_that_nothing_generates_is_named() {
    let root = tempfile::tempdir().expect("a temporary folder");
    settle(root.path(), &wanted(), FOLDERS, Mode::Write).expect("written");
    let told = settle(root.path(), &[], FOLDERS, Mode::Check).expect_err("a page left behind");
    assert!(told.contains("docs/reference/actions.md: nothing generates this file"), "{told}");
}

#[test]
fn golden_bytes_are_told_apart_by_their_marks() {
    let pair = |path: &str, text: &str| (format!("conformance/v1/{path}"), text.to_owned());
    let printed = "==== a/b.txt\nx: 1\n\n==== c.txt\ny: ==== 2\n";
    let expected = [pair("a/b.txt", "x: 1\n\n"), pair("c.txt", "y: ==== 2\n")];
    assert_eq!(golden_files(printed), expected);
    assert_eq!(golden_files("noise\n"), []);
}

#[test]
fn blank_output_never_becomes_a_file() {
    assert!(markdown_page(" \n").is_err());
    assert!(verbatim("").is_err());
    assert_eq!(verbatim("{}\n\n"), Ok("{}\n".to_owned()));
    assert!(markdown_page("# Actions").is_ok_and(|page| page.ends_with("-->\n\n# Actions\n")));
}

#[test]
fn a_long_difference_is_cut() {
    let wanted: String = (0..500).map(|line| format!("{line}\n")).collect();
    let told = difference(PAGE, "", &wanted);
    assert_eq!(told.lines().count(), super::DIFF_MAX_LINES + 1);
    assert!(told.ends_with("(more differs)"));
}

#[test]
fn no_file_is_listed_twice() {
    let mut paths: Vec<_> = FILES.iter().map(|file| file.path).collect();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), FILES.len());
}
