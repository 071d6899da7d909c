//! Who has how much of what the community issues.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::treasury::views::{BalancesView, HolderRow};
use aluma_types::AccountId;
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use super::Of;
use crate::form::Given;
use crate::page::Page;
use crate::pages::community::{find, frame, title};
use crate::parts::say::Say;
use crate::parts::{empty, more, name};
use crate::visit::Visit;

/// Rows on the treasury's own page.
const FIRST: usize = 12;

/// GET /c/{dao}/treasury/holders?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = find(scene, &dao)?;
            let after = Given::new(pairs).get("after").and_then(|id| id.parse().ok());
            let after = after.map(AccountId);
            let some = scene.view(&BalancesView { dao: Some(dao.dao), account: None, after })?;
            let rows: Vec<_> = some.rows.iter().collect();
            let here = format!("/c/{}/treasury", dao.dao.0);
            let body = html! {
                h1 { (scene.say("web-money-holders")) }
                p { a href=(here) { (scene.say("web-money-back")) } }
                (table(scene, &rows))
                @if let Some(next) = some.next {
                    (more(&format!("{here}/holders?after={}", next.0), &scene.say("web-more")))
                }
            };
            let title = format!("{} · {}", scene.say("web-money-holders"), title(scene, &dao));
            let page = Page::new(title, scene.say("web-money-sentence"), body);
            let data = format!("/v1/views/balances?dao={}", dao.dao.0);
            Ok(page.of(frame(scene, &dao, "treasury")).data(data))
        })
        .await
}

impl Of<'_> {
    /// The first holders, and the way to all of them.
    pub(super) fn holders(self) -> Result<Markup, Refusal> {
        let view = BalancesView { dao: Some(self.dao.dao), account: None, after: None };
        let some = self.scene.view(&view)?;
        let rows: Vec<_> = some.rows.iter().take(FIRST).collect();
        let has_more = some.rows.get(FIRST).is_some();
        Ok(html! {
            (table(self.scene, &rows))
            @if has_more {
                p { a href=(self.at("/treasury/holders")) { (self.scene.say("web-see-all")) } }
            }
        })
    }
}

fn table(scene: &Scene<'_>, rows: &[&HolderRow]) -> Markup {
    if rows.is_empty() {
        return empty(&scene.say("web-money-no-holders"), None);
    }
    html! {
        div.scroll tabindex="0" { table {
            thead { tr {
                th scope="col" { (scene.say("web-money-holder")) }
                th.number scope="col" { (scene.say("web-money-has")) }
            } }
            tbody { @for row in rows { tr {
                th scope="row" {
                    (name::account(scene, row.account))
                    @if let Some(label) = &row.label { " " span.small { (name::body(scene, label)) } }
                }
                td.number {
                    @for (place, one) in row.holdings.iter().enumerate() {
                        @if place > 0 { br; }
                        (name::amount(scene, one.amount))
                    }
                    @if row.holdings.iter().next().is_none() { "–" }
                }
            } } }
        } }
    }
}
