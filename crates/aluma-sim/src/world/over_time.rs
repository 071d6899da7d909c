//! What a community pays over time, and what its payees do with it.

use aluma_types::Act;

use super::director::{DAY, Intent, Who, anybody, asset, small};
use super::outside;
use super::values::{Fixed, Maker};

/// Something that a DAO does with what is paid over time, owned in parts or held outside.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    // What is there to be ended, paid out or decided comes first: it needs two decisions.
    let known = maker.world.communities.get(&maker.dao?)?;
    let (runs, waits) = (!known.streams.is_empty(), outside::waits(known));
    let is_disputed = !known.disputed.is_empty();
    match maker.rng.below(11) {
        what if is_disputed && what < 5 => outside::by_dao(maker),
        0..=2 if waits || known.claims.is_empty() => outside::by_dao(maker),
        4..=6 if runs => stop(maker),
        0 | 1 => outside::by_dao(maker),
        2 | 9 | 10 => item(maker),
        3 | 4 => {
            let fixed = [
                ("from", Fixed::Nothing),
                ("share", Fixed::number(*maker.rng.pick(&known.shares)?)),
                ("amount", small(maker)?),
            ];
            maker.act("pay-dividend", &fixed)
        }
        _ => stream(maker),
    }
}

fn stop(maker: &mut Maker<'_>) -> Option<Act> {
    let running = &maker.world.communities.get(&maker.dao?)?.streams;
    let (number, _) = *maker.rng.pick_late(running)?;
    maker.act("stop-stream", &[("number", Fixed::number(number))])
}

fn stream(maker: &mut Maker<'_>) -> Option<Act> {
    let to = anybody(maker);
    let plan = plan(maker);
    let mut fixed = vec![
        ("from", Fixed::Nothing),
        ("to", Fixed::number(to)),
        ("asset", Fixed::number(asset(maker)?)),
        ("plan", plan),
        ("starts_in", Fixed::Nothing),
        ("every", Fixed::Nothing),
    ];
    if maker.rng.percent(50) {
        let every = Fixed::number(maker.rng.within(1, 48) * DAY / 24);
        fixed.retain(|(name, _)| *name != "every");
        fixed.push(("every", every));
    }
    maker.act("stream", &fixed)
}

fn owner(account: u64) -> Fixed {
    Fixed::Variant("account", vec![("account", Fixed::number(account))])
}

/// Registers something, or passes on what the community owns.
fn item(maker: &mut Maker<'_>) -> Option<Act> {
    let dao = maker.dao?;
    let ours = maker.world.communities.get(&dao)?.items.iter().filter(|(_, owner)| owner.is_none());
    let ours: Vec<u64> = ours.map(|(number, _)| *number).collect();
    if let (Some(number), true) = (maker.rng.pick(&ours).copied(), maker.rng.percent(65)) {
        let to = owner(anybody(maker));
        let fixed = [
            ("dao", Fixed::number(dao)),
            ("number", Fixed::number(number)),
            ("to", to),
            ("parts", Fixed::number(maker.rng.within(1, 3))),
        ];
        return maker.act("transfer-item", &fixed);
    }
    let whose = [owner(anybody(maker)), Fixed::Variant("dao", vec![("dao", Fixed::number(dao))])];
    let mut rows = Vec::new();
    for owner in whose {
        rows.push(vec![("owner", owner), ("parts", Fixed::number(maker.rng.within(1, 9)))]);
    }
    maker.act("register-item", &[("owners", Fixed::Rows(rows))])
}

/// Plans short enough for a run to see their end, and large enough to be seen.
fn plan(maker: &mut Maker<'_>) -> Fixed {
    let units = maker.rng.within(5, 90);
    let lasts = maker.rng.within(6, 24 * 12) * DAY / 24;
    match maker.rng.below(3) {
        0 => {
            let parts = [
                ("units", Fixed::number(units)),
                ("unlock", Fixed::number(maker.rng.below(units / 2 + 1))),
                ("cliff", Fixed::number(maker.rng.below(lasts))),
                ("lasts", Fixed::number(lasts)),
            ];
            Fixed::Variant("linear", parts.to_vec())
        }
        1 => {
            let mut rows = Vec::new();
            for part in 0..maker.rng.within(1, 4) {
                let (after, units) = (Fixed::number(part * lasts / 4), Fixed::number(units));
                rows.push(vec![("after", after), ("units", units)]);
            }
            Fixed::Variant("tranches", vec![("rows", Fixed::Rows(rows))])
        }
        _ => {
            let rate = [("units", Fixed::number(units)), ("per", Fixed::number(lasts))];
            Fixed::Variant("salary", rate.to_vec())
        }
    }
}

/// A payee draws what came due, or now and then gives up the rest; a holder takes what they earned;
/// an owner passes an item on; somebody asks for money outside.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let known = maker.world.communities.get(&dao)?;
    let mut kinds = Vec::new();
    kinds.extend([0; 3].iter().filter(|_| !known.streams.is_empty()));
    kinds.extend([1; 2].iter().filter(|_| !known.dividends.is_empty()));
    kinds.extend([2; 8].iter().filter(|_| !known.items.is_empty()));
    kinds.extend([3; 4].iter().filter(|_| !known.claims.is_empty()));
    match *maker.rng.pick(&kinds)? {
        0 => {
            let (number, to) = *maker.rng.pick(&known.streams)?;
            let fixed = [("dao", Fixed::number(dao)), ("number", Fixed::number(number))];
            let name = if maker.rng.percent(12) { "renounce-stream" } else { "draw" };
            Some((Who::Account(to), maker.act(name, &fixed)?))
        }
        1 => {
            let (share, asset) = *maker.rng.pick(&known.dividends)?;
            let by = anybody(maker);
            if maker.rng.percent(40) {
                // Who sells keeps what they earned.
                let amount = Fixed::amount(share, maker.rng.within(1, 9).into());
                let fixed = [("from", Fixed::Nothing), ("amount", amount)];
                return Some((Who::Account(by), maker.act("transfer", &fixed)?));
            }
            let fixed = [("share", Fixed::number(share)), ("asset", Fixed::number(asset))];
            Some((Who::Account(by), maker.act("take-dividend", &fixed)?))
        }
        2 => {
            let (number, by) = *maker.rng.pick(&known.items)?;
            let to = owner(anybody(maker));
            let (of, number) = (Fixed::number(dao), Fixed::number(number));
            let mut fixed = vec![("dao", of), ("number", number), ("to", to)];
            if maker.rng.percent(60) {
                fixed.push(("parts", Fixed::number(maker.rng.within(1, 3))));
            }
            Some((Who::Account(by?), maker.act("transfer-item", &fixed)?))
        }
        _ => outside::own(maker),
    }
}
