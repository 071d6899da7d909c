//! What the charter says of judging.

use aluma_types::{DaoId, Share, Span};

use crate::dao::sections::{Figures, Line, SectionSpec, Telling, never_idle};
use crate::dao::{self, Kind, ParameterSpec, ParameterValue as Value, Unit};
use crate::registry::State;

macro_rules! number {
    ($name:ident, $number:literal, $word:literal, $most:literal, $default:literal, $unit:ident,
        $doc:literal, $en:literal, $he:literal) => {
        #[doc = $doc]
        pub static $name: ParameterSpec = ParameterSpec {
            number: $number,
            name: concat!("review.", $word),
            section: "review",
            doc: $doc,
            en: $en,
            he: $he,
            kind: Kind::Number { min: 1, max: $most },
            unit: Unit::$unit,
            defaults: [Value::Number { value: $default }; 3],
        };
    };
}

macro_rules! span {
    ($name:ident, $number:literal, $word:literal, $least:expr, $default:expr, $doc:literal,
        $en:literal, $he:literal) => {
        #[doc = $doc]
        pub static $name: ParameterSpec = ParameterSpec {
            number: $number,
            name: concat!("review.", $word),
            section: "review",
            doc: $doc,
            en: $en,
            he: $he,
            kind: Kind::Span { min: $least, max: Span::days(30) },
            unit: Unit::OfKind,
            defaults: [Value::Span { value: $default }; 3],
        };
    };
}

number!(
    LEAST_POINTS,
    290,
    "least-points",
    10_000,
    20,
    OfKind,
    "Points in a domain with which somebody may be drawn to judge in it; a judge of the founding \
     season weighs as many.",
    "points with which one is drawn to judge",
    "נקודות שמהן משתתפים בהגרלת המעריכים"
);
span!(
    COMMIT,
    291,
    "commit",
    Span::hours(1),
    Span::hours(72),
    "How long there is to seal a rating.",
    "time to seal a rating",
    "זמן להגשת דירוג נעול"
);
span!(
    REVEAL,
    292,
    "reveal",
    Span::hours(1),
    Span::hours(24),
    "How long there is to open the seals.",
    "time to open the seals",
    "זמן לחשיפת הדירוגים"
);
span!(
    INSTEAD,
    293,
    "instead",
    Span::hours(1),
    Span::hours(48),
    "How long those have who come in the place of somebody that did not judge.",
    "time of those who step in",
    "זמן למחליפים"
);
span!(
    SMALL,
    294,
    "small",
    Span::minutes(1),
    Span::hours(4),
    "Work up to this size is judged by three.",
    "the size of small work",
    "היקף של תרומה קטנה"
);
span!(
    LARGEST,
    295,
    "largest",
    Span::hours(1),
    Span::days(10),
    "The most work that one contribution claims.",
    "the most work in one contribution",
    "ההיקף המרבי של תרומה אחת"
);
number!(
    CLAIMS,
    296,
    "claims",
    200,
    20,
    OfKind,
    "How many contributions of one member may wait for a panel.",
    "contributions of a member that wait at once",
    "תרומות של כל אחד ואחת שממתינות בו בזמן"
);
number!(
    OPEN,
    297,
    "open",
    50,
    5,
    OfKind,
    "How many reviews wait for one member at most, unless they said otherwise.",
    "reviews that wait for a member at once",
    "הערכות שממתינות לכל אחד ואחת"
);
span!(
    APPEAL,
    298,
    "appeal",
    Span::days(1),
    Span::days(5),
    "How long an author may appeal, and a member dispute, after a panel judged.",
    "time to appeal and to dispute",
    "זמן לערעור ולמחלוקת"
);
number!(
    STAKE,
    299,
    "stake",
    10_000,
    5,
    OfKind,
    "Points that a member loses who disputes in vain.",
    "points staked in a dispute",
    "עירבון במחלוקת, בנקודות"
);

/// Whether those who judge see who made what they judge.
pub static HIDES_NAMES: ParameterSpec = ParameterSpec {
    number: 300,
    name: "review.hides-names",
    section: "review",
    doc: "Whether those who judge a contribution are not shown who made it until they have.",
    en: "names of authors hidden while they are judged",
    he: "הסתרת שמות המחברים בזמן ההערכה",
    kind: Kind::Flag,
    unit: Unit::OfKind,
    defaults: [
        // Among a few colleagues hiding names is theatre.
        Value::Flag { value: false },
        Value::Flag { value: true },
        Value::Flag { value: true },
    ],
};

/// How much work somebody may claim in an epoch.
pub static MOST: ParameterSpec = ParameterSpec {
    number: 301,
    name: "review.most",
    section: "review",
    doc: "How much work of one member may be claimed in one epoch, and so how many points it brings \
          them at most: an hour is a point.",
    en: "work claimed by a member in an epoch",
    he: "היקף התרומות של כל אחד ואחת בתקופה",
    kind: Kind::Span { min: Span::hours(1), max: Span::days(366) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::days(10) }; 3],
};

/// How much of a reviewer's pay is for being in time.
pub static FLAT: ParameterSpec = ParameterSpec {
    number: 302,
    name: "panel.flat",
    section: "panel",
    doc: "The part of what a paid panel is paid that is for ratings in time; the rest is for agreement \
          with others where one would not agree with anybody.",
    en: "part of reviewers' pay for being in time",
    he: "חלק משכר ההערכה על עמידה בזמנים",
    kind: Kind::Share { min: Share::percent(10), max: Share::ONE },
    unit: Unit::OfKind,
    defaults: [Value::Share { value: Share::percent(50) }; 3],
};

/// All of them, in the order of their numbers.
pub const PARAMETERS: &[&ParameterSpec] = &[
    &LEAST_POINTS,
    &COMMIT,
    &REVEAL,
    &INSTEAD,
    &SMALL,
    &LARGEST,
    &CLAIMS,
    &OPEN,
    &APPEAL,
    &STAKE,
    &HIDES_NAMES,
    &MOST,
    &FLAT,
];

/// Who judges what members give, how, and how long it takes.
static REVIEW_SECTION: SectionSpec = SectionSpec {
    name: "review",
    place: 43,
    lines: &[
        Line::own("review-claims", &["claims", "largest"]),
        Line::own("review-epoch", &["most"]),
        Line::own("review-panels", &["least-points", "small", "open"]),
        Line::own("review-time", &["commit", "reveal", "instead"]),
        Line::own("review-names", &["hides-names"]),
        Line::own("review-again", &["appeal", "stake"]),
    ],
    like: None,
    reads: &[],
    is_idle: never_idle,
    figures: no_figures,
};

fn no_figures(_: &Telling<'_>) -> Figures {
    Figures::new()
}

/// The domain's sections.
pub static SECTIONS: &[&SectionSpec] = &[&REVIEW_SECTION];

/// Whole points with which somebody is drawn.
pub(crate) fn least_points(state: &State, dao: DaoId) -> u64 {
    u64::try_from(dao::number(state, dao, &LEAST_POINTS)).unwrap_or(u64::MAX)
}

/// A number that fits a byte.
pub(crate) fn small(state: &State, dao: DaoId, spec: &ParameterSpec) -> u8 {
    u8::try_from(dao::number(state, dao, spec)).unwrap_or(u8::MAX)
}
