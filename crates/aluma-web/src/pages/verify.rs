//! What somebody needs to check this server on their own machine, without trusting what it says.

use aluma_api::problem::Own;
use aluma_api::{Scene, receipt_file};
use aluma_types::Hash32;
use aluma_types::header::{FLAG_MANUAL, FLAG_SIMULATED, Header};
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use crate::assets::Asset;
use crate::page::Page;
use crate::parts::say::Say;
use crate::parts::{Tone, card, facts, name, notice};
use crate::visit::Visit;

/// GET /verify
pub(crate) async fn page(visit: Visit) -> Response {
    let origin = visit.origin();
    visit
        .show(move |scene| {
            let header = scene.look(|_, view| view.header.clone());
            let title = scene.say("web-verify-title");
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-verify-lead")) }
                @if header.flags & (FLAG_SIMULATED | FLAG_MANUAL) != 0 {
                    (notice(Tone::Waits, &html! { (scene.say("web-verify-clock")) }))
                }
                @if scene.node().halted().is_some() {
                    (notice(Tone::Bad, &html! { (scene.say("web-verify-halted")) }))
                }
                (card(&scene.say("web-verify-now"), &head(scene, &header)))
                (card(&scene.say("web-verify-signer"), &signer(scene, &origin)))
                (card(&scene.say("web-verify-how"), &how(scene)))
                (card(&scene.say("web-verify-trust"), &trust(scene)))
            };
            Ok(Page::new(title, scene.say("web-verify-sentence"), body).data("/v1/status"))
        })
        .await
}

/// GET /receipt/{id}/proof.json: the receipt with its proof, to keep and to check elsewhere.
pub(crate) async fn receipt(visit: Visit, Path(id): Path<String>) -> Response {
    let call = visit.call();
    let asked = call.hear(move |scene| {
        let id = Hash32::from_hex(&id).ok_or(Own::NoSuchTransaction)?;
        let proof = scene.receipt_proof(&id)?;
        Ok((format!("{:#}", receipt_file::to_json(&proof)), id.to_string()))
    });
    match asked.await {
        Ok((text, id)) => {
            let name = id.trim_start_matches("0x").get(..12).unwrap_or_default().to_owned();
            let disposition = format!("attachment; filename=\"receipt-{name}.json\"");
            let kind = "application/json".to_owned();
            ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition)], text).into_response()
        }
        Err(told) => visit.refuse(told).await,
    }
}

/// The ledger and its head: whoever wrote them down once sees later whether the past was changed.
fn head(scene: &Scene<'_>, header: &Header) -> Markup {
    let pairs = [
        ("network", name::code(&header.network.to_string())),
        ("height", html! { bdi { (header.height) } }),
        ("time", name::moment(scene, header.time)),
        ("head", name::code(&header.id().to_string())),
        ("state", name::code(&header.state.to_string())),
        ("key", name::code(&header.validators.to_string())),
        ("rules", html! { bdi { (header.rules) } }),
        ("version", html! { bdi { (env!("CARGO_PKG_VERSION")) } }),
    ];
    let pairs = pairs.map(|(key, value)| (scene.say(&format!("web-verify-{key}")), value));
    html! {
        p { (scene.say("web-verify-now-more")) }
        (facts(&pairs))
    }
}

fn signer(scene: &Scene<'_>, origin: &str) -> Markup {
    html! {
        p { (scene.say("web-verify-signer-more")) }
        (facts(&[(scene.say("web-signer"), name::code(&Asset::of("signer.js").integrity))]))
        pre dir="ltr" tabindex="0" { "aluma verify-ui " (origin) }
    }
}

/// In which order one convinces oneself, and with which command.
fn how(scene: &Scene<'_>) -> Markup {
    let steps = [
        ("receipt", "aluma check RECEIPT.json"),
        ("replay", "aluma verify"),
        ("leave", "aluma export --dao HANDLE --out FILE"),
    ];
    html! {
        ol { @for (step, command) in steps {
            li {
                p { (scene.say(&format!("web-verify-step-{step}"))) }
                pre dir="ltr" tabindex="0" { (command) }
            }
        } }
    }
}

fn trust(scene: &Scene<'_>) -> Markup {
    html! {
        ul { @for line in ["cannot", "can", "before"] {
            li { (scene.say(&format!("web-verify-trust-{line}"))) }
        } }
    }
}
