//! A community for its members only: its pages answer everybody else as those of one that is not
//! there, and whoever holds an invitation sees its door.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::stage::{Answer, public_half};
use crate::town::{LEDGER, LINK, SECRETS, Town, town};
use crate::words::words;

/// No community has this number.
const NOWHERE: u64 = 4_711;

/// Pages of a community, by its number.
const CLOSED: [&str; 23] = [
    "/c/#/capital",
    "/c/#/capital/1",
    "/c/#/fairness",
    "/c/#/fairness/report.csv",
    "/c/#",
    "/c/#/people",
    "/c/#/people/2",
    "/c/#/invite",
    "/join?dao=#",
    "/c/#/work",
    "/c/#/work/1",
    "/c/#/review",
    "/c/#/review/claim",
    "/c/#/review/1",
    "/c/#/rounds",
    "/c/#/rounds/1",
    "/c/#/gifts",
    "/c/#/gifts/1",
    "/c/#/gifts/1/receipt",
    "/c/#/funds/1",
    "/c/#/learn",
    "/c/#/learn/1",
    "/c/#/learn/1/1",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_community_is_not_there_for_others() {
    let town = town().await;
    for reader in [None, Some(&town.eve), Some(&town.cara)] {
        for lang in ["en", "he"] {
            for page in CLOSED {
                let path = page.replace('#', &town.quiet.to_string());
                let nowhere = page.replace('#', &NOWHERE.to_string());
                let there = town.stage.get(&path, lang, reader).await;
                let not = town.stage.get(&nowhere, lang, reader).await;
                assert_eq!(there.status, StatusCode::NOT_FOUND, "{path}");
                assert_eq!(there.status, not.status, "{path}");
                let (one, other) = (faceless(&there, &path), faceless(&not, &nowhere));
                assert_eq!(one, other, "{path} differs from {nowhere}");
            }
        }
    }
}

/// An answer without what differs anyway: the nonce, and the path that was asked for, also where it
/// stands inside another address.
fn faceless(answer: &Answer, path: &str) -> String {
    let bare = path.split('?').next().unwrap_or(path);
    let inner = path.split_once('?').map_or("", |(_, query)| query).to_owned();
    let text = answer.faceless(path).replace(bare, "PATH");
    if inner.is_empty() { text } else { text.replace(&inner, "QUERY") }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_people_tells_of_a_closed_community() {
    let town = town().await;
    let numbers = [&town.ann, &town.ben].map(|person| person.account.expect("an account").0);
    let mut pages = vec!["/c".to_owned(), "/".to_owned(), "/found".to_owned(), "/mine".to_owned()];
    pages.extend(["/settings", "/join", "/found/handle?name=zzquiet"].map(str::to_owned));
    pages.extend(numbers.map(|number| format!("/u/{number}")));
    pages.extend(numbers.map(|number| format!("/recover?account={number}")));
    pages.push(format!("/c/{}/people", town.hall));
    for reader in [None, Some(&town.eve), Some(&town.cara)] {
        for path in &pages {
            let answer = town.stage.get(path, "en", reader).await;
            let text = answer.text.replace("name=zzquiet", "").replace("\"zzquiet\"", "");
            for secret in SECRETS.iter().filter(|secret| **secret != "Foxglove") {
                assert!(!text.contains(secret), "{path} tells {secret}");
            }
        }
    }
    // Its members read it.
    let people = format!("/c/{}/people", town.quiet);
    let member = town.stage.get(&people, "en", Some(&town.ben)).await;
    assert_eq!(member.status, StatusCode::OK);
    assert!(member.text.contains("Quietwater") && words(&member.text).contains("Members"));
}

async fn preview(town: &Town, invitation: Option<&str>, lang: &str) -> Answer {
    let request = Request::get("/join/preview").header("accept-language", lang);
    let request = match invitation {
        Some(invitation) => request.header("aluma-invitation", invitation),
        None => request,
    };
    town.stage.call(request.body(Body::empty()).expect("a request")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_holds_an_invitation_sees_the_community_first() {
    let town = town().await;
    let told = preview(&town, Some(&public_half(LINK)), "en").await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text);
    let read = words(&told.text);
    for says in [
        "Members only: 2 people now",
        "Few who know each other",
        "A member with a vote, at once",
        "for 5 more people",
    ] {
        assert!(read.contains(says), "{says}: {read}");
    }
    assert!(told.text.contains("Quietwater"));
    assert!(told.text.contains(&format!("name=\"dao\" value=\"{}\"", town.quiet)));
    // A part of a page, not a page.
    assert!(!told.text.contains("<html"));
    let hebrew = preview(&town, Some(&public_half(LINK)), "he").await;
    assert!(words(&hebrew.text).contains("לחברים בלבד"), "{}", hebrew.text);
    let ledger = preview(&town, Some(&public_half(LEDGER)), "en").await;
    assert!(words(&ledger.text).contains("leads to the ledger"));
    let unknown = "ab".repeat(32);
    for (wrong, status) in [
        (None, StatusCode::NOT_FOUND),
        (Some("00"), StatusCode::BAD_REQUEST),
        (Some(&*unknown), StatusCode::NOT_FOUND),
    ] {
        let told = preview(&town, wrong, "en").await;
        assert_eq!(told.status, status, "{wrong:?}: {}", told.text);
        assert!(!told.text.contains("Quietwater"));
    }
}
