//! Gifts for a purpose and grants: what communities open and offer, and what people give, hand in and judge.

use aluma_types::Act;

use super::director::{DAY, Intent, Who, anybody, asset, member};
use super::values::{Fixed, Maker};
use crate::fields::Fields;

/// A gift pot or a grant, as far as a workload needs to know.
#[derive(Clone, Debug)]
pub struct Known {
    number: u64,
    payee: u64,
    asset: u64,
    /// The role that judges; none is the members.
    role: Option<u64>,
    stage: &'static str,
}

/// What is known of a community's gift pots and grants of which nobody told what came.
#[derive(Clone, Debug, Default)]
pub struct Given(Vec<Known>);

impl Given {
    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Learns a fact.
    pub fn learn(&mut self, name: &str, fields: &Fields<'_>) {
        let Some(number) = fields.number("undertaking") else { return };
        let stage = match name {
            "gift-pot-opened" => "gathering",
            "grant-offered" => "offered",
            "undertaking-turned" => {
                let stage = fields.variant("course").map_or("", |(stage, _)| stage);
                let known = self.0.iter_mut().find(|known| known.number == number);
                known.into_iter().for_each(|known| known.stage = stage);
                return;
            }
            "what-came-told" => return self.0.retain(|known| known.number != number),
            _ => return,
        };
        let sum = fields.amount("goal").or_else(|| fields.amount("amount"));
        let judge = fields.variant("judge");
        self.0.push(Known {
            number,
            payee: fields.number("payee").unwrap_or(0),
            asset: sum.map_or(0, |sum| sum.asset.0),
            role: judge.and_then(|(_, judge)| judge.number("role")),
            stage,
        });
    }
}

/// What a DAO does about gifts and grants.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let known = maker.world.communities.get(&maker.dao?)?;
    let (given, held) = (known.given.0.clone(), known.held.clone());
    let waits = given.iter().filter(|known| known.stage == "judging" && known.role.is_none());
    let waits: Vec<_> = waits.cloned().collect();
    if let Some(known) = maker.rng.pick_late(&waits).cloned() {
        return judge(maker, &known, maker.dao?);
    }
    let over: Vec<_> = given.iter().filter(|known| known.stage == "over").cloned().collect();
    if let Some(known) = maker.rng.pick_late(&over)
        && maker.rng.percent(20)
    {
        let dao = Fixed::number(maker.dao?);
        let fixed = [("dao", dao), ("undertaking", Fixed::number(known.number))];
        return maker.act("tell-what-came", &fixed);
    }
    let role = maker.rng.pick_late(&held).map(|(role, _)| *role);
    let judge = match role.filter(|_| maker.rng.percent(80)) {
        Some(role) => Fixed::Variant("role", vec![("role", Fixed::number(role))]),
        None => Fixed::choice("members"),
    };
    let mut fixed = vec![
        ("payee", Maker::account(member(maker)?)),
        ("milestones", milestones(maker)),
        ("judge", judge),
        ("positive", Fixed::flag(maker.rng.percent(30))),
    ];
    let lasts = if maker.rng.percent(97) { maker.rng.within(1, 4) } else { 0 };
    let lasts = Fixed::number(lasts * DAY);
    if maker.rng.percent(35) {
        let units = maker.rng.within(1, 60);
        fixed.push(("pot", Fixed::Nothing));
        fixed.push(("amount", Fixed::amount(asset(maker)?, units.into())));
        fixed.push(("answer_in", lasts));
        return maker.act("offer-grant", &fixed);
    }
    fixed.push(("asset", Fixed::number(asset(maker)?)));
    fixed.push(("goal", Fixed::number(maker.rng.below(12))));
    fixed.push(("gathers", lasts));
    let least = maker.rng.percent(30).then(|| Fixed::number(maker.rng.within(1, 4)));
    fixed.push(("least", least.unwrap_or(Fixed::Nothing)));
    maker.act("open-gift-pot", &fixed)
}

fn milestones(maker: &mut Maker<'_>) -> Fixed {
    let count = maker.rng.within(1, 3);
    let wrong = maker.rng.percent(4);
    let rows = (1..=count).map(|at| {
        let weight = if wrong { 0 } else { maker.rng.within(1, 5) };
        let within = Fixed::number(at * maker.rng.within(2, 3) * DAY + at);
        vec![("weight", Fixed::number(weight)), ("within", within)]
    });
    Fixed::Rows(rows.collect())
}

fn judge(maker: &mut Maker<'_>, known: &Known, dao: u64) -> Option<Act> {
    let accept = maker.rng.percent(70);
    let payee = if maker.rng.percent(90) { known.payee } else { anybody(maker) };
    let mut fixed = vec![
        ("dao", Fixed::number(dao)),
        ("undertaking", Fixed::number(known.number)),
        ("accept", Fixed::flag(accept)),
        ("payee", Maker::account(payee)),
    ];
    if maker.rng.percent(5) {
        fixed.push(("reason", Fixed::Nothing));
    }
    maker.act("judge-milestone", &fixed)
}

/// Somebody who holds an asset, or anybody.
fn holder(maker: &mut Maker<'_>, asset: u64) -> u64 {
    let holders = maker.world.holding.iter().filter(|(_, of)| *of == asset);
    let holders: Vec<u64> = holders.map(|(account, _)| *account).collect();
    let one = maker.rng.pick(&holders).copied().filter(|_| maker.rng.percent(95));
    one.unwrap_or_else(|| anybody(maker))
}

/// What people do about gifts and grants.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let given = maker.world.communities.get(&dao)?.given.0.clone();
    let mut known = maker.rng.pick_late(&given)?.clone();
    let stage = if maker.rng.percent(92) { known.stage } else { "gathering" };
    if maker.rng.percent(2) {
        known.number += 50;
    }
    let payee = if maker.rng.percent(93) { known.payee } else { member(maker)? };
    let (by, name) = match stage {
        "gathering" if maker.rng.percent(70) => (holder(maker, known.asset), "give-for-purpose"),
        "gathering" => (holder(maker, known.asset), "pledge-match"),
        "offered" if maker.rng.percent(80) => (payee, "accept-grant"),
        "offered" => (payee, "decline-grant"),
        "working" if maker.rng.percent(85) => (payee, "hand-in-milestone"),
        "judging" => {
            let held = maker.world.communities.get(&dao)?.held.clone();
            let judges = held.iter().filter(|(role, _)| Some(*role) == known.role);
            let judges: Vec<u64> = judges.map(|(_, account)| *account).collect();
            let one = maker.rng.pick(&judges).copied().filter(|_| maker.rng.percent(85));
            let by = one.unwrap_or(known.payee);
            return Some((Who::Account(by), judge(maker, &known, dao)?));
        }
        _ => (payee, "tell-what-came"),
    };
    let mut fixed = vec![("dao", Fixed::number(dao)), ("undertaking", Fixed::number(known.number))];
    let mut by = by;
    if matches!(name, "give-for-purpose" | "pledge-match") {
        if maker.rng.percent(4) {
            by = known.payee;
        }
        let of = if maker.rng.percent(95) { known.asset } else { asset(maker)? };
        fixed.push(("amount", Fixed::amount(of, maker.rng.within(1, 9).into())));
    }
    if name == "pledge-match" {
        let times = if maker.rng.percent(93) { maker.rng.within(1, 3) } else { 0 };
        fixed.push(("times", Fixed::number(times)));
    }
    Some((Who::Account(by), maker.act(name, &fixed)?))
}
