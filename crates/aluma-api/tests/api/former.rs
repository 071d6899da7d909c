//! A closed community before the eyes of those who were near it: who left, who applied, who let an
//! invitation run out.

use aluma_types::hash::hex;
use aluma_types::{AccountId, Span};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value as Json, json};

use crate::closed::{addresses, assert_silent, rows, scan, texts};
use crate::oracle::{acts, told};
use crate::people::{Person, public_half};
use crate::quiet::{Closed, DOOR, SECRETS, found};
use crate::support::World;

/// The whole feed in a reader's eyes.
async fn feed(world: &World, session: &str) -> String {
    let request = Request::get("/v1/feed").header("last-event-id", "0");
    let request = request.header("authorization", session).body(Body::empty());
    let head = world.node.published().read().header.height;
    crate::feed::events(world, request.expect("a request"), head).await.join(" ")
}

#[tokio::test]
async fn who_left_reads_no_further() {
    let Closed { world, mut second, .. } = found("members").await;
    second.does(&world, json!({ "action": "leave", "dao": 1 })).await;
    world.indexed();
    let session = second.session(&world);
    scan(&world, (second.account, Some(&session))).await;
    assert_silent("the feed", &feed(&world, &session).await, &texts(&world));
}

/// What stands on a community's door: whom an invitation led there sees it while they wait.
const PLATE: [&str; 3] = ["zzhidden", "Quietwater", "Guarding the spring"];

/// The community, and somebody who waits to be admitted.
async fn applied() -> (World, Person) {
    let Closed { world, mut member, .. } = found("members").await;
    let invite = json!({
        "action": "invite", "dao": 1, "secret": public_half([79; 32]), "uses": 1,
        "valid_for": "1d", "vouch": false,
    });
    member.does(&world, invite).await;
    let mut applicant = Person::new(52);
    let proof = applicant.proof(&world, [79; 32]);
    let join = json!({ "action": "join", "dao": 1, "proof": proof, "handle": "applicant" });
    applicant.account = applicant.does(&world, join).await.map(AccountId);
    world.indexed();
    (world, applicant)
}

#[tokio::test]
async fn who_applied_reads_the_plate_alone_before_they_are_admitted() {
    let (world, applicant) = applied().await;
    let session = applicant.session(&world);
    let dao = world.get_as("/v1/views/members?dao=1", &session).await;
    assert_ne!(dao.status, 200, "an applicant is no member: {}", dao.text);
    let hidden: Vec<_> = SECRETS.into_iter().filter(|word| !PLATE.contains(word)).collect();
    let tells_nothing = |path: &str, text: &str| {
        for word in &hidden {
            assert!(!text.contains(word), "{path} tells {word}: {text}");
        }
    };
    for path in addresses(&world) {
        tells_nothing(&path, &world.get_as(&path, &session).await.text);
    }
    tells_nothing("the feed", &feed(&world, &session).await);
    let own = |table: u16, key: &[u8]| {
        let account = applicant.account.expect("an account").0.to_be_bytes();
        (table == 10 && key == account)
            || (table == 20 && key == [&1u64.to_be_bytes()[..], &account].concat())
    };
    for (table, key, open) in rows(&world, applicant.account) {
        let path = format!("/v1/proof?table={table}&key={}", hex(&key));
        let answer = world.get_as(&path, &session).await;
        assert!(answer.status != 200 || open || own(table, &key), "{path}: {}", answer.text);
    }
}

#[tokio::test]
async fn who_was_expelled_reads_the_plate_and_their_own_expulsion() {
    let Closed { world, mut member, mut second, .. } = found("members").await;
    let of = second.account.expect("an account");
    let expel = json!({
        "action": "propose", "dao": 1, "title": "Heronry",
        "actions": [{ "action": "expel", "account": of.0, "reason": "Marigold" }],
    });
    let proposal = member.does(&world, expel).await.expect("a proposal");
    for voter in [&mut member, &mut second] {
        let vote = json!({
            "action": "vote", "proposal": proposal, "choice": "for", "last": true,
        });
        voter.does(&world, vote).await;
    }
    world.node.advance_to(world.node.now().after(Span::days(4))).expect("a manual clock");
    world.indexed();
    let session = second.session(&world);
    let own = world.get_as("/v1/views/expulsions?dao=1", &session).await;
    assert!(own.text.contains("Marigold"), "they read why: {}", own.text);
    let hidden: Vec<_> =
        SECRETS.into_iter().filter(|word| !PLATE.contains(word) && *word != "Marigold").collect();
    let tells_nothing = |path: &str, text: &str| {
        for word in &hidden {
            assert!(!text.contains(word), "{path} tells {word}: {text}");
        }
    };
    for path in addresses(&world) {
        tells_nothing(&path, &world.get_as(&path, &session).await.text);
    }
    tells_nothing("the feed", &feed(&world, &session).await);
    // Of a stranger nothing is told, not even that there was anybody.
    let stranger = world.get("/v1/views/expulsions?dao=1").await;
    assert_eq!(stranger.json["name"], "no-such-dao", "{}", stranger.text);
    let appeal = json!({
        "action": "appeal", "dao": 1, "title": "Please", "reason": "I am sorry",
    });
    assert!(second.does(&world, appeal).await.is_some(), "it opens a proposal");
}

#[tokio::test]
async fn acts_of_an_applicant_find_out_nothing() {
    let (world, mut applicant) = applied().await;
    // That the community is there an applicant knows: an act about it as a whole may tell so.
    let differs = |act: &Json| !act.to_string().contains("\"dao\":1");
    let asset = json!({ "asset": 1, "units": "5" });
    let into = |pot: u64| {
        json!({
            "action": "transfer", "to": { "pot": { "dao": 1, "pot": pot } }, "amount": asset,
        })
    };
    let pairs = acts(1).into_iter().zip(acts(99)).filter(|(act, _)| differs(act));
    let mut tried = 0;
    for (hidden, absent) in pairs.chain([(into(0), into(77)), (into(1), into(77))]) {
        let there = applicant.tries(&world, hidden.clone()).await.json;
        let nothing = applicant.tries(&world, absent).await.json;
        assert_eq!(told(&there), told(&nothing), "{hidden}");
        tried += 1;
    }
    assert!(tried > 8, "assets, pots, proposals and polls");
}

#[tokio::test]
async fn an_invitation_that_ran_out_opens_nothing() {
    let Closed { world, .. } = found("members").await;
    let ids = texts(&world);
    let ask = async |path: &str| {
        let request = Request::get(path).header("aluma-invitation", public_half(DOOR));
        world.call(request.body(Body::empty()).expect("a request")).await
    };
    let open = ask("/v1/views/dao?dao=1").await;
    assert!(open.text.contains("Quietwater"), "while it stands: {}", open.text);
    world.node.advance_to(world.node.now().after(Span::days(91))).expect("a manual clock");
    world.indexed();
    for path in addresses(&world) {
        let answer = ask(&path).await;
        assert_silent(&path, &answer.text, &ids);
        let bare = world.get(&path).await;
        assert_eq!((answer.status, answer.text), (bare.status, bare.text), "{path}");
    }
}
