//! Sizes: files, functions, doors, lines.

use crate::Complaint;
use crate::repo::{File, Repo};
use crate::tokens;

const FILE_LINES: usize = 800;
const FUNCTION_LINES: usize = 70;
const DOOR_LINES: usize = 200;
const LINE_CHARS: usize = 110;

pub(crate) fn check(repo: &Repo) -> Vec<Complaint> {
    repo.rust().flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Complaint> {
    let mut found = Vec::new();
    let lines = file.text.lines().count();
    if lines > FILE_LINES && !file.is_test() {
        let says =
            format!("{lines} lines, at most {FILE_LINES}: split it by what its parts are about");
        found.push(Complaint::new("file-lines", &file.path, says));
    }
    if lines > DOOR_LINES && file.path.ends_with("/mod.rs") {
        let says =
            format!("{lines} lines, at most {DOOR_LINES}: a door holds the charter and the way in");
        found.push(Complaint::new("door-lines", &file.path, says));
    }
    for (at, line) in file.text.lines().enumerate() {
        let width = line.chars().count();
        if width > LINE_CHARS {
            let says = format!("line {} has {width} characters, at most {LINE_CHARS}", at + 1);
            found.push(Complaint::new("line-width", &file.path, says));
        }
    }
    if !file.is_test() {
        found.extend(long_functions(file));
    }
    found
}

fn long_functions(file: &File) -> Vec<Complaint> {
    let stream = match tokens::lex(&file.text) {
        Ok(stream) => stream,
        Err(says) => return vec![Complaint::new("readable", &file.path, says)],
    };
    let long = tokens::functions(stream).into_iter().filter(|f| f.lines > FUNCTION_LINES);
    let told = long.map(|f| {
        let says = format!(
            "`{}` (line {}) has {} lines, at most {FUNCTION_LINES}",
            f.name, f.line, f.lines
        );
        Complaint::new("function-lines", &file.path, says)
    });
    told.collect()
}

#[cfg(test)]
fn rules_broken(path: &str, text: String) -> Vec<&'static str> {
    let file = File { path: path.to_owned(), text };
    check_file(&file).into_iter().map(|complaint| complaint.rule).collect()
}

#[test]
fn a_file_may_have_800_lines_and_not_801() {
    assert!(rules_broken("src/a.rs", "//\n".repeat(800)).is_empty());
    assert_eq!(rules_broken("src/a.rs", "//\n".repeat(801)), ["file-lines"]);
    assert!(rules_broken("src/tests.rs", "//\n".repeat(801)).is_empty());
}

#[test]
fn a_door_may_have_200_lines_and_not_201() {
    assert!(rules_broken("src/dao/mod.rs", "//\n".repeat(200)).is_empty());
    assert_eq!(rules_broken("src/dao/mod.rs", "//\n".repeat(201)), ["door-lines"]);
}

#[test]
fn a_line_may_have_110_characters_and_not_111() {
    // Characters, not bytes: Hebrew sentences stand in the code.
    assert!(rules_broken("src/a.rs", format!("//{}", "ש".repeat(108))).is_empty());
    assert_eq!(rules_broken("src/a.rs", format!("//{}", "ש".repeat(109))), ["line-width"]);
}

#[test]
fn a_function_may_have_70_lines_and_not_71() {
    let function = |lines: usize| format!("fn f() {{\n{}}}\n", "    g();\n".repeat(lines - 2));
    assert!(rules_broken("src/a.rs", function(70)).is_empty());
    assert_eq!(rules_broken("src/a.rs", function(71)), ["function-lines"]);
    assert!(rules_broken("src/tests.rs", function(71)).is_empty());
}

#[test]
fn a_file_that_is_not_rust_is_told() {
    assert_eq!(rules_broken("src/a.rs", "fn f( {".to_owned()), ["readable"]);
}
