//! Which signed transactions may be in a block at all. The signature itself is checked outside
//! (`aluma-verify`), in parallel; everything that depends on the state is asked here, again at
//! execution.

use alloc::vec::Vec;

use aluma_types::admission::{COLLECTED_AHEAD, Inadmissible, VALID_AHEAD};
use aluma_types::spec::{FieldSpec, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{AccountId, Act, Group, KeyOf, Payload, PublicKey, Signer, Transaction};

use crate::identity;
use crate::identity::rules::About;
use crate::identity::rules::drawing::{self, Asked};
use crate::identity::types::{Draw, KeyRole, Pool, Used};
use crate::kernel::action::{ActionEntry, Asking, Registry};
use crate::kernel::ctx::Env;
use crate::kernel::origin::Origin;
use crate::kernel::tables::Seen;
use crate::registry::State;

/// Units one transaction may be charged by its own size.
pub const TRANSACTION_UNITS: u64 = 20_000_000;

/// An admitted transaction: who acts, by which entry, for how many units.
#[derive(Clone, Copy, Debug)]
pub struct Admitted {
    /// Who acts.
    pub origin: Origin,
    /// What is asked.
    pub entry: &'static ActionEntry,
    /// What it is charged.
    pub charge: u64,
    /// Where its place in the allowance is taken from.
    pub draw: Draw,
    /// Its bytes there, those of its texts included.
    pub bytes: u64,
}

/// The key that must have signed; the first one of several.
///
/// # Errors
/// [`Inadmissible::UnknownKey`] and the like.
pub fn signing_key(state: &State, signer: &Signer) -> Result<PublicKey, Inadmissible> {
    match signer {
        Signer::Key { account, key } => identity::public_key(state, *account, *key),
        Signer::New(key) => Ok(*key),
        Signer::Several(group) => {
            let KeyOf { account, key } = group.first();
            identity::public_key(state, account, key)
        }
    }
}

/// The keys of the others of several; none, and no memory, where one signs.
///
/// # Errors
/// As [`signing_key`].
pub fn other_keys(state: &State, signer: &Signer) -> Result<Vec<PublicKey>, Inadmissible> {
    let Signer::Several(group) = signer else { return Ok(Vec::new()) };
    let others = group.keys().skip(1);
    others.map(|one| identity::public_key(state, one.account, one.key)).collect()
}

/// Decides admission, all but the signature.
///
/// # Errors
/// The first reason in the order: network, action, size, whether several may sign it, key, expiry,
/// nonce, what the key is for, allowance.
pub fn admit(state: &State, env: Env, transaction: &Transaction) -> Result<Admitted, Inadmissible> {
    let payload = &transaction.payload;
    if payload.network != env.network {
        return Err(Inadmissible::WrongNetwork);
    }
    let entry = env.registry.entry(payload.act.number).ok_or(Inadmissible::UnknownAction)?;
    if entry.spec.since > env.rules {
        return Err(Inadmissible::UnknownAction);
    }
    let charge = charge(entry, &payload.act.body)?;
    let bytes = weigh(env.registry, &payload.act, 0);
    let origin = match &payload.signer {
        Signer::Key { account, key } => {
            let signer = (*account, *key);
            let (role, used) = identity::admit(state, &env, signer, payload)?;
            in_scope(state, (signer, role), entry, &payload.act.body)?;
            let draw = place(state, &env, (signer, used, bytes), (entry, &payload.act.body))?;
            let origin = Origin::Member { account: *account, key: *key, role };
            return Ok(Admitted { origin, entry, charge, draw, bytes });
        }
        Signer::New(key) => {
            newcomer(state, env, (entry, *key), payload)?;
            Origin::Newcomer { key: *key }
        }
        Signer::Several(group) => {
            let role = several(state, env, (entry, group), payload)?;
            let KeyOf { account, key } = group.first();
            Origin::Member { account, key, role }
        }
    };
    let draw = behind(state, &env, transaction, Used::default())?;
    Ok(Admitted { origin, entry, charge, draw, bytes })
}

/// Where a transaction takes its place in the allowance from, if its signer had used so much more
/// already: by what waits.
///
/// # Errors
/// [`Inadmissible::AllowanceSpent`] with the moment at which it goes on.
pub fn behind(
    state: &State,
    env: &Env,
    transaction: &Transaction,
    waiting: Used,
) -> Result<Draw, Inadmissible> {
    let payload = &transaction.payload;
    let entry = env.registry.entry(payload.act.number).ok_or(Inadmissible::UnknownAction)?;
    let bytes = weigh(env.registry, &payload.act, 0);
    let signer = match &payload.signer {
        Signer::Key { account, key } => (*account, *key),
        // The first of several pays for all.
        Signer::Several(group) => {
            let KeyOf { account, key } = group.first();
            (account, key)
        }
        Signer::New(_) => {
            // A guardian brings no secret, and does not stand behind whoever does.
            let has_secret = entry.spec.fields.fields.iter().any(|field| is_proof(field.spec));
            let pool = if has_secret { Pool::Newcomers } else { Pool::Guardians };
            return drawing::newcomer(state, env, (pool, bytes));
        }
    };
    let (_, used) = identity::used_by(state, env.now, signer);
    place(state, env, (signer, used.plus(waiting), bytes), (entry, &payload.act.body))
}

/// Whether a field is a one-time secret's proof.
fn is_proof(spec: &'static TypeSpec) -> bool {
    match spec {
        TypeSpec::Proof => true,
        TypeSpec::Option(inner) => is_proof(inner),
        _ => false,
    }
}

/// Acts inside acts are looked through so far; the rules allow one level.
const DEPTH: u8 = 4;

/// Bytes of an act and of the texts that it names. What does not decode is refused elsewhere.
fn weigh(registry: &'static Registry, act: &Act, depth: u8) -> u64 {
    use aluma_types::codec::Reader;
    let own = act.body.len() as u64;
    let Some(entry) = registry.entry(act.number).filter(|_| depth < DEPTH) else { return own };
    let deeper = |inner: &Act| {
        // Its own bytes are among those of the act that carries it.
        let whole = weigh(registry, inner, depth.saturating_add(1));
        whole.saturating_sub(inner.body.len() as u64)
    };
    let texts = entry.spec.fields.text_bytes(&mut Reader::new(&act.body), &deeper);
    own.saturating_add(texts.unwrap_or(0))
}

/// Where an account's act takes its place from.
fn place(
    state: &State,
    env: &Env,
    ((account, key), used, bytes): ((AccountId, u16), Used, u64),
    (entry, body): (&'static ActionEntry, &[u8]),
) -> Result<Draw, Inadmissible> {
    let asked = Asked {
        used,
        bytes,
        guarded: &|| (entry.guarded)(&Asking { state, now: env.now, account, key }, body),
        sponsor: &|| {
            let fields = entry.spec.fields.decode(body).ok()?;
            let daos = about(state, entry.spec.fields.fields, &fields);
            crate::registry::sponsor_of(state, drawing::only(&daos)?, account)
        },
    };
    drawing::draw(state, env, account, &asked)
}

/// Units an action is charged for its bytes and list items.
fn charge(entry: &'static ActionEntry, body: &[u8]) -> Result<u64, Inadmissible> {
    use aluma_types::codec::Reader;
    let cost = entry.spec.cost;
    let elements = if cost.per_element == 0 {
        0
    } else {
        let mut reader = Reader::new(body);
        let mut elements = 0u64;
        for field in entry.spec.fields.fields {
            let value = field.spec.read(&mut reader).map_err(Inadmissible::Malformed)?;
            elements = elements.saturating_add(value.elements());
        }
        elements
    };
    let units = cost.charge(body.len() as u64, elements);
    if units > TRANSACTION_UNITS { Err(Inadmissible::TooLarge) } else { Ok(units) }
}

/// A key without an account: it must bring a one-time secret that the ledger knows, and its
/// transaction is remembered by id until it expires, since there is no row for its nonce.
fn newcomer(
    state: &State,
    env: Env,
    (entry, key): (&'static ActionEntry, PublicKey),
    payload: &Payload,
) -> Result<(), Inadmissible> {
    identity::in_time(&env, payload, VALID_AHEAD)?;
    not_seen(state, payload)?;
    let opens = (entry.opens)(state, (key, env.now), &payload.act.body);
    if opens { Ok(()) } else { Err(Inadmissible::UnknownKey) }
}

/// Accounts that sign together: the action allows it, each key is good, and the transaction is
/// remembered by id until it expires, since collecting signatures takes longer than a nonce lives.
fn several(
    state: &State,
    env: Env,
    (entry, group): (&'static ActionEntry, &Group),
    payload: &Payload,
) -> Result<KeyRole, Inadmissible> {
    if !entry.spec.several {
        return Err(Inadmissible::NotForSeveral);
    }
    for KeyOf { account, key } in group.keys() {
        let role = identity::may_sign(state, &env, (account, key))?.role;
        // What takes days to collect outlives every session.
        if role.is_delegated() {
            return Err(Inadmissible::NotForThisKey);
        }
        in_scope(state, ((account, key), role), entry, &payload.act.body)?;
    }
    identity::in_time(&env, payload, COLLECTED_AHEAD)?;
    not_seen(state, payload)?;
    let KeyOf { account, key } = group.first();
    identity::may_sign(state, &env, (account, key)).map(|row| row.role)
}

/// Whether the key may sign such an act. An owner's key may sign everything, at no cost.
fn in_scope(
    state: &State,
    (signer, role): ((AccountId, u16), KeyRole),
    entry: &'static ActionEntry,
    body: &[u8],
) -> Result<(), Inadmissible> {
    if role == KeyRole::Owner {
        return Ok(());
    }
    let fields = entry.spec.fields.decode(body).map_err(Inadmissible::Malformed)?;
    let hand = (entry.hand)(state, body);
    identity::within_scope(state, signer, (role, hand), || About {
        action: entry.spec.name,
        daos: about(state, entry.spec.fields.fields, &fields),
    })
}

/// The communities that an act's fields name, by themselves or by a proposal or poll of theirs. What
/// it carries for a later vote is not its own.
fn about(
    state: &State,
    specs: &'static [FieldSpec],
    fields: &[Value],
) -> Vec<Option<aluma_types::DaoId>> {
    let mut daos = Vec::new();
    for (field, value) in specs.iter().zip(fields) {
        named(state, field.spec, value, &mut daos);
    }
    daos
}

fn named(
    state: &State,
    spec: &'static TypeSpec,
    value: &Value,
    daos: &mut Vec<Option<aluma_types::DaoId>>,
) {
    match (spec, value) {
        (TypeSpec::Id(kind), Value::Uint(id)) => {
            if let Ok(id) = u64::try_from(*id) {
                daos.extend(crate::registry::home_of(state, *kind, id));
            }
        }
        (TypeSpec::Option(inner), Value::Option(Some(value))) => named(state, inner, value, daos),
        (TypeSpec::List { item, .. }, Value::List(values)) => {
            values.iter().for_each(|value| named(state, item, value, daos));
        }
        (TypeSpec::Struct(of), Value::Struct(values)) => {
            daos.extend(about(state, of.fields, values));
        }
        (TypeSpec::Enum(of), Value::Enum(tag, values)) => {
            if let Ok(variant) = of.variant(*tag) {
                daos.extend(about(state, variant.fields, values));
            }
        }
        _ => {}
    }
}

fn not_seen(state: &State, payload: &Payload) -> Result<(), Inadmissible> {
    let seen = state.kernel.seen.contains(&(payload.valid_until, payload.id()));
    if seen { Err(Inadmissible::NonceUsed) } else { Ok(()) }
}

/// Remembers that the transaction was taken: its nonce, or its id where no one key's nonces would
/// do; and books its place in the allowance, whatever comes of it.
pub(crate) fn remember(
    state: &mut State,
    env: &Env,
    (transaction, admitted): (&Transaction, &Admitted),
) {
    let payload = &transaction.payload;
    let drawn = (admitted.draw, admitted.bytes);
    match (&payload.signer, admitted.origin) {
        (Signer::Key { account, key }, _) => {
            identity::book_act(state, env, (*account, *key), (Some(payload), drawn));
            return;
        }
        (_, Origin::Member { account, key, .. }) => {
            identity::book_act(state, env, (account, key), (None, drawn));
        }
        _ => drawing::book_elsewhere(state, env, drawn),
    }
    forget_expired(state, env);
    let row = Seen { height: env.height };
    state.kernel.seen.put((payload.valid_until, payload.id()), row);
}

/// Drops a few remembered ids that have expired: as many as are added, and one more.
fn forget_expired(state: &mut State, env: &Env) {
    let expired: Vec<_> = state
        .kernel
        .seen
        .iter()
        .take_while(|((until, _), _)| *until < env.now)
        .take(2)
        .map(|(key, _)| *key)
        .collect();
    for key in &expired {
        state.kernel.seen.remove(key);
    }
}
