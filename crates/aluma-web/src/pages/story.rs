//! A person's story in a community: the record of what they gave first, what it weighs today second, both
//! with where the numbers come from; their evidence, tiers, and the thanks they were given.

use aluma_api::Scene;
use aluma_api::problem::{Own, Refusal};
use aluma_core::dao::Standing;
use aluma_core::dao::views::{DaoAnswer, DomainsView};
use aluma_core::reputation::types::{Points, Tier};
use aluma_core::reputation::views::{
    AreaAnswer, ExplainAnswer, ExplainView, PastAnswer, PastArea, PastState, PastView,
    ReputationAnswer, ReputationView, SkillsView,
};
use aluma_core::reputation::{Event, Fact};
use aluma_core::review::views::ContributionsView;
use aluma_core::work::views::MyWorkView;
use aluma_index::Page as Cut;
use aluma_types::codec::Canon;
use aluma_types::spec::IdKind;
use aluma_types::{AccountId, DaoId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::{community, credential, learn, reviews};
use crate::parts::say::{Say, count};
use crate::parts::value::variant;
use crate::parts::{card, empty, facts, more, name};
use crate::visit::Visit;

/// Contributions on one page of a story.
const SHOWN: usize = 20;
/// The latest facts of a community's reputation among which thanks are looked for.
const LOOKED_AT: usize = 400;
/// Thanks that are shown.
const THANKS: usize = 12;

/// Somebody in a community.
type Of = (DaoId, AccountId);

/// GET /c/{dao}/people/{account}?domain=&after=&from=
pub(crate) async fn page(
    visit: Visit,
    Path((dao, account)): Path<(String, String)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let id = scene.find(IdKind::AccountId, &account).ok_or(Own::NotFound)?;
            let of = (dao.dao, AccountId(id));
            let given = Given::new(pairs);
            let answer = scene.view(&ReputationView { dao: of.0, account: of.1, after: None })?;
            let who = name::account_words(scene, of.1);
            let body = html! {
                h1 { a href={ "/u/" (id) } { bdi { (who) } } }
                p.lead { (scene.say("web-story-lead")) }
                (doing(scene, &dao, of))
                (card(&scene.say("web-story-record"), &record(scene, of, &answer)))
                @if let Some(skills) = learn::skills(scene, of.0, of.1)? {
                    (card(&scene.say("web-learn-story"), &skills))
                }
                (past(scene, of)?)
                (card(&scene.say("web-story-voice"), &voice(scene, of, &answer)))
                (shown(scene, of, &answer))
                (explained(scene, of, &given)?)
                (evidence(scene, of, &given)?)
                div.columns {
                    (card(&scene.say("web-story-work"), &work(scene, of)?))
                    (card(&scene.say("web-story-thanks"), &thanks(scene, of)?))
                }
            };
            let title = scene.say_of("web-story-title", &[("who", aluma_text::Arg::Text(who))]);
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "people")).live();
            Ok(page.data(format!("/v1/views/reputation?dao={}&account={id}", of.0.0)))
        })
        .await
}

/// A domain by its name; the whole community where there is none.
pub(crate) fn domain(scene: &Scene<'_>, dao: DaoId, domain: Option<u32>) -> Markup {
    let Some(number) = domain else {
        return html! { (scene.say("web-story-whole")) };
    };
    let all = scene.view(&DomainsView { dao });
    let found = all.ok().and_then(|all| all.domains.iter().find(|it| it.domain == number).copied());
    match found {
        Some(found) => name::body(scene, &found.name),
        None => html! { bdi { "#" (number) } },
    }
}

/// A skill by its name; its number where it has none.
pub(crate) fn skill(scene: &Scene<'_>, dao: DaoId, skill: u32) -> Markup {
    let after = skill.checked_sub(1);
    let found = scene.view(&SkillsView { dao, after }).ok();
    let found = found.and_then(|all| all.skills.first().copied()).filter(|it| it.skill == skill);
    match found {
        Some(found) => name::body(scene, &found.name),
        None => html! { bdi { "#" (skill) } },
    }
}

/// Micro-points as points, rounded down to hundredths.
pub(crate) fn points(micro: impl Into<u128>) -> Markup {
    let micro: u128 = micro.into();
    let (whole, rest) = (micro / 1_000_000, micro % 1_000_000 / 10_000);
    html! { bdi.sum dir="ltr" { (name::grouped(&whole.to_string())) "." (format!("{rest:02}")) } }
}

const fn both(one: Points, other: Points) -> u128 {
    one.micro.saturating_add(other.micro)
}

/// What the reader may do about somebody, or about themselves.
fn doing(scene: &Scene<'_>, dao: &DaoAnswer, (id, account): Of) -> Markup {
    let Some(reader) = scene.reader.filter(|_| dao.mine == Some(Standing::Admitted)) else {
        return html! {};
    };
    let then = format!("_then=/c/{}/people/{}", id.0, account.0);
    html! {
        p.buttons {
            @if reader == account {
                a.button href={ "/c/" (id.0) "/review/claim" } { (scene.say("web-review-claim")) }
                a.button.quiet href={ "/act/take-tier?dao=" (id.0) "&" (then) } {
                    (scene.say("web-story-take-tier"))
                }
            } @else {
                a.button href={ "/act/praise?dao=" (id.0) "&to=" (account.0) "&" (then) } {
                    (scene.say("web-story-praise"))
                }
                a.button.quiet href={ "/act/thank?dao=" (id.0) "&to=" (account.0) "&" (then) } {
                    (scene.say("web-story-thank"))
                }
            }
        }
    }
}

/// What somebody gave: it never fades.
fn record(scene: &Scene<'_>, (dao, _): Of, answer: &ReputationAnswer) -> Markup {
    if answer.areas.is_empty() {
        return empty(&scene.say("web-story-no-record"), None);
    }
    let columns = ["domain", "gave", "work", "praise", "accepted"];
    let label = |column: &str| scene.say(&format!("web-story-column-{column}"));
    html! {
        div.scroll role="region" tabindex="0" aria-label=(scene.say("web-story-record")) {
            table.stacks {
                thead { tr { @for column in columns { th scope="col" { (label(column)) } } } }
                tbody { @for area in answer.areas.iter() { tr {
                    th scope="row" { (domain(scene, dao, area.domain)) }
                    td data-label=(label("gave")) { (points(both(area.gave_hard, area.gave_soft))) }
                    td data-label=(label("work")) { (points(area.gave_hard.micro)) }
                    td data-label=(label("praise")) { (points(area.gave_soft.micro)) }
                    td data-label=(label("accepted")) { bdi { (area.accepted) } }
                } } }
            }
        }
        @if !answer.skills.is_empty() {
            h3 { (scene.say("web-story-skills")) }
            ul.plain { @for row in answer.skills.iter() {
                li { (skill(scene, dao, row.skill)) " · " (points(row.points.micro)) }
            } }
        }
    }
}

/// What the reader earned as files to be shown elsewhere: nobody else takes them along.
fn shown(scene: &Scene<'_>, (dao, account): Of, answer: &ReputationAnswer) -> Markup {
    if scene.reader != Some(account) || answer.areas.is_empty() {
        return html! {};
    }
    let files = |more: &str| credential::files(scene, dao, more);
    card(
        &scene.say("web-credential"),
        &html! {
            p { (scene.say("web-credential-more")) }
            ul.plain {
                li { (scene.say("web-credential-whole")) ": " (files("")) }
                @for row in answer.skills.iter() {
                    li { (skill(scene, dao, row.skill)) ": " (files(&format!("?skill={}", row.skill))) }
                }
            }
        },
    )
}

/// What somebody gave before the community was here: it weighs nothing.
fn past(scene: &Scene<'_>, (dao, account): Of) -> Result<Markup, Refusal> {
    let answer = scene.view(&PastView { dao, account, after: None })?;
    let Some(whole) = answer.areas.iter().find(|area| area.domain.is_none()) else {
        return Ok(html! {});
    };
    let waits = whole.sum.waiting_works;
    let is_own = scene.reader == Some(account);
    let then = format!("_then=/c/{}/people/{}", dao.0, account.0);
    Ok(card(
        &scene.say("web-story-past"),
        &html! {
            p { (scene.say("web-story-past-lead")) }
            @if whole.sum.taken_works > 0 { (past_areas(scene, dao, &answer)) }
            @if waits > 0 {
                p {
                    (scene.say_of("web-story-past-waits", &[("many", count(waits))])) " "
                    (points(whole.sum.waits))
                }
                @if is_own {
                    p.buttons { a.button href={ "/act/take-past?dao=" (dao.0) "&" (then) } {
                        (scene.say("web-story-past-take"))
                    } }
                }
            }
            (past_works(scene, &answer))
        },
    ))
}

fn past_areas(scene: &Scene<'_>, dao: DaoId, answer: &PastAnswer) -> Markup {
    let is_taken = |area: &&PastArea| area.sum.taken_works > 0;
    html! {
        ul.plain { @for area in answer.areas.iter().filter(is_taken) {
            li {
                (domain(scene, dao, area.domain)) " · " (points(area.sum.taken)) " · "
                (scene.say_of("web-story-past-works", &[("many", count(area.sum.taken_works))]))
            }
        } }
    }
}

/// The first of the pieces; the data has them all.
fn past_works(scene: &Scene<'_>, answer: &PastAnswer) -> Markup {
    let shown = answer.works.iter().filter(|row| row.state != PastState::Struck);
    html! {
        details {
            summary { (scene.say("web-story-past-all")) }
            ul.plain { @for row in shown.take(SHOWN) {
                li {
                    @if let Some(title) = &row.title { (name::body(scene, title)) " · " }
                    (points(row.micro)) " · " (name::moment(scene, row.at)) " · "
                    (variant(scene, &row.state))
                }
            } }
        }
    }
}

/// What weighs today: it fades.
fn voice(scene: &Scene<'_>, of: Of, answer: &ReputationAnswer) -> Markup {
    let Some(clock) = answer.clock.filter(|_| !answer.areas.is_empty()) else {
        return empty(&scene.say("web-story-no-voice"), None);
    };
    let columns = ["domain", "weighs", "tier", "explain"];
    let label = |column: &str| scene.say(&format!("web-story-column-{column}"));
    html! {
        p { (scene.say("web-story-fades")) " " (name::span(scene, clock.half_life)) }
        div.scroll role="region" tabindex="0" aria-label=(scene.say("web-story-voice")) {
            table.stacks {
                thead { tr { @for column in columns { th scope="col" { (label(column)) } } } }
                tbody { @for area in answer.areas.iter() { (weighs(scene, of, area)) } }
            }
        }
        @if let Some(since) = answer.still_since {
            p { (scene.say("web-story-still")) " " (name::moment(scene, since)) }
        }
        @if answer.open_penalties > 0 {
            p { (scene.say_of("web-story-penalties", &[("many", count(answer.open_penalties))])) }
        }
    }
}

fn weighs(scene: &Scene<'_>, (dao, account): Of, area: &AreaAnswer) -> Markup {
    let label = |column: &str| scene.say(&format!("web-story-column-{column}"));
    let of = area.domain.map_or_else(String::new, |domain| format!("&domain={domain}"));
    let certificate = format!("/v1/views/tier-certificate?dao={}&account={}{of}", dao.0, account.0);
    let own = if of.is_empty() { "domain=all".to_owned() } else { of[1..].to_owned() };
    html! {
        tr {
            th scope="row" { (domain(scene, dao, area.domain)) }
            td data-label=(label("weighs")) { (points(both(area.weighs_hard, area.weighs_soft))) }
            td data-label=(label("tier")) {
                (variant(scene, &area.tier))
                @if area.tier != Tier::Member {
                    " · " a href=(certificate) data-export download="certificate.json" {
                        (scene.say("web-story-certificate"))
                    }
                }
            }
            td data-label=(label("explain")) {
                a href={ "/c/" (dao.0) "/people/" (account.0) "?" (own) "#explained" } {
                    (scene.say("web-explain"))
                }
            }
        }
    }
}

/// Where the number of one domain comes from, once it is asked for.
fn explained(scene: &Scene<'_>, (dao, account): Of, given: &Given) -> Result<Markup, Refusal> {
    let Some(asked) = given.get("domain") else { return Ok(html! {}) };
    let domain = asked.parse().ok();
    let after = given.get("from").and_then(|text| text.parse().ok());
    let answer = scene.view(&ExplainView { dao, account, domain, after })?;
    let here = format!("/c/{}/people/{}?domain={asked}", dao.0, account.0);
    Ok(html! {
        section.card #explained {
            h2 { (scene.say("web-explain")) " · " (self::domain(scene, dao, domain)) }
            p { (scene.say("web-story-formula")) }
            (clock(scene, &answer))
            (mints(scene, dao, &answer))
            @if let Some(next) = answer.next {
                (more(&format!("{here}&from={next}#explained"), &scene.say("web-more")))
            }
            @if !answer.penalties.is_empty() {
                h3 { (scene.say("web-story-taken")) }
                ul.plain { @for row in answer.penalties.iter() {
                    li {
                        (name::moment(scene, row.at)) " · " bdi dir="ltr" { (row.taken) }
                        @if row.restored.is_some() { " · " (scene.say("web-story-given-back")) }
                    }
                } }
            }
            p.small { (scene.say("web-story-proof")) " " a href="/verify" { (scene.say("web-verify")) } }
        }
    })
}

fn clock(scene: &Scene<'_>, answer: &ExplainAnswer) -> Markup {
    let Some(clock) = answer.clock else { return html! {} };
    let kept = |number: u128| html! { bdi dir="ltr" { (number) } };
    facts(&[
        (scene.say("web-story-half-life"), html! { (name::span(scene, clock.half_life)) }),
        (scene.say("web-story-landmark"), name::moment(scene, clock.landmark)),
        (scene.say("web-story-kept"), kept(answer.kept_hard)),
        (scene.say("web-story-worth"), points(answer.worth_hard.micro)),
        (scene.say("web-story-kept-soft"), kept(answer.kept_soft)),
        (scene.say("web-story-worth-soft"), points(answer.worth_soft.micro)),
    ])
}

fn mints(scene: &Scene<'_>, dao: DaoId, answer: &ExplainAnswer) -> Markup {
    let columns = ["evidence", "at", "brought", "counts", "worth"];
    let label = |column: &str| scene.say(&format!("web-story-column-{column}"));
    html! {
        div.scroll role="region" tabindex="0" aria-label=(scene.say("web-story-evidence")) {
            table.stacks {
                thead { tr { @for column in columns { th scope="col" { (label(column)) } } } }
                tbody { @for row in answer.evidence.iter() { tr {
                    th scope="row" { a href={ "/c/" (dao.0) "/review/" (row.evidence) } {
                        bdi { "#" (row.evidence) }
                    } }
                    td data-label=(label("at")) { (name::moment(scene, row.mint.at)) }
                    td data-label=(label("brought")) { (points(row.mint.micro)) }
                    td data-label=(label("counts")) { bdi dir="ltr" { (row.counts) } }
                    td data-label=(label("worth")) { (points(row.worth.micro)) }
                } } }
            }
        }
    }
}

fn evidence(scene: &Scene<'_>, (dao, account): Of, given: &Given) -> Result<Markup, Refusal> {
    let after = given.get("after").and_then(|text| text.parse().ok());
    let answer = scene.view(&ContributionsView { dao, author: Some(account), after })?;
    let rows: Vec<_> = answer.rows.iter().take(SHOWN).collect();
    let is_more = answer.rows.len() > rows.len() || answer.next.is_some();
    let next = rows.last().map(|row| row.evidence).filter(|_| is_more);
    Ok(html! {
        section {
            h2 { (scene.say("web-story-evidence")) }
            @if rows.is_empty() && after.is_none() { (empty(&scene.say("web-story-no-evidence"), None)) }
            ul.rows { @for row in rows { li { (reviews::given(scene, dao, row)) } } }
            @if let Some(next) = next {
                (more(&format!("/c/{}/people/{}?after={next}", dao.0, account.0), &scene.say("web-more")))
            }
        }
    })
}

fn work(scene: &Scene<'_>, (dao, account): Of) -> Result<Markup, Refusal> {
    let answer = scene.view(&MyWorkView { dao, account, after: None })?;
    Ok(html! {
        (facts(&[
            (scene.say("web-work-accepted"), html! { bdi { (answer.record.accepted) } }),
            (scene.say("web-story-abandoned"), html! { bdi { (answer.record.abandoned) } }),
            (scene.say("web-work-in-hand"), html! { bdi { (answer.in_hand) } }),
        ]))
        ul.rows {
            @for row in answer.jobs.iter() {
                li { a href={ "/c/" (dao.0) "/work/" (row.job.task) } {
                    @match &row.title {
                        Some(title) => (name::body(scene, title)),
                        None => { bdi { "#" (row.number) } }
                    }
                } }
            }
        }
    })
}

/// The latest thanks: worth nothing, counted nowhere.
fn thanks(scene: &Scene<'_>, (dao, account): Of) -> Result<Markup, Refusal> {
    let rows = scene.latest(dao, &["reputation"], Cut { after: 0, limit: LOOKED_AT })?;
    let thanked =
        rows.iter().filter_map(|row| match Event::from_bytes(&row.event.bytes).ok()?.fact {
            Fact::Thanked { from, to, about, words } if to == account => {
                Some((row.time, from, about, words))
            }
            _ => None,
        });
    let thanked: Vec<_> = thanked.take(THANKS).collect();
    Ok(html! {
        @if thanked.is_empty() { (empty(&scene.say("web-story-no-thanks"), None)) }
        ul.rows {
            @for (at, from, about, words) in thanked {
                li {
                    p.small {
                        (name::account(scene, from)) " · " (name::moment(scene, at))
                        @if let Some(about) = about {
                            " · " a href={ "/c/" (dao.0) "/review/" (about) } { bdi { "#" (about) } }
                        }
                    }
                    blockquote { (name::body(scene, &words)) }
                }
            }
        }
    })
}
