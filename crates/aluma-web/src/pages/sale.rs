//! One sale: how its price is found, what a unit is worth and becomes of the whole, how to buy or bid, and
//! what became of each bid.

use aluma_api::Scene;
use aluma_core::invest::types::{Bid, Order, Price, SaleKind, SaleStage};
use aluma_core::invest::views::{SaleAnswer, SaleView};
use aluma_types::{AccountId, Amount, DaoId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::{capital, community};
use crate::parts::say::Say;
use crate::parts::value::variant;
use crate::parts::{Tone, badge, card, empty, facts, more, name, notice};
use crate::visit::Visit;

mod bid;
mod buy;

/// Bids on one page of the list.
const SHOWN: usize = 40;

/// GET /c/{dao}/capital/{sale}?bids=
pub(crate) async fn page(
    visit: Visit,
    Path((dao, sale)): Path<(String, u64)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let after = Given::new(pairs).get("bids").and_then(|text| text.parse().ok());
            let after = after.map(AccountId);
            let answer = scene.view(&SaleView { dao: dao.dao, sale, after })?;
            let of = Of { scene, dao: dao.dao, sale, answer: &answer };
            let title = format!("{} {sale}", scene.say("web-sale-title"));
            let body = of.draw(&title);
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "capital")).live();
            Ok(page.data(format!("/v1/views/sale?dao={}&sale={sale}", dao.dao.0)))
        })
        .await
}

#[derive(Clone, Copy)]
struct Of<'a> {
    scene: &'a Scene<'a>,
    dao: DaoId,
    sale: u64,
    answer: &'a SaleAnswer,
}

impl Of<'_> {
    fn draw(self, title: &str) -> Markup {
        let (scene, sale) = (self.scene, &self.answer.what);
        html! {
            h1 { (title) }
            p {
                (scene.say(capital::kind(sale.kind.word()))) " "
                (badge(capital::tone(sale.stage), &variant(scene, &sale.stage)))
            }
            (notice(Tone::Bad, &html! { (scene.say("web-sale-lose")) }))
            (card(&scene.say("web-sale-terms"), &name::prose(scene, &sale.terms.id)))
            (self.buying())
            (self.bidding())
            div.columns {
                (card(&scene.say("web-sale-how"), &facts(&self.how())))
                (card(&scene.say("web-sale-worth"), &facts(&self.worth())))
            }
            (self.bids())
        }
    }

    fn here(self) -> String {
        format!("/c/{}/capital/{}", self.dao.0, self.sale)
    }

    fn paid(self, units: u128) -> Markup {
        name::amount(self.scene, Amount { asset: self.answer.what.pay, units })
    }

    fn units(self, units: u128) -> Markup {
        name::amount(self.scene, Amount { asset: self.answer.what.share, units })
    }

    fn price(self, price: Price) -> Markup {
        // A formula reads from left to right in every language.
        html! { bdi dir="ltr" { (self.paid(price.pay)) " / " (self.units(price.per)) } }
    }

    fn how(self) -> Vec<(String, Markup)> {
        let (scene, sale) = (self.scene, &self.answer.what);
        let mut pairs = vec![(scene.say("web-sale-units"), self.units(sale.units))];
        match sale.kind {
            SaleKind::Fixed { price } => {
                pairs.push((scene.say("web-sale-price"), self.price(price)));
            }
            SaleKind::Hatch { price, goal } => {
                pairs.push((scene.say("web-sale-price"), self.price(price)));
                pairs.push((scene.say("web-sale-goal"), self.units(goal)));
                pairs.push((scene.say("web-sale-ordered"), self.units(sale.ordered)));
            }
            SaleKind::Auction { floor, threshold, .. } => {
                pairs.push((scene.say("web-sale-floor"), self.price(floor)));
                pairs.push((scene.say("web-sale-threshold"), self.paid(threshold)));
            }
        }
        pairs.push((scene.say("web-sale-until"), name::moment(scene, sale.until)));
        if sale.opened_until > sale.until {
            let until = name::moment(scene, sale.opened_until);
            pairs.push((scene.say("web-sale-opened-until"), until));
        }
        pairs.push((scene.say("web-sale-sold"), self.units(sale.sold)));
        pairs.push((scene.say("web-sale-came-in"), self.paid(sale.raised)));
        if let SaleStage::Over { price: Some(price), .. } = sale.stage {
            let all = self.price(sale.kind.price().at(price));
            pairs.push((scene.say("web-sale-cleared"), all));
        }
        pairs
    }

    fn worth(self) -> Vec<(String, Markup)> {
        let (scene, answer) = (self.scene, self.answer);
        let book = Price { pay: answer.book, ..answer.what.kind.price() };
        let word = if answer.is_promised { "web-sale-promised" } else { "web-sale-not-promised" };
        vec![
            (scene.say("web-sale-before"), self.units(answer.units_before)),
            (scene.say("web-sale-after"), self.units(answer.units_after)),
            (scene.say("web-exit-free"), name::amount(scene, answer.free)),
            (scene.say("web-sale-book"), self.price(book)),
            (scene.say("web-exit-title"), html! { (scene.say(word)) }),
        ]
    }

    fn bids(self) -> Markup {
        let scene = self.scene;
        let rows: Vec<_> = self.answer.bids.iter().take(SHOWN).collect();
        let is_more = self.answer.bids.len() > rows.len() || self.answer.next.is_some();
        let next = rows.last().map(|row| row.account).filter(|_| is_more);
        if matches!(self.answer.what.kind, SaleKind::Fixed { .. }) {
            return html! {};
        }
        html! {
            section {
                h2 { (scene.say("web-sale-bids")) }
                @if rows.is_empty() { (empty(&scene.say("web-sale-no-bids"), None)) }
                ul.rows { @for row in rows {
                    li {
                        p { (name::account(scene, row.account)) " · " (self.order(&row.bid)) }
                        p.small { (self.outcome(&row.bid)) }
                    }
                } }
                @if let Some(next) = next {
                    (more(&format!("{}?bids={}", self.here(), next.0), &scene.say("web-more")))
                }
            }
        }
    }

    fn order(self, bid: &Bid) -> Markup {
        match &bid.order {
            Order::Sealed { .. } => html! { (self.scene.say("web-sale-sealed")) },
            Order::Opened { steps } => html! {
                @for (place, step) in steps.iter().enumerate() {
                    @if place > 0 { "; " }
                    (self.units(step.units)) " · "
                    (self.price(self.answer.what.kind.price().at(step.price)))
                }
            },
            Order::Firm { units } => self.units(*units),
        }
    }

    /// What lies in trust, or what became of it: bought, paid, kept, paid back.
    fn outcome(self, bid: &Bid) -> Markup {
        let say = |key| self.scene.say(key);
        match bid.outcome {
            None => html! { (say("web-sale-deposit")) " " (self.paid(bid.deposit)) },
            Some(of) => html! {
                (say("web-sale-bought")) " " (self.units(of.units)) " · "
                (say("web-sale-paid")) " " (self.paid(of.paid)) " · "
                @if of.kept > 0 { (say("web-sale-kept")) " " (self.paid(of.kept)) " · " }
                (say("web-sale-back")) " " (self.paid(of.back))
            },
        }
    }
}
