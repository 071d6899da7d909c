//! Works of a community: what people made, whose it is, what a use costs.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::works::types::{Owner, WorkStage};
use aluma_core::works::views::{WorkRow, WorksView};
use aluma_types::DaoId;
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
    Of { name: "works", asks: "web-works-register", comes: Comes::Act("register-work") };

/// GET /c/{dao}/works?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    list::page(visit, (dao, pairs), &LIST, rows).await
}

fn rows(scene: &Scene<'_>, dao: DaoId, after: Option<u64>) -> Result<Rows, Refusal> {
    let answer = scene.view(&WorksView { dao, account: None, after })?;
    let (rows, next) = list::cut(&answer.works, answer.next.is_some(), |row| row.work);
    let rows = rows.iter().map(|row| self::row(scene, dao.0, row)).collect();
    Ok(Rows { rows, next, foot: html! {} })
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
