//! What the charter says of money.

use aluma_types::Share;

use crate::dao::{Kind, ParameterSpec, ParameterValue};
use crate::treasury::rules::{MINTS, OUTFLOW};

const ANY: Kind = Kind::Share { min: Share::ZERO, max: Share::ONE };

/// The part of the free treasury that may leave within 7 days.
pub static VELOCITY_WEEK: ParameterSpec = ParameterSpec {
    number: 400,
    name: "velocity.week",
    section: "velocity",
    doc: "The part of what is free in one asset that may leave in any 7 days; 100% is no limit.",
    he: "החלק מן היתרה הפנויה שמותר שייצא בכל 7 ימים; 100% פירושו בלי הגבלה",
    kind: ANY,
    defaults: [ParameterValue::Share { value: OUTFLOW[0].share }; 3],
};

/// The part of the free treasury that may leave within 30 days.
pub static VELOCITY_MONTH: ParameterSpec = ParameterSpec {
    number: 401,
    name: "velocity.month",
    section: "velocity",
    doc: "The part of what is free in one asset that may leave in any 30 days; 100% is no limit.",
    he: "החלק מן היתרה הפנויה שמותר שייצא בכל 30 ימים; 100% פירושו בלי הגבלה",
    kind: ANY,
    defaults: [ParameterValue::Share { value: OUTFLOW[1].share }; 3],
};

/// The part of the supply that may be issued within 30 days.
pub static MINT_CAP: ParameterSpec = ParameterSpec {
    number: 402,
    name: "mint.cap",
    section: "mint",
    doc: "The part of an asset's supply that may be issued in any 30 days; 100% is no limit.",
    he: "החלק מן הכמות הקיימת שמותר להנפיק בכל 30 ימים; 100% פירושו בלי הגבלה",
    kind: ANY,
    defaults: [ParameterValue::Share { value: MINTS[0].share }; 3],
};

/// All of them, in the order of their numbers.
pub const PARAMETERS: &[&ParameterSpec] = &[&VELOCITY_WEEK, &VELOCITY_MONTH, &MINT_CAP];
