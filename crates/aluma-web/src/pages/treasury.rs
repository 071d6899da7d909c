//! A community's money: what there is and what of it may leave now, where it comes from and goes,
//! what is promised, and what of it is the reader's.

mod assets;
mod holders;
mod mine;
mod months;
mod outside;
mod payers;
mod promised;

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::views::DaoAnswer;
use aluma_core::treasury::views::{
    FreeRow, HoldingRow, LimitRow, PotRow, TreasuryAnswer, TreasuryView,
};
use aluma_text::Arg;
use aluma_types::{Amount, AssetId, PotId, Share};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use crate::page::Page;
use crate::pages::community::{find, frame, title};
use crate::pages::propose;
use crate::parts::chart::{Part, bar};
use crate::parts::say::Say;
use crate::parts::{card, empty, name};
use crate::visit::Visit;

pub(crate) use holders::page as holders;
pub(crate) use outside::file as payouts;

/// GET /c/{dao}/treasury
pub(crate) async fn page(visit: Visit, Path(dao): Path<String>) -> Response {
    visit
        .show(move |scene| {
            let dao = find(scene, &dao)?;
            let treasury = scene.view(&TreasuryView { dao: dao.dao })?;
            let of = Of { scene, dao: &dao, treasury: &treasury };
            let body = of.draw()?;
            let title = format!("{} · {}", scene.say("web-money"), title(scene, &dao));
            let page = Page::new(title, scene.say("web-money-sentence"), body);
            let data = format!("/v1/views/treasury?dao={}", dao.dao.0);
            Ok(page.of(frame(scene, &dao, "treasury")).live().data(data))
        })
        .await
}

/// Whose money is shown, and to whom.
#[derive(Clone, Copy)]
struct Of<'a> {
    scene: &'a Scene<'a>,
    dao: &'a DaoAnswer,
    treasury: &'a TreasuryAnswer,
}

impl Of<'_> {
    fn draw(self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let say = |key: &str| scene.say(key);
        Ok(html! {
            h1 { (say("web-money")) }
            (self.warning())
            (card(&say("web-money-now"), &self.now()))
            (self.mine()?)
            (card(&say("web-money-pots"), &self.pots()))
            (card(&say("web-money-months"), &self.months()?))
            (card(&say("web-money-payers"), &self.payers()?))
            (card(&say("web-money-promised"), &self.promised()?))
            (self.outside()?)
            (card(&say("web-money-assets"), &self.assets()?))
            (card(&say("web-money-holders"), &self.holders()?))
            (self.items()?)
        })
    }

    /// Where another page of this community is.
    fn at(self, path: &str) -> String {
        format!("/c/{}{path}", self.dao.dao.0)
    }

    fn sum(self, asset: AssetId, units: u128) -> Markup {
        name::amount(self.scene, Amount { asset, units })
    }

    fn sum_words(self, asset: AssetId, units: u128) -> String {
        name::amount_words(self.scene, Amount { asset, units })
    }

    fn symbol(self, asset: AssetId) -> Markup {
        use aluma_types::json::Lookup;
        match self.scene.asset(asset) {
            Some((symbol, _)) => html! { bdi { (symbol) } },
            None => html! { bdi { "#" (asset.0) } },
        }
    }

    fn pot(self, pot: PotId) -> Markup {
        match self.treasury.pots.iter().find(|row| row.pot == pot) {
            Some(row) => pot_name(self.scene, row),
            None => html! { bdi { "#" (pot.0) } },
        }
    }

    /// What is free, what of it may leave, and why no more.
    fn now(self) -> Markup {
        let scene = self.scene;
        let free: Vec<_> = self.treasury.free.iter().collect();
        let pay = propose::address(self.dao.dao, "transfer", &[]);
        if free.is_empty() {
            let income = scene.say("web-money-record");
            let to = format!("/act/record-income?dao={}", self.dao.dao.0);
            return empty(&scene.say("web-money-empty"), Some((&to, &income)));
        }
        html! {
            @for row in free {
                h3 {
                    (self.sum(row.free.asset, row.free.units)) " " span.small {
                        (scene.say("web-money-free"))
                    }
                }
                (self.parts(row.free.asset))
                (self.room(row))
            }
            p.buttons {
                a.button href=(pay) { (scene.say("web-money-pay")) }
                a.button.quiet href={ "/act/record-income?dao=" (self.dao.dao.0) } {
                    (scene.say("web-money-record"))
                }
            }
            p.small { (scene.say("web-money-pay-how")) }
        }
    }

    /// What lies in all pots of one asset: free, reserved, come due.
    fn parts(self, asset: AssetId) -> Markup {
        let rows: Vec<_> = self.holdings(asset).collect();
        let total = |part: fn(&HoldingRow) -> u128| {
            rows.iter().fold(0u128, |sum, row| sum.saturating_add(part(row)))
        };
        let all = total(|row| row.balance.units);
        let (reserved, streams) = (total(|row| row.reserved), total(|row| row.streams));
        let free = all.saturating_sub(reserved).saturating_sub(streams);
        let part = |key: &str, size: u128, class| Part {
            label: self.scene.say(key),
            words: self.sum_words(asset, size),
            size,
            class,
        };
        let parts: Vec<_> = [
            part("web-money-free", free, "for"),
            part("web-money-reserved", reserved, "d"),
            part("web-money-due", streams, "against"),
        ]
        .into_iter()
        .filter(|part| part.size > 0)
        .collect();
        let data = [("sum", Arg::Amount(Amount { asset, units: all }))];
        let title = self.scene.say_of("web-money-in-pots", &data);
        html! { @if !parts.is_empty() { (bar(&title, &parts, None)) } }
    }

    fn holdings(self, asset: AssetId) -> impl Iterator<Item = HoldingRow> {
        let rows = self.treasury.pots.iter().flat_map(|pot| pot.holdings.iter());
        rows.filter(move |row| row.balance.asset == asset).cloned()
    }

    /// What may leave now, and each limit with what it has let out.
    fn room(self, row: &FreeRow) -> Markup {
        let scene = self.scene;
        let asset = row.free.asset;
        let data = [("sum", Arg::Amount(Amount { asset, units: row.room }))];
        let limits: Vec<_> = row.limits.iter().filter(|limit| limit.share != Share::ONE).collect();
        html! {
            p { strong { (scene.say_of("web-money-room", &data)) } }
            @if limits.is_empty() {
                p.small { (scene.say("web-money-no-limit")) }
            } @else {
                ul.small { @for limit in limits { li { (self.limit(asset, limit)) } } }
            }
        }
    }

    fn limit(self, asset: AssetId, row: &LimitRow) -> String {
        let sum = |units| Arg::Amount(Amount { asset, units });
        let data = [
            ("within", Arg::Span(row.within)),
            ("share", Arg::Share(row.share)),
            ("most", sum(row.most)),
            ("used", sum(row.used)),
            ("left", sum(row.most.saturating_sub(row.used))),
        ];
        self.scene.say_of("web-money-limit", &data)
    }

    fn pots(self) -> Markup {
        let scene = self.scene;
        let rows: Vec<_> = self.treasury.pots.iter().collect();
        html! {
            p.small { (scene.say("web-money-pots-more")) }
            div.scroll tabindex="0" { table {
                thead { tr {
                    th scope="col" { (scene.say("web-money-pot")) }
                    @for key in ["all", "reserved", "due", "uncovered"] {
                        th.number scope="col" { (scene.say(&format!("web-money-{key}"))) }
                    }
                } }
                tbody { @for pot in rows { (self.pot_rows(pot)) } }
            } }
        }
    }

    fn pot_rows(self, pot: &PotRow) -> Markup {
        let name = pot_name(self.scene, pot);
        html! {
            @if pot.holdings.iter().next().is_none() {
                tr { th scope="row" { (name) } td colspan="4" { (self.scene.say("web-money-pot-empty")) } }
            }
            @for row in pot.holdings.iter() {
                @let asset = row.balance.asset;
                tr {
                    th scope="row" { (name) }
                    @for units in [row.balance.units, row.reserved, row.streams, row.owed] {
                        td.number { (self.sum(asset, units)) }
                    }
                }
            }
        }
    }
}

fn pot_name(scene: &Scene<'_>, pot: &PotRow) -> Markup {
    match pot.pot {
        PotId(0) => html! { (scene.say("web-general-pot")) },
        _ => html! { bdi dir="auto" { (pot.name.as_str()) } },
    }
}
