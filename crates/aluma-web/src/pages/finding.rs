//! Work and communities for whoever looks for some, without an account.

use aluma_api::Scene;
use aluma_api::node_views::{
    FindCommunitiesView, FindWorkView, FoundCommunity, FoundTask, Language,
};
use aluma_core::dao::Joining;
use aluma_core::dao::profile::all_tags as tags;
use aluma_types::{DaoId, Text};
use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::form::Given;
use crate::page::Page;
use crate::parts::say::{Say, count};
use crate::parts::{Tone, badge, empty, more, name};
use crate::visit::Visit;

/// What may be asked of work.
const OF_WORK: [&str; 6] = ["skill", "asset", "least", "language", "tag", "outside"];
/// What may be asked of communities.
const OF_COMMUNITIES: [&str; 3] = ["words", "language", "tag"];

/// GET /find/work?skill=&asset=&least=&language=&tag=&outside=&after=
pub(crate) async fn work(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    visit
        .show(move |scene| {
            let given = Given::new(pairs);
            let asset = text(&given, "asset");
            let view = FindWorkView {
                skill: text(&given, "skill"),
                // A sum alone says nothing: it is left out until it is said what it is in.
                least: text(&given, "least").filter(|_| asset.is_some()),
                asset,
                language: language(&given),
                tag: tag(&given),
                outside: given.get("outside").map(|_| true),
                after: text(&given, "after"),
            };
            let found = scene.find_work(&view)?;
            let rows: Vec<&FoundTask> = found.tasks.iter().collect();
            let next = found.next.as_ref().map(|next| next.as_str());
            let body = html! {
                h1 { (scene.say("web-find-work")) }
                p.lead { (scene.say("web-find-work-lead")) }
                (ways(scene, "work"))
                (work_form(scene, &given))
                @if rows.is_empty() {
                    @let look = scene.say("web-find-communities");
                    (empty(&scene.say("web-find-work-none"), Some(("/find/communities", &look))))
                }
                ul.cards { @for row in rows { (task(scene, row)) } }
                (on(scene, ("/find/work", &OF_WORK), &given, next))
            };
            let title = scene.say("web-find-work");
            Ok(Page::new(title, scene.say("web-find-work-lead"), body).data("/v1/views/find-work"))
        })
        .await
}

/// GET /find/communities?words=&language=&tag=&after=
pub(crate) async fn communities(
    visit: Visit,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let given = Given::new(pairs);
            let view = FindCommunitiesView {
                words: text(&given, "words"),
                language: language(&given),
                tag: tag(&given),
                after: given.get("after").and_then(|id| id.parse().ok()).map(DaoId),
            };
            let found = scene.find_communities(&view)?;
            let rows: Vec<&FoundCommunity> = found.communities.iter().collect();
            let next = found.next.map(|next| next.0.to_string());
            let body = html! {
                h1 { (scene.say("web-find-communities")) }
                p.lead { (scene.say("web-find-communities-lead")) }
                (ways(scene, "communities"))
                (communities_form(scene, &given))
                @if rows.is_empty() {
                    @let make = scene.say("web-found");
                    (empty(&scene.say("web-find-communities-none"), Some(("/found", &make))))
                }
                ul.cards { @for row in rows { (community(scene, row)) } }
                (on(scene, ("/find/communities", &OF_COMMUNITIES), &given, next.as_deref()))
            };
            let title = scene.say("web-find-communities");
            let page = Page::new(title, scene.say("web-find-communities-lead"), body);
            Ok(page.data("/v1/views/find-communities"))
        })
        .await
}

/// A word of the address; what is too long for one is cut.
fn text<const N: usize>(given: &Given, name: &str) -> Option<Text<N>> {
    let words = given.get(name)?;
    Text::new(words.get(..words.floor_char_boundary(N))?).ok()
}

fn language(given: &Given) -> Option<Language> {
    match given.get("language")? {
        "en" => Some(Language::En),
        "he" => Some(Language::He),
        _ => None,
    }
}

/// A purpose or value; what is none is left out, as a link from elsewhere may have an old one.
fn tag<const N: usize>(given: &Given) -> Option<Text<N>> {
    let word = given.get("tag")?;
    let known = tags().any(|(tag, ..)| tag == word);
    known.then(|| Text::new(word).ok()).flatten()
}

fn ways(scene: &Scene<'_>, here: &str) -> Markup {
    html! {
        nav.tabs aria-label=(scene.say("web-find-nav")) {
            @for way in ["work", "communities"] {
                a href={ "/find/" (way) } aria-current=[(way == here).then_some("page")] {
                    (scene.say(&format!("web-find-{way}")))
                }
            }
        }
    }
}

fn field(scene: &Scene<'_>, given: &Given, name: &'static str) -> Markup {
    let id = format!("find-{name}");
    html! {
        div.field {
            label for=(id) { (scene.say(&format!("web-find-by-{name}"))) }
            input id=(id) type="text" name=(name) value=[given.get(name)] maxlength="60" dir="auto";
        }
    }
}

/// Language and purpose, which both forms ask for.
fn choices(scene: &Scene<'_>, given: &Given) -> Markup {
    let chosen = |name: &str, value: &str| given.get(name) == Some(value);
    html! {
        div.field {
            label for="find-language" { (scene.say("web-find-by-language")) }
            select #find-language name="language" {
                option value="" { (scene.say("web-find-any")) }
                @for word in ["en", "he"] {
                    option value=(word) selected[chosen("language", word)] {
                        (scene.say(&format!("web-find-language-{word}")))
                    }
                }
            }
        }
        div.field {
            label for="find-tag" { (scene.say("web-find-by-tag")) }
            select #find-tag name="tag" {
                option value="" { (scene.say("web-find-any")) }
                @for (tag, en, he) in tags() {
                    option value=(tag) selected[chosen("tag", tag)] {
                        (match scene.lang { aluma_text::Lang::He => he, aluma_text::Lang::En => en })
                    }
                }
            }
        }
    }
}

fn work_form(scene: &Scene<'_>, given: &Given) -> Markup {
    html! {
        form action="/find/work" method="get" data-keep {
            div.columns {
                (field(scene, given, "skill"))
                (field(scene, given, "asset"))
                (field(scene, given, "least"))
                (choices(scene, given))
            }
            div.field.check {
                label {
                    input type="checkbox" name="outside" value="yes" checked[given.has("outside")]; " "
                    (scene.say("web-find-by-outside"))
                }
            }
            p.buttons { button type="submit" { (scene.say("web-find-go")) } }
        }
    }
}

fn communities_form(scene: &Scene<'_>, given: &Given) -> Markup {
    html! {
        form action="/find/communities" method="get" data-keep {
            div.columns { (field(scene, given, "words")) (choices(scene, given)) }
            p.buttons { button type="submit" { (scene.say("web-find-go")) } }
        }
    }
}

fn task(scene: &Scene<'_>, row: &FoundTask) -> Markup {
    let named: Vec<_> = row.skills.iter().filter_map(|skill| skill.name.as_ref()).collect();
    html! {
        li.card {
            h2.card-title {
                a href={ "/c/" (row.dao.0) "/work/" (row.task) } { (name::body(scene, &row.title)) }
            }
            p {
                strong { (name::amount(scene, row.reward)) } " · " (name::dao(scene, row.dao))
                @if row.outside {
                    " " (badge(Tone::Good, &scene.say("web-find-outside")))
                }
            }
            p.small {
                (scene.say("web-find-estimate")) " " (name::span(scene, row.estimate)) " · "
                (scene.say_of("web-find-left", &[("left", count(row.left))]))
                @for skill in named { " · " bdi dir="auto" { (skill.as_str()) } }
            }
        }
    }
}

fn community(scene: &Scene<'_>, row: &FoundCommunity) -> Markup {
    let joining = row.joining.map(|joining| match joining {
        Joining::Open => "web-find-joins-open",
        Joining::Application => "web-find-joins-application",
        _ => "web-find-joins-otherwise",
    });
    let named = |tag: &str| tags().find(|(word, ..)| *word == tag);
    let own = |(_, en, he): (&str, &'static str, &'static str)| match scene.lang {
        aluma_text::Lang::He => he,
        aluma_text::Lang::En => en,
    };
    html! {
        li.card {
            h2.card-title { a href={ "/c/" (row.dao.0) } { (name::body(scene, &row.name)) } }
            p.clamp { (name::body(scene, &row.purpose)) }
            p.small {
                @if let Some(members) = row.members {
                    (scene.say_of("web-find-members", &[("members", count(members))])) " · "
                }
                @if let Some(joining) = joining { (scene.say(joining)) }
                @for tag in row.tags.iter().filter_map(|tag| named(tag.as_str())) {
                    " · " a href={ "/find/communities?tag=" (tag.0) } { (own(tag)) }
                }
            }
        }
    }
}

/// The way to what follows, asked for in the same words.
fn on(
    scene: &Scene<'_>,
    (path, names): (&str, &[&str]),
    given: &Given,
    next: Option<&str>,
) -> Markup {
    let Some(next) = next else { return html! {} };
    let pair = |name: &&str| {
        let value = given.get(name)?;
        Some(format!("{name}={}&", utf8_percent_encode(value, NON_ALPHANUMERIC)))
    };
    let pairs: String = names.iter().filter_map(pair).collect();
    more(&format!("{path}?{pairs}after={next}"), &scene.say("web-more"))
}
