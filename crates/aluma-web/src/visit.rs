//! One visit to one page: who looks, in which language, and the number that only this answer has.

use std::convert::Infallible;
use std::sync::Arc;

use aluma_api::{Call, Desk, INVITATION, Scene, Told, language};
use aluma_text::Lang;
use aluma_types::Hash32;
use aluma_types::codec::Canon;
use aluma_verify::Session;
use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, HOST, HeaderMap};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use crate::page::{Page, Refused};
use crate::site::Site;

/// Cookie of the reading session, over an encrypted connection.
pub(crate) const SESSION_SECURE: &str = "__Host-aluma";
/// The same on this machine alone, where nothing is encrypted.
pub(crate) const SESSION_PLAIN: &str = "aluma";
/// Cookie of the chosen language.
pub(crate) const LANGUAGE: &str = "aluma-language";

/// What all pages share.
pub(crate) struct Web {
    pub(crate) desk: Desk,
    pub(crate) site: Site,
}

/// A request for a page.
#[derive(Clone)]
pub(crate) struct Visit {
    /// What all pages share.
    pub(crate) web: Arc<Web>,
    /// The reader's language: chosen by them, else what their browser asks for.
    pub(crate) lang: Lang,
    /// Scripts of this answer carry it; nothing else runs.
    pub(crate) nonce: Nonce,
    /// Path and query, for links back.
    pub(crate) path: String,
    /// What the browser calls this server.
    pub(crate) host: String,
    session: Option<String>,
    invitation: Option<String>,
}

/// A number that only one answer has, in base64.
#[derive(Clone, Debug)]
pub(crate) struct Nonce(pub(crate) Arc<str>);

impl Nonce {
    /// A fresh one; `None` where the machine has no randomness to give.
    pub(crate) fn fresh() -> Option<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).ok()?;
        Some(Self(STANDARD_NO_PAD.encode(bytes).into()))
    }
}

impl FromRequestParts<Arc<Web>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Infallible> {
        let headers = &parts.headers;
        let name = if web.site.is_secure() { SESSION_SECURE } else { SESSION_PLAIN };
        let chosen = cookie(headers, LANGUAGE).and_then(|tag| Lang::parse(&tag));
        let query = parts.uri.query();
        let asked = query.and_then(|query| named_language(query, "lang="));
        // A chat that makes a preview says no language: it is made in that of whoever sent the link.
        let says_none = !headers.contains_key(ACCEPT_LANGUAGE);
        let shared = query.filter(|_| says_none).and_then(|query| named_language(query, "share="));
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        // The guard put it there.
        let nonce = parts.extensions.get().cloned().unwrap_or(Nonce("".into()));
        Ok(Self {
            web: Arc::clone(web),
            lang: asked.or(chosen).or(shared).unwrap_or_else(|| language(headers)),
            nonce,
            path,
            host: text(HOST.as_str()).unwrap_or("localhost").to_owned(),
            session: cookie(headers, name),
            invitation: text(INVITATION).map(str::to_owned),
        })
    }
}

impl Visit {
    /// The question that stands behind this visit.
    pub(crate) fn call(&self) -> Call {
        self.web.desk.call(self.lang, self.session.as_deref(), self.invitation.as_deref())
    }

    /// The public half of an invitation's secret that the browser brought.
    pub(crate) fn invitation(&self) -> Option<Hash32> {
        self.invitation.as_deref().and_then(Hash32::from_hex)
    }

    /// The number of the key that signed the reading session: this browser's.
    pub(crate) fn session_key(&self) -> Option<u16> {
        let bytes = URL_SAFE_NO_PAD.decode(self.session.as_deref()?).ok()?;
        Session::from_bytes(&bytes).ok().map(|session| session.statement.key)
    }

    /// The same question by nobody: for addresses that programs fetch without a session.
    pub(crate) fn as_stranger(&self) -> Call {
        self.web.desk.call(self.lang, None, None)
    }

    /// A page whose contents a job finds out on a blocking thread; a refusal is a page, too.
    pub(crate) async fn show(
        self,
        job: impl FnOnce(&Scene<'_>) -> Result<Page, aluma_api::problem::Refusal> + Send + 'static,
    ) -> Response {
        let visit = self.clone();
        let call = self.call();
        let drawn = call.hear(move |scene| {
            let page = job(scene)?;
            Ok(page.draw(&visit, Some(scene)))
        });
        match drawn.await {
            Ok(document) => document.into_response(),
            Err(told) => self.refuse(told).await,
        }
    }

    /// A part of a page, without the document around it.
    pub(crate) async fn part(
        self,
        job: impl FnOnce(&Scene<'_>) -> Result<maud::Markup, aluma_api::problem::Refusal>
        + Send
        + 'static,
    ) -> Response {
        match self.call().hear(job).await {
            Ok(markup) => axum::response::Html(markup.into_string()).into_response(),
            Err(told) => self.refuse(told).await,
        }
    }

    /// A refusal as a page.
    pub(crate) async fn refuse(self, told: Told) -> Response {
        let status = told.status;
        let visit = self.clone();
        let call = self.call();
        let drawn = call
            .hear(move |scene| Ok(Refused::page(scene, &told.problem).draw(&visit, Some(scene))));
        match drawn.await {
            Ok(document) => (status, document).into_response(),
            // No time even for that.
            Err(told) => (told.status, told.problem["title"].to_string()).into_response(),
        }
    }

    /// The origin that members use.
    pub(crate) fn origin(&self) -> String {
        self.web.site.origin(&self.host)
    }
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (key.trim(), value.trim())).find_map(|(key, value)| {
        let is_token = value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        (key == name && is_token && !value.is_empty()).then(|| value.to_owned())
    })
}

/// `lang=he` of a query, where `name` is `lang=`.
fn named_language(query: &str, name: &str) -> Option<Lang> {
    query.split('&').find_map(|pair| Lang::parse(pair.strip_prefix(name)?))
}
