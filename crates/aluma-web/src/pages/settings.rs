//! Who I am here: keys, people who help me back in, what I may do today, language, data, leaving.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::views::{MembershipAnswer, MembershipsView};
use aluma_core::identity::types::Standing as Seniority;
use aluma_core::identity::views::{
    AccountAnswer, AccountView, AllowanceView, RecoveryView, TodayAnswer,
};
use aluma_text::{Arg, Lang};
use aluma_types::AccountId;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Form;
use crate::page::{Page, own_name};
use crate::pages::{found, keys, recover};
use crate::parts::say::{Say, count};
use crate::parts::{card, empty, facts, name};
use crate::visit::Visit;

/// What the request itself says.
struct Own {
    /// The key that this browser reads by.
    key: Option<u16>,
    /// Where another device makes a key.
    there: String,
}

/// GET /settings
pub(crate) async fn page(visit: Visit) -> Response {
    let own = Own { key: visit.session_key(), there: format!("{}/recover/key", visit.origin()) };
    visit
        .show(move |scene| {
            let title = scene.say("web-settings");
            let body = html! {
                h1 { (title) }
                @match scene.reader {
                    Some(reader) => (settings(scene, reader, &own)?),
                    None => (found::who(scene)),
                }
                (card(&scene.say("web-settings-look"), &look(scene)))
            };
            let page = Page::new(title, scene.say("web-settings-sentence"), body);
            let address = |reader: AccountId| format!("/v1/views/account?account={}", reader.0);
            Ok(match scene.reader {
                Some(reader) => page.data(address(reader)),
                None => page,
            })
        })
        .await
}

fn settings(scene: &Scene<'_>, reader: AccountId, own: &Own) -> Result<Markup, Refusal> {
    let account = scene.view(&AccountView { account: reader })?;
    let recovery = scene.view(&RecoveryView { account: reader })?;
    let today = scene.view(&AllowanceView { account: reader })?.today;
    let memberships = scene.view(&MembershipsView { account: reader, after: None })?;
    let memberships: Vec<_> = memberships.memberships.iter().collect();
    let belongs = memberships.iter().map(|one| one.dao);
    Ok(html! {
        @if let Some(warning) = keys::warning(scene, reader) { (warning) }
        @if let Some(open) = recover::under_way(scene, &recovery) { (open) }
        (card(&scene.say("web-settings-me"), &me(scene, &account)))
        (card(&scene.say("web-keys"), &keys::table(scene, &account, &recovery, own.key)))
        div #second { (card(&scene.say("web-keys-second"), &keys::second(scene, &own.there))) }
        div #guardians {
            (card(&scene.say("web-keys-guardians"), &keys::guardians(scene, &recovery, belongs)))
        }
        @if let Some(today) = today {
            (card(&scene.say("web-settings-today"), &allowance(scene, &today)))
        }
        (card(&scene.say("web-settings-data"), &export(scene, reader, &memberships)))
        (card(&scene.say("web-settings-leave"), &leaving(scene, &memberships)))
    })
}

fn me(scene: &Scene<'_>, account: &AccountAnswer) -> Markup {
    let pairs = [
        (scene.say("web-settings-handle"), name::account(scene, account.account)),
        (scene.say("web-settings-number"), name::code(&account.account.0.to_string())),
        (scene.say("web-keys-since"), name::moment(scene, account.since)),
    ];
    html! {
        (facts(&pairs))
        p.buttons {
            a.button.quiet href="/mine" { (scene.say("web-mine-title")) }
            button.quiet type="button" data-sign-out { (scene.say("web-settings-sign-out")) }
        }
    }
}

/// What is left of today, and why it is as much as it is.
fn allowance(scene: &Scene<'_>, today: &TodayAnswer) -> Markup {
    let why = match today.standing {
        Seniority::Invited => "web-settings-today-invited",
        Seniority::Member => "web-settings-today-member",
        Seniority::Reputed => "web-settings-today-reputed",
    };
    let left = [
        ("left", count(today.actions_left)),
        ("all", count(today.actions)),
        ("renews", Arg::Time(today.renews_at)),
    ];
    html! {
        p { (scene.say_of("web-settings-today-left", &left)) }
        p.small { (scene.say(why)) }
        meter min="0" max=(today.actions) value=(today.actions_left)
            aria-label=(scene.say("web-settings-today")) {}
    }
}

fn look(scene: &Scene<'_>) -> Markup {
    html! {
        p { (scene.say("web-settings-language")) }
        p.buttons {
            @for lang in Lang::ALL {
                a.button.quiet href={ "/settings?lang=" (lang.code()) } lang=(lang.code())
                    hreflang=(lang.code())
                    data-language=(lang.code()) aria-current=[(lang == scene.lang).then_some("true")] {
                    (own_name(lang))
                }
            }
            button.quiet type="button" data-theme-switch { (scene.say("web-theme")) }
        }
    }
}

/// What is kept of the reader, in the ledger's own words; and each community as one file.
fn export(scene: &Scene<'_>, reader: AccountId, memberships: &[&MembershipAnswer]) -> Markup {
    let views = ["account", "recovery", "balances", "memberships", "delegations"];
    html! {
        p { (scene.say("web-settings-data-more")) }
        ul.rows {
            @for view in views {
                li {
                    a href={ "/v1/views/" (view) "?account=" (reader.0) }
                    download={ (view) ".json" } data-export {
                        (scene.say(&format!("web-settings-data-{view}")))
                    }
                }
            }
            @for one in memberships {
                li {
                    a href={ "/v1/export?dao=" (one.dao.0) }
                    download={ "community-" (one.dao.0) ".aluma" } data-export {
                        (scene.say("web-settings-data-community")) " " (name::dao_words(scene, one.dao))
                    }
                }
            }
        }
    }
}

fn leaving(scene: &Scene<'_>, memberships: &[&MembershipAnswer]) -> Markup {
    html! {
        @if memberships.is_empty() {
            (empty(&scene.say("web-mine-no-communities"), Some(("/c", &scene.say("web-look-around")))))
        } @else {
            p { (scene.say("web-settings-leave-more")) }
            @for one in memberships {
                details {
                    summary { (name::dao_words(scene, one.dao)) }
                    @let button = scene.say("web-settings-leave-button");
                    @let form = Form { action: "leave", then: "/mine", button: &button, is_quick: false };
                    (form.draw(scene, &html! {
                        input type="hidden" name="dao" value=(one.dao.0);
                        p { (scene.say("web-settings-leave-what")) }
                    }))
                }
            }
        }
    }
}
