//! A community's home: what it is for, what waits for the reader, what it has and decided.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::Visibility;
use aluma_core::dao::views::{DaoAnswer, DaoView};
use aluma_core::governance::views::ProposalsView;
use aluma_core::treasury::views::TreasuryView;
use aluma_core::work::views::{BoardView, Column};
use aluma_types::DaoId;
use aluma_types::spec::IdKind;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use crate::page::{Community, Page};
use crate::pages::communities::seen_by;
use crate::pages::dao_uri;
use crate::pages::found;
use crate::parts::say::{Say, count};
use crate::parts::{card, empty, facts, name};
use crate::visit::Visit;

/// Tasks on a community's home.
const TASKS: usize = 5;

/// GET /c/{dao}
pub(crate) async fn page(visit: Visit, Path(dao): Path<String>) -> Response {
    visit
        .show(move |scene| {
            let dao = find(scene, &dao)?;
            let body = match &dao.inside {
                Some(_) => inside(scene, &dao)?,
                None => outside(scene, &dao),
            };
            let page = Page::new(title(scene, &dao), purpose(scene, &dao), body);
            let data = format!("/v1/views/dao?dao={}", dao.dao.0);
            let page = page.of(frame(scene, &dao, "home")).live().data(data);
            Ok(match dao.visibility {
                Visibility::Members => page,
                _ => page.link("alternate", dao_uri::KIND, format!("/c/{}/dao.json", dao.dao.0)),
            })
        })
        .await
}

/// The community that an address names by handle or number.
///
/// # Errors
/// As of one that is not there, also where it is not the reader's to know.
pub(crate) fn find(scene: &Scene<'_>, text: &str) -> Result<DaoAnswer, Refusal> {
    let id = scene.find(IdKind::DaoId, text).map_or(DaoId(u64::MAX), DaoId);
    scene.view(&DaoView { dao: id })
}

/// What stands above each of its pages.
pub(crate) fn frame(scene: &Scene<'_>, dao: &DaoAnswer, tab: &'static str) -> Community {
    Community {
        dao: dao.dao,
        name: name::body(scene, &dao.name),
        seen_by: seen_by(scene, dao),
        tab,
    }
}

/// Its name as plain text.
pub(crate) fn title(scene: &Scene<'_>, dao: &DaoAnswer) -> String {
    name::words_plain(scene, &dao.name.id)
}

/// The beginning of its purpose, for previews.
pub(crate) fn purpose(scene: &Scene<'_>, dao: &DaoAnswer) -> String {
    name::words_plain(scene, &dao.purpose.id).chars().take(200).collect()
}

fn outside(scene: &Scene<'_>, dao: &DaoAnswer) -> Markup {
    html! {
        h1 { (name::body(scene, &dao.name)) }
        (name::prose(scene, &dao.purpose.id))
        p { a.button href={ "/join?dao=" (dao.dao.0) } { (scene.say("web-ask-to-join")) } }
    }
}

fn inside(scene: &Scene<'_>, dao: &DaoAnswer) -> Result<Markup, Refusal> {
    Ok(html! {
        h1 { (name::body(scene, &dao.name)) }
        (name::prose(scene, &dao.purpose.id))
        @if let Some(steps) = found::next_steps(scene, dao) { (steps) }
        div.columns {
            (card(&scene.say("web-now"), &now(scene, dao.dao)?))
            (card(&scene.say("web-part-work"), &work(scene, dao.dao)?))
            (card(&scene.say("web-tab-treasury"), &money(scene, dao.dao)?))
            (card(&scene.say("web-part-people"), &people(scene, dao)))
        }
    })
}

/// What is open for a decision.
fn now(scene: &Scene<'_>, dao: DaoId) -> Result<Markup, Refusal> {
    let open = scene.view(&ProposalsView { dao, open: true, after: None })?;
    let to = format!("/c/{}/propose", dao.0);
    let label = scene.say("web-propose");
    Ok(html! {
        @if open.proposals.iter().next().is_none() {
            (empty(&scene.say("web-nothing-open"), Some((&to, &label))))
        } @else {
            ul.rows {
                @for row in open.proposals.iter() {
                    li {
                        a href={ "/p/" (row.proposal.0) } { (name::body(scene, &row.title)) }
                        " " span.small { (scene.say("web-until")) " " (name::moment(scene, row.deadline)) }
                    }
                }
            }
            p { a.button.quiet href=(to) { (label) } }
        }
        p { a href={ "/c/" (dao.0) "/ask" } { (scene.say("web-ask")) } }
    })
}

/// Tasks that can be taken, and the way to what was given.
fn work(scene: &Scene<'_>, dao: DaoId) -> Result<Markup, Refusal> {
    let column = Some(Column::Open);
    let view = BoardView { dao, column, domain: None, skill: None, outside: None, after: None };
    let open = scene.view(&view)?;
    let board = format!("/c/{}/work", dao.0);
    let label = scene.say("web-part-work");
    Ok(html! {
        @if open.tasks.is_empty() {
            (empty(&scene.say("web-work-none-open"), Some((&board, &label))))
        } @else {
            ul.rows {
                @for row in open.tasks.iter().take(TASKS) {
                    li {
                        a href={ (board) "/" (row.task) } { (name::body(scene, &row.title)) }
                        " " span.small { (name::amount(scene, row.reward)) }
                    }
                }
            }
            p { a href=(board) { (scene.say("web-see-all")) } }
        }
        (doors(scene, dao, &["review", "learn", "programmes", "works"]))
    })
}

/// What is free in its treasury.
fn money(scene: &Scene<'_>, dao: DaoId) -> Result<Markup, Refusal> {
    let treasury = scene.view(&TreasuryView { dao })?;
    let free: Vec<_> = treasury.free.iter().collect();
    Ok(html! {
        @if free.is_empty() {
            (empty(&scene.say("web-no-money"), None))
        } @else {
            ul.rows {
                @for row in free { li { (name::amount(scene, row.free)) } }
            }
        }
        p { a href={ "/c/" (dao.0) "/treasury" } { (scene.say("web-see-all")) } }
        (doors(scene, dao, &["rounds", "gifts", "capital"]))
    })
}

/// Ways on from the home page, by the words and addresses of the navigation.
fn doors(scene: &Scene<'_>, dao: DaoId, to: &[&str]) -> Markup {
    html! {
        p {
            @for (place, tab) in to.iter().enumerate() {
                @if place > 0 { " · " }
                a href={ "/c/" (dao.0) "/" (tab) } { (scene.say(&format!("web-tab-{tab}"))) }
            }
        }
    }
}

fn people(scene: &Scene<'_>, dao: &DaoAnswer) -> Markup {
    let Some(inside) = &dao.inside else { return html! {} };
    let id = dao.dao.0;
    let mut pairs = vec![
        (scene.say("web-founded"), name::moment(scene, dao.since)),
        (scene.say("web-founder"), name::account(scene, inside.founder)),
    ];
    if let Some(until) = inside.season_until {
        pairs.push((scene.say("web-season-until"), name::moment(scene, until)));
    }
    html! {
        p { (scene.say_of("web-members-count", &[("members", count(inside.members))])) }
        (facts(&pairs))
        p.buttons {
            a.button.quiet href={ "/c/" (id) "/people" } { (scene.say("web-see-all")) }
            a.button.quiet href={ "/c/" (id) "/invite" } { (scene.say("web-invite")) }
        }
    }
}
