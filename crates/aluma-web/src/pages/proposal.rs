//! One proposal: what it does in words, how it stands, your weight and why, your vote, who is for
//! it and why, and what became of it.

mod ballots;
mod effects;
mod mine;

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::governance::views::{Label, ProposalAnswer, ProposalView, Timeline};
use aluma_types::ProposalId;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Form;
use crate::page::Page;
use crate::pages::community;
use crate::pages::thread::{self, Place};
use crate::parts::say::Say;
use crate::parts::value::{self, told};
use crate::parts::{Tone, card, facts, name, notice, tally};
use crate::visit::Visit;

pub(crate) use effects::{changes, effects};

/// GET /p/{proposal}
pub(crate) async fn page(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .show(move |scene| {
            let id = ProposalId(id.parse().unwrap_or(u64::MAX));
            let proposal = scene.view(&ProposalView { proposal: id })?;
            let dao = community::find(scene, &proposal.dao.0.to_string())?;
            let title = name::words_plain(scene, &proposal.title.id);
            let body = body(scene, &proposal)?;
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "proposals")).live();
            Ok(page.data(format!("/v1/views/proposal?proposal={}", id.0)))
        })
        .await
}

fn body(scene: &Scene<'_>, proposal: &ProposalAnswer) -> Result<Markup, Refusal> {
    let id = proposal.proposal.0;
    Ok(html! {
        h1 { (name::body(scene, &proposal.title)) }
        p {
            (tally::label(scene, proposal.label)) " "
            span.small {
                (scene.say("web-proposed-by")) " " (name::account(scene, proposal.proposer))
                " · " (scene.say("web-track")) " " (told(scene, &proposal.track))
            }
        }
        @if let Some(failure) = &proposal.failure { (failed(scene, failure)) }
        div.columns.reading {
            div {
                (card(&scene.say("web-what-it-does"), &html! {
                    (value::acts(scene, &proposal.acts.0))
                    (changes(scene, proposal.dao, proposal.changes.iter()).unwrap_or_default())
                    (effects(scene, &proposal.effects))
                }))
                @if let Some(body) = &proposal.body {
                    (card(&scene.say("web-why"), &name::prose(scene, &body.id)))
                }
            }
            div {
                (card(&scene.say("web-how-it-stands"), &tally::tally(scene, &proposal.tally)))
                (card(&scene.say("web-your-vote"), &mine::vote(scene, proposal)?))
                (card(&scene.say("web-timeline"), &timeline(scene, proposal)))
            }
        }
        (card(&scene.say("web-who-voted"), &ballots::list(scene, proposal)))
        (afterwards(scene, proposal))
        (thread::below(scene, proposal.dao, Place::Proposal(id)).unwrap_or_default())
    })
}

fn failed(scene: &Scene<'_>, failure: &aluma_core::governance::views::FailureAnswer) -> Markup {
    let name = failure.name.as_ref().map(|name| name.as_str()).unwrap_or_default();
    let problem = aluma_text::refusal(scene.lang, name, &[], scene);
    notice(
        Tone::Bad,
        &html! { p { strong { (problem.title) } } @if let Some(hint) = problem.hint { p { (hint) } } },
    )
}

fn timeline(scene: &Scene<'_>, proposal: &ProposalAnswer) -> Markup {
    let Timeline { opened, voting_from, deadline, confirming, decided, enact_at, ended, .. } =
        proposal.timeline;
    let steps = [
        ("web-step-opened", Some(opened)),
        ("web-step-voting", Some(voting_from)),
        ("web-step-deadline", Some(deadline)),
        ("web-step-confirming", confirming),
        ("web-step-decided", decided),
        ("web-step-enact", enact_at),
        ("web-step-ended", ended),
    ];
    let steps =
        steps.iter().filter_map(|(key, at)| Some((scene.say(key), name::moment(scene, (*at)?))));
    facts(&steps.collect::<Vec<_>>())
}

/// What its proposer may do, and what may be said when it is over.
fn afterwards(scene: &Scene<'_>, proposal: &ProposalAnswer) -> Markup {
    let id = proposal.proposal.0;
    let hidden = html! { input type="hidden" name="proposal" value=(id); };
    let is_open = matches!(proposal.label, Label::Pending | Label::Open | Label::Confirming);
    let is_mine = scene.reader == Some(proposal.proposer);
    html! {
        @if let Some(outcome) = &proposal.outcome {
            (card(&scene.say("web-outcome"), &told(scene, outcome)))
        }
        @if is_open && is_mine {
            details {
                summary { (scene.say("web-withdraw")) }
                (Form { action: "withdraw", then: "", button: &scene.say("web-withdraw"), is_quick:
                    false }.draw(scene, &hidden))
            }
        }
        @if is_open && !is_mine && scene.reader.is_some() {
            details {
                summary { (scene.say("web-sponsor")) }
                p.small { (scene.say("web-sponsor-more")) }
                (Form { action: "sponsor", then: "", button: &scene.say("web-sponsor"), is_quick:
                    true }.draw(scene, &hidden))
            }
        }
        @if proposal.label == Label::Enacted && scene.reader.is_some() {
            p {
                a.button.quiet
                    href={ "/act/outcome?of=proposal&of.proposal.proposal=" (id) "&_then=/p/" (id) }
                    {
                    (scene.say("web-tell-outcome"))
                }
            }
        }
    }
}
