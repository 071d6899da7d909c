//! What is talked about in a community, and opening something new.

use aluma_api::Scene;
use aluma_api::problem::Own;
use aluma_core::discussion::types::Topic;
use aluma_core::discussion::views::{ModerationView, ThreadRow, ThreadsView};
use aluma_core::governance::views::{PollView, ProposalView};
use aluma_types::spec::Catalog;
use aluma_types::{DaoId, Hash32};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::{self, Form, Given};
use crate::page::Page;
use crate::pages::community;
use crate::parts::say::{Say, count};
use crate::parts::value::told;
use crate::parts::{Tone, badge, empty, more, name};
use crate::visit::Visit;

/// GET /c/{dao}/talk?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let given = Given::new(pairs);
            let after = given.get("after").and_then(|number| number.parse().ok());
            let view = ThreadsView { dao: dao.dao, domain: None, after };
            let threads = scene.view(&view)?;
            let (id, open) = (dao.dao.0, format!("/c/{}/talk/new", dao.dao.0));
            let title = scene.say("web-tab-talk");
            let mut rows: Vec<_> = threads.threads.iter().collect();
            rows.sort_by_key(|row| std::cmp::Reverse(row.last));
            let body = html! {
                h1 { (title) }
                p.buttons {
                    a.button href=(open) { (scene.say("web-open-thread")) }
                    a.button.quiet href={ "/c/" (id) "/talk/log" } { (scene.say("web-moderation")) }
                }
                @if rows.is_empty() {
                    (empty(&scene.say("web-no-threads"), Some((&open, &scene.say("web-open-thread")))))
                } @else {
                    ul.rows { @for row in rows { li { (self::row(scene, dao.dao, row)) } } }
                }
                @if let Some(next) = threads.next {
                    (more(&format!("/c/{id}/talk?after={next}"), &scene.say("web-newer")))
                }
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "talk")).live();
            Ok(page.data(format!("/v1/views/threads?dao={id}")))
        })
        .await
}

/// A thread in a list.
fn row(scene: &Scene<'_>, dao: DaoId, row: &ThreadRow) -> Markup {
    html! {
        a href=(address(dao, row)) { (title(scene, row)) } " "
        @if row.closed { (badge(Tone::Plain, &scene.say("web-thread-closed"))) }
        @if row.locked.is_some() { (badge(Tone::Bad, &scene.say("web-thread-locked"))) }
        p.small {
            (scene.say_of("web-posts", &[("posts", count(row.posts))])) " · "
            (told(scene, &row.readers)) " · "
            (scene.say("web-last-said")) " " (name::moment(scene, row.last))
        }
    }
}

/// Where a thread is read: that of a proposal or a poll below it.
fn address(dao: DaoId, row: &ThreadRow) -> String {
    match row.topic {
        Topic::Proposal { proposal } => format!("/p/{}#talk", proposal.0),
        Topic::Poll { poll } => format!("/poll/{}#talk", poll.0),
        _ => format!("/c/{}/talk/{}", dao.0, row.thread),
    }
}

/// What a thread is called: as whoever opened it said, else as what it is about.
pub(crate) fn title(scene: &Scene<'_>, row: &ThreadRow) -> Markup {
    match subject(scene, row) {
        Some(text) => name::words(scene, &text),
        None => told(scene, &row.topic),
    }
}

/// As [`title`], as plain text.
pub(crate) fn title_plain(scene: &Scene<'_>, row: &ThreadRow) -> String {
    let text = subject(scene, row);
    text.map_or_else(|| scene.say("web-tab-talk"), |text| name::words_plain(scene, &text))
}

/// The text that names what a thread is about, as far as the reader may know it.
fn subject(scene: &Scene<'_>, row: &ThreadRow) -> Option<Hash32> {
    match (&row.title, row.topic) {
        (Some(title), _) => Some(title.id),
        (None, Topic::Proposal { proposal }) => {
            Some(scene.view(&ProposalView { proposal }).ok()?.title.id)
        }
        (None, Topic::Poll { poll }) => Some(scene.view(&PollView { poll }).ok()?.question.id),
        (None, _) => None,
    }
}

/// GET /c/{dao}/talk/new
pub(crate) async fn open(visit: Visit, Path(dao): Path<String>) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let registry = scene.node().registry();
            let (_, spec) = registry.named("open-thread").ok_or(Own::NotFound)?;
            let id = dao.dao.0.to_string();
            let given = Given::new(vec![("dao".to_owned(), id.clone())]);
            let asked = ["title", "body", "readers", "domain"];
            let asked = asked.iter().filter_map(|name| {
                spec.fields.fields.iter().find(|field| field.name == *name)
            });
            let fields = html! {
                input type="hidden" name="dao" value=(id);
                input type="hidden" name="x-mentions" value="body";
                @for field in asked { (form::input::field(scene, field, field.name, &given)) }
            };
            let form = Form {
                action: "open-thread",
                then: &format!("/c/{id}/talk/{{made}}"),
                button: &scene.say("web-go-on"),
                is_quick: false,
            };
            let title = scene.say("web-open-thread");
            let body = html! { h1 { (title) } p { (scene.say("web-markdown")) } (form.draw(scene, &fields)) };
            let page = Page::new(title, community::title(scene, &dao), body);
            Ok(page.of(community::frame(scene, &dao, "talk")))
        })
        .await
}

/// GET /c/{dao}/talk/log?after=: what moderators did, for everybody who reads the threads.
pub(crate) async fn log(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let given = Given::new(pairs);
            let after = given.get("after").and_then(|number| number.parse().ok());
            let log = scene.view(&ModerationView { dao: dao.dao, after })?;
            let title = scene.say("web-moderation");
            let rows: Vec<_> = log.rows.iter().collect();
            let body = html! {
                h1 { (title) }
                p { (scene.say("web-moderation-lead")) }
                @if rows.is_empty() {
                    (empty(&scene.say("web-no-moderation"), None))
                } @else {
                    ul.rows { @for row in rows { li { (told(scene, &row.what)) } } }
                }
                @if let Some(next) = log.next {
                    (more(&format!("/c/{}/talk/log?after={next}", dao.dao.0), &scene.say("web-newer")))
                }
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "talk")).live();
            Ok(page.data(format!("/v1/views/moderation?dao={}", dao.dao.0)))
        })
        .await
}
