//! Founding a community: four questions on one screen; all else has defaults, and is folded.

use aluma_api::Scene;
use aluma_core::dao::views::DaoAnswer;
use aluma_core::dao::{Joining, Manner, Template, Visibility};
use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::json;

use crate::form::input::{Words, framed};
use crate::form::{Form, Given, handle};
use crate::page::Page;
use crate::pages::{enter, keys};
use crate::parts::choice::{Way, ways};
use crate::parts::say::Say;
use crate::parts::{Tone, card, name, notice};
use crate::visit::Visit;

/// The mark of the share that an open community begins with, and how many its founder gets.
const OPEN_SHARE: (&str, u32) = ("VOTE", 100);

/// GET /found?FIELD=VALUE
pub(crate) async fn page(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    visit
        .show(move |scene| {
            let given = Given::new(pairs);
            let title = scene.say("web-found-title");
            let lead = scene.say("web-found-lead");
            let body = html! {
                h1 { (title) }
                p.lead { (lead) }
                (who(scene))
                @if scene.reader.is_some() { (form(scene, &given)) }
            };
            Ok(Page::new(title, lead, body).data("/v1/actions"))
        })
        .await
}

/// Who founds; where nobody is signed in, how one gets in.
pub(crate) fn who(scene: &Scene<'_>) -> Markup {
    match scene.reader {
        Some(reader) => html! {
            p.small { (scene.say("web-found-as")) " " (name::account(scene, reader)) }
        },
        None => notice(
            Tone::Waits,
            &html! {
                p { (scene.say("web-found-nobody")) }
                (enter::ways_in(scene))
                p { a href="/join" { (scene.say("web-found-have-link")) } }
            },
        ),
    }
}

fn form(scene: &Scene<'_>, given: &Given) -> Markup {
    let form = Form {
        action: "found",
        then: "/c/{made}",
        button: &scene.say("web-found-button"),
        is_quick: false,
    };
    let body = html! {
        // Whoever is quicker than the script that fills in the handle is named by the server: so it is sent,
        // unlike what is for the browser alone.
        input type="hidden" name="x-handle-from" value="name";
        (line(scene, given, "name", Size::Line(80)))
        (line(scene, given, "purpose", Size::Text(2_000)))
        (joining(scene, given))
        (manner(scene, given))
        details.optional {
            summary { (scene.say("web-found-more")) }
            (line(scene, given, "handle", Size::Line(32)))
            (template(scene, given))
            (visibility(scene, given))
            (money(scene, given))
            (season(scene, given))
            p.small { a href="/act/found" { (scene.say("web-found-everything")) } }
        }
    };
    form.draw(scene, &html! { div data-handle="/found/handle" { (body) } })
}

/// How much room an answer gets.
enum Size {
    Line(u32),
    Text(u32),
}

fn line(scene: &Scene<'_>, given: &Given, field: &str, size: Size) -> Markup {
    let words = Words {
        label: scene.say(&format!("web-found-{field}")),
        hint: scene.say(&format!("web-found-{field}-hint")),
        is_needed: field != "handle",
    };
    let value = given.get(field);
    let input = match size {
        Size::Line(max) => html! {
            input #{ "f-" (field) } type="text" name=(field) dir="auto" maxlength=(max)
                required[words.is_needed] autocomplete="off" aria-describedby={ "h-" (field) } value=[value];
        },
        Size::Text(max) => html! {
            textarea #{ "f-" (field) } name=(field) rows="3" dir="auto" maxlength=(max) required
                aria-describedby={ "h-" (field) } { (value.unwrap_or_default()) }
        },
    };
    framed(field, &words, &input)
}

/// Who may join. Where everybody may, votes go by shares, which the founding then issues.
fn joining(scene: &Scene<'_>, given: &Given) -> Markup {
    let rules = [Joining::Invitation, Joining::Application, Joining::Vote, Joining::Open];
    let chosen = given.get("joining").unwrap_or(Joining::Invitation.key());
    let options = rules.map(|rule| way(scene, "joining", rule.key(), chosen));
    html! {
        (ways(&scene.say("web-found-joining"), "joining", &options))
        div data-when="joining" data-is=(Joining::Open.key()) { (open_shares(scene)) }
    }
}

fn way(scene: &Scene<'_>, group: &str, value: &str, chosen: &str) -> Way {
    Way {
        value: value.to_owned(),
        label: scene.say(&format!("web-found-{group}-{value}")),
        more: scene.say(&format!("web-found-{group}-{value}-more")),
        is_chosen: value == chosen,
    }
}

/// What makes votes count by shares.
fn open_shares(scene: &Scene<'_>) -> Markup {
    let (symbol, units) = OPEN_SHARE;
    let changes = [
        ("weight.heads", "0"),
        ("weight.shares", "10000"),
        ("weight.asset", symbol),
        ("weight.shares-on-constitution", "yes"),
    ];
    html! {
        input type="hidden" name="assets[1].symbol" value=(symbol);
        input type="hidden" name="assets[1].decimals" value="0";
        input type="hidden" name="assets[1].kind" value="voting-share";
        input type="hidden" name="assets[1].supply" value="0";
        input type="hidden" name="assets[1].holders[0].to" value=[scene.reader.map(|reader| reader.0)];
        input type="hidden" name="assets[1].holders[0].units" value=(units);
        @for (place, (key, value)) in changes.iter().enumerate() {
            input type="hidden" name={ "changes[" (place) "].key" } value=(key);
            input type="hidden" name={ "changes[" (place) "].value" } value=(value);
        }
    }
}

fn manner(scene: &Scene<'_>, given: &Given) -> Markup {
    let chosen = given.get("manner").unwrap_or(Manner::SmallCircle.word());
    let options = Manner::ALL.map(|manner| way(scene, "manner", manner.word(), chosen));
    ways(&scene.say("web-found-manner"), "manner", &options)
}

/// The kind of community, without the one that keeps imported histories.
fn template(scene: &Scene<'_>, given: &Given) -> Markup {
    let chosen = given.get("template").unwrap_or_default();
    let kinds = Template::ALL.iter().filter(|kind| **kind != Template::Archive);
    let mut options = vec![unsaid(scene, "template", chosen)];
    options.extend(kinds.map(|kind| way(scene, "template", kind.word(), chosen)));
    ways(&scene.say("web-found-template"), "template", &options)
}

/// Leaving a question to the defaults.
fn unsaid(scene: &Scene<'_>, group: &str, chosen: &str) -> Way {
    Way {
        value: String::new(),
        ..way(scene, group, "unsaid", if chosen.is_empty() { "unsaid" } else { "" })
    }
}

fn visibility(scene: &Scene<'_>, given: &Given) -> Markup {
    let chosen = given.get("visibility").unwrap_or_default();
    let all = [Visibility::Open, Visibility::Listed, Visibility::Members];
    let mut options = vec![unsaid(scene, "visibility", chosen)];
    options.extend(all.map(|one| way(scene, "visibility", one.key(), chosen)));
    ways(&scene.say("web-found-visibility"), "visibility", &options)
}

/// A first asset, all of it in the general pot.
fn money(scene: &Scene<'_>, given: &Given) -> Markup {
    let words = |field: &str| Words {
        label: scene.say(&format!("web-found-{field}")),
        hint: scene.say(&format!("web-found-{field}-hint")),
        is_needed: true,
    };
    let (symbol, supply) = ("assets[0].symbol", "assets[0].supply");
    html! {
        div.field.check {
            label {
                input type="checkbox" name="_money" value="yes" checked[given.has("assets[0]")];
                " " (scene.say("web-found-money"))
            }
            p.hint { (scene.say("web-found-money-hint")) }
        }
        div.when data-when="_money" data-is="yes" {
            (framed(symbol, &words("symbol"), &html! {
                input #{ "f-" (symbol) } name=(symbol) dir="ltr" maxlength="12" autocomplete="off" required
                    aria-describedby={ "h-" (symbol) } placeholder="EUR" value=[given.get(symbol)];
            }))
            (framed(supply, &words("supply"), &html! {
                input #{ "f-" (supply) } name=(supply)
                    dir="ltr" inputmode="decimal" autocomplete="off" required
                    aria-describedby={ "h-" (supply) } placeholder="1000" value=[given.get(supply)];
            }))
            input type="hidden" name={ (supply) "._places" } value="2";
            input type="hidden" name="assets[0].decimals" value="2";
            input type="hidden" name="assets[0].kind" value="token";
        }
    }
}

fn season(scene: &Scene<'_>, given: &Given) -> Markup {
    use aluma_types::Span;
    let chosen = given.get("season").unwrap_or_default();
    html! {
        div.field {
            label for="f-season" { (scene.say("web-found-season")) }
            select #f-season name="season" aria-describedby="h-season" {
                option value="" { (scene.say("web-found-season-unsaid")) }
                @for days in [7u32, 14, 60, 90] {
                    @let value = format!("{days}d");
                    option value=(value) selected[chosen == value] {
                        (name::span(scene, Span::days(days.into())))
                    }
                }
            }
            p.hint #h-season { (scene.say("web-found-season-hint")) }
            p.problem data-problem-for="season" role="alert" hidden {}
        }
    }
}

/// GET /found/handle?name=: a handle made of a name that nobody has yet, as far as the visitor may
/// know; the founding itself has the last word.
pub(crate) async fn short(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    let given = Given::new(pairs);
    let asked = given.get("name").unwrap_or_default().chars().take(200).collect::<String>();
    let call = visit.call();
    match call.hear(move |scene| Ok(handle::proposed(scene, &asked))).await {
        Ok(handle) => Json(json!({ "handle": handle })).into_response(),
        Err(told) => (told.status, Json(told.problem)).into_response(),
    }
}

/// What a founder does next, while they are alone.
pub(crate) fn next_steps(scene: &Scene<'_>, dao: &DaoAnswer) -> Option<Markup> {
    let inside = dao.inside.as_ref()?;
    let reader = scene.reader.filter(|reader| *reader == inside.founder && inside.members < 2)?;
    let steps = html! {
        ol {
            li { a href={ "/c/" (dao.dao.0) "/invite" } { (scene.say("web-found-next-invite")) } }
            @if keys::hangs_on_one(scene, reader) {
                li { a href="/settings#second" { (scene.say("web-found-next-key")) } }
            }
            li { a href={ "/c/" (dao.dao.0) "/charter" } { (scene.say("web-found-next-charter")) } }
        }
    };
    Some(card(&scene.say("web-found-next"), &steps))
}
