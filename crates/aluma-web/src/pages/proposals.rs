//! What a community decides and decided.

use aluma_api::Scene;
use aluma_core::governance::views::{ProposalRow, ProposalsView};
use aluma_types::ProposalId;
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::community;
use crate::parts::say::Say;
use crate::parts::{empty, more, name, tally};
use crate::visit::Visit;

/// GET /c/{dao}/proposals?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let given = Given::new(pairs);
            let after = given.get("after").and_then(|id| id.parse().ok()).map(ProposalId);
            let all = scene.view(&ProposalsView { dao: dao.dao, open: false, after })?;
            let open = scene.view(&ProposalsView { dao: dao.dao, open: true, after: None })?;
            let (id, propose) = (dao.dao.0, format!("/c/{}/propose", dao.dao.0));
            let decided: Vec<_> = all.proposals.iter().filter(|row| !is_open(row)).collect();
            let title = scene.say("web-tab-proposals");
            let body = html! {
                h1 { (title) }
                p.buttons { a.button href=(propose) { (scene.say("web-propose")) } }
                h2 { (scene.say("web-open-now")) }
                @if open.proposals.is_empty() {
                    (empty(&scene.say("web-nothing-open"), Some((&propose, &scene.say("web-propose")))))
                } @else {
                    (rows(scene, open.proposals.iter()))
                }
                h2 { (scene.say("web-decided")) }
                @if decided.is_empty() {
                    (empty(&scene.say("web-nothing-decided"), None))
                } @else {
                    (rows(scene, decided.into_iter().rev()))
                }
                @if let Some(next) = all.next {
                    (more(&format!("/c/{id}/proposals?after={}", next.0), &scene.say("web-newer")))
                }
            };
            let sentence = community::title(scene, &dao);
            let page = Page::new(title, sentence, body).of(community::frame(scene, &dao, "proposals"));
            Ok(page.live().data(format!("/v1/views/proposals?dao={id}&open=false")))
        })
        .await
}

/// Whether nothing is decided yet.
const fn is_open(row: &ProposalRow) -> bool {
    use aluma_core::governance::views::Label;
    matches!(row.label, Label::Pending | Label::Open | Label::Confirming)
}

/// Proposals in a list.
pub(crate) fn rows<'a>(scene: &Scene<'_>, rows: impl Iterator<Item = &'a ProposalRow>) -> Markup {
    html! {
        ul.rows {
            @for row in rows {
                li {
                    a href={ "/p/" (row.proposal.0) } { (name::body(scene, &row.title)) } " "
                    (tally::label(scene, row.label))
                    p.small {
                        (name::account(scene, row.proposer)) " · "
                        (scene.say("web-vote-until")) " " (name::moment(scene, row.deadline))
                    }
                }
            }
        }
    }
}
