//! What the reader earned, as a file to be shown elsewhere, and the lists of what no longer holds.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use aluma_formats::status::KEPT;
use aluma_types::hash::hex;
use aluma_types::sha256;

use super::events::dao;
use crate::call::Call;
use crate::credentials::{self, Asked};
use crate::input::{self, Pairs};
use crate::problem::{Own, Refusal};
use crate::status_lists;

/// A document with a proof, and a token.
const DOCUMENT: &str = "application/vc";
const TOKEN: &str = "application/vc+jwt";

/// GET /v1/credential?dao=&domain=&skill=&mastery=&as=
pub(crate) async fn credential(call: Call, Pairs(pairs): Pairs) -> Response {
    let made = call.ask(move |scene| {
        let mut query = input::Query::new(pairs)?;
        let dao = dao(scene, &mut query)?.ok_or_else(|| Refusal::at(Own::BadParameter, "dao"))?;
        let mut number = |name| -> Result<Option<u32>, Refusal> {
            let bad = |_| Refusal::at(Own::BadParameter, name);
            query.number(name)?.map(u32::try_from).transpose().map_err(bad)
        };
        let (tier, mastery) = ([number("domain")?, number("skill")?], number("mastery")?);
        let asked = Asked::of(dao, mastery, tier);
        let asked = asked.ok_or_else(|| Refusal::at(Own::BadParameter, "mastery"))?;
        let form = query.take("as");
        query.finish()?;
        match form.as_deref() {
            None | Some("vc") => {
                Ok((DOCUMENT, format!("{:#}\n", credentials::document(scene, asked)?)))
            }
            Some("badge") => Ok((TOKEN, credentials::badge(scene, asked)?)),
            Some(_) => Err(Refusal::at(Own::BadParameter, "as")),
        }
    });
    match made.await {
        Ok((kind, text)) => ([(header::CONTENT_TYPE, kind)], text).into_response(),
        Err(refused) => refused,
    }
}

/// GET /v1/status-lists
pub(crate) async fn lists(call: Call) -> Response {
    call.answer(status_lists::names).await
}

/// GET /v1/status-lists/{name}: the same for everybody, and kept by whoever passes it on.
pub(crate) async fn list(call: Call, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let asks = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_token = asks(header::ACCEPT).contains(TOKEN);
    let known = asks(header::IF_NONE_MATCH).to_owned();
    let text = match call.ask(move |scene| status_lists::list(scene, &name, is_token)).await {
        Ok(text) => text,
        Err(refused) => return refused,
    };
    let tag = format!("\"{}\"", hex(&sha256(&[text.as_bytes()]).0[..16]));
    let kind = if is_token { TOKEN } else { DOCUMENT };
    let kept = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CACHE_CONTROL, format!("public, max-age={}", KEPT / 1_000)),
        (header::VARY, "accept".to_owned()),
        // Whoever checks a credential may be a page of anybody's.
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
        (header::ETAG, tag.clone()),
    ];
    if known.split(',').any(|it| it.trim() == tag) {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    (kept, text).into_response()
}
