//! Inviting: one link for many, or a list of names with a link for each, made in the browser.

use aluma_api::Scene;
use aluma_core::dao::views::{DaoAnswer, InvitationRow, InvitationsView, InvitingAnswer};
use aluma_text::Arg;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::input::{Words, framed};
use crate::page::Page;
use crate::pages::community::{find, frame, purpose, title};
use crate::pages::enter;
use crate::pages::join::next;
use crate::parts::say::{Say, count};
use crate::parts::{Tone, card, empty, name, notice};
use crate::visit::Visit;

/// GET /c/{dao}/invite
pub(crate) async fn page(visit: Visit, Path(dao): Path<String>) -> Response {
    visit
        .show(move |scene| {
            let dao = find(scene, &dao)?;
            let answer = scene.view(&InvitationsView { dao: Some(dao.dao) })?;
            let heading = scene.say("web-invite");
            let body = html! {
                h1 { (heading) }
                @match why_not(scene, answer.may.as_ref()) {
                    Some(why) => (notice(Tone::Waits, &why)),
                    None => (forms(scene, &dao, answer.may.as_ref())),
                }
                @if scene.reader.is_some() { (open(scene, answer.rows.iter())) }
            };
            let page = Page::new(title(scene, &dao), purpose(scene, &dao), body);
            let data = format!("/v1/views/invitations?dao={}", dao.dao.0);
            Ok(page.of(frame(scene, &dao, "people")).data(data))
        })
        .await
}

/// Why the reader may invite nobody here.
fn why_not(scene: &Scene<'_>, may: Option<&InvitingAnswer>) -> Option<Markup> {
    if scene.reader.is_none() {
        return Some(html! {
            p { (scene.say("web-invite-nobody")) }
            (enter::ways_in(scene))
        });
    }
    let words = match may {
        Some(may) if may.admitted => {
            scene.say_of("web-invite-barred", &[("until", Arg::Time(may.barred?))])
        }
        _ => scene.say("web-invite-not-admitted"),
    };
    Some(html! { (words) })
}

fn forms(scene: &Scene<'_>, dao: &DaoAnswer, may: Option<&InvitingAnswer>) -> Markup {
    html! {
        p.lead { (scene.say("web-invite-lead")) }
        div.columns {
            (card(&scene.say("web-invite-many"), &form(scene, dao, may, false)))
            (card(&scene.say("web-invite-list"), &form(scene, dao, may, true)))
        }
    }
}

/// `is_list`: a name in each line, and a link for each, each good for one person.
fn form(scene: &Scene<'_>, dao: &DaoAnswer, may: Option<&InvitingAnswer>, is_list: bool) -> Markup {
    let id = if is_list { "list" } else { "many" };
    let words = |field: &str| Words {
        label: scene.say(&format!("web-invite-{field}")),
        hint: scene.say(&format!("web-invite-{field}-hint")),
        is_needed: true,
    };
    html! {
        form.act method="post" action="/prepare/invite" data-invite=(id)
            data-act="invite" data-keep novalidate {
            p { (scene.say(&format!("web-invite-{id}-more"))) }
            input type="hidden" name="dao" value=(dao.dao.0);
            input type="hidden" name="secret" value="" data-secret;
            @if is_list {
                div.field {
                    label for="f-names" { (words("names").label) }
                    textarea #f-names name="_names" rows="5" dir="auto" data-names
                        aria-describedby="h-names" {}
                    input type="file" name="_file" accept=".csv,.txt,text/csv,text/plain" data-file
                        aria-label=(scene.say("web-invite-file"));
                    p.hint #h-names { (words("names").hint) }
                    p.problem data-problem-for="_names" role="alert" hidden {}
                }
                input type="hidden" name="uses" value="1";
            } @else {
                (framed("uses", &words("uses"), &html! {
                    input #f-uses name="uses" type="number" min="1" max="1000" value="20" required
                        dir="ltr" aria-describedby="h-uses";
                }))
            }
            (lasts(scene, id))
            (vouching(scene, may, id))
            p.problem data-problem role="alert" hidden {}
            p.buttons {
                button type="submit" { (scene.say(&format!("web-invite-{id}-button"))) }
                noscript { span.small { (scene.say("web-needs-script")) } }
            }
            div data-links aria-live="polite" {}
        }
    }
}

fn lasts(scene: &Scene<'_>, id: &str) -> Markup {
    use aluma_types::Span;
    html! {
        div.field {
            label for={ "f-valid-" (id) } { (scene.say("web-invite-lasts")) }
            select #{ "f-valid-" (id) } name="valid_for" {
                @for days in [1u64, 7, 30, 90] {
                    option value={ (days) "d" } selected[days == 7] {
                        (name::span(scene, Span(days * 86_400_000)))
                    }
                }
            }
            p.problem data-problem-for="valid_for" role="alert" hidden {}
        }
    }
}

/// Whether the inviter vouches, and what either way comes to.
fn vouching(scene: &Scene<'_>, may: Option<&InvitingAnswer>, id: &str) -> Markup {
    let Some(may) = may else { return html! {} };
    html! {
        p { (scene.say("web-invite-then")) " " (next(scene, may.invited, may.objection)) }
        @if may.vouched.is_some() && may.vouched != may.invited {
            div.field.check {
                label {
                    input #{ "f-vouch-" (id) } type="checkbox" name="vouch" value="yes";
                        " " (scene.say("web-invite-vouch"))
                }
                p.hint { (next(scene, may.vouched, may.objection)) " " (scene.say("web-invite-vouch-hint")) }
                p.problem data-problem-for="vouch" role="alert" hidden {}
            }
        } @else if may.vouched.is_none() {
            p.small { (scene.say("web-invite-no-vouching")) }
        }
    }
}

/// The inviter's own invitations that may still be used. Their links lie in the browser that made
/// them, since the ledger never knew the secrets.
fn open<'a>(scene: &Scene<'_>, rows: impl Iterator<Item = &'a InvitationRow>) -> Markup {
    let rows: Vec<_> = rows.collect();
    let table = html! {
        @if rows.is_empty() {
            (empty(&scene.say("web-invite-none"), None))
        } @else {
            ul.rows {
                @for row in &rows {
                    li data-invitation=(row.secret.to_string()) {
                        (scene.say_of("web-join-left", &[("uses", count(row.uses))])) " · "
                        (scene.say("web-until")) " " (name::moment(scene, row.until))
                        @if row.vouch { " · " (scene.say("web-invite-vouched")) }
                        " " span data-link {}
                    }
                }
            }
            p.small { (scene.say("web-invite-links-here")) }
        }
    };
    card(&scene.say("web-invite-open"), &table)
}
