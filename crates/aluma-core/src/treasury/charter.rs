//! What the charter says of money.

use alloc::vec;

use aluma_types::Share;

use crate::dao::sections::{
    Figure, Figures, Line, SectionSpec, Telling, is_set, never_idle, no_figures, share_of,
};
use crate::dao::{Charter, Kind, ParameterSpec, ParameterValue, Unit};
use crate::treasury::rules::{MINTS, OUTFLOW};

const ANY: Kind = Kind::Share { min: Share::ZERO, max: Share::ONE };

/// The part of the free treasury that may leave within 7 days.
pub static VELOCITY_WEEK: ParameterSpec = ParameterSpec {
    number: 400,
    name: "velocity.week",
    section: "velocity",
    doc: "The part of what is free in one asset that may leave in any 7 days; 100% is no limit.",
    en: "at most in 7 days",
    he: "לכל היותר ב־7 ימים",
    kind: ANY,
    unit: Unit::OfKind,
    defaults: [ParameterValue::Share { value: OUTFLOW[0].share }; 3],
};

/// The part of the free treasury that may leave within 30 days.
pub static VELOCITY_MONTH: ParameterSpec = ParameterSpec {
    number: 401,
    name: "velocity.month",
    section: "velocity",
    doc: "The part of what is free in one asset that may leave in any 30 days; 100% is no limit.",
    en: "at most in 30 days",
    he: "לכל היותר ב־30 יום",
    kind: ANY,
    unit: Unit::OfKind,
    defaults: [ParameterValue::Share { value: OUTFLOW[1].share }; 3],
};

/// The part of the supply that may be issued within 30 days.
pub static MINT_CAP: ParameterSpec = ParameterSpec {
    number: 402,
    name: "mint.cap",
    section: "mint",
    doc: "The part of an asset's supply that may be issued in any 30 days; 100% is no limit.",
    en: "at most in 30 days",
    he: "לכל היותר ב־30 יום",
    kind: ANY,
    unit: Unit::OfKind,
    defaults: [ParameterValue::Share { value: MINTS[0].share }; 3],
};

/// The part of each income that its holders are paid.
pub static REVENUE_SHARE: ParameterSpec = ParameterSpec {
    number: 403,
    name: "revenue.share",
    section: "revenue",
    doc: "The part of each income paid in on this ledger that goes to the holders of a share.",
    en: "part of each income",
    he: "חלק מכל הכנסה",
    kind: ANY,
    unit: Unit::OfKind,
    defaults: [ParameterValue::Share { value: Share::ZERO }; 3],
};

/// Whose holders are paid.
pub static REVENUE_ASSET: ParameterSpec = ParameterSpec {
    number: 404,
    name: "revenue.asset",
    section: "revenue",
    doc: "The share of this community whose holders are paid a part of each income.",
    en: "to holders of",
    he: "יחידת הבעלות שלמחזיקים בה משלמים",
    kind: Kind::OptionalAsset,
    unit: Unit::OfKind,
    defaults: [ParameterValue::Asset { value: None }; 3],
};

/// All of them, in the order of their numbers.
pub const PARAMETERS: &[&ParameterSpec] =
    &[&VELOCITY_WEEK, &VELOCITY_MONTH, &MINT_CAP, &REVENUE_SHARE, &REVENUE_ASSET];

/// What may leave.
static VELOCITY_SECTION: SectionSpec = SectionSpec {
    name: "velocity",
    place: 120,
    lines: &[Line::own("velocity-limits", &["week", "month"])],
    like: None,
    reads: &[],
    is_idle: never_idle,
    figures: no_figures,
};

/// What may be issued.
static MINT_SECTION: SectionSpec = SectionSpec {
    name: "mint",
    place: 130,
    lines: &[Line::own("mint-cap", &["cap"])],
    like: None,
    reads: &[],
    is_idle: never_idle,
    figures: mint_figures,
};

/// What of a tenth is left to whoever holds it after as much was issued as may be: a tenth by one
/// and the cap, in hundredths of a percent, rounded down.
fn mint_figures(telling: &Telling<'_>) -> Figures {
    let cap = share_of(telling.charter, &MINT_CAP);
    let (num, den) = (u128::from(cap.num()), u128::from(cap.den()));
    let left = den.saturating_mul(1_000).checked_div(den.saturating_add(num)).unwrap_or(0);
    vec![("left", Figure::Decimal(left, 2))]
}

/// What holders are paid of each income.
static REVENUE_SECTION: SectionSpec = SectionSpec {
    name: "revenue",
    place: 125,
    lines: &[Line::own("revenue-share", &["share", "asset"])],
    like: None,
    reads: &[],
    is_idle: revenue_is_idle,
    figures: revenue_figures,
};

/// A part of nobody's, and an asset without a part, change nothing.
fn revenue_is_idle(charter: &Charter, spec: &ParameterSpec) -> bool {
    match spec.number {
        number if number == REVENUE_SHARE.number => !is_set(charter, &REVENUE_ASSET),
        _ => share_of(charter, &REVENUE_SHARE) == Share::ZERO,
    }
}

fn revenue_figures(telling: &Telling<'_>) -> Figures {
    let (share, asset) = (&REVENUE_SHARE, &REVENUE_ASSET);
    let is_on = is_set(telling.charter, asset) && !share_of(telling.charter, share).is_zero();
    vec![("shared", Figure::Word(if is_on { "yes" } else { "no" }))]
}

/// The domain's sections.
pub static SECTIONS: &[&SectionSpec] = &[&VELOCITY_SECTION, &MINT_SECTION, &REVENUE_SECTION];
