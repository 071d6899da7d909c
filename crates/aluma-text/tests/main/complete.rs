//! Every refusal, every action and every section of the charter has its words.

use aluma_core::dao::Template;
use aluma_core::registry::{REFUSALS, REGISTRY};
use aluma_text::{Lang, Texts, charter_keys, kit, kit_keys, sentence_faults};

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

#[test]
fn every_team_and_role_of_a_template_has_its_words() {
    let keys = kit_keys();
    assert!(!keys.is_empty());
    for lang in Lang::ALL {
        let missing = Texts::get().missing(lang, keys.iter().map(String::as_str));
        assert_eq!(missing, Vec::<&str>::new(), "{lang:?}");
    }
}

/// A role that pays gets its part of what the founding brings, and none of what is nothing.
#[test]
fn a_kit_is_what_found_takes() {
    let money = [("EUR".to_owned(), 100_000), ("DUST".to_owned(), 19)];
    let fields = kit(Lang::En, Template::ServiceCollective, &money);
    assert_eq!(fields.domains, serde_json::json!([]));
    let role = &fields.roles[0];
    assert_eq!(role["name"], "Coordination");
    let limit = serde_json::json!([{ "symbol": "EUR", "units": "5000", "per": "30d" }]);
    assert_eq!(role["limits"], limit);
    let fund = kit(Lang::He, Template::PhilanthropicFund, &money);
    assert_eq!(fund.domains[0]["pot"], "gifts");
    assert_eq!(fund.roles[0]["weighs"], true);
    assert_eq!(kit(Lang::En, Template::Archive, &money).roles, serde_json::json!([]));
}
