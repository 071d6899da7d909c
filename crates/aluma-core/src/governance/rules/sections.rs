//! How the charter tells what governance uses: tracks, weights, proposals.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{Amount, AssetId, Span};

use super::Quorum;
use super::spam::{LIFT, STAY};
use crate::dao::sections::{
    Figure, Figures, Line, SectionSpec, Telling, choice_of, is_set, number_of, share_of, span_of,
};
use crate::dao::{Charter, ParameterSpec, ParameterValue, Template, profile};
use crate::exact::part_down;
use crate::governance::charter::{
    BY_SHARE, FREE, HEADS, MAJORITY, NEW_POWER, OPENING, POINTS, ROLE_WEIGHT, ROOM, SHARE_ASSET,
    SHARES, SHARES_ON_CONSTITUTION, SPEND_LIMIT, STAKE, STAKE_ASSET, TIP_LIMIT, TrackSpecs, specs,
};
use crate::governance::types::{PARTS, TrackName};
use crate::treasury::charter::{REVENUE_ASSET, REVENUE_SHARE};

/// Ends the list of a track's sentences, which all tracks share.
macro_rules! track_lines {
    ($($own:expr),*) => {
        &[
            $($own,)*
            Line::shared("track-preparation", &["preparation"]),
            Line::shared("track-period", &["period"]),
            Line::shared("track-quiet", &["quiet"]),
            Line::shared("track-ballots", &["final-ballots"]),
            Line::shared("track-rule", &["rule", "threshold", "count"]),
            Line::shared("track-quorum", &["quorum-by-size"]),
            Line::shared("track-support", &["support"]),
            Line::shared("track-fall", &["support-fall", "support-end"]),
            Line::shared("track-confirm", &["confirm"]),
            Line::shared("track-delay", &["delay"]),
            Line::shared("track-deposit", &["deposit"]),
            Line::shared("track-room", &["open-at-once"]),
        ]
    };
}

macro_rules! track {
    ($name:ident, $track:literal, $place:literal, $like:expr, $($own:expr),*) => {
        static $name: SectionSpec = SectionSpec {
            name: $track,
            place: $place,
            lines: track_lines!($($own),*),
            like: $like,
            reads: &[&TIP_LIMIT, &SPEND_LIMIT],
            is_idle: track_is_idle,
            figures: track_figures,
        };
    };
}

track!(
    SPEND_SECTION,
    "spend",
    70,
    None,
    Line::own("spend-scope", &["limit"]),
    Line::own("limit-window", &["limit"]),
    Line::own("limit-today", &["limit"])
);
track!(
    TIP_SECTION,
    "tip",
    80,
    Some("spend"),
    Line::own("tip-scope", &["limit"]),
    Line::own("limit-today", &["limit"])
);
track!(ROLE_SECTION, "role", 90, Some("spend"), Line::own("role-scope", &[]));
track!(
    CONSTITUTION_SECTION,
    "constitution",
    100,
    Some("spend"),
    Line::own("constitution-scope", &[])
);
track!(EMERGENCY_SECTION, "emergency", 110, Some("spend"), Line::own("emergency-scope", &[]));

static WEIGHT_SECTION: SectionSpec = SectionSpec {
    name: "weight",
    place: 50,
    lines: &[
        Line::own("weight-mix", &["heads", "shares", "asset"]),
        Line::own("weight-roles", &["roles"]),
        Line::own("weight-reputation", &["reputation"]),
        Line::own("weight-constitution", &["shares-on-constitution"]),
        Line::own("weight-ramp", &["ramp"]),
    ],
    like: None,
    reads: &[],
    is_idle: weight_is_idle,
    figures: weight_figures,
};

static PROPOSALS_SECTION: SectionSpec = SectionSpec {
    name: "proposals",
    place: 60,
    lines: &[
        Line::own("proposals-threshold", &["threshold"]),
        Line::own("proposals-free", &["free", "stake-asset", "stake"]),
        Line::own("proposals-room", &[]),
        Line::own("proposals-wait", &["wait"]),
    ],
    like: None,
    reads: &[],
    is_idle: proposals_are_idle,
    figures: proposals_figures,
};

/// Where money can be lost: what follows from the rules of several domains, in plain words.
static RISK_SECTION: SectionSpec = SectionSpec {
    name: "risk",
    place: 140,
    lines: &[
        Line::own("risk-money", &[]),
        Line::own("risk-dividend", &[]),
        Line::own("risk-advice", &[]),
    ],
    like: None,
    reads: &[],
    is_idle: |_, _| false,
    figures: risk_figures,
};

/// Whether somebody is likely to pay for a share here: where shares weigh, where their holders get a
/// part of incomes, and in a club that invests.
fn risk_figures(telling: &Telling<'_>) -> Figures {
    let Telling { charter, facts, .. } = *telling;
    let weighs = number_of(charter, &SHARES) > 0;
    let earns = is_set(charter, &REVENUE_ASSET) && !share_of(charter, &REVENUE_SHARE).is_zero();
    let invests = facts.template == Some(Template::InvestmentClub);
    let word = |is: bool| Figure::Word(if is { "yes" } else { "no" });
    let has_body = choice_of(charter, &profile::FORM) != 0;
    vec![("shares", word(weighs || earns || invests)), ("shielded", word(has_body))]
}

/// The domain's sections.
pub(crate) static SECTIONS: &[&SectionSpec] = &[
    &WEIGHT_SECTION,
    &PROPOSALS_SECTION,
    &SPEND_SECTION,
    &TIP_SECTION,
    &ROLE_SECTION,
    &CONSTITUTION_SECTION,
    &EMERGENCY_SECTION,
    &RISK_SECTION,
];

/// The track of a section.
fn track_of(section: &str) -> TrackName {
    use TrackName::{Constitution, Emergency, Role, Spend, Tip};
    let mut all = [Tip, Spend, Role, Constitution, Emergency].into_iter();
    all.find(|track| track.word() == section).unwrap_or(Constitution)
}

/// The asset of a parameter.
fn asset_of(charter: &Charter, spec: &ParameterSpec) -> Option<AssetId> {
    match charter.get(spec) {
        ParameterValue::Asset { value } => value,
        _ => None,
    }
}

/// Units of an asset, where there is one.
fn amount(asset: Option<AssetId>, units: u128) -> Figure {
    let of = asset.filter(|_| units > 0);
    of.map_or(Figure::None, |asset| Figure::Amounts(vec![Amount { asset, units }]))
}

/// What weighs on a track: members alone, shares alone, or a mix.
fn source(charter: &Charter, track: TrackName) -> &'static str {
    let is_plain = track == TrackName::Constitution && !is_set(charter, &SHARES_ON_CONSTITUTION);
    let (heads, shares) = (number_of(charter, &HEADS), number_of(charter, &SHARES));
    let has_roles = number_of(charter, &ROLE_WEIGHT) > 0;
    let has_points = number_of(charter, &POINTS) > 0;
    if is_plain || shares == 0 && !has_roles && !has_points {
        "heads"
    } else if has_points {
        "several"
    } else if shares == 0 {
        "heads-roles"
    } else if heads == 0 && has_roles {
        "shares-roles"
    } else if heads == 0 {
        "shares"
    } else {
        "mixed"
    }
}

/// Whether a parameter of a track changes nothing: another rule states the majority, nothing falls,
/// no asset takes deposits.
fn track_is_idle(charter: &Charter, spec: &ParameterSpec) -> bool {
    let of: &TrackSpecs = specs(track_of(spec.section));
    let rule = choice_of(charter, &of.rule);
    match spec.number {
        number if number == of.threshold.number => rule != BY_SHARE,
        number if number == of.count.number => rule == MAJORITY || rule == BY_SHARE,
        number if number == of.support_end.number => span_of(charter, &of.support_fall) == Span(0),
        number if number == of.deposit.number => !is_set(charter, &STAKE_ASSET),
        _ => false,
    }
}

fn track_figures(telling: &Telling<'_>) -> Figures {
    let Telling { section, charter, facts } = *telling;
    let track = track_of(section);
    let of = specs(track);
    let source = source(charter, track);
    let count = number_of(charter, &of.count);
    let weighs_by = asset_of(charter, &SHARE_ASSET).filter(|_| source == "shares");
    let deposit = number_of(charter, &of.deposit);
    let increase = span_of(charter, &of.quiet);
    let mut figures = vec![
        ("source", Figure::Word(source)),
        ("twice", Figure::Span(Span(increase.0.saturating_mul(2)))),
        ("count_heads", Figure::Decimal(count, 6)),
        ("count_shares", amount(weighs_by, count)),
        ("deposit_sum", amount(asset_of(charter, &STAKE_ASSET), deposit)),
        ("usual_room", Figure::Number(ROOM)),
        ("today", today(telling, track)),
    ];
    let members = facts.members.filter(|members| *members > 0);
    let size = match members {
        None => "unknown",
        Some(1 | 2) => "tiny",
        Some(3..=10) => "small",
        Some(_) => "large",
    };
    figures.push(("size", Figure::Word(size)));
    if let Some(members) = members {
        let least = share_of(charter, &of.support);
        let quorum = Quorum { by_size: is_set(charter, &of.by_size), least };
        figures.push(("members", Figure::Number(members.into())));
        // One member's head as the unit of weight.
        figures.push(("enough", Figure::Number(quorum.support(members.into(), members))));
    }
    figures
}

/// The largest sums of today that still go on a track with a limit.
fn today(telling: &Telling<'_>, track: TrackName) -> Figure {
    let limit = match track {
        TrackName::Tip => &TIP_LIMIT,
        TrackName::Spend => &SPEND_LIMIT,
        _ => return Figure::None,
    };
    let share = share_of(telling.charter, limit);
    let part = |free: &Amount| Amount { units: part_down(free.units, share), ..*free };
    let sums: Vec<_> = telling.facts.free.iter().map(part).filter(|sum| sum.units > 0).collect();
    if sums.is_empty() { Figure::None } else { Figure::Amounts(sums) }
}

/// A single source counts as it is, whatever its part; and an asset without a part has none.
fn weight_is_idle(charter: &Charter, spec: &ParameterSpec) -> bool {
    let (heads, shares) = (number_of(charter, &HEADS), number_of(charter, &SHARES));
    let whole = u128::from(PARTS);
    let others = [&ROLE_WEIGHT, &POINTS].into_iter();
    let has_others = others.map(|spec| number_of(charter, spec)).any(|part| part > 0);
    match spec.number {
        number if number == HEADS.number => shares == 0 && heads != whole && !has_others,
        number if number == SHARES.number => heads == 0 && shares != whole && !has_others,
        number if number == SHARE_ASSET.number => shares == 0,
        number if number == SHARES_ON_CONSTITUTION.number => shares == 0 && !has_others,
        _ => false,
    }
}

fn weight_figures(telling: &Telling<'_>) -> Figures {
    let charter = telling.charter;
    let half = span_of(charter, &NEW_POWER).0 / 2;
    vec![
        ("source", Figure::Word(source(charter, TrackName::Spend))),
        // Parts of a hundred.
        ("heads_parts", Figure::Decimal(number_of(charter, &HEADS), 2)),
        ("shares_parts", Figure::Decimal(number_of(charter, &SHARES), 2)),
        ("roles_parts", Figure::Decimal(number_of(charter, &ROLE_WEIGHT), 2)),
        ("reputation_parts", Figure::Decimal(number_of(charter, &POINTS), 2)),
        ("half", Figure::Span(Span(half))),
    ]
}

/// Without an asset there is no stake; where the stake is nothing, everybody opens as they like.
fn proposals_are_idle(charter: &Charter, spec: &ParameterSpec) -> bool {
    let has_asset = is_set(charter, &STAKE_ASSET);
    match spec.number {
        number if number == STAKE.number => !has_asset,
        number if number == FREE.number => has_asset && number_of(charter, &STAKE) == 0,
        _ => false,
    }
}

fn proposals_figures(telling: &Telling<'_>) -> Figures {
    let charter = telling.charter;
    let asset = asset_of(charter, &STAKE_ASSET);
    let stake = number_of(charter, &STAKE);
    let further = match (asset, stake) {
        (None, _) => "waits",
        (Some(_), 0) => "any",
        (Some(_), _) => "staked",
    };
    let everybody = if share_of(charter, &OPENING).is_zero() { "yes" } else { "no" };
    vec![
        ("further", Figure::Word(further)),
        ("everybody", Figure::Word(everybody)),
        ("stake_sum", amount(asset, stake)),
        ("room", Figure::Number(ROOM)),
        ("stay", Figure::Share(STAY)),
        ("lift", Figure::Share(LIFT)),
    ]
}
