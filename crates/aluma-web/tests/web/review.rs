//! Contributions: recorded, sealed, opened, judged and told, each number with where it comes from.

use aluma_core::review::rules::drawing::seal;
use aluma_types::{AccountId, Hash32, Span};
use serde_json::json;

use crate::hall::{HOSTILE, Hall, assert_sound};
use crate::stage::{Person, Stage};
use crate::words::words;

/// Three founders, and a contribution of ana's that ben and cleo are drawn to judge.
async fn given(hides: bool) -> (Hall, Person) {
    given_on(Stage::new(), hides).await
}

async fn given_on(mut stage: Stage, hides: bool) -> (Hall, Person) {
    let mut ana = stage.person(21, "ana").await;
    let mut ben = stage.person(22, "ben").await;
    let mut cleo = stage.person(24, "cleo").await;
    let outsider = stage.person(23, "outsider").await;
    let hides = if hides { "yes" } else { "no" };
    let found = json!({
        "action": "found", "handle": "zzhall", "name": format!("Quietwater {HOSTILE}"),
        "purpose": "Guarding the spring", "joining": "application", "manner": "small-circle",
        "visibility": "open", "assets": [], "pots": [], "domains": [], "roles": [],
        "changes": [{ "key": "review.hides-names", "value": hides }],
    });
    assert_eq!(ana.does(&stage, found).await, Some(1));
    stage.bring(&mut ana, 1, &mut ben).await;
    stage.bring(&mut ana, 1, &mut cleo).await;
    let mut hall = Hall { stage, ana, ben, outsider };
    // What a person fills in on the page is all that it takes.
    let form =
        "dao=1&kind=contribution&size=3h&work=Mended+the+roof.+%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    let prepared = hall.stage.prepare("claim-contribution", form, &hall.ana).await;
    let done = hall.ana.signs(&hall.stage, &prepared.json()).await;
    assert_eq!(done["receipt"]["made"], 1, "{done}");
    hall.stage.pass(Span::minutes(1));
    hall.stage.indexed();
    (hall, cleo)
}

/// The seal on a rating, as the browser makes it.
fn sealed(hall: &Hall, who: &Person, (quality, minutes, salt): (u8, u64, u128)) -> String {
    let of = (&hall.stage.node.network(), 1, 1, 0);
    let who = who.account.expect("an account");
    seal(of, (who, quality, minutes * 60_000, salt)).to_string()
}

#[test]
fn the_browser_and_the_ledger_make_the_same_seal() {
    // The same numbers stand in `signer/tests/seal.test.mjs`.
    let made = seal(
        (&Hash32([7; 32]), 1, 5, 0),
        (AccountId(3), 80, 9_000_000, u128::from_be_bytes([1; 16])),
    );
    assert_eq!(
        made.to_string().trim_start_matches("0x"),
        "bbcf8f1c1c5a3a317a0e1ec1c6d60ecbeb0ae673b50cd4bc8b3f5e737b9dc739"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_desk_says_what_to_do_first() {
    let hall = Hall::found("open").await;
    for (lang, says, none) in [
        ("en", "Nothing was recorded yet.", "No contribution waits for you."),
        ("he", "עוד לא נרשמה תרומה", "אין תרומה שממתינה לך"),
    ] {
        let page = hall.page("/c/1/review", lang).await;
        assert_sound("/c/1/review", lang, &page);
        let told = words(&page.text);
        assert!(told.contains(says) && told.contains(none), "{told}");
        let form = hall.page("/c/1/review/claim", lang).await;
        assert_sound("/c/1/review/claim", lang, &form);
        assert!(form.text.contains("data-act=\"claim-contribution\""), "{}", form.text);
        assert!(form.text.contains("name=\"size\"") && form.text.contains("name=\"work\""));
    }
    let stranger = hall.stage.get("/c/1/review/claim", "en", None).await.text;
    assert!(!stranger.contains("data-act"), "members alone record: {stranger}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rating_is_sealed_opened_and_becomes_points() {
    let (hall, mut cleo) = given(false).await;
    let path = "/c/1/review/1";
    let sound = async |hall: &Hall, cleo: &Person| {
        for lang in ["en", "he"] {
            assert_sound(path, lang, &hall.page(path, lang).await);
            assert_sound(path, lang, &hall.stage.get(path, lang, Some(cleo)).await);
        }
    };
    sound(&hall, &cleo).await;
    let desk = hall.stage.get("/c/1/review", "en", Some(&hall.ben)).await.text;
    assert!(words(&desk).contains("To be judged by you"), "{desk}");
    let mine = hall.stage.get("/mine", "en", Some(&hall.ben)).await.text;
    assert!(mine.contains("href=\"/c/1/review/1\""), "{mine}");
    // Whoever was drawn finds the form; the author and strangers do not.
    let ben = hall.stage.get(path, "en", Some(&hall.ben)).await.text;
    assert!(ben.contains("data-act=\"seal-review\"") && ben.contains("name=\"_quality\""), "{ben}");
    assert!(ben.contains("name=\"_round\" value=\"0\"") && !ben.contains("name=\"sealed\""));
    assert!(words(&ben).contains("Without this browser the rating cannot be opened"), "{ben}");
    for reader in [None, Some(&hall.ana)] {
        assert!(!hall.stage.get(path, "en", reader).await.text.contains("seal-review"));
    }
    let ratings = [(80u8, 180u64, 7u128), (70, 120, 8)];
    for (who, rating) in [&mut hall.ben.clone(), &mut cleo].into_iter().zip(ratings) {
        let form = format!("dao=1&evidence=1&sealed={}", sealed(&hall, who, rating));
        let prepared = hall.stage.prepare("seal-review", &form, who).await;
        let done = who.signs(&hall.stage, &prepared.json()).await;
        assert_eq!(done["status"], "done", "{done}");
    }
    let ben = hall.stage.get(path, "en", Some(&hall.ben)).await.text;
    assert!(
        ben.contains("data-act=\"reveal-review\"") && ben.contains("name=\"reasons\""),
        "{ben}"
    );
    sound(&hall, &cleo).await;
    for (who, (quality, minutes, salt)) in
        [&mut hall.ben.clone(), &mut cleo].into_iter().zip(ratings)
    {
        let form = format!(
            "dao=1&evidence=1&quality={quality}&size={minutes}m&salt={salt}&reasons=It+is+dry."
        );
        let prepared = hall.stage.prepare("reveal-review", &form, who).await;
        let done = who.signs(&hall.stage, &prepared.json()).await;
        assert_eq!(done["status"], "done", "{done}");
    }
    hall.stage.indexed();
    sound(&hall, &cleo).await;
    let page = hall.page(path, "en").await.text;
    let told = words(&page);
    // The plain mean of 80 and 70; two hours of three; 2 * (75 - 30) / 70 points, rounded down.
    assert!(told.contains("75 of 100"), "{told}");
    assert!(page.contains(">75.000<") && page.contains(">1.28<"), "{page}");
    assert!(
        told.contains("Points are that work in hours") && page.contains("It is dry."),
        "{told}"
    );
    assert!(page.contains("aluma show draw --dao 1 --evidence 1"), "{page}");
    assert!(page.contains("/act/appeal-score?dao=1"), "its author may appeal");
    let other = hall.stage.get(path, "en", Some(&hall.ben)).await.text;
    assert!(other.contains("/act/dispute-score?dao=1") && !other.contains("/act/appeal-score"));
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_hidden_where_the_charter_says_so() {
    let (hall, _) = given(true).await;
    for path in ["/c/1/review/1", "/c/1/review"] {
        let page = hall.stage.get(path, "en", Some(&hall.ben)).await.text;
        let own = hall.page(path, "en").await.text;
        let main = |page: &str| page.split("<main").nth(1).unwrap_or_default().to_owned();
        assert!(words(&page).contains("Names are hidden until it is judged"), "{path}: {page}");
        assert!(!main(&page).contains("@ana"), "{path}: {page}");
        assert!(!words(&own).contains("Names are hidden until"), "its author sees it: {path}");
    }
    let page = hall.stage.get("/c/1/review/1", "en", Some(&hall.ben)).await.text;
    assert!(words(&page).contains("it would say who made it"), "{page}");
    assert!(!page.contains("aluma show draw"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_tells_the_record_first_and_then_the_voice() {
    let (mut hall, mut cleo) = given(false).await;
    let ana = hall.ana.account.expect("an account").0;
    let path = format!("/c/1/people/{ana}");
    for lang in ["en", "he"] {
        assert_sound(&path, lang, &hall.page(&path, lang).await);
    }
    let empty = words(&hall.page(&path, "en").await.text);
    assert!(empty.contains("Nothing of theirs was accepted here yet."), "{empty}");
    for who in [&mut hall.ben.clone(), &mut cleo] {
        let act = json!({ "action": "seal-review", "dao": 1, "evidence": 1,
            "sealed": sealed(&hall, who, (80, 180, 7)) });
        who.does(&hall.stage, act).await;
    }
    for who in [&mut hall.ben.clone(), &mut cleo] {
        let act = json!({ "action": "reveal-review", "dao": 1, "evidence": 1, "quality": 80,
            "size": "3h", "salt": "7" });
        who.does(&hall.stage, act).await;
    }
    let thanks = json!({ "action": "thank", "dao": 1, "to": ana, "about": 1,
        "words": format!("For the roof {HOSTILE}") });
    hall.ben.does(&hall.stage, thanks).await;
    hall.stage.pass(Span::days(180));
    hall.stage.indexed();
    for path in [path.clone(), format!("{path}?domain=all")] {
        for lang in ["en", "he"] {
            assert_sound(&path, lang, &hall.page(&path, lang).await);
        }
    }
    let page = hall.page(&path, "en").await.text;
    let (record, voice) =
        (page.find("The record: what they gave"), page.find("The voice: what it"));
    assert!(record.is_some() && record < voice, "{page}");
    // 3 * (80 - 30) / 70 points were given; half of them weigh after a half-life.
    assert!(page.contains(">2.14<") && page.contains(">1.07<"), "{page}");
    assert!(page.contains("For the roof") && page.contains("href=\"/c/1/review/1\""), "{page}");
    let why = hall.page(&format!("{path}?domain=all"), "en").await.text;
    assert!(words(&why).contains("two to the power of the time since the landmark"), "{why}");
    assert!(why.contains("id=\"explained\"") && why.contains(">2.14<"), "{why}");
    let person = hall.page(&format!("/u/{ana}"), "en").await.text;
    assert!(person.contains(&format!("href=\"{path}\"")), "{person}");
    assert!(!page.contains("/act/praise?"), "nobody praises themselves");
    let other = hall.stage.get(&path, "en", Some(&hall.ben)).await.text;
    assert!(other.contains("/act/praise?dao=1") && other.contains("/act/thank?dao=1"));
}

/// A part of a signed token.
pub(crate) fn part(token: &str, place: usize) -> Vec<u8> {
    use base64::Engine;
    let text = token.trim().split('.').nth(place).expect("three parts");
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).expect("base64")
}

/// What ana gave was judged, and a month has passed.
pub(crate) async fn judged(stage: Stage) -> Hall {
    let (hall, mut cleo) = given_on(stage, false).await;
    let ratings = [(80u8, 180u64, 7u128), (70, 120, 8)];
    for opens in [false, true] {
        for (who, rating) in [&mut hall.ben.clone(), &mut cleo].into_iter().zip(ratings) {
            let (quality, minutes, salt) = rating;
            let (action, form) = if opens {
                let form = format!(
                    "dao=1&evidence=1&quality={quality}&size={minutes}m&salt={salt}&reasons=Dry."
                );
                ("reveal-review", form)
            } else {
                ("seal-review", format!("dao=1&evidence=1&sealed={}", sealed(&hall, who, rating)))
            };
            let prepared = hall.stage.prepare(action, &form, who).await;
            assert_eq!(who.signs(&hall.stage, &prepared.json()).await["status"], "done");
        }
    }
    hall.stage.pass(Span::days(30));
    hall.stage.indexed();
    hall
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_earned_leaves_signed_and_only_with_whom_it_is_about() {
    let hall = judged(Stage::new()).await;
    let ana = hall.ana.account.expect("an account").0;
    let own = hall.page(&format!("/c/1/people/{ana}"), "en").await.text;
    assert!(own.contains("/c/1/credential/badge.jwt"), "{own}");
    let others = hall.stage.get(&format!("/c/1/people/{ana}"), "en", Some(&hall.ben)).await.text;
    assert!(!others.contains("/c/1/credential/"), "nobody else takes it along");
    let token = hall.page("/c/1/credential/badge.jwt", "en").await;
    assert_eq!(token.headers["content-type"], "application/vc+jwt");
    let signature: [u8; 64] = part(&token.text, 2).try_into().expect("64 bytes");
    let (message, _) = token.text.trim().rsplit_once('.').expect("three parts");
    let key = hall.stage.node.key();
    let key: [u8; 32] = key.key_bytes().try_into().expect("32 bytes");
    assert!(aluma_verify::ed25519::verify(&key, &signature, message.as_bytes()));
    let claims: serde_json::Value = serde_json::from_slice(&part(&token.text, 1)).expect("JSON");
    let subject = &claims["credentialSubject"];
    let network = hall.stage.node.network();
    assert_eq!(subject["id"], format!("urn:aluma:{network}:account:{ana}"), "{claims}");
    assert_eq!(subject["identifier"][0]["identityHash"], "ana");
    assert!(claims["issuer"]["id"].as_str().is_some_and(|id| id.starts_with("did:key:z6Mk")));
    for lang in ["en", "he"] {
        let path = "/v1/credential?dao=1";
        let told = hall.stage.get(path, lang, Some(&hall.ana)).await;
        assert_eq!(told.headers["content-type"], "application/vc");
        let told = told.json();
        assert_eq!(told["proof"]["cryptosuite"], "eddsa-jcs-2022", "{told}");
        let name = told["name"].as_str().expect("a name");
        assert!(name.contains("Quietwater") && !name.contains(['\u{2068}', '\u{2069}']), "{name}");
        assert!(told["evidence"].as_array().is_some_and(|rows| rows.len() == 4), "{told}");
    }
    let told = hall.stage.get("/v1/credential?dao=1", "en", Some(&hall.ana)).await.json();
    assert_eq!(told.get("credentialStatus"), None, "a try-out has no address to ask at");
    for path in [
        "/v1/credential?dao=1&skill=3",
        "/v1/credential?dao=1&as=x",
        "/v1/credential?dao=1&mastery=3",
        "/v1/credential?dao=1&mastery=3&skill=3",
    ] {
        let told = hall.stage.get(path, "en", Some(&hall.ana)).await;
        assert!(told.status.is_client_error(), "{path}: {}", told.text);
    }
}
