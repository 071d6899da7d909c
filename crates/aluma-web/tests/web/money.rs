//! The treasury and the charter.

use axum::http::StatusCode;
use serde_json::json;

use crate::hall::{Hall, PAGES, assert_sound};
use crate::words::words;

#[tokio::test]
async fn every_page_is_sound_in_both_languages() {
    let hall = Hall::found("members").await;
    for path in PAGES.into_iter().chain(["/help", "/verify", "/search", "/search?q=bell"]) {
        for lang in ["en", "he"] {
            assert_sound(path, lang, &hall.page(path, lang).await);
        }
    }
}

#[tokio::test]
async fn a_closed_community_is_to_others_as_one_that_is_not_there() {
    let hall = Hall::found("members").await;
    let more = ["/c/1/feed.atom", "/c/1/calendar.ics", "/c/zzhall/treasury", "/c/@zzhall/charter"];
    for path in PAGES.into_iter().chain(more).filter(|path| path.starts_with("/c/")) {
        let absent = path.replacen("/c/1", "/c/999", 1).replacen("zzhall", "zznobody", 1);
        for reader in [None, Some(&hall.outsider)] {
            let there = hall.stage.get(path, "en", reader).await;
            let absent_answer = hall.stage.get(&absent, "en", reader).await;
            assert_eq!(there.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(there.status, absent_answer.status, "{path}");
            assert_eq!(there.faceless(path), absent_answer.faceless(&absent), "{path}");
        }
    }
    // A program that fetches feeds is a stranger, whoever's cookie it has.
    for path in ["/c/1/feed.atom", "/c/1/calendar.ics"] {
        let answer = hall.stage.get(path, "en", Some(&hall.ana)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    // And search finds nothing of it for them.
    for word in ["quietwater", "spring", "bell", "zzhall", "lamps"] {
        for reader in [None, Some(&hall.outsider)] {
            let path = format!("/search?q={word}");
            let text = hall.stage.get(&path, "en", reader).await.text;
            for secret in ["Quietwater", "Guarding", "The bell", "/c/1\""] {
                assert!(!text.contains(secret), "{path} tells {secret}");
            }
        }
    }
}

#[tokio::test]
async fn the_treasury_says_what_there_is_and_why_no_more_may_leave() {
    let hall = Hall::found("open").await;
    let text = hall.page("/c/1/treasury", "en").await.text;
    for words in [
        "may leave now.",
        "at most \u{2068}20%\u{2069} may leave in any \u{2068}7 days\u{2069}",
        "at most \u{2068}40%\u{2069} may leave in any \u{2068}30 days\u{2069}",
        "Set aside",
        "every \u{2068}30 days\u{2069}",
        "It cannot force them to pay.",
        "The bell",
        "Lantern",
        "/c/1/propose?actions[0].action=transfer",
        "earned you",
    ] {
        assert!(text.contains(words), "no {words}: {text}");
    }
    // What came in, and what was paid.
    for words in ["10 XQZ", "10 TEC", "7 TEC"] {
        assert!(text.contains(words), "no {words}");
    }
    // A stranger reads the same and has nothing to take.
    let stranger = hall.stage.get("/c/1/treasury", "en", None).await;
    assert_eq!(stranger.status, StatusCode::OK);
    assert!(!stranger.text.contains("data-act="), "a form for nobody");
}

#[tokio::test]
async fn what_the_reader_may_take_is_a_form_that_can_be_signed() {
    let hall = Hall::found("open").await;
    let ana = hall.page("/c/1/treasury", "en").await.text;
    assert!(ana.contains("data-act=\"take-dividend\""), "{ana}");
    assert!(!ana.contains("data-act=\"draw\""), "nothing is paid to her over time");
    let ben = hall.stage.get("/c/1/treasury", "en", Some(&hall.ben)).await.text;
    assert!(ben.contains("data-act=\"draw\""), "{ben}");
    for (action, form, reader) in
        [("take-dividend", "share=1&asset=2", &hall.ana), ("draw", "dao=1&number=1", &hall.ben)]
    {
        let prepared = hall.stage.prepare(action, form, reader).await;
        assert_eq!(prepared.status, StatusCode::OK, "{action}: {}", prepared.text);
        assert!(prepared.json()["act"].is_string(), "{}", prepared.text);
    }
}

#[tokio::test]
async fn the_charter_says_its_rules_and_how_it_came_about() {
    let hall = Hall::found("open").await;
    let text = hall.page("/c/1/charter", "en").await.text;
    for words in [
        "velocity.week",
        "differs from the template",
        "as the template has it",
        "\u{2068}0%\u{2069} to \u{2068}100%\u{2069}",
        "The charter was amended:",
        "Founded",
        "actions[0].action=amend&amp;actions[0].changes[0].key=velocity%2Eweek",
    ] {
        assert!(text.contains(words), "no {words}: {text}");
    }
    let he = hall.page("/c/1/charter", "he").await.text;
    assert!(he.contains("התקנון תוקן:"), "{he}");
    // What the link leads to is a form with the change filled in.
    let to = "/c/1/propose?actions[0].action=amend&actions[0].changes[0].key=velocity.week\
              &actions[0].changes[0].value=20%25";
    let form = hall.page(&to.replace('[', "%5B").replace(']', "%5D"), "en").await.text;
    assert!(form.contains("value=\"velocity.week\"") && form.contains("value=\"20%\""), "{form}");
}

/// Whom the form of the treasury's page offers as a payer: numbers, and nobody as an empty word.
fn offered(page: &str) -> Vec<&str> {
    let form = page.split("name=\"actions[0].payer\"").nth(1).unwrap_or_default();
    let form = form.split("</select>").next().unwrap_or_default();
    form.split("<option value=\"").skip(1).filter_map(|it| it.split('"').next()).collect()
}

#[tokio::test]
async fn an_income_names_its_payer_of_those_who_are_registered_or_nobody() {
    let mut hall = Hall::found("open").await;
    let mill = hall.stage.person(29, "mill").await;
    let (ana, id) = (hall.ana.account.expect("an account").0, mill.account.expect("an account").0);
    assert_eq!(offered(&hall.page("/c/1/treasury", "en").await.text), [""], "nobody registered");
    hall.decide(json!([{ "action": "register", "account": id, "stake": "customer" }])).await;
    let id = id.to_string();
    for lang in ["en", "he"] {
        let page = hall.page("/c/1/treasury", lang).await;
        assert_sound("/c/1/treasury", lang, &page);
        assert_eq!(offered(&page.text), ["", &id], "{lang}");
    }
    // What was chosen stands in the draft, from which it is decided.
    let draft = format!(
        "/c/1/propose?actions[0].action=record-income&actions[0].dao=1&actions[0].payer={id}"
    );
    let page = hall.page(&draft, "en").await;
    assert_sound(&draft, "en", &page);
    assert!(page.text.contains("actions[0].payer"), "{}", page.text);
    let income = |payer: serde_json::Value, value: &str| {
        json!({
            "action": "record-income", "dao": 1, "kind": "sale", "payer": payer,
            "purpose": "Bread", "received": { "outside": { "value": value } },
        })
    };
    let mill_id = mill.account.expect("an account").0;
    hall.decide(json!([
        income(json!(mill_id), "50 EUR, cash"),
        income(json!(null), "20 EUR, cash"),
        { "action": "record-income", "dao": 1, "kind": "fee", "payer": mill_id, "purpose": "Stall",
          "received": { "here": { "amount": { "asset": 1, "units": "3" }, "pot": 0 } } },
    ]))
    .await;
    let told = hall.stage.get("/v1/views/income-by-payer?dao=1", "en", None).await.json();
    let rows = told["answer"]["rows"].as_array().expect("rows").clone();
    let payers: Vec<_> = rows.iter().map(|row| row["payer"].clone()).collect();
    assert_eq!(payers.len(), 3, "{told}");
    assert!(payers[0].is_null(), "nobody first: {told}");
    assert!(payers[2].to_string().contains(&id), "by their numbers: {told}");
    let of = |place: usize| (rows[place]["many"].clone(), rows[place]["outside"].clone());
    assert_eq!(of(0), (json!(1), json!(1)));
    assert_eq!(of(2), (json!(2), json!(1)), "{told}");
    for (lang, nobody, many) in
        [("en", "Nobody on this ledger", "2 incomes"), ("he", "אף אחד בפנקס הזה", "שתי הכנסות")]
    {
        for reader in [None, Some(&hall.ana)] {
            let page = hall.stage.get("/c/1/treasury", lang, reader).await;
            assert_sound("/c/1/treasury", lang, &page);
            let shown = words(&page.text).replace(['\u{2068}', '\u{2069}'], "");
            assert!(shown.contains(nobody) && shown.contains(many), "{shown}");
            assert!(page.text.contains(&format!("/u/{ana}")), "{shown}");
        }
    }
    let stranger = hall.stage.get("/c/1/treasury", "en", None).await.text;
    assert_eq!(offered(&stranger), Vec::<&str>::new(), "whoever cannot propose states nothing");
}

#[tokio::test]
async fn of_a_closed_community_nobody_learns_who_paid() {
    let hall = Hall::found("members").await;
    for reader in [None, Some(&hall.outsider)] {
        let told = hall.stage.get("/v1/views/income-by-payer?dao=1", "en", reader).await;
        let absent = hall.stage.get("/v1/views/income-by-payer?dao=999", "en", reader).await;
        assert_eq!(told.status, StatusCode::NOT_FOUND, "{}", told.text);
        assert_eq!(told.json()["name"], absent.json()["name"]);
        assert!(!told.text.contains("ana") && !told.text.contains("XQZ"), "{}", told.text);
    }
    let told = hall.stage.get("/v1/views/income-by-payer?dao=1", "en", Some(&hall.ben)).await;
    assert!(told.text.contains("XQZ"), "members do: {}", told.text);
}
