//! What the charter says of selling shares and leaving with one's part.

use aluma_types::{AssetId, DaoId, Share, Span, Timestamp};

use crate::dao::sections::{
    Figure, Figures, Line, SectionSpec, Telling, choice_of, is_set, never_idle, no_figures,
    share_of, span_of,
};
use crate::dao::{self, Charter, Kind, ParameterSpec, ParameterValue as Value, Unit};
use crate::invest::Refusal;
use crate::kernel::refusal::Refused;
use crate::registry::State;
use crate::treasury;

/// What a bid that is never opened costs.
pub static UNOPENED: ParameterSpec = ParameterSpec {
    number: 351,
    name: "sale.unopened",
    section: "sale",
    doc: "The part of its deposit that a sealed bid costs which is never opened, where units are sold: or \
          else sealing and then looking what others bid would be free.",
    en: "part of the deposit that an unopened bid costs",
    he: "חלק מן הפיקדון שנשאר בקופה כשהצעה לא נפתחת",
    kind: Kind::Share { min: Share::ZERO, max: Share::percent(20) },
    unit: Unit::OfKind,
    defaults: [Value::Share { value: Share::percent(5) }; 3],
};

/// Whether holders may leave with their part.
pub static PROMISE: ParameterSpec = ParameterSpec {
    number: 352,
    name: "exit.promise",
    section: "exit",
    doc: "Whether whoever holds the share named beside it may leave with their part of what is free: \
          never, for a time after the founding, or always. What was promised can be made more and not \
          less.",
    en: "leaving with one's part",
    he: "פרישה עם החלק בקופה",
    kind: Kind::Choice(&[
        ("none", "never", "לא"),
        ("dated", "for a time after the founding", "לתקופה מאז ההקמה"),
        ("permanent", "always", "תמיד"),
    ]),
    unit: Unit::OfKind,
    defaults: [Value::Choice { value: 0 }; 3],
};

/// For how long.
pub static LASTS: ParameterSpec = ParameterSpec {
    number: 353,
    name: "exit.lasts",
    section: "exit",
    doc: "For how long after the founding a promise holds that is for a time.",
    en: "the promise holds for",
    he: "משך ההבטחה מאז ההקמה",
    kind: Kind::Span { min: Span::days(1), max: Span::days(100 * 365) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::days(3 * 365) }; 3],
};

/// By which share.
pub static SHARE: ParameterSpec = ParameterSpec {
    number: 354,
    name: "exit.asset",
    section: "exit",
    doc: "The share of this community whose holders may leave with their part: one kind, so that no new \
          kind of share takes from it. None promises nothing.",
    en: "to holders of",
    he: "יחידת הבעלות שמחזיקיה רשאים",
    kind: Kind::OptionalAsset,
    unit: Unit::OfKind,
    defaults: [Value::Asset { value: None }; 3],
};

/// How long after asking.
pub static NOTICE: ParameterSpec = ParameterSpec {
    number: 355,
    name: "exit.notice",
    section: "exit",
    doc: "How long after asking whoever leaves is paid, at the worth of that moment; until then they may \
          stay after all.",
    en: "notice",
    he: "הודעה מראש",
    kind: Kind::Span { min: Span(0), max: Span::days(90) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::days(7) }; 3],
};

/// How long after buying.
pub static VESTS: ParameterSpec = ParameterSpec {
    number: 356,
    name: "exit.vests",
    section: "exit",
    doc: "How long units that were bought in a sale lie in trust: until then they earn dividends, and \
          nobody votes with them, gives them away or leaves with them.",
    en: "units that were bought wait for",
    he: "זמן המתנה ליחידות שנקנו",
    kind: Kind::Span { min: Span(0), max: Span::days(365) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span(0) }; 3],
};

/// What bounds a part.
pub static LIMIT: ParameterSpec = ParameterSpec {
    number: 357,
    name: "exit.limit",
    section: "exit",
    doc: "Whether whoever leaves is paid their part of what is free, or no more of each asset than they paid \
          in for shares and their part of the income that was recorded while they held them: so that nobody \
          buys in to leave with what was there before. Income counts from when this is so.",
    en: "a part is limited to",
    he: "החלק מוגבל ל־",
    kind: Kind::Choice(&[
        ("none", "the part of what is free", "החלק במה שפנוי"),
        (
            "paid-in",
            "what they paid in and their part of the income since",
            "מה ששילמו וחלקם בהכנסות מאז",
        ),
    ]),
    unit: Unit::OfKind,
    defaults: [Value::Choice { value: 0 }; 3],
};

/// How many must have stayed.
pub static RETENTION: ParameterSpec = ParameterSpec {
    number: 358,
    name: "exit.retention",
    section: "exit",
    doc: "What passed is not carried out where fewer units than this part of those that shared before \
          people left with theirs, since voting began, still share: a decision that drives most of its \
          owners out is none. 0 is no bound.",
    en: "units that must remain",
    he: "יחידות שחייבות להישאר",
    kind: Kind::Share { min: Share::ZERO, max: Share::percent(95) },
    unit: Unit::OfKind,
    defaults: [Value::Share { value: Share::ZERO }; 3],
};

/// All of them, in the order of their numbers.
pub const PARAMETERS: &[&ParameterSpec] =
    &[&UNOPENED, &PROMISE, &LASTS, &SHARE, &NOTICE, &VESTS, &LIMIT, &RETENTION];

/// Whether holders may take their part, and how.
static EXIT_SECTION: SectionSpec = SectionSpec {
    name: "exit",
    place: 127,
    lines: &[
        Line::own("exit-promise", &["promise", "lasts", "asset"]),
        Line::own("exit-terms", &["notice", "vests"]),
        Line::own("exit-limit", &["limit"]),
        Line::own("exit-retention", &["retention"]),
    ],
    like: None,
    reads: &[],
    is_idle: exit_is_idle,
    figures: exit_figures,
};

/// A promise to nobody, and a share without a promise, change nothing.
fn exit_is_idle(charter: &Charter, spec: &ParameterSpec) -> bool {
    let (promise, share) = (choice_of(charter, &PROMISE), is_set(charter, &SHARE));
    match spec.number {
        number if number == PROMISE.number => !share,
        number if number == SHARE.number => promise == 0,
        number if number == LASTS.number => promise != 1 || !share,
        _ => promise == 0 || !share,
    }
}

fn exit_figures(telling: &Telling<'_>) -> Figures {
    let charter = telling.charter;
    let is_on = choice_of(charter, &PROMISE) > 0 && is_set(charter, &SHARE);
    let is_bounded = is_on && !share_of(charter, &RETENTION).is_zero();
    let word = |is: bool| Figure::Word(if is { "yes" } else { "no" });
    alloc::vec![("promised", word(is_on)), ("bounded", word(is_bounded))]
}

/// How shares are sold.
static SALE_SECTION: SectionSpec = SectionSpec {
    name: "sale",
    place: 128,
    lines: &[Line::own("sale-unopened", &["unopened"])],
    like: None,
    reads: &[],
    is_idle: never_idle,
    figures: no_figures,
};

/// The domain's sections.
pub static SECTIONS: &[&SectionSpec] = &[&EXIT_SECTION, &SALE_SECTION];

/// What a charter promises to whoever holds a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Promise {
    pub(crate) share: AssetId,
    /// Until when; none is always.
    pub(crate) until: Option<Timestamp>,
}

impl Promise {
    /// Whether it still holds at a moment.
    pub(crate) fn holds(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now <= until)
    }

    fn of(charter: &Charter, founded: Timestamp) -> Option<Self> {
        let Value::Asset { value: Some(share) } = charter.get(&SHARE) else { return None };
        match choice_of(charter, &PROMISE) {
            0 => None,
            1 => Some(Self { share, until: Some(founded.after(span_of(charter, &LASTS))) }),
            _ => Some(Self { share, until: None }),
        }
    }
}

/// What a DAO promises, where it does and still does.
pub(crate) fn promise(state: &State, dao: DaoId, now: Timestamp) -> Option<Promise> {
    let founded = dao::dao(state, dao)?.since;
    // With another community's share nobody leaves this one.
    let is_own = |share| treasury::asset(state, share).is_some_and(|row| row.dao == dao);
    let promise = Promise::of(dao::charter(state, dao)?, founded);
    promise.filter(|promise| promise.holds(now) && is_own(promise.share))
}

/// Whether a part is limited to what was paid in and the income since.
pub(crate) fn is_limited(state: &State, dao: DaoId) -> bool {
    dao::charter(state, dao).is_some_and(|charter| choice_of(charter, &LIMIT) > 0)
}

/// How long after asking whoever leaves is paid.
pub(crate) fn notice(state: &State, dao: DaoId) -> Span {
    dao::span(state, dao, &NOTICE)
}

/// How long units of a share lie in trust that were bought now; nothing where nobody leaves with them.
pub(crate) fn vests(state: &State, dao: DaoId, (share, now): (AssetId, Timestamp)) -> Span {
    match promise(state, dao, now) {
        Some(promise) if promise.share == share => dao::span(state, dao, &VESTS),
        _ => Span(0),
    }
}

/// A promise that holds is not made less: its time, its share, its notice and the wait of what is bought
/// stand, unless they change in favour of whoever leaves. People bought by it.
///
/// # Errors
/// [`Refusal::PromiseStands`].
pub(crate) fn promise_is_kept(
    (state, dao, now): (&State, DaoId, Timestamp),
    before: &Charter,
    after: &Charter,
) -> Result<(), Refused> {
    let founded = dao::dao(state, dao).map_or(Timestamp(0), |row| row.since);
    let Some(had) = Promise::of(before, founded).filter(|promise| promise.holds(now)) else {
        return Ok(());
    };
    let has = Promise::of(after, founded);
    let ends = |promise: Promise| promise.until.unwrap_or(Timestamp(u64::MAX));
    let longer = |spec: &ParameterSpec| span_of(after, spec) > span_of(before, spec);
    let broken = match has {
        None => Some(&PROMISE),
        Some(has) if has.share != had.share => Some(&SHARE),
        Some(has) if ends(has) < ends(had) && has.until.is_some() && had.until.is_none() => {
            Some(&PROMISE)
        }
        Some(has) if ends(has) < ends(had) => Some(&LASTS),
        Some(_) if longer(&NOTICE) => Some(&NOTICE),
        Some(_) if longer(&VESTS) => Some(&VESTS),
        Some(_) if choice_of(after, &LIMIT) > choice_of(before, &LIMIT) => Some(&LIMIT),
        Some(_) => None,
    };
    match broken {
        Some(spec) => Err(Refusal::PromiseStands { parameter: spec.name }.into()),
        None => Ok(()),
    }
}
