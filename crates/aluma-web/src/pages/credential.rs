//! What the reader earned in a community, as files to be shown elsewhere, and the key that signed them.

use aluma_api::Scene;
use aluma_api::credentials::{self, Asked};
use aluma_api::problem::Own;
use aluma_types::DaoId;
use axum::extract::{Path, Query};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use crate::form::Given;
use crate::pages::community::find;
use crate::parts::say::Say;
use crate::visit::Visit;

/// GET /c/{dao}/credential/{file}?domain=&skill=&mastery=
pub(crate) async fn file(
    visit: Visit,
    Path((dao, file)): Path<(String, String)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    let call = visit.call();
    let asked = call.hear(move |scene| {
        let dao = find(scene, &dao)?.dao;
        let given = Given::new(pairs);
        let number = |name: &str| given.get(name).and_then(|text| text.parse().ok());
        let asked = Asked::of(dao, number("mastery"), [number("domain"), number("skill")]);
        let asked = asked.ok_or(Own::NotFound)?;
        match file.as_str() {
            "credential.json" => {
                let document = credentials::document(scene, asked)?;
                Ok(("application/vc", format!("{document:#}\n"), file))
            }
            "badge.jwt" => Ok(("application/vc+jwt", credentials::badge(scene, asked)?, file)),
            _ => Err(Own::NotFound.into()),
        }
    });
    match asked.await {
        Ok((kind, text, file)) => {
            let kept = format!("attachment; filename=\"{file}\"");
            let headers = [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, kept)];
            (headers, text).into_response()
        }
        Err(told) => visit.refuse(told).await,
    }
}

/// The ways to both forms of what the reader earned; `more` says what, after the path.
pub(crate) fn files(scene: &Scene<'_>, dao: DaoId, more: &str) -> Markup {
    let at = |file: &str| format!("/c/{}/credential/{file}{more}", dao.0);
    html! {
        a href=(at("credential.json")) download { (scene.say("web-credential-vc")) } " · "
        a href=(at("badge.jwt")) download { (scene.say("web-credential-badge")) }
    }
}

/// GET /.well-known/did.json: by which key this server's credentials are signed.
pub(crate) async fn did(visit: Visit) -> Response {
    let call = visit.as_stranger();
    let asked = call.hear(move |scene| {
        let issuer = credentials::issuer(scene)?;
        // Without a name there is nothing that a document could stand under.
        issuer.host.is_some().then(|| issuer.document()).ok_or_else(|| Own::NotFound.into())
    });
    match asked.await {
        Ok(document) => {
            ([(CONTENT_TYPE, "application/did+json")], format!("{document:#}\n")).into_response()
        }
        Err(told) => visit.refuse(told).await,
    }
}
