//! What is the reader's own: what they have, and what they may take now.

use aluma_api::problem::Refusal;
use aluma_core::treasury::views::{
    BalancesView, DividendRow, DividendsView, StreamRow, StreamsView,
};
use aluma_types::AccountId;
use maud::{Markup, html};

use super::Of;
use crate::form::Form;
use crate::parts::say::Say;
use crate::parts::{card, empty, name};

impl Of<'_> {
    /// Nothing for a stranger.
    pub(super) fn mine(self) -> Result<Markup, Refusal> {
        let Some(reader) = self.scene.reader else { return Ok(html! {}) };
        let body = self.own(reader)?;
        Ok(card(&self.scene.say("web-money-mine"), &body))
    }

    fn own(self, reader: AccountId) -> Result<Markup, Refusal> {
        let (scene, dao) = (self.scene, self.dao.dao);
        let view = BalancesView { dao: Some(dao), account: Some(reader), after: None };
        let held = scene.view(&view)?;
        let held: Vec<_> = held.rows.iter().flat_map(|row| row.holdings.iter()).collect();
        let streams = scene.view(&StreamsView { dao, to: Some(reader), after: None })?;
        let streams: Vec<_> = streams.rows.iter().collect();
        let dividends = scene.view(&DividendsView { dao, account: Some(reader) })?;
        let dividends: Vec<_> = dividends.rows.iter().filter(|row| row.earned.units > 0).collect();
        Ok(html! {
            @if held.is_empty() && streams.is_empty() && dividends.is_empty() {
                (empty(&scene.say("web-money-mine-empty"), None))
            }
            ul.rows {
                @for row in held {
                    li {
                        strong { (name::amount(scene, row.amount)) }
                        @if row.staked > 0 {
                            " · " span.small {
                                (scene.say("web-money-staked"))
                                " " (self.sum(row.amount.asset, row.staked))
                            }
                        }
                    }
                }
                @for row in streams { li { (self.draw_form(row)) } }
                @for row in dividends { li { (self.dividend_form(row)) } }
            }
        })
    }

    /// What came due of a payment to the reader; the button only where there is something.
    fn draw_form(self, row: &StreamRow) -> Markup {
        let (scene, asset) = (self.scene, row.stream.asset);
        let form =
            Form { action: "draw", then: "", button: &scene.say("web-money-draw"), is_quick: true };
        html! {
            p {
                (name::body(scene, &row.stream.purpose)) ": " (self.sum(asset, row.covered)) " "
                (scene.say("web-money-came-due"))
            }
            @if row.owed > 0 {
                p.small {
                    (scene.say("web-money-owed-to-you")) " " (self.sum(asset, row.owed))
                }
            }
            @if row.covered > 0 {
                (form.draw(scene, &html! {
                    input type="hidden" name="dao" value=(self.dao.dao.0);
                    input type="hidden" name="number" value=(row.number);
                }))
            } @else {
                p.small { (scene.say("web-money-nothing-due")) }
            }
        }
    }

    fn dividend_form(self, row: &DividendRow) -> Markup {
        let scene = self.scene;
        let earned = row.earned;
        let form = Form {
            action: "take-dividend",
            then: "",
            button: &scene.say("web-money-take"),
            is_quick: true,
        };
        html! {
            p {
                (self.symbol(row.share)) " " (scene.say("web-money-earned-you"))
                " " (name::amount(scene, earned))
            }
            (form.draw(scene, &html! {
                input type="hidden" name="share" value=(row.share.0);
                input type="hidden" name="asset" value=(earned.asset.0);
            }))
        }
    }
}
