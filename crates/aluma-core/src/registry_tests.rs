//! The list's own laws: numbers and names are unique, and in order.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use aluma_types::admission::Inadmissible;
use aluma_types::spec::{FieldSpec, TypeSpec};

use crate::registry::{PARAMETERS, REFUSALS, REGISTRY, RETIRED, State};

fn unique<T: Ord>(what: &str, items: impl IntoIterator<Item = T>) {
    let items: Vec<T> = items.into_iter().collect();
    let count = items.len();
    assert_eq!(items.into_iter().collect::<BTreeSet<_>>().len(), count, "{what}");
}

#[test]
fn numbers_and_names_are_unique() {
    let state = State::default();
    unique("tables", state.tables().map(|table| table.spec().number));
    unique("names of tables", state.tables().map(|table| table.spec().name));
    unique("actions", REGISTRY.specs.iter().map(|(number, _)| *number));
    unique("names of actions", REGISTRY.specs.iter().map(|(_, spec)| spec.name));
    unique("tasks", REGISTRY.tasks.iter().map(|task| task.number));
    unique("views", REGISTRY.views.iter().map(|view| view.spec.name));
    let refusals = || REFUSALS.iter().flat_map(|(_, list)| list.iter()).chain(Inadmissible::LIST);
    let ever = || refusals().chain(RETIRED);
    unique("refusals", ever().map(|(number, _)| *number));
    unique("names of refusals", ever().map(|(_, name)| *name));
    let parameters = || PARAMETERS.iter().flat_map(|domain| domain.iter());
    unique("parameters", parameters().map(|parameter| parameter.number));
    unique("names of parameters", parameters().map(|parameter| parameter.name));
}

#[test]
fn actions_are_found_by_their_number() {
    for (number, spec) in REGISTRY.specs {
        assert_eq!(REGISTRY.entry(*number).map(|entry| entry.spec.name), Some(spec.name));
    }
    assert!(REGISTRY.entry(u16::MAX).is_none());
}

#[test]
fn there_are_marks_for_every_table() {
    assert!(State::default().tables().count() <= State::default().mark().len());
}

#[test]
fn whatever_touches_people_money_or_rules_says_so() {
    use crate::kernel::table::Class;
    let state = State::default();
    let class = |name: &str| {
        let found = state.tables().find(|table| table.spec().name == name);
        found.map(|table| table.spec().class)
    };
    assert_eq!(class("charters"), Some(Class::Charter));
    assert_eq!(class("members"), Some(Class::Members));
    assert_eq!(class("roles"), Some(Class::Roles));
    assert_eq!(class("holds"), Some(Class::Roles));
    assert_eq!(class("domains"), Some(Class::Roles));
    assert_eq!(class("supplies"), Some(Class::Mint));
}

/// Money and keys that a signature alone can move ask a passkey for more than a touch. What a
/// proposal carries does not count: votes decide on it.
#[test]
fn what_moves_money_or_keys_at_once_asks_for_a_verified_user() {
    use aluma_types::spec::Author;
    for (_, spec) in REGISTRY.specs {
        let alone = spec.by.contains(&Author::Member) || spec.by.contains(&Author::Newcomer);
        let weighty = spec.fields.fields.iter().any(|field| is_weighty(field.spec));
        assert!(!(alone && weighty) || spec.verified, "{}", spec.name);
        assert!(alone || !spec.verified, "{}: nobody signs it alone", spec.name);
    }
}

/// Whoever could add a key by a limited one would have the account by it.
#[test]
fn a_members_change_of_keys_asks_for_an_owners_key() {
    use aluma_types::spec::{Author, Hand};
    for (_, spec) in REGISTRY.specs {
        let has = |kind: fn(&TypeSpec) -> bool| spec.fields.fields.iter().any(|it| kind(it.spec));
        let keys =
            has(|it| matches!(it, TypeSpec::PublicKey)) || has(|it| matches!(it, TypeSpec::Turn));
        let by_member = spec.by.contains(&Author::Member);
        assert!(!(keys && by_member) || spec.hand == Hand::Owner, "{}", spec.name);
    }
}

/// Whether a key or money is, or is in, a value of this shape.
fn is_weighty(spec: &TypeSpec) -> bool {
    let within = |fields: &[FieldSpec]| fields.iter().any(|field| is_weighty(field.spec));
    match spec {
        TypeSpec::Amount | TypeSpec::PublicKey => true,
        TypeSpec::List { item, .. } => is_weighty(item),
        TypeSpec::Option(inner) => is_weighty(inner),
        TypeSpec::Struct(spec) => within(spec.fields),
        TypeSpec::Enum(spec) => spec.variants.iter().any(|variant| within(variant.fields)),
        _ => false,
    }
}
