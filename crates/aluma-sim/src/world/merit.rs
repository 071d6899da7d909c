//! Praise and thanks.

use aluma_types::Act;

use super::director::{Intent, Who, anybody, member};
use super::values::{Fixed, Maker};

/// Somebody praises or thanks somebody, mostly as one may.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let from = if maker.rng.percent(95) { member(maker)? } else { anybody(maker) };
    let to = match maker.rng.below(20) {
        0 => from,
        1 => anybody(maker),
        // Friends praise each other: those whose numbers lie beside each other.
        2..=12 => friend(maker, from)?,
        _ => member(maker)?,
    };
    let (dao, to) = (("dao", Fixed::number(dao)), ("to", Maker::account(to)));
    if maker.rng.percent(25) {
        let about = if maker.rng.percent(95) { Fixed::Nothing } else { Fixed::number(7u32) };
        return Some((Who::Account(from), maker.act("thank", &[dao, to, ("about", about)])?));
    }
    let points = match maker.rng.below(20) {
        0 => *maker.rng.pick(&[0, 1_001])?,
        _ => maker.rng.within(1, 20),
    };
    let points = ("points", Fixed::number(points));
    let fixed = [dao, to, points, ("domain", Fixed::Nothing)];
    // A domain is as it comes, now and then.
    let keep = if maker.rng.percent(90) { &fixed[..] } else { &fixed[..3] };
    Some((Who::Account(from), maker.act("praise", keep)?))
}

fn friend(maker: &mut Maker<'_>, of: u64) -> Option<u64> {
    let known = maker.world.communities.get(&maker.dao?)?;
    let near = known.admitted.iter().copied().filter(|other| other.abs_diff(of) <= 2);
    let near: Vec<u64> = near.filter(|other| *other != of).collect();
    maker.rng.pick(&near).copied()
}

/// What a member takes up without having it.
pub(super) fn tier(maker: &mut Maker<'_>) -> Intent {
    let fixed = [("dao", Fixed::number(maker.dao?)), ("domain", Fixed::Nothing)];
    let by = if maker.rng.percent(90) { member(maker)? } else { anybody(maker) };
    Some((Who::Account(by), maker.act("take-tier", &fixed)?))
}

/// What a DAO decides about its stewards.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let name = *maker.rng.pick(&["name-steward", "recall-steward"])?;
    let fixed = [("account", Maker::account(member(maker)?)), ("domain", Fixed::Nothing)];
    maker.act(name, &fixed)
}
