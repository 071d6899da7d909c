//! Domains and roles: what a community does about them, and what whoever holds a role does by it.

use aluma_types::Act;
use aluma_types::value::Value;

use super::director::{Intent, Who, anybody, member, small};
use super::values::{Fixed, Maker};
use super::{belonging, talking};

const DAY: u64 = 86_400_000;
/// Kinds that roles are given.
const KINDS: [&str; 8] = [
    "transfer",
    "pay-batch",
    "reserve",
    "pay-reserved",
    "give-role",
    "revoke-role",
    "judge-role",
    "vote",
];

/// What begins, or goes on, in one decision: a role with its holders while nobody holds one, and
/// then what changes it, since each decision takes days.
pub(super) fn several(maker: &mut Maker<'_>) -> Vec<Act> {
    let known = maker.dao.and_then(|dao| maker.world.communities.get(&dao));
    let Some((roles, held)) = known.map(|known| (known.roles.len(), known.held.len())) else {
        return Vec::new();
    };
    if held > 1 && maker.rng.percent(70) {
        return seldom(maker);
    }
    if known.is_some_and(|known| known.moderating.is_empty()) && maker.rng.percent(50) {
        return talking::offices(maker, roles as u64 * 10 + 9);
    }
    // One role that appoints, one that is given, and one that comes to nothing at once, each by a
    // number that the others do not use.
    let first = roles as u64 * 10 + 5;
    let (mut acts, mut given) = (Vec::new(), None);
    for role in first..first + 2 {
        acts.extend(define(maker, role));
        given = member(maker).map(|to| (role, to));
        acts.extend(given.and_then(|(role, to)| give(maker, role, to)));
    }
    match maker.rng.below(4) {
        0 => {
            acts.extend(define(maker, first + 2));
            acts.extend(set(maker, first + 2));
        }
        1 => acts.extend(open_and_close(maker)),
        2 => acts.extend(given.and_then(|given| judge(maker, given))),
        _ => acts.extend(open_domain(maker)),
    }
    acts
}

/// Something rests in an emergency, or no longer.
pub(super) fn pause(maker: &mut Maker<'_>) -> Option<Act> {
    let known = maker.world.communities.get(&maker.dao?)?;
    if known.paused && maker.rng.percent(80) {
        return maker.act("end-pause", &[]);
    }
    let mut rests = Vec::new();
    for kind in ["payments", "issues", "admissions", "roles"] {
        if maker.rng.percent(40) {
            rests.push(Fixed::choice(kind));
        }
    }
    let lasts = Fixed::number(maker.rng.within(8, 14) * DAY);
    maker.act("pause", &[("rests", Fixed::Items(rests)), ("lasts", lasts)])
}

fn set(maker: &mut Maker<'_>, role: u64) -> Option<Act> {
    let state = *maker.rng.pick(&["suspended", "closed"])?;
    maker.act("set-role", &[("role", Fixed::number(role)), ("state", Fixed::choice(state))])
}

fn open_and_close(maker: &mut Maker<'_>) -> Vec<Act> {
    let number = Fixed::number(maker.rng.within(50, 5_000));
    let fixed =
        [("domain", number.clone()), ("parent", Fixed::Nothing), ("longest_term", Fixed::Nothing)];
    let open = maker.act("open-domain", &fixed);
    let close = maker.act("close-domain", &[("domain", number)]);
    open.into_iter().chain(close).collect()
}

fn revoke(maker: &mut Maker<'_>, (role, holder): (u64, u64)) -> Option<Act> {
    let fixed = [("role", Fixed::number(role)), ("holder", Maker::account(holder))];
    maker.act("revoke-role", &fixed)
}

/// What changes roles and domains that are there.
fn seldom(maker: &mut Maker<'_>) -> Vec<Act> {
    let all = ["judge-role", "judge-role", "revoke-role", "set-role", "close-domain"];
    let name = maker.rng.pick(&all).copied();
    let known = maker.dao.and_then(|dao| maker.world.communities.get(&dao));
    let (Some(name), Some(known)) = (name, known) else {
        return Vec::new();
    };
    let held = maker.rng.pick(&known.held).copied();
    let act = match (name, held) {
        ("judge-role", Some(held)) => judge(maker, held),
        ("revoke-role", Some(held)) => revoke(maker, held),
        ("set-role", Some((role, _))) => set(maker, role),
        _ => return open_and_close(maker),
    };
    act.into_iter().collect()
}

/// Something about domains and roles that a DAO can do and that has a chance.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let known = maker.world.communities.get(&maker.dao?)?;
    let (domains, roles, held) = (known.domains.len(), known.roles.len(), known.held.len());
    match maker.rng.below(12) {
        0 | 1 => open_domain(maker),
        2 if domains > 0 => {
            let (domain, _) = *maker.rng.pick(&known.domains)?;
            maker.act("close-domain", &[("domain", Fixed::number(domain))])
        }
        3 if roles > 1 => {
            let (role, _) = *maker.rng.pick(&known.roles)?;
            let state = *maker.rng.pick(&["active", "suspended", "suspended", "closed"])?;
            let fixed = [("role", Fixed::number(role)), ("state", Fixed::choice(state))];
            maker.act("set-role", &fixed)
        }
        4 if held > 1 => {
            let held = *maker.rng.pick(&known.held)?;
            revoke(maker, held)
        }
        5 if held > 0 => {
            let held = *maker.rng.pick(&known.held)?;
            judge(maker, held)
        }
        6..=8 if roles > 0 => {
            let (role, _) = *maker.rng.pick_late(&known.roles)?;
            let to = if maker.rng.percent(80) { member(maker)? } else { anybody(maker) };
            give(maker, role, to)
        }
        _ => {
            let role = roles as u64 + maker.rng.below(2);
            define(maker, role)
        }
    }
}

fn open_domain(maker: &mut Maker<'_>) -> Option<Act> {
    let known = maker.world.communities.get(&maker.dao?)?;
    let (domains, parent) = (known.domains.len(), maker.rng.pick_late(&known.domains).copied());
    let parent = parent.filter(|_| maker.rng.percent(60));
    let fixed = [
        ("domain", Fixed::number(domains as u64 + maker.rng.below(3))),
        ("parent", parent.map_or(Fixed::Nothing, |(number, _)| Fixed::number(number))),
        ("longest_term", Fixed::Nothing),
    ];
    maker.act("open-domain", &fixed)
}

pub(super) fn define(maker: &mut Maker<'_>, role: u64) -> Option<Act> {
    let known = maker.world.communities.get(&maker.dao?)?;
    let domain = maker.rng.pick(&known.domains).copied();
    let domain = domain.filter(|_| maker.rng.percent(40));
    let mut kinds = Vec::new();
    for kind in KINDS {
        if kind == "transfer" || maker.rng.percent(70) {
            kinds.push(Fixed::Is(Value::Text(kind.to_owned())));
        }
    }
    let limit =
        vec![("amount", small(maker)?), ("per", Fixed::number(maker.rng.within(7, 20) * DAY))];
    let fixed = [
        ("role", Fixed::number(role)),
        ("domain", domain.map_or(Fixed::Nothing, |(number, _)| Fixed::number(number))),
        ("may", Fixed::Items(kinds)),
        ("weighs", Fixed::flag(maker.rng.percent(80))),
        ("limits", Fixed::Rows(vec![limit])),
    ];
    maker.act("define-role", &fixed)
}

pub(super) fn give(maker: &mut Maker<'_>, role: u64, to: u64) -> Option<Act> {
    let lasts = Fixed::number(maker.rng.within(1, 30) * DAY);
    let fixed = [("role", Fixed::number(role)), ("to", Maker::account(to)), ("lasts", lasts)];
    maker.act("give-role", &fixed)
}

fn judge(maker: &mut Maker<'_>, (role, holder): (u64, u64)) -> Option<Act> {
    let good = Fixed::flag(maker.rng.percent(20));
    let fixed = [("role", Fixed::number(role)), ("holder", Maker::account(holder)), ("good", good)];
    maker.act("judge-role", &fixed)
}

/// Sets something aside in a pot, or pays out of what is.
fn promised(maker: &mut Maker<'_>, pot: u64) -> Option<Act> {
    let reserved = &maker.world.communities.get(&maker.dao?)?.reserved;
    let Some((number, asset)) = maker.rng.pick_late(reserved).copied() else {
        let pot = ("pot", Fixed::number(pot));
        let fixed = [pot, ("amount", small(maker)?), ("lasts", Fixed::Nothing)];
        return maker.act("reserve", &fixed);
    };
    let units = maker.rng.within(1, 9);
    let fixed = [
        ("number", Fixed::number(number)),
        ("from", Fixed::number(pot)),
        ("to", Fixed::Variant("account", Vec::new())),
        ("amount", Fixed::amount(asset, units.into())),
    ];
    maker.act("pay-reserved", &fixed)
}

/// Somebody acts by a role, or gives it back.
pub(super) fn by_role(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let known = maker.world.communities.get(&dao)?;
    let (role, holder) = *maker.rng.pick_late(&known.held)?;
    if maker.rng.percent(8) {
        let fixed = [("dao", Fixed::number(dao)), ("role", Fixed::number(role))];
        return Some((Who::Account(holder), maker.act("renounce-role", &fixed)?));
    }
    let pot = known.roles.iter().find(|(number, _)| *number == role).map_or(0, |(_, pot)| *pot);
    let other = known.held.iter().copied().find(|(other, _)| *other != role);
    let elsewhere = belonging::ballot(maker).filter(|_| maker.rng.percent(40));
    let act = match (maker.rng.below(10), other) {
        _ if elsewhere.is_some() => elsewhere?,
        (0, Some((role, _))) => {
            let to = member(maker)?;
            give(maker, role, to)?
        }
        (1 | 2, Some(other)) => judge(maker, other)?,
        (3, Some(other)) => revoke(maker, other)?,
        (4 | 5, _) => promised(maker, pot)?,
        _ => {
            let units = maker.rng.within(1, 40);
            let asset = *maker.world.ids(aluma_types::spec::IdKind::AssetId, Some(dao)).first()?;
            let fixed = [
                ("from", Fixed::number(if maker.rng.percent(80) { pot } else { 0 })),
                ("to", Fixed::Variant("account", Vec::new())),
                ("amount", Fixed::amount(asset, units.into())),
            ];
            maker.act("transfer", &fixed)?
        }
    };
    let by = if maker.rng.percent(95) { holder } else { anybody(maker) };
    let fixed = [
        ("dao", Fixed::number(dao)),
        ("role", Fixed::number(role)),
        ("actions", Fixed::Is(Value::Acts(vec![act]))),
    ];
    Some((Who::Account(by), maker.act("act-by-role", &fixed)?))
}
