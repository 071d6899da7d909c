//! What a charter says of the community itself: by which purposes and values it is found, what it
//! is before the law and who is liable; and how long a role may let things rest.
//!
//! Purposes and values are tags of two lists that the whole ledger shares, so that whoever looks for
//! a community finds it whatever language it was described in, and none is a text about a person.

use aluma_types::Span;

use super::countries::COUNTRIES;
use crate::dao::charter::same;
use crate::dao::rules::parameters::{
    Charter, Kind, ParameterSpec, ParameterValue as Value, Unit, tagged,
};
use crate::dao::rules::sections::{Line, SectionSpec, choice_of, never_idle, no_figures};

/// Purposes, or values, that one community names at most: whoever names all is found by none.
pub const MOST_TAGS: u32 = 5;

/// Purposes. Their names are no longer than 11 letters, so that five fit where values are written.
const PURPOSES: &[(&str, &str, &str)] = &[
    ("work", "working together", "עבודה משותפת"),
    ("software", "software and protocols", "תוכנה ופרוטוקולים"),
    ("education", "learning and teaching", "למידה והוראה"),
    ("investment", "investing together", "השקעה משותפת"),
    ("giving", "giving", "פילנתרופיה"),
    ("arts", "arts and culture", "אמנות ותרבות"),
    ("climate", "climate and energy", "אקלים ואנרגיה"),
    ("food", "farming and food", "חקלאות ומזון"),
    ("health", "health", "בריאות"),
    ("heritage", "heritage and language", "מורשת ושפה"),
    ("housing", "housing", "דיור"),
    ("local", "neighbourhood and local life", "שכונה וחיים מקומיים"),
    ("media", "media and journalism", "תקשורת ועיתונות"),
    ("nature", "nature and animals", "טבע ובעלי חיים"),
    ("peace", "peace and dialogue", "שלום ודיאלוג"),
    ("play", "games and sport", "משחק וספורט"),
    ("relief", "relief and aid", "סיוע בשעת חירום"),
    ("research", "science and research", "מדע ומחקר"),
    ("rights", "human and civil rights", "זכויות אדם ואזרח"),
    ("spirit", "faith and spirit", "אמונה ורוח"),
    ("trade", "crafts and trade", "מלאכה ומסחר"),
    ("transport", "transport", "תחבורה"),
    ("welfare", "care for people", "רווחה וטיפול"),
    ("youth", "children and youth", "ילדים ונוער"),
];

/// Values.
const VALUES_LIST: &[(&str, &str, &str)] = &[
    ("autonomy", "independence", "עצמאות"),
    ("compassion", "compassion", "חמלה"),
    ("curiosity", "curiosity", "סקרנות"),
    ("democracy", "democracy", "דמוקרטיה"),
    ("diversity", "diversity", "גיוון"),
    ("equality", "equality", "שוויון"),
    ("excellence", "excellence", "מצוינות"),
    ("fairness", "fairness", "הוגנות"),
    ("frugality", "frugality", "הסתפקות במועט"),
    ("generosity", "generosity", "נדיבות"),
    ("honesty", "honesty", "יושר"),
    ("joy", "joy", "שמחה"),
    ("nonviolence", "nonviolence", "אי־אלימות"),
    ("openness", "openness", "פתיחות"),
    ("privacy", "privacy", "פרטיות"),
    ("respect", "respect", "כבוד"),
    ("responsible", "responsibility", "אחריות"),
    ("safety", "safety", "בטיחות"),
    ("solidarity", "solidarity", "סולידריות"),
    ("sustainable", "sustainability", "קיימות"),
    ("trust", "trust", "אמון"),
];

const fn tags(of: &'static [(&'static str, &'static str, &'static str)]) -> Kind {
    Kind::Tags { of, most: MOST_TAGS }
}

/// By which purposes it is found.
pub static ABOUT: ParameterSpec = ParameterSpec {
    number: 230,
    name: "purpose.about",
    section: "purpose",
    doc: "The purposes by which the community is found: up to five of the ledger's list, with \
          commas between, or none.",
    en: "purposes",
    he: "מטרות",
    kind: tags(PURPOSES),
    unit: Unit::OfKind,
    defaults: same(Value::Tags { value: 0 }),
};

/// By which values it is found.
pub static VALUES: ParameterSpec = ParameterSpec {
    number: 231,
    name: "purpose.values",
    section: "purpose",
    doc: "The values by which the community is found: up to five of the ledger's list, with commas \
          between, or none.",
    en: "values",
    he: "ערכים",
    kind: tags(VALUES_LIST),
    unit: Unit::OfKind,
    defaults: same(Value::Tags { value: 0 }),
};

/// What it is before the law.
pub static FORM: ParameterSpec = ParameterSpec {
    number: 232,
    name: "legal.form",
    section: "legal",
    doc: "What the community is before the law, as its members say it; none where it is nothing.",
    en: "legal form",
    he: "צורת התאגדות",
    kind: Kind::Choice(&[
        ("none", "none", "אין"),
        ("association", "an association", "עמותה או אגודה"),
        ("cooperative", "a cooperative", "אגודה שיתופית"),
        ("company", "a company", "חברה"),
        ("public-benefit", "a company for public benefit", "חברה לתועלת הציבור"),
        ("foundation", "a foundation", "קרן או הקדש"),
        ("partnership", "a partnership", "שותפות"),
        ("trust", "a trust", "נאמנות"),
        ("other", "another body of law", "תאגיד אחר"),
    ]),
    unit: Unit::OfKind,
    defaults: same(Value::Choice { value: 0 }),
};

/// Where it is that.
pub static PLACE: ParameterSpec = ParameterSpec {
    number: 233,
    name: "legal.place",
    section: "legal",
    doc: "The country where it is registered, or by whose law it lives: two letters, such as IL; \
          none where it is not said.",
    en: "country",
    he: "מדינה",
    kind: Kind::Choice(COUNTRIES),
    unit: Unit::OfKind,
    defaults: same(Value::Choice { value: 0 }),
};

/// Who pays its debts.
pub static LIABLE: ParameterSpec = ParameterSpec {
    number: 234,
    name: "legal.liable",
    section: "legal",
    doc: "Who is liable for what the community owes, as its members say it.",
    en: "who is liable",
    he: "מי אחראים לחובות",
    kind: Kind::Choice(&[
        ("unsaid", "not said", "לא נאמר"),
        ("members", "members with all they own", "החברים בכל רכושם"),
        ("guarantee", "members up to a sum", "החברים עד סכום קצוב"),
        ("body", "the legal body alone", "התאגיד בלבד"),
    ]),
    unit: Unit::OfKind,
    defaults: same(Value::Choice { value: 0 }),
};

/// How long a role may let things rest.
pub static ROLE_PAUSE: ParameterSpec = ParameterSpec {
    number: 235,
    name: "roles.pause",
    section: "roles",
    doc: "The longest pause that a role may begin without a vote, where it was given `pause`; 0 \
          lets none.",
    en: "longest pause by a role",
    he: "ההשהיה הארוכה ביותר מכוח תפקיד",
    kind: Kind::Span { min: Span(0), max: Span::days(7) },
    unit: Unit::OfKind,
    defaults: same(Value::Span { value: Span::days(1) }),
};

/// What it is for, as far as one can look for it.
pub(crate) static PURPOSE_SECTION: SectionSpec = SectionSpec {
    name: "purpose",
    place: 15,
    lines: &[Line::own("purpose-about", &["about"]), Line::own("purpose-values", &["values"])],
    like: None,
    reads: &[],
    is_idle: never_idle,
    figures: no_figures,
};

/// What it is before the law.
pub(crate) static LEGAL_SECTION: SectionSpec = SectionSpec {
    name: "legal",
    place: 150,
    lines: &[
        Line::own("legal-form", &["form", "place"]),
        Line::own("legal-liable", &["liable"]),
        Line::own("legal-note", &[]),
    ],
    like: None,
    reads: &[],
    is_idle: legal_is_idle,
    figures: no_figures,
};

/// What is nothing before the law is registered nowhere and shields nobody.
fn legal_is_idle(charter: &Charter, spec: &ParameterSpec) -> bool {
    spec.number != FORM.number && choice_of(charter, &FORM) == 0
}

/// The parameter that a tag of this name is of, and the tag's place.
pub fn tag(name: &str) -> Option<(&'static ParameterSpec, u8)> {
    [&ABOUT, &VALUES].into_iter().find_map(|spec| {
        let Kind::Tags { of, .. } = spec.kind else { return None };
        let place = of.iter().position(|(known, ..)| *known == name)?;
        Some((spec, u8::try_from(place).ok()?))
    })
}

/// What a tag is called in English and in Hebrew.
pub fn tag_words(name: &str) -> Option<(&'static str, &'static str)> {
    let (spec, place) = tag(name)?;
    let Kind::Tags { of, .. } = spec.kind else { return None };
    of.get(usize::from(place)).map(|(_, en, he)| (*en, *he))
}

/// All tags, purposes first: each by its name, its English and its Hebrew words.
pub fn all_tags() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let of = |spec: &ParameterSpec| match spec.kind {
        Kind::Tags { of, .. } => of,
        _ => &[],
    };
    [of(&ABOUT), of(&VALUES)].into_iter().flatten().copied()
}

/// The tags that a charter names, purposes first: each by its name, its English and its Hebrew words.
pub fn tags_of(
    charter: &Charter,
) -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
    [&ABOUT, &VALUES].into_iter().flat_map(|spec| match (spec.kind, charter.get(spec)) {
        (Kind::Tags { of, .. }, Value::Tags { value }) => tagged(of, value),
        _ => tagged(&[], 0),
    })
}
