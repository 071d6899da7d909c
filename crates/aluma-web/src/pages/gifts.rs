//! What people give for in a community: gift pots, grants of its own money, and funds that add to gifts.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::grants::rules::undertaking::{Course, End, Funding};
use aluma_core::grants::views::{
    FundRow, FundsView, GiftPotsView, GrantOffersView, MyGiftRow, MyGiftsView, UndertakingRow,
};
use aluma_types::{Amount, DaoId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::community;
use crate::parts::say::Say;
use crate::parts::{Tone, badge, empty, more, name};
use crate::visit::Visit;

/// Rows of one list on the page.
const SHOWN: usize = 30;

/// GET /c/{dao}/gifts?pots=&grants=&funds=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let (id, title) = (dao.dao, scene.say("web-tab-gifts"));
            let given = Given::new(pairs);
            let lists = Lists { scene, dao: id, given: &given };
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-gifts-lead")) }
                (lists.mine()?)
                (lists.pots()?)
                (lists.grants()?)
                (lists.funds()?)
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "gifts")).live();
            Ok(page.data(format!("/v1/views/gift-pots?dao={}", id.0)))
        })
        .await
}

struct Lists<'a> {
    scene: &'a Scene<'a>,
    dao: DaoId,
    given: &'a Given,
}

impl Lists<'_> {
    fn after(&self, list: &str) -> Option<u64> {
        self.given.get(list).and_then(|text| text.parse().ok())
    }

    /// What the reader gave here, and what came of it.
    fn mine(&self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        if scene.reader.is_none() {
            return Ok(html! {});
        }
        let after_dao = self.dao.0.checked_sub(1).map(DaoId);
        let answer = scene.view(&MyGiftsView { after_dao, after: Some(u64::MAX) })?;
        let rows: Vec<_> = answer.gifts.iter().filter(|row| row.dao == self.dao).collect();
        Ok(html! {
            @if !rows.is_empty() {
                section {
                    h2 { (scene.say("web-gifts-mine")) }
                    ul.rows { @for row in rows { li { (own(scene, row)) } } }
                }
            }
        })
    }

    fn pots(&self) -> Result<Markup, Refusal> {
        let view = GiftPotsView { dao: self.dao, after: self.after("pots") };
        let answer = self.scene.view(&view)?;
        let rows: Vec<_> = answer.undertakings.iter().take(SHOWN).collect();
        let is_more = answer.undertakings.len() > rows.len() || answer.next.is_some();
        Ok(self.undertakings("pots", "open-gift-pot", (&rows, is_more)))
    }

    fn grants(&self) -> Result<Markup, Refusal> {
        let view = GrantOffersView { dao: self.dao, after: self.after("grants") };
        let answer = self.scene.view(&view)?;
        let rows: Vec<_> = answer.undertakings.iter().take(SHOWN).collect();
        let is_more = answer.undertakings.len() > rows.len() || answer.next.is_some();
        Ok(self.undertakings("grants", "offer-grant", (&rows, is_more)))
    }

    fn undertakings(
        &self,
        list: &str,
        act: &str,
        (rows, is_more): (&[&UndertakingRow], bool),
    ) -> Markup {
        let (scene, dao) = (self.scene, self.dao);
        let next = rows.last().map(|row| row.undertaking).filter(|_| is_more);
        html! {
            section {
                h2 { (scene.say(&format!("web-gifts-{list}"))) }
                (self.propose(list, act, rows.is_empty() && self.after(list).is_none()))
                ul.rows { @for row in rows { li { (head(scene, dao, row)) (short(scene, row)) } } }
                @if let Some(next) = next {
                    (more(&format!("/c/{}/gifts?{list}={next}", dao.0), &scene.say("web-more")))
                }
            }
        }
    }

    fn propose(&self, list: &str, act: &str, none: bool) -> Markup {
        let scene = self.scene;
        let propose = format!("/c/{}/propose?actions[0].action={act}", self.dao.0);
        let says = scene.say(&format!("web-gifts-{list}-propose"));
        html! {
            @if none {
                (empty(&scene.say(&format!("web-gifts-{list}-none")), Some((&propose, &says))))
            } @else {
                p.buttons { a.button.quiet href=(propose) { (says) } }
            }
        }
    }

    fn funds(&self) -> Result<Markup, Refusal> {
        let (scene, dao) = (self.scene, self.dao);
        let answer = scene.view(&FundsView { dao, after: self.after("funds") })?;
        let rows: Vec<_> = answer.funds.iter().take(SHOWN).collect();
        let is_more = answer.funds.len() > rows.len() || answer.next.is_some();
        let next = rows.last().map(|row| row.fund).filter(|_| is_more);
        Ok(html! {
            section {
                h2 { (scene.say("web-gifts-funds")) }
                (self.propose("funds", "open-fund", rows.is_empty() && self.after("funds").is_none()))
                ul.rows { @for row in &rows { li { (fund(scene, dao, row)) } } }
                @if let Some(next) = next {
                    (more(&format!("/c/{}/gifts?funds={next}", dao.0), &scene.say("web-more")))
                }
            }
        })
    }
}

/// A gift of the reader's: how far it has come, what of it was paid and returned, and what came of it.
fn own(scene: &Scene<'_>, row: &MyGiftRow) -> Markup {
    let of = &row.undertaking;
    let giving = row.gift.giving;
    html! {
        (head(scene, row.dao, of))
        p.small {
            (scene.say("web-gift-gave")) " " (units(scene, of, giving.gave))
            " · " (scene.say("web-gift-paid")) " " (units(scene, of, giving.released))
            " · " (scene.say("web-gift-returned")) " " (units(scene, of, giving.returned))
        }
        @if let Some(outcome) = &of.tally.outcome {
            p { (scene.say("web-gift-came")) " " (name::body(scene, outcome)) }
        }
    }
}

/// The reader's gifts in all communities, and what came of them; nothing where they gave none.
///
/// # Errors
/// What the ledger refuses.
pub(crate) fn news(scene: &Scene<'_>) -> Result<Option<Markup>, Refusal> {
    let answer = scene.view(&MyGiftsView { after_dao: None, after: None })?;
    let rows: Vec<_> = answer.gifts.iter().take(SHOWN).collect();
    let shown = html! { ul.rows { @for row in &rows { li { (own(scene, row)) } } } };
    Ok((!rows.is_empty()).then_some(shown))
}

fn head(scene: &Scene<'_>, dao: DaoId, row: &UndertakingRow) -> Markup {
    html! {
        p {
            a href={ "/c/" (dao.0) "/gifts/" (row.undertaking) } {
                (name::body(scene, &row.terms.purpose))
            }
            " " (badge(tone(row.course), &stage(scene, row.course)))
        }
    }
}

/// How far it has come, in a few words.
pub(crate) fn stage(scene: &Scene<'_>, course: Course) -> String {
    let word = match course {
        Course::Over { how: End::Done, .. } => "done",
        Course::Over { how: End::Short, .. } => "short",
        Course::Over { how: End::Missed, .. } => "missed",
        Course::Over { how: End::Refused, .. } => "refused",
        Course::Over { how: End::Unjudged, .. } => "unjudged",
        Course::Over { how: End::Declined, .. } => "declined",
        Course::Over { how: End::Unanswered, .. } => "unanswered",
        course => course.word(),
    };
    scene.say(&format!("web-gift-is-{word}"))
}

/// How a stage is said.
pub(crate) const fn tone(course: Course) -> Tone {
    match course {
        Course::Over { how: End::Done, .. } => Tone::Good,
        Course::Over { .. } => Tone::Plain,
        _ => Tone::Waits,
    }
}

/// Units of what it is given in.
pub(crate) fn units(scene: &Scene<'_>, row: &UndertakingRow, units: u128) -> Markup {
    name::amount(scene, Amount { asset: row.terms.asset, units })
}

fn short(scene: &Scene<'_>, row: &UndertakingRow) -> Markup {
    html! {
        p.small {
            (name::account(scene, row.terms.payee)) " · "
            (scene.say("web-gift-given")) " " (units(scene, row, row.tally.given))
            @if let Funding::Gifts { goal, .. } = row.terms.funding {
                " · " (scene.say("web-gift-goal")) " " (units(scene, row, goal))
            }
            @if let Some(until) = row.course.until() {
                " · " (scene.say("web-until")) " " (name::moment(scene, until))
            }
        }
    }
}

fn fund(scene: &Scene<'_>, dao: DaoId, row: &FundRow) -> Markup {
    html! {
        p {
            a href={ "/c/" (dao.0) "/funds/" (row.fund) } { (name::body(scene, &row.title)) }
        }
        p.small {
            (scene.say("web-fund-adds")) " " (name::amount(scene, row.matching)) " · "
            @match row.over {
                Some(at) => { (scene.say("web-fund-closed")) " " (name::moment(scene, at)) }
                None => { (scene.say("web-until")) " " (name::moment(scene, row.closes)) }
            }
        }
    }
}
