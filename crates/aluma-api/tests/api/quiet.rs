//! A community that shows itself to its members only, with something in every table that a
//! community can fill, and somebody who is in none.

use aluma_core::identity::OPERATOR;
use aluma_types::hash::hex;
use aluma_types::{AccountId, Span};
use serde_json::json;

use crate::people::{Person, public_half};
use crate::support::World;

const INVITATION: [u8; 32] = [77; 32];
/// Leads to the community.
pub(crate) const DOOR: [u8; 32] = [78; 32];

/// Words and numbers that occur nowhere but in the community.
pub(crate) const SECRETS: [&str; 16] = [
    "zzhidden",
    "Quietwater",
    "Guarding the spring",
    "XQZ",
    "987654321987",
    "Lantern",
    "Ostrakon",
    "whisper",
    "123454321",
    "Tidemark",
    "Foxglove",
    "Saltmarsh",
    "Heronry",
    "Bulrush",
    "Kingcup",
    "Marigold",
];

/// Its texts, whose ids are nobody else's either.
pub(crate) const TEXTS: [&str; 11] = [
    "zzhidden",
    "Quietwater",
    "Guarding the spring of Quietwater",
    "Ostrakon of the agora",
    "a whisper between friends",
    "Tidemark",
    "Foxglove it is",
    "Saltmarsh?",
    "Heronry",
    "Bulrush sale",
    "Kingcup after all",
];

/// The world, a member, another one, and somebody who is none.
pub(crate) struct Closed {
    pub(crate) world: World,
    pub(crate) member: Person,
    pub(crate) second: Person,
    pub(crate) outsider: Person,
}

/// A community of the given visibility.
pub(crate) async fn found(visibility: &str) -> Closed {
    let world = World::new();
    let mut member = Person::of(&world.operator, OPERATOR);
    let invite = json!({
        "action": "invite", "secret": public_half(INVITATION), "uses": 3, "valid_for": "1d",
        "vouch": false,
    });
    member.does(&world, invite).await;
    let mut outsider = Person::new(50);
    let proof = outsider.proof(&world, INVITATION);
    let join = json!({ "action": "join", "proof": proof, "handle": "outsider" });
    outsider.account = outsider.does(&world, join).await.map(AccountId);
    let dao = member.does(
        &world,
        json!({
            "action": "found", "handle": "zzhidden", "name": "Quietwater",
            "purpose": "Guarding the spring of Quietwater", "joining": "application",
            "manner": "small-circle", "visibility": visibility,
            "assets": [{
                "symbol": "XQZ", "decimals": 0, "kind": "voting-share", "supply": "987654321987",
                "holders": [{ "to": OPERATOR.0, "units": "123454321" }],
            }],
            "pots": ["Lantern"], "domains": [], "roles": [], "changes": [],
        }),
    );
    assert_eq!(dao.await, Some(1));
    let enroll = json!({
        "action": "enroll", "dao": 1,
        "payees": [{
            "handle": "payee-one", "label": "Ostrakon of the agora",
            "label_hash": hex(&[5; 32]), "secret": null,
        }],
    });
    let payee = member.does(&world, enroll).await.expect("an account");
    let transfer = json!({
        "action": "transfer", "to": { "account": { "account": payee } },
        "amount": { "asset": 1, "units": "7" }, "reason": "a whisper between friends",
    });
    member.does(&world, transfer).await;
    // Refused inside a block: what it was about is nobody else's business either.
    let refused = member.tries(&world, json!({ "action": "join", "dao": 1 })).await;
    assert_eq!(refused.json["status"], "refused", "{}", refused.text);
    let invite = json!({
        "action": "invite", "dao": 1, "secret": public_half(DOOR), "uses": 9, "valid_for": "90d",
        "vouch": true,
    });
    member.does(&world, invite).await;
    let mut second = Person::new(51);
    let proof = second.proof(&world, DOOR);
    let join = json!({ "action": "join", "dao": 1, "proof": proof, "handle": "second" });
    second.account = second.does(&world, join).await.map(AccountId);
    let mut closed = Closed { world, member, second, outsider };
    closed.lives().await;
    closed.world.indexed();
    closed
}

impl Closed {
    /// Decides, asks, pays, delegates, and leaves something open of each kind.
    async fn lives(&mut self) {
        let Self { world, member, second, .. } = self;
        let world = &*world;
        let proposal = |text: &str| {
            json!({
                "action": "propose", "dao": 1, "title": "Tidemark",
                "actions": [{ "action": "resolve", "text": text }],
            })
        };
        let decided = member.does(world, proposal("Foxglove it is")).await.expect("a proposal");
        assert_eq!(decided, 1);
        for voter in [&mut *member, &mut *second] {
            let vote = json!({
                "action": "vote", "proposal": 1, "choice": "for", "last": true,
                "reason": "Marigold",
            });
            voter.does(world, vote).await;
        }
        let poll = json!({
            "action": "poll", "dao": 1, "question": "Saltmarsh?",
            "options": ["Heronry", "Marigold"], "kind": "single", "audience": "members",
            "lasts": "30d",
        });
        assert_eq!(member.does(world, poll).await, Some(1));
        second.does(world, json!({ "action": "answer", "poll": 1, "marks": [1] })).await;
        world.node.advance_to(world.node.now().after(Span::days(9))).expect("a manual clock");
        let outcome = json!({
            "action": "outcome", "of": { "proposal": { "proposal": 1 } }, "done": "yes",
            "worked": "partly", "text": "Kingcup after all", "review": "40d",
        });
        member.does(world, outcome).await;
        let income = json!({
            "action": "record-income", "dao": 1, "kind": "sale", "purpose": "Bulrush sale",
            "received": { "paid": { "amount": { "asset": 1, "units": "11" }, "pot": 1 } },
        });
        member.does(world, income).await;
        assert_eq!(second.does(world, proposal("Foxglove it is not")).await, Some(2));
        let vote = json!({ "action": "vote", "proposal": 2, "choice": "against", "last": false });
        second.does(world, vote).await;
        let delegate = json!({ "action": "delegate", "dao": 1, "to": OPERATOR.0 });
        second.does(world, delegate).await;
        member.does(world, json!({ "action": "declare-away", "dao": 1, "lasts": "9d" })).await;
    }
}
