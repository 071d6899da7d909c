//! A community's capital: what is for sale, what leaving would bring with each subtraction, and a portfolio.

use aluma_core::invest::rules::seals::seal;
use aluma_core::invest::types::BidStep;
use aluma_types::{AccountId, DaoId, Hash32, Span};
use serde_json::json;

use crate::hall::{HOSTILE, Hall, assert_sound};
use crate::words::words;

/// A hall that sells its share at a price and by a goal, and promises that holders may leave.
async fn selling() -> Hall {
    selling_under(&[]).await
}

/// The same, with more in its charter.
async fn selling_under(rules: &[(&str, &str)]) -> Hall {
    let promise = [("exit.promise", "permanent"), ("exit.asset", "1")];
    let rules = promise.iter().chain(rules);
    let rules: Vec<_> = rules.map(|(key, value)| json!({ "key": key, "value": value })).collect();
    let mut hall = Hall::found("open").await;
    let ben = hall.ben.account.expect("an account").0;
    let price = json!({ "pay": "10000", "per": "1" });
    hall.decide(json!([
        { "action": "amend", "changes": rules },
        { "action": "transfer", "to": { "account": { "account": ben } },
          "amount": { "asset": 2, "units": "30000" } },
        { "action": "open-sale", "share": 1, "units": "3", "pay": 2, "lasts": "80d",
          "kind": { "hatch": { "price": price, "goal": "2" } }, "terms": format!("A well {HOSTILE}") },
        { "action": "open-sale", "share": 1, "units": "3", "pay": 2, "lasts": "80d",
          "kind": { "fixed": { "price": price } }, "terms": "An oven" },
    ]))
    .await;
    hall.stage.indexed();
    hall
}

#[tokio::test(flavor = "multi_thread")]
async fn without_shares_for_sale_the_page_says_so() {
    let hall = Hall::found("open").await;
    for (lang, says) in [("en", "Nothing was ever for sale here."), ("he", "שום דבר לא הוצע")]
    {
        let page = hall.page("/c/1/capital", lang).await;
        assert_sound("/c/1/capital", lang, &page);
        assert!(words(&page.text).contains(says), "{}", page.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_bought_and_what_leaving_brings_is_shown_with_each_step() {
    let mut hall = selling().await;
    for sale in [1, 2] {
        let buy = json!({ "action": "buy-shares", "dao": 1, "sale": sale, "units": "1",
            "most": { "asset": 2, "units": "10000" } });
        hall.ben.does(&hall.stage, buy).await;
    }
    hall.stage.indexed();
    for path in ["/c/1/capital", "/c/1/capital/1", "/c/1/capital/2", "/portfolio"] {
        for lang in ["en", "he"] {
            let page = hall.stage.get(path, lang, Some(&hall.ben)).await;
            assert_sound(path, lang, &page);
        }
    }
    let sale = hall.page("/c/1/capital/1", "en").await.text;
    assert!(words(&sale).contains("You may lose all that you pay."), "{sale}");
    assert!(sale.contains("data-act=\"buy-shares\"") && sale.contains("value=\"1\""), "{sale}");
    assert!(sale.contains("In trust: <bdi class=\"sum\" dir=\"ltr\">100 TEC</bdi>"), "{sale}");
    let capital = hall.page("/c/1/capital", "en").await.text;
    for says in ["Units that share", "Reserved, promised or owed", "Leave with my part"] {
        assert!(words(&capital).contains(says), "{says}: {capital}");
    }
    let portfolio = hall.stage.get("/portfolio", "en", Some(&hall.ben)).await.text;
    for says in ["Leaving now would bring", "Bids and orders that wait"] {
        assert!(words(&portfolio).contains(says), "{says}: {portfolio}");
    }
    let leave = json!({ "action": "leave-with-part", "dao": 1,
        "shares": { "asset": 1, "units": "5" }, "membership": false });
    hall.ana.does(&hall.stage, leave).await;
    hall.stage.indexed();
    for lang in ["en", "he"] {
        let page = hall.page("/c/1/capital", lang).await;
        assert_sound("/c/1/capital", lang, &page);
        assert!(page.text.contains("/act/withdraw-leaving?dao=1&amp;exit=1"), "{}", page.text);
    }
}

/// Where parts are limited: what one paid in and one's part of the income since, or one's part of what is
/// free, whichever is less; and that the charter says how many must remain.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_under_a_limit_is_shown_what_bounds_them_and_why() {
    let rules = [("exit.limit", "paid-in"), ("exit.retention", "80%")];
    let mut hall = selling_under(&rules).await;
    let buy = json!({ "action": "buy-shares", "dao": 1, "sale": 2, "units": "1",
        "most": { "asset": 2, "units": "10000" } });
    hall.ben.does(&hall.stage, buy).await;
    // Of 91 TEC one comes to each unit: 90 are Ana's, one is Ben's.
    let income = json!({
        "action": "record-income", "dao": 1, "kind": "sale", "purpose": "Bread",
        "received": { "paid": { "amount": { "asset": 2, "units": "9100" }, "pot": 0 } },
    });
    hall.ben.does(&hall.stage, income).await;
    hall.stage.indexed();
    let sum = |units: u32| format!("<bdi class=\"sum\" dir=\"ltr\">{units} TEC</bdi>");
    let most = |paid: u32, came: u32, taken: u32| {
        let (paid, came, taken) = (sum(paid), sum(came), sum(taken));
        format!("you paid in {paid} + your part of the income since {came} − taken before {taken}")
    };
    let brings = |units: u32| format!("<strong>{}</strong>", sum(units));
    let (by_limit, by_part) = ("are less than your part of what is free", "is no more than that");
    for (who, is, bound, why) in [
        (&hall.ben, most(100, 1, 0), None, by_part),
        (&hall.ana, most(0, 90, 0), Some(brings(90)), by_limit),
    ] {
        let page = hall.stage.get("/c/1/capital", "en", Some(who)).await;
        assert_sound("/c/1/capital", "en", &page);
        let text = &page.text;
        assert!(text.contains(&is) && words(text).contains(why), "{is}, {why}: {text}");
        assert!(bound.is_none_or(|brings| text.contains(&brings)), "{text}");
        let he = hall.stage.get("/c/1/capital", "he", Some(who)).await;
        assert_sound("/c/1/capital", "he", &he);
    }
    let charter = words(&hall.page("/c/1/charter", "en").await.text);
    assert!(charter.contains("80%") && charter.contains("of the units still share"), "{charter}");
    assert!(charter.contains("nobody leaves with more than they paid in"), "{charter}");
    // Who has taken all that one may take is shown that leaving brings no more of it.
    let leave = json!({ "action": "leave-with-part", "dao": 1,
        "shares": { "asset": 1, "units": "5" }, "membership": false });
    hall.ana.does(&hall.stage, leave).await;
    hall.stage.pass(Span::days(8));
    hall.stage.indexed();
    let text = hall.page("/c/1/capital", "en").await.text;
    assert!(text.contains(&most(0, 90, 90)) && text.contains(&brings(0)), "{text}");
}

/// The same numbers stand in `signer/tests/seal.test.mjs`.
const SEAL_IN_STEPS: &str = "911b4af47acd9fb2dd464736b5597f1049389e41db9fa05baeadf8887a6ce018";

#[test]
fn the_browser_and_the_ledger_seal_a_bid_alike() {
    // The same numbers stand in `signer/tests/seal.test.mjs`.
    let salt = u128::from_be_bytes([1; 16]);
    let of = (&Hash32([7; 32]), DaoId(1), 2);
    let one = BidStep { units: 1_000, price: (1 << 100) + 7 };
    let made = seal(of, (AccountId(3), &[one], salt));
    assert_eq!(
        made.to_string().trim_start_matches("0x"),
        "64ea887433ea03b4727c07b9cd85121da65479acf175fe51dbb44a099a22ef6d"
    );
    let two = [one, BidStep { units: 5, price: 6 }];
    let made = seal(of, (AccountId(3), &two, salt));
    assert_eq!(made.to_string().trim_start_matches("0x"), SEAL_IN_STEPS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bid_is_sealed_by_the_browser_and_opened_by_it() {
    let mut hall = selling().await;
    let floor = json!({ "pay": "10000", "per": "1" });
    let kind = json!({ "auction": { "floor": floor, "threshold": "0", "reveal": "30d" } });
    let sale = json!({ "action": "open-sale", "share": 1, "units": "3", "pay": 2, "lasts": "60d",
        "kind": kind, "terms": "A batch" });
    hall.decide(json!([sale])).await;
    hall.stage.indexed();
    let path = "/c/1/capital/3";
    for lang in ["en", "he"] {
        let page = hall.stage.get(path, lang, Some(&hall.ben)).await;
        assert_sound(path, lang, &page);
        assert!(page.text.contains("data-act=\"seal-bid\""), "{}", page.text);
        // What it costs not to open it stands there before anything is sealed.
        assert!(words(&page.text).contains("5%"), "{}", page.text);
        assert!(!page.text.contains("name=\"seal\"") && page.text.contains("name=\"_units\""));
        // Eight steps, and none of what is sealed has a name that a browser sends.
        assert_eq!(page.text.matches("name=\"_price").count(), 8, "{}", page.text);
    }
    let who = hall.ben.account.expect("an account");
    let network = hall.stage.node.network();
    // One at 120 TEC, and another if they cost no more than 110.
    let steps = [12_000, 11_000].map(|price| BidStep { units: 1, price });
    let sealed = seal((&network, DaoId(1), 3), (who, &steps, 7));
    let form = format!("dao=1&sale=3&seal={sealed}&deposit.number=220&deposit.asset=2");
    let prepared = hall.stage.prepare("seal-bid", &form, &hall.ben).await;
    let done = hall.ben.signs(&hall.stage, &prepared.json()).await;
    assert_eq!(done["status"], "done", "{done}");
    hall.stage.indexed();
    let page = hall.stage.get(path, "en", Some(&hall.ben)).await;
    assert_sound(path, "en", &page);
    assert!(page.text.contains("data-bid-words") && !page.text.contains("data-act=\"seal-bid\""));
    // Whoever has no bid may still make one.
    let other = hall.stage.get(path, "en", Some(&hall.ana)).await.text;
    assert!(
        other.contains("data-act=\"seal-bid\"") && !other.contains("data-bid-words"),
        "{other}"
    );
    hall.stage.pass(Span::days(60));
    hall.stage.indexed();
    let other = hall.stage.get(path, "en", Some(&hall.ana)).await.text;
    assert!(words(&other).contains("You have no bid in this auction."), "{other}");
    for lang in ["en", "he"] {
        let page = hall.stage.get(path, lang, Some(&hall.ben)).await;
        assert_sound(path, lang, &page);
        assert!(
            page.text.contains("data-act=\"open-bid\"") && page.text.contains("name=\"_code\"")
        );
    }
    let steps = "steps[0].units=1&steps[0].price=12000&steps[1].units=1&steps[1].price=11000";
    let form = format!("dao=1&sale=3&{steps}&salt=7");
    let prepared = hall.stage.prepare("open-bid", &form, &hall.ben).await;
    let done = hall.ben.signs(&hall.stage, &prepared.json()).await;
    assert_eq!(done["status"], "done", "{done}");
    hall.stage.indexed();
    let page = hall.stage.get(path, "en", Some(&hall.ben)).await;
    assert!(words(&page.text).contains("Your bid is open."), "{}", page.text);
    for sum in ["120 TEC", "110 TEC"] {
        assert!(page.text.contains(&format!("dir=\"ltr\">{sum}</bdi>")), "{sum}: {}", page.text);
    }
    hall.stage.pass(Span::days(30));
    hall.stage.indexed();
    let page = hall.stage.get(path, "en", Some(&hall.ben)).await;
    assert_sound(path, "en", &page);
    // Alone, one pays the least price, and the rest of the deposit comes back.
    for (what, sum) in [("paid:", "200 TEC"), ("paid back:", "20 TEC")] {
        let told = format!("{what} <bdi class=\"sum\" dir=\"ltr\">{sum}</bdi>");
        assert!(page.text.contains(&told), "{told}: {}", page.text);
    }
    assert!(!words(&page.text).contains("Your bid"), "{}", page.text);
}
