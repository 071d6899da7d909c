//! One person, as far as whoever looks may see: what they share, and what can be done from here.

use aluma_api::Scene;
use aluma_api::problem::{Own, Refusal};
use aluma_core::dao::Standing;
use aluma_core::dao::views::{MembershipAnswer, MembershipsView};
use aluma_core::governance::types::TrackName;
use aluma_core::identity::views::{AccountAnswer, AccountView};
use aluma_core::treasury::views::BalancesView;
use aluma_types::AccountId;
use aluma_types::spec::IdKind;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Form;
use crate::form::input::{Words, framed};
use crate::page::Page;
use crate::pages::{demo, income, roles};
use crate::parts::say::Say;
use crate::parts::{Tone, badge, card, empty, facts, name, notice};
use crate::visit::Visit;

/// GET /u/{account}
pub(crate) async fn page(visit: Visit, Path(account): Path<String>) -> Response {
    let site = visit.web.site.clone();
    visit
        .show(move |scene| {
            let id = scene.find(IdKind::AccountId, &account).ok_or(Own::NotFound)?;
            let account = scene.view(&AccountView { account: AccountId(id) })?;
            let shared = shared(scene, account.account)?;
            let heading = heading(scene, &account);
            let body = html! {
                h1 { bdi { (heading) } }
                (who(scene, &account))
                @if let Some(guest) = site.demo.iter().find(|guest| guest.account == account.account) {
                    (demo::door(scene, guest))
                }
                (card(&scene.say("web-person-shared"), &communities(scene, &account, &shared)?))
                @if scene.reader.is_some_and(|reader| reader != account.account) && account.of.is_none() {
                    div.columns {
                        (card(&scene.say("web-person-pay"), &pay(scene, &account)?))
                        (card(&scene.say("web-person-delegate"), &delegate(scene, &account, &shared)?))
                    }
                }
            };
            let page = Page::new(heading, scene.say("web-person-sentence"), body);
            Ok(page.live().data(format!("/v1/views/account?account={id}")))
        })
        .await
}

/// What somebody is called: by their handle, else as whoever made the account called them.
pub(crate) fn heading(scene: &Scene<'_>, account: &AccountAnswer) -> String {
    let handle = account.name.as_ref().and_then(|handle| name::handle(scene, handle));
    let label = || account.label.as_ref().and_then(|label| scene.words(&label.id));
    let numbered = || format!("#{}", account.account.0);
    handle.map(|handle| format!("@{handle}")).or_else(label).unwrap_or_else(numbered)
}

fn who(scene: &Scene<'_>, account: &AccountAnswer) -> Markup {
    let since = [(scene.say("web-keys-since"), name::moment(scene, account.since))];
    html! {
        @if let Some(of) = account.of {
            p { (scene.say("web-person-community")) " " (name::dao(scene, of)) }
        }
        @if !account.claimed && account.of.is_none() {
            p {
                (badge(Tone::Waits, &scene.say("web-person-unclaimed")))
                " " (scene.say("web-person-unclaimed-more"))
            }
        }
        (facts(&since))
        (income::link(scene, account.account))
    }
}

/// Communities of theirs whose people the reader may see.
fn shared(scene: &Scene<'_>, account: AccountId) -> Result<Vec<MembershipAnswer>, Refusal> {
    let answer = scene.view(&MembershipsView { account, after: None })?;
    Ok(answer.memberships.iter().cloned().collect())
}

fn communities(
    scene: &Scene<'_>,
    account: &AccountAnswer,
    shared: &[MembershipAnswer],
) -> Result<Markup, Refusal> {
    let mut rows = Vec::new();
    for one in shared {
        // Of a community that somebody only waits at the door of, nobody is shown the roles.
        let roles = roles::all(scene, one.dao).unwrap_or_default();
        rows.push((one, roles::held(scene, &roles, account.account)));
    }
    Ok(html! {
        @if rows.is_empty() { (empty(&scene.say("web-person-nothing-shared"), None)) }
        ul.rows {
            @for (one, roles) in rows {
                li {
                    (name::dao(scene, one.dao)) " · " (scene.say(standing(one.standing))) " · "
                    (name::moment(scene, one.since)) " · "
                    a href={ "/c/" (one.dao.0) "/people/" (account.account.0) } {
                        (scene.say("web-story-link"))
                    }
                    (roles)
                }
            }
        }
    })
}

/// How somebody stands, in a word.
pub(crate) const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Admitted => "web-people-admitted",
        Standing::Joined => "web-people-joined",
        Standing::Applicant { .. } => "web-people-applicant",
        Standing::Stakeholder { .. } => "web-people-stakeholder",
        Standing::Left | Standing::Expelled => "web-people-left",
    }
}

/// On which decisions a delegation counts, in words.
pub(crate) const fn track(track: Option<TrackName>) -> &'static str {
    match track {
        None => "web-mine-track-all",
        Some(TrackName::Tip) => "web-mine-track-tip",
        Some(TrackName::Spend) => "web-mine-track-spend",
        Some(TrackName::Role) => "web-mine-track-role",
        Some(TrackName::Constitution) => "web-mine-track-constitution",
        Some(TrackName::Emergency) => "web-mine-track-emergency",
    }
}

/// What the reader has, to pay from; or that they have nothing.
fn pay(scene: &Scene<'_>, account: &AccountAnswer) -> Result<Markup, Refusal> {
    let view = BalancesView { dao: None, account: scene.reader, after: None };
    let balances = scene.view(&view)?;
    let own: Vec<_> = balances.rows.iter().flat_map(|row| row.holdings.iter()).collect();
    if own.is_empty() {
        return Ok(html! { p { (scene.say("web-person-no-money")) } });
    }
    let button = scene.say("web-person-pay-button");
    let form = Form { action: "transfer", then: "/receipt/{id}", button: &button, is_quick: false };
    let words = |field: &str, is_needed| Words {
        label: scene.say(&format!("web-person-{field}")),
        hint: String::new(),
        is_needed,
    };
    Ok(form.draw(
        scene,
        &html! {
            input type="hidden" name="to" value="account";
            input type="hidden" name="to.account.account" value=(account.account.0);
            div.field.sum {
                label for="f-amount" { (words("amount", true).label) }
                span.pair {
                    input #f-amount name="amount.number" dir="ltr" inputmode="decimal"
                        autocomplete="off" required;
                    select name="amount.asset" aria-label=(scene.say("web-asset")) {
                        @for row in &own {
                            option value=(row.amount.asset.0) {
                                (name::amount_words(scene, row.amount))
                            }
                        }
                    }
                }
                p.problem data-problem-for="amount" role="alert" hidden {}
            }
            (framed("reason", &words("reason", false), &html! {
                input #f-reason name="reason" type="text" dir="auto" maxlength="200";
            }))
        },
    ))
}

/// Where the reader may let this person vote for them.
fn delegate(
    scene: &Scene<'_>,
    account: &AccountAnswer,
    shared: &[MembershipAnswer],
) -> Result<Markup, Refusal> {
    let mut places = Vec::new();
    if let Some(reader) = scene.reader {
        let own = scene.view(&MembershipsView { account: reader, after: None })?;
        let votes = |one: &MembershipAnswer| one.standing == Standing::Admitted;
        let own: Vec<_> = own.memberships.iter().filter(|one| votes(one)).collect();
        let both = shared.iter().filter(|one| votes(one));
        let both = both.filter(|one| own.iter().any(|mine| mine.dao == one.dao));
        places.extend(both.map(|one| one.dao));
    }
    if places.is_empty() {
        return Ok(html! { p { (scene.say("web-person-no-delegation")) } });
    }
    let button = scene.say("web-person-delegate-button");
    let form = Form { action: "delegate", then: "/mine", button: &button, is_quick: false };
    Ok(form.draw(
        scene,
        &html! {
            p { (scene.say("web-person-delegate-more")) }
            input type="hidden" name="to" value=(account.account.0);
            div.field {
                label for="f-dao" { (scene.say("web-person-where")) }
                select #f-dao name="dao" {
                    @for dao in &places { option value=(dao.0) { (name::dao_plain(scene, *dao)) } }
                }
                p.problem data-problem-for="dao" role="alert" hidden {}
            }
            (notice(Tone::Plain, &html! { (scene.say("web-person-delegate-back")) }))
        },
    ))
}
