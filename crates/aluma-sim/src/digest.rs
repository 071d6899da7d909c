//! A finished block as the workload and the models read it: each receipt with its act, its facts
//! and, where a DAO acted, by a proposal or a role, what it did.

use std::collections::BTreeMap;

use aluma_core::kernel::action::Registry;
use aluma_core::kernel::receipt::{Receipt, Status};
use aluma_types::admission::Inadmissible;
use aluma_types::spec::{ActionSpec, IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{Act, Signer, Timestamp};

use crate::fields::{Fact, Fields, each_id, each_part};
use crate::ledger::{Block, Ran};

/// An act read by its spec.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The action's name.
    pub name: &'static str,
    /// The action.
    pub spec: &'static ActionSpec,
    values: Vec<Value>,
}

impl Decoded {
    /// Reads an act; `None` where it is of no known action or not canonical.
    pub fn of(registry: &Registry, act: &Act) -> Option<Self> {
        let spec = registry.entry(act.number)?.spec;
        Some(Self { name: spec.name, spec, values: spec.fields.decode(&act.body).ok()? })
    }

    /// The acts that it carries.
    fn carries(&self, registry: &Registry) -> Vec<Self> {
        self.acts().iter().filter_map(|act| Self::of(registry, act)).collect()
    }

    fn acts(&self) -> Vec<Act> {
        match self.fields().get("actions") {
            Some((_, Value::Acts(acts))) => acts.clone(),
            _ => Vec::new(),
        }
    }

    /// Bytes of the texts that its own fields name.
    fn texts(&self) -> u64 {
        let mut bytes = 0;
        for (field, value) in self.spec.fields.fields.iter().zip(&self.values) {
            add_texts(field.spec, value, &mut bytes);
        }
        bytes
    }

    /// Its fields.
    pub fn fields(&self) -> Fields<'_> {
        Fields::new(self.spec.fields.fields, &self.values)
    }
}

fn add_texts(spec: &'static TypeSpec, value: &Value, bytes: &mut u64) {
    match value {
        Value::Body { length, .. } | Value::Name { length, .. } => *bytes += u64::from(*length),
        _ => each_part(spec, value, &mut |spec, value| add_texts(spec, value, bytes)),
    }
}

/// Acts in acts are counted so far.
const CARRIED: u8 = 4;

/// Acts of a DAO: a proposal's, enacted, or those of a role.
#[derive(Debug)]
pub struct Enacted {
    /// The DAO.
    pub dao: u64,
    /// The proposal; none where a role did it.
    pub proposal: Option<u64>,
    /// What it did.
    pub acts: Vec<Decoded>,
}

/// A fact and the DAO it belongs to.
#[derive(Debug)]
pub struct Told {
    /// The DAO.
    pub dao: Option<u64>,
    /// The fact.
    pub fact: Fact,
}

/// One receipt and what belongs to it.
#[derive(Debug)]
pub struct Deed {
    /// The receipt.
    pub receipt: Receipt,
    /// What the action or task is called.
    pub name: &'static str,
    /// The nonce of the transaction, if one key signed it: what several sign counts by its id.
    pub nonce: Option<u64>,
    /// The accounts that signed, in the order of their numbers.
    pub signers: Vec<u64>,
    /// Bytes of its act and of the texts that it names; 0 for a task.
    pub bytes: u64,
    /// The act of the transaction, if it was one and is canonical.
    pub act: Option<Decoded>,
    /// The acts that it carries, as a proposal does.
    pub carries: Vec<Decoded>,
    /// What it left.
    pub facts: Vec<Told>,
    /// Every id in its facts.
    pub ids: Vec<(IdKind, u64)>,
    /// What a DAO did by it.
    pub enacted: Option<Enacted>,
}

impl Deed {
    /// Whether it was done.
    pub fn is_done(&self) -> bool {
        self.receipt.status == Status::Done
    }

    /// The account that signed.
    pub fn account(&self) -> Option<u64> {
        self.receipt.origin.account().map(|account| account.0)
    }

    /// The act, where it was done and has this name.
    pub fn did(&self, name: &str) -> Option<Fields<'_>> {
        let act = self.act.as_ref().filter(|act| self.is_done() && act.name == name)?;
        Some(act.fields())
    }

    /// Its facts of this name.
    pub fn told<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Told> {
        self.facts.iter().filter(move |told| told.fact.name == name)
    }
}

/// An act of an account that found no place because the day was spent.
#[derive(Debug)]
pub struct KeptOut {
    /// Who signed it.
    pub account: u64,
    /// What the action is called.
    pub name: &'static str,
    /// Bytes of the act and of the texts that it names.
    pub bytes: u64,
    /// When it goes on, as the ledger said.
    pub until: u64,
    /// How many deeds of the block came before it.
    pub before: usize,
}

/// A block.
#[derive(Debug)]
pub struct Digest {
    /// Its time.
    pub time: Timestamp,
    /// Its height.
    pub height: u64,
    /// Tasks first, then transactions.
    pub deeds: Vec<Deed>,
    /// What found no place because a day was spent, in its order.
    pub kept_out: Vec<KeptOut>,
    /// Every id that was seen, with its kind and DAO.
    pub ids: Vec<(IdKind, Option<u64>, u64)>,
    /// Moments that facts named.
    pub moments: Vec<u64>,
}

/// Reads blocks one after another; remembers what proposals carry.
#[derive(Clone, Debug)]
pub struct Digester {
    registry: &'static Registry,
    acts: BTreeMap<u64, (u64, Vec<Decoded>)>,
}

impl Digester {
    /// Before the first block of a ledger by these rules.
    pub const fn new(registry: &'static Registry) -> Self {
        Self { registry, acts: BTreeMap::new() }
    }

    /// Reads the next block.
    pub fn read(&mut self, block: &Block, ran: &Ran) -> Digest {
        let (time, height) = (ran.header.time, ran.header.height);
        let mut digest = Digest {
            time,
            height,
            deeds: Vec::new(),
            kept_out: self.kept_out(block, ran),
            ids: Vec::new(),
            moments: Vec::new(),
        };
        for (index, receipt) in ran.outcome.receipts.iter().enumerate() {
            let at = index.checked_sub(ran.tasks).map(|place| ran.included[place]);
            let payload = at.map(|place| &block.transactions[place].payload);
            let act = payload.and_then(|payload| Decoded::of(self.registry, &payload.act));
            let carries = act.as_ref().map(|act| act.carries(self.registry));
            digest.deeds.push(Deed {
                receipt: receipt.clone(),
                name: self.name(receipt.kind, payload.is_some()),
                nonce: payload
                    .filter(|payload| payload.signer.count() == 1)
                    .map(|payload| payload.nonce),
                signers: match payload.map(|payload| &payload.signer) {
                    Some(Signer::Several(group)) => group.keys().map(|key| key.account.0).collect(),
                    _ => receipt.origin.account().map(|account| account.0).into_iter().collect(),
                },
                bytes: payload.map_or(0, |payload| self.bytes(&payload.act)),
                act,
                carries: carries.unwrap_or_default(),
                facts: Vec::new(),
                ids: Vec::new(),
                enacted: None,
            });
        }
        for (index, event) in &ran.outcome.events {
            let dao = event.dao.map(|dao| dao.0);
            if let Ok(value) = event.spec.decode(&event.bytes) {
                let mut ids = Vec::new();
                each_id(event.spec, &value, &mut |kind, id| ids.push((kind, id)));
                digest.ids.extend(ids.iter().map(|(kind, id)| (*kind, dao, *id)));
                if let Some(deed) = digest.deeds.get_mut(*index as usize) {
                    deed.ids.extend(ids);
                }
                crate::fields::each_time(event.spec, &value, &mut |at| digest.moments.push(at));
            }
            if let (Some(fact), Some(deed)) =
                (Fact::of(event), digest.deeds.get_mut(*index as usize))
            {
                deed.facts.push(Told { dao, fact });
            }
        }
        digest.deeds.iter_mut().for_each(|deed| self.follow(deed));
        digest
    }

    fn kept_out(&self, block: &Block, ran: &Ran) -> Vec<KeptOut> {
        let spent = ran.rejected.iter().filter_map(|(place, why)| match why {
            Inadmissible::AllowanceSpent { next } => Some((*place, next.0)),
            _ => None,
        });
        let kept_out = spent.filter_map(|(place, until)| {
            let payload = &block.transactions[place].payload;
            let account = match &payload.signer {
                Signer::Key { account, .. } => account.0,
                Signer::Several(group) => group.first().account.0,
                Signer::New(_) => return None,
            };
            let name = self.name(payload.act.number, true);
            let before = ran.tasks + ran.included.partition_point(|included| *included < place);
            Some(KeptOut { account, name, bytes: self.bytes(&payload.act), until, before })
        });
        kept_out.collect()
    }

    /// Bytes of an act and of the texts that it names, those of acts that it carries among them.
    fn bytes(&self, act: &Act) -> u64 {
        act.body.len() as u64 + self.texts(act, CARRIED)
    }

    /// Bytes of the texts of an act and of what it carries, so many levels deep. What stands behind its
    /// fields makes it refused, and no lighter.
    fn texts(&self, act: &Act, levels: u8) -> u64 {
        let part = |end| Act { number: act.number, body: act.body[..end].to_vec() };
        let whole = (0..=act.body.len()).rev();
        let read = whole.map(part).find_map(|part| Decoded::of(self.registry, &part));
        let Some(read) = read.filter(|_| levels > 0) else { return 0 };
        read.texts() + read.acts().iter().map(|act| self.texts(act, levels - 1)).sum::<u64>()
    }

    fn name(&self, kind: u16, signed: bool) -> &'static str {
        let action = || self.registry.entry(kind).map(|entry| entry.spec.name);
        let task = || self.registry.task(kind).map(|entry| entry.name);
        if signed { action() } else { task() }.unwrap_or("?")
    }

    /// Remembers acts where a proposal opens, and hands them out where it is enacted.
    fn follow(&mut self, deed: &mut Deed) {
        let opened = deed.told("proposal-opened").next();
        let opened =
            opened.and_then(|told| Some((told.fact.fields().number("proposal")?, told.dao?)));
        if let Some((proposal, dao)) = opened
            && deed.did("propose").is_some()
        {
            self.acts.insert(proposal, (dao, deed.carries.clone()));
        }
        if let Some(dao) = deed.did("act-by-role").and_then(|fields| fields.number("dao")) {
            let acts = deed.carries.clone();
            deed.enacted = Some(Enacted { dao, proposal: None, acts });
        }
        let enacted = deed.told("proposal-enacted").next();
        if let Some(proposal) = enacted.and_then(|told| told.fact.fields().number("proposal"))
            && let Some((dao, acts)) = self.acts.get(&proposal)
        {
            let (dao, proposal) = (*dao, Some(proposal));
            deed.enacted = Some(Enacted { dao, proposal, acts: acts.clone() });
        }
    }
}
