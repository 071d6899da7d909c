//! Reward rounds of a community: what there is to share, by what, until when, and what came of it.

use aluma_api::Scene;
use aluma_core::grants::types::{Policy, Stage};
use aluma_core::grants::views::{RoundRow, RoundsView};
use aluma_types::Amount;
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

/// Rounds on one page of the list.
const SHOWN: usize = 40;

/// GET /c/{dao}/rounds?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let after = Given::new(pairs).get("after").and_then(|text| text.parse().ok());
            let answer = scene.view(&RoundsView { dao: dao.dao, after })?;
            let rows: Vec<_> = answer.rounds.iter().take(SHOWN).collect();
            let is_more = answer.rounds.len() > rows.len() || answer.next.is_some();
            let next = rows.last().map(|row| row.round).filter(|_| is_more);
            let (id, title) = (dao.dao.0, scene.say("web-tab-rounds"));
            let propose = format!("/c/{id}/propose?actions[0].action=open-round");
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-rounds-lead")) }
                @if rows.is_empty() && after.is_none() {
                    (empty(&scene.say("web-rounds-none"), Some((&propose, &scene.say("web-rounds-propose")))))
                } @else {
                    p.buttons { a.button.quiet href=(propose) { (scene.say("web-rounds-propose")) } }
                }
                ul.rows { @for row in rows.iter().rev() { li { (self::row(scene, id, row)) } } }
                @if let Some(next) = next {
                    (more(&format!("/c/{id}/rounds?after={next}"), &scene.say("web-newer")))
                }
                p { a href={ "/c/" (id) "/fairness" } { (scene.say("web-fairness-title")) } }
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "rounds")).live();
            Ok(page.data(format!("/v1/views/rounds?dao={id}")))
        })
        .await
}

fn row(scene: &Scene<'_>, dao: u64, row: &RoundRow) -> Markup {
    html! {
        p {
            a href={ "/c/" (dao) "/rounds/" (row.round) } { (name::body(scene, &row.title)) }
            " " (badge(tone(row.stage), &variant(scene, &row.stage)))
        }
        p.small {
            (name::amount(scene, row.budget)) " · " (by(scene, &row.policy)) " · " (ends(scene, row))
        }
    }
}

/// How a stage is said.
pub(crate) const fn tone(stage: Stage) -> Tone {
    match stage {
        Stage::Paid { .. } => Tone::Good,
        Stage::Cancelled { .. } => Tone::Plain,
        _ => Tone::Waits,
    }
}

/// Until when, or what it shared.
pub(crate) fn ends(scene: &Scene<'_>, row: &RoundRow) -> Markup {
    match row.stage {
        Stage::Paid { at, shared } => html! {
            (scene.say("web-rounds-shared")) " "
            (name::amount(scene, Amount { units: shared, ..row.budget })) " · " (name::moment(scene, at))
        },
        Stage::Cancelled { at } => name::moment(scene, at),
        _ => html! { (scene.say("web-until")) " " (name::moment(scene, row.closes)) },
    }
}

/// By what a round shares, in a few words.
pub(crate) fn by(scene: &Scene<'_>, policy: &Policy) -> String {
    let word = match policy {
        Policy::Praise { .. } => "praise",
        Policy::Immediate { .. } => "immediate",
        Policy::Recent { .. } => "recent",
        Policy::Balanced { .. } => "balanced",
        Policy::Circle { .. } => "circle",
        Policy::Retro { .. } => "retro",
    };
    scene.say(&format!("web-rounds-by-{word}"))
}
