//! What a game server does on the ledger: it keeps its bond, finds the claims of players whose sessions it
//! saw, and attests each of them once.

use aluma_client::{Author, Client, Error, Wish};
use aluma_core::earn::rules::links::outside;
use serde_json::{Value as Json, json};

/// A session as the game wrote it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    /// What is unique about it; the player claims with it.
    pub(crate) link: String,
    /// Whose it was.
    pub(crate) player: u64,
    /// How well they did; the pool is shared by it.
    pub(crate) score: u64,
}

impl Session {
    /// Reads sessions, one JSON object a line.
    ///
    /// # Errors
    /// The line that is none.
    pub(crate) fn read(text: &str) -> Result<Vec<Self>, String> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.map(|line| Self::one(line).ok_or_else(|| format!("no session: {line}"))).collect()
    }

    fn one(line: &str) -> Option<Self> {
        let json: Json = serde_json::from_str(line).ok()?;
        let number = |key: &str| json.get(key)?.as_u64();
        let link = json.get("link")?.as_str()?.to_owned();
        Some(Self { link, player: number("player")?, score: number("score")? })
    }
}

/// What came of one run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// Claims that were attested now.
    pub(crate) attested: Vec<u64>,
    /// Claims that fit no session of this game.
    pub(crate) unknown: Vec<u64>,
    /// What the ledger refused, in its words, with what would help.
    pub(crate) refused: Vec<String>,
    /// Whether the rate of this epoch is used up.
    pub is_spent: bool,
}

/// A game's server with its key, and the programme that it speaks for.
#[derive(Debug)]
pub(crate) struct GameServer<'a> {
    pub(crate) client: &'a Client,
    pub(crate) author: &'a Author,
    /// The community, as `@arcade`.
    pub(crate) dao: &'a str,
    pub(crate) programme: u64,
}

/// A number that JSON carries as such or, where it may be large, as text.
fn number(json: &Json) -> u128 {
    let text = json.as_str().map(str::to_owned).unwrap_or_else(|| json.to_string());
    text.parse().unwrap_or(0)
}

impl GameServer<'_> {
    fn account(&self) -> u64 {
        self.author.account().map_or(0, |account| account.0)
    }

    fn of(&self) -> Json {
        json!({ "dao": self.dao, "programme": self.programme })
    }

    /// Puts at stake what the programme asks for and is not there yet; how much that was.
    ///
    /// # Errors
    /// Where this key is no attestor of the programme, or the ledger says no.
    pub(crate) fn keep_bond(&self) -> Result<u128, Error> {
        let answer = self.client.view("programme", &self.of())?;
        let verifiers = answer["terms"]["verifiers"].as_array().cloned().unwrap_or_default();
        let is_me = |it: &Json| it.as_u64() == Some(self.account());
        let named = verifiers.iter().filter_map(|it| it.get("attestors"));
        let mut named =
            named.filter(|it| it["accounts"].as_array().is_some_and(|all| all.iter().any(is_me)));
        let Some(terms) = named.next() else {
            return Err(Error::Answer("this key attests for no part of the programme".to_owned()));
        };
        let rows = self.client.rows("attestors", &self.of(), "attestors")?;
        let mine = rows.iter().find(|row| is_me(&row["account"]));
        let has = mine.map_or(0, |row| number(&row["row"]["bond"]));
        let lacks = number(&terms["bond"]).saturating_sub(has);
        if lacks > 0 {
            let amount = json!({ "asset": answer["row"]["asset"], "units": lacks.to_string() });
            let fields = json!({ "dao": self.dao, "programme": self.programme, "amount": amount });
            self.client.act(self.author, &Wish::new("post-bond", fields))?.done()?;
        }
        Ok(lacks)
    }

    /// Attests every claim that waits and fits a session, as far as the epoch's rate goes.
    ///
    /// # Errors
    /// Where the ledger cannot be asked. What it refuses stands in the report.
    pub(crate) fn attest(&self, sessions: &[Session]) -> Result<Report, Error> {
        let mut report = Report::default();
        for row in self.client.rows("reward-claims", &self.of(), "claims")? {
            if row["stage"].get("submitted").is_none() {
                continue;
            }
            let claim = row["claim"].as_u64().unwrap_or(0);
            let asked = json!({ "dao": self.dao, "claim": claim });
            let what = self.client.view("reward-claim", &asked)?["claim"].clone();
            let said = what["voices"].as_array().cloned().unwrap_or_default();
            if said.iter().any(|voice| voice["account"].as_u64() == Some(self.account())) {
                continue;
            }
            let Some(session) = sessions.iter().find(|session| is_of(session, &what)) else {
                report.unknown.push(claim);
                continue;
            };
            let fields =
                json!({ "dao": self.dao, "claim": claim, "score": session.score.to_string() });
            let wish = Wish::new("attest-reward", fields);
            // It may be refused before it gets a place, or after.
            match self.client.act(self.author, &wish).and_then(|told| told.done()) {
                Ok(_) => report.attested.push(claim),
                Err(Error::Refused(problem)) => {
                    let hint = problem.hint.as_deref().unwrap_or_default();
                    report.refused.push(format!("claim {claim}: {} {hint}", problem.detail));
                    report.is_spent = problem.name == "attested-enough";
                    if report.is_spent {
                        break;
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Ok(report)
    }
}

/// Whether a claim brings this session, and by whoever played it. The ledger keeps the hash of the link,
/// spelled in one way.
fn is_of(session: &Session, claim: &Json) -> bool {
    let hash = outside(&session.link).to_string();
    claim["evidence"].as_str() == Some(hash.as_str())
        && claim["account"].as_u64() == Some(session.player)
}
