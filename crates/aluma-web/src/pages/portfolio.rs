//! What the reader holds of all communities: shares, what they would bring, what they earned, and bids.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::invest::views::{PortfolioRow, PortfolioView, WaitingRow};
use aluma_types::{AccountId, Amount};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::{Form, Given, Step};
use crate::page::Page;
use crate::pages::found;
use crate::parts::say::Say;
use crate::parts::{card, empty, facts, name};
use crate::visit::Visit;

/// GET /portfolio
pub(crate) async fn page(visit: Visit) -> Response {
    visit
        .show(|scene| {
            let title = scene.say("web-portfolio-title");
            let body = html! {
                h1 { (title) }
                @match scene.reader {
                    Some(reader) => (own(scene, reader)?),
                    None => (found::who(scene)),
                }
            };
            let page = Page::new(title, scene.say("web-portfolio-lead"), body);
            Ok(match scene.reader {
                Some(reader) => {
                    page.live().data(format!("/v1/views/portfolio?account={}", reader.0))
                }
                None => page.live(),
            })
        })
        .await
}

fn own(scene: &Scene<'_>, reader: AccountId) -> Result<Markup, Refusal> {
    let answer = scene.view(&PortfolioView { account: reader, after: None })?;
    let holdings: Vec<_> = answer.holdings.iter().collect();
    let waiting: Vec<_> = answer.waiting.iter().collect();
    Ok(html! {
        p.lead { (scene.say("web-portfolio-lead")) }
        @if holdings.is_empty() { (empty(&scene.say("web-portfolio-none"), None)) }
        @for row in holdings { (holding(scene, row)) }
        @if !waiting.is_empty() {
            (card(&scene.say("web-portfolio-waiting"), &html! {
                ul.rows { @for row in waiting { li { (bid(scene, row)) } } }
            }))
        }
    })
}

fn sums<'a>(scene: &Scene<'_>, all: impl Iterator<Item = &'a Amount>) -> Markup {
    html! { @for amount in all { div { (name::amount(scene, *amount)) } } }
}

fn holding(scene: &Scene<'_>, row: &PortfolioRow) -> Markup {
    let trust = Amount { units: row.in_trust, ..row.at_hand };
    let mut pairs = vec![(scene.say("web-portfolio-at-hand"), name::amount(scene, row.at_hand))];
    if row.in_trust > 0 {
        pairs.push((scene.say("web-portfolio-in-trust"), name::amount(scene, trust)));
    }
    if !row.worth.is_empty() {
        pairs.push((scene.say("web-portfolio-worth"), sums(scene, row.worth.iter())));
    }
    if !row.earned.is_empty() {
        let all = html! { @for amount in row.earned.iter() { (earned(scene, row, *amount)) } };
        pairs.push((scene.say("web-portfolio-earned"), all));
    }
    html! {
        section.card {
            h2 { (name::dao(scene, row.dao)) }
            (facts(&pairs))
            p {
                a href={ "/c/" (row.dao.0) "/capital" } { (scene.say("web-tab-capital")) }
            }
        }
    }
}

/// What a share earned in one asset, with the button that takes it.
fn earned(scene: &Scene<'_>, row: &PortfolioRow, amount: Amount) -> Markup {
    let button = scene.say("web-portfolio-take");
    let form =
        Form { action: "take-dividend", then: "/portfolio", button: &button, is_quick: false };
    let known = [("share", row.at_hand.asset.0.to_string()), ("asset", amount.asset.0.to_string())];
    html! {
        (name::amount(scene, amount))
        (Step { form, known: &known }.draw(scene, &Given::default()))
    }
}

fn bid(scene: &Scene<'_>, row: &WaitingRow) -> Markup {
    html! {
        a href={ "/c/" (row.dao.0) "/capital/" (row.sale) } {
            (scene.say("web-sale-title")) " " bdi { (row.sale) }
        }
        " · " (name::dao(scene, row.dao))
    }
}
