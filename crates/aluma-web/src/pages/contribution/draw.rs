//! How those who judge were drawn, so that anybody can draw again.

use aluma_api::Scene;
use aluma_core::review::views::DrawView;
use aluma_core::review::views::contribution::ContributionAnswer;
use aluma_core::review::views::draw::{CallAnswer, DrawAnswer};
use aluma_types::DaoId;
use maud::{Markup, html};

use crate::parts::say::Say;
use crate::parts::value::told;
use crate::parts::{facts, name};

/// Candidates that are listed; the rest is in the data.
const LISTED: usize = 60;

/// The draw for a panel; nothing before there was one.
pub(super) fn draw(scene: &Scene<'_>, dao: DaoId, given: &ContributionAnswer, round: u8) -> Markup {
    let evidence = given.evidence;
    let view = DrawView { dao, evidence, round: Some(round), draw: None };
    let Ok(answer) = scene.view(&view) else { return html! {} };
    html! {
        details {
            summary { (scene.say("web-review-draw")) }
            p { (scene.say("web-review-draw-how")) }
            (seed(scene, &answer))
            @if answer.hidden {
                p { (scene.say("web-review-draw-hidden")) }
            } @else {
                (called(scene, &answer))
                p { (scene.say("web-review-draw-again")) " "
                    (name::code(&format!("aluma show draw --dao {} --evidence {evidence}", dao.0))) }
            }
        }
    }
}

fn seed(scene: &Scene<'_>, answer: &DrawAnswer) -> Markup {
    let number = |number: u64| html! { bdi { (number) } };
    facts(&[
        (scene.say("web-review-beacon"), name::code(&answer.beacon.to_string())),
        (scene.say("web-review-seed"), name::code(&answer.seed.to_string())),
        (scene.say("web-review-line"), number(answer.total)),
        (scene.say("web-review-seats"), number(answer.seats.into())),
    ])
}

fn called(scene: &Scene<'_>, answer: &DrawAnswer) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-label=(scene.say("web-review-called")) {
            table {
                thead { tr { @for column in ["who", "weight", "outcome"] {
                    th scope="col" { (scene.say(&format!("web-review-call-{column}"))) }
                } } }
                tbody { @for call in answer.called.iter().take(LISTED) { (row(scene, answer, call)) } }
            }
        }
    }
}

fn row(scene: &Scene<'_>, answer: &DrawAnswer, call: &CallAnswer) -> Markup {
    let place = call.called.place;
    let sits = answer.sitting.contains(&place.account);
    html! {
        tr {
            th scope="row" { (name::account(scene, place.account)) }
            td { bdi { (place.weight) } }
            td {
                @match call.kept {
                    Some(kept) => (told(scene, &kept)),
                    None if sits => (scene.say("web-review-sits")),
                    None => (scene.say("web-review-no-seat-left")),
                }
            }
        }
    }
}
