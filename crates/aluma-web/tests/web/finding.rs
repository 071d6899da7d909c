//! Looking for work and for a community without an account, and taking along what one earned.

use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use crate::hall::{HOSTILE, Hall, assert_sound};
use crate::words::words;

/// A hall with three open tasks: of 10 and of 40 XQZ in English, of 5 XQZ in Hebrew.
async fn with_work(visibility: &str) -> Hall {
    let mut hall = Hall::found(visibility).await;
    for (title, units) in [
        (format!("Mend the roof {HOSTILE}"), "10"),
        ("Paint the doors".to_owned(), "40"),
        ("לתקן את הגדר".to_owned(), "5"),
    ] {
        hall.ana.does(&hall.stage, publish(&title, units)).await;
    }
    hall.stage.indexed();
    hall
}

fn publish(title: &str, units: &str) -> Json {
    json!({
        "action": "publish-task", "dao": 1, "title": title, "brief": "As it says.",
        "mode": { "claim": { "places": 1 } }, "reward": { "asset": 1, "units": units },
        "fee": "1", "open_for": "20d", "estimate": "4h", "milestones": [], "skills": [],
        "needs": [], "sequential": false, "positive": false, "outside": true,
    })
}

async fn found(hall: &Hall, query: &str) -> Vec<String> {
    let path = format!("/v1/views/find-work{query}");
    let told = hall.stage.get(&path, "en", None).await;
    assert_eq!(told.status, StatusCode::OK, "{query}: {}", told.text);
    let answer = told.json()["answer"].clone();
    let tasks = answer["tasks"].as_array().expect("tasks").clone();
    let title = |task: &Json| task["title"]["text"].as_str().expect("words").to_owned();
    tasks.iter().map(|task| title(task).chars().take(8).collect()).collect()
}

#[tokio::test]
async fn work_is_found_by_pay_language_and_purpose_without_an_account() {
    let hall = with_work("open").await;
    let (roof, doors, fence) = ("Mend the", "Paint th", "לתקן את ");
    for (query, wanted) in [
        ("", &[roof, doors, fence][..]),
        ("?asset=XQZ", &[roof, doors, fence]),
        ("?asset=EUR", &[]),
        ("?asset=XQZ&least=10", &[roof, doors]),
        ("?asset=XQZ&least=10.001", &[doors]),
        ("?asset=XQZ&least=40", &[doors]),
        ("?asset=XQZ&least=40.01", &[]),
        ("?language=he", &[fence]),
        ("?language=en", &[roof, doors]),
        ("?outside=true", &[roof, doors, fence]),
        ("?outside=false", &[]),
        ("?skill=carpentry", &[]),
        ("?tag=education", &[]),
    ] {
        assert_eq!(found(&hall, query).await, wanted, "{query}");
    }
    // A sum of nothing is none, and so is a purpose that no list has.
    for query in ["?least=10", "?asset=XQZ&least=x", "?tag=nonsense", "?after=x", "?skil=x"] {
        let told = hall.stage.get(&format!("/v1/views/find-work{query}"), "en", None).await;
        assert!(told.status.is_client_error(), "{query}: {}", told.text);
    }
    for lang in ["en", "he"] {
        for path in [
            "/find/work",
            "/find/work?asset=XQZ&least=10&language=en&outside=yes",
            "/find/work?skill=nobody%20has%20it&least=5&tag=nonsense",
            "/find/communities",
            "/find/communities?words=spring&language=en",
            "/find/communities?tag=education",
        ] {
            let page = hall.stage.get(path, lang, None).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert_sound(path, lang, &page);
        }
    }
    let page = hall.stage.get("/find/work", "en", None).await;
    assert!(page.text.contains("/c/1/work/1") && page.text.contains("Paint the doors"));
    let page = hall.stage.get("/find/communities?words=guard", "en", None).await;
    assert!(page.text.contains("Quietwater"), "by the words of its purpose: {}", page.text);
    let page = hall.stage.get("/find/communities?words=bakery", "en", None).await;
    assert!(!page.text.contains("Quietwater"), "{}", page.text);
    for path in ["/", "/c"] {
        let page = hall.stage.get(path, "en", None).await;
        assert!(page.text.contains("/find/work"), "{path} leads there");
    }
}

#[tokio::test]
async fn what_is_closed_is_not_found_by_anybody() {
    let hall = with_work("members").await;
    // Not even by a member: what is found is the same for all, so that it can be passed on.
    for reader in [None, Some(&hall.outsider), Some(&hall.ana)] {
        for view in ["find-work", "find-communities"] {
            let told = hall.stage.get(&format!("/v1/views/{view}"), "en", reader).await;
            for secret in ["Quietwater", "roof", "zzhall", "XQZ"] {
                assert!(!told.text.contains(secret), "{view} tells {secret}: {}", told.text);
            }
        }
        for path in ["/find/work", "/find/communities"] {
            let page = hall.stage.get(path, "en", reader).await;
            let shown = words(&page.text);
            assert!(!shown.contains("roof") && !page.text.contains("/c/1"), "{path}: {shown}");
        }
    }
    let listed = with_work("listed").await;
    assert_eq!(found(&listed, "").await, Vec::<String>::new(), "its work is for its members");
    let told = listed.stage.get("/v1/views/find-communities", "en", None).await.json();
    assert_eq!(told["answer"]["communities"][0]["members"], Json::Null, "{told}");
}

#[tokio::test]
async fn what_somebody_earned_is_theirs_to_take_along() {
    let hall = Hall::found("open").await;
    // Nothing was earned yet: no points, nothing to show.
    for path in ["/c/1/credential/credential.json", "/c/1/credential/badge.jwt"] {
        let told = hall.stage.get(path, "en", Some(&hall.ana)).await;
        assert_eq!(told.status, StatusCode::NOT_FOUND, "{path}: {}", told.text);
        let told = hall.stage.get(path, "en", None).await;
        assert_eq!(told.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let told = hall.stage.get("/v1/credential?dao=1", "en", None).await;
    assert_eq!(told.json()["name"], "sign-in", "{}", told.text);
    let did = hall.stage.get("/.well-known/did.json", "en", None).await;
    assert_eq!(did.status, StatusCode::NOT_FOUND, "a try-out has no name");
}
