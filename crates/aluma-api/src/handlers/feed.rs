//! What happens, as it happens: one server-sent event a block, resumable by height.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use serde_json::{Value as Json, json};
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::watch::Receiver;
use tokio::time::Instant;

use crate::call::Call;
use crate::handlers::events::{audience, event_json};
use crate::input::{self, Pairs};
use crate::problem::{Own, Refusal};
use crate::receipts;
use crate::scene::Scene;

/// How often a silent feed shows that it is alive.
const ALIVE: Duration = Duration::from_secs(15);

/// GET /v1/feed, from the height after `Last-Event-ID` or `after`, else from now on.
pub(crate) async fn feed(call: Call, Pairs(pairs): Pairs, headers: HeaderMap) -> Response {
    let Ok(permit) = Arc::clone(&call.app.feeds).try_acquire_owned() else {
        return call.refuse_unheard(Own::TooMany);
    };
    let last = headers.get("last-event-id").map(|value| value.to_str().map(str::to_owned));
    let from = call.ask(move |scene| {
        let mut query = input::Query::new(pairs)?;
        let after = query.number("after")?;
        query.finish()?;
        let last = match last {
            Some(Ok(text)) => text.parse().ok().map(Some).ok_or(Own::BadParameter)?,
            Some(Err(_)) => return Err(Own::BadParameter.into()),
            None => None,
        };
        Ok(last.or(after).unwrap_or_else(|| scene.app.index.height()))
    });
    match from.await {
        Ok(after) => {
            let indexed = call.app.indexed.clone();
            let until = Instant::now() + call.app.limits.feed_time;
            let next = after.saturating_add(1);
            let open = Open { call, indexed, next, until, _permit: permit };
            let alive = KeepAlive::new().interval(ALIVE);
            Sse::new(stream(open)).keep_alive(alive).into_response()
        }
        Err(refused) => refused,
    }
}

/// A feed that somebody listens to.
struct Open {
    call: Call,
    indexed: Receiver<u64>,
    next: u64,
    /// A feed that nobody reads must not keep its place for ever.
    until: Instant,
    _permit: OwnedSemaphorePermit,
}

fn stream(open: Open) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold(Some(open), |open| async move {
        let mut open = open?;
        // Ends with the node, or when its time is over: whoever still listens asks again.
        let came = open.indexed.wait_for(|height| *height >= open.next);
        tokio::time::timeout_at(open.until, came).await.ok()?.ok()?;
        let height = open.next;
        // The session is looked at again for every block: it ends when its time has come.
        match open.call.ask(move |scene| block(scene, height)).await {
            Ok(told) => {
                open.next = height.saturating_add(1);
                let event = Event::default().event("block").id(height.to_string());
                Some((Ok(event.data(told.to_string())), Some(open)))
            }
            Err(_) => {
                let event = Event::default().event("end").data("{}");
                Some((Ok(event), None))
            }
        }
    })
}

/// A block as the reader may see it.
fn block(scene: &Scene<'_>, height: u64) -> Result<Json, Refusal> {
    let index = &scene.app.index;
    let found = index.block(height).map_err(|_| Own::Internal)?.ok_or(Own::NoSuchBlock)?;
    let receipts = index.receipts(height, 0, usize::MAX).map_err(|_| Own::Internal)?;
    let events = index.events_of(height, &audience(scene, None)?).map_err(|_| Own::Internal)?;
    let receipts: Vec<_> =
        receipts.iter().map(|row| receipts::json(scene, &receipts::seen(scene, row))).collect();
    let events: Vec<_> = events.iter().map(|row| event_json(scene, row)).collect();
    Ok(json!({
        "height": height,
        "time": found.time.0,
        "id": found.id.to_string(),
        "receipts": receipts,
        "events": events,
    }))
}
