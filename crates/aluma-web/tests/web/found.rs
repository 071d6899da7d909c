//! Founding: four answers are enough, and what is left open is filled in.

use axum::http::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value as Json;

use crate::stage::{Person, Stage};
use crate::words::words;

/// A form's pairs as a browser sends them.
fn form(pairs: &[(&str, &str)]) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    // What begins with an underscore is for the browser and never leaves it.
    let pairs = pairs.iter().filter(|(name, _)| !name.starts_with('_'));
    let pairs = pairs.map(|(name, text)| format!("{}={}", encoded(name), encoded(text)));
    pairs.collect::<Vec<_>>().join("&")
}

const FOUR: [(&str, &str); 5] = [
    ("x-handle-from", "name"),
    ("name", "האולם הישן"),
    ("purpose", "לשמור את האולם פתוח"),
    ("joining", "invitation"),
    ("manner", "small-circle"),
];

async fn founds(stage: &Stage, ann: &mut Person, pairs: &[(&str, &str)]) -> u64 {
    let prepared = stage.prepare("found", &form(pairs), ann).await;
    assert_eq!(prepared.status, StatusCode::OK, "{}", prepared.text);
    let told = ann.signs(stage, &prepared.json()).await;
    assert_eq!(told["status"], "done", "{told}");
    told["receipt"]["made"].as_u64().expect("a community")
}

async fn view(stage: &Stage, path: &str, lang: &str, reader: &Person) -> Json {
    stage.get(&format!("/v1/views/{path}"), lang, Some(reader)).await.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn four_answers_found_a_community_in_hebrew() {
    let mut stage = Stage::new();
    let mut ann = stage.person(11, "ann-levi").await;
    let dao = founds(&stage, &mut ann, &FOUR).await;
    let told = view(&stage, &format!("dao?dao={dao}"), "he", &ann).await;
    assert!(told.to_string().contains("האולם-הישן"), "{told}");
    // Another of the same name gets another handle.
    let second = founds(&stage, &mut ann, &FOUR).await;
    let told = view(&stage, &format!("dao?dao={second}"), "he", &ann).await;
    assert!(told.to_string().contains("האולם-הישן-2"), "{told}");
    // Its founder is told what comes next, until somebody else is there.
    let path = format!("/c/{dao}");
    let home = stage.get(&path, "en", Some(&ann)).await.text;
    assert!(home.contains(&format!("/c/{dao}/invite")) && words(&home).contains("What next?"));
    assert!(words(&home).contains("Add a second key"));
    let mut ben = stage.person(12, "ben-amar").await;
    stage.bring(&mut ann, dao, &mut ben).await;
    let home = stage.get(&path, "en", Some(&ann)).await.text;
    assert!(!words(&home).contains("What next?"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_quicker_than_the_script_is_named_all_the_same() {
    let mut stage = Stage::new();
    let mut ann = stage.person(11, "ann-levi").await;
    let page = stage.get("/found", "en", Some(&ann)).await.text;
    let says = page.contains(r#"name="x-handle-from" value="name""#);
    assert!(says && page.contains(r#"name="handle""#), "the form says what its handle is made of");
    // A year is no handle, nor is a name in two scripts: each gets one, also where it is the second.
    for (name, handle) in [("2026", "community"), ("Καφέ Oak", "community-2"), ("Oak", "oak")] {
        let mut pairs = FOUR.to_vec();
        pairs[1] = ("name", name);
        pairs.push(("handle", ""));
        let proposed =
            stage.get(&format!("/found/handle?{}", form(&pairs)), "en", Some(&ann)).await;
        assert_eq!(proposed.json()["handle"], handle, "{name}");
        let dao = founds(&stage, &mut ann, &pairs).await;
        let told = view(&stage, &format!("dao?dao={dao}"), "en", &ann).await;
        assert_eq!(told["answer"]["handle"]["text"], handle, "{told}");
    }
    let none = stage.get("/found/handle?name=", "en", Some(&ann)).await;
    assert!(none.status == StatusCode::OK && none.json()["handle"].is_null(), "{}", none.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn first_money_is_written_with_a_point() {
    let mut stage = Stage::new();
    let mut ann = stage.person(11, "ann-levi").await;
    let money = [
        ("_money", "yes"),
        ("assets[0].symbol", "ILS"),
        ("assets[0].supply", "1000.50"),
        ("assets[0].supply._places", "2"),
        ("assets[0].decimals", "2"),
        ("assets[0].kind", "token"),
        ("season", "60d"),
        ("template", "learning-community"),
        ("visibility", "members"),
    ];
    let dao = founds(&stage, &mut ann, &[&FOUR[..], &money[..]].concat()).await;
    let home = stage.get(&format!("/c/{dao}"), "en", Some(&ann)).await.text;
    assert!(home.contains("1,000.5 ILS"), "{home}");
    assert!(words(&home).contains("Members only: 1 person"));
    // More digits than the unit has are refused at their field.
    let mut wrong = [&FOUR[..], &money[..]].concat();
    wrong[7].1 = "1.005";
    let prepared = stage.prepare("found", &form(&wrong), &ann).await;
    assert_eq!(prepared.json()["field"], "assets[0].supply", "{}", prepared.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_community_begins_with_shares() {
    let mut stage = Stage::new();
    let mut ann = stage.person(11, "ann-levi").await;
    let page = stage.get("/found?joining=open", "en", Some(&ann)).await.text;
    // The page's own hidden answers are what is sent.
    let hidden: Vec<(String, String)> = page
        .split("<input type=\"hidden\" ")
        .skip(1)
        .filter_map(|input| {
            let name = input.split("name=\"").nth(1)?.split('"').next()?;
            let value = input.split("value=\"").nth(1)?.split('"').next()?;
            let is_share = name.starts_with("assets[1]") || name.starts_with("changes");
            is_share.then(|| (name.to_owned(), value.to_owned()))
        })
        .collect();
    assert!(!hidden.is_empty());
    let mut pairs = FOUR.to_vec();
    pairs[3].1 = "open";
    let prepared = stage.prepare("found", &form(&pairs), &ann).await;
    let alone = ann.signs(&stage, &prepared.json()).await;
    assert_ne!(alone["status"], "done", "heads alone would let whoever joins outvote the members");
    pairs.extend(hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    founds(&stage, &mut ann, &pairs).await;
    let mine = stage.get("/mine", "en", Some(&ann)).await.text;
    assert!(mine.contains("100 VOTE"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handle_is_proposed_that_nobody_has() {
    let mut stage = Stage::new();
    let mut ann = stage.person(11, "ann-levi").await;
    let asked = form(&[("name", "האולם הישן")]);
    let path = format!("/found/handle?{asked}");
    let first = stage.get(&path, "he", None).await.json();
    assert_eq!(first["handle"], "האולם-הישן");
    founds(&stage, &mut ann, &FOUR).await;
    let second = stage.get(&path, "he", None).await.json();
    assert_eq!(second["handle"], "האולם-הישן-2");
    // Of a name without letters no handle is made: a word stands for it.
    let word = stage.get("/found/handle?name=!", "he", None).await.json();
    assert_eq!(word["handle"], "קהילה");
}
