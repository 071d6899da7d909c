//! Works of a community: what people made, whose it is, what a use costs.

use aluma_api::Scene;
use aluma_core::works::types::{Owner, WorkStage};
use aluma_core::works::views::{WorkRow, WorksView};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::community;
use crate::parts::say::Say;
use crate::parts::value::variant;
use crate::parts::{Tone, badge, empty, more, name};
use crate::visit::Visit;

/// Works on one page of the list.
const SHOWN: usize = 40;

/// GET /c/{dao}/works?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let after = Given::new(pairs).get("after").and_then(|text| text.parse().ok());
            let answer = scene.view(&WorksView { dao: dao.dao, account: None, after })?;
            let rows: Vec<_> = answer.works.iter().take(SHOWN).collect();
            let is_more = answer.works.len() > rows.len() || answer.next.is_some();
            let next = rows.last().map(|row| row.work).filter(|_| is_more);
            let (id, title) = (dao.dao.0, scene.say("web-tab-works"));
            let register = format!("/act/register-work?dao={id}&_then=/c/{id}/works");
            let asks = scene.say("web-works-register");
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-works-lead")) }
                @if rows.is_empty() && after.is_none() {
                    (empty(&scene.say("web-works-none"), Some((&register, &asks))))
                } @else {
                    p.buttons { a.button.quiet href=(register) { (asks) } }
                }
                ul.rows { @for row in &rows { li { (self::row(scene, id, row)) } } }
                @if let Some(next) = next {
                    (more(&format!("/c/{id}/works?after={next}"), &scene.say("web-newer")))
                }
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "works")).live();
            Ok(page.data(format!("/v1/views/works?dao={id}")))
        })
        .await
}

fn row(scene: &Scene<'_>, dao: u64, row: &WorkRow) -> Markup {
    let here = format!("/c/{dao}/works/{}", row.work);
    html! {
        p {
            a href=(here) { (name::body(scene, &row.what.name)) }
            " " (badge(tone(row.what.stage), &variant(scene, &row.what.stage)))
        }
        p.small {
            (scene.say("web-work-by")) " "
            @for (place, author) in row.what.authors.iter().enumerate() {
                @if place > 0 { ", " }
                (name::account(scene, author.account))
            }
            @if let Some(price) = row.what.price {
                " · " (scene.say("web-work-use-costs")) " " (name::amount(scene, price))
            }
        }
    }
}

/// How a stage is said.
pub(crate) const fn tone(stage: WorkStage) -> Tone {
    match stage {
        WorkStage::Registered { .. } => Tone::Good,
        WorkStage::Waits { .. } => Tone::Waits,
        WorkStage::Struck { .. } => Tone::Plain,
    }
}

/// An account or a community.
pub(crate) fn owner(scene: &Scene<'_>, owner: Owner) -> Markup {
    match owner {
        Owner::Account { account } => name::account(scene, account),
        Owner::Dao { dao } => name::dao(scene, dao),
    }
}
