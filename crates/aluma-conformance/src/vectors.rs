//! Random transactions with what Rust makes of them, for implementations in other languages: the
//! browser's signer is held to them. A JSON value a line; the same seed gives the same lines.
//!
//! | line | holds |
//! |---|---|
//! | `world` | what everybody is taken to know: names, assets, texts (null where they were erased) |
//! | `transaction` | bytes, id, the act's sentences, what a wallet signs |
//! | `bytes` | a transaction whose bytes were changed, and what the reader says: `ok` or an error |

use aluma_core::registry::REGISTRY;
use aluma_types::admission::Inadmissible;
use aluma_types::codec::{Canon, put_varint};
use aluma_types::hash::hex;
use aluma_types::lookup::{BodyText, Lookup};
use aluma_types::spec::{ActionSpec, Catalog, IdKind};
use aluma_types::transaction::{Group, KeyOf};
use aluma_types::{
    AccountId, Act, AssetId, DaoId, Hash32, Payload, Scheme, Signer, Timestamp, Transaction,
};
use aluma_verify::bodies::needs;
use aluma_verify::eip712::{digest, typed_data_json};
use aluma_verify::{Directory, Lens, Says};
use serde_json::{Map, Value as Json, json};

use crate::chance::Chance;
use crate::people::{key, network, salt, text_id};

mod values;

/// Of so many transactions one is shown with its whole typed data, the others by its digest.
const WHOLE: usize = 10;
/// Changed byte strings for each transaction.
const CHANGED: usize = 3;

/// Names by kind and id: with Hebrew, with quotes, with what looks like code.
const NAMES: [(IdKind, u64, &str); 8] = [
    (IdKind::AccountId, 1, "noa-levi"),
    (IdKind::AccountId, 2, "דנה"),
    (IdKind::DaoId, 1, "bakery"),
    (IdKind::DaoId, 2, "גן הכובשים"),
    (IdKind::ProposalId, 1, "Flour “and” oil"),
    (IdKind::PollId, 2, "שוק <b>מחר</b>?"),
    (IdKind::PotId, 0, "general"),
    (IdKind::PotId, 2, "tools"),
];
/// Assets by id.
const ASSETS: [(u64, &str, u8); 3] = [(1, "TEC", 18), (2, "ILS", 2), (3, "HOURS", 0)];
/// Texts of which the words are at hand.
pub(crate) const TEXTS: [&str; 6] = [
    "noa-levi",
    "bakery",
    "דנה",
    "Flour for October.",
    "קמח לחודש,\nושמן.",
    "“Vote” (DAO 9): { $x }",
];
/// A text whose words were erased.
pub(crate) const ERASED: &str = "gone";
/// A text that nobody holds.
pub(crate) const UNKNOWN: &str = "never seen";

/// What everybody is taken to know.
struct World;

impl Lookup for World {
    fn body(&self, id: &Hash32) -> BodyText {
        match TEXTS.into_iter().find(|text| text_id(text) == *id) {
            Some(text) => BodyText::Present(text.to_owned()),
            None if *id == text_id(ERASED) => BodyText::Erased,
            None => BodyText::Missing,
        }
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        let found = ASSETS.iter().find(|(asset, ..)| *asset == id.0);
        found.map(|(_, symbol, decimals)| ((*symbol).to_owned(), *decimals))
    }

    fn name(&self, kind: IdKind, id: u64) -> Option<String> {
        let mut all = NAMES.iter();
        let found = all.find(|(of, number, _)| *of == kind && *number == id);
        found.map(|(_, _, name)| (*name).to_owned())
    }

    fn catalog(&self) -> &dyn Catalog {
        &REGISTRY
    }
}

impl Directory for World {
    fn account_name(&self, account: AccountId) -> Option<Hash32> {
        self.name(IdKind::AccountId, account.0).map(|name| text_id(&name))
    }

    fn dao_name(&self, dao: DaoId) -> Option<Hash32> {
        self.name(IdKind::DaoId, dao.0).map(|name| text_id(&name))
    }

    fn asset(&self, asset: AssetId) -> Option<(&str, u8)> {
        let found = ASSETS.iter().find(|(id, ..)| *id == asset.0);
        found.map(|(_, symbol, decimals)| (*symbol, *decimals))
    }

    fn exists(&self, _: IdKind, _: u64) -> bool {
        true
    }
}

impl Says for World {
    fn says(&self, act: &Act) -> String {
        aluma_text::says(&REGISTRY, self)(act)
    }
}

/// The lines for so many transactions.
pub fn lines(seed: u64, count: usize) -> impl Iterator<Item = String> {
    let mut chance = Chance::new(seed);
    let world = std::iter::once(json!({ "world": world() }).to_string());
    let rest = (0..count).flat_map(move |place| {
        let transaction = transaction(&mut chance, place);
        let mut lines = vec![told(&transaction, place)];
        lines.extend((0..CHANGED).map(|_| changed(&mut chance, &transaction)));
        lines
    });
    world.chain(rest)
}

fn world() -> Json {
    let mut names = Map::new();
    for (kind, id, name) in NAMES {
        names.insert(format!("{kind:?} {id}"), json!(name));
    }
    let mut assets = Map::new();
    for (id, symbol, decimals) in ASSETS {
        assets.insert(id.to_string(), json!([symbol, decimals]));
    }
    let present = TEXTS.into_iter().chain(NAMES.iter().map(|(_, _, name)| *name));
    let mut texts = Map::new();
    for text in present {
        let held = TEXTS.contains(&text);
        let row = json!({ "salt": hex(&salt(text)), "text": text, "held": held });
        texts.insert(text_id(text).to_string(), row);
    }
    texts.insert(text_id(ERASED).to_string(), Json::Null);
    json!({ "network": network().to_string(), "names": names, "assets": assets, "texts": texts })
}

fn transaction(chance: &mut Chance, place: usize) -> Transaction {
    // Every action in turn, whatever chance says.
    let specs = REGISTRY.specs;
    let (number, spec) = specs[place % specs.len()];
    let act = values::act(chance, (number, spec), 0);
    let signer = signer(chance);
    let mut signatures =
        (0..signer.count()).map(|_| values::signature(chance)).collect::<Vec<_>>().into_iter();
    let payload = Payload {
        network: network(),
        signer,
        nonce: values::integer(chance, 64) as u64,
        valid_until: Timestamp(values::moment(chance)),
        act,
    };
    let first = signatures.next().expect("one signature at least");
    Transaction { payload, signature: first, others: signatures.collect() }
}

fn signer(chance: &mut Chance) -> Signer {
    let account = |chance: &mut Chance| AccountId(values::integer(chance, 64) as u64);
    match chance.below(8) {
        0..=4 => Signer::Key { account: account(chance), key: chance.below(70) as u16 },
        5 | 6 => {
            let scheme = Scheme::ALL[chance.below(3) as usize];
            Signer::New(key(scheme, &format!("newcomer {}", chance.below(9))).public())
        }
        _ => {
            let mut accounts: Vec<_> = (0..2 + chance.below(3)).map(|_| account(chance)).collect();
            accounts.extend([AccountId(1), AccountId(2)]);
            accounts.sort_unstable();
            accounts.dedup();
            let keys = accounts.into_iter().map(|account| KeyOf { account, key: 0 }).collect();
            Signer::Several(Group::new(keys).expect("ascending accounts"))
        }
    }
}

fn told(transaction: &Transaction, place: usize) -> String {
    let payload = &transaction.payload;
    let spec = REGISTRY.action(payload.act.number).expect("a listed action");
    let (world, lens) = (World, Lens { directory: &World, says: &World, catalog: &REGISTRY });
    let sentence = |lang: aluma_text::Lang| aluma_text::act_sentence(lang, &payload.act, &world);
    let mut line = json!({
        "transaction": hex(&transaction.to_bytes()),
        "id": payload.id().to_string(),
        "act_hash": payload.act.hash().to_string(),
        "says": world.says(&payload.act),
        "en": sentence(aluma_text::Lang::En),
        "he": sentence(aluma_text::Lang::He),
        "digest": hex(&digest(payload, spec, &lens).expect("a digest")),
    });
    if place.is_multiple_of(WHOLE) {
        line["typed_data"] = whole(payload, spec, &lens);
    }
    line.to_string()
}

/// Null where the words of a text that the message shows are at nobody's hand.
fn whole(payload: &Payload, spec: &'static ActionSpec, lens: &Lens<'_>) -> Json {
    let texts = |id: Hash32| {
        let named = NAMES.iter().map(|(_, _, name)| *name);
        let text = TEXTS.into_iter().chain(named).find(|text| text_id(text) == id)?;
        Some((salt(text), text.to_owned()))
    };
    typed_data_json(payload, spec, lens, &texts).unwrap_or(Json::Null)
}

fn changed(chance: &mut Chance, transaction: &Transaction) -> String {
    let bytes = mutate(chance, transaction.to_bytes());
    json!({ "bytes": hex(&bytes), "verdict": verdict(&bytes) }).to_string()
}

/// What the ledger's reader says of bytes before it looks at a signature or the state.
fn verdict(bytes: &[u8]) -> &'static str {
    let read = || {
        let transaction = aluma_verify::check::decode(bytes)?;
        let act = &transaction.payload.act;
        let spec = REGISTRY.action(act.number).ok_or(Inadmissible::UnknownAction)?;
        needs(spec, act, &REGISTRY).map(drop)
    };
    match read() {
        Ok(()) => "ok",
        Err(Inadmissible::Malformed(error)) => error.name(),
        Err(other) => other.name(),
    }
}

fn mutate(chance: &mut Chance, mut bytes: Vec<u8>) -> Vec<u8> {
    let at = chance.below(bytes.len() as u64) as usize;
    match chance.below(6) {
        0 => bytes.truncate(at),
        1 => bytes.insert(at, chance.below(256) as u8),
        2 => {
            bytes.remove(at);
        }
        // The same number, written longer.
        3 => bytes.splice(at..=at, [bytes[at] | 0x80, 0]).for_each(drop),
        4 => {
            let mut number = Vec::new();
            put_varint(&mut number, values::integer(chance, 128));
            bytes.splice(at..=at, number).for_each(drop);
        }
        _ => bytes[at] ^= 1 << chance.below(8),
    }
    bytes
}
