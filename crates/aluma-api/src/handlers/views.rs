//! Any view by its name: parameters, answer and words purely by its spec.

use aluma_core::dao::views::CharterView;
use aluma_types::codec::Canon;
use aluma_types::json::{fields_from_json, to_json};
use aluma_types::spec::{StructSpec, TypeSpec, ViewSpec};
use aluma_types::{List, Timestamp};
use axum::response::Response;
use serde_json::{Map, Value as Json, json};

use super::charter;
use crate::call::Call;
use crate::input::{self, Pairs, Path};
use crate::node_views::{
    BLOCK_RECEIPTS, BlockAnswer, BlockView, FindWorkView, IncomeView, NODE_VIEWS, ReceiptView,
};
use crate::problem::{Own, Refusal};
use crate::receipts;
use crate::scene::{Parameters, Scene};

/// GET /v1/views/{name}
pub(crate) async fn view(call: Call, Path(name): Path, Pairs(pairs): Pairs) -> Response {
    call.answer(move |scene| answer(scene, &name, pairs)).await
}

/// A view's answer with the block it is true of, by its name and the pairs of a query string.
///
/// # Errors
/// Where there is none, or none for the reader.
pub(crate) fn answer(
    scene: &Scene<'_>,
    name: &str,
    pairs: Vec<(String, String)>,
) -> Result<Json, Refusal> {
    let pairs = input::Query::new(pairs)?.rest();
    let own = NODE_VIEWS.iter().find(|view| view.name == name);
    if let Some(view) = own {
        let bytes = parameters(scene, view, pairs)?;
        return of_node(scene, view, &bytes);
    }
    let entry = scene.node().registry().view(name).ok_or(Own::NoSuchView)?;
    let bytes = parameters(scene, entry.spec, pairs)?;
    let (told, height, time) =
        scene.look(|look, _| ((entry.run)(look, &bytes), look.height, look.now));
    let answer = told?;
    let mut told = envelope(scene, entry.spec.result, &answer, (height, time));
    if name == CharterView::VIEW.name
        && let Some(object) = told.as_object_mut()
    {
        object.insert("sections".to_owned(), charter::sections(scene, &bytes, &answer));
    }
    Ok(told)
}

/// An answer of the node's own views.
fn of_node(scene: &Scene<'_>, spec: &'static ViewSpec, bytes: &[u8]) -> Result<Json, Refusal> {
    fn asked<T: Canon>(bytes: &[u8]) -> Result<T, Refusal> {
        Ok(T::from_bytes(bytes).map_err(|_| Own::BadParameter)?)
    }
    let answer = match spec.name {
        name if name == ReceiptView::VIEW.name => return receipt(scene, &asked(bytes)?),
        name if name == BlockView::VIEW.name => return block(scene, &asked(bytes)?),
        name if name == IncomeView::VIEW.name => scene.income(&asked(bytes)?)?.to_bytes(),
        name if name == FindWorkView::VIEW.name => scene.find_work(&asked(bytes)?)?.to_bytes(),
        _ => scene.find_communities(&asked(bytes)?)?.to_bytes(),
    };
    let at = scene.look(|look, _| (look.height, look.now));
    Ok(envelope(scene, spec.result, &answer, at))
}

/// Parameters' canonical bytes from the pairs of a query string.
fn parameters(
    scene: &Scene<'_>,
    view: &'static ViewSpec,
    pairs: Vec<(String, String)>,
) -> Result<Vec<u8>, Refusal> {
    let fields: Map<String, Json> = pairs
        .into_iter()
        .map(|(name, text)| {
            let json = value(view.params, &name, text);
            (name, json)
        })
        .collect();
    let values = fields_from_json(view.params, &Json::Object(fields), &mut Parameters(scene))
        .map_err(|error| Refusal::parameter(&error))?;
    Ok(view.params.encode(&values).map_err(|_| Own::BadParameter)?)
}

/// What a pair says: JSON text where the shape is more than a word, the text itself elsewhere.
fn value(params: &'static StructSpec, name: &str, text: String) -> Json {
    let field = params.fields.iter().find(|field| field.name == name);
    match field {
        Some(field) if !is_word(field.spec) => {
            serde_json::from_str(&text).unwrap_or(Json::String(text))
        }
        _ => Json::String(text),
    }
}

/// Whether one word says a value of this shape.
fn is_word(spec: &'static TypeSpec) -> bool {
    match spec {
        TypeSpec::Option(inner) => is_word(inner),
        TypeSpec::Struct(_)
        | TypeSpec::List { .. }
        | TypeSpec::Acts { .. }
        | TypeSpec::Body { .. }
        | TypeSpec::Name { .. }
        | TypeSpec::Proof => false,
        TypeSpec::Enum(spec) => spec.variants.iter().all(|variant| variant.fields.is_empty()),
        _ => true,
    }
}

/// An answer with the block it is true of, and the moment. A `next` in the answer is repeated
/// outside, where every client finds it.
fn envelope(
    scene: &Scene<'_>,
    spec: &'static TypeSpec,
    bytes: &[u8],
    (height, time): (u64, Timestamp),
) -> Json {
    let answer = spec.decode(bytes).map_or(Json::Null, |value| to_json(spec, &value, scene));
    let next = answer.get("next").filter(|next| !next.is_null()).cloned();
    let mut told = json!({
        "as_of": { "height": height, "time": time.0 },
        "answer": answer,
    });
    if let (Some(next), Some(object)) = (next, told.as_object_mut()) {
        object.insert("next".to_owned(), next);
    }
    told
}

fn receipt(scene: &Scene<'_>, view: &ReceiptView) -> Result<Json, Refusal> {
    let answer = receipts::of(scene, &view.id)?;
    let at = scene.look(|look, _| (look.height, look.now));
    Ok(envelope(scene, ReceiptView::VIEW.result, &answer.to_bytes(), at))
}

fn block(scene: &Scene<'_>, view: &BlockView) -> Result<Json, Refusal> {
    if view.height == 0 {
        return Err(Own::NoSuchBlock.into());
    }
    let block = scene.node().block(view.height).map_err(|_| Own::Internal)?;
    let block = block.ok_or(Own::NoSuchBlock)?;
    let (index, from) = (&scene.app.index, view.from.unwrap_or(0));
    let rows = index.receipts(view.height, from, BLOCK_RECEIPTS + 1);
    let rows = rows.map_err(|_| Own::Internal)?;
    let next = rows.get(BLOCK_RECEIPTS).map(|row| row.receipt.index);
    let shown = rows.iter().take(BLOCK_RECEIPTS).map(|row| receipts::seen(scene, row)).collect();
    let header = &block.header;
    let answer = BlockAnswer {
        height: header.height,
        id: header.id(),
        time: header.time,
        flags: header.flags,
        rules: header.rules,
        parent: header.parent,
        transactions_root: header.transactions,
        receipts_root: header.receipts,
        state_root: header.state,
        transactions: u32::try_from(block.transactions.len()).unwrap_or(u32::MAX),
        receipts: List::new(shown).map_err(|_| Own::Internal)?,
        next,
    };
    let at = scene.look(|look, _| (look.height, look.now));
    Ok(envelope(scene, BlockView::VIEW.result, &answer.to_bytes(), at))
}
