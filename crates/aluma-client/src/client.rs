//! Asking a ledger and handing in what was signed.

use std::cell::{Cell, RefCell};

use aluma_types::hash::hex;
use aluma_types::spec::Catalog;
use aluma_types::{Hash32, Timestamp};
use aluma_verify::bodies::BodyText;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value as Json, json};

use crate::author::{Author, Signed};
use crate::error::{Error, Problem};
use crate::secret::OneTime;
use crate::transport::{Request, Transport};

/// What needs no escape in a query.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// How often a taken nonce is replaced by the next: more than a key remembers.
const NONCE_TRIES: u32 = 200;
/// How long one request waits for a block.
pub const WAIT_MS: u64 = 20_000;

/// What a ledger says of itself.
#[derive(Clone, Debug)]
pub struct Status {
    /// Its name: every signature covers it.
    pub network: Hash32,
    /// Height of the last block.
    pub height: u64,
    /// Time of the last block.
    pub time: Timestamp,
    /// What its clock shows.
    pub now: Timestamp,
    /// Root of the state after the last block.
    pub state_root: Hash32,
    /// `wall`, `manual` or `simulated`.
    pub clock: String,
    /// The whole answer.
    pub json: Json,
}

/// What somebody wants to do.
#[derive(Debug)]
pub struct Wish<'a> {
    /// The action's name.
    pub action: &'a str,
    /// Its fields, as `aluma_types::json` reads them.
    pub fields: Json,
    /// The one-time secret for its proof, where it has one.
    pub secret: Option<&'a OneTime>,
}

impl<'a> Wish<'a> {
    /// An action and its fields.
    pub const fn new(action: &'a str, fields: Json) -> Self {
        Self { action, fields, secret: None }
    }
}

/// What became of something that was handed in.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The transaction.
    pub id: String,
    /// `done`, `refused`, `fault`, `dropped` or `pending`.
    pub status: String,
    /// Height of its block, where it is in one.
    pub height: Option<u64>,
    /// The number of what it made, where it made something.
    pub made: Option<u64>,
    /// Why it was refused or dropped.
    pub refusal: Option<Box<Problem>>,
    /// The whole answer.
    pub json: Json,
}

impl Answer {
    fn read(json: Json) -> Result<Self, Error> {
        let text = |key: &str| json.get(key).and_then(Json::as_str).map(str::to_owned);
        let wrong = || Error::Answer("an answer without id and status".to_owned());
        let receipt = json.get("receipt");
        let number = |key: &str| receipt.and_then(|it| it.get(key)).and_then(Json::as_u64);
        Ok(Self {
            id: text("id").ok_or_else(wrong)?,
            status: text("status").ok_or_else(wrong)?,
            height: number("height"),
            made: number("made"),
            refusal: json.get("refusal").and_then(Problem::read).map(Box::new),
            json,
        })
    }

    /// The answer where it was done.
    ///
    /// # Errors
    /// The refusal; [`Error::Answer`] for a fault and where no block took it in time.
    pub fn done(self) -> Result<Self, Error> {
        match (self.status.as_str(), self.refusal) {
            ("done", _) => Ok(Self { refusal: None, ..self }),
            (_, Some(problem)) => Err(Error::Refused(problem)),
            (status, None) => Err(Error::Answer(format!("transaction {}: {status}", self.id))),
        }
    }
}

/// A way to one ledger, with what it needs to speak to it.
pub struct Client {
    transport: Box<dyn Transport>,
    catalog: &'static dyn Catalog,
    language: String,
    /// Who reads, and the header that says so.
    session: RefCell<Option<(Author, String)>>,
    /// The highest nonce used here.
    pub(crate) nonce: Cell<u64>,
    network: Cell<Option<Hash32>>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Client {
    /// A client of the ledger behind a transport that knows these actions.
    pub fn new(transport: Box<dyn Transport>, catalog: &'static dyn Catalog) -> Self {
        Self {
            transport,
            catalog,
            language: "en".to_owned(),
            session: RefCell::new(None),
            nonce: Cell::new(0),
            network: Cell::new(None),
        }
    }

    /// The language of refusals, such as `he`.
    #[must_use]
    pub fn with_language(self, language: &str) -> Self {
        Self { language: language.to_owned(), ..self }
    }

    /// The actions it knows.
    pub fn catalog(&self) -> &'static dyn Catalog {
        self.catalog
    }

    /// Reads as an account from now on.
    ///
    /// # Errors
    /// [`Error::Key`] where the author has no account yet.
    pub fn read_as(&self, author: &Author) -> Result<(), Error> {
        let header = author.session(&self.status()?)?;
        *self.session.borrow_mut() = Some((author.clone(), header));
        Ok(())
    }

    /// Reads as nobody from now on.
    pub fn read_as_stranger(&self) {
        *self.session.borrow_mut() = None;
    }

    /// Asks; what is not an answer of the 200s is an error.
    ///
    /// # Errors
    /// [`Error::Refused`] with the problem, [`Error::Transport`], [`Error::Answer`].
    pub fn get(&self, target: &str) -> Result<Json, Error> {
        self.ask(target, None)
    }

    /// Posts JSON.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn post(&self, target: &str, body: &Json) -> Result<Json, Error> {
        self.ask(target, Some(body.to_string().into_bytes()))
    }

    /// A whole community as one file, as far as the reader may take it.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn export(&self, dao: &str) -> Result<Vec<u8>, Error> {
        self.ask_bytes(&format!("/v1/export{}", query(&json!({ "dao": dao }))), None)
    }

    /// What the reader earned, as a file to be shown elsewhere.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn credential(&self, asked: &Json) -> Result<Vec<u8>, Error> {
        self.ask_bytes(&format!("/v1/credential{}", query(asked)), None)
    }

    /// The lists of credentials that no longer hold, by their names.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn status_lists(&self) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let told = self.get("/v1/status-lists")?;
        let names = told.get("lists").and_then(Json::as_array).into_iter().flatten();
        let names = names.filter_map(Json::as_str).filter(|name| is_plain(name));
        let list = |name: &str| {
            Ok((name.to_owned(), self.ask_bytes(&format!("/v1/status-lists/{name}"), None)?))
        };
        names.map(list).collect()
    }

    fn ask(&self, target: &str, body: Option<Vec<u8>>) -> Result<Json, Error> {
        let bytes = self.ask_bytes(target, body)?;
        serde_json::from_slice(&bytes).map_err(|_| not_json(200))
    }

    /// Asks, with a fresh session where the last one ran out.
    fn ask_bytes(&self, target: &str, body: Option<Vec<u8>>) -> Result<Vec<u8>, Error> {
        let expired = match self.ask_once(target, body.clone()) {
            Err(Error::Refused(problem)) if problem.name == "session-expired" => problem,
            answer => return answer,
        };
        let Some((author, _)) = self.session.take() else { return Err(Error::Refused(expired)) };
        self.read_as(&author)?;
        self.ask_once(target, body)
    }

    fn ask_once(&self, target: &str, body: Option<Vec<u8>>) -> Result<Vec<u8>, Error> {
        let mut headers = vec![("accept-language", self.language.clone())];
        if let Some((_, session)) = &*self.session.borrow() {
            headers.push(("authorization", session.clone()));
        }
        let request = Request { target: target.to_owned(), body, headers };
        let response = self.transport.send(request)?;
        if (200..300).contains(&response.status) {
            return Ok(response.body);
        }
        let json: Json =
            serde_json::from_slice(&response.body).map_err(|_| not_json(response.status))?;
        match Problem::read(&json) {
            Some(problem) => Err(Error::Refused(Box::new(problem))),
            None => Err(Error::Answer(format!("status {}: {json}", response.status))),
        }
    }

    /// What the ledger says of itself.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn status(&self) -> Result<Status, Error> {
        let json = self.get("/v1/status")?;
        let number = |key: &str| json.get(key).and_then(Json::as_u64);
        let hash = |key: &str| json.get(key).and_then(Json::as_str).and_then(Hash32::from_hex);
        let status = || {
            let time = Timestamp(number("time")?);
            Some(Status {
                network: hash("network")?,
                height: number("height")?,
                time,
                now: number("now").map_or(time, Timestamp),
                state_root: hash("state_root")?,
                clock: json.get("clock")?.as_str()?.to_owned(),
                json: json.clone(),
            })
        };
        let wrong = || Error::Answer("a status that lacks a field".to_owned());
        let status = status().ok_or_else(wrong)?;
        self.network.set(Some(status.network));
        Ok(status)
    }

    /// The ledger's name; asked once.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn network(&self) -> Result<Hash32, Error> {
        match self.network.get() {
            Some(network) => Ok(network),
            None => Ok(self.status()?.network),
        }
    }

    /// A view's answer with the block it is true of: `{as_of, answer, next?}`.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn view_at(&self, name: &str, parameters: &Json) -> Result<Json, Error> {
        self.get(&format!("/v1/views/{name}{}", query(parameters)))
    }

    /// A view's answer.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn view(&self, name: &str, parameters: &Json) -> Result<Json, Error> {
        let mut told = self.view_at(name, parameters)?;
        let answer = told.get_mut("answer").map(Json::take);
        answer.ok_or_else(|| Error::Answer(format!("view {name} without an answer")))
    }

    /// The rows of a list in a view's answer, over all its pages: `after` is set to each page's
    /// `next`.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn rows(&self, name: &str, parameters: &Json, list: &str) -> Result<Vec<Json>, Error> {
        let mut parameters = parameters.clone();
        let mut rows = Vec::new();
        loop {
            let mut answer = self.view(name, &parameters)?;
            match answer.get_mut(list).map(Json::take) {
                Some(Json::Array(page)) => rows.extend(page),
                _ => return Err(Error::Answer(format!("view {name} without {list}"))),
            }
            match answer.get("next").filter(|next| !next.is_null()) {
                Some(next) => parameters["after"] = next.clone(),
                None => return Ok(rows),
            }
        }
    }

    /// Signs a wish and hands it in, and waits for what becomes of it.
    ///
    /// # Errors
    /// [`Error::Field`] before anything is sent; [`Error::Refused`] where it is inadmissible. What
    /// a block refused is in the answer.
    pub fn submit(&self, author: &Author, wish: &Wish<'_>) -> Result<Answer, Error> {
        let mut prepared = author.prepare(self, wish)?;
        for _ in 0..NONCE_TRIES {
            let signed = author.sign(self, &mut prepared)?;
            match self.hand_in(&signed, WAIT_MS) {
                // Somebody else signs with this key: the next millisecond may be free.
                Err(Error::Refused(problem)) if is_nonce(&problem) => {}
                Ok(Answer { refusal: Some(problem), .. }) if is_nonce(&problem) => {}
                answer => return answer,
            }
        }
        Err(Error::Key("no free nonce was found: is this key used elsewhere?".to_owned()))
    }

    /// As [`Client::submit`], where only done is good.
    ///
    /// # Errors
    /// As [`Client::submit`] and [`Answer::done`].
    pub fn act(&self, author: &Author, wish: &Wish<'_>) -> Result<Answer, Error> {
        self.submit(author, wish)?.done()
    }

    /// Hands in a signed transaction. The same bytes again give the same answer.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn hand_in(&self, signed: &Signed, wait_ms: u64) -> Result<Answer, Error> {
        let text = |body: &BodyText| json!({ "salt": hex(&body.salt), "text": body.text });
        let body = json!({
            "transaction": hex(&signed.transaction),
            "bodies": signed.bodies.iter().map(text).collect::<Vec<_>>(),
            "wait_ms": wait_ms,
        });
        Answer::read(self.post("/v1/transactions", &body)?)
    }

    /// What became of a transaction.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn transaction(&self, id: &str) -> Result<Answer, Error> {
        Answer::read(self.get(&format!("/v1/transactions/{}", escape(id)))?)
    }
}

/// Whether a name is one that may be a file's: what a server says ends up in no other folder.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
}

fn not_json(status: u16) -> Error {
    Error::Answer(format!("an answer ({status}) that is not JSON: is this Aluma?"))
}

fn is_nonce(problem: &Problem) -> bool {
    matches!(problem.name.as_str(), "nonce-used" | "nonce-too-old")
}

fn escape(text: &str) -> String {
    utf8_percent_encode(text, QUERY).to_string()
}

/// `?a=b&c=d` of an object: texts as they are, what has structure as JSON text, nulls left out.
fn query(parameters: &Json) -> String {
    let empty = Map::new();
    let pairs = parameters.as_object().unwrap_or(&empty).iter().filter(|pair| !pair.1.is_null());
    let pairs = pairs.map(|(name, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        format!("{}={}", escape(name), escape(&text))
    });
    let pairs: Vec<_> = pairs.collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

#[cfg(test)]
mod tests;
