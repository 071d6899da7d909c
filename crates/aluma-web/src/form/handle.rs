//! Handles made of names: a community's short name, in Hebrew as in any other script.

use aluma_api::Scene;
use aluma_core::dao::views::{NameAnswer, NameView};
use aluma_verify::names::{HANDLE_MAX, check_handle, normalise, skeleton_hash};

use crate::parts::say::Say;

/// The first of a few handles that is free, as far as the reader may know; whatever is founded under
/// it has the last word. A name of which no handle can be made, such as a year or one in two scripts,
/// gets a word in the reader's language; no name gets none.
pub(crate) fn proposed(scene: &Scene<'_>, asked: &str) -> Option<String> {
    if asked.trim().is_empty() {
        return None;
    }
    let stems = [slug(asked), slug(&scene.say("web-found-any-handle"))];
    let mut handles = stems.iter().flat_map(|stem| {
        let others = (2..100).chain(chance()).map(|number| numbered(stem, number));
        std::iter::once(stem.clone()).chain(others)
    });
    handles.find(|handle| is_free(scene, handle))
}

fn numbered(stem: &str, number: u32) -> String {
    let end = format!("-{number}");
    let room = HANDLE_MAX.saturating_sub(end.len());
    let stem: String = stem.chars().take(room).collect();
    format!("{}{end}", stem.trim_end_matches('-'))
}

/// Numbers for a name that a hundred have.
fn chance() -> impl Iterator<Item = u32> {
    let draw = || {
        let mut bytes = [0; 4];
        getrandom::fill(&mut bytes).ok()?;
        Some(u32::from_be_bytes(bytes))
    };
    std::iter::repeat_with(draw).take(8).flatten()
}

fn is_free(scene: &Scene<'_>, handle: &str) -> bool {
    let view = NameView { skeleton: skeleton_hash(handle) };
    let free = |answer: NameAnswer| answer.dao.is_none();
    check_handle(handle).is_ok() && scene.view(&view).is_ok_and(free)
}

/// A name in the letters that a handle may have, as many as one may have. Of a name in Hebrew and in
/// another script it takes those that it begins with, since a handle is in one.
fn slug(asked: &str) -> String {
    let mut out = String::new();
    let small = asked.chars().flat_map(char::to_lowercase).collect::<String>();
    let first = small.chars().find(|letter| letter.is_alphabetic()).is_some_and(is_hebrew);
    for letter in normalise(&small).chars().filter(|letter| !is_silent(*letter)) {
        let is_letter = letter.is_alphabetic() && is_hebrew(letter) == first;
        if is_letter || letter.is_ascii_digit() {
            out.push(letter);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out: String = out.chars().take(HANDLE_MAX).collect();
    out.trim_matches('-').to_owned()
}

const fn is_hebrew(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{5ff}')
}

/// Points of Hebrew, and marks that stand inside a word.
const fn is_silent(letter: char) -> bool {
    matches!(letter, '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\'' | '"' | '׳' | '״' | '’')
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn names_become_handles() {
        for (name, handle) in [
            ("The old hall", "the-old-hall"),
            ("  Hall -- no. 7! ", "hall-no-7"),
            ("האולם הישן", "האולם-הישן"),
            ("הַגִּנָּה", "הגנה"),
            ("צה״ל ביתנו", "צהל-ביתנו"),
            ("בית־ספר \"אור\"", "בית-ספר-אור"),
            ("Sheaf – אלומה", "sheaf"),
            ("...", ""),
            (
                "A name that is far longer than any handle may be",
                "a-name-that-is-far-longer-than-a",
            ),
        ] {
            assert_eq!(slug(name), handle, "{name}");
        }
    }
}
