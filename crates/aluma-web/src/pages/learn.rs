//! What a community teaches: its courses, what each pays and opens, and how far the reader is.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::earn::types::Reason;
use aluma_core::learn::types::{LearnStage, Lesson};
use aluma_core::learn::views::{
    CourseRow, CourseView, CoursesView, LearningRow, MasteriesView, MasteryRow, MyLearningView,
};
use aluma_core::reputation::types::Level;
use aluma_text::Lang;
use aluma_types::{AccountId, Body, DaoId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::page::Page;
use crate::pages::{community, credential, list, story};
use crate::parts::say::{Say, count};
use crate::parts::{Tone, badge, card, empty, more, name};
use crate::visit::Visit;

/// GET /c/{dao}/learn?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let after = list::after(pairs);
            let answer = scene.view(&CoursesView { dao: dao.dao, after })?;
            let (rows, next) = list::cut(&answer.courses, answer.next.is_some(), |row| row.course);
            let (id, title) = (dao.dao.0, scene.say("web-learn-title"));
            let propose = format!("/c/{id}/propose?actions[0].action=name-course");
            let asks = scene.say("web-learn-propose");
            let own = learning(scene, dao.dao)?;
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-learn-lead")) }
                @if let Some(reader) = scene.reader { (mine(scene, dao.dao, reader)?) }
                @if rows.is_empty() && after.is_none() {
                    (empty(&scene.say("web-learn-none"), Some((&propose, &asks))))
                }
                ul.rows { @for row in &rows { li { (self::row(scene, dao.dao, row, &own)) } } }
                @if let Some(next) = next {
                    (more(&format!("/c/{id}/learn?after={next}"), &scene.say("web-more")))
                }
                p.small { (scene.say("web-learn-no-quiz")) }
                @if !rows.is_empty() { p { a href=(propose) { (asks) } } }
            };
            let sentence = scene.say("web-learn-lead");
            let page =
                Page::new(format!("{title} · {}", community::title(scene, &dao)), sentence, body);
            let page = page.of(community::frame(scene, &dao, "learn")).live();
            Ok(page.data(format!("/v1/views/courses?dao={id}")))
        })
        .await
}

/// A course: what it is, what it pays, and where the reader stands in it.
fn row(scene: &Scene<'_>, dao: DaoId, row: &CourseRow, own: &[LearningRow]) -> Markup {
    let mine = own.iter().find(|one| one.course == row.course);
    html! {
        p {
            a href=(address(dao, row.course)) { (name::body(scene, title(scene, row))) }
            @if let Some(mine) = mine { " " (stage(scene, mine.stage)) }
            @else if !row.open { " " (badge(Tone::Plain, &scene.say("web-learn-is-closed"))) }
        }
        p.small {
            (scene.say("web-learn-teaches")) " " (story::skill(scene, dao, row.skill)) " · "
            (scene.say_of("web-learn-lessons", &[("lessons", count(row.lessons))]))
            " · " (scene.say("web-learn-pays")) " " (name::amount(scene, row.whole))
            " · " (scene.say("web-learn-author")) " " (name::account(scene, row.author))
        }
    }
}

/// How far the reader is in the courses of a community that they began.
fn learning(scene: &Scene<'_>, dao: DaoId) -> Result<Vec<LearningRow>, Refusal> {
    if scene.reader.is_none() {
        return Ok(Vec::new());
    }
    let answer = scene.view(&MyLearningView { dao, after: None })?;
    Ok(answer.learning.iter().copied().collect())
}

/// What waits for the reader in courses of a community: what was drawn, or the practical.
pub(crate) fn waiting(scene: &Scene<'_>, dao: DaoId) -> Result<Vec<Markup>, Refusal> {
    let mut rows = Vec::new();
    for row in learning(scene, dao)? {
        let until = match row.stage {
            LearnStage::Proving { until } | LearnStage::Practical { until } => until,
            _ => continue,
        };
        let course = scene.view(&CourseView { dao, course: row.course })?.row;
        rows.push(html! {
            p {
                (scene.say(&format!("web-learn-waits-{}", row.stage.name()))) " · "
                a href={ (address(dao, row.course)) "#step" } { (name::body(scene, title(scene, &course))) }
                " · " (name::dao(scene, dao))
            }
            p.small { (scene.say("web-until")) " " (name::moment(scene, until)) }
        });
    }
    Ok(rows)
}

/// Where a course stands.
pub(crate) fn address(dao: DaoId, course: u64) -> String {
    format!("/c/{}/learn/{course}", dao.0)
}

/// What is said in the reader's language.
pub(crate) const fn in_lang<'b, const N: usize>(
    scene: &Scene<'_>,
    en: &'b Body<N>,
    he: &'b Body<N>,
) -> &'b Body<N> {
    match scene.lang {
        Lang::En => en,
        Lang::He => he,
    }
}

/// A course's title in the reader's language.
pub(crate) const fn title<'b>(scene: &Scene<'_>, row: &'b CourseRow) -> &'b Reason {
    in_lang(scene, &row.title_en, &row.title_he)
}

/// A lesson's title in the reader's language.
pub(crate) const fn heading<'b>(scene: &Scene<'_>, lesson: &'b Lesson) -> &'b Reason {
    in_lang(scene, &lesson.title_en, &lesson.title_he)
}

/// How far somebody is, in a word.
pub(crate) fn stage(scene: &Scene<'_>, stage: LearnStage) -> Markup {
    let tone = match stage {
        LearnStage::Done { .. } | LearnStage::Resting { .. } => Tone::Good,
        LearnStage::Lapsed { .. } => Tone::Plain,
        _ => Tone::Waits,
    };
    badge(tone, &scene.say(&format!("web-learn-stage-{}", stage.name())))
}

/// How well somebody has a skill, in a word.
pub(crate) fn level(scene: &Scene<'_>, level: Level) -> String {
    scene.say(match level {
        Level::Knows => "web-learn-knows",
        Level::CanDo => "web-learn-can-do",
        Level::Retained => "web-learn-retained",
    })
}

/// Skills that the reader has by courses of this community.
fn mine(scene: &Scene<'_>, dao: DaoId, reader: AccountId) -> Result<Markup, Refusal> {
    Ok(match skills(scene, dao, reader)? {
        Some(skills) => card(&scene.say("web-learn-mine"), &skills),
        None => html! {},
    })
}

/// Skills that somebody has by courses of a community; nothing where there are none.
pub(crate) fn skills(
    scene: &Scene<'_>,
    dao: DaoId,
    account: AccountId,
) -> Result<Option<Markup>, Refusal> {
    let answer = scene.view(&MasteriesView { dao, account, after: None })?;
    if answer.masteries.is_empty() {
        return Ok(None);
    }
    Ok(Some(html! {
        ul.rows { @for row in answer.masteries.iter() { li { (mastery(scene, (dao, account), row)) } } }
    }))
}

fn mastery(scene: &Scene<'_>, (dao, account): (DaoId, AccountId), row: &MasteryRow) -> Markup {
    let takes = row.holds && scene.reader == Some(account);
    let (tone, word) = match row.holds {
        true => (Tone::Good, "web-learn-holds-until"),
        false => (Tone::Plain, "web-learn-ran-out"),
    };
    html! {
        p {
            a href=(address(dao, row.course)) { (story::skill(scene, dao, row.skill)) } " "
            (badge(tone, &level(scene, row.level)))
        }
        p.small {
            (scene.say("web-learn-since")) " " (name::moment(scene, row.since)) " · "
            (scene.say(word)) " " (name::moment(scene, row.until))
        }
        @if takes {
            p.small {
                (scene.say("web-credential")) ": "
                (credential::files(scene, dao, &format!("?mastery={}", row.skill)))
            }
        }
    }
}

/// Courses of a community that teach a skill: the ways to it, for pages that ask for it.
pub(crate) fn teaching(scene: &Scene<'_>, dao: DaoId, skill: u32) -> Markup {
    let answer = scene.view(&CoursesView { dao, after: None }).ok();
    let rows: Vec<_> = answer
        .iter()
        .flat_map(|answer| answer.courses.iter())
        .filter(|row| row.skill == skill)
        .cloned()
        .collect();
    html! {
        @for row in &rows {
            " · " (scene.say("web-learn-taught-by")) " "
            a href=(address(dao, row.course)) { (name::body(scene, title(scene, row))) }
        }
    }
}
