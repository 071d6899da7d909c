//! Where characters that show nothing are needed: between letters that join otherwise with them
//! than without, and in emoji. The rules are those of Unicode's annex 31 (contexts A1, A2, B) for
//! the scripts that have joiners, from the code charts.

/// Zero width non-joiner: keeps two letters apart.
const NON_JOINER: char = '\u{200C}';
/// Zero width joiner: joins letters, and emoji.
const JOINER: char = '\u{200D}';
/// The character before as text, or as a picture.
const AS_TEXT: char = '\u{FE0E}';
const AS_PICTURE: char = '\u{FE0F}';

/// Whether a character that shows nothing changes how its neighbours look.
pub(super) fn is_needed(c: char, (before, after): (Option<char>, Option<char>)) -> bool {
    let Some(before) = before else { return false };
    match (c, after) {
        (AS_TEXT | AS_PICTURE, Some('\u{20E3}')) => matches!(before, '0'..='9' | '#' | '*'),
        (AS_TEXT | AS_PICTURE, _) => is_picture(before),
        (JOINER, after) => {
            let pictures = (is_picture(before) || before == AS_PICTURE || is_skin(before))
                && after.is_some_and(is_picture);
            // Before a virama it chooses the form of a ra (Bengali, Kannada).
            let letter = is_indic(before) && after.is_some_and(is_virama);
            is_virama(before) || letter || pictures
        }
        (NON_JOINER, Some(after)) => {
            let joins = is_arabic(before) && !joins_only_backwards(before) && is_arabic(after);
            (is_virama(before) && is_indic(after)) || joins
        }
        _ => false,
    }
}

/// A character that may be drawn as a picture or as text, and what emoji are made of.
fn is_picture(c: char) -> bool {
    matches!(
        c,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{3030}'
            | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{24C2}' | '\u{2190}'..='\u{21FF}'
            | '\u{2300}'..='\u{23FF}' | '\u{25A0}'..='\u{27BF}' | '\u{2900}'..='\u{297F}'
            | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}'
    )
}

/// A colour of skin, which follows a picture.
fn is_skin(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// The scripts of India and their relatives, in whose blocks the viramas below lie.
fn is_indic(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

/// The sign that takes a consonant's vowel away, so that it joins the next.
fn is_virama(c: char) -> bool {
    let in_block = (0x900..0xE00).contains(&u32::from(c)) && u32::from(c) & 0x7F == 0x4D;
    in_block || matches!(c, '\u{DCA}' | '\u{1039}' | '\u{103A}' | '\u{17D2}')
}

/// A letter or mark of Arabic, Syriac or N'Ko.
fn is_arabic(c: char) -> bool {
    matches!(
        c,
        '\u{620}'..='\u{65F}' | '\u{66E}'..='\u{6D3}' | '\u{6D5}'..='\u{6FF}'
            | '\u{710}'..='\u{74A}' | '\u{74D}'..='\u{77F}' | '\u{7CA}'..='\u{7F5}'
            | '\u{8A0}'..='\u{8FF}'
    )
}

/// An Arabic letter that never joins the next, or none at all: nothing would part.
fn joins_only_backwards(c: char) -> bool {
    matches!(
        c,
        '\u{621}'..='\u{625}' | '\u{627}' | '\u{629}' | '\u{62F}'..='\u{632}' | '\u{648}'
            | '\u{671}'..='\u{677}' | '\u{688}'..='\u{699}' | '\u{6C0}' | '\u{6C3}'..='\u{6CB}'
            | '\u{6CD}' | '\u{6CF}' | '\u{6D2}' | '\u{6D3}' | '\u{6D5}' | '\u{6EE}' | '\u{6EF}'
    )
}
