//! What a community issues and where it lies, what its shares earned, and the things it registered.

use aluma_api::problem::Refusal;
use aluma_core::treasury::types::{AssetKind, ItemKind, Owner};
use aluma_core::treasury::views::{AssetRow, DividendsView, ItemRow, ItemsView};
use maud::{Markup, html};

use super::Of;
use crate::parts::chart::{Part, bar};
use crate::parts::say::{Say, count};
use crate::parts::{Tone, badge, card, empty, facts, name};

impl Of<'_> {
    pub(super) fn assets(self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let rows: Vec<_> = self.treasury.assets.iter().collect();
        let view = DividendsView { dao: self.dao.dao, account: None };
        let dividends = scene.view(&view)?;
        let earned: Vec<_> = dividends.rows.iter().filter(|row| row.unsettled.units > 0).collect();
        Ok(html! {
            @if rows.is_empty() { (empty(&scene.say("web-money-no-assets"), None)) }
            @for row in rows { (self.asset(row)) }
            @if !earned.is_empty() {
                h3 { (scene.say("web-money-dividends")) }
                ul.rows { @for row in earned {
                    li {
                        (self.symbol(row.share)) " " (scene.say("web-money-earned")) " "
                        (name::amount(scene, row.unsettled)) " · "
                        span.small { (scene.say("web-money-not-taken")) }
                    }
                } }
            }
        })
    }

    /// Its kind, how much there is, where it lies, and how much more may be issued now.
    fn asset(self, row: &AssetRow) -> Markup {
        let (scene, asset, supply) = (self.scene, row.asset, &row.supply);
        let kind = match row.what.kind {
            AssetKind::Token => "token",
            AssetKind::VotingShare => "voting",
            AssetKind::EconomicShare => "economic",
        };
        let places = [
            ("accounts", supply.accounts, "for"),
            ("pots", supply.pots, "e"),
            ("stakes", supply.stakes, "d"),
            ("vesting", supply.locked, "against"),
            ("untaken", supply.dividends, "abstain"),
            ("payouts", supply.payouts, "f"),
            ("elsewhere", supply.elsewhere, "rest"),
        ];
        let parts: Vec<_> = places
            .into_iter()
            .filter(|(_, size, _)| *size > 0)
            .map(|(key, size, class)| Part {
                label: scene.say(&format!("web-money-lies-{key}")),
                words: self.sum_words(asset, size),
                size,
                class,
            })
            .collect();
        let mut pairs = vec![(scene.say("web-money-total"), self.sum(asset, supply.total()))];
        if supply.burnt > 0 {
            pairs.push((scene.say("web-money-burnt"), self.sum(asset, supply.burnt)));
        }
        // What has no limit needs no number of forty digits.
        let room = match row.mint_room >= supply.issuable() {
            true => html! { (scene.say("web-money-mint-any")) },
            false => self.sum(asset, row.mint_room),
        };
        pairs.push((scene.say("web-money-mint-room"), room));
        html! {
            h3 {
                (self.symbol(asset))
                " " (badge(Tone::Plain, &scene.say(&format!("web-money-kind-{kind}"))))
            }
            (facts(&pairs))
            @if !parts.is_empty() { (bar(&scene.say("web-money-where"), &parts, None)) }
        }
    }

    /// Nothing where nothing was registered.
    pub(super) fn items(self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let items = scene.view(&ItemsView { dao: self.dao.dao, owner: None, after: None })?;
        let rows: Vec<_> = items.rows.iter().collect();
        if rows.is_empty() {
            return Ok(html! {});
        }
        let body = html! { ul.rows { @for row in rows { li { (self.item(row)) } } } };
        Ok(card(&scene.say("web-money-items"), &body))
    }

    fn item(self, row: &ItemRow) -> Markup {
        let (scene, item) = (self.scene, &row.item);
        let kind = match item.kind {
            ItemKind::Work => "work",
            ItemKind::Certificate => "certificate",
            ItemKind::Equipment => "equipment",
            ItemKind::Other => "other",
        };
        html! {
            p {
                strong { (name::body(scene, &item.name)) } " "
                (badge(Tone::Plain, &scene.say(&format!("web-money-item-{kind}"))))
            }
            p.small {
                (scene.say("web-money-owners")) " "
                @for (place, part) in item.owners.iter().enumerate() {
                    @if place > 0 { " · " }
                    @match part.owner {
                        Owner::Account { account } => (name::account(scene, account)),
                        Owner::Dao { dao } => (name::dao(scene, dao)),
                    }
                    @if item.whole > 1 {
                        " "
                        (scene.say_of("web-money-parts", &[("parts", count(part.parts)), ("whole",
                            count(item.whole))]))
                    }
                }
                " · " a href={ "/v1/views/item?dao=" (self.dao.dao.0) "&number=" (row.number) } {
                    (scene.say("web-money-item-history"))
                }
            }
        }
    }
}
