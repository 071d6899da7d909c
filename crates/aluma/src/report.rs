//! `report fairness`: what a community's views say of how it shares, in figures.

use aluma_api::fairness::{Ask, Report, gather, svg};
use aluma_client::{Client, Error};
use aluma_core::registry::REGISTRY;
use aluma_text::Lang;
use aluma_types::json::{BodyText, Lookup};
use aluma_types::spec::Catalog;
use aluma_types::{AssetId, Hash32};
use serde_json::{Value as Json, json};

use crate::door::{Door, Purpose};
use crate::keys;
use crate::options::Options;
use crate::outcome::{Failure, say};

/// Views over the API.
pub(crate) struct Asking<'a>(pub(crate) &'a Client);

impl Ask for Asking<'_> {
    type Error = Error;

    fn ask(&self, view: &str, parameters: &Json) -> Result<Json, Error> {
        self.0.view(view, parameters)
    }
}

/// Measures all of a community.
///
/// # Errors
/// Where no ledger answers or it says no.
pub(crate) fn fairness(options: &Options<'_>) -> Result<(), Failure> {
    let dao = json!(options.text("dao").unwrap_or_default());
    let door = Door::open(options, Purpose::Read)?;
    let found = keys::read(options, &door.client).and_then(|()| {
        let found = gather(&Asking(&door.client), &dao, usize::MAX)?;
        Ok((found, symbols(&door.client, &dao)?))
    });
    door.close();
    let (found, symbols) = found?;
    let report = Report::of(&found);
    let lang = options.lang();
    let label = |name: &str, asset: Option<u64>| {
        let words = words(lang, &format!("web-fairness-{}", name.replace('_', "-")));
        let symbol = asset.map(|asset| {
            let known = symbols.iter().find(|(one, _)| *one == asset);
            known.map_or_else(|| format!("#{asset}"), |(_, symbol)| symbol.clone())
        });
        symbol.map_or_else(|| words.clone(), |symbol| format!("{words} ({symbol})"))
    };
    say(&if options.json() {
        report.to_json().to_string()
    } else if options.flag("csv") {
        report.to_csv()
    } else if options.flag("svg") {
        svg(&report, &words(lang, "web-fairness-title"), label)
    } else {
        let line = |(name, asset, value): (&str, Option<u64>, Option<String>)| {
            format!("{}: {}", label(name, asset), value.unwrap_or_else(|| "–".to_owned()))
        };
        report.rows().into_iter().map(line).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

/// Symbols of the community's assets.
fn symbols(client: &Client, dao: &Json) -> Result<Vec<(u64, String)>, Error> {
    let told = client.view("treasury", &json!({ "dao": dao }))?;
    let rows = told.get("assets").and_then(Json::as_array).into_iter().flatten();
    let pair = |row: &Json| {
        Some((row.get("asset")?.as_u64()?, row.pointer("/what/symbol")?.as_str()?.to_owned()))
    };
    Ok(rows.filter_map(pair).collect())
}

fn words(lang: Lang, key: &str) -> String {
    aluma_text::text(lang, key, &[], &Nobody).unwrap_or_else(|| key.to_owned())
}

/// Figures name nobody.
struct Nobody;

impl Lookup for Nobody {
    fn body(&self, _: &Hash32) -> BodyText {
        BodyText::Missing
    }

    fn asset(&self, _: AssetId) -> Option<(String, u8)> {
        None
    }

    fn catalog(&self) -> &dyn Catalog {
        &REGISTRY
    }
}
