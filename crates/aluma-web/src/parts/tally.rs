//! How a vote stands, and what somebody weighs in it, each with its reason.

use aluma_api::Scene;
use aluma_core::governance::rules::Threshold;
use aluma_core::governance::rules::tally::Reason;
use aluma_core::governance::views::{Basis, Label, Measure, StandingAnswer, TallyAnswer};
use aluma_text::Arg;
use aluma_types::{Amount, show};
use maud::{Markup, html};

use crate::parts::chart::{Part, bar};
use crate::parts::say::{Say, count};
use crate::parts::value::told;
use crate::parts::{Tone, badge, name};

/// Digits behind the point of a head's or a role's weight.
const MILLIONTHS: u8 = 6;

/// A weight in what it is counted in.
pub(crate) fn weight(scene: &Scene<'_>, measure: &Measure, weight: u128) -> String {
    match measure {
        Measure::Heads | Measure::Roles => show::amount(weight, MILLIONTHS),
        Measure::Shares { all } => {
            name::amount_words(scene, Amount { asset: all.asset, units: weight })
        }
        Measure::Mix { whole } => percent(weight, *whole),
    }
}

/// A part of a whole in per cent, to a tenth, rounded down.
pub(crate) fn percent(part: u128, whole: u128) -> String {
    // Downscaled first, so that no product overflows.
    let unit = (whole / 1_000_000).max(1);
    let tenths = (part / unit).saturating_mul(1_000) / (whole / unit).max(1);
    match tenths % 10 {
        0 => format!("{}%", tenths / 10),
        rest => format!("{}.{rest}%", tenths / 10),
    }
}

/// A label with its tone.
pub(crate) fn label(scene: &Scene<'_>, label: Label) -> Markup {
    let tone = match label {
        Label::Pending | Label::Open | Label::Confirming => Tone::Waits,
        Label::Passed | Label::Queued | Label::Enacted => Tone::Good,
        Label::Rejected | Label::EnactmentFailed | Label::Expired => Tone::Bad,
        Label::Withdrawn => Tone::Plain,
    };
    badge(tone, &told(scene, &label).into_string())
}

/// How a vote stands: the bar, what it needs, and what it comes to.
pub(crate) fn tally(scene: &Scene<'_>, tally: &TallyAnswer) -> Markup {
    let cast = [tally.in_favour, tally.against, tally.abstain];
    let cast = cast.iter().fold(0u128, |sum, part| sum.saturating_add(*part));
    let rest = tally.total.saturating_sub(cast);
    let part = |key: &str, size: u128, class| Part {
        label: scene.say(key),
        words: weight(scene, &tally.measure, size),
        size,
        class,
    };
    let parts = [
        part("web-for", tally.in_favour, "for"),
        part("web-against", tally.against, "against"),
        part("web-abstain", tally.abstain, "abstain"),
        part("web-not-yet", rest, "rest"),
    ];
    let needed = scene.say("web-least-for");
    let unit = (tally.total / 1_000_000).max(1);
    let mark = (tally.support / unit).saturating_mul(1_000) / (tally.total / unit).max(1);
    html! {
        (bar(&scene.say("web-how-it-stands"), &parts, (mark > 0).then_some((mark, needed.as_str()))))
        p { (standing(scene, tally)) }
        ul {
            li {
                (scene.say_of("web-voted", &[("voters", count(tally.voters)), ("eligible",
                    count(tally.eligible))]))
            }
            li { (threshold(scene, tally.threshold, &tally.measure)) }
            @if tally.support > 0 {
                li {
                    (scene.say_of("web-quorum", &[
                        ("support", Arg::Text(weight(scene, &tally.measure, tally.support))),
                        ("total", Arg::Text(weight(scene, &tally.measure, tally.total))),
                    ]))
                }
            }
        }
    }
}

/// Why a vote does not pass, in words.
const fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::EmptyBase => "web-fails-nobody",
        Reason::NoYes => "web-fails-no-yes",
        Reason::Threshold => "web-fails-threshold",
        Reason::Quorum => "web-fails-quorum",
    }
}

fn standing(scene: &Scene<'_>, tally: &TallyAnswer) -> Markup {
    let (key, reason) = match (tally.standing, tally.decided) {
        (StandingAnswer::Passes, true) => ("web-did-pass", None),
        (StandingAnswer::Passes, false) => ("web-would-pass", None),
        (StandingAnswer::Fails { reason }, true) => ("web-did-fail", Some(reason)),
        (StandingAnswer::Fails { reason }, false) => ("web-would-fail", Some(reason)),
    };
    html! {
        strong { (scene.say(key)) }
        @if let Some(reason) = reason { " " (scene.say(why(reason))) }
    }
}

/// What share of those who take a side is needed.
pub(crate) fn threshold(scene: &Scene<'_>, threshold: Threshold, measure: &Measure) -> String {
    match threshold {
        Threshold::Majority => scene.say("web-needs-majority"),
        Threshold::Percent { share } => {
            scene.say_of("web-needs-share", &[("share", Arg::Share(share))])
        }
        Threshold::Count { weight: needed } => {
            let words = Arg::Text(weight(scene, measure, needed));
            scene.say_of("web-needs-count", &[("weight", words)])
        }
    }
}

/// Where a weight comes from. In a mix each source has its part of the vote; one of which nobody has
/// anything leaves its part to the others.
pub(crate) fn sources(scene: &Scene<'_>, sources: &[Basis], measure: &Measure) -> Markup {
    let shares =
        sources.iter().filter(|basis| basis.total > 0).map(|basis| u128::from(basis.share));
    let shares: u128 = shares.sum();
    html! {
        @for basis in sources {
            li {
                (told(scene, &basis.kind)) ": "
                @match measure {
                    Measure::Mix { .. } => (mixed(scene, basis, shares)),
                    _ => (held(scene, basis, measure)),
                }
                @if let Some(from) = basis.full_from {
                    " " (scene.say("web-full-from")) " " (name::moment(scene, from)) "."
                }
            }
        }
    }
}

fn held(scene: &Scene<'_>, basis: &Basis, measure: &Measure) -> String {
    let words = |units: u128| Arg::Text(weight(scene, measure, units));
    scene.say_of("web-basis", &[("held", words(basis.held)), ("counts", words(basis.counts))])
}

/// Units of different sources say something only as parts of the whole.
fn mixed(scene: &Scene<'_>, basis: &Basis, shares: u128) -> String {
    if basis.total == 0 {
        return scene.say("web-basis-nobody");
    }
    let share = u128::from(basis.share);
    // Downscaled first, so that no product overflows.
    let unit = (basis.total / 1_000_000).max(1);
    let gives = (basis.counts / unit).saturating_mul(share);
    let whole = (basis.total / unit).saturating_mul(shares);
    let parts = [
        ("weight", percent(share, shares)),
        ("part", percent(basis.counts, basis.total)),
        ("gives", percent(gives, whole)),
    ];
    scene.say_of("web-basis-mix", &parts.map(|(name, text)| (name, Arg::Text(text))))
}
