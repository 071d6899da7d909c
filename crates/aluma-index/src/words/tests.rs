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
    let words = query(&many).expect("words").matches("word").count();
    assert_eq!(words, MAX_QUERY_WORDS);
}
