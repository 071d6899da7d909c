//! Signing in: by a passkey or a wallet; and where to turn when the telephone is lost.

use aluma_api::Scene;
use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::parts::say::Say;
use crate::parts::{card, name};
use crate::visit::Visit;

/// Two buttons: sign in, and see this page as the one who did.
pub(crate) fn ways_in(scene: &Scene<'_>) -> Markup {
    doors(scene, None)
}

fn doors(scene: &Scene<'_>, then: Option<&str>) -> Markup {
    html! {
        p.buttons {
            button type="button" data-sign-in="passkey" data-then=[then] {
                (scene.say("web-enter-passkey"))
            }
            button.quiet type="button" data-sign-in="wallet" data-then=[then] {
                (scene.say("web-enter-wallet"))
            }
            noscript { span.small { (scene.say("web-needs-script")) } }
        }
    }
}

/// A path of this site; nothing else is gone to after somebody signed in.
fn local(asked: &str) -> Option<&str> {
    let is_path = asked.starts_with('/') && !asked.starts_with("//") && !asked.contains('\\');
    is_path.then_some(asked)
}

/// GET /enter?then=: where one goes when one is in.
pub(crate) async fn page(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    visit
        .show(move |scene| {
            let given = Given::new(pairs);
            let then = given.get("then").and_then(local).unwrap_or("/mine");
            let title = scene.say("web-enter");
            let body = html! {
                h1 { (title) }
                @if let Some(reader) = scene.reader {
                    p { (scene.say("web-enter-already")) " " (name::account(scene, reader)) }
                    p.buttons {
                        a.button href=(then) { (scene.say("web-enter-on")) }
                        button.quiet type="button" data-sign-out { (scene.say("web-settings-sign-out")) }
                    }
                } @else {
                    p.lead { (scene.say("web-enter-lead")) }
                    (doors(scene, Some(then)))
                }
                div.columns {
                    (card(&scene.say("web-enter-new"), &html! {
                        p { (scene.say("web-enter-new-more")) }
                        p { a href="/join" { (scene.say("web-found-have-link")) } }
                    }))
                    (card(&scene.say("web-enter-lost"), &html! {
                        p { (scene.say("web-enter-lost-more")) }
                        p { a href="/recover" { (scene.say("web-recover-title")) } }
                    }))
                }
            };
            Ok(Page::new(title, scene.say("web-enter-lead"), body))
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_paths_of_this_site_are_gone_to() {
        for (asked, is_ours) in [
            ("/p/7", true),
            ("/c/1/talk?after=2#talk", true),
            ("//elsewhere.example", false),
            ("/\\elsewhere.example", false),
            ("https://elsewhere.example", false),
            ("p/7", false),
            ("", false),
        ] {
            assert_eq!(local(asked).is_some(), is_ours, "{asked}");
        }
    }
}
