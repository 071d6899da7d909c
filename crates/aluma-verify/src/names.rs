//! Handles and names: which ones there may be, and when two of them look alike.
//!
//! The tables of Unicode that stand behind this are pinned by the exact version of
//! `unicode-security`; another version may judge a name differently and is a change of the rules.

use aluma_types::text::is_allowed;
use aluma_types::{Hash32, sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::GeneralSecurityProfile;
use unicode_security::mixed_script::{AugmentedScriptSet, MixedScript};

/// What stands before a skeleton when it is hashed.
const SKELETON_PREFIX: &[u8] = b"aluma skeleton v1";
/// Characters of a handle at least.
pub const HANDLE_MIN: usize = 2;
/// Characters of a handle at most.
pub const HANDLE_MAX: usize = 32;
/// Characters of a name at most; its bytes are limited by the field that holds it.
pub const NAME_MAX: usize = 80;
/// Marks on one letter at most: pointed Hebrew needs three, more is a tower over the lines above.
const MARKS_MAX: usize = 4;

/// Why a text is no handle or no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Fewer characters than needed.
    TooShort,
    /// More characters than allowed.
    TooLong,
    /// Not in Unicode's composed form (NFC); see [`normalise`].
    NotNormalised,
    /// A control, direction or invisible character, or one that means nothing.
    Invisible,
    /// A character that a handle may not have: only small letters, digits 0 to 9 and hyphens.
    NotInHandle,
    /// A hyphen or space at the start or end, or two in a row.
    Misplaced,
    /// Letters of several scripts.
    MixedScripts,
    /// A handle of digits only, which would read as an account's number.
    OnlyDigits,
    /// More marks on one letter than any writing has.
    TooManyMarks,
}

impl NameError {
    /// The rule's stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::NotNormalised => "not-normalised",
            Self::Invisible => "invisible-character",
            Self::NotInHandle => "not-in-handle",
            Self::Misplaced => "misplaced-separator",
            Self::MixedScripts => "mixed-scripts",
            Self::OnlyDigits => "only-digits",
            Self::TooManyMarks => "too-many-marks",
        }
    }
}

/// The composed form (NFC) that the checks ask for.
pub fn normalise(text: &str) -> String {
    text.nfc().collect()
}

/// The confusable skeleton of a text (Unicode TS 39): two texts with the same skeleton look alike,
/// or would in another case. The text is composed and case-folded first, and the skeleton is
/// folded again, because it writes a zero as a capital O.
pub fn skeleton(text: &str) -> String {
    fold(unicode_security::skeleton(&fold(text.nfc())))
}

/// Up and down again folds what a plain step down leaves apart: final sigma, sharp s, ligatures.
fn fold(text: impl Iterator<Item = char>) -> String {
    text.flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

/// What the state knows of a name: SHA-256 over [`skeleton`], prefixed.
pub fn skeleton_hash(text: &str) -> Hash32 {
    sha256(&[SKELETON_PREFIX, skeleton(text).as_bytes()])
}

/// Whether a text may be a handle: 2 to 32 small letters of one script, digits 0 to 9 and single
/// hyphens between them, not all digits. Letters without case (Hebrew, Arabic, Han) count as
/// small; letters that Unicode advises against in identifiers and vowel points do not.
///
/// # Errors
/// The first rule that it breaks.
pub fn check_handle(text: &str) -> Result<(), NameError> {
    check_length(text, HANDLE_MIN, HANDLE_MAX)?;
    check_characters(text)?;
    let fits = |c: char| match c {
        '-' | '0'..='9' => true,
        c => c.is_alphabetic() && c.identifier_allowed() && !is_combining_mark(c) && is_small(c),
    };
    if !text.chars().all(fits) {
        return Err(NameError::NotInHandle);
    }
    check_separators(text, '-')?;
    if text.chars().all(|c| c.is_ascii_digit() || c == '-') {
        return Err(NameError::OnlyDigits);
    }
    if text.is_single_script() { Ok(()) } else { Err(NameError::MixedScripts) }
}

/// Whether a text may be a name (of a DAO, a pot, a person): 1 to 80 visible characters with single
/// spaces between them, in one script (as Unicode TS 39 counts: Japanese is one), or in Hebrew and
/// Latin together, which share no look-alike letters.
///
/// # Errors
/// The first rule that it breaks.
pub fn check_name(text: &str) -> Result<(), NameError> {
    check_length(text, 1, NAME_MAX)?;
    check_characters(text)?;
    check_separators(text, ' ')?;
    let mut marks = 0usize;
    for character in text.chars() {
        marks = if is_combining_mark(character) { marks.saturating_add(1) } else { 0 };
        if marks > MARKS_MAX {
            return Err(NameError::TooManyMarks);
        }
    }
    if text.is_single_script() || is_hebrew_and_latin(text) {
        Ok(())
    } else {
        Err(NameError::MixedScripts)
    }
}

fn check_length(text: &str, min: usize, max: usize) -> Result<(), NameError> {
    // One more than allowed is enough to know, however long the text is.
    match text.chars().take(max.saturating_add(1)).count() {
        count if count < min => Err(NameError::TooShort),
        count if count > max => Err(NameError::TooLong),
        _ => Ok(()),
    }
}

fn check_characters(text: &str) -> Result<(), NameError> {
    if !text.chars().all(is_visible) {
        return Err(NameError::Invisible);
    }
    if text.nfc().eq(text.chars()) { Ok(()) } else { Err(NameError::NotNormalised) }
}

fn check_separators(text: &str, separator: char) -> Result<(), NameError> {
    let mut before = separator;
    for character in text.chars() {
        if character == separator && before == separator {
            return Err(NameError::Misplaced);
        }
        before = character;
    }
    if before == separator { Err(NameError::Misplaced) } else { Ok(()) }
}

fn is_small(character: char) -> bool {
    character.to_lowercase().eq([character])
}

/// Whether a character can be seen, and is not the empty shape of something else. The plain space
/// is the only space.
fn is_visible(character: char) -> bool {
    let blank = match character {
        ' ' => false,
        '\u{fffd}' => true,
        c => shows_nothing(c) || means_nothing(c) || c.is_whitespace() || c.is_control(),
    };
    !blank && is_allowed(character)
}

/// Whether a character leaves no mark of its own: what Unicode calls default-ignorable (joiners,
/// fillers, variation selectors, tags, marks of direction), annotations, the empty Braille cell.
/// Spaces and controls are another matter.
pub const fn shows_nothing(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a code point is nobody's character: private use, which every font draws otherwise or not
/// at all, and those that Unicode will never give out.
pub const fn means_nothing(character: char) -> bool {
    let code = character as u32;
    matches!(code, 0xe000..=0xf8ff | 0xf0000.. | 0xfdd0..=0xfdef) || code & 0xfffe == 0xfffe
}

fn is_hebrew_and_latin(text: &str) -> bool {
    let meets = |character: char, sample: char| {
        let mut set = AugmentedScriptSet::for_char(character);
        set.intersect_with(AugmentedScriptSet::for_char(sample));
        !set.is_empty()
    };
    text.chars().all(|character| meets(character, 'a') || meets(character, 'א'))
}

#[cfg(test)]
mod tests;
