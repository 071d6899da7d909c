//! Communities that the reader may know of.

use aluma_api::Scene;
use aluma_core::dao::views::{DaoAnswer, DaosView};
use aluma_types::DaoId;
use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::parts::say::{Say, count};
use crate::parts::{empty, more, name};
use crate::visit::Visit;

/// GET /c?tag=&after=
pub(crate) async fn page(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    visit
        .show(move |scene| {
            let given = Given::new(pairs);
            let tag = given.get("tag").and_then(|tag| aluma_types::Text::new(tag).ok());
            let after = given.get("after").and_then(|id| id.parse().ok()).map(DaoId);
            let some = scene.view(&DaosView { tag, after })?;
            let body = html! {
                h1 { (scene.say("web-communities")) }
                p.buttons {
                    a.button href="/found" { (scene.say("web-found")) }
                    a.button.quiet href="/find/communities" { (scene.say("web-find-communities")) }
                    a.button.quiet href="/find/work" { (scene.say("web-find-work")) }
                }
                h2.hidden { (scene.say("web-home-here")) }
                (list(scene, some.daos.iter()))
                @if let Some(next) = some.next {
                    (more(&format!("/c?after={}", next.0), &scene.say("web-more")))
                }
            };
            let title = scene.say("web-communities");
            Ok(Page::new(title, scene.say("web-home-lead"), body).live().data("/v1/views/daos"))
        })
        .await
}

/// Communities as cards.
pub(crate) fn list<'a>(scene: &Scene<'_>, some: impl Iterator<Item = &'a DaoAnswer>) -> Markup {
    let some: Vec<_> = some.collect();
    if some.is_empty() {
        let found = scene.say("web-found");
        return empty(&scene.say("web-no-communities"), Some(("/found", &found)));
    }
    html! {
        ul.cards {
            @for dao in some {
                li.card {
                    h3 { a href={ "/c/" (dao.dao.0) } { (name::body(scene, &dao.name)) } }
                    p.clamp { (name::body(scene, &dao.purpose)) }
                    p.small {
                        (seen_by(scene, dao))
                    }
                }
            }
        }
    }
}

/// Who can see what belongs to a community, in words.
pub(crate) fn seen_by(scene: &Scene<'_>, dao: &DaoAnswer) -> String {
    use aluma_core::dao::Visibility;
    let key = match dao.visibility {
        Visibility::Open => "web-seen-open",
        Visibility::Listed => "web-seen-listed",
        Visibility::Members => "web-seen-members",
    };
    match &dao.inside {
        Some(inside) => scene.say_of(key, &[("members", count(inside.members))]),
        None => scene.say(&format!("{key}-outside")),
    }
}
