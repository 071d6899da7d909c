//! What of the money is promised: set aside for something, or paid over time.

use aluma_api::problem::Refusal;
use aluma_core::treasury::rules::stream::Plan;
use aluma_core::treasury::views::{StreamRow, StreamsView};
use aluma_text::Arg;
use aluma_types::Amount;
use maud::{Markup, html};

use super::Of;
use crate::parts::say::Say;
use crate::parts::{Tone, badge, empty, name};

impl Of<'_> {
    pub(super) fn promised(self) -> Result<Markup, Refusal> {
        let streams = self.scene.view(&StreamsView { dao: self.dao.dao, to: None, after: None })?;
        let rows: Vec<_> = streams.rows.iter().collect();
        let is_nothing = self.treasury.reserved.iter().next().is_none() && rows.is_empty();
        Ok(html! {
            @if is_nothing { (empty(&self.scene.say("web-money-nothing-promised"), None)) }
            (self.reserved())
            @if !rows.is_empty() {
                h3 { (self.scene.say("web-money-streams")) }
                ul.rows { @for row in rows { li { (self.stream(row)) } } }
            }
        })
    }

    fn reserved(self) -> Markup {
        let scene = self.scene;
        let rows: Vec<_> = self.treasury.reserved.iter().collect();
        html! {
            @if !rows.is_empty() {
                h3 { (scene.say("web-money-set-aside")) }
                div.scroll tabindex="0" { table {
                    thead { tr {
                        th scope="col" { (scene.say("web-money-for")) }
                        th.number scope="col" { (scene.say("web-money-sum")) }
                        th scope="col" { (scene.say("web-money-pot")) }
                        th scope="col" { (scene.say("web-until")) }
                    } }
                    tbody { @for row in rows {
                        @let what = row.what;
                        tr {
                            th scope="row" { (name::body(scene, &what.purpose)) }
                            td.number { (name::amount(scene, what.amount)) }
                            td { (self.pot(what.pot)) }
                            td { @match what.until {
                                Some(until) => (name::moment(scene, until)),
                                None => (scene.say("web-money-no-end")),
                            } }
                        }
                    } }
                } }
            }
        }
    }

    /// To whom, how much by when, what came due, and whether there is something to pay it with.
    fn stream(self, row: &StreamRow) -> Markup {
        let (scene, stream) = (self.scene, &row.stream);
        let paid = self.sum(stream.asset, stream.drawn);
        html! {
            p {
                (name::account(scene, stream.to)) " · " (self.plan(row)) " "
                @if stream.stopped.is_some() { (badge(Tone::Plain, &scene.say("web-money-stopped"))) }
                @if row.owed > 0 {
                    (badge(Tone::Bad, &scene.say_of("web-money-owed", &[("sum", self.arg(row, row.owed))])))
                }
            }
            p.small {
                (name::body(scene, &stream.purpose)) " · " (scene.say("web-money-paid-so-far")) " " (paid)
                " · " (scene.say("web-money-can-be-drawn")) " " (self.sum(stream.asset, row.covered))
                @if row.locked > 0 {
                    " · " (scene.say("web-money-locked")) " " (self.sum(stream.asset, row.locked))
                }
                @if let Some(proposal) = stream.proposal {
                    " · " a href={ "/p/" (proposal.0) } { (scene.say("web-money-decision")) }
                }
            }
        }
    }

    fn arg(self, row: &StreamRow, units: u128) -> Arg {
        Arg::Amount(Amount { asset: row.stream.asset, units })
    }

    fn plan(self, row: &StreamRow) -> String {
        let (scene, stream) = (self.scene, &row.stream);
        match &stream.plan {
            Plan::Salary { units, per } => {
                let data = [("sum", self.arg(row, *units)), ("per", Arg::Span(*per))];
                scene.say_of("web-money-salary", &data)
            }
            plan => {
                let end = stream.since.after(plan.lasts().unwrap_or_default());
                let data =
                    [("sum", self.arg(row, plan.total())), ("end", Arg::Time(name::minute(end)))];
                scene.say_of("web-money-vesting", &data)
            }
        }
    }
}
