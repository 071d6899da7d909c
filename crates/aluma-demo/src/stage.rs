//! How a season is brought onto a ledger: in the order of time, what falls on one moment together.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use aluma_client::author::Signed;
use aluma_client::secret::OneTime;
use aluma_client::{Author, Client, Error, Wish};
use aluma_node::{Node, NodeError, Outcome, Submission};
use aluma_types::{AccountId, Timestamp, sha256};
use serde_json::{Value as Json, json};

use crate::cast::{self, Cast, Person};
use crate::season::Season;
use crate::step::{Step, made};
use crate::{bids, seats};

/// How long one moment's acts may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a season did not come about.
#[derive(Debug)]
pub struct Failed(pub(crate) String);

impl fmt::Display for Failed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Failed {}

impl From<NodeError> for Failed {
    fn from(error: NodeError) -> Self {
        Self(error.to_string())
    }
}

pub(crate) struct Stage<'a> {
    pub(crate) client: &'a Client,
    node: &'a Node,
    operator: Author,
    pub(crate) people: BTreeMap<String, Author>,
    made: BTreeMap<String, u64>,
    /// Of whom something is told, so that visitors choose them.
    pub(crate) told: BTreeSet<String>,
    /// Who reads for each community: whoever founded it.
    founders: BTreeMap<String, String>,
}

/// Brings a season onto a ledger that holds nothing, on a simulated clock; it ends at `now`.
/// `progress` is told how many steps are done.
///
/// # Errors
/// The first step that the ledger refuses, with its words.
pub fn live(
    season: Season,
    (client, node): (&Client, &Node),
    (operator, now): (Author, Timestamp),
    progress: &dyn Fn(usize),
) -> Result<Cast, Failed> {
    let Season { mut steps, people, called } = season;
    // What falls on one moment stays in its order.
    steps.sort_by_key(|step| std::cmp::Reverse(step.ago));
    let (made, authors) = (BTreeMap::new(), BTreeMap::new());
    let mut founders = BTreeMap::new();
    for (handle, community, _) in &people {
        founders.entry(community.clone()).or_insert_with(|| handle.clone());
    }
    let told = people.iter().filter(|(.., part)| !part.is_empty());
    let told = told.map(|(handle, ..)| handle.clone()).collect();
    let mut stage = Stage { client, node, operator, people: authors, made, told, founders };
    let mut done = 0;
    for moment in steps.chunk_by(|one, next| one.ago == next.ago) {
        node.advance_to(now.before(moment.first().map_or_else(Default::default, |step| step.ago)))?;
        stage.play(moment)?;
        done += moment.len();
        progress(done);
    }
    node.advance_to(now)?;
    let parts = stage.drawn(&called)?;
    let person = |(handle, community, part): (String, String, String)| {
        let drawn = parts.get(&handle).filter(|_| part.is_empty()).cloned();
        let part = drawn.unwrap_or(part);
        let account = stage.people.get(&handle).and_then(Author::account);
        let account = account.ok_or_else(|| Failed(format!("{handle} never joined")))?;
        Ok(Person { handle, account, community, part })
    };
    people.into_iter().map(person).collect::<Result<_, _>>().map(Cast)
}

impl Stage<'_> {
    /// What falls on one moment, in as few blocks as it takes.
    fn play(&mut self, steps: &[Step]) -> Result<(), Failed> {
        let mut waiting = Vec::new();
        let known = |step: &&Step| self.client.catalog().named(step.action).is_some();
        let mut acts = Vec::new();
        for step in steps.iter().filter(known) {
            match step.panel.as_ref() {
                None => acts.push(step.clone()),
                Some(panel) => acts.extend(seats::acts(self, step, panel)?),
            }
        }
        for step in &acts {
            let failed = |error: &Error| Failed(format!("{} by {}: {error}", step.action, step.by));
            match self.sign(step) {
                Ok(signed) => {
                    let Signed { transaction, bodies, .. } = signed;
                    waiting.push((step, self.node.ask(Submission { transaction, bodies })));
                }
                Err(error) => return Err(failed(&error)),
            }
        }
        for (step, answer) in waiting {
            let failed = |what: &dyn fmt::Debug| {
                let hours = step.ago.0 / 3_600_000;
                Failed(format!("{} by {}, {hours} h ago: {what:?}", step.action, step.by))
            };
            let promise = match answer.recv() {
                Ok(Ok(promise)) => promise,
                Ok(Err(why)) => return Err(failed(&why)),
                Err(gone) => return Err(failed(&gone)),
            };
            match self.node.wait(&promise.id, PATIENCE) {
                Some(Outcome::Included(receipt, None)) => self.learn(step, receipt.made)?,
                Some(Outcome::Included(_, Some(_))) if step.may_fail => {}
                other => return Err(failed(&other)),
            }
        }
        Ok(())
    }

    /// What is told of those who were drawn first for a panel that still sits.
    fn drawn(
        &self,
        called: &[(String, String, String)],
    ) -> Result<BTreeMap<String, String>, Failed> {
        let mut parts = BTreeMap::new();
        for (community, label, part) in called {
            let founder = self.founders.get(community);
            let reader = founder.ok_or_else(|| Failed(format!("nobody founded {community}")))?;
            let fields = json!({ "dao": made(community), "evidence": made(label) });
            let seats = seats::of(self, reader, &fields)?;
            if let Some(first) = seats.first() {
                parts.entry(first.handle.clone()).or_insert_with(|| part.clone());
            }
        }
        Ok(parts)
    }

    /// Notes what a step made, and who somebody is by now.
    fn learn(&mut self, step: &Step, made: Option<u64>) -> Result<(), Failed> {
        if let (Some(label), Some(made)) = (&step.label, made) {
            self.made.insert(label.clone(), made);
        }
        let is_new = step.action == "join" && !self.people.contains_key(&step.by);
        if let (true, Some(made)) = (is_new, made) {
            let key = cast::key(&step.by).ok_or_else(|| Failed("no key".to_owned()))?;
            self.people.insert(step.by.clone(), Author::of(key, AccountId(made), 0));
        }
        Ok(())
    }

    fn sign(&self, step: &Step) -> Result<Signed, Error> {
        let newcomer;
        let author = match self.people.get(&step.by) {
            Some(author) => author,
            None if step.by == OPERATOR => &self.operator,
            None => {
                let no_key = || Error::Key(format!("{} has no key", step.by));
                newcomer = Author::newcomer(cast::key(&step.by).ok_or_else(no_key)?);
                &newcomer
            }
        };
        let secret = step.secret.as_ref().map(|label| secret(label)).transpose()?;
        let mut fields = self.filled(&step.fields);
        if let Some(bid) = &step.bid {
            bids::fill(self, (step, bid), &mut fields)?;
        }
        if let (Some(secret), "invite") = (&secret, step.action) {
            fields["secret"] = json!(secret.public().to_string());
        }
        // Who names an asset or a person is asked who they are: some communities are closed.
        if !matches!(step.action, "vote" | "answer" | "join" | "invite") {
            self.client.read_as(author)?;
        }
        let joins = secret.as_ref().filter(|_| step.action == "join");
        let wish = Wish { action: step.action, fields, secret: joins };
        let mut prepared = author.prepare(self.client, &wish)?;
        author.sign(self.client, &mut prepared)
    }

    /// The fields with numbers in the place of labels.
    pub(crate) fn filled(&self, fields: &Json) -> Json {
        match fields {
            Json::String(text) => match text.strip_prefix('§') {
                Some(label) => self.made.get(label).map_or(Json::Null, |number| json!(number)),
                None => fields.clone(),
            },
            Json::Array(all) => Json::Array(all.iter().map(|one| self.filled(one)).collect()),
            Json::Object(all) => {
                let filled = |(name, one): (&String, &Json)| (name.clone(), self.filled(one));
                Json::Object(all.iter().map(filled).collect())
            }
            other => other.clone(),
        }
    }
}

/// How steps call whoever began the ledger.
pub(crate) const OPERATOR: &str = "operator";

/// The secret of an invitation, the same each time.
fn secret(label: &str) -> Result<OneTime, Error> {
    OneTime::of(sha256(&[b"aluma demo invitation v1", label.as_bytes()]).0)
}
