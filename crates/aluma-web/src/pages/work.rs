//! The work board: what is open, in hand and over, with what the reader may do about each.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::reputation::views::SkillsView;
use aluma_core::work::types::{Mode, Stage, TaskStage};
use aluma_core::work::views::{
    BoardRow, BoardView, Column, DraftsView, MovesView, TaskView, Waits, WorkWaitingRow,
    WorkWaitingView,
};
use aluma_core::work::views::{MyWorkAnswer, MyWorkView};
use aluma_types::{AccountId, DaoId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::{community, task};
use crate::parts::say::{Say, count};
use crate::parts::value::told;
use crate::parts::{Tone, badge, card, empty, facts, more, name};
use crate::visit::Visit;

/// Tasks of one column on the board; the rest is a press away.
const SHOWN: usize = 20;
/// The columns in the order of the page, each with its word in addresses.
const COLUMNS: [(Column, &str); 3] =
    [(Column::Open, "open"), (Column::Underway, "underway"), (Column::Over, "over")];

/// GET /c/{dao}/work?column=&after=&domain=&skill=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let given = Given::new(pairs);
            let (id, title) = (dao.dao, scene.say("web-part-work"));
            let publish = task::publish(id);
            let board = Board { scene, dao: id, given: &given };
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-work-lead")) }
                p.buttons { a.button href=(publish) { (scene.say("web-work-publish")) } }
                @if let Some(reader) = scene.reader {
                    @if given.get("column").is_none() { (mine(scene, id, reader)?) }
                }
                (board.skills()?)
                (board.columns()?)
                (drafts(scene, id)?)
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "work")).live();
            Ok(page.data(format!("/v1/views/board?dao={}", id.0)))
        })
        .await
}

struct Board<'a> {
    scene: &'a Scene<'a>,
    dao: DaoId,
    given: &'a Given,
}

impl Board<'_> {
    /// The one skill that is asked for.
    fn skill(&self) -> Option<u32> {
        self.given.get("skill").and_then(|text| text.parse().ok())
    }

    /// Skills that have a name, to see only tasks that take one of them.
    fn skills(&self) -> Result<Markup, Refusal> {
        let (scene, dao) = (self.scene, self.dao);
        let skills = scene.view(&SkillsView { dao, after: None })?.skills;
        if skills.is_empty() && self.skill().is_none() {
            return Ok(html! {});
        }
        let at = format!("/c/{}/work", dao.0);
        Ok(html! {
            p.small {
                (scene.say("web-work-by-skill"))
                @for row in skills.iter() {
                    " · "
                    @if self.skill() == Some(row.skill) { strong { (name::body(scene, &row.name)) } }
                    @else { a href={ (at) "?skill=" (row.skill) } { (name::body(scene, &row.name)) } }
                }
                @if self.skill().is_some() { " · " a href=(at) { (scene.say("web-work-whole-board")) } }
            }
        })
    }

    fn columns(&self) -> Result<Markup, Refusal> {
        let only = self.given.get("column");
        let shown = COLUMNS.iter().filter(|(_, word)| only.is_none_or(|only| only == *word));
        let mut columns = Vec::new();
        for (column, word) in shown {
            columns.push(self.column(*column, word)?);
        }
        Ok(html! {
            @if only.is_some() {
                p { a href={ "/c/" (self.dao.0) "/work" } { (self.scene.say("web-work-whole-board")) } }
            }
            div.columns { @for column in columns { (column) } }
        })
    }

    fn column(&self, column: Column, word: &str) -> Result<Markup, Refusal> {
        let (scene, dao) = (self.scene, self.dao);
        let number = |name: &str| self.given.get(name).and_then(|text| text.parse().ok());
        let domain = self.given.get("domain").and_then(|text| text.parse().ok());
        let view = BoardView {
            dao,
            column: Some(column),
            domain,
            skill: self.skill(),
            outside: None,
            after: number("after"),
        };
        let answer = scene.view(&view)?;
        let rows: Vec<_> = answer.tasks.iter().take(SHOWN).collect();
        let last = rows.last().map(|row| row.task);
        let domain = domain.map_or_else(String::new, |domain: u32| format!("&domain={domain}"));
        let skill = self.skill().map_or_else(String::new, |skill| format!("&skill={skill}"));
        // Of what was left out here, or of what nobody looked at yet: behind a filter a page may be empty.
        let next = if answer.tasks.len() > rows.len() { last } else { answer.next };
        let mut cards = Vec::new();
        for row in &rows {
            cards.push(self.task(row)?);
        }
        let title = scene.say(&format!("web-work-column-{word}"));
        Ok(card(
            &title,
            &html! {
                @if cards.is_empty() && next.is_none() {
                    @match column {
                        Column::Open => (empty(&scene.say("web-work-none-open"), None)),
                        Column::Underway => (empty(&scene.say("web-work-none-underway"), None)),
                        Column::Over => (empty(&scene.say("web-work-none-over"), None)),
                    }
                }
                ul.rows { @for card in cards { li { (card) } } }
                @if let Some(next) = next {
                    (more(&format!("/c/{}/work?column={word}&after={next}{domain}{skill}", dao.0),
                        &scene.say("web-more")))
                }
            },
        ))
    }

    fn task(&self, row: &BoardRow) -> Result<Markup, Refusal> {
        let (scene, dao) = (self.scene, self.dao);
        let moves = scene.view(&MovesView { dao, task: row.task })?;
        let to = format!("/c/{}/work/{}", dao.0, row.task);
        Ok(html! {
            p { a href=(to) { (name::body(scene, &row.title)) } }
            p.small {
                (name::amount(scene, row.reward)) " · " (task::mode(scene, &row.mode))
                @if row.left > 1 {
                    " · " (scene.say_of("web-work-places", &[("places", count(row.left))]))
                }
                @if row.outside { " " (badge(Tone::Plain, &scene.say("web-work-outside"))) }
            }
            @if row.stage == TaskStage::Full { (self.workers(row.task)?) }
            @else { (stage(scene, &row.mode, row.stage)) }
            (task::learn_first(scene, dao, &moves.missing))
            @if !moves.moves.is_empty() {
                details {
                    summary { (scene.say("web-work-move")) }
                    (task::menu(scene, (dao, row.task), &moves))
                }
            }
        })
    }
}

impl Board<'_> {
    /// Who is at work on a task whose places are taken, and how far each has come.
    fn workers(&self, task: u64) -> Result<Markup, Refusal> {
        let (scene, dao) = (self.scene, self.dao);
        let answer = scene.view(&TaskView { dao, task, after: None })?;
        let jobs = answer.jobs.iter().filter(|row| row.job.stage.is_live());
        let jobs: Vec<_> = jobs.filter(|row| row.job.stage != Stage::Waiting).collect();
        Ok(html! {
            @if jobs.is_empty() { p.small { (scene.say("web-work-full")) } }
            @for row in jobs {
                p.small {
                    @for worker in row.job.workers.iter() { (name::account(scene, worker.account)) " " }
                    (task::standing(scene, row.job.stage))
                }
            }
        })
    }
}

/// Ideas that nobody offered money for yet.
fn drafts(scene: &Scene<'_>, dao: DaoId) -> Result<Markup, Refusal> {
    let answer = scene.view(&DraftsView { dao, open: Some(true), after: None })?;
    if answer.drafts.is_empty() {
        return Ok(html! {});
    }
    let data = format!("/v1/views/drafts?dao={}", dao.0);
    Ok(card(
        &scene.say("web-work-ideas"),
        &html! {
            p { (scene.say("web-work-ideas-lead")) }
            ul.rows { @for row in answer.drafts.iter().take(SHOWN) {
                li { details {
                    summary { (name::body(scene, &row.row.what.title)) }
                    @if let Some(brief) = &row.row.what.brief { (name::prose(scene, &brief.id)) }
                    @if let Some(url) = &row.row.what.url { p.small { (name::body(scene, url)) } }
                } }
            } }
            @if answer.drafts.len() > SHOWN || answer.next.is_some() { (more(&data, &scene.say("web-more"))) }
        },
    ))
}

/// How far a task has come, and what happens by itself when nobody does anything.
pub(crate) fn stage(scene: &Scene<'_>, mode: &Mode, stage: TaskStage) -> Markup {
    let default = match stage {
        TaskStage::Open { .. } if matches!(mode, Mode::Contest { .. }) => "web-work-else-contest",
        TaskStage::Open { .. } => "web-work-else-open",
        TaskStage::Resting { .. } => "web-work-else-resting",
        TaskStage::Revealing { .. } => "web-work-else-revealing",
        TaskStage::Judging { second: false, .. } => "web-work-else-judging",
        TaskStage::Judging { second: true, .. } => "web-work-else-judging-last",
        TaskStage::Full => return html! { p.small { (scene.say("web-work-full")) } },
        TaskStage::Closed { at, how } => {
            return html! { p.small { (told(scene, &how)) " · " (name::moment(scene, at)) } };
        }
    };
    html! {
        @if let Some(until) = stage.until() {
            p.small {
                (scene.say("web-until")) " " (name::moment(scene, until)) " · " (scene.say(default))
            }
        }
    }
}

/// What the reader has in hand here, and what waits for them.
fn mine(scene: &Scene<'_>, dao: DaoId, reader: AccountId) -> Result<Markup, Refusal> {
    let own = scene.view(&MyWorkView { dao, account: reader, after: None })?;
    let waiting = scene.view(&WorkWaitingView { dao, account: reader, after: None })?;
    if own.jobs.is_empty() && waiting.rows.is_empty() {
        return Ok(html! {});
    }
    Ok(card(
        &scene.say("web-work-mine"),
        &html! {
            ul.rows { @for row in waiting.rows.iter() { li { (waits(scene, dao, row)) } } }
            (in_hand(scene, &own))
        },
    ))
}

/// Something that waits for the reader: what, until when, and where.
pub(crate) fn waits(scene: &Scene<'_>, dao: DaoId, row: &WorkWaitingRow) -> Markup {
    let asks = match row.what {
        Waits::Note => "note-progress",
        Waits::HandIn => "hand-in",
        Waits::Change => "change",
        Waits::Review => "review-work",
        Waits::Appeal => "appeal-work",
        Waits::Choose => "choose-applicant",
        Waits::Answer => "take-task",
        Waits::Open => "open-entry",
        Waits::Award => "award-prizes",
    };
    let act = if row.what == Waits::Change { "hand-in" } else { asks };
    let to = task::doing((dao, row.task), act, row.job);
    html! {
        p {
            (scene.say(&format!("web-work-do-{asks}"))) " · "
            a href=(to) { (name::body(scene, &row.title)) }
        }
        p.small { (scene.say("web-until")) " " (name::moment(scene, row.until)) }
    }
}

fn in_hand(scene: &Scene<'_>, own: &MyWorkAnswer) -> Markup {
    let mut pairs = vec![(scene.say("web-work-in-hand"), html! { bdi { (own.in_hand) } })];
    if let Some(most) = own.most {
        pairs.push((scene.say("web-work-most"), html! { bdi { (most) } }));
    }
    pairs.push((scene.say("web-work-accepted"), html! { bdi { (own.record.accepted) } }));
    facts(&pairs)
}
