//! The charter as prose: whole, honest, short and free of the machine's own words.

use std::collections::BTreeMap;

use aluma_core::dao::rules::parameters::{all, named, show};
use aluma_core::dao::rules::templates::{default_of, start_of};
use aluma_core::dao::{
    ChangeText, Changes, Charter, Kind, Manner, ParameterSpec, ParameterValue as Value, Template,
};
use aluma_core::governance::views::ChangeAnswer;
use aluma_core::registry::REGISTRY;
use aluma_text::{Facts, Lang, Section, Voice, act_sentence, amendment, charter, report, says};
use aluma_types::lookup::{BodyText, Lookup};
use aluma_types::spec::Catalog;
use aluma_types::{Act, Amount, AssetId, Canon, Hash32, Share, Span, Text, Timestamp};

const MANNERS: [Manner; 3] = Manner::ALL;
/// The plain manners and the archive first: in these every use of [`USES`] is legal.
const TEMPLATES: [Option<Template>; 7] = [
    None,
    Some(Template::Archive),
    Some(Template::ServiceCollective),
    Some(Template::ProtocolSteward),
    Some(Template::LearningCommunity),
    Some(Template::InvestmentClub),
    Some(Template::PhilanthropicFund),
];
/// The share that a template issues.
const SHARE: AssetId = AssetId(2);
/// Letters of a section's text at most, as a template writes it and with one parameter changed.
const USUAL_LENGTH: usize = 900;
const MOST_LENGTH: usize = 1_200;

struct Euros;

impl Lookup for Euros {
    fn body(&self, _: &Hash32) -> BodyText {
        BodyText::Missing
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        match id.0 {
            1 => Some(("EUR".to_owned(), 2)),
            2 => Some(("SHARE".to_owned(), 0)),
            _ => None,
        }
    }

    fn catalog(&self) -> &dyn Catalog {
        &REGISTRY
    }
}

/// A charter in its text form, by the parameters' names.
type Lines = BTreeMap<&'static str, String>;

fn lines(template: Option<Template>, manner: Manner) -> Lines {
    let start = start_of(manner, template, Some(SHARE));
    let value = |spec: &'static ParameterSpec| (spec.name, show(spec.kind, start.get(spec)));
    all().map(value).collect()
}

fn facts(template: Option<Template>, manner: Manner, members: Option<u64>) -> Facts {
    let free = members.map(|_| Amount { asset: AssetId(1), units: 100_000 });
    Facts { manner, template, members, free: free.into_iter().collect() }
}

fn told(voice: Voice, lines: &Lines, facts: &Facts) -> Vec<Section> {
    let pairs = lines.iter().map(|(key, value)| (*key, value.as_str()));
    charter(voice, pairs, facts, &Euros)
}

fn text(sections: &[Section], name: &str) -> String {
    let section = sections.iter().find(|section| section.name == name);
    let said = section.map(|section| section.sentences.iter().map(|said| said.text.as_str()));
    said.map(|said| said.collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

fn is_legal(lines: &Lines, manner: Manner) -> bool {
    Charter::read(manner, lines.iter().map(|(key, value)| (*key, value.as_str()))).is_legal()
}

/// Values that a sentence could choose by, and a few that it shows.
fn values(spec: &ParameterSpec) -> Vec<String> {
    let mut values: Vec<Value> =
        MANNERS.iter().map(|manner| default_of(spec, *manner, Some(Template::Archive))).collect();
    match spec.kind {
        Kind::Flag => values.extend([true, false].map(|value| Value::Flag { value })),
        Kind::Number { min, max } => {
            let some = [0, 1, 2, 7_500, 10_000, 2_500_000, max - 1, max];
            values.extend(some.map(|value| Value::Number { value: value.clamp(min, max) }));
        }
        Kind::Span { min, max } => {
            let hour = Span::hours(1).0;
            let some = [0, 1, 1_000, 2 * hour, 24 * hour, 49 * hour, max.0];
            let clamped = some.map(|ms| Span(ms.clamp(min.0, max.0)));
            values.extend(clamped.map(|value| Value::Span { value }));
        }
        Kind::Share { min, max } => {
            let (third, odd) = (Share::new(1, 3).unwrap(), Share::new(33_333, 100_001).unwrap());
            let some = [min, max, Share::permille(1), Share::percent(5), Share::percent(6)];
            values.extend(some.into_iter().chain([third, odd]).map(|value| Value::Share { value }));
        }
        Kind::Choice(names) => {
            // Of a long list some: that all its labels differ, the core holds.
            let last = u8::try_from(names.len() - 1).unwrap();
            let places = (0..=last).filter(|place| *place < 12 || *place == last);
            values.extend(places.map(|value| Value::Choice { value }));
        }
        Kind::Time => {
            values.extend([0, 1].map(|ms| Value::Time { value: Timestamp(ms) }));
        }
        Kind::Tags { of, .. } => {
            let some = [0, 1, 0b10, 0b11, 1 << (of.len() - 1), 0b11111];
            values.extend(some.map(|value| Value::Tags { value }));
        }
        Kind::OptionalAsset => {
            let assets = [None, Some(AssetId(1)), Some(AssetId(2)), Some(AssetId(9))];
            values.extend(assets.map(|value| Value::Asset { value }));
        }
    }
    let mut texts: Vec<_> = values.into_iter().map(|value| show(spec.kind, value)).collect();
    texts.sort();
    texts.dedup();
    texts
}

/// Charters in which every rule of the others is in use somewhere.
const USES: [&[(&str, &str)]; 7] = [
    &[],
    &[
        ("spend.rule", "share"),
        ("role.rule", "share"),
        ("tip.rule", "count"),
        ("membership.joining", "application"),
    ],
    &[
        ("weight.shares", "4000"),
        ("weight.heads", "6000"),
        ("weight.asset", "2"),
        ("spend.rule", "count"),
    ],
    &[
        ("weight.shares", "10000"),
        ("weight.heads", "0"),
        ("weight.asset", "2"),
        ("weight.shares-on-constitution", "yes"),
        ("membership.joining", "open"),
        ("constitution.rule", "count"),
        ("tip.rule", "count"),
        ("spend.rule", "count"),
        ("role.rule", "count"),
    ],
    &[
        ("proposals.stake-asset", "1"),
        ("proposals.stake", "500"),
        ("spend.deposit", "100"),
        ("role.deposit", "100"),
        ("membership.joining", "holding"),
        ("membership.asset", "1"),
    ],
    &[
        ("proposals.stake-asset", "1"),
        ("spend.support", "10%"),
        ("spend.support-fall", "1d"),
        ("tip.support-fall", "1d"),
        ("membership.joining", "holding"),
    ],
    &[
        ("spend.confirm", "1d"),
        ("spend.preparation", "2d"),
        ("spend.open-at-once", "3"),
        ("spend.support", "10%"),
        ("membership.joining", "vote"),
        ("spend.quorum-by-size", "no"),
        ("tip.limit", "0%"),
        ("spend.limit", "0%"),
    ],
];

/// The manners alone, every template in one of them, and every use of the rules in a charter that
/// allows it. That no template breaks a law in any manner, the core holds.
fn starts() -> Vec<(Facts, Lines)> {
    let in_all = |template| MANNERS.map(|manner| (template, manner));
    let [none, archive, ..] = TEMPLATES;
    let each = TEMPLATES.into_iter().skip(1).zip(MANNERS.into_iter().cycle());
    let plain = in_all(none).into_iter().chain(each).map(|of| (of, USES[0]));
    let used = in_all(none).into_iter().chain(in_all(archive));
    let sizes = [None, Some(2), Some(5), Some(40)].into_iter().cycle();
    let starts = plain.chain(used.zip(USES.into_iter().skip(1))).zip(sizes);
    let start = |(((template, manner), changes), members): ((_, &[(&'static str, &str)]), _)| {
        let mut lines = lines(template, manner);
        lines.extend(changes.iter().map(|(key, value)| (*key, (*value).to_owned())));
        assert!(is_legal(&lines, manner), "{changes:?}");
        (facts(template, manner, members), lines)
    };
    starts.map(start).collect()
}

/// Changing any one parameter to any other legal value changes the text of its section.
#[test]
fn the_text_cannot_lie() {
    let starts = starts();
    let (one, other) = starts.split_at(starts.len() / 2);
    std::thread::scope(|scope| {
        scope.spawn(|| one.iter().for_each(|(facts, start)| says_each_value(facts, start)));
        other.iter().for_each(|(facts, start)| says_each_value(facts, start));
    });
}

fn says_each_value(facts: &Facts, start: &Lines) {
    for spec in all() {
        let mut said: [BTreeMap<String, String>; 2] = [BTreeMap::new(), BTreeMap::new()];
        for value in values(spec).into_iter().chain([start[spec.name].clone()]) {
            let mut lines = start.clone();
            lines.insert(spec.name, value.clone());
            if !is_legal(&lines, facts.manner) {
                continue;
            }
            for (lang, said) in Lang::ALL.into_iter().zip(&mut said) {
                let sections = told(Voice::plain(lang), &lines, facts);
                let text = text(&sections, spec.section);
                if let Some(other) = said.insert(text.clone(), value.clone()) {
                    assert_eq!(other, value, "{} says the same: {text}", spec.name);
                }
                is_prose(&sections);
            }
        }
    }
}

fn is_prose(sections: &[Section]) {
    for section in sections {
        let mut length = 0;
        for said in &section.sentences {
            let text = &said.text;
            length += text.chars().count() + 1;
            for never in ['{', '}', '$', '\u{2068}', '\u{2069}'] {
                assert!(!text.contains(never), "{never:?}: {text}");
            }
            for never in ["charter-", "kind-", " 0 seconds", " 0 שניות", "  ", " .", "..", " ,"]
            {
                assert!(!text.contains(never), "{never:?}: {text}");
            }
            let key = text
                .split([' ', ',', ';', '('])
                .find(|word| named(word.trim_end_matches('.')).is_some());
            assert_eq!(key, None, "{text}");
            assert!(text.ends_with('.'), "{text}");
        }
        assert!(length <= MOST_LENGTH, "{}: {length}", section.name);
    }
}

#[test]
fn a_template_reads_in_a_few_minutes() {
    for (template, manner) in TEMPLATES.into_iter().flat_map(|t| MANNERS.map(|m| (t, m))) {
        for lang in Lang::ALL {
            let facts = facts(template, manner, Some(5));
            let sections = told(Voice::plain(lang), &lines(template, manner), &facts);
            for section in &sections {
                let text = text(&sections, &section.name);
                let length = text.chars().count();
                assert!(length <= USUAL_LENGTH, "{}, {length}: {text}", section.name);
                assert!(!text.contains("Set but not"), "a template sets nothing in vain: {text}");
            }
        }
    }
}

/// On pages values are set off; the words are the same.
#[test]
fn marks_of_direction_change_no_words() {
    let strip = |text: &str| text.replace(['\u{2067}', '\u{2068}', '\u{2069}'], "");
    for (facts, start) in starts() {
        for lang in Lang::ALL {
            let (plain, marked) =
                (told(Voice::plain(lang), &start, &facts), told(lang.into(), &start, &facts));
            for (plain, marked) in plain.iter().zip(&marked) {
                assert_eq!(plain.paragraph(), strip(&marked.paragraph()));
            }
        }
    }
}

fn said(
    lang: Lang,
    section: &str,
    changes: &[(&'static str, &str)],
    members: Option<u64>,
) -> String {
    let (template, manner) = (None, Manner::SmallCircle);
    let mut lines = lines(template, manner);
    lines.extend(changes.iter().map(|(key, value)| (*key, (*value).to_owned())));
    text(&told(Voice::plain(lang), &lines, &facts(template, manner, members)), section)
}

#[test]
fn the_archive_says_its_council_its_one_track_and_that_nothing_holds_back() {
    let (template, manner) = (Some(Template::Archive), Manner::SmallCircle);
    let facts = facts(template, manner, Some(5));
    let of =
        |lang, name: &str| text(&told(Voice::plain(lang), &lines(template, manner), &facts), name);
    assert!(of(Lang::En, "start").contains("A council decides here by vote: 5 members now."));
    let payments = of(Lang::En, "spend");
    for part in ["Every payment", "whatever the sum", "Every vote is final", "after 1 hour."] {
        assert!(payments.contains(part), "{payments}");
    }
    assert!(of(Lang::En, "tip").starts_with("No payment counts as small."));
    assert!(of(Lang::En, "velocity").starts_with("No limit holds back"));
    assert!(of(Lang::En, "mint").starts_with("There is no cap"));
    assert!(of(Lang::He, "start").contains("מועצה"));
    assert!(of(Lang::He, "spend").contains("אחרי שעה אחת."));
}

#[test]
fn numbers_stand_as_people_say_them() {
    let count =
        |value| said(Lang::En, "spend", &[("spend.rule", "count"), ("spend.count", value)], None);
    assert!(count("1000000").contains("when at least one member is For."));
    assert!(count("2500000").contains("when at least 2.5 members are For."));
    let stake =
        [("proposals.stake-asset", "1"), ("proposals.stake", "1250"), ("proposals.free", "2")];
    assert!(said(Lang::En, "proposals", &stake, None).contains("12.5 EUR is at stake"));
    assert!(said(Lang::He, "proposals", &stake, None).contains("שתי הצעות פתוחות בלי עירבון"));
    assert!(
        said(Lang::He, "spend", &[("spend.delay", "2d")], None).ends_with("מבוצע אחרי יומיים.")
    );
    assert!(said(Lang::He, "spend", &[("spend.delay", "14d")], None).ends_with("אחרי 14 יום."));
}

/// The sizes at which the rule bends, and a fixed part that is more than the rule asks.
#[test]
fn the_quorum_says_how_many_it_takes_now() {
    let now = |members| said(Lang::En, "spend", &[("spend.support", "20%")], Some(members));
    assert!(now(2).contains("as long as there are fewer than three"));
    for (members, enough) in [(3, "3 of 3"), (10, "5 of 10"), (11, "6 of 11"), (100, "20 of 100")] {
        let text = now(members);
        assert!(text.contains(&format!("now {enough}.")), "{text}");
    }
}

#[test]
fn what_is_set_in_vain_is_told_at_the_end() {
    let text = said(Lang::En, "spend", &[("spend.threshold", "80%"), ("spend.deposit", "1")], None);
    let closing = "Set but not in use now: part of the votes that must be For (80%); deposit for each \
                   proposal (one base unit).";
    assert!(text.ends_with(closing), "{text}");
    assert!(!said(Lang::En, "spend", &[], None).contains("Set but"));
}

#[test]
fn what_is_alike_is_told_by_difference() {
    let role = |changes: &[(&'static str, &str)]| said(Lang::En, "role", changes, Some(5));
    assert!(role(&[]).ends_with("All this is decided just as payments are."));
    let longer = role(&[("role.delay", "3d")]);
    assert!(longer.ends_with("What passes is done after 3 days. The rest is as with payments."));
    let quiet = role(&[("role.quiet", "0s")]);
    assert!(quiet.contains("It ends on time, also when the outcome turns late."), "{quiet}");
}

#[test]
fn what_this_program_does_not_know_is_said_by_name() {
    let (template, manner) = (Some(Template::Archive), Manner::Assembly);
    let facts = facts(template, manner, None);
    let sections = charter(Voice::plain(Lang::En), [("pause.mood", "good")], &facts, &Euros);
    let last = sections.last().map(Section::paragraph);
    assert_eq!(last.as_deref(), Some("pause.mood: good"));
}

fn change(key: &str, value: &str) -> ChangeText {
    ChangeText { key: Text::new(key).unwrap(), value: Text::new(value).unwrap() }
}

#[test]
fn an_amendment_reads_in_the_same_words() {
    let changes = [change("spend.delay", "2d"), change("tip.final-ballots", "never")];
    let changes = Changes::new(changes.to_vec()).unwrap();
    let act = Act { number: 25, body: changes.to_bytes() };
    let said = |lang| act_sentence(Voice::plain(lang), &act, &Euros);
    assert_eq!(
        said(Lang::En),
        "Change the charter: Payments, delay before it is done: 2 days; Small payments and \
         resolutions, final votes: never."
    );
    assert!(said(Lang::He).contains("תשלומים, המתנה לביצוע: יומיים;"), "{}", said(Lang::He));
    // What a wallet signs is what the amendment says, letter by letter.
    let signed = says(&REGISTRY, &Euros)(&act);
    assert!(signed.contains("spend.delay, 2d"), "{signed}");
}

#[test]
fn a_change_is_told_before_and_after() {
    let row = |lang, [parameter, before, after]: [&str; 3]| {
        let row = ChangeAnswer {
            parameter: Text::new(parameter).unwrap(),
            before: Text::new(before).unwrap(),
            after: Text::new(after).unwrap(),
        };
        let value = ChangeAnswer::SPEC.decode(&row.to_bytes()).unwrap();
        report(Voice::plain(lang), ChangeAnswer::SPEC, &value, &Euros)
    };
    let delay = ["spend.delay", "1d", "36h"];
    assert_eq!(
        row(Lang::En, delay),
        "Payments, delay before it is done: 1 day → 1 day and 12 hours"
    );
    assert_eq!(row(Lang::He, delay), "תשלומים, המתנה לביצוע: יום אחד ← יום אחד ו־12 שעות");
    let rule = ["constitution.rule", "share", "majority"];
    assert_eq!(
        row(Lang::En, rule),
        "Changing this charter, how the majority is stated: a part of For and Against → more For \
         than Against"
    );
    let none = ["tip.quiet", "0s", "1h"];
    assert!(row(Lang::En, none).ends_with("none → 1 hour"));
    assert!(
        row(Lang::He, ["pause.mood", "1", "2"]).contains("pause.mood"),
        "unknown ones as they are"
    );
}

#[test]
fn an_amendment_shows_the_sentences_that_go_and_come() {
    let (template, manner) = (None, Manner::SmallCircle);
    let lines = lines(template, manner);
    let pairs: Vec<_> = lines.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let facts = facts(template, manner, None);
    let says = |changes: &[(&str, &str)]| {
        let rows = amendment(Voice::plain(Lang::En), (&pairs, changes), &facts, &Euros);
        rows.into_iter().map(|row| (row.title, row.before, row.after)).collect::<Vec<_>>()
    };
    let row = |title: &str, before: &str, after: &str| {
        (title.to_owned(), before.to_owned(), after.to_owned())
    };
    let delay = "What passes is done after 1 day.";
    // Roles were decided just as payments are, and keep their day.
    assert_eq!(
        says(&[("spend.delay", "2d")]),
        [
            row("Payments", delay, "What passes is done after 2 days."),
            row(
                "Admissions and roles",
                "All this is decided just as payments are.",
                "What passes is done after 1 day. The rest is as with payments.",
            ),
        ]
    );
    assert_eq!(says(&[("spend.delay", "1d")]), []);
}
