//! Pages that change by themselves: one event when something happened that the page shows.

use std::convert::Infallible;
use std::time::Duration;

use aluma_types::DaoId;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::watch::Receiver;
use tokio::time::Instant;

use crate::visit::Visit;

/// How often a silent feed shows that it is alive.
const ALIVE: Duration = Duration::from_secs(15);
/// What happens within this time is told at once.
const GATHER: Duration = Duration::from_millis(150);

/// What a page wants to hear of.
#[derive(Debug)]
pub(crate) struct Wanted {
    dao: Option<DaoId>,
    after: Option<u64>,
}

/// A feed that somebody listens to.
struct Open {
    visit: Visit,
    dao: Option<DaoId>,
    seen: u64,
    heights: Receiver<u64>,
    until: Instant,
    _place: OwnedSemaphorePermit,
}

/// GET /live?dao=&after=: an event `changed` with the height, each time the community was touched.
pub(crate) async fn live(
    visit: Visit,
    headers: HeaderMap,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    let wanted = wanted(&pairs);
    let Some(place) = visit.web.desk.listen() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let heights = visit.web.desk.heights();
    let now = *heights.borrow();
    let until = Instant::now() + visit.web.desk.feed_time();
    let seen = last.or(wanted.after).unwrap_or(now).min(now);
    let open = Open { visit, dao: wanted.dao, seen, heights, until, _place: place };
    let stream = unfold(open, |mut open| async move {
        let height = open.next().await?;
        let event = Event::default().event("changed").id(height.to_string());
        Some((Ok::<_, Infallible>(event.data(height.to_string())), open))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(ALIVE)).into_response()
}

fn wanted(pairs: &[(String, String)]) -> Wanted {
    let number = |name: &str| {
        let text = &pairs.iter().find(|(key, _)| key == name)?.1;
        text.parse::<u64>().ok()
    };
    Wanted { dao: number("dao").map(DaoId), after: number("after") }
}

impl Open {
    /// The height at which something that the page shows has changed.
    async fn next(&mut self) -> Option<u64> {
        loop {
            let seen = self.seen;
            let came = self.heights.wait_for(|height| *height > seen);
            tokio::time::timeout_at(self.until, came).await.ok()?.ok()?;
            tokio::time::sleep(GATHER).await;
            let height = *self.heights.borrow();
            let touched = self.touched(seen, height).await;
            self.seen = height;
            if touched {
                return Some(height);
            }
        }
    }

    /// Whether a block after `seen` holds a fact that the reader may see and the page is about.
    async fn touched(&self, seen: u64, height: u64) -> bool {
        let dao = self.dao;
        let call = self.visit.call();
        let asked = call.hear(move |scene| {
            for height in seen.saturating_add(1)..=height {
                let events = scene.events_of(height)?;
                if events.iter().any(|event| dao.is_none() || event.dao == dao) {
                    return Ok(true);
                }
            }
            Ok(false)
        });
        asked.await.unwrap_or(true)
    }
}
