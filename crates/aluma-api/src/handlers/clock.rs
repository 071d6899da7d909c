//! Moving a manual clock.

use aluma_types::json::Reason;
use aluma_types::{Span, Timestamp};
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::call::Call;
use crate::input::Object;
use crate::problem::{Own, Refusal};

/// POST /v1/advance
pub(crate) async fn advance(call: Call, body: Body) -> Response {
    match call.body(body).await {
        Ok(bytes) => call.answer(move |scene| {
            if !scene.node().genesis().manual_clock {
                return Err(Own::ClockNotManual.into());
            }
            if scene.reader != Some(scene.node().genesis().operator_account()) {
                return Err(Own::NotTheOperator.into());
            }
            let mut fields = Object::parse(&bytes)?;
            let by = fields.number("by_ms", u64::MAX)?;
            let to = fields.number("to_ms", u64::MAX)?;
            fields.finish()?;
            let now = scene.node().now();
            let to = match (by, to) {
                (Some(by), None) => now.after(Span(by)),
                (None, Some(to)) => Timestamp(to),
                (None, None) => return Err(Refusal::field("by_ms", Reason::Missing)),
                (Some(_), Some(_)) => return Err(Refusal::field("to_ms", Reason::UnknownField)),
            };
            if to < now {
                return Err(Own::ClockBackwards.into());
            }
            let now = scene.node().advance_to(to).map_err(|_| Own::Internal)?;
            let height = scene.look(|look, _| look.height);
            Ok(json!({ "now": now.0, "height": height }))
        }),
        Err(refused) => return refused,
    }
    .await
    .into_response()
}
