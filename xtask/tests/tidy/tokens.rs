//! Rust source as tokens. The lexer settles what searching in text cannot: comments, strings and
//! where a body ends.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// The tokens of a file.
pub(crate) fn lex(text: &str) -> Result<TokenStream, String> {
    text.parse::<TokenStream>().map_err(|error| format!("cannot be read as Rust: {error}"))
}

/// The tokens of one level without items marked `#[cfg(test)]` or `#[test]`.
pub(crate) fn without_tests(stream: TokenStream) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    let mut tokens = stream.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let marks_test = is_punct(&token, '#')
            && matches!(tokens.peek(), Some(TokenTree::Group(group)) if is_test_attribute(group));
        if !marks_test {
            kept.push(token);
            continue;
        }
        for skipped in tokens.by_ref() {
            if is_braces(&skipped) || is_punct(&skipped, ';') {
                break;
            }
        }
    }
    kept
}

fn is_test_attribute(group: &Group) -> bool {
    let text: String =
        group.stream().to_string().chars().filter(|symbol| !symbol.is_whitespace()).collect();
    let marks = text == "test" || text.starts_with("cfg(test") || text.starts_with("cfg(all(test");
    group.delimiter() == Delimiter::Bracket && marks
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

pub(crate) fn is_punct(token: &TokenTree, symbol: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == symbol)
}

/// A function with a body: its name, first line and number of lines.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) lines: usize,
}

/// Every function outside tests, also inside other functions and macro calls.
pub(crate) fn functions(stream: TokenStream) -> Vec<Function> {
    let mut found = Vec::new();
    collect_functions(stream, &mut found);
    found
}

fn collect_functions(stream: TokenStream, found: &mut Vec<Function>) {
    let tokens = without_tests(stream);
    for (at, token) in tokens.iter().enumerate() {
        match (token, tokens.get(at + 1)) {
            (TokenTree::Ident(word), Some(TokenTree::Ident(name))) if word == "fn" => {
                if let Some(body) = body_of(&tokens[at..]) {
                    let line = word.span().start().line;
                    let lines = body.span_close().end().line - line + 1;
                    found.push(Function { name: name.to_string(), line, lines });
                }
            }
            (TokenTree::Group(group), _) => collect_functions(group.stream(), found),
            _ => {}
        }
    }
}

fn body_of(tokens: &[TokenTree]) -> Option<&Group> {
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return Some(group),
            token if is_punct(token, ';') => return None,
            _ => {}
        }
    }
    None
}

/// A path as written, with what `use` groups expand to: `use crate::{dao::X, work}` gives two.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CodePath {
    pub(crate) parts: Vec<String>,
    pub(crate) line: usize,
}

/// Every path of the source, single names included.
pub(crate) fn paths(stream: TokenStream) -> Vec<CodePath> {
    let mut found = Vec::new();
    collect_paths(&stream.into_iter().collect::<Vec<_>>(), &mut found);
    found
}

fn collect_paths(tokens: &[TokenTree], found: &mut Vec<CodePath>) {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Ident(first) => at += one_path(first, &tokens[at..], found),
            TokenTree::Group(group) => {
                collect_paths(&group.stream().into_iter().collect::<Vec<_>>(), found);
                at += 1;
            }
            _ => at += 1,
        }
    }
}

/// Reads the path that `tokens` start with; returns how many tokens it took.
fn one_path(first: &Ident, tokens: &[TokenTree], found: &mut Vec<CodePath>) -> usize {
    let line = first.span().start().line;
    let mut parts = vec![first.to_string()];
    let mut at = 1;
    while let [one, two, next, ..] = &tokens[at..] {
        if !(is_punct(one, ':') && is_punct(two, ':')) {
            break;
        }
        match next {
            TokenTree::Ident(name) => parts.push(name.to_string()),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                expand(&parts, group, found);
                return at + 3;
            }
            _ => break,
        }
        at += 3;
    }
    found.push(CodePath { parts, line });
    at
}

fn expand(prefix: &[String], group: &Group, found: &mut Vec<CodePath>) {
    let mut inner = Vec::new();
    collect_paths(&group.stream().into_iter().collect::<Vec<_>>(), &mut inner);
    for path in inner {
        let tail = path.parts.into_iter().filter(|part| part != "self");
        let parts = prefix.iter().cloned().chain(tail).collect();
        found.push(CodePath { parts, line: path.line });
    }
}

#[test]
fn functions_are_measured_by_their_braces_not_by_what_strings_and_comments_say() {
    let text = "
pub fn one(x: u8) -> [u8; 1] {
    // }
    let _ = \"}\";
    [x]
}
trait T { fn none(&self); }
macro_rules! m { () => { fn two() {
} } }
#[cfg(test)]
mod tests { fn skipped() {} }
#[test]
fn skipped_too() {}
type Pointer = fn(u8) -> u8;
";
    let found = functions(lex(text).expect("Rust"));
    let found: Vec<_> = found.iter().map(|f| (f.name.as_str(), f.line, f.lines)).collect();
    assert_eq!(found, [("one", 2, 5), ("two", 8, 2)]);
}

#[test]
fn use_groups_are_expanded() {
    let text = "use crate::{dao::{self, types::Dao}, work}; fn f() { m!(super::rules::g()); }";
    let found: Vec<_> = paths(lex(text).expect("Rust"))
        .into_iter()
        .map(|path| path.parts.join("::"))
        .filter(|path| path.contains("::"))
        .collect();
    assert_eq!(found, ["crate::dao", "crate::dao::types::Dao", "crate::work", "super::rules::g"]);
}
