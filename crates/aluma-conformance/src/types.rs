//! `types/`: values in bytes and JSON, and bytes that must be refused.

use aluma_core::registry::REGISTRY;
use aluma_types::hash::hex;
use aluma_types::json::to_json;
use aluma_types::reference::kind;
use aluma_types::spec::{IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::walk::{Named, collect, collect_type};

use crate::example::{Fill, value, variant};
use crate::page::Page;
use crate::people::{HEBREW, Known, WORDS, salt, text_id};

/// Every shape that has no name of its own.
static SHAPES: [(&str, TypeSpec); 24] = [
    ("bool", TypeSpec::Bool),
    ("u8", TypeSpec::U8),
    ("u16", TypeSpec::U16),
    ("u32", TypeSpec::U32),
    ("u64", TypeSpec::U64),
    ("turn", TypeSpec::Turn),
    ("u128", TypeSpec::U128),
    ("hash", TypeSpec::Hash),
    ("account", TypeSpec::Id(IdKind::AccountId)),
    ("asset", TypeSpec::Id(IdKind::AssetId)),
    ("pot", TypeSpec::Id(IdKind::PotId)),
    ("amount", TypeSpec::Amount),
    ("share", TypeSpec::Share),
    ("time", TypeSpec::Time),
    ("span", TypeSpec::Span),
    ("text", TypeSpec::Text { max: 12 }),
    ("body", TypeSpec::Body { max: 2_000 }),
    ("name", TypeSpec::Name { max: 64 }),
    ("public_key", TypeSpec::PublicKey),
    ("proof", TypeSpec::Proof),
    ("acts", TypeSpec::Acts { max: 64 }),
    ("list", TypeSpec::List { item: &TypeSpec::U16, max: 3 }),
    ("option", TypeSpec::Option(&TypeSpec::U16)),
    ("bytes", TypeSpec::Opaque),
];

/// Bytes that are not the one form of any value of a shape, by its name in [`SHAPES`].
const REFUSED: [(&str, &str); 24] = [
    ("bool", "02"),
    ("bool", ""),
    ("bool", "0100"),
    ("u8", "8002"),
    ("u16", "8000"),
    ("u16", "808004"),
    ("u16", "80"),
    ("u64", "80808080808080808002"),
    ("u64", "ffffffffffffffffff8100"),
    ("u128", "ffffffffffffffffffffffffffffffffffff07"),
    ("hash", "00"),
    ("share", "0204"),
    ("share", "0302"),
    ("share", "0000"),
    ("text", "02c328"),
    ("text", "0109"),
    ("text", "0d41414141414141414141414141"),
    ("text", "0241"),
    ("public_key", "03"),
    ("list", "0401020304"),
    ("list", "02010203"),
    ("option", "02"),
    ("option", "0001"),
    ("acts", "41"),
];

/// All files of the folder.
pub fn files() -> Vec<(String, String)> {
    [("shapes", shapes()), ("named", named()), ("refused", refused()), ("texts", texts())]
        .into_iter()
        .map(|(name, text)| (format!("types/{name}.txt"), text))
        .collect()
}

fn shapes() -> String {
    let mut page = Page::new("Values of every shape without a name of its own.");
    for (name, spec) in &SHAPES {
        if value(spec, Fill::Plain).is_none() {
            continue;
        }
        page.section("shape", name);
        page.line("kind", kind(spec));
        for fill in Fill::ALL {
            pair(&mut page, spec, value(spec, fill));
        }
        for number in numbers(spec) {
            pair(&mut page, spec, Some(Value::Uint(number)));
        }
    }
    page.text()
}

/// Both sides of every length of an integer's bytes.
fn numbers(spec: &TypeSpec) -> Vec<u128> {
    let Some(bits) = spec.bits() else { return Vec::new() };
    let most = if bits == 128 { u128::MAX } else { (1 << bits) - 1 };
    let steps = (1..=128 / 7).map(|step| 1u128 << (7 * step)).filter(|edge| *edge <= most);
    let edges = steps.flat_map(|edge| [edge - 1, edge]);
    std::iter::once(0).chain(edges).chain([most]).collect()
}

fn pair(page: &mut Page, spec: &'static TypeSpec, value: Option<Value>) {
    let Some(value) = value else { return };
    let bytes = spec.encode(&value).expect("a value of its own shape");
    assert_eq!(spec.decode(&bytes).as_ref(), Ok(&value), "one value, one form");
    page.line("json", to_json(spec, &value, &Known));
    page.bytes("bytes", &bytes);
}

/// Every named type that an action or an event reaches.
fn of_the_log() -> Vec<Named> {
    let mut all = Vec::new();
    REGISTRY.specs.iter().for_each(|(_, spec)| collect(spec.fields.fields, &mut all));
    REGISTRY.events.iter().for_each(|(_, spec)| collect_type(spec, &mut all));
    all
}

/// Every named type that an action, a view or an event reaches, in the order of their names.
fn all_named() -> Vec<Named> {
    let mut all = of_the_log();
    for view in REGISTRY.views {
        collect(view.spec.params.fields, &mut all);
        collect_type(view.spec.result, &mut all);
    }
    // Stable: what shares a name keeps the order of its domains.
    all.sort_by_key(|named| named.name());
    all
}

fn named() -> String {
    let mut page = Page::new(
        "Structs and enums that actions, views and events are made of. Of an enum every variant\n\
         is here. Types of different domains may share a name. What has a name of its own is\n\
         full in its own section, and plain inside others. What only answers are made of, which\n\
         nobody signs and no log keeps, has one example.",
    );
    let logged = of_the_log();
    for named in all_named() {
        page.section("type", named.name());
        match named {
            Named::Struct(of) => {
                let names: Vec<_> = of.fields.iter().map(|field| field.name).collect();
                page.line("fields", names.join(" "));
                let spec: &'static TypeSpec = Box::leak(Box::new(TypeSpec::Struct(of)));
                let is_it = |one: &Named| matches!(one, Named::Struct(it) if std::ptr::eq(*it, of));
                let is_logged = logged.iter().any(is_it);
                for fill in [Fill::Plain, Fill::Own].into_iter().skip(usize::from(!is_logged)) {
                    let fields = of.fields.iter().map(|field| value(field.spec, fill));
                    pair(&mut page, spec, fields.collect::<Option<_>>().map(Value::Struct));
                }
            }
            Named::Enum(of) => {
                let names = of.variants.iter().map(|one| format!("{} {}", one.tag, one.name));
                page.line("variants", names.collect::<Vec<_>>().join(", "));
                let spec: &'static TypeSpec = Box::leak(Box::new(TypeSpec::Enum(of)));
                for one in of.variants {
                    pair(&mut page, spec, variant(one, Fill::Plain));
                }
            }
        }
    }
    page.text()
}

fn refused() -> String {
    let mut page = Page::new("Bytes that are no value of their shape, and why.");
    for (name, digits) in REFUSED {
        let Some((_, spec)) = SHAPES.iter().find(|(known, _)| *known == name) else { continue };
        let bytes = aluma_types::hash::unhex(digits).expect("hexadecimal digits");
        let error = spec.decode(&bytes).expect_err("bytes to be refused");
        page.section("shape", name);
        page.line("bytes", digits);
        page.line("error", error.name());
    }
    page.text()
}

fn texts() -> String {
    let mut page = Page::new(
        "A text beside the state: its id is the EIP-712 struct hash of\n\
         `Text(bytes32 salt,uint32 length,string text)`.",
    );
    for text in [WORDS, HEBREW] {
        page.section("text", serde_json::Value::from(text));
        page.line("salt", hex(&salt(text)));
        page.line("length", text.len());
        page.line("id", text_id(text));
    }
    page.text()
}
