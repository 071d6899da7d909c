//! Buying in a sale that has a price: how many, and how much at most.

use aluma_core::invest::types::{Price, SaleKind, SaleStage};
use aluma_types::json::Lookup;
use aluma_types::{Amount, AssetId};
use maud::{Markup, html};

use super::Of;
use crate::form::Form;
use crate::form::input::{Words, framed};
use crate::parts::say::Say;
use crate::parts::{card, name};

impl Of<'_> {
    /// Symbol and digits of an asset.
    pub(super) fn unit(self, asset: AssetId) -> (String, u8) {
        self.scene.asset(asset).unwrap_or_else(|| (format!("#{}", asset.0), 0))
    }

    /// What the reader may buy or order now; nothing where the sale is over.
    pub(super) fn buying(self) -> Markup {
        let (scene, sale) = (self.scene, &self.answer.what);
        let now = scene.look(|look, _| look.now);
        if sale.stage != SaleStage::Open || now > sale.until {
            return html! {};
        }
        let (word, how, price) = match sale.kind {
            SaleKind::Fixed { price } => ("web-sale-buy", "web-sale-buy-how", price),
            SaleKind::Hatch { price, .. } => ("web-sale-order", "web-sale-order-how", price),
            SaleKind::Auction { .. } => return html! {},
        };
        let left = sale.units.saturating_sub(sale.sold).saturating_sub(sale.ordered);
        card(
            &scene.say(word),
            &html! {
                p { (scene.say(how)) }
                p { (scene.say("web-sale-left")) " " (self.units(left)) " · " (self.paid_for(left, price)) }
                (self.order_form(word))
            },
        )
    }

    /// What so many units cost.
    fn paid_for(self, units: u128, price: Price) -> Markup {
        match price.cost(units) {
            Some(cost) => self.paid(cost),
            None => html! {},
        }
    }

    fn order_form(self, button: &str) -> Markup {
        let (scene, sale) = (self.scene, &self.answer.what);
        let price = sale.kind.price();
        let lot = name::amount_words(scene, Amount { asset: sale.share, units: price.per });
        let cost = name::amount_words(scene, Amount { asset: sale.pay, units: price.pay });
        let (share, digits) = self.unit(sale.share);
        let units = self.words("bid-units", &[("share", share)], "web-bid-units-hint");
        let (pay, _) = self.unit(sale.pay);
        let most = self.words("sale-most", &[("pay", pay)], "web-sale-most-hint");
        // Set off as a formula that reads from left to right, which a hint of plain text says by marks.
        let hint = format!("\u{2066}{cost} / {lot}\u{2069}. {}", most.hint);
        let fields = html! {
            (self.which())
            input type="hidden" name="units._places" value=(digits);
            (framed("units", &units, &html! {
                input #f-units name="units" inputmode="decimal" dir="ltr" required autocomplete="off"
                    aria-describedby="h-units";
            }))
            input type="hidden" name="most.asset" value=(sale.pay.0);
            (framed("most.number", &Words { hint, ..most }, &html! {
                input id="f-most.number" name="most.number" inputmode="decimal" dir="ltr" required
                    autocomplete="off" aria-describedby="h-most.number";
            }))
        };
        let (then, button) = (self.here(), scene.say(button));
        let form = Form { action: "buy-shares", then: &then, button: &button, is_quick: false };
        form.draw(scene, &fields)
    }
}
