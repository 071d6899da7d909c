use rusqlite::Connection;

use super::*;

/// Whether a query finds a text, through the table as the index has it.
fn finds(query_text: &str, text: &str) -> bool {
    let db = Connection::open_in_memory().expect("a database");
    db.execute_batch(crate::schema::WORDS).expect("a table");
    db.execute("INSERT INTO words (rowid, forms) VALUES (1, ?1)", [forms(text)]).expect("a row");
    let Some(query) = query(query_text) else { return false };
    db.query_row("SELECT count(*) FROM words WHERE forms MATCH ?1", [query], |row| {
        row.get::<_, i64>(0)
    })
    .expect("a count")
        == 1
}

#[test]
fn a_hebrew_word_is_found_behind_particles_and_before_endings() {
    for text in ["הצעה", "ההצעה", "בהצעה", "ההצעות", "ושבהצעות", "וכשההצעה", "הצעתי", "הַצָּעָה"]
    {
        assert!(finds("הצעה", text), "{text}");
        assert!(finds("ההצעות", text), "{text}");
    }
    for text in ["הצבעה", "עצה", "proposal", ""] {
        assert!(!finds("הצעה", text), "{text}");
    }
    assert!(finds("קהילה", "בקהילות שלנו"));
    assert!(finds("חבר", "החברים והחברות"));
    assert!(finds("בית", "ושמהבית"));
    assert!(finds("דאו", "הדאו"));
}

#[test]
fn vowel_points_accents_and_case_do_not_matter() {
    assert!(finds("שלום", "שָׁלוֹם"));
    assert!(finds("שָׁלוֹם", "שלום"));
    assert!(finds("cafe", "Café"));
    assert!(finds("CAFÉ", "cafe"));
    assert!(finds("צה\"ל", "צה״ל"));
}

#[test]
fn all_words_must_be_there_and_latin_ones_may_be_begun() {
    assert!(finds("water well", "A well for water."));
    assert!(!finds("water well", "Water only."));
    assert!(finds("communit", "Communities"));
    assert!(!finds("ommunities", "Communities"));
    assert!(finds("2026", "by 2026-11-23"));
}

#[test]
fn a_query_is_words_and_never_syntax() {
    for text in ["\"", "*", "a OR b", "NEAR(a b)", "forms:a", "-a", "a\" OR \"b", "(", "^a", "ⵣa"]
    {
        // Whatever it finds, the database understands it.
        finds(text, "something else");
    }
    assert_eq!(query(""), None);
    assert_eq!(query(" \t-!?\" "), None);
    assert!(!finds("a OR something", "something"));
}

#[test]
fn a_long_query_is_cut_to_its_first_words() {
    let many = "word ".repeat(1_000);
    let words = query(&many).expect("words").matches("\"word\"").count();
    assert_eq!(words, MAX_QUERY_WORDS);
}

#[test]
fn a_hebrew_word_of_the_treasury_is_found_in_all_its_forms() {
    for text in ["קופה", "הקופה", "בקופה", "קופות", "מהקופות", "קופתנו", "הַקּוּפָּה", "הקופה."]
    {
        assert!(finds("קופה", text), "{text}");
    }
    for text in ["קוף", "הקפה", "קול"] {
        assert!(!finds("קופה", text), "{text}");
    }
}

#[test]
fn english_words_are_found_by_their_stems() {
    for text in ["proposal", "Proposals", "PROPOSED", "a proposal's end", "proposing", "propose"] {
        for query in ["proposal", "proposals", "proposed", "propose"] {
            assert!(finds(query, text), "{query} in {text}");
        }
    }
    assert!(finds("decided", "they decide"));
    assert!(finds("communities", "one community"));
    assert!(finds("vote", "Voting is over"));
    for (query, text) in [("proposal", "purpose"), ("vote", "vat"), ("pot", "potato")] {
        assert_eq!(finds(query, text), text.starts_with(query), "{query} in {text}");
    }
}

/// A stem is marked, so that it finds no word that happens to be spelt so.
#[test]
fn a_stem_is_no_word() {
    assert!(!finds("propos", "posal"));
    assert!(finds("propos", "proposal"), "by its beginning");
    assert!(!finds("communiti", "communion"));
}

/// What the query found is set off, in the text as it was written.
#[test]
fn a_quotation_sets_off_what_was_found() {
    let marked = |text: &str, query: &str| {
        let (parts, cut) = quote(text, query);
        let text: String = parts
            .iter()
            .map(|part| if part.is_hit { format!("[{}]", part.text) } else { part.text.clone() })
            .collect();
        (text, cut)
    };
    let whole = [false, false];
    for (text, query, expected) in [
        ("Two proposals, one proposed.", "proposal", "Two [proposals], one [proposed]."),
        ("על ההצעה ובהצעות אחרות", "הצעה", "על [ההצעה] ו[בהצעות] אחרות"),
        ("הַצָּעָה", "הצעה", "[הַצָּעָה]"),
        ("של צה״ל.", "צה\"ל", "של [צה״ל]."),
        ("אמרו \"הצעה\" וזהו", "הצעה", "אמרו \"[הצעה]\" וזהו"),
        ("don't re-vote", "vote", "don't re-[vote]"),
        ("nothing", "else", "nothing"),
        ("", "else", ""),
    ] {
        let expected = expected.replace("ו[בהצעות]", "[ובהצעות]");
        assert_eq!(marked(text, query), (expected, whole), "{query}");
    }
    let long = format!("{} needle {}", "hay ".repeat(100), "hay ".repeat(100));
    let (text, cut) = marked(&long, "needles");
    assert_eq!(cut, [true, true]);
    assert!(text.contains("[needle]") && text.chars().count() == QUOTED + 2, "{text}");
}

/// Every text is quoted, whatever it is made of.
#[test]
fn a_quotation_never_fails() {
    for text in ["½ cup", "ﬁne", "שלום״", "״", "'", "a'b'c", "é e\u{301}", "👍🏽 ok", "ⵣa"]
    {
        for query in ["a", "fine", "1", "שלום", "ok", "'"] {
            let (parts, _) = quote(text, query);
            assert_eq!(parts.into_iter().map(|part| part.text).collect::<String>(), text);
        }
    }
}
