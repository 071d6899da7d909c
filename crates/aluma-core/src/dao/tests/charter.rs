use alloc::collections::BTreeSet;
use alloc::string::ToString;

use aluma_types::{AssetId, Share, Span, Text, Timestamp};

use super::{told_no, word};
use crate::dao::actions::Amend;
use crate::dao::events::Change;
use crate::dao::rules::parameters::{all, in_range, named, numbered, parse, show};
use crate::dao::rules::sections::sections;
use crate::dao::views::CharterView;
use crate::dao::{Event, Kind, Manner, ParameterValue as Value, Refusal, Unit, charter};
use crate::kernel::action::Action;
use crate::kernel::effects::Effects;
use crate::testing::{Founding, World, changes};

const MANNERS: [Manner; 3] = [Manner::SmallCircle, Manner::Assembly, Manner::Delegates];
const TAGS: Kind = Kind::Tags {
    of: &[("one", "one", "א"), ("two", "two", "ב"), ("three", "three", "ג")],
    most: 2,
};
const CHOICES: Kind = Kind::Choice(&[("first", "first", "א"), ("second", "second", "ב")]);

#[test]
fn every_parameter_is_whole() {
    let (mut names, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    for spec in all() {
        assert!(names.insert(spec.name), "{} is named twice", spec.name);
        assert!(numbers.insert(spec.number), "{} is numbered twice", spec.number);
        assert!(Text::<48>::new(spec.name).is_ok(), "{} is no key", spec.name);
        let section = spec.name.split_once('.').map(|(section, _)| section);
        assert_eq!(section, Some(spec.section), "{} stands elsewhere", spec.name);
        assert!(!spec.doc.is_empty() && !spec.he.is_empty(), "{} lacks words", spec.name);
        for value in MANNERS.map(|manner| spec.default_of(manner)) {
            assert_eq!(in_range(spec.kind, value), Ok(()), "{}'s default", spec.name);
            let text = show(spec.kind, value);
            assert!(Text::<64>::new(&text).is_ok(), "{}'s default {text}", spec.name);
            assert_eq!(parse(spec.kind, &text), Some(value), "{}'s default {text}", spec.name);
        }
        assert_eq!(numbered(spec.number).map(|spec| spec.name), Some(spec.name));
    }
    assert!(names.len() <= crate::dao::MAX_PARAMETERS);
}

#[test]
fn every_parameter_is_told_by_its_section() {
    let (mut names, mut places) = (BTreeSet::new(), BTreeSet::new());
    let mut told = BTreeSet::new();
    for section in sections() {
        assert!(names.insert(section.name), "{} is declared twice", section.name);
        assert!(places.insert(section.place), "{} stands where another does", section.name);
        for (line, of) in section.lines.iter().flat_map(|l| l.of.iter().map(move |of| (l, of))) {
            let name = alloc::format!("{}.{of}", section.name);
            assert!(named(&name).is_some(), "{} speaks of {name}", line.says);
            told.insert(name);
        }
    }
    for section in sections() {
        assert!(section.like.is_none_or(|model| names.contains(model)), "{}", section.name);
    }
    for spec in all() {
        assert!(told.contains(spec.name), "no sentence tells {}", spec.name);
        assert!(!spec.en.is_empty(), "{} lacks an English label", spec.name);
        if let Unit::UnitsOf(asset) = spec.unit {
            assert!(named(asset).is_some_and(|asset| asset.kind == Kind::OptionalAsset));
        }
    }
}

#[test]
fn values_have_one_text_form() {
    let number = Kind::Number { min: 0, max: 9 };
    let span = Kind::Span { min: Span(0), max: Span::days(9) };
    let share = Kind::Share { min: Share::ZERO, max: Share::ONE };
    let third = Share::new(1, 3).unwrap();
    //  kind, value, text
    for (kind, value, text) in [
        (Kind::Flag, Value::Flag { value: true }, "yes"),
        (Kind::Flag, Value::Flag { value: false }, "no"),
        (number, Value::Number { value: u128::MAX }, &u128::MAX.to_string()),
        (span, Value::Span { value: Span::hours(36) }, "1d12h"),
        (span, Value::Span { value: Span(0) }, "0s"),
        (share, Value::Share { value: Share::percent(25) }, "25%"),
        (share, Value::Share { value: third }, "1/3"),
        (CHOICES, Value::Choice { value: 1 }, "second"),
        (Kind::Time, Value::Time { value: Timestamp(1) }, "1970-01-01T00:00:00.001Z"),
        (Kind::OptionalAsset, Value::Asset { value: None }, "none"),
        (Kind::OptionalAsset, Value::Asset { value: Some(AssetId(7)) }, "7"),
        (TAGS, Value::Tags { value: 0 }, "none"),
        (TAGS, Value::Tags { value: 0b101 }, "one,three"),
    ] {
        assert_eq!(show(kind, value), text);
        assert_eq!(parse(kind, text), Some(value), "{text}");
    }
    //  kind, what is no value of it
    for (kind, text) in [
        (Kind::Flag, "true"),
        (number, "-1"),
        (number, "1.0"),
        (number, "340282366920938463463374607431768211456"),
        (span, "soon"),
        (share, "101%"),
        (share, "0.5"),
        (CHOICES, "third"),
        (Kind::Time, "yesterday"),
        (Kind::OptionalAsset, "18446744073709551616"),
        (TAGS, ""),
        (TAGS, "one,one"),
        (TAGS, "one, two"),
        (TAGS, "one,none"),
    ] {
        assert_eq!(parse(kind, text), None, "{text}");
    }
}

#[test]
fn ranges_include_both_ends() {
    let number = Kind::Number { min: 2, max: 5 };
    let span = Kind::Span { min: Span(2), max: Span(5) };
    let quarter = Share::percent(25);
    let share = Kind::Share { min: quarter, max: Share::percent(50) };
    //  kind, below, least, most, above
    for (kind, [below, least, most, above]) in [
        (number, [1, 2, 5, 6].map(|value| Value::Number { value })),
        (span, [1, 2, 5, 6].map(|ms| Value::Span { value: Span(ms) })),
        (share, [249, 250, 500, 501].map(|part| Value::Share { value: Share::permille(part) })),
    ] {
        assert!(in_range(kind, least).is_ok() && in_range(kind, most).is_ok(), "{kind:?}");
        assert!(in_range(kind, below).is_err() && in_range(kind, above).is_err(), "{kind:?}");
        assert!(in_range(kind, Value::Flag { value: true }).is_err(), "{kind:?}");
    }
    assert!(in_range(CHOICES, Value::Choice { value: 1 }).is_ok());
    assert!(in_range(CHOICES, Value::Choice { value: 2 }).is_err());
    for (value, fits) in [(0, true), (0b11, true), (0b111, false), (0b1001, false)] {
        assert_eq!(in_range(TAGS, Value::Tags { value }).is_ok(), fits, "{value:b}");
    }
    // Whatever order they were written in.
    assert_eq!(parse(TAGS, "three,one"), Some(Value::Tags { value: 0b101 }));
}

#[test]
fn an_amendment_changes_what_it_names_and_declares_it() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    let amend =
        Amend { changes: changes(&[("membership.objection", "5d"), ("membership.vouches", "5")]) };
    let mut effects = Effects::default();
    amend.effects(dao, &mut effects);
    assert_eq!(effects.charter, BTreeSet::from([(dao, 201), (dao, 203)]));
    w.events::<Event>();
    w.decide(dao, &amend).unwrap();
    let length = crate::dao::span(w.state(), dao, &charter::OBJECTION);
    assert_eq!(length, Span::days(5));
    // What is named but stays as it was is no change.
    let change = Change {
        parameter: 201,
        before: Value::Span { value: Span::days(3) },
        after: Value::Span { value: Span::days(5) },
    };
    let amended = Event::CharterAmended {
        dao,
        changes: aluma_types::List::new(alloc::vec![change]).unwrap(),
    };
    assert_eq!(w.events::<Event>(), [amended]);
    assert_eq!(told_no(w.decide(dao, &amend)), word(Refusal::NothingToChange));
}

#[test]
fn a_diff_says_what_was_and_what_would_be() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    let wanted = changes(&[("membership.vouching", "no"), ("membership.joining", "vote")]);
    let diff = crate::dao::diff(w.state(), dao, &wanted).unwrap();
    let lines: alloc::vec::Vec<_> =
        diff.iter().map(|row| (row.spec.name, row.before.as_str(), row.after.as_str())).collect();
    let expected =
        [("membership.joining", "invitation", "vote"), ("membership.vouching", "yes", "no")];
    assert_eq!(lines, expected);
}

#[test]
fn a_founder_changes_the_charter_within_its_ranges() {
    let mut w = World::new();
    let founding = Founding {
        season: Some(Span::days(10)),
        changes: alloc::vec![("membership.vouches", "1000"), ("membership.joining", "vote")],
        ..Founding::default()
    };
    let dao = w.found("ana", &founding).unwrap();
    let answer = w.ask(None, &CharterView { dao }).unwrap();
    let value = |key: &str| {
        let row = answer.parameters.iter().find(|row| row.key.as_str() == key).unwrap();
        (row.value.as_str(), row.default.as_str())
    };
    assert_eq!(value("membership.vouches"), ("1000", "5"));
    assert_eq!(value("membership.joining"), ("vote", "invitation"), "the last word counts");
    assert_eq!(value("season.length"), ("10d", "30d"));
    assert_eq!(answer.parameters.len(), all().count());
    let too_long = Founding { season: Some(Span::days(366)), ..Founding::default() };
    assert_eq!(told_no(w.found("ana", &too_long)), "parameter-out-of-range");
}
