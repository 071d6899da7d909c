use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use aluma_core::identity::OPERATOR;
use aluma_core::kernel::event::Circle;
use aluma_core::registry::REGISTRY;
use aluma_node::data::{Birth, DataDir};
use aluma_node::{ClockMode, Outcome, Settings, Submission};
use aluma_store::{Bodies, Store};
use aluma_types::admission::Inadmissible;
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
    let id = sent(dir, node, nonce, act).expect("admissible");
    let outcome = node.wait(&id, Duration::from_secs(20)).expect("it ends up in a block");
    let Outcome::Included(receipt, None) = outcome else { panic!("refused: {outcome:?}") };
    assert_eq!(receipt.status, aluma_core::kernel::receipt::Status::Done);
}

/// What the operator is answered who sends something.
fn sent(dir: &Path, node: &Node, nonce: u64, act: &Json) -> Result<Hash32, Inadmissible> {
    let mut words = Words::default();
    let act = act_from_json(act, &mut words).expect("an action of its spec");
    let spec = REGISTRY.entry(act.number).expect("listed").spec;
    let payload = Payload {
        network: node.network(),
        signer: Signer::Key { account: OPERATOR, key: 0 },
        nonce: START.0 + nonce,
        valid_until: node.now().after(Span::hours(1)),
        act,
    };
    let lens = Lens { directory: &Unread, says: &Unread, catalog: &REGISTRY };
    let key = DataDir::open(dir).expect("a ledger").operator;
    let transaction = key.sign_payload(payload, spec, &lens).expect("signed");
    let bodies = words.0.into_values().collect();
    let promise = node.submit(Submission { transaction: transaction.to_bytes(), bodies });
    promise.map(|promise| promise.id)
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

/// Somebody who reads these communities, and is nobody in them.
fn readers(daos: &[u64]) -> Audience {
    let daos = daos.iter().map(|id| (DaoId(*id), Circle::Readers)).collect();
    Audience { daos, account: None }
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
    for table in
        ["blocks", "receipts", "events", "standings", "daos", "texts", "tagged", "ledger", "words"]
    {
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
        let audience = readers(daos);
        let found = index.search(("water", None), &audience, ALL).expect("an answer");
        found.iter().map(|row| row.event.dao.map(|dao| dao.0)).collect::<Vec<_>>()
    };
    assert_eq!(bodies(&[]), []);
    assert_eq!(bodies(&[1]), [Some(1)]);
    assert_eq!(bodies(&[2]), [Some(2)]);
    assert_eq!(bodies(&[1, 2]), [Some(2), Some(1)]);
    let everything = Audience { account: Some(OPERATOR), ..readers(&[1, 2]) };
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
    let audience = readers(&[1, 2]);
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
    let audience = readers(&[1]);
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

fn thread(readers: &str, title: &str, body: &str) -> Json {
    json!({
        "action": "open-thread", "dao": 1, "readers": readers, "title": title, "body": body,
        "mentions": [],
    })
}

fn post(body: &str) -> Json {
    json!({
        "action": "post", "dao": 1, "to": { "thread": { "thread": "1" } }, "body": body,
        "mentions": [],
    })
}

/// How many texts of an index built anew hold a word, for somebody.
fn hits(dir: &Path, node: &Arc<Node>, audience: &Audience, word: &str) -> usize {
    let path = dir.join("again.sqlite");
    let _ = std::fs::remove_file(&path);
    let (shared, _follower) = built(&path, node);
    Index(shared).search((word, None), audience, ALL).expect("an answer").len()
}

/// In both languages by their forms; by the newest words alone, and by none that were erased. What an
/// index finds that followed and one that was built anew is the same.
#[test]
fn posts_are_found_by_their_newest_words() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    let index = Index::open(&dir.path().join(INDEX_FILE), &node).expect("an index");
    let audience = readers(&[1]);
    done(dir.path(), &node, 0, &found("garden", "Purpose", "open"));
    done(dir.path(), &node, 1, &thread("readers", "Title", "ההצעות על הקופה"));
    done(dir.path(), &node, 2, &post("Three proposals about the well"));
    let search = |word: &str| {
        wait(&index, &node);
        let followed = index.search((word, None), &audience, ALL).expect("an answer").len();
        assert_eq!(followed, hits(dir.path(), &node, &audience, word), "{word}, built anew");
        followed
    };
    for word in ["הצעה", "קופה", "בקופות", "proposed", "wells"] {
        assert_eq!(search(word), 1, "{word}");
    }
    let edit = json!({
        "action": "edit-post", "dao": 1, "post": "2", "body": "Three bids about the bridge",
        "mentions": [],
    });
    done(dir.path(), &node, 3, &edit);
    assert_eq!([search("proposal"), search("bid"), search("bridges")], [0, 1, 1]);
    done(dir.path(), &node, 4, &json!({ "action": "erase-post", "dao": 1, "post": "2" }));
    assert_eq!([search("bid"), search("הצעה"), search("title")], [0, 1, 1]);
    done(dir.path(), &node, 5, &json!({ "action": "erase-post", "dao": 1, "post": "1" }));
    assert_eq!([search("הצעה"), search("title"), search("purpose")], [0, 0, 1]);
}

/// The words are gone from the disk when the block is told, and an index finds what the members hid
/// only when they show it again.
#[test]
fn what_is_hidden_is_not_found_and_what_is_erased_is_gone() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    let audience = readers(&[1]);
    done(dir.path(), &node, 0, &found("garden", "Purpose", "open"));
    done(dir.path(), &node, 1, &thread("readers", "Title", "Where did the apricots go"));
    let mut nonce = 2;
    let mut decide = |act: Json| {
        let propose = json!({ "action": "propose", "dao": 1, "title": "Decide", "actions": [act] });
        done(dir.path(), &node, nonce, &propose);
        let proposal = (nonce - 2) / 2 + 1;
        let vote = json!({ "action": "vote", "proposal": proposal, "choice": "for", "last": true });
        done(dir.path(), &node, nonce + 1, &vote);
        nonce += 2;
        let later = node.now().after(Span::days(4));
        node.advance_to(later).expect("time passes");
    };
    let count = |word: &str| hits(dir.path(), &node, &audience, word);
    assert_eq!(count("apricot"), 1);
    decide(json!({ "action": "hide-post", "post": "1", "reason": "Fruit is private" }));
    assert_eq!([count("apricot"), count("fruit")], [0, 1], "the reason is public");
    decide(json!({ "action": "show-post", "post": "1" }));
    assert_eq!(count("apricot"), 1);
    let words = body_id(&[4; 32], "Where did the apricots go");
    assert!(matches!(node.body(&words), Ok(Body::Present { .. })));
    let erase = json!({ "action": "erase-post", "dao": 1, "post": "1" });
    done(dir.path(), &node, 100, &erase);
    assert!(matches!(node.body(&words), Ok(Body::Erased { .. })));
    assert_eq!(count("apricot"), 0);
    drop(node);
    let holds = |name: &str| {
        let file = std::fs::read(dir.path().join(name)).unwrap_or_default();
        file.windows(8).any(|part| part == b"apricots")
    };
    let names = std::fs::read_dir(dir.path()).expect("the folder");
    let kept: Vec<_> = names
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("again") && holds(name))
        .collect();
    assert_eq!(kept, Vec::<String>::new());
}

/// A thread for an inner circle is found in that circle alone.
#[test]
fn an_inner_thread_is_found_within_its_circle() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    done(dir.path(), &node, 0, &found("garden", "Purpose", "open"));
    for (nonce, (readers, body)) in
        (1..).zip([("readers", "apple pie"), ("members", "apple tart"), ("voters", "apple cake")])
    {
        done(dir.path(), &node, nonce, &thread(readers, &format!("About {body}"), body));
    }
    let count = |circle| {
        let audience = Audience { daos: vec![(DaoId(1), circle)], account: None };
        hits(dir.path(), &node, &audience, "apples")
    };
    // Each with its title.
    assert_eq!(Circle::ALL.map(count), [2, 4, 6]);
    assert_eq!(hits(dir.path(), &node, &readers(&[]), "apples"), 0);
}

/// Else somebody could post another's words and have them erased with their own.
#[test]
fn a_post_takes_no_text_that_is_here_already() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    done(dir.path(), &node, 0, &found("garden", "Water for the garden", "open"));
    let refused = sent(dir.path(), &node, 1, &thread("readers", "Title", "Water for the garden"));
    assert_eq!(refused.err().map(|why| why.name()), Some("text-taken"));
    done(dir.path(), &node, 2, &thread("readers", "Title", "Water for the well"));
    // What takes nobody's words away may repeat them.
    let poll = json!({
        "action": "poll", "dao": 1, "question": "Water for the well", "options": ["yes", "no"],
        "kind": "single", "audience": "members", "lasts": "1d",
    });
    done(dir.path(), &node, 3, &poll);
}

/// A block that says words are erased says it again at the next start, where a crash came before they
/// were.
#[test]
fn what_a_block_erased_is_erased_after_a_crash_in_between() {
    let dir = tempfile::tempdir().expect("a folder");
    let bodies = dir.path().join("bodies.log");
    let words = "A secret about the apricots";
    let before = {
        let node = open(dir.path());
        done(dir.path(), &node, 0, &found("garden", "Purpose", "open"));
        done(dir.path(), &node, 1, &thread("readers", "Title", words));
        let before = std::fs::read(&bodies).expect("the texts");
        done(dir.path(), &node, 2, &json!({ "action": "erase-post", "dao": 1, "post": "1" }));
        before
    };
    let holds = |bytes: &[u8]| bytes.windows(8).any(|part| part == b"apricots");
    assert!(holds(&before) && !holds(&std::fs::read(&bodies).expect("the texts")));
    // The texts as a crash right after the commit leaves them, and no snapshot since.
    std::fs::write(&bodies, &before).expect("written");
    for entry in std::fs::read_dir(dir.path()).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name.starts_with("snapshot") {
            std::fs::remove_file(&path).expect("removed");
        }
    }
    let node = open(dir.path());
    let id = body_id(&[4; 32], words);
    assert!(matches!(node.body(&id), Ok(Body::Erased { at_height: 3, .. })));
    assert!(!holds(&std::fs::read(&bodies).expect("the texts")));
}
