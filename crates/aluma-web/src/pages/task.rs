//! One task: what it is for, what it pays and when, how whoever pays it pays, who does it and how far
//! they have come, and what the reader may do about it.

use aluma_api::Scene;
use aluma_core::work::types::{Bid, Matter, Mode, Need, Needs, Payer, Reviewer, Stage, WorkTask};
use aluma_core::work::views::{
    JobRow, Move, MoveRow, MovesAnswer, MovesView, OfferRow, PayerAnswer, TaskAnswer, TaskView,
};
use aluma_types::{Amount, DaoId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::input::{Words, framed};
use crate::form::{Form, Given, Step, input};
use crate::page::Page;
use crate::pages::{community, learn, roles, story, work};
use crate::parts::say::{Say, count};
use crate::parts::value::variant;
use crate::parts::{Tone, badge, card, empty, facts, more, name, notice};
use crate::visit::Visit;

/// A task of a community.
type Of = (DaoId, u64);

/// GET /c/{dao}/work/{task}?do=&job=&after=
pub(crate) async fn page(
    visit: Visit,
    Path((dao, number)): Path<(String, u64)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let given = Given::new(pairs);
            let of = (dao.dao, number);
            let after = given.get("after").and_then(|text| text.parse().ok());
            let answer = scene.view(&TaskView { dao: of.0, task: number, after })?;
            let moves = scene.view(&MovesView { dao: of.0, task: number })?;
            let title = name::words_plain(scene, &answer.task.title.id);
            let body = html! {
                h1 { (name::body(scene, &answer.task.title)) }
                (purpose(scene, &community::purpose(scene, &dao), &answer.task))
                (work::stage(scene, &answer.task.mode, answer.task.stage))
                (learn_first(scene, of.0, &moves.missing))
                (acting(scene, of, &moves, &given))
                (name::prose(scene, &answer.task.brief.id))
                div.columns {
                    (card(&scene.say("web-task-terms"), &terms(scene, of.0, &answer.task)))
                    (card(&scene.say("web-task-payer"), &payer(scene, of.0, &answer)))
                }
                (offers(scene, &answer))
                (jobs(scene, of, &answer))
                (input::people(scene, [of.0]))
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "work")).live();
            Ok(page.data(format!("/v1/views/task?dao={}&task={number}", of.0.0)))
        })
        .await
}

/// Where somebody offers work.
pub(crate) fn publish(dao: DaoId) -> String {
    format!(
        "/act/publish-task?dao={id}&mode=claim&mode.claim.places=1&open_for=14d&_then=/c/{id}/work/{{made}}",
        id = dao.0
    )
}

/// Where the form of an act about a task stands.
pub(crate) fn doing((dao, task): Of, action: &str, job: Option<u64>) -> String {
    let job = job.map_or_else(String::new, |job| format!("&job={job}"));
    format!("/c/{}/work/{task}?do={action}{job}#do", dao.0)
}

/// The act of a step.
const fn action(what: Move) -> &'static str {
    match what {
        Move::Take => "take-task",
        Move::Apply => "apply-for-task",
        Move::Enter => "enter-contest",
        Move::Withdraw => "withdraw-offer",
        Move::OpenEntry => "open-entry",
        Move::Choose => "choose-applicant",
        Move::Award => "award-prizes",
        Move::Cancel => "cancel-task",
        Move::Note => "note-progress",
        Move::HandIn => "hand-in",
        Move::HandBack => "hand-back",
        Move::Review => "review-work",
        Move::Appeal => "appeal-work",
        Move::Dispute => "dispute-work",
        Move::Decide => "decide-work",
    }
}

/// Where a step is taken: in its form, or by a proposal.
fn place((dao, task): Of, row: &MoveRow) -> String {
    let action = action(row.what);
    if !row.members {
        return doing((dao, task), action, row.job);
    }
    let about = match row.job {
        Some(job) => format!("actions[0].job={job}"),
        None => format!("actions[0].task={task}"),
    };
    // Whoever decides is the community: of which it is, the proposal says.
    let own = match row.what {
        Move::Decide => String::new(),
        _ => format!("&actions[0].dao={}", dao.0),
    };
    format!("/c/{}/propose?actions[0].action={action}&{about}{own}", dao.0)
}

/// What the reader may do, each as a way to its form.
pub(crate) fn menu(scene: &Scene<'_>, of: Of, moves: &MovesAnswer) -> Markup {
    html! {
        ul.plain {
            @for row in moves.moves.iter() {
                li {
                    a href=(place(of, row)) { (does(scene, row.what)) }
                    @if let Some(job) = row.job { " " (work_number(scene, job)) }
                    @if row.members { " " span.small { (scene.say("web-task-by-members")) } }
                }
            }
        }
    }
}

fn work_number(scene: &Scene<'_>, job: u64) -> Markup {
    html! { (scene.say("web-task-work")) " " bdi { "#" (job) } }
}

/// Steps that the reader takes alone, the chosen one as a form.
fn acting(scene: &Scene<'_>, of: Of, moves: &MovesAnswer, given: &Given) -> Markup {
    if moves.moves.is_empty() {
        let more = if scene.reader.is_none() { "web-task-enter" } else { "web-task-nothing" };
        return html! { p { (scene.say(more)) } };
    }
    let (asked, job) = (given.get("do"), given.get("job").and_then(|text| text.parse().ok()));
    let alone = || moves.moves.iter().filter(|row| !row.members);
    let chosen = match asked {
        Some(asked) => alone().find(|row| action(row.what) == asked && row.job == job),
        None => alone().next().filter(|row| is_first(row.what)),
    };
    html! {
        section.card #do {
            h2 { (scene.say("web-work-move")) }
            @if let Some(row) = chosen { (form(scene, of, row)) }
            @if asked.is_some() && chosen.is_none() { p { (scene.say("web-task-not-now")) } }
            @if moves.moves.len() > usize::from(chosen.is_some()) { (menu(scene, of, moves)) }
        }
    }
}

/// Whether a step is what somebody most likely came for.
const fn is_first(what: Move) -> bool {
    matches!(what, Move::Take | Move::Apply | Move::HandIn | Move::Review | Move::OpenEntry)
}

fn form(scene: &Scene<'_>, (dao, task): Of, row: &MoveRow) -> Markup {
    let about = match row.job {
        Some(job) => ("job", job.to_string()),
        None => ("task", task.to_string()),
    };
    let known = [("dao", dao.0.to_string()), about];
    let button = does(scene, row.what);
    let then = format!("/c/{}/work/{task}", dao.0);
    let form = Form { action: action(row.what), then: &then, button: &button, is_quick: false };
    html! {
        h3 {
            (button)
            @if let Some(job) = row.job { " " (work_number(scene, job)) }
        }
        @match row.what {
            Move::Enter => (entry(scene, &form, &known, "_work")),
            Move::OpenEntry => (entry(scene, &form, &known, "work")),
            _ => (Step { form, known: &known }.draw(scene, &Given::default())),
        }
    }
}

/// An entry of a contest, which the browser seals before it leaves it and opens by the same text.
fn entry(scene: &Scene<'_>, form: &Form<'_>, known: &[(&str, String)], field: &str) -> Markup {
    let words = Words {
        label: scene.say("web-task-entry"),
        hint: scene.say("web-task-entry-hint"),
        is_needed: true,
    };
    let id = format!("f-{field}");
    html! {
        (form.draw(scene, &html! {
            @for (name, value) in known { input type="hidden" name=(name) value=(value); }
            (framed(field, &words, &html! {
                textarea id=(id) name=(field) rows="6" dir="auto" maxlength="8000" required
                    aria-describedby={ "h-" (field) } {}
            }))
        }))
        (notice(Tone::Plain, &html! { (scene.say("web-task-entry-lost")) }))
    }
}

/// The line from the community's purpose to this task.
fn purpose(scene: &Scene<'_>, of_community: &str, task: &WorkTask) -> Markup {
    html! {
        p.small {
            (scene.say("web-task-serves")) " " bdi dir="auto" { (of_community) }
            @if let Some(parent) = task.parent {
                " › " (scene.say("web-task-part-of")) " " bdi { "#" (parent) }
            }
            @if let Some(purpose) = &task.purpose { " › " strong { (name::body(scene, purpose)) } }
        }
    }
}

fn terms(scene: &Scene<'_>, dao: DaoId, task: &WorkTask) -> Markup {
    let fee = Amount { asset: task.reward.asset, units: task.fee };
    let mut pairs = vec![
        (scene.say("web-task-pays"), name::amount(scene, task.reward)),
        (
            scene.say("web-task-mode"),
            html! { (mode(scene, &task.mode)) (details(scene, &task.mode)) },
        ),
        (scene.say("web-task-places"), html! { bdi { (task.left) " / " (task.mode.places()) } }),
        (scene.say("web-task-estimate"), html! { (name::span(scene, task.estimate)) }),
        (
            scene.say("web-task-grace"),
            html! {
                (name::span(scene, task.grace)) " · " (scene.say("web-work-else-due"))
            },
        ),
        (scene.say("web-task-reviewer"), reviewer(scene, dao, task.reviewer)),
        (scene.say("web-task-changes"), html! { bdi { (task.rounds) } }),
    ];
    if task.fee > 0 {
        pairs.insert(1, (scene.say("web-task-fee"), name::amount(scene, fee)));
    }
    if task.size > 0 {
        let size = scene.say_of("web-task-hours", &[("hours", count(task.size))]);
        pairs.push((scene.say("web-task-size"), html! { (size) }));
    }
    if !task.skills.is_empty() {
        let skills = html! { @for (place, it) in task.skills.iter().enumerate() {
            @if place > 0 { ", " }
            a href={ "/c/" (dao.0) "/work?skill=" (it.skill) } { (story::skill(scene, dao, it.skill)) }
            bdi { " · " (it.weight) "‰" }
        } };
        pairs.push((scene.say("web-task-skills"), skills));
    }
    if !task.needs.is_empty() {
        let needs = html! {
            ul.plain { @for need in task.needs.iter() { li { (self::need(scene, dao, need)) } } }
        };
        pairs.push((scene.say("web-learn-needs"), needs));
    }
    html! {
        (facts(&pairs))
        @if task.positive { p { (scene.say("web-task-positive")) } }
        @else { p { (scene.say("web-task-silence")) } }
        @if task.outside { p { (scene.say("web-work-outside")) } }
        @if !task.milestones.is_empty() {
            h3 { (scene.say("web-task-parts")) }
            ol { @for part in task.milestones.iter() {
                li { (name::body(scene, &part.title)) " · " bdi { (part.weight) } }
            } }
        }
        @if let Some(handover) = &task.handover {
            h3 { (scene.say("web-task-handover")) }
            (name::prose(scene, &handover.id))
        }
    }
}

/// What the reader lacks for a task, and which course teaches it; nothing where nothing is missing.
pub(crate) fn learn_first(scene: &Scene<'_>, dao: DaoId, missing: &Needs) -> Markup {
    if missing.is_empty() {
        return html! {};
    }
    notice(
        Tone::Waits,
        &html! {
            @for lack in missing.iter() {
                p { (scene.say("web-learn-first")) " " (need(scene, dao, lack)) }
            }
        },
    )
}

/// What somebody has to have for it, with the courses that teach it.
fn need(scene: &Scene<'_>, dao: DaoId, need: &Need) -> Markup {
    let points = |points: u32| scene.say_of("web-learn-need-points", &[("points", count(points))]);
    match *need {
        Need::Skill { skill, points: least } => html! {
            (story::skill(scene, dao, skill)) " · " (points(least)) (learn::teaching(scene, dao, skill))
        },
        Need::Domain { domain, points: least } => html! {
            (story::domain(scene, dao, domain)) " · " (points(least))
        },
        Need::Mastery { skill, level } => html! {
            (story::skill(scene, dao, skill)) " " (badge(Tone::Plain, &learn::level(scene, level)))
            (learn::teaching(scene, dao, skill))
        },
    }
}

/// A role by its name; by its number where the reader is not shown it.
fn role(scene: &Scene<'_>, dao: DaoId, role: u32) -> Markup {
    let roles = roles::all(scene, dao).unwrap_or_default();
    match roles.iter().find(|row| row.role == role) {
        Some(row) => name::body(scene, &row.name),
        None => html! { bdi { "#" (role) } },
    }
}

fn reviewer(scene: &Scene<'_>, dao: DaoId, reviewer: Reviewer) -> Markup {
    match reviewer {
        Reviewer::Account { account } => name::account(scene, account),
        Reviewer::Payer => html! { (scene.say("web-task-whoever-pays")) },
        Reviewer::Role { role } => html! {
            (scene.say("web-task-role")) " " (self::role(scene, dao, role))
        },
    }
}

/// Who asked for it, and how they pay.
fn payer(scene: &Scene<'_>, dao: DaoId, answer: &TaskAnswer) -> Markup {
    let who = match answer.task.payer {
        Payer::Account { account } => name::account(scene, account),
        Payer::Role { role, holder } => html! {
            (scene.say("web-task-community-role")) " " (self::role(scene, dao, role))
            " · " (name::account(scene, holder))
        },
        Payer::Members { proposal } => html! {
            (scene.say("web-task-community")) " · "
            a href={ "/p/" (proposal.0) } { bdi { "#" (proposal.0) } }
        },
    };
    html! { p { (who) } (record(scene, &answer.payer)) }
}

fn record(scene: &Scene<'_>, payer: &PayerAnswer) -> Markup {
    let days = match payer.median_days {
        Some(days) => scene.say_of("web-task-days", &[("days", count(days))]),
        None => scene.say("web-task-never-paid"),
    };
    facts(&[
        (scene.say("web-task-median"), html! { (days) }),
        (scene.say("web-task-paid"), html! { bdi { (payer.paid) } }),
        (scene.say("web-task-cancelled"), html! { bdi { (payer.cancelled) } }),
        (scene.say("web-task-lost"), html! { bdi { (payer.lost) } }),
    ])
}

fn offers(scene: &Scene<'_>, answer: &TaskAnswer) -> Markup {
    if answer.offers.is_empty() {
        return html! {};
    }
    html! {
        section {
            h2 { (scene.say("web-task-offers")) }
            ul.rows { @for row in answer.offers.iter() { li { (offer(scene, row)) } } }
        }
    }
}

fn offer(scene: &Scene<'_>, row: &OfferRow) -> Markup {
    html! {
        p.small { (name::account(scene, row.account)) " · " (name::moment(scene, row.offer.at)) }
        @match &row.offer.bid {
            Bid::Application { price, within, words } => {
                p { (name::amount(scene, *price)) " · " (name::span(scene, *within)) }
                blockquote { (name::body(scene, words)) }
            }
            Bid::Entry { work: Some(work), .. } => (name::prose(scene, &work.id)),
            Bid::Entry { work: None, .. } => { p { (scene.say("web-task-sealed")) } }
        }
    }
}

fn jobs(scene: &Scene<'_>, of: Of, answer: &TaskAnswer) -> Markup {
    html! {
        section {
            h2 { (scene.say("web-task-jobs")) }
            @if answer.jobs.is_empty() { (empty(&scene.say("web-task-no-jobs"), None)) }
            @for row in answer.jobs.iter() { (job(scene, &answer.task, row)) }
            @if let Some(next) = answer.next {
                (more(&format!("/c/{}/work/{}?after={next}", of.0.0, of.1), &scene.say("web-more")))
            }
        }
    }
}

/// A piece of work: who does it, where it stands, what was handed in and what became of it.
fn job(scene: &Scene<'_>, task: &WorkTask, row: &JobRow) -> Markup {
    let job = &row.job;
    let mut pairs = vec![(scene.say("web-task-price"), name::amount(scene, job.price))];
    if let Some(at) = job.submitted {
        pairs.push((scene.say("web-task-submitted"), name::moment(scene, at)));
    }
    if job.changes > 0 {
        pairs.push((scene.say("web-task-changed"), html! { bdi { (job.changes) } }));
    }
    if let Some(by) = job.reviewed_by {
        pairs.push((scene.say("web-task-reviewed"), name::account(scene, by)));
    }
    if let Some(quality) = job.quality {
        let (whole, tenth) = (quality / 10, quality % 10);
        pairs.push((scene.say("web-task-quality"), html! { bdi { (whole) "." (tenth) "%" } }));
    }
    if row.earns != job.price {
        pairs.push((scene.say("web-task-earns"), name::amount(scene, row.earns)));
    }
    html! {
        article.card id={ "work-" (row.number) } {
            h3 { (work_number(scene, row.number)) " " (standing(scene, job.stage)) }
            p {
                @for worker in job.workers.iter() {
                    (name::account(scene, worker.account))
                    @if job.workers.len() > 1 { " (" bdi { (worker.weight) } ")" }
                    " "
                }
            }
            (waiting(scene, task, job.stage))
            (facts(&pairs))
            @if let Some(work) = &job.work {
                details { summary { (scene.say("web-task-handed-in")) } (name::prose(scene, &work.id)) }
            }
        }
    }
}

/// What a step is called.
fn does(scene: &Scene<'_>, what: Move) -> String {
    scene.say(&format!("web-work-do-{}", action(what)))
}

/// How people come to a task, in a word or two.
pub(crate) fn mode(scene: &Scene<'_>, mode: &Mode) -> String {
    let word = match mode {
        Mode::Claim { .. } => "claim",
        Mode::Apply => "apply",
        Mode::Contest { .. } => "contest",
        Mode::Invite { .. } => "invite",
        Mode::Recurring { .. } => "recurring",
        Mode::Retainer { .. } => "retainer",
    };
    scene.say(&format!("web-work-mode-{word}"))
}

/// What belongs to the way in which people come to it, beside how many places there are.
fn details(scene: &Scene<'_>, mode: &Mode) -> Markup {
    match mode {
        Mode::Claim { .. } | Mode::Apply => html! {},
        Mode::Contest { prizes } => html! {
            " · "
            @for (place, prize) in prizes.iter().enumerate() {
                @if place > 0 { " : " }
                bdi { (prize) }
            }
        },
        Mode::Invite { account } | Mode::Retainer { account, .. } => html! {
            " · " (name::account(scene, *account))
        },
        Mode::Recurring { gap, .. } => html! { " · " (name::span(scene, *gap)) },
    }
}

/// How far a piece of work has come, as a badge.
pub(crate) fn standing(scene: &Scene<'_>, stage: Stage) -> Markup {
    badge(tone(stage), &variant(scene, &stage))
}

const fn tone(stage: Stage) -> Tone {
    match stage {
        Stage::Accepted { .. } | Stage::Paid { .. } => Tone::Good,
        Stage::Rejected { .. } | Stage::Refused { .. } | Stage::Abandoned { .. } => Tone::Bad,
        Stage::Waiting | Stage::Released { .. } | Stage::Cancelled { .. } => Tone::Plain,
        _ => Tone::Waits,
    }
}

/// Until when a piece of work waits, and what happens by itself after that.
fn waiting(scene: &Scene<'_>, task: &WorkTask, stage: Stage) -> Markup {
    let default = match stage {
        Stage::Assigned { note_until: Some(_), .. } => "web-work-else-note",
        Stage::Assigned { .. } if matches!(task.mode, Mode::Retainer { .. }) => {
            "web-work-else-retainer"
        }
        Stage::Assigned { .. } | Stage::Changing { .. } => "web-work-else-due",
        Stage::Submitted { second: false, .. } => "web-work-else-review",
        Stage::Submitted { .. } if task.positive => "web-work-else-review-panel",
        Stage::Submitted { .. } => "web-work-else-review-last",
        Stage::Rejected { .. } => "web-work-else-rejected",
        Stage::Hearing { matter: Matter::Appeal, .. } => "web-work-else-appeal",
        Stage::Hearing { .. } => "web-work-else-hearing",
        Stage::Accepted { .. } => "web-work-else-accepted",
        Stage::Notice { .. } => "web-work-else-notice",
        Stage::Waiting => return html! { p.small { (scene.say("web-work-else-waiting")) } },
        Stage::Paid { at }
        | Stage::Refused { at }
        | Stage::Abandoned { at }
        | Stage::Released { at }
        | Stage::Cancelled { at } => return html! { p.small { (name::moment(scene, at)) } },
    };
    html! {
        @if let Some(until) = stage.until() {
            (notice(Tone::Waits, &html! {
                (scene.say("web-until")) " " (name::moment(scene, until)) " · " (scene.say(default))
            }))
        }
    }
}
