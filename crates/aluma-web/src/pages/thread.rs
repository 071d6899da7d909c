//! One thread: what was said, and saying something. The threads of proposals and polls stand below
//! them.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::discussion::types::{Case, Reaction};
use aluma_core::discussion::views::{PostAnswer, ThreadAnswer, ThreadRow, ThreadView};
use aluma_text::variant_label;
use aluma_types::DaoId;
use aluma_types::codec::Canon;
use aluma_types::spec::{TypeSpec, VariantSpec};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Form;
use crate::form::input::{Words, framed};
use crate::page::Page;
use crate::pages::{community, enter, talk};
use crate::parts::say::{Say, count};
use crate::parts::value::told;
use crate::parts::{Tone, empty, more, name, notice};
use crate::visit::Visit;

/// Where something is said.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// In a thread.
    Thread(u64),
    /// About a proposal.
    Proposal(u64),
    /// About a poll.
    Poll(u64),
}

/// GET /c/{dao}/talk/{thread}
pub(crate) async fn page(visit: Visit, Path((dao, thread)): Path<(String, u64)>) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let answer = ask(scene, dao.dao, Place::Thread(thread))?;
            let Some(row) = &answer.thread else {
                return Err(aluma_api::problem::Own::NotFound.into());
            };
            let title = talk::title(scene, row);
            let plain = talk::title_plain(scene, row);
            let body = html! {
                h1 { (title) }
                (about(scene, row))
                (posts(scene, dao.dao, &answer))
                (say(scene, dao.dao, Place::Thread(thread), Some(row)))
            };
            let page = Page::new(plain, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "talk")).live();
            Ok(page.data(format!("/v1/views/thread?dao={}&thread={thread}", dao.dao.0)))
        })
        .await
}

/// The thread of a proposal or a poll, below it.
///
/// # Errors
/// Where the reader may not read it.
pub(crate) fn below(scene: &Scene<'_>, dao: DaoId, place: Place) -> Result<Markup, Refusal> {
    let answer = ask(scene, dao, place)?;
    Ok(html! {
        section #talk {
            h2 { (scene.say("web-tab-talk")) }
            @if answer.posts.is_empty() { (empty(&scene.say("web-nothing-said"), None)) }
            (posts(scene, dao, &answer))
            (say(scene, dao, place, answer.thread.as_ref()))
        }
    })
}

fn ask(scene: &Scene<'_>, dao: DaoId, place: Place) -> Result<ThreadAnswer, Refusal> {
    let (thread, proposal, poll) = match place {
        Place::Thread(number) => (Some(number), None, None),
        Place::Proposal(id) => (None, Some(aluma_types::ProposalId(id)), None),
        Place::Poll(id) => (None, None, Some(aluma_types::PollId(id))),
    };
    scene.view(&ThreadView { dao, thread, proposal, poll, after: None, after_voter: None })
}

/// Who can read a thread, and why nothing can be said in it where that is so.
fn about(scene: &Scene<'_>, row: &ThreadRow) -> Markup {
    html! {
        p.small {
            @if let Some(author) = row.author {
                (scene.say("web-opened-by")) " " (name::account(scene, author)) " · "
            }
            (name::moment(scene, row.since)) " · " (scene.say("web-readers")) " " (told(scene, &row.readers))
        }
        @if let Some(lock) = &row.locked {
            (notice(Tone::Bad, &html! { strong { (scene.say("web-thread-locked")) } " "
                (name::body(scene, &lock.reason)) }))
        }
        @if row.closed { (notice(Tone::Plain, &html! { (scene.say("web-thread-is-closed")) })) }
    }
}

fn posts(scene: &Scene<'_>, dao: DaoId, answer: &ThreadAnswer) -> Markup {
    html! {
        ol.posts {
            @for post in answer.posts.iter() {
                li.post id={ "post-" (post.post) } { (self::post(scene, dao, post)) }
            }
        }
        @if let Some(next) = answer.next {
            @if let Some(thread) = &answer.thread {
                (more(&format!("/v1/views/thread?dao={}&thread={}&after={next}", dao.0,
                    thread.thread), &scene.say("web-more")))
            }
        }
    }
}

fn post(scene: &Scene<'_>, dao: DaoId, post: &PostAnswer) -> Markup {
    html! {
        p.small {
            (name::account(scene, post.author)) " · " (name::moment(scene, post.at))
            @if post.version > 1 { " · " (scene.say("web-edited")) " " (name::moment(scene, post.edited)) }
            @if let Some(parent) = post.parent {
                " · " a href={ "#post-" (parent) } {
                    (scene.say_of("web-answers-post", &[("post", count(parent))]))
                }
            }
        }
        @if let Some(hidden) = &post.hidden {
            (notice(Tone::Bad, &html! {
                (scene.say("web-post-hidden")) " " (name::body(scene, &hidden.reason))
                " " (told(scene, &hidden.case))
            }))
        }
        @match &post.body {
            Some(body) => (name::prose(scene, &body.id)),
            None if post.erased => { p.erased { (scene.say("web-post-erased")) } },
            None => {},
        }
        (reactions(scene, dao, post))
        (own(scene, dao, post))
    }
}

/// The ways of reacting.
fn kinds() -> &'static [VariantSpec] {
    match Reaction::SPEC {
        TypeSpec::Enum(spec) => spec.variants,
        _ => &[],
    }
}

/// How people react, and doing so.
fn reactions(scene: &Scene<'_>, dao: DaoId, post: &PostAnswer) -> Markup {
    let counted: Vec<_> = post.reactions.iter().filter(|counted| counted.people > 0).collect();
    html! {
        @if !counted.is_empty() {
            p.reactions {
                @for one in counted { span.badge { (told(scene, &one.kind)) " " bdi { (one.people) } } " " }
            }
        }
        @if scene.reader.is_some() && post.body.is_some() {
            details.react {
                summary { (scene.say("web-react")) }
                @for kind in kinds() {
                    @let has = post.mine.iter().any(|mine| mine.word() == kind.name);
                    @let action = if has { "withdraw-reaction" } else { "react" };
                    @let word = variant_label(scene.lang, kind);
                    @let button = if has
                        { scene.say_of("web-take-back", &[("what",
                            aluma_text::Arg::Text(word.clone()))]) } else { word.clone() };
                    (Form { action, then: "", button: &button, is_quick: true }.draw(scene, &html! {
                        input type="hidden" name="dao" value=(dao.0);
                        input type="hidden" name="post" value=(post.post);
                        input type="hidden" name="kind" value=(kind.name);
                    }))
                }
            }
        }
    }
}

/// What an author may do with their own words.
fn own(scene: &Scene<'_>, dao: DaoId, post: &PostAnswer) -> Markup {
    if scene.reader != Some(post.author) {
        return html! {};
    }
    let hidden = html! {
        input type="hidden" name="dao" value=(dao.0);
        input type="hidden" name="post" value=(post.post);
    };
    let may_appeal =
        post.hidden.as_ref().is_some_and(|hidden| matches!(hidden.case, Case::Open { .. }));
    html! {
        @if let Some(body) = &post.body {
            details {
                summary { (scene.say("web-edit-or-erase")) }
                (Form { action: "edit-post", then: "", button: &scene.say("web-save"), is_quick:
                    true }.draw(scene, &html! {
                    (hidden)
                    input type="hidden" name="x-mentions" value="body";
                    (framed(&format!("body-{}", post.post), &Words { label:
                        scene.say("web-your-words"), hint: String::new(), is_needed: true }, &html!
                            {
                        textarea id={ "f-body-" (post.post) }
                        name="body" rows="4" dir="auto" maxlength="8000" required {
                            (scene.words(&body.id).unwrap_or_default())
                        }
                    }))
                }))
                (Form { action: "erase-post", then: "", button: &scene.say("web-erase"), is_quick:
                    false }.draw(scene, &hidden))
            }
        }
        @if may_appeal {
            p {
                a.button.quiet href={ "/act/appeal-hiding?dao=" (dao.0) "&post=" (post.post) } {
                    (scene.say("web-appeal"))
                }
            }
        }
    }
}

/// Saying something.
fn say(scene: &Scene<'_>, dao: DaoId, place: Place, row: Option<&ThreadRow>) -> Markup {
    if scene.reader.is_none() {
        return html! { p { (scene.say("web-sign-in-to-speak")) } (enter::ways_in(scene)) };
    }
    if row.is_some_and(|row| row.closed || row.locked.is_some()) {
        return html! {};
    }
    let (kind, field, number) = match place {
        Place::Thread(number) => ("thread", "to.thread.thread", number),
        Place::Proposal(number) => ("proposal", "to.proposal.proposal", number),
        Place::Poll(number) => ("poll", "to.poll.poll", number),
    };
    let words = Words {
        label: scene.say("web-say-something"),
        hint: scene.say("web-markdown"),
        is_needed: true,
    };
    let fields = html! {
        input type="hidden" name="dao" value=(dao.0);
        input type="hidden" name="to" value=(kind);
        input type="hidden" name=(field) value=(number);
        input type="hidden" name="x-mentions" value="body";
        (framed("body", &words, &html! {
            textarea id="f-body" name="body" rows="4" dir="auto" maxlength="8000" required
                aria-describedby="h-body" {}
        }))
    };
    Form { action: "post", then: "", button: &scene.say("web-say"), is_quick: true }
        .draw(scene, &fields)
}
