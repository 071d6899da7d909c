//! A lesson of a course: to be read by whoever may read the community.

use aluma_api::Scene;
use aluma_api::problem::Own;
use aluma_core::learn::types::Lesson;
use aluma_core::learn::views::{CourseAnswer, CourseView};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use crate::page::Page;
use crate::pages::community;
use crate::pages::learn::{self, address, heading};
use crate::parts::name;
use crate::parts::say::{Say, count};
use crate::visit::Visit;

/// Letters of a lesson that a chat shows of a link to it.
const PREVIEW: usize = 200;

/// GET /c/{dao}/learn/{course}/{lesson}: lessons are counted from 1.
pub(crate) async fn page(
    visit: Visit,
    Path((dao, number, place)): Path<(String, u64, usize)>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let answer = scene.view(&CourseView { dao: dao.dao, course: number })?;
            let lessons = &answer.lessons;
            let lesson = place.checked_sub(1).and_then(|at| lessons.get(at));
            let lesson = lesson.ok_or(Own::NotFound)?;
            let title = name::words_plain(scene, &heading(scene, lesson).id);
            let here = address(dao.dao, number);
            let body = html! {
                // The text's own headings begin with the third.
                h1 { a href=(here) { (name::body(scene, learn::title(scene, &answer.row))) } }
                p.small {
                    (scene.say_of("web-learn-which", &[
                        ("lesson", count(place)), ("lessons", count(lessons.len())),
                    ]))
                }
                h2 { (name::body(scene, heading(scene, lesson))) }
                (name::prose(scene, &learn::in_lang(scene, &lesson.text_en, &lesson.text_he).id))
                (onwards(scene, &answer, (place, &here)))
            };
            let page = Page::new(title, beginning(scene, lesson), body);
            let page = page.of(community::frame(scene, &dao, "learn"));
            Ok(page.data(format!("/v1/views/course?dao={}&course={number}", dao.dao.0)))
        })
        .await
}

/// The ways on: to the next lesson, or to what is to be done.
fn onwards(scene: &Scene<'_>, answer: &CourseAnswer, (place, here): (usize, &str)) -> Markup {
    let is_last = place >= answer.lessons.len();
    html! {
        p.buttons {
            @if is_last {
                a.button href={ (here) "#step" } { (scene.say("web-learn-to-step")) }
            } @else {
                a.button rel="next" href={ (here) "/" (place.saturating_add(1)) } {
                    (scene.say("web-learn-next-lesson"))
                }
            }
            @if place > 1 {
                a.button.quiet rel="prev" href={ (here) "/" (place.saturating_sub(1)) } {
                    (scene.say("web-learn-lesson-before"))
                }
            }
        }
    }
}

/// Its first paragraph, for previews.
fn beginning(scene: &Scene<'_>, lesson: &Lesson) -> String {
    let text = learn::in_lang(scene, &lesson.text_en, &lesson.text_he);
    let words = name::words_plain(scene, &text.id);
    let first = words.split("\n\n").find(|part| !part.trim_start().starts_with('#'));
    let plain = first.unwrap_or_default().replace(['*', '`'], "").replace('\n', " ");
    plain.chars().take(PREVIEW).collect()
}
