//! The form of any action, from its spec: what is listed today has its page today.

use aluma_api::problem::Own;
use aluma_text::Lang;
use aluma_types::DaoId;
use aluma_types::spec::{ActionSpec, Author, Catalog, IdKind};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::html;

use crate::form::{self, Form, Given, input};
use crate::page::Page;
use crate::parts::say::{Say, plain};
use crate::parts::{Tone, notice};
use crate::visit::Visit;

/// GET /act/{action}?FIELD=VALUE: the pairs are filled in already.
pub(crate) async fn page(
    visit: Visit,
    Path(action): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let registry = scene.node().registry();
            let (_, spec) = registry.named(&action).ok_or(Own::NotFound)?;
            let given = Given::new(pairs);
            let title = title(scene.lang, spec);
            let dao = given.get("dao").and_then(|text| scene.find(IdKind::DaoId, text)).map(DaoId);
            let form = Form {
                action: spec.name,
                then: given.get("_then").unwrap_or("/receipt/{id}"),
                button: &scene.say("web-go-on"),
                is_quick: false,
            };
            let body = html! {
                h1 { (title) }
                @if scene.lang == Lang::En {
                    @for paragraph in spec.doc.split("\n\n").skip(1) { p { (plain(paragraph)) } }
                }
                @if !spec.by.contains(&Author::Member) && !spec.by.contains(&Author::Newcomer) {
                    (notice(Tone::Waits, &html! { (scene.say("web-by-proposal")) }))
                }
                (form.draw(scene, &form::fields(scene, spec, &given)))
                (input::people(scene, dao))
            };
            let sentence = scene.say("web-act-sentence");
            Ok(Page::new(title, sentence, body).data("/v1/actions"))
        })
        .await
}

/// What an action is called.
pub(crate) fn title(lang: Lang, spec: &'static ActionSpec) -> String {
    match lang {
        Lang::En => plain(spec.doc.lines().next().unwrap_or_default().trim_end_matches('.')),
        Lang::He => spec.he.to_owned(),
    }
}
