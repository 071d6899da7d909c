//! A ledger that begins in the middle: a state that no transaction led to, under empty blocks.
//! It can be opened, voted on and measured like any other; `aluma verify`, which replays from
//! the genesis, rightly finds that its root does not follow.

use aluma_core::registry::State;
use aluma_store::{LoggedBlock, Store};
use aluma_types::accumulator::merkle_root;
use aluma_types::codec::Canon;
use aluma_types::header::{FLAG_MANUAL, Header};
use aluma_types::{Hash32, Span, Timestamp};

use crate::block::Block;
use crate::data::DataDir;
use crate::node::NodeError;

/// Writes the blocks up to a height into a data folder that has none, nothing in any of them, and a
/// snapshot of the state after the last, which is stamped with the time given.
///
/// # Errors
/// As the disk answers; [`NodeError::Other`] where the beacon has no link for a height.
pub fn plant(
    data: &DataDir,
    state: &State,
    (height, time): (u64, Timestamp),
) -> Result<(), NodeError> {
    let (mut store, _) = Store::open(data.path())?;
    let tree = crate::open::tree_of(state, data.salting());
    let (mut beacon, network) = (data.beacon(), data.genesis.network());
    let mut header = Header::default();
    for at in 1..=height {
        header = Header {
            network,
            height: at,
            time: time.before(Span(height - at)),
            flags: FLAG_MANUAL,
            rules: 1,
            parent: if at == 1 { network } else { header.id() },
            transactions: merkle_root([]),
            receipts: merkle_root([]),
            state: Hash32(tree.root()),
            validators: data.genesis.validators(),
            beacon: beacon.at(at).map_err(|why| NodeError::Other(why.to_owned()))?,
            ..Header::default()
        };
        let seal = data.node.sign_message(&Block::sealed(&header)).unwrap_or([0; 64]);
        let block = Block { header: header.clone(), transactions: Vec::new(), seal };
        let logged = LoggedBlock { height: at, id: header.id().0, bytes: block.to_bytes() };
        let _ = store.commit(&logged, &[crate::facts::none()])?;
    }
    let mut writer = store.begin_snapshot(tree.root(), header.to_bytes())?;
    crate::run::write_rows(&mut writer, state)?;
    Ok(writer.finish()?)
}
