//! What the ledger can say, it can say in words: every refusal and every action of the registry.

use std::collections::BTreeSet;

use aluma_core::dao::rules::parameters::{all, show};
use aluma_core::dao::{Kind, Manner, ParameterSpec, ParameterValue};
use aluma_core::registry::{REFUSALS, REGISTRY};
use aluma_text::{Lang, Texts, Voice, amendment, charter, charter_key, sentence_faults};
use aluma_types::lookup::{BodyText, Lookup};
use aluma_types::spec::Catalog;
use aluma_types::{AssetId, Hash32};

#[test]
fn every_refusal_has_title_sentence_and_hint() {
    let names = REFUSALS.iter().flat_map(|(_, list)| list.iter().map(|(_, name)| name));
    let keys: Vec<_> = names
        .flat_map(|name| ["", ".title", ".hint"].map(|part| format!("refusal-{name}{part}")))
        .collect();
    for lang in Lang::ALL {
        let missing = Texts::get().missing(lang, keys.iter().map(String::as_str));
        assert_eq!(missing, Vec::<&str>::new(), "{lang:?}");
    }
}

#[test]
fn every_action_has_its_words_in_both_languages() {
    let faults: Vec<_> =
        REGISTRY.specs.iter().flat_map(|(_, spec)| sentence_faults(spec)).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_parameter_of_the_charter_has_a_sentence() {
    let keys: Vec<_> = all().map(|spec| charter_key(spec.name)).collect();
    for lang in Lang::ALL {
        let missing = Texts::get().missing(lang, keys.iter().map(String::as_str));
        assert_eq!(missing, Vec::<&str>::new(), "{lang:?}");
    }
}

/// Every value that a sentence could choose by, and a few that it shows.
fn values(spec: &ParameterSpec) -> Vec<ParameterValue> {
    let manners = [Manner::SmallCircle, Manner::Assembly, Manner::Delegates];
    let mut values: Vec<_> = manners.iter().map(|manner| spec.default_of(*manner)).collect();
    match spec.kind {
        Kind::Flag => values.extend([true, false].map(|value| ParameterValue::Flag { value })),
        Kind::Number { min, max } => {
            let counts = [1, 2, 3, min, max].map(|count| count.clamp(min, max));
            values.extend(counts.map(|value| ParameterValue::Number { value }));
        }
        Kind::Span { min, max } => {
            values.extend([min, max].map(|value| ParameterValue::Span { value }));
        }
        Kind::Share { min, max } => {
            values.extend([min, max].map(|value| ParameterValue::Share { value }));
        }
        Kind::Choice(names) => {
            let places = 0..u8::try_from(names.len()).unwrap();
            values.extend(places.map(|value| ParameterValue::Choice { value }));
        }
        Kind::Time => {}
        Kind::OptionalAsset => {
            values.extend([None, Some(AssetId(1))].map(|value| ParameterValue::Asset { value }));
        }
    }
    values
}

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

#[test]
fn every_sentence_of_a_charter_says_its_value() {
    let manner = Manner::SmallCircle;
    let usual: Vec<_> =
        all().map(|spec| (spec.name, show(spec.kind, spec.default_of(manner)))).collect();
    for spec in all() {
        for value in values(spec) {
            let text = show(spec.kind, value);
            let line = |(name, usual): &'_ (&'static str, String)| {
                (*name, if *name == spec.name { text.clone() } else { usual.clone() })
            };
            let lines: Vec<_> = usual.iter().map(line).collect();
            let lines = lines.iter().map(|(name, text)| (*name, text.as_str()));
            for lang in Lang::ALL {
                let clauses = charter(Voice::plain(lang), lines.clone(), &Nobody);
                let clause = clauses.iter().find(|clause| clause.key == spec.name).unwrap();
                let said = &clause.sentence;
                assert!(!said.contains('$') && said.ends_with('.'), "{}: {said}", spec.name);
            }
        }
    }
}

#[test]
fn a_charter_in_sentences() {
    let lines = [
        ("membership.joining", "application"),
        ("membership.objection", "3d"),
        ("membership.vouches", "1"),
        ("membership.mood", "good"),
    ];
    let said = |lang| {
        let clauses = charter(Voice::plain(lang), lines, &Nobody).into_iter();
        clauses.map(|clause| clause.sentence).collect::<Vec<_>>()
    };
    assert_eq!(
        said(Lang::En),
        [
            "Whoever wants to join applies. If nobody objects within 3 days, they are a member \
             with a vote; one objection makes it a matter for a vote.",
            "An application can be objected to for 3 days; silence admits.",
            "After the founding season one member may bring in 1 person in 30 days on their word.",
            "membership.mood: good",
        ]
    );
    assert!(said(Lang::He)[2].contains("אדם אחד"), "{:?}", said(Lang::He));
}

/// A charter's parameters with one of them changed.
fn with(manner: Manner, name: &str, text: &str) -> Vec<(&'static str, String)> {
    let line = |spec: &'static ParameterSpec| {
        let usual = show(spec.kind, spec.default_of(manner));
        (spec.name, if spec.name == name { text.to_owned() } else { usual })
    };
    all().map(line).collect()
}

#[test]
fn every_other_value_of_every_parameter_is_said_otherwise() {
    for spec in all() {
        let texts: BTreeSet<String> =
            values(spec).into_iter().map(|value| show(spec.kind, value)).collect();
        assert!(texts.len() > 1, "{} has one value only", spec.name);
        for lang in Lang::ALL {
            let said: BTreeSet<String> = texts
                .iter()
                .map(|text| {
                    let lines = with(Manner::SmallCircle, spec.name, text);
                    let lines = lines.iter().map(|(name, text)| (*name, text.as_str()));
                    let clauses = charter(Voice::plain(lang), lines, &Nobody);
                    clauses.into_iter().find(|clause| clause.key == spec.name).unwrap().sentence
                })
                .collect();
            assert_eq!(said.len(), texts.len(), "{} in {lang:?}: {said:?}", spec.name);
        }
    }
}

#[test]
fn an_amendment_reads_as_before_and_after_in_both_languages() {
    let lines = with(Manner::SmallCircle, "", "");
    let lines: Vec<_> = lines.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let changes = [("velocity.week", "100%"), ("membership.joining", "vote")];
    let en = amendment(Voice::plain(Lang::En), &lines, &changes, &Nobody);
    let week = en.iter().find(|row| row.after.contains("Nothing limits")).unwrap();
    assert!(week.before.contains("at most 25%"), "{week:?}");
    // What vouching means depends on who may join, so it is shown although nobody touched it.
    assert!(en.iter().any(|row| row.after.contains("but the vote decides")), "{en:?}");
    let he = amendment(Voice::plain(Lang::He), &lines, &changes, &Nobody);
    assert_eq!(he.len(), en.len());
    assert!(he.iter().any(|row| row.after.contains("דבר אינו מגביל")), "{he:?}");
    assert_eq!(amendment(Voice::plain(Lang::En), &lines, &[("tip.limit", "5%")], &Nobody), []);
}

#[test]
fn an_archive_says_that_nothing_limits_it() {
    let archive = [
        ("velocity.week", "100%", "Nothing limits what may leave"),
        ("velocity.month", "100%", "Nothing limits what may leave"),
        ("mint.cap", "100%", "Nothing limits how much"),
        ("tip.limit", "0%", "No sum is a tip."),
        ("spend.limit", "100%", "whatever its size"),
        ("spend.delay", "1h", "waits 1 hour before it is done"),
        ("spend.final-ballots", "always", "Every ballot is final"),
    ];
    for (name, text, words) in archive {
        let lines = with(Manner::SmallCircle, name, text);
        let lines = lines.iter().map(|(name, text)| (*name, text.as_str()));
        let clauses = charter(Voice::plain(Lang::En), lines, &Nobody);
        let clause = clauses.iter().find(|clause| clause.key == name).unwrap();
        assert!(clause.sentence.contains(words), "{name}: {}", clause.sentence);
    }
}
