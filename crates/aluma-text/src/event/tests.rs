//! Every fact has its words, and the words speak of what the fact has.

use std::collections::BTreeSet;

use aluma_core::dao::Event as Dao;
use aluma_core::dao::events::Change;
use aluma_core::dao::rules::parameters::{all, parse};
use aluma_core::governance::Event as Governance;
use aluma_core::governance::events::Fact;
use aluma_core::governance::types::Choice;
use aluma_core::kernel::event::DomainEvent;
use aluma_core::registry::REGISTRY;
use aluma_core::treasury::Event as Treasury;
use aluma_core::treasury::types::{GENERAL, Place};
use aluma_types::lookup::{BodyText, Lookup};
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::{AccountId, Amount, AssetId, Body, Canon, DaoId, Hash32, List, ProposalId};

use super::*;
use crate::texts::{files, variables};
use crate::{Lang, Unknown, Voice};

/// Knows the names of some.
struct World;

impl Lookup for World {
    fn body(&self, _: &Hash32) -> BodyText {
        BodyText::Present("rent".to_owned())
    }

    fn asset(&self, _: AssetId) -> Option<(String, u8)> {
        Some(("TEC".to_owned(), 2))
    }

    fn name(&self, kind: IdKind, id: u64) -> Option<String> {
        match (kind, id) {
            (IdKind::AccountId, 5) => Some("noa".to_owned()),
            (IdKind::DaoId, 1) => Some("hall".to_owned()),
            _ => None,
        }
    }

    fn catalog(&self) -> &dyn Catalog {
        &Unknown
    }
}

fn say<E: DomainEvent + Canon>(lang: Lang, event: &E) -> String {
    let value = E::SPEC.decode(&event.to_bytes()).expect("canonical");
    event_sentence(Voice::plain(lang), (E::DOMAIN, E::SPEC), &value, &World).expect("words")
}

#[test]
fn every_fact_of_every_domain_has_a_sentence_in_both_languages() {
    let keys = REGISTRY.events.iter().flat_map(|(domain, spec)| event_keys(domain, spec));
    let keys: Vec<_> = keys.map(|(key, _)| key).collect();
    assert!(keys.len() > 80, "{}", keys.len());
    for lang in Lang::ALL {
        let missing = Texts::get().missing(lang, keys.iter().map(String::as_str));
        assert_eq!(missing, Vec::<&str>::new(), "{lang:?}");
    }
    // And no words are left of a fact that is no more.
    let shared = ["event-place-from", "event-place-to", "event-reason", "event-received"];
    let known: BTreeSet<_> = keys.iter().map(String::as_str).chain(shared).collect();
    let told = Texts::get().keys(Lang::En).filter(|key| key.starts_with("event-"));
    assert_eq!(told.filter(|key| !known.contains(key)).collect::<Vec<_>>(), Vec::<&str>::new());
}

/// The part of a file that says `key`.
fn said<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let from = text.find(&format!("\n{key} ="))?.saturating_add(1);
    let rest = text.get(from..)?;
    let end = rest.match_indices('\n').find(|(at, _)| {
        rest.get(at.saturating_add(1)..).is_some_and(|next| !next.starts_with([' ', '}']))
    });
    rest.get(..end.map_or(rest.len(), |(at, _)| at))
}

#[test]
fn sentences_speak_of_what_their_fact_has() {
    for lang in Lang::ALL {
        let text = files(lang).iter().find(|(name, _)| *name == "events.ftl").expect("a file").1;
        for (domain, spec) in REGISTRY.events {
            for (key, fields) in event_keys(domain, spec) {
                let pattern = said(text, &key).unwrap_or_else(|| panic!("{key} in {lang:?}"));
                let shared =
                    ["event-place-from", "event-place-to", "event-reason", "event-received"];
                let shared = shared.into_iter().filter(|name| pattern.contains(name));
                let shared = shared.filter_map(|name| said(text, name)).flat_map(variables);
                for name in variables(pattern).into_iter().chain(shared) {
                    let fits = fields.iter().any(|field| {
                        let rest = name.strip_prefix(field.name);
                        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
                    });
                    assert!(fits, "{key} in {lang:?} speaks of ${name}");
                }
            }
        }
    }
}

#[test]
fn people_are_called_by_their_names_alone() {
    let fact = Fact::VoteCast {
        proposal: ProposalId(3),
        account: AccountId(5),
        choice: Choice::For,
        weight: 1,
        carried: 0,
        last: true,
        reason: None,
    };
    let vote = Governance { dao: DaoId(1), fact };
    assert_eq!(say(Lang::En, &vote), "@noa voted on proposal 3: for.");
    assert_eq!(say(Lang::He, &vote), "הצבעה של @noa על הצעה להחלטה מס׳ 3: בעד.");
}

#[test]
fn moments_end_at_the_minute() {
    let away = Dao::MemberAway {
        dao: DaoId(1),
        account: AccountId(5),
        until: aluma_types::Timestamp(1_795_428_059_999),
    };
    assert_eq!(say(Lang::En, &away), "@noa is away until 2026-11-23 10:00 UTC.");
}

#[test]
fn money_says_where_it_came_from_and_went() {
    let paid = |to| Treasury::Paid {
        dao: DaoId(1),
        from: Place::Pot { dao: DaoId(1), pot: GENERAL },
        to,
        amount: Amount { asset: AssetId(2), units: 1_250 },
        reason: Body::new(Hash32([1; 32]), 4).ok(),
        proposal: None,
    };
    let to = Place::Account { account: AccountId(5) };
    let en = "12.5 TEC paid: from the general pot of @hall to @noa. Reason: “rent”";
    assert_eq!(say(Lang::En, &paid(to)), en);
    let he = "שולמו 12.5 TEC: מאת הסעיף הכללי בקופה של @hall אל @noa. הנימוק: „rent”";
    assert_eq!(say(Lang::He, &paid(to)), he);
    let to = Place::Pot { dao: DaoId(7), pot: GENERAL };
    assert!(say(Lang::En, &paid(to)).contains("to the general pot of community 7."));
    assert!(say(Lang::He, &paid(to)).contains("אל הסעיף הכללי בקופה של קהילה מס׳ 7."));
    assert!(say(Lang::En, &paid(Place::Supply)).contains("to nobody: burnt"));
}

#[test]
fn an_amendment_says_what_was_and_what_is() {
    let spec = all().find(|spec| parse(spec.kind, "1d").is_some()).expect("a span");
    let values = ["1d", "2d"].map(|text| parse(spec.kind, text).expect("a span"));
    let [before, after] = values;
    let change = Change { parameter: spec.number, before, after };
    let changes = List::new(vec![change]).expect("short");
    let amended = Dao::CharterAmended { dao: DaoId(1), changes };
    for (lang, told) in [(Lang::En, "1 day → 2 days"), (Lang::He, "יום אחד ← יומיים")]
    {
        assert!(say(lang, &amended).contains(told), "{}", say(lang, &amended));
    }
}
