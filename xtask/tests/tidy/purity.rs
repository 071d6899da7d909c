//! The pure crates: no floats, no async, and the attributes that make the compiler refuse the rest.

use proc_macro2::{TokenStream, TokenTree};

use crate::Complaint;
use crate::repo::{File, Repo};
use crate::tokens::{self, is_punct};

/// The crates whose result must be the same bytes everywhere.
const PURE: [&str; 3] = ["aluma-types", "aluma-core", "aluma-verify"];

/// Of these, the ones without the standard library. Verify stands on vetted back ends that may need
/// it.
const NO_STD: [&str; 2] = ["aluma-types", "aluma-core"];

const WORDS: [&str; 3] = ["f32", "f64", "async"];

const LINTS: [&str; 6] = [
    "float_arithmetic",
    "arithmetic_side_effects",
    "unwrap_used",
    "expect_used",
    "panic",
    "indexing_slicing",
];

pub(crate) fn check(repo: &Repo) -> Vec<Complaint> {
    let mut found = Vec::new();
    for name in PURE {
        let sources = format!("crates/{name}/src/");
        for file in repo.rust().filter(|file| file.path.starts_with(&sources)) {
            found.extend(forbidden_words(file));
            if file.path == format!("{sources}lib.rs") {
                found.extend(missing_attributes(file, NO_STD.contains(&name)));
            }
        }
    }
    found
}

fn forbidden_words(file: &File) -> Vec<Complaint> {
    let mut words = Vec::new();
    // A file that cannot be read is reported by the budgets.
    collect_words(tokens::lex(&file.text).unwrap_or_default(), &mut words);
    // A test may hold a literal such as `1.0` as input that must be refused; the types stay out.
    words.retain(|(word, _)| WORDS.contains(&word.as_str()) || !file.is_test());
    let told = words.into_iter().map(|(word, line)| {
        let says = format!("line {line} says `{word}`: no floats and no async in the pure crates");
        Complaint::new("pure-words", &file.path, says)
    });
    told.collect()
}

fn collect_words(stream: TokenStream, words: &mut Vec<(String, usize)>) {
    let mut after_dot = false;
    for token in stream {
        let line = token.span().start().line;
        let dot = is_punct(&token, '.');
        match token {
            TokenTree::Group(group) => collect_words(group.stream(), words),
            TokenTree::Ident(word) if WORDS.iter().any(|known| word == known) => {
                words.push((word.to_string(), line));
            }
            // `pair.0.1` holds a literal `0.1` for the lexer.
            TokenTree::Literal(literal) if !after_dot && is_float(&literal.to_string()) => {
                words.push((literal.to_string(), line));
            }
            _ => {}
        }
        after_dot = dot;
    }
}

fn is_float(literal: &str) -> bool {
    let number = literal.starts_with(|symbol: char| symbol.is_ascii_digit());
    let decimal = !["0x", "0b", "0o"].iter().any(|radix| literal.starts_with(radix));
    let digits = literal.split(['u', 'i']).next().unwrap_or(literal);
    let marked =
        digits.contains(['.', 'e', 'E']) || literal.ends_with("f32") || literal.ends_with("f64");
    number && decimal && marked
}

/// An empty crate has nothing to guard; from its first module on, the attributes are due.
fn missing_attributes(file: &File, no_std: bool) -> Vec<Complaint> {
    let text: String = file.text.chars().filter(|symbol| !symbol.is_whitespace()).collect();
    let has_module = file.text.lines().any(|line| {
        let line = line.trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        line.starts_with("mod ")
    });
    if !has_module {
        return Vec::new();
    }
    let mut missing: Vec<String> = LINTS
        .iter()
        .filter(|lint| !text.contains(&format!("clippy::{lint}")))
        .map(|lint| format!("clippy::{lint}"))
        .collect();
    if no_std && !text.contains("no_std") {
        missing.push("no_std".to_owned());
    }
    let told = missing.into_iter().map(|name| {
        let says = format!("the crate's attributes lack `{name}`");
        Complaint::new("pure-attributes", &file.path, says)
    });
    told.collect()
}

#[cfg(test)]
fn words_in(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    collect_words(tokens::lex(text).expect("Rust"), &mut words);
    words.into_iter().map(|(word, _)| word).collect()
}

#[test]
fn floats_and_async_are_found_wherever_they_stand() {
    assert_eq!(words_in("fn f(x: f64) -> u8 { m!(x as f32) }"), ["f64", "f32"]);
    assert_eq!(words_in("async fn f() {}"), ["async"]);
    for literal in ["1.5", "2f32", "1e3", "1_000.0"] {
        assert_eq!(words_in(&format!("const X: Y = {literal};")), [literal]);
    }
}

#[test]
fn a_test_may_write_a_float_that_is_refused_but_not_use_one() {
    let told = |path: &str, text: &str| {
        let file = File { path: path.to_owned(), text: text.to_owned() };
        forbidden_words(&file).len()
    };
    assert_eq!(told("crates/aluma-types/src/json/tests.rs", "json!(1.0)"), 0);
    assert_eq!(told("crates/aluma-types/src/json/tests.rs", "1.0f64 as f64"), 1);
    assert_eq!(told("crates/aluma-types/src/json.rs", "json!(1.0)"), 1);
}

#[test]
fn comments_strings_tuples_and_integers_are_no_floats() {
    let text =
        "/// f64\n// async\nfn f() { g(\"f32\", pair.0.1, 1..2, 0xe1, 1u64, 3usize, 7.max(1)); }";
    assert_eq!(words_in(text), Vec::<String>::new());
}

#[test]
fn a_pure_crate_with_a_module_needs_its_attributes() {
    let told = |text: &str| {
        let file = File { path: "crates/aluma-core/src/lib.rs".to_owned(), text: text.to_owned() };
        missing_attributes(&file, true).len()
    };
    assert_eq!(told("//! The state machine.\n"), 0);
    assert_eq!(told("pub mod kernel;\n"), LINTS.len() + 1);
    let lints: Vec<String> = LINTS.iter().map(|lint| format!("clippy::{lint}")).collect();
    let whole = format!("#![no_std]\n#![deny({})]\nmod kernel;\n", lints.join(", "));
    assert_eq!(told(&whole), 0);
}
