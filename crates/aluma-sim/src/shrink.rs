//! From a long run that breaks a law to the few steps that do.
//!
//! Steps are taken out as long as the same law breaks. Ids are numbers in sequence, so where a step
//! that made something goes, what was made later moves down by one, and every later step that names
//! it is rewritten; otherwise hardly anything could go.

use std::collections::BTreeMap;

use aluma_core::kernel::action::Registry;
use aluma_types::spec::{IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{AccountId, Act, AssetId, Group, KeyOf, Signer, Span, Transaction, show};

use crate::fields::act_words;
use crate::ledger::{Block, Failure, START};
use crate::run::{Bench, Plan};

/// Runs tried at most.
const TRIES: u32 = 2_000;
/// Full scans run after every so many blocks of a shortened run, and after its last.
const WHOLE_EVERY: usize = 8;

/// Ids that are not made any more.
struct Gone {
    registry: &'static Registry,
    /// By kind, ascending.
    ids: BTreeMap<u8, Vec<u64>>,
}

/// Blocks that break a law, and what each of their transactions makes.
struct Case {
    registry: &'static Registry,
    blocks: Vec<Block>,
    made: Vec<Vec<Vec<(IdKind, u64)>>>,
    failure: Failure,
}

/// How blocks end when nothing is left to chance.
fn replay(plan: &Plan, blocks: Vec<Block>) -> Option<Case> {
    let mut bench = Bench::new(plan);
    let mut made: Vec<_> =
        blocks.iter().map(|block| vec![Vec::new(); block.transactions.len()]).collect();
    let mut highest = BTreeMap::from([(number(IdKind::AccountId), 1)]);
    for (place, block) in blocks.iter().enumerate() {
        let whole = (place + 1) % WHOLE_EVERY == 0 || place + 1 == blocks.len();
        let (digest, ran) = match bench.run(block, whole) {
            Ok(done) => done,
            Err(failure) => return Some(Case { registry: plan.registry, blocks, made, failure }),
        };
        for (index, deed) in digest.deeds.iter().enumerate() {
            for (kind, id) in deed.ids.iter().filter(|(kind, _)| *kind != IdKind::PotId) {
                let top = highest.entry(number(*kind)).or_insert(0);
                let at = index.checked_sub(ran.tasks).map(|at| ran.included[at]);
                if let (true, Some(at)) = (*id > *top, at) {
                    made[place][at].push((*kind, *id));
                }
                *top = (*top).max(*id);
            }
        }
    }
    None
}

/// The fewest steps found that break the same law, with how they break it. `None` where the blocks
/// alone do not break it: then only a crash does.
pub fn shrink(plan: &Plan, blocks: &[Block], law: &str) -> Option<(Vec<Block>, Failure)> {
    let mut tries = 0;
    let mut breaks = |blocks: Vec<Block>| {
        tries += 1;
        let case = if tries > TRIES { None } else { replay(plan, blocks) };
        case.filter(|case| case.failure.law == law)
    };
    let mut case = breaks(blocks.to_vec())?;
    // What comes after the break is nothing to it.
    let end = (case.failure.height as usize).min(blocks.len());
    if let Some(shorter) = breaks(blocks[..end].to_vec()) {
        case = shorter;
    }
    let mut chunk = case.blocks.len().div_ceil(2);
    while chunk > 0 {
        let mut place = 0;
        while place < case.blocks.len() {
            let end = (place + chunk).min(case.blocks.len());
            match breaks(case.without(|block, _| (place..end).contains(&block))) {
                Some(found) => case = found,
                None => place += chunk,
            }
        }
        chunk /= 2;
    }
    for block in (0..case.blocks.len()).rev() {
        // Emptied blocks go as well, so the last may be gone by now.
        let count = case.blocks.get(block).map_or(0, |block| block.transactions.len());
        for transaction in (0..count).rev() {
            if let Some(found) = breaks(case.without(|b, t| (b, t) == (block, transaction))) {
                case = found;
            }
        }
    }
    Some((case.blocks, case.failure))
}

impl Case {
    /// The blocks without some of their transactions, and without what is empty then.
    fn without(&self, is_out: impl Fn(usize, usize) -> bool) -> Vec<Block> {
        let mut gone = Gone { registry: self.registry, ids: BTreeMap::new() };
        let mut left = Vec::new();
        for (place, block) in self.blocks.iter().enumerate() {
            let mut transactions = Vec::new();
            for (at, transaction) in block.transactions.iter().enumerate() {
                if is_out(place, at) {
                    for (kind, id) in &self.made[place][at] {
                        gone.ids.entry(number(*kind)).or_default().push(*id);
                    }
                } else {
                    transactions.push(moved(transaction, &gone));
                }
            }
            let was_empty = block.transactions.is_empty();
            if !transactions.is_empty() || (was_empty && !is_out(place, 0)) {
                left.push(Block { time: block.time, transactions });
            }
        }
        left
    }
}

const fn number(kind: IdKind) -> u8 {
    kind as u8
}

/// Where an id lies once some below it are gone.
fn lower(gone: &Gone, kind: IdKind, id: u64) -> u64 {
    let below =
        gone.ids.get(&number(kind)).map_or(0, |ids| ids.iter().filter(|one| **one < id).count());
    id - below as u64
}

fn moved(transaction: &Transaction, gone: &Gone) -> Transaction {
    let mut transaction = transaction.clone();
    let low = |account: AccountId| AccountId(lower(gone, IdKind::AccountId, account.0));
    match &mut transaction.payload.signer {
        Signer::Key { account, .. } => *account = low(*account),
        Signer::Several(group) => {
            let keys = group.keys().map(|one| KeyOf { account: low(one.account), ..one });
            if let Ok(moved) = Group::new(keys.collect()) {
                *group = moved;
            }
        }
        Signer::New(_) => {}
    }
    move_act(&mut transaction.payload.act, gone);
    transaction
}

fn move_act(act: &mut Act, gone: &Gone) {
    let Some(entry) = gone.registry.entry(act.number) else { return };
    let Ok(mut values) = entry.spec.fields.decode(&act.body) else { return };
    for (field, value) in entry.spec.fields.fields.iter().zip(&mut values) {
        move_ids(field.spec, value, gone);
    }
    if let Ok(body) = entry.spec.fields.encode(&values) {
        act.body = body;
    }
}

fn move_ids(spec: &'static TypeSpec, value: &mut Value, gone: &Gone) {
    match (spec, value) {
        (TypeSpec::Id(kind), Value::Uint(id)) => {
            if let Ok(old) = u64::try_from(*id) {
                *id = lower(gone, *kind, old).into();
            }
        }
        (_, Value::Amount(amount)) => {
            amount.asset = AssetId(lower(gone, IdKind::AssetId, amount.asset.0));
        }
        (_, Value::Acts(acts)) => acts.iter_mut().for_each(|act| move_act(act, gone)),
        (TypeSpec::Option(inner), Value::Option(Some(value))) => move_ids(inner, value, gone),
        (TypeSpec::List { item, .. }, Value::List(values)) => {
            values.iter_mut().for_each(|value| move_ids(item, value, gone));
        }
        (TypeSpec::Struct(of), Value::Struct(values)) => {
            let both = of.fields.iter().zip(values);
            both.for_each(|(field, value)| move_ids(field.spec, value, gone));
        }
        (TypeSpec::Enum(of), Value::Enum(tag, values)) => {
            let fields = of.variant(*tag).map_or(&[][..], |variant| variant.fields);
            let both = fields.iter().zip(values);
            both.for_each(|(field, value)| move_ids(field.spec, value, gone));
        }
        _ => {}
    }
}

/// Steps as lines for people.
pub fn lines(registry: &Registry, blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        let since = show::span(Span(block.time.0 - START.0));
        lines.push(format!("block {} at +{since}", place + 1));
        for transaction in &block.transactions {
            let payload = &transaction.payload;
            let who = match &payload.signer {
                Signer::Key { account, key: 0 } => format!("@{}", account.0),
                Signer::Key { account, key } => format!("@{} (key {key})", account.0),
                Signer::New(_) => "newcomer".to_owned(),
                Signer::Several(group) => {
                    let all: Vec<_> =
                        group.keys().map(|one| format!("@{}", one.account.0)).collect();
                    all.join("+")
                }
            };
            lines.push(format!("  {who}: {}", act_words(registry, &payload.act)));
        }
    }
    lines
}
