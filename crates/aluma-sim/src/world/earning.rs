//! Programmes: what a community pays for, who funds it, and what people claim, attest and doubt.

use aluma_types::Act;
use aluma_types::value::Value;

use super::director::{DAY, Intent, Who, anybody, member};
use super::values::{Fixed, Maker};
use crate::fields::Fields;

/// A programme, as far as a workload needs to know.
#[derive(Clone, Debug)]
pub struct Programme {
    programme: u64,
    asset: u64,
    stage: &'static str,
    attestors: Vec<u64>,
    reviewers: Vec<u64>,
    roles: Vec<u64>,
    bonded: Vec<u64>,
    auditors: Option<u64>,
    /// Whether it pays for learning.
    teaches: bool,
}

/// A claim that is not over.
#[derive(Clone, Debug)]
struct Claimed {
    claim: u64,
    programme: u64,
    account: u64,
    stage: &'static str,
}

/// What is known of a community's programmes.
#[derive(Clone, Debug, Default)]
pub struct Earning {
    programmes: Vec<Programme>,
    claims: Vec<Claimed>,
    /// The last number that any programme got.
    links: u64,
}

fn accounts(fields: &Fields<'_>) -> Vec<u64> {
    let items = fields.items("accounts").into_iter();
    let number = |value: &Value| match value {
        Value::Uint(number) => u64::try_from(*number).ok(),
        _ => None,
    };
    items.filter_map(|(_, value)| number(value)).collect()
}

impl Programme {
    fn read(programme: u64, fields: &Fields<'_>) -> Self {
        let asset = fields.number("asset").unwrap_or(0);
        let (mut attestors, mut reviewers, mut roles) = (Vec::new(), Vec::new(), Vec::new());
        let terms = fields.inner("terms");
        for (spec, value) in
            terms.as_ref().map(|terms| terms.items("verifiers")).unwrap_or_default()
        {
            match crate::fields::variant(spec, value) {
                Some(("attestors", of)) => attestors.extend(accounts(&of)),
                Some(("reviewers", of)) => reviewers.extend(accounts(&of)),
                Some(("panel", of)) => roles.extend(of.number("role")),
                _ => {}
            }
        }
        let kinds = terms.as_ref().map(|terms| terms.items("kinds")).unwrap_or_default();
        let of = |(spec, value)| crate::fields::variant(spec, value);
        let mut kinds = kinds.into_iter().filter_map(of);
        let teaches = kinds.any(|(kind, _)| kind == "lesson");
        let auditors = terms.and_then(|terms| terms.number("auditors"));
        let (stage, bonded) = ("draft", Vec::new());
        Self { programme, asset, stage, attestors, reviewers, roles, bonded, auditors, teaches }
    }
}

impl Earning {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.programmes.is_empty()
    }

    /// Whether a programme pays for learning.
    pub fn teaches(&self) -> bool {
        self.programmes.iter().any(|row| row.teaches)
    }

    /// Programmes that pay for learning.
    pub fn teaching(&self) -> Vec<u64> {
        self.programmes.iter().filter(|row| row.teaches).map(|row| row.programme).collect()
    }

    /// Learns a fact.
    pub fn learn(&mut self, name: &str, fields: &Fields<'_>) {
        let (programme, claim) = (fields.number("programme"), fields.number("claim"));
        let stage = fields.variant("stage").map(|(stage, _)| stage);
        match (name, programme, claim) {
            ("programme-opened", Some(programme), _) => {
                self.programmes.push(Programme::read(programme, fields));
            }
            ("programme-turned", Some(programme), _) => {
                let row = self.programmes.iter_mut().find(|row| row.programme == programme);
                row.into_iter().for_each(|row| row.stage = stage.unwrap_or("closed"));
                self.programmes.retain(|row| row.stage != "closed");
            }
            ("bond-posted", Some(programme), _) => {
                let row = self.programmes.iter_mut().find(|row| row.programme == programme);
                row.into_iter().for_each(|row| row.bonded.extend(fields.number("by")));
            }
            ("reward-claimed", Some(programme), Some(claim)) => {
                let account = fields.number("account").unwrap_or(0);
                self.claims.push(Claimed { claim, programme, account, stage: "submitted" });
                self.links += 1;
            }
            ("reward-turned", _, Some(claim)) => {
                let row = self.claims.iter_mut().find(|row| row.claim == claim);
                row.into_iter().for_each(|row| row.stage = stage.unwrap_or("paid"));
                self.claims.retain(|row| !["paid", "rejected", "slashed"].contains(&row.stage));
            }
            _ => {}
        }
    }
}

fn share(percent: u32) -> Fixed {
    Fixed::Is(Value::Share(aluma_types::Share::percent(percent)))
}

/// Verifiers that can be satisfied, how many of them are needed, and who audits.
fn verifiers(maker: &mut Maker<'_>) -> Option<(Vec<Fixed>, u64, Fixed, u32)> {
    let known = maker.world.communities.get(&maker.dao?)?;
    let (roles, held) = (known.roles.clone(), known.held.clone());
    let clause = Fixed::Variant("member", vec![("lasts", Fixed::number(0u8))]);
    let clauses = Fixed::Items(vec![clause]);
    let predicate = Fixed::Variant("predicate", vec![("clauses", clauses)]);
    let people = [member(maker)?, member(maker)?];
    let named = |some: &[u64]| {
        let mut all = some.to_vec();
        all.sort_unstable();
        all.dedup();
        Fixed::Items(all.into_iter().map(Maker::account).collect())
    };
    let attestors = Fixed::Variant(
        "attestors",
        vec![
            ("accounts", named(&people[..1])),
            ("bond", Fixed::number(1u8)),
            ("rate", Fixed::number(maker.rng.within(1, 6))),
        ],
    );
    let need = Fixed::number(1u8);
    let reviewers = vec![("accounts", named(&people)), ("need", need.clone())];
    let reviewers = Fixed::Variant("reviewers", reviewers);
    let held = maker.rng.pick(&held).map(|(role, _)| *role);
    let role = held.or_else(|| maker.rng.pick(&roles).map(|(role, _)| *role));
    Some(match (maker.rng.below(10), role) {
        (0..=2, _) => (vec![predicate], 1, Fixed::Nothing, 0),
        (3..=4, Some(role)) => (vec![attestors], 1, Fixed::number(role), 50),
        (5, Some(role)) => {
            let panel = vec![("role", Fixed::number(role)), ("need", need)];
            (vec![Fixed::Variant("panel", panel)], 1, Fixed::Nothing, 0)
        }
        (6..=7, _) => (vec![predicate, attestors], 2, Fixed::Nothing, 0),
        _ => (vec![reviewers, predicate], 1 + maker.rng.below(2), Fixed::Nothing, 0),
    })
}

fn curve(maker: &mut Maker<'_>) -> Fixed {
    let units = Fixed::number(maker.rng.within(1, 3));
    match maker.rng.below(8) {
        0..=2 => Fixed::Variant("fixed", vec![("units", units)]),
        3..=4 => Fixed::choice("pool"),
        5 => Fixed::Variant("capped-pool", vec![("cap", Fixed::number(maker.rng.within(1, 5)))]),
        6 => {
            let recover = Fixed::number(DAY);
            Fixed::Variant(
                "falling",
                vec![("units", units), ("fall", share(40)), ("recover", recover)],
            )
        }
        _ => {
            let parts = [3u64, 2, 1].map(Fixed::number);
            let units = Fixed::number(12u8);
            Fixed::Variant("ladder", vec![("units", units), ("parts", Fixed::Items(parts.into()))])
        }
    }
}

/// What a DAO does about programmes.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let earning = maker.world.communities.get(&maker.dao?)?.earning.clone();
    if let Some(row) = maker.rng.pick_late(&earning.programmes)
        && maker.rng.percent(50)
    {
        return about(maker, row);
    }
    let (verifiers, need, auditors, audit) = verifiers(maker)?;
    let caps = ["epoch", "person", "person_epoch"].map(|cap| (cap, Fixed::number(100_000u32)));
    let window = if maker.rng.percent(70) { DAY } else { DAY / 24 };
    let vest = vec![("parts", Fixed::number(2u8)), ("every", Fixed::number(DAY))];
    let payout =
        if maker.rng.percent(60) { Fixed::choice("now") } else { Fixed::Variant("vest", vest) };
    let kinds = ["ledger", "outside"].map(Fixed::choice);
    let terms = vec![
        ("kinds", Fixed::Items(kinds.into())),
        ("need", Fixed::number(need)),
        ("verifiers", Fixed::Items(verifiers)),
        ("curve", curve(maker)),
        ("caps", Fixed::Row(caps.into())),
        ("epoch", Fixed::number(maker.rng.within(1, 3) * DAY)),
        ("payout", payout),
        ("window", Fixed::number(window)),
        ("audit", share(audit)),
        ("auditors", auditors),
    ];
    let fixed = [
        ("asset", Fixed::number(super::director::asset(maker)?)),
        ("terms", Fixed::Row(terms)),
        ("lasts", Fixed::number(maker.rng.within(5, 40) * DAY)),
    ];
    let keep = if maker.rng.percent(92) { &fixed[..] } else { &fixed[..1] };
    maker.act("open-programme", keep)
}

fn about(maker: &mut Maker<'_>, row: &Programme) -> Option<Act> {
    let earning = &maker.world.communities.get(&maker.dao?)?.earning;
    let judged = earning.claims.iter().filter(|row| ["challenged", "frozen"].contains(&row.stage));
    let judged: Vec<u64> = judged.map(|row| row.claim).collect();
    if let Some(claim) = maker.rng.pick_late(&judged).copied() {
        let untrue = Fixed::flag(maker.rng.percent(50));
        return maker.act("judge-reward", &[("claim", Fixed::number(claim)), ("untrue", untrue)]);
    }
    let programme = [("programme", Fixed::number(row.programme))];
    match (maker.rng.below(10), row.stage) {
        (0..=5, "draft") | (0..=1, _) => {
            // A ladder is set aside as a whole.
            let (least, most) = if row.teaches { (130, 300) } else { (26, 90) };
            let amount = Fixed::amount(row.asset, maker.rng.within(least, most).into());
            let fixed = [
                ("dao", Fixed::number(maker.dao?)),
                ("programme", Fixed::number(row.programme)),
                ("pot", Fixed::Nothing),
                ("amount", amount),
            ];
            maker.act("fund-programme", &fixed)
        }
        (_, "paused") => maker.act("resume-programme", &programme),
        (2..=4, _) => maker.act("pause-programme", &programme),
        (5, _) => maker.act("close-programme", &programme),
        (6..=7, _) => maker.act("renew-programme", &programme),
        _ => {
            let account = *maker.rng.pick(&row.attestors)?;
            let fixed = [
                ("dao", Fixed::number(maker.dao?)),
                ("programme", Fixed::number(row.programme)),
                ("account", Maker::account(account)),
            ];
            maker.act("revoke-attestor", &fixed)
        }
    }
}

/// What somebody does about programmes.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let earning = maker.world.communities.get(&dao)?.earning.clone();
    let row = maker.rng.pick_late(&earning.programmes)?.clone();
    if row.stage == "draft" || maker.rng.percent(6) {
        return fund(maker, &row);
    }
    let open: Vec<_> = earning.claims.iter().filter(|one| one.programme == row.programme).collect();
    if let Some(one) = maker.rng.pick_late(&open)
        && maker.rng.percent(65)
    {
        return go_on(maker, &row, one);
    }
    if let Some(by) = row.attestors.iter().find(|by| !row.bonded.contains(by)) {
        return bond(maker, &row, *by);
    }
    if maker.rng.percent(2)
        && let Some(by) = row.attestors.first()
    {
        let fixed = [
            ("dao", Fixed::number(dao)),
            ("programme", Fixed::number(row.programme)),
            ("account", Maker::account(*by)),
        ];
        return Some((Who::Account(*by), maker.act("revoke-attestor", &fixed)?));
    }
    claim(maker, &row, earning.links)
}

fn claim(maker: &mut Maker<'_>, row: &Programme, links: u64) -> Intent {
    let by = if maker.rng.percent(95) { member(maker)? } else { anybody(maker) };
    // Now and then a link that was brought before.
    let link = if maker.rng.percent(90) { links } else { maker.rng.below(links + 1) };
    let link = format!("site.example/{}/{link}", row.programme);
    let evidence = match maker.rng.below(12) {
        0..=2 => Fixed::choice("ledger"),
        3 => Fixed::Variant("work", vec![("job", Fixed::number(maker.rng.below(9)))]),
        _ => Fixed::Variant("outside", vec![("link", Fixed::Is(Value::Text(link)))]),
    };
    let practice = if maker.rng.percent(95) { Fixed::Nothing } else { Fixed::number(maker.dao?) };
    let fixed = [
        ("dao", Fixed::number(maker.dao?)),
        ("programme", Fixed::number(row.programme)),
        ("evidence", evidence),
        ("practice", practice),
    ];
    Some((Who::Account(by), maker.act("claim-reward", &fixed)?))
}

/// Whoever is known to have some of an asset, or anybody.
fn holder(maker: &mut Maker<'_>, asset: u64) -> u64 {
    let held = maker.world.holding.iter().filter(|(_, of)| *of == asset);
    let held: Vec<u64> = held.map(|(account, _)| *account).collect();
    maker.rng.pick(&held).copied().unwrap_or_else(|| anybody(maker))
}

/// Somebody funds a programme that pays for learning and has nothing yet, or seldom one that has.
pub(super) fn fund_teaching(maker: &mut Maker<'_>) -> Intent {
    let earning = &maker.world.communities.get(&maker.dao?)?.earning;
    let teaching = earning.programmes.iter().filter(|row| row.teaches);
    let rows: Vec<Programme> = teaching.filter(|row| row.stage != "closed").cloned().collect();
    let row = maker.rng.pick_late(&rows)?.clone();
    let is_wanted = row.stage == "draft" || maker.rng.percent(10);
    if is_wanted { fund(maker, &row) } else { None }
}

fn fund(maker: &mut Maker<'_>, row: &Programme) -> Intent {
    let by = holder(maker, row.asset);
    let asset = if maker.rng.percent(96) { row.asset } else { super::director::asset(maker)? };
    // A ladder is set aside as a whole, out of a part of what there is.
    let (least, most) = if row.teaches { (130, 400) } else { (1, 200) };
    let fixed = [
        ("dao", Fixed::number(maker.dao?)),
        ("programme", Fixed::number(row.programme)),
        ("pot", Fixed::Nothing),
        ("amount", Fixed::amount(asset, maker.rng.within(least, most).into())),
    ];
    Some((Who::Account(by), maker.act("fund-programme", &fixed)?))
}

fn bond(maker: &mut Maker<'_>, row: &Programme, by: u64) -> Intent {
    let fixed = [
        ("dao", Fixed::number(maker.dao?)),
        ("programme", Fixed::number(row.programme)),
        ("amount", Fixed::amount(row.asset, maker.rng.within(1, 3).into())),
    ];
    if maker.rng.percent(50) {
        // Whoever has no units yet is given some first.
        let from = holder(maker, row.asset);
        let to = Fixed::Variant("account", vec![("account", Maker::account(by))]);
        let amount = Fixed::amount(row.asset, 5);
        let fixed = [("from", Fixed::Nothing), ("to", to), ("amount", amount)];
        return Some((Who::Account(from), maker.act("transfer", &fixed)?));
    }
    Some((Who::Account(by), maker.act("post-bond", &fixed)?))
}

/// The next step of a claim.
fn go_on(maker: &mut Maker<'_>, row: &Programme, one: &Claimed) -> Intent {
    let dao = Fixed::number(maker.dao?);
    let number = Fixed::number(one.claim);
    let holds = |maker: &Maker<'_>, role: u64| {
        let known = maker.dao.and_then(|dao| maker.world.communities.get(&dao));
        let held = known.map_or(&[][..], |known| &known.held);
        held.iter().find(|(of, _)| *of == role).map(|(_, who)| *who)
    };
    match one.stage {
        "submitted" if !row.attestors.is_empty() => {
            let by = *maker.rng.pick(&row.attestors)?;
            if !row.bonded.contains(&by) && maker.rng.percent(70) {
                return bond(maker, row, by);
            }
            let by = if maker.rng.percent(94) { by } else { member(maker)? };
            let least = u64::from(maker.rng.percent(97));
            let score = Fixed::number(maker.rng.within(least, 5));
            let fixed = [("dao", dao), ("claim", number), ("score", score)];
            Some((Who::Account(by), maker.act("attest-reward", &fixed)?))
        }
        "submitted" | "audited" => {
            let mut all = row.reviewers.clone();
            let roles = row.roles.iter().copied();
            let roles = roles.chain(row.auditors.filter(|_| one.stage == "audited"));
            all.extend(roles.filter_map(|role| holds(maker, role)));
            let by = maker.rng.pick(&all).copied();
            let by = by.filter(|_| maker.rng.percent(94)).or_else(|| member(maker))?;
            let yes = Fixed::flag(maker.rng.percent(70));
            let fixed = [("dao", dao), ("claim", number), ("yes", yes)];
            Some((Who::Account(by), maker.act("confirm-reward", &fixed)?))
        }
        "challengeable" if maker.rng.percent(40) => {
            let by = if maker.rng.percent(92) { holder(maker, row.asset) } else { one.account };
            let fixed = [("dao", dao), ("claim", number)];
            Some((Who::Account(by), maker.act("challenge-reward", &fixed)?))
        }
        _ => None,
    }
}
