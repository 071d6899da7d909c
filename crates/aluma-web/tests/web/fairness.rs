//! The report of fairness, with figures that were worked out by hand.

use aluma_types::Span;
use axum::http::StatusCode;
use serde_json::json;

use crate::hall::{Hall, assert_sound};
use crate::words::words;

/// A task of ana's that ben hands in at once and is paid for by silence.
async fn paid(hall: &mut Hall) {
    let publish = json!({
        "action": "publish-task", "dao": 1, "title": "Fix the roof", "brief": "Green",
        "mode": { "claim": { "places": 1 } }, "reward": { "asset": 1, "units": "2" }, "fee": "1",
        "open_for": "7d", "estimate": "2d", "milestones": [], "skills": [], "needs": [], "sequential": false,
        "positive": false, "outside": false,
    });
    let task = hall.ana.does(&hall.stage, publish).await.expect("a task");
    let take = json!({ "action": "take-task", "dao": 1, "task": task, "group": [] });
    hall.ben.does(&hall.stage, take).await;
    let work = json!({ "action": "hand-in", "dao": 1, "job": 1, "work": "Done" });
    hall.ben.does(&hall.stage, work).await;
    for _ in 0..3 {
        hall.stage.pass(Span::days(8));
    }
    let (ana, ben) = (hall.ana.account.expect("one").0, hall.ben.account.expect("one").0);
    for (from, to, points) in [(0, ben, 6), (1, ana, 2)] {
        let praise =
            json!({ "action": "praise", "dao": 1, "to": to, "points": points, "words": "Well" });
        let who = if from == 0 { &mut hall.ana } else { &mut hall.ben };
        who.does(&hall.stage, praise).await;
    }
    hall.stage.indexed();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_what_the_files_say() {
    let mut hall = Hall::found("open").await;
    for lang in ["en", "he"] {
        let page = hall.page("/c/1/fairness", lang).await;
        assert_sound("/c/1/fairness", lang, &page);
    }
    let empty = words(&hall.page("/c/1/fairness", "en").await.text);
    assert!(empty.contains("There is nothing to measure yet."), "{empty}");
    paid(&mut hall).await;
    for lang in ["en", "he"] {
        assert_sound("/c/1/fairness", lang, &hall.page("/c/1/fairness", lang).await);
    }
    let json = hall.page("/c/1/fairness/report.json", "en").await.json();
    assert_eq!(json["members"], 2, "{json}");
    // Both praise each other, with 6 and 2.
    assert_eq!(json["reciprocal_praise"], "1.000", "{json}");
    // Of two members one was paid all: (n - 1) / n.
    let pay = &json["pay"][0];
    assert_eq!((&pay["asset"], &pay["people"]), (&json!(1), &json!(1)), "{json}");
    assert_eq!((&pay["gini"], &pay["top_ten"]), (&json!("0.500"), &json!("1.000")), "{json}");
    // Handed in at once, accepted after two waits of seven days, paid after three more.
    let days = json["days_to_pay"].as_u64().expect("days");
    assert!((17..=24).contains(&days), "{json}");
    let csv = hall.page("/c/1/fairness/report.csv", "en").await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    assert!(csv.text.contains("\ngini_pay,1,0.500\n"), "{}", csv.text);
    let svg = hall.page("/c/1/fairness/report.svg", "he").await;
    assert_eq!(svg.headers["content-type"], "image/svg+xml");
    assert!(svg.text.contains("<title>כמה הוגנת החלוקה כאן</title>"), "{}", svg.text);
    let page = hall.page("/c/1/fairness", "en").await.text;
    assert!(page.contains(">0.500<") && page.contains("aluma report fairness --dao 1"), "{page}");
    let rounds = hall.page("/c/1/rounds", "en").await.text;
    assert!(rounds.contains("href=\"/c/1/fairness\""), "{rounds}");
    let missing = hall.stage.get("/c/1/fairness/report.exe", "en", Some(&hall.ana)).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
