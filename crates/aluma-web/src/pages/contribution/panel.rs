//! A panel: who judges, what each rating came to, and the score step by step.

use aluma_api::Scene;
use aluma_core::review::types::Cause;
use aluma_core::review::views::contribution::ContributionAnswer;
use aluma_core::review::views::panel::{PanelAnswer, ScoreAnswer, SeatAnswer};
use aluma_types::DaoId;
use maud::{Markup, html};

use crate::pages::{reviews, story};
use crate::parts::say::{Say, count};
use crate::parts::value::variant;
use crate::parts::{Tone, badge, empty, facts, name};

/// Who sits and what their ratings come to.
pub(super) fn panel(
    scene: &Scene<'_>,
    dao: DaoId,
    given: &ContributionAnswer,
    panel: &PanelAnswer,
) -> Markup {
    html! {
        section {
            h2 { (scene.say("web-review-panel")) " " (badge(Tone::Plain, &variant(scene, &panel.stage))) }
            (super::rounds(scene, dao, given, panel.round))
            (cause(scene, &panel.cause))
            p.small {
                (scene.say("web-review-drawn-in")) " " (story::domain(scene, dao, panel.drawn_in)) " · "
                (scene.say(&format!("web-review-level-{}", panel.level.min(6))))
            }
            @if panel.seats.is_empty() {
                (empty(&scene.say("web-review-no-seats"), None))
            } @else {
                (seats(scene, panel))
            }
            @for rated in panel.seats.iter().filter_map(|seat| Some((seat, seat.rated?.reasons?))) {
                blockquote {
                    p.small { (name::account(scene, rated.0.account)) }
                    (name::body(scene, &rated.1))
                }
            }
            @if let Some(score) = &panel.score { (self::score(scene, panel, score)) }
        }
    }
}

fn cause(scene: &Scene<'_>, cause: &Cause) -> Markup {
    let (by, reason) = match cause {
        Cause::Given => return html! {},
        Cause::Appeal { by, reason } | Cause::Dispute { by, reason, .. } => (by, reason),
    };
    html! {
        p { (variant(scene, cause)) " · " (name::account(scene, *by)) }
        blockquote { (name::body(scene, reason)) }
    }
}

fn seats(scene: &Scene<'_>, panel: &PanelAnswer) -> Markup {
    let columns = ["who", "rating", "found", "bias", "counts", "miss"];
    html! {
        div.scroll role="region" tabindex="0" aria-label=(scene.say("web-review-panel")) {
            table.stacks {
                thead { tr { @for column in columns {
                    th scope="col" { (scene.say(&format!("web-review-seat-{column}"))) }
                } } }
                tbody { @for seat in panel.seats.iter() { (self::seat(scene, seat, columns.len() - 1)) } }
            }
        }
    }
}

fn seat(scene: &Scene<'_>, seat: &SeatAnswer, columns: usize) -> Markup {
    let label = |column: &str| scene.say(&format!("web-review-seat-{column}"));
    html! {
        tr {
            th scope="row" {
                (name::account(scene, seat.account))
                @if seat.instead { " " (badge(Tone::Plain, &scene.say("web-review-instead"))) }
                @if seat.halved { " " (badge(Tone::Waits, &scene.say("web-review-halved"))) }
            }
            td data-label=(label("rating")) colspan=[seat.rated.is_none().then_some(columns)] {
                @match (seat.rated, seat.missed, seat.sealed) {
                    (Some(rated), ..) => { bdi { (rated.quality) } }
                    (None, true, _) => (scene.say("web-review-was-missed")),
                    (None, false, true) => (scene.say("web-review-sealed")),
                    (None, false, false) => (scene.say("web-review-awaited")),
                }
            }
            // Of a rating that is not open there is nothing more to tell.
            @if let Some(rated) = seat.rated {
                td data-label=(label("found")) { (name::span(scene, rated.size)) }
                td data-label=(label("bias")) { (number(seat.bias)) }
                td data-label=(label("counts")) { (number(seat.pull)) }
                td data-label=(label("miss")) { (number(seat.miss)) }
            }
        }
    }
}

fn number(number: Option<aluma_core::review::views::Signed>) -> Markup {
    html! { @match number { Some(number) => (reviews::signed(number)), None => "–" } }
}

/// The score, and how it follows from the ratings.
fn score(scene: &Scene<'_>, panel: &PanelAnswer, score: &ScoreAnswer) -> Markup {
    let least = score.least / 1_000_000;
    html! {
        (facts(&[
            (scene.say("web-review-score"), reviews::signed(score.score)),
            (scene.say("web-review-spread"), reviews::signed(score.spread)),
            (scene.say("web-review-size-counts"), html! { (name::span(scene, score.size)) }),
        ]))
        details {
            summary { (scene.say("web-explain")) }
            ol {
                li { (scene.say("web-review-why-rating")) }
                li { (scene.say("web-review-why-mean")) " " (reviews::signed(panel.mean)) }
                li { (scene.say("web-review-why-size")) }
                li { (scene.say_of("web-review-why-points", &[("least", count(least))])) }
            }
        }
    }
}
