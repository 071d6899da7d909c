//! The tree of teams and roles: who holds what, why, and until when.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::rules::roles::{Giver, RoleState};
use aluma_core::dao::views::{DomainsAnswer, DomainsView, HolderAnswer, RoleAnswer, RolesView};
use aluma_types::{AccountId, DaoId};
use maud::{Markup, html};

use crate::parts::say::Say;
use crate::parts::{Tone, badge, empty, name};

/// Teams below teams at most, as the ledger has them.
const DEPTH: u32 = 5;
/// Pages of roles that are read for one tree.
const PAGES: usize = 8;

/// The tree of a community.
///
/// # Errors
/// As the views' community lets nobody read.
pub(crate) fn tree(scene: &Scene<'_>, dao: DaoId) -> Result<Markup, Refusal> {
    let domains = scene.view(&DomainsView { dao })?;
    let roles = all(scene, dao)?;
    let tree = Tree { scene, domains: &domains, roles: &roles };
    let propose = format!("/c/{}/propose?actions[0].action=define-role", dao.0);
    Ok(html! {
        section {
            h2 { (scene.say("web-people-roles")) }
            @if roles.is_empty() && domains.domains.is_empty() {
                (empty(&scene.say("web-people-no-roles"), Some((&propose,
                    &scene.say("web-people-propose-role")))))
            } @else {
                (tree.below(None, 0))
            }
        }
    })
}

/// Every role of a community that is not closed.
pub(crate) fn all(scene: &Scene<'_>, dao: DaoId) -> Result<Vec<RoleAnswer>, Refusal> {
    let (mut roles, mut after) = (Vec::new(), None);
    for _ in 0..PAGES {
        let page = scene.view(&RolesView { dao, after })?;
        roles.extend(page.roles.iter().cloned());
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(roles)
}

struct Tree<'a> {
    scene: &'a Scene<'a>,
    domains: &'a DomainsAnswer,
    roles: &'a [RoleAnswer],
}

impl Tree<'_> {
    /// Roles of a team, and the teams below it.
    fn below(&self, domain: Option<u32>, depth: u32) -> Markup {
        let scene = self.scene;
        let teams = self.domains.domains.iter().filter(|team| team.parent == domain);
        html! {
            ul.tree {
                @for role in self.roles.iter().filter(|role| role.domain == domain) {
                    li { (self::role(scene, role)) }
                }
                @for team in teams {
                    li {
                        h3 { (name::body(scene, &team.name)) }
                        p.small { (name::body(scene, &team.purpose)) }
                        @if depth < DEPTH { (self.below(Some(team.domain), depth.saturating_add(1))) }
                    }
                }
            }
        }
    }
}

fn role(scene: &Scene<'_>, role: &RoleAnswer) -> Markup {
    html! {
        p {
            b { (name::body(scene, &role.name)) }
            @if role.state == RoleState::Suspended {
                " " (badge(Tone::Waits, &scene.say("web-people-suspended")))
            }
        }
        @if let Some(duty) = &role.duty { p.small { (name::body(scene, duty)) } }
        @if role.holders.is_empty() { p.small { (scene.say("web-people-vacant")) } }
        ul.rows { @for holder in role.holders.iter() { li { (self::holder(scene, holder)) } } }
        (limits(scene, role))
    }
}

/// What a role may pay, and what is left of it now.
fn limits(scene: &Scene<'_>, role: &RoleAnswer) -> Markup {
    use aluma_types::Amount;
    html! {
        @for row in role.limits.iter() {
            @let left = Amount { units: row.left, ..row.limit.amount };
            p.small {
                (scene.say("web-people-limit")) " " (name::amount(scene, row.limit.amount)) " / "
                (name::span(scene, row.limit.per)) " · " (scene.say("web-people-left"))
                " " (name::amount(scene, left))
            }
        }
    }
}

/// Who, why, by whom, and until when.
fn holder(scene: &Scene<'_>, holder: &HolderAnswer) -> Markup {
    html! {
        (name::account(scene, holder.account))
        @if !holder.may_act { " " (badge(Tone::Bad, &scene.say("web-people-inactive"))) }
        " · " (scene.say("web-until")) " " (name::moment(scene, holder.hold.until))
        " · " (giver(scene, holder.hold.by))
        @if let Some(reason) = &holder.hold.reason { " · " (name::body(scene, reason)) }
    }
}

fn giver(scene: &Scene<'_>, by: Giver) -> Markup {
    match by {
        Giver::Proposal { proposal } => html! {
            a href={ "/p/" (proposal.0) } { (scene.say("web-people-decision")) }
        },
        Giver::Role { holder, .. } => html! {
            (scene.say("web-people-given")) " " (name::account(scene, holder))
        },
        Giver::Founding => html! { (scene.say("web-people-at-founding")) },
    }
}

/// Roles of one person in a community.
pub(crate) fn held(scene: &Scene<'_>, roles: &[RoleAnswer], account: AccountId) -> Markup {
    let own = |role: &&RoleAnswer| role.holders.iter().any(|one| one.account == account);
    html! {
        @for role in roles.iter().filter(own) {
            @for one in role.holders.iter().filter(|one| one.account == account) {
                p { b { (name::body(scene, &role.name)) } " · " (holder(scene, one)) }
            }
        }
    }
}
