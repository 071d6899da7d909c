//! Who belongs and how: what members decide about each other, and what those do about it.

use aluma_types::Act;
use aluma_types::spec::IdKind;

use super::director::{DAY, Intent, Who, anybody, member};
use super::values::{Fixed, Maker};

/// Something about members that a DAO can decide.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let known = maker.world.communities.get(&maker.dao?)?;
    if maker.rng.percent(30) {
        return elsewhere(maker);
    }
    // A community that empties is a rare sight.
    if known.admitted.len() < 5 || maker.rng.percent(40) {
        let who = anybody(maker);
        return maker.act("register", &[("account", Maker::account(who))]);
    }
    let who = if maker.rng.percent(90) { member(maker)? } else { anybody(maker) };
    maker.act("expel", &[("account", Maker::account(who))])
}

/// Takes back whom it expelled.
pub(super) fn back(maker: &mut Maker<'_>) -> Option<Act> {
    let known = maker.world.communities.get(&maker.dao?)?;
    let out = *maker.rng.pick_late(&known.expelled)?;
    maker.act("reinstate", &[("account", Maker::account(out))])
}

/// What a DAO does in another: it joins, votes, or leaves.
pub(super) fn elsewhere(maker: &mut Maker<'_>) -> Option<Act> {
    let own = maker.dao?;
    if maker.rng.percent(60)
        && let Some(ballot) = ballot(maker)
    {
        return Some(ballot);
    }
    let hosts = maker.world.communities.get(&own)?.hosts.clone();
    match maker.rng.pick_late(&hosts) {
        Some(host) if maker.rng.percent(20) => maker.act("leave", &[("dao", Fixed::number(*host))]),
        _ => {
            let others: Vec<u64> =
                maker.world.communities.keys().copied().filter(|other| *other != own).collect();
            let host = *maker.rng.pick(&others)?;
            maker.act("join-as-dao", &[("dao", Fixed::number(host))])
        }
    }
}

/// Whether something is open where a DAO belongs.
pub(super) fn votes_elsewhere(maker: &Maker<'_>) -> bool {
    let all = &maker.world.communities;
    let own = maker.dao.and_then(|dao| all.get(&dao));
    let mut hosts = own.into_iter().flat_map(|own| &own.hosts);
    hosts.any(|host| all.get(host).is_some_and(|host| !host.open.is_empty()))
}

/// How a DAO votes on what is open where it belongs.
pub(super) fn ballot(maker: &mut Maker<'_>) -> Option<Act> {
    let hosts = maker.world.communities.get(&maker.dao?)?.hosts.clone();
    let host = *maker.rng.pick_late(&hosts)?;
    // By the time it has decided how it votes, little else is open.
    let open = &maker.world.communities.get(&host)?.open;
    let open = open.iter().max_by_key(|open| open.until)?;
    let choice = if maker.rng.percent(70) { "for" } else { "against" };
    let fixed = [
        ("proposal", Fixed::number(open.proposal)),
        ("choice", Fixed::choice(choice)),
        ("last", Fixed::flag(maker.rng.percent(30))),
    ];
    maker.act("vote", &fixed)
}

/// What somebody does about how they belong.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let known = maker.world.communities.get(&dao)?;
    let out = maker.rng.pick_late(&known.expelled).copied();
    let Some(out) = out.filter(|_| maker.rng.percent(60)) else {
        if maker.rng.percent(25) {
            let who = member(maker)?;
            let guest = *maker.rng.pick(maker.world.ids(IdKind::DaoId, None))?;
            let fixed = [
                ("dao", Fixed::number(dao)),
                ("guest", Fixed::number(guest)),
                ("valid_for", Fixed::number(maker.rng.within(1, 20) * DAY)),
            ];
            return Some((Who::Account(who), maker.act("invite-dao", &fixed)?));
        }
        if maker.rng.percent(50) {
            let who = member(maker)?;
            let name = *maker.rng.pick(&["declare-away", "come-back", "come-back"])?;
            let mut fixed = vec![("dao", Fixed::number(dao))];
            if name == "declare-away" {
                fixed.push(("lasts", Fixed::number(maker.rng.within(1, 90) * DAY)));
            }
            return Some((Who::Account(who), maker.act(name, &fixed)?));
        }
        let who = anybody(maker);
        let act = maker.act("join-as", &[("dao", Fixed::number(dao))])?;
        return Some((Who::Account(who), act));
    };
    Some((Who::Account(out), maker.act("appeal", &[("dao", Fixed::number(dao))])?))
}
