//! What a community pays for by programmes: what each is worth, what lies in trust for it, until when.

use aluma_api::Scene;
use aluma_core::earn::types::{Curve, ProgrammeStage, ScoreBy};
use aluma_core::earn::views::{ProgrammeRow, ProgrammesView};
use aluma_types::{Amount, AssetId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::community;
use crate::parts::say::{Say, count};
use crate::parts::value::variant;
use crate::parts::{Tone, badge, empty, more, name};
use crate::visit::Visit;

/// Programmes on one page of the list.
const SHOWN: usize = 40;

/// GET /c/{dao}/programmes?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let after = Given::new(pairs).get("after").and_then(|text| text.parse().ok());
            let answer = scene.view(&ProgrammesView { dao: dao.dao, after })?;
            let rows: Vec<_> = answer.programmes.iter().take(SHOWN).collect();
            let is_more = answer.programmes.len() > rows.len() || answer.next.is_some();
            let next = rows.last().map(|row| row.programme).filter(|_| is_more);
            let (id, title) = (dao.dao.0, scene.say("web-tab-programmes"));
            let propose = format!("/c/{id}/propose?actions[0].action=open-programme");
            let asks = scene.say("web-programmes-propose");
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-programmes-lead")) }
                @if rows.is_empty() && after.is_none() {
                    (empty(&scene.say("web-programmes-none"), Some((&propose, &asks))))
                } @else {
                    p.buttons { a.button.quiet href=(propose) { (asks) } }
                }
                ul.rows { @for row in &rows { li { (self::row(scene, id, row)) } } }
                @if let Some(next) = next {
                    (more(&format!("/c/{id}/programmes?after={next}"), &scene.say("web-newer")))
                }
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "programmes")).live();
            Ok(page.data(format!("/v1/views/programmes?dao={id}")))
        })
        .await
}

fn row(scene: &Scene<'_>, dao: u64, row: &ProgrammeRow) -> Markup {
    let here = format!("/c/{dao}/programmes/{}", row.programme);
    html! {
        p {
            a href=(here) { (name::body(scene, &row.title)) }
            " " (badge(tone(row.stage), &variant(scene, &row.stage)))
        }
        p.small { (worth(scene, row.asset, &row.curve)) }
        p.small {
            (scene.say("web-programme-lies")) " " (units(scene, row.asset, row.purse.lies())) " · "
            (scene.say("web-until")) " " (name::moment(scene, row.until))
        }
    }
}

/// A sum in an asset.
pub(crate) fn units(scene: &Scene<'_>, asset: AssetId, units: u128) -> Markup {
    name::amount(scene, Amount { asset, units })
}

/// How a stage is said.
pub(crate) const fn tone(stage: ProgrammeStage) -> Tone {
    match stage {
        ProgrammeStage::Live => Tone::Good,
        ProgrammeStage::Closed { .. } => Tone::Plain,
        _ => Tone::Waits,
    }
}

/// What a claim is worth, in a sentence and its steps.
pub(crate) fn worth(scene: &Scene<'_>, asset: AssetId, curve: &Curve) -> Markup {
    let of = |sum: u128| units(scene, asset, sum);
    let word = match curve {
        Curve::Fixed { .. } => "fixed",
        Curve::Tiered { .. } => "tiered",
        Curve::Falling { .. } => "falling",
        Curve::Pool => "pool",
        Curve::CappedPool { .. } => "capped",
        Curve::Concave { .. } => "concave",
        Curve::Ladder { .. } => "ladder",
    };
    let said = scene.say(&format!("web-programme-worth-{word}"));
    html! {
        (said) " "
        @match curve {
            Curve::Fixed { units } | Curve::Concave { units } | Curve::CappedPool { cap: units } => {
                (of(*units))
            }
            Curve::Falling { units, fall, recover } => {
                (of(*units)) " · " (scene.say("web-programme-falls")) " " bdi { (name::share(*fall)) }
                " · " (scene.say("web-programme-recovers")) " " (name::span(scene, *recover))
            },
            Curve::Tiered { by, steps } => {
                (scored(scene, *by)) ": "
                @for (place, step) in steps.iter().enumerate() {
                    @if place > 0 { "; " }
                    bdi dir="ltr" { (name::grouped(&step.from.to_string())) } "+ → " (of(step.units))
                }
            },
            Curve::Ladder { units, parts } => {
                (of(*units)) ": " bdi dir="ltr" { (weights(parts.iter())) }
            },
            Curve::Pool => "",
        }
    }
}

/// Parts of a whole as they are written: "30 / 20 / 50".
fn weights<'a>(parts: impl Iterator<Item = &'a u16>) -> String {
    parts.map(u16::to_string).collect::<Vec<_>>().join(" / ")
}

fn scored(scene: &Scene<'_>, by: ScoreBy) -> String {
    match by {
        ScoreBy::Attested => scene.say("web-programme-by-attested"),
        ScoreBy::Points { domain: None } => scene.say("web-programme-by-points"),
        ScoreBy::Points { domain: Some(domain) } => {
            scene.say_of("web-programme-by-domain", &[("domain", count(domain))])
        }
        ScoreBy::Holding { .. } => scene.say("web-programme-by-holding"),
    }
}
