//! A lost telephone: guardians speak for a new key, the owner sees it and can stop it.

use aluma_api::Scene;
use aluma_core::identity::views::{OpenAnswer, RecoveryAnswer, RecoveryView};
use aluma_text::Arg;
use aluma_types::AccountId;
use aluma_types::spec::IdKind;
use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::input::{Words, framed};
use crate::form::{Form, Given};
use crate::page::Page;
use crate::pages::found;
use crate::parts::say::{Say, count};
use crate::parts::{Tone, card, facts, name, notice};
use crate::visit::Visit;

/// GET /recover?account=&key=: what is under way with an account, and how to help; the key is the one
/// that the new telephone shows, where its link came here.
pub(crate) async fn page(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    visit
        .show(move |scene| {
            let given = Given::new(pairs);
            let asked = given.get("account").unwrap_or_default();
            let account = scene.find(IdKind::AccountId, asked).map(AccountId);
            let title = scene.say("web-recover-title");
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-recover-lead")) }
                (steps(scene))
                (card(&scene.say("web-recover-find"), &find(scene, asked)))
                @match account {
                    Some(account) => (of(scene, account, given.get("key"))?),
                    None if asked.is_empty() => "",
                    None => (notice(Tone::Bad, &html! { (scene.say("web-recover-unknown")) })),
                }
            };
            let page = Page::new(title, scene.say("web-recover-lead"), body);
            Ok(match account {
                Some(account) => {
                    page.live().data(format!("/v1/views/recovery?account={}", account.0))
                }
                None => page,
            })
        })
        .await
}

/// What happens, in the order in which it does.
fn steps(scene: &Scene<'_>) -> Markup {
    html! {
        ol {
            li {
                (scene.say("web-recover-step-key")) " " a href="/recover/key" {
                    (scene.say("web-recover-key-title"))
                }
            }
            li { (scene.say("web-recover-step-say")) }
            li { (scene.say("web-recover-step-wait")) }
        }
    }
}

fn find(scene: &Scene<'_>, asked: &str) -> Markup {
    html! {
        form action="/recover" method="get" {
            div.field {
                label for="f-whose" { (scene.say("web-recover-whose")) }
                input #f-whose name="account" dir="auto" maxlength="64" autocomplete="off"
                    placeholder="@" value=(asked);
            }
            p.buttons { button.quiet type="submit" { (scene.say("web-recover-look")) } }
        }
    }
}

/// An account as far as the reader may see what happens with it.
fn of(
    scene: &Scene<'_>,
    account: AccountId,
    key: Option<&str>,
) -> Result<Markup, aluma_api::problem::Refusal> {
    let recovery = scene.view(&RecoveryView { account })?;
    let is_own = scene.reader == Some(account);
    Ok(html! {
        h2 { (name::account(scene, account)) }
        @match under_way(scene, &recovery) {
            Some(open) => (open),
            None => p { (scene.say("web-recover-nothing")) },
        }
        (words(scene, &recovery))
        @if is_own {
            p { (scene.say("web-recover-own")) }
        } @else if scene.reader.is_none() {
            (found::who(scene))
        } @else if recovery.open.is_some() {
            // What is under way takes no more words: it goes on, or its owner stops it.
        } @else if recovery.guards.is_some() {
            (card(&scene.say("web-recover-speak"), &speak(scene, account, key)))
        } @else {
            (notice(Tone::Plain, &html! { (scene.say("web-recover-no-guardian")) }))
        }
    })
}

/// What guardians said so far; nobody else is shown it.
fn words(scene: &Scene<'_>, recovery: &RecoveryAnswer) -> Markup {
    let Some(needed) = recovery.needed else { return html! {} };
    let data = [("said", count(recovery.said.len())), ("needed", count(needed))];
    html! {
        p { (scene.say_of("web-recover-said", &data)) }
        ul.rows {
            @for word in recovery.said.iter() {
                li { (name::code(&word.key.to_text())) " · " (name::moment(scene, word.at)) }
            }
        }
        @if let Some(at) = recovery.cancelled {
            p.small { (scene.say_of("web-recover-cancelled", &[("at", Arg::Time(at))])) }
        }
    }
}

/// A guardian names the key that the owner holds now.
fn speak(scene: &Scene<'_>, account: AccountId, key: Option<&str>) -> Markup {
    let form = Form {
        action: "recover",
        then: &format!("/recover?account={}", account.0),
        button: &scene.say("web-recover-button"),
        is_quick: false,
    };
    let words = Words {
        label: scene.say("web-recover-key"),
        hint: scene.say("web-recover-key-hint"),
        is_needed: true,
    };
    form.draw(scene, &html! {
        p { (scene.say("web-recover-speak-more")) }
        input type="hidden" name="account" value=(account.0);
        (framed("key", &words, &html! {
            input #f-key name="key" type="text" dir="ltr" autocomplete="off" spellcheck="false" required
                aria-describedby="h-key" value=[key];
        }))
    })
}

/// A recovery that is under way: what happens when, and for its owner how to stop it.
pub(crate) fn under_way(scene: &Scene<'_>, recovery: &RecoveryAnswer) -> Option<Markup> {
    let open = recovery.open.as_ref()?;
    let is_own = scene.reader == Some(recovery.account);
    Some(notice(
        Tone::Bad,
        &html! {
            h2 { (scene.say("web-recover-open")) }
            (timeline(scene, open))
            @if is_own {
                p { (scene.say("web-recover-yours")) }
                @let button = scene.say("web-recover-cancel");
                @let form = Form
                    { action: "cancel-recovery", then: "/settings", button: &button, is_quick: false };
                (form.draw(scene, &html! {}))
            }
        },
    ))
}

fn timeline(scene: &Scene<'_>, open: &OpenAnswer) -> Markup {
    let pairs = [
        (scene.say("web-recover-began"), name::moment(scene, open.began)),
        (scene.say("web-recover-until"), name::moment(scene, open.until)),
        (scene.say("web-recover-new-key"), name::code(&open.key.to_text())),
    ];
    html! {
        (facts(&pairs))
        @if open.repeated { p.small { (scene.say("web-recover-repeated")) } }
    }
}

/// GET /recover/key: a new telephone makes a key and shows its public half.
pub(crate) async fn key(visit: Visit) -> Response {
    visit
        .show(|scene| {
            let title = scene.say("web-recover-key-title");
            let words = Words {
                label: scene.say("web-recover-whose"),
                hint: scene.say("web-recover-name-hint"),
                is_needed: true,
            };
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-recover-key-lead")) }
                form.act data-new-key data-keep novalidate {
                    (framed("handle", &words, &html! {
                        input #f-handle name="handle" type="text" dir="auto" maxlength="32" required
                            autocomplete="username" aria-describedby="h-handle";
                    }))
                    p.problem data-problem role="alert" hidden {}
                    p.buttons {
                        button type="submit" data-with="passkey" { (scene.say("web-recover-make")) }
                        button.quiet type="submit" data-with="wallet" {
                            (scene.say("web-recover-make-wallet"))
                        }
                        noscript { span.small { (scene.say("web-needs-script")) } }
                    }
                    output.code data-public-key aria-live="polite" dir="ltr" {}
                    p.buttons data-recover-share hidden {
                        a.button.quiet href="/recover" data-recover-link { (scene.say("web-recover-link")) }
                        button.quiet type="button" data-copy="" { (scene.say("web-recover-copy")) }
                    }
                }
                p { (scene.say("web-recover-key-then")) }
            };
            Ok(Page::new(title, scene.say("web-recover-key-lead"), body))
        })
        .await
}
