//! Words in the texts that the reader may see.

use aluma_index::words::quote;
use aluma_types::json::{BodyText, Lookup};
use axum::response::Response;
use serde_json::{Value as Json, json};

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
                "quotation": quotation(&text, &words),
                "text": text,
                "event": event_json(scene, &row.event),
            })),
            // Erased or hidden since it was indexed.
            BodyText::Erased | BodyText::Missing => None,
        });
        Ok(json!({ "results": results.collect::<Vec<_>>(), "next": next }))
    })
    .await
}

/// A text around what was found in it, in parts: `hit` is set off, where `before` and `after` are true
/// something is left out.
fn quotation(text: &str, words: &str) -> Json {
    let (parts, [before, after]) = quote(text, words);
    let parts = parts.iter().map(|part| json!({ "text": part.text, "hit": part.is_hit }));
    json!({ "parts": parts.collect::<Vec<_>>(), "before": before, "after": after })
}
