//! Facts of each block, kept as rows beside the log: what the index is built from.

use aluma_core::kernel::action::Registry;
use aluma_core::kernel::event::{Circle, Event};
use aluma_core::kernel::receipt::Receipt;
use aluma_core::kernel::tables::RECEIPTS;
use aluma_store::{RowBatch, Store};
use aluma_types::codec::{Canon, DecodeError, Reader, put_count};
use aluma_types::header::Header;
use aluma_types::{AccountId, DaoId};

use crate::executor::Staged;
use crate::feed::Committed;
use crate::node::NodeError;

/// Number of the log of facts: one row a block, beside the logs of the state.
pub(crate) const FACTS: u16 = 1_000;

/// The rows a block appends: those of the state's logs, which are taken out of it, and its facts.
pub(crate) fn rows(staged: &mut Staged) -> Vec<RowBatch> {
    let mut batches: std::collections::BTreeMap<u16, Vec<Vec<u8>>> =
        std::collections::BTreeMap::new();
    for row in std::mem::take(&mut staged.outcome.rows) {
        batches.entry(row.log).or_default().push(row.bytes);
    }
    batches.insert(FACTS, vec![encode(&staged.outcome.events)]);
    batches.into_iter().map(|(table, rows)| RowBatch { table, rows }).collect()
}

/// The facts of a block in which nothing happened.
pub(crate) fn none() -> RowBatch {
    RowBatch { table: FACTS, rows: vec![encode(&[])] }
}

fn encode(events: &[(u32, Event)]) -> Vec<u8> {
    let mut out = Vec::new();
    put_count(&mut out, events.len());
    for (index, event) in events {
        index.write(&mut out);
        put_count(&mut out, event.domain.len());
        out.extend_from_slice(event.domain.as_bytes());
        event.dao.write(&mut out);
        event.only.write(&mut out);
        event.circle.write(&mut out);
        put_count(&mut out, event.bytes.len());
        out.extend_from_slice(&event.bytes);
    }
    out
}

fn decode(registry: &'static Registry, bytes: &[u8]) -> Result<Vec<(u32, Event)>, DecodeError> {
    let mut reader = Reader::new(bytes);
    let count = reader.count(bytes.len())?;
    let mut events = Vec::with_capacity(count);
    for _ in 0..count {
        let index = u32::read(&mut reader)?;
        let length = reader.count(64)?;
        let name = core::str::from_utf8(reader.take(length)?).map_err(|_| DecodeError::BadText)?;
        let (domain, spec) = registry
            .events
            .iter()
            .find(|(domain, _)| *domain == name)
            .ok_or(DecodeError::UnknownTag)?;
        let dao = Option::<DaoId>::read(&mut reader)?;
        let only = Option::<AccountId>::read(&mut reader)?;
        let circle = Circle::read(&mut reader)?;
        let length = reader.count(bytes.len())?;
        let bytes = reader.take(length)?.to_vec();
        events.push((index, Event { domain, dao, only, circle, spec, bytes }));
    }
    reader.finish()?;
    Ok(events)
}

/// Reads back what a block told, by its place in the log; refusals without their data.
pub(crate) fn read(
    store: &Store,
    registry: &'static Registry,
    (header, place): (Header, u64),
) -> Result<Committed, NodeError> {
    let height = header.height;
    let broken = |what: &str| NodeError::Diverged { height, what: what.to_owned() };
    let facts = store.rows().read(FACTS, place)?;
    let events = match facts {
        Some(bytes) => decode(registry, &bytes).map_err(|_| broken("its facts do not decode"))?,
        None => return Err(broken("its facts are missing")),
    };
    let mut receipts = Vec::new();
    let mut index = first_of(store, height);
    while store.rows().height_of(RECEIPTS, index) == Some(height) {
        let bytes = store.rows().read(RECEIPTS, index)?;
        let receipt = bytes.and_then(|bytes| Receipt::from_bytes(&bytes).ok());
        receipts.push(receipt.ok_or_else(|| broken("a receipt does not decode"))?);
        index += 1;
    }
    Ok(Committed { header, receipts: std::sync::Arc::new(receipts), refusals: Vec::new(), events })
}

/// The first receipt row of a height: rows are in the order of heights.
fn first_of(store: &Store, height: u64) -> u64 {
    let (mut low, mut high) = (0, store.rows().count(RECEIPTS));
    while low < high {
        let middle = low + (high - low) / 2;
        match store.rows().height_of(RECEIPTS, middle) {
            Some(at) if at < height => low = middle + 1,
            _ => high = middle,
        }
    }
    low
}
