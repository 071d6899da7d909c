//! Reward rounds: what is said and scored, what everybody takes, and where each number comes from.

use aluma_types::Span;
use axum::http::StatusCode;
use serde_json::json;

use crate::hall::{HOSTILE, Hall, assert_sound};
use crate::words::words;

/// A hall with an open round of 100 TEC, of which 90 % go to the praised and 7 % to raters.
async fn with_round() -> Hall {
    let mut hall = Hall::found("open").await;
    let ana = hall.ana.account.expect("an account").0;
    hall.decide(json!([{
        "action": "open-round", "title": format!("Spring {HOSTILE}"),
        "budget": { "asset": 2, "units": "10000" },
        "policy": { "praise": { "terms": {
            "praised": "90%", "raters": "7%", "scale": [1, 3, 5, 8, 13], "duplicate": "10%",
            "mean": "exact", "recorded": false, "own_counts": false,
        } } },
        "steward": ana, "entries_for": "20d", "lasts": "30d",
    }]))
    .await;
    hall.stage.bring(&mut hall.ana, 1, &mut hall.outsider).await;
    hall.stage.indexed();
    hall
}

#[tokio::test(flavor = "multi_thread")]
async fn without_rounds_the_page_says_how_one_begins() {
    let hall = Hall::found("open").await;
    for (lang, says) in [("en", "There was no round yet."), ("he", "עוד לא היה סבב")] {
        let page = hall.page("/c/1/rounds", lang).await;
        assert_sound("/c/1/rounds", lang, &page);
        assert!(words(&page.text).contains(says), "{}", page.text);
        assert!(page.text.contains("propose?actions[0].action=open-round"), "{}", page.text);
    }
    let missing = hall.stage.get("/c/1/rounds/4", "en", Some(&hall.ana)).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_payout_says_where_it_comes_from() {
    let mut hall = with_round().await;
    let (ana, ben) = (hall.ana.account.expect("one").0, hall.ben.account.expect("one").0);
    let path = "/c/1/rounds/1";
    let open = hall.page(path, "en").await.text;
    assert!(open.contains("/act/praise-in-round?dao=1&amp;round=1"), "{open}");
    assert!(words(&open).contains("Parts are worked out when it closes."), "{open}");
    let form = format!("dao=1&round=1&to={ben}&words=For+the+roof.");
    let prepared = hall.stage.prepare("praise-in-round", &form, &hall.ana).await;
    assert_eq!(hall.ana.signs(&hall.stage, &prepared.json()).await["status"], "done");
    let praise = json!({ "action": "praise-in-round", "dao": 1, "round": 1, "to": ana,
        "words": format!("For the soup {HOSTILE}") });
    hall.ben.does(&hall.stage, praise).await;
    let dan = hall.outsider.account.expect("one").0;
    let raters = json!([{ "entry": 1, "raters": [dan] }, { "entry": 2, "raters": [dan] }]);
    let assign = json!({ "action": "assign-raters", "dao": 1, "round": 1, "entries": raters });
    hall.ana.does(&hall.stage, assign).await;
    let scores = json!([{ "entry": 1, "score": 13, "dismissed": false },
        { "entry": 2, "score": 5, "dismissed": false }]);
    let rate = json!({ "action": "rate-praise", "dao": 1, "round": 1, "scores": scores });
    hall.outsider.does(&hall.stage, rate).await;
    for lang in ["en", "he"] {
        assert_sound(path, lang, &hall.page(path, lang).await);
    }
    hall.stage.pass(Span::days(31));
    hall.stage.indexed();
    for path in [path, "/c/1/rounds"] {
        for lang in ["en", "he"] {
            assert_sound(path, lang, &hall.page(path, lang).await);
        }
    }
    let page = hall.page(path, "en").await.text;
    // Of 90.00 TEC, 13 of 18 parts are 65.00 and 5 are 25.00; the only rater has all of 7.00.
    for sum in ["65 TEC", "25 TEC", "90 TEC", "7 TEC", "97 TEC"] {
        assert!(page.contains(sum), "{sum}: {page}");
    }
    assert!(page.contains(">13.00<") && page.contains(">18.00<"), "{page}");
    assert!(words(&page).contains("their scores, of all scores, times what went to the praised"));
    assert!(page.contains("For the soup") && page.contains("For the roof."), "{page}");
}
