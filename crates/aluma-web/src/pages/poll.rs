//! One poll: the question, the answers so far, and yours.

use aluma_api::Scene;
use aluma_core::governance::types::PollKind;
use aluma_core::governance::views::{PollAnswer, PollView};
use aluma_types::PollId;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Form;
use crate::page::Page;
use crate::pages::thread::{self, Place};
use crate::pages::{community, enter};
use crate::parts::chart::{Part, bar};
use crate::parts::say::{Say, count};
use crate::parts::value::told;
use crate::parts::{Tone, badge, card, done, name};
use crate::visit::Visit;

/// Colours of options, over and over.
const COLOURS: [&str; 6] = ["a", "b", "d", "c", "e", "f"];

/// GET /poll/{poll}
pub(crate) async fn page(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .show(move |scene| {
            let id = PollId(id.parse().unwrap_or(u64::MAX));
            let poll = scene.view(&PollView { poll: id })?;
            let title = name::words_plain(scene, &poll.question.id);
            let body = html! {
                h1 { (name::body(scene, &poll.question)) }
                p {
                    @if poll.closed { (badge(Tone::Plain, &scene.say("web-poll-closed"))) }
                    @else { (badge(Tone::Waits, &scene.say("web-poll-open"))) }
                    " " span.small {
                        (scene.say("web-asked-by")) " " (name::account(scene, poll.author)) " · "
                        (scene.say("web-until")) " " (name::moment(scene, poll.closes_at)) " · "
                        (told(scene, &poll.audience))
                    }
                }
                @if let Some(body) = &poll.body { (name::prose(scene, &body.id)) }
                div.columns.reading {
                    (card(&scene.say("web-answers-so-far"), &results(scene, &poll)))
                    @if !poll.closed { (card(&scene.say("web-your-answer"), &answer(scene, &poll))) }
                }
                (thread::below(scene, poll.dao, Place::Poll(id.0)).unwrap_or_default())
                @if let Some(outcome) = &poll.outcome {
                    (card(&scene.say("web-outcome"), &told(scene, outcome)))
                }
            };
            let dao = community::find(scene, &poll.dao.0.to_string());
            let data = format!("/v1/views/poll?poll={}", id.0);
            let page = Page::new(title, scene.say("web-polls-lead"), body).live().data(data);
            Ok(match dao {
                Ok(dao) => page.of(community::frame(scene, &dao, "polls")),
                Err(_) => page,
            })
        })
        .await
}

fn results(scene: &Scene<'_>, poll: &PollAnswer) -> Markup {
    let counts = poll.result.counts.iter().copied().chain(std::iter::repeat(0));
    let parts: Vec<_> = poll
        .options
        .iter()
        .zip(counts)
        .zip(COLOURS.into_iter().cycle())
        .map(|((option, votes), class)| Part {
            label: name::words_plain(scene, &option.id),
            words: votes.to_string(),
            size: votes.into(),
            class,
        })
        .collect();
    let first = poll.result.first.iter().filter_map(|place| poll.options.get(usize::from(*place)));
    html! {
        (bar(&scene.say("web-answers-so-far"), &parts, None))
        p { (scene.say_of("web-answers", &[("answers", count(poll.result.answers))])) }
        @if poll.closed {
            p { (scene.say("web-came-first")) " "
                @for option in first { strong { (name::body(scene, option)) } " " } }
        }
        @if poll.kind == PollKind::Ranked { p.small { (scene.say("web-counts-ranked")) } }
        @if poll.kind == PollKind::Score { p.small { (scene.say("web-counts-score")) } }
    }
}

fn answer(scene: &Scene<'_>, poll: &PollAnswer) -> Markup {
    if scene.reader.is_none() {
        return html! {
            p { (scene.say("web-sign-in-to-answer")) }
            (enter::ways_in(scene))
        };
    }
    let mine: Vec<u8> = poll.mine.iter().flat_map(|marks| marks.iter().copied()).collect();
    let fields = html! {
        input type="hidden" name="poll" value=(poll.poll.0);
        fieldset.choice {
            legend { (scene.say(way(poll.kind))) }
            @match poll.kind {
                PollKind::Single => (boxes(scene, poll, "radio", &mine)),
                PollKind::Multiple => (boxes(scene, poll, "checkbox", &mine)),
                PollKind::Score => (scores(scene, poll, &mine)),
                PollKind::Ranked => (ranks(scene, poll, &mine)),
            }
            p.problem data-problem-for="marks" role="alert" hidden {}
        }
    };
    let button = scene.say(if mine.is_empty() { "web-answer" } else { "web-change-answer" });
    let form = Form { action: "answer", then: "", button: &button, is_quick: true };
    html! { (form.draw(scene, &fields)) (done("done-answer")) }
}

/// How a question is answered, in words.
const fn way(kind: PollKind) -> &'static str {
    match kind {
        PollKind::Single => "web-answer-single",
        PollKind::Multiple => "web-answer-multiple",
        PollKind::Score => "web-answer-score",
        PollKind::Ranked => "web-answer-ranked",
    }
}

fn boxes(scene: &Scene<'_>, poll: &PollAnswer, kind: &str, mine: &[u8]) -> Markup {
    html! {
        @for (place, option) in (0u8..).zip(poll.options.iter()) {
            label {
                input type=(kind) name="marks" value=(place) checked[mine.contains(&place)];
                " " (name::body(scene, option))
            }
        }
    }
}

fn scores(scene: &Scene<'_>, poll: &PollAnswer, mine: &[u8]) -> Markup {
    html! {
        @for (place, option) in poll.options.iter().enumerate() {
            div.field {
                label for={ "f-marks-" (place) } { (name::body(scene, option)) }
                input id={ "f-marks-" (place) }
                type="number" min="0" max="10" required name={ "marks[" (place) "]" }
                    value=[mine.get(place)];
            }
        }
    }
}

fn ranks(scene: &Scene<'_>, poll: &PollAnswer, mine: &[u8]) -> Markup {
    html! {
        @for rank in 0..poll.options.len() {
            div.field {
                label for={ "f-marks-" (rank) } {
                    (scene.say_of("web-rank", &[("place", count(rank.saturating_add(1)))]))
                }
                select id={ "f-marks-" (rank) } name={ "marks[" (rank) "]" } {
                    option value="" { "–" }
                    @for (place, option) in (0u8..).zip(poll.options.iter()) {
                        option value=(place) selected[mine.get(rank) == Some(&place)] {
                            (name::words_plain(scene, &option.id))
                        }
                    }
                }
            }
        }
    }
}
