//! The documents of ERC-4824 from an archive: what other programs know a community by.
//!
//! Ids follow CAIP-10 in a namespace of our own: `aluma`, the first 32 digits of the network's name,
//! and what is meant, such as `dao-2`. A field without a value is left out, as the standard asks.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use aluma_core::governance::types::BallotRecord;
use aluma_core::kernel::action::Registry;
use aluma_core::kernel::view::Look;
use aluma_core::registry::State;
use aluma_core::{dao, identity, treasury};
use aluma_node::archive::{Archive, Text, check};
use aluma_text::Voice;
use aluma_types::codec::Canon;
use aluma_types::hash::hex;
use aluma_types::json::{BodyText, Lookup, to_json};
use aluma_types::spec::{Catalog, IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{AccountId, AssetId, DaoId, Hash32};
use serde_json::{Map, Value as Json, json};

use crate::charter;
use crate::options::Options;
use crate::outcome::{Failure, note, say};

const CONTEXT: &str = "https://www.daostar.org/schemas";
/// Digits of the network's name in an id: as many as CAIP-2 has room for.
const DIGITS: usize = 32;

/// Writes the documents into a folder that is made for them.
///
/// # Errors
/// Where the folder is there already, or cannot be written.
pub(crate) fn write(
    options: &Options<'_>,
    archive: &Archive,
    folder: &Path,
) -> Result<(), Failure> {
    let state = check::state(archive).map_err(|why| Failure::archive(options.lang(), &why))?;
    let told = Told::of(archive, &state, options.registry());
    let broken = |error: std::io::Error| Failure::machine(format!("{}: {error}", folder.display()));
    fs::create_dir(folder).map_err(broken)?;
    fs::create_dir(folder.join("proposals")).map_err(broken)?;
    let mut names = Vec::new();
    for (name, text) in told.documents(Voice::plain(options.lang())) {
        fs::write(folder.join(&name), text).map_err(broken)?;
        names.push(name);
    }
    if options.json() {
        say(&json!({ "folder": folder.display().to_string(), "documents": names }).to_string());
    } else {
        say(&format!("{} documents in {}", names.len(), folder.display()));
        note("note", "dao.json is the one that others are pointed to");
    }
    Ok(())
}

/// An archive, ready to be told about.
struct Told<'a> {
    archive: &'a Archive,
    state: &'a State,
    registry: &'static Registry,
    texts: BTreeMap<Hash32, &'a Text>,
    /// A member by whose right everything in it is read.
    reader: Option<AccountId>,
}

impl<'a> Told<'a> {
    fn of(archive: &'a Archive, state: &'a State, registry: &'static Registry) -> Self {
        let texts = archive.texts.iter().map(|(id, text)| (*id, text)).collect();
        let mut told = Self { archive, state, registry, texts, reader: None };
        let members = told.rows("members").map(|(_, account)| AccountId(account));
        let readers = [None].into_iter().chain(members.map(Some)).collect::<Vec<_>>();
        for reader in readers {
            told.reader = reader;
            if told.list("members", Value::Option(None), None).is_some() {
                break;
            }
        }
        told
    }

    /// The first two numbers of the keys of a table's rows.
    fn rows(&self, table: &str) -> impl Iterator<Item = (u64, u64)> + use<'a> {
        let number = self.state.tables().find(|it| it.spec().name == table);
        let number = number.map_or(0, |it| it.spec().number);
        let rows = self.archive.taken().filter(move |(of, ..)| *of == number);
        rows.filter_map(|(_, key, _)| {
            let (first, rest) = key.split_first_chunk()?;
            let (second, _) = rest.split_first_chunk().unwrap_or((&[0; 8], &[]));
            Some((u64::from_be_bytes(*first), u64::from_be_bytes(*second)))
        })
    }

    /// A view's answer about the community.
    fn ask(&self, view: &str, more: &[Value]) -> Option<Json> {
        self.view(view, &[&[Value::Uint(self.archive.dao.0.into())], more].concat())
    }

    fn view(&self, view: &str, values: &[Value]) -> Option<Json> {
        let entry = self.registry.view(view)?;
        // What a view takes besides is left out.
        let besides = entry.spec.params.fields.iter().skip(values.len());
        let values: Vec<Value> =
            values.iter().cloned().chain(besides.map(|_| Value::Option(None))).collect();
        let bytes = entry.spec.params.encode(&values).ok()?;
        let header = &self.archive.header;
        let (now, height) = (header.time, header.height);
        let look = Look { state: self.state, now, height, reader: self.reader, invited: None };
        let answer = (entry.run)(&look, &bytes).ok()?;
        let spec: &'static TypeSpec = entry.spec.result;
        Some(to_json(spec, &spec.decode(&answer).ok()?, self))
    }

    /// All pages of a list.
    fn list(&self, view: &str, first: Value, open: Option<Value>) -> Option<Vec<Json>> {
        let (mut rows, mut after) = (Vec::new(), first);
        loop {
            let more: Vec<Value> = open.iter().cloned().chain([after]).collect();
            let mut answer = self.ask(view, &more)?;
            if let Some(Json::Array(page)) = answer.get_mut(view).map(Json::take) {
                rows.extend(page);
            }
            let next = answer.get("next").and_then(Json::as_u64);
            let Some(next) = next else { return Some(rows) };
            after = Value::Option(Some(Box::new(Value::Uint(next.into()))));
        }
    }

    fn id(&self, what: &str, number: u64) -> String {
        let network = self.archive.header.network.to_string();
        let network = network.trim_start_matches("0x").get(..DIGITS).unwrap_or_default().to_owned();
        format!("aluma:{network}:{what}-{number}")
    }

    fn proposal_id(&self, number: u64) -> String {
        format!("{}?proposalId={number}", self.id("dao", self.archive.dao.0))
    }

    fn member(&self, account: u64) -> Json {
        let name = self.name(IdKind::AccountId, account);
        lean(json!({ "type": "AlumaAccount", "id": self.id("account", account), "name": name }))
    }

    /// File name and content of each document.
    fn documents(&self, voice: Voice) -> Vec<(String, String)> {
        let dao = self.ask("dao", &[]).unwrap_or_default();
        let name = words(&dao["name"]);
        let of = |list: &str, rows: Vec<Json>| {
            let mut document = json!({ "@context": CONTEXT, "type": "DAO", "name": name });
            document[list] = Json::Array(rows);
            pretty(lean(document))
        };
        let main = lean(json!({
            "@context": CONTEXT,
            "type": "DAO",
            "name": name,
            "description": words(&dao["purpose"]),
            "membersURI": "members.json",
            "proposalsURI": "proposals.json",
            "activityLogURI": "activity-log.json",
            "governanceURI": "governance.md",
            "contractsURI": "contracts.json",
        }));
        let none = Value::Option(None);
        let proposals = self.list("proposals", none.clone(), Some(Value::Bool(false)));
        let proposals = proposals.unwrap_or_default();
        let members = self.list("members", none, None).unwrap_or_default();
        let is_member =
            |row: &&Json| matches!(row["standing"].as_str(), Some("joined" | "admitted"));
        let members = members.iter().filter(is_member);
        let members = members.filter_map(|row| Some(self.member(row["account"].as_u64()?)));
        let mut documents = vec![
            ("dao.json".to_owned(), pretty(main)),
            ("members.json".to_owned(), of("members", members.collect())),
            ("activity-log.json".to_owned(), of("activities", self.activities(&proposals))),
            ("contracts.json".to_owned(), of("contracts", self.contracts())),
            ("governance.md".to_owned(), self.governance(voice, name.as_deref())),
        ];
        let mut rows = Vec::new();
        for row in &proposals {
            let Some(number) = row["proposal"].as_u64() else { continue };
            let file = format!("proposals/{number}.md");
            let answer = self.view("proposal", &[Value::Uint(number.into())]).unwrap_or_default();
            rows.push(self.proposal_row(number, &file, row));
            documents.push((file, prose_of(number, row, &answer)));
        }
        documents.push(("proposals.json".to_owned(), of("proposals", rows)));
        documents
    }

    fn proposal_row(&self, number: u64, file: &str, row: &Json) -> Json {
        let acts = aluma_core::governance::acts_of(self.state, aluma_types::ProposalId(number));
        let (from, to) = (self.id("dao", self.archive.dao.0), self.id("ledger", 0));
        let calls: Vec<Json> = acts
            .iter()
            .map(|act| {
                json!({
                    "type": "CallDataAluma",
                    "operation": self.registry.action(act.number).map_or("unknown", |it| it.name),
                    "from": from,
                    "to": to,
                    "value": "0",
                    "data": format!("0x{}", hex(&act.body)),
                })
            })
            .collect();
        lean(json!({
            "type": "proposal",
            "id": self.proposal_id(number),
            "name": words(&row["title"]),
            "contentURI": file,
            "status": row["label"],
            "calls": calls,
        }))
    }

    /// Who proposed and who voted, as far as that is in the archive.
    fn activities(&self, proposals: &[Json]) -> Vec<Json> {
        let mut rows: Vec<(u64, &str, u64)> = Vec::new();
        for row in proposals {
            if let (Some(number), Some(by)) = (row["proposal"].as_u64(), row["proposer"].as_u64()) {
                rows.push((number, "propose", by));
            }
        }
        let open = self.rows("ballots").map(|(proposal, account)| (proposal, "vote", account));
        rows.extend(open);
        for closed in self.archive.ballots.iter().filter(|closed| closed.kind == 1) {
            for row in &closed.rows {
                let row = BallotRecord::from_bytes(row);
                if let Ok(BallotRecord::Own { proposal, account, .. }) = row {
                    rows.push((proposal.0, "vote", account.0));
                }
            }
        }
        rows.sort_unstable();
        let dao = self.id("dao", self.archive.dao.0);
        let activity = |(proposal, what, account): (u64, &str, u64)| {
            json!({
                "id": format!("{dao}?activityId={what}-{proposal}-{account}"),
                "type": "activity",
                "proposal": { "type": "proposal", "id": self.proposal_id(proposal) },
                "member": self.member(account),
            })
        };
        rows.into_iter().map(activity).collect()
    }

    /// The assets that it issues: what a program elsewhere would look for as contracts.
    fn contracts(&self) -> Vec<Json> {
        let assets = treasury::assets_of(self.state, self.archive.dao);
        let contract = |(symbol, id): (&str, AssetId)| {
            let id = self.id("asset", id.0);
            json!({ "type": "AlumaAsset", "id": id, "name": symbol })
        };
        assets.map(contract).collect()
    }

    fn governance(&self, voice: Voice, name: Option<&str>) -> String {
        let charter = self.ask("charter", &[]).unwrap_or_default();
        let treasury = self.ask("treasury", &[]).unwrap_or_default();
        let sections = charter::sections(voice, &charter, &treasury);
        format!("# {}\n\n{}\n", name.unwrap_or(""), charter::prose(&sections, "## ", "\n\n"))
    }
}

/// A proposal's words.
fn prose_of(number: u64, row: &Json, answer: &Json) -> String {
    let title = words(&row["title"]).unwrap_or_else(|| number.to_string());
    let body = words(&answer["body"]).map_or_else(String::new, |body| format!("\n{body}\n"));
    format!("# {title}\n{body}")
}

/// The words of a text, where they are here.
fn words(text: &Json) -> Option<String> {
    text["text"].as_str().map(str::to_owned)
}

/// Without what has no value.
fn lean(json: Json) -> Json {
    match json {
        Json::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, value)| !value.is_null());
            Json::Object(kept.map(|(name, value)| (name, lean(value))).collect::<Map<_, _>>())
        }
        other => other,
    }
}

fn pretty(json: Json) -> String {
    let mut text = serde_json::to_string_pretty(&json).unwrap_or_default();
    text.push('\n');
    text
}

impl Lookup for Told<'_> {
    fn body(&self, id: &Hash32) -> BodyText {
        match self.texts.get(id) {
            Some(Text::Present { words, .. }) => BodyText::Present(words.clone()),
            Some(Text::Erased { .. }) => BodyText::Erased,
            Some(Text::Lost) | None => BodyText::Missing,
        }
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        let asset = treasury::asset(self.state, id)?;
        Some((asset.symbol.as_str().to_owned(), asset.decimals))
    }

    fn name(&self, kind: IdKind, id: u64) -> Option<String> {
        let id = match kind {
            IdKind::AccountId => identity::name_of(self.state, AccountId(id))?,
            IdKind::DaoId => dao::name_of(self.state, DaoId(id))?,
            _ => return None,
        };
        match self.body(&id) {
            BodyText::Present(words) => Some(words),
            BodyText::Erased | BodyText::Missing => None,
        }
    }

    fn catalog(&self) -> &dyn Catalog {
        self.registry
    }
}
