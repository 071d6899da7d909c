//! A charter's prose, which stands beside the answer of its view: parameters are no text to read.

use aluma_core::dao::views::{CharterAnswer, CharterView};
use aluma_core::treasury::views::{TreasuryAnswer, TreasuryView};
use aluma_text::{Facts, charter, charter_json};
use aluma_types::codec::Canon;
use serde_json::Value as Json;

use crate::scene::Scene;

/// The sections of an answered charter in the reader's language.
pub(crate) fn sections(scene: &Scene<'_>, parameters: &[u8], answer: &[u8]) -> Json {
    let view = CharterView::from_bytes(parameters);
    let (Ok(CharterView { dao }), Ok(told)) = (view, CharterAnswer::from_bytes(answer)) else {
        return Json::Null;
    };
    let asked = TreasuryView { dao }.to_bytes();
    let treasury = scene.node().registry().view(TreasuryView::VIEW.name).and_then(|entry| {
        let bytes = scene.look(|look, _| (entry.run)(look, &asked)).ok()?;
        TreasuryAnswer::from_bytes(&bytes).ok()
    });
    let free = treasury.map(|answer| answer.free.iter().map(|row| row.free).collect());
    let facts = Facts {
        manner: told.manner,
        template: told.template,
        members: Some(told.members),
        free: free.unwrap_or_default(),
    };
    let pairs = told.parameters.iter().map(|row| (row.key.as_str(), row.value.as_str()));
    charter_json(&charter(scene.lang, pairs, &facts, scene))
}
