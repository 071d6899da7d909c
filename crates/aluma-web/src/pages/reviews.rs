//! Contributions of a community and the review desk: what waits for the reader to judge, what was
//! given, and what came of it.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::Standing;
use aluma_core::dao::views::DaoAnswer;
use aluma_core::review::types::{Stage, Status};
use aluma_core::review::views::contribution::ContributionAnswer;
use aluma_core::review::views::desk::{CalibrationAnswer, ReviewRow};
use aluma_core::review::views::{CalibrationView, ContributionsView, MyReviewsView, Signed};
use aluma_types::{DaoId, Timestamp};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::{Form, Given, Step, input};
use crate::page::Page;
use crate::pages::community;
use crate::parts::say::{Say, count};
use crate::parts::value::variant;
use crate::parts::{Tone, badge, card, empty, facts, more, name, notice};
use crate::visit::Visit;

/// Contributions on one page of the list.
const SHOWN: usize = 30;
/// Letters of a contribution in a list.
const BEGINNING: usize = 140;

/// GET /c/{dao}/review?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let after = Given::new(pairs).get("after").and_then(|text| text.parse().ok());
            let title = scene.say("web-tab-review");
            let claim = format!("/c/{}/review/claim", dao.dao.0);
            let is_member = matches!(dao.mine, Some(Standing::Admitted));
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-review-lead")) }
                @if is_member {
                    p.buttons { a.button href=(claim) { (scene.say("web-review-claim")) } }
                    @if after.is_none() { (desk(scene, dao.dao)?) }
                }
                (all(scene, dao.dao, after, is_member.then_some(&*claim))?)
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "review")).live();
            Ok(page.data(format!("/v1/views/contributions?dao={}", dao.dao.0)))
        })
        .await
}

/// GET /c/{dao}/review/claim
pub(crate) async fn claim(visit: Visit, Path(dao): Path<String>) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let title = scene.say("web-review-claim");
            let body = html! {
                h1 { (title) }
                p { (scene.say("web-review-claim-lead")) }
                (claiming(scene, &dao))
                (input::people(scene, [dao.dao]))
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            Ok(page.of(community::frame(scene, &dao, "review")))
        })
        .await
}

fn claiming(scene: &Scene<'_>, dao: &DaoAnswer) -> Markup {
    let id = dao.dao.0;
    if !matches!(dao.mine, Some(Standing::Admitted)) {
        let join = format!("/join?dao={id}");
        let ask = scene.say("web-ask-to-join");
        return empty(&scene.say("web-review-members-claim"), Some((&join, &ask)));
    }
    let button = scene.say("web-review-claim");
    let then = format!("/c/{id}/review/{{made}}");
    let form = Form { action: "claim-contribution", then: &then, button: &button, is_quick: false };
    // Work that is paid goes before a panel from its task.
    let pairs = [("kind", "contribution"), ("_not.kind", "bounty")];
    let given = Given::new(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec());
    Step { form, known: &[("dao", id.to_string())] }.draw(scene, &given)
}

/// What waits for the reader here, and how they stand as one who judges.
fn desk(scene: &Scene<'_>, dao: DaoId) -> Result<Markup, Refusal> {
    let waiting = waiting(scene, Some(dao))?;
    let known = scene.view(&CalibrationView { dao, domain: None })?;
    Ok(html! {
        div.columns {
            (card(&scene.say("web-review-waits"), &html! {
                @if waiting.is_empty() { (empty(&scene.say("web-review-nothing-waits"), None)) }
                ul.rows { @for row in &waiting { li { (self::row(scene, row)) } } }
            }))
            (card(&scene.say("web-review-you"), &you(scene, dao, &known)))
        }
    })
}

/// What waits for the reader to judge, in one community or in all.
///
/// # Errors
/// As the view's.
pub(crate) fn waiting(scene: &Scene<'_>, dao: Option<DaoId>) -> Result<Vec<ReviewRow>, Refusal> {
    let answer = scene.view(&MyReviewsView {})?;
    let here = |row: &&ReviewRow| dao.is_none_or(|dao| row.dao == dao);
    Ok(answer.rows.iter().filter(here).cloned().collect())
}

/// A review that waits: what it is, what is to be done, until when, and what happens otherwise.
pub(crate) fn row(scene: &Scene<'_>, row: &ReviewRow) -> Markup {
    let (what, until) = match row.stage {
        Stage::Commits { until } if row.sealed => ("web-review-sealed", Some(until)),
        Stage::Commits { until } => ("web-review-to-seal", Some(until)),
        Stage::Reveals { until } => ("web-review-to-open", Some(until)),
        Stage::Waiting | Stage::Closed => ("web-review-soon", None),
    };
    html! {
        p {
            (scene.say(what)) " · "
            a href={ "/c/" (row.dao.0) "/review/" (row.evidence) } {
                bdi dir="auto" { (beginning(scene, &row.work.id)) }
            }
        }
        @if let Some(until) = until { (deadline(scene, until)) }
    }
}

/// Until when a reviewer has time, and what happens when they do nothing.
pub(crate) fn deadline(scene: &Scene<'_>, until: Timestamp) -> Markup {
    html! {
        p.small {
            (scene.say("web-until")) " " (name::moment(scene, until)) " · " (scene.say("web-review-else"))
        }
    }
}

fn beginning(scene: &Scene<'_>, words: &aluma_types::Hash32) -> String {
    let words = name::words_plain(scene, words);
    let short: String = words.chars().take(BEGINNING).collect();
    if short.len() < words.len() { format!("{short}…") } else { short }
}

/// A number with a sign, in thousandths, as it is read.
pub(crate) fn signed(number: Signed) -> Markup {
    let sign = if number.below && number.thousandths > 0 { "−" } else { "" };
    let (whole, rest) = (number.thousandths / 1_000, number.thousandths % 1_000);
    html! { bdi dir="ltr" { (format!("{sign}{whole}.{rest:03}")) } }
}

fn you(scene: &Scene<'_>, dao: DaoId, known: &CalibrationAnswer) -> Markup {
    let number = |number: u32| html! { bdi { (number) } };
    let mut pairs = vec![
        (scene.say("web-review-timely"), number(known.desk.timely)),
        (scene.say("web-review-missed"), number(known.desk.missed)),
        (scene.say("web-review-open-now"), number(known.desk.open.into())),
    ];
    if let Some(most) = known.desk.most {
        pairs.push((scene.say("web-review-most"), number(most.into())));
    }
    if let Some(bias) = known.bias {
        pairs.push((scene.say("web-review-bias"), signed(bias)));
    }
    if let Some(weight) = known.weight {
        pairs.push((scene.say("web-review-weight"), signed(weight)));
    }
    if let Some(judge) = known.judge {
        pairs.push((scene.say("web-review-judge"), name::moment(scene, judge.until)));
    }
    let button = scene.say("web-review-declare");
    let form = Form { action: "declare-reviews", then: "", button: &button, is_quick: false };
    html! {
        (facts(&pairs))
        details {
            summary { (scene.say("web-review-declare")) }
            (Step { form, known: &[("dao", dao.0.to_string())] }.draw(scene, &Given::default()))
        }
    }
}

fn all(
    scene: &Scene<'_>,
    dao: DaoId,
    after: Option<u64>,
    claim: Option<&str>,
) -> Result<Markup, Refusal> {
    let answer = scene.view(&ContributionsView { dao, author: None, after })?;
    let rows: Vec<_> = answer.rows.iter().take(SHOWN).collect();
    let is_more = answer.rows.len() > rows.len() || answer.next.is_some();
    let next = rows.last().map(|row| row.evidence).filter(|_| is_more);
    let label = scene.say("web-review-claim");
    Ok(html! {
        section {
            h2 { (scene.say("web-review-all")) }
            @if rows.is_empty() && after.is_none() {
                (empty(&scene.say("web-review-none"), claim.map(|claim| (claim, &*label))))
            }
            ul.rows { @for row in rows { li { (given(scene, dao, row)) } } }
            @if let Some(next) = next {
                (more(&format!("/c/{}/review?after={next}", dao.0), &scene.say("web-newer")))
            }
        }
    })
}

/// A contribution in a list.
pub(crate) fn given(scene: &Scene<'_>, dao: DaoId, row: &ContributionAnswer) -> Markup {
    html! {
        p {
            a href={ "/c/" (dao.0) "/review/" (row.evidence) } {
                bdi dir="auto" { (beginning(scene, &row.work.id)) }
            }
            " " (status(scene, row.status))
        }
        p.small {
            (authors(scene, row)) " · " (name::span(scene, row.size)) " · "
            (name::moment(scene, row.at))
        }
    }
}

/// Who made it, or that it is not told yet.
pub(crate) fn authors(scene: &Scene<'_>, row: &ContributionAnswer) -> Markup {
    html! {
        @if row.hidden { (scene.say("web-review-hidden")) }
        @for (place, author) in row.authors.iter().enumerate() {
            @if place > 0 { ", " }
            (name::account(scene, author.account))
            @if row.authors.len() > 1 { " (" bdi { (author.part) } ")" }
        }
    }
}

/// How far it has come, in a word or by its score.
pub(crate) fn status(scene: &Scene<'_>, status: Status) -> Markup {
    match status {
        Status::Judged { quality, .. } => {
            let score = count(quality / 1_000_000);
            badge(Tone::Good, &scene.say_of("web-review-scored", &[("score", score)]))
        }
        Status::Judging => badge(Tone::Waits, &variant(scene, &status)),
        Status::Unreviewed { .. } | Status::Withdrawn => {
            badge(Tone::Plain, &variant(scene, &status))
        }
    }
}

/// What it means that too few judged, or that friends did.
pub(crate) fn caution(scene: &Scene<'_>, status: Status) -> Markup {
    match status {
        Status::Judged { among_friends: true, .. } => {
            notice(Tone::Waits, &html! { (scene.say("web-review-friends")) })
        }
        Status::Judged { disputed: true, .. } => {
            notice(Tone::Waits, &html! { (scene.say("web-review-apart")) })
        }
        Status::Unreviewed { .. } => {
            notice(Tone::Plain, &html! { (scene.say("web-review-unreviewed")) })
        }
        _ => html! {},
    }
}
