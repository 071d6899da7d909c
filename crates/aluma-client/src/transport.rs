//! How a request gets to a ledger: over HTTP, or to a node in the same process.

use std::fmt;
use std::time::Duration;

/// Bytes of an answer at most; a longer one is no answer of this API.
const MAX_ANSWER_BYTES: u64 = 64 << 20;
/// How long an answer may take: the longest wait that a submission may ask for, and some.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Path and query, such as `/v1/views/dao?dao=1`, percent-encoded.
    pub target: String,
    /// JSON to post; without it the request is a GET.
    pub body: Option<Vec<u8>>,
    /// Header fields.
    pub headers: Vec<(&'static str, String)>,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Why no answer came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportError {
    /// Where to.
    pub to: String,
    /// What happened.
    pub what: String,
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no answer from {}: {}", self.to, self.what)
    }
}

impl std::error::Error for TransportError {}

/// A way to a ledger.
pub trait Transport {
    /// Sends a request and waits for its answer; every status is an answer.
    ///
    /// # Errors
    /// [`TransportError`] where none came.
    fn send(&self, request: Request) -> Result<Response, TransportError>;
}

impl<F: Fn(Request) -> Result<Response, TransportError>> Transport for F {
    fn send(&self, request: Request) -> Result<Response, TransportError> {
        self(request)
    }
}

/// HTTP to one address.
#[derive(Debug)]
pub struct Http {
    base: String,
    agent: ureq::Agent,
}

impl Http {
    /// HTTP to a ledger, such as `http://127.0.0.1:7171`; the scheme may be left out.
    pub fn new(url: &str) -> Self {
        let url = url.trim_end_matches('/');
        let base = if url.contains("://") { url.to_owned() } else { format!("http://{url}") };
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            // A ledger's API does not redirect; following one would carry a session elsewhere.
            .max_redirects(0)
            .build();
        Self { base, agent: config.into() }
    }

    /// The address.
    pub fn base(&self) -> &str {
        &self.base
    }

    fn error(&self, error: &dyn fmt::Display) -> TransportError {
        TransportError { to: self.base.clone(), what: error.to_string() }
    }
}

impl Transport for Http {
    fn send(&self, request: Request) -> Result<Response, TransportError> {
        let url = format!("{}{}", self.base, request.target);
        let answer = match request.body {
            Some(body) => {
                let mut builder = self.agent.post(&url).header("content-type", "application/json");
                for (name, value) in &request.headers {
                    builder = builder.header(*name, value);
                }
                builder.send(&body[..])
            }
            None => {
                let mut builder = self.agent.get(&url);
                for (name, value) in &request.headers {
                    builder = builder.header(*name, value);
                }
                builder.call()
            }
        };
        let mut answer = answer.map_err(|error| self.error(&error))?;
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(MAX_ANSWER_BYTES).read_to_vec();
        Ok(Response { status, body: body.map_err(|error| self.error(&error))? })
    }
}
