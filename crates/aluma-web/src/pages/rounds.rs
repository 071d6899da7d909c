//! Reward rounds of a community: what there is to share, by what, until when, and what came of it.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::grants::types::{Policy, Stage};
use aluma_core::grants::views::{RoundRow, RoundsView};
use aluma_types::{Amount, DaoId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::pages::list::{self, Comes, Of, Rows};
use crate::parts::say::Say;
use crate::parts::value::variant;
use crate::parts::{Tone, badge, name};
use crate::visit::Visit;

/// What is listed, and how one more comes about.
const LIST: Of =
    Of { name: "rounds", asks: "web-rounds-propose", comes: Comes::Proposal("open-round") };

/// GET /c/{dao}/rounds?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    list::page(visit, (dao, pairs), &LIST, rows).await
}

fn rows(scene: &Scene<'_>, dao: DaoId, after: Option<u64>) -> Result<Rows, Refusal> {
    let answer = scene.view(&RoundsView { dao, after })?;
    let (rows, next) = list::cut(&answer.rounds, answer.next.is_some(), |row| row.round);
    let rows = rows.iter().rev().map(|row| self::row(scene, dao.0, row)).collect();
    Ok(Rows {
        rows,
        next,
        foot: html! { p { a href={ "/c/" (dao.0) "/fairness" } { (scene.say("web-fairness-title")) } } },
    })
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
