//! The reader's own part in a vote: what they weigh and why, stated before any prompt, and the form.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::governance::types::Choice;
use aluma_core::governance::views::{
    BallotRow, BallotsView, Label, ProposalAnswer, WeightAnswer, WeightView,
};
use aluma_text::Arg;
use maud::{Markup, html};

use crate::form::Form;
use crate::form::input::{Words, framed};
use crate::pages::enter;
use crate::parts::say::{Say, count};
use crate::parts::value::told;
use crate::parts::{Tone, done, name, notice, tally};

/// Bytes of a reason at most, as the action's spec has it.
const REASON: u32 = 2_000;

/// The reader's vote, or why they have none and what would give them one.
pub(super) fn vote(scene: &Scene<'_>, proposal: &ProposalAnswer) -> Result<Markup, Refusal> {
    let Some(reader) = scene.reader else {
        return Ok(html! {
            p { (scene.say("web-sign-in-to-vote")) }
            (enter::ways_in(scene))
        });
    };
    let view = WeightView {
        dao: proposal.dao,
        account: reader,
        proposal: Some(proposal.proposal),
        track: None,
    };
    let weight = scene.view(&view)?;
    let mine = scene.view(&BallotsView { proposal: proposal.proposal, after: None })?.mine;
    let is_open = matches!(proposal.label, Label::Pending | Label::Open | Label::Confirming);
    Ok(html! {
        (explained(scene, &weight))
        @if let Some(ballot) = &mine { (cast(scene, ballot)) }
        @if proposal.label == Label::Pending {
            (notice(Tone::Waits, &html! { (scene.say("web-vote-not-yet")) " " (name::moment(scene,
                proposal.timeline.voting_from)) }))
        } @else if is_open && can_vote(&weight) && !mine.is_some_and(|ballot| ballot.last) {
            (form(scene, proposal, mine.as_ref()))
        }
        (done("done-vote"))
    })
}

/// Whether a ballot of theirs would weigh something.
const fn can_vote(weight: &WeightAnswer) -> bool {
    !weight.recused && (weight.weight > 0 || weight.carries > 0)
}

/// The weight with its reason, or why it is nothing and what would help.
fn explained(scene: &Scene<'_>, weight: &WeightAnswer) -> Markup {
    let words = |units| Arg::Text(tally::weight(scene, &weight.measure, units));
    html! {
        @if weight.recused {
            (notice(Tone::Waits, &html! { (scene.say("web-weight-recused")) }))
        } @else if weight.weight == 0 {
            (notice(Tone::Waits, &html! {
                (scene.say(if weight.admitted { "web-weight-none-yet" } else { "web-weight-not-member" }))
            }))
        } @else {
            p {
                (scene.say_of("web-weight", &[
                    ("weight", words(weight.weight)),
                    ("total", words(weight.total)),
                    ("part", Arg::Text(tally::percent(weight.weight, weight.total))),
                ]))
            }
        }
        @if let Some(to) = &weight.delegated {
            p {
                (scene.say("web-delegated-to")) " " (name::account(scene, to.to))
                ". " (scene.say("web-delegated-more"))
            }
        }
        @if weight.carries > 0 {
            p {
                (scene.say_of("web-carries", &[("others", count(weight.carried_for)), ("weight",
                    words(weight.carries))]))
            }
        }
        details {
            summary { (scene.say("web-explain")) }
            ul {
                (tally::sources(scene, &weight.sources, &weight.measure))
                li { (scene.say_of("web-snapshot", &[("height", count(weight.snapshot))])) }
            }
        }
    }
}

fn cast(scene: &Scene<'_>, ballot: &BallotRow) -> Markup {
    notice(
        Tone::Good,
        &html! {
            (scene.say("web-you-voted")) " " strong { (told(scene, &ballot.choice)) } ", "
            (name::moment(scene, ballot.at)) ". "
            (scene.say(if ballot.last { "web-vote-final" } else { "web-vote-changeable" }))
        },
    )
}

fn form(scene: &Scene<'_>, proposal: &ProposalAnswer, mine: Option<&BallotRow>) -> Markup {
    let is = |choice: Choice| mine.is_some_and(|ballot| ballot.choice == choice);
    let ways = [
        ("for", "web-for", Choice::For),
        ("against", "web-against", Choice::Against),
        ("abstain", "web-abstain", Choice::Abstain),
    ];
    let reason = Words {
        label: scene.say("web-reason"),
        hint: scene.say("web-reason-hint"),
        is_needed: false,
    };
    let fields = html! {
        input type="hidden" name="proposal" value=(proposal.proposal.0);
        fieldset.choice.ways {
            legend { (scene.say("web-choose")) }
            @for (value, key, choice) in ways {
                label {
                    input type="radio" name="choice" value=(value) checked[is(choice)] required;
                        " " (scene.say(key))
                }
            }
            p.problem data-problem-for="choice" role="alert" hidden {}
        }
        (framed("reason", &reason, &html! {
            textarea id="f-reason" name="reason" rows="2" dir="auto" maxlength=(REASON)
                aria-describedby="h-reason" {}
        }))
        div.field.check {
            label { input type="checkbox" name="last" value="yes"; " " (scene.say("web-make-final")) }
        }
    };
    let button = scene.say(if mine.is_some() { "web-change-vote" } else { "web-vote" });
    let form = Form { action: "vote", then: "", button: &button, is_quick: true };
    form.draw(scene, &fields)
}
