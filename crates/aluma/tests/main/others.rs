//! Published cases of other systems about money, as a stranger tries them: through the command line. Each is
//! also a scenario of the core, where its source stands; here it is that each can be set up and read, and
//! that JSON may leave out what a command line does.

use serde_json::{Value as Json, json};

use crate::stage::Stage;

/// Proposes acts, has all vote for them, and waits until they are done.
fn decide(stage: &Stage, dao: &str, voters: &[&str], acts: &Json) {
    let acts = acts.to_string();
    let propose = ["do", "propose", "--dao", dao, "--title", "T", "--actions", &acts];
    let number = stage.place.json(&propose)["receipt"]["made"].to_string();
    for who in voters {
        // It is decided before the last have voted.
        if stage.label(&number) == "open" {
            stage.last(who, &number, "for");
        }
    }
    let told = stage.show(&["proposal", "--proposal", &number]);
    let at = told["answer"]["timeline"]["enact_at"].as_u64().expect("when it is done");
    until(stage, at + 1);
    let told = stage.show(&["proposal", "--proposal", &number]);
    assert_eq!(told["answer"]["label"], json!("enacted"), "{}", told["answer"]["failure"]);
}

fn now(stage: &Stage) -> u64 {
    stage.show(&["daos"])["as_of"]["time"].as_u64().expect("a time")
}

fn until(stage: &Stage, moment: u64) {
    stage.place.ok(&["advance", &format!("{}ms", moment - now(stage))]);
}

/// What somebody holds of a community's assets.
fn held(stage: &Stage, dao: &str, who: &str) -> Vec<String> {
    let told = stage.show(&["balances", "--dao", dao, "--account", who]);
    let holdings = told["answer"]["rows"][0]["holdings"].as_array().cloned().unwrap_or_default();
    holdings.iter().map(|row| row["amount"]["text"].as_str().unwrap_or("").to_owned()).collect()
}

fn texts(list: &Json, pointer: &str) -> Vec<String> {
    let rows = list.as_array().expect("a list");
    let text = |row: &Json| row.pointer(pointer).and_then(Json::as_str).unwrap_or("").to_owned();
    rows.iter().map(text).collect()
}

/// Both outflow limits lifted: the whole sum of a case leaves at once.
const FREE: &str =
    r#"[{"key":"velocity.week","value":"100%"},{"key":"velocity.month","value":"100%"}]"#;

fn with(mut object: Json, name: &str, value: Json) -> Json {
    object[name] = value;
    object
}

fn token(symbol: &str, decimals: u8, supply: &str) -> Json {
    json!({ "symbol": symbol, "decimals": decimals, "kind": "token", "supply": supply })
}

#[test]
fn what_comes_over_time() {
    let stage = Stage::new();
    stage.people(&["ann", "ben", "cat"]);
    let dai = token("DAI", 18, "40000000000000000000000").to_string();
    stage.found("payer", &["--assets", &dai, "--changes", FREE], &[]);
    let line = |units: &str, cliff: &str, lasts: &str| {
        let plan = json!({ "units": units, "unlock": "0", "cliff": cliff, "lasts": lasts });
        json!({ "linear": plan })
    };
    let pay = |to: &str, plan: Json| {
        let of = json!({ "action": "stream", "to": to, "asset": "DAI", "purpose": "Work" });
        with(of, "plan", plan)
    };
    let month = json!({ "salary": { "units": "10000000000000000000", "per": "730h" } });
    decide(
        &stage,
        "payer",
        &["operator"],
        &json!([
            pay("ann", line("10000000000000000000000", "2500s", "10000s")),
            pay("ben", line("100000000000000000000", "365d", "1460d")),
            pay("cat", month),
        ]),
    );
    let began = now(&stage);
    let streamed =
        || texts(&stage.show(&["streams", "--dao", "payer"])["answer"]["rows"], "/streamed");
    // Sablier: nothing before the cliff of 2,500 s, 2,600 at 2,600 s.
    until(&stage, began + 2_499_000);
    assert_eq!(streamed()[0], "0");
    until(&stage, began + 2_600_000);
    assert_eq!(streamed()[0], "2600000000000000000000");
    stage.ok("ann", &["draw", "--dao", "payer", "--number", "1"]);
    assert_eq!(held(&stage, "payer", "ann"), ["2600 DAI"]);
    // What the answer has a number for alone is told by its mark.
    let told = stage.text(&["streams", "--dao", "payer"]);
    assert!(told.contains("DAI (asset 1)") && told.contains("10000 DAI"), "{told}");
    // Superfluid: ten in a month of 730 hours, exactly.
    until(&stage, began + 730 * 3_600_000);
    assert_eq!(streamed()[1], "10000000000000000000");
    // OpenZeppelin: nothing at 14 of 60, a quarter at 15, floor(100e18 * 16 / 60) at 16.
    let sixtieth = 584 * 3_600_000;
    for (part, what) in [(14, "0"), (15, "25000000000000000000"), (16, "26666666666666666666")] {
        until(&stage, began + part * sixtieth);
        assert_eq!(streamed()[0], what, "{part}");
    }
    let told = stage.no("ben", &["draw", "--dao", "payer", "--number", "9"]);
    assert!(told.contains("Nothing is paid over time under the number 9"), "{told}");
}

#[test]
fn what_is_left_with_and_bid() {
    let stage = Stage::new();
    stage.people(&["ann", "ben", "cat"]);
    // Moloch: 173 of 174 units of 80 are 79, 20 of them are 9.
    let dai = token("DAI", 0, "80").to_string();
    let share = r#"{"symbol":"SH","decimals":0,"kind":"voting-share","supply":"0","holders":[
        {"to":"@ann","units":"173"},{"to":"@ben","units":"1"}]}"#;
    let promise = r#"[{"key":"exit.promise","value":"permanent"},{"key":"exit.asset","value":"SH"},
        {"key":"exit.notice","value":"0ms"}]"#;
    let guild = ["--assets", &dai, "--assets", share, "--changes", promise];
    stage.found("guild", &guild, &[]);
    let ann = stage.key("ann");
    let quote = ["show", "exit-quote", "--dao", "guild", "--key-file", &ann];
    // Whose it is need not be said, and both assets are called by their marks.
    assert_eq!(stage.place.json(&quote)["answer"]["parts"][0]["part"], json!("79"));
    let told = stage.place.ok(&quote).out;
    assert!(told.contains("With which share: SH") && told.contains("79 DAI"), "{told}");
    assert!(stage.place.ok(&["show", "portfolio", "--key-file", &ann]).out.contains("173 SH"));
    let nobody = stage.place.run(&["show", "portfolio", "--as", "nobody"]);
    assert_eq!(nobody.code, 2);
    assert!(nobody.err.contains("--account says whose"), "{}", nobody.err);
    stage.ok("ann", &["leave-with-part", "--dao", "guild", "--shares", "20 SH"]);
    stage.place.ok(&["advance", "1s"]);
    assert_eq!(held(&stage, "guild", "ann"), ["9 DAI", "153 SH"]);
    let told = stage.text(&["cap-table", "--dao", "guild"]);
    assert!(told.contains("153 SH") && !told.contains("units of asset"), "{told}");
    // EasyAuction: 0.4 at 1.25 and twice 0.5 at 1 for what there is of 1: the rest is shared.
    let eur = r#"{"symbol":"EUR","decimals":2,"kind":"token","supply":"0","holders":[
        {"to":"@ann","units":"100"},{"to":"@ben","units":"100"},{"to":"@cat","units":"100"}]}"#;
    let lot = json!({ "symbol": "LOT", "decimals": 2, "kind": "economic-share", "supply": "0" });
    stage.found("shop", &["--assets", eur, "--assets", &lot.to_string()], &[]);
    let auction =
        json!({ "floor": { "pay": "50", "per": "100" }, "threshold": "0", "reveal": "1h" });
    decide(
        &stage,
        "shop",
        &["operator"],
        &json!([{ "action": "open-sale", "share": "LOT", "units": "100", "pay": "EUR",
            "kind": { "auction": auction }, "lasts": "1h", "terms": "One." }]),
    );
    let bid = |who: &str, shares: &str, price: &str| {
        let key = stage.key(who);
        let of = ["bid", "--dao", "shop", "--sale", "1", "--shares", shares, "--price", price];
        stage.place.ok(&[&of[..], &["--key-file", &key]].concat());
    };
    for _ in 0..2 {
        bid("ann", "0.5", "1");
        bid("ben", "0.5", "1");
        bid("cat", "0.4", "1.25");
        stage.place.ok(&["advance", "1h"]);
        stage.place.ok(&["advance", "1s"]);
    }
    let told = stage.show(&["sale", "--dao", "shop", "--sale", "1"])["answer"].clone();
    let of = |name: &str| texts(&told["bids"], &format!("/bid/outcome/{name}"));
    assert_eq!((of("units"), of("back")), (vec_of(["30", "30", "40"]), vec_of(["20", "20", "10"])));
}

fn vec_of<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

#[test]
fn what_many_give_and_earn() {
    let stage = Stage::new();
    let people = ["ann", "ben", "cat", "dan", "eve", "fay", "gus"];
    stage.people(&people);
    let gifts: Vec<Json> =
        people.iter().map(|who| json!({ "to": format!("@{who}"), "units": "100000000" })).collect();
    let mut usdc = token("USDC", 6, "1000000000");
    usdc["holders"] = Json::Array(gifts);
    let lp = json!({ "symbol": "LP", "decimals": 0, "kind": "economic-share", "supply": "60" });
    let assets = ["--assets", &usdc.to_string(), "--assets", &lp.to_string(), "--changes", FREE];
    stage.found("circle", &assets, &people);
    let voters = [&["operator"][..], &people].concat();
    let judges = json!({ "action": "define-role", "role": 1, "name": "Voters" });
    let fund = json!({ "action": "open-fund", "title": "All", "matching": "100 USDC", "lasts": "7d",
        "terms": { "least": "1", "cap": "50%" } });
    let falling = json!({ "action": "open-programme", "title": "P", "purpose": "Q", "asset": "USDC",
        "lasts": "90d", "terms": { "kinds": ["ledger"], "need": 1,
            "verifiers": [{ "predicate": { "clauses": [{ "member": { "lasts": "0ms" } }] } }],
            "curve": { "falling": { "units": "10000", "fall": "2%", "recover": "5d" } },
            "caps": { "epoch": "1000000", "person": "20000", "person_epoch": "20000",
                "group": "1000000" },
            "epoch": "7d", "payout": "now", "window": "0ms", "audit": "0%" } });
    let lp = |to: &str, units: &str| {
        let to = json!({ "account": { "account": to } });
        json!({ "action": "transfer", "to": to, "amount": format!("{units} LP") })
    };
    let reward = |units: &str| {
        let amount = format!("{units} USDC");
        json!({ "action": "pay-dividend", "share": "LP", "amount": amount })
    };
    decide(
        &stage,
        "circle",
        &voters,
        &json!([
            fund, judges, falling,
            { "action": "fund-programme", "programme": 1, "amount": "26 USDC" },
            lp("ann", "10"), reward("0.004"), lp("ben", "20"), reward("0.004"),
            lp("cat", "30"), reward("0.002"),
        ]),
    );
    // MasterChef: 4,000, a third of 4,000 and a sixth of 2,000 are 5,666.
    let ann = stage.key("ann");
    let earned = ["show", "dividends", "--dao", "circle", "--key-file", &ann];
    assert_eq!(
        stage.place.json(&earned)["answer"]["rows"][0]["earned"]["text"],
        json!("0.005666 USDC")
    );
    // Claims that follow each other: each takes 2 % of the whole off the next.
    for who in ["ann", "ben", "cat"] {
        stage.ok(
            who,
            &["claim-reward", "--dao", "circle", "--programme", "1", "--evidence", "ledger"],
        );
    }
    let told = stage.show(&["reward-claims", "--dao", "circle", "--programme", "1"]);
    assert_eq!(texts(&told["answer"]["claims"], "/units"), ["10000", "9800", "9600"]);
    // Gitcoin: 7, 8 and 14 are the sums of roots, and half of the pot the most.
    for (who, project) in [("operator", "one"), ("fay", "two"), ("gus", "three")] {
        stage.ok(who, &["enter-project", "--dao", "circle", "--fund", "1", "--words", project]);
    }
    let rows = [
        ("1", &[("ann", 1), ("ben", 4), ("cat", 1), ("dan", 9)][..]),
        (
            "2",
            &[
                ("ann", 1),
                ("ben", 1),
                ("cat", 1),
                ("dan", 1),
                ("eve", 1),
                ("gus", 1),
                ("operator", 4),
            ],
        ),
        (
            "3",
            &[
                ("ann", 1),
                ("ben", 9),
                ("cat", 1),
                ("dan", 9),
                ("eve", 1),
                ("fay", 9),
                ("operator", 4),
            ],
        ),
    ];
    decide(
        &stage,
        "circle",
        &voters,
        &json!([{ "action": "transfer", "to": { "account": { "account": 1 } }, "amount": "8 USDC" }]),
    );
    for (project, gifts) in rows {
        for (who, units) in gifts {
            let give = ["fund-project", "--dao", "circle", "--fund", "1", "--project", project];
            stage.ok(who, &[&give[..], &["--amount", &format!("{units} USDC")]].concat());
        }
    }
    stage.place.ok(&["advance", "7d"]);
    stage.place.ok(&["advance", "1s"]);
    let told = stage.show(&["fund", "--dao", "circle", "--fund", "1"])["answer"].clone();
    assert_eq!(texts(&told["projects"], "/of/matched"), ["19318182", "30681818", "50000000"]);
}
