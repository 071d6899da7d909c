//! Keys and guardians of the reader's account, as parts of the settings.

use aluma_api::Scene;
use aluma_core::identity::types::{Guardian, Guards, KeyRole};
use aluma_core::identity::views::{
    AccountAnswer, AccountView, KeyAnswer, RecoveryAnswer, RecoveryView,
};
use aluma_text::Arg;
use aluma_types::{AccountId, DaoId, PublicKey};
use maud::{Markup, html};

use crate::form::Form;
use crate::form::input::{self, Words, framed};
use crate::parts::say::{Say, count};
use crate::parts::{Tone, badge, empty, name, notice};

/// Whether a lost telephone would be a lost account: one key with full control, and nobody to help.
pub(crate) fn hangs_on_one(scene: &Scene<'_>, account: AccountId) -> bool {
    let (Ok(known), Ok(recovery)) =
        (scene.view(&AccountView { account }), scene.view(&RecoveryView { account }))
    else {
        return false;
    };
    let owners = known.keys.iter().filter(|key| key.role == KeyRole::Owner).count();
    let helped = recovery.guards.is_some_and(|guards| guards.threshold > 0);
    owners < 2 && !helped && recovery.change.is_none()
}

/// What somebody should do before money can reach them.
pub(crate) fn warning(scene: &Scene<'_>, account: AccountId) -> Option<Markup> {
    hangs_on_one(scene, account).then(|| {
        notice(
            Tone::Waits,
            &html! {
                p { (scene.say("web-keys-one")) }
                p.buttons {
                    a.button href="/settings#second" { (scene.say("web-keys-second")) }
                    a.button.quiet href="/settings#guardians" { (scene.say("web-keys-guardians-choose")) }
                }
            },
        )
    })
}

/// Every key, and how to end it. `own` is the one that this browser reads by.
pub(crate) fn table(
    scene: &Scene<'_>,
    account: &AccountAnswer,
    recovery: &RecoveryAnswer,
    own: Option<u16>,
) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-label=(scene.say("web-keys")) {
            table.stacks {
                thead { tr {
                    @for column in ["key", "may", "since", "until", "end"] {
                        th scope="col" { (scene.say(&format!("web-keys-{column}"))) }
                    }
                } }
                tbody {
                    @for key in account.keys.iter() {
                        tr {
                            th scope="row" {
                                (scene.say(kind(&key.public))) " " bdi { "#" (key.number) }
                                @if own == Some(key.number) {
                                    " " (badge(Tone::Good, &scene.say("web-keys-this")))
                                }
                            }
                            td data-label=(scene.say("web-keys-may")) { (scene.say(role(key.role))) }
                            td data-label=(scene.say("web-keys-since")) { (name::moment(scene, key.since)) }
                            td data-label=(scene.say("web-keys-until")) {
                                @match key.expires_at {
                                    Some(until) => (name::moment(scene, until)),
                                    None => (scene.say("web-keys-forever")),
                                }
                            }
                            td { (ending(scene, account, recovery, key)) }
                        }
                    }
                }
            }
        }
    }
}

const fn kind(key: &PublicKey) -> &'static str {
    match key {
        PublicKey::Ed25519(_) => "web-keys-kind-browser",
        PublicKey::Wallet(_) => "web-keys-kind-wallet",
        PublicKey::Passkey { .. } => "web-keys-kind-passkey",
    }
}

const fn role(role: KeyRole) -> &'static str {
    match role {
        KeyRole::Owner => "web-keys-role-owner",
        KeyRole::Admin => "web-keys-role-admin",
        KeyRole::Session => "web-keys-role-session",
        KeyRole::Agent => "web-keys-role-agent",
    }
}

/// What can be done about a key: end it at once, ask for its removal, or keep that from happening.
fn ending(
    scene: &Scene<'_>,
    account: &AccountAnswer,
    recovery: &RecoveryAnswer,
    key: &KeyAnswer,
) -> Markup {
    let number = html! { input type="hidden" name="key" value=(key.number); };
    let owners = account.keys.iter().filter(|key| key.role == KeyRole::Owner).count();
    let waits = recovery.removals.iter().find(|removal| removal.key == key.number);
    match (key.role, waits) {
        (KeyRole::Owner, Some(removal)) => html! {
            p { (scene.say_of("web-keys-removal", &[("until", Arg::Time(removal.until))])) }
            (form(scene, "veto", "web-keys-veto", &html! {
                input type="hidden" name="change" value="removal";
                input type="hidden" name="change.removal.key" value=(key.number);
            }))
        },
        (KeyRole::Owner, None) if owners < 2 => {
            html! { span.small { (scene.say("web-keys-last")) } }
        }
        (KeyRole::Owner, None) => form(scene, "remove-key", "web-keys-remove", &number),
        _ => form(scene, "revoke-key", "web-keys-revoke", &number),
    }
}

/// A form of one button that leads back here.
fn form(scene: &Scene<'_>, action: &str, button: &str, fields: &Markup) -> Markup {
    let form = Form { action, then: "/settings", button: &scene.say(button), is_quick: false };
    form.draw(scene, fields)
}

/// A second key: a passkey or a wallet of this device, or the key that another device shows, which
/// makes it `there`.
pub(crate) fn second(scene: &Scene<'_>, there: &str) -> Markup {
    let words = Words {
        label: scene.say("web-keys-public"),
        hint: scene.say("web-keys-public-hint"),
        is_needed: true,
    };
    html! {
        p { (scene.say("web-keys-second-more")) }
        form.act method="post" action="/prepare/add-key" data-act="add-key" data-add-key
            data-then="/settings" data-keep novalidate {
            (framed("key", &words, &html! {
                input #f-key name="key" type="text" dir="ltr" autocomplete="off" spellcheck="false"
                    aria-describedby="h-key";
            }))
            p.problem data-problem role="alert" hidden {}
            p.buttons {
                button type="submit" { (scene.say("web-keys-add")) }
                button.quiet type="submit" data-with="passkey" { (scene.say("web-keys-add-passkey")) }
                button.quiet type="submit" data-with="wallet" { (scene.say("web-keys-add-wallet")) }
            }
        }
        p.small { (scene.say("web-keys-other-device")) " " bdi dir="ltr" { (there) } }
    }
}

/// Who helps the reader back in, what waits, and a form to choose them anew.
pub(crate) fn guardians(
    scene: &Scene<'_>,
    recovery: &RecoveryAnswer,
    communities: impl Iterator<Item = DaoId>,
) -> Markup {
    let guards = recovery.guards.as_ref().filter(|guards| guards.threshold > 0);
    html! {
        @match guards {
            Some(guards) => (chosen(scene, guards)),
            None => (empty(&scene.say("web-keys-no-guardians"), None)),
        }
        @if let Some(change) = &recovery.change {
            (notice(Tone::Waits, &html! {
                p { (scene.say_of("web-keys-guardians-wait", &[("until", Arg::Time(change.at))])) }
                (chosen(scene, &change.to))
                (form(scene, "veto", "web-keys-veto", &html! {
                    input type="hidden" name="change" value="guardians";
                }))
            }))
        }
        details.optional open[guards.is_none()] {
            summary { (scene.say("web-keys-guardians-choose")) }
            p { (scene.say("web-keys-guardians-more")) }
            (choosing(scene))
            (input::people(scene, communities))
        }
    }
}

fn chosen(scene: &Scene<'_>, guards: &Guards) -> Markup {
    let many = guards.guardians.len();
    let words = [("needed", count(guards.threshold)), ("all", count(many))];
    html! {
        p { (scene.say_of("web-keys-threshold", &words)) }
        ul.plain {
            @for guardian in guards.guardians.iter() {
                li { @match guardian {
                    Guardian::Account { account } => (name::account(scene, *account)),
                    Guardian::Dao { dao } => (name::dao(scene, *dao)),
                    Guardian::Key { key } => (name::code(&key.to_text())),
                } }
            }
        }
    }
}

/// Three people, two of whom it takes, unless said otherwise: one may be away, and one alone can
/// take nothing.
fn choosing(scene: &Scene<'_>) -> Markup {
    const PLACES: usize = 5;
    let body = html! {
        @for place in 0..PLACES {
            @let path = format!("guardians[{place}]");
            @let words = Words {
                label: scene.say_of("web-keys-guardian", &[("place", count(place.saturating_add(1)))]),
                hint: if place == 0 { scene.say("web-keys-guardian-hint") } else { String::new() },
                is_needed: false,
            };
            @let account = format!("{path}.account.account");
            (framed(&account, &words, &html! {
                input #{ "f-" (account) } name=(account) type="text" dir="ltr" autocomplete="off"
                    placeholder="@" list=(input::PEOPLE) aria-describedby={ "h-" (account) };
            }))
        }
        (framed("threshold", &Words {
            label: scene.say("web-keys-threshold-label"),
            hint: scene.say("web-keys-threshold-hint"),
            is_needed: true,
        }, &html! {
            input #f-threshold name="threshold" type="number" min="1" max="16" value="2" required
                dir="ltr" aria-describedby="h-threshold";
        }))
    };
    form(scene, "set-guardians", "web-keys-guardians-button", &body)
}
