//! A request on its way from axum to a handler and back: language, session, body, the blocking
//! thread, and refusals in words.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use aluma_core::identity::views::AccountView;
use aluma_core::kernel::view::View;
use aluma_text::Lang;
use aluma_types::codec::Canon;
use aluma_types::{AccountId, Hash32};
use aluma_verify::{Session, SessionError};
use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures_util::StreamExt;
use serde_json::Value as Json;

use crate::app::App;
use crate::connection::{Connection, Doing};
use crate::problem::{Own, Refusal};
use crate::scene::Scene;

/// Bytes of a body at most.
pub const MAX_BODY: usize = 4 << 20;
/// Bytes that are read and thrown away, so that whoever sends too much gets to read why.
const MAX_DRAINED: u64 = 64 << 20;

/// The word before a session in the `Authorization` header.
pub const SCHEME: &str = "Aluma";

/// The header in which somebody who was invited brings the public half of the invitation's secret:
/// 64 hexadecimal digits. It opens the community's name and purpose; the view `invitation` tells what
/// else stands on its door.
pub const INVITATION: &str = "aluma-invitation";

/// A session as the value of the `Authorization` header.
pub fn authorization(session: &Session) -> String {
    format!("{SCHEME} {}", URL_SAFE_NO_PAD.encode(session.to_bytes()))
}

/// Who calls, as far as the headers say.
#[derive(Clone)]
pub struct Call {
    pub(crate) app: Arc<App>,
    lang: Lang,
    session: Option<HeaderValue>,
    invitation: Option<HeaderValue>,
    /// Whether a session that does not count makes a stranger of its holder instead of a refusal.
    is_lenient: bool,
    /// The connection it came on, unless it came from inside the process.
    connection: Option<Arc<Connection>>,
}

/// A refusal in the reader's words, before any door's form.
#[derive(Clone, Debug)]
pub struct Told {
    /// The HTTP status.
    pub status: StatusCode,
    /// Code, name, title, detail, hint, data and field.
    pub problem: Json,
    lang: Lang,
}

impl Told {
    /// As the API answers.
    fn respond(&self) -> Response {
        let mut response = json(self.status, aluma_types::openapi::PROBLEM_TYPE, &self.problem);
        let lang = HeaderValue::from_static(self.lang.code());
        response.headers_mut().insert(header::CONTENT_LANGUAGE, lang);
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static(SCHEME);
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

impl FromRequestParts<Arc<App>> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let connection = parts.extensions.get().cloned();
        Ok(Self { connection, ..Self::of(Arc::clone(app), &parts.headers) })
    }
}

impl Call {
    pub(crate) fn of(app: Arc<App>, headers: &HeaderMap) -> Self {
        let session = headers.get(header::AUTHORIZATION).cloned();
        let invitation = headers.get(INVITATION).cloned();
        let lang = language(headers);
        Self { app, lang, session, invitation, is_lenient: false, connection: None }
    }

    /// A call of another door: whoever holds `session` (base64url, as in the header) reads, a
    /// stranger where it does not count; `invitation` is the public half of a secret, in
    /// hexadecimal.
    pub(crate) fn elsewhere(
        app: Arc<App>,
        lang: Lang,
        session: Option<&str>,
        invitation: Option<&str>,
    ) -> Self {
        let value = |text: &str| HeaderValue::from_str(text).ok();
        let session = session.and_then(|session| value(&format!("{SCHEME} {session}")));
        let invitation = invitation.and_then(value);
        Self { app, lang, session, invitation, is_lenient: true, connection: None }
    }

    /// Runs a handler on a blocking thread and answers with its JSON, or with its refusal.
    pub(crate) async fn answer(
        self,
        job: impl FnOnce(&Scene<'_>) -> Result<Json, Refusal> + Send + 'static,
    ) -> Response {
        self.run(job).await.unwrap_or_else(IntoResponse::into_response)
    }

    /// As [`Call::answer`], with refusals told apart.
    pub(crate) async fn run(
        self,
        job: impl FnOnce(&Scene<'_>) -> Result<Json, Refusal> + Send + 'static,
    ) -> Result<Response, Response> {
        let told = self.ask(job).await?;
        Ok(json(StatusCode::OK, "application/json", &told))
    }

    /// Runs a job on a blocking thread for whoever the session says.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Scene<'_>) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Response> {
        self.hear(job).await.map_err(|told| told.respond())
    }

    /// Runs a job on a blocking thread for whoever the session says.
    ///
    /// # Errors
    /// The job's refusal in the reader's words, or that the server has no time for it.
    pub async fn hear<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Scene<'_>) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Told> {
        let wait = self.app.limits.queue_time;
        let free = tokio::time::timeout(wait, self.app.jobs.acquire()).await;
        let Ok(Ok(_permit)) = free else { return Err(self.unheard(Own::TooSlow)) };
        let (app, lang, session) = (Arc::clone(&self.app), self.lang, self.session.clone());
        let (brought, is_lenient) = (self.invitation.clone(), self.is_lenient);
        let done = tokio::task::spawn_blocking(move || {
            let stranger = Scene { app: &app, lang, reader: None, invitation: None };
            let refused = |scene: &Scene<'_>, refusal: Refusal| told(scene, &refusal);
            let reader = match session.as_ref().map(|it| reader(&stranger, it)).transpose() {
                Ok(reader) => reader,
                Err(_) if is_lenient => None,
                Err(refusal) => return Err(refused(&stranger, refusal)),
            };
            let invitation = match brought.as_ref().map(invitation).transpose() {
                Ok(invitation) => invitation,
                Err(refusal) => return Err(refused(&stranger, refusal)),
            };
            let scene = Scene { app: &app, lang, reader, invitation };
            job(&scene).map_err(|refusal| refused(&scene, refusal))
        });
        done.await.unwrap_or_else(|_| Err(self.unheard(Own::Internal)))
    }

    /// A refusal in words, without a session and without looking anything up.
    pub fn unheard(&self, own: Own) -> Told {
        let scene = Scene { app: &self.app, lang: self.lang, reader: None, invitation: None };
        told(&scene, &own.into())
    }

    /// As [`Call::unheard`], as the API answers.
    pub(crate) fn refuse_unheard(&self, own: Own) -> Response {
        self.unheard(own).respond()
    }

    /// As [`Call::refuse_unheard`], of what names nothing that would have to be looked up.
    pub(crate) fn refuse(&self, refusal: &Refusal) -> Response {
        let scene = Scene { app: &self.app, lang: self.lang, reader: None, invitation: None };
        told(&scene, refusal).respond()
    }

    /// Whether nothing in the head has to be held against the state before the body is read.
    pub(crate) const fn is_plain(&self) -> bool {
        self.session.is_none() && self.invitation.is_none()
    }

    /// The whole body.
    pub(crate) async fn body(&self, body: Body) -> Result<Bytes, Response> {
        let time = self.app.limits.body_time;
        self.does(Doing::Sending);
        let read = tokio::time::timeout(time, axum::body::to_bytes(body, MAX_BODY + 1)).await;
        self.does(Doing::Working);
        match read {
            Ok(Ok(bytes)) if bytes.len() <= MAX_BODY => Ok(bytes),
            Ok(Ok(_)) => Err(self.refuse_unheard(Own::BodyTooLarge)),
            Ok(Err(error)) => {
                let own = if is_limit(&error) { Own::BodyTooLarge } else { Own::BodyCutOff };
                Err(self.refuse_unheard(own))
            }
            Err(_) => Err(self.refuse_unheard(Own::BodyCutOff)),
        }
    }
}

impl Call {
    fn does(&self, doing: Doing) {
        if let Some(connection) = &self.connection {
            connection.does(doing);
        }
    }
}

/// Whether reading stopped because of the length, not of the connection.
fn is_limit(error: &axum::Error) -> bool {
    error.to_string().contains("length limit")
}

/// What every request passes: no more at once than the server takes, no body longer than any
/// handler reads, headers that keep browsers and caches from guessing.
pub(crate) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let call = Call::of(Arc::clone(&app), request.headers());
    let Ok(_permit) = Arc::clone(&app.requests).try_acquire_owned() else {
        return guarded(call.refuse_unheard(Own::TooMany));
    };
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|it| it.to_str().ok()?.parse::<u64>().ok()).unwrap_or(0);
    if length > MAX_BODY as u64 {
        let waits = request.headers().contains_key(header::EXPECT);
        if !waits && length <= MAX_DRAINED {
            let connection: Option<Arc<Connection>> = request.extensions().get().cloned();
            let call = Call { connection, ..call.clone() };
            call.does(Doing::Sending);
            drain(request.into_body(), app.limits.body_time).await;
        }
        return guarded(call.refuse_unheard(Own::BodyTooLarge));
    }
    guarded(next.run(request).await)
}

/// Reads a body without keeping it: many clients read no answer before they have sent everything.
async fn drain(body: Body, time: Duration) {
    let mut frames = body.into_data_stream();
    let all = async { while let Some(Ok(_)) = frames.next().await {} };
    let _ = tokio::time::timeout(time, all).await;
}

fn guarded(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // What is the same for everybody says itself for how long.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(
            header::VARY,
            HeaderValue::from_static("accept-language, authorization, aluma-invitation"),
        );
    }
    response
}

fn told(scene: &Scene<'_>, refusal: &Refusal) -> Told {
    Told { status: refusal.status(), problem: scene.problem(refusal), lang: scene.lang }
}

fn json(status: StatusCode, kind: &'static str, body: &Json) -> Response {
    (status, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response()
}

/// The account of a session, held against the published keys.
fn reader(scene: &Scene<'_>, value: &HeaderValue) -> Result<AccountId, Refusal> {
    let session = parse(value).ok_or(Own::SessionMalformed)?;
    let statement = session.statement;
    let view = AccountView { account: statement.account };
    let answer = scene.look(|look, _| view.answer(look)).map_err(|_| Own::SessionUnknownKey)?;
    let key = answer.keys.iter().find(|key| key.number == statement.key);
    let key = key.ok_or(Own::SessionUnknownKey)?;
    let now = scene.node().now();
    if key.expires_at.is_some_and(|end| end < now) {
        return Err(Own::SessionUnknownKey.into());
    }
    match session.check(&scene.node().network(), now, &key.public) {
        Ok(()) => Ok(statement.account),
        Err(SessionError::WrongNetwork) => Err(Own::SessionWrongNetwork.into()),
        Err(SessionError::Expired) => Err(Own::SessionExpired.into()),
        Err(SessionError::TooFarAhead { until }) => {
            Err(Refusal::until(Own::SessionTooFarAhead, until))
        }
        Err(SessionError::BadSignature) => Err(Own::SessionWrong.into()),
    }
}

/// What a reader who was invited brings.
fn invitation(value: &HeaderValue) -> Result<Hash32, Refusal> {
    let secret = value.to_str().ok().and_then(Hash32::from_hex);
    secret.ok_or_else(|| Refusal::at(Own::BadParameter, INVITATION))
}

fn parse(value: &HeaderValue) -> Option<Session> {
    let (scheme, digits) = value.to_str().ok()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case(SCHEME) {
        return None;
    }
    Session::from_bytes(&URL_SAFE_NO_PAD.decode(digits.trim()).ok()?).ok()
}

/// The best of the languages that the reader asks for, English where none is known.
pub fn language(headers: &HeaderMap) -> Lang {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let mut best = (Lang::En, 0u32);
    for part in asked.unwrap_or_default().split(',') {
        let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
        let weight = thousandths(weight.trim());
        if let Some(lang) = Lang::parse(tag.trim())
            && weight > best.1
        {
            best = (lang, weight);
        }
    }
    best.0
}

/// `q=0.8` as 800; anything else as 0.
fn thousandths(weight: &str) -> u32 {
    let Some(number) = weight.strip_prefix("q=") else { return 0 };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let part = format!("{part:0<3}");
    let part = part.get(..3).and_then(|part| part.parse::<u32>().ok());
    match (whole, part) {
        ("1", Some(_)) => 1_000,
        ("0", Some(part)) => part,
        _ => 0,
    }
}
