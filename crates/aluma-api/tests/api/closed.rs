//! A members-only community leaks nothing: every question that a stranger can put is put, and the
//! answers are held against everything that is its own.

use aluma_core::kernel::origin::Origin;
use aluma_core::kernel::table::Shown;
use aluma_core::registry::REGISTRY;
use aluma_types::hash::hex;
use aluma_types::{AccountId, Hash32};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value as Json, json};

use crate::quiet::{SECRETS, TEXTS, found};
use crate::support::{Answer, START, World};

/// Every address that a stranger can think of.
pub(crate) fn addresses(world: &World) -> Vec<String> {
    let mut all: Vec<String> =
        ["status", "genesis", "actions", "parameters", "openapi.json", "events", "events?limit=1"]
            .map(|path| format!("/v1/{path}"))
            .into();
    for dao in ["1", "2", "@zzhidden", "zzhidden"] {
        all.push(format!("/v1/events?dao={dao}"));
        all.push(format!("/v1/search?q=whisper&dao={dao}"));
        all.push(format!("/v1/export?dao={dao}"));
    }
    for word in SECRETS.into_iter().filter_map(|it| it.split(' ').next()) {
        all.push(format!("/v1/search?q={word}"));
    }
    for entry in REGISTRY.views {
        let skeleton = aluma_verify::names::skeleton_hash("zzhidden");
        for query in [
            String::new(),
            "dao=1".into(),
            "dao=@zzhidden".into(),
            "account=1".into(),
            "account=2".into(),
            "account=3".into(),
            "dao=1&account=1".into(),
            "dao=1&account=3".into(),
            "asset=1".into(),
            "asset=XQZ".into(),
            "proposal=1".into(),
            "proposal=2".into(),
            "dao=1&asset=1".into(),
            "dao=1&proposal=1&account=1".into(),
            "dao=2&proposal=1&account=1".into(),
            format!("dao=1&asset=1&group={}", hex(&[1; 32])),
            "after=0".into(),
            format!("skeleton={skeleton}"),
            format!("key={}", world.operator.public().to_text()),
            "poll=1".into(),
            "dao=1&thread=1".into(),
            "dao=1&post=1".into(),
            "dao=1&poll=1".into(),
        ] {
            all.push(format!("/v1/views/{}?{query}", entry.spec.name));
        }
    }
    for height in 0..=world.node.published().read().header.height {
        all.push(format!("/v1/views/block?height={height}"));
        if let Some(told) = world.node.history(height.max(1)).expect("readable") {
            for receipt in told.receipts.iter() {
                all.push(format!("/v1/views/receipt?id={}", receipt.id));
                all.push(format!("/v1/transactions/{}", receipt.id));
            }
        }
    }
    all
}

/// Tables and keys of all rows, and whether somebody outside may read each: a row that is nobody's
/// business in particular, or their own.
pub(crate) fn rows(world: &World, reader: Option<AccountId>) -> Vec<(u16, Vec<u8>, bool)> {
    let view = world.node.published().read();
    let mut rows = Vec::new();
    for table in view.state.tables() {
        table.each(&mut |key, _| {
            let (dao, owner) = table.reader(key);
            let open = dao.is_none() && (owner.is_none() || owner == reader);
            let open = open && table.spec().shown != Shown::Nobody;
            rows.push((table.spec().number, key.to_vec(), open));
        });
    }
    rows
}

/// Ids of texts that belong to the community alone.
pub(crate) fn texts(world: &World) -> Vec<Hash32> {
    let text = |words: &str| {
        let salt = aluma_types::sha256(&[words.as_bytes()]).0;
        aluma_types::text::body_id(&salt, words)
    };
    let ids: Vec<_> = TEXTS.map(text).into();
    // They are what the ledger holds, so that looking for them means something.
    for id in &ids {
        assert!(matches!(world.node.body(id), Ok(aluma_store::Body::Present { .. })));
    }
    ids
}

pub(crate) fn assert_silent(path: &str, text: &str, ids: &[Hash32]) {
    for secret in SECRETS {
        // The question itself may come back as the name of a parameter, never as an answer.
        assert!(!text.contains(secret), "{path} tells {secret}: {text}");
    }
    for id in ids {
        assert!(!text.contains(&id.to_string()), "{path} tells the id of a text: {text}");
    }
}

async fn ask(world: &World, path: &str, session: Option<&str>) -> Answer {
    match session {
        Some(session) => world.get_as(path, session).await,
        None => world.get(path).await,
    }
}

/// Ids of everything that others did in it: they are hashes of what was signed, by which a guess of
/// it could be confirmed.
fn acts(world: &World, reader: Option<AccountId>) -> Vec<Hash32> {
    let height = world.node.published().read().header.height;
    let mut ids = Vec::new();
    // Earlier blocks are the operator's invitation and the outsider's own coming.
    for height in 3..=height {
        let told = world.node.history(height).expect("readable").expect("there");
        let others = told.receipts.iter().filter(|receipt| match receipt.origin {
            Origin::Member { account, .. } => Some(account) != reader,
            Origin::Newcomer { .. } => reader.is_none(),
            _ => true,
        });
        ids.extend(others.map(|receipt| receipt.id));
    }
    assert!(ids.len() > 8, "a community has lived here");
    ids
}

pub(crate) async fn scan(world: &World, (reader, session): (Option<AccountId>, Option<&str>)) {
    let mut ids = texts(world);
    ids.extend(acts(world, reader));
    for path in addresses(world) {
        let answer = ask(world, &path, session).await;
        assert_silent(&path, &answer.text, &ids);
        assert_silent(&path, &format!("{:?}", answer.headers), &ids);
        if path.contains("dao=1") && !path.contains("memberships") {
            assert_ne!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        }
    }
    for (table, key, open) in rows(world, reader) {
        let path = format!("/v1/proof?table={table}&key={}", hex(&key));
        let answer = ask(world, &path, session).await;
        assert_silent(&path, &answer.text, &ids);
        assert_eq!(answer.status == StatusCode::OK, open, "{path}: {}", answer.text);
        if !open {
            // A row that is not there is answered the same.
            let absent = vec![0xfe; key.len()];
            let absent = format!("/v1/proof?table={table}&key={}", hex(&absent));
            assert_eq!(answer.json["name"], "no-such-row", "{path}");
            assert_eq!(answer.text, ask(world, &absent, session).await.text, "{path}");
        }
    }
    for id in ids {
        for path in [format!("/v1/transactions/{id}"), format!("/v1/views/receipt?id={id}")] {
            let answer = ask(world, &path, session).await;
            assert_eq!(answer.json["name"], "no-such-transaction", "{path}");
        }
    }
}

#[tokio::test]
async fn nothing_of_it_is_told_to_a_stranger() {
    let closed = found("members").await;
    scan(&closed.world, (None, None)).await;
}

#[tokio::test]
async fn nothing_of_it_is_told_to_an_account_that_is_no_member() {
    let closed = found("members").await;
    let session = closed.outsider.session(&closed.world);
    scan(&closed.world, (closed.outsider.account, Some(&session))).await;
}

#[tokio::test]
async fn a_listed_one_tells_strangers_its_name_its_purpose_and_what_was_decided() {
    let closed = found("listed").await;
    let world = &closed.world;
    let session = closed.outsider.session(world);
    // Decisions name assets, so a symbol is as public as they are.
    let told =
        ["zzhidden", "Quietwater", "Guarding the spring", "Tidemark", "Foxglove", "Kingcup", "XQZ"];
    let hidden = SECRETS.into_iter().filter(|it| !told.contains(it));
    let hidden: Vec<_> = hidden.chain(["Foxglove it is not"]).collect();
    for session in [None, Some(session.as_str())] {
        for path in addresses(world) {
            let answer = ask(world, &path, session).await;
            for word in &hidden {
                assert!(!answer.text.contains(word), "{path} tells {word}: {}", answer.text);
            }
        }
        let dao = ask(world, "/v1/views/dao?dao=1", session).await.json;
        assert_eq!(dao["answer"]["name"]["text"], "Quietwater", "{dao}");
        let decided = ask(world, "/v1/views/proposal?proposal=1", session).await;
        assert!(decided.text.contains("Foxglove it is"), "{}", decided.text);
        for (table, key, open) in rows(world, None).into_iter().filter(|(_, _, open)| !open) {
            let path = format!("/v1/proof?table={table}&key={}", hex(&key));
            let own = closed.outsider.account.filter(|_| session.is_some());
            let own = table == 10 && own.is_some_and(|own| key == own.0.to_be_bytes());
            assert_eq!(ask(world, &path, session).await.status == StatusCode::OK, open || own);
        }
    }
}

#[tokio::test]
async fn the_feed_tells_a_stranger_only_that_something_happened() {
    let closed = found("members").await;
    let (world, ids) = (&closed.world, texts(&closed.world));
    let head = world.node.published().read().header.height;
    let mut told = Vec::new();
    for session in [None, Some(closed.outsider.session(world)), Some(closed.member.session(world))]
    {
        let mut request = Request::get("/v1/feed").header("last-event-id", "0");
        if let Some(session) = &session {
            request = request.header("authorization", session);
        }
        told.push(crate::feed::events(world, request.body(Body::empty()).unwrap(), head).await);
    }
    let [stranger, outsider, member] = &told[..] else { panic!("three feeds") };
    assert_silent("the feed", &stranger.join(" "), &ids);
    assert_silent("the outsider's feed", &outsider.join(" "), &ids);
    assert!(member.join(" ").contains("whisper"));
    let receipts = |blocks: &[String]| -> usize {
        let blocks = blocks.iter().map(|it| serde_json::from_str::<Json>(it).expect("JSON"));
        blocks.map(|it| it["receipts"].as_array().map_or(0, Vec::len)).sum()
    };
    assert_eq!(receipts(stranger), receipts(member));
}

#[tokio::test]
async fn refusals_and_typed_data_tell_a_stranger_no_more() {
    let mut closed = found("members").await;
    let ids = texts(&closed.world);
    for act in [
        json!({ "action": "leave", "dao": 1 }),
        json!({ "action": "object", "dao": 1, "account": 1 }),
        json!({ "action": "enroll", "dao": 1, "payees": [] }),
        json!({
            "action": "transfer", "to": { "account": { "account": 1 } },
            "amount": { "asset": 1, "units": "5" },
        }),
    ] {
        let answer = closed.outsider.tries(&closed.world, act).await;
        assert_silent("a refusal", &answer.text, &ids);
        assert_ne!(answer.json["status"], "done", "{}", answer.text);
    }
    let act = aluma_types::Act { number: 23, body: vec![1] };
    let payload = closed.world.payload(START.0, act);
    let bytes = hex(&aluma_types::codec::Canon::to_bytes(&payload));
    let typed = closed.world.post("/v1/typed-data", json!({ "payload": bytes }).to_string()).await;
    assert_silent("typed data", &typed.text, &ids);
}

#[tokio::test]
async fn its_members_find_everything() {
    let closed = found("members").await;
    let (world, session) = (&closed.world, closed.member.session(&closed.world));
    let dao = world.get_as("/v1/views/dao?dao=@zzhidden", &session).await;
    assert_eq!(dao.json["answer"]["name"]["text"], "Quietwater", "{}", dao.text);
    let charter = world.get_as("/v1/views/charter?dao=@zzhidden", &session).await;
    assert_eq!(charter.json["sections"][2]["title"], "Who joins", "{}", charter.text);
    let search = world.get_as("/v1/search?q=shouts%20whisper", &session).await;
    assert_eq!(search.json["results"], json!([]), "{}", search.text);
    let search = world.get_as("/v1/search?q=friends%20whisp", &session).await;
    assert_eq!(search.json["results"][0]["text"], "a whisper between friends");
    let events = world.get_as("/v1/events?dao=1", &session).await;
    assert!(events.text.contains("987654321987"), "{}", events.text);
    // Page by page it is the same.
    let mut paged = Vec::new();
    let mut after = "0".to_owned();
    loop {
        let path = format!("/v1/events?dao=1&limit=2&after={after}");
        let page = world.get_as(&path, &session).await.json;
        paged.extend(page["events"].as_array().expect("a list").clone());
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(Json::Array(paged), events.json["events"]);
    let open: Vec<_> = rows(world, None).into_iter().filter(|(_, _, open)| !open).collect();
    assert!(open.len() > 5, "there are rows to keep closed");
}
