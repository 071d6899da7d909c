//! What pages load: embedded, named by its hash so that a browser keeps it for ever, and pinned in
//! each page so that it runs nothing else.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use sha2::{Digest, Sha384};

/// A file that pages load.
pub(crate) struct Asset {
    /// What it is called here.
    pub(crate) name: &'static str,
    /// Where it is served: its name with the beginning of its hash.
    pub(crate) path: String,
    /// For `integrity`.
    pub(crate) integrity: String,
    kind: &'static str,
    bytes: &'static [u8],
}

/// Lists files of `assets/` with their media types.
macro_rules! embed {
    ($($name:literal: $kind:literal,)*) => {
        const FILES: &[(&str, &str, &[u8])] =
            &[$(($name, $kind, include_bytes!(concat!("../assets/", $name)))),*];
    };
}

embed! {
    "style.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "htmx.js": "text/javascript; charset=utf-8",
    "hx-sse.js": "text/javascript; charset=utf-8",
    "hx-csp.js": "text/javascript; charset=utf-8",
    "signer.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "card.png": "image/png",
    "signer-catalog.json": "application/json",
}

static ALL: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    FILES.iter().map(|(name, kind, bytes)| Asset::new(name, kind, bytes)).collect()
});

/// Everything that pages load, as this program was built with it: name, address, and the hash that
/// pages pin it by.
pub fn embedded() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    ALL.iter().map(|asset| (asset.name, asset.path.as_str(), asset.integrity.as_str()))
}

/// The hash by which a page pins a file.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

impl Asset {
    fn new(name: &'static str, kind: &'static str, bytes: &'static [u8]) -> Self {
        let hash = Sha384::digest(bytes);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let mark = URL_SAFE_NO_PAD.encode(hash.get(..9).unwrap_or_default());
        Self {
            name,
            path: format!("/assets/{stem}.{mark}.{ending}"),
            integrity: format!("sha384-{}", STANDARD.encode(hash)),
            kind,
            bytes,
        }
    }

    /// The file of this name.
    ///
    /// # Panics
    /// Where `assets/` has no such file: the names are those of this module.
    pub(crate) fn of(name: &str) -> &'static Self {
        let found = ALL.iter().find(|asset| asset.name == name);
        found.unwrap_or_else(|| panic!("{name} is embedded"))
    }
}

/// GET /assets/{name}
pub(crate) async fn asset(Path(name): Path<String>) -> Response {
    let found = ALL.iter().find(|asset| asset.path.strip_prefix("/assets/") == Some(&name));
    let Some(asset) = found else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = asset.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(CACHE_CONTROL, forever);
    response
}
