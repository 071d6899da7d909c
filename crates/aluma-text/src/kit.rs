//! The teams and roles that a template offers, put into words for whoever founds: as fields of
//! `found`, which the founder reads, may change, and signs.

use aluma_core::dao::Template;
use aluma_core::dao::rules::kits::{FirstOffice, FirstTeam};
use fluent_bundle::FluentArgs;
use serde_json::{Value as Json, json};

use crate::{Lang, Texts, Voice};

/// The period of what a first role may pay.
const PERIOD: &str = "30d";

/// Teams and roles as the fields `domains` and `roles` of `found` take them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitFields {
    /// The teams.
    pub domains: Json,
    /// The roles.
    pub roles: Json,
}

/// What a template offers, in a language. `money` is what the founding puts into the treasury: each
/// asset's symbol and base units, of which a role that pays gets its part as a limit.
pub fn kit(lang: Lang, template: Template, money: &[(String, u128)]) -> KitFields {
    let kit = template.start().kit;
    KitFields {
        domains: kit.domains.iter().map(|team| domain(lang, team)).collect(),
        roles: kit.roles.iter().map(|office| role(lang, office, money)).collect(),
    }
}

/// Every message that kits are told with.
pub fn kit_keys() -> Vec<String> {
    let kits = || Template::ALL.into_iter().map(|template| template.start().kit);
    let teams = kits().flat_map(|kit| kit.domains.iter().map(|team| team.word));
    let offices = kits().flat_map(|kit| kit.roles.iter().map(|office| office.word));
    let both = |word| [format!("kit-{word}"), format!("kit-{word}.for")];
    teams.chain(offices).flat_map(both).collect()
}

fn domain(lang: Lang, team: &FirstTeam) -> Json {
    // A pot's name is of plain letters in every language.
    let (name, purpose) = words(lang, team.word);
    json!({ "name": name, "purpose": purpose, "pot": team.word })
}

fn role(lang: Lang, office: &FirstOffice, money: &[(String, u128)]) -> Json {
    let (name, duty) = words(lang, office.word);
    let part = |units: u128| units.saturating_mul(office.pays_percent) / 100;
    let limit = |(symbol, units): &(String, u128)| {
        let units = part(*units).to_string();
        json!({ "symbol": symbol, "units": units, "per": PERIOD })
    };
    let limits = money.iter().filter(|(_, units)| part(*units) > 0).map(limit);
    let mut role = json!({
        "name": name,
        "duty": duty,
        "may": office.may,
        "limits": limits.collect::<Json>(),
        "for_members": true,
        "weighs": office.weighs,
        "for_founders": true,
    });
    if let Some(domain) = office.domain {
        role["domain"] = json!(domain);
    }
    role
}

/// What something is called, and what it is for.
fn words(lang: Lang, word: &str) -> (String, String) {
    let say = |key: &str| {
        let said = Texts::get().message(Voice::plain(lang), key, &FluentArgs::new());
        said.unwrap_or_else(|| key.to_owned())
    };
    (say(&format!("kit-{word}")), say(&format!("kit-{word}.for")))
}
