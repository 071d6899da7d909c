//! Every example must be what the reader of inputs takes; every hint names what fits.

use aluma_core::registry::REGISTRY;
use aluma_types::json::{Resolve, fields_from_json};
use aluma_types::spec::{Catalog, IdKind, StructSpec};
use aluma_types::{AssetId, DecodeError, Hash32};

use super::*;

/// Knows every name.
struct Somebody;

impl Resolve for Somebody {
    fn body(&mut self, _: &str) -> Option<Hash32> {
        Some(Hash32([1; 32]))
    }

    fn name(&mut self, _: &str) -> Result<(Hash32, Hash32), DecodeError> {
        Ok((Hash32([1; 32]), Hash32([2; 32])))
    }

    fn asset(&mut self, _: &str) -> Option<(AssetId, u8)> {
        Some((AssetId(1), 2))
    }

    fn handle(&mut self, _: IdKind, _: &str) -> Option<u64> {
        Some(1)
    }

    fn catalog(&self) -> &dyn Catalog {
        &REGISTRY
    }
}

fn fields_of(action: &str) -> &'static StructSpec {
    REGISTRY.named(action).expect("an action").1.fields
}

#[test]
fn every_example_in_the_help_of_an_action_is_taken() {
    for (_, spec) in REGISTRY.actions() {
        for field in spec.fields.fields.iter().filter(|field| needs_example(field.spec)) {
            let many = matches!(field.spec, TypeSpec::List { .. } | TypeSpec::Acts { .. });
            let example = one(field.name, field.spec);
            let given = if many { json!([example]) } else { example };
            let input = json!({ field.name: given });
            let told = fields_from_json(spec.fields, &input, &mut Somebody);
            // Other fields are missing; this one must not be what is wrong.
            let path = told.err().map(|error| error.path).unwrap_or_default();
            assert!(!path.starts_with(field.name), "{} {path}: {input}", spec.name);
        }
    }
}

#[test]
fn the_help_of_a_field_names_all_that_is_inside() {
    let field = |action: &str, name: &str| {
        fields_of(action).fields.iter().find(|field| field.name == name).expect("a field")
    };
    let terms = help(field("open-fund", "terms"));
    for says in [
        "- least: The smallest gift, in base units.",
        "- cap: The largest part of the pot",
        "Such as 67% or 2/3. May be left out.",
        "- everybody: ",
    ] {
        assert!(terms.contains(says), "{says}: {terms}");
    }
    let terms = help(field("open-programme", "terms"));
    for says in [
        "- curve.falling.recover: In what time",
        "- curve: How much a claim is worth. One of fixed",
    ] {
        assert!(terms.contains(says), "{says}: {terms}");
    }
}

#[test]
fn a_wrong_field_is_answered_by_what_fits() {
    let hint = |action, path| at(fields_of(action), path).and_then(|found| found.hint());
    let fields = hint("found", "assets[0].holders[0].account").expect("a hint");
    assert_eq!(fields, "The fields here are to, units.");
    let choices = hint("found", "assets[0].kind").expect("a hint");
    assert!(choices.contains("voting-share"), "{choices}");
    let choices = hint("transfer", "to").expect("a hint");
    assert!(choices.contains(r#"{"account":{"account":"ana-levi"}}"#), "{choices}");
    assert_eq!(hint("transfer", "to.account.account").as_deref(), Some("By handle or number."));
    let unknown = hint("transfer", "too").expect("a hint");
    assert!(unknown.contains("amount"), "{unknown}");
    assert_eq!(hint("propose", "actions[0].amount"), None);
}
