//! `charter show` and `charter preview`, and the page of charters that templates start.

use std::collections::BTreeMap;

use aluma_client::Client;
use aluma_core::dao::rules::parameters::{all, show};
use aluma_core::dao::rules::templates::start_of;
use aluma_core::dao::{Manner, ParameterSpec, Template};
use aluma_core::registry::REGISTRY;
use aluma_text::{Facts, KitFields, Lang, Section, Voice, amendment, charter, charter_json, kit};
use aluma_types::json::{BodyText, Lookup};
use aluma_types::spec::Catalog;
use aluma_types::{Amount, AssetId, Hash32};
use serde_json::{Value as Json, json};

use crate::door::{Door, Purpose};
use crate::keys;
use crate::options::Options;
use crate::outcome::{Failure, say};

/// `charter show`: put in words by this program, from the parameters that the ledger told.
///
/// # Errors
/// Where no ledger answers or it says no.
pub(crate) fn run(options: &Options<'_>) -> Result<(), Failure> {
    let dao = json!({ "dao": options.text("dao").unwrap_or_default() });
    let door = Door::open(options, Purpose::Read)?;
    let told = keys::read(options, &door.client).and_then(|()| {
        let charter = door.client.view("charter", &dao)?;
        Ok((charter, door.client.view("treasury", &dao)?))
    });
    door.close();
    let (told, treasury) = told?;
    let sections = sections(Voice::plain(options.lang()), &told, &treasury);
    if options.json() {
        say(&json!({ "charter": told, "sections": charter_json(&sections) }).to_string());
    } else {
        say(&prose(&sections, "", "\n"));
    }
    Ok(())
}

/// A charter in words, from what the views of charter and treasury answer.
pub(crate) fn sections(voice: Voice, told: &Json, treasury: &Json) -> Vec<Section> {
    let money = Money::of(treasury);
    let facts = facts(told, &money);
    let pairs = rows(told, "parameters", "key", "value");
    let pairs = pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    charter(voice, pairs, &facts, &money)
}

/// What a proposal would change in its DAO's charter: the sentences that go and those that come.
///
/// # Errors
/// Where the ledger does not answer.
pub(crate) fn amended(client: &Client, voice: Voice, answer: &Json) -> Result<String, Failure> {
    let changes = rows(answer, "changes", "parameter", "after");
    if changes.is_empty() {
        return Ok(String::new());
    }
    let dao = json!({ "dao": answer.get("dao").cloned().unwrap_or_default() });
    let told = client.view("charter", &dao)?;
    let money = Money::of(&client.view("treasury", &dao)?);
    let today = rows(&told, "parameters", "key", "value");
    let today: Vec<_> = today.iter().map(|(key, text)| (&key[..], &text[..])).collect();
    let changes: Vec<_> = changes.iter().map(|(key, text)| (&key[..], &text[..])).collect();
    let facts = facts(&told, &money);
    let mut text = String::new();
    for row in amendment(voice, (&today, &changes), &facts, &money) {
        text.push_str(&format!("\n{}", row.title));
        for (mark, said) in [('-', &row.before), ('+', &row.after)] {
            if !said.is_empty() {
                text.push_str(&format!("\n  {mark} {said}"));
            }
        }
    }
    Ok(text)
}

/// Two texts of each row of a list.
fn rows(answer: &Json, list: &str, one: &str, other: &str) -> Vec<(String, String)> {
    let rows = answer.get(list).and_then(Json::as_array).into_iter().flatten();
    rows.filter_map(|row| Some((word(row, one)?, word(row, other)?))).collect()
}

fn word(row: &Json, key: &str) -> Option<String> {
    row.get(key).and_then(Json::as_str).map(str::to_owned)
}

fn facts(told: &Json, money: &Money) -> Facts {
    Facts {
        manner: manner(word(told, "manner").as_deref()),
        template: template(word(told, "template").as_deref()),
        members: told.get("members").and_then(Json::as_u64),
        free: money.free.clone(),
    }
}

fn manner(word: Option<&str>) -> Manner {
    let known = Manner::ALL.into_iter().find(|manner| Some(manner.word()) == word);
    known.unwrap_or(Manner::SmallCircle)
}

fn template(word: Option<&str>) -> Option<Template> {
    Template::ALL.into_iter().find(|template| Some(template.word()) == word)
}

/// A title and a paragraph for each section.
pub(crate) fn prose(sections: &[Section], mark: &str, gap: &str) -> String {
    let one = |section: &Section| format!("{mark}{}{gap}{}", section.title, section.paragraph());
    sections.iter().map(one).collect::<Vec<_>>().join("\n\n")
}

/// What the treasury's answer says of assets, and what is free of each.
#[derive(Default)]
struct Money {
    assets: BTreeMap<AssetId, (String, u8)>,
    free: Vec<Amount>,
}

impl Money {
    fn of(treasury: &Json) -> Self {
        let list = |key: &str| treasury.get(key).and_then(Json::as_array).into_iter().flatten();
        let asset = |row: &Json| {
            let id = AssetId(row.get("asset")?.as_u64()?);
            let symbol = row.pointer("/what/symbol")?.as_str()?.to_owned();
            Some((id, (symbol, u8::try_from(row.pointer("/what/decimals")?.as_u64()?).ok()?)))
        };
        let free = |row: &Json| {
            let asset = AssetId(row.pointer("/free/asset")?.as_u64()?);
            let units = row.pointer("/free/units")?.as_str()?.parse().ok()?;
            Some(Amount { asset, units })
        };
        Self {
            assets: list("assets").filter_map(asset).collect(),
            free: list("free").filter_map(free).collect(),
        }
    }
}

impl Lookup for Money {
    fn body(&self, _: &Hash32) -> BodyText {
        BodyText::Missing
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        self.assets.get(&id).cloned()
    }

    fn catalog(&self) -> &dyn Catalog {
        &REGISTRY
    }
}

/// The share of a template where no ledger has given it a number.
const SHARE: AssetId = AssetId(2);

/// A charter as a template starts it, in words: for so many members, and what is free.
fn preview(
    lang: Lang,
    (template, manner, joining): (Option<Template>, Manner, Option<&str>),
    (members, free): (Option<u64>, Vec<Amount>),
) -> Vec<Section> {
    let euros = (AssetId(1), ("EUR".to_owned(), 2));
    let share = template.and_then(|template| template.start().share);
    let share = share.map(|share| (SHARE, (share.symbol.to_owned(), 0)));
    let money = Money { assets: [euros].into_iter().chain(share).collect(), free };
    let facts = Facts { manner, template, members, free: money.free.clone() };
    let start = start_of(manner, template, Some(SHARE));
    let line = |spec: &'static ParameterSpec| {
        let asked = joining.filter(|_| spec.name == "membership.joining");
        let stated = || show(spec.kind, start.get(spec));
        (spec.name, asked.map_or_else(stated, str::to_owned))
    };
    let lines: Vec<_> = all().map(line).collect();
    let pairs = lines.iter().map(|(key, value)| (*key, value.as_str()));
    charter(Voice::plain(lang), pairs, &facts, &money)
}

/// `charter preview`: the charter that a template starts, before anybody founds anything.
pub(crate) fn show_template(options: &Options<'_>) {
    let of = (template(options.text("template")), manner(options.text("manner")));
    let sections = preview(options.lang(), (of.0, of.1, options.text("joining")), (None, vec![]));
    if options.json() {
        let kit = of.0.map(|template| kit(options.lang(), template, &[]));
        let (domains, roles) = kit.map(|kit| (kit.domains, kit.roles)).unwrap_or_default();
        let sections = charter_json(&sections);
        say(&json!({ "sections": sections, "domains": domains, "roles": roles }).to_string());
    } else {
        say(&prose(&sections, "", "\n"));
    }
}

/// Puts the teams and roles that a template offers into a founding that names a template and neither
/// teams nor roles.
pub(crate) fn furnish(options: &Options<'_>, fields: &mut Json) {
    let is_empty = |key: &str| fields.get(key).and_then(Json::as_array).is_none_or(Vec::is_empty);
    let named = template(fields.get("template").and_then(Json::as_str));
    let (true, Some(template)) = (is_empty("domains") && is_empty("roles"), named) else { return };
    let assets = fields.get("assets").and_then(Json::as_array).into_iter().flatten();
    let money: Vec<(String, u128)> = assets
        .filter(|asset| word(asset, "kind").as_deref() == Some("token"))
        .filter_map(|asset| Some((word(asset, "symbol")?, word(asset, "supply")?.parse().ok()?)))
        .collect();
    let KitFields { domains, roles } = kit(options.lang(), template, &money);
    fields["domains"] = domains;
    fields["roles"] = roles;
}

/// The charters that the manners alone start and those of each template in the manners that suit it,
/// in both languages: of five members, or of forty where many decide, with 1,000 euros free.
pub(crate) fn page() -> String {
    let mut text =
        "# Charters\n\nWhat `aluma charter preview` prints of a charter as each manner and \
                    each template starts it, here for a community of five (forty where many \
                    decide) with 1,000 EUR in its treasury.\n"
            .to_owned();
    for template in [None].into_iter().chain(Template::ALL.map(Some)) {
        for manner in manners_of(template) {
            for lang in Lang::ALL {
                let members = Some(if *manner == Manner::SmallCircle { 5 } else { 40 });
                let free = vec![Amount { asset: AssetId(1), units: 100_000 }];
                let sections = preview(lang, (template, *manner, None), (members, free));
                let name = template.map_or("no template", Template::word);
                let title = format!("{name}, {}, {}", manner.word(), lang.code());
                text.push_str(&format!("\n## {title}\n\n{}\n", prose(&sections, "### ", "\n\n")));
            }
        }
    }
    text
}

/// The manners that suit a template; others may be chosen.
const fn manners_of(template: Option<Template>) -> &'static [Manner] {
    use Manner::{Assembly, Delegates, SmallCircle};
    match template {
        None => &Manner::ALL,
        Some(Template::Archive | Template::InvestmentClub) => &[SmallCircle],
        Some(Template::ProtocolSteward) => &[SmallCircle, Delegates],
        Some(Template::ServiceCollective | Template::LearningCommunity) => &[SmallCircle, Assembly],
        Some(Template::PhilanthropicFund) => &[SmallCircle, Assembly],
    }
}
