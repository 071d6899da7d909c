//! Rounds by points, tokens and ballots, naively: every gift and ballot as it was last given, and the
//! budget divided by hand. Points are read as a client reads them; what they come to is worked out here.

use std::collections::{BTreeMap, BTreeSet};

use super::divided;
use crate::ask::{Answer, ask};
use crate::digest::{Decoded, Deed};
use crate::fields::Fields;
use crate::ledger::Ledger;
use crate::models::{Checked, same};

const TOKENS: &str = "grants: nobody gives themselves tokens, nor more than everybody has";
const BALLOTS: &str = "grants: a ballot is what whoever cast it said last";
const POINTS: &str = "grants: points in a round are those that there are";
const SHARED: &str = "grants: a round shares its budget by weights, to the last unit";

type Key = (u64, u64);

#[derive(Clone, Debug)]
enum Kind {
    Immediate,
    Recent,
    Balanced,
    Circle { tokens: u64 },
    Retro { amounts: bool, quorum: u64, least: u128 },
}

#[derive(Clone, Debug)]
struct Other {
    asset: u64,
    budget: u128,
    domain: Option<u64>,
    kind: Kind,
    /// By who gave or voted: to whom, and how much.
    said: BTreeMap<u64, Vec<(u64, u128)>>,
    candidates: BTreeSet<u64>,
}

/// Rounds in which nobody praises, and what all rounds paid.
#[derive(Debug, Default)]
pub(super) struct Others {
    rounds: BTreeMap<Key, Other>,
    /// By DAO, asset and account.
    paid: BTreeMap<(u64, u64, u64), u128>,
    /// Whether this block tells of points: then what they are after it is not what they were when a
    /// round closed at its beginning.
    pub(super) points_move: bool,
}

/// What the ledger says of somebody's part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Part {
    weight: u128,
    points: u128,
    before: u128,
    units: u128,
}

impl Others {
    /// A round was opened.
    pub(super) fn opened(&mut self, key: Key, fields: &Fields<'_>) {
        let (Some((kind, policy)), Some(budget)) =
            (fields.variant("policy"), fields.amount("budget"))
        else {
            return;
        };
        let terms = policy.inner("terms");
        let number = |name| terms.as_ref().and_then(|terms| terms.uint(name)).unwrap_or(0);
        let kind = match kind {
            "immediate" => Kind::Immediate,
            "recent" => Kind::Recent,
            "balanced" => Kind::Balanced,
            "circle" => Kind::Circle { tokens: number("tokens") as u64 },
            "retro" => {
                let marks = terms.as_ref().and_then(|terms| terms.variant("marks"));
                Kind::Retro {
                    amounts: marks.is_some_and(|(marks, _)| marks == "amounts"),
                    quorum: number("quorum") as u64,
                    least: number("least"),
                }
            }
            _ => return,
        };
        let round = Other {
            asset: budget.asset.0,
            budget: budget.units,
            domain: policy.number("domain"),
            kind,
            said: BTreeMap::new(),
            candidates: BTreeSet::new(),
        };
        self.rounds.insert(key, round);
    }

    /// Somebody gave, was nominated or voted.
    pub(super) fn act(&mut self, deed: &Deed, act: &Decoded) -> Checked {
        let fields = act.fields();
        let key = (fields.number("dao").unwrap_or(0), fields.number("round").unwrap_or(0));
        let Some(round) = self.rounds.get_mut(&key) else { return Ok(()) };
        let signer = deed.account().unwrap_or(0);
        let rows = |list: &str, who: &str, how_much: &str| -> Vec<(u64, u128)> {
            let rows = fields.rows(list);
            rows.iter()
                .map(|row| (row.number(who).unwrap_or(0), row.uint(how_much).unwrap_or(0)))
                .collect()
        };
        match (act.name, &round.kind) {
            ("give-in-circle", Kind::Circle { tokens }) => {
                let gifts = rows("gifts", "to", "tokens");
                let given: u128 = gifts.iter().map(|(_, tokens)| tokens).sum();
                let is_fair = gifts.iter().all(|(to, _)| *to != signer);
                let is_right = is_fair && given <= u128::from(*tokens);
                same(TOKENS, || format!("{given} of {signer}"), (is_right, true))?;
                round.said.insert(signer, gifts);
            }
            ("nominate", _) => {
                round.candidates.insert(signer);
            }
            ("cast-retro-ballot", Kind::Retro { .. }) => {
                let marks = rows("marks", "candidate", "units");
                let are_there =
                    marks.iter().all(|(who, _)| round.candidates.contains(who) && *who != signer);
                same(BALLOTS, || format!("candidates of {signer}"), (are_there, true))?;
                round.said.insert(signer, marks);
            }
            _ => {}
        }
        Ok(())
    }

    /// Somebody was paid by a round.
    pub(super) fn paid(&mut self, (dao, asset): (u64, u64), who: u64, units: u128) {
        *self.paid.entry((dao, asset, who)).or_default() += units;
    }

    /// A round is over: its parts are what they should be.
    pub(super) fn over(&self, key: Key, shared: u128, ledger: &Ledger) -> Checked {
        let Some(round) = self.rounds.get(&key) else { return Ok(()) };
        let Some((parts, reader)) = parts(key, ledger) else { return Ok(()) };
        let weights = self.weights((key, round), &parts, (ledger, reader))?;
        let is: BTreeMap<u64, u128> = parts.iter().map(|(who, part)| (*who, part.weight)).collect();
        let some = |rows: BTreeMap<u64, u128>| -> BTreeMap<u64, u128> {
            rows.into_iter().filter(|(_, number)| *number > 0).collect()
        };
        let (is, weights) = (some(is), some(weights));
        same(SHARED, || format!("weights of round {}", key.1), (&is, &weights))?;
        let all: u128 = weights.values().sum();
        let pool = match round.kind {
            Kind::Retro { amounts: true, .. } => round.budget.min(all),
            _ => round.budget,
        };
        let expected = if all == 0 { 0 } else { pool };
        same(SHARED, || format!("the sum of round {}", key.1), (shared, expected))?;
        let units = some(parts.iter().map(|(who, part)| (*who, part.units)).collect());
        // What is too large to be multiplied here is seen by the ledger's own tests.
        if pool.checked_mul(all).is_none() {
            return Ok(());
        }
        same(SHARED, || format!("parts of round {}", key.1), (units, some(divided(pool, &weights))))
    }

    /// What a round paid is what later ones take off.
    pub(super) fn remember(&mut self, key: Key, ledger: &Ledger) -> Checked {
        let Some(round) = self.rounds.get(&key).cloned() else { return Ok(()) };
        let Some((parts, _)) = parts(key, ledger) else { return Ok(()) };
        for (who, part) in parts {
            self.paid((key.0, round.asset), who, part.units);
        }
        Ok(())
    }

    /// Everybody's weight.
    fn weights(
        &self,
        (key, round): (Key, &Other),
        parts: &BTreeMap<u64, Part>,
        (ledger, reader): (&Ledger, Option<u64>),
    ) -> Result<BTreeMap<u64, u128>, (&'static str, String)> {
        let mut weights: BTreeMap<u64, u128> = BTreeMap::new();
        match round.kind {
            Kind::Circle { .. } => {
                for (to, tokens) in round.said.values().flatten() {
                    *weights.entry(*to).or_default() += tokens;
                }
            }
            Kind::Retro { quorum, least, .. } => {
                let counting = counting(key, (ledger, reader));
                for candidate in &round.candidates {
                    let said = round.said.iter().filter(|(voter, _)| counting.contains(voter));
                    let said = said.flat_map(|(_, marks)| marks.iter());
                    let mut of: Vec<u128> =
                        said.filter(|(who, _)| who == candidate).map(|(_, units)| *units).collect();
                    of.sort_unstable();
                    let half = of.len() / 2;
                    let median = match of.len() {
                        0 => 0,
                        odd if odd % 2 == 1 => of[half],
                        _ => (of[half - 1] + of[half]) / 2,
                    };
                    if of.len() as u64 >= quorum && median >= least {
                        weights.insert(*candidate, median);
                    }
                }
            }
            Kind::Immediate => {
                for (who, part) in parts {
                    weights.insert(*who, part.points.saturating_sub(part.before));
                }
            }
            Kind::Recent => {
                for (who, part) in parts {
                    weights.insert(*who, part.points);
                }
            }
            Kind::Balanced => {
                self.balanced((key, round), parts, (ledger, reader))?;
                let all: u128 = parts.values().map(|part| part.points).sum();
                let paid = match round.domain {
                    None => self.paid_to_all(key.0, round.asset),
                    // What rounds paid in a domain is read, not followed.
                    Some(_) => {
                        return Ok(parts.iter().map(|(who, it)| (*who, it.weight)).collect());
                    }
                };
                for (who, part) in parts {
                    let due = part.points.saturating_mul(paid + round.budget);
                    let had = part.before.saturating_mul(all);
                    weights.insert(*who, due.saturating_sub(had));
                }
            }
        }
        Ok(weights)
    }

    fn paid_to_all(&self, dao: u64, asset: u64) -> u128 {
        let of = self.paid.range((dao, asset, 0)..=(dao, asset, u64::MAX));
        of.map(|(_, units)| *units).sum()
    }

    /// What rounds paid before, and what was ever given, are what they are.
    fn balanced(
        &self,
        (key, round): (Key, &Other),
        parts: &BTreeMap<u64, Part>,
        (ledger, reader): (&Ledger, Option<u64>),
    ) -> Checked {
        if round.domain.is_some() {
            return Ok(());
        }
        for (who, part) in parts {
            let paid = self.paid.get(&(key.0, round.asset, *who)).copied().unwrap_or(0);
            same(POINTS, || format!("paid to {who} before round {}", key.1), (part.before, paid))?;
            if self.points_move {
                continue;
            }
            let params = [("dao", key.0), ("account", *who)];
            let Some(answer) = ask(ledger, reader, ("reputation", &params)) else { continue };
            let given = answer
                .fields()
                .rows("areas")
                .into_iter()
                .find(|row| row.number("domain").is_none());
            let micro = |row: &Fields<'_>, name| {
                row.inner(name).and_then(|points| points.uint("micro")).unwrap_or(0)
            };
            let given = given.map(|row| micro(&row, "gave_hard") + micro(&row, "gave_soft"));
            let given = given.unwrap_or(part.points);
            same(POINTS, || format!("of {who} in round {}", key.1), (part.points, given))?;
        }
        Ok(())
    }
}

/// Whoever may read a round, first nobody in particular.
fn reading(key: Key, ledger: &Ledger) -> Option<Option<u64>> {
    let params = [("dao", key.0), ("round", key.1)];
    let mut readers = std::iter::once(None).chain((1..60).map(Some));
    readers.find(|reader| ask(ledger, *reader, ("round-parts", &params)).is_some())
}

/// Every row of a view of a round, page by page.
fn pages(
    (key, view): (Key, &str),
    (ledger, reader): (&Ledger, Option<u64>),
    mut each: impl FnMut(&Answer),
) {
    let mut after = 0;
    loop {
        let asked = (view, &[("dao", key.0), ("round", key.1), ("after", after)][..]);
        let Some(answer) = ask(ledger, reader, asked) else { return };
        each(&answer);
        match answer.fields().number("next") {
            Some(next) => after = next,
            None => return,
        }
    }
}

/// What the ledger says of everybody's part, and to whom it says so.
fn parts(key: Key, ledger: &Ledger) -> Option<(BTreeMap<u64, Part>, Option<u64>)> {
    let reader = reading(key, ledger)?;
    let mut parts = BTreeMap::new();
    pages((key, "round-parts"), (ledger, reader), |answer| {
        for row in answer.fields().rows("parts") {
            let part = row.inner("part");
            let of = |name| part.as_ref().and_then(|part| part.uint(name)).unwrap_or(0);
            let (weight, points) = (of("weight"), of("points"));
            let (before, units) = (of("before"), of("units"));
            let part = Part { weight, points, before, units };
            parts.insert(row.number("account").unwrap_or(0), part);
        }
    });
    Some((parts, reader))
}

/// Whose ballots the ledger counts.
fn counting(key: Key, of: (&Ledger, Option<u64>)) -> BTreeSet<u64> {
    let mut voters = BTreeSet::new();
    pages((key, "round-ballots"), of, |answer| {
        for row in answer.fields().rows("ballots") {
            if row.inner("what").is_some_and(|what| what.flag("counts")) {
                voters.insert(row.number("voter").unwrap_or(0));
            }
        }
    });
    voters
}
