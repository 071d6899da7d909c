//! The work board and a task, from an offer to its pay.

use aluma_types::text::body_id;
use aluma_types::{Span, sha256};
use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use crate::hall::{HOSTILE, Hall, assert_sound};
use crate::words::words;

/// A task that whoever signs pays of their own.
fn offer(title: &str, mode: Json) -> Json {
    json!({
        "action": "publish-task", "dao": 1, "title": format!("{title} {HOSTILE}"),
        "brief": format!("Paint it green {HOSTILE}"), "mode": mode,
        "reward": { "asset": 1, "units": "2" }, "fee": "1",
        "purpose": format!("A dry hall {HOSTILE}"), "open_for": "7d", "estimate": "2d",
        "milestones": [], "skills": [], "needs": [], "sequential": false, "positive": false, "outside": false,
    })
}

async fn with_task() -> (Hall, u64) {
    let mut hall = Hall::found("open").await;
    let act = offer("Fix the roof", json!({ "claim": { "places": 1 } }));
    let task = hall.ana.does(&hall.stage, act).await.expect("a task");
    hall.stage.indexed();
    (hall, task)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_board_says_what_to_do_first() {
    let hall = Hall::found("open").await;
    for (lang, says) in [("en", "Nothing is open now."), ("he", "אין כרגע משימה פתוחה")]
    {
        let page = hall.page("/c/1/work", lang).await;
        assert_sound("/c/1/work", lang, &page);
        assert!(words(&page.text).contains(says), "{}", page.text);
        assert!(page.text.contains("href=\"/act/publish-task?dao=1&amp;"), "{}", page.text);
    }
    let home = hall.page("/c/1", "en").await.text;
    assert!(home.contains("href=\"/c/1/work\""), "the community leads there");
    let form = hall.page("/act/publish-task?dao=1&mode=claim&mode.claim.places=1", "en").await;
    assert!(form.text.contains("data-act=\"publish-task\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_tells_what_it_pays_and_what_happens_when_nobody_acts() {
    let (hall, task) = with_task().await;
    let path = format!("/c/1/work/{task}");
    for path in ["/c/1/work", &path] {
        for lang in ["en", "he"] {
            assert_sound(path, lang, &hall.page(path, lang).await);
        }
    }
    let text = words(&hall.page(&path, "en").await.text);
    for says in [
        "if nobody takes it, its money returns",
        "nothing was paid yet",
        "If nobody reviews it in time, it is accepted and paid.",
        "Nobody has taken it yet.",
        "Serves:",
    ] {
        assert!(text.contains(says), "{says}: {text}");
    }
    let hebrew = words(&hall.page(&path, "he").await.text);
    assert!(hebrew.contains("אם לא תילקח, הכסף חוזר"), "{hebrew}");
    let page = hall.page(&path, "en").await.text;
    assert!(page.contains("Guarding the spring") && page.contains("A dry hall"), "its purpose");
    let missing = hall.stage.get("/c/1/work/4711", "en", Some(&hall.ana)).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

/// Whether a page offers the form of an act.
fn offers(page: &str, action: &str) -> bool {
    page.contains(&format!("do={action}")) || page.contains(&format!("data-act=\"{action}\""))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_has_what_this_reader_may_do_at_this_stage() {
    let (mut hall, task) = with_task().await;
    let path = format!("/c/1/work/{task}");
    let get = async |hall: &Hall, who: usize| {
        let reader = [None, Some(&hall.ana), Some(&hall.ben), Some(&hall.outsider)][who];
        hall.stage.get(&path, "en", reader).await.text
    };
    // Whoever pays may take it back and not take it; a member the other way round; others neither.
    for (who, takes, cancels) in
        [(0, false, false), (1, false, true), (2, true, false), (3, false, false)]
    {
        let page = get(&hall, who).await;
        assert_eq!(offers(&page, "take-task"), takes, "{who}: {page}");
        assert_eq!(offers(&page, "cancel-task"), cancels, "{who}: {page}");
    }
    // The form on the page is all that it takes.
    let prepared = hall.stage.prepare("take-task", &format!("dao=1&task={task}"), &hall.ben).await;
    let done = hall.ben.signs(&hall.stage, &prepared.json()).await;
    assert_eq!(done["status"], "done", "{done}");
    let own = get(&hall, 2).await;
    for action in ["hand-in", "note-progress", "hand-back"] {
        assert!(offers(&own, action), "{action}: {own}");
    }
    assert!(words(&own).contains("if nothing is heard of it, the place is free again"), "{own}");
    assert!(
        !offers(&get(&hall, 1).await, "hand-in") && offers(&get(&hall, 1).await, "cancel-task")
    );
    let form = format!("dao=1&job=1&work={}", "It+is+green");
    let prepared = hall.stage.prepare("hand-in", &form, &hall.ben).await;
    assert_eq!(hall.ben.signs(&hall.stage, &prepared.json()).await["status"], "done");
    let payers = get(&hall, 1).await;
    assert!(offers(&payers, "review-work") && !offers(&payers, "cancel-task"), "{payers}");
    assert!(!offers(&get(&hall, 2).await, "review-work"), "nobody reviews their own");
    let chosen = format!("{path}?do=review-work&job=1");
    let chosen = hall.stage.get(&chosen, "en", Some(&hall.ana)).await.text;
    assert!(chosen.contains("data-act=\"review-work\"") && chosen.contains("name=\"verdict\""));
    let board = hall.page("/c/1/work", "en").await.text;
    assert!(board.contains(&format!("/c/1/work/{task}?do=review-work&amp;job=1#do")), "{board}");
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_accepts_and_pays_and_the_payer_has_a_record() {
    let (mut hall, task) = with_task().await;
    let path = format!("/c/1/work/{task}");
    hall.ben
        .does(&hall.stage, json!({ "action": "take-task", "dao": 1, "task": task, "group": [] }))
        .await;
    let work =
        json!({ "action": "hand-in", "dao": 1, "job": 1, "work": format!("Done {HOSTILE}") });
    hall.ben.does(&hall.stage, work).await;
    let seen = async |hall: &Hall, says: &str| {
        for lang in ["en", "he"] {
            assert_sound(&path, lang, &hall.page(&path, lang).await);
        }
        let text = words(&hall.page(&path, "en").await.text);
        assert!(text.contains(says), "{says}: {text}");
    };
    seen(&hall, "if nobody reviews it, a second reviewer is asked").await;
    hall.stage.pass(Span::days(8));
    seen(&hall, "if nobody reviews it, it is accepted").await;
    hall.stage.pass(Span::days(8));
    seen(&hall, "if nobody disputes it, it is paid").await;
    hall.stage.pass(Span::days(5));
    seen(&hall, "Payments").await;
    let page = hall.page(&path, "en").await.text;
    assert!(page.contains("paid") && !words(&page).contains("nothing was paid yet"), "{page}");
    let board = words(&hall.page("/c/1/work", "en").await.text);
    assert!(board.contains("Nothing is open now.") && !board.contains("No task has ended yet."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_shows_so_many_and_leads_on() {
    let mut hall = Hall::found("open").await;
    for number in 0..23 {
        let act = offer(&format!("Task {number}."), json!({ "claim": { "places": 1 } }));
        hall.ana.does(&hall.stage, act).await;
    }
    let first = hall.page("/c/1/work", "en").await.text;
    let next = "/c/1/work?column=open&amp;after=20";
    assert!(first.contains("Task 19.") && !first.contains("Task 20.") && first.contains(next));
    let rest = hall.page("/c/1/work?column=open&after=20", "en").await.text;
    assert!(
        !rest.contains("Task 19.") && rest.contains("Task 22.") && !rest.contains("rel=\"next\"")
    );
    assert!(!words(&rest).contains("In hand"), "one column");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_sealed_by_a_salt_of_the_browser_and_opened_by_it() {
    let seal = |task: u64, account: u64, text: &str| {
        let id = body_id(&[1; 32], text);
        sha256(&[b"aluma entry", &task.to_be_bytes(), &account.to_be_bytes(), &id.0]).to_string()
    };
    // The same numbers stand in `signer/tests/seal.test.mjs`.
    assert_eq!(
        seal(2, 3, "Green\nroof").trim_start_matches("0x"),
        "c0c395bd766d142003105b370355ade01e81fec20ebe985b02bdceb6923f90f5"
    );
    let mut hall = Hall::found("open").await;
    let act = offer("Draw a sign", json!({ "contest": { "prizes": [1] } }));
    let task = hall.ana.does(&hall.stage, act).await.expect("a task");
    let path = format!("/c/1/work/{task}?do=enter-contest");
    for lang in ["en", "he"] {
        let page = hall.stage.get(&path, lang, Some(&hall.ben)).await;
        assert_sound(&path, lang, &page);
        assert!(page.text.contains("name=\"_work\"") && !page.text.contains("name=\"seal\""));
    }
    let ben = hall.ben.account.expect("an account").0;
    let form = format!("dao=1&task={task}&seal={}", seal(task, ben, "Green\nroof"));
    let prepared = hall.stage.prepare("enter-contest", &form, &hall.ben).await;
    assert_eq!(hall.ben.signs(&hall.stage, &prepared.json()).await["status"], "done");
    hall.stage.pass(Span::days(8));
    let page = hall.stage.get(&path, "en", Some(&hall.ben)).await.text;
    assert!(offers(&page, "open-entry"), "{page}");
    let (salt, text) = ("01".repeat(32), "Green%0D%0Aroof");
    for (salt, status) in [("02".repeat(32), "refused"), (salt, "done")] {
        let form = format!("dao=1&task={task}&work={text}&x-salt={salt}");
        let prepared = hall.stage.prepare("open-entry", &form, &hall.ben).await;
        let told = hall.ben.signs(&hall.stage, &prepared.json()).await;
        assert_eq!(told["status"], status, "{told}");
    }
}
