//! Money that somebody holds outside: a warning, who it is, and what was asked of them.

use aluma_api::payouts::gather;
use aluma_api::problem::Refusal;
use aluma_core::treasury::types::PayoutState;
use aluma_core::treasury::views::{AssetRow, PayoutRow, PayoutsView};
use aluma_formats::payout::table;
use aluma_text::Arg;
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::json;

use super::Of;
use crate::pages::community::find;
use crate::parts::say::{Say, count};
use crate::parts::{Tone, badge, card, empty, name, notice};
use crate::visit::Visit;

/// GET /c/{dao}/treasury/payouts.csv
pub(crate) async fn file(visit: Visit, Path(dao): Path<String>) -> Response {
    let call = visit.call();
    let asked = call.hear(move |scene| {
        let dao = find(scene, &dao)?;
        Ok(table(&gather(scene, &json!(dao.dao.0))?))
    });
    match asked.await {
        Ok(text) => ([(CONTENT_TYPE, "text/csv; charset=utf-8")], text).into_response(),
        Err(told) => visit.refuse(told).await,
    }
}

impl Of<'_> {
    fn claims(&self) -> impl Iterator<Item = &AssetRow> {
        self.treasury.assets.iter().filter(|row| row.claim.is_some())
    }

    /// That the ledger cannot force whoever holds money outside: said before anything else.
    pub(super) fn warning(self) -> Markup {
        let scene = self.scene;
        html! {
            @for row in self.claims() {
                @if let Some(claim) = &row.claim {
                    (notice(Tone::Waits, &html! {
                        p {
                            (self.symbol(row.asset)) " " (scene.say("web-money-held-by")) " "
                            (name::account(scene, claim.holder)) ". " strong {
                                (scene.say("web-money-cannot-force"))
                            }
                        }
                    }))
                }
            }
        }
    }

    /// Who holds, on which terms, and which payouts are open.
    pub(super) fn outside(self) -> Result<Markup, Refusal> {
        if self.claims().next().is_none() {
            return Ok(html! {});
        }
        let scene = self.scene;
        let view = PayoutsView { dao: self.dao.dao, account: None, after: None };
        let payouts = scene.view(&view)?;
        let rows: Vec<_> = payouts.rows.iter().collect();
        let body = html! {
            @for row in self.claims() { (self.holder(row, &rows)) }
            @if rows.is_empty() {
                (empty(&scene.say("web-money-no-payouts"), None))
            } @else {
                ul.rows { @for row in &rows { li { (self.payout(row)) } } }
                p.small { a href=(self.at("/treasury/payouts.csv")) download="payouts.csv" {
                    (scene.say("web-money-export"))
                } }
            }
        };
        Ok(card(&scene.say("web-money-outside"), &body))
    }

    /// Who they are, and in red whether they are late.
    fn holder(self, row: &AssetRow, payouts: &[&PayoutRow]) -> Markup {
        let scene = self.scene;
        let is_late = |it: &&&PayoutRow| it.late && it.payout.amount.asset == row.asset;
        let late = payouts.iter().filter(is_late).count();
        let Some(claim) = &row.claim else { return html! {} };
        let data = [("within", Arg::Span(claim.within)), ("dispute", Arg::Span(claim.dispute))];
        let form = format!("/act/ask-payout?dao={}&amount.asset={}", self.dao.dao.0, row.asset.0);
        html! {
            h3 { (self.symbol(row.asset)) " · " (name::account(scene, claim.holder)) }
            @if late > 0 {
                (notice(Tone::Bad, &html! {
                    (scene.say_of("web-money-late", &[("many", count(late))]))
                }))
            }
            p { (name::body(scene, &claim.way)) }
            p.small { (scene.say_of("web-money-terms", &data)) }
            @if scene.reader.is_some() {
                p { a.button.quiet href=(form) { (scene.say("web-money-ask-payout")) } }
            }
        }
    }

    fn payout(self, row: &PayoutRow) -> Markup {
        let (scene, payout) = (self.scene, &row.payout);
        let (tone, key, time) = match payout.state {
            PayoutState::Asked { until } if row.late => (Tone::Bad, "late", until),
            PayoutState::Late { since } => (Tone::Bad, "late", since),
            PayoutState::Asked { until } => (Tone::Waits, "asked", until),
            PayoutState::Settled { until, .. } => (Tone::Good, "settled", until),
            PayoutState::Disputed { since, .. } => (Tone::Bad, "disputed", since),
        };
        let data = [("time", Arg::Time(time))];
        html! {
            p {
                (name::account(scene, payout.payee)) " · " (name::amount(scene, payout.amount)) " "
                (badge(tone, &scene.say(&format!("web-money-payout-{key}"))))
            }
            p.small {
                (scene.say_of(&format!("web-money-payout-{key}-when"), &data)) " · "
                (name::body(scene, &payout.whither)) " · "
                (scene.say("web-money-payout-since")) " " (name::moment(scene, payout.asked))
            }
        }
    }
}
