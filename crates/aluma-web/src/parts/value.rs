//! Any value by its spec: what a page shows of an action, a receipt or an answer that no page was
//! made for by hand.

use aluma_api::Scene;
use aluma_text::{label, variant_label};
use aluma_types::codec::Canon;
use aluma_types::spec::{FieldSpec, IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{AccountId, Act, DaoId, Span, Timestamp};
use maud::{Markup, html};

use crate::parts::name;
use crate::parts::say::{Say, plain};

/// Fields and their values in pairs.
pub(crate) fn fields(scene: &Scene<'_>, specs: &'static [FieldSpec], values: &[Value]) -> Markup {
    html! {
        dl.facts {
            @for (field, value) in specs.iter().zip(values).filter(|(_, value)| !is_nothing(value)) {
                div {
                    dt { (plain(label(scene.lang, field))) }
                    dd { (self::value(scene, field.spec, value)) }
                }
            }
        }
    }
}

/// Whether a value is an option without anything, or a list without items.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Option(inner) => inner.is_none(),
        Value::List(items) => items.is_empty(),
        Value::Acts(acts) => acts.is_empty(),
        _ => false,
    }
}

/// A value. The recursion follows the spec, which is finite.
pub(crate) fn value(scene: &Scene<'_>, spec: &'static TypeSpec, value: &Value) -> Markup {
    match (spec, value) {
        (TypeSpec::Id(kind), Value::Uint(id)) => self::id(scene, *kind, *id),
        (TypeSpec::Time, Value::Uint(time)) => {
            name::moment(scene, Timestamp(u64::try_from(*time).unwrap_or(u64::MAX)))
        }
        (TypeSpec::Span, Value::Uint(span)) => {
            html! { (name::span(scene, Span(u64::try_from(*span).unwrap_or(u64::MAX)))) }
        }
        (_, Value::Bool(flag)) => {
            html! { (scene.say(if *flag { "web-yes" } else { "web-no" })) }
        }
        (_, Value::Uint(number)) => html! { bdi { (name::grouped(&number.to_string())) } },
        (_, Value::Hash(hash)) => name::code(&hash.to_string()),
        (_, Value::Amount(amount)) => name::amount(scene, *amount),
        (_, Value::Share(share)) => html! { bdi { (name::share(*share)) } },
        (_, Value::Text(text)) => html! { bdi { (text) } },
        (TypeSpec::Body { max }, Value::Body { id, .. }) if *max > 500 => name::prose(scene, id),
        (_, Value::Body { id, .. } | Value::Name { id, .. }) => name::words(scene, id),
        (_, Value::PublicKey(key)) => name::code(&key.to_text()),
        (_, Value::Proof(proof)) => name::code(&proof.key.to_string()),
        (_, Value::Acts(acts)) => self::acts(scene, acts),
        (TypeSpec::List { item, .. }, Value::List(items)) => html! {
            ul.plain { @for one in items { li { (self::value(scene, item, one)) } } }
        },
        (TypeSpec::Option(inner), Value::Option(Some(some))) => self::value(scene, inner, some),
        (TypeSpec::Struct(spec), Value::Struct(values)) => fields(scene, spec.fields, values),
        (TypeSpec::Enum(spec), Value::Enum(tag, values)) => match spec.variant(*tag) {
            Ok(variant) => html! {
                (variant_label(scene.lang, variant))
                @if !values.is_empty() { (fields(scene, variant.fields, values)) }
            },
            Err(_) => html! { "?" },
        },
        _ => html! { "–" },
    }
}

fn id(scene: &Scene<'_>, kind: IdKind, id: u128) -> Markup {
    let id = u64::try_from(id).unwrap_or(u64::MAX);
    match kind {
        IdKind::AccountId => name::account(scene, AccountId(id)),
        IdKind::DaoId => name::dao(scene, DaoId(id)),
        IdKind::ProposalId => html! { a href={ "/p/" (id) } { bdi { "#" (id) } } },
        IdKind::PollId => html! { a href={ "/poll/" (id) } { bdi { "#" (id) } } },
        IdKind::AssetId => {
            use aluma_types::json::Lookup;
            let asset = scene.asset(aluma_types::AssetId(id));
            html! { bdi { @match asset { Some((symbol, _)) => (symbol), None => { "#" (id) } } } }
        }
        IdKind::PotId if id == 0 => html! { (scene.say("web-general-pot")) },
        IdKind::PotId => html! { bdi { "#" (id) } },
    }
}

/// Acts as sentences, each with what it says field by field.
pub(crate) fn acts(scene: &Scene<'_>, acts: &[Act]) -> Markup {
    html! {
        ol.acts {
            @for act in acts { li { (self::act(scene, act)) } }
        }
    }
}

/// An act in its sentence, with its fields behind it.
pub(crate) fn act(scene: &Scene<'_>, act: &Act) -> Markup {
    let spec = scene.node().registry().entry(act.number).map(|entry| entry.spec);
    let values = spec.and_then(|spec| Some((spec, spec.fields.decode(&act.body).ok()?)));
    html! {
        p.says { (aluma_text::act_sentence(scene.lang, act, scene)) }
        @if let Some((spec, values)) = values {
            details {
                summary { (scene.say("web-in-detail")) }
                (fields(scene, spec.fields.fields, &values))
            }
        }
    }
}

/// A typed value in words, by its spec.
pub(crate) fn told<T: Canon>(scene: &Scene<'_>, one: &T) -> Markup {
    match T::SPEC.decode(&one.to_bytes()) {
        Ok(value) => self::value(scene, T::SPEC, &value),
        Err(_) => html! { "–" },
    }
}

/// Which way of a choice it is, without what belongs to it.
pub(crate) fn variant<T: Canon>(scene: &Scene<'_>, one: &T) -> String {
    match (T::SPEC, T::SPEC.decode(&one.to_bytes())) {
        (TypeSpec::Enum(spec), Ok(Value::Enum(tag, _))) => {
            spec.variant(tag).map(|one| variant_label(scene.lang, one)).unwrap_or_default()
        }
        _ => String::new(),
    }
}
