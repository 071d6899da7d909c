//! Signing in: by a passkey or a wallet; and where to turn when the telephone is lost.

use axum::response::Response;
use maud::html;

use crate::page::Page;
use crate::parts::say::Say;
use crate::parts::{card, name};
use crate::visit::Visit;

/// GET /enter
pub(crate) async fn page(visit: Visit) -> Response {
    visit
        .show(|scene| {
            let title = scene.say("web-enter");
            let body = html! {
                h1 { (title) }
                @if let Some(reader) = scene.reader {
                    p { (scene.say("web-enter-already")) " " (name::account(scene, reader)) }
                    p.buttons {
                        a.button href="/mine" { (scene.say("web-mine-title")) }
                        button.quiet type="button" data-sign-out { (scene.say("web-settings-sign-out")) }
                    }
                } @else {
                    p.lead { (scene.say("web-enter-lead")) }
                    p.buttons {
                        button type="button" data-sign-in="passkey" { (scene.say("web-enter-passkey")) }
                        button.quiet type="button" data-sign-in="wallet" { (scene.say("web-enter-wallet")) }
                    }
                    p.problem data-problem role="alert" hidden {}
                    noscript { p { (scene.say("web-needs-script")) } }
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
