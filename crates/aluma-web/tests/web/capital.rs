//! A community's capital: what is for sale, what leaving would bring with each subtraction, and a portfolio.

use serde_json::json;

use crate::hall::{HOSTILE, Hall, assert_sound};
use crate::words::words;

/// A hall that sells its share at a price and by a goal, and promises that holders may leave.
async fn selling() -> Hall {
    let mut hall = Hall::found("open").await;
    let ben = hall.ben.account.expect("an account").0;
    let price = json!({ "pay": "10000", "per": "1" });
    hall.decide(json!([
        { "action": "amend", "changes": [
            { "key": "exit.promise", "value": "permanent" }, { "key": "exit.asset", "value": "1" },
        ] },
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
    assert!(sale.contains("/act/buy-shares?dao=1&amp;sale=1"), "{sale}");
    assert!(words(&sale).contains("In trust: 100 TEC"), "{sale}");
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
