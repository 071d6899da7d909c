//! What a community pays for by programmes: what each is worth, what lies in trust for it, until when.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::earn::types::{Curve, ProgrammeStage, ScoreBy};
use aluma_core::earn::views::{ProgrammeRow, ProgrammesView};
use aluma_types::{Amount, AssetId, DaoId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::pages::list::{self, Comes, Of, Rows};
use crate::parts::say::{Say, count};
use crate::parts::value::variant;
use crate::parts::{Tone, badge, name};
use crate::visit::Visit;

/// What is listed, and how one more comes about.
const LIST: Of = Of {
    name: "programmes",
    asks: "web-programmes-propose",
    comes: Comes::Proposal("open-programme"),
};

/// GET /c/{dao}/programmes?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    list::page(visit, (dao, pairs), &LIST, rows).await
}

fn rows(scene: &Scene<'_>, dao: DaoId, after: Option<u64>) -> Result<Rows, Refusal> {
    let answer = scene.view(&ProgrammesView { dao, after })?;
    let (rows, next) = list::cut(&answer.programmes, answer.next.is_some(), |row| row.programme);
    let rows = rows.iter().map(|row| self::row(scene, dao.0, row)).collect();
    Ok(Rows { rows, next, foot: html! {} })
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
