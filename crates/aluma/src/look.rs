//! `show VIEW`: answers in words, by their specs.

use std::collections::{BTreeMap, BTreeSet};

use aluma_client::Client;
use aluma_core::kernel::action::Registry;
use aluma_core::review::views::draw::{DrawAnswer, Wrong, replay};
use aluma_text::Voice;
use aluma_types::json::{BodyText, Lookup, Resolve, from_json};
use aluma_types::spec::{Catalog, EnumSpec, FieldSpec, IdKind, TypeSpec, ViewSpec};
use aluma_types::value::Value;
use aluma_types::{AccountId, AssetId, Canon, DecodeError, Hash32, show};
use serde_json::{Map, Value as Json, json};

use crate::door::{Door, Purpose};
use crate::named::{collect, naming_view};
use crate::options::Options;
use crate::outcome::{Failure, say};
use crate::{balances, charter, forms, keys, praise, root};

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
    let mut parameters = forms::view_json(spec, options.leaf());
    let door = Door::open(options, Purpose::Read)?;
    let text = keys::reader(options, &door.client).and_then(|reader| {
        whose(spec, reader, &mut parameters)?;
        match options.flag("csv") {
            true if spec.name == "payouts" => praise::table(&door.client, &parameters),
            true => balances::table(&door.client, &parameters, options.text("asset")),
            false => answer(options, &door.client, spec, &parameters),
        }
    });
    door.close();
    say(&text?);
    Ok(())
}

/// Whose answer it is where that was left out: the reader's.
fn whose(
    spec: &'static ViewSpec,
    reader: Option<AccountId>,
    parameters: &mut Json,
) -> Result<(), Failure> {
    let missing = forms::whose(spec).filter(|field| parameters.get(field.name).is_none());
    let Some(field) = missing else { return Ok(()) };
    let reader = reader.ok_or_else(|| {
        Failure::usage(format!("whose {} is asked for", spec.name))
            .hint("--account says whose; without it, it is whoever reads by --key or --key-file.")
    })?;
    parameters[field.name] = json!(reader.0.to_string());
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
    let answer = told.get("answer").unwrap_or(&Json::Null);
    let drawn = match spec.name {
        "draw" => Some(drawn_again(options.registry(), spec.result, answer)?),
        _ => None,
    };
    if options.json() {
        return Ok(told.to_string());
    }
    let mut text = words(options, client, spec.result, answer);
    if spec.name == "proposal" {
        let voice = Voice::plain(options.lang());
        text.push_str(&charter::amended(client, voice, answer)?);
    }
    text.extend(drawn);
    Ok(text)
}

/// Draws a panel again from what the answer says, and says that it came out so.
fn drawn_again(
    registry: &'static Registry,
    spec: &'static TypeSpec,
    answer: &Json,
) -> Result<String, Failure> {
    let unread = || Failure::damaged("the answer about the draw has another shape");
    let plain = Heard::new(registry).strip(spec, answer);
    let value = from_json(spec, &plain, &mut Nothing(registry)).map_err(|_| unread())?;
    let bytes = spec.encode(&value).map_err(|_| unread())?;
    let draw = DrawAnswer::from_bytes(&bytes).map_err(|_| unread())?;
    match replay(&draw) {
        Ok(()) if draw.hidden => {
            Ok("\nThe seed is that of this beacon and matter. Who was called is told \
                                     once it is judged: then it can be drawn again.\n"
                .into())
        }
        Ok(()) => Ok("\nDrawn again here from seed, line and rules: the same people sit.\n".into()),
        Err(Wrong::Seed) => Err(Failure::damaged("the seed is not that of this beacon and matter")),
        Err(Wrong::Call(index)) => {
            let text = format!("call {index} is not where its ticket falls on the line");
            Err(Failure::damaged(text))
        }
        Err(Wrong::Seats) => Err(Failure::damaged("by these calls and rules others would sit")),
    }
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
        self.described(object);
        let mut plain = object.clone();
        for field in fields {
            if let Some(json) = object.get(field.name) {
                plain.insert(field.name.to_owned(), self.strip(field.spec, json));
            }
        }
        Json::Object(plain)
    }

    /// A record that says what an asset is: by its number, with symbol and decimals.
    fn described(&mut self, object: &Map<String, Json>) {
        let what = object.get("what").and_then(Json::as_object).unwrap_or(object);
        let asset = object.get("asset").or_else(|| object.get("amount")?.get("asset"));
        let decimals = what.get("decimals").and_then(Json::as_u64);
        let decimals = decimals.and_then(|decimals| u8::try_from(decimals).ok());
        let symbol = what.get("symbol").and_then(Json::as_str);
        if let (Some(asset), Some(symbol), Some(decimals)) =
            (asset.and_then(Json::as_u64), symbol, decimals)
        {
            self.assets.insert(AssetId(asset), (symbol.to_owned(), decimals));
        }
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
    /// Asks for the handles of the accounts and communities that a value names, and for the symbols of
    /// assets that the answer did not bring along: people know each other by them.
    fn learn_names(&mut self, client: &Client, spec: &'static TypeSpec, value: &Value) {
        let mut named = BTreeSet::new();
        collect(self.catalog(), (spec, value), &mut named);
        named.retain(|(view, id)| *view != "asset" || !self.assets.contains_key(&AssetId(*id)));
        for (view, id) in named.into_iter().take(MAX_NAMES) {
            // What this reader may not see stays a number.
            let answer = client.view(view, &json!({ view: id })).unwrap_or_default();
            if view == "asset" {
                self.described(answer.as_object().unwrap_or(&Map::new()));
                continue;
            }
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
