//! Pages of people: each answers in both languages, says only words of the catalogue, shows what
//! people wrote as text, and says before any form why somebody cannot act.

use aluma_types::Span;
use axum::http::StatusCode;
use serde_json::json;

use crate::stage::{Answer, Person};
use crate::town::{Town, town};
use crate::words::{latin, words};

fn addresses(town: &Town) -> Vec<String> {
    let (hall, ann) = (town.hall, town.ann.account.expect("an account").0);
    let mut all: Vec<String> =
        ["/found", "/join", "/enter", "/settings", "/recover", "/recover/key", "/mine"]
            .map(str::to_owned)
            .into();
    for page in ["", "/people", "/invite"] {
        all.push(format!("/c/{hall}{page}"));
    }
    all.push(format!("/join?dao={hall}"));
    all.push(format!("/u/{ann}"));
    all.push("/u/@ben-amar".to_owned());
    all.push("/recover?account=@ben-amar".to_owned());
    all.push("/recover?account=nobody-here".to_owned());
    all
}

fn readers(town: &Town) -> [Option<&Person>; 5] {
    [None, Some(&town.ann), Some(&town.ben), Some(&town.cara), Some(&town.eve)]
}

fn assert_sound(path: &str, lang: &str, answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK, "{path} {lang}: {}", answer.text);
    let text = &answer.text;
    assert!(text.contains(&format!("<html lang=\"{lang}\"")), "{path} {lang}");
    assert_eq!(text.matches("<h1").count(), 1, "{path} {lang}: one heading of the first order");
    let read = words(text);
    assert!(!read.contains("web-"), "{path} {lang} shows the key of a message: {read}");
    assert!(!text.contains("<img"), "{path} {lang}: what somebody wrote became markup");
    assert!(!text.contains("<script>"), "{path} {lang}: somebody's words became a script");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_people_answer_in_both_languages() {
    let town = town().await;
    for path in addresses(&town) {
        for reader in readers(&town) {
            for lang in ["en", "he"] {
                let answer = town.stage.get(&path, lang, reader).await;
                assert_sound(&path, lang, &answer);
                if lang == "he" {
                    assert_eq!(latin(&words(&answer.text)), Vec::<String>::new(), "{path}");
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_cannot_act_is_told_why_before_a_form() {
    let town = town().await;
    let hall = town.hall;
    for (path, reader, says, form) in [
        (format!("/c/{hall}/invite"), None, "sign in", false),
        (format!("/c/{hall}/invite"), Some(&town.eve), "Only members with a vote", false),
        (format!("/c/{hall}/invite"), Some(&town.ann), "A member with a vote, at once", true),
        (format!("/join?dao={hall}"), None, "invitation link", false),
        (format!("/join?dao={hall}"), Some(&town.eve), "one objection makes it", true),
        (format!("/join?dao={hall}"), Some(&town.ann), "You are a member with a vote", false),
        (format!("/join?dao={hall}"), Some(&town.cara), "You applied", false),
        ("/found".to_owned(), None, "invitation link", false),
        ("/found".to_owned(), Some(&town.eve), "Four answers", true),
        ("/u/@ben-amar".to_owned(), Some(&town.eve), "nothing here to pay with", false),
        ("/u/@ben-amar".to_owned(), Some(&town.ann), "How much of what you have", true),
        ("/recover?account=@ben-amar".to_owned(), Some(&town.ann), "You are not among", false),
    ] {
        let text = town.stage.get(&path, "en", reader).await.text;
        assert!(words(&text).contains(says), "{path}: {says}: {}", words(&text));
        assert_eq!(text.contains("data-act="), form, "{path}: {says}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn applicants_wait_in_sight_and_members_object() {
    let mut town = town().await;
    let path = format!("/c/{}/people", town.hall);
    let account = town.cara.account.expect("an account").0;
    let member = town.stage.get(&path, "en", Some(&town.ben)).await.text;
    assert!(words(&member).contains("If nobody objects until"), "{}", words(&member));
    assert!(member.contains("data-act=\"object\""));
    assert!(words(&member).contains("Teams and roles") && member.contains("Gardener"));
    // Strangers read it, since the community is open, and have nothing to object with.
    let stranger = town.stage.get(&path, "en", None).await.text;
    assert!(stranger.contains("@cara") && !stranger.contains("data-act="));
    let waits = town.stage.get("/mine", "en", Some(&town.ben)).await.text;
    assert!(words(&waits).contains("if nobody objects, they are admitted"));
    assert!(words(&waits).contains("if you do nothing, your vote goes with"));
    let form = format!("dao={}&account={account}&reason=no", town.hall);
    let prepared = town.stage.prepare("object", &form, &town.ben).await.json();
    assert_eq!(town.ben.signs(&town.stage, &prepared).await["status"], "done");
    let member = town.stage.get(&path, "en", Some(&town.ben)).await.text;
    assert!(words(&member).contains("The members vote on it"));
    assert!(member.contains("actions[0].action=admit"));
    let waits = town.stage.get("/mine", "en", Some(&town.ben)).await.text;
    assert!(!words(&waits).contains("if nobody objects"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_telephone_comes_back_by_people_and_their_owner_sees_it() {
    let mut town = town().await;
    let settings = town.stage.get("/settings", "en", Some(&town.ann)).await.text;
    assert!(words(&settings).contains("All of this hangs on one key"));
    assert!(words(&settings).contains("this browser"));
    let form = "guardians[0].account.account=@ben-amar&guardians[1].account.account=&threshold=1";
    let prepared = town.stage.prepare("set-guardians", form, &town.ann).await.json();
    assert_eq!(town.ann.signs(&town.stage, &prepared).await["status"], "done", "{prepared}");
    let settings = town.stage.get("/settings", "en", Some(&town.ann)).await.text;
    assert!(!words(&settings).contains("All of this hangs on one key"));
    assert!(settings.contains("@ben-amar") && settings.contains("data-act=\"veto\""));
    town.stage.pass(Span::days(8));
    let path = "/recover?account=@ann-levi";
    let helper = town.stage.get(path, "en", Some(&town.ben)).await.text;
    assert!(helper.contains("data-act=\"recover\""));
    let account = town.ann.account.expect("an account").0;
    let key = format!("ed25519:{}", "07".repeat(32));
    let form = format!("account={account}&key={key}");
    let prepared = town.stage.prepare("recover", &form, &town.ben).await.json();
    assert_eq!(town.ben.signs(&town.stage, &prepared).await["status"], "done", "{prepared}");
    for path in ["/settings", path] {
        let own = town.stage.get(path, "en", Some(&town.ann)).await.text;
        assert!(words(&own).contains("A recovery is under way"), "{path}");
        assert!(own.contains("data-act=\"cancel-recovery\""), "{path}");
    }
    let prepared = town.stage.prepare("cancel-recovery", "", &town.ann).await.json();
    assert_eq!(town.ann.signs(&town.stage, &prepared).await["status"], "done", "{prepared}");
    let helper = town.stage.get(path, "en", Some(&town.ben)).await.text;
    assert!(words(&helper).contains("The last try was cancelled"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_key_ends_the_warning_and_its_removal_can_be_stopped() {
    let mut town = town().await;
    let settings = |text: &str| words(text).contains("All of this hangs on one key");
    let before = town.stage.get("/settings", "en", Some(&town.ben)).await.text;
    assert!(settings(&before) && words(&before).contains("The only one of its kind"));
    assert!(!before.contains("data-act=\"remove-key\""));
    let key = format!("key=ed25519:{}", "09".repeat(32));
    for (action, form) in [("add-key", &*key), ("remove-key", "key=1")] {
        let prepared = town.stage.prepare(action, form, &town.ben).await.json();
        let told = town.ben.signs(&town.stage, &prepared).await;
        assert_eq!(told["status"], "done", "{action}: {told}");
    }
    let after = town.stage.get("/settings", "en", Some(&town.ben)).await.text;
    assert!(!settings(&after) && words(&after).contains("unless it objects until then"));
    assert!(after.contains("name=\"change.removal.key\" value=\"1\""));
    let prepared = town.stage.prepare("veto", "change.removal.key=1", &town.ben).await.json();
    assert_eq!(town.ben.signs(&town.stage, &prepared).await["status"], "done", "{prepared}");
    // Others see none of it.
    let others = town.stage.get("/u/@ben-amar", "en", Some(&town.ann)).await.text;
    assert!(!others.contains("data-act=\"remove-key\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_expelled_reads_why_and_appeals() {
    let mut town = town().await;
    let account = town.cara.account.expect("an account").0;
    town.stage.pass(Span::days(4));
    let expel = json!({
        "action": "propose", "dao": town.hall, "title": "Out",
        "actions": [{ "action": "expel", "account": account, "reason": "Shouting" }],
    });
    let proposal = town.ann.does(&town.stage, expel).await.expect("a proposal");
    for voter in [&mut town.ann, &mut town.ben] {
        let vote = json!({ "action": "vote", "proposal": proposal, "choice": "for", "last": true });
        voter.does(&town.stage, vote).await;
    }
    town.stage.pass(Span::days(12));
    let path = format!("/c/{}/people", town.hall);
    let own = town.stage.get(&path, "en", Some(&town.cara)).await.text;
    assert!(words(&own).contains("Your membership was ended"), "{}", words(&own));
    assert!(own.contains("Shouting") && words(&own).contains("They may appeal until"));
    assert!(own.contains("data-act=\"appeal\""));
    let others = town.stage.get(&path, "en", Some(&town.ben)).await.text;
    assert!(others.contains("Shouting") && !others.contains("data-act=\"appeal\""));
    let form = format!("dao={}&title=Back&reason=It+was+the+wind", town.hall);
    let prepared = town.stage.prepare("appeal", &form, &town.cara).await.json();
    assert_eq!(town.cara.signs(&town.stage, &prepared).await["status"], "done", "{prepared}");
    let own = town.stage.get(&path, "en", Some(&town.cara)).await.text;
    assert!(words(&own).contains("They appealed") && !own.contains("data-act=\"appeal\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn money_is_paid_and_votes_are_lent_from_a_persons_page() {
    let mut town = town().await;
    let ben = town.ben.account.expect("an account").0;
    let form = format!(
        "to=account&to.account.account={ben}&amount.number=12.5&amount.asset=1&reason=lamps"
    );
    let prepared = town.stage.prepare("transfer", &form, &town.ann).await.json();
    assert_eq!(town.ann.signs(&town.stage, &prepared).await["status"], "done", "{prepared}");
    let mine = town.stage.get("/mine", "en", Some(&town.ben)).await.text;
    assert!(mine.contains("12.5 EUR"));
    assert!(mine.contains("data-act=\"undelegate\""));
    let held = town.stage.get("/mine", "en", Some(&town.ann)).await.text;
    assert!(words(&held).contains("I vote for one other person"));
    // A person's page shows of their communities those that the reader may see.
    let stranger = town.stage.get(&format!("/u/{ben}"), "en", None).await.text;
    assert!(!stranger.contains("zzquiet") && !stranger.contains("Quietwater"));
    let friend = town.stage.get(&format!("/u/{ben}"), "en", Some(&town.ann)).await.text;
    assert!(friend.contains("Quietwater"));
}
