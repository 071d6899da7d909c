//! Putting something to the vote: choose what, fill it in, see what it would do and who decides on
//! it, sign.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::views::DaoAnswer;
use aluma_core::governance::views::{DraftAnswer, DraftView};
use aluma_text::Arg;
use aluma_types::spec::{ActionSpec, Author, Catalog};
use aluma_types::{Acts, DaoId};
use axum::Form as Filled;
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::{Form, Given, fields_at, input, prepare};
use crate::page::Page;
use crate::pages::act::title;
use crate::pages::community;
use crate::pages::proposal::{changes, effects};
use crate::parts::say::{Say, count};
use crate::parts::value::{self, told};
use crate::parts::{Tone, card, name, notice, tally};
use crate::visit::Visit;

/// What is asked for most, in the order in which it is offered, with what is meant as a rule.
const COMMON: [(&str, &[(&str, &str)]); 6] = [
    ("resolve", &[]),
    ("transfer", &[("to", "account")]),
    ("amend", &[]),
    ("admit", &[]),
    ("give-role", &[]),
    ("stream", &[("plan", "salary")]),
];

/// GET /c/{dao}/propose?actions[0].action=NAME
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    composed(visit, dao, pairs).await
}

/// POST /c/{dao}/propose: the same with what was filled in so far, to add a step or to look at what
/// it would do. Nothing is kept here.
pub(crate) async fn again(
    visit: Visit,
    Path(dao): Path<String>,
    Filled(pairs): Filled<Vec<(String, String)>>,
) -> Response {
    composed(visit, dao, pairs).await
}

async fn composed(visit: Visit, dao: String, mut pairs: Vec<(String, String)>) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            // The page's own parts of the address are no fields.
            pairs.retain(|(name, _)| name != "dao" && name != "lang");
            add_step(&mut pairs);
            pairs.push(("dao".to_owned(), dao.dao.0.to_string()));
            let given = Given::new(pairs);
            let title = scene.say("web-propose");
            let is_chosen = !given.places("actions").is_empty();
            let body = html! {
                h1 { (title) }
                @if is_chosen { (compose(scene, &dao, &given)) }
                @else { (choose(scene, &dao)) }
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            Ok(page.of(community::frame(scene, &dao, "proposals")).data("/v1/actions"))
        })
        .await
}

/// Where something is proposed to a community with a first step filled in: its action, and the
/// values below it by their paths.
pub(crate) fn address(dao: DaoId, action: &str, pairs: &[(&str, &str)]) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let pair = |(path, text): &(&str, &str)| {
        format!("&actions[0].{path}={}", utf8_percent_encode(text, NON_ALPHANUMERIC))
    };
    let more: String = pairs.iter().map(pair).collect();
    format!("/c/{}/propose?actions[0].action={action}{more}", dao.0)
}

/// Where a step was asked for, its action stands at the next place.
fn add_step(pairs: &mut Vec<(String, String)>) {
    let find = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|it| it.1.clone());
    if let (Some(place), Some(step)) = (find("_add"), find("_step"))
        && place.parse::<u32>().is_ok()
    {
        pairs.push((format!("actions[{place}].action"), step));
    }
}

/// Actions that a proposal may carry.
fn carried(scene: &Scene<'_>) -> Vec<&'static ActionSpec> {
    let all = scene.node().registry().specs.iter().map(|(_, spec)| *spec);
    all.filter(|spec| spec.by.contains(&Author::Dao) && spec.track.is_some()).collect()
}

/// What there is to propose: the common things first, all others below their domains.
fn choose(scene: &Scene<'_>, dao: &DaoAnswer) -> Markup {
    let to = |spec: &ActionSpec, given| address(dao.dao, spec.name, given);
    let all = carried(scene);
    let common = COMMON.iter().filter_map(|(name, given)| {
        let spec = all.iter().find(|spec| spec.name == *name)?;
        Some((spec, *given))
    });
    let mut domains: Vec<_> = all.iter().map(|spec| spec.domain).collect();
    domains.dedup();
    html! {
        p.lead { (scene.say("web-propose-lead")) }
        ul.cards {
            @for (spec, given) in common {
                li.card {
                    h2 { a href=(to(spec, given)) { (scene.say(&format!("web-propose-{}", spec.name))) } }
                    p { (scene.say(&format!("web-propose-{}-more", spec.name))) }
                }
            }
        }
        details {
            summary { (scene.say("web-propose-other")) }
            @for domain in domains {
                h3 { (scene.say(&format!("web-domain-{domain}"))) }
                ul {
                    @for spec in all.iter().filter(|spec| spec.domain == domain) {
                        li { a href=(to(spec, &[])) { (title(scene.lang, spec)) } }
                    }
                }
            }
        }
    }
}

fn compose(scene: &Scene<'_>, dao: &DaoAnswer, given: &Given) -> Markup {
    let registry = scene.node().registry();
    let places = given.places("actions");
    let next = places.iter().max().map_or(0, |last| last.saturating_add(1));
    let here = format!("/c/{}/propose", dao.dao.0);
    let steps: Vec<_> = places
        .iter()
        .filter_map(|place| {
            let path = format!("actions[{place}]");
            let name = given.get(&format!("{path}.action"))?;
            Some((path, registry.named(name)?.1))
        })
        .collect();
    let words = |key: &str, hint: &str, is_needed| input::Words {
        label: scene.say(key),
        hint: scene.say(hint),
        is_needed,
    };
    let fields = html! {
        // Enter in a field presses the first button of a form: signing, not one more step.
        button type="submit" hidden {}
        input type="hidden" name="dao" value=(dao.dao.0);
        (input::framed("title", &words("web-title", "web-title-hint", true), &html! {
            input id="f-title" name="title" dir="auto" maxlength="200" required
                aria-describedby="h-title" value=[given.get("title")];
        }))
        @for (path, spec) in &steps {
            fieldset {
                legend { (title(scene.lang, spec)) }
                input type="hidden" name={ (path) ".action" } value=(spec.name);
                (fields_at(scene, spec.fields.fields, path, given))
                p.problem data-problem-for=(path) role="alert" hidden {}
            }
        }
        (another(scene, &here, next))
        (input::framed("body", &words("web-why", "web-why-hint", false), &html! {
            textarea id="f-body" name="body" rows="6" dir="auto" maxlength="20000"
                aria-describedby="h-body" {
                (given.get("body").unwrap_or_default())
            }
        }))
        p {
            button.quiet type="submit" formmethod="post" formaction=(here)
                name="_preview" value="yes" formnovalidate {
                (scene.say("web-preview"))
            }
        }
        @if given.get("_preview").is_some() { (preview(scene, dao, given)) }
    };
    let form = Form {
        action: "propose",
        then: "/p/{made}",
        button: &scene.say("web-propose-sign"),
        is_quick: false,
    };
    html! {
        (form.draw(scene, &fields))
        (input::people(scene, [dao.dao]))
    }
}

/// One more step in the same proposal.
fn another(scene: &Scene<'_>, here: &str, next: u32) -> Markup {
    html! {
        details.optional {
            summary { (scene.say("web-another-step")) }
            label for="f-step" { (scene.say("web-step-what")) }
            span.pair {
                select id="f-step" name="_step" {
                    @for spec in carried(scene) { option value=(spec.name) { (title(scene.lang, spec)) } }
                }
                button.quiet type="submit" formmethod="post" formaction=(here)
                    name="_add" value=(next) {
                    (scene.say("web-add"))
                }
            }
        }
    }
}

/// What it would do and who would decide on it, or what is missing.
fn preview(scene: &Scene<'_>, dao: &DaoAnswer, given: &Given) -> Markup {
    match weighed(scene, dao, given) {
        Ok((acts, draft)) => card(
            &scene.say("web-what-it-does"),
            &html! {
                (value::acts(scene, &acts.0))
                (changes(scene, dao.dao, draft.changes.iter()).unwrap_or_default())
                (effects(scene, &draft.effects))
                (road(scene, &draft))
            },
        ),
        Err(refusal) => {
            let problem = scene.problem(&refusal);
            let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
            notice(
                Tone::Bad,
                &html! {
                    p { strong { (text("title")) } " " (text("detail")) " " (name::code(&text("field"))) }
                    p { (text("hint")) }
                },
            )
        }
    }
}

fn weighed(
    scene: &Scene<'_>,
    dao: &DaoAnswer,
    given: &Given,
) -> Result<(Acts, DraftAnswer), Refusal> {
    let (act, _) = prepare::draft(scene, "propose", given)?;
    let (_, spec) =
        scene.node().registry().named("propose").ok_or(aluma_api::problem::Own::NotFound)?;
    let values = spec.fields.decode(&act.body).unwrap_or_default();
    let acts = values.into_iter().find_map(|value| match value {
        aluma_types::value::Value::Acts(acts) => Some(acts),
        _ => None,
    });
    let list = aluma_types::List::new(acts.unwrap_or_default()).unwrap_or_default();
    let actions = Acts(list);
    let view = DraftView { dao: dao.dao, actions: actions.clone(), track: None };
    Ok((actions, scene.view(&view)?))
}

/// By whose rules it would be decided, and by when.
fn road(scene: &Scene<'_>, draft: &DraftAnswer) -> Markup {
    html! {
        h3 { (scene.say("web-who-decides")) }
        ul {
            li { (scene.say("web-track")) " " (told(scene, &draft.track)) }
            li { (scene.say_of("web-eligible", &[("eligible", count(draft.eligible))])) }
            li { (tally::threshold(scene, draft.threshold, &draft.measure)) }
            li {
                (scene.say_of("web-lasts", &[("period", Arg::Span(draft.period)), ("delay",
                    Arg::Span(draft.delay))]))
            }
            @if !draft.recused.is_empty() {
                li {
                    (scene.say("web-recused")) " " @for one in draft.recused.iter().take(20) {
                        (name::account(scene, *one)) " "
                    }
                }
            }
        }
    }
}
