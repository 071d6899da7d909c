//! What people do with their keys.

use aluma_types::value::Value;
use aluma_types::{PublicKey, sha256};

use super::director::{Intent, Who};
use super::values::{Fixed, Maker};

const DAY: u64 = 86_400_000;

/// The next thing that somebody does with a key.
pub(super) fn intent(maker: &mut Maker<'_>) -> Intent {
    let account = maker.rng.pick(&maker.world.people)?.account;
    if !maker.world.caps.is_empty() && maker.rng.percent(45) {
        return spend(maker);
    }
    match maker.rng.below(20) {
        0..=4 => grant(maker, account),
        5 | 6 => revoke(maker, account),
        7..=9 => another(maker, account),
        10 | 11 => remove(maker, account),
        12..=14 => guardians(maker, account),
        15..=17 => recover(maker),
        _ => stop(maker),
    }
}

fn another(maker: &mut Maker<'_>, account: u64) -> Intent {
    Some((Who::Account(account), maker.act("add-key", &[])?))
}

fn remove(maker: &mut Maker<'_>, account: u64) -> Intent {
    let place = maker.world.person(account)?;
    let person = maker.world.people.get(place)?;
    let all: Vec<u16> = match maker.rng.percent(85) {
        true => person.owners.iter().copied().collect(),
        false => person.nonces.keys().copied().collect(),
    };
    let key = maker.rng.pick(&all).copied()?;
    Some((Who::Account(account), maker.act("remove-key", &[("key", Fixed::number(key))])?))
}

/// Two or three friends, one of whom is enough now and then.
fn guardians(maker: &mut Maker<'_>, account: u64) -> Intent {
    let mut friends: Vec<u64> = maker.world.people.iter().map(|person| person.account).collect();
    friends.retain(|friend| *friend != account);
    let from = maker.rng.below(friends.len() as u64) as usize;
    friends.rotate_left(from);
    if friends.is_empty() {
        return None;
    }
    friends.truncate(maker.rng.within(1, 3) as usize);
    let one = |friend: &u64| Fixed::Variant("account", vec![("account", Maker::account(*friend))]);
    let threshold = maker.rng.within(1, friends.len().min(2) as u64);
    let fixed = [
        ("guardians", Fixed::Items(friends.iter().map(one).collect())),
        ("threshold", Fixed::number(threshold)),
    ];
    Some((Who::Account(account), maker.act("set-guardians", &fixed)?))
}

/// A guardian speaks; those of one account mostly name the same key.
fn recover(maker: &mut Maker<'_>) -> Intent {
    let all: Vec<(u64, Vec<u64>)> = maker.world.guards.clone().into_iter().collect();
    let (account, friends) = maker.rng.pick(&all)?;
    let by = maker.rng.pick(friends).copied()?;
    let mut digits = [0; 32];
    digits.iter_mut().zip(account.to_be_bytes()).for_each(|(to, byte)| *to = byte);
    let key = PublicKey::Ed25519(sha256(&[b"recovered", &digits]).0);
    let key = if maker.rng.percent(90) { key } else { maker.key() };
    let fixed = [("account", Maker::account(*account)), ("key", Fixed::Is(Value::PublicKey(key)))];
    Some((Who::Account(by), maker.act("recover", &fixed)?))
}

/// Somebody says no to what is about to happen with their keys.
fn stop(maker: &mut Maker<'_>) -> Intent {
    if let Some((account, key)) = maker.rng.pick_late(&maker.world.leaving).copied()
        && maker.rng.percent(80)
    {
        let change = Fixed::Variant("removal", vec![("key", Fixed::number(key))]);
        return Some((Who::Key(account, key), maker.act("veto", &[("change", change)])?));
    }
    let all: Vec<u64> = maker.world.told.iter().copied().collect();
    let account = maker.rng.pick_late(&all).copied()?;
    if maker.rng.percent(40) {
        return Some((Who::Account(account), maker.act("cancel-recovery", &[])?));
    }
    let key = maker.rng.below(4);
    let change = match maker.rng.percent(70) {
        true => Fixed::choice("guardians"),
        false => Fixed::Variant("removal", vec![("key", Fixed::number(key))]),
    };
    Some((Who::Account(account), maker.act("veto", &[("change", change)])?))
}

/// A key with limits that lasts a while.
fn grant(maker: &mut Maker<'_>, account: u64) -> Intent {
    let role = if maker.rng.percent(50) { "session" } else { "agent" };
    let dao = match maker.dao.filter(|_| maker.rng.percent(40)) {
        Some(dao) => Fixed::number(dao),
        None => Fixed::Nothing,
    };
    // What no such key may ever do is asked for all the same, now and then.
    let mut actions = Vec::new();
    if maker.rng.percent(4) {
        actions.push(Fixed::Is(Value::Text("leave".to_owned())));
    }
    let scope = vec![("dao", dao), ("actions", Fixed::Items(actions))];
    // Mostly somebody who has some of what the key may spend.
    let held = maker.rng.pick(&maker.world.holding).copied().filter(|_| maker.rng.percent(70));
    let account = held.map_or(account, |(account, _)| account);
    let units = u128::from(maker.rng.within(1, 30));
    let amount = match held {
        Some((_, asset)) => Some(Fixed::amount(asset, units)),
        None => super::director::small(maker),
    };
    let caps = match (maker.rng.percent(75), amount) {
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

/// A payment by a key with a cap, of about half of it: the second one often goes beyond.
fn spend(maker: &mut Maker<'_>) -> Intent {
    let (account, key, asset, units) = *maker.rng.pick_late(&maker.world.caps)?;
    let to = vec![("account", Fixed::number(super::director::anybody(maker)))];
    let part = (units * u128::from(maker.rng.within(52, 100))).div_ceil(100);
    let fixed = [
        ("from", Fixed::Nothing),
        ("to", Fixed::Variant("account", to)),
        ("amount", Fixed::amount(asset, part)),
    ];
    Some((Who::Key(account, key), maker.act("transfer", &fixed)?))
}

fn revoke(maker: &mut Maker<'_>, account: u64) -> Intent {
    let place = maker.world.person(account)?;
    let person = maker.world.people.get(place)?;
    let limited: Vec<u16> =
        person.nonces.keys().copied().filter(|key| !person.owners.contains(key)).collect();
    let key = maker.rng.pick(&limited).copied()?;
    Some((Who::Account(account), maker.act("revoke-key", &[("key", Fixed::number(key))])?))
}
