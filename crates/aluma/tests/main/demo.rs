//! The demo: made at the start, alive now, and the only ledger in which a visitor can be somebody.

use std::time::{Duration, Instant};

use aluma_client::{Author, Client, Http, Request, Transport, Wish};
use aluma_core::registry::REGISTRY;
use aluma_types::{AccountId, Hash32, Scheme};
use aluma_verify::SigningKey;
use serde_json::{Value as Json, json};

use crate::support::{Place, Running};

fn read(url: &str, target: &str) -> (u16, String) {
    let headers = vec![("accept", "text/html".to_owned())];
    let request = Request { target: target.to_owned(), headers, body: None };
    let answer = Http::new(url).send(request).expect("an answer");
    (answer.status, String::from_utf8_lossy(&answer.body).into_owned())
}

fn asks(url: &str, target: &str, body: Option<&Json>) -> (u16, Json) {
    let request = Request {
        target: target.to_owned(),
        headers: vec![("accept", "application/json".to_owned())],
        body: body.map(|body| body.to_string().into_bytes()),
    };
    let answer = Http::new(url).send(request).expect("an answer");
    (answer.status, serde_json::from_slice(&answer.body).unwrap_or(Json::Null))
}

/// How many proposals of a community stand where.
fn standing(client: &Client, dao: u64) -> Vec<String> {
    let rows = client
        .rows("proposals", &json!({ "dao": dao, "open": false }), "proposals")
        .expect("proposals");
    rows.iter().map(|row| row["label"].as_str().unwrap_or_default().to_owned()).collect()
}

/// What is worked at, judged and shared: a visitor finds each of it, done and open.
fn work_is_alive(client: &Client, dao: u64) {
    let view = |name: &str, fields: Json| client.view(name, &fields).expect("an answer");
    for column in ["open", "underway", "over"] {
        let board = view("board", json!({ "dao": dao, "column": column }));
        assert_ne!(board["tasks"].as_array().map_or(0, Vec::len), 0, "{column}: {board}");
    }
    let given = view("contributions", json!({ "dao": dao }));
    let given = given["rows"].as_array().expect("rows").clone();
    let judged = given.iter().filter(|row| row["status"].get("judged").is_some());
    assert!(judged.count() > 4, "{given:?}");
    assert!(given.iter().any(|row| row["status"] == "judging"), "{given:?}");
    let rounds = view("rounds", json!({ "dao": dao }));
    let rounds = rounds["rounds"].as_array().expect("rounds").clone();
    let stages: Vec<_> = rounds.iter().map(|row| row["stage"].to_string()).collect();
    assert!(stages.iter().any(|stage| stage.contains("open")), "{stages:?}");
    assert!(stages.iter().any(|stage| stage.contains("paid")), "{stages:?}");
}

/// A gift pot is half way, one returned, and a fund added to gifts.
fn gifts_are_alive(client: &Client, dao: u64) {
    let pots = client.view("gift-pots", &json!({ "dao": dao })).expect("an answer");
    let pots = pots["undertakings"].as_array().expect("rows").clone();
    let courses: Vec<_> = pots.iter().map(|row| row["course"].to_string()).collect();
    assert!(courses[0].contains("working") && pots[0]["tally"]["reached"] == 1, "{pots:?}");
    assert!(courses[1].contains("short") && pots[1]["tally"]["outcome"] != Json::Null, "{pots:?}");
    let fund = client.view("fund", &json!({ "dao": dao, "fund": 1 })).expect("an answer");
    assert!(fund["fund"]["over"] != Json::Null && fund["fund"]["matched"] != "0", "{fund}");
}

/// A course is taught, and one of the people has learned it and is asked again later.
fn learning_is_alive(client: &Client, dao: u64) {
    let view = |name: &str, fields: Json| client.view(name, &fields).expect("an answer");
    let courses = view("courses", json!({ "dao": dao }));
    assert_eq!(courses["courses"][0]["lessons"], 6, "{courses}");
    let of = json!({ "dao": dao, "account": "@איתן-רוזן" });
    let skill = view("masteries", of)["masteries"][0].clone();
    assert!(skill["level"] == "can-do" && skill["holds"] == true, "{skill}");
}

/// Somebody of the demo by handle, whom anybody can be.
fn become_somebody(url: &str, people: &[Json], handle: &str) -> Author {
    let person = people.iter().find(|person| person["handle"] == handle).expect("somebody");
    let (status, me) = asks(url, "/demo/become", Some(&json!({ "account": person["account"] })));
    assert_eq!(status, 200, "{me}");
    let secret = Hash32::from_hex(me["secret"].as_str().expect("a secret")).expect("digits").0;
    let key = SigningKey::from_secret(Scheme::Ed25519, secret).expect("a key");
    Author::of(key, AccountId(me["account"].as_u64().expect("a number")), 0)
}

/// Sales of each kind, settled and open; income, dividends and a leaver; and a visitor buys, bids and leaves.
fn capital_is_alive(client: &Client, url: &str, people: &[Json]) {
    let view = |name: &str, fields: Json| client.view(name, &fields).expect("an answer");
    let dao = view("dao", json!({ "dao": "@pier-sun" }))["dao"].as_u64().expect("its number");
    let sales = view("sales", json!({ "dao": dao }));
    let rows = sales["sales"].as_array().expect("rows").clone();
    let told: Vec<_> = rows.iter().map(|row| &row["what"]).collect();
    let of = |place: usize, kind: &str| told[place]["kind"].get(kind).is_some();
    assert!(of(0, "hatch") && of(1, "auction") && of(2, "fixed") && of(3, "auction"), "{sales}");
    for (place, sold, raised) in [(0, "140", "140000"), (1, "80", "112000")] {
        assert_eq!(told[place]["stage"]["over"]["ending"], "sold", "{sales}");
        assert!(told[place]["sold"] == sold && told[place]["raised"] == raised, "{sales}");
    }
    // Those at the price of 14 EUR share what is left; whoever did not open his bid paid for it.
    let settled = view("sale", json!({ "dao": dao, "sale": 2 }));
    let outcomes =
        settled["bids"].as_array().expect("bids").iter().map(|row| &row["bid"]["outcome"]);
    let mut units: Vec<_> = outcomes.clone().map(|of| of["units"].to_string()).collect();
    units.sort();
    assert_eq!(units, ["\"0\"", "\"0\"", "\"10\"", "\"19\"", "\"20\"", "\"31\""], "{settled}");
    assert!(outcomes.clone().any(|of| of["kept"] == "900"), "{settled}");
    assert!(told[2]["stage"] == "open" && told[3]["stage"] == "open", "{sales}");
    assert_eq!(told[3]["bids"], 2, "{sales}");
    let sharing = &sales["sharings"][0];
    assert!(sharing["what"]["paid"] == "63000" && sharing["owed"]["units"] == "21000", "{sales}");
    let table = view("cap-table", json!({ "dao": dao }));
    assert_eq!(table["classes"][0]["outstanding"], "730", "{table}");
    assert_eq!(table["classes"][0]["offered"], "180", "{table}");
    let story = |handle: &str| view("portfolio", json!({ "account": format!("@{handle}") }));
    assert!(story("carmen-vidal")["holdings"].as_array().is_some_and(Vec::is_empty));
    // Somebody with money and no share buys, bids, and leaves with what she bought.
    let lev = become_somebody(url, people, "lev-arditi");
    client.read_as(&lev).expect("reads");
    let act = |action: &'static str, fields: Json| {
        let answer = client.act(&lev, &Wish::new(action, fields)).expect("an answer");
        assert_eq!(answer.status, "done", "{action}: {}", answer.json);
    };
    act("buy-shares", json!({ "dao": dao, "sale": 3, "units": "10", "most": "160 EUR" }));
    let has = |of: &Json| of["holdings"][0]["at_hand"]["units"].clone();
    assert_eq!(has(&story("lev-arditi")), "10");
    act("leave-with-part", json!({ "dao": dao, "shares": "10 SUN", "membership": false }));
    let paid = || story("lev-arditi")["holdings"].as_array().is_some_and(Vec::is_empty);
    let begin = Instant::now();
    while !paid() && begin.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(paid(), "{}", story("lev-arditi"));
}

#[test]
fn four_communities_live_and_a_visitor_can_be_anybody() {
    let place = Place::new();
    let begin = Instant::now();
    let running = Running::demo(&place);
    println!("first answer after {:?}", begin.elapsed());
    let (status, people) = asks(&running.address, "/demo/people", None);
    let people = people.as_array().expect("people").clone();
    assert_eq!((status, people.len()), (200, 455));
    let page = read(&running.address, "/demo");
    assert_eq!(page.0, 200);
    let named = people.iter().filter(|person| person["part"] != "").count();
    assert!(named > 0);
    assert_eq!(page.1.matches("data-become=").count(), named, "those of whom something is told");
    let client = Client::new(Box::new(Http::new(&running.address)), &REGISTRY);
    for (handle, count) in [("low-tide-bakery", 5), ("גינת-האורן", 40), ("harbour-commons", 400)]
    {
        let person = people.iter().find(|person| person["community"] == handle).expect("somebody");
        let wish = json!({ "account": person["account"] });
        let (status, me) = asks(&running.address, "/demo/become", Some(&wish));
        assert_eq!(status, 200, "{me}");
        let secret = Hash32::from_hex(me["secret"].as_str().expect("a secret")).expect("digits").0;
        let key = SigningKey::from_secret(Scheme::Ed25519, secret).expect("a key");
        let account = AccountId(me["account"].as_u64().expect("a number"));
        let author = Author::of(key, account, 0);
        client.read_as(&author).expect("reads");
        let dao = client.view("dao", &json!({ "dao": format!("@{handle}") })).expect("a community");
        let number = dao["dao"].as_u64().expect("its number");
        let members =
            client.rows("members", &json!({ "dao": number }), "members").expect("members");
        assert_eq!(members.len(), count, "{handle}");
        let standing = standing(&client, number);
        for label in ["open", "queued", "enacted", "rejected"] {
            assert!(standing.iter().any(|found| found == label), "{handle}, {label}: {standing:?}");
        }
        work_is_alive(&client, number);
        if handle == "harbour-commons" {
            gifts_are_alive(&client, number);
        }
        if handle == "גינת-האורן" {
            learning_is_alive(&client, number);
        }
        // Time goes on from there, and what is open can be decided by whoever comes.
        let rows = client
            .rows("proposals", &json!({ "dao": number, "open": true }), "proposals")
            .expect("rows");
        let open = rows.iter().find(|row| row["label"] == "open").expect("an open one");
        let ballot = json!({ "proposal": open["proposal"], "choice": "for", "last": false });
        client.act(&author, &Wish::new("vote", ballot)).expect("a ballot");
    }
    capital_is_alive(&client, &running.address, &people);
    let (status, _) = asks(&running.address, "/demo/become", Some(&json!({ "account": 999_999 })));
    assert_eq!(status, 404);
    assert_eq!(running.stop(), Some(0));
    place.ok(&["verify"]);
    // Kept, it goes on; a plain start says what it is, too.
    let again = Running::on(&place, &[]);
    assert_eq!(asks(&again.address, "/demo/people", None).0, 200);
    assert_eq!(again.stop(), Some(0));
}

#[test]
fn elsewhere_nobody_can_be_anybody_and_a_ledger_does_not_become_a_demo() {
    let place = Place::new();
    let running = Running::on(&place, &[]);
    assert_eq!(asks(&running.address, "/demo/people", None).0, 404);
    assert_eq!(read(&running.address, "/demo").0, 404);
    let become_first = json!({ "account": 1 });
    let (status, told) = asks(&running.address, "/demo/become", Some(&become_first));
    assert!((400..500).contains(&status) && told.get("secret").is_none(), "{status}");
    assert_eq!(running.stop(), Some(0));
    let told = place.run(&["demo", "--listen", "127.0.0.1:0"]);
    assert_eq!(told.code, 1, "{}", told.err);
    assert!(told.err.contains("no demo") && told.err.contains("\nhint: "), "{}", told.err);
}
