//! `bid`: somebody seals a bid in an auction of shares and opens it, by one command twice.

use serde_json::{Value as Json, json};

use crate::support::{Place, Running};

/// A shop of one that sells up to 100 shares by auction, at 2 EUR or more each.
fn shop(place: &Place) -> (String, String) {
    let holder = |who: &str, units: &str| json!({ "to": who, "units": units });
    let invite = ["do", "invite", "--uses", "2", "--valid-for", "7d"];
    let code = place.json(&invite)["secret"].as_str().expect("a code").to_owned();
    let mut keys = Vec::new();
    for name in ["ann", "bob"] {
        let file = place.data().join(format!("{name}.key"));
        let file = file.to_str().expect("a path").to_owned();
        place.ok(&["key", "new", name, "--key-file", &file]);
        let join = ["do", "join", "--handle", name, "--secret", &code];
        place.ok(&[&join[..], &["--key-file", &file]].concat());
        keys.push(file);
    }
    let money = json!({ "symbol": "EUR", "decimals": 2, "kind": "token", "supply": "0",
        "holders": [holder("@ann", "100000"), holder("@bob", "100000")] });
    let share = json!({ "symbol": "SH", "decimals": 1, "kind": "economic-share", "supply": "0",
        "holders": [] });
    let found = ["do", "found", "--handle", "shop", "--name", "Shop", "--purpose", "To try"];
    let ways = ["--joining", "invitation", "--manner", "small-circle"];
    let (money, share) = (money.to_string(), share.to_string());
    let assets = ["--assets", &money, "--assets", &share, "--key-file", &keys[0]];
    place.ok(&[&found[..], &ways, &assets].concat());
    let sale = |kind: Json| {
        json!({ "action": "open-sale", "share": "SH", "units": "1000", "pay": "EUR", "lasts": "20d",
            "terms": "For an oven", "kind": kind })
    };
    let floor = json!({ "pay": "200", "per": "10" });
    let acts = json!([
        sale(json!({ "auction": { "floor": floor, "threshold": "0", "reveal": "20d" } })),
        sale(json!({ "fixed": { "price": floor } })),
    ]);
    let propose = ["do", "propose", "--dao", "shop", "--title", "Sell", "--key-file", &keys[0]];
    place.ok(&[&propose[..], &["--actions", &acts.to_string()]].concat());
    let vote = ["do", "vote", "--proposal", "1", "--choice", "for", "--last"];
    place.ok(&[&vote[..], &["--key-file", &keys[0]]].concat());
    place.ok(&["advance", "15d"]);
    (keys.remove(0), keys.remove(0))
}

#[test]
fn two_bid_and_pay_one_price() {
    let place = Place::new();
    let _running = Running::on(&place, &["--clock", "manual"]);
    let (ann, bob) = shop(&place);
    let bid = |key: &str, sale: &str, shares: &str, price: &str, more: &[&str]| {
        let of = ["bid", "--dao", "shop", "--sale", sale, "--shares", shares, "--price", price];
        place.run(&[&of[..], more, &["--key-file", key]].concat())
    };
    // What is wrong is said before anything is signed.
    for (sale, shares, price, more, says) in [
        ("1", "none", "3", &[][..], "--shares none: a number of SH"),
        ("1", "0", "3", &[], "--shares 0"),
        ("1", "0.25", "3", &[], "at most 1 digits"),
        ("1", "1", "3.005", &[], "--price 3.005: a number of EUR"),
        ("1", "10", "3", &["--deposit", "29"], "this bid needs 30 EUR"),
        ("1", "10", "3", &["--code", "1234"], "not the code of a bid"),
        ("2", "10", "3", &[], "no auction"),
    ] {
        let told = bid(&ann, sale, shares, price, more);
        assert_eq!(told.code, 2, "{}", told.err);
        assert!(told.err.contains(says) && told.err.contains("hint: "), "{says}: {}", told.err);
    }
    assert_eq!(bid(&ann, "7", "1", "3", &[]).code, 1);
    for (steps, says) in [
        (&["--step", "10"][..], "--step 10: not SHARES@PRICE"),
        (&["--step", "10@3", "--step", "5@3"], "two steps are at one price"),
        (&["--step", "10@x"], "--step x: a number of EUR"),
    ] {
        let of = ["bid", "--dao", "shop", "--sale", "1", "--key-file", &ann];
        let told = place.run(&[&of[..], steps].concat());
        assert_eq!(told.code, 2, "{}", told.err);
        assert!(told.err.contains(says) && told.err.contains("hint: "), "{says}: {}", told.err);
    }
    // Before it is sealed: that all may be lost, and what not to open it costs.
    let sealed = bid(&ann, "1", "60.5", "3", &[]);
    assert_eq!(sealed.code, 0, "{}", sealed.err);
    for says in
        ["you may lose all of it", "181.5 EUR waits in trust", "5% of what waits", "for 1 SH"]
    {
        assert!(sealed.err.contains(says), "{says}: {}", sealed.err);
    }
    let code = sealed.err.split("code ").nth(1).expect("a code").trim().to_owned();
    // More at a lower price, in whichever order it is said: 70 at 2 are 140, more than 50 at 2.50.
    let in_steps = |more: &[&str]| {
        let of = ["bid", "--dao", "shop", "--sale", "1", "--key-file", &bob];
        place.run(&[&of[..], &["--step", "20@2", "--step", "50@2.5"], more].concat())
    };
    let little = in_steps(&["--deposit", "139"]);
    assert!(little.code == 2 && little.err.contains("this bid needs 140 EUR"), "{}", little.err);
    assert_eq!(in_steps(&["--deposit", "400"]).code, 0);
    let twice = bid(&bob, "1", "50", "2.5", &[]);
    assert_eq!(twice.code, 1);
    assert!(twice.err.contains("each bids once"), "{}", twice.err);
    place.ok(&["advance", "20d"]);
    // Other figures are not what was sealed; with the code any key of hers may open it.
    assert_eq!(bid(&ann, "1", "60", "3", &[]).code, 1);
    let opened = bid(&ann, "1", "60.5", "3", &["--code", &code]);
    assert_eq!(opened.code, 0, "{}", opened.err);
    assert_eq!(bid(&bob, "1", "50", "2.5", &[]).code, 1);
    assert_eq!(in_steps(&[]).code, 0);
    place.ok(&["advance", "20d"]);
    let show = ["show", "sale", "--dao", "shop", "--sale", "1", "--key-file", &ann];
    let answer = &place.json(&show)["answer"];
    let outcomes: Vec<_> = answer["bids"].as_array().expect("bids").iter().collect();
    let of = |at: usize, name: &str| outcomes[at]["bid"]["outcome"][name].clone();
    // 60.5 and 39.5 at 2.50 EUR each.
    assert_eq!(
        (of(0, "units"), of(0, "paid"), of(0, "back")),
        (json!("605"), json!("15125"), json!("3025"))
    );
    assert_eq!(
        (of(1, "units"), of(1, "paid"), of(1, "back")),
        (json!("395"), json!("9875"), json!("30125"))
    );
    let late = bid(&ann, "1", "60.5", "3", &[]);
    assert_eq!(late.code, 2);
    assert!(late.err.contains("takes no bids"), "{}", late.err);
}
