//! Gifts for a purpose and grants, naively: what everybody gave and has left, what pledges add, and what
//! milestones pay, divided by hand.

use std::collections::BTreeMap;

use super::divided;
use crate::digest::{Decoded, Deed};
use crate::fields::Fields;
use crate::models::{Checked, same};

const MATCHED: &str =
    "grants: a pledge adds what it says for each that others gave, up to all of it";
const GOAL: &str = "grants: work begins where the goal is met, and only there";
const PAID: &str = "grants: a milestone pays its part of what was given, to the last unit";
const BACK: &str = "grants: what was not paid returns to whoever gave it";
const SILENCE: &str = "grants: silence decides as the terms say";

#[derive(Clone, Debug, Default)]
struct Pot {
    weights: Vec<u128>,
    goal: u128,
    positive: bool,
    /// What a grant is; none is a gift pot.
    grant: Option<u128>,
    gave: BTreeMap<u64, u128>,
    /// Most and times.
    pledges: BTreeMap<u64, (u128, u128)>,
    whole: u128,
    left: BTreeMap<u64, u128>,
}

impl Pot {
    fn added(&self, by: u64) -> u128 {
        let given: u128 = self.gave.values().sum();
        let others = given - self.gave.get(&by).copied().unwrap_or(0);
        self.pledges.get(&by).map_or(0, |(most, times)| (others * times).min(*most))
    }

    fn would_be(&self) -> u128 {
        let added: u128 = self.pledges.keys().map(|by| self.added(*by)).sum();
        self.gave.values().sum::<u128>() + added
    }

    fn is_enough(&self) -> bool {
        let whole = self.would_be();
        whole > 0 && whole >= self.goal
    }
}

/// Every gift pot and grant by its DAO and number.
#[derive(Debug, Default)]
pub(super) struct Given(BTreeMap<(u64, u64), Pot>);

fn read(act: &Decoded) -> Pot {
    let fields = act.fields();
    let milestones = fields.rows("milestones");
    Pot {
        weights: milestones.iter().map(|row| row.uint("weight").unwrap_or(0)).collect(),
        goal: fields.uint("goal").unwrap_or(0),
        positive: fields.flag("positive"),
        grant: fields.amount("amount").map(|amount| amount.units),
        ..Pot::default()
    }
}

impl Given {
    /// Follows a deed.
    pub(super) fn follow(&mut self, deed: &Deed) -> Checked {
        let acts = deed.enacted.iter().flat_map(|enacted| &enacted.acts);
        let mut opened = acts.filter(|act| matches!(act.name, "open-gift-pot" | "offer-grant"));
        for told in &deed.facts {
            if told.fact.domain != "grants" {
                continue;
            }
            let fields = told.fact.fields();
            let Some(number) = fields.number("undertaking") else { continue };
            let key = (told.dao.unwrap_or(0), number);
            if matches!(told.fact.name, "gift-pot-opened" | "grant-offered") {
                let pot = opened.next().map(read).unwrap_or_default();
                self.0.insert(key, pot);
            } else if let Some(pot) = self.0.get_mut(&key) {
                learn(pot, told.fact.name, (&fields, key))?;
            }
        }
        Ok(())
    }
}

fn learn(pot: &mut Pot, name: &str, (fields, key): (&Fields<'_>, (u64, u64))) -> Checked {
    let units = |name| fields.amount(name).map_or(0, |amount| amount.units);
    let number = |name| fields.number(name).unwrap_or(0);
    let what = || format!("{name} of {key:?}");
    match name {
        "given-for-purpose" => *pot.gave.entry(number("from")).or_default() += units("amount"),
        "match-pledged" => {
            let times = fields.uint("times").unwrap_or(0);
            pot.pledges.insert(number("by"), (units("most"), times));
        }
        "pledge-added" => {
            let by = number("by");
            let added = if pot.is_enough() { pot.added(by) } else { 0 };
            let most = pot.pledges.get(&by).map_or(0, |(most, _)| *most);
            same(MATCHED, what, ((units("added"), units("back")), (added, most - added)))?;
        }
        "gifts-gathered" => {
            pot.whole = pot.would_be();
            same(GOAL, what, ((units("whole"), pot.is_enough()), (pot.whole, true)))?;
            pot.left = pot.gave.clone();
            for by in pot.pledges.keys() {
                *pot.left.entry(*by).or_default() += pot.added(*by);
            }
        }
        "milestone-paid" => pay(pot, (units("paid"), number("milestone")), what)?,
        "gift-returned" => {
            let to = number("to");
            // Before work began nothing was paid: all of it returns.
            let left = if pot.whole == 0 { &mut pot.gave } else { &mut pot.left };
            let had = left.remove(&to).unwrap_or(0);
            same(BACK, what, (units("back"), had))?;
        }
        "grant-returned" => {
            let left = pot.grant.unwrap_or(0);
            pot.grant = Some(0);
            same(BACK, what, (units("back"), left))?;
        }
        "undertaking-turned" => turned(pot, fields, what)?,
        _ => {}
    }
    Ok(())
}

fn pay(pot: &mut Pot, (paid, milestone): (u128, u64), what: impl Fn() -> String) -> Checked {
    let weights = (0u64..).zip(pot.weights.iter().copied()).collect();
    if let (Some(left), 0) = (pot.grant, pot.whole) {
        pot.whole = left;
    }
    let sums = divided(pot.whole, &weights);
    same(PAID, what, (paid, sums.get(&milestone).copied().unwrap_or(0)))?;
    match &mut pot.grant {
        Some(left) => *left = left.saturating_sub(paid),
        None => {
            for (who, units) in divided(paid, &pot.left) {
                let left = pot.left.entry(who).or_default();
                *left = left.saturating_sub(units);
            }
        }
    }
    Ok(())
}

fn turned(pot: &Pot, fields: &Fields<'_>, what: impl Fn() -> String) -> Checked {
    let Some(("over", over)) = fields.variant("course") else { return Ok(()) };
    let how = over.variant("how").map_or("", |(how, _)| how);
    let left: u128 = pot.left.values().sum::<u128>() + pot.grant.unwrap_or(0);
    let short = how == "short";
    same(BACK, &what, (left, 0))?;
    same(GOAL, &what, (short && pot.whole > 0, false))?;
    same(SILENCE, &what, (how == "unjudged" && !pot.positive, false))
}
