//! Papers of payments, what came in, and payouts as a table.

use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use crate::hall::{HOSTILE, Hall, assert_sound};
use crate::words::{latin, words};

/// A hall in which everything that pays somebody has happened: ana asked for money outside.
async fn paid(visibility: &str) -> Hall {
    let mut hall = Hall::found(visibility).await;
    hall.ana.does(&hall.stage, json!({ "action": "take-dividend", "share": 1, "asset": 2 })).await;
    hall.ben.does(&hall.stage, json!({ "action": "draw", "dao": 1, "number": 1 })).await;
    let ana = hall.ana.account.expect("an account").0;
    let owe = json!({
        "action": "acknowledge-funds", "amount": { "asset": 3, "units": "5000" },
        "to": { "account": { "account": ana } },
    });
    hall.ben.does(&hall.stage, owe).await;
    let ask = json!({
        "action": "ask-payout", "amount": { "asset": 3, "units": "1250" },
        "whither": format!("=1+1 {HOSTILE}"),
    });
    hall.ana.does(&hall.stage, ask).await;
    hall.stage.indexed();
    hall
}

/// What the API says came in for somebody, as a member reads it.
async fn income(hall: &Hall, account: u64) -> Json {
    let view = format!("/v1/views/income?account={account}");
    hall.stage.get(&view, "en", Some(&hall.ana)).await.json()["answer"].clone()
}

#[tokio::test]
async fn what_came_in_is_told_by_where_it_came_from_and_each_has_a_paper() {
    let hall = paid("open").await;
    let ben = hall.ben.account.expect("an account").0;
    let told = income(&hall, ben).await;
    let streams: Vec<_> =
        told["sums"].as_array().expect("sums").iter().map(|sum| sum["stream"].clone()).collect();
    assert_eq!(streams, ["over-time", "payments"], "{told}");
    for (lang, says) in [("en", "payments over time"), ("he", "תשלומים מתמשכים")] {
        let path = format!("/u/{ben}/income");
        let page = hall.page(&path, lang).await;
        assert_sound(&path, lang, &page);
        assert!(words(&page.text).contains(says), "{}", page.text);
        for row in told["rows"].as_array().expect("rows") {
            let path = format!("/payment/{}?to={ben}", row["fact"]);
            assert!(page.text.contains(&path), "no way to {path}");
            let paper = hall.page(&path, lang).await;
            assert_sound(&path, lang, &paper);
            let receipt = row["receipt"].as_str().expect("a receipt");
            assert!(paper.text.contains(&format!("/receipt/{receipt}/proof.json")), "{path}");
        }
    }
    // Of dividends, and on the pages that are about somebody.
    let ana = hall.ana.account.expect("an account").0;
    let told = income(&hall, ana).await;
    assert!(told["sums"].to_string().contains("dividends"), "{told}");
    for path in ["/mine".to_owned(), format!("/u/{ana}")] {
        let page = hall.page(&path, "en").await;
        assert!(page.text.contains(&format!("/u/{ana}/income")), "{path}: {}", page.text);
    }
}

#[tokio::test]
async fn a_paper_says_what_was_only_stated() {
    let mut hall = paid("open").await;
    let settle = json!({ "action": "settle-payout", "dao": 1, "number": 1, "reference": "R-77" });
    hall.ben.does(&hall.stage, settle).await;
    let answer = json!({ "action": "answer-payout", "dao": 1, "number": 1, "received": true });
    hall.ana.does(&hall.stage, answer).await;
    hall.stage.indexed();
    let events = hall.stage.get("/v1/events?dao=1&limit=1000", "en", Some(&hall.ana)).await.json();
    let events = events["events"].as_array().expect("events").clone();
    let fact = |name: &str| {
        let found = events.iter().find(|row| row["event"].get(name).is_some());
        found.expect("a fact")["cursor"].as_str().expect("a number").to_owned()
    };
    let outside = hall.page(&format!("/payment/{}", fact("payout-closed")), "en").await;
    for says in ["R-77", "12.5 EUR", "hold the reference against", "who holds the money outside"] {
        assert!(outside.text.contains(says), "no {says}: {}", outside.text);
    }
    let gift = format!("/payment/{}", fact("income-recorded"));
    for lang in ["en", "he"] {
        let page = hall.page(&gift, lang).await;
        assert_sound(&gift, lang, &page);
        if lang == "he" {
            assert_eq!(latin(&words(&page.text)), Vec::<String>::new());
        }
    }
    // What is no payment has no paper; nor has what never was.
    for path in [format!("/payment/{}", fact("pot-made")), "/payment/0".into(), "/payment/x".into()]
    {
        let answer = hall.stage.get(&path, "en", Some(&hall.ana)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_closed_community_shows_no_paper_and_no_income() {
    let hall = paid("members").await;
    let ben = hall.ben.account.expect("an account").0;
    let told = income(&hall, ben).await;
    let fact = told["rows"][0]["fact"].clone();
    for reader in [None, Some(&hall.outsider)] {
        for path in [format!("/payment/{fact}?to={ben}"), "/c/1/treasury/payouts.csv".into()] {
            let answer = hall.stage.get(&path, "en", reader).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let view = format!("/v1/views/income?account={ben}");
        let answer = hall.stage.get(&view, "en", reader).await.json()["answer"].clone();
        assert_eq!(answer["sums"], json!([]), "{answer}");
        assert_eq!(answer["rows"], json!([]), "{answer}");
    }
    // What is one's own one reads, and with the name of what it is.
    let own = hall.stage.get("/v1/views/income", "en", Some(&hall.ben)).await.json();
    assert_eq!(own["answer"]["rows"], told["rows"], "{own}");
}

#[tokio::test]
async fn payouts_are_a_table_without_formulas_and_lateness_is_red() {
    let hall = paid("open").await;
    let table = hall.page("/c/1/treasury/payouts.csv", "en").await;
    assert_eq!(table.headers["content-type"], "text/csv; charset=utf-8");
    let api = hall.page("/v1/export/payouts?dao=1", "en").await;
    assert_eq!(table.text, api.text);
    let row = table.text.lines().nth(1).expect("a payout");
    assert!(row.starts_with("1,ana,") && row.contains(",12.5,EUR,asked,no,"), "{row}");
    assert!(row.contains("\"'=1+1 <script>"), "{row}");
    let page = hall.page("/c/1/treasury", "en").await.text;
    assert!(page.contains("payouts.csv") && !page.contains("One payout is late"), "{page}");
    hall.stage.pass(aluma_types::Span::days(8));
    for (lang, says) in [("en", "One payout is late."), ("he", "תשלום אחד מאחר.")] {
        let page = hall.page("/c/1/treasury", lang).await;
        assert_sound("/c/1/treasury", lang, &page);
        assert!(page.text.contains(says), "{}", page.text);
    }
}
