//! The steps of an import of past contributions: people get accounts that they claim, and what they gave
//! is recorded of them. Each step asks the ledger first, so that a second run does what is missing.
//!
//! Nobody votes here and no clock is moved: the community lives. In its founding season whoever founded it
//! records; later somebody does whom the members gave a role for it, or the members by a proposal.

use std::collections::{BTreeMap, BTreeSet};

use aluma_types::{AccountId, DaoId, Hash32, show};
use aluma_verify::names::skeleton_hash;
use serde_json::{Value as Json, json};

use super::error::ImportError;
use super::names::Names;
use crate::author::Author;
use crate::client::{Answer, Client, Wish};
use crate::error::Error;
use crate::past::{Past, Work};
use crate::secret::OneTime;

/// Contributions that one act records.
const WORKS: usize = 100;
/// Acts that one proposal carries.
const ACTS: usize = 10;
/// People whom one act enrolls.
const ENROLL: usize = 200;
/// Domains that a community may begin with.
const DOMAINS: usize = 16;
/// Bytes of a pot's name.
const POT_BYTES: usize = 24;
/// The pot that every community has.
const GENERAL: &str = "general";

/// By whose right it is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Whoever founded the community, in its founding season.
    Founder,
    /// Somebody who holds this role.
    Role(u32),
    /// The members, by a proposal that is opened.
    Members,
}

/// What is to be brought in.
#[derive(Clone, Copy, Debug)]
pub struct PastJob<'a> {
    /// What was read.
    pub past: &'a Past,
    /// Handle of the community.
    pub handle: &'a str,
    /// What it is for, where it is founded by this; none: it must be there.
    pub founding: Option<&'a str>,
    /// By whose right.
    pub right: Right,
    /// Which person of what was read signs.
    pub me: Option<&'a str>,
    /// From where it was brought, in a few words, for the members.
    pub source: &'a str,
}

/// What is there and what is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastPlan {
    /// The community, where it is there.
    pub dao: Option<DaoId>,
    /// The account of each person, by place, where they have one.
    pub accounts: Vec<Option<AccountId>>,
    /// Number of each domain that was read, by place; none is the whole community.
    pub domains: Vec<Option<u32>>,
    /// Places of contributions that are not recorded yet.
    pub missing: Vec<usize>,
    /// How many are.
    pub there: usize,
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastSummary {
    /// The community.
    pub dao: u64,
    /// Whether this run founded it.
    pub founded: bool,
    /// People who got an account by it.
    pub enrolled: usize,
    /// Contributions that it recorded, or put before the members.
    pub recorded: usize,
    /// Contributions that an open proposal of an earlier run asks for.
    pub waiting: usize,
    /// Contributions that were there.
    pub there: usize,
    /// Proposals that it opened.
    pub proposals: usize,
    /// Transactions that it handed in.
    pub transactions: usize,
}

impl PastSummary {
    /// As JSON, with exactly these keys.
    pub fn to_json(&self) -> Json {
        json!({
            "dao": self.dao,
            "founded": self.founded,
            "enrolled": self.enrolled,
            "recorded": self.recorded,
            "waiting": self.waiting,
            "there": self.there,
            "proposals": self.proposals,
            "transactions": self.transactions,
        })
    }
}

/// An import on one ledger, by one key.
pub struct PastImport<'a> {
    client: &'a Client,
    author: Author,
    names: Names,
    job: PastJob<'a>,
    transactions: usize,
}

impl std::fmt::Debug for PastImport<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PastImport").field("job", &self.job).finish_non_exhaustive()
    }
}

impl<'a> PastImport<'a> {
    /// An import by whoever signs; handles and one-time secrets follow from their key, so that it finds
    /// again what it made.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub fn new(
        client: &'a Client,
        author: Author,
        secret: &[u8; 32],
        job: PastJob<'a>,
    ) -> Result<Self, ImportError> {
        let names = Names::new(secret, &client.network()?, job.handle);
        Ok(Self { client, author, names, job, transactions: 0 })
    }

    /// What is there and what is missing.
    ///
    /// # Errors
    /// `no-such-community`, `handle-taken`; where the ledger does not answer.
    pub fn survey(&self) -> Result<PastPlan, ImportError> {
        let Some(dao) = self.find_dao()? else {
            if self.job.founding.is_none() {
                return Err(ImportError::refused(
                    "no-such-community",
                    format!("there is no community {:?}", self.job.handle),
                    "Found it first: `aluma do found`.",
                ));
            }
            return Ok(PastPlan {
                accounts: vec![None; self.job.past.people.len()],
                domains: vec![None; self.job.past.domains.len()],
                missing: (0..self.job.past.works.len()).collect(),
                ..PastPlan::default()
            });
        };
        let people = self.job.past.people.iter();
        let accounts = people.map(|one| self.find(&one.key)).collect::<Result<Vec<_>, _>>()?;
        let mut of: BTreeMap<AccountId, &str> = BTreeMap::new();
        for (account, person) in accounts.iter().zip(&self.job.past.people) {
            let other = account.and_then(|account| of.insert(account, &person.key));
            if let Some(other) = other {
                return Err(ImportError::refused(
                    "one-account",
                    format!("{other:?} and {:?} are one account", person.key),
                    "Nothing was handed in. Name it in one way.",
                ));
            }
        }
        let mut known: BTreeMap<AccountId, BTreeSet<String>> = BTreeMap::new();
        for account in accounts.iter().flatten() {
            let asked = json!({ "dao": dao.0, "account": account.0 });
            let rows = self.client.rows("past", &asked, "works")?;
            let names = rows.iter().filter_map(|row| row.get("reference")?.as_str());
            known.insert(*account, names.map(str::to_owned).collect());
        }
        let is_there = |work: &Work| {
            let account = accounts.get(work.person).copied().flatten();
            let names = account.and_then(|account| known.get(&account));
            names.is_some_and(|names| names.contains(&work.reference.to_string()))
        };
        let works = self.job.past.works.iter().enumerate();
        let missing: Vec<usize> =
            works.filter(|(_, work)| !is_there(work)).map(|(place, _)| place).collect();
        let there = self.job.past.works.len() - missing.len();
        let domains = self.domains(dao)?;
        Ok(PastPlan { dao: Some(dao), accounts, domains, missing, there })
    }

    /// The one-time secret by which a person takes over the account that was made for them.
    ///
    /// # Errors
    /// None in fact: all bytes are a secret.
    pub fn invitation(&self, key: &str) -> Result<OneTime, Error> {
        self.names.person(key)
    }

    /// The handle of the account that is made for a person.
    pub fn handle(&self, key: &str) -> String {
        self.names.payee(key)
    }

    /// Does what is missing.
    ///
    /// # Errors
    /// [`ImportError::Step`] where a step failed, after which another run goes on.
    pub fn run(&mut self, tell: &dyn Fn(usize, usize)) -> Result<PastSummary, ImportError> {
        let mut plan = self.survey()?;
        let mut summary = PastSummary { there: plan.there, ..PastSummary::default() };
        let dao = match plan.dao {
            Some(dao) => dao,
            None => {
                self.found()?;
                summary.founded = true;
                let dao = self.find_dao()?;
                dao.ok_or_else(|| Error::Answer("a community was founded and is not there".into()))?
            }
        };
        summary.dao = dao.0;
        if summary.founded {
            plan.domains = self.domains(dao)?;
        }
        let wanted: BTreeSet<usize> =
            plan.missing.iter().map(|place| self.person(*place)).collect();
        summary.enrolled = self.enroll(dao, &mut plan.accounts, &wanted)?;
        let all = plan.missing.len();
        let per_step = if self.job.right == Right::Members { WORKS * ACTS } else { WORKS };
        for some in plan.missing.chunks(per_step) {
            tell(summary.recorded + summary.waiting, all);
            let mut acts = Vec::new();
            for works in some.chunks(WORKS) {
                acts.push(self.record(dao, &plan, works)?);
            }
            if self.hand_in((dao, summary.recorded), acts, some)? {
                summary.proposals += usize::from(self.job.right == Right::Members);
                summary.recorded += some.len();
            } else {
                summary.waiting += some.len();
            }
        }
        summary.transactions = self.transactions;
        Ok(summary)
    }

    fn person(&self, place: usize) -> usize {
        self.job.past.works.get(place).map_or(0, |work| work.person)
    }

    fn act(&mut self, wish: &Wish<'_>) -> Result<Answer, Error> {
        let answer = self.client.act(&self.author, wish)?;
        self.transactions += 1;
        Ok(answer)
    }

    fn find_dao(&self) -> Result<Option<DaoId>, ImportError> {
        let skeleton = skeleton_hash(self.job.handle).to_string();
        let known = self.client.view("name", &json!({ "skeleton": skeleton }))?;
        let Some(number) = known.get("dao").and_then(Json::as_u64) else {
            return match known.get("account").and_then(Json::as_u64) {
                None => Ok(None),
                Some(_) => Err(ImportError::refused(
                    "handle-taken",
                    format!("{:?} is, or looks like, the handle of an account", self.job.handle),
                    "Choose another handle.",
                )),
            };
        };
        let row = self.client.view("dao", &json!({ "dao": number }))?;
        let text = row.pointer("/handle/text").and_then(Json::as_str).unwrap_or_default();
        if text != self.job.handle {
            return Err(ImportError::refused(
                "handle-taken",
                format!("{:?} looks like {text:?}, which is there", self.job.handle),
                "Choose another handle.",
            ));
        }
        Ok(Some(DaoId(number)))
    }

    /// The account of a person: whoever signs, a handle that is named, or the one that was made.
    fn find(&self, key: &str) -> Result<Option<AccountId>, ImportError> {
        if self.job.me == Some(key) {
            return Ok(self.author.account());
        }
        if key.starts_with('@') {
            return Ok(Some(self.client.account(key)?));
        }
        let skeleton = skeleton_hash(&self.names.payee(key)).to_string();
        let known = self.client.view("name", &json!({ "skeleton": skeleton }))?;
        Ok(known.get("account").and_then(Json::as_u64).map(AccountId))
    }

    /// Numbers of the domains that were read: those of the same name that are open.
    fn domains(&self, dao: DaoId) -> Result<Vec<Option<u32>>, ImportError> {
        if self.job.past.domains.is_empty() {
            return Ok(Vec::new());
        }
        let all = self.client.view("domains", &json!({ "dao": dao.0 }))?;
        let rows = all.get("domains").and_then(Json::as_array).cloned().unwrap_or_default();
        let open = rows.iter().filter(|row| row.get("closed").is_none_or(Json::is_null));
        let named: BTreeMap<String, u32> = open
            .filter_map(|row| {
                let name = row.pointer("/name/text")?.as_str()?.to_owned();
                Some((name, u32::try_from(row.get("domain")?.as_u64()?).ok()?))
            })
            .collect();
        Ok(self.job.past.domains.iter().map(|name| named.get(name).copied()).collect())
    }

    /// Founds the community with a domain for each that was read.
    fn found(&mut self) -> Result<(), ImportError> {
        let domain = |(place, name): (usize, &String)| {
            let is_plain = name.len() <= POT_BYTES && name.chars().all(|c| c.is_ascii_graphic());
            // Founding makes a pot of this name by itself.
            let fits = is_plain && name != GENERAL;
            let pot = if fits { name.clone() } else { format!("domain-{}", place + 1) };
            json!({ "name": name, "purpose": format!("Work in {name}."), "pot": pot })
        };
        let domains = self.job.past.domains.iter().enumerate().take(DOMAINS);
        let mut fields = json!({
            "handle": self.job.handle,
            "name": self.job.handle,
            "purpose": self.job.founding.unwrap_or_default(),
            "joining": "application",
            "manner": "small-circle",
            "domains": domains.map(domain).collect::<Vec<_>>(),
        });
        for list in ["assets", "pots", "roles", "changes"] {
            fields[list] = json!([]);
        }
        self.act(&Wish::new("found", fields))?;
        Ok(())
    }

    /// Makes accounts for whoever gave something that is missing and has none.
    fn enroll(
        &mut self,
        dao: DaoId,
        accounts: &mut [Option<AccountId>],
        wanted: &BTreeSet<usize>,
    ) -> Result<usize, ImportError> {
        let past = self.job.past;
        for (place, person) in past.people.iter().enumerate() {
            if self.job.me == Some(person.key.as_str())
                && let Some(slot) = accounts.get_mut(place)
            {
                *slot = self.author.account();
            }
        }
        let lacks = |place: &usize| accounts.get(*place).is_some_and(Option::is_none);
        let new: Vec<usize> = wanted.iter().copied().filter(lacks).collect();
        for some in new.chunks(ENROLL) {
            let mut payees = Vec::new();
            for person in some.iter().filter_map(|place| past.people.get(*place)) {
                payees.push(json!({
                    "handle": self.names.payee(&person.key),
                    "label": person.label,
                    "label_hash": self.names.label(&person.key).to_string(),
                    "secret": self.names.person(&person.key)?.public().to_string(),
                }));
            }
            let fields = json!({ "dao": dao.0, "payees": payees });
            let first = self.act(&Wish::new("enroll", fields))?.made;
            let first = first.ok_or_else(|| Error::Answer("nobody was enrolled".to_owned()))?;
            for (number, place) in (first..).zip(some) {
                if let Some(slot) = accounts.get_mut(*place) {
                    *slot = Some(AccountId(number));
                }
            }
        }
        Ok(new.len())
    }

    fn record(&self, dao: DaoId, plan: &PastPlan, places: &[usize]) -> Result<Json, Error> {
        let mut rows = Vec::new();
        for work in places.iter().filter_map(|place| self.job.past.works.get(*place)) {
            let account = plan.accounts.get(work.person).copied().flatten();
            let account =
                account.ok_or_else(|| Error::Answer("somebody has no account".to_owned()))?;
            let domain = work.domain.and_then(|place| plan.domains.get(place).copied().flatten());
            rows.push(json!({
                "account": account.0,
                "reference": work.reference.to_string(),
                "domain": domain,
                "micro": work.micro,
                "at": show::time(work.at),
                "title": work.title,
            }));
        }
        Ok(json!({ "action": "record-past", "dao": dao.0, "works": rows }))
    }

    /// Hands acts in by the right that there is; whether it opened anything.
    fn hand_in(
        &mut self,
        (dao, done): (DaoId, usize),
        acts: Vec<Json>,
        places: &[usize],
    ) -> Result<bool, ImportError> {
        match self.job.right {
            Right::Founder => {
                for mut act in acts {
                    if let Some(fields) = act.as_object_mut() {
                        fields.remove("action");
                    }
                    self.act(&Wish::new("record-past", act))?;
                }
                Ok(true)
            }
            Right::Role(role) => {
                for act in acts {
                    let fields = json!({ "dao": dao.0, "role": role, "actions": [act] });
                    self.act(&Wish::new("act-by-role", fields))?;
                }
                Ok(true)
            }
            Right::Members => {
                let (title, digest) = self.title(done, places);
                let open = self.client.rows("proposals", &json!({ "dao": dao.0 }), "proposals")?;
                let is_this = |row: &Json| {
                    let label = row.get("label").and_then(Json::as_str).unwrap_or_default();
                    // By what it asks for: what was enacted meanwhile moves where it begins.
                    let text =
                        row.pointer("/title/text").and_then(Json::as_str).unwrap_or_default();
                    text.ends_with(&digest) && !super::survey::is_over(label)
                };
                if open.iter().any(is_this) {
                    return Ok(false);
                }
                let body = "What people gave before the community was here. It is for the record: it \
                            weighs nothing, and stands there once they say that it is theirs.";
                let fields = json!({ "dao": dao.0, "title": title, "body": body, "actions": acts });
                self.act(&Wish::new("propose", fields))?;
                Ok(true)
            }
        }
    }

    /// A title, and how it ends: the same for the same contributions.
    fn title(&self, done: usize, places: &[usize]) -> (String, String) {
        let names = places.iter().filter_map(|place| self.job.past.works.get(*place));
        let names: Vec<[u8; 32]> = names.map(|work| work.reference.0).collect();
        let digest: Hash32 = aluma_types::sha256(&[names.concat().as_slice()]);
        let digest = digest.to_string();
        let source = super::run::cut(self.job.source, 100);
        let (from, to) = (done + 1, done + places.len());
        let digest = format!("({})", digest.get(..8).unwrap_or_default());
        (format!("Past contributions of {source}: {from} to {to} {digest}"), digest)
    }
}
