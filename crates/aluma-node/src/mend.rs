//! A block that was committed and cut off the log, made once more.
//!
//! Its id is in the head file, its receipts say at what time it was and which transactions it held,
//! and the journal holds these. What is executed from them is the same block exactly when its
//! header has the same id; otherwise nothing is done, and the transactions are played again in
//! another block.

use aluma_core::kernel::receipt::Receipt;
use aluma_core::kernel::tables::RECEIPTS;
use aluma_store::store::LostBlock;
use aluma_store::{LoggedBlock, Store};
use aluma_types::codec::Canon;
use aluma_types::header::{FLAG_MANUAL, FLAG_SIMULATED};
use aluma_types::{Hash32, Transaction};
use aluma_verify::SigningKey;

use crate::beacon::Beacon;
use crate::block::Block;
use crate::executor::{Executor, Slot};
use crate::intake::Submission;
use crate::mempool::Checked;
use crate::node::NodeError;

/// What a block is made again from.
pub(crate) struct Again<'a> {
    /// The node's key, which seals it.
    pub(crate) key: &'a SigningKey,
    /// The beacon's chain.
    pub(crate) beacon: &'a mut Beacon,
    /// What the journal holds.
    pub(crate) promised: &'a [Submission],
}

/// Puts the lost block back into the log, where what is left of it leads to the same id. The
/// executor stands before it, and still does afterwards.
///
/// # Errors
/// As the disk answers.
pub(crate) fn block(
    store: &mut Store,
    executor: &mut Executor,
    lost: &LostBlock,
    again: Again<'_>,
) -> Result<bool, NodeError> {
    let receipts = lost.rows.iter().filter(|batch| batch.table == RECEIPTS);
    let receipts = receipts.flat_map(|batch| &batch.rows);
    let receipts: Vec<_> = receipts.filter_map(|row| Receipt::from_bytes(row).ok()).collect();
    let (Some(first), Ok(beacon)) = (receipts.first(), again.beacon.at(lost.height)) else {
        return Ok(false);
    };
    let transactions = transactions(&receipts, again.promised);
    let last = executor.head();
    let (epoch, view, rules) = (last.epoch, last.view, last.rules);
    // An import may have ended, or the first block is lost: then the last flags are not these.
    let flags = [last.flags, 0, FLAG_SIMULATED, FLAG_MANUAL, FLAG_SIMULATED | FLAG_MANUAL];
    // The rules that ran the block before ran this one, unless it is the first.
    let rules = [rules, aluma_core::kernel::version::LATEST];
    for (flags, rules) in flags.iter().flat_map(|flags| rules.map(|rules| (*flags, rules))) {
        let slot = Slot { epoch, view, time: first.time, flags, rules, beacon };
        let Ok(mut staged) = executor.execute(slot, &transactions) else { continue };
        let (header, bytes) = (staged.header.clone(), staged.transactions.clone());
        let rows = crate::facts::rows(&mut staged);
        executor.revert(staged);
        if header.id() != Hash32(lost.id) {
            continue;
        }
        let seal = again.key.sign_message(&Block::sealed(&header)).unwrap_or([0; 64]);
        let bytes = Block { header, transactions: bytes, seal }.to_bytes();
        let logged = LoggedBlock { height: lost.height, id: lost.id, bytes };
        let _ = store.commit(&logged, &rows)?;
        return Ok(true);
    }
    Ok(false)
}

/// The transactions that the receipts name, in their order, as far as they are at hand.
fn transactions(receipts: &[Receipt], promised: &[Submission]) -> Vec<Checked> {
    let decoded = promised.iter().filter_map(|one| {
        let transaction = Transaction::decode(&one.transaction).ok()?;
        let id = transaction.payload.id();
        Some(Checked { id, transaction, bytes: one.transaction.clone() })
    });
    let held: Vec<Checked> = decoded.collect();
    let named = receipts.iter().filter_map(|one| held.iter().find(|held| held.id == one.id));
    named.cloned().collect()
}
