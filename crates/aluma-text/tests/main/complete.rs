//! Every refusal, every action and every section of the charter has its words.

use aluma_core::registry::{REFUSALS, REGISTRY};
use aluma_text::{Lang, Texts, charter_keys, sentence_faults};

#[test]
fn every_refusal_has_title_sentence_and_hint() {
    let names = REFUSALS.iter().flat_map(|(_, list)| list.iter().map(|(_, name)| name));
    let keys: Vec<_> = names
        .flat_map(|name| ["", ".title", ".hint"].map(|part| format!("refusal-{name}{part}")))
        .collect();
    for lang in Lang::ALL {
        let missing = Texts::get().missing(lang, keys.iter().map(String::as_str));
        assert_eq!(missing, Vec::<&str>::new(), "{lang:?}");
    }
}

#[test]
fn every_action_has_its_words_in_both_languages() {
    let faults: Vec<_> =
        REGISTRY.specs.iter().flat_map(|(_, spec)| sentence_faults(spec)).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_section_of_the_charter_has_its_sentences() {
    let keys = charter_keys();
    for lang in Lang::ALL {
        let missing = Texts::get().missing(lang, keys.iter().map(String::as_str));
        assert_eq!(missing, Vec::<&str>::new(), "{lang:?}");
    }
}
