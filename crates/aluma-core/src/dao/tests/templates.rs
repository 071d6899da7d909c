//! Every template: lines that are parameters, charters that are legal, and none that is hollow.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use aluma_types::{AssetId, Text};

use crate::dao::rules::kits::FirstOffice;
use crate::dao::rules::parameters::{Charter, all, in_range, named, parse};
use crate::dao::rules::profile;
use crate::dao::rules::templates::{Said, default_of, lines, start_of};
use crate::dao::types::{TAG_BYTES, Template};
use crate::dao::{Kind, Manner, ParameterValue as Value};
use crate::registry::REGISTRY;
use aluma_types::spec::Author;

const SHARE: AssetId = AssetId(7);

fn every() -> impl Iterator<Item = (Option<Template>, Manner)> {
    let templates = Template::ALL.into_iter().map(Some).chain([None]);
    templates.flat_map(|template| Manner::ALL.map(|manner| (template, manner)))
}

fn start(template: Option<Template>, manner: Manner) -> Charter {
    start_of(manner, template, Some(SHARE))
}

#[test]
fn a_template_states_its_own_defaults_and_leaves_the_rest_to_the_manner() {
    for (template, manner) in every() {
        let charter = start(template, manner);
        let symbol = template.and_then(|t| t.start().share).map(|share| share.symbol);
        for spec in all() {
            let line = lines(template).iter().find(|(key, _)| *key == spec.name);
            let expected = match line.map(|(_, said)| said.in_manner(manner)) {
                None => spec.default_of(manner),
                text if text == symbol => Value::Asset { value: Some(SHARE) },
                Some(text) => parse(spec.kind, text).unwrap_or_else(|| panic!("{}", spec.name)),
            };
            assert_eq!(charter.get(spec), expected, "{template:?} {manner:?} {}", spec.name);
            if expected != (Value::Asset { value: Some(SHARE) }) {
                assert_eq!(default_of(spec, manner, template), expected, "{}", spec.name);
            }
        }
    }
}

#[test]
fn every_line_of_a_template_is_a_parameter_in_its_range_and_says_something() {
    for template in Template::ALL {
        let mut seen = BTreeSet::new();
        assert!(!lines(Some(template)).is_empty(), "{template:?} is hollow");
        for (key, said) in lines(Some(template)) {
            let spec = named(key).unwrap_or_else(|| panic!("{key} is no parameter"));
            assert!(seen.insert(key), "{template:?} says {key} twice");
            if let Said::BySize(small, many) = said {
                assert_ne!(small, many, "{key}");
            }
            let differs = Manner::ALL.iter().any(|manner| {
                let value = start(Some(template), *manner).get(spec);
                assert_eq!(in_range(spec.kind, value), Ok(()), "{template:?} {key}");
                value != spec.default_of(*manner)
            });
            assert!(differs, "{template:?} says of {key} what every manner says");
        }
    }
}

/// Whoever answers four questions must not be told that a template does not fit the answer.
#[test]
fn no_template_breaks_a_law_in_any_manner() {
    for (template, manner) in every() {
        assert!(start(template, manner).is_legal(), "{template:?} {manner:?}");
        for joining in ["application", "invitation", "vote", "holding"] {
            let mut charter = start(template, manner);
            let spec = named("membership.joining").unwrap();
            charter.put(spec.number, parse(spec.kind, joining).unwrap());
            assert!(charter.is_legal(), "{template:?} {manner:?} {joining}");
        }
    }
    // Where everybody may join, only shares may count: the steward's template is made for it.
    let open = |template| {
        let mut charter = start(template, Manner::Delegates);
        charter.put(200, Value::Choice { value: 0 });
        charter.is_legal()
    };
    assert!(open(Some(Template::ProtocolSteward)));
    assert!(!open(Some(Template::LearningCommunity)) && !open(None));
}

#[test]
fn a_charter_goes_to_another_manner_as_its_template_writes_it_there() {
    for (template, from) in every() {
        for to in Manner::ALL {
            let moved = start(template, from).in_manner(to, template).unwrap();
            assert_eq!(moved, start(template, to), "{template:?} {from:?} {to:?}");
        }
    }
    // What its people changed stays.
    let period = named("spend.period").unwrap();
    let mut charter = start(None, Manner::SmallCircle);
    charter.put(period.number, parse(period.kind, "3d").unwrap());
    let moved = charter.in_manner(Manner::Assembly, None).unwrap();
    assert_eq!(moved.get(period), parse(period.kind, "3d").unwrap());
    let quiet = named("spend.quiet").unwrap();
    assert_eq!(moved.get(quiet), quiet.default_of(Manner::Assembly));
}

#[test]
fn kits_give_roles_what_roles_may_and_name_what_is_there() {
    let mut known: Vec<&FirstOffice> = Vec::new();
    for template in Template::ALL {
        let kit = template.start().kit;
        let mut words = BTreeSet::new();
        let names = kit.domains.iter().map(|team| team.word);
        for word in names.chain(kit.roles.iter().map(|role| role.word)) {
            assert!(words.insert(word), "{word}");
        }
        for role in kit.roles {
            // What two templates call alike is the same.
            assert!(known.iter().all(|other| other.word != role.word || *other == role));
            known.push(role);
        }
        for role in kit.roles {
            assert!(role.domain.is_none_or(|at| (1..=kit.domains.len()).contains(&(at as usize))));
            for name in role.may {
                let (_, spec) = REGISTRY.specs.iter().find(|(_, spec)| spec.name == *name).unwrap();
                assert!(spec.by.contains(&Author::Role), "{} may not {name}", role.word);
            }
        }
    }
}

#[test]
fn every_living_community_begins_with_people_who_moderate() {
    for template in Template::ALL {
        let kit = template.start().kit;
        let may = |name: &str| kit.roles.iter().any(|role| role.may.contains(&name));
        let named = REGISTRY.specs.iter().filter(|(_, spec)| spec.by.contains(&Author::Role));
        let moderating =
            named.filter(|(_, spec)| spec.domain == "discussion").map(|(_, spec)| spec.name);
        // Whose past is imported has nobody who talks.
        let is_living = template != Template::Archive;
        let found: Vec<_> = moderating.filter(|name| may(name) != is_living).collect();
        assert_eq!(found, Vec::<&str>::new(), "{template:?}");
    }
}

#[test]
fn tags_are_words_of_one_list_and_five_fit() {
    let mut names = BTreeSet::new();
    for spec in [&profile::ABOUT, &profile::VALUES] {
        let Kind::Tags { of, most } = spec.kind else { panic!("{}", spec.name) };
        assert!(of.len() <= 64);
        for (name, en, he) in of {
            assert!(Text::<TAG_BYTES>::new(name).is_ok() && *name != "none", "{name}");
            assert!(names.insert(*name), "{name} stands twice");
            assert!(!en.is_empty() && !he.is_empty(), "{name}");
            assert_eq!(profile::tag(name).map(|(found, _)| found.name), Some(spec.name));
        }
        let mut longest: Vec<usize> = of.iter().map(|(name, ..)| name.len()).collect();
        longest.sort_unstable();
        let five: usize = longest.iter().rev().take(most as usize).map(|bytes| bytes + 1).sum();
        assert!(five <= 65, "{five}");
    }
    assert!(profile::tag("none").is_none());
}

#[test]
fn countries_are_two_letters_each_and_fit_in_a_byte() {
    let Kind::Choice(countries) = profile::PLACE.kind else { panic!("a choice") };
    let codes: BTreeSet<&str> = countries.iter().map(|(code, ..)| *code).collect();
    assert!(codes.len() == countries.len() && countries.len() <= 256);
    assert_eq!(countries[0].0, "none");
    assert!(countries[1..].iter().all(|(code, ..)| code.len() == 2));
    let en: BTreeSet<&str> = countries.iter().map(|(_, en, _)| *en).collect();
    let he: BTreeSet<&str> = countries.iter().map(|(.., he)| *he).collect();
    assert!(en.len() == countries.len() && he.len() == countries.len());
    assert!(["IL", "DE", "US", "CH"].iter().all(|code| codes.contains(code)));
}
