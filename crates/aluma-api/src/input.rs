//! Reading what was sent: JSON bodies field by field, and the pairs of a query string.

use std::sync::Arc;

use aluma_types::hash::unhex;
use aluma_types::json::Reason;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use serde_json::{Map, Value as Json};

use crate::app::App;
use crate::call::Call;
use crate::problem::{Own, Refusal};

/// The pairs of a query string.
pub(crate) struct Pairs(pub(crate) Vec<(String, String)>);

impl FromRequestParts<Arc<App>> for Pairs {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let pairs = axum::extract::Query::try_from_uri(&parts.uri);
        pairs.map(|axum::extract::Query(pairs)| Self(pairs)).map_err(|_| {
            Call::of(Arc::clone(app), &parts.headers).refuse_unheard(Own::BadParameter)
        })
    }
}

/// The part of the path that a route leaves open.
pub(crate) struct Path(pub(crate) String);

impl FromRequestParts<Arc<App>> for Path {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let path = axum::extract::Path::from_request_parts(parts, app).await;
        path.map(|axum::extract::Path(part)| Self(part))
            .map_err(|_| Call::of(Arc::clone(app), &parts.headers).refuse_unheard(Own::NotFound))
    }
}

/// A JSON object whose fields are taken one by one; what is left over is refused.
pub(crate) struct Object {
    fields: Map<String, Json>,
    path: String,
}

impl Object {
    /// Reads a body. The parser stops at 128 levels of nesting.
    ///
    /// # Errors
    /// [`Own::NotJson`].
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        let json: Json = serde_json::from_slice(bytes).map_err(|_| Own::NotJson)?;
        Self::of(json, String::new())
    }

    fn of(json: Json, path: String) -> Result<Self, Refusal> {
        match json {
            Json::Object(fields) => Ok(Self { fields, path }),
            _ => Err(Refusal::field(&path, Reason::Expected("object"))),
        }
    }

    fn at(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn wrong(&self, name: &str, reason: Reason) -> Refusal {
        Refusal::field(&self.at(name), reason)
    }

    /// A text that must be there.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, Refusal> {
        match self.fields.remove(name) {
            Some(Json::String(text)) => Ok(text),
            Some(_) => Err(self.wrong(name, Reason::Expected("text"))),
            None => Err(self.wrong(name, Reason::Missing)),
        }
    }

    /// Hexadecimal digits that must be there, with or without `0x`.
    pub(crate) fn hex(&mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        let text = self.text(name)?;
        let digits = text.strip_prefix("0x").unwrap_or(&text);
        unhex(digits).ok_or_else(|| self.wrong(name, Reason::Expected("hash")))
    }

    /// Exactly 32 bytes that must be there.
    pub(crate) fn hash(&mut self, name: &str) -> Result<[u8; 32], Refusal> {
        let bytes = self.hex(name)?;
        bytes.try_into().map_err(|_| self.wrong(name, Reason::Expected("hash")))
    }

    /// A whole number up to `max`, if it is there.
    pub(crate) fn number(&mut self, name: &str, max: u64) -> Result<Option<u64>, Refusal> {
        match self.fields.remove(name) {
            None | Some(Json::Null) => Ok(None),
            Some(json) => match json.as_u64() {
                Some(number) if number <= max => Ok(Some(number)),
                Some(_) => Err(self.wrong(name, Reason::TooBig)),
                None => Err(self.wrong(name, Reason::Expected("number"))),
            },
        }
    }

    /// Objects of a list, none where it is left out.
    pub(crate) fn list(&mut self, name: &str, max: u32) -> Result<Vec<Self>, Refusal> {
        match self.fields.remove(name) {
            None | Some(Json::Null) => Ok(Vec::new()),
            Some(Json::Array(items)) if items.len() > max as usize => {
                Err(self.wrong(name, Reason::TooMany(max)))
            }
            Some(Json::Array(items)) => {
                let path = |index: usize| self.at(&format!("{name}[{index}]"));
                let items = items.into_iter().enumerate();
                items.map(|(index, item)| Self::of(item, path(index))).collect()
            }
            Some(_) => Err(self.wrong(name, Reason::Expected("list"))),
        }
    }

    /// Refuses what nobody took.
    pub(crate) fn finish(self) -> Result<(), Refusal> {
        match self.fields.keys().next() {
            Some(name) => Err(self.wrong(name, Reason::UnknownField)),
            None => Ok(()),
        }
    }
}

/// The pairs of a query string, taken one by one; what is left over or doubled is refused.
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Wraps pairs.
    ///
    /// # Errors
    /// [`Own::BadParameter`] where one comes twice.
    pub(crate) fn new(pairs: Vec<(String, String)>) -> Result<Self, Refusal> {
        for (index, (name, _)) in pairs.iter().enumerate() {
            if pairs.iter().skip(index + 1).any(|(other, _)| other == name) {
                return Err(Refusal::at(Own::BadParameter, name));
            }
        }
        Ok(Self(pairs))
    }

    /// The value of a parameter, if it is there.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let place = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.swap_remove(place).1)
    }

    /// The whole number of a parameter, if it is there.
    pub(crate) fn number(&mut self, name: &str) -> Result<Option<u64>, Refusal> {
        let value = self.take(name);
        let parse = |text: String| {
            let plain = text.bytes().all(|byte| byte.is_ascii_digit());
            let number = if plain { text.parse().ok() } else { None };
            number.ok_or_else(|| Refusal::at(Own::BadParameter, name))
        };
        value.map(parse).transpose()
    }

    /// What nobody took.
    pub(crate) fn rest(self) -> Vec<(String, String)> {
        self.0
    }

    /// Refuses what nobody took.
    pub(crate) fn finish(self) -> Result<(), Refusal> {
        match self.0.first() {
            Some((name, _)) => Err(Refusal::at(Own::UnknownParameter, name)),
            None => Ok(()),
        }
    }
}
