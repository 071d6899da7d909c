//! `aluma verify`: replays a ledger from its genesis by a separate reading path and a naive tree,
//! and compares every root, every receipt and every snapshot. Changes nothing.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;

use aluma_core::Machine;
use aluma_core::kernel::action::Registry;
use aluma_core::kernel::admission::{other_keys, signing_key};
use aluma_core::kernel::block::{BlockStart, Outcome};
use aluma_store::LoggedBlock;
use aluma_store::audit::{Audit, AuditBody};
use aluma_store::naive::NaiveTree;
use aluma_types::codec::Canon;
use aluma_types::header::Header;
use aluma_types::{Hash32, PublicKey, Transaction};
use aluma_verify::{Candidate, Lens, Terms, check, ed25519};

use crate::archive::found;
use crate::block::Block;
use crate::data;
use crate::directory::{StateDirectory, StateSays};
use crate::executor::contain;
use crate::node::NodeError;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The ledger.
    pub network: Hash32,
    /// Height of the last block.
    pub height: u64,
    /// Id of the last block.
    pub head: Hash32,
    /// State root after it.
    pub state_root: Hash32,
    /// Transactions whose signatures were checked.
    pub transactions: u64,
    /// Receipts compared.
    pub receipts: u64,
    /// Texts here, erased, and lost.
    pub bodies: (u64, u64, u64),
    /// What is wrong, each with where; empty means that the ledger is whole.
    pub findings: Vec<String>,
}

/// Blocks between two full scans of all laws; the last block has one in any case.
const FULL_SCAN: u64 = 1_024;

struct Replay {
    registry: &'static Registry,
    node: PublicKey,
    machine: Machine,
    tree: NaiveTree,
    head: Header,
    threads: usize,
    /// Rows the blocks lead to, by log, that the files must hold.
    rows: BTreeMap<u16, VecDeque<Vec<u8>>>,
    report: Report,
}

/// Verifies a data folder. `progress` is told each height.
///
/// # Errors
/// [`NodeError`] where there is no ledger to read; damage is in the report.
pub fn verify(
    dir: &Path,
    registry: &'static Registry,
    progress: &mut dyn FnMut(u64),
) -> Result<Report, NodeError> {
    let genesis = data::genesis(dir)?;
    let salt_seed = data::salt_seed(dir, &genesis)?;
    let origin = found::origin(dir, &genesis)?;
    let machine = found::machine(&genesis, origin.as_ref(), registry)?;
    let open: Vec<_> = machine.state().open_tables().collect();
    let mut tree = NaiveTree::new(salt_seed.0, open.clone());
    for table in machine.state().tables() {
        let number = table.spec().number;
        table.each(&mut |key, value| tree.set(number, key, Some(value)));
    }
    let network = genesis.network();
    let head = Header {
        network,
        time: genesis.time,
        validators: genesis.validators(),
        beacon: genesis.beacon,
        height: genesis.height(),
        state: Hash32(tree.root()),
        ..Header::default()
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let report = Report { network, state_root: head.state, ..Report::default() };
    let node = genesis.node;
    let rows = BTreeMap::new();
    let mut replay = Replay { registry, node, machine, tree, head, threads, rows, report };
    let mut audit = Audit::new(dir);
    let mut roots = BTreeMap::new();
    audit.blocks(|logged| {
        if replay.report.findings.is_empty() {
            progress(logged.height);
            if let Err(what) = replay.block(&logged) {
                replay.report.findings.push(format!("block {}: {what}", logged.height));
            }
            roots.insert(logged.height, (replay.head.id(), replay.head.state));
        }
    })?;
    if let Err(what) = replay.audit() {
        replay.report.findings.push(format!("after the last block: {what}"));
    }
    replay.row_files(&mut audit)?;
    replay.snapshots(&mut audit, &roots, || NaiveTree::new(salt_seed.0, open.clone()))?;
    replay.bodies(&mut audit)?;
    audit.journal()?;
    let mut report = replay.report;
    report.findings.extend(data::wrong_secrets(dir, &genesis));
    for finding in &audit.findings {
        report.findings.push(finding.to_string());
    }
    report.findings.sort();
    report.findings.dedup();
    Ok(report)
}

impl Replay {
    fn block(&mut self, logged: &LoggedBlock) -> Result<(), String> {
        let block = Block::from_bytes(&logged.bytes).map_err(|error| error.to_string())?;
        let header = &block.header;
        if header.id().0 != logged.id || header.height != logged.height {
            return Err("its record names another block".to_owned());
        }
        let is_first = self.head.is_before_the_first();
        let parent = if is_first { self.head.network } else { self.head.id() };
        if is_first && header.parent != parent {
            return Err("it follows another genesis than the file `genesis` holds".to_owned());
        }
        if header.parent != parent || header.height != self.head.height + 1 {
            return Err("it does not follow the block before".to_owned());
        }
        let PublicKey::Ed25519(key) = self.node else {
            return Err("the node's key is not Ed25519".to_owned());
        };
        if !ed25519::verify(&key, &block.seal, &Block::sealed(header)) {
            return Err("its seal is not the node's".to_owned());
        }
        let transactions = block.decoded().map_err(|error| error.to_string())?;
        self.signatures(&transactions)?;
        let outcome = self.execute(header, &transactions)?;
        self.compare(header, &block.transactions, &outcome)?;
        self.report.height = header.height;
        self.report.head = header.id();
        self.report.state_root = header.state;
        self.report.transactions += transactions.len() as u64;
        for row in outcome.rows {
            self.rows.entry(row.log).or_default().push_back(row.bytes);
        }
        self.head = block.header;
        Ok(())
    }

    fn signatures(&self, transactions: &[Transaction]) -> Result<(), String> {
        let state = self.machine.state();
        let directory = StateDirectory::whole(state);
        let says = StateSays { directory, registry: self.registry };
        let lens = Lens { directory: &directory, says: &says, catalog: self.registry };
        let terms = Terms { network: self.head.network, threads: self.threads };
        let mut candidates = Vec::with_capacity(transactions.len());
        let mut others = Vec::with_capacity(transactions.len());
        for transaction in transactions {
            let keys = other_keys(state, &transaction.payload.signer);
            others.push(keys.map_err(|why| why.name().to_owned())?);
        }
        for (transaction, others) in transactions.iter().zip(&others) {
            let payload = &transaction.payload;
            let id = payload.id();
            // A key that a transaction of this very block made is not here yet: nodes do not
            // promise a place to what such a key signs before the block is published.
            let public_key = signing_key(state, &payload.signer)
                .map_err(|why| format!("transaction {id}: {}", why.name()))?;
            let entry = self.registry.entry(payload.act.number);
            let spec = entry.ok_or(format!("transaction {id}: no such action"))?.spec;
            candidates.push(Candidate { transaction, public_key, others, spec, lens });
        }
        match check(&candidates, &terms).into_iter().find_map(Result::err) {
            Some(why) => Err(format!("a signature does not hold: {}", why.name())),
            None => Ok(()),
        }
    }

    fn execute(&mut self, header: &Header, all: &[Transaction]) -> Result<Outcome, String> {
        let start = BlockStart {
            height: header.height,
            time: header.time,
            rules: header.rules,
            beacon: header.beacon,
        };
        let mut run =
            self.machine.begin(start, contain).map_err(|bad| format!("cannot begin: {bad:?}"))?;
        run.due();
        for transaction in all {
            let id = transaction.payload.id();
            run.transaction(transaction)
                .map_err(|why| format!("transaction {id} is inadmissible: {}", why.name()))?;
        }
        let outcome = run.finish().map_err(|law| format!("breaks the law '{}'", law.0))?;
        let changes = self.machine.changes();
        self.machine.settle();
        for change in &changes {
            self.tree.set(change.table, &change.key, change.value.as_deref());
        }
        // A full scan of every row, so not after every block.
        if header.height.is_multiple_of(FULL_SCAN) {
            self.audit()?;
        }
        Ok(outcome)
    }

    fn audit(&self) -> Result<(), String> {
        self.machine.audit().map_err(|law| format!("breaks the law '{}'", law.0))
    }

    fn compare(
        &mut self,
        header: &Header,
        transactions: &[Vec<u8>],
        outcome: &Outcome,
    ) -> Result<(), String> {
        self.report.receipts += outcome.receipts.len() as u64;
        let ours = Header {
            transactions: Block::transactions_root(transactions),
            receipts: Block::receipts_root(outcome.receipt_rows(), |place| {
                self.tree.receipt_salt(header.height, place)
            }),
            state: Hash32(self.tree.root()),
            network: self.head.network,
            validators: self.head.validators,
            outbox: Hash32::ZERO,
            ..header.clone()
        };
        if ours == *header { Ok(()) } else { Err(crate::open::differs(&ours, header).to_owned()) }
    }

    /// Every row file holds the rows that the blocks lead to, and no others.
    fn row_files(&mut self, audit: &mut Audit) -> Result<(), NodeError> {
        let mut tables = audit.row_tables()?;
        tables.extend(self.rows.keys());
        tables.sort_unstable();
        tables.dedup();
        let whole = self.report.findings.is_empty();
        for table in tables.into_iter().filter(|table| *table != crate::facts::FACTS) {
            let mut expected = self.rows.remove(&table).unwrap_or_default();
            let mut wrong = None;
            audit.rows(table, |_, index, row| {
                let same = expected.pop_front().is_some_and(|ours| ours == row);
                if !same && wrong.is_none() {
                    wrong = Some(index);
                }
            })?;
            if let (true, Some(index)) = (whole, wrong) {
                let what = format!("log {table}: row {index} is not what the blocks lead to");
                self.report.findings.push(what);
            } else if whole && !expected.is_empty() && audit.findings.is_empty() {
                let what = format!("log {table}: {} rows are missing", expected.len());
                self.report.findings.push(what);
            }
        }
        audit.rows(crate::facts::FACTS, |_, _, _| {})?;
        Ok(())
    }

    /// Each snapshot is of a block of this log and leads to its root.
    fn snapshots(
        &mut self,
        audit: &mut Audit,
        roots: &BTreeMap<u64, (Hash32, Hash32)>,
        nothing: impl Fn() -> NaiveTree,
    ) -> Result<(), NodeError> {
        for height in audit.snapshots()? {
            let mut tree = nothing();
            let header =
                audit.snapshot(height, |table, key, value| tree.set(table, key, Some(value)))?;
            let Some(header) = header else { continue };
            let whole = self.report.findings.is_empty() && audit.findings.is_empty();
            let known = roots.get(&height).map(|(id, state)| (id.0, state.0));
            let found = (header.block_id, tree.root());
            if whole && (known != Some(found) || header.state_root != found.1) {
                let what = format!("the snapshot of block {height} does not lead to its root");
                self.report.findings.push(what);
            }
        }
        Ok(())
    }

    fn bodies(&mut self, audit: &mut Audit) -> Result<(), NodeError> {
        for state in audit.bodies()?.values() {
            match state {
                AuditBody::Erased { .. } => self.report.bodies.1 += 1,
                AuditBody::Present { .. } => self.report.bodies.0 += 1,
                _ => self.report.bodies.2 += 1,
            }
        }
        Ok(())
    }
}
