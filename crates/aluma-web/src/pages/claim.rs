//! Taking over an account that was made for somebody before they came: by the one-time secret behind
//! `#` in the link, which never reaches the server, and with a key that is made here.

use aluma_api::Scene;
use aluma_api::problem::{Own, Refusal};
use aluma_core::identity::views::{AccountAnswer, AccountView};
use aluma_core::treasury::views::BalancesView;
use aluma_types::AccountId;
use aluma_types::spec::IdKind;
use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::form::input::{Words, framed};
use crate::page::Page;
use crate::pages::person;
use crate::parts::say::Say;
use crate::parts::{Tone, name, notice};
use crate::visit::Visit;

/// GET /claim?account=, with the secret behind `#`.
pub(crate) async fn page(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    visit
        .show(move |scene| {
            let given = Given::new(pairs);
            let asked = given.get("account").unwrap_or_default();
            let id = scene.find(IdKind::AccountId, asked).ok_or(Own::NotFound)?;
            let account = scene.view(&AccountView { account: AccountId(id) })?;
            let title = scene.say("web-claim-title");
            let who = person::heading(scene, &account);
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-claim-lead")) }
                h2 { bdi { (who) } }
                (held(scene, &account)?)
                @if account.claimed || account.of.is_some() {
                    (notice(Tone::Waits, &html! { (scene.say("web-claim-taken")) }))
                } @else {
                    (form(scene, &account, &who))
                }
            };
            Ok(Page::new(title, scene.say("web-claim-sentence"), body))
        })
        .await
}

/// What it holds, as far as the visitor may know.
fn held(scene: &Scene<'_>, account: &AccountAnswer) -> Result<Markup, Refusal> {
    let view = BalancesView { dao: None, account: Some(account.account), after: None };
    let balances = scene.view(&view)?;
    let sums: Vec<_> = balances.rows.iter().flat_map(|row| row.holdings.iter()).collect();
    Ok(html! {
        @if !sums.is_empty() {
            p { (scene.say("web-claim-holds")) }
            ul.rows { @for row in sums { li { (name::amount(scene, row.amount)) } } }
        }
    })
}

/// The form that the browser acts on: it adds the proof of the secret, and the key.
fn form(scene: &Scene<'_>, account: &AccountAnswer, who: &str) -> Markup {
    let words = Words {
        label: scene.say("web-claim-link"),
        hint: scene.say("web-claim-link-hint"),
        is_needed: true,
    };
    html! {
        form.act method="post" action="/prepare/claim" data-join data-claim=(who) data-act="claim"
            data-keep novalidate {
            input type="hidden" name="account" value=(account.account.0);
            (framed("_link", &words, &html! {
                input #f-_link name="_link" type="text" dir="ltr" autocomplete="off" data-link
                    aria-describedby="h-_link";
            }))
            p.problem data-problem role="alert" hidden {}
            p.buttons {
                button type="submit" data-with="passkey" { (scene.say("web-claim-passkey")) }
                button.quiet type="submit" data-with="wallet" { (scene.say("web-join-wallet")) }
                noscript { span.small { (scene.say("web-needs-script")) } }
            }
            p.hint { (scene.say("web-join-passkey-hint")) }
        }
    }
}
