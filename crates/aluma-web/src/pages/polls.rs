//! Questions that bind nobody, and asking one.

use aluma_api::Scene;
use aluma_core::governance::views::PollsView;
use aluma_types::spec::Catalog;
use aluma_types::{PollId, Span};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::{self, Form, Given, input};
use crate::page::Page;
use crate::pages::community;
use crate::parts::say::{Say, count};
use crate::parts::{Tone, badge, empty, more, name};
use crate::visit::Visit;

/// GET /c/{dao}/polls?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let given = Given::new(pairs);
            let after = given.get("after").and_then(|id| id.parse().ok()).map(PollId);
            let polls = scene.view(&PollsView { dao: dao.dao, after })?;
            let (id, ask) = (dao.dao.0, format!("/c/{}/ask", dao.dao.0));
            let title = scene.say("web-tab-polls");
            let rows: Vec<_> = polls.polls.iter().collect();
            let body = html! {
                h1 { (title) }
                p { (scene.say("web-polls-lead")) }
                p.buttons { a.button href=(ask) { (scene.say("web-ask")) } }
                @if rows.is_empty() {
                    (empty(&scene.say("web-no-polls"), Some((&ask, &scene.say("web-ask")))))
                } @else {
                    ul.rows {
                        @for row in rows.iter().rev() {
                            li {
                                a href={ "/poll/" (row.poll.0) } { (name::body(scene, &row.question)) } " "
                                @if row.closed { (badge(Tone::Plain, &scene.say("web-poll-closed"))) }
                                @else { (badge(Tone::Waits, &scene.say("web-poll-open"))) }
                                p.small {
                                    (scene.say_of("web-answers", &[("answers", count(row.answers))]))
                                    " · " (scene.say("web-until")) " " (name::moment(scene, row.closes_at))
                                }
                            }
                        }
                    }
                }
                @if let Some(next) = polls.next {
                    (more(&format!("/c/{id}/polls?after={}", next.0), &scene.say("web-newer")))
                }
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "polls")).live();
            Ok(page.data(format!("/v1/views/polls?dao={id}")))
        })
        .await
}

/// How long a question is open.
fn lasts(scene: &Scene<'_>) -> Markup {
    html! {
        div.field {
            label for="f-lasts" { (scene.say("web-poll-lasts")) }
            select #f-lasts name="lasts" {
                @for hours in [1u64, 24, 48, 72, 168, 336] {
                    option value={ (hours) "h" } selected[hours == 48] {
                        (name::span(scene, Span::hours(hours)))
                    }
                }
            }
            p.problem data-problem-for="lasts" role="alert" hidden {}
        }
    }
}

/// GET /c/{dao}/ask
pub(crate) async fn ask(visit: Visit, Path(dao): Path<String>) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let registry = scene.node().registry();
            let (_, spec) = registry.named("poll").ok_or(aluma_api::problem::Own::NotFound)?;
            let defaults = [("kind", "single"), ("audience", "members")];
            let defaults = defaults.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let given = Given::new(defaults.into());
            let title = scene.say("web-ask");
            let option = |place: usize| input::Words {
                label: scene.say_of("web-option", &[("place", count(place.saturating_add(1)))]),
                hint: String::new(),
                is_needed: place < 2,
            };
            let rest = spec.fields.fields.iter();
            let rest = rest.filter(|field| ["kind", "audience"].contains(&field.name));
            let question = input::Words {
                label: scene.say("web-question"),
                hint: String::new(),
                is_needed: true,
            };
            let fields = html! {
                input type="hidden" name="dao" value=(dao.dao.0);
                (input::framed("question", &question, &html! {
                    input id="f-question" name="question" dir="auto" maxlength="300" required;
                }))
                @for place in 0..6 {
                    @let path = format!("options[{place}]");
                    (input::framed(&path, &option(place), &html! {
                        input id={ "f-" (path) } name=(path) dir="auto" maxlength="300" required[place < 2];
                    }))
                }
                @for field in rest { (input::field(scene, field, &form::join("", field.name), &given)) }
                (lasts(scene))
            };
            let form = Form {
                action: "poll",
                then: "/poll/{made}",
                button: &scene.say("web-ask-sign"),
                is_quick: false,
            };
            let body = html!
                { h1 { (title) } p { (scene.say("web-polls-lead")) } (form.draw(scene, &fields)) };
            let page = Page::new(title, community::title(scene, &dao), body);
            Ok(page.of(community::frame(scene, &dao, "polls")))
        })
        .await
}
