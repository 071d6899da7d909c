//! How words are found: without vowel points and accents, and in Hebrew whatever particles stand
//! before and endings behind.
//!
//! A text is stored as the forms of its words, a query asks for the forms of its own. Hebrew writes
//! the article, prepositions and conjunctions into the word (`ובהצעה`, "and in the proposal"), so
//! each word also counts without them, and every form without its ending: `הצעה` finds `ההצעה`,
//! `בהצעה` and `ההצעות`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Particles before a Hebrew word, longest chains first.
const PREFIXES: [char; 7] = ['ו', 'ה', 'ב', 'ל', 'כ', 'מ', 'ש'];
/// How many particles are taken off at most: `ושמהבית`.
const MAX_PREFIX: usize = 4;
/// Endings of number, gender and possession, longest first.
const SUFFIXES: [&str; 12] =
    ["יהם", "יהן", "ותי", "ים", "ות", "יי", "תי", "הם", "ה", "ת", "י", "ו"];
/// Letters that must be left for a form to count.
const MIN_STEM: usize = 2;
/// Letters that must be left behind an ending.
const MIN_ROOT: usize = 3;
/// Words of a query that are looked at.
const MAX_QUERY_WORDS: usize = 16;
/// What stands before a stem, so that it is never taken for a word.
const STEM: char = 'ⵣ';

/// The words of a text: lower case, without marks, split at everything that is neither letter nor
/// digit. Geresh and gershayim inside a word belong to it and are left out.
pub fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c));
    for c in plain.flat_map(char::to_lowercase) {
        if c.is_alphanumeric() && c != STEM {
            word.push(c);
            continue;
        }
        let goes_on = is_inside(c) && word.chars().last().is_some_and(is_hebrew);
        if !goes_on && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// A text as the index stores it: every form of every word.
pub fn forms(text: &str) -> String {
    let mut all: Vec<String> = Vec::new();
    for word in split(text) {
        all.extend(stems(&word));
        all.push(word);
    }
    all.join(" ")
}

/// A query in the language of the full-text table; `None` where it has no words. Words in other
/// scripts are found by their beginning.
pub fn query(text: &str) -> Option<String> {
    let words: Vec<_> = split(text).into_iter().take(MAX_QUERY_WORDS).collect();
    let groups: Vec<_> = words
        .iter()
        .map(|word| {
            let mut forms: Vec<_> = stems(word).iter().map(|stem| format!("\"{stem}\"")).collect();
            let open = if word.chars().all(is_hebrew) { "" } else { "*" };
            forms.push(format!("\"{word}\"{open}"));
            format!("({})", forms.join(" OR "))
        })
        .collect();
    if groups.is_empty() { None } else { Some(groups.join(" AND ")) }
}

/// What a Hebrew word may come from: without particles and without endings, marked. Empty for
/// words of other scripts.
fn stems(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if !letters.iter().all(|c| is_hebrew(*c)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for cut in 0..=MAX_PREFIX.min(letters.len()) {
        let (taken, rest) = letters.split_at(cut);
        if !taken.iter().all(|c| PREFIXES.contains(c)) || rest.len() < MIN_STEM {
            break;
        }
        let form: String = rest.iter().collect();
        let root = root(&form);
        for one in [form, root] {
            let marked = format!("{STEM}{one}");
            if !found.contains(&marked) {
                found.push(marked);
            }
        }
    }
    found
}

/// The form without its ending, if enough is left, with the last letter in its plain shape.
fn root(form: &str) -> String {
    let enough = |rest: &&str| rest.chars().count() >= MIN_ROOT;
    let rest = SUFFIXES.iter().filter_map(|end| form.strip_suffix(end)).find(enough);
    rest.unwrap_or(form).to_owned()
}

const fn is_hebrew(c: char) -> bool {
    matches!(c, 'א'..='ת')
}

/// Marks that stand inside Hebrew words: geresh, gershayim, and what keyboards have for them.
const fn is_inside(c: char) -> bool {
    matches!(c, '׳' | '״' | '\'' | '"' | '’' | '”')
}

#[cfg(test)]
mod tests;
