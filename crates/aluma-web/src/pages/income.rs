//! What came in for somebody, by where it came from, and payment by payment.

use aluma_api::Scene;
use aluma_api::node_views::{CameAnswer, IncomeAnswer, IncomeView, Stream, SumAnswer};
use aluma_api::problem::Own;
use aluma_types::AccountId;
use aluma_types::spec::IdKind;
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::payment;
use crate::parts::say::{Say, count};
use crate::parts::{card, empty, more, name};
use crate::visit::Visit;

/// GET /u/{account}/income?after=
pub(crate) async fn page(
    visit: Visit,
    Path(account): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let id = scene.find(IdKind::AccountId, &account).ok_or(Own::NotFound)?;
            let after = Given::new(pairs).get("after").and_then(|seq| seq.parse().ok());
            let income = scene.income(&IncomeView { account: Some(AccountId(id)), after })?;
            let title = scene.say("web-income-title");
            let body = html! {
                h1 { (title) " · " (name::account(scene, income.account)) }
                p.lead { (scene.say("web-income-lead")) }
                (card(&scene.say("web-income-sums"), &sums(scene, &income)))
                (card(&scene.say("web-income-each"), &each(scene, &income)))
            };
            let page = Page::new(title, scene.say("web-income-lead"), body);
            Ok(page.live().data(format!("/v1/views/income?account={id}")))
        })
        .await
}

fn stream(scene: &Scene<'_>, stream: Stream) -> String {
    let word = match stream {
        Stream::Work => "work",
        Stream::Grants => "grants",
        Stream::Programmes => "programmes",
        Stream::Dividends => "dividends",
        Stream::OverTime => "over-time",
        Stream::Gifts => "gifts",
        Stream::Issued => "issued",
        Stream::Payments => "payments",
        Stream::Parts => "parts",
    };
    scene.say(&format!("web-income-{word}"))
}

fn sums(scene: &Scene<'_>, income: &IncomeAnswer) -> Markup {
    let rows: Vec<&SumAnswer> = income.sums.iter().collect();
    if rows.is_empty() {
        return empty(
            &scene.say("web-income-nothing"),
            Some(("/c", &scene.say("web-look-around"))),
        );
    }
    let label = |column: &str| scene.say(&format!("web-income-column-{column}"));
    html! {
        div.scroll role="region" tabindex="0" aria-label=(scene.say("web-income-sums")) {
            table.stacks {
                thead { tr { @for column in ["from", "sum", "many"] {
                    th scope="col" { (label(column)) }
                } } }
                tbody { @for row in rows { tr {
                    th scope="row" { (stream(scene, row.stream)) }
                    td data-label=(label("sum")) { (name::amount(scene, row.amount)) }
                    td data-label=(label("many")) { bdi { (row.payments) } }
                } } }
            }
        }
    }
}

fn each(scene: &Scene<'_>, income: &IncomeAnswer) -> Markup {
    let rows: Vec<&CameAnswer> = income.rows.iter().collect();
    html! {
        @if rows.is_empty() { (empty(&scene.say("web-income-nothing"), None)) }
        ul.rows { @for row in rows { li {
            p {
                strong { (name::amount(scene, row.amount)) } " · " (stream(scene, row.stream))
                @if let Some(dao) = row.dao { " · " (name::dao(scene, dao)) }
            }
            p.small {
                (name::moment(scene, row.time))
                @if row.stream != Stream::Issued {
                    " · " a href=(payment::address(row.fact, Some(income.account))) {
                        (scene.say("web-income-paper"))
                    }
                }
            }
        } } }
        @if let Some(next) = income.next {
            (more(&format!("/u/{}/income?after={next}", income.account.0), &scene.say("web-more")))
        }
    }
}

/// How many payments there were, with the way to them: for pages that are about somebody.
pub(crate) fn link(scene: &Scene<'_>, account: AccountId) -> Markup {
    let income = scene.income(&IncomeView { account: Some(account), after: None });
    let many = income
        .map(|income| income.sums.iter().fold(0u64, |sum, row| sum.saturating_add(row.payments)));
    html! {
        @if let Ok(many @ 1..) = many {
            p { a href={ "/u/" (account.0) "/income" } {
                (scene.say_of("web-income-link", &[("many", count(many))]))
            } }
        }
    }
}
