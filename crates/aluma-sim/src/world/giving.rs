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

impl Known {
    fn is_judged(&self) -> bool {
        self.stage == "judging" && self.role.is_some()
    }
}

/// A fund that is open, as far as a workload needs to know.
#[derive(Clone, Debug)]
pub struct Fund {
    fund: u64,
    asset: u64,
    /// Projects with who entered them.
    projects: Vec<(u64, u64)>,
}

/// What is known of a community's gift pots and grants of which nobody told what came.
#[derive(Clone, Debug, Default)]
pub struct Given(Vec<Known>, Vec<Fund>);

impl Given {
    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty() && self.1.is_empty()
    }

    /// Whether a role judges something that was handed in.
    pub fn is_judged(&self) -> bool {
        self.0.iter().any(Known::is_judged)
    }

    fn learn_fund(&mut self, name: &str, fund: u64, fields: &Fields<'_>) {
        let known = self.1.iter_mut().find(|known| known.fund == fund);
        let project = fields.number("project");
        match (name, known, project) {
            ("fund-opened", None, _) => {
                let asset = fields.amount("matching").map_or(0, |amount| amount.asset.0);
                self.1.push(Fund { fund, asset, projects: Vec::new() });
            }
            ("project-entered", Some(known), Some(project)) => {
                known.projects.push((project, fields.number("payee").unwrap_or(0)));
            }
            ("fund-closed", ..) => self.1.retain(|known| known.fund != fund),
            _ => {}
        }
    }

    /// Learns a fact.
    pub fn learn(&mut self, name: &str, fields: &Fields<'_>) {
        if let Some(fund) = fields.number("fund") {
            return self.learn_fund(name, fund, fields);
        }
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
    if maker.rng.percent(35) {
        return open_fund(maker);
    }
    let role = maker.rng.pick_late(&held).map(|(role, _)| *role);
    let judge = match role.filter(|_| maker.rng.percent(90)) {
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

fn open_fund(maker: &mut Maker<'_>) -> Option<Act> {
    let lasts = if maker.rng.percent(97) { maker.rng.within(2, 9) } else { 0 };
    let mut terms = vec![
        ("least", Fixed::number(maker.rng.within(1, 2))),
        ("clustered", Fixed::flag(maker.rng.percent(60))),
        ("everybody", Fixed::flag(maker.rng.percent(40))),
    ];
    if maker.rng.percent(60) {
        terms.push(("cap", Fixed::Nothing));
    }
    let units = maker.rng.within(1, 60);
    let fixed = [
        ("pot", Fixed::Nothing),
        ("matching", Fixed::amount(asset(maker)?, units.into())),
        ("terms", Fixed::Row(terms)),
        ("lasts", Fixed::number(lasts * DAY)),
    ];
    maker.act("open-fund", &fixed)
}

/// What people do about a fund.
fn own_fund(maker: &mut Maker<'_>, known: &Fund) -> Intent {
    let dao = maker.dao?;
    let beyond = if maker.rng.percent(2) { 50 } else { 0 };
    let head = [("dao", Fixed::number(dao)), ("fund", Fixed::number(known.fund + beyond))];
    let projects = known.projects.clone();
    let picked = maker.rng.pick(&projects).copied();
    let Some((project, payee)) = picked.filter(|_| maker.rng.percent(80)) else {
        let by = if maker.rng.percent(92) { member(maker)? } else { anybody(maker) };
        return Some((Who::Account(by), maker.act("enter-project", &head)?));
    };
    let project = if maker.rng.percent(97) { project } else { project + 9 };
    let mut fixed: Vec<_> = head.into_iter().collect();
    fixed.push(("project", Fixed::number(project)));
    if maker.rng.percent(8) {
        let by = if maker.rng.percent(70) { payee } else { member(maker)? };
        return Some((Who::Account(by), maker.act("withdraw-project", &fixed)?));
    }
    let by = if maker.rng.percent(95) { holder(maker, known.asset) } else { payee };
    let of = if maker.rng.percent(88) { known.asset } else { asset(maker)? };
    fixed.push(("amount", Fixed::amount(of, maker.rng.within(1, 9).into())));
    Some((Who::Account(by), maker.act("fund-project", &fixed)?))
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

/// One of a community's undertakings: mostly one that a role judges, as what is handed in waits for a
/// few days only.
fn undertaking(maker: &mut Maker<'_>, given: &[Known]) -> Option<Known> {
    let judged: Vec<&Known> = given.iter().filter(|known| known.is_judged()).collect();
    if let Some(known) = maker.rng.pick_late(&judged)
        && maker.rng.percent(75)
    {
        return Some((*known).clone());
    }
    maker.rng.pick_late(given).cloned()
}

/// What people do about gifts and grants.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let Given(given, funds) = maker.world.communities.get(&dao)?.given.clone();
    if let Some(fund) = maker.rng.pick_late(&funds)
        && (given.is_empty() || maker.rng.percent(50))
    {
        return own_fund(maker, &fund.clone());
    }
    let mut known = undertaking(maker, &given)?;
    let stage = if maker.rng.percent(92) { known.stage } else { "gathering" };
    if maker.rng.percent(2) {
        known.number += 50;
    }
    let payee = if maker.rng.percent(93) { known.payee } else { member(maker)? };
    let (by, name) = match stage {
        "gathering" if maker.rng.percent(70) => (holder(maker, known.asset), "give-for-purpose"),
        "gathering" => (holder(maker, known.asset), "pledge-match"),
        "offered" if maker.rng.percent(65) => (payee, "accept-grant"),
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
        let of = if maker.rng.percent(85) { known.asset } else { asset(maker)? };
        fixed.push(("amount", Fixed::amount(of, maker.rng.within(1, 9).into())));
    }
    if name == "pledge-match" {
        let times = if maker.rng.percent(93) { maker.rng.within(1, 3) } else { 0 };
        fixed.push(("times", Fixed::number(times)));
    }
    Some((Who::Account(by), maker.act(name, &fixed)?))
}
