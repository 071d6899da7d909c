//! Whom a community expelled, why, and what became of the appeal.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::Standing;
use aluma_core::dao::rules::expelling::Appeal;
use aluma_core::dao::views::DaoAnswer;
use aluma_core::governance::views::{ExpulsionAnswer, ExpulsionsView};
use aluma_text::Arg;
use maud::{Markup, html};

use crate::form::Form;
use crate::form::input::{Words, framed};
use crate::parts::name;
use crate::parts::say::Say;

/// Whom the community expelled. Whoever was sees their own, wherever the rest is closed to them.
///
/// # Errors
/// As the view answers.
pub(crate) fn list(scene: &Scene<'_>, dao: &DaoAnswer) -> Result<Markup, Refusal> {
    let is_out = matches!(dao.mine, Some(Standing::Expelled));
    if dao.inside.is_none() && !is_out {
        return Ok(html! {});
    }
    let answer = scene.view(&ExpulsionsView { dao: dao.dao, after: None })?;
    Ok(html! {
        @if !answer.rows.is_empty() {
            section {
                h2 { (scene.say("web-people-expelled")) }
                ul.rows { @for one in answer.rows.iter() { li { (expulsion(scene, dao, one)) } } }
            }
        }
    })
}

fn expulsion(scene: &Scene<'_>, dao: &DaoAnswer, one: &ExpulsionAnswer) -> Markup {
    let row = &one.expulsion;
    let is_own = scene.reader == Some(one.account);
    html! {
        p {
            (name::account(scene, one.account)) " · " (name::moment(scene, row.at)) " · "
            a href={ "/p/" (row.proposal.0) } { (scene.say("web-people-decision")) }
        }
        blockquote { (name::body(scene, &row.reason)) }
        @match row.appeal {
            Appeal::Open { until } => {
                p { (scene.say_of("web-people-appeal-open", &[("until", Arg::Time(until))])) }
                @if is_own { (appeal(scene, dao)) }
            }
            Appeal::Made { proposal, .. } => p {
                (scene.say("web-people-appeal-made")) " "
                a href={ "/p/" (proposal.0) } { (scene.say("web-people-appeal")) }
            },
            Appeal::Lapsed { closed_at } => p {
                (scene.say_of("web-people-appeal-lapsed", &[("until", Arg::Time(closed_at))]))
            },
        }
        p.small { (scene.say_of("web-people-back", &[("from", Arg::Time(row.back_from))])) }
    }
}

fn appeal(scene: &Scene<'_>, dao: &DaoAnswer) -> Markup {
    let form = Form {
        action: "appeal",
        then: "/p/{made}",
        button: &scene.say("web-people-appeal-button"),
        is_quick: false,
    };
    let words = |field: &str| Words {
        label: scene.say(&format!("web-people-appeal-{field}")),
        hint: String::new(),
        is_needed: true,
    };
    form.draw(
        scene,
        &html! {
            input type="hidden" name="dao" value=(dao.dao.0);
            (framed("title", &words("title"), &html! {
                input #f-title name="title" type="text" dir="auto" maxlength="200" required;
            }))
            (framed("reason", &words("reason"), &html! {
                textarea #f-reason name="reason" rows="4" dir="auto" maxlength="2000" required {}
            }))
        },
    )
}
