//! The people of a demo: whom a visitor may be, community by community. On any other ledger there is
//! no such page.

use aluma_api::Scene;
use aluma_api::problem::Own;
use axum::response::Response;
use maud::{Markup, html};

use crate::page::Page;
use crate::pages::communities::seen_by;
use crate::pages::community;
use crate::parts::say::{Say, count};
use crate::parts::{Tone, badge, name};
use crate::site::Guest;
use crate::visit::Visit;

/// GET /demo
pub(crate) async fn page(visit: Visit) -> Response {
    let site = visit.web.site.clone();
    visit
        .show(move |scene| {
            if !site.is_demo() {
                return Err(Own::NotFound.into());
            }
            let mut handles: Vec<_> = site.demo.iter().map(|guest| &guest.community).collect();
            handles.dedup();
            let title = scene.say("web-demo-title");
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-demo-lead")) }
                p { (scene.say("web-demo-keys")) }
                @for handle in handles {
                    @let people = site.demo.iter().filter(|guest| guest.community == *handle);
                    (people_of(scene, handle, &people.collect::<Vec<_>>()))
                }
            };
            Ok(Page::new(title, scene.say("web-demo-lead"), body).data("/demo/people"))
        })
        .await
}

fn people_of(scene: &Scene<'_>, handle: &str, people: &[&Guest]) -> Markup {
    let (named, others): (Vec<_>, Vec<_>) = people.iter().partition(|one| !one.part.is_empty());
    let dao = community::find(scene, &format!("@{handle}")).ok();
    html! {
        section.card {
            h2 {
                @match &dao {
                    Some(dao) => a href={ "/c/" (dao.dao.0) } { (name::body(scene, &dao.name)) },
                    None => bdi dir="auto" { (handle) },
                }
            }
            p {
                @match &dao {
                    Some(dao) => (seen_by(scene, dao)),
                    None => (scene.say("web-demo-closed")),
                }
            }
            ul.rows { @for guest in named { li { (offer(scene, guest)) } } }
            @if let (Some(dao), false) = (&dao, others.is_empty()) {
                p {
                    (scene.say_of("web-demo-others", &[("others", count(others.len()))])) " "
                    a href={ "/c/" (dao.dao.0) "/people" } { (scene.say("web-see-all")) }
                }
            }
        }
    }
}

fn offer(scene: &Scene<'_>, guest: &Guest) -> Markup {
    html! {
        p {
            strong { (name::account(scene, guest.account)) } " "
            @if scene.reader == Some(guest.account) {
                (badge(Tone::Good, &scene.say("web-demo-you")))
            }
        }
        p.small { bdi dir="auto" { (guest.part) } }
        (door(scene, guest))
    }
}

/// The button with which a visitor becomes somebody.
pub(crate) fn door(scene: &Scene<'_>, guest: &Guest) -> Markup {
    let who = aluma_text::Arg::Text(name::account_words(scene, guest.account));
    html! {
        p.buttons {
            button.quiet type="button" data-become=(guest.account.0) {
                (scene.say_of("web-demo-be", &[("who", who)]))
            }
        }
    }
}
