//! What people do with their keys.

use super::director::{Intent, Who};
use super::values::{Fixed, Maker};

const DAY: u64 = 86_400_000;

/// The next thing that somebody does with a key.
pub(super) fn intent(maker: &mut Maker<'_>) -> Intent {
    let account = maker.rng.pick(&maker.world.people)?.account;
    match maker.rng.below(10) {
        0..=6 => grant(maker, account),
        _ => revoke(maker, account),
    }
}

/// A key with limits that lasts a while.
fn grant(maker: &mut Maker<'_>, account: u64) -> Intent {
    let role = if maker.rng.percent(50) { "session" } else { "agent" };
    let dao = match maker.dao.filter(|_| maker.rng.percent(40)) {
        Some(dao) => Fixed::number(dao),
        None => Fixed::Nothing,
    };
    let scope = vec![("dao", dao), ("actions", Fixed::Items(Vec::new()))];
    let caps = match (maker.rng.percent(60), super::director::small(maker)) {
        (true, Some(amount)) => {
            let period = Fixed::number(maker.rng.within(1, 10) * DAY);
            Fixed::Rows(vec![vec![("amount", amount), ("period", period)]])
        }
        _ => Fixed::Rows(Vec::new()),
    };
    let fixed = [
        ("role", Fixed::choice(role)),
        ("scopes", Fixed::Rows(vec![scope])),
        ("caps", caps),
        ("valid_for", Fixed::number(maker.rng.within(1, 20) * DAY)),
    ];
    Some((Who::Account(account), maker.act("grant-key", &fixed)?))
}

fn revoke(maker: &mut Maker<'_>, account: u64) -> Intent {
    let place = maker.world.person(account)?;
    let person = maker.world.people.get(place)?;
    let limited: Vec<u16> =
        person.nonces.keys().copied().filter(|key| !person.owners.contains(key)).collect();
    let key = maker.rng.pick(&limited).copied()?;
    Some((Who::Account(account), maker.act("revoke-key", &[("key", Fixed::number(key))])?))
}
