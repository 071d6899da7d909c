//! How words are found: without vowel points and accents, in Hebrew whatever particles stand before
//! and endings behind, in English whatever endings.
//!
//! A text is stored as the forms of its words, a query asks for the forms of its own. Hebrew writes
//! the article, prepositions and conjunctions into the word (`ובהצעה`, "and in the proposal"), so
//! each word also counts without them, and every form without its ending: `הצעה` finds `ההצעה`,
//! `בהצעה` and `ההצעות`.

mod english;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Particles before a Hebrew word, longest chains first.
const PREFIXES: [char; 7] = ['ו', 'ה', 'ב', 'ל', 'כ', 'מ', 'ש'];
/// How many particles are taken off at most: `ושמהבית`.
const MAX_PREFIX: usize = 4;
/// Endings of number, gender and possession, longest first.
const SUFFIXES: [&str; 20] = [
    "יהם", "יהן", "ותי", "תנו", "תכם", "תכן", "ים", "ות", "יי", "תי", "יו", "הם", "תו", "תם", "תן",
    "נו", "ה", "ת", "י", "ו",
];
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

/// A part of a text around the words that a query found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The characters, as they stand in the text.
    pub text: String,
    /// Whether the query found them.
    pub is_hit: bool,
}

/// Characters of a quotation at most.
const QUOTED: usize = 240;
/// Characters of it before the first word that was found.
const BEFORE: usize = 60;

/// A quotation of a text from around the first word that a query finds in it, in parts; and whether
/// something is left out before and after. Where it finds none, the beginning.
pub fn quote(text: &str, query: &str) -> (Vec<Part>, [bool; 2]) {
    let wanted: Vec<_> = split(query).into_iter().take(MAX_QUERY_WORDS).collect();
    let letters: Vec<char> = text.chars().collect();
    let is_hit =
        |(_, words): &Place| words.iter().any(|word| wanted.iter().any(|one| is_found(one, word)));
    let hits: Vec<_> = places(&letters).into_iter().filter(is_hit).map(|(at, _)| at).collect();
    let from = hits.first().map_or(0, |(first, _)| first.saturating_sub(BEFORE));
    let to = letters.len().min(from + QUOTED);
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |range: std::ops::Range<usize>, is_hit: bool| {
        let text: String = letters[range].iter().collect();
        if !text.is_empty() {
            parts.push(Part { text, is_hit });
        }
    };
    let mut next = from;
    for (first, end) in hits.into_iter().filter(|(first, end)| *first >= from && *end <= to) {
        add(next..first, false);
        add(first..end, true);
        next = end;
    }
    add(next..to, false);
    (parts, [from > 0, to < letters.len()])
}

/// Whether a word of a query finds a word of a text.
fn is_found(wanted: &str, word: &str) -> bool {
    let begins = !wanted.chars().all(is_hebrew) && word.starts_with(wanted);
    let stems = stems(wanted);
    wanted == word || begins || self::stems(word).iter().any(|stem| stems.contains(stem))
}

/// What stands between two characters of a text, and the words that it is.
type Place = ((usize, usize), Vec<String>);

/// The words of a text with the characters between which each stands.
fn places(letters: &[char]) -> Vec<Place> {
    let mut found = Vec::new();
    let (mut first, mut last) = (None, ' ');
    for at in 0..=letters.len() {
        let c = letters.get(at).copied().unwrap_or(' ');
        let goes_on = is_combining_mark(c) || is_inside(c) && is_hebrew(last);
        if c.is_alphanumeric() {
            first = first.or(Some(at));
            last = c;
        } else if let Some(begin) = first.take_if(|_| !goes_on) {
            let word: String = letters[begin..at].iter().collect();
            let end = at - word.chars().rev().take_while(|c| is_inside(*c)).count();
            found.push(((begin, end), split(&word)));
        }
    }
    found
}

/// What a word may come from, marked: a Hebrew one without particles and without endings, an English
/// one without endings. Empty for words of other scripts.
fn stems(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if !letters.iter().all(|c| is_hebrew(*c)) {
        return english::stem(word).map(|stem| format!("{STEM}{stem}")).into_iter().collect();
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
