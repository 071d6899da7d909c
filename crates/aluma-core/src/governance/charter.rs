//! The charter's sections that governance uses: how each track decides, what weighs, and what keeps
//! the list of open proposals readable.
//!
//! Every default stands three times: for a small circle, an assembly, and delegates (an assembly
//! that shows delegation first).

use aluma_types::{DaoId, Share, Span};

use crate::dao::{self, Kind, Moment, ParameterSpec, ParameterValue as Value, Unit};
use crate::governance::rules::spam::{COOLDOWN, FREE_OPEN};
use crate::governance::rules::{Ladder, Quorum, Threshold, weights::RAMP};
use crate::governance::types::{Finality, PARTS, SourceKind, TrackName};
use crate::registry::State;
use crate::reputation;

const DAY: Span = Span::days(1);
const HOUR: Span = Span::hours(1);
const NONE: Span = Span(0);

const fn same(value: Value) -> [Value; 3] {
    [value, value, value]
}

const fn spans(small: Span, others: Span) -> [Value; 3] {
    [Value::Span { value: small }, Value::Span { value: others }, Value::Span { value: others }]
}

/// How a threshold is stated.
const RULES: &[(&str, &str, &str)] = &[
    ("majority", "more For than Against", "יותר בעד מנגד"),
    ("share", "a part of For and Against", "חלק מן הקולות בעד ונגד"),
    ("count", "a fixed number", "מספר קבוע בעד"),
];
pub(crate) const MAJORITY: u8 = 0;
pub(crate) const BY_SHARE: u8 = 1;

/// Whether ballots are final.
const FINAL: &[(&str, &str, &str)] = &[
    ("never", "never", "אפשר לשנות כל קול עד הסגירה"),
    ("may", "whoever wants", "אפשר לסמן קול כסופי"),
    ("always", "always", "כל קול הוא סופי"),
];
const NEVER: u8 = 0;
const MAY: u8 = 1;

/// Proposals that a track takes at once unless it says otherwise.
pub(crate) const ROOM: u128 = 100;

/// What a payment that passed waits at least, but for the tips of a small circle.
pub(crate) const LEAST_DELAY: Span = HOUR;

/// What a track starts from, where tracks differ.
struct Start {
    period: [Value; 3],
    quiet: [Value; 3],
    rule: u8,
    least: Share,
    delay: [Value; 3],
    least_delay: Span,
}

/// The parameters of one track.
pub(crate) struct TrackSpecs {
    pub(crate) period: ParameterSpec,
    pub(crate) quiet: ParameterSpec,
    pub(crate) rule: ParameterSpec,
    pub(crate) threshold: ParameterSpec,
    pub(crate) count: ParameterSpec,
    pub(crate) by_size: ParameterSpec,
    pub(crate) support: ParameterSpec,
    pub(crate) support_end: ParameterSpec,
    pub(crate) support_fall: ParameterSpec,
    pub(crate) confirm: ParameterSpec,
    pub(crate) delay: ParameterSpec,
    pub(crate) deposit: ParameterSpec,
    pub(crate) preparation: ParameterSpec,
    pub(crate) concurrency: ParameterSpec,
    pub(crate) ballots: ParameterSpec,
}

macro_rules! track {
    ($name:ident, $word:literal, $base:literal, $start:expr) => {
        /// The track's parameters.
        pub(crate) static $name: TrackSpecs = {
            let start: Start = $start;
            TrackSpecs {
                period: ParameterSpec {
                    number: $base,
                    name: concat!($word, ".period"),
                    section: $word,
                    doc: "How long a vote lasts if it does not turn late.",
                    en: "length of a vote",
                    he: "משך ההצבעה",
                    kind: Kind::Span { min: Span::minutes(1), max: Span::days(60) },
                    unit: Unit::OfKind,
                    defaults: start.period,
                },
                quiet: ParameterSpec {
                    number: $base + 1,
                    name: concat!($word, ".quiet"),
                    section: $word,
                    doc: "What a late turn of the outcome adds; all turns together add at most \
                          twice this.",
                    en: "extension after a late turn",
                    he: "הארכה אחרי מהפך מאוחר",
                    kind: Kind::Span { min: NONE, max: Span::days(14) },
                    unit: Unit::OfKind,
                    defaults: start.quiet,
                },
                rule: ParameterSpec {
                    number: $base + 2,
                    name: concat!($word, ".rule"),
                    section: $word,
                    doc: "How the majority is stated.",
                    en: "how the majority is stated",
                    he: "סוג הרוב",
                    kind: Kind::Choice(RULES),
                    unit: Unit::OfKind,
                    defaults: same(Value::Choice { value: start.rule }),
                },
                threshold: ParameterSpec {
                    number: $base + 3,
                    name: concat!($word, ".threshold"),
                    section: $word,
                    doc: "Least part For of what is cast For or Against, where the rule is share.",
                    en: "part of the votes that must be For",
                    he: "הרוב הדרוש",
                    kind: Kind::Share { min: Share::permille(1), max: Share::ONE },
                    unit: Unit::OfKind,
                    defaults: same(Value::Share { value: Share::percent(67) }),
                },
                count: ParameterSpec {
                    number: $base + 4,
                    name: concat!($word, ".count"),
                    section: $word,
                    doc: "Least weight For, where the rule is count; a member weighs 1,000,000.",
                    en: "members that must be For",
                    he: "המשקל הדרוש",
                    kind: Kind::Number { min: 1, max: u128::MAX },
                    unit: Unit::Heads,
                    defaults: same(Value::Number { value: 1_000_000 }),
                },
                by_size: ParameterSpec {
                    number: $base + 5,
                    name: concat!($word, ".quorum-by-size"),
                    section: $word,
                    doc: "Whether support must reach the quorum by size: 3 of 5, 10 of 40, 20 of \
                          150, 150 of 5,000.",
                    en: "quorum by size",
                    he: "מניין חוקי לפי גודל",
                    kind: Kind::Flag,
                    unit: Unit::OfKind,
                    defaults: same(Value::Flag { value: true }),
                },
                support: ParameterSpec {
                    number: $base + 6,
                    name: concat!($word, ".support"),
                    section: $word,
                    doc: "Least part For of all weight that could be cast.",
                    en: "part of the members that must be For",
                    he: "תמיכה מזערית",
                    kind: Kind::Share { min: Share::ZERO, max: Share::ONE },
                    unit: Unit::OfKind,
                    defaults: same(Value::Share { value: start.least }),
                },
                support_end: ParameterSpec {
                    number: $base + 7,
                    name: concat!($word, ".support-end"),
                    section: $word,
                    doc: "The part to which the support needed falls, where it falls.",
                    en: "support needed in the end",
                    he: "התמיכה הדרושה בסוף",
                    kind: Kind::Share { min: Share::ZERO, max: Share::ONE },
                    unit: Unit::OfKind,
                    defaults: same(Value::Share { value: start.least }),
                },
                support_fall: ParameterSpec {
                    number: $base + 8,
                    name: concat!($word, ".support-fall"),
                    section: $word,
                    doc: "How long the support needed falls after opening; 0 keeps it the same.",
                    en: "time in which the support needed falls",
                    he: "משך הירידה של התמיכה הדרושה",
                    kind: Kind::Span { min: NONE, max: Span::days(60) },
                    unit: Unit::OfKind,
                    defaults: same(Value::Span { value: NONE }),
                },
                confirm: ParameterSpec {
                    number: $base + 9,
                    name: concat!($word, ".confirm"),
                    section: $word,
                    doc: "How long passing must hold after the deadline.",
                    en: "time that passing must hold",
                    he: "תקופת אישור",
                    kind: Kind::Span { min: NONE, max: Span::days(30) },
                    unit: Unit::OfKind,
                    defaults: same(Value::Span { value: NONE }),
                },
                delay: ParameterSpec {
                    number: $base + 10,
                    name: concat!($word, ".delay"),
                    section: $word,
                    doc: "How long what passed waits before it is done.",
                    en: "delay before it is done",
                    he: "המתנה לביצוע",
                    kind: Kind::Span { min: start.least_delay, max: Span::days(60) },
                    unit: Unit::OfKind,
                    defaults: start.delay,
                },
                deposit: ParameterSpec {
                    number: $base + 11,
                    name: concat!($word, ".deposit"),
                    section: $word,
                    doc: "Base units of the stake asset that every proposal puts at stake.",
                    en: "deposit for each proposal",
                    he: "פיקדון",
                    kind: Kind::Number { min: 0, max: u128::MAX },
                    unit: Unit::UnitsOf("proposals.stake-asset"),
                    defaults: same(Value::Number { value: 0 }),
                },
                preparation: ParameterSpec {
                    number: $base + 12,
                    name: concat!($word, ".preparation"),
                    section: $word,
                    doc: "How long a proposal is visible before voting begins.",
                    en: "time to read before the vote",
                    he: "תקופת הכנה",
                    kind: Kind::Span { min: NONE, max: Span::days(30) },
                    unit: Unit::OfKind,
                    defaults: same(Value::Span { value: NONE }),
                },
                concurrency: ParameterSpec {
                    number: $base + 13,
                    name: concat!($word, ".open-at-once"),
                    section: $word,
                    doc: "How many proposals may be open on the track at once.",
                    en: "proposals open at once",
                    he: "הצעות פתוחות במסלול",
                    kind: Kind::Number { min: 1, max: 1_000 },
                    unit: Unit::Proposals,
                    defaults: same(Value::Number { value: ROOM }),
                },
                ballots: ParameterSpec {
                    number: $base + 14,
                    name: concat!($word, ".final-ballots"),
                    section: $word,
                    doc: "Whether a ballot may be, or is, final; where final ballots decide, the \
                          vote closes at once.",
                    en: "final votes",
                    he: "קולות סופיים",
                    kind: Kind::Choice(FINAL),
                    unit: Unit::OfKind,
                    defaults: [
                        Value::Choice { value: MAY },
                        Value::Choice { value: NEVER },
                        Value::Choice { value: NEVER },
                    ],
                },
            }
        };
    };
}

/// Where money moves, an assembly takes its time and a small circle two days.
const fn usual(delay: [Value; 3], least_delay: Span) -> Start {
    Start {
        period: spans(Span::hours(48), Span::days(4)),
        quiet: spans(Span::hours(12), DAY),
        rule: MAJORITY,
        least: Share::ZERO,
        delay,
        least_delay,
    }
}

track!(TIP, "tip", 600, usual(spans(NONE, DAY), NONE));
track!(SPEND, "spend", 620, usual(spans(DAY, DAY), LEAST_DELAY));
track!(ROLE, "role", 640, usual(spans(DAY, DAY), DAY));
track!(
    CONSTITUTION,
    "constitution",
    660,
    Start {
        period: same(Value::Span { value: Span::days(8) }),
        quiet: same(Value::Span { value: Span::days(2) }),
        rule: BY_SHARE,
        least: Share::percent(20),
        delay: same(Value::Span { value: Span::days(3) }),
        least_delay: DAY,
    }
);
track!(
    EMERGENCY,
    "emergency",
    680,
    Start {
        period: same(Value::Span { value: DAY }),
        quiet: same(Value::Span { value: Span::hours(6) }),
        rule: BY_SHARE,
        least: Share::ZERO,
        delay: same(Value::Span { value: NONE }),
        least_delay: NONE,
    }
);

/// Up to which part of the free treasury a sum is a tip.
pub(crate) static TIP_LIMIT: ParameterSpec = ParameterSpec {
    number: 700,
    name: "tip.limit",
    section: "tip",
    doc: "Up to which part of the free treasury a sum is a tip: cumulative over 30 days to one \
          beneficiary, from one proposer or on the track.",
    en: "most that is a small payment",
    he: "גבול התשלום הקטן",
    kind: Kind::Share { min: Share::ZERO, max: Share::ONE },
    unit: Unit::OfKind,
    defaults: limits(Ladder::SMALL_CIRCLE.tip, Ladder::ASSEMBLY.tip),
};

/// Up to which part of the free treasury a sum is an ordinary spend.
pub(crate) static SPEND_LIMIT: ParameterSpec = ParameterSpec {
    number: 701,
    name: "spend.limit",
    section: "spend",
    doc: "Up to which part of the free treasury a sum is a spend, counted like a tip; above it the \
          constitution's rules apply. 100% sends every sum here.",
    en: "most that is a usual payment",
    he: "גבול התשלום הרגיל",
    kind: Kind::Share { min: Share::ZERO, max: Share::ONE },
    unit: Unit::OfKind,
    defaults: limits(Ladder::SMALL_CIRCLE.spend, Ladder::ASSEMBLY.spend),
};

const fn limits(small: Share, others: Share) -> [Value; 3] {
    [Value::Share { value: small }, Value::Share { value: others }, Value::Share { value: others }]
}

/// What heads count.
pub(crate) static HEADS: ParameterSpec = ParameterSpec {
    number: 710,
    name: "weight.heads",
    section: "weight",
    doc: "What one member, one vote counts in a mix, in ten-thousandths; 0 leaves it out.",
    en: "part of members in the mix",
    he: "חלק החברות במשקל",
    kind: Kind::Number { min: 0, max: PARTS as u128 },
    unit: Unit::Parts,
    defaults: same(Value::Number { value: PARTS as u128 }),
};

/// What shares count.
pub(crate) static SHARES: ParameterSpec = ParameterSpec {
    number: 711,
    name: "weight.shares",
    section: "weight",
    doc: "What shares count in a mix, in ten-thousandths; 0 leaves them out.",
    en: "part of shares in the mix",
    he: "חלק יחידות הבעלות במשקל",
    kind: Kind::Number { min: 0, max: PARTS as u128 },
    unit: Unit::Parts,
    defaults: same(Value::Number { value: 0 }),
};

/// Which shares count.
pub(crate) static SHARE_ASSET: ParameterSpec = ParameterSpec {
    number: 712,
    name: "weight.asset",
    section: "weight",
    doc: "The asset by which its holders among the admitted members have weight.",
    en: "shares that vote",
    he: "יחידות הבעלות שיש להן קול",
    kind: Kind::OptionalAsset,
    unit: Unit::OfKind,
    defaults: same(Value::Asset { value: None }),
};

/// What roles count.
pub(crate) static ROLE_WEIGHT: ParameterSpec = ParameterSpec {
    number: 715,
    name: "weight.roles",
    section: "weight",
    doc: "What roles that weigh count in a mix, in ten-thousandths; 0 leaves them out. Roles never \
          weigh alone, and not on the constitution track unless the whole mix does.",
    en: "part of roles in the mix",
    he: "חלק התפקידים במשקל",
    kind: Kind::Number { min: 0, max: PARTS as u128 },
    unit: Unit::Parts,
    defaults: same(Value::Number { value: 0 }),
};

/// What points count.
pub(crate) static POINTS: ParameterSpec = ParameterSpec {
    number: 278,
    name: "weight.reputation",
    section: "weight",
    doc: "What points of reputation count in a mix, in ten-thousandths; 0 leaves them out. They are \
          those of the domain whose pots a proposal pays from, or else of the whole community. They \
          never weigh alone, and not on the constitution track unless the whole mix does.",
    en: "part of reputation in the mix",
    he: "חלק המוניטין במשקל",
    kind: Kind::Number { min: 0, max: PARTS as u128 },
    unit: Unit::Parts,
    defaults: same(Value::Number { value: 0 }),
};

/// Whether shares have a say on the constitution.
pub(crate) static SHARES_ON_CONSTITUTION: ParameterSpec = ParameterSpec {
    number: 713,
    name: "weight.shares-on-constitution",
    section: "weight",
    doc: "Whether the mix also applies to the constitution track; otherwise it is one member, one \
          vote there.",
    en: "shares vote on the charter too",
    he: "יחידות בעלות במסלול התקנון",
    kind: Kind::Flag,
    unit: Unit::OfKind,
    defaults: same(Value::Flag { value: false }),
};

/// How long new power ages.
pub(crate) static NEW_POWER: ParameterSpec = ParameterSpec {
    number: 714,
    name: "weight.ramp",
    section: "weight",
    doc: "How long new power takes to count in full; what came in the founding season counts at \
          once.",
    en: "time in which a new vote grows",
    he: "הזמן שבו קול חדש גדל",
    kind: Kind::Span { min: NONE, max: Span::days(90) },
    unit: Unit::OfKind,
    defaults: same(Value::Span { value: RAMP }),
};

/// What it takes to open a proposal.
pub(crate) static OPENING: ParameterSpec = ParameterSpec {
    number: 720,
    name: "proposals.threshold",
    section: "proposals",
    doc: "Part of all weight that it takes to open a proposal, of which 70 % must stay while it \
          is open; 0 lets every admitted member propose.",
    en: "part of all votes it takes to propose",
    he: "המשקל הדרוש להצעה",
    kind: Kind::Share { min: Share::ZERO, max: Share::percent(10) },
    unit: Unit::OfKind,
    defaults: same(Value::Share { value: Share::ZERO }),
};

/// How many open proposals are free.
pub(crate) static FREE: ParameterSpec = ParameterSpec {
    number: 721,
    name: "proposals.free",
    section: "proposals",
    doc: "How many proposals one person may have open without a stake.",
    en: "proposals one person may have open",
    he: "הצעות פתוחות בלי עירבון",
    kind: Kind::Number { min: 1, max: 1_000 },
    unit: Unit::Proposals,
    defaults: same(Value::Number { value: FREE_OPEN as u128 }),
};

/// What further ones are staked in.
pub(crate) static STAKE_ASSET: ParameterSpec = ParameterSpec {
    number: 722,
    name: "proposals.stake-asset",
    section: "proposals",
    doc: "The asset of stakes; without one the next proposal waits until the first is decided.",
    en: "asset of stakes",
    he: "נכס העירבון",
    kind: Kind::OptionalAsset,
    unit: Unit::OfKind,
    defaults: same(Value::Asset { value: None }),
};

/// How high the stake is.
pub(crate) static STAKE: ParameterSpec = ParameterSpec {
    number: 723,
    name: "proposals.stake",
    section: "proposals",
    doc: "Base units at stake for each proposal beyond the free ones; given back when it is \
          decided.",
    en: "stake for each further proposal",
    he: "גובה העירבון",
    kind: Kind::Number { min: 0, max: u128::MAX },
    unit: Unit::UnitsOf("proposals.stake-asset"),
    defaults: same(Value::Number { value: 0 }),
};

/// How long a rejected effect waits.
pub(crate) static WAIT: ParameterSpec = ParameterSpec {
    number: 724,
    name: "proposals.wait",
    section: "proposals",
    doc: "How long the same people wait before they propose the same effect after a rejection on \
          substance.",
    en: "wait after a rejection",
    he: "המתנה אחרי דחייה",
    kind: Kind::Span { min: NONE, max: Span::days(365) },
    unit: Unit::OfKind,
    defaults: same(Value::Span { value: COOLDOWN }),
};

/// Every parameter of governance, for the registry.
// Runs at compile time, where an index out of bounds fails the build; const code has no iterators.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
pub(crate) static PARAMETERS: [&ParameterSpec; 89] = {
    let mut list = [&TIP_LIMIT; 89];
    let tracks = [&TIP, &SPEND, &ROLE, &CONSTITUTION, &EMERGENCY];
    let mut at = 0;
    while at < tracks.len() {
        let of = tracks[at].all();
        let mut place = 0;
        while place < of.len() {
            list[at * 15 + place] = of[place];
            place += 1;
        }
        at += 1;
    }
    let others = [
        &TIP_LIMIT,
        &SPEND_LIMIT,
        &HEADS,
        &SHARES,
        &ROLE_WEIGHT,
        &POINTS,
        &SHARE_ASSET,
        &SHARES_ON_CONSTITUTION,
        &NEW_POWER,
        &OPENING,
        &FREE,
        &STAKE_ASSET,
        &STAKE,
        &WAIT,
    ];
    let mut place = 0;
    while place < others.len() {
        list[75 + place] = others[place];
        place += 1;
    }
    list
};

impl TrackSpecs {
    const fn all(&'static self) -> [&'static ParameterSpec; 15] {
        [
            &self.period,
            &self.quiet,
            &self.rule,
            &self.threshold,
            &self.count,
            &self.by_size,
            &self.support,
            &self.support_end,
            &self.support_fall,
            &self.confirm,
            &self.delay,
            &self.deposit,
            &self.preparation,
            &self.concurrency,
            &self.ballots,
        ]
    }
}

/// The parameters of a track.
pub(crate) const fn specs(track: TrackName) -> &'static TrackSpecs {
    match track {
        TrackName::Tip => &TIP,
        TrackName::Spend => &SPEND,
        TrackName::Role => &ROLE,
        TrackName::Constitution => &CONSTITUTION,
        TrackName::Emergency => &EMERGENCY,
    }
}

/// A track's rules as the charter states them now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    pub(crate) period: Span,
    pub(crate) increase: Span,
    pub(crate) threshold: Threshold,
    pub(crate) quorum: Quorum,
    pub(crate) support_end: Share,
    pub(crate) support_fall: Span,
    pub(crate) confirm: Span,
    pub(crate) delay: Span,
    pub(crate) deposit: u128,
    pub(crate) preparation: Span,
    pub(crate) concurrency: u64,
    pub(crate) finality: Finality,
}

/// A track's rules now.
pub(crate) fn terms(state: &State, dao: DaoId, track: TrackName) -> Terms {
    let of = specs(track);
    let threshold = match dao::choice(state, dao, &of.rule) {
        MAJORITY => Threshold::Majority,
        BY_SHARE => Threshold::Percent { share: dao::share(state, dao, &of.threshold) },
        _ => Threshold::Count { weight: dao::number(state, dao, &of.count) },
    };
    let finality = match dao::choice(state, dao, &of.ballots) {
        NEVER => Finality::Never,
        MAY => Finality::May,
        _ => Finality::Always,
    };
    Terms {
        period: dao::span(state, dao, &of.period),
        increase: dao::span(state, dao, &of.quiet),
        threshold,
        quorum: Quorum {
            by_size: dao::flag(state, dao, &of.by_size),
            least: dao::share(state, dao, &of.support),
        },
        support_end: dao::share(state, dao, &of.support_end),
        support_fall: dao::span(state, dao, &of.support_fall),
        confirm: dao::span(state, dao, &of.confirm),
        delay: dao::span(state, dao, &of.delay),
        deposit: dao::number(state, dao, &of.deposit),
        preparation: dao::span(state, dao, &of.preparation),
        concurrency: u64::try_from(dao::number(state, dao, &of.concurrency)).unwrap_or(u64::MAX),
        finality,
    }
}

/// The ladder of sums.
pub(crate) fn ladder(state: &State, dao: DaoId) -> Ladder {
    Ladder { tip: dao::share(state, dao, &TIP_LIMIT), spend: dao::share(state, dao, &SPEND_LIMIT) }
}

/// Sources of weight on a track: what each is of, and its part in ten-thousandths. Points count in a
/// domain, by the clock of a snapshot.
pub(crate) fn sources(
    state: &State,
    (dao, domain): (DaoId, Option<u32>),
    track: TrackName,
    snapshot: Moment,
) -> impl Iterator<Item = (SourceKind, u16)> {
    let by_heads =
        track == TrackName::Constitution && !dao::flag(state, dao, &SHARES_ON_CONSTITUTION);
    let asset = dao::asset_parameter(state, dao, &SHARE_ASSET);
    let part = |spec| u16::try_from(dao::number(state, dao, spec)).unwrap_or(PARTS);
    let heads = if by_heads { PARTS } else { part(&HEADS) };
    let shares = asset.filter(|_| !by_heads).map(|asset| {
        let kind = SourceKind::Shares { asset };
        (kind, part(&SHARES))
    });
    let roles = if by_heads { 0 } else { part(&ROLE_WEIGHT) };
    let points = if by_heads { 0 } else { part(&POINTS) };
    let clock = reputation::clock_at(state, dao, snapshot);
    let points = (SourceKind::Reputation { domain, clock }, points);
    let all =
        [Some((SourceKind::Heads, heads)), shares, Some((SourceKind::Roles, roles)), Some(points)];
    all.into_iter().flatten().filter(|(_, part)| *part > 0)
}
