//! How fairly a community shares: figures with what they mean, and the same as files.

use aluma_api::Scene;
use aluma_api::fairness::{Report, gather, svg};
use aluma_api::problem::{Own, Refusal};
use aluma_types::AssetId;
use aluma_types::json::Lookup;
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::{Markup, PreEscaped, html};
use serde_json::json;

use crate::page::Page;
use crate::pages::community;
use crate::parts::say::Say;
use crate::parts::{Tone, card, empty, name, notice};
use crate::visit::Visit;

/// Members, contributions, tasks and rounds that a page looks at; `aluma report` looks at all.
const MOST: usize = 500;

/// GET /c/{dao}/fairness
pub(crate) async fn page(visit: Visit, Path(dao): Path<String>) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let report = measured(scene, dao.dao.0)?;
            let (id, title) = (dao.dao.0, scene.say("web-fairness-title"));
            let file = |name: &str| format!("/c/{id}/fairness/{name}");
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-fairness-lead")) }
                @if report.cut { (notice(Tone::Waits, &html! { (scene.say("web-fairness-cut")) })) }
                @if is_empty(&report) {
                    (empty(&scene.say("web-fairness-nothing"), Some((&format!("/c/{id}/review/claim"),
                        &scene.say("web-review-claim")))))
                }
                @else {
                    figure dir="ltr" {
                        (PreEscaped(svg(&report, &title, |name, asset| label(scene, name, asset))))
                    }
                }
                (card(&scene.say("web-fairness-figures"), &table(scene, &report)))
                p.small {
                    @for name in ["report.csv", "report.svg"] {
                        a href=(file(name)) download=(name) { bdi { (name) } } " "
                    }
                    (name::code(&format!("aluma report fairness --dao {id}")))
                }
            };
            let page = Page::new(title, scene.say("web-fairness-lead"), body);
            Ok(page.of(community::frame(scene, &dao, "rounds")).data(file("report.json")))
        })
        .await
}

/// GET /c/{dao}/fairness/{file}
pub(crate) async fn file(visit: Visit, Path((dao, file)): Path<(String, String)>) -> Response {
    let job = move |scene: &Scene<'_>| {
        let dao = community::find(scene, &dao)?;
        let report = measured(scene, dao.dao.0)?;
        let title = || scene.say("web-fairness-title");
        Ok(match file.as_str() {
            "report.json" => ("application/json", report.to_json().to_string()),
            "report.csv" => ("text/csv; charset=utf-8", report.to_csv() + "\n"),
            "report.svg" => {
                let words = |name: &str, asset| label(scene, name, asset);
                ("image/svg+xml", svg(&report, &title(), words))
            }
            _ => return Err(Own::NotFound.into()),
        })
    };
    match visit.call().hear(job).await {
        Ok((kind, text)) => ([(CONTENT_TYPE, kind)], text).into_response(),
        Err(told) => visit.refuse(told).await,
    }
}

fn measured(scene: &Scene<'_>, dao: u64) -> Result<Report, Refusal> {
    Ok(Report::of(&gather(scene, &json!(dao), MOST)?))
}

fn is_empty(report: &Report) -> bool {
    report.gini_points.is_none() && report.pay.is_empty() && report.reviewers == 0
}

/// What a figure is called; of pay, in which asset.
fn label(scene: &Scene<'_>, name: &str, asset: Option<u64>) -> String {
    let words = scene.say(&format!("web-fairness-{}", name.replace('_', "-")));
    let symbol = asset.and_then(|asset| Some(scene.asset(AssetId(asset))?.0));
    match symbol {
        Some(symbol) => format!("{words} ({symbol})"),
        None => words,
    }
}

fn table(scene: &Scene<'_>, report: &Report) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-label=(scene.say("web-fairness-figures")) {
            table.stacks {
                thead { tr {
                    @for column in ["figure", "value", "meaning"] {
                        th scope="col" { (scene.say(&format!("web-fairness-column-{column}"))) }
                    }
                } }
                tbody { @for (name, asset, value) in report.rows() { tr {
                    @let symbol = asset.and_then(|asset| Some(scene.asset(AssetId(asset))?.0));
                    th scope="row" {
                        (label(scene, name, None))
                        @if let Some(symbol) = symbol { " " bdi { (symbol) } }
                    }
                    td { @match value { Some(value) => { bdi dir="ltr" { (value) } }, None => "–" } }
                    td { (scene.say(&format!("web-fairness-{}-more", name.replace('_', "-")))) }
                } } }
            }
        }
    }
}
