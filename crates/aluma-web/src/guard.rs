//! What every answer of the pages passes: no more at once than the server takes, nothing sent from
//! elsewhere, and headers under which a browser runs our scripts and no others.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, ORIGIN, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::visit::{Nonce, Web};

const COOP: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const CORP: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Lets a request through to its page and sees its answer off.
pub(crate) async fn guard(
    State(web): State<Arc<Web>>,
    mut request: Request,
    next: Next,
) -> Response {
    let (Some(_place), Some(nonce)) = (web.desk.enter(), Nonce::fresh()) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let is_asset = request.uri().path().starts_with("/assets/");
    let refused = changes(request.method()) && !is_from_here(request.headers(), &web);
    let mut response = if refused {
        StatusCode::FORBIDDEN.into_response()
    } else {
        request.extensions_mut().insert(nonce.clone());
        next.run(request).await
    };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(X_FRAME_OPTIONS, "DENY");
    set(REFERRER_POLICY, "no-referrer");
    set(COOP, "same-origin");
    set(CORP, "same-origin");
    set(PERMISSIONS, "publickey-credentials-get=(self), publickey-credentials-create=(self)");
    if web.site.is_secure() {
        set(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if !is_asset {
        // What somebody may see is in no cache but their own browser's history.
        set(CACHE_CONTROL, "no-store");
        set(VARY, "accept-language, cookie, aluma-invitation");
    }
    if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Under which a browser loads nothing from elsewhere and runs no script without the nonce.
pub(crate) fn policy(nonce: &Nonce) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{}'; style-src 'self'; \
         img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; \
         base-uri 'none'; manifest-src 'self'; require-trusted-types-for 'script'; \
         trusted-types aluma aluma-start htmx",
        nonce.0
    )
}

/// Whether a method may change something.
const fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether a browser says that the request comes from a page of ours. What says nothing is no
/// browser, and no browser's cookies are with it.
fn is_from_here(headers: &HeaderMap, web: &Web) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    // Which a browser sets itself, and no page; our policy makes the origin of a form `null`.
    if let Some(site) = text(&FETCH_SITE) {
        return site == "same-origin" || site == "none";
    }
    match (text(&ORIGIN), text(&HOST)) {
        (Some(origin), Some(host)) => {
            let own = web.site.origin(host);
            origin == own || origin.split_once("://").is_some_and(|(_, rest)| rest == host)
        }
        (Some(_), None) => false,
        (None, _) => true,
    }
}
