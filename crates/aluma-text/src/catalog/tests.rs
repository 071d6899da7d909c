use aluma_core::registry::REGISTRY;
use serde_json::{Value as Json, json};

use super::{catalog, pattern_of};

#[test]
fn a_pattern_becomes_parts() {
    let rows = [
        ("Leave.", json!("Leave.")),
        ("{ $dao }", json!([["dao"]])),
        ("Pay { $to } now", json!(["Pay ", ["to"], " now"])),
        ("{ \"\" }", json!("")),
        ("a{ \"{\" }b{ $x }", json!(["a{b", ["x"]])),
        (
            "{ $n ->\n    [1] one { $n }\n   *[other] many\n}",
            json!([["n", 1, 1, ["one ", ["n"]], "other", "many"]]),
        ),
    ];
    for (text, wanted) in rows {
        assert_eq!(pattern_of(text), Ok(wanted), "{text}");
    }
}

#[test]
fn what_the_signer_does_not_read_is_refused() {
    for text in [
        "{ NUMBER($n) }",
        "{ other }",
        "{ -term }",
        "{ $n ->\n    [few] a\n   *[other] b\n}",
        "{ NUMBER($n) ->\n    [1] a\n   *[other] b\n}",
        "{ $open",
    ] {
        assert!(pattern_of(text).is_err(), "{text}");
    }
}

#[test]
fn the_catalog_names_every_action_and_every_shape_once() {
    let told: Json = serde_json::from_str(&catalog(&REGISTRY).expect("a catalog")).expect("JSON");
    let items = |part: &str| told[part].as_array().map_or(&[][..], Vec::as_slice);
    assert_eq!(items("actions").len(), REGISTRY.specs.len());
    let mut seen: Vec<_> = items("types").iter().map(Json::to_string).collect();
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), all);
    assert!(!told.to_string().contains("\"opaque\""));
    assert!(!told.to_string().contains("[\"type\",null]"));
    let texts: Vec<_> = items("texts").iter().filter_map(|text| text[0].as_str()).collect();
    for key in ["kind-account.named", "kind-list-sums", "charter-setting", "charter-membership"] {
        assert!(texts.contains(&key), "{key}");
    }
}
