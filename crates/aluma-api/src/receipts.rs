//! Receipts as a reader may see them.
//!
//! That something was there and how it ended is everybody's. Who did what is for its owner, and for
//! those who may see everything it brought about; where it brought about nothing, nothing says
//! whose business it was, and only the owner sees it. Its id is a hash over who did what: whoever
//! saw it could try all that a small community may have done, and so could whoever is told that an
//! id they made up is there.

use aluma_core::identity::accounts_of;
use aluma_core::kernel::origin::Origin;
use aluma_core::kernel::receipt::{Receipt, Status};
use aluma_core::kernel::refusal::Refused;
use aluma_core::registry::REFUSALS;
use aluma_index::ReceiptRow;
use aluma_node::Outcome;
use aluma_types::codec::Canon;
use aluma_types::json::to_json;
use aluma_types::{Hash32, Text};
use serde_json::Value as Json;

use crate::node_views::{Ending, ReceiptAnswer};
use crate::problem::{Own, Refusal};
use crate::scene::Scene;

/// A receipt for whoever reads.
pub(crate) fn seen(scene: &Scene<'_>, row: &ReceiptRow) -> ReceiptAnswer {
    shown(scene, &row.receipt, may_see(scene, row))
}

/// The receipt of a transaction or a task, for whoever reads.
pub(crate) fn of(scene: &Scene<'_>, id: &Hash32) -> Result<ReceiptAnswer, Refusal> {
    let answer = match scene.app.index.receipt(id).map_err(|_| Own::Internal)? {
        Some(row) => Some(seen(scene, &row)),
        // In a block, and a moment ahead of the index: the owner sees it at once.
        None => match scene.node().outcome(id) {
            Some(Outcome::Included(receipt, _)) => {
                Some(shown(scene, &receipt, is_owner(scene, &receipt)))
            }
            _ => None,
        },
    };
    Ok(answer.filter(|answer| answer.visible).ok_or(Own::NoSuchTransaction)?)
}

/// Whether the reader may see who did what.
pub(crate) fn may_see(scene: &Scene<'_>, row: &ReceiptRow) -> bool {
    let told = || row.audiences.iter().all(|told| scene.may_see(told));
    is_owner(scene, &row.receipt) || (!row.audiences.is_empty() && told())
}

/// Whether the reader is who acted.
pub(crate) fn is_owner(scene: &Scene<'_>, receipt: &Receipt) -> bool {
    let Some(reader) = scene.reader else { return false };
    match receipt.origin {
        Origin::Member { account, .. } => account == reader,
        Origin::Newcomer { key } => {
            scene.look(|look, _| accounts_of(look.state, &key).any(|(holder, _)| holder == reader))
        }
        _ => false,
    }
}

/// A receipt, whole or only what is everybody's.
pub(crate) fn shown(scene: &Scene<'_>, receipt: &Receipt, visible: bool) -> ReceiptAnswer {
    let (status, code) = match receipt.status {
        Status::Done => (Ending::Done, None),
        Status::Refused { code } => (Ending::Refused, Some(code)),
        Status::Fault => (Ending::Fault, None),
    };
    let mark = |name: &str| Text::new(name).ok();
    ReceiptAnswer {
        id: Some(receipt.id).filter(|_| visible),
        height: receipt.height,
        index: receipt.index,
        time: receipt.time,
        status,
        visible,
        refusal: code.filter(|_| visible).and_then(refusal_name).and_then(mark),
        origin: Some(receipt.origin).filter(|_| visible),
        action: Some(receipt).filter(|_| visible).and_then(|it| kind(scene, it)).and_then(mark),
        charge: Some(receipt.charge).filter(|_| visible),
        made: receipt.made.filter(|_| visible),
    }
}

/// The name of the action or task.
fn kind(scene: &Scene<'_>, receipt: &Receipt) -> Option<&'static str> {
    let registry = scene.node().registry();
    match receipt.origin {
        Origin::Task { .. } => registry.task(receipt.kind).map(|task| task.name),
        _ => registry.entry(receipt.kind).map(|entry| entry.spec.name),
    }
}

/// The name of a refusal's number.
fn refusal_name(code: u16) -> Option<&'static str> {
    let all = REFUSALS.iter().flat_map(|(_, list)| list.iter());
    all.copied().find(|(number, _)| *number == code).map(|(_, name)| name)
}

/// Why a receipt's transaction was refused: in full where the node remembers it, else without data.
pub(crate) fn refusal(receipt: &Receipt, reason: Option<&Refused>) -> Option<Refusal> {
    let Status::Refused { code } = receipt.status else { return None };
    let known = reason.cloned();
    let by_name = || Some(Refused { code, name: refusal_name(code)?, data: Vec::new() });
    known.or_else(by_name).map(Refusal::from)
}

/// As JSON.
pub(crate) fn json(scene: &Scene<'_>, answer: &ReceiptAnswer) -> Json {
    let spec = ReceiptAnswer::SPEC;
    spec.decode(&answer.to_bytes()).map_or(Json::Null, |value| to_json(spec, &value, scene))
}
