//! The next block: when, and which transactions.

use aluma_core::kernel::action::Registry;
use aluma_types::spec::{Author, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{
    AccountId, Act, Group, Hash32, KeyOf, Payload, Signature, Signer, Timestamp, Transaction,
};

use super::World;
use super::director::{Who, intent};
use super::values::Maker;
use crate::ask::ask;
use crate::ledger::{Block, Ledger};
use crate::rng::Rng;

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// Transactions of one block at most.
const MOST: u64 = 34;
/// Payments of somebody who pays too often: some more than a new account may make in a day.
const OFTEN: u64 = 26;
/// What unmakes a community, or spreads everybody over too many things: seldom left to chance.
const RARE: [&str; 8] =
    ["leave", "add-key", "grant-key", "remove-key", "set-guardians", "veto", "found", "propose"];

/// The next block for a ledger.
pub fn block(world: &mut World, rng: &mut Rng, ledger: &Ledger) -> Block {
    world.network = ledger.head().network;
    let time = Timestamp(moment(world, rng, ledger));
    let count = if rng.percent(8) { 0 } else { rng.within(1, MOST) };
    let mut transactions = Vec::new();
    for _ in 0..count {
        transactions.extend(transaction(world, rng, (ledger, time)));
    }
    if rng.percent(2) {
        too_often(world, rng, (ledger, time), &mut transactions);
    }
    Block { time, transactions }
}

/// Somebody pays a little again and again: more often than the allowance of a day reaches.
fn too_often(
    world: &mut World,
    rng: &mut Rng,
    (ledger, now): (&Ledger, Timestamp),
    transactions: &mut Vec<Transaction>,
) {
    let Some(account) = rng.pick_late(&world.people).map(|person| person.account) else { return };
    let dao = world.communities.keys().next().copied();
    for _ in 0..OFTEN {
        let (registry, wild) = (ledger.registry(), 0);
        let mut maker = Maker { world, rng, registry, dao, now: now.0, wild };
        let Some(act) = maker.act("transfer", &[]) else { return };
        let signer = by_account(world, rng, (account, now));
        transactions.push(sign(rng, ledger, (signer, now, act)));
    }
}

/// When: often at a deadline or one millisecond beside it, for that is where rules differ.
fn moment(world: &World, rng: &mut Rng, ledger: &Ledger) -> u64 {
    let last = ledger.head().time.0;
    let ahead: Vec<u64> = world.deadlines.iter().copied().filter(|at| *at > last).take(4).collect();
    let due = ledger.next_due().map(|due| due.0.saturating_sub(1));
    let step = match rng.below(100) {
        0..=24 => match rng.pick(&ahead) {
            Some(at) => (at + rng.below(3)).saturating_sub(1).saturating_sub(last),
            None => 1,
        },
        25..=34 => match due {
            Some(due) if due < last + 30 * DAY => {
                (due + rng.below(3)).saturating_sub(1).saturating_sub(last)
            }
            _ => MINUTE,
        },
        35..=59 => 1,
        60..=79 => rng.within(1, 120) * MINUTE,
        80..=93 => rng.within(1, 9) * HOUR,
        94..=98 => rng.within(1, 50) * HOUR,
        _ => rng.within(1, 20) * DAY,
    };
    last + step.max(1)
}

fn transaction(
    world: &mut World,
    rng: &mut Rng,
    (ledger, now): (&Ledger, Timestamp),
) -> Option<Transaction> {
    if rng.percent(3)
        && let Some(past) = rng.pick(&world.past)
    {
        // Whoever kept a signed transaction sends it again.
        return Some(past.clone());
    }
    if rng.percent(4)
        && let Some(past) = rng.pick(&world.past).cloned()
    {
        // Or wants the same once more: what is taken, is there, or was done.
        let account = match &past.payload.signer {
            Signer::Key { account, .. } => account.0,
            Signer::Several(group) => group.first().account.0,
            Signer::New(_) => {
                let signer = (Signer::New(rng.public_key()), now.0);
                return Some(sign(rng, ledger, (signer, now, past.payload.act)));
            }
        };
        let act = in_turn(ledger, account, past.payload.act);
        let signer = by_account(world, rng, (account, now));
        return Some(sign(rng, ledger, (signer, now, act)));
    }
    let registry = ledger.registry();
    let daos: Vec<u64> = world.communities.keys().copied().collect();
    let dao = rng.pick(&daos).copied();
    let wild = if rng.percent(12) { 50 } else { 4 };
    let mut maker = Maker { world, rng, registry, dao, now: now.0, wild };
    let directed = if maker.rng.percent(72) { intent(&mut maker) } else { None };
    let (who, act) = directed.or_else(|| anything(&mut maker))?;
    let act = match who {
        Who::Account(account) if rng.percent(90) => in_turn(ledger, account, act),
        _ => act,
    };
    let act = spoil(rng, act);
    let key = rng.public_key();
    let signer = match who {
        Who::Account(account) => by_account(world, rng, (account, now)),
        Who::Key(account, key) => by_key(world, (account, key), now),
        Who::Newcomer => (Signer::New(key), now.0),
    };
    let several = registry.entry(act.number).is_some_and(|entry| entry.spec.several);
    let mut transaction = sign(rng, ledger, (signer, now, act));
    in_time_for_its_key(world, rng, (&mut transaction.payload, now));
    if rng.percent(if several { 40 } else { 1 }) {
        together(world, rng, (&mut transaction.payload, now));
    }
    Some(transaction)
}

/// The act with the turn that the account's next change of keys has.
fn in_turn(ledger: &Ledger, account: u64, act: Act) -> Act {
    let Some(entry) = ledger.registry().entry(act.number) else { return act };
    let specs = entry.spec.fields.fields;
    let Some(place) = specs.iter().position(|field| matches!(field.spec, TypeSpec::Turn)) else {
        return act;
    };
    let answer = ask(ledger, None, ("account", &[("account", account)]));
    let turn = answer.and_then(|answer| answer.fields().number("sequence")).unwrap_or(0);
    let Ok(mut values) = entry.spec.fields.decode(&act.body) else { return act };
    if let Some(value) = values.get_mut(place) {
        *value = Value::Uint(turn.into());
    }
    let body = entry.spec.fields.encode(&values);
    body.map_or(act.clone(), |body| Act { number: act.number, body })
}

/// Any action, brought by somebody who may bring such a one.
fn anything(maker: &mut Maker<'_>) -> Option<(Who, Act)> {
    if maker.rng.percent(6) {
        return Some((Who::Newcomer, maker.any_act(Author::Newcomer)?));
    }
    let registry: &'static Registry = maker.registry;
    let act = if maker.rng.percent(5) {
        // Not theirs to do: asked all the same.
        let entry = maker.rng.pick(registry.actions)?;
        maker.act(entry.spec.name, &[])?
    } else {
        maker.any_act(Author::Member)?
    };
    let name = registry.entry(act.number).map_or("", |entry| entry.spec.name);
    if RARE.contains(&name) && maker.rng.percent(93) {
        return None;
    }
    let known = maker.dao.and_then(|dao| maker.world.communities.get(&dao));
    let near = known.map_or(&[][..], |known| &known.admitted[..]);
    let account = match maker.rng.pick(near) {
        Some(account) if maker.rng.percent(85) => *account,
        _ => maker.rng.pick(&maker.world.people)?.account,
    };
    Some((Who::Account(account), act))
}

/// Bytes as they arrive from broken or hostile senders, now and then.
fn spoil(rng: &mut Rng, mut act: Act) -> Act {
    match rng.below(100) {
        0 => {
            let cut = rng.below(act.body.len() as u64 + 1) as usize;
            act.body.truncate(cut);
        }
        1 => {
            let place = rng.below(act.body.len() as u64) as usize;
            if let Some(byte) = act.body.get_mut(place) {
                *byte ^= 1 << rng.below(8);
            }
        }
        2 => act.number = rng.below(100) as u16,
        _ => {}
    }
    act
}

fn by_account(world: &mut World, rng: &mut Rng, (account, now): (u64, Timestamp)) -> (Signer, u64) {
    let Some(place) = world.person(account) else {
        return (Signer::Key { account: AccountId(account), key: 0 }, now.0);
    };
    let person = &world.people[place];
    let all: Vec<u16> = match rng.percent(70) {
        true => person.owners.iter().copied().collect(),
        false => person.nonces.keys().copied().collect(),
    };
    let key = rng.pick(&all).copied().unwrap_or(0);
    by_key(world, (account, key), now)
}

/// What a limited key signs ends within ten minutes, nearly always.
fn in_time_for_its_key(world: &World, rng: &mut Rng, (payload, now): (&mut Payload, Timestamp)) {
    let Signer::Key { account, key } = payload.signer else { return };
    let person = world.person(account.0).and_then(|place| world.people.get(place));
    if person.is_some_and(|person| !person.owners.contains(&key)) && rng.percent(95) {
        let latest = Timestamp(now.0 + rng.within(0, 10 * MINUTE));
        payload.valid_until = payload.valid_until.min(latest);
    }
}

fn by_key(world: &mut World, (account, key): (u64, u16), now: Timestamp) -> (Signer, u64) {
    let signer = Signer::Key { account: AccountId(account), key };
    let Some(place) = world.person(account) else { return (signer, now.0) };
    let nonce = world.people[place].nonces.entry(key).or_insert(0);
    *nonce = now.0.max(*nonce + 1);
    (signer, *nonce)
}

/// Others sign along, for as long as collecting takes, or a millisecond longer.
fn together(world: &World, rng: &mut Rng, (payload, now): (&mut Payload, Timestamp)) {
    let Signer::Key { account, key } = payload.signer else { return };
    let mut keys = vec![KeyOf { account, key }];
    for _ in 0..rng.within(1, 3) {
        if let Some(person) = rng.pick(&world.people) {
            let account = AccountId(person.account);
            let all: Vec<u16> = person.nonces.keys().copied().collect();
            let key = rng.pick(&all).copied().unwrap_or(0);
            keys.push(KeyOf { account, key });
        }
    }
    keys.sort();
    keys.dedup_by_key(|one| one.account);
    let Ok(group) = Group::new(keys) else { return };
    payload.signer = Signer::Several(group);
    payload.valid_until = Timestamp(now.0 + rng.within(0, 30) * DAY + u64::from(rng.percent(2)));
}

fn sign(
    rng: &mut Rng,
    ledger: &Ledger,
    ((signer, nonce), now, act): ((Signer, u64), Timestamp, Act),
) -> Transaction {
    let valid_until = Timestamp(now.0 + rng.within(0, DAY));
    let network = ledger.head().network;
    let mut payload = Payload { network, signer, nonce, valid_until, act };
    match rng.below(200) {
        0 => payload.network = Hash32(rng.bytes()),
        1 => payload.valid_until = Timestamp(now.0 - 1),
        2 => payload.valid_until = Timestamp(now.0 + DAY + 1),
        3 => payload.nonce = now.0 + 10 * MINUTE + rng.below(2),
        4 => payload.nonce = rng.below(now.0),
        5 => payload.signer = Signer::Key { account: AccountId(rng.below(30)), key: 9 },
        _ => {}
    }
    Transaction::new(payload, Signature::Ed25519([0; 64]))
}
