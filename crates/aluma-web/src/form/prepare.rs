//! From a filled-in form to the canonical bytes of an action, and the texts that it names.

use std::collections::BTreeSet;

use aluma_api::problem::{Own, Refusal};
use aluma_api::{Parameters, Scene};
use aluma_core::{identity, treasury};
use aluma_types::codec::Canon;
use aluma_types::hash::{hex, unhex};
use aluma_types::json::{Resolve, fields_from_json};
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::text::body_id;
use aluma_types::{Act, AssetId, DaoId, DecodeError, Hash32};
use aluma_verify::names::{normalise, skeleton_hash};
use axum::Form;
use axum::Json as Told;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use serde_json::{Value as Json, json};

use crate::form::read::Reading;
use crate::form::{Given, handle};
use crate::visit::Visit;

/// POST /prepare/{action}: `{"act": HEX, "bodies": [{"salt", "text"}]}`, or what is wrong and where.
pub(crate) async fn prepare(
    visit: Visit,
    Path(action): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let mut given = Given::new(pairs);
    let prepared = move |scene: &Scene<'_>| {
        name_by_default(scene, &mut given);
        prepared(scene, &action, &given)
    };
    match visit.call().hear(prepared).await {
        Ok(told) => Told(told).into_response(),
        Err(told) => (told.status, Told(told.problem)).into_response(),
    }
}

fn prepared(scene: &Scene<'_>, action: &str, given: &Given) -> Result<Json, Refusal> {
    let (act, bodies) = draft(scene, action, given)?;
    let bodies: Vec<_> =
        bodies.iter().map(|(salt, text)| json!({ "salt": hex(salt), "text": text })).collect();
    Ok(json!({ "act": hex(&act.to_bytes()), "bodies": bodies }))
}

/// Where a form says from which field a handle is made, one that is left blank is made of that.
fn name_by_default(scene: &Scene<'_>, given: &mut Given) {
    if given.get("handle").is_some() {
        return;
    }
    let from = given.get("x-handle-from").and_then(|field| given.get(field));
    if let Some(handle) = from.and_then(|words| handle::proposed(scene, words)) {
        given.put("handle", handle);
    }
}

/// People that one text calls at most.
const MENTIONS: usize = 20;

/// A text with its salt.
type Salted = ([u8; 32], String);

/// The act of a filled-in form, with the texts that it names.
///
/// # Errors
/// The first field that is missing or wrong.
pub(crate) fn draft(
    scene: &Scene<'_>,
    action: &str,
    given: &Given,
) -> Result<(Act, Vec<Salted>), Refusal> {
    let (number, spec) = scene.node().registry().named(action).ok_or(Own::NotFound)?;
    let known = |name: &str| spec.fields.fields.iter().any(|field| field.name == name);
    if let Some(stranger) = given.stranger(known) {
        return Err(Refusal::at(Own::UnknownField, stranger));
    }
    let given = &given.with(mentioned(scene, given));
    let fields = Reading { scene, given }.fields(spec.fields.fields, "");
    let dao = given.get("dao").and_then(|text| scene.find(IdKind::DaoId, text)).map(DaoId);
    let mut words = Words { scene, dao, salt: salt(given), bodies: Vec::new() };
    let values = fields_from_json(spec.fields, &Json::Object(fields), &mut words)
        .map_err(|error| Refusal::field(&error.path, error.reason))?;
    let body = spec.fields.encode(&values).map_err(|_| Own::BadField)?;
    Ok((Act { number, body }, words.bodies))
}

/// Whom a text calls by `@handle`, where the form says which of its fields to look in: the field
/// `mentions` of its action. Who is nobody here is only a word.
fn mentioned(scene: &Scene<'_>, given: &Given) -> Vec<(String, String)> {
    let text = given.get("x-mentions").and_then(|field| given.get(field)).unwrap_or_default();
    let called = text.split(|c: char| c.is_whitespace() || ",;:!?()[]\"".contains(c));
    let called = called.filter_map(|word| word.strip_prefix('@'));
    let accounts = called.filter_map(|name| {
        let name = name.trim_end_matches(['.', '׃']);
        scene.find(IdKind::AccountId, name).filter(|_| name.parse::<u64>().is_err())
    });
    let accounts: BTreeSet<_> = accounts.take(MENTIONS).collect();
    accounts.into_iter().map(|id| ("mentions".to_owned(), id.to_string())).collect()
}

/// The salt that the browser chose for the form's text, where it is sealed by it already: `x-salt`.
fn salt(given: &Given) -> Option<[u8; 32]> {
    let salt = given.get("x-salt").and_then(unhex)?;
    salt.try_into().ok()
}

/// Words to ids: handles and symbols as the reader may know them, texts under fresh salts.
struct Words<'a> {
    scene: &'a Scene<'a>,
    /// The community that the action is about: its symbols come first.
    dao: Option<DaoId>,
    /// The salt of the first text; others, and all where there is none, get a fresh one.
    salt: Option<[u8; 32]>,
    bodies: Vec<Salted>,
}

impl Words<'_> {
    fn keep(&mut self, text: &str) -> Option<Hash32> {
        let mut salt = [0; 32];
        match self.salt.take() {
            Some(chosen) => salt = chosen,
            None => getrandom::fill(&mut salt).ok()?,
        }
        let id = body_id(&salt, text);
        self.bodies.push((salt, text.to_owned()));
        Some(id)
    }

    /// An asset of the community that the action is about.
    fn own_asset(&self, symbol: &str) -> Option<(AssetId, u8)> {
        let dao = self.dao?;
        self.scene.look(|look, _| {
            let mut assets = treasury::assets_of(look.state, dao);
            let (_, id) = assets.find(|(known, _)| *known == symbol)?;
            treasury::knows(look, id).then_some(())?;
            Some((id, treasury::asset(look.state, id)?.decimals))
        })
    }
}

impl Resolve for Words<'_> {
    fn body(&mut self, text: &str) -> Option<Hash32> {
        self.keep(text)
    }

    fn name(&mut self, text: &str) -> Result<(Hash32, Hash32), DecodeError> {
        if normalise(text) != text {
            return Err(DecodeError::BadText);
        }
        let id = self.keep(text).ok_or(DecodeError::BadText)?;
        Ok((id, skeleton_hash(text)))
    }

    fn asset(&mut self, symbol: &str) -> Option<(AssetId, u8)> {
        self.own_asset(symbol).or_else(|| Parameters(self.scene).asset(symbol))
    }

    fn handle(&mut self, kind: IdKind, handle: &str) -> Option<u64> {
        if kind != IdKind::PotId {
            return Parameters(self.scene).handle(kind, handle);
        }
        let dao = self.dao?;
        let view = treasury::views::TreasuryView { dao };
        let answer = self.scene.view(&view).ok()?;
        answer.pots.iter().find(|pot| pot.name.as_str() == handle).map(|pot| pot.pot.0)
    }

    fn turn(&mut self) -> Option<u64> {
        let reader = self.scene.reader?;
        self.scene.look(|look, _| Some(identity::turn(look.state, reader).0))
    }

    fn catalog(&self) -> &dyn Catalog {
        self.scene.node().registry()
    }
}
