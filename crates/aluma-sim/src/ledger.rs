//! A ledger in memory: machine, tree and headers in step, without node, files or signatures.

use aluma_core::kernel::action::Registry;
use aluma_core::kernel::block::{BlockStart, Outcome};
use aluma_core::kernel::receipt::Status;
use aluma_core::registry::State;
use aluma_core::{Genesis, Machine};
use aluma_store::naive::NaiveTree;
use aluma_store::{Change, Salting, StateTree};
use aluma_types::accumulator::merkle_root;
use aluma_types::admission::Inadmissible;
use aluma_types::codec::Canon;
use aluma_types::header::Header;
use aluma_types::{Hash32, PublicKey, Timestamp, Transaction, sha256};

/// The moment of every simulated genesis: 2026-01-01 00:00 UTC.
pub const START: Timestamp = Timestamp(1_767_225_600_000);

/// The rule version of simulated blocks.
const RULES: u32 = 1;

/// A block as it is asked for: what a step of the simulator is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its time.
    pub time: Timestamp,
    /// What is to be in it, in this order.
    pub transactions: Vec<Transaction>,
}

/// What stops a run: the law, model or comparison that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What does not hold; the same for the same mistake.
    pub law: String,
    /// What was seen and what was expected.
    pub detail: String,
    /// At which height.
    pub height: u64,
}

/// What became of a block.
#[derive(Debug)]
pub struct Ran {
    /// Its header.
    pub header: Header,
    /// What the machine left.
    pub outcome: Outcome,
    /// Which of the transactions got a place, in the order of their receipts.
    pub included: Vec<usize>,
    /// Why the others got none.
    pub rejected: Vec<(usize, Inadmissible)>,
    /// How many receipts of due tasks come first.
    pub tasks: usize,
}

/// A ledger in memory.
#[derive(Debug)]
pub struct Ledger {
    machine: Machine,
    tree: StateTree,
    salt_seed: Hash32,
    head: Header,
    beacons: Vec<Hash32>,
    by_hand: bool,
}

/// Everything that survives a crash: rows and the header they belong to.
#[derive(Clone, Debug)]
pub struct Snapshot {
    rows: Vec<(u16, Vec<u8>, Vec<u8>)>,
    head: Header,
}

/// The operator's key in every simulated ledger.
pub fn operator() -> PublicKey {
    PublicKey::Ed25519(sha256(&[b"simulated operator"]).0)
}

impl Ledger {
    /// A ledger before its first block, with beacons for so many blocks.
    pub fn new(seed: u64, blocks: u64, registry: &'static Registry) -> Self {
        let mut beacons = vec![sha256(&[b"simulated beacon", &seed.to_be_bytes()])];
        for place in 0..blocks as usize {
            beacons.push(sha256(&[&beacons[place].0]));
        }
        beacons.reverse();
        let salt_seed = sha256(&[b"simulated salts", &seed.to_be_bytes()]);
        // On a living ledger the allowance holds.
        let by_hand = !seed.is_multiple_of(4);
        let genesis = Genesis {
            version: 1,
            generation: 0,
            time: START,
            operator: operator(),
            node: PublicKey::Ed25519([7; 32]),
            beacon: beacons[0],
            beacon_length: blocks,
            manual_clock: by_hand,
            salt: sha256(&[b"simulated salt", &seed.to_be_bytes()]),
            salts: Genesis::commit_salts(&salt_seed),
            continues: None,
        };
        let machine = genesis.machine(registry);
        let salting = Salting::new(&salt_seed.0, machine.state().open_tables());
        let tree = tree_of(machine.state(), salting);
        let head = Header {
            network: genesis.network(),
            time: START,
            validators: genesis.validators(),
            ..Header::default()
        };
        Self { machine, tree, salt_seed, head, beacons, by_hand }
    }

    /// The state, to read.
    pub const fn state(&self) -> &State {
        self.machine.state()
    }

    /// The rules.
    pub const fn registry(&self) -> &'static Registry {
        self.machine.registry()
    }

    /// Whether its clock is one that is moved by hand.
    pub const fn is_by_hand(&self) -> bool {
        self.by_hand
    }

    /// The last header.
    pub const fn head(&self) -> &Header {
        &self.head
    }

    /// When something falls due by itself.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.machine.next_due()
    }

    fn start(&self, time: Timestamp) -> BlockStart {
        let height = self.head.height + 1;
        BlockStart { height, time, rules: RULES, beacon: self.beacons[height as usize] }
    }

    /// Runs a block and keeps it.
    ///
    /// # Errors
    /// A quick law that does not hold, a transaction that broke one of its own, or an ordering that
    /// asks for what cannot be; the state is as before.
    pub fn run(&mut self, block: &Block) -> Result<Ran, Failure> {
        let ran = self.stage(block)?;
        self.machine.settle();
        self.head = ran.header.clone();
        Ok(ran)
    }

    /// Runs a block to its end, undoes it, and sees that nothing of it is left.
    ///
    /// # Errors
    /// As [`Ledger::run`], and where the root is another one afterwards.
    pub fn run_and_revert(&mut self, block: &Block) -> Result<(), Failure> {
        let before = self.tree.root();
        self.stage(block)?;
        self.machine.revert();
        self.tree = self.tree_of_state();
        self.same_root(before, "a reverted block leaves nothing")
    }

    /// Runs the first transactions of a block and abandons it, as a crash in its middle would.
    ///
    /// # Errors
    /// Where the root is another one afterwards.
    pub fn run_and_abandon(&mut self, block: &Block, transactions: usize) -> Result<(), Failure> {
        let start = self.start(block.time);
        let Ok(mut run) = self.machine.begin(start, contain) else { return Ok(()) };
        run.due();
        for transaction in block.transactions.iter().take(transactions) {
            // Inadmissible ones leave no trace, like everything else here.
            let _ = run.transaction(transaction);
        }
        run.abandon();
        let root = self.tree.root();
        self.tree = self.tree_of_state();
        self.same_root(root, "an abandoned block leaves nothing")
    }

    /// The tree computed anew from all rows.
    fn tree_of_state(&self) -> StateTree {
        tree_of(self.machine.state(), self.tree.salting().clone())
    }

    fn same_root(&self, root: [u8; 32], law: &str) -> Result<(), Failure> {
        if self.tree.root() == root {
            return Ok(());
        }
        let detail = format!("root {} became {}", Hash32(root), Hash32(self.tree.root()));
        Err(Failure { law: law.to_owned(), detail, height: self.head.height })
    }

    fn stage(&mut self, block: &Block) -> Result<Ran, Failure> {
        let height = self.head.height + 1;
        let failure = |law: &str, detail: String| Failure { law: law.to_owned(), detail, height };
        let start = self.start(block.time);
        let mut run = self
            .machine
            .begin(start, contain)
            .map_err(|bad| failure("a block can follow", format!("{bad:?}")))?;
        run.due();
        let (mut included, mut rejected) = (Vec::new(), Vec::new());
        for (place, transaction) in block.transactions.iter().enumerate() {
            match run.transaction(transaction) {
                Ok(_) => included.push(place),
                Err(reason) => rejected.push((place, reason)),
            }
        }
        let outcome = run.finish().map_err(|law| failure(law.0, "quick check".to_owned()))?;
        let fault = outcome.receipts.iter().find(|receipt| receipt.status == Status::Fault);
        if let Some(fault) = fault {
            let detail = format!("{:?} number {}", fault.origin, fault.kind);
            self.machine.revert();
            return Err(failure("no act ends in a fault", detail));
        }
        let changes: Vec<Change> = self
            .machine
            .changes()
            .into_iter()
            .map(|change| Change { table: change.table, key: change.key, value: change.value })
            .collect();
        let _undo = self.tree.apply(&changes);
        let bytes: Vec<_> =
            included.iter().map(|place| block.transactions[*place].to_bytes()).collect();
        let header = self.header(&start, &bytes, &outcome);
        let tasks = outcome.receipts.len() - included.len();
        Ok(Ran { header, outcome, included, rejected, tasks })
    }

    fn header(&self, start: &BlockStart, transactions: &[Vec<u8>], outcome: &Outcome) -> Header {
        let salt = |place| self.tree.salting().receipt(start.height, place);
        let receipts: Vec<_> = (0..)
            .zip(&outcome.receipts)
            .map(|(place, receipt)| [&salt(place)[..], &receipt.to_bytes()].concat())
            .collect();
        Header {
            height: start.height,
            time: start.time,
            rules: start.rules,
            parent: if self.head.height == 0 { self.head.network } else { self.head.id() },
            transactions: merkle_root(transactions.iter().map(Vec::as_slice)),
            receipts: merkle_root(receipts.iter().map(Vec::as_slice)),
            state: Hash32(self.tree.root()),
            beacon: start.beacon,
            ..self.head.clone()
        }
    }

    /// Runs the full scans of all laws, and computes the root a second, naive way from all rows.
    ///
    /// # Errors
    /// The first that does not hold.
    pub fn audit(&self) -> Result<(), Failure> {
        let height = self.head.height;
        self.machine.audit().map_err(|law| Failure {
            law: law.0.to_owned(),
            detail: "full scan".to_owned(),
            height,
        })?;
        let open = self.state().open_tables().collect();
        let mut naive = NaiveTree::new(self.salt_seed.0, open);
        for table in self.state().tables() {
            let number = table.spec().number;
            table.each(&mut |key, value| naive.set(number, key, Some(value)));
        }
        if naive.root() == self.tree.root() {
            return Ok(());
        }
        let roots = (Hash32(naive.root()), Hash32(self.tree.root()));
        let detail = format!("naive {}, tree {}", roots.0, roots.1);
        Err(Failure { law: "both ways lead to one root".to_owned(), detail, height })
    }

    /// Visits every row, in the order of tables and keys, until one visit fails.
    ///
    /// # Errors
    /// What the visit says.
    pub fn each_row<E>(
        &self,
        mut visit: impl FnMut(u16, &[u8], &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut result = Ok(());
        // By their numbers, which the order of domains is not.
        let mut tables: Vec<_> = self.state().tables().collect();
        tables.sort_by_key(|table| table.spec().number);
        for table in tables {
            let number = table.spec().number;
            table.each(&mut |key, value| {
                if result.is_ok() {
                    result = visit(number, key, value);
                }
            });
        }
        result
    }

    /// What a disk would hold.
    pub fn snapshot(&self) -> Snapshot {
        let mut rows = Vec::new();
        for table in self.state().tables() {
            let number = table.spec().number;
            table.each(&mut |key, value| rows.push((number, key.to_vec(), value.to_vec())));
        }
        Snapshot { rows, head: self.head.clone() }
    }

    /// Drops the machine and builds it again from a snapshot. Blocks after it are the caller's to
    /// replay.
    ///
    /// # Errors
    /// A row that its own table does not read, or another root than the snapshot's header names.
    pub fn restart(&mut self, from: &Snapshot) -> Result<(), Failure> {
        let height = from.head.height;
        let failure =
            |detail: String| Failure { law: "a snapshot loads".to_owned(), detail, height };
        let mut state = State::default();
        for (table, key, value) in &from.rows {
            state
                .load(*table, key, Some(value))
                .map_err(|error| failure(format!("table {table}: {}", error.name())))?;
        }
        self.machine = Machine::new(state, from.head.network, self.machine.registry());
        self.tree = self.tree_of_state();
        self.head = from.head.clone();
        if height > 0 && self.head.state != Hash32(self.tree.root()) {
            let there = Hash32(self.tree.root());
            return Err(failure(format!("root {there}, header {}", self.head.state)));
        }
        Ok(())
    }
}

fn tree_of(state: &State, salting: Salting) -> StateTree {
    let mut rows = Vec::new();
    for table in state.tables() {
        let number = table.spec().number;
        table.each(&mut |key, value| rows.push((number, key.to_vec(), value.to_vec())));
    }
    StateTree::build(salting, rows.iter().map(|(table, key, value)| (*table, &key[..], &value[..])))
}

/// A panic is a fault of one transaction, as in the node; the state is made whole by the journal.
fn contain(step: &mut dyn FnMut()) -> bool {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(step)).is_ok()
}
