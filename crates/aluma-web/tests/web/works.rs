//! Works: registered by two authors, used by somebody for a price that is divided.

use serde_json::json;

use crate::hall::{HOSTILE, Hall, assert_sound};
use crate::words::words;

#[tokio::test(flavor = "multi_thread")]
async fn a_work_is_agreed_to_offered_and_used_and_each_step_is_shown() {
    let mut hall = Hall::found("open").await;
    let (ana, ben) = (hall.ana.account.expect("an account").0, hall.ben.account.expect("one").0);
    for (lang, says) in
        [("en", "Nothing has been registered here yet."), ("he", "עוד לא נרשמה כאן יצירה.")]
    {
        let page = hall.page("/c/1/works", lang).await;
        assert_sound("/c/1/works", lang, &page);
        assert!(words(&page.text).contains(says), "{}", page.text);
    }
    hall.decide(json!([
        { "action": "transfer", "to": { "account": { "account": ben } },
          "amount": { "asset": 2, "units": "30000" } },
    ]))
    .await;
    let register = json!({ "action": "register-work", "dao": 1, "hash": "ab".repeat(32),
        "name": format!("Songs {HOSTILE}"), "document": format!("On paper {HOSTILE}"),
        "authors": [{ "account": ana, "parts": "2" }, { "account": ben, "parts": "1" }],
        "royalty": "10%", "answer": "7d" });
    hall.ana.does(&hall.stage, register).await;
    hall.stage.indexed();
    for lang in ["en", "he"] {
        let page = hall.page("/c/1/works/1", lang).await;
        assert_sound("/c/1/works/1", lang, &page);
        assert!(
            page.text.contains("/act/answer-work?dao=1&amp;work=1&amp;agrees=true"),
            "{}",
            page.text
        );
    }
    let agree = json!({ "action": "answer-work", "dao": 1, "work": 1, "agrees": true });
    hall.ben.does(&hall.stage, agree).await;
    let offer = json!({ "action": "offer-work", "dao": 1, "work": 1, "lasts": "7d",
        "what": { "uses": { "price": { "asset": 2, "units": "10000" } } } });
    hall.ana.does(&hall.stage, offer).await;
    let agree = json!({ "action": "answer-work", "dao": 1, "work": 1, "offer": 1, "agrees": true });
    hall.ben.does(&hall.stage, agree).await;
    let used = json!({ "action": "use-work", "dao": 1, "work": 1, "times": 2,
        "most": { "asset": 2, "units": "20000" } });
    hall.ben.does(&hall.stage, used).await;
    let sell = json!({ "action": "offer-work", "dao": 1, "work": 1, "lasts": "7d",
        "what": { "parts": { "sellers": [{ "owner": { "account": { "account": ana } }, "parts": "2" }],
            "price": { "asset": 2, "units": "5000" } } } });
    hall.ana.does(&hall.stage, sell).await;
    let buy = json!({ "action": "buy-work", "dao": 1, "work": 1, "offer": 2,
        "most": { "asset": 2, "units": "5000" } });
    hall.ben.does(&hall.stage, buy).await;
    hall.stage.indexed();
    for path in ["/c/1/works", "/c/1/works/1", "/c/1/history"] {
        for lang in ["en", "he"] {
            let page = hall.page(path, lang).await;
            assert_sound(path, lang, &page);
        }
    }
    let page = hall.page("/c/1/works/1", "en").await.text;
    for says in ["Uses paid for: 2", "Receipt 1", "nobody can be made to"] {
        assert!(words(&page).contains(says), "{says}: {page}");
    }
    // Two thirds of each use, and all parts with one owner now.
    for says in ["\u{2068}3\u{2069} of \u{2068}3\u{2069}", "100 TEC"] {
        assert!(page.contains(says), "{says}: {page}");
    }
}
