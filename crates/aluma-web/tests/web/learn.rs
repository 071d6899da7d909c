//! Courses: what they say to whom, how far somebody is and why not yet, and what a task asks for.

use aluma_types::Span;
use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use crate::hall::{HOSTILE, Hall, assert_sound};
use crate::words::{latin, words};

const PAGES: [&str; 4] = ["/c/1/learn", "/c/1/learn/1", "/c/1/learn/1/1", "/c/1/learn/1/2"];

fn lesson(number: u64) -> Json {
    json!({
        "title_en": format!("Lesson {number} {HOSTILE}"), "title_he": format!("שיעור {number} {HOSTILE}"),
        "text_en": format!("First *of all* read.\n\n## Practise\n\nDo it. {HOSTILE}"),
        "text_he": format!("קודם *כול* קוראים.\n\n## תרגול\n\nעושים. {HOSTILE}"),
    })
}

/// A hall that teaches skill 3, with a task for those who have learned it.
async fn with_course(visibility: &str) -> Hall {
    let mut hall = Hall::found(visibility).await;
    let ana = hall.ana.account.expect("an account").0;
    let terms = json!({
        "kinds": ["lesson"], "need": 1,
        "verifiers": [
            { "predicate": { "clauses": [
                { "enacted": { "times": 2, "practice": true } },
            ] } },
            { "reviewers": { "accounts": [ana], "need": 1 } },
        ],
        "curve": { "ladder": { "units": "1000", "parts": [30, 20, 10, 15, 25] } },
        "caps": { "epoch": "1000", "person": "1000", "person_epoch": "1000" },
        "epoch": "30d", "payout": "now", "window": "1d", "audit": "0%",
    });
    hall.decide(json!([
        { "action": "name-skills", "dao": 1,
          "skills": [{ "skill": 3, "name": "Deciding <b>\"together\"</b>" }] },
        { "action": "open-programme", "title": format!("Lessons {HOSTILE}"), "purpose": HOSTILE,
          "asset": 2, "lasts": "365d", "terms": terms },
        { "action": "fund-programme", "dao": 1, "programme": 1,
          "amount": { "asset": 2, "units": "26000" } },
        { "action": "name-course", "title_en": format!("How we decide {HOSTILE}"),
          "title_he": format!("איך מחליטים {HOSTILE}"), "skill": 3, "before": [], "programme": 1,
          "draws": 1, "author": ana, "used": null, "lessons": [lesson(1), lesson(2)] },
    ]))
    .await;
    let publish = json!({
        "action": "publish-task", "dao": 1, "title": "Write it down", "brief": "Well.",
        "mode": { "claim": { "places": 1 } }, "reward": { "asset": 2, "units": "100" }, "size": 2,
        "open_for": "60d", "estimate": "2d", "reviewer": { "account": { "account": ana } },
        "skills": [{ "skill": 3, "weight": 1000 }],
        "needs": [{ "mastery": { "skill": 3, "level": "can-do" } }],
        "milestones": [], "sequential": false, "positive": false, "outside": false,
    });
    hall.decide(json!([publish])).await;
    hall.stage.indexed();
    hall
}

/// Ben founds a community for practice, begins, and what he is to do is drawn.
async fn begun(hall: &mut Hall) -> u64 {
    let found = json!({
        "action": "found", "handle": "zzpractice", "name": "Practice", "purpose": "To try",
        "joining": "invitation", "manner": "small-circle", "visibility": "members", "assets": [],
        "pots": [], "domains": [], "roles": [], "changes": [],
    });
    let practice = hall.ben.does(&hall.stage, found).await.expect("a community");
    let begin = json!({
        "action": "begin-course", "dao": 1, "course": 1, "practice": practice,
        "mentor": null,
    });
    hall.ben.does(&hall.stage, begin).await;
    hall.stage.pass(Span::minutes(1));
    practice
}

/// A page as Ben reads it.
async fn bens(hall: &Hall, path: &str, lang: &str) -> String {
    let answer = hall.stage.get(path, lang, Some(&hall.ben)).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    assert_sound(path, lang, &answer);
    answer.text
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_taught_the_page_says_how_a_course_begins() {
    let hall = Hall::found("open").await;
    for (lang, says) in [("en", "Nothing is taught here yet."), ("he", "עוד לא מלמדים כאן דבר.")]
    {
        let page = hall.page("/c/1/learn", lang).await;
        assert_sound("/c/1/learn", lang, &page);
        assert!(words(&page.text).contains(says), "{}", page.text);
        assert!(page.text.contains("actions[0].action=name-course"), "{}", page.text);
        assert!(page.text.contains("href=\"/c/1/learn\" aria-current=\"page\""), "{}", page.text);
    }
    for path in ["/c/1/learn/1", "/c/1/learn/1/1"] {
        let missing = hall.stage.get(path, "en", Some(&hall.ana)).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lessons_are_read_without_an_account_and_a_chat_shows_what_they_are() {
    let hall = with_course("open").await;
    for path in PAGES {
        for lang in ["en", "he"] {
            for reader in [None, Some(&hall.outsider), Some(&hall.ana)] {
                let page = hall.stage.get(path, lang, reader).await;
                assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
                assert_sound(path, lang, &page);
                if lang == "he" {
                    assert_eq!(latin(&words(&page.text)), Vec::<String>::new(), "{path}");
                }
                let forms = page.text.matches("data-act=\"begin-course\"").count();
                assert_eq!(forms, 0, "{path}: nobody here founded a community for practice");
            }
        }
    }
    let lesson = hall.stage.get("/c/1/learn/1/1", "he", None).await.text;
    assert!(lesson.contains("content=\"קודם כול קוראים.\""), "{lesson}");
    assert!(lesson.contains("<em>כול</em>") && lesson.contains("<h3>תרגול</h3>"), "{lesson}");
    assert!(lesson.contains("href=\"/c/1/learn/1/2\""), "{lesson}");
    let course = hall.stage.get("/c/1/learn/1", "en", None).await.text;
    assert!(course.contains("lessons · pays in all 10 TEC"), "{course}");
    for sum in ["3 TEC", "2 TEC", "1 TEC", "1.5 TEC", "2.5 TEC"] {
        assert!(course.contains(sum), "{sum}: {course}");
    }
    assert!(course.contains("/c/1/work/1"), "the task that it opens: {course}");
    for path in ["/c/1/learn/2", "/c/1/learn/1/0", "/c/1/learn/1/3"] {
        let missing = hall.stage.get(path, "en", None).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_learns_sees_why_not_yet_what_is_held_and_when_it_is_asked_again() {
    let mut hall = with_course("open").await;
    let task = bens(&hall, "/c/1/work/1", "en").await;
    assert!(task.contains("href=\"/c/1/learn/1\""), "who teaches it: {task}");
    assert!(
        !task.contains("data-act=\"take-task\"") && task.contains("what you do not have yet"),
        "{task}"
    );
    let practice = begun(&mut hall).await;
    for (lang, says) in [("en", "not yet"), ("he", "עדיין לא")] {
        let page = bens(&hall, "/c/1/learn/1", lang).await;
        assert_eq!(page.matches(says).count(), 1, "{page}");
        assert!(page.contains("data-act=\"prove-step\""), "{page}");
        assert!(page.contains(&format!("/c/{practice}")), "{page}");
    }
    // What Ben is at is his: others see the course alone.
    let others = hall.page("/c/1/learn/1", "en").await.text;
    assert!(
        !others.contains("not yet") && !others.contains(&format!("/c/{practice}\"")),
        "{others}"
    );
    for _ in 0..3 {
        let propose = json!({
            "action": "propose", "dao": practice, "title": "Try",
            "actions": [{ "action": "resolve", "text": "We try." }],
        });
        let proposal = hall.ben.does(&hall.stage, propose).await.expect("a proposal");
        let vote = json!({ "action": "vote", "proposal": proposal, "choice": "for", "last": true });
        hall.ben.does(&hall.stage, vote).await;
        hall.stage.pass(Span::days(3));
    }
    hall.ben.does(&hall.stage, json!({ "action": "prove-step", "dao": 1, "course": 1 })).await;
    let held = bens(&hall, "/c/1/learn/1", "en").await;
    assert!(held.contains("held for you") && held.contains("3 TEC"), "{held}");
    assert!(held.contains("data-act=\"hand-in-practical\""), "{held}");
    let practical = json!({
        "action": "hand-in-practical", "dao": 1, "course": 1, "link": "https://example.org/notes",
        "words": HOSTILE,
    });
    let claim = hall.ben.does(&hall.stage, practical).await.expect("a claim");
    let confirm = json!({ "action": "confirm-reward", "dao": 1, "claim": claim, "yes": true });
    hall.ana.does(&hall.stage, confirm).await;
    hall.stage.pass(Span::days(2));
    hall.stage.indexed();
    let ben = hall.ben.account.expect("an account").0;
    for lang in ["en", "he"] {
        let page = bens(&hall, "/c/1/learn/1", lang).await;
        assert_eq!(page.matches("badge good").count(), 4, "{page}");
        let story = bens(&hall, &format!("/c/1/people/{ben}"), lang).await;
        assert!(story.contains("/c/1/learn/1"), "{story}");
    }
    takes_along(&hall, ben).await;
    assert!(bens(&hall, "/c/1/learn", "en").await.contains("asked again later"));
    assert!(bens(&hall, "/c/1/work/1", "en").await.contains("data-act=\"take-task\""));
    // A week after it was accepted: drawn anew, and after fourteen days it is missed.
    hall.stage.pass(Span::days(6));
    hall.stage.pass(Span::minutes(1));
    assert!(bens(&hall, "/c/1/learn/1", "en").await.contains("data-act=\"prove-step\""));
    hall.stage.pass(Span::days(15));
    let missed = bens(&hall, "/c/1/learn/1", "en").await;
    assert!(missed.contains("missed; back in the programme"), "{missed}");
    // The skill runs out where nothing was shown in time.
    hall.stage.pass(Span::days(30));
    let story = bens(&hall, &format!("/c/1/people/{ben}"), "en").await;
    assert!(!story.contains("mastery=3"), "{story}");
    let told = hall.stage.get("/v1/credential?dao=1&mastery=3", "he", Some(&hall.ben)).await;
    assert_eq!(told.json()["name"], "nothing-stands", "{}", told.text);
}

/// What Ben has learned leaves in both forms, until the next check, with him alone.
async fn takes_along(hall: &Hall, ben: u64) {
    let path = format!("/c/1/people/{ben}");
    let link = "/c/1/credential/badge.jwt?mastery=3";
    assert!(bens(hall, &path, "en").await.contains(link));
    assert!(!hall.page(&path, "en").await.text.contains(link), "it is his to take along");
    let file = "/c/1/credential/credential.json?mastery=3";
    let told = hall.stage.get(file, "en", Some(&hall.ana)).await;
    assert_eq!(told.status, StatusCode::CONFLICT, "ana learned nothing: {}", told.text);
    let told =
        hall.stage.get("/v1/views/masteries?dao=1&account=@ben", "en", Some(&hall.ben)).await;
    let row = told.json()["answer"]["masteries"][0].clone();
    let told = hall.stage.get(file, "en", Some(&hall.ben)).await.json();
    let name = told["name"].as_str().unwrap_or_default();
    assert!(name.starts_with("Deciding <b>\"together\"</b>: can do it (Quietwater"), "{told}");
    let of = |field: &str| told[field].as_str().map(str::to_owned);
    assert!(of("awardedDate") < of("validFrom") && of("validFrom") < of("validUntil"), "{told}");
    assert!(told["evidence"].as_array().is_some_and(|rows| rows.len() == 3), "{told}");
    let badge = hall.stage.get(link, "he", Some(&hall.ben)).await;
    let claims: Json = serde_json::from_slice(&crate::review::part(&badge.text, 1)).expect("JSON");
    let until = row["until"].as_u64().expect("a moment");
    assert_eq!(claims["exp"], json!(until / 1_000), "until the next check");
    assert_eq!(claims["credentialSubject"]["id"], told["credentialSubject"]["id"]);
    assert!(claims["name"].as_str().is_some_and(|name| name.contains("מסוגלים")), "{claims}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_community_teaches_its_members_only() {
    let hall = with_course("members").await;
    for path in PAGES {
        for reader in [None, Some(&hall.outsider)] {
            for lang in ["en", "he"] {
                let answer = hall.stage.get(path, lang, reader).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
                for secret in ["Quietwater", "How we decide", "איך מחליטים", "First"] {
                    assert!(!answer.text.contains(secret), "{path} tells {secret}");
                }
            }
        }
        assert_eq!(hall.page(path, "en").await.status, StatusCode::OK);
    }
    for path in ["/v1/credential?dao=1&mastery=3", "/c/1/credential/badge.jwt?mastery=3"] {
        for reader in [None, Some(&hall.outsider)] {
            let answer = hall.stage.get(path, "en", reader).await;
            assert!(answer.status.is_client_error(), "{path}: {}", answer.text);
            assert!(
                !answer.text.contains("Quietwater") && !answer.text.contains("Deciding"),
                "{path}"
            );
        }
    }
}
