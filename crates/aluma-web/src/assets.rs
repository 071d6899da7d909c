//! What pages load: embedded, named by its hash so that a browser keeps it for ever, and pinned in
//! each page so that it runs nothing else.

use std::io::Write;
use std::sync::{LazyLock, OnceLock};

use axum::extract::Path;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use flate2::Compression;
use flate2::write::GzEncoder;
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
    /// Compressed once, since it never changes, and as well as can be.
    packed: OnceLock<Vec<u8>>,
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
    "signer-start.js": "text/javascript; charset=utf-8",
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
            packed: OnceLock::new(),
        }
    }

    /// As it travels to a browser that takes gzip; empty where that would not make it smaller.
    fn packed(&self) -> &[u8] {
        self.packed.get_or_init(|| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            let packed = encoder.write_all(self.bytes).and_then(|()| encoder.finish());
            packed.ok().filter(|packed| packed.len() < self.bytes.len()).unwrap_or_default()
        })
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
pub(crate) async fn asset(Path(name): Path<String>, asked: HeaderMap) -> Response {
    let found = ALL.iter().find(|asset| asset.path.strip_prefix("/assets/") == Some(&name));
    let Some(asset) = found else { return StatusCode::NOT_FOUND.into_response() };
    let packed = if takes_gzip(&asked) { asset.packed() } else { &[] };
    let mut response = match packed {
        [] => asset.bytes.into_response(),
        packed => packed.into_response(),
    };
    let headers = response.headers_mut();
    if !packed.is_empty() {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(CACHE_CONTROL, forever);
    response
}

/// Whether a browser says that it takes gzip, with a weight that is not nothing.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let told = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    told.flat_map(|list| list.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
        name.trim().eq_ignore_ascii_case("gzip") && weight.parse::<f32>().is_ok_and(|it| it > 0.0)
    })
}
