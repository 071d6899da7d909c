//! What waits for me, and what is mine, in all my communities.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::views::{MembershipAnswer, MembershipsView};
use aluma_core::governance::views::{DelegationsView, Matter, WaitingRow, WaitingView};
use aluma_core::identity::views::RecoveryView;
use aluma_core::treasury::views::{BalancesView, DividendsView, StreamsView};
use aluma_core::work::views::WorkWaitingView;
use aluma_types::{AccountId, Amount, DaoId};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Form;
use crate::page::Page;
use crate::pages::{found, gifts, income, keys, learn, person, recover, reviews, work};
use crate::parts::say::{Say, count};
use crate::parts::{card, empty, name};
use crate::visit::Visit;

/// GET /mine
pub(crate) async fn page(visit: Visit) -> Response {
    visit
        .show(|scene| {
            let title = scene.say("web-mine-title");
            let body = html! {
                h1 { (title) }
                @match scene.reader {
                    Some(reader) => (mine(scene, reader)?),
                    None => (found::who(scene)),
                }
            };
            let page = Page::new(title, scene.say("web-mine-sentence"), body);
            Ok(page.live().data("/v1/views/waiting"))
        })
        .await
}

fn mine(scene: &Scene<'_>, reader: AccountId) -> Result<Markup, Refusal> {
    let memberships = scene.view(&MembershipsView { account: reader, after: None })?;
    let memberships: Vec<_> = memberships.memberships.iter().collect();
    let recovery = scene.view(&RecoveryView { account: reader })?;
    Ok(html! {
        @if let Some(open) = recover::under_way(scene, &recovery) { (open) }
        @if let Some(warning) = keys::warning(scene, reader) { (warning) }
        (card(&scene.say("web-mine-waits"), &waiting(scene, reader, &memberships)?))
        @if let Some(news) = gifts::news(scene)? { (card(&scene.say("web-gifts-mine"), &news)) }
        div.columns {
            (card(&scene.say("web-mine-communities"), &communities(scene, &memberships)))
            (card(&scene.say("web-mine-money"), &money(scene, reader, &memberships)?))
            (card(&scene.say("web-mine-delegations"), &delegations(scene, reader)?))
        }
    })
}

fn waiting(
    scene: &Scene<'_>,
    reader: AccountId,
    memberships: &[&MembershipAnswer],
) -> Result<Markup, Refusal> {
    let answer = scene.view(&WaitingView { dao: None })?;
    let reviewed = reviews::waiting(scene, None)?;
    let mut tasks = Vec::new();
    for one in memberships {
        let view = WorkWaitingView { dao: one.dao, account: reader, after: None };
        let own = scene.view(&view)?;
        tasks.extend(own.rows.iter().map(|row| work::waits(scene, one.dao, row)));
        tasks.extend(learn::waiting(scene, one.dao)?);
    }
    let is_empty = answer.rows.is_empty() && reviewed.is_empty() && tasks.is_empty();
    Ok(html! {
        @if is_empty { (empty(&scene.say("web-mine-nothing-waits"), None)) }
        ul.rows {
            @for row in answer.rows.iter() { li { (matter(scene, row)) } }
            @for row in &reviewed { li { (reviews::row(scene, row)) } }
            @for task in tasks { li { (task) } }
        }
    })
}

/// What it is, until when, and what happens if nothing is done.
fn matter(scene: &Scene<'_>, row: &WaitingRow) -> Markup {
    let (to, kind, ignored) = match row.matter {
        Matter::Vote { proposal, delegate, .. } => (
            format!("/p/{}", proposal.0),
            "web-mine-vote",
            match delegate {
                Some(_) => "web-mine-vote-delegated",
                None => "web-mine-vote-ignored",
            },
        ),
        Matter::Poll { poll } => {
            (format!("/poll/{}", poll.0), "web-mine-poll", "web-mine-poll-ignored")
        }
        Matter::Application { .. } => (
            format!("/c/{}/people", row.dao.0),
            "web-mine-application",
            "web-mine-application-ignored",
        ),
    };
    html! {
        p {
            (scene.say(kind)) " · "
            a href=(to) {
                @match (&row.title, row.matter) {
                    (_, Matter::Application { account }) => { bdi { (name::account_words(scene, account)) } }
                    (Some(title), _) => (name::body(scene, title)),
                    (None, _) => (scene.say("web-erased")),
                }
            }
            " · " (name::dao(scene, row.dao))
        }
        p.small {
            (scene.say("web-until")) " " (name::moment(scene, row.until)) " · " (scene.say(ignored))
            @if let Matter::Vote { delegate: Some(to), .. } = row.matter { " " (name::account(scene, to)) }
        }
    }
}

fn communities(scene: &Scene<'_>, memberships: &[&MembershipAnswer]) -> Markup {
    html! {
        @if memberships.is_empty() {
            (empty(&scene.say("web-mine-no-communities"), Some(("/found", &scene.say("web-found")))))
        } @else {
            ul.rows {
                @for one in memberships {
                    li {
                        (name::dao(scene, one.dao)) " · " (scene.say(person::standing(one.standing)))
                    }
                }
            }
        }
        p { a href="/c" { (scene.say("web-look-around")) } }
    }
}

/// What the reader has, and what they can take.
fn money(
    scene: &Scene<'_>,
    reader: AccountId,
    memberships: &[&MembershipAnswer],
) -> Result<Markup, Refusal> {
    let view = BalancesView { dao: None, account: Some(reader), after: None };
    let balances = scene.view(&view)?;
    let own: Vec<_> = balances.rows.iter().flat_map(|row| row.holdings.iter()).collect();
    let mut takes = Vec::new();
    for one in memberships {
        takes.extend(streams(scene, one.dao, reader)?);
        takes.extend(dividends(scene, one.dao, reader)?);
    }
    Ok(html! {
        @if own.is_empty() { (empty(&scene.say("web-mine-no-money"), None)) }
        ul.rows { @for row in own { li { (name::amount(scene, row.amount)) } } }
        (income::link(scene, reader))
        p { a href="/portfolio" { (scene.say("web-portfolio-title")) } }
        @if !takes.is_empty() {
            h3 { (scene.say("web-mine-takes")) }
            ul.rows { @for take in takes { li { (take) } } }
        }
    })
}

fn streams(scene: &Scene<'_>, dao: DaoId, reader: AccountId) -> Result<Vec<Markup>, Refusal> {
    let answer = scene.view(&StreamsView { dao, to: Some(reader), after: None })?;
    let rows = answer.rows.iter().map(|row| {
        let asset = row.stream.asset;
        let can = Amount { asset, units: row.covered };
        let owed = Amount { asset, units: row.owed };
        let button = scene.say("web-mine-draw");
        let form = Form { action: "draw", then: "", button: &button, is_quick: false };
        html! {
            p {
                (scene.say("web-mine-stream")) " · " (name::dao(scene, dao))
                " · " (name::amount(scene, can))
            }
            @if row.owed > 0 { p.small { (scene.say("web-mine-owed")) " " (name::amount(scene, owed)) } }
            @if row.covered > 0 {
                (form.draw(scene, &html! {
                    input type="hidden" name="dao" value=(dao.0);
                    input type="hidden" name="number" value=(row.number);
                }))
            }
        }
    });
    Ok(rows.collect())
}

fn dividends(scene: &Scene<'_>, dao: DaoId, reader: AccountId) -> Result<Vec<Markup>, Refusal> {
    let answer = scene.view(&DividendsView { dao, account: Some(reader) })?;
    let rows = answer.rows.iter().filter(|row| row.earned.units > 0).map(|row| {
        let asset = row.unsettled.asset;
        let button = scene.say("web-mine-take");
        let form = Form { action: "take-dividend", then: "", button: &button, is_quick: false };
        html! {
            p {
                (scene.say("web-mine-dividend")) " · " (name::dao(scene, dao))
                " · " (name::amount(scene, row.earned))
            }
            (form.draw(scene, &html! {
                input type="hidden" name="share" value=(row.share.0);
                input type="hidden" name="asset" value=(asset.0);
            }))
        }
    });
    Ok(rows.collect())
}

/// In whose hands the reader's votes lie, and whose lie in theirs.
fn delegations(scene: &Scene<'_>, reader: AccountId) -> Result<Markup, Refusal> {
    let answer = scene.view(&DelegationsView { account: reader })?;
    Ok(html! {
        @if answer.given.is_empty() && answer.held.is_empty() {
            (empty(&scene.say("web-mine-no-delegations"), None))
        }
        ul.rows {
            @for row in answer.given.iter() {
                @let button = scene.say("web-mine-undelegate");
                @let form = Form { action: "undelegate", then: "", button: &button, is_quick: false };
                li {
                    p {
                        (name::dao(scene, row.dao)) " · " (scene.say("web-mine-votes-for-me")) " "
                        (name::account(scene, row.delegation.to)) " · "
                        (scene.say(person::track(row.delegation.track)))
                    }
                    (form.draw(scene, &html! {
                        input type="hidden" name="dao" value=(row.dao.0);
                        @if let Some(track) = row.delegation.track {
                            input type="hidden" name="track" value=(track.word());
                        }
                    }))
                }
            }
            @for row in answer.held.iter() {
                li {
                    (name::dao(scene, row.dao)) " · "
                    (scene.say_of("web-mine-held", &[("votes", count(row.votes))]))
                }
            }
        }
    })
}
