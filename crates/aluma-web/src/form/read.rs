//! What was filled in as the JSON that an action is read from. The recursion follows the spec.

use aluma_api::Scene;
use aluma_types::json::Lookup;
use aluma_types::spec::{EnumSpec, FieldSpec, TypeSpec};
use aluma_types::{AssetId, show};
use serde_json::{Map, Value as Json, json};

use crate::form::{Given, is_made_there, join};

/// Reads forms.
pub(crate) struct Reading<'a> {
    /// Who reads.
    pub(crate) scene: &'a Scene<'a>,
    /// What was filled in.
    pub(crate) given: &'a Given,
}

impl Reading<'_> {
    /// The fields below a path, as an object; what was left blank is left out.
    pub(crate) fn fields(&self, specs: &'static [FieldSpec], path: &str) -> Map<String, Json> {
        let read = |field: &FieldSpec| {
            let path = join(path, field.name);
            if is_made_there(field) && !self.given.has(&path) {
                return None;
            }
            Some((field.name.to_owned(), self.value(field.spec, &path)?))
        };
        specs.iter().filter_map(read).collect()
    }

    /// A value; nothing where it was left blank.
    fn value(&self, spec: &'static TypeSpec, path: &str) -> Option<Json> {
        match spec {
            TypeSpec::Bool => {
                let on = |text: &str| matches!(text, "on" | "true" | "yes");
                Some(Json::Bool(self.given.get(path).is_some_and(on)))
            }
            TypeSpec::Option(TypeSpec::Bool) => {
                self.given.get(path).map(|text| Json::Bool(matches!(text, "on" | "true" | "yes")))
            }
            TypeSpec::Option(inner) => {
                if self.given.has(path) {
                    self.value(inner, path)
                } else {
                    None
                }
            }
            TypeSpec::Struct(spec) => Some(Json::Object(self.fields(spec.fields, path))),
            TypeSpec::Enum(spec) => self.choice(spec, path),
            TypeSpec::List { item, .. } => {
                Some(Json::Array(self.items(path, |one| self.value(item, one))))
            }
            TypeSpec::Acts { .. } => {
                Some(Json::Array(self.items(path, |one| Some(Json::Object(self.act(one))))))
            }
            TypeSpec::Amount => self.amount(path),
            TypeSpec::U128 if self.given.has(&join(path, "_places")) => self.places(path),
            _ => self.given.get(path).map(Json::from),
        }
    }

    /// Items by their places, else one for each time that the name was given.
    fn items(&self, path: &str, read: impl Fn(&str) -> Option<Json>) -> Vec<Json> {
        let places = self.given.places(path);
        if places.is_empty() {
            return self.given.all(path).map(Json::from).collect();
        }
        let paths = places.into_iter().map(|place| format!("{path}[{place}]"));
        paths.filter(|path| self.given.has(path)).filter_map(|path| read(&path)).collect()
    }

    fn choice(&self, spec: &'static EnumSpec, path: &str) -> Option<Json> {
        // Where only one way was filled in, that says which.
        let filled = |name: &&str| self.given.has(&join(path, name));
        let named = || spec.variants.iter().map(|variant| variant.name).find(filled);
        let name = self.given.get(path).or_else(named)?;
        let variant = spec.variants.iter().find(|variant| variant.name == name);
        match variant.filter(|variant| !variant.fields.is_empty()) {
            Some(variant) => {
                Some(json!({ name: self.fields(variant.fields, &join(path, variant.name)) }))
            }
            None => Some(Json::from(name)),
        }
    }

    /// An act of a proposal: its name, and its fields beside it.
    fn act(&self, path: &str) -> Map<String, Json> {
        let name = self.given.get(&join(path, "action")).unwrap_or_default();
        let spec = self.scene.node().registry().specs.iter().find(|(_, spec)| spec.name == name);
        let mut fields =
            spec.map_or_else(Map::new, |(_, spec)| self.fields(spec.fields.fields, path));
        fields.insert("action".to_owned(), Json::from(name));
        fields
    }

    /// A number written with a point, where the form says how many digits stand behind it: in units
    /// of the last of them. What is no such number stays as it was written, and is refused as such.
    fn places(&self, path: &str) -> Option<Json> {
        let number = self.given.get(path)?;
        let places = self.given.get(&join(path, "_places")).and_then(|text| text.parse().ok());
        let units = places.and_then(|places| show::parse_amount(number, places));
        Some(units.map_or_else(|| Json::from(number), |units| Json::from(units.to_string())))
    }

    /// `12.5 TEC` in one field, or the number and the asset in two.
    fn amount(&self, path: &str) -> Option<Json> {
        if let Some(whole) = self.given.get(path) {
            return Some(Json::from(whole));
        }
        let number = self.given.get(&join(path, "number"))?;
        let asset = self.given.get(&join(path, "asset")).unwrap_or_default();
        let known = asset.parse().ok().map(AssetId);
        let sum = known
            .and_then(|id| Some((id, self.scene.asset(id)?)))
            .and_then(|(id, (_, decimals))| Some((id, show::parse_amount(number, decimals)?)));
        Some(match sum {
            Some((id, units)) => json!({ "asset": id.0, "units": units.to_string() }),
            None => Json::from(format!("{number} {asset}")),
        })
    }
}
