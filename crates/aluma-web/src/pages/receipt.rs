//! What became of something that was signed, and how to check it without trusting this server.

use aluma_api::Scene;
use aluma_api::node_views::{Ending, ReceiptAnswer};
use aluma_api::problem::{Own, Refusal};
use aluma_text::event_sentence;
use aluma_types::Hash32;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use crate::page::Page;
use crate::parts::say::{Say, count};
use crate::parts::value::value;
use crate::parts::{Tone, badge, card, facts, name};
use crate::visit::Visit;

/// GET /receipt/{id}
pub(crate) async fn page(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .show(move |scene| {
            let id = Hash32::from_hex(&id).ok_or(Own::NoSuchTransaction)?;
            let receipt = scene.receipt(&id)?;
            let title = scene.say("web-receipt");
            let body = html! {
                h1 { (title) }
                p.lead { (ending(scene, &receipt)) }
                (card(&scene.say("web-what-happened"), &happened(scene, &receipt)?))
                (card(&scene.say("web-check-this"), &check(scene, &id, &receipt)))
            };
            let page = Page::new(title, scene.say("web-receipt-sentence"), body);
            Ok(page.data(format!("/v1/transactions/{id}")))
        })
        .await
}

fn ending(scene: &Scene<'_>, receipt: &ReceiptAnswer) -> Markup {
    match receipt.status {
        Ending::Done => badge(Tone::Good, &scene.say("web-done")),
        Ending::Refused => html! {
            (badge(Tone::Bad, &scene.say("web-refused")))
            @if let Some(name) = &receipt.refusal {
                @let problem = aluma_text::refusal(scene.lang, name.as_str(), &[], scene);
                " " (problem.title)
            }
        },
        Ending::Fault => badge(Tone::Bad, &scene.say("web-fault")),
    }
}

/// The facts that it brought about, as far as the reader may see them.
fn happened(scene: &Scene<'_>, receipt: &ReceiptAnswer) -> Result<Markup, Refusal> {
    let registry = scene.node().registry();
    let events = scene.events_of(receipt.height)?;
    let own = events.into_iter().filter(|event| event.place == receipt.index);
    let told: Vec<_> = own
        .filter_map(|event| {
            let (_, spec) = registry.events.iter().find(|(domain, _)| *domain == event.domain)?;
            let fact = spec.decode(&event.bytes).ok()?;
            let words = event_sentence(scene.lang, (&event.domain, spec), &fact, scene);
            Some((words, value(scene, spec, &fact)))
        })
        .collect();
    let action = receipt.action.as_ref().map(|name| name.as_str()).unwrap_or_default();
    let mut pairs = vec![(scene.say("web-action"), name::code(action))];
    pairs.push((scene.say("web-when"), name::moment(scene, receipt.time)));
    Ok(html! {
        ul.rows {
            @for (words, fields) in told {
                li {
                    @match words {
                        Some(words) => {
                            p { (words) }
                            details { summary { (scene.say("web-in-detail")) } (fields) }
                        },
                        None => (fields),
                    }
                }
            }
        }
        (facts(&pairs))
    })
}

/// How to check it on one's own machine.
fn check(scene: &Scene<'_>, id: &Hash32, receipt: &ReceiptAnswer) -> Markup {
    let height = receipt.height;
    let pairs = [
        (scene.say("web-id"), name::code(&id.to_string())),
        (
            scene.say("web-block"),
            html! { a href={ "/v1/views/block?height=" (height) } { (height) } },
        ),
        (scene.say("web-place"), html! { (receipt.index) }),
    ];
    html! {
        p { (scene.say_of("web-check-more", &[("height", count(height))])) }
        (facts(&pairs))
        pre dir="ltr" tabindex="0" { "aluma show receipt --id " (id.to_string()) "\naluma verify" }
        p {
            a.button.quiet href={ "/receipt/" (id.to_string()) "/proof.json" } download {
                (scene.say("web-receipt-save"))
            }
        }
        p.small { (scene.say("web-receipt-save-more")) }
    }
}
