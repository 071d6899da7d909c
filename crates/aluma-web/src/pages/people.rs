//! Who belongs to a community: members, who asks to be one, who has a voice. Teams and roles are
//! drawn by `roles`, expulsions by `expelled`.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::Standing;
use aluma_core::dao::types::Group;
use aluma_core::dao::views::{DaoAnswer, MemberAnswer, MembersAnswer, MembersView};
use aluma_text::Arg;
use aluma_types::AccountId;
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::input::Words;
use crate::form::{Form, Given};
use crate::page::Page;
use crate::pages::community::{find, frame, purpose, title};
use crate::pages::{expelled, join, roles};
use crate::parts::say::{Say, count};
use crate::parts::{Tone, badge, empty, more, name, notice};
use crate::visit::Visit;

/// Rows of the table of members; the rest is a press away.
const SHOWN: usize = 50;

/// GET /c/{dao}/people?after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = find(scene, &dao)?;
            let after = Given::new(pairs).get("after").and_then(|id| id.parse().ok());
            let body = html! {
                h1 { (scene.say("web-part-people")) }
                (mine(scene, &dao))
                @if dao.inside.is_some() {
                    (inside(scene, &dao, after.map(AccountId))?)
                } @else {
                    (notice(Tone::Plain, &html! { (scene.say("web-people-closed")) }))
                }
                (expelled::list(scene, &dao)?)
            };
            let page = Page::new(title(scene, &dao), purpose(scene, &dao), body);
            let data = format!("/v1/views/members?dao={}", dao.dao.0);
            Ok(page.of(frame(scene, &dao, "people")).live().data(data))
        })
        .await
}

/// How the reader stands, and what they can do from there.
fn mine(scene: &Scene<'_>, dao: &DaoAnswer) -> Markup {
    let id = dao.dao.0;
    html! {
        @if dao.mine.is_some() { p { (join::standing(scene, dao.mine)) } }
        p.buttons {
            @if matches!(dao.mine, Some(Standing::Admitted)) {
                a.button href={ "/c/" (id) "/invite" } { (scene.say("web-invite")) }
                a.button.quiet href={ "/act/declare-away?dao=" (id) "&_then=/c/" (id) "/people" } {
                    (scene.say("web-people-away-say"))
                }
            } @else if !matches!(dao.mine, Some(Standing::Applicant { .. })) {
                a.button href={ "/join?dao=" (id) } { (scene.say("web-ask-to-join")) }
            }
        }
    }
}

fn inside(scene: &Scene<'_>, dao: &DaoAnswer, after: Option<AccountId>) -> Result<Markup, Refusal> {
    let group = |of| scene.view(&MembersView { dao: dao.dao, after: None, of: Some(of) });
    let all = scene.view(&MembersView { dao: dao.dao, after, of: None })?;
    Ok(html! {
        @if after.is_none() {
            (applicants(scene, dao, &group(Group::Applicants)?))
            (roles::tree(scene, dao.dao)?)
        }
        (members(scene, dao, &all))
        @if after.is_none() { (stakeholders(scene, &group(Group::Stakeholders)?)) }
    })
}

/// Who asks to be let in: what they wrote, what happens when, and what the reader can do about it.
fn applicants(scene: &Scene<'_>, dao: &DaoAnswer, some: &MembersAnswer) -> Markup {
    html! {
        section {
            h2 { (scene.say("web-people-applicants")) }
            @if some.members.is_empty() { (empty(&scene.say("web-people-no-applicants"), None)) }
            ul.rows {
                @for one in some.members.iter() { li { (applicant(scene, dao, one)) } }
            }
        }
    }
}

fn applicant(scene: &Scene<'_>, dao: &DaoAnswer, one: &MemberAnswer) -> Markup {
    let is_member = matches!(dao.mine, Some(Standing::Admitted));
    html! {
        p { (name::account(scene, one.account)) " · " (name::moment(scene, one.since)) (brought(scene, one)) }
        @if let Some(note) = &one.note { blockquote { (name::body(scene, note)) } }
        @match one.standing {
            Standing::Applicant { until: Some(until) } => {
                p { (scene.say_of("web-people-waits", &[("until", Arg::Time(until))])) }
                @if is_member { (objection(scene, dao, one.account)) }
            }
            _ => {
                p { (scene.say("web-people-votes")) }
                @if is_member {
                    p
                        { a.button.quiet href={ "/c/" (dao.dao.0)
                            "/propose?actions[0].action=admit&actions[0].account=" (one.account.0) }
                                {
                        (scene.say("web-people-propose-admit"))
                    } }
                }
            }
        }
    }
}

fn objection(scene: &Scene<'_>, dao: &DaoAnswer, account: AccountId) -> Markup {
    let form = Form {
        action: "object",
        then: "",
        button: &scene.say("web-people-object"),
        is_quick: true,
    };
    let words = Words {
        label: scene.say("web-people-reason"),
        hint: scene.say("web-people-object-hint"),
        is_needed: false,
    };
    let id = format!("reason-{}", account.0);
    html! {
        details {
            summary { (scene.say("web-people-object")) }
            (form.draw(scene, &html! {
                input type="hidden" name="dao" value=(dao.dao.0);
                input type="hidden" name="account" value=(account.0);
                div.field {
                    label for=(id) { (words.label) }
                    textarea #(id) name="reason" rows="2" dir="auto" maxlength="2000" {}
                    p.hint { (words.hint) }
                    p.problem data-problem-for="reason" role="alert" hidden {}
                }
            }))
        }
    }
}

/// By whose invitation somebody came.
fn brought(scene: &Scene<'_>, one: &MemberAnswer) -> Markup {
    html! {
        @if let Some(inviter) = one.inviter {
            " · " (scene.say("web-people-brought")) " " (name::account(scene, inviter))
        }
    }
}

fn members(scene: &Scene<'_>, dao: &DaoAnswer, all: &MembersAnswer) -> Markup {
    let has_own_list = |one: &&MemberAnswer| {
        !matches!(one.standing, Standing::Applicant { .. } | Standing::Stakeholder { .. })
    };
    let shown = all.members.get(..SHOWN).unwrap_or(&all.members);
    let next =
        if shown.len() < all.members.len() { shown.last().map(|it| it.account) } else { all.next };
    let rows: Vec<_> = shown.iter().filter(has_own_list).collect();
    html! {
        section {
            h2 { (scene.say("web-people-members")) }
            @if let Some(inside) = &dao.inside {
                p { (scene.say_of("web-members-count", &[("members", count(inside.members))])) }
            }
            div.scroll role="region" tabindex="0" aria-label=(scene.say("web-people-members")) {
                table.stacks {
                    thead { tr {
                        @for column in ["who", "stands", "since", "by"] {
                            th scope="col" { (scene.say(&format!("web-people-{column}"))) }
                        }
                    } }
                    tbody { @for one in rows { (member(scene, one)) } }
                }
            }
            @if let Some(next) = next {
                (more(&format!("/c/{}/people?after={}", dao.dao.0, next.0), &scene.say("web-more")))
            }
        }
    }
}

fn member(scene: &Scene<'_>, one: &MemberAnswer) -> Markup {
    html! {
        tr {
            th scope="row" {
                @match one.of {
                    Some(of) => {
                        (name::dao(scene, of))
                        " " (badge(Tone::Plain, &scene.say("web-people-community")))
                    }
                    None => (name::account(scene, one.account)),
                }
            }
            td {
                @match one.standing {
                    Standing::Admitted => (scene.say("web-people-admitted")),
                    _ => (scene.say("web-people-joined")),
                }
                @if let Some(until) = one.away {
                    " " (badge(Tone::Waits, &scene.say_of("web-people-away", &[("until", Arg::Time(until))])))
                }
            }
            td data-label=(scene.say("web-people-since")) { (name::moment(scene, one.since)) }
            td data-label=(scene.say("web-people-by")) {
                @match one.inviter { Some(inviter) => (name::account(scene, inviter)), None => "–" }
            }
        }
    }
}

fn stakeholders(scene: &Scene<'_>, some: &MembersAnswer) -> Markup {
    html! {
        section {
            h2 { (scene.say("web-people-stakeholders")) }
            p.small { (scene.say("web-people-stakeholders-more")) }
            @if some.members.is_empty() { (empty(&scene.say("web-people-no-stakeholders"), None)) }
            ul.rows {
                @for one in some.members.iter() {
                    li {
                        (name::account(scene, one.account)) " · "
                        @if let Standing::Stakeholder { stake, .. } = one.standing {
                            (scene.say(stake_words(stake)))
                        }
                        " · " (name::moment(scene, one.since))
                    }
                }
            }
        }
    }
}

const fn stake_words(stake: aluma_core::dao::types::Stake) -> &'static str {
    use aluma_core::dao::types::Stake;
    match stake {
        Stake::Supporter => "web-people-supporter",
        Stake::Beneficiary => "web-people-beneficiary",
        Stake::Customer => "web-people-customer",
        Stake::Neighbour => "web-people-neighbour",
    }
}
