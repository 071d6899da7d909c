//! English words without their endings: Porter's algorithm of 1980, so that `proposal` finds
//! `proposals` and `proposed`. It works on lower-case ASCII letters; other words have no stem.
//!
//! The *measure* of a stem is how many times a vowel is followed by a consonant in it; an ending is
//! taken off where enough of it is left. M. F. Porter, *An algorithm for suffix stripping*, Program 14
//! (3), 1980, with the two departures that its author published later (`bli`, `logi`).

/// Longer words are no English.
const LONGEST: usize = 40;

/// The stem of an English word; `None` where it is not one, or too short to have endings.
pub(super) fn stem(word: &str) -> Option<String> {
    let is_english = word.bytes().all(|letter| letter.is_ascii_lowercase());
    if word.len() < 3 || word.len() > LONGEST || !is_english {
        return None;
    }
    let mut word = word.to_owned();
    plurals(&mut word);
    past_and_gerund(&mut word);
    if let Some(rest) = word.strip_suffix('y').filter(|rest| has_vowel(rest)) {
        word = format!("{rest}i");
    }
    replace_first(&mut word, DOUBLE, 0);
    replace_first(&mut word, SINGLE, 0);
    take_last(&mut word);
    tidy(&mut word);
    Some(word)
}

/// Endings made of two, and what stays of them.
const DOUBLE: &[(&str, &str)] = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("logi", "log"),
];
/// Endings of one, and what stays of them.
const SINGLE: &[(&str, &str)] = &[
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];
/// Endings of which nothing stays, the longer of two that fit first.
const LAST: &[&str] = &[
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
    "ive", "ize", "ion", "al", "er", "ic", "ou",
];

fn is_vowel(letters: &[u8], at: usize) -> bool {
    match letters[at] {
        b'a' | b'e' | b'i' | b'o' | b'u' => true,
        b'y' => at > 0 && !is_vowel(letters, at - 1),
        _ => false,
    }
}

fn has_vowel(stem: &str) -> bool {
    (0..stem.len()).any(|at| is_vowel(stem.as_bytes(), at))
}

/// How many times a vowel is followed by a consonant.
fn measure(stem: &str) -> usize {
    let vowels: Vec<_> = (0..stem.len()).map(|at| is_vowel(stem.as_bytes(), at)).collect();
    vowels.windows(2).filter(|pair| pair[0] && !pair[1]).count()
}

fn ends_double(stem: &str) -> bool {
    let letters = stem.as_bytes();
    letters.len() > 1
        && letters[letters.len() - 1] == letters[letters.len() - 2]
        && !is_vowel(letters, letters.len() - 1)
}

/// Whether it ends in consonant, vowel, consonant, the last none of w, x, y.
fn ends_short(stem: &str) -> bool {
    let (letters, size) = (stem.as_bytes(), stem.len());
    size > 2
        && !is_vowel(letters, size - 3)
        && is_vowel(letters, size - 2)
        && !is_vowel(letters, size - 1)
        && !matches!(letters[size - 1], b'w' | b'x' | b'y')
}

fn plurals(word: &mut String) {
    let cut = match () {
        () if word.ends_with("sses") || word.ends_with("ies") => 2,
        () if word.ends_with("ss") => 0,
        () if word.ends_with('s') => 1,
        () => 0,
    };
    word.truncate(word.len() - cut);
}

fn past_and_gerund(word: &mut String) {
    if let Some(rest) = word.strip_suffix("eed") {
        if measure(rest) > 0 {
            word.pop();
        }
        return;
    }
    let rest = ["ed", "ing"].iter().find_map(|ending| word.strip_suffix(ending));
    let Some(rest) = rest.filter(|rest| has_vowel(rest)) else { return };
    *word = rest.to_owned();
    if ["at", "bl", "iz"].iter().any(|ending| word.ends_with(ending)) {
        word.push('e');
    } else if ends_double(word) && !word.ends_with(['l', 's', 'z']) {
        word.pop();
    } else if measure(word) == 1 && ends_short(word) {
        word.push('e');
    }
}

/// Puts something else in the place of the longest ending that fits, where enough is left before it.
fn replace_first(word: &mut String, endings: &[(&str, &str)], more_than: usize) {
    let fits = endings.iter().filter(|(ending, _)| word.ends_with(ending));
    if let Some((ending, other)) = fits.max_by_key(|(ending, _)| ending.len())
        && let Some(rest) = word.strip_suffix(ending)
        && measure(rest) > more_than
    {
        *word = format!("{rest}{other}");
    }
}

fn take_last(word: &mut String) {
    let Some(ending) = LAST.iter().find(|ending| word.ends_with(*ending)) else { return };
    let Some(rest) = word.strip_suffix(ending) else { return };
    let fits = *ending != "ion" || rest.ends_with(['s', 't']);
    if fits && measure(rest) > 1 {
        *word = rest.to_owned();
    }
}

fn tidy(word: &mut String) {
    if let Some(rest) = word.strip_suffix('e') {
        let left = measure(rest);
        if left > 1 || left == 1 && !ends_short(rest) {
            word.pop();
        }
    }
    if word.ends_with("ll") && measure(word) > 1 {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Examples of the paper, one or more of each of its rules.
    #[test]
    fn words_come_to_the_stems_of_the_paper() {
        for (word, expected) in [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("ties", "ti"),
            ("cats", "cat"),
            ("feed", "feed"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("bled", "bled"),
            ("motoring", "motor"),
            ("sing", "sing"),
            ("conflated", "conflat"),
            ("troubled", "troubl"),
            ("sized", "size"),
            ("hopping", "hop"),
            ("tanned", "tan"),
            ("falling", "fall"),
            ("hissing", "hiss"),
            ("fizzed", "fizz"),
            ("failing", "fail"),
            ("filing", "file"),
            ("happy", "happi"),
            ("sky", "sky"),
            ("relational", "relat"),
            ("conditional", "condit"),
            ("vietnamization", "vietnam"),
            ("operator", "oper"),
            ("feudalism", "feudal"),
            ("decisiveness", "decis"),
            ("hopefulness", "hope"),
            ("callousness", "callous"),
            ("formaliti", "formal"),
            ("sensibiliti", "sensibl"),
            ("triplicate", "triplic"),
            ("formative", "form"),
            ("electrical", "electr"),
            ("goodness", "good"),
            ("revival", "reviv"),
            ("allowance", "allow"),
            ("replacement", "replac"),
            ("adjustment", "adjust"),
            ("adoption", "adopt"),
            ("homologou", "homolog"),
            ("probate", "probat"),
            ("rate", "rate"),
            ("cease", "ceas"),
            ("controll", "control"),
            ("roll", "roll"),
            ("proposals", "propos"),
            ("proposed", "propos"),
            ("proposing", "propos"),
        ] {
            assert_eq!(stem(word).as_deref(), Some(expected), "{word}");
        }
    }

    #[test]
    fn what_is_no_english_word_has_no_stem() {
        let long = "a".repeat(LONGEST + 1);
        for word in ["", "it", "הצעה", "café", "2026", "a1b", "CATS", long.as_str()] {
            assert_eq!(stem(word), None, "{word}");
        }
    }
}
