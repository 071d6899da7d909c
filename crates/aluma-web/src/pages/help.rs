//! The first evening in six steps, and the ten words that are needed for it.

use axum::response::Response;
use maud::html;

use crate::page::Page;
use crate::parts::say::Say;
use crate::visit::Visit;

/// The steps, and where each is done.
const STEPS: [(&str, &str); 6] = [
    ("found", "/found"),
    ("invite", "/c"),
    ("ask", "/c"),
    ("decide", "/c"),
    ("keep", "/settings"),
    ("check", "/verify"),
];

/// The words.
const WORDS: [&str; 10] = [
    "community",
    "charter",
    "member",
    "weight",
    "proposal",
    "poll",
    "treasury",
    "share",
    "passkey",
    "receipt",
];

/// GET /help
pub(crate) async fn page(visit: Visit) -> Response {
    visit
        .show(|scene| {
            let body = html! {
                h1 { (scene.say("web-help-title")) }
                p.lead { (scene.say("web-help-lead")) }
                h2 { (scene.say("web-help-steps")) }
                ol.steps { @for (step, to) in STEPS {
                    li {
                        h3 { a href=(to) { (scene.say(&format!("web-help-step-{step}"))) } }
                        p { (scene.say(&format!("web-help-step-{step}-more"))) }
                    }
                } }
                h2 { (scene.say("web-help-words")) }
                dl.facts { @for word in WORDS {
                    div {
                        dt { dfn { (scene.say(&format!("web-help-word-{word}"))) } }
                        dd { (scene.say(&format!("web-help-word-{word}-more"))) }
                    }
                } }
                h2 { (scene.say("web-help-stuck")) }
                p { (scene.say("web-help-stuck-more")) }
            };
            Ok(Page::new(scene.say("web-help-title"), scene.say("web-help-lead"), body))
        })
        .await
}
