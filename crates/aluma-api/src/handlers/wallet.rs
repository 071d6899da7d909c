//! What a browser's wallet is to show and sign for a payload.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use aluma_core::kernel::view::Look;
use aluma_node::directory::{StateDirectory, StateSays};
use aluma_store::Body as Stored;
use aluma_types::admission::Inadmissible;
use aluma_types::codec::Canon;
use aluma_types::spec::IdKind;
use aluma_types::{AccountId, AssetId, DaoId, Hash32, Payload};
use aluma_verify::bodies::BodyText;
use aluma_verify::eip712::typed_data_json;
use aluma_verify::{Directory, Lens, TypedError, secrets_of};
use axum::body::Body;
use axum::response::Response;
use serde_json::Value as Json;

use crate::call::Call;
use crate::input::Object;
use crate::problem::{Own, Refusal};
use crate::scene::Scene;

/// Texts that come with one payload at most.
const MAX_BODIES: u32 = 4_096;

/// POST /v1/typed-data
pub(crate) async fn typed_data(call: Call, body: Body) -> Response {
    match call.body(body).await {
        Ok(bytes) => call.answer(move |scene| typed(scene, &bytes)).await,
        Err(refused) => refused,
    }
}

fn typed(scene: &Scene<'_>, bytes: &[u8]) -> Result<Json, Refusal> {
    let mut fields = Object::parse(bytes)?;
    let payload = fields.hex("payload")?;
    let mut texts = HashMap::new();
    for mut body in fields.list("bodies", MAX_BODIES)? {
        let text = BodyText { salt: body.hash("salt")?, text: body.text("text")? };
        body.finish()?;
        texts.insert(text.id(), (text.salt, text.text));
    }
    fields.finish()?;
    let payload = Payload::from_bytes(&payload).map_err(Inadmissible::Malformed)?;
    let registry = scene.node().registry();
    let entry = registry.entry(payload.act.number).ok_or(Inadmissible::UnknownAction)?;
    let secrets = secrets_of(entry.spec, &payload.act);
    let data = scene.look(|look, _| {
        // Whoever holds an invitation reads where it leads before they sign.
        let open = |secret| aluma_core::dao::invited(look.state, secret, look.now);
        let invited = look.invited.or_else(|| secrets.iter().find_map(open));
        let inner = StateDirectory::of(Look { invited, ..*look });
        let says = StateSays { directory: inner, registry };
        let directory = Names { inner, shown: Mutex::default() };
        let lens = Lens { directory: &directory, says: &says, catalog: registry };
        typed_data_json(&payload, entry.spec, &lens, &|id| {
            texts.get(&id).cloned().or_else(|| name_text(scene, &directory, &id))
        })
    });
    data.map_err(|error| match error {
        TypedError::Decode(error) => Inadmissible::Malformed(error).into(),
        TypedError::UnknownAct { .. } => Inadmissible::UnknownAction.into(),
        TypedError::TextMissing { .. } | TypedError::TextMismatch { .. } => {
            Own::TextsMissing.into()
        }
        TypedError::Clash { .. } | TypedError::Opaque => Own::Internal.into(),
    })
}

/// Names of accounts and of communities that the reader may see. Remembers what it was asked, so
/// that no other text is given out for its id alone.
struct Names<'a> {
    inner: StateDirectory<'a>,
    shown: Mutex<HashSet<Hash32>>,
}

impl Names<'_> {
    fn note(&self, id: Option<Hash32>) -> Option<Hash32> {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.extend(id);
        id
    }
}

impl Directory for Names<'_> {
    fn account_name(&self, account: AccountId) -> Option<Hash32> {
        self.note(self.inner.account_name(account))
    }

    fn dao_name(&self, dao: DaoId) -> Option<Hash32> {
        self.note(self.inner.dao_name(dao))
    }

    fn asset(&self, asset: AssetId) -> Option<(&str, u8)> {
        self.inner.asset(asset)
    }

    fn exists(&self, kind: IdKind, id: u64) -> bool {
        self.inner.exists(kind, id)
    }
}

fn name_text(scene: &Scene<'_>, names: &Names<'_>, id: &Hash32) -> Option<([u8; 32], String)> {
    if !names.shown.lock().unwrap_or_else(PoisonError::into_inner).contains(id) {
        return None;
    }
    match scene.node().body(id).ok()? {
        Stored::Present { salt, text } => Some((salt, String::from_utf8(text).ok()?)),
        Stored::Erased { .. } | Stored::Unknown => None,
    }
}
