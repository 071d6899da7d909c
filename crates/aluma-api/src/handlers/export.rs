//! A whole community as one file, and its payouts as a table, for whoever may read them.

use aluma_core::kernel::leaving::Taker;
use aluma_formats::payout;
use aluma_node::archive::make::NotExported;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::json;

use super::events::dao;
use crate::call::Call;
use crate::input::{self, Pairs};
use crate::payouts::gather;
use crate::problem::{Own, Refusal};

/// The media type of an archive.
pub(crate) const ARCHIVE: &str = "application/vnd.aluma.archive";
/// Bytes that are handed on together.
const CHUNK: usize = 64 << 10;

/// GET /v1/export?dao=
pub(crate) async fn export(call: Call, Pairs(pairs): Pairs) -> Response {
    // Collecting one keeps blocks waiting for a moment, so there is one at a time.
    let Ok(_one) = call.app.exports.try_acquire() else {
        return call.refuse_unheard(Own::TooMany);
    };
    let made = call.ask(move |scene| {
        let mut query = input::Query::new(pairs)?;
        let dao = dao(scene, &mut query)?.ok_or_else(|| Refusal::at(Own::BadParameter, "dao"))?;
        query.finish()?;
        scene.node().export(dao, Taker::Reader(scene.reader)).map_err(|why| match why {
            NotExported::Refused(refused) => refused.into(),
            NotExported::Failed(_) => Own::Internal.into(),
        })
    });
    match made.await {
        Ok(bytes) => streamed(bytes),
        Err(refused) => refused,
    }
}

/// The media type of a table.
pub(crate) const TABLE: &str = "text/csv; charset=utf-8";

/// GET /v1/export/payouts?dao=
pub(crate) async fn payouts(call: Call, Pairs(pairs): Pairs) -> Response {
    let made = call.ask(move |scene| {
        let mut query = input::Query::new(pairs)?;
        let dao = dao(scene, &mut query)?.ok_or_else(|| Refusal::at(Own::BadParameter, "dao"))?;
        query.finish()?;
        Ok(payout::table(&gather(scene, &json!(dao.0))?))
    });
    match made.await {
        Ok(text) => ([(header::CONTENT_TYPE, TABLE)], text).into_response(),
        Err(refused) => refused,
    }
}

fn streamed(bytes: Vec<u8>) -> Response {
    let bytes = Bytes::from(bytes);
    let total = bytes.len();
    let chunks = (0..total).step_by(CHUNK);
    let chunks = chunks.map(move |from| {
        Ok::<_, std::convert::Infallible>(bytes.slice(from..total.min(from + CHUNK)))
    });
    let headers =
        [(header::CONTENT_TYPE, ARCHIVE.to_owned()), (header::CONTENT_LENGTH, total.to_string())];
    (headers, Body::from_stream(stream::iter(chunks))).into_response()
}
