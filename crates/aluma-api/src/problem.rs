//! Being told no over HTTP: `application/problem+json` with code, name, sentence and hint in the
//! reader's language.

use aluma_core::kernel::refusal::{Datum, Refused};
use aluma_text::{Arg, Lang, Problem};
use aluma_types::Timestamp;
use aluma_types::admission::Inadmissible;
use aluma_types::json::{FieldError, Lookup, Reason};
use aluma_types::spec::IdKind;
use axum::http::StatusCode;
use serde_json::{Map, Value as Json, json};

/// Declares what the API itself refuses, in the order of the numbers.
macro_rules! own {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $name:literal, $status:ident;)*) => {
        /// What the API itself refuses, before or beside any rule of the ledger.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Own {
            $($(#[$doc])* $variant,)*
        }

        impl Own {
            /// Number and name of each; never reused.
            pub const LIST: &'static [(u16, &'static str)] = &[$(($code, $name)),*];

            const fn facts(self) -> (u16, &'static str, StatusCode) {
                match self {
                    $(Self::$variant => ($code, $name, StatusCode::$status),)*
                }
            }
        }
    };
}

own! {
    /// No such path.
    NotFound = 9101, "not-found", NOT_FOUND;
    /// The path does not take this method.
    WrongMethod = 9102, "wrong-method", METHOD_NOT_ALLOWED;
    /// The body is larger than any request may be.
    BodyTooLarge = 9103, "body-too-large", PAYLOAD_TOO_LARGE;
    /// The body did not come in time or not whole.
    BodyCutOff = 9104, "body-cut-off", REQUEST_TIMEOUT;
    /// The body is not JSON, or nests deeper than anything here does.
    NotJson = 9105, "not-json", BAD_REQUEST;
    /// The body has a field that does not belong there.
    UnknownField = 9106, "unknown-field", BAD_REQUEST;
    /// A field of the body is missing or wrong.
    BadField = 9107, "bad-field", BAD_REQUEST;
    /// A parameter that the path does not take.
    UnknownParameter = 9108, "unknown-parameter", BAD_REQUEST;
    /// A parameter is missing or wrong.
    BadParameter = 9109, "bad-parameter", BAD_REQUEST;
    /// No view has this name.
    NoSuchView = 9110, "no-such-view", NOT_FOUND;
    /// Nothing is known of a transaction.
    NoSuchTransaction = 9111, "no-such-transaction", NOT_FOUND;
    /// There is no block of this height yet.
    NoSuchBlock = 9112, "no-such-block", NOT_FOUND;
    /// No table has this number.
    NoSuchTable = 9113, "no-such-table", NOT_FOUND;
    /// No row that the reader may see lies under the key.
    NoSuchRow = 9114, "no-such-row", NOT_FOUND;
    /// What they earned there no longer stands, or never did.
    NothingStands = 9115, "nothing-stands", CONFLICT;
    /// The header is not a session.
    SessionMalformed = 9120, "session-malformed", UNAUTHORIZED;
    /// The session is for another ledger.
    SessionWrongNetwork = 9121, "session-wrong-network", UNAUTHORIZED;
    /// The session's time has passed.
    SessionExpired = 9122, "session-expired", UNAUTHORIZED;
    /// The session would count for longer than a day.
    SessionTooFarAhead = 9123, "session-too-far-ahead", UNAUTHORIZED;
    /// The session's key is not the account's, or has ended.
    SessionUnknownKey = 9124, "session-unknown-key", UNAUTHORIZED;
    /// The session's signature is not the key's.
    SessionWrong = 9125, "session-wrong", UNAUTHORIZED;
    /// What is asked for is the reader's own, and nobody says who reads.
    SignIn = 9126, "sign-in", UNAUTHORIZED;
    /// Only the operator may ask this.
    NotTheOperator = 9130, "not-the-operator", FORBIDDEN;
    /// The ledger's time is the real one.
    ClockNotManual = 9131, "clock-not-manual", CONFLICT;
    /// Time does not go back.
    ClockBackwards = 9132, "clock-backwards", CONFLICT;
    /// A text of the payload was not sent, or is another one.
    TextsMissing = 9133, "texts-missing", UNPROCESSABLE_ENTITY;
    /// As many requests run as the server takes at once.
    TooMany = 9140, "too-many-requests", SERVICE_UNAVAILABLE;
    /// The request took too long.
    TooSlow = 9141, "too-slow", SERVICE_UNAVAILABLE;
    /// The disk or a part of the program failed.
    Internal = 9150, "internal", INTERNAL_SERVER_ERROR;
}

/// Why a request is refused, before any words.
#[derive(Clone, Debug)]
pub struct Refusal {
    what: What,
    /// The field or parameter it is about.
    field: Option<String>,
}

#[derive(Clone, Debug)]
enum What {
    Own(Own, Option<Timestamp>),
    Wrong(Own, Reason),
    Inadmissible(Inadmissible),
    Refused(Refused),
}

impl From<Own> for Refusal {
    fn from(own: Own) -> Self {
        Self { what: What::Own(own, None), field: None }
    }
}

impl From<Inadmissible> for Refusal {
    fn from(why: Inadmissible) -> Self {
        Self { what: What::Inadmissible(why), field: None }
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        Self { what: What::Refused(refused), field: None }
    }
}

impl Refusal {
    /// One of the API's own, about a field or parameter.
    pub fn at(own: Own, field: &str) -> Self {
        Self { what: What::Own(own, None), field: Some(field.to_owned()) }
    }

    /// One of the API's own whose sentence names the latest moment.
    pub(crate) const fn until(own: Own, until: Timestamp) -> Self {
        Self { what: What::Own(own, Some(until)), field: None }
    }

    /// A field of the body that is missing or wrong.
    pub fn field(field: &str, reason: Reason) -> Self {
        Self::wrong((Own::UnknownField, Own::BadField), field, reason)
    }

    /// A parameter that is missing or wrong.
    pub(crate) fn parameter(error: &FieldError) -> Self {
        let owns = (Own::UnknownParameter, Own::BadParameter);
        Self::wrong(owns, &error.path, error.reason)
    }

    fn wrong((unknown, bad): (Own, Own), field: &str, reason: Reason) -> Self {
        let what = match reason {
            Reason::UnknownField => What::Own(unknown, None),
            _ => What::Wrong(bad, reason),
        };
        Self { what, field: Some(field.to_owned()) }
    }

    /// The HTTP status.
    pub(crate) fn status(&self) -> StatusCode {
        match &self.what {
            What::Own(own, _) | What::Wrong(own, _) => own.facts().2,
            What::Inadmissible(Inadmissible::Busy) => StatusCode::SERVICE_UNAVAILABLE,
            What::Inadmissible(Inadmissible::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
            What::Inadmissible(_) => StatusCode::UNPROCESSABLE_ENTITY,
            What::Refused(refused) if refused.name.starts_with("no-such-") => StatusCode::NOT_FOUND,
            What::Refused(refused) if refused.name.starts_with("malformed") => {
                StatusCode::BAD_REQUEST
            }
            What::Refused(_) => StatusCode::FORBIDDEN,
        }
    }

    /// Number, name and data.
    fn facts(&self) -> (u16, &'static str, Map<String, Json>) {
        match &self.what {
            What::Own(own, until) => {
                let data = until.map(|until| ("until".to_owned(), json!(until.0)));
                (own.facts().0, own.facts().1, data.into_iter().collect())
            }
            What::Wrong(own, reason) => {
                let mut data = Map::new();
                data.insert("reason".to_owned(), json!(reason.name()));
                if let Some(limit) = reason.limit() {
                    data.insert("limit".to_owned(), json!(limit));
                }
                (own.facts().0, own.facts().1, data)
            }
            What::Inadmissible(why) => (why.code(), why.name(), inadmissible_data(why)),
            What::Refused(refused) => {
                let pairs = refused.data.iter();
                let data = pairs.map(|(name, datum)| ((*name).to_owned(), datum_json(*datum)));
                (refused.code, refused.name, data.collect())
            }
        }
    }

    fn words(&self, lang: Lang, lookup: &dyn Lookup) -> Problem {
        match &self.what {
            What::Own(own, until) => {
                let data: Vec<_> =
                    until.map(|until| ("until", Arg::Time(until))).into_iter().collect();
                own_words(*own, lang, &data, lookup)
            }
            What::Wrong(own, reason) => {
                let detail = aluma_text::field_problem(lang, &reason.name(), reason.limit());
                Problem { detail, ..own_words(*own, lang, &[], lookup) }
            }
            What::Inadmissible(why) => aluma_text::inadmissible(lang, why),
            What::Refused(refused) => {
                let data: Vec<_> =
                    refused.data.iter().map(|(name, datum)| (*name, arg(*datum))).collect();
                aluma_text::refusal(lang, refused.name, &data, lookup)
            }
        }
    }

    /// The problem as JSON, in words that `lookup` may show to the reader.
    pub(crate) fn to_json(&self, lang: Lang, lookup: &dyn Lookup) -> Json {
        let (code, name, data) = self.facts();
        let words = self.words(lang, lookup);
        let mut json = json!({
            "code": code,
            "name": name,
            "title": words.title,
            "detail": words.detail,
            "hint": words.hint,
            "data": data,
        });
        if let (Some(field), Some(object)) = (&self.field, json.as_object_mut()) {
            object.insert("field".to_owned(), json!(field));
        }
        json
    }
}

fn own_words(own: Own, lang: Lang, data: &[(&str, Arg)], lookup: &dyn Lookup) -> Problem {
    let name = own.facts().1;
    let say = |key: String| aluma_text::text(lang, &key, data, lookup);
    Problem {
        title: say(format!("api-{name}.title")).unwrap_or_else(|| name.to_owned()),
        detail: say(format!("api-{name}")).unwrap_or_else(|| name.to_owned()),
        hint: say(format!("api-{name}.hint")),
    }
}

fn inadmissible_data(why: &Inadmissible) -> Map<String, Json> {
    let pair = match why {
        Inadmissible::Malformed(error) => Some(("reason", json!(error.name()))),
        Inadmissible::TooFarAhead { until } => Some(("until", json!(until.0))),
        Inadmissible::NonceAhead { now } => Some(("now", json!(now.0))),
        Inadmissible::AllowanceSpent { next } => Some(("next", json!(next.0))),
        Inadmissible::BadName { rule } => Some(("rule", json!(rule))),
        _ => None,
    };
    pair.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn datum_json(datum: Datum) -> Json {
    match datum {
        Datum::Number(number) => match u64::try_from(number) {
            Ok(number) => json!(number),
            Err(_) => json!(number.to_string()),
        },
        Datum::Amount(amount) => {
            json!({ "asset": amount.asset.0, "units": amount.units.to_string() })
        }
        Datum::Share(share) => json!(aluma_types::show::share(share)),
        Datum::Time(time) => json!(time.0),
        Datum::Span(span) => json!(span.0),
        Datum::Account(id) => json!(id.0),
        Datum::Dao(id) => json!(id.0),
        Datum::Asset(id) => json!(id.0),
        Datum::Proposal(id) => json!(id.0),
        Datum::Poll(id) => json!(id.0),
        Datum::Word(word) => json!(word),
    }
}

fn arg(datum: Datum) -> Arg {
    match datum {
        Datum::Number(number) => Arg::Number(number),
        Datum::Amount(amount) => Arg::Amount(amount),
        Datum::Share(share) => Arg::Share(share),
        Datum::Time(time) => Arg::Time(time),
        Datum::Span(span) => Arg::Span(span),
        Datum::Account(id) => Arg::Id(IdKind::AccountId, id.0),
        Datum::Dao(id) => Arg::Id(IdKind::DaoId, id.0),
        Datum::Asset(id) => Arg::Id(IdKind::AssetId, id.0),
        Datum::Proposal(id) => Arg::Id(IdKind::ProposalId, id.0),
        Datum::Poll(id) => Arg::Id(IdKind::PollId, id.0),
        Datum::Word(word) => Arg::Text(word.to_owned()),
    }
}
