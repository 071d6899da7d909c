//! `logs/`: recorded ledgers. A replay from the genesis must lead to every header and root.

use aluma_types::Span;
use serde_json::{Value as Json, json};

use crate::record::{Recorder, public};

/// All files of the folder.
pub fn files() -> Vec<(String, String)> {
    [("evening", evening()), ("season", season())]
        .into_iter()
        .map(|(name, text)| (format!("logs/{name}.txt"), text))
        .collect()
}

/// The first person comes by the operator's invitation and founds the hall.
fn founded(recorder: &mut Recorder, found: &Json) {
    let invite = |dao: Option<u64>, secret: &str, uses: u32| {
        json!({
            "action": "invite", "dao": dao, "secret": public(secret), "uses": uses,
            "valid_for": "2d", "vouch": dao.is_some(),
        })
    };
    recorder.act("operator", &invite(None, "to the ledger", 1));
    recorder.act("ana", &json!({ "action": "join", "handle": "ana-levi" }));
    recorder.act("ana", found);
    recorder.act("ana", &invite(Some(1), "to the hall", 4));
    for (who, handle) in
        [("ben", "ben-amar"), ("cid", "cid-cohen"), ("dana", "dana-oz"), ("eli", "eli-tal")]
    {
        recorder.act(who, &json!({ "action": "join", "dao": "@hall", "handle": handle }));
    }
}

fn pay(to: &str, amount: &str) -> Json {
    json!({ "action": "transfer", "to": { "account": { "account": to } }, "amount": amount })
}

/// A small circle's ballots are final; an assembly's may be changed.
fn vote(
    recorder: &mut Recorder,
    (proposal, last): (u64, bool),
    who: &[&'static str],
    choice: &str,
) {
    for who in who {
        let ballot =
            json!({ "action": "vote", "proposal": proposal, "choice": choice, "last": last });
        recorder.act(who, &ballot);
    }
}

/// Five people found a small circle, ask, decide and pay in one evening.
pub fn evening() -> String {
    let mut recorder = Recorder::new(
        "An evening of five: founded, asked, decided and paid. Ed25519 keys and wallets by turns.",
    );
    founded(
        &mut recorder,
        &json!({
            "action": "found", "handle": "the-hall", "name": "The hall",
            "purpose": "To keep the old hall open.", "joining": "invitation",
            "manner": "small-circle", "pots": ["lamps"], "domains": [],
            "roles": [], "changes": [],
            "assets": [{
                "symbol": "EUR", "decimals": 2, "kind": "token", "supply": "100000", "holders": [],
            }],
        }),
    );
    recorder.act(
        "ben",
        &json!({
            "action": "poll", "dao": "@hall", "question": "Which evening?",
            "options": ["Sunday", "Monday"], "kind": "single", "audience": "members",
            "lasts": "1h",
        }),
    );
    recorder.act("ana", &json!({ "action": "answer", "poll": 1, "marks": [0] }));
    recorder.act(
        "dana",
        &json!({
            "action": "propose", "dao": "@hall", "title": "Pay Ben for the lamps",
            "actions": [pay("@ben", "40 EUR")], "review": "7d",
        }),
    );
    recorder.refused("ana", &pay("@eli", "5 EUR"), "not-enough");
    vote(&mut recorder, (1, true), &["ana", "cid", "dana"], "for");
    recorder.pass(Span::minutes(2));
    recorder.act("ben", &pay("@eli", "12.50 EUR"));
    recorder.pass(Span::hours(2));
    recorder.end()
}

/// An assembly over two months: delegation, an amendment, a batch, a question that nobody answers.
pub fn season() -> String {
    let mut recorder = Recorder::new(
        "Two months of an assembly: shares, a delegation and its override, an amendment, a batch,\n\
         a reservation that ends, a review. What falls due happens by itself.",
    );
    founded(
        &mut recorder,
        &json!({
            "action": "found", "handle": "the-hall", "name": "The hall",
            "purpose": "To keep the old hall open.", "joining": "application",
            "manner": "assembly", "pots": [], "domains": [],
            "roles": [], "season": "10d",
            "changes": [{ "key": "membership.objection", "value": "2d" }],
            "assets": [{
                "symbol": "OWN", "decimals": 0, "kind": "voting-share", "supply": "1000",
                "holders": [{ "to": "@ana", "units": "40" }],
            }],
        }),
    );
    recorder.pass(Span::days(12));
    recorder.act("eli", &json!({ "action": "delegate", "dao": "@hall", "to": "@ana" }));
    recorder.act("cid", &json!({ "action": "delegate", "dao": "@hall", "to": "@ana" }));
    recorder.act(
        "ben",
        &json!({
            "action": "propose", "dao": "@hall", "title": "Answer applications sooner",
            "actions": [{
                "action": "amend",
                "changes": [{ "key": "membership.objection", "value": "3d" }],
            }],
        }),
    );
    recorder.pass(Span::days(1));
    vote(&mut recorder, (1, false), &["ana", "ben", "dana"], "for");
    vote(&mut recorder, (1, false), &["cid"], "against");
    recorder.pass(Span::days(30));
    let rows = json!([{ "to": "@ben", "units": "30" }, { "to": "@dana", "units": "20" }]);
    recorder.act(
        "dana",
        &json!({
            "action": "propose", "dao": "@hall", "title": "Shares for the builders",
            "actions": [
                { "action": "pay-batch", "asset": "OWN", "payments": rows },
                { "action": "reserve", "amount": "100 OWN", "purpose": "The roof", "lasts": "3d" },
            ],
            "review": "7d",
        }),
    );
    recorder.pass(Span::days(1));
    vote(&mut recorder, (2, false), &["ana", "cid"], "for");
    recorder.pass(Span::days(30));
    recorder.end()
}
