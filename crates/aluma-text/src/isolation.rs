//! Runs that keep their place among words of the other direction.
//!
//! What is inserted into a sentence stands between U+2068 and U+2069, and takes the direction of
//! its first letter. What a run holds inside runs of its own does not count for that (rule P2 of
//! UAX 9), so a list of names would fall back to left-to-right inside a Hebrew sentence and be read
//! from its end. Such a run is opened by U+2067 instead.

use crate::Lang;

/// Opens a run in the direction of its first letter.
pub(crate) const FIRST: char = '\u{2068}';
/// Opens a run from right to left.
pub(crate) const RIGHT: char = '\u{2067}';
/// Closes a run.
pub(crate) const CLOSE: char = '\u{2069}';

/// Sets a run off.
pub(crate) fn set_off(lang: Lang, run: &str) -> String {
    settled(lang, &format!("{FIRST}{run}{CLOSE}"))
}

/// Gives each run that has letters only inside inner runs the direction of its sentence.
pub(crate) fn settled(lang: Lang, text: &str) -> String {
    if lang == Lang::En || !text.contains(FIRST) {
        return text.to_owned();
    }
    let mut marks: Vec<char> = text.chars().collect();
    // Runs that are open: where they began, whether they have a letter of their own, or a run.
    let mut open: Vec<(usize, bool, bool)> = Vec::new();
    let mut turned = Vec::new();
    for (place, mark) in marks.iter().enumerate() {
        match *mark {
            FIRST | RIGHT => {
                if let Some((_, _, has_runs)) = open.last_mut() {
                    *has_runs = true;
                }
                open.push((place, false, false));
            }
            CLOSE => {
                if let Some((begun, false, true)) = open.pop() {
                    turned.push(begun);
                }
            }
            letter if letter.is_alphabetic() => {
                if let Some((_, has_letter, _)) = open.last_mut() {
                    *has_letter = true;
                }
            }
            _ => {}
        }
    }
    for place in turned {
        if let Some(mark) = marks.get_mut(place) {
            *mark = RIGHT;
        }
    }
    marks.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_runs_takes_the_direction_of_its_sentence() {
        let list = format!("{}, {}", set_off(Lang::He, "תשלומים"), set_off(Lang::He, "ana"));
        let cases = [
            // A letter of its own decides.
            ("א", "\u{2068}א\u{2069}"),
            ("a", "\u{2068}a\u{2069}"),
            ("12", "\u{2068}12\u{2069}"),
            // Only inner runs have letters.
            (&*list, "\u{2067}\u{2068}תשלומים\u{2069}, \u{2068}ana\u{2069}\u{2069}"),
            // One letter outside them is enough.
            ("\u{2068}x\u{2069} a", "\u{2068}\u{2068}x\u{2069} a\u{2069}"),
        ];
        for (run, expected) in cases {
            assert_eq!(set_off(Lang::He, run), expected, "{run}");
            assert_eq!(settled(Lang::He, expected), expected, "once is enough");
            assert_eq!(set_off(Lang::En, run), format!("\u{2068}{run}\u{2069}"));
        }
    }
}
