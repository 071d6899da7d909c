//! One round: its terms, what everybody takes, and where each of these numbers comes from.

mod course;

use aluma_api::Scene;
use aluma_api::problem::{Own, Refusal};
use aluma_core::grants::types::{Policy, Rate, Stage};
use aluma_core::grants::views::{
    EntriesView, EntryRow, ExplainPayoutView, PartRow, PartsView, RoundRow, RoundsView,
};
use aluma_types::{AccountId, Amount, DaoId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::{community, rounds};
use crate::parts::say::{Say, count};
use crate::parts::value::told;
use crate::parts::{Tone, badge, card, empty, more, name};
use crate::visit::Visit;

/// Parts and entries on one page of their lists.
const SHOWN: usize = 50;
/// Pages of parts that are summed: as many as people may take a part of one round.
const PAGES: usize = 20;
/// A score in the ledger's own numbers.
const WHOLE: u128 = 84_000;

/// GET /c/{dao}/rounds/{round}?parts=&entries=
pub(crate) async fn page(
    visit: Visit,
    Path((dao, number)): Path<(String, u64)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let given = Given::new(pairs);
            let view = RoundsView { dao: dao.dao, after: number.checked_sub(1) };
            let answer = scene.view(&view)?;
            let row = answer.rounds.iter().find(|row| row.round == number);
            let row = row.ok_or(Own::NotFound)?;
            let title = name::words_plain(scene, &row.title.id);
            let round = Round { scene, dao: dao.dao, row, given: &given };
            let body = html! {
                h1 { (name::body(scene, &row.title)) }
                p.small { (rounds::ends(scene, row)) }
                (round.stage())
                div.columns {
                    (card(&scene.say("web-round-terms"), &round.terms()))
                    (card(&scene.say("web-round-what"), &round.policy()))
                }
                (round.parts()?)
                (round.given()?)
                @if round.is_praise() { (round.entries()?) }
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "rounds")).live();
            let page = page.data(format!("/v1/views/round-parts?dao={}&round={number}", dao.dao.0));
            Ok(page.data(format!("/v1/views/round-entries?dao={}&round={number}", dao.dao.0)))
        })
        .await
}

struct Round<'a> {
    scene: &'a Scene<'a>,
    dao: DaoId,
    row: &'a RoundRow,
    given: &'a Given,
}

/// What all together have, by which each part is worked out.
#[derive(Default)]
struct Sums {
    weight: u128,
    counted: u128,
    praise: u128,
    rating: u128,
}

impl Round<'_> {
    fn here(&self) -> String {
        format!("/c/{}/rounds/{}", self.dao.0, self.row.round)
    }

    fn units(&self, units: u128) -> Markup {
        name::amount(self.scene, Amount { units, ..self.row.budget })
    }

    /// What all have together: the numbers that each part is worked out from.
    fn sums(&self) -> Result<Sums, Refusal> {
        let (mut sums, mut after) = (Sums::default(), None);
        for _ in 0..PAGES {
            let view = PartsView { dao: self.dao, round: self.row.round, after };
            let page = self.scene.view(&view)?;
            for row in page.parts.iter() {
                sums.weight = sums.weight.saturating_add(row.part.weight);
                sums.counted = sums.counted.saturating_add(row.counted.into());
                sums.praise = sums.praise.saturating_add(row.part.praise);
                sums.rating = sums.rating.saturating_add(row.part.rating);
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        Ok(sums)
    }

    fn parts(&self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let after = self.given.get("parts").and_then(|text| text.parse().ok()).map(AccountId);
        let view = PartsView { dao: self.dao, round: self.row.round, after };
        let answer = scene.view(&view)?;
        let rows: Vec<_> = answer.parts.iter().take(SHOWN).collect();
        let is_more = answer.parts.len() > rows.len() || answer.next.is_some();
        let next = rows.last().map(|row| row.account).filter(|_| is_more);
        let is_paid = matches!(self.row.stage, Stage::Paid { .. });
        let sums = if is_paid && self.is_praise() { self.sums()? } else { Sums::default() };
        Ok(html! {
            section {
                h2 { (scene.say("web-round-parts")) }
                @if !is_paid { (empty(&scene.say("web-round-no-parts"), None)) }
                @else {
                    ul.rows { @for row in rows { li { (self.part(row, &sums)?) } } }
                    @if let Some(next) = next {
                        (more(&format!("{}?parts={}", self.here(), next.0), &scene.say("web-more")))
                    }
                }
            }
        })
    }

    /// What somebody takes, and the arithmetic behind it.
    fn part(&self, row: &PartRow, sums: &Sums) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let why = if self.is_praise() { self.praised(row, sums) } else { self.by_weight(row)? };
        Ok(html! {
            p {
                @match &row.label {
                    Some(label) => (name::body(scene, label)),
                    None => (name::account(scene, row.account)),
                }
                " · " strong { (self.units(row.total)) }
            }
            details {
                summary { (scene.say("web-explain")) }
                (why)
            }
        })
    }

    /// The arithmetic of a praise round.
    fn praised(&self, row: &PartRow, sums: &Sums) -> Markup {
        let (scene, part) = (self.scene, &row.part);
        html! {
            ul {
                li {
                    (scene.say("web-round-why-praise")) " "
                    (score(part.weight)) " / " (score(sums.weight)) " × " (self.units(sums.praise))
                    " = " (self.units(part.praise))
                }
                li {
                    (scene.say("web-round-why-rating")) " "
                    (plain(row.counted.into())) " / " (plain(sums.counted)) " × "
                    (self.units(sums.rating)) " = " (self.units(part.rating))
                }
                li { (scene.say("web-round-why-rest")) }
            }
        }
    }

    /// The arithmetic of a round by points, tokens or ballots, and what the weight is made of.
    fn by_weight(&self, row: &PartRow) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let (dao, round, account) = (self.dao, self.row.round, row.account);
        let answer = scene.view(&ExplainPayoutView { dao, round, account, after: None })?;
        Ok(html! {
            ul {
                @for portion in answer.portions.iter() {
                    li {
                        (scene.say("web-round-why-weight")) " "
                        (plain(portion.weight)) " / " (plain(portion.whole)) " × "
                        (self.units(portion.pool)) " = " (self.units(portion.units))
                    }
                }
                li { (scene.say("web-round-why-rest")) }
            }
            (told(scene, &answer.how))
        })
    }

    const fn is_praise(&self) -> bool {
        matches!(self.row.policy, Policy::Praise { .. })
    }

    fn entries(&self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let after = self.given.get("entries").and_then(|text| text.parse().ok());
        let view = EntriesView { dao: self.dao, round: self.row.round, after };
        let answer = scene.view(&view)?;
        let rows: Vec<_> = answer.entries.iter().take(SHOWN).collect();
        let is_more = answer.entries.len() > rows.len() || answer.next.is_some();
        let next = rows.last().map(|row| row.entry).filter(|_| is_more);
        Ok(html! {
            section #entries {
                h2 { (scene.say("web-round-said")) }
                @if rows.is_empty() && after.is_none() { (empty(&scene.say("web-round-no-entries"), None)) }
                ul.rows { @for row in rows { li { (entry(scene, row)) } } }
                @if let Some(next) = next {
                    (more(&format!("{}?entries={next}#entries", self.here()), &scene.say("web-more")))
                }
            }
        })
    }
}

fn plain(number: u128) -> Markup {
    html! { bdi dir="ltr" { (name::grouped(&number.to_string())) } }
}

/// A score as it is read, rounded down to hundredths.
fn score(weight: u128) -> Markup {
    let hundredths = weight.saturating_mul(100) / WHOLE;
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    html! { bdi dir="ltr" { (name::grouped(&whole.to_string())) "." (format!("{rest:02}")) } }
}

fn entry(scene: &Scene<'_>, row: &EntryRow) -> Markup {
    let what = &row.what;
    html! {
        p.small {
            bdi { "#" (row.entry) } " · " (name::account(scene, what.from)) " → "
            (name::account(scene, what.to)) " · " (name::moment(scene, what.at))
            @if !row.counts { " " (badge(Tone::Plain, &scene.say("web-round-own-entry"))) }
        }
        @if let Some(words) = &what.words { blockquote { (name::body(scene, words)) } }
        @if !what.rates.is_empty() {
            details {
                summary { (scene.say("web-round-score")) " " (score(row.weight)) }
                ul { @for rate in what.rates.iter() { li { (self::rate(scene, rate)) } } }
            }
        }
    }
}

fn rate(scene: &Scene<'_>, rate: &Rate) -> Markup {
    let (whole, rest) = (rate.score / 100, rate.score % 100);
    html! {
        (name::account(scene, rate.rater)) " · " bdi dir="ltr" { (format!("{whole}.{rest:02}")) }
        @if rate.dismissed { " · " (scene.say("web-round-dismissed")) }
        @if let Some(other) = rate.repeats {
            " · " (scene.say_of("web-round-repeats", &[("entry", count(other))]))
        }
    }
}
