use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use aluma_core::identity::OPERATOR;
use aluma_core::registry::REGISTRY;
use aluma_node::data::{Birth, DataDir};
use aluma_node::{ClockMode, Outcome, Settings, Submission};
use aluma_store::{Bodies, Store};
use aluma_types::codec::Canon;
use aluma_types::json::{Resolve, act_from_json};
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::text::body_id;
use aluma_types::{AssetId, DaoId, DecodeError, Payload, Signer, Span, Timestamp};
use aluma_verify::bodies::BodyText;
use aluma_verify::names::skeleton_hash;
use aluma_verify::{Lens, Unread};
use rusqlite::types::Value;
use serde_json::{Value as Json, json};

use super::*;
use crate::{Audience, INDEX_FILE, Index, Page, Progress, schema};

const START: Timestamp = Timestamp(1_700_000_000_000);
const ALL: Page = Page { after: 0, limit: 1_000 };

fn open(dir: &Path) -> Arc<Node> {
    let birth = Birth { time: START, manual_clock: true, beacon_length: 1_024 };
    let settings = Settings {
        dir: dir.to_path_buf(),
        clock: ClockMode::Manual,
        birth: Some(birth),
        threads: 1,
        registry: &REGISTRY,
    };
    Arc::new(Node::open(settings).expect("the node opens").0)
}

/// Whoever signs: keeps the texts of an action.
#[derive(Default)]
struct Words(BTreeMap<Hash32, BodyText>);

impl Resolve for Words {
    fn body(&mut self, text: &str) -> Option<Hash32> {
        let body = BodyText { salt: [4; 32], text: text.to_owned() };
        let id = body.id();
        self.0.insert(id, body);
        Some(id)
    }

    fn name(&mut self, text: &str) -> Result<(Hash32, Hash32), DecodeError> {
        Ok((self.body(text).ok_or(DecodeError::BadText)?, skeleton_hash(text)))
    }

    fn asset(&mut self, _: &str) -> Option<(AssetId, u8)> {
        None
    }

    fn handle(&mut self, _: IdKind, _: &str) -> Option<u64> {
        None
    }

    fn catalog(&self) -> &dyn Catalog {
        &REGISTRY
    }
}

/// The operator does something, which must be done.
fn done(dir: &Path, node: &Node, nonce: u64, act: &Json) {
    let mut words = Words::default();
    let act = act_from_json(act, &mut words).expect("an action of its spec");
    let spec = REGISTRY.entry(act.number).expect("listed").spec;
    let payload = Payload {
        network: node.network(),
        signer: Signer::Key { account: OPERATOR, key: 0 },
        nonce: START.0 + nonce,
        valid_until: START.after(Span::hours(1)),
        act,
    };
    let lens = Lens { directory: &Unread, says: &Unread, catalog: &REGISTRY };
    let key = DataDir::open(dir).expect("a ledger").operator;
    let transaction = key.sign_payload(payload, spec, &lens).expect("signed");
    let bodies = words.0.into_values().collect();
    let promise = node.submit(Submission { transaction: transaction.to_bytes(), bodies });
    let id = promise.expect("admissible").id;
    let outcome = node.wait(&id, Duration::from_secs(20)).expect("it ends up in a block");
    let Outcome::Included(receipt, None) = outcome else { panic!("refused: {outcome:?}") };
    assert_eq!(receipt.status, aluma_core::kernel::receipt::Status::Done);
}

fn found(handle: &str, purpose: &str, visibility: &str) -> Json {
    json!({
        "action": "found", "handle": handle, "name": handle, "purpose": purpose,
        "joining": "application", "manner": "small-circle", "visibility": visibility,
        "assets": [], "pots": [], "domains": [], "roles": [], "changes": [],
    })
}

/// The founding of a community that names purposes.
fn found_for(handle: &str, tags: &str) -> Json {
    let mut found = found(handle, "We come together", "open");
    found["changes"] = json!([{ "key": "purpose.about", "value": tags }]);
    found
}

fn wait(index: &Index, node: &Node) {
    let heights = index.subscribe();
    while index.height() < node.published().read().header.height {
        heights.recv().expect("the index goes on");
    }
}

/// An index without a thread, filled up to the head of the log.
fn built(path: &Path, node: &Arc<Node>) -> (Arc<Shared>, Follower) {
    let (writer, height) = schema::open(path, node).expect("an index");
    let shared = Arc::new(Shared {
        path: path.to_path_buf(),
        readers: Mutex::default(),
        progress: Mutex::new(Progress::default()),
    });
    let (weak, node) = (Arc::downgrade(&shared), Arc::downgrade(node));
    let mut follower = Follower { shared: weak, node, writer, height, swept: 0 };
    assert!(follower.catch_up().expect("it catches up"));
    (shared, follower)
}

/// Every row of every table.
fn dump(db: &Connection) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for table in ["blocks", "receipts", "events", "daos", "texts", "tagged", "ledger", "words"] {
        let mut ask = db.prepare(&format!("SELECT * FROM {table}")).expect("a table");
        let width = ask.column_count();
        let all = ask.query_map([], |row| (0..width).map(|place| row.get(place)).collect());
        rows.extend(all.expect("rows").map(|row| row.expect("a row")));
    }
    rows
}

#[test]
fn a_rebuilt_index_is_the_one_that_followed() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    let path = dir.path().join(INDEX_FILE);
    let index = Index::open(&path, &node).expect("an index");
    done(dir.path(), &node, 0, &found("garden", "Water for the garden", "open"));
    done(dir.path(), &node, 1, &found("cellar", "Wine in the cellar", "members"));
    wait(&index, &node);
    let followed = dump(&Connection::open(&path).expect("a database"));
    let (_shared, rebuilt) = built(&dir.path().join("rebuilt.sqlite"), &node);
    assert_eq!(followed, dump(&rebuilt.writer));
    assert!(followed.len() > 10);
}

#[test]
fn an_audience_finds_what_it_may_see_and_nothing_else() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    done(dir.path(), &node, 0, &found("garden", "Water for the garden", "open"));
    done(dir.path(), &node, 1, &found("cellar", "Water in the cellar", "members"));
    let (shared, _follower) = built(&dir.path().join(INDEX_FILE), &node);
    let index = Index(shared);
    assert_eq!(index.daos().expect("a list"), [DaoId(1), DaoId(2)]);
    let bodies = |daos: &[u64]| {
        let daos = daos.iter().map(|id| DaoId(*id)).collect();
        let audience = Audience { daos, account: None };
        let found = index.search(("water", None), &audience, ALL).expect("an answer");
        found.iter().map(|row| row.event.dao.map(|dao| dao.0)).collect::<Vec<_>>()
    };
    assert_eq!(bodies(&[]), []);
    assert_eq!(bodies(&[1]), [Some(1)]);
    assert_eq!(bodies(&[2]), [Some(2)]);
    assert_eq!(bodies(&[1, 2]), [Some(2), Some(1)]);
    let everything = Audience { daos: vec![DaoId(1), DaoId(2)], account: Some(OPERATOR) };
    let all = index.events(None, &everything, ALL).expect("events");
    let mut paged = Vec::new();
    while let Some(next) = {
        let after = paged.last().map_or(0, |row: &crate::EventRow| row.seq);
        index.events(None, &everything, Page { after, limit: 1 }).expect("events").pop()
    } {
        paged.push(next);
    }
    assert_eq!(paged, all);
    let of_first = index.events_of(1, &everything).expect("events");
    assert!(!of_first.is_empty() && of_first.iter().all(|row| row.height == 1));
}

/// In either language, whatever the community wrote of itself; and by no words of yesterday.
#[test]
fn a_community_is_found_by_the_words_of_its_purposes() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    done(dir.path(), &node, 0, &found_for("garden", "housing,food"));
    done(dir.path(), &node, 1, &found("cellar", "Housing for wine", "open"));
    let (shared, _follower) = built(&dir.path().join(INDEX_FILE), &node);
    let index = Index(Arc::clone(&shared));
    let audience = Audience { daos: vec![DaoId(1), DaoId(2)], account: None };
    let search = |words: &str| {
        let found = index.search((words, None), &audience, ALL).expect("an answer");
        found.iter().map(|row| row.event.dao.map(|dao| dao.0)).collect::<Vec<_>>()
    };
    assert_eq!(search("housing"), [Some(2), Some(1)]);
    assert_eq!(search("חקלאות"), [Some(1)]);
    assert_eq!(search("together"), [Some(1)], "its own words stand there once");
    assert_eq!(search("peace"), []);
    // What it is found by changes.
    done(
        dir.path(),
        &node,
        2,
        &json!({
            "action": "propose", "dao": 1, "title": "For peace", "actions": [
                { "action": "amend", "changes": [{ "key": "purpose.about", "value": "peace" }] },
            ],
        }),
    );
    let vote = json!({ "action": "vote", "proposal": 1, "choice": "for", "last": true });
    done(dir.path(), &node, 3, &vote);
    node.advance_to(START.after(Span::days(4))).expect("time passes");
    let (shared, _follower) = built(&dir.path().join("later.sqlite"), &node);
    let index = Index(shared);
    let search = |words: &str| index.search((words, None), &audience, ALL).expect("found").len();
    assert_eq!([search("housing"), search("peace"), search("together")], [1, 2, 1]);
}

#[test]
fn erased_words_are_found_no_more() {
    let dir = tempfile::tempdir().expect("a folder");
    let words = "A secret that was told by mistake";
    {
        let node = open(dir.path());
        done(dir.path(), &node, 0, &found("garden", words, "open"));
        built(&dir.path().join(INDEX_FILE), &node);
    }
    {
        let (store, _) = Store::open(dir.path()).expect("the store opens");
        let bodies: Arc<Mutex<Bodies>> = store.bodies();
        let id = body_id(&[4; 32], words);
        bodies.lock().expect("free").erase(&id.0, 1, [0; 32]).expect("erased");
    }
    let node = open(dir.path());
    let path = dir.path().join(INDEX_FILE);
    let (shared, mut follower) = built(&path, &node);
    let index = Index(shared);
    let audience = Audience { daos: vec![DaoId(1)], account: None };
    let count = || index.search(("mistake", None), &audience, ALL).expect("an answer").len();
    assert_eq!(count(), 1);
    assert!(follower.sweep().expect("it looks"));
    assert_eq!(count(), 0);
    follower.writer.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("written through");
    let file = std::fs::read(&path).expect("the file");
    assert!(!file.windows(7).any(|part| part == b"mistake"), "the word is still in the file");
}

#[test]
fn an_index_of_another_ledger_or_a_damaged_one_is_built_anew() {
    let (dir, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("one"));
    let node = open(dir.path());
    done(dir.path(), &node, 0, &found("garden", "Water", "open"));
    let path = dir.path().join(INDEX_FILE);
    let (_shared, follower) = built(&path, &node);
    let good = dump(&follower.writer);
    drop(follower);
    assert_eq!(schema::open(&path, &node).expect("kept").1, 1);

    let elsewhere = open(other.path());
    assert_eq!(schema::open(&path, &elsewhere).expect("built anew").1, 0);
    let (_shared, follower) = built(&path, &node);
    assert_eq!(dump(&follower.writer), good);
    drop(follower);
    std::fs::write(&path, b"no database at all").expect("written");
    let (_shared, follower) = built(&path, &node);
    assert_eq!(dump(&follower.writer), good);
}
