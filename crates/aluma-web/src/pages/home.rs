//! The start: what a community here is, what this node carries, how to check it.

use aluma_core::dao::views::DaosView;
use axum::response::Response;
use maud::html;

use crate::page::Page;
use crate::pages::communities;
use crate::parts::say::Say;
use crate::visit::Visit;

/// GET /
pub(crate) async fn page(visit: Visit) -> Response {
    visit
        .show(|scene| {
            let some = scene.view(&DaosView { tag: None, after: None })?;
            let body = html! {
                section.hero {
                    h1 { (scene.say("web-home-title")) }
                    p.lead { (scene.say("web-home-lead")) }
                    p.buttons {
                        a.button href="/found" { (scene.say("web-found")) }
                        a.button.quiet href="/c" { (scene.say("web-look-around")) }
                        a.button.quiet href="/find/work" { (scene.say("web-find-work")) }
                    }
                }
                section.three {
                    @for part in ["decide", "own", "check"] {
                        div.card {
                            h2 { (scene.say(&format!("web-home-{part}"))) }
                            p { (scene.say(&format!("web-home-{part}-more"))) }
                        }
                    }
                }
                section {
                    h2 { (scene.say("web-home-here")) }
                    (communities::list(scene, some.daos.iter().take(6)))
                }
            };
            let page = Page::new(scene.say("web-home-title"), scene.say("web-home-lead"), body);
            Ok(page.live().data("/v1/views/daos"))
        })
        .await
}
