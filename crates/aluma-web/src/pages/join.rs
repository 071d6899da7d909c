//! The way in: the community is seen first, then a name is chosen and a key made.
//!
//! An invitation's secret stands behind `#` in the link and never reaches the server: the browser
//! brings its public half to [`preview`], and proves the secret when somebody joins.

use aluma_api::Scene;
use aluma_api::problem::{Own, Refusal};
use aluma_core::dao::Standing;
use aluma_core::dao::views::{DaoAnswer, DaoView, DoorAnswer, Entry, InvitationView};
use aluma_core::identity::OPERATOR;
use aluma_text::Arg;
use aluma_types::Span;
use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::input::{Words, framed};
use crate::form::{Form, Given};
use crate::page::Page;
use crate::pages::communities::seen_by;
use crate::pages::community::{find, frame, purpose, title};
use crate::parts::say::{Say, count};
use crate::parts::{Tone, facts, name, notice};
use crate::visit::Visit;

/// GET /join, with the secret behind `#`; or GET /join?dao= without an invitation.
pub(crate) async fn page(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    visit
        .show(move |scene| match Given::new(pairs).get("dao") {
            Some(dao) => uninvited(scene, &find(scene, dao)?),
            None => Ok(invited(scene)),
        })
        .await
}

/// Whoever comes with a link.
fn invited(scene: &Scene<'_>) -> Page {
    let title = scene.say("web-join-title");
    let body = html! {
        h1 { (title) }
        div #preview aria-live="polite" data-keep {
            p.lead { (scene.say("web-join-lead")) }
            noscript { (notice(Tone::Waits, &html! { (scene.say("web-join-needs-script")) })) }
        }
        (door(scene))
        details.optional {
            summary { (scene.say("web-join-no-link")) }
            p { (scene.say("web-join-no-link-more")) }
        }
    };
    Page::new(title, scene.say("web-join-sentence"), body)
}

/// The form that the browser acts on; it knows the invitation, and adds the proof of its secret.
fn door(scene: &Scene<'_>) -> Markup {
    html! {
        form.act method="post" action="/prepare/join" data-join data-act="join" data-keep novalidate {
            (framed("_link", &words(scene, "link", true), &html! {
                input #f-_link name="_link" type="text" dir="ltr" autocomplete="off" data-link
                    aria-describedby="h-_link";
            }))
            @if let Some(reader) = scene.reader {
                p { (scene.say("web-join-as")) " " (name::account(scene, reader)) }
            } @else {
                (framed("handle", &words(scene, "handle", true), &html! {
                    input #f-handle name="handle" type="text" dir="auto" maxlength="32" required
                        autocomplete="username" aria-describedby="h-handle";
                }))
            }
            (note(scene))
            p.problem data-problem role="alert" hidden {}
            p.buttons {
                @if scene.reader.is_some() {
                    button type="submit" data-with="account" { (scene.say("web-join-button")) }
                } @else {
                    button type="submit" data-with="passkey" { (scene.say("web-join-passkey")) }
                    button.quiet type="submit" data-with="wallet" { (scene.say("web-join-wallet")) }
                }
            }
            @if scene.reader.is_none() {
                p.hint { (scene.say("web-join-passkey-hint")) }
                p.small { a href="/enter" { (scene.say("web-join-have-account")) } }
            }
        }
    }
}

fn words(scene: &Scene<'_>, field: &str, is_needed: bool) -> Words {
    Words {
        label: scene.say(&format!("web-join-{field}")),
        hint: scene.say(&format!("web-join-{field}-hint")),
        is_needed,
    }
}

fn note(scene: &Scene<'_>) -> Markup {
    framed(
        "note",
        &words(scene, "note", false),
        &html! {
            textarea #f-note name="note" rows="2" dir="auto" maxlength="2000" aria-describedby="h-note" {}
        },
    )
}

/// GET /join/preview with the header `aluma-invitation`: where it leads, as a part of the page.
pub(crate) async fn preview(visit: Visit) -> Response {
    let secret = visit.invitation();
    visit
        .part(move |scene| {
            let secret = secret.ok_or(Own::NotFound)?;
            let invitation = scene.view(&InvitationView { secret })?;
            let by = match invitation.inviter {
                OPERATOR => html! { (scene.say("web-join-by-operator")) },
                inviter => html! { (scene.say("web-join-by")) " " (name::account(scene, inviter)) },
            };
            let place = match &invitation.door {
                Some(door) => community(scene, door)?,
                None => html! {
                    h2 { (scene.say("web-join-ledger")) }
                    p { (scene.say("web-join-ledger-more")) }
                },
            };
            Ok(html! {
                (place)
                p.small {
                    (by) " · "
                    (scene.say_of("web-join-left", &[("uses", count(invitation.uses))])) " · "
                    (scene.say("web-until")) " " (name::moment(scene, invitation.until))
                }
            })
        })
        .await
}

/// A community as it looks from its door.
fn community(scene: &Scene<'_>, door: &DoorAnswer) -> Result<Markup, Refusal> {
    let dao = scene.view(&DaoView { dao: door.dao })?;
    let pairs = [
        (
            scene.say("web-join-sees"),
            html! { (scene.say_of(
                &format!("web-join-sees-{}", door.visibility.key()),
                &[("members", count(door.members))],
            )) },
        ),
        (
            scene.say("web-join-decides"),
            html! { (scene.say(&format!("web-found-manner-{}-more", door.manner.word()))) },
        ),
        (
            scene.say("web-join-people"),
            html! { (scene.say_of("web-members-count", &[("members", count(door.members))])) },
        ),
        (scene.say("web-join-next"), html! { (next(scene, door.next, door.objection)) }),
    ];
    Ok(html! {
        h2 { (name::body(scene, &dao.name)) }
        (name::prose(scene, &dao.purpose.id))
        (facts(&pairs))
        input type="hidden" name="dao" value=(door.dao.0) data-dao;
    })
}

/// What becomes of whoever joins, in words.
pub(crate) fn next(scene: &Scene<'_>, entry: Option<Entry>, objection: Span) -> String {
    let key = match entry {
        Some(Entry::Admitted) => "web-join-next-admitted",
        Some(Entry::Joined) => "web-join-next-joined",
        Some(Entry::Applied) => "web-join-next-applied",
        Some(Entry::AwaitsVote) => "web-join-next-vote",
        None => "web-join-next-closed",
    };
    scene.say_of(key, &[("objection", Arg::Span(objection))])
}

/// Whoever comes without an invitation.
fn uninvited(scene: &Scene<'_>, dao: &DaoAnswer) -> Result<Page, Refusal> {
    let heading = scene.say("web-ask-to-join");
    let body = html! {
        h1 { (heading) " · " (name::body(scene, &dao.name)) }
        (name::prose(scene, &dao.purpose.id))
        p.small { (seen_by(scene, dao)) }
        (asking(scene, dao))
    };
    Ok(Page::new(title(scene, dao), purpose(scene, dao), body).of(frame(scene, dao, "people")))
}

/// Why somebody cannot ask, or the form with which they do.
fn asking(scene: &Scene<'_>, dao: &DaoAnswer) -> Markup {
    let is_member = matches!(dao.mine, Some(Standing::Admitted | Standing::Applicant { .. }));
    let next_words = dao.next.map(|entry| match entry {
        Entry::Applied => scene.say("web-join-next-applied-plain"),
        other => next(scene, Some(other), Span(0)),
    });
    html! {
        @if scene.reader.is_none() {
            (crate::pages::found::who(scene))
        } @else if is_member {
            (notice(Tone::Plain, &html! { (standing(scene, dao.mine)) }))
        } @else if dao.inside.is_some() && dao.next.is_none() {
            (notice(Tone::Waits, &html! { (scene.say("web-join-next-closed")) }))
            (stakeholder(scene, dao))
        } @else {
            @match next_words {
                Some(words) => p { (words) },
                None => p { (scene.say("web-join-next-unknown")) },
            }
            (join(scene, dao))
            (stakeholder(scene, dao))
        }
    }
}

fn join(scene: &Scene<'_>, dao: &DaoAnswer) -> Markup {
    let to = format!("/c/{}", dao.dao.0);
    let form =
        Form { action: "join", then: &to, button: &scene.say("web-ask-to-join"), is_quick: false };
    form.draw(
        scene,
        &html! {
            input type="hidden" name="dao" value=(dao.dao.0);
            (note(scene))
        },
    )
}

/// A voice without a vote, for whoever has to do with the community otherwise.
fn stakeholder(scene: &Scene<'_>, dao: &DaoAnswer) -> Markup {
    html! {
        @if dao.mine.is_none() {
            p.small {
                a href={ "/act/join-as?dao=" (dao.dao.0) "&_then=/c/" (dao.dao.0) } {
                    (scene.say("web-join-stakeholder"))
                }
            }
        }
    }
}

/// How somebody stands to a community, in words.
pub(crate) fn standing(scene: &Scene<'_>, mine: Option<Standing>) -> String {
    let key = match mine {
        Some(Standing::Admitted) => "web-join-is-member",
        Some(Standing::Applicant { until: Some(until) }) => {
            return scene.say_of("web-join-is-applicant", &[("until", Arg::Time(until))]);
        }
        Some(Standing::Applicant { until: None }) => "web-join-is-voted",
        Some(Standing::Joined) => "web-join-is-joined",
        Some(Standing::Stakeholder { .. }) => "web-join-is-stakeholder",
        Some(Standing::Expelled) => "web-join-is-expelled",
        Some(Standing::Left) | None => "web-join-is-nobody",
    };
    scene.say(key)
}
