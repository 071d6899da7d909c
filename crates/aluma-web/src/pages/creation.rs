//! One work: who made it and whose it is, what of it is offered, what each gets of a use, and who paid for
//! uses.

use aluma_api::Scene;
use aluma_core::works::types::{About, Offer, OfferStage, Owner, WorkStage};
use aluma_core::works::views::{OfferRow, UseRow, WorkAnswer, WorkView};
use aluma_types::{Amount, DaoId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::community;
use crate::pages::works::{owner, tone};
use crate::parts::say::{Say, count};
use crate::parts::value::variant;
use crate::parts::{Tone, badge, card, empty, facts, more, name, notice};
use crate::visit::Visit;

/// Receipts on one page of the list.
const SHOWN: usize = 40;

/// GET /c/{dao}/works/{work}?before=
pub(crate) async fn page(
    visit: Visit,
    Path((dao, work)): Path<(String, u64)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let before = Given::new(pairs).get("before").and_then(|text| text.parse().ok());
            let answer = scene.view(&WorkView { dao: dao.dao, work, before })?;
            let of = Of { scene, dao: dao.dao, work, answer: &answer };
            let title = name::words_plain(scene, &answer.row.what.name.id);
            let body = of.draw(&title);
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "works")).live();
            Ok(page.data(format!("/v1/views/work?dao={}&work={work}", dao.dao.0)))
        })
        .await
}

#[derive(Clone, Copy)]
struct Of<'a> {
    scene: &'a Scene<'a>,
    dao: DaoId,
    work: u64,
    answer: &'a WorkAnswer,
}

impl Of<'_> {
    fn draw(self, title: &str) -> Markup {
        let (scene, what) = (self.scene, &self.answer.row.what);
        html! {
            h1 { (title) }
            p { (badge(tone(what.stage), &variant(scene, &what.stage))) }
            (self.asked())
            div.columns {
                (card(&scene.say("web-work-facts"), &facts(&self.facts())))
                (self.owners())
            }
            (self.uses())
            (self.offers())
            (self.history())
        }
    }

    fn here(self) -> String {
        format!("/c/{}/works/{}", self.dao.0, self.work)
    }

    /// An act about this work, with what else it needs.
    fn act(self, action: &str, more: &str) -> String {
        let (dao, work) = (self.dao.0, self.work);
        format!("/act/{action}?dao={dao}&work={work}{more}&_then={}", self.here())
    }

    /// Authors who have still to agree, and how.
    fn asked(self) -> Markup {
        let (scene, what) = (self.scene, &self.answer.row.what);
        let WorkStage::Waits { until } = what.stage else { return html! {} };
        let content = html! {
            p { (scene.say("web-work-asks")) " " (name::moment(scene, until)) }
            ul.rows { @for author in what.authors.iter() {
                li {
                    (name::account(scene, author.account)) " · "
                    (self.parts(author.parts)) " · "
                    (scene.say(if author.agreed { "web-work-agreed" } else { "web-work-not-yet" }))
                }
            } }
            p.buttons {
                a.button href=(self.act("answer-work", "&agrees=true")) { (scene.say("web-work-agree")) }
                " "
                a.button.quiet href=(self.act("answer-work", "&agrees=false")) {
                    (scene.say("web-work-decline"))
                }
            }
        };
        notice(Tone::Waits, &content)
    }

    fn parts(self, parts: u64) -> Markup {
        let all = self.answer.row.what.authors.iter();
        let whole = all.fold(0u64, |sum, author| sum.saturating_add(author.parts));
        html! {
            bdi { (self.scene.say_of("web-work-parts",
                &[("parts", count(parts)), ("whole", count(whole))])) }
        }
    }

    fn facts(self) -> Vec<(String, Markup)> {
        let (scene, what) = (self.scene, &self.answer.row.what);
        let mut pairs = vec![
            (scene.say("web-work-hash"), name::code(&what.hash.to_string())),
            (scene.say("web-work-registered-by"), name::account(scene, what.by)),
            (scene.say("web-work-since"), name::moment(scene, what.since)),
            (
                scene.say("web-work-royalty"),
                html! {
                    bdi { (name::share(what.royalty)) } " · " (scene.say("web-work-royalty-how"))
                },
            ),
        ];
        if let Some(document) = &what.document {
            pairs.insert(0, (scene.say("web-work-document"), name::body(scene, document)));
        }
        if let WorkStage::Registered { item, .. } = what.stage {
            let to = format!("/v1/views/item?dao={}&number={item}", self.dao.0);
            pairs.push((scene.say("web-work-item"), html! { a href=(to) { (item) } }));
        }
        pairs
    }

    fn owners(self) -> Markup {
        let (scene, row) = (self.scene, &self.answer.row);
        let content = html! {
            h3 { (scene.say("web-work-authors")) }
            ul.rows { @for author in row.what.authors.iter() {
                li { (name::account(scene, author.account)) " · " (self.parts(author.parts)) }
            } }
            @if !row.owners.is_empty() {
                h3 { (scene.say("web-work-owners")) }
                ul.rows { @for part in row.owners.iter() {
                    li { (owner(scene, part.owner)) " · " (self.parts(part.parts)) }
                } }
                p.buttons {
                    a.button.quiet href=(self.act("offer-work", "")) { (scene.say("web-work-offer")) }
                }
            }
        };
        card(&scene.say("web-work-whose"), &content)
    }

    fn uses(self) -> Markup {
        let (scene, what) = (self.scene, &self.answer.row.what);
        let rows: Vec<_> = self.answer.uses.iter().take(SHOWN).collect();
        let is_more = self.answer.uses.len() > rows.len() || self.answer.next.is_some();
        let next = rows.last().map(|row| row.receipt).filter(|_| is_more);
        let is_on_offer = what.price.is_some() && !self.answer.row.owners.is_empty();
        let content = html! {
            @match what.price {
                None => p { (scene.say("web-work-no-use")) },
                Some(price) => {
                    p { (scene.say("web-work-use-costs")) " " (name::amount(scene, price)) }
                    p.small { (scene.say("web-work-each")) }
                    ul.rows { @for gets in self.answer.each.iter() {
                        li {
                            (owner(scene, gets.owner)) " · "
                            (name::amount(scene, Amount { units: gets.units, ..price }))
                        }
                    } }
                }
            }
            @if is_on_offer {
                p.buttons {
                    a.button href=(self.act("use-work", "&times=1")) { (scene.say("web-work-use")) }
                }
            }
            @if rows.is_empty() { (empty(&scene.say("web-work-unused"), None)) }
            @else {
                p { (scene.say_of("web-work-used", &[("times", count(what.used))])) }
                ul.rows { @for row in rows { li { (self.receipt(row)) } } }
            }
            @if let Some(next) = next {
                (more(&format!("{}?before={next}", self.here()), &scene.say("web-more")))
            }
        };
        card(&scene.say("web-work-uses"), &content)
    }

    fn receipt(self, row: &UseRow) -> Markup {
        let (scene, of) = (self.scene, &row.what);
        html! {
            p {
                (owner(scene, of.by)) " · "
                (scene.say_of("web-work-times", &[("times", count(of.times))])) " · "
                (name::amount(scene, of.paid))
            }
            p.small {
                (scene.say_of("web-work-receipt", &[("receipt", count(row.receipt))])) " · "
                (name::moment(scene, of.at))
            }
        }
    }

    fn offers(self) -> Markup {
        let scene = self.scene;
        let rows: Vec<_> = self.answer.offers.iter().take(SHOWN).collect();
        let content = html! {
            @if rows.is_empty() { (empty(&scene.say("web-work-no-offers"), None)) }
            ul.rows { @for row in rows { li { (self.offer(row)) } } }
        };
        card(&scene.say("web-work-offers"), &content)
    }

    fn offer(self, row: &OfferRow) -> Markup {
        let (scene, offer) = (self.scene, &row.what);
        let of = format!("&offer={}", row.offer);
        let badge_tone = if offer.stage.is_open() { Tone::Waits } else { Tone::Plain };
        html! {
            p { (self.about(offer)) " " (badge(badge_tone, &variant(scene, &offer.stage))) }
            ul.rows { @for asked in offer.owners.iter() {
                li {
                    (owner(scene, asked.owner)) " · " (self.parts(asked.parts)) " · "
                    (scene.say(if asked.agreed { "web-work-agreed" } else { "web-work-not-yet" }))
                }
            } }
            @if offer.stage.is_open() {
                p.small { (scene.say("web-until")) " " (name::moment(scene, offer.until)) }
                p.buttons {
                    @if offer.stage == OfferStage::Open {
                        a.button href=(self.act("buy-work", &of)) { (scene.say("web-work-buy")) }
                        " "
                    } @else {
                        a.button href=(self.act("answer-work", &format!("{of}&agrees=true"))) {
                            (scene.say("web-work-agree"))
                        }
                        " "
                    }
                    a.button.quiet href=(self.act("answer-work", &format!("{of}&agrees=false"))) {
                        (scene.say("web-work-decline"))
                    }
                }
            }
            @if let OfferStage::Sold { to, at } = offer.stage {
                p.small { (owner(scene, to)) " · " (name::moment(scene, at)) }
            }
        }
    }

    fn about(self, offer: &Offer) -> Markup {
        let scene = self.scene;
        match offer.about {
            About::Parts { price } => html! {
                (scene.say("web-work-sells")) " " (name::amount(scene, price))
            },
            About::Uses { price: Some(price) } => html! {
                (scene.say("web-work-asks-price")) " " (name::amount(scene, price))
            },
            About::Uses { price: None } => html! { (scene.say("web-work-ends-use")) },
        }
    }

    fn history(self) -> Markup {
        let scene = self.scene;
        let rows: Vec<_> = self.answer.history.iter().take(SHOWN).collect();
        if rows.is_empty() {
            return html! {};
        }
        let line = |from: Owner, to: Owner| html! { (owner(scene, from)) " → " (owner(scene, to)) };
        let content = html! {
            ul.rows { @for moved in rows {
                li {
                    (line(moved.from, moved.to)) " · " (self.parts(moved.parts)) " · "
                    (name::moment(scene, moved.at))
                }
            } }
        };
        card(&scene.say("web-work-history"), &content)
    }
}
