//! What the charter says of work.

use aluma_types::{DaoId, Share, Span};

use crate::dao::sections::{Line, SectionSpec, no_figures};
use crate::dao::{Charter, Kind, ParameterSpec, ParameterValue as Value, Unit};
use crate::dao::{flag, number, share, span};
use crate::exact::part_down;
use crate::registry::State;
use crate::work::rules::trust::Limits;

/// Whether work is watched less.
pub static LIGHT: ParameterSpec = ParameterSpec {
    number: 320,
    name: "work.light",
    section: "work",
    doc: "Whether work is done without notes of progress, slots of trust and a limit of how much \
          somebody has in hand.",
    en: "work without notes, slots and limits",
    he: "עבודה בלי הערות, אמון ומגבלות",
    kind: Kind::Flag,
    unit: Unit::OfKind,
    defaults: [Value::Flag { value: false }; 3],
};

/// What it costs to take a task back that is being done.
pub static NOTICE: ParameterSpec = ParameterSpec {
    number: 321,
    name: "work.notice",
    section: "work",
    doc: "The part of its price that whoever does a task is paid when it is taken back.",
    en: "share paid when a task is taken back",
    he: "חלק שמשולם בביטול משימה",
    kind: Kind::Share { min: Share::ZERO, max: Share::ONE },
    unit: Unit::OfKind,
    defaults: [Value::Share { value: Share::percent(10) }; 3],
};

/// How long a reviewer has.
pub static REVIEW: ParameterSpec = ParameterSpec {
    number: 322,
    name: "work.review",
    section: "work",
    doc: "How long a reviewer has; then a second one has as long, and then silence accepts.",
    en: "time to review work",
    he: "זמן להערכת עבודה",
    kind: Kind::Span { min: Span::hours(1), max: Span::days(60) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::days(7) }; 3],
};

/// How long whoever did the work may appeal.
pub static APPEAL: ParameterSpec = ParameterSpec {
    number: 323,
    name: "work.appeal",
    section: "work",
    doc: "How long whoever did work that was rejected may appeal.",
    en: "time to appeal when work is rejected",
    he: "זמן לערעור על דחיית עבודה",
    kind: Kind::Span { min: Span::hours(1), max: Span::days(30) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::days(5) }; 3],
};

/// How long there is to decide.
pub static HEARING: ParameterSpec = ParameterSpec {
    number: 324,
    name: "work.hearing",
    section: "work",
    doc: "How long there is to decide on an appeal, a dispute, or work that nobody reviewed; then it \
          is accepted.",
    en: "time to decide on work",
    he: "זמן להכרעה על עבודה",
    kind: Kind::Span { min: Span::hours(1), max: Span::days(60) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::days(7) }; 3],
};

/// How long pay is held.
pub static DELAY: ParameterSpec = ParameterSpec {
    number: 325,
    name: "work.delay",
    section: "work",
    doc: "How long pay is held after work was accepted, so that it can be disputed.",
    en: "time that pay is held",
    he: "זמן עיכוב התשלום",
    kind: Kind::Span { min: Span(0), max: Span::days(30) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::days(3) }; 3],
};

/// How long there is to make changes.
pub static REWORK: ParameterSpec = ParameterSpec {
    number: 326,
    name: "work.rework",
    section: "work",
    doc: "How long there is to hand work in again after changes were asked for.",
    en: "time to make changes",
    he: "זמן לתיקונים",
    kind: Kind::Span { min: Span::hours(1), max: Span::days(90) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::days(7) }; 3],
};

/// How long there is to open what was sealed.
pub static REVEAL: ParameterSpec = ParameterSpec {
    number: 327,
    name: "work.reveal",
    section: "work",
    doc: "How long there is to open sealed entries after a contest closed.",
    en: "time to open entries of a contest",
    he: "זמן לפתיחת עבודות בתחרות",
    kind: Kind::Span { min: Span::hours(1), max: Span::days(14) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::days(2) }; 3],
};

/// Slots of trust.
pub static SLOTS: ParameterSpec = ParameterSpec {
    number: 328,
    name: "work.slots",
    section: "work",
    doc: "How many pieces of work somebody may fail to hand in before they take no more by \
          themselves; each that is accepted gives one back.",
    en: "slots of trust",
    he: "מספר הפעמים שנותנים אמון",
    kind: Kind::Number { min: 1, max: 20 },
    unit: Unit::OfKind,
    defaults: [Value::Number { value: 2 }; 3],
};

/// How much of what one takes one finishes.
pub static COMPLETION: ParameterSpec = ParameterSpec {
    number: 329,
    name: "work.completion",
    section: "work",
    doc: "The part of what somebody took that must have been accepted for them to need no slots.",
    en: "completion that needs no slots",
    he: "שיעור השלמה שפוטר ממגבלת האמון",
    kind: Kind::Share { min: Share::percent(50), max: Share::ONE },
    unit: Unit::OfKind,
    defaults: [Value::Share { value: Share::percent(80) }; 3],
};

/// How much somebody has in hand.
pub static CLAIMS: ParameterSpec = ParameterSpec {
    number: 330,
    name: "work.claims",
    section: "work",
    doc: "How many pieces of work somebody has in hand at most: one, and one more for every three that \
          were accepted, up to this.",
    en: "work in hand at most",
    he: "עבודות במקביל לכל היותר",
    kind: Kind::Number { min: 1, max: 100 },
    unit: Unit::OfKind,
    defaults: [Value::Number { value: 5 }; 3],
};

/// What those are paid who judge.
pub static PANEL: ParameterSpec = ParameterSpec {
    number: 331,
    name: "panel.share",
    section: "panel",
    doc: "The part of a task's reward that is set aside beside it, at least, for a panel that may judge \
          the work; it returns where none does.",
    en: "least share set aside for a panel",
    he: "החלק המזערי ששמור לצוות הערכה",
    kind: Kind::Share { min: Share::ZERO, max: Share::percent(50) },
    unit: Unit::OfKind,
    defaults: [Value::Share { value: Share::percent(7) }; 3],
};

/// What a payer's word alone brings.
pub static TRUSTED: ParameterSpec = ParameterSpec {
    number: 332,
    name: "panel.trusted",
    section: "panel",
    doc: "How many points the word of one payer alone brings one member in an epoch: without a panel \
          pay makes no points beyond these.",
    en: "points by a payer's word alone",
    he: "נקודות על סמך מילת המשלמים בלבד",
    kind: Kind::Number { min: 0, max: 100 },
    unit: Unit::OfKind,
    defaults: [Value::Number { value: 0 }; 3],
};

/// From which size work is judged by itself.
pub static JUDGED: ParameterSpec = ParameterSpec {
    number: 333,
    name: "panel.judged",
    section: "panel",
    doc: "From which size accepted work goes before a panel by itself; smaller work does where whoever \
          did it or pays asks, or by sampling. Only work whose task says its size.",
    en: "size from which work is judged by itself",
    he: "היקף שממנו העבודה מוערכת מעצמה",
    kind: Kind::Span { min: Span::hours(1), max: Span::days(400) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::hours(16) }; 3],
};

/// How much smaller work is judged by itself.
pub static SAMPLED: ParameterSpec = ParameterSpec {
    number: 334,
    name: "panel.sampled",
    section: "panel",
    doc: "How much of smaller accepted work goes before a panel by itself, drawn by the beacon.",
    en: "share of smaller work that is judged",
    he: "חלק מדגמי של עבודות שמוערכות",
    kind: Kind::Share { min: Share::ZERO, max: Share::ONE },
    unit: Unit::OfKind,
    defaults: [Value::Share { value: Share::percent(5) }; 3],
};

/// How long a panel can be asked for.
pub static CLAIM: ParameterSpec = ParameterSpec {
    number: 335,
    name: "panel.claim",
    section: "panel",
    doc: "How long after work was accepted whoever did it or pays may ask a panel to judge it; then what \
          was set aside for one returns.",
    en: "time to ask for a panel",
    he: "זמן לבקש צוות הערכה",
    kind: Kind::Span { min: Span::hours(1), max: Span::days(90) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::days(14) }; 3],
};

/// What a panel has to find for the whole price.
pub static WHOLE_FROM: ParameterSpec = ParameterSpec {
    number: 336,
    name: "panel.whole-from",
    section: "panel",
    doc: "The quality, of 100, from which work that a panel decides on is paid in full; below that it \
          is paid in proportion, and at the least quality that brings points not at all.",
    en: "quality from which the whole price is paid",
    he: "איכות שממנה משולם המחיר המלא",
    kind: Kind::Number { min: 1, max: 100 },
    unit: Unit::OfKind,
    defaults: [Value::Number { value: 70 }; 3],
};

/// All of them, in the order of their numbers.
pub const PARAMETERS: &[&ParameterSpec] = &[
    &LIGHT,
    &NOTICE,
    &REVIEW,
    &APPEAL,
    &HEARING,
    &DELAY,
    &REWORK,
    &REVEAL,
    &SLOTS,
    &COMPLETION,
    &CLAIMS,
    &PANEL,
    &TRUSTED,
    &JUDGED,
    &SAMPLED,
    &CLAIM,
    &WHOLE_FROM,
];

/// How work is done, judged and paid.
static WORK_SECTION: SectionSpec = SectionSpec {
    name: "work",
    place: 135,
    lines: &[
        Line::own("work-time", &["light", "rework"]),
        Line::own("work-review", &["review", "appeal", "hearing", "reveal"]),
        Line::own("work-pay", &["delay", "notice"]),
        Line::own("work-trust", &["slots", "completion", "claims"]),
    ],
    like: None,
    reads: &[],
    is_idle,
    figures: no_figures,
};

/// Trust and limits change nothing where work is done without them.
fn is_idle(charter: &Charter, spec: &ParameterSpec) -> bool {
    let of_trust = [SLOTS.number, COMPLETION.number, CLAIMS.number];
    charter.get(&LIGHT) == (Value::Flag { value: true }) && of_trust.contains(&spec.number)
}

/// Panels on work: when one is drawn, and what it is paid.
static PANEL_SECTION: SectionSpec = SectionSpec {
    name: "panel",
    place: 136,
    lines: &[
        Line::own("panel-money", &["share", "whole-from"]),
        Line::own("panel-points", &["trusted", "judged", "sampled", "claim"]),
        Line::own("panel-pay", &["flat"]),
    ],
    like: None,
    reads: &[],
    is_idle,
    figures: no_figures,
};

/// The domain's sections.
pub static SECTIONS: &[&SectionSpec] = &[&WORK_SECTION, &PANEL_SECTION];

/// How much somebody may take; nothing limits it in the light mode.
pub(crate) fn limits(state: &State, dao: DaoId) -> Option<Limits> {
    if flag(state, dao, &LIGHT) {
        return None;
    }
    let claims = u32::try_from(number(state, dao, &CLAIMS)).unwrap_or(u32::MAX);
    let completion = share(state, dao, &COMPLETION);
    Some(Limits { slots: slots(state, dao), completion, claims })
}

/// Slots of trust that everybody has.
pub(crate) fn slots(state: &State, dao: DaoId) -> u8 {
    u8::try_from(number(state, dao, &SLOTS)).unwrap_or(u8::MAX)
}

/// Whether notes of progress are asked for.
pub(crate) fn notes(state: &State, dao: DaoId) -> bool {
    !flag(state, dao, &LIGHT)
}

/// The moment at which a wait ends that begins now.
pub(crate) fn until(
    ctx: &crate::kernel::ctx::Ctx<'_>,
    dao: DaoId,
    spec: &ParameterSpec,
) -> aluma_types::Timestamp {
    ctx.now().after(span(ctx.state, dao, spec))
}

/// What a panel has of one place at least, rounded down.
pub(crate) fn panel(state: &State, dao: DaoId, reward: u128) -> u128 {
    part_down(reward, share(state, dao, &PANEL))
}

/// Micro-points that a payer's word alone brings one member in an epoch.
pub(crate) fn trusted(state: &State, dao: DaoId) -> u64 {
    let points = u64::try_from(number(state, dao, &TRUSTED)).unwrap_or(0);
    points.saturating_mul(1_000_000)
}

/// The quality, of a hundred, from which work is paid in full.
pub(crate) fn whole_from(state: &State, dao: DaoId) -> u64 {
    u64::try_from(number(state, dao, &WHOLE_FROM)).unwrap_or(u64::MAX)
}
