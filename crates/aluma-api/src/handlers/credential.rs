//! What the reader earned, as a file to be shown elsewhere.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::events::dao;
use crate::call::Call;
use crate::credentials::{self, Asked, At};
use crate::input::{self, Pairs};
use crate::problem::{Own, Refusal};

/// GET /v1/credential?dao=&domain=&skill=&as=
pub(crate) async fn credential(call: Call, Pairs(pairs): Pairs) -> Response {
    let made = call.ask(move |scene| {
        let mut query = input::Query::new(pairs)?;
        let dao = dao(scene, &mut query)?.ok_or_else(|| Refusal::at(Own::BadParameter, "dao"))?;
        let mut number = |name| -> Result<Option<u32>, Refusal> {
            let bad = |_| Refusal::at(Own::BadParameter, name);
            query.number(name)?.map(u32::try_from).transpose().map_err(bad)
        };
        let asked = Asked { dao, domain: number("domain")?, skill: number("skill")? };
        let form = query.take("as");
        query.finish()?;
        let at = At::default();
        match form.as_deref() {
            None | Some("vc") => {
                Ok(("application/vc", format!("{:#}\n", credentials::document(scene, asked, at)?)))
            }
            Some("badge") => Ok(("application/vc+jwt", credentials::badge(scene, asked, at)?)),
            Some(_) => Err(Refusal::at(Own::BadParameter, "as")),
        }
    });
    match made.await {
        Ok((kind, text)) => ([(header::CONTENT_TYPE, kind)], text).into_response(),
        Err(refused) => refused,
    }
}
