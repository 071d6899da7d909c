//! The game server of `aluma-client`'s examples on a ledger that runs: it attests sessions within its rate,
//! some are audited, and the pool is paid to the last unit; run again, it attests nothing twice.

#[path = "../../../aluma-client/examples/game-server/server.rs"]
#[allow(dead_code)]
mod server;

use aluma_client::keystore::read_key_file;
use aluma_client::{Author, Client, Http};
use aluma_core::registry::REGISTRY;
use aluma_verify::SigningKey;
use serde_json::{Value as Json, json};
use server::{GameServer, Session};

use crate::support::{Place, Running};

/// An arcade whose pool pays players by what its game's key attests, half of it drawn for an audit.
fn arcade(place: &Place) -> Vec<String> {
    let invite = ["do", "invite", "--uses", "4", "--valid-for", "7d"];
    let code = place.json(&invite)["secret"].as_str().expect("a code").to_owned();
    let mut keys = Vec::new();
    for name in ["ann", "noa", "eli", "game"] {
        let file = place.data().join(format!("{name}.key")).display().to_string();
        place.ok(&["key", "new", name, "--key-file", &file]);
        let join = ["do", "join", "--handle", name, "--secret", &code];
        place.ok(&[&join[..], &["--key-file", &file]].concat());
        keys.push(file);
    }
    let money = json!({ "symbol": "EUR", "decimals": 0, "kind": "token", "supply": "20000",
        "holders": [{ "to": "@game", "units": "500" }] });
    let role = json!({ "name": "Auditors", "duty": "Audit", "may": [], "limits": [],
        "for_members": true, "weighs": false, "for_founders": true });
    let (money, role) = (money.to_string(), role.to_string());
    let found = ["do", "found", "--handle", "arcade", "--name", "Arcade", "--purpose", "To play"];
    let ways = ["--joining", "invitation", "--manner", "small-circle"];
    let more = ["--assets", &money, "--roles", &role, "--key-file", &keys[0]];
    place.ok(&[&found[..], &ways, &more].concat());
    let invite = ["do", "invite", "--dao", "arcade", "--uses", "5", "--valid-for", "7d", "--vouch"];
    let code = place.json(&[&invite[..], &["--key-file", &keys[0]]].concat());
    let code = code["secret"].as_str().expect("a code").to_owned();
    for key in &keys[1..3] {
        place.ok(&["do", "join", "--dao", "arcade", "--secret", &code, "--key-file", key]);
    }
    let terms = json!({ "kinds": ["outside"], "need": 1,
        "verifiers": [{ "attestors": { "accounts": ["@game"], "bond": "100", "rate": 3 } }],
        "curve": "pool", "caps": { "epoch": "1000", "person": "1000", "person_epoch": "1000" },
        "epoch": "7d", "payout": "now", "window": "1d", "audit": "50%", "auditors": 1 });
    let acts = json!([
        { "action": "open-programme", "title": "Play", "purpose": "Who plays", "asset": "EUR",
          "lasts": "90d", "terms": terms },
        { "action": "fund-programme", "dao": "@arcade", "programme": "1", "amount": "2600 EUR" },
    ]);
    let propose = ["do", "propose", "--dao", "arcade", "--title", "Play", "--key-file", &keys[0]];
    place.ok(&[&propose[..], &["--actions", &acts.to_string()]].concat());
    for key in &keys[..3] {
        let vote = ["do", "vote", "--proposal", "1", "--choice", "for", "--last"];
        place.ok(&[&vote[..], &["--key-file", key]].concat());
    }
    place.ok(&["advance", "15d"]);
    keys
}

fn claim(place: &Place, key: &str, number: u64) {
    let link = format!("https://arcade.example/sessions/{number}");
    let evidence = json!({ "outside": { "link": link } }).to_string();
    let act = ["do", "claim-reward", "--dao", "arcade", "--programme", "1", "--evidence"];
    place.ok(&[&act[..], &[&evidence, "--key-file", key]].concat());
}

/// Claims of the programme, as the auditor sees them.
fn claims(place: &Place, key: &str) -> Vec<Json> {
    let show = ["show", "reward-claims", "--dao", "arcade", "--programme", "1", "--key-file", key];
    let answer = place.json(&show)["answer"]["claims"].clone();
    answer.as_array().expect("claims").clone()
}

#[test]
fn a_game_attests_its_sessions_once_and_the_pool_is_paid() {
    let place = Place::new();
    let running = Running::on(&place, &["--clock", "manual"]);
    let keys = arcade(&place);
    let number = |who: &str| {
        let show = ["show", "account", "--account", who, "--key-file", &keys[0]];
        place.json(&show)["answer"]["account"].as_u64().expect("an account")
    };
    let (noa, eli) = (number("noa"), number("eli"));
    let session = |number: u64, player: u64, score: u64| {
        let link = format!("https://arcade.example/sessions/{number}");
        Session { link, player, score }
    };
    let sessions = [session(1, noa, 3), session(2, eli, 1), session(3, eli, 1), session(4, noa, 1)];
    for at in [1, 4] {
        claim(&place, &keys[1], at);
    }
    for at in [2, 3, 9] {
        claim(&place, &keys[2], at);
    }
    let secret = read_key_file(keys[3].as_ref()).expect("a key file").secret;
    let key = SigningKey::from_secret(secret.scheme(), *secret.expose()).expect("a key");
    let client = Client::new(Box::new(Http::new(&running.address)), &REGISTRY);
    let author = Author::find(&client, key, None).expect("its account");
    client.read_as(&author).expect("a session");
    let game = GameServer { client: &client, author: &author, dao: "@arcade", programme: 1 };
    assert_eq!(game.keep_bond().expect("it may post"), 100);
    assert_eq!(game.keep_bond().expect("it is there"), 0);
    // Three of an epoch; the fourth waits for the next one, and the game knows nothing of the ninth.
    let report = game.attest(&sessions).expect("the ledger answers");
    assert_eq!((report.attested.len(), report.is_spent), (3, true), "{report:?}");
    assert!(report.refused[0].contains("at most \u{2068}3\u{2069} claims"), "{report:?}");
    let again = game.attest(&sessions).expect("the ledger answers");
    assert_eq!((again.attested.len(), again.is_spent), (0, true), "{again:?}");
    // What was drawn for an audit is found true.
    place.ok(&["advance", "1m"]);
    for row in claims(&place, &keys[0]) {
        if row["stage"].get("audited").is_some() {
            let number = row["claim"].to_string();
            let act = ["do", "confirm-reward", "--dao", "arcade", "--claim", &number, "--yes"];
            place.ok(&[&act[..], &["--key-file", &keys[0]]].concat());
        }
    }
    place.ok(&["advance", "10d"]);
    let rows = claims(&place, &keys[0]);
    let paid: Vec<u64> = rows
        .iter()
        .map(|row| row["paid"].as_str().map_or(0, |text| text.parse().expect("units")))
        .collect();
    let scores: Vec<_> = rows.iter().map(|row| row["stage"].clone()).collect();
    // The epoch had the 26th part of 2,600, and the three who were attested share it by their scores.
    assert_eq!(paid.iter().sum::<u64>(), 100, "{scores:?}");
    assert_eq!(paid.iter().filter(|units| **units > 0).count(), 3, "{paid:?}");
}
