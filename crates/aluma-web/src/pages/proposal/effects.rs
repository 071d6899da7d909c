//! What a proposal may do at most, in words.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::views::CharterView;
use aluma_core::governance::views::{ChangeAnswer, EffectsAnswer};
use aluma_core::treasury::views::TreasuryView;
use aluma_text::{Facts, amendment};
use aluma_types::DaoId;
use maud::{Markup, html};

use crate::parts::name;
use crate::parts::say::{Say, count};
use crate::parts::value::told;

/// Receivers that are named.
const NAMED: usize = 20;

/// The bounds of what it may do. Nothing where it only says something.
pub(crate) fn effects(scene: &Scene<'_>, effects: &EffectsAnswer) -> Markup {
    let moves = !effects.outflow.is_empty()
        || !effects.standing.is_empty()
        || !effects.mint.is_empty()
        || !effects.members.is_empty()
        || !effects.roles.is_empty()
        || !effects.seats.is_empty();
    if !moves {
        return html! {};
    }
    let more = effects.to.len().saturating_sub(NAMED);
    html! {
        h3 { (scene.say("web-at-most")) }
        ul {
            @for out in effects.outflow.iter() {
                li { (scene.say("web-leaves")) " " (name::amount(scene, out.amount)) }
            }
            @for to in effects.to.iter().take(NAMED) {
                li {
                    (name::account(scene, to.to)) " " (scene.say("web-receives"))
                    " " (name::amount(scene, to.amount))
                }
            }
            @if more > 0 { li { (scene.say_of("web-and-others", &[("others", count(more))])) } }
            @for runs in effects.standing.iter() {
                li { (scene.say("web-runs")) " " (name::amount(scene, runs.month)) }
            }
            @for mint in effects.mint.iter() {
                li { (scene.say("web-issues")) " " (name::amount(scene, *mint)) }
            }
            @for member in effects.members.iter().take(NAMED) {
                li { (scene.say("web-membership-of")) " " (name::account(scene, *member)) }
            }
            @for dao in effects.seats.iter() {
                li { (scene.say("web-seat-in")) " " (name::dao(scene, *dao)) }
            }
            @for office in effects.roles.iter() { li { (told(scene, office)) } }
        }
        p.small { (scene.say("web-nothing-else")) }
    }
}

/// Rules as they are and as they would be, in the charter's own sentences.
///
/// # Errors
/// Where the reader may not read the charter.
pub(crate) fn changes<'a>(
    scene: &Scene<'_>,
    dao: DaoId,
    changes: impl IntoIterator<Item = &'a ChangeAnswer>,
) -> Result<Markup, Refusal> {
    let changes: Vec<_> = changes.into_iter().collect();
    if changes.is_empty() {
        return Ok(html! {});
    }
    let charter = scene.view(&CharterView { dao })?;
    let treasury = scene.view(&TreasuryView { dao })?;
    let facts = Facts {
        manner: charter.manner,
        template: charter.template,
        members: Some(charter.members),
        free: treasury.free.iter().map(|row| row.free).collect(),
    };
    let today: Vec<_> =
        charter.parameters.iter().map(|row| (row.key.as_str(), row.value.as_str())).collect();
    let then: Vec<_> =
        changes.iter().map(|row| (row.parameter.as_str(), row.after.as_str())).collect();
    let amended = amendment(scene.lang, (&today, &then), &facts, scene);
    Ok(html! {
        h3 { (scene.say("web-rules-change")) }
        @for section in &amended {
            h4 { (section.title) }
            @if !section.before.is_empty() {
                p { span.small { (scene.say("web-today")) } " " del { (section.before) } }
            }
            @if !section.after.is_empty() {
                p { span.small { (scene.say("web-then")) } " " ins { (section.after) } }
            }
        }
        details {
            summary { (scene.say("web-in-detail")) }
            div.scroll tabindex="0" role="region" aria-label=(scene.say("web-rules-change")) {
                table {
                    thead {
                        tr {
                            th { (scene.say("web-rule")) } th { (scene.say("web-today")) } th {
                                (scene.say("web-then"))
                            }
                        }
                    }
                    tbody {
                        @for row in &changes {
                            tr {
                                td { (name::code(row.parameter.as_str())) }
                                td { bdi { (row.before.as_str()) } }
                                td { bdi { (row.after.as_str()) } }
                            }
                        }
                    }
                }
            }
        }
    })
}
