//! What the charter says of reputation.

use alloc::vec;

use aluma_types::{DaoId, Share, Span};

use crate::dao::sections::{
    Figure, Figures, Line, SectionSpec, Telling, never_idle, no_figures, span_of,
};
use crate::dao::{self, Kind, ParameterSpec, ParameterValue as Value, Unit};
use crate::registry::State;
use crate::reputation::rules::decay::Power;
use crate::reputation::rules::minting::QUALITY_UNIT;
use crate::reputation::rules::tiers::{Ladder, Terms};
use crate::reputation::types::Bounds;

const fn number(value: u128) -> [Value; 3] {
    [Value::Number { value }; 3]
}

const fn span(value: Span) -> [Value; 3] {
    [Value::Span { value }; 3]
}

const fn share(value: Share) -> [Value; 3] {
    [Value::Share { value }; 3]
}

/// How fast points fade.
pub static HALF_LIFE: ParameterSpec = ParameterSpec {
    number: 260,
    name: "reputation.half-life",
    section: "reputation",
    doc: "After how long points of accepted work weigh half. What was given is remembered for good.",
    en: "half-life of points",
    he: "מחצית החיים של נקודות",
    kind: Kind::Span { min: Span::days(30), max: Span::days(730) },
    unit: Unit::OfKind,
    defaults: span(Span::days(180)),
};

/// Below which quality work is worth nothing.
pub static LEAST_QUALITY: ParameterSpec = ParameterSpec {
    number: 261,
    name: "reputation.least-quality",
    section: "reputation",
    doc: "The quality, of 100, at which points begin; work at 100 brings them in full.",
    en: "quality at which points begin",
    he: "האיכות שממנה מתחילות נקודות",
    kind: Kind::Number { min: 0, max: 90 },
    unit: Unit::OfKind,
    defaults: number(30),
};

/// How long praise is gathered.
pub static EPOCH: ParameterSpec = ParameterSpec {
    number: 262,
    name: "reputation.epoch",
    section: "reputation",
    doc: "For how long praise is gathered before it becomes points.",
    en: "time for which praise is gathered",
    he: "זמן איסוף ההוקרות",
    kind: Kind::Span { min: Span::days(7), max: Span::days(90) },
    unit: Unit::OfKind,
    defaults: span(Span::days(14)),
};

/// What one can give.
pub static PRAISE_BUDGET: ParameterSpec = ParameterSpec {
    number: 263,
    name: "reputation.praise-budget",
    section: "reputation",
    doc: "The part of their own points that a member's praise may come to in that time.",
    en: "praise of a member, of their own points",
    he: "הוקרה שאפשר לתת, מתוך הנקודות של הנותן או הנותנת",
    kind: Kind::Share { min: Share::ZERO, max: Share::percent(20) },
    unit: Unit::OfKind,
    defaults: share(Share::percent(5)),
};

/// What all praise may come to.
pub static PRAISE_OF_ALL: ParameterSpec = ParameterSpec {
    number: 264,
    name: "reputation.praise-of-all",
    section: "reputation",
    doc: "What all points of praise may come to, as a part of the points of work accepted meanwhile.",
    en: "all points of praise, of those of accepted work",
    he: "כלל נקודות ההוקרה, מתוך נקודות התרומות שהתקבלו",
    kind: Kind::Share { min: Share::ZERO, max: Share::percent(50) },
    unit: Unit::OfKind,
    defaults: share(Share::percent(20)),
};

/// What one may have by praise.
pub static PRAISE_OF_OWN: ParameterSpec = ParameterSpec {
    number: 265,
    name: "reputation.praise-of-own",
    section: "reputation",
    doc: "What points of praise of a member may grow to, as a part of their points of accepted work.",
    en: "points of praise of a member, of their others",
    he: "נקודות ההוקרה של כל אחד ואחת, מתוך נקודות התרומה שלהם",
    kind: Kind::Share { min: Share::ZERO, max: Share::ONE },
    unit: Unit::OfKind,
    defaults: share(Share::percent(50)),
};

/// A number of a tier.
macro_rules! tier {
    ($name:ident, $number:literal, $word:literal, $doc:literal, $en:literal, $he:literal,
        $most:literal, $default:literal) => {
        #[doc = $doc]
        pub static $name: ParameterSpec = ParameterSpec {
            number: $number,
            name: concat!("tier.", $word),
            section: "tier",
            doc: $doc,
            en: $en,
            he: $he,
            kind: Kind::Number { min: 1, max: $most },
            unit: Unit::OfKind,
            defaults: number($default),
        };
    };
}

tier!(
    CONTRIBUTOR_POINTS,
    266,
    "contributor-points",
    "Points that a contributor has.",
    "points of a contributor",
    "נקודות של תורם או תורמת",
    1_000_000,
    20
);
tier!(
    CONTRIBUTOR_WORKS,
    267,
    "contributor-works",
    "Pieces of accepted work that a contributor has.",
    "accepted works of a contributor",
    "תרומות שהתקבלו אצל תורם או תורמת",
    1_000,
    3
);
tier!(
    CONTRIBUTOR_REVIEWERS,
    268,
    "contributor-reviewers",
    "Reviewers who accepted them; fewer in a community of few.",
    "reviewers who accepted a contributor's works",
    "מעריכים שקיבלו את תרומותיהם",
    12,
    5
);
tier!(
    CONTRIBUTOR_CLUSTERS,
    269,
    "contributor-clusters",
    "Clusters of people who praise each other that those come from; fewer in a community of few.",
    "clusters of a contributor's reviewers",
    "אשכולות של מעריכיהם",
    4,
    2
);
tier!(
    CORE_POINTS,
    270,
    "core-points",
    "Points that a core contributor has.",
    "points of a core contributor",
    "נקודות של תורם או תורמת ליבה",
    1_000_000,
    200
);

/// For how long a core contributor has been there.
pub static CORE_AGE: ParameterSpec = ParameterSpec {
    number: 271,
    name: "tier.core-age",
    section: "tier",
    doc: "For how long a core contributor has had points.",
    en: "time until somebody is of the core",
    he: "הזמן עד לליבה",
    kind: Kind::Span { min: Span(0), max: Span::days(730) },
    unit: Unit::OfKind,
    defaults: span(Span::days(90)),
};

tier!(
    CORE_REVIEWERS,
    272,
    "core-reviewers",
    "Reviewers who accepted a core contributor's work; fewer in a community of few.",
    "reviewers who accepted a core contributor's works",
    "מעריכים שקיבלו תרומות של תורמי ליבה",
    12,
    12
);
tier!(
    CORE_CLUSTERS,
    273,
    "core-clusters",
    "Clusters that those come from; fewer in a community of few.",
    "clusters of a core contributor's reviewers",
    "אשכולות של המעריכים של תורמי ליבה",
    4,
    4
);
tier!(
    STEWARD_POINTS,
    274,
    "steward-points",
    "Points with which somebody may be chosen as a steward.",
    "points of a steward",
    "נקודות של רכז או רכזת",
    10_000_000,
    600
);

/// For how long a steward is chosen.
pub static STEWARD_TERM: ParameterSpec = ParameterSpec {
    number: 275,
    name: "tier.steward-term",
    section: "tier",
    doc: "For how long a steward is chosen.",
    en: "term of a steward",
    he: "כהונה של רכז או רכזת",
    kind: Kind::Span { min: Span::days(30), max: Span::days(730) },
    unit: Unit::OfKind,
    defaults: span(Span::days(180)),
};

/// How often one thanks.
pub static THANKS: ParameterSpec = ParameterSpec {
    number: 276,
    name: "reputation.thanks",
    section: "reputation",
    doc: "How often a member may thank somebody in a week. Thanks are worth no points.",
    en: "thanks of a member in a week",
    he: "תודות של כל אחד ואחת בשבוע",
    kind: Kind::Number { min: 1, max: 100 },
    unit: Unit::OfKind,
    defaults: number(3),
};

/// What whoever vouches answers with.
pub static VOUCHED: ParameterSpec = ParameterSpec {
    number: 277,
    name: "reputation.vouched",
    section: "reputation",
    doc: "Points that whoever vouched for somebody loses when that one is expelled while they answer \
          for them (belonging.answers).",
    en: "points lost for somebody one vouched for",
    he: "נקודות שנלקחות ממי שערבו למי שהוצאו",
    kind: Kind::Number { min: 0, max: 10_000 },
    unit: Unit::OfKind,
    defaults: number(10),
};

/// All of them, in the order of their numbers.
pub const PARAMETERS: &[&ParameterSpec] = &[
    &HALF_LIFE,
    &LEAST_QUALITY,
    &EPOCH,
    &PRAISE_BUDGET,
    &PRAISE_OF_ALL,
    &PRAISE_OF_OWN,
    &CONTRIBUTOR_POINTS,
    &CONTRIBUTOR_WORKS,
    &CONTRIBUTOR_REVIEWERS,
    &CONTRIBUTOR_CLUSTERS,
    &CORE_POINTS,
    &CORE_AGE,
    &CORE_REVIEWERS,
    &CORE_CLUSTERS,
    &STEWARD_POINTS,
    &STEWARD_TERM,
    &THANKS,
    &VOUCHED,
];

/// What is remembered, and what fades.
static REPUTATION_SECTION: SectionSpec = SectionSpec {
    name: "reputation",
    place: 44,
    lines: &[
        Line::own("reputation-points", &["least-quality"]),
        Line::own("reputation-fading", &["half-life"]),
        Line::own(
            "reputation-praise",
            &["epoch", "praise-budget", "praise-of-all", "praise-of-own", "thanks"],
        ),
        Line::own("reputation-vouched", &["vouched"]),
    ],
    like: None,
    reads: &[],
    is_idle: never_idle,
    figures,
};

/// What one may do by it.
static TIER_SECTION: SectionSpec = SectionSpec {
    name: "tier",
    place: 45,
    lines: &[
        Line::own(
            "tier-contributor",
            &[
                "contributor-points",
                "contributor-works",
                "contributor-reviewers",
                "contributor-clusters",
            ],
        ),
        Line::own("tier-core", &["core-points", "core-age", "core-reviewers", "core-clusters"]),
        Line::own("tier-steward", &["steward-points", "steward-term"]),
    ],
    like: None,
    reads: &[],
    is_idle: never_idle,
    figures: no_figures,
};

/// What a year leaves of points, in thousandths rounded down.
fn figures(telling: &Telling<'_>) -> Figures {
    let half_life = span_of(telling.charter, &HALF_LIFE);
    let left = Power::inverse(Span::days(365), half_life).times(1_000);
    let left = u32::try_from(left).unwrap_or(0);
    vec![("year", Figure::Share(Share::permille(left)))]
}

/// The domain's sections.
pub static SECTIONS: &[&SectionSpec] = &[&REPUTATION_SECTION, &TIER_SECTION];

/// The half-life of hard points, as the charter says now.
pub(crate) fn half_life(state: &State, dao: DaoId) -> Span {
    dao::span(state, dao, &HALF_LIFE)
}

/// The length of an epoch.
pub(crate) fn epoch_length(state: &State, dao: DaoId) -> Span {
    dao::span(state, dao, &EPOCH)
}

/// The quality at which points begin, in [`QUALITY_UNIT`]s of a hundred.
pub fn least_quality(state: &State, dao: DaoId) -> u64 {
    let least = u64::try_from(dao::number(state, dao, &LEAST_QUALITY)).unwrap_or(0);
    least.saturating_mul(QUALITY_UNIT)
}

/// By which bounds praise becomes points.
pub(crate) fn bounds(state: &State, dao: DaoId) -> Bounds {
    Bounds {
        budget: dao::share(state, dao, &PRAISE_BUDGET),
        of_all: dao::share(state, dao, &PRAISE_OF_ALL),
        of_own: dao::share(state, dao, &PRAISE_OF_OWN),
    }
}

/// What tiers ask for in a community of so many members.
pub(crate) fn ladder(state: &State, dao: DaoId, members: u64) -> Ladder {
    let wide = |spec| u64::try_from(dao::number(state, dao, spec)).unwrap_or(u64::MAX);
    let small = |spec| u32::try_from(dao::number(state, dao, spec)).unwrap_or(u32::MAX);
    let contributor = Terms {
        points: wide(&CONTRIBUTOR_POINTS),
        accepted: small(&CONTRIBUTOR_WORKS),
        reviewers: small(&CONTRIBUTOR_REVIEWERS),
        clusters: small(&CONTRIBUTOR_CLUSTERS),
        age: Span(0),
    };
    let core = Terms {
        points: wide(&CORE_POINTS),
        accepted: contributor.accepted,
        reviewers: small(&CORE_REVIEWERS),
        clusters: small(&CORE_CLUSTERS),
        age: dao::span(state, dao, &CORE_AGE),
    };
    Ladder {
        contributor: contributor.in_community_of(members),
        core: core.in_community_of(members),
        steward_points: wide(&STEWARD_POINTS),
    }
}

/// For how long a steward is chosen.
pub(crate) fn steward_term(state: &State, dao: DaoId) -> Span {
    dao::span(state, dao, &STEWARD_TERM)
}

/// Points that whoever vouched for somebody loses when that one is expelled.
pub(crate) fn vouched_points(state: &State, dao: DaoId) -> u64 {
    u64::try_from(dao::number(state, dao, &VOUCHED)).unwrap_or(0)
}

/// How often one thanks in a week.
pub(crate) fn thanks(state: &State, dao: DaoId) -> u32 {
    u32::try_from(dao::number(state, dao, &THANKS)).unwrap_or(u32::MAX)
}
