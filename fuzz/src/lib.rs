//! What each target holds of any bytes. A decoder never panics, takes no more memory than its input
//! warrants, and what it takes it writes back to the very same bytes: one value, one form.

use aluma_core::Genesis;
use aluma_core::kernel::effects::Effects;
use aluma_core::kernel::receipt::Receipt;
use aluma_core::registry::{REGISTRY, State};
use aluma_node::{Block, Submission};
use aluma_store::many::Shown;
use aluma_store::{Proof, Store};
use aluma_types::codec::Canon;
use aluma_types::header::Header;
use aluma_types::json::act_from_json;
use aluma_types::keys::Assertion;
use aluma_types::lookup::Resolve;
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::{
    AssetId, DaoId, DecodeError, Hash32, PublicKey, Timestamp, Transaction, sha256,
};
use aluma_verify::passkey::{self, Asked};
use aluma_verify::{Session, decode_act};

fn has_one_form<T: Canon>(bytes: &[u8]) -> Option<T> {
    let value = T::from_bytes(bytes).ok()?;
    assert_eq!(value.to_bytes(), bytes, "another form of the same value was taken");
    Some(value)
}

/// Signed transactions, with the acts inside them.
pub fn transaction(bytes: &[u8]) {
    let Ok(transaction) = Transaction::decode(bytes) else { return };
    assert_eq!(transaction.to_bytes(), bytes);
    let act = &transaction.payload.act;
    if let Some(entry) = REGISTRY.entry(act.number) {
        let _ = decode_act(entry.spec, act);
        let _ = aluma_verify::bodies::needs(entry.spec, act, &REGISTRY);
        let _ = aluma_verify::secrets_of(entry.spec, act);
    }
}

/// Fields of an action, the first byte saying which: the struct's own decoder and the interpreter of
/// its spec take the same bytes, and the interpreter writes them back.
pub fn action(bytes: &[u8]) {
    let Some((which, body)) = bytes.split_first() else { return };
    let entry = &REGISTRY.actions[usize::from(*which) % REGISTRY.actions.len()];
    let by_spec = entry.spec.fields.decode(body);
    let by_struct = (entry.effects)(body, DaoId(1), &mut Effects::default());
    assert_eq!(by_spec.is_ok(), by_struct.is_ok(), "{}: {by_spec:?} {by_struct:?}", entry.spec.name);
    if let Ok(values) = by_spec {
        assert_eq!(entry.spec.fields.encode(&values).as_deref(), Ok(body));
    }
}

/// Blocks of the log.
pub fn block(bytes: &[u8]) {
    if let Some(block) = has_one_form::<Block>(bytes) {
        let _ = block.decoded();
    }
}

/// Headers, receipts, geneses, submissions, sessions: the first byte says which.
pub fn records(bytes: &[u8]) {
    let Some((which, body)) = bytes.split_first() else { return };
    match which % 5 {
        0 => drop(has_one_form::<Header>(body)),
        1 => drop(has_one_form::<Receipt>(body)),
        2 => drop(has_one_form::<Genesis>(body)),
        3 => drop(has_one_form::<Submission>(body)),
        _ => drop(has_one_form::<Session>(body)),
    }
}

/// Proofs against a state root.
pub fn proof(bytes: &[u8]) {
    let Ok(proof) = Proof::decode(bytes) else { return };
    assert_eq!(proof.encode(), bytes);
    let _ = proof.verify(&[7; 32], 1, b"key", Some(b"value"));
    let _ = proof.verify(&[7; 32], 1, b"key", None);
}

/// Archives of a community: the parts behind a good head, each with its length before it; sums are
/// made good, which no chance would hit. Then the same bytes as the proof of two rows.
pub fn archive(bytes: &[u8]) {
    let key = PublicKey::Ed25519([7; 32]);
    let genesis = Genesis {
        version: 1,
        generation: 0,
        time: Timestamp(1),
        operator: key,
        node: key,
        beacon: Hash32([1; 32]),
        beacon_length: 1,
        manual_clock: false,
        salt: Hash32([2; 32]),
        salts: Hash32([3; 32]),
        continues: None,
    };
    let with_length = |bytes: &[u8]| [&(bytes.len() as u32).to_be_bytes(), bytes].concat();
    let genesis = with_length(&genesis.to_bytes());
    let header = with_length(&Header::default().to_bytes());
    let head = [&genesis[..], &header, &[0; 64], &1_u64.to_be_bytes(), &[0]].concat();
    let mut file = aluma_node::archive::format::MAGIC.to_vec();
    let mut left = bytes;
    for kind in 1..=7_u8 {
        let payload = match (kind, left.split_first()) {
            (1, _) => &head[..],
            (_, Some((length, rest))) => {
                let (payload, rest) = rest.split_at(rest.len().min(usize::from(*length) * 4));
                left = rest;
                payload
            }
            (_, None) => &[],
        };
        let part = [&[kind][..], &(payload.len() as u64).to_be_bytes(), payload].concat();
        let sum = sha256(&[&part]);
        file.extend_from_slice(&part);
        file.extend_from_slice(&sum.0);
    }
    let _ = aluma_node::archive::open(&file, None);
    let shown = |bits| Shown { path: [bits; 32], content: [1; 32] };
    let _ = aluma_store::many::root(bytes, &[shown(0), shown(0xff)]);
}

/// Rows of every table, as a snapshot holds them: the first two bytes say which, the third how long
/// the key is.
pub fn row(bytes: &[u8]) {
    let [high, low, length, rest @ ..] = bytes else { return };
    let mut state = State::default();
    let number = usize::from(u16::from_be_bytes([*high, *low]));
    let numbers: Vec<u16> = state.tables().map(|table| table.spec().number).collect();
    let number = numbers[number % numbers.len()];
    let (key, value) = rest.split_at(usize::from(*length).min(rest.len()));
    if state.load(number, key, Some(value)).is_ok() {
        let table = state.table(number).expect("it took a row");
        assert_eq!(table.raw(key).expect("its own key").as_deref(), Some(value));
    }
}

/// Facts of every domain, the first byte saying which.
pub fn event(bytes: &[u8]) {
    let Some((which, body)) = bytes.split_first() else { return };
    let (_, spec) = REGISTRY.events[usize::from(*which) % REGISTRY.events.len()];
    if let Ok(value) = spec.decode(body) {
        assert_eq!(spec.encode(&value).as_deref(), Ok(body));
    }
}

/// Acts in JSON, as the API and files of actions bring them.
pub fn json(bytes: &[u8]) {
    let Ok(json) = serde_json::from_slice(bytes) else { return };
    if let Ok(act) = act_from_json(&json, &mut Somebody) {
        let entry = REGISTRY.entry(act.number).expect("it was found by its name");
        entry.spec.fields.decode(&act.body).expect("what JSON makes is canonical");
    }
}

/// Tables of past payouts.
pub fn payouts(bytes: &[u8]) {
    let columns = aluma_client::payouts::Columns { group_by: "round", to: "member", amount: "total" };
    let Ok(payouts) = aluma_client::payouts::read(bytes, &columns, 18) else { return };
    let sum: u128 = payouts.groups.iter().map(|group| group.total()).sum();
    assert_eq!(sum, payouts.total);
}

/// What an authenticator answers: two lengths, client data, authenticator data, a signature.
pub fn passkey(bytes: &[u8]) {
    let [long, short, rest @ ..] = bytes else { return };
    let (client, rest) = rest.split_at(usize::from(*long).min(rest.len()));
    let (data, rest) = rest.split_at(usize::from(*short).min(rest.len()));
    let mut signature = [0; 64];
    signature.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let Ok(assertion) = Assertion::new(data.to_vec(), client.to_vec(), signature) else { return };
    let asked = Asked { challenge: Hash32([3; 32]), verified: true };
    let verdict = passkey::verify(&[2; 33], &Hash32([4; 32]), &assertion, &asked);
    assert!(verdict.is_err(), "nobody signed this");
}

/// Files of a data folder: the first byte says which; the store opens or names what is wrong.
pub fn files(bytes: &[u8]) {
    let Some((which, content)) = bytes.split_first() else { return };
    let snapshot = aluma_store::snapshot::file_name(1);
    let rows = aluma_store::rows::file_name(1);
    let names = ["blocks.log", "head", "journal-a.log", "bodies.log", &rows, &snapshot];
    let folder = tempfile::tempdir().expect("a folder");
    let name = names[usize::from(*which) % names.len()];
    std::fs::write(folder.path().join(name), content).expect("written");
    let _ = Store::open(folder.path());
    let _ = aluma_store::audit::Audit::everything(folder.path());
}

/// Knows every handle as account 1, every community as 1, and one asset.
struct Somebody;

impl Resolve for Somebody {
    fn body(&mut self, text: &str) -> Option<Hash32> {
        Some(sha256(&[text.as_bytes()]))
    }

    fn name(&mut self, text: &str) -> Result<(Hash32, Hash32), DecodeError> {
        let hash = sha256(&[text.as_bytes()]);
        Ok((hash, hash))
    }

    fn asset(&mut self, symbol: &str) -> Option<(AssetId, u8)> {
        (symbol == "EUR").then_some((AssetId(1), 2))
    }

    fn handle(&mut self, _: IdKind, _: &str) -> Option<u64> {
        Some(1)
    }

    fn catalog(&self) -> &dyn Catalog {
        &REGISTRY
    }
}
