//! Reading a recorded log back: what every implementation has to be able to do.

use aluma_core::kernel::block::BlockStart;
use aluma_core::registry::REGISTRY;
use aluma_core::{Genesis, Machine};
use aluma_node::block::Block;
use aluma_node::executor::contain;
use aluma_store::naive::NaiveTree;
use aluma_types::codec::Canon;
use aluma_types::hash::{hex, unhex};
use aluma_types::{Hash32, PublicKey};
use aluma_verify::ed25519;

use crate::page::lines;

/// What a log holds.
#[derive(Debug)]
pub struct Log {
    /// The ledger's first words.
    pub genesis: Genesis,
    /// The secret behind its salts.
    pub salt_seed: Hash32,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// The rows that each block appends to logs, each with its log's number; 1 is the receipts.
    pub appended: Vec<Vec<(u16, Vec<u8>)>>,
    /// Every row of the state at the end, as the file writes it.
    pub rows: Vec<String>,
}

/// Reads a file of `logs/`.
///
/// # Errors
/// What is wrong with it.
pub fn read(text: &str) -> Result<Log, String> {
    let bytes = |digits: &str| unhex(digits).ok_or_else(|| format!("no digits: {digits}"));
    let (mut genesis, mut salt_seed) = (None, None);
    let (mut blocks, mut appended, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut open = Vec::new();
    for (key, value) in lines(text) {
        match key {
            "genesis" => genesis = Some(decoded(&bytes(value)?)?),
            "salt_seed" => salt_seed = Hash32::from_hex(value),
            "log_row" => {
                let (log, digits) = value.split_once(' ').ok_or("a row without its log")?;
                open.push((log.parse().map_err(|_| "no log's number")?, bytes(digits)?));
            }
            "block" => {
                blocks.push(decoded(&bytes(value)?)?);
                appended.push(std::mem::take(&mut open));
            }
            "row" => rows.push(value.to_owned()),
            _ => {}
        }
    }
    let genesis = genesis.ok_or("no genesis")?;
    let salt_seed = salt_seed.ok_or("no salt_seed")?;
    Ok(Log { genesis, salt_seed, blocks, appended, rows })
}

fn decoded<T: Canon>(bytes: &[u8]) -> Result<T, String> {
    T::from_bytes(bytes).map_err(|error| error.to_string())
}

/// Runs a log from its genesis by the rules of this version.
///
/// # Errors
/// The first thing that comes out otherwise than recorded.
pub fn run(log: &Log) -> Result<(), String> {
    let mut machine = log.genesis.machine(&REGISTRY);
    if Genesis::commit_salts(&log.salt_seed) != log.genesis.salts {
        return Err("the salt_seed is not the genesis's".to_owned());
    }
    let open = machine.state().open_tables().collect();
    let mut tree = NaiveTree::new(log.salt_seed.0, open);
    each_row(&machine, &mut |table, key, value| tree.set(table, key, Some(value)));
    let mut parent = log.genesis.network();
    for (block, appended) in log.blocks.iter().zip(&log.appended) {
        let height = block.header.height;
        let differs = |what: &str| format!("block {height}: {what} otherwise than recorded");
        if block.header.parent != parent {
            return Err(differs("the parent is"));
        }
        parent = block.header.id();
        let PublicKey::Ed25519(node) = log.genesis.node else {
            return Err("the node's key is not Ed25519".to_owned());
        };
        if !ed25519::verify(&node, &block.seal, &Block::sealed(&block.header)) {
            return Err(differs("the seal is"));
        }
        step(&mut machine, &mut tree, block, appended).map_err(|what| differs(&what))?;
    }
    let mut rows = Vec::new();
    each_row(&machine, &mut |table, key, value| {
        rows.push(format!("{table} {} {}", hex(key), hex(value)));
    });
    if rows == log.rows { Ok(()) } else { Err("the state's rows differ at the end".to_owned()) }
}

fn step(
    machine: &mut Machine,
    tree: &mut NaiveTree,
    block: &Block,
    appended: &[(u16, Vec<u8>)],
) -> Result<(), String> {
    let header = &block.header;
    let start = BlockStart {
        height: header.height,
        time: header.time,
        rules: header.rules,
        beacon: header.beacon,
    };
    let mut run = machine.begin(start, contain).map_err(|bad| format!("{bad:?}: it begins"))?;
    run.due();
    for transaction in block.decoded().map_err(|error| error.to_string())? {
        run.transaction(&transaction).map_err(|why| format!("{}: admission is", why.name()))?;
    }
    let outcome = run.finish().map_err(|law| law.0.to_owned())?;
    let changes = machine.changes();
    machine.settle();
    for change in &changes {
        tree.set(change.table, &change.key, change.value.as_deref());
    }
    let salt = |place| tree.receipt_salt(header.height, place);
    let receipts = Block::receipts_root(outcome.receipt_rows(), salt);
    let equal = [
        (
            "its receipts are",
            outcome
                .rows
                .iter()
                .map(|row| (row.log, &row.bytes))
                .eq(appended.iter().map(|row| (row.0, &row.1))),
        ),
        ("the receipts' root is", receipts == header.receipts),
        (
            "the transactions' root is",
            Block::transactions_root(&block.transactions) == header.transactions,
        ),
        ("the state root is", Hash32(tree.root()) == header.state),
    ];
    match equal.into_iter().find(|(_, same)| !same) {
        Some((what, _)) => Err(what.to_owned()),
        None => Ok(()),
    }
}

fn each_row(machine: &Machine, visit: &mut dyn FnMut(u16, &[u8], &[u8])) {
    for table in machine.state().tables() {
        let number = table.spec().number;
        table.each(&mut |key, value| visit(number, key, value));
    }
}
