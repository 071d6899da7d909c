//! Who voted how, and why: from the state while the vote is open, from the history afterwards.

use aluma_api::Scene;
use aluma_core::governance::types::Choice;
use aluma_core::governance::views::{BallotsView, ProposalAnswer};
use aluma_core::governance::{Event, Fact};
use aluma_index::Page as Rows;
use aluma_types::codec::Canon;
use aluma_types::{AccountId, Hash32};
use maud::{Markup, html};
use std::collections::BTreeMap;

use crate::parts::say::Say;
use crate::parts::value::told;
use crate::parts::{Tone, badge, empty, name, tally};

/// Facts that are looked through for the ballots of a decided proposal.
const LOOKED_AT: usize = 2_000;

/// A ballot as it is shown.
struct Cast {
    choice: Choice,
    weight: u128,
    reason: Option<Hash32>,
}

/// Ballots with their reasons.
pub(super) fn list(scene: &Scene<'_>, proposal: &ProposalAnswer) -> Markup {
    let ballots = match kept(scene, proposal) {
        Some(ballots) => ballots,
        None => past(scene, proposal),
    };
    let (reasoned, silent): (Vec<_>, Vec<_>) =
        ballots.iter().partition(|(_, cast)| cast.reason.is_some());
    html! {
        @if ballots.is_empty() { (empty(&scene.say("web-nobody-voted"), None)) }
        ul.rows {
            @for (account, cast) in reasoned { li { (row(scene, proposal, *account, cast)) } }
        }
        @if !silent.is_empty() {
            // What is folded is not drawn anew while it is open: few stand there as they are.
            @let rows = html! {
                ul.rows { @for (account, cast) in silent { li { (row(scene, proposal, *account, cast)) } } }
            };
            @if ballots.len() <= 12 {
                h3 { (scene.say("web-without-reason")) }
                (rows)
            } @else {
                details { summary { (scene.say("web-without-reason")) } (rows) }
            }
        }
        @if let Some(root) = proposal.ballots {
            p.small { (scene.say("web-ballots-root")) " " (name::code(&root.to_string())) }
        }
    }
}

fn row(scene: &Scene<'_>, proposal: &ProposalAnswer, account: AccountId, cast: &Cast) -> Markup {
    let tone = match cast.choice {
        Choice::For => Tone::Good,
        Choice::Against => Tone::Bad,
        _ => Tone::Plain,
    };
    html! {
        (name::account(scene, account)) " "
        (badge(tone, &choice(scene, cast.choice))) " "
        span.small { bdi { (tally::weight(scene, &proposal.tally.measure, cast.weight)) } }
        @if let Some(reason) = cast.reason { (name::prose(scene, &reason)) }
    }
}

fn choice(scene: &Scene<'_>, choice: Choice) -> String {
    match choice {
        Choice::For => scene.say("web-for"),
        Choice::Against => scene.say("web-against"),
        Choice::Abstain => scene.say("web-abstain"),
        Choice::Split { .. } => told(scene, &choice).into_string(),
    }
}

/// Those that lie in the state; nothing where they have left it, or are not the reader's to see.
fn kept(scene: &Scene<'_>, proposal: &ProposalAnswer) -> Option<BTreeMap<AccountId, Cast>> {
    let view = BallotsView { proposal: proposal.proposal, after: None };
    let answer = scene.view(&view).ok()?;
    if answer.ballots.is_empty() && proposal.tally.voters > 0 {
        return None;
    }
    let rows = answer.ballots.iter().map(|row| {
        let reason = row.reason.map(|reason| reason.id);
        (row.account, Cast { choice: row.choice, weight: row.weight, reason })
    });
    Some(rows.collect())
}

/// Those that the history tells of: the last word of each voter.
fn past(scene: &Scene<'_>, proposal: &ProposalAnswer) -> BTreeMap<AccountId, Cast> {
    let mut all = BTreeMap::new();
    let after = proposal.timeline.snapshot << 24;
    // Strangers to a listed community see what was decided, and not who voted how.
    let events =
        scene.events(Some(proposal.dao), Rows { after, limit: LOOKED_AT }).unwrap_or_default();
    for event in events.iter().filter(|event| event.domain == "governance") {
        let Ok(Event { fact, .. }) = Event::from_bytes(&event.bytes) else { continue };
        if let Fact::VoteCast { proposal: of, account, choice, weight, reason, .. } = fact
            && of == proposal.proposal
        {
            let reason = reason.map(|reason| reason.id);
            all.insert(account, Cast { choice, weight, reason });
        }
    }
    all
}
