//! The first evening of five people, and of forty, over HTTP alone and on the real clock: found,
//! invite, join, ask, propose, vote with final ballots, be paid. Keys sign here; everything else is
//! what any program could send.

use std::time::{Duration, Instant};

use aluma_client::secret::OneTime;
use aluma_client::{Author, Client, Http, Wish};
use aluma_core::registry::REGISTRY;
use aluma_types::{AccountId, Scheme};
use aluma_verify::SigningKey;
use serde_json::{Value as Json, json};

use crate::support::{Place, Running};

/// A whole evening takes less than this.
const MINUTE: Duration = Duration::from_secs(60);

/// A community and everybody's key.
pub(crate) struct Evening {
    client: Client,
    pub(crate) people: Vec<Author>,
    pub(crate) dao: u64,
}

fn key(name: &str) -> SigningKey {
    let secret = aluma_types::sha256(&[name.as_bytes()]).0;
    SigningKey::from_secret(Scheme::Ed25519, secret).expect("a key")
}

impl Evening {
    /// Founds a community of `n` whose treasury holds 1,000.00 EUR, by four answers.
    pub(crate) fn of(client: Client, first: &OneTime, n: u64) -> Self {
        let name = |member: u64| format!("p{n}x{member}");
        let newcomer = |member| Author::newcomer(key(&name(member)));
        let join = |member, secret: &OneTime, dao: Option<u64>| {
            let mut fields = json!({ "handle": name(member) });
            if let Some(dao) = dao {
                fields["dao"] = dao.into();
            }
            let wish = Wish { action: "join", fields, secret: Some(secret) };
            let made = client.act(&newcomer(member), &wish).expect("joins").made.expect("a number");
            Author::of(key(&name(member)), AccountId(made), 0)
        };
        let founder = join(0, first, None);
        let found = json!({
            "handle": format!("circle-{n}"), "name": "Circle", "purpose": "To try",
            "joining": "invitation", "manner": "small-circle",
            "assets": [{ "symbol": "EUR", "decimals": 2, "kind": "token", "supply": "100000",
                "holders": [] }],
            "pots": [], "domains": [], "roles": [], "changes": [],
        });
        let dao = client.act(&founder, &Wish::new("found", found)).expect("founded").made;
        let dao = dao.expect("its number");
        let code = OneTime::fresh().expect("a secret");
        let invite = json!({ "dao": dao, "secret": code.public().to_string(), "uses": n,
            "valid_for": "7d", "vouch": true });
        client.act(&founder, &Wish::new("invite", invite)).expect("an invitation");
        let mut people = vec![founder];
        people.extend((1..n).map(|member| join(member, &code, Some(dao))));
        Self { client, people, dao }
    }

    pub(crate) fn act(&self, who: usize, action: &str, fields: Json) -> Option<u64> {
        let answer = self.client.act(&self.people[who], &Wish::new(action, fields));
        answer.unwrap_or_else(|error| panic!("{who} {action}: {error}")).made
    }

    fn vote(&self, who: usize, proposal: u64, choice: &str, last: bool) {
        let fields = json!({ "proposal": proposal, "choice": choice, "last": last });
        self.act(who, "vote", fields);
    }

    /// Asks the treasury for 40 EUR, within the tip sum of 5 %.
    fn propose(&self, who: usize, to: usize, title: &str) -> u64 {
        let to = self.people[to].account().expect("an account").0;
        let pay = json!([{ "action": "transfer", "to": { "account": { "account": to } },
            "amount": "40 EUR", "reason": title }]);
        let fields = json!({ "dao": self.dao, "title": title, "actions": pay });
        self.act(who, "propose", fields).expect("its number")
    }

    fn show(&self, view: &str, parameters: Json) -> Json {
        self.client.view(view, &parameters).expect("an answer")
    }

    fn label(&self, proposal: u64) -> String {
        let told = self.show("proposal", json!({ "proposal": proposal }));
        told["label"].as_str().expect("a label").to_owned()
    }

    /// For and Against, in heads.
    fn heads(&self, proposal: u64) -> (u64, u64) {
        let told = self.show("tally", json!({ "proposal": proposal }));
        let heads = |side: &str| -> u64 {
            told[side].as_str().and_then(|text| text.parse().ok()).expect("a weight")
        };
        (heads("in_favour") / 1_000_000, heads("against") / 1_000_000)
    }

    /// What somebody has, as it reads.
    fn purse(&self, who: usize) -> Json {
        let account = self.people[who].account().expect("an account").0;
        let told = self.show("balances", json!({ "dao": self.dao, "account": account }));
        told["rows"][0]["holdings"][0]["amount"]["text"].clone()
    }

    fn wait_until(&self, proposal: u64, label: &str) {
        let begin = Instant::now();
        while self.label(proposal) != label {
            assert!(begin.elapsed() < MINUTE, "{proposal} is {}", self.label(proposal));
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn asks_which_evening(&self) {
        let poll = json!({ "dao": self.dao, "question": "Which evening?",
            "options": ["Monday", "Tuesday"], "kind": "single", "audience": "members",
            "lasts": "1m" });
        let poll = self.act(1, "poll", poll).expect("its number");
        for (who, mark) in [(0, 0), (1, 1), (2, 1)] {
            self.act(who, "answer", json!({ "poll": poll, "marks": [mark] }));
        }
        let told = self.show("poll", json!({ "poll": poll }));
        assert_eq!(told["result"]["first"], json!([1]), "{told}");
    }
}

fn evening_of(n: u64) {
    let place = Place::new();
    let running = Running::on(&place, &[]);
    let begin = Instant::now();
    let code = place.json(&["do", "invite", "--uses", "1", "--valid-for", "1d"]);
    let code = OneTime::parse(code["secret"].as_str().expect("a code")).expect("a secret");
    let client = Client::new(Box::new(Http::new(&running.address)), &REGISTRY);
    let evening = Evening::of(client, &code, n);
    let (last, quorum) = (n as usize - 1, if n == 5 { 3 } else { 10 });
    evening.asks_which_evening();

    // One who is delegated to carries another, who overrides; exactly that head moves.
    evening.act(
        1,
        "delegate",
        json!({ "dao": evening.dao,
        "to": evening.people[0].account().expect("an account").0 }),
    );
    let words = json!([{ "action": "resolve", "text": "We begin" }]);
    let words = json!({ "dao": evening.dao, "title": "Begin", "actions": words });
    let first = evening.act(2, "propose", words).expect("its number");
    evening.vote(0, first, "for", false);
    assert_eq!(evening.heads(first), (2, 0));
    evening.vote(1, first, "against", false);
    assert_eq!(evening.heads(first), (1, 1));
    evening.act(1, "undelegate", json!({ "dao": evening.dao }));
    assert_eq!(evening.heads(first), (1, 1));

    // Two pay nobody out.
    let two = evening.propose(0, last - 1, "By two");
    evening.vote(0, two, "for", true);
    evening.vote(1, two, "for", true);
    assert_eq!((evening.label(two).as_str(), evening.purse(last - 1)), ("open", Json::Null));

    // As many as it takes do; the payee is recused and not waited for.
    let paid = evening.propose(1, last, "By enough");
    for who in 0..quorum - 1 {
        evening.vote(who, paid, "for", true);
    }
    assert_eq!(evening.heads(paid).0, quorum as u64 - 1);
    if n == 5 {
        assert_eq!(evening.label(paid), "open");
    }
    for who in quorum - 1..last {
        let fields = json!({ "proposal": paid, "choice": "for", "last": true });
        let wish = Wish::new("vote", fields);
        if evening.client.act(&evening.people[who], &wish).is_err() {
            // Nothing could turn it any more.
            break;
        }
    }
    evening.wait_until(paid, "enacted");
    assert_eq!(evening.purse(last), json!("40 EUR"));
    assert_eq!(evening.label(two), "open", "two of {n} still pay nobody");
    assert_eq!(evening.purse(last - 1), Json::Null);
    assert!(begin.elapsed() < MINUTE, "{n}: {:?}", begin.elapsed());
    drop(running);
    place.ok(&["verify"]);
}

#[test]
fn five_decide_and_pay_on_their_first_evening() {
    evening_of(5);
}

#[test]
fn forty_decide_and_pay_on_their_first_evening() {
    evening_of(40);
}
