//! A community that has lived: money in every shape, decisions, amendments, and hostile words
//! wherever people may write.

use aluma_types::Span;
use serde_json::{Value as Json, json};

use crate::stage::{Answer, Person, Stage};

/// What somebody writes who wants to be run as a program.
pub(crate) const HOSTILE: &str = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>'";

/// The hall, two who decide in it, and somebody outside.
pub(crate) struct Hall {
    pub(crate) stage: Stage,
    pub(crate) ana: Person,
    pub(crate) ben: Person,
    pub(crate) outsider: Person,
}

/// Its pages, as these tests know them.
pub(crate) const PAGES: [&str; 9] = [
    "/c/1",
    "/c/1/treasury",
    "/c/1/treasury/holders",
    "/c/1/charter",
    "/c/1/history",
    "/c/1/history?kind=money",
    "/c/1/history?kind=people",
    "/c/1/history?kind=rules",
    "/search?q=quietwater&dao=1",
];

impl Hall {
    /// A community that shows itself to everybody (`open`), in part (`listed`) or to its `members`.
    pub(crate) async fn found(visibility: &str) -> Self {
        let mut stage = Stage::new();
        let mut ana = stage.person(21, "ana").await;
        let mut ben = stage.person(22, "ben").await;
        let outsider = stage.person(23, "outsider").await;
        let ana_id = ana.account.expect("an account").0;
        let found = json!({
            "action": "found", "handle": "zzhall", "name": format!("Quietwater {HOSTILE}"),
            "purpose": format!("Guarding the spring {HOSTILE}"), "joining": "application",
            "manner": "small-circle", "visibility": visibility,
            "assets": [
                {
                    "symbol": "XQZ", "decimals": 0, "kind": "voting-share", "supply": "1000",
                    "holders": [{ "to": ana_id, "units": "100" }],
                },
                { "symbol": "TEC", "decimals": 2, "kind": "token", "supply": "500000", "holders": [] },
            ],
            "pots": ["Lantern"], "domains": [], "roles": [], "changes": [],
        });
        assert_eq!(ana.does(&stage, found).await, Some(1));
        stage.bring(&mut ana, 1, &mut ben).await;
        let mut hall = Self { stage, ana, ben, outsider };
        hall.lives().await;
        hall.stage.indexed();
        hall
    }

    async fn lives(&mut self) {
        let ben = self.ben.account.expect("an account").0;
        let income = json!({
            "action": "record-income", "dao": 1, "kind": "gift",
            "purpose": format!("For the well {HOSTILE}"),
            "received": { "paid": { "amount": { "asset": 1, "units": "10" }, "pot": 0 } },
        });
        self.ana.does(&self.stage, income).await;
        self.decide(json!([
            { "action": "transfer", "to": { "account": { "account": ben } },
              "amount": { "asset": 2, "units": "1000" }, "reason": format!("lamps {HOSTILE}") },
            { "action": "reserve", "amount": { "asset": 2, "units": "2000" },
              "purpose": format!("roof {HOSTILE}"), "lasts": "60d" },
            { "action": "stream", "to": ben, "asset": 2, "purpose": format!("care {HOSTILE}"),
              "plan": { "salary": { "units": "3000", "per": "30d" } } },
            { "action": "register-item", "name": format!("The bell {HOSTILE}"), "kind": "equipment",
              "owners": [{ "owner": { "dao": { "dao": 1 } }, "parts": "1" }] },
            { "action": "pay-dividend", "share": 1, "amount": { "asset": 2, "units": "700" } },
            { "action": "name-holder", "symbol": "EUR", "decimals": 2, "holder": ben,
              "way": format!("by bank {HOSTILE}"), "within": "7d", "dispute": "7d" },
        ]))
        .await;
        self.decide(json!([
            { "action": "amend", "changes": [{ "key": "velocity.week", "value": "20%" }] },
        ]))
        .await;
        let poll = json!({
            "action": "poll", "dao": 1, "question": format!("Which evening? {HOSTILE}"),
            "options": ["Sunday", "Monday"], "kind": "single", "audience": "members",
            "lasts": "30d",
        });
        self.ana.does(&self.stage, poll).await;
        let open = json!({
            "action": "propose", "dao": 1, "title": format!("Open still {HOSTILE}"),
            "actions": [{ "action": "resolve", "text": "Let us sing" }],
        });
        self.ben.does(&self.stage, open).await;
    }

    /// Proposes, votes and waits until it was carried out.
    pub(crate) async fn decide(&mut self, actions: Json) {
        let propose = json!({
            "action": "propose", "dao": 1, "title": format!("Tidemark {HOSTILE}"),
            "actions": actions,
        });
        let proposal = self.ana.does(&self.stage, propose).await.expect("a proposal");
        for voter in [&mut self.ana, &mut self.ben] {
            let vote = json!({
                "action": "vote", "proposal": proposal, "choice": "for", "last": true,
                "reason": format!("yes {HOSTILE}"),
            });
            voter.does(&self.stage, vote).await;
        }
        self.stage.pass(Span::days(15));
        let view = format!("/v1/views/proposal?proposal={proposal}");
        let told = self.stage.get(&view, "en", Some(&self.ana)).await;
        assert!(told.text.contains("enacted"), "{}", told.text);
    }

    /// A page as a member reads it.
    pub(crate) async fn page(&self, path: &str, lang: &str) -> Answer {
        let answer = self.stage.get(path, lang, Some(&self.ana)).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer
    }
}

/// What a page shows, without its head and everything that people wrote or that is a name, a sum or
/// code.
pub(crate) fn plain(page: &str) -> String {
    let body = page.split_once("<body").map_or(page, |(_, body)| body);
    let mut text = body.to_owned();
    let names = [
        ("<div class=\"prose\"", "</div>"),
        ("<p dir=\"auto\"", "</p>"),
        ("<bdi", "</bdi>"),
        ("<code", "</code>"),
        ("<pre", "</pre>"),
    ];
    for (open, close) in names {
        while let Some(from) = text.find(open) {
            let to = text.get(from..).and_then(|rest| rest.find(close));
            let to = to.map_or(text.len(), |at| from + at + close.len());
            text.replace_range(from..to, " ");
        }
    }
    let mut out = String::new();
    let (mut is_tag, mut runs) = (false, 0u32);
    for c in text.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            '\u{2066}'..='\u{2068}' => runs += 1,
            '\u{2069}' => runs = runs.saturating_sub(1),
            c if !is_tag && runs == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The first two Latin words side by side, which no Hebrew sentence has.
pub(crate) fn latin(text: &str) -> Option<String> {
    let is_latin = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    let words: Vec<_> = text.split_whitespace().collect();
    let pair = words.windows(2).find(|pair| pair.iter().all(is_latin));
    pair.map(|pair| pair.join(" "))
}

/// What must hold of every page, whatever it is about.
pub(crate) fn assert_sound(path: &str, lang: &str, answer: &Answer) {
    let text = &answer.text;
    let dir = if lang == "he" { "rtl" } else { "ltr" };
    assert!(text.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\"")), "{path}");
    assert_eq!(text.matches("<h1").count(), 1, "{path}: one heading of the first order");
    assert!(!text.contains("<script>alert"), "{path} runs what people wrote");
    assert!(!text.contains("<img src=x"), "{path} loads what people wrote");
    let shown = plain(text);
    for key in ["web-", "event-", "setting-", "kind-", "charter-", "{ $", "{$"] {
        assert!(!shown.contains(key), "{path} in {lang} shows {key}: {shown}");
    }
    if lang == "he" {
        assert_eq!(latin(&shown), None, "{path}: {shown}");
    }
    for cell in text.split("<table").skip(1) {
        assert!(cell.contains("<th"), "{path}: a table without headings");
    }
}
