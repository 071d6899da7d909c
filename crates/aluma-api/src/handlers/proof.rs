//! A stored value with the proof that leads from it to a block's state root.

use aluma_core::kernel::table::Shown;
use aluma_core::registry::circle_of;
use aluma_store::Proof;
use aluma_types::codec::Canon;
use aluma_types::hash::{hex, unhex};
use aluma_types::header::Header;
use axum::response::Response;
use serde_json::{Value as Json, json};

use crate::call::Call;
use crate::input::{self, Pairs};
use crate::problem::{Own, Refusal};
use crate::scene::Scene;

/// How often it is tried again while blocks are made between value and proof.
const TRIES: usize = 50;

/// GET /v1/proof?table=N&key=HEX
pub(crate) async fn proof(call: Call, Pairs(pairs): Pairs) -> Response {
    call.answer(move |scene| {
        let mut query = input::Query::new(pairs)?;
        let table =
            query.number("table")?.ok_or_else(|| Refusal::at(Own::BadParameter, "table"))?;
        let key = query.take("key").and_then(|text| unhex(text.trim_start_matches("0x")));
        let key = key.ok_or_else(|| Refusal::at(Own::BadParameter, "key"))?;
        query.finish()?;
        let table = u16::try_from(table).map_err(|_| Own::NoSuchTable)?;
        prove(scene, table, &key)
    })
    .await
}

fn prove(scene: &Scene<'_>, table: u16, key: &[u8]) -> Result<Json, Refusal> {
    for _ in 0..TRIES {
        value(scene, table, key)?;
        let proven = scene.node().prove(table, key.to_vec());
        let (header, proof) = proven.map_err(|_| Own::Internal)?;
        let value = value(scene, table, key)?;
        let holds =
            |proof: &Proof| proof.verify(&header.state.0, table, key, value.as_deref()).is_ok();
        if let Some(proof) = proof.filter(holds) {
            return Ok(json!({
                "header": hex(&header.to_bytes()),
                "header_json": header_json(&header),
                "value": value.map(|bytes| hex(&bytes)),
                "proof": hex(&proof.encode()),
            }));
        }
    }
    Err(Own::TooSlow.into())
}

/// The value under a key, if the reader may see it.
fn value(scene: &Scene<'_>, table: u16, key: &[u8]) -> Result<Option<Vec<u8>>, Refusal> {
    scene.look(|look, _| {
        let rows = look.state.table(table).ok_or(Own::NoSuchTable)?;
        let value = rows.raw(key).map_err(|_| Refusal::at(Own::BadParameter, "key"))?;
        let (dao, owner) = rows.reader(key);
        let mine = owner.is_none_or(|owner| look.reader == Some(owner));
        let circle = rows.circle(key);
        let seen = dao.is_none_or(|dao| circle_of(look, dao) >= Some(circle));
        let there = match rows.spec().shown {
            Shown::Everybody => true,
            Shown::Readers => value.is_some(),
            Shown::Nobody => false,
        };
        if mine && seen && there { Ok(value) } else { Err(Own::NoSuchRow.into()) }
    })
}

fn header_json(header: &Header) -> Json {
    json!({
        "id": header.id().to_string(),
        "network": header.network.to_string(),
        "epoch": header.epoch,
        "view": header.view,
        "height": header.height,
        "time": header.time.0,
        "flags": header.flags,
        "rules": header.rules,
        "parent": header.parent.to_string(),
        "transactions": header.transactions.to_string(),
        "receipts": header.receipts.to_string(),
        "state": header.state.to_string(),
        "outbox": header.outbox.to_string(),
        "validators": header.validators.to_string(),
        "beacon": header.beacon.to_string(),
    })
}
