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
/// Steps of which pairs are tried.
const FEW: usize = 24;
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

/// The fewest steps found that break a law, with how they break it. Full scans come at other blocks
/// here than in the run, so what breaks first may be another law: that one is kept to. `None` where
/// the blocks alone break nothing: then only a crash does.
pub fn shrink(plan: &Plan, blocks: &[Block]) -> Option<(Vec<Block>, Failure)> {
    let mut tries = 0;
    let mut case = replay(plan, blocks.to_vec())?;
    let law = case.failure.law.clone();
    let mut breaks = |blocks: Vec<Block>| {
        tries += 1;
        let case = if tries > TRIES { None } else { replay(plan, blocks) };
        case.filter(|case| case.failure.law == law)
    };
    // What comes after the break is nothing to it.
    let end = (case.failure.height as usize).min(case.blocks.len());
    if let Some(shorter) = breaks(case.blocks[..end].to_vec()) {
        case = shorter;
    }
    loop {
        let before = case.size();
        blockwise(&mut case, &mut breaks);
        singly(&mut case, &mut breaks);
        lessened(&mut case, &mut breaks);
        if case.size() == before && !paired(&mut case, &mut breaks) {
            break;
        }
    }
    Some((case.blocks, case.failure))
}

/// Tries blocks: the case that they make, where it breaks the same law.
type Breaks<'b> = dyn FnMut(Vec<Block>) -> Option<Case> + 'b;

/// Takes out runs of blocks, long ones first.
fn blockwise(case: &mut Case, breaks: &mut Breaks<'_>) {
    let mut chunk = case.blocks.len().div_ceil(2);
    while chunk > 0 {
        let mut place = 0;
        while place < case.blocks.len() {
            let end = (place + chunk).min(case.blocks.len());
            match breaks(case.without(|block, _| (place..end).contains(&block))) {
                Some(found) => *case = found,
                None => place += chunk,
            }
        }
        chunk /= 2;
    }
}

/// Takes out one transaction after another, the last first.
fn singly(case: &mut Case, breaks: &mut Breaks<'_>) {
    for block in (0..case.blocks.len()).rev() {
        // Emptied blocks go as well, so the last may be gone by now.
        let count = case.blocks.get(block).map_or(0, |block| block.transactions.len());
        for transaction in (0..count).rev() {
            if let Some(found) = breaks(case.without(|b, t| (b, t) == (block, transaction))) {
                *case = found;
            }
        }
    }
}

/// Takes out the first two transactions that can only go together, such as one that makes something and
/// one that needs it; whether there were any. Only asked where few are left, since pairs are many.
fn paired(case: &mut Case, breaks: &mut Breaks<'_>) -> bool {
    let blocks = case.blocks.iter().enumerate();
    let all = blocks.flat_map(|(at, block)| (0..block.transactions.len()).map(move |t| (at, t)));
    let all: Vec<_> = all.collect();
    if all.len() > FEW {
        return false;
    }
    for (place, one) in all.iter().enumerate() {
        for other in &all[place + 1..] {
            let found = breaks(case.without(|b, t| (b, t) == *one || (b, t) == *other));
            if let Some(found) = found {
                *case = found;
                return true;
            }
        }
    }
    false
}

/// Makes one act after another less: fewer items in its lists, one signer in the place of several, or fewer.
/// Those who stood there may then go too.
fn lessened(case: &mut Case, breaks: &mut Breaks<'_>) {
    for block in 0..case.blocks.len() {
        let count = case.blocks.get(block).map_or(0, |block| block.transactions.len());
        for transaction in 0..count {
            while let Some(found) = case.with_less(block, transaction).find_map(&mut *breaks) {
                *case = found;
            }
        }
    }
}

/// A transaction with one of its several signers alone, or with an item of a list less.
fn less(registry: &Registry, one: &Transaction) -> Vec<Transaction> {
    let mut all = Vec::new();
    if let Signer::Several(group) = &one.payload.signer {
        for KeyOf { account, key } in group.keys() {
            let mut alone = one.clone();
            alone.payload.signer = Signer::Key { account, key };
            all.push(alone);
        }
        // What one alone may not do, fewer may.
        for left in group.keys() {
            let fewer = group.keys().filter(|one| one.account != left.account);
            if let Ok(fewer) = Group::new(fewer.collect()) {
                let mut without = one.clone();
                without.payload.signer = Signer::Several(fewer);
                all.push(without);
            }
        }
    }
    let Some(entry) = registry.entry(one.payload.act.number) else { return all };
    let Ok(values) = entry.spec.fields.decode(&one.payload.act.body) else { return all };
    let bodies = fewer(&Value::Struct(values)).into_iter().filter_map(|value| match value {
        Value::Struct(values) => entry.spec.fields.encode(&values).ok(),
        _ => None,
    });
    all.extend(bodies.map(|body| {
        let mut less = one.clone();
        less.payload.act.body = body;
        less
    }));
    all
}

/// Every value that is this one with an item of a list less.
fn fewer(value: &Value) -> Vec<Value> {
    let inside = |values: &[Value], make: &dyn Fn(Vec<Value>) -> Value| -> Vec<Value> {
        let mut all = Vec::new();
        for (place, inner) in values.iter().enumerate() {
            for less in fewer(inner) {
                let mut values = values.to_vec();
                values[place] = less;
                all.push(make(values));
            }
        }
        all
    };
    match value {
        Value::List(items) => {
            let without = |place: usize| {
                let kept = items.iter().enumerate().filter(|(at, _)| *at != place);
                Value::List(kept.map(|(_, item)| item.clone()).collect())
            };
            let mut all: Vec<Value> = (0..items.len()).map(without).collect();
            all.extend(inside(items, &Value::List));
            all
        }
        Value::Struct(values) => inside(values, &Value::Struct),
        Value::Enum(tag, values) => inside(values, &|values| Value::Enum(*tag, values)),
        Value::Option(Some(inner)) => {
            fewer(inner).into_iter().map(|less| Value::Option(Some(Box::new(less)))).collect()
        }
        _ => Vec::new(),
    }
}

impl Case {
    /// What is to become less: transactions, those who sign them, and bytes of their acts.
    fn size(&self) -> (usize, usize, usize) {
        let all = || self.blocks.iter().flat_map(|block| &block.transactions);
        let signers = all().map(|one| match &one.payload.signer {
            Signer::Several(group) => group.keys().count(),
            Signer::Key { .. } | Signer::New(_) => 1,
        });
        (all().count(), signers.sum(), all().map(|one| one.payload.act.body.len()).sum())
    }

    /// The blocks with one transaction made less, in each way there is.
    fn with_less(&self, block: usize, place: usize) -> impl Iterator<Item = Vec<Block>> + use<> {
        let blocks = self.blocks.clone();
        let one = blocks.get(block).and_then(|block| block.transactions.get(place)).cloned();
        let all = one.as_ref().map(|one| less(self.registry, one)).unwrap_or_default();
        all.into_iter().map(move |less| {
            let mut blocks = blocks.clone();
            // Whoever sends the same once more would send another one otherwise.
            let every = blocks.iter_mut().flat_map(|block| &mut block.transactions);
            every.filter(|other| Some(&**other) == one.as_ref()).for_each(|it| *it = less.clone());
            blocks
        })
    }

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
