use proptest::prelude::*;

use super::NameError::*;
use super::{check_handle, check_name, normalise, skeleton, skeleton_hash};

#[test]
fn handles() {
    let long = "a".repeat(32);
    for good in ["ab", "dana", "dana-7", "7up", "דנה", "דנה-2", "дана", "名前", "ñandú", &long]
    {
        assert_eq!(check_handle(good), Ok(()), "{good}");
    }
    for (bad, why) in [
        ("", TooShort),
        ("a", TooShort),
        (&*"a".repeat(33), TooLong),
        ("Dana", NotInHandle),
        ("da na", NotInHandle),
        ("da_na", NotInHandle),
        ("dana!", NotInHandle),
        ("dana٣", NotInHandle),
        ("דָנה", NotInHandle),
        ("ﬁn", NotInHandle),
        ("-dana", Misplaced),
        ("dana-", Misplaced),
        ("da--na", Misplaced),
        ("1234", OnlyDigits),
        ("12-34", OnlyDigits),
        ("dаna", MixedScripts), // The second letter is Cyrillic.
        ("danaדנה", MixedScripts),
        ("n\u{303}andu", NotNormalised),
        ("da\u{200d}na", Invisible),
        ("da\u{202e}na", Invisible),
        ("da\u{200b}na", Invisible),
        ("da\u{0}na", Invisible),
    ] {
        assert_eq!(check_handle(bad), Err(why), "{bad:?}");
    }
}

#[test]
fn names() {
    let long = "ש".repeat(80);
    for good in [
        "A",
        "Token Engineering Commons",
        "קהילת השכונה",
        "צה״ל, ג׳ירפה ובית־ספר",
        "קהילת Commons 2",
        "שָׁלוֹם",
        "Les amis d’été – 3",
        "東京カフェ",
        "🌱 Garden",
        "Общество",
        "Café & Söhne (1.)",
        &long,
    ] {
        assert_eq!(check_name(&normalise(good)), Ok(()), "{good}");
    }
    for (bad, why) in [
        ("", TooShort),
        (&*"ש".repeat(81), TooLong),
        (" a", Misplaced),
        ("a ", Misplaced),
        ("a  b", Misplaced),
        (" ", Misplaced),
        ("a\u{a0}b", Invisible),
        ("a\nb", Invisible),
        ("a\tb", Invisible),
        ("a\u{3000}b", Invisible),
        ("a\u{ad}b", Invisible),
        ("a\u{2066}b", Invisible),
        ("a\u{fe0f}", Invisible),
        ("a\u{3164}b", Invisible),
        ("a\u{e000}", Invisible),
        ("a\u{1fffe}", Invisible),
        ("a\u{10ffff}", Invisible),
        ("cafe\u{301}", NotNormalised),
        ("Соmmons", MixedScripts), // Cyrillic and Latin.
        ("קהילה Общество", MixedScripts),
        ("x\u{301}\u{301}\u{301}\u{301}\u{301}", TooManyMarks),
    ] {
        assert_eq!(check_name(bad), Err(why), "{bad:?}");
    }
    assert_eq!(check_name("x\u{301}\u{301}\u{301}\u{301}"), Ok(()));
}

#[test]
fn look_alikes_share_a_skeleton() {
    for (one, other) in [
        ("Dana", "dana"),
        ("dana", "dаnа"), // Cyrillic.
        ("paypal", "paypaⅼ"),
        ("Straße", "STRASSE"),
        ("ΟΔΟΣ", "οδος"),
        ("café", "cafe\u{301}"),
        ("rn", "m"),
        ("o0", "oO"),
        ("fin", "ﬁn"),
    ] {
        assert_eq!(skeleton_hash(one), skeleton_hash(other), "{one} {other}");
    }
    for (one, other) in [("dana", "dane"), ("דנה", "דנא"), ("ab", "a-b")] {
        assert_ne!(skeleton_hash(one), skeleton_hash(other), "{one} {other}");
    }
}

/// The tables are part of the rules: a new version of them must not slip in.
#[test]
fn the_tables_are_those_of_the_rules() {
    assert_eq!(unicode_security::UNICODE_VERSION, (18, 0, 0));
    assert_eq!(skeleton("Dana 0"), "dana o");
    assert_eq!(
        skeleton_hash("dana").to_string(),
        "ce736f428aa86c16b2a628a2b75fb114332f83b7eb7e7f50df32105784ba877e"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gets_an_answer_and_a_stable_skeleton(text in "\\PC*") {
        let composed = normalise(&text);
        prop_assert_eq!(skeleton(&composed), skeleton(&text));
        if check_handle(&composed).is_ok() {
            prop_assert_eq!(check_name(&composed), Ok(()));
        }
    }
}
