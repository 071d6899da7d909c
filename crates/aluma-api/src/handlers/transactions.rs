//! Handing in a signed transaction and asking what became of it.

use std::time::Duration;

use aluma_node::{Outcome, Promise, Submission};
use aluma_types::Hash32;
use aluma_types::hash::hex;
use aluma_verify::bodies::BodyText;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use serde_json::{Value as Json, json};

use crate::call::Call;
use crate::input::{Object, Path};
use crate::problem::{Own, Refusal};
use crate::receipts;
use crate::scene::Scene;

/// Texts that come with one transaction at most.
const MAX_BODIES: u32 = 4_096;
/// Bytes of a body that is read where it arrived.
const INLINE: usize = 16 << 10;
/// How long an answer may be waited for.
const MAX_WAIT_MS: u64 = 30_000;

/// POST /v1/transactions
pub(crate) async fn submit(call: Call, body: Body) -> Response {
    submitted(call, body).await.unwrap_or_else(IntoResponse::into_response)
}

async fn submitted(call: Call, body: Body) -> Result<Response, Response> {
    let bytes = call.body(body).await?;
    // Most of what is refused is small, and handing it from thread to thread costs more than to
    // judge it.
    let (submission, wait) = if call.is_plain() && bytes.len() <= INLINE {
        read(&bytes).map_err(|refusal| call.refuse(&refusal))?
    } else {
        call.ask(move |_| read(&bytes)).await?
    };
    let judgement = call.app.judge(submission).await;
    let promise = judgement.map_err(|why| call.refuse(&why.into()))?;
    let outcome = call.app.wait(promise.id, wait).await;
    call.run(move |scene| Ok(promised(scene, &promise, outcome.as_ref()))).await
}

fn read(bytes: &[u8]) -> Result<(Submission, Duration), Refusal> {
    let mut fields = Object::parse(bytes)?;
    let transaction = fields.hex("transaction")?;
    let mut bodies = Vec::new();
    for mut body in fields.list("bodies", MAX_BODIES)? {
        bodies.push(BodyText { salt: body.hash("salt")?, text: body.text("text")? });
        body.finish()?;
    }
    let wait = fields.number("wait_ms", MAX_WAIT_MS)?.unwrap_or(0);
    fields.finish()?;
    Ok((Submission { transaction, bodies }, Duration::from_millis(wait)))
}

/// Whoever holds the signed bytes is told everything: they are the owner's.
fn promised(scene: &Scene<'_>, promise: &Promise, outcome: Option<&Outcome>) -> Json {
    let mut answer = told(scene, &promise.id, outcome);
    if let Some(object) = answer.as_object_mut() {
        let siblings: Vec<_> = promise.siblings.iter().map(ToString::to_string).collect();
        let word = json!({
            "by_height": promise.by_height,
            "index": promise.index,
            "of": promise.of,
            "siblings": siblings,
            "signature": hex(&promise.signature),
        });
        object.insert("promise".to_owned(), word);
    }
    answer
}

/// GET /v1/transactions/{id}, for those who may see who did what. Whoever holds the signed bytes
/// hands them in again: the answer is the same.
pub(crate) async fn lookup(call: Call, Path(id): Path) -> Response {
    call.answer(move |scene| {
        let id = Hash32::from_hex(&id).ok_or(Own::NoSuchTransaction)?;
        let row = scene.app.index.receipt(&id).map_err(|_| Own::Internal)?;
        let outcome = scene.node().outcome(&id);
        let seen = match (&row, &outcome) {
            (Some(row), _) => receipts::may_see(scene, row),
            (None, Some(Outcome::Included(receipt, _))) => receipts::is_owner(scene, receipt),
            // One that was dropped is nobody's any more.
            (None, _) => false,
        };
        if !seen {
            return Err(Own::NoSuchTransaction.into());
        }
        let known = row.map(|row| Outcome::Included(row.receipt, None));
        Ok(told(scene, &id, outcome.or(known).as_ref()))
    })
    .await
}

/// What became of a transaction.
fn told(scene: &Scene<'_>, id: &Hash32, outcome: Option<&Outcome>) -> Json {
    match outcome {
        None => json!({ "id": id.to_string(), "status": "pending" }),
        Some(Outcome::Dropped(why)) => json!({
            "id": id.to_string(),
            "status": "dropped",
            "refusal": scene.problem(&Refusal::from(*why)),
        }),
        Some(Outcome::Included(receipt, reason)) => {
            let shown = receipts::json(scene, &receipts::shown(scene, receipt, true));
            let refusal = receipts::refusal(receipt, reason.as_ref());
            let mut answer = json!({
                "id": id.to_string(),
                "status": shown.get("status"),
                "receipt": shown,
            });
            if let (Some(refusal), Some(object)) = (refusal, answer.as_object_mut()) {
                object.insert("refusal".to_owned(), scene.problem(&refusal));
            }
            answer
        }
    }
}
