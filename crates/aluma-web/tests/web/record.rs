//! History, feeds, search, help and verification.

use aluma_api::receipt_file;
use axum::http::StatusCode;

use crate::hall::{HOSTILE, Hall};

#[tokio::test]
async fn history_tells_each_kind_by_itself() {
    let hall = Hall::found("open").await;
    let told = async |kind: &str| hall.page(&format!("/c/1/history?kind={kind}"), "en").await.text;
    let all = told("all").await;
    let cases = [
        ("money", "set aside. For:"),
        ("people", "is a member with a vote"),
        ("decisions", "Carried out:"),
        ("rules", "The charter was amended:"),
    ];
    for (kind, words) in cases {
        let own = told(kind).await;
        assert!(own.contains(words), "{kind} has no {words}: {own}");
        assert!(all.contains(words), "all has no {words}: {all}");
        for (other, strange) in cases.iter().filter(|(other, _)| *other != kind) {
            assert!(!own.contains(strange), "{kind} tells {other}: {strange}");
        }
    }
    assert!(all.contains("href=\"/receipt/"), "each leads to its receipt");
    // Newest first.
    let (amended, founded) = (all.find("was amended"), all.find("founded the community"));
    assert!(amended < founded && amended.is_some(), "{amended:?} {founded:?}");
}

#[tokio::test]
async fn history_goes_on_where_it_was_cut() {
    let mut hall = Hall::found("open").await;
    for number in 0..70 {
        let poll = serde_json::json!({
            "action": "poll", "dao": 1, "question": format!("Question {number}?"),
            "options": ["Sunday", "Monday"], "kind": "single", "audience": "members",
            "lasts": "30d",
        });
        hall.ana.does(&hall.stage, poll).await;
        if number % 8 == 0 {
            hall.stage.pass(aluma_types::Span::hours(20));
        }
    }
    hall.stage.indexed();
    let (mut path, mut seen) = ("/c/1/history?kind=decisions".to_owned(), Vec::new());
    for _ in 0..9 {
        let text = hall.page(&path, "en").await.text;
        seen.push(text.clone());
        let next = text.split("rel=\"next\"").next().filter(|rest| rest.len() < text.len());
        let Some(before) = next else { break };
        path = before.rsplit("href=\"").next().expect("an address").replace("&amp;", "&");
        path = path.trim_end_matches(['"', ' ']).to_owned();
    }
    assert!(seen.len() > 1, "one page holds sixty");
    let whole = seen.join("\n");
    for number in 0..70 {
        let words = format!("Question {number}?");
        assert_eq!(whole.matches(&words).count(), 1, "{words}");
    }
    // What was alike side by side is folded, not left out.
    assert!(whole.contains("more of the same kind"));
}

#[tokio::test]
async fn an_open_community_has_a_feed_and_a_calendar() {
    let hall = Hall::found("open").await;
    let feed = hall.stage.get("/c/1/feed.atom?lang=he", "en", None).await;
    assert_eq!(feed.status, StatusCode::OK);
    assert_eq!(feed.headers["content-type"], "application/atom+xml; charset=utf-8");
    assert!(feed.text.contains("xml:lang=\"he\"") && feed.text.contains("התקנון תוקן:"));
    assert!(!feed.text.contains("<script") && !feed.text.contains("<img"), "{}", feed.text);
    let count = |tag: &str| feed.text.matches(tag).count();
    assert!(count("<entry>") > 10);
    assert_eq!((count("<entry>"), count("<feed ")), (count("</entry>"), count("</feed>")));
    let calendar = hall.stage.get("/c/1/calendar.ics", "en", None).await;
    assert_eq!(calendar.headers["content-type"], "text/calendar; charset=utf-8");
    let text = calendar.text.replace("\r\n ", "");
    assert!(text.contains("SUMMARY:Vote ends: ") && text.contains("Open still"), "{text}");
    assert!(text.contains("SUMMARY:Poll closes: "), "{text}");
    for line in calendar.text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    // The pages lead there, for people and for programs.
    let page = hall.page("/c/1/history", "en").await.text;
    assert!(page.contains("type=\"application/atom+xml\""));
    assert!(page.contains("/c/1/calendar.ics"));
    let closed = Hall::found("listed").await;
    let page = closed.page("/c/1/history", "en").await.text;
    assert!(!page.contains("feed.atom") && page.contains("has no feed and no calendar"), "{page}");
    let feed = closed.stage.get("/c/1/feed.atom", "en", None).await;
    assert_eq!(feed.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn search_finds_texts_communities_and_people() {
    let hall = Hall::found("open").await;
    let found = async |q: &str| hall.page(&format!("/search?q={q}"), "en").await.text;
    let text = found("bell").await;
    assert!(text.contains("<mark>bell</mark>") && text.contains("/c/1/treasury"), "{text}");
    let text = found("still").await;
    assert!(text.contains("href=\"/p/"), "{text}");
    let text = found("evening").await;
    assert!(text.contains("href=\"/poll/"), "{text}");
    let text = found("quietwater").await;
    assert!(text.contains("<li class=\"card\">"), "a community by its name: {text}");
    let text = found("outsider").await;
    assert!(text.contains("href=\"/u/"), "somebody by their handle: {text}");
    let nothing = found("xyzzy").await;
    assert!(nothing.contains("Try fewer words"), "{nothing}");
    // A query is words and nothing else.
    let hostile = percent(HOSTILE);
    let text = found(&hostile).await;
    assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{text}");
    for q in ["%22", "a%22%20OR%20%22b", "NEAR(", "*", "%D7%90".repeat(400).as_str()] {
        found(q).await;
    }
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn what_checks_the_server_is_told() {
    let hall = Hall::found("open").await;
    let text = hall.page("/verify", "en").await.text;
    let header = hall.stage.node.published().read().header.clone();
    for words in [header.network.to_string(), header.id().to_string(), header.state.to_string()] {
        assert!(text.contains(&words), "no {words}");
    }
    assert!(text.contains("sha384-") && text.contains("aluma verify-ui http://"), "{text}");
    let help = hall.page("/help", "en").await.text;
    assert_eq!(help.matches("<dfn>").count(), 10, "ten words");
}

#[tokio::test]
async fn a_receipt_is_saved_with_a_proof_that_holds() {
    let hall = Hall::found("members").await;
    let text = hall.page("/c/1/history", "en").await.text;
    let mut seen = 0;
    for part in text.split("href=\"/receipt/").skip(1) {
        let id = part.split('"').next().expect("an id");
        let page = hall.page(&format!("/receipt/{id}"), "en").await.text;
        assert!(page.contains(&format!("/receipt/{id}/proof.json")), "{page}");
        let path = format!("/receipt/{id}/proof.json");
        let file = hall.page(&path, "en").await;
        let proof = receipt_file::from_json(&file.json()).expect("a receipt with its proof");
        assert_eq!(proof.check(), Ok(()), "{}", file.text);
        assert_eq!(proof.receipt.id.to_string(), id);
        assert_eq!(proof.header.network, hall.stage.node.network());
        // It is for those who may see the receipt.
        for reader in [None, Some(&hall.outsider)] {
            let answer = hall.stage.get(&path, "en", reader).await;
            let absent = path.replace(id, &"0".repeat(id.len()));
            let absent_answer = hall.stage.get(&absent, "en", reader).await;
            assert_eq!(answer.status, absent_answer.status, "{path}");
            assert_eq!(answer.faceless(&path), absent_answer.faceless(&absent), "{path}");
        }
        seen += 1;
    }
    assert!(seen > 10, "{seen}");
}

#[tokio::test]
async fn previews_and_programs_are_told_what_a_stranger_may_read() {
    let open = Hall::found("open").await;
    let home = open.stage.get("/c/1", "he", None).await.text;
    for words in [
        "property=\"og:title\" content=\"Quietwater ",
        "property=\"og:description\" content=\"Guarding the spring ",
        "property=\"og:locale\" content=\"he_IL\"",
        "property=\"og:image\" content=\"http://",
        "type=\"application/ld+json\" href=\"/c/1/dao.json\"",
    ] {
        assert!(home.contains(words), "no {words}: {home}");
    }
    let document = open.stage.get("/c/1/dao.json", "en", None).await;
    assert_eq!(document.headers["content-type"], "application/ld+json");
    let json = document.json();
    assert_eq!(json["@context"], "https://www.daostar.org/schemas");
    assert!(json["name"].as_str().is_some_and(|name| name.starts_with("Quietwater")), "{json}");
    assert!(json["governanceURI"].as_str().is_some_and(|uri| uri.ends_with("/c/1/charter")));
    // Of a listed one its name and purpose; of a closed one nothing, whoever asks.
    let listed = Hall::found("listed").await;
    let json = listed.stage.get("/c/1/dao.json", "en", None).await.json();
    assert!(json["name"].is_string() && json["governanceURI"].is_null(), "{json}");
    let closed = Hall::found("members").await;
    for reader in [None, Some(&closed.ana)] {
        let answer = closed.stage.get("/c/1/dao.json", "en", reader).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    assert!(!closed.page("/c/1", "en").await.text.contains("dao.json"));
    let preview = closed.stage.get("/c/1", "he", None).await.text;
    assert!(!preview.contains("Quietwater") && !preview.contains("Guarding"), "{preview}");
}
