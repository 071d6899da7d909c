//! `show VIEW` and `charter show`: answers in words, by their specs.

use std::collections::{BTreeMap, BTreeSet};

use aluma_client::Client;
use aluma_core::kernel::action::Registry;
use aluma_text::Voice;
use aluma_types::json::{BodyText, Lookup, Resolve, from_json};
use aluma_types::spec::{Catalog, EnumSpec, FieldSpec, IdKind, TypeSpec, ViewSpec};
use aluma_types::value::Value;
use aluma_types::{AssetId, DecodeError, Hash32, show};
use serde_json::{Map, Value as Json, json};

use crate::door::{Door, Purpose};
use crate::named::{collect, naming_view};
use crate::options::Options;
use crate::outcome::{Failure, say};
use crate::{balances, forms, keys, root};

/// Handles that are asked for besides an answer, at most.
const MAX_NAMES: usize = 100;

/// Asks a view and prints its answer.
///
/// # Errors
/// Where no ledger answers or it says no.
pub fn run(options: &Options<'_>, name: &str) -> Result<(), Failure> {
    let specs = root::views(options.registry());
    let spec = specs.into_iter().find(|spec| spec.name == name);
    let spec = spec.ok_or_else(|| Failure::usage(format!("no view {name}")))?;
    let parameters = forms::view_json(spec, options.leaf());
    let door = Door::open(options, Purpose::Read)?;
    let text = keys::read(options, &door.client).and_then(|()| match options.flag("csv") {
        true => balances::table(&door.client, &parameters, options.text("asset")),
        false => answer(options, &door.client, spec, &parameters),
    });
    door.close();
    say(&text?);
    Ok(())
}

fn answer(
    options: &Options<'_>,
    client: &Client,
    spec: &'static ViewSpec,
    parameters: &Json,
) -> Result<String, Failure> {
    let told = client.view_at(spec.name, parameters);
    let told = told.map_err(|error| Failure::parameter(error, spec.params))?;
    if options.json() {
        return Ok(told.to_string());
    }
    let answer = told.get("answer").unwrap_or(&Json::Null);
    let mut text = words(options, client, spec.result, answer);
    if spec.name == "proposal" {
        for row in amended(options, client, answer) {
            let (label, before, after) = (row.label, row.before, row.after);
            text.push_str(&format!("\n{label}\n  - {before}\n  + {after}"));
        }
    }
    Ok(text)
}

/// What a proposal would change in its DAO's charter, in sentences; nothing where the charter
/// cannot be read.
fn amended(options: &Options<'_>, client: &Client, answer: &Json) -> Vec<aluma_text::Amended> {
    let voice = Voice::plain(options.lang());
    let rows = |list: &Json, name: &str, from: &str, to: &str| -> Vec<(String, String)> {
        let rows = list.get(name).and_then(Json::as_array).cloned().unwrap_or_default();
        let text = |row: &Json, key: &str| row.get(key).and_then(Json::as_str).map(str::to_owned);
        rows.iter().filter_map(|row| Some((text(row, from)?, text(row, to)?))).collect()
    };
    let changes = rows(answer, "changes", "parameter", "after");
    if changes.is_empty() {
        return Vec::new();
    }
    let dao = answer.get("dao").cloned().unwrap_or_default();
    let told = client.view("charter", &json!({ "dao": dao })).unwrap_or_default();
    let charter = rows(&told, "parameters", "key", "value");
    let charter: Vec<_> = charter.iter().map(|(key, text)| (&key[..], &text[..])).collect();
    let changes: Vec<_> = changes.iter().map(|(key, text)| (&key[..], &text[..])).collect();
    aluma_text::amendment(voice, &charter, &changes, &Heard::new(options.registry()))
}

/// An answer in words; as JSON where this program does not know its shape.
fn words(options: &Options<'_>, client: &Client, spec: &'static TypeSpec, answer: &Json) -> String {
    let mut heard = Heard::new(options.registry());
    let plain = heard.strip(spec, answer);
    match from_json(spec, &plain, &mut Nothing(options.registry())) {
        Ok(value) => {
            heard.learn_names(client, spec, &value);
            aluma_text::report(Voice::plain(options.lang()), spec, &value, &heard)
        }
        Err(_) => serde_json::to_string_pretty(answer).unwrap_or_default(),
    }
}

/// What an answer brings along besides values: the words of texts and the symbols of assets.
struct Heard {
    registry: &'static Registry,
    texts: BTreeMap<Hash32, BodyText>,
    assets: BTreeMap<AssetId, (String, u8)>,
    /// What the accounts and communities of the answer call themselves, asked for besides.
    names: BTreeMap<(&'static str, u64), String>,
}

impl Heard {
    fn new(registry: &'static Registry) -> Self {
        let (texts, assets, names) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { registry, texts, assets, names }
    }

    /// The answer as it is read back in: without what it brings along.
    fn strip(&mut self, spec: &'static TypeSpec, json: &Json) -> Json {
        match (spec, json) {
            (TypeSpec::Body { .. } | TypeSpec::Name { .. }, Json::Object(object)) => {
                self.text(object)
            }
            (TypeSpec::Amount, Json::Object(object)) => self.amount(object),
            (TypeSpec::Option(inner), json) if !json.is_null() => self.strip(inner, json),
            (TypeSpec::List { item, .. }, Json::Array(items)) => {
                items.iter().map(|one| self.strip(item, one)).collect()
            }
            (TypeSpec::Struct(spec), Json::Object(object)) => self.fields(spec.fields, object),
            (TypeSpec::Enum(spec), Json::Object(object)) => self.choice(spec, object),
            (TypeSpec::Acts { .. }, Json::Array(acts)) => {
                acts.iter().map(|act| self.act(act)).collect()
            }
            _ => json.clone(),
        }
    }

    fn fields(&mut self, fields: &'static [FieldSpec], object: &Map<String, Json>) -> Json {
        let mut plain = object.clone();
        for field in fields {
            if let Some(json) = object.get(field.name) {
                plain.insert(field.name.to_owned(), self.strip(field.spec, json));
            }
        }
        Json::Object(plain)
    }

    fn choice(&mut self, spec: &'static EnumSpec, object: &Map<String, Json>) -> Json {
        let mut plain = object.clone();
        for variant in spec.variants {
            if let Some(Json::Object(fields)) = object.get(variant.name) {
                plain.insert(variant.name.to_owned(), self.fields(variant.fields, fields));
            }
        }
        Json::Object(plain)
    }

    fn act(&mut self, act: &Json) -> Json {
        let name = act.get("action").and_then(Json::as_str);
        let spec = name.and_then(|name| self.registry.named(name));
        match (spec, act) {
            (Some((_, spec)), Json::Object(object)) => self.fields(spec.fields.fields, object),
            _ => act.clone(),
        }
    }

    fn text(&mut self, object: &Map<String, Json>) -> Json {
        let id = object.get("id").and_then(Json::as_str).and_then(Hash32::from_hex);
        let words = object.get("text").and_then(Json::as_str);
        let known = match (words, object.contains_key("erased")) {
            (Some(words), _) => BodyText::Present(words.to_owned()),
            (None, true) => BodyText::Erased,
            (None, false) => BodyText::Missing,
        };
        self.texts.extend(id.map(|id| (id, known)));
        let kept = ["id", "length", "skeleton"];
        object.iter().filter(|(key, _)| kept.contains(&key.as_str())).map(pair).collect()
    }

    fn amount(&mut self, object: &Map<String, Json>) -> Json {
        let asset = object.get("asset").and_then(Json::as_u64).map(AssetId);
        let units = object.get("units").and_then(Json::as_str).and_then(|text| text.parse().ok());
        let text = object.get("text").and_then(Json::as_str);
        let symbol = text.and_then(|text| text.rsplit_once(' '));
        if let (Some(asset), Some(units), Some((number, symbol))) = (asset, units, symbol) {
            // The amount's own text says how many decimals make its units.
            let fits = |decimals: &u8| show::amount(units, *decimals) == number;
            if let Some(decimals) = (0..=u8::MAX).find(fits).filter(|_| units > 0) {
                self.assets.insert(asset, (symbol.to_owned(), decimals));
            }
        }
        object.iter().filter(|(key, _)| *key != "text").map(pair).collect()
    }
}

fn pair((key, value): (&String, &Json)) -> (String, Json) {
    (key.clone(), value.clone())
}

impl Heard {
    /// Asks for the handles of the accounts and communities that a value names: people know each
    /// other by them.
    fn learn_names(&mut self, client: &Client, spec: &'static TypeSpec, value: &Value) {
        let mut named = BTreeSet::new();
        collect(self.catalog(), (spec, value), &mut named);
        for (view, id) in named.into_iter().take(MAX_NAMES) {
            // What this reader may not see stays a number.
            let answer = client.view(view, &json!({ view: id })).unwrap_or_default();
            let path = if view == "dao" { "/handle/text" } else { "/name/text" };
            if let Some(handle) = answer.pointer(path).and_then(Json::as_str) {
                self.names.insert((view, id), handle.to_owned());
            }
        }
    }
}

impl Lookup for Heard {
    fn name(&self, kind: IdKind, id: u64) -> Option<String> {
        self.names.get(&(naming_view(kind)?, id)).cloned()
    }

    fn body(&self, id: &Hash32) -> BodyText {
        self.texts.get(id).cloned().unwrap_or(BodyText::Missing)
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        self.assets.get(&id).cloned()
    }

    fn catalog(&self) -> &dyn Catalog {
        self.registry
    }
}

/// Answers name everything by number.
struct Nothing(&'static Registry);

impl Resolve for Nothing {
    fn body(&mut self, _: &str) -> Option<Hash32> {
        None
    }

    fn name(&mut self, _: &str) -> Result<(Hash32, Hash32), DecodeError> {
        Err(DecodeError::BadText)
    }

    fn asset(&mut self, _: &str) -> Option<(AssetId, u8)> {
        None
    }

    fn handle(&mut self, _: IdKind, _: &str) -> Option<u64> {
        None
    }

    fn catalog(&self) -> &dyn Catalog {
        self.0
    }
}

/// `charter show`
///
/// # Errors
/// As [`run`].
pub fn charter(options: &Options<'_>) -> Result<(), Failure> {
    let dao = options.text("dao").unwrap_or_default();
    let door = Door::open(options, Purpose::Read)?;
    let told = keys::read(options, &door.client)
        .and_then(|()| Ok(door.client.view("charter", &json!({ "dao": dao }))?));
    door.close();
    let told = told?;
    let list = told.get("parameters").and_then(Json::as_array).cloned().unwrap_or_default();
    let read = |row: &Json| {
        let text = |key: &str| row.get(key).and_then(Json::as_str).map(str::to_owned);
        Some((text("key")?, text("value")?))
    };
    let parameters: Vec<(String, String)> = list.iter().filter_map(read).collect();
    let pairs = parameters.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let clauses =
        aluma_text::charter(Voice::plain(options.lang()), pairs, &Heard::new(options.registry()));
    if options.json() {
        let clause = |clause: &aluma_text::Clause| {
            json!({
                "section": clause.section,
                "key": clause.key,
                "label": clause.label,
                "sentence": clause.sentence,
            })
        };
        let sentences: Json = clauses.iter().map(clause).collect();
        say(&json!({ "charter": told, "sentences": sentences }).to_string());
        return Ok(());
    }
    let mut section = "";
    for clause in &clauses {
        if clause.section != section {
            section = &clause.section;
            say(&format!("[{section}]"));
        }
        say(&format!("  {}", clause.sentence));
    }
    Ok(())
}
