//! Words in the texts that the reader may see.

use aluma_types::json::{BodyText, Lookup};
use axum::response::Response;
use serde_json::json;

use crate::call::Call;
use crate::handlers::events::{audience, dao, event_json, page};
use crate::input::{self, Pairs};
use crate::problem::{Own, Refusal};

/// Bytes of a query at most.
const MAX_QUERY: usize = 500;

/// GET /v1/search?q=&dao=&after=&limit=
pub(crate) async fn search(call: Call, Pairs(pairs): Pairs) -> Response {
    call.answer(move |scene| {
        let mut query = input::Query::new(pairs)?;
        let words = query.take("q").filter(|words| words.len() <= MAX_QUERY);
        let words = words.ok_or_else(|| Refusal::at(Own::BadParameter, "q"))?;
        let dao = dao(scene, &mut query)?;
        let page = page(&mut query)?;
        query.finish()?;
        let audience = audience(scene, dao)?;
        let found = scene.app.index.search((&words, dao), &audience, page);
        let found = found.map_err(|_| Own::Internal)?;
        let next = found.get(page.limit.saturating_sub(1)).map(|row| row.seq.to_string());
        let results = found.iter().filter_map(|row| match scene.body(&row.body) {
            BodyText::Present(text) => Some(json!({
                "cursor": row.seq.to_string(),
                "body": row.body.to_string(),
                "text": text,
                "event": event_json(scene, &row.event),
            })),
            // Erased since it was indexed.
            BodyText::Erased | BodyText::Missing => None,
        });
        Ok(json!({ "results": results.collect::<Vec<_>>(), "next": next }))
    })
    .await
}
