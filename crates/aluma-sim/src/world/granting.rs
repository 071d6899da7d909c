//! Rounds: what a community opens, and what people say, assign, score and record in them.

use aluma_types::Act;
use aluma_types::value::Value;

use super::director::{DAY, Intent, Who, anybody, member};
use super::offices;
use super::values::{Fixed, Maker};
use crate::fields::Fields;

/// A round, as far as a workload needs to know.
#[derive(Clone, Debug)]
pub struct Round {
    round: u64,
    steward: u64,
    recorded: bool,
    /// By what it shares, where nobody praises in it.
    kind: Kind,
    /// Whom each entry is by and about, in the order of their numbers.
    entries: Vec<(u64, u64)>,
    candidates: Vec<u64>,
}

/// What people do in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Praise,
    Points,
    Circle,
    Retro,
}

/// Whether a round that is opened tells what happened elsewhere.
fn is_recorded(fields: &Fields<'_>) -> bool {
    let terms = fields.variant("policy").and_then(|(_, policy)| policy.inner("terms"));
    terms.is_some_and(|terms| terms.flag("recorded"))
}

/// What is known of a community's rounds that are open.
#[derive(Clone, Debug, Default)]
pub struct Rounds(Vec<Round>);

impl Rounds {
    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Learns a fact.
    pub fn learn(&mut self, name: &str, fields: &Fields<'_>) {
        let Some(round) = fields.number("round") else { return };
        let number = |name| fields.number(name).unwrap_or(0);
        match name {
            "round-opened" => self.0.push(Round {
                round,
                steward: number("steward"),
                recorded: is_recorded(fields),
                kind: match fields.variant("policy").map_or("", |(policy, _)| policy) {
                    "praise" => Kind::Praise,
                    "circle" => Kind::Circle,
                    "retro" => Kind::Retro,
                    _ => Kind::Points,
                },
                entries: Vec::new(),
                candidates: Vec::new(),
            }),
            "round-closed" | "round-cancelled" => self.0.retain(|known| known.round != round),
            _ => {
                let Some(known) = self.0.iter_mut().find(|known| known.round == round) else {
                    return;
                };
                match name {
                    "nominated" => known.candidates.extend(fields.number("candidate")),
                    "praised" => known.entries.push((number("from"), number("to"))),
                    "praise-recorded" => {
                        known.entries.extend((0..number("entries")).map(|_| (0, 0)));
                    }
                    _ => {}
                }
            }
        }
    }
}

/// What a DAO does about rounds.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let rounds = &maker.world.communities.get(&maker.dao?)?.rounds.0;
    if let Some(known) = maker.rng.pick_late(rounds)
        && maker.rng.percent(25)
    {
        return maker.act("cancel-round", &[("round", Fixed::number(known.round))]);
    }
    if maker.rng.percent(60) {
        return open_other(maker);
    }
    let recorded = maker.rng.percent(55);
    let share = |parts: u64| Fixed::Is(Value::Share(aluma_types::Share::permille(parts as u32)));
    let scale = [1u64, 3, 5, 8, 13].map(Fixed::number);
    let mut terms = vec![
        ("praised", share(maker.rng.within(300, 900))),
        ("raters", share(maker.rng.below(101))),
        ("scale", Fixed::Items(scale.into())),
        ("recorded", Fixed::flag(recorded)),
        ("own_counts", Fixed::flag(recorded && maker.rng.percent(50))),
    ];
    if maker.rng.percent(70) {
        terms.push(("ceiling", Fixed::Nothing));
    }
    if maker.rng.percent(10) {
        terms.truncate(2);
    }
    let lasts = if maker.rng.percent(60) { maker.rng.within(2, 9) } else { 60 };
    let fixed = [
        ("steward", Maker::account(member(maker)?)),
        ("pot", Fixed::Nothing),
        ("budget", super::director::small(maker)?),
        ("policy", Fixed::Variant("praise", vec![("terms", Fixed::Row(terms))])),
        ("entries_for", Fixed::number((lasts - 1) * DAY)),
        ("lasts", Fixed::number(lasts * DAY)),
    ];
    let keep = if maker.rng.percent(90) { &fixed[..] } else { &fixed[..4] };
    maker.act("open-round", keep)
}

/// Judges, and a round that they decide.
pub(super) fn judged(maker: &mut Maker<'_>) -> Vec<Act> {
    let Some(known) = maker.dao.and_then(|dao| maker.world.communities.get(&dao)) else {
        return Vec::new();
    };
    let role = known.roles.len() as u64 * 10 + 8;
    let mut acts = Vec::new();
    acts.extend(offices::define(maker, role));
    for _ in 0..2 {
        let judge = member(maker);
        acts.extend(judge.and_then(|judge| offices::give(maker, role, judge)));
    }
    acts.extend(open_retro(maker, role));
    acts
}

fn open_retro(maker: &mut Maker<'_>, role: u64) -> Option<Act> {
    let retro = retro(maker, role)?;
    open(maker, retro)
}

fn retro(maker: &mut Maker<'_>, role: u64) -> Option<(&'static str, Vec<(&'static str, Fixed)>)> {
    let marks = *maker.rng.pick(&["amounts", "scores"])?;
    let terms = vec![
        ("role", Fixed::number(role)),
        ("marks", Fixed::Variant(marks, Vec::new())),
        ("quorum", Fixed::number(maker.rng.within(1, 2))),
        ("least", Fixed::number(maker.rng.below(3))),
    ];
    Some(("retro", vec![("terms", Fixed::Row(terms))]))
}

/// A round in which nobody praises.
fn open_other(maker: &mut Maker<'_>) -> Option<Act> {
    let held = maker.world.communities.get(&maker.dao?)?.held.clone();
    let role = maker.rng.pick_late(&held).map(|(role, _)| *role);
    let nothing = || vec![("domain", Fixed::Nothing)];
    let policy = match (maker.rng.below(10), role) {
        (0, _) => ("immediate", nothing()),
        (1 | 2, _) => ("recent", nothing()),
        (3..=5, _) => ("balanced", nothing()),
        (6 | 7, Some(role)) => retro(maker, role)?,
        (_, role) => {
            let role = role.filter(|_| maker.rng.percent(10));
            let role = role.map_or(Fixed::Nothing, Fixed::number);
            let terms = vec![("tokens", Fixed::number(100u64)), ("role", role)];
            ("circle", vec![("terms", Fixed::Row(terms))])
        }
    };
    open(maker, policy)
}

fn open(
    maker: &mut Maker<'_>,
    (kind, fields): (&'static str, Vec<(&'static str, Fixed)>),
) -> Option<Act> {
    let lasts = maker.rng.within(2, 9);
    let fixed = [
        ("steward", Fixed::Nothing),
        ("pot", Fixed::Nothing),
        ("budget", super::director::small(maker)?),
        ("policy", Fixed::Variant(kind, fields)),
        ("entries_for", Fixed::number((lasts / 2).max(1) * DAY)),
        ("lasts", Fixed::number(lasts * DAY)),
    ];
    maker.act("open-round", &fixed)
}

/// What people do in a round in which nobody praises.
fn own_other(maker: &mut Maker<'_>, known: &Round) -> Intent {
    let dao = maker.dao?;
    let head = [("dao", Fixed::number(dao)), ("round", Fixed::number(known.round))];
    let (by, name, more) = match known.kind {
        Kind::Praise | Kind::Points => {
            let name = *maker.rng.pick(&["give-in-circle", "praise-in-round"])?;
            (member(maker)?, name, Vec::new())
        }
        Kind::Circle => (member(maker)?, "give-in-circle", vec![("gifts", gifts(maker)?)]),
        Kind::Retro if maker.rng.percent(if known.candidates.len() < 2 { 90 } else { 35 }) => {
            let evidence = match maker.rng.percent(10) {
                true => vec![Fixed::number(maker.rng.within(1, 5))],
                false => Vec::new(),
            };
            // Work of one's own alone may be named.
            let jobs = match maker.rng.percent(5) {
                true => vec![Fixed::number(maker.rng.within(1, 9))],
                false => Vec::new(),
            };
            let named = vec![("evidence", Fixed::Items(evidence)), ("jobs", Fixed::Items(jobs))];
            (member(maker)?, "nominate", named)
        }
        Kind::Retro => {
            let held = maker.world.communities.get(&dao)?.held.clone();
            let judge = maker.rng.pick_late(&held).map(|(_, account)| *account);
            let judge = judge.filter(|_| maker.rng.percent(85));
            let by = judge.or_else(|| member(maker))?;
            (by, "cast-retro-ballot", vec![("marks", marks(maker, known))])
        }
    };
    let fixed: Vec<_> = head.into_iter().chain(more).collect();
    Some((Who::Account(by), maker.act(name, &fixed)?))
}

/// Tokens for a few members.
fn gifts(maker: &mut Maker<'_>) -> Option<Fixed> {
    let mut people: Vec<u64> = (0..maker.rng.below(4)).filter_map(|_| member(maker)).collect();
    if maker.rng.percent(5) {
        people.push(anybody(maker));
    }
    if maker.rng.percent(95) {
        people.sort_unstable();
        people.dedup();
    }
    let rows = people.into_iter().map(|to| {
        let most = if maker.rng.percent(5) { 200 } else { 30 };
        vec![("to", Maker::account(to)), ("tokens", Fixed::number(maker.rng.below(most)))]
    });
    Some(Fixed::Rows(rows.collect()))
}

/// What a ballot says of some candidates.
fn marks(maker: &mut Maker<'_>, known: &Round) -> Fixed {
    let mut who: Vec<u64> =
        known.candidates.iter().copied().filter(|_| maker.rng.percent(70)).collect();
    if maker.rng.percent(8) {
        who.push(anybody(maker));
    }
    if maker.rng.percent(95) {
        who.sort_unstable();
        who.dedup();
    }
    let rows = who.into_iter().map(|candidate| {
        let most = if maker.rng.percent(5) { 1_000_000_000 } else { 8 };
        vec![
            ("candidate", Maker::account(candidate)),
            ("units", Fixed::number(maker.rng.below(most))),
        ]
    });
    Fixed::Rows(rows.collect())
}

/// What people do in a round.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let rounds = maker.world.communities.get(&dao)?.rounds.0.clone();
    let known = maker.rng.pick_late(&rounds)?.clone();
    if known.kind != Kind::Praise && maker.rng.percent(97) {
        return own_other(maker, &known);
    }
    let head = [("dao", Fixed::number(dao)), ("round", Fixed::number(known.round))];
    let steward = if maker.rng.percent(95) { known.steward } else { anybody(maker) };
    let is_recorded = known.recorded != maker.rng.percent(4);
    let (by, name, more) = match (is_recorded, maker.rng.below(10)) {
        (true, 0) => {
            let entries = Fixed::number(known.entries.len() as u64 + maker.rng.below(8) / 7);
            (steward, "close-record", vec![("entries", entries)])
        }
        (true, _) => (steward, "record-praise", record(maker, &known)?),
        (false, 0..=3) => {
            let to = if maker.rng.percent(90) { member(maker)? } else { anybody(maker) };
            let by = if maker.rng.percent(90) { member(maker)? } else { to };
            (by, "praise-in-round", vec![("to", Maker::account(to))])
        }
        (false, 4 | 5) => (steward, "assign-raters", assign(maker, &known)?),
        (false, _) => {
            let (by, more) = score(maker, &known)?;
            (by, "rate-praise", more)
        }
    };
    let fixed: Vec<_> = head.into_iter().chain(more).collect();
    Some((Who::Account(by), maker.act(name, &fixed)?))
}

/// An entry of a round, or one that is not there.
fn entry(maker: &mut Maker<'_>, known: &Round) -> u64 {
    let beyond = maker.rng.below(10) / 9;
    maker.rng.within(1, known.entries.len().max(1) as u64 + beyond)
}

type More = Option<Vec<(&'static str, Fixed)>>;

/// Five who have a vote and are not about an entry.
fn raters_of(members: &[u64], (from, to): (u64, u64)) -> Vec<u64> {
    members.iter().copied().filter(|who| *who != from && *who != to).take(5).collect()
}

fn assign(maker: &mut Maker<'_>, known: &Round) -> More {
    let mut rows = Vec::new();
    // Everybody who has a vote and is not about it, for a few of the newest.
    let count = known.entries.len() as u64;
    let members = maker.world.communities.get(&maker.dao?)?.admitted.clone();
    for number in count.saturating_sub(2)..=count {
        let by_about = known.entries.get((number as usize).wrapping_sub(1)).copied();
        let (from, to) = by_about.unwrap_or((0, 0));
        let mut raters = raters_of(&members, (from, to));
        if maker.rng.percent(8) {
            raters.extend(members.first());
        }
        if maker.rng.percent(10) {
            raters.push(from);
        }
        let raters = Fixed::Items(raters.into_iter().map(Maker::account).collect());
        if number > 0 {
            rows.push(vec![("entry", Fixed::number(number)), ("raters", raters)]);
        }
    }
    if maker.rng.percent(5) {
        rows.extend(rows.first().cloned());
    }
    Some(vec![("entries", Fixed::Rows(rows))])
}

/// Who scores what: one of the newest entries, by one of those whom its steward would assign.
fn score(maker: &mut Maker<'_>, known: &Round) -> Option<(u64, Vec<(&'static str, Fixed)>)> {
    let mut rows = Vec::new();
    let newest = (known.entries.len() as u64).saturating_sub(maker.rng.below(3)).max(1);
    let first = if maker.rng.percent(90) { newest } else { entry(maker, known) };
    let members = maker.world.communities.get(&maker.dao?)?.admitted.clone();
    let about = known.entries.get((first as usize).wrapping_sub(1)).copied().unwrap_or((0, 0));
    let by = *maker.rng.pick(&raters_of(&members, about))?;
    for number in first..=first + maker.rng.below(6) / 5 {
        let score = *maker.rng.pick(&[0u64, 1, 3, 5, 8, 13, 13, 2])?;
        let mut row = vec![
            ("entry", Fixed::number(number)),
            ("score", Fixed::number(score)),
            ("dismissed", Fixed::flag(maker.rng.percent(25))),
        ];
        row.push(match maker.rng.percent(15) {
            true => ("repeats", Fixed::number(entry(maker, known))),
            false => ("repeats", Fixed::Nothing),
        });
        rows.push(row);
    }
    Some((by, vec![("scores", Fixed::Rows(rows))]))
}

fn record(maker: &mut Maker<'_>, known: &Round) -> More {
    let first = known.entries.len() as u64 + 1;
    let mut rows = Vec::new();
    for _ in 0..maker.rng.within(1, 3) {
        let mut raters: Vec<u64> = (0..maker.rng.below(4)).map(|_| anybody(maker)).collect();
        if maker.rng.percent(90) {
            raters.sort_unstable();
            raters.dedup();
        }
        let mut rates = Vec::new();
        for rater in raters {
            let most = if maker.rng.percent(2) { 2_000_000 } else { 1_500 };
            let repeats = match maker.rng.percent(20) {
                true => Fixed::number(maker.rng.within(1, first)),
                false => Fixed::Nothing,
            };
            rates.push(vec![
                ("rater", Maker::account(rater)),
                ("score", Fixed::number(maker.rng.below(most))),
                ("dismissed", Fixed::flag(maker.rng.percent(10))),
                ("repeats", repeats),
            ]);
        }
        let (from, to) = (anybody(maker), anybody(maker));
        let to = if maker.rng.percent(45) { from } else { to };
        rows.push(vec![
            ("from", Maker::account(from)),
            ("to", Maker::account(to)),
            ("rates", Fixed::Rows(rates)),
        ]);
    }
    let first = if maker.rng.percent(95) { first } else { first + 1 };
    Some(vec![("first", Fixed::number(first)), ("rows", Fixed::Rows(rows))])
}
