//! What somebody outside is told when they act on a closed community: what is told of one that was
//! never there, to the letter, whatever they try.

use aluma_core::registry::REGISTRY;
use aluma_types::codec::Canon;
use aluma_types::hash::hex;
use aluma_types::spec::Author;
use aluma_types::{Scheme, Signer, Span};
use aluma_verify::SigningKey;
use serde_json::{Value as Json, json};

use crate::people::{Person, public_half};
use crate::quiet::{Closed, DOOR, SECRETS, found};
use crate::support::{World, sign};

/// Every action that names something of a community, for the numbers `id` of a community, a
/// proposal, a poll, an asset.
pub(crate) fn acts(id: u64) -> Vec<Json> {
    let of_proposal = json!({ "proposal": { "proposal": id } });
    let amount = json!({ "asset": id, "units": "5" });
    let mut acts = vec![
        json!({ "action": "leave", "dao": id }),
        json!({
            "action": "invite-dao", "dao": id, "guest": id, "valid_for": "3d", "vouch": false,
        }),
        json!({ "action": "declare-away", "dao": id, "lasts": "3d" }),
        json!({ "action": "come-back", "dao": id }),
        json!({ "action": "join-as", "dao": id, "stake": "neighbour" }),
        json!({ "action": "appeal", "dao": id, "title": "Mine", "reason": "Why" }),
        json!({ "action": "enter", "dao": id }),
        json!({ "action": "join", "dao": id }),
        json!({ "action": "join", "dao": id, "note": "let me in" }),
        json!({ "action": "object", "dao": id, "account": 1 }),
        json!({ "action": "renounce-role", "dao": id, "role": 1 }),
        json!({
            "action": "act-by-role", "dao": id, "role": 1,
            "actions": [{ "action": "give-role", "role": 2, "to": 1 }],
        }),
        json!({ "action": "enroll", "dao": id, "payees": [] }),
        json!({
            "action": "enroll", "dao": id,
            "payees": [{ "handle": "fresh", "label": "x", "label_hash": hex(&[5; 32]) }],
        }),
        json!({
            "action": "invite", "dao": id, "secret": public_half([9; 32]), "uses": 1,
            "valid_for": "1d", "vouch": true,
        }),
        json!({
            "action": "transfer", "to": { "account": { "account": 1 } }, "amount": amount,
        }),
        json!({
            "action": "transfer", "to": { "pot": { "dao": id, "pot": 0 } }, "amount": amount,
        }),
        json!({
            "action": "transfer", "to": { "pot": { "dao": id, "pot": 77 } }, "amount": amount,
        }),
        json!({
            "action": "pay-batch", "asset": id, "payments": [{ "to": 1, "units": "5" }],
        }),
        json!({
            "action": "record-income", "dao": id, "kind": "gift", "purpose": "a gift",
            "received": { "paid": { "amount": amount, "pot": 0 } },
        }),
        json!({
            "action": "propose", "dao": id, "title": "Mine",
            "actions": [{ "action": "resolve", "text": "So be it" }],
        }),
        json!({ "action": "take-dividend", "share": id, "asset": id }),
        json!({
            "action": "transfer-item", "dao": id, "number": 1,
            "to": { "account": { "account": 1 } },
        }),
        json!({
            "action": "acknowledge-funds", "amount": amount,
            "to": { "account": { "account": 1 } },
        }),
        json!({ "action": "ask-payout", "amount": amount, "whither": "my bank" }),
        json!({ "action": "settle-payout", "dao": id, "number": 1, "reference": "r" }),
        json!({ "action": "answer-payout", "dao": id, "number": 1, "received": true }),
        json!({ "action": "withdraw-payout", "dao": id, "number": 1 }),
        json!({ "action": "draw", "dao": id, "number": 1 }),
        json!({ "action": "renounce-stream", "dao": id, "number": 1 }),
        json!({ "action": "withdraw", "proposal": id }),
        json!({ "action": "sponsor", "proposal": id }),
        json!({
            "action": "grant-key", "role": "agent", "key": format!("ed25519:{}", "77".repeat(32)),
            "scopes": [{ "dao": id, "actions": [] }], "caps": [], "valid_for": "1d",
        }),
        json!({
            "action": "set-guardians", "guardians": [{ "dao": { "dao": id } }], "threshold": 1,
        }),
        json!({ "action": "delegate", "dao": id, "to": 1 }),
        json!({ "action": "undelegate", "dao": id }),
        json!({
            "action": "poll", "dao": id, "question": "Well?", "options": ["a", "b"],
            "kind": "single", "audience": "members", "lasts": "1d",
        }),
        json!({ "action": "answer", "poll": id, "marks": [1] }),
        json!({ "action": "answer", "poll": id, "marks": [1, 2, 3, 4, 5] }),
        json!({ "action": "outcome", "of": of_proposal, "done": "yes", "worked": "no" }),
        json!({
            "action": "outcome", "of": { "poll": { "poll": id } }, "done": "yes", "worked": "no",
        }),
    ];
    acts.extend(talk(id));
    acts.extend(work(id));
    acts.extend(judging(id));
    acts.extend(rounds(id));
    acts.extend(giving(id));
    acts.extend(earning(id));
    acts.extend(making(id));
    for last in [false, true] {
        acts.push(json!({
            "action": "vote", "proposal": id, "choice": "for", "last": last,
        }));
    }
    acts
}

/// What one would say in a community. A text that is its author's own is taken once, so each says
/// something else.
fn talk(id: u64) -> Vec<Json> {
    let say = |number: u64, to: Json| {
        json!({
            "action": "post", "dao": id, "to": to, "body": format!("Hello {id} {number}"),
            "mentions": [1],
        })
    };
    let post = |action: &str| json!({ "action": action, "dao": id, "post": "1" });
    let react = |action: &str| json!({ "action": action, "dao": id, "post": "1", "kind": "agree" });
    let mut edit = post("edit-post");
    (edit["body"], edit["mentions"]) = (json!(format!("Else {id}")), json!([]));
    let mut appeal = post("appeal-hiding");
    appeal["reason"] = json!("Why");
    let thread = |action: &str| json!({ "action": action, "dao": id, "thread": "1" });
    vec![
        json!({
            "action": "open-thread", "dao": id, "domain": 1, "readers": "voters",
            "title": format!("Title {id}"), "body": format!("Body {id}"), "mentions": [],
        }),
        say(1, json!({ "thread": { "thread": "1" } })),
        say(2, json!({ "proposal": { "proposal": 1 } })),
        say(3, json!({ "poll": { "poll": 1 } })),
        edit,
        post("erase-post"),
        appeal,
        react("react"),
        react("withdraw-reaction"),
        thread("close-thread"),
        thread("reopen-thread"),
        json!({ "action": "praise", "dao": id, "to": 1, "points": 3, "words": "Well done" }),
        json!({ "action": "thank", "dao": id, "to": 1, "words": "Thank you" }),
        json!({ "action": "take-tier", "dao": id }),
    ]
}

/// What one would do about the work of a community.
fn work(id: u64) -> Vec<Json> {
    let task = |action: &str| json!({ "action": action, "dao": id, "task": "1" });
    let job = |action: &str| json!({ "action": action, "dao": id, "job": "1" });
    let with = |mut act: Json, more: Json| {
        let (Some(act_fields), Some(more)) = (act.as_object_mut(), more.as_object()) else {
            return act;
        };
        act_fields.extend(more.clone());
        act
    };
    let amount = json!({ "asset": id, "units": "5" });
    vec![
        json!({
            "action": "publish-task", "dao": id, "title": "Roof", "brief": "Mend it.",
            "mode": { "claim": { "places": 1 } }, "reward": amount, "skills": [], "needs": [], "needs": [],
            "open_for": "1d", "estimate": "1d", "milestones": [], "sequential": false,
            "positive": false, "outside": false, "parent": "1", "domain": 1,
        }),
        task("cancel-task"),
        with(task("take-task"), json!({ "group": [] })),
        with(task("apply-for-task"), json!({ "price": amount, "within": "1d", "words": "Me" })),
        task("withdraw-offer"),
        with(task("choose-applicant"), json!({ "account": 1 })),
        with(task("enter-contest"), json!({ "seal": hex(&[7; 32]) })),
        with(task("open-entry"), json!({ "work": "Mine" })),
        with(task("award-prizes"), json!({ "winners": [1] })),
        with(job("note-progress"), json!({ "words": "Half" })),
        job("hand-back"),
        with(job("hand-in"), json!({ "work": "Done" })),
        job("claim-work"),
        with(job("review-work"), json!({ "verdict": { "accept": { "quality": 1000 } } })),
        with(job("appeal-work"), json!({ "reason": "No" })),
        with(job("dispute-work"), json!({ "reason": "No" })),
        json!({
            "action": "bring-drafts", "dao": id,
            "drafts": [{ "reference": hex(&[id as u8; 32]), "what": { "title": "Roof", "open": true } }],
        }),
        json!({ "action": "link-draft", "dao": id, "draft": "1", "task": null }),
    ]
}

/// What one would do about contributions in a community.
fn judging(id: u64) -> Vec<Json> {
    vec![
        json!({
            "action": "claim-contribution", "dao": id, "domain": 1, "kind": "contribution", "size": "1h",
            "work": format!("Mine {id}"), "authors": [], "skills": [],
        }),
        json!({ "action": "withdraw-claim", "dao": id, "evidence": "1" }),
        json!({
            "action": "record-past", "dao": id, "works": [{
                "account": 1, "reference": hex(&[7; 32]), "domain": null, "micro": "5", "at": 5,
                "title": null,
            }],
        }),
        json!({ "action": "take-past", "dao": id, "join": true }),
        json!({ "action": "strike-past", "dao": id, "account": 1, "references": [hex(&[7; 32])] }),
        json!({ "action": "name-skills", "dao": id, "skills": [{ "skill": 1, "name": "Baking" }] }),
        json!({ "action": "declare-reviews", "dao": id, "most": 1 }),
        json!({ "action": "seal-review", "dao": id, "evidence": "1", "sealed": hex(&[7; 32]) }),
        json!({
            "action": "reveal-review", "dao": id, "evidence": "1", "quality": 50, "size": "1h",
            "salt": "1",
        }),
        json!({ "action": "appeal-score", "dao": id, "evidence": "1", "reason": "No" }),
        json!({ "action": "dispute-score", "dao": id, "evidence": "1", "reason": "No" }),
    ]
}

/// What one would do in a round of a community.
fn rounds(id: u64) -> Vec<Json> {
    let round = |action: &str| json!({ "action": action, "dao": id, "round": "1" });
    let with = |action: &str, name: &str, value: Json| {
        let mut act = round(action);
        act[name] = value;
        act
    };
    let mut praise = with("praise-in-round", "to", json!(1));
    praise["words"] = json!("Well done");
    let mut nominate = with("nominate", "words", json!("The roof"));
    (nominate["evidence"], nominate["jobs"]) = (json!([]), json!([]));
    let mut record = with("record-praise", "first", json!(1));
    record["rows"] = json!([{ "from": 1, "to": 2, "at": 1_700_000_000_000_u64, "rates": [] }]);
    vec![
        praise,
        nominate,
        record,
        with("give-in-circle", "gifts", json!([{ "to": 1, "tokens": 1 }])),
        with("cast-retro-ballot", "marks", json!([{ "candidate": 1, "units": "1" }])),
        with("assign-raters", "entries", json!([{ "entry": 1, "raters": [1] }])),
        with("rate-praise", "scores", json!([{ "entry": 1, "score": 1, "dismissed": false }])),
        with("close-record", "entries", json!(1)),
    ]
}

/// What one would do about gift pots and grants of a community.
fn giving(id: u64) -> Vec<Json> {
    let of = |action: &str| json!({ "action": action, "dao": id, "undertaking": "1" });
    let with = |action: &str, name: &str, value: Json| {
        let mut act = of(action);
        act[name] = value;
        act
    };
    let amount = json!({ "asset": id, "units": "5" });
    let mut pledge = with("pledge-match", "amount", amount.clone());
    pledge["times"] = json!(1);
    vec![
        with("give-for-purpose", "amount", amount),
        pledge,
        with("hand-in-milestone", "work", json!("Done")),
        with("judge-milestone", "accept", json!(true)),
        with("tell-what-came", "words", json!("Well")),
        of("accept-grant"),
        of("decline-grant"),
        json!({ "action": "enter-project", "dao": id, "fund": "1", "words": "A well" }),
        json!({
            "action": "fund-project", "dao": id, "fund": "1", "project": 1,
            "amount": { "asset": id, "units": "5" },
        }),
        json!({ "action": "withdraw-project", "dao": id, "fund": "1", "project": 1 }),
    ]
}

/// What one would do about programmes of a community, and with its shares.
fn earning(id: u64) -> Vec<Json> {
    let of = |action: &str, name: &str| json!({ "action": action, "dao": id, name: "1" });
    let with = |mut act: Json, name: &str, value: Json| {
        act[name] = value;
        act
    };
    let amount = json!({ "asset": id, "units": "5" });
    let sealed = with(of("seal-bid", "sale"), "seal", json!(hex(&[7; 32])));
    let steps = json!([{ "units": "1", "price": "1" }]);
    let bid = with(of("open-bid", "sale"), "steps", steps);
    let bid = with(bid, "salt", json!("1"));
    let buy = with(of("buy-shares", "sale"), "units", json!("1"));
    let leave =
        json!({ "action": "leave-with-part", "dao": id, "shares": amount, "membership": false });
    vec![
        with(of("fund-programme", "programme"), "amount", amount.clone()),
        with(of("post-bond", "programme"), "amount", amount.clone()),
        with(of("claim-reward", "programme"), "evidence", json!("ledger")),
        of("attest-reward", "claim"),
        with(of("revoke-attestor", "programme"), "account", json!(1)),
        with(of("confirm-reward", "claim"), "yes", json!(true)),
        with(of("challenge-reward", "claim"), "reason", json!("No")),
        with(sealed, "deposit", amount.clone()),
        bid,
        with(buy, "most", amount.clone()),
        leave,
        of("withdraw-leaving", "exit"),
        with(of("begin-course", "course"), "practice", json!(id)),
        of("prove-step", "course"),
        with(of("hand-in-practical", "course"), "link", json!("https://example.org/notes")),
    ]
}

/// What one would do about works that are registered in a community.
fn making(id: u64) -> Vec<Json> {
    let of = |action: &str| json!({ "action": action, "dao": id, "work": "1" });
    let with = |action: &str, name: &str, value: Json| {
        let mut act = of(action);
        act[name] = value;
        act
    };
    let amount = json!({ "asset": id, "units": "5" });
    let mut offer = with("offer-work", "what", json!({ "uses": { "price": null } }));
    offer["lasts"] = json!("1d");
    let mut buy = with("buy-work", "most", amount.clone());
    buy["offer"] = json!("1");
    let mut usage = with("use-work", "most", amount);
    (usage["times"], usage["reason"]) = (json!(1), json!("A poster"));
    vec![
        json!({
            "action": "register-work", "dao": id, "hash": hex(&[7; 32]), "name": "A song",
            "authors": [{ "account": 1, "parts": "1" }], "royalty": "0%", "answer": "7d",
        }),
        offer,
        with("answer-work", "agrees", json!(true)),
        buy,
        usage,
    ]
}

/// Acts that name no community.
const PERSONAL: [&str; 8] =
    ["add-key", "claim", "revoke-key", "remove-key", "veto", "recover", "cancel-recovery", "found"];

/// A text without its numbers.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars() {
        match letter {
            '0'..='9' if plain.ends_with('#') => {}
            '0'..='9' => plain.push('#'),
            letter => plain.push(letter),
        }
    }
    plain
}

/// What may not differ: all but ids and the place in the ledger.
pub(crate) fn told(answer: &Json) -> String {
    let mut answer = answer.clone();
    if let Some(fields) = answer.as_object_mut() {
        fields.remove("id");
        fields.remove("promise");
    }
    if let Some(receipt) = answer["receipt"].as_object_mut() {
        receipt.remove("id");
    }
    plain(&answer.to_string())
}

#[tokio::test]
async fn every_act_is_answered_like_one_on_nothing() {
    let Closed { world, mut outsider, .. } = found("members").await;
    let names: Vec<_> =
        acts(1).iter().map(|act| act["action"].as_str().unwrap().to_owned()).collect();
    for (_, spec) in REGISTRY.specs {
        let personal = PERSONAL.contains(&spec.name);
        let tried = names.iter().any(|name| name == spec.name);
        assert!(
            tried || personal || !spec.by.contains(&Author::Member),
            "{} may name a closed community and is not tried",
            spec.name
        );
    }
    for (hidden, absent) in acts(1).into_iter().zip(acts(99)) {
        let (hidden_answer, absent_answer) = (
            outsider.tries(&world, hidden.clone()).await.json,
            outsider.tries(&world, absent).await.json,
        );
        assert_eq!(hidden_answer["status"], "refused", "{hidden}: {hidden_answer}");
        assert_eq!(told(&hidden_answer), told(&absent_answer), "{hidden}");
    }
    // The second proposal is open, the first decided.
    for action in ["vote", "sponsor", "withdraw"] {
        let act = |id: u64| match action {
            "vote" => json!({ "action": "vote", "proposal": id, "choice": "for", "last": false }),
            action => json!({ "action": action, "proposal": id }),
        };
        let open = outsider.tries(&world, act(2)).await.json;
        let none = outsider.tries(&world, act(99)).await.json;
        assert_eq!(told(&open), told(&none), "{action}");
    }
}

#[tokio::test]
async fn a_wallet_is_told_no_more_before_or_after_signing() {
    let Closed { world, mut outsider, .. } = found("members").await;
    let wallet = SigningKey::from_secret(Scheme::Wallet, [5; 32]).expect("a key");
    let key = wallet.public().to_text();
    outsider.does(&world, json!({ "action": "add-key", "key": key })).await;
    let mut turn = 0;
    for (hidden, absent) in acts(1).into_iter().zip(acts(99)) {
        let mut names = Vec::new();
        for act in [&hidden, &absent] {
            let mut payload = outsider.payload(&world, act);
            // Nobody waits for the block before, so that the clock may still show its time.
            turn += 1;
            payload.nonce += turn;
            payload.signer = Signer::Key { account: outsider.account.unwrap(), key: 1 };
            let bodies = outsider.bodies(act);
            let typed = json!({ "payload": hex(&payload.to_bytes()), "bodies": bodies });
            let typed = world.post("/v1/typed-data", typed.to_string()).await;
            for secret in SECRETS {
                assert!(!typed.text.contains(secret), "{act}: {}", typed.text);
            }
            let signed = sign(&wallet, payload).to_bytes();
            let body = json!({ "transaction": hex(&signed), "bodies": bodies });
            let handed_in = world.post("/v1/transactions", body.to_string()).await;
            names.push((typed.status, typed.json["name"].clone(), handed_in.json["name"].clone()));
        }
        assert_eq!(names[0], names[1], "{hidden}");
    }
}

/// Founds a community of one's own that acts in one's place.
async fn circle(world: &World, person: &mut Person, handle: &str, asset: u64) -> u64 {
    let change = |key: &str, value: &str| json!({ "key": key, "value": value });
    let found = json!({
        "action": "found", "handle": handle, "name": handle, "purpose": "To look around",
        "joining": "application", "manner": "small-circle", "visibility": "open",
        "assets": [{
            "symbol": "OWN", "decimals": 0, "kind": "token", "supply": "1000000", "holders": [],
        }],
        "pots": [],
        "domains": [],
        "roles": [],
        "changes": [
            change("weight.asset", &asset.to_string()),
            change("weight.shares", "5000"), change("weight.heads", "5000"),
        ],
    });
    person.does(world, found).await.expect("a community")
}

#[tokio::test]
async fn a_community_of_ones_own_sees_no_further() {
    let Closed { world, mut outsider, .. } = found("members").await;
    let mut answers = Vec::new();
    for id in [1, 99] {
        let dao = circle(&world, &mut outsider, &format!("circle{id}"), id).await;
        world.indexed();
        let own = format!("/v1/views/weight?dao={dao}&account=1");
        let weight = world.get(&own).await;
        assert!(!weight.text.contains("123454"), "{}", weight.text);
        assert!(!weight.text.contains("987654"), "{}", weight.text);
        let amount = json!({ "asset": id, "units": "5" });
        let mut told_here = vec![plain(&weight.text)];
        for act in [
            json!({ "action": "transfer", "to": { "account": { "account": 1 } }, "amount": amount }),
            json!({
                "action": "transfer", "to": { "pot": { "dao": id, "pot": 0 } },
                "amount": { "asset": dao, "units": "5" },
            }),
            json!({
                "action": "issue", "asset": { "more": { "asset": id } }, "units": "5",
                "to": { "account": { "account": 1 } },
            }),
            json!({ "action": "reserve", "amount": amount, "purpose": "x" }),
            json!({ "action": "join-as-dao", "dao": id }),
            json!({ "action": "leave", "dao": id }),
            json!({ "action": "vote", "proposal": id + 1, "choice": "for", "last": false }),
        ] {
            let propose =
                json!({ "action": "propose", "dao": dao, "title": "Try", "actions": [act] });
            let proposed = outsider.tries(&world, propose).await.json;
            told_here.push(told(&proposed));
            let Some(proposal) = proposed["receipt"]["made"].as_u64() else { continue };
            let vote =
                json!({ "action": "vote", "proposal": proposal, "choice": "for", "last": true });
            outsider.does(&world, vote).await;
            world.node.advance_to(world.node.now().after(Span::days(15))).expect("a manual clock");
            let view = format!("/v1/views/proposal?proposal={proposal}");
            let view = world.get(&view).await;
            for secret in SECRETS {
                assert!(!view.text.contains(secret), "{}", view.text);
            }
            told_here.push(plain(&view.json["answer"]["timeline"].to_string()));
            told_here.push(plain(&view.json["answer"]["label"].to_string()));
            told_here.push(plain(&view.json["answer"]["failure"].to_string()));
        }
        answers.push(told_here);
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn an_invitation_shows_its_community_before_anything_is_signed() {
    let Closed { world, .. } = found("members").await;
    let newcomer = Person::with(Scheme::Wallet, 60);
    let proof = newcomer.proof(&world, DOOR);
    let join = json!({ "action": "join", "dao": 1, "proof": proof, "handle": "newcomer" });
    let payload = newcomer.payload(&world, &join);
    let bodies = newcomer.bodies(&join);
    let asked = json!({ "payload": hex(&payload.to_bytes()), "bodies": bodies });
    let typed = world.post("/v1/typed-data", asked.to_string()).await;
    assert!(typed.text.contains("Quietwater"), "{}", typed.text);
    // The same with another secret shows nothing.
    let proof = newcomer.proof(&world, [79; 32]);
    let other = json!({ "action": "join", "dao": 1, "proof": proof, "handle": "newcomer" });
    let asked = json!({
        "payload": hex(&newcomer.payload(&world, &other).to_bytes()), "bodies": bodies,
    });
    let typed = world.post("/v1/typed-data", asked.to_string()).await;
    assert!(!typed.text.contains("Quietwater"), "{}", typed.text);
    // The visitor sees the community first: name and purpose, and nothing else.
    let as_invited = async |path: &str, secret: [u8; 32]| {
        let request =
            axum::http::Request::get(path).header("aluma-invitation", public_half(secret));
        world.call(request.body(axum::body::Body::empty()).expect("a request")).await
    };
    let dao = as_invited("/v1/views/dao?dao=1", DOOR).await.json;
    assert_eq!(dao["answer"]["name"]["text"], "Quietwater", "{dao}");
    assert_eq!(dao["answer"]["inside"], Json::Null);
    assert_eq!(as_invited("/v1/views/dao?dao=1", [79; 32]).await.json["name"], "no-such-dao");
    for (view, name) in [
        ("members?dao=1", "for-members"),
        ("charter?dao=1", "for-members"),
        ("treasury?dao=1", "for-members"),
        ("proposal?proposal=1", "no-such-proposal"),
        ("poll?poll=1", "no-such-poll"),
    ] {
        let answer = as_invited(&format!("/v1/views/{view}"), DOOR).await;
        assert_eq!(answer.json["name"], name, "{view}: {}", answer.text);
    }
    let broken = axum::http::Request::get("/v1/status").header("aluma-invitation", "zz");
    let broken = world.call(broken.body(axum::body::Body::empty()).expect("a request")).await;
    assert_eq!(broken.json["name"], "bad-parameter");
}
