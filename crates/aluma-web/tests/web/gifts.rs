//! Gifts for a purpose, grants and funds: what was given, what is paid and returned, and each number's why.

use aluma_types::Span;
use axum::http::StatusCode;
use serde_json::json;

use crate::hall::{HOSTILE, Hall, assert_sound};
use crate::words::words;

/// A hall with a gift pot for Ben's roof: 100.00 TEC are the goal, of two milestones.
async fn with_pot() -> Hall {
    let mut hall = Hall::found("open").await;
    let (ana, ben) = (hall.ana.account.expect("one").0, hall.ben.account.expect("one").0);
    let pay = json!({
        "action": "transfer", "to": { "account": { "account": ana } },
        "amount": { "asset": 2, "units": "20000" },
    });
    hall.decide(json!([pay])).await;
    let pot = json!({
        "action": "open-gift-pot", "purpose": format!("A roof {HOSTILE}"), "payee": ben, "asset": 2,
        "goal": "10000", "gathers": "60d", "judge": { "members": {} }, "positive": false,
        "milestones": [
            { "what": format!("Beams {HOSTILE}"), "weight": 1, "within": "10d" },
            { "what": "Tiles", "weight": 2, "within": "20d" },
        ],
    });
    let fund = json!({
        "action": "open-fund", "title": format!("Spring {HOSTILE}"), "lasts": "60d",
        "matching": { "asset": 2, "units": "10000" },
        "terms": { "least": "1", "cap": null, "clustered": true, "everybody": false },
    });
    hall.decide(json!([pot, fund])).await;
    hall.stage.indexed();
    hall
}

#[tokio::test(flavor = "multi_thread")]
async fn without_gifts_the_page_says_how_one_begins() {
    let hall = Hall::found("open").await;
    for (lang, says) in [("en", "Nobody asks for gifts here yet."), ("he", "עוד לא נפתחה כאן")]
    {
        let page = hall.page("/c/1/gifts", lang).await;
        assert_sound("/c/1/gifts", lang, &page);
        assert!(words(&page.text).contains(says), "{}", page.text);
        for act in ["open-gift-pot", "offer-grant", "open-fund"] {
            assert!(page.text.contains(&format!("actions[0].action={act}")), "{}", page.text);
        }
    }
    for path in ["/c/1/gifts/4", "/c/1/gifts/4/receipt", "/c/1/funds/4"] {
        let missing = hall.stage.get(path, "en", Some(&hall.ana)).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gift_is_given_and_returns_and_its_receipt_says_so() {
    let mut hall = with_pot().await;
    let path = "/c/1/gifts/1";
    let open = hall.page(path, "en").await.text;
    assert!(open.contains("/act/give-for-purpose?dao=1&amp;undertaking=1"), "{open}");
    let amount = json!({ "asset": 2, "units": "12000" });
    let give =
        json!({ "action": "give-for-purpose", "dao": 1, "undertaking": 1, "amount": amount });
    hall.ana.does(&hall.stage, give).await;
    let enter = json!({ "action": "enter-project", "dao": 1, "fund": 1, "words": "A well" });
    hall.ben.does(&hall.stage, enter).await;
    let amount = json!({ "asset": 2, "units": "400" });
    let fund =
        json!({ "action": "fund-project", "dao": 1, "fund": 1, "project": 1, "amount": amount });
    hall.ana.does(&hall.stage, fund).await;
    let pages = ["/c/1/gifts", path, "/c/1/gifts/1/receipt", "/c/1/funds/1"];
    for path in pages {
        for lang in ["en", "he"] {
            assert_sound(path, lang, &hall.page(path, lang).await);
        }
    }
    // 120.00 TEC by 1 : 2.
    let page = hall.page(path, "en").await.text;
    for sum in ["40 TEC", "80 TEC", "120 TEC", "100 TEC"] {
        assert!(page.contains(sum), "{sum}: {page}");
    }
    let fund = hall.page("/c/1/funds/1", "en").await.text;
    // The root of 400 base units.
    assert!(fund.contains("20.000000"), "{fund}");
    // Nobody hands in: all of it returns.
    hall.stage.pass(Span::days(61));
    hall.stage.pass(Span::days(11));
    hall.stage.indexed();
    for path in pages {
        for lang in ["en", "he"] {
            assert_sound(path, lang, &hall.page(path, lang).await);
        }
    }
    let receipt = hall.page("/c/1/gifts/1/receipt", "en").await.text;
    assert!(receipt.contains("Returned") && receipt.contains("120 TEC"), "{receipt}");
    let mine = words(&hall.page("/c/1/gifts", "en").await.text);
    assert!(mine.contains("What you gave"), "{mine}");
}
