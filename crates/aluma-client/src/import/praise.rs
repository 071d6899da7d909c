//! The steps of an import of praise rounds, each of which finds done what an earlier run did.
//!
//! The council votes each round through as recorded, with its budget set aside; the founder, who is
//! its steward, records what was said and scored, entry by entry, and says that the record is whole.
//! The ledger works out what everybody takes and pays it.

use std::collections::BTreeMap;
use std::time::Instant;

use aluma_types::{AccountId, AssetId, DaoId, Span, show};
use serde_json::{Value as Json, json};

use super::error::ImportError;
use super::hand::{Founding, Hand};
use super::names::Names;
use super::survey::{check_terms, find_dao, has_time, payees};
use super::{Tools, council};
use crate::client::Wish;
use crate::error::Error;
use crate::praise::{Entry, Praise, Round};

/// Entries that one action records.
const ROWS: usize = 200;
/// How long a round may stay open: a run that is cut off goes on within it.
const LASTS: &str = "30d";

/// What is to be brought in, and under which names.
#[derive(Clone, Copy, Debug)]
pub struct PraiseJob<'a> {
    /// The folder.
    pub praise: &'a Praise,
    /// Handle of the DAO.
    pub handle: &'a str,
    /// Its decimals.
    pub decimals: u8,
    /// Whether who praised themselves takes a part by it, as it was then.
    pub as_recorded: bool,
}

/// What a run did. The first three count the folder, the others this run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PraiseSummary {
    /// Rounds of the folder.
    pub rounds: usize,
    /// People in it.
    pub members: usize,
    /// Praises.
    pub entries: usize,
    /// Praises of people for themselves.
    pub own: usize,
    /// Whether these take a part.
    pub own_counts: bool,
    /// How each round's means are computed, and of how many published ones that gives how many.
    pub means: Vec<(String, &'static str, (usize, usize))>,
    /// Proposals opened.
    pub proposals: u64,
    /// Transactions that blocks took.
    pub transactions: u64,
    /// Blocks made.
    pub blocks: u64,
    /// State root afterwards.
    pub state_root: String,
    /// How long it took.
    pub seconds: f64,
}

impl PraiseSummary {
    /// As JSON, with exactly these keys.
    pub fn to_json(&self) -> Json {
        json!({
            "rounds": self.rounds,
            "members": self.members,
            "praises": self.entries,
            "self_praises": self.own,
            "self_praises_count": self.own_counts,
            "means": self.means.iter().map(mean_row).collect::<Vec<_>>(),
            "proposals": self.proposals,
            "transactions": self.transactions,
            "blocks": self.blocks,
            "state_root": self.state_root,
            "seconds": self.seconds,
        })
    }
}

fn mean_row((round, mean, (fits, of)): &(String, &'static str, (usize, usize))) -> Json {
    json!({ "round": round, "mean": mean, "fits": fits, "of": of })
}

/// A round on the ledger.
struct There {
    number: u64,
    entries: usize,
    stage: String,
    own_counts: bool,
}

impl There {
    /// Whether it shared what there was to share, if anything.
    fn is_over(&self) -> bool {
        self.stage == "paid" || self.stage == "returned"
    }
}

/// A run.
struct Steps<'a> {
    hand: Hand<'a>,
    job: &'a PraiseJob<'a>,
    accounts: BTreeMap<String, AccountId>,
}

/// Whether a folder and its names can be on any ledger, and where nothing is there yet be lived
/// through before now.
///
/// # Errors
/// What does not fit, by name.
pub fn check(job: &PraiseJob<'_>) -> Result<(), ImportError> {
    check_terms((job.handle, &job.praise.symbol, job.decimals), &job.praise.members)
}

/// Brings a folder onto the ledger, or finishes doing so.
///
/// # Errors
/// [`ImportError::Refused`] before anything is applied; [`ImportError::Step`] where a step failed,
/// after which running it again goes on.
pub fn run(tools: &Tools<'_>, job: &PraiseJob<'_>) -> Result<PraiseSummary, ImportError> {
    let begun = Instant::now();
    check(job)?;
    // What a run that was cut off had handed in is taken first.
    (tools.advance)(tools.client.status()?.now)?;
    let before = tools.client.status()?;
    let dao = find_dao(tools, job.handle)?;
    let rounds = job.praise.rounds.len();
    if before.clock != "manual" {
        has_time(rounds, before.now, tools.wall)?;
    }
    let hand = Hand::new(tools, rounds);
    let mut steps = Steps { hand, job, accounts: BTreeMap::new() };
    let names = Names::new(&tools.secret, &before.network, job.handle);
    steps.bring(&names, dao)?;
    steps.hand.tell("done");
    let after = tools.client.status()?;
    let mean = |round: &Round| (round.label.clone(), round.mean.name(), round.agrees);
    Ok(PraiseSummary {
        rounds,
        members: job.praise.members.len(),
        entries: job.praise.entries(),
        own: job.praise.own(),
        own_counts: job.as_recorded,
        means: job.praise.rounds.iter().map(mean).collect(),
        proposals: steps.hand.proposals,
        transactions: steps.hand.transactions,
        blocks: after.height.saturating_sub(before.height),
        state_root: after.state_root.to_string(),
        seconds: begun.elapsed().as_millis() as f64 / 1_000.0,
    })
}

impl Steps<'_> {
    fn bring(&mut self, names: &Names, dao: Option<DaoId>) -> Result<(), ImportError> {
        let job = self.job;
        // No sum of budgets that was read leaves 128 bits.
        let supply = job.praise.rounds.iter().map(|round| round.budget).sum();
        let founding = Founding {
            handle: job.handle,
            purpose: "The archive of reward rounds that were lived elsewhere.",
            symbol: &job.praise.symbol,
            decimals: job.decimals,
            supply,
        };
        let dao = match dao {
            Some(dao) => dao,
            None => self.hand.found(&founding)?,
        };
        let there = self.rounds(dao)?;
        let is_paid = |round: &Round| there.get(&round.label).is_some_and(There::is_over);
        self.accounts = payees(self.hand.tools.client, dao)?;
        let known = job.praise.members.iter().all(|label| self.accounts.contains_key(label));
        if known && job.praise.rounds.iter().all(is_paid) {
            self.hand.done.0 = job.praise.rounds.len();
            return self.as_before(&there);
        }
        self.as_before(&there)?;
        self.hand.tell("the council");
        let council = council::gather(&mut self.hand, names, dao)?;
        self.hand.enroll((names, dao), &job.praise.members, &self.accounts)?;
        self.accounts = payees(self.hand.tools.client, dao)?;
        let asset = self.asset(dao)?;
        for round in &job.praise.rounds {
            self.hand.tell(&round.label);
            if !self.rounds(dao)?.contains_key(&round.label) {
                let proposal = self.open((dao, asset), round)?;
                self.hand.carry(proposal, &council)?;
            }
            self.record(dao, round)?;
            self.hand.done.0 += 1;
        }
        Ok(())
    }

    /// Whether rounds that are there treat praise of oneself as this run would.
    fn as_before(&self, there: &BTreeMap<String, There>) -> Result<(), ImportError> {
        match there.iter().find(|(_, row)| row.own_counts != self.job.as_recorded) {
            None => Ok(()),
            Some((label, _)) => Err(ImportError::refused(
                "round-differs",
                format!("the round {label:?} is on the ledger with another rule for self-praise"),
                "Import with the same flags, or into another community.",
            )),
        }
    }

    /// Rounds of the community by their labels.
    fn rounds(&self, dao: DaoId) -> Result<BTreeMap<String, There>, ImportError> {
        let rows = self.hand.tools.client.rows("rounds", &json!({ "dao": dao.0 }), "rounds")?;
        let read = |row: &Json| {
            let number = row.get("round")?.as_u64()?;
            let title = row.pointer("/title/text")?.as_str()?.to_owned();
            let entries = row.get("entries")?.as_u64()?;
            let stage = row.get("stage")?;
            let word = |stage: &Json| stage.as_object()?.keys().next().cloned();
            let stage = stage.as_str().map(str::to_owned).or_else(|| word(stage))?;
            let own_counts = row.pointer("/policy/praise/terms/own_counts")?.as_bool()?;
            let entries = usize::try_from(entries).ok()?;
            Some((title, There { number, entries, stage, own_counts }))
        };
        Ok(rows.iter().filter_map(read).filter(|(_, row)| row.stage != "cancelled").collect())
    }

    fn asset(&self, dao: DaoId) -> Result<AssetId, ImportError> {
        let treasury = self.hand.tools.client.view("treasury", &json!({ "dao": dao.0 }))?;
        let assets = treasury.get("assets").and_then(Json::as_array).cloned().unwrap_or_default();
        let symbol =
            |row: &&Json| row.pointer("/what/symbol") == Some(&json!(self.job.praise.symbol));
        let row = assets.iter().find(symbol);
        let id = row.and_then(|row| row.get("asset")).and_then(Json::as_u64);
        let missing = || {
            ImportError::refused(
                "no-such-asset",
                format!("{} has no asset {}", self.job.handle, self.job.praise.symbol),
                "Name the asset that the community began with.",
            )
        };
        Ok(AssetId(id.ok_or_else(missing)?))
    }

    fn open(&mut self, (dao, asset): (DaoId, AssetId), round: &Round) -> Result<u64, ImportError> {
        let steward = self.hand.tools.founder.account();
        let steward =
            steward.ok_or_else(|| Error::Answer("the founder has no account".to_owned()))?;
        let terms = json!({
            "praised": show::share(round.praised),
            "raters": show::share(round.raters),
            "scale": round.scale,
            "duplicate": show::share(round.duplicate),
            "mean": round.mean.name(),
            "ceiling": round.ceiling,
            "recorded": true,
            "own_counts": self.job.as_recorded,
        });
        let act = json!({
            "action": "open-round",
            "title": round.label,
            "budget": { "asset": asset.0, "units": round.budget.to_string() },
            "policy": { "praise": { "terms": terms } },
            "steward": steward.0,
            "entries_for": LASTS,
            "lasts": LASTS,
        });
        let sum = show::amount(round.budget, self.job.decimals);
        let title = format!("Round {}", super::run::cut(&round.label, 100));
        let body = format!(
            "A reward round that was lived elsewhere: {sum} {}, {} praises.",
            self.job.praise.symbol,
            round.entries.len()
        );
        let fields = json!({ "dao": dao.0, "title": title, "body": body, "actions": [act] });
        self.hand.open(fields)
    }

    /// Records what is missing of a round, says that it is whole, and sees it paid.
    fn record(&mut self, dao: DaoId, round: &Round) -> Result<(), ImportError> {
        let there = self.rounds(dao)?;
        let missing = || Error::Answer(format!("the round {:?} was not opened", round.label));
        let there = there.get(&round.label).ok_or_else(missing)?;
        let (number, mut done) = (there.number, there.entries);
        let founder = self.hand.tools.founder.clone();
        if there.stage == "open" {
            for part in round.entries.get(done..).unwrap_or_default().chunks(ROWS) {
                let rows =
                    part.iter().map(|entry| self.row(entry)).collect::<Result<Vec<_>, _>>()?;
                let fields =
                    json!({ "dao": dao.0, "round": number, "first": done + 1, "rows": rows });
                self.hand.act(&founder, &Wish::new("record-praise", fields))?;
                done += part.len();
            }
            let fields = json!({ "dao": dao.0, "round": number, "entries": done });
            self.hand.act(&founder, &Wish::new("close-record", fields))?;
        }
        // It is added up a slice at a time.
        for _ in 0..=round.entries.len() {
            if self.rounds(dao)?.get(&round.label).is_some_and(There::is_over) {
                return Ok(());
            }
            let now = self.hand.tools.client.status()?.now;
            (self.hand.tools.advance)(now.after(Span::seconds(1)))?;
        }
        Err(Error::Answer(format!("the round {:?} was not paid; look at it", round.label)).into())
    }

    fn row(&self, entry: &Entry) -> Result<Json, Error> {
        let account = |place: usize| {
            let label = self.job.praise.members.get(place);
            let account = label.and_then(|label| self.accounts.get(label));
            account
                .map(|account| account.0)
                .ok_or_else(|| Error::Answer("a member is not enrolled".to_owned()))
        };
        let mut rates = Vec::new();
        for rate in &entry.rates {
            rates.push(json!({
                "rater": account(rate.rater)?,
                "score": rate.score,
                "dismissed": rate.dismissed,
                "repeats": rate.repeats,
            }));
        }
        Ok(json!({
            "from": account(entry.from)?,
            "to": account(entry.to)?,
            "at": show::time(entry.at),
            "rates": rates,
        }))
    }
}
