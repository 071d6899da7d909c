//! A bid of the reader in an auction: sealed by the browser, kept by it, and opened when the time comes.

use aluma_core::invest::types::{Bid, MAX_STEPS, Order, SaleKind, SaleStage};
use aluma_core::invest::views::SaleView;
use aluma_text::Arg;
use aluma_types::{AccountId, Amount};
use maud::{Markup, html};

use super::Of;
use crate::form::Form;
use crate::form::input::{Words, framed};
use crate::parts::say::Say;
use crate::parts::{Tone, card, name, notice};

impl Of<'_> {
    /// The reader's own bid, if there is one, on whichever page of the list.
    fn own(self) -> Option<Bid> {
        let reader = self.scene.reader?;
        let after = reader.0.checked_sub(1).map(AccountId);
        let answer = self.scene.view(&SaleView { dao: self.dao, sale: self.sale, after }).ok()?;
        let row = answer.bids.iter().next().filter(|row| row.account == reader)?;
        Some(row.bid.clone())
    }

    /// What the reader may do with a bid now; nothing where the sale is no auction or is over.
    pub(super) fn bidding(self) -> Markup {
        let (scene, sale) = (self.scene, &self.answer.what);
        if !matches!(sale.kind, SaleKind::Auction { .. }) {
            return html! {};
        }
        let now = scene.look(|look, _| look.now);
        let is_open = sale.stage == SaleStage::Open && now <= sale.until;
        let is_revealing = sale.stage == SaleStage::Revealing;
        let content = match self.own().map(|bid| bid.order) {
            None if is_open => self.seal(),
            Some(Order::Sealed { .. }) if is_open => self.sealed(),
            Some(Order::Sealed { .. }) if is_revealing => self.open(),
            Some(Order::Opened { .. }) if is_revealing => html! {
                p { (scene.say("web-bid-is-open")) }
            },
            _ if is_open || is_revealing => html! { p { (scene.say("web-bid-none")) } },
            _ => return html! {},
        };
        card(&scene.say("web-bid-yours"), &content)
    }

    /// A field's label with what it names, and its hint.
    pub(super) fn words(self, key: &str, named: &[(&str, String)], hint: &str) -> Words {
        let data: Vec<(&str, Arg)> =
            named.iter().map(|(name, text)| (*name, Arg::Text(text.clone()))).collect();
        let label = self.scene.say_of(&format!("web-{key}"), &data);
        Words { label, hint: self.scene.say(hint), is_needed: true }
    }

    /// What the browser makes the seal of: it never leaves it before it is opened. One step is a bid; whoever
    /// would buy more at a lower price says so in further ones.
    fn hidden(self) -> Markup {
        html! {
            (self.step(0))
            details.optional data-steps {
                summary { (self.scene.say("web-bid-steps")) }
                p.hint { (self.scene.say("web-bid-steps-hint")) }
                @for place in 1..MAX_STEPS { (self.step(place)) }
            }
        }
    }

    /// Units and price of one step, in fields that the browser keeps.
    fn step(self, place: usize) -> Markup {
        let (scene, sale) = (self.scene, &self.answer.what);
        let lot = Amount { asset: sale.share, units: sale.kind.price().per };
        let (share, lot) = (self.unit(sale.share).0, name::amount_words(scene, lot));
        let (share, lot) = (("share", share), ("lot", lot));
        let number = ("step", (place + 1).to_string());
        let (units, price, end) = match place {
            0 => (
                self.words("bid-units", &[share], "web-bid-units-hint"),
                self.words("bid-price", &[lot], "web-bid-price-hint"),
                String::new(),
            ),
            _ => (
                self.further("bid-step-units", &[share, number.clone()]),
                self.further("bid-step-price", &[lot, number]),
                format!(".{place}"),
            ),
        };
        let field = |name: &str, words: Words| {
            let name = format!("{name}{end}");
            framed(
                &name,
                &words,
                &html! {
                    input id={ "f-" (name) } name=(name) inputmode="decimal" dir="ltr"
                        required[words.is_needed] autocomplete="off" aria-describedby={ "h-" (name) };
                },
            )
        };
        html! { div.columns { (field("_units", units)) (field("_price", price)) } }
    }

    /// Words of a field that may stay blank, and that the one above explains.
    fn further(self, key: &str, named: &[(&str, String)]) -> Words {
        Words {
            hint: String::new(),
            is_needed: false,
            ..self.words(key, named, "web-bid-units-hint")
        }
    }

    fn form(self, action: &str, button: &str, fields: &Markup) -> Markup {
        let then = self.here();
        let button = self.scene.say(button);
        let form = Form { action, then: &then, button: &button, is_quick: false };
        form.draw(self.scene, &html! { (self.which()) (fields) })
    }

    /// Which sale, in a form.
    pub(super) fn which(self) -> Markup {
        html! {
            input type="hidden" name="dao" value=(self.dao.0);
            input type="hidden" name="sale" value=(self.sale);
        }
    }

    /// What it costs not to open it, before anybody seals anything.
    fn cost(self) -> Markup {
        let part = Arg::Share(self.answer.unopened);
        html! { (self.scene.say_of("web-bid-unopened", &[("part", part)])) }
    }

    fn seal(self) -> Markup {
        let (scene, sale) = (self.scene, &self.answer.what);
        let pay = self.unit(sale.pay).0;
        let deposit = self.words("bid-deposit", &[("pay", pay)], "web-bid-deposit-hint");
        let fields = html! {
            (self.hidden())
            input type="hidden" name="deposit.asset" value=(sale.pay.0);
            (framed("deposit.number", &deposit, &html! {
                input id="f-deposit.number" name="deposit.number" inputmode="decimal" dir="ltr"
                    autocomplete="off" aria-describedby="h-deposit.number";
            }))
        };
        html! {
            p { (scene.say("web-sale-seal-how")) }
            (notice(Tone::Waits, &self.cost()))
            (self.form("seal-bid", "web-sale-seal", &fields))
        }
    }

    /// It waits: what this browser knows of it, with the code that opens it elsewhere.
    fn sealed(self) -> Markup {
        let scene = self.scene;
        html! {
            p {
                (scene.say("web-bid-is-sealed")) " " (name::moment(scene, self.answer.what.until))
                " – " (name::moment(scene, self.answer.what.opened_until))
            }
            div data-bid { (self.which()) p data-bid-words hidden {} }
            (notice(Tone::Waits, &self.cost()))
        }
    }

    fn open(self) -> Markup {
        let scene = self.scene;
        let code = Words {
            label: scene.say("web-bid-code"),
            hint: scene.say("web-bid-code-hint"),
            is_needed: false,
        };
        let fields = html! {
            div data-sealed { (self.hidden()) }
            details.optional {
                summary { (scene.say("web-bid-elsewhere")) }
                (framed("_code", &code, &html! {
                    input #f-_code name="_code" dir="ltr" autocomplete="off" spellcheck="false"
                        aria-describedby="h-_code";
                }))
            }
        };
        html! {
            p {
                (scene.say("web-sale-reveal-how")) " "
                (scene.say("web-until")) " " (name::moment(scene, self.answer.what.opened_until))
            }
            (self.form("open-bid", "web-sale-reveal", &fields))
            (notice(Tone::Waits, &self.cost()))
        }
    }
}
