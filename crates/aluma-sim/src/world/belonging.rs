//! Who belongs and how: what members decide about each other, and what those do about it.

use aluma_types::Act;

use super::director::{DAY, Intent, Who, anybody, member};
use super::values::{Fixed, Maker};

/// Something about members that a DAO can decide.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let known = maker.world.communities.get(&maker.dao?)?;
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

/// What somebody does about how they belong.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let known = maker.world.communities.get(&dao)?;
    let out = maker.rng.pick_late(&known.expelled).copied();
    let Some(out) = out.filter(|_| maker.rng.percent(60)) else {
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
