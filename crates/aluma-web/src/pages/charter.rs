//! A community's charter in words, with the numbers behind them and how it came about.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::Event;
use aluma_core::dao::profile::tag_words;
use aluma_core::dao::views::{CharterAnswer, CharterView, DaoAnswer};
use aluma_core::treasury::views::TreasuryView;
use aluma_index::{Page as Cut, ToldRow};
use aluma_text::{Arg, Facts, Lang, Section, Setting};
use aluma_types::codec::Canon;
use aluma_types::spec::IdKind;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use crate::page::Page;
use crate::pages::community::{find, frame, title};
use crate::pages::{history, propose};
use crate::parts::say::{Say, count};
use crate::parts::{Tone, badge, card, facts, name, value};
use crate::prose;
use crate::visit::Visit;

/// Facts of the community that are looked through for amendments, and how many at once.
const FACTS: (usize, usize) = (2_000, 500);

/// GET /c/{dao}/charter
pub(crate) async fn page(visit: Visit, Path(dao): Path<String>) -> Response {
    visit
        .show(move |scene| {
            let dao = find(scene, &dao)?;
            let charter = scene.view(&CharterView { dao: dao.dao })?;
            let sections = sections(scene, &dao, &charter)?;
            let body = html! {
                h1 { (scene.say("web-charter")) }
                p.lead { (scene.say("web-charter-lead")) }
                (card(&scene.say("web-charter-shape"), &shape(scene, &dao, &charter)))
                (contents(scene, &sections))
                @for section in &sections { (self::section(scene, &dao, section)) }
                p.small { (scene.say("web-charter-how")) }
                (card(&scene.say("web-charter-history"), &came_about(scene, &dao)?))
            };
            let title = format!("{} · {}", scene.say("web-charter"), title(scene, &dao));
            let page = Page::new(title, scene.say("web-charter-sentence"), body);
            let data = format!("/v1/views/charter?dao={}", dao.dao.0);
            Ok(page.of(frame(scene, &dao, "charter")).live().data(data))
        })
        .await
}

/// The prose, made from the parameters and from what follows of them at this size.
fn sections(
    scene: &Scene<'_>,
    dao: &DaoAnswer,
    charter: &CharterAnswer,
) -> Result<Vec<Section>, Refusal> {
    let treasury = scene.view(&TreasuryView { dao: dao.dao })?;
    let facts = Facts {
        manner: charter.manner,
        template: charter.template,
        members: Some(charter.members),
        free: treasury.free.iter().map(|row| row.free).collect(),
    };
    let rows = charter.parameters.iter();
    let pairs: Vec<_> = rows.map(|row| (row.key.as_str(), row.value.as_str())).collect();
    Ok(prose::charter(scene.lang, &pairs, &facts, scene))
}

/// Its purpose, by what it is found, and what its charter started from.
fn shape(scene: &Scene<'_>, dao: &DaoAnswer, charter: &CharterAnswer) -> Markup {
    let tags: Vec<_> = dao.tags.iter().filter_map(|tag| tag_words(tag.as_str())).collect();
    let tags = html! {
        @if tags.is_empty() { (scene.say("web-charter-no-tags")) }
        @for (en, he) in tags {
            (badge(Tone::Plain, match scene.lang { Lang::En => en, Lang::He => he })) " "
        }
    };
    let template = match &charter.template {
        Some(template) => value::told(scene, template),
        None => html! { (scene.say("web-charter-no-template")) },
    };
    let pairs = [
        (scene.say("web-charter-purpose"), name::prose(scene, &dao.purpose.id)),
        (scene.say("web-charter-tags"), tags),
        (scene.say("web-charter-manner"), value::told(scene, &charter.manner)),
        (scene.say("web-charter-template"), template),
    ];
    facts(&pairs)
}

fn contents(scene: &Scene<'_>, sections: &[Section]) -> Markup {
    html! {
        nav.contents aria-label=(scene.say("web-charter-contents")) {
            ul { @for section in sections {
                li { a href={ "#" (section.name) } { (section.title) } }
            } }
        }
    }
}

fn section(scene: &Scene<'_>, dao: &DaoAnswer, section: &Section) -> Markup {
    let settings = &section.parameters;
    html! {
        section.card id=(section.name) {
            h2 { (section.title) }
            @for said in &section.sentences { p { (said.text) } }
            @if !settings.is_empty() {
                details.optional {
                    summary {
                        (scene.say_of("web-charter-numbers", &[("count", count(settings.len()))]))
                    }
                    div.scroll tabindex="0" { (self::settings(scene, dao, settings)) }
                }
            }
            @if let Some(first) = settings.first() {
                p { a href=(amend(dao, first)) { (scene.say("web-charter-propose")) } }
            }
        }
    }
}

fn settings(scene: &Scene<'_>, dao: &DaoAnswer, settings: &[Setting]) -> Markup {
    html! {
        table {
            thead { tr {
                @for key in ["setting", "value", "range", "default"] {
                    th scope="col" { (scene.say(&format!("web-charter-{key}"))) }
                }
            } }
            tbody { @for setting in settings { tr {
                th scope="row" {
                    a href=(amend(dao, setting)) { (setting.label) }
                    br; (name::code(&setting.key))
                }
                td { bdi { (setting.words) } }
                td { (setting.range) }
                td {
                    @if setting.is_default { (scene.say("web-charter-same")) }
                    @else {
                        bdi { (setting.default) } " "
                        (badge(Tone::Waits, &scene.say("web-charter-changed")))
                    }
                }
            } } }
        }
    }
}

/// Where a change of a parameter is proposed: its name and what it is now are filled in.
fn amend(dao: &DaoAnswer, setting: &Setting) -> String {
    let pairs =
        [("changes[0].key", setting.key.as_str()), ("changes[0].value", setting.value.as_str())];
    propose::address(dao.dao, "amend", &pairs)
}

/// The founding and every amendment since, newest first.
fn came_about(scene: &Scene<'_>, dao: &DaoAnswer) -> Result<Markup, Refusal> {
    let rows = amendments(scene, dao)?;
    let founder = dao.inside.as_ref().map(|inside| inside.founder);
    let founded = founder.map(|founder| {
        let data =
            [("time", Arg::Time(dao.since)), ("founder", Arg::Id(IdKind::AccountId, founder.0))];
        scene.say_of("web-charter-founded", &data)
    });
    Ok(html! {
        @if rows.is_empty() { p { (scene.say("web-charter-never")) } }
        ol.rows reversed[!rows.is_empty()] {
            @for row in &rows { (history::line(scene, row)) }
            @if let Some(founded) = founded { li { (founded) } }
        }
    })
}

fn amendments(scene: &Scene<'_>, dao: &DaoAnswer) -> Result<Vec<ToldRow>, Refusal> {
    let (most, step) = FACTS;
    let (mut found, mut after) = (Vec::new(), 0);
    for _ in 0..most / step {
        let rows = scene.latest(dao.dao, &["dao"], Cut { after, limit: step })?;
        let (many, last) = (rows.len(), rows.last().map_or(0, |row| row.event.seq));
        found.extend(rows.into_iter().filter(|row| {
            let event = Event::from_bytes(&row.event.bytes);
            matches!(event, Ok(Event::CharterAmended { .. } | Event::MannerChanged { .. }))
        }));
        if many < step {
            break;
        }
        after = last;
    }
    Ok(found)
}
