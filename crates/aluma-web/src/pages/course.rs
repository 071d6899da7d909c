//! One course: its lessons, what it pays and when each part is due, the reader's next act, and what the skill
//! opens.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::views::{DaoAnswer, DaoView, MembershipsView};
use aluma_core::earn::types::{LessonPart, Stage};
use aluma_core::earn::views::{EarningRow, EarningsView, RewardClaimView};
use aluma_core::learn::types::{AFTER, LearnStage};
use aluma_core::learn::views::{
    CourseAnswer, CourseView, LearningAnswer, LearningRow, LearningView, OwnPartRow, PartState,
    StepRow,
};
use aluma_core::work::views::{BoardView, Column};
use aluma_text::Arg;
use aluma_types::{AccountId, Amount, DaoId};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::input::{Words, framed, people};
use crate::form::{Form, Given, Step, input};
use crate::page::Page;
use crate::pages::learn::{self, address, heading, level};
use crate::pages::{community, story};
use crate::parts::say::{Say, count};
use crate::parts::value::told;
use crate::parts::{Tone, badge, card, facts, name, notice};
use crate::visit::Visit;

/// The parts of the ladder, as messages call them.
const PARTS: [&str; 5] = ["proof", "practical", "week", "month", "quarter"];
/// Part of the ladder from which on it is asked again.
const AGAIN_FROM: u8 = 2;
/// Tasks that are shown of what the skill opens.
const TASKS: usize = 8;

/// GET /c/{dao}/learn/{course}
pub(crate) async fn page(visit: Visit, Path((dao, number)): Path<(String, u64)>) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let answer = scene.view(&CourseView { dao: dao.dao, course: number })?;
            let own = scene.view(&LearningView { dao: dao.dao, course: number })?;
            let one = One { scene, dao: &dao, number, of: &answer, own: &own };
            let title = learn::title(scene, &answer.row);
            let id = dao.dao.0;
            let body = html! {
                p.small { a href={ "/c/" (id) "/learn" } { (scene.say("web-learn-title")) } }
                h1 { (name::body(scene, title)) }
                (one.what())
                (one.step()?)
                div.columns {
                    (card(&scene.say("web-learn-read"), &one.lessons()))
                    (card(&scene.say("web-learn-opens"), &one.opens()?))
                }
                (card(&scene.say("web-learn-ladder"), &one.ladder()?))
                p.small { (scene.say("web-learn-no-quiz")) }
                (people(scene, [dao.dao]))
            };
            let page = Page::new(name::words_plain(scene, &title.id), one.sentence(), body);
            let page = page.of(community::frame(scene, &dao, "learn")).live();
            Ok(page.data(format!("/v1/views/course?dao={id}&course={number}")))
        })
        .await
}

struct One<'a> {
    scene: &'a Scene<'a>,
    dao: &'a DaoAnswer,
    number: u64,
    of: &'a CourseAnswer,
    own: &'a LearningAnswer,
}

impl One<'_> {
    fn here(&self) -> String {
        address(self.dao.dao, self.number)
    }

    /// What a chat shows of a link to it.
    fn sentence(&self) -> String {
        let (scene, row) = (self.scene, &self.of.row);
        let many = scene.say_of("web-learn-lessons", &[("lessons", count(row.lessons))]);
        let pays = scene.say("web-learn-pays");
        let whole = name::amount_words(scene, row.whole);
        format!("{} · {many} · {pays} {whole}", community::title(scene, self.dao))
    }

    /// What it teaches, what it asks for first, and who stands behind it.
    fn what(&self) -> Markup {
        let (scene, dao, of) = (self.scene, self.dao.dao, self.of);
        let mut pairs =
            vec![(scene.say("web-learn-skill"), story::skill(scene, dao, of.row.skill))];
        if !self.own.before.is_empty() {
            pairs.push((scene.say("web-learn-before"), self.before()));
        }
        pairs.push((scene.say("web-learn-by"), name::account(scene, of.row.author)));
        pairs.push((
            scene.say("web-learn-paid-from"),
            html! {
                a href={ "/c/" (dao.0) "/programmes/" (of.programme) } {
                    (scene.say_of("web-learn-programme", &[("number", count(of.programme))]))
                }
            },
        ));
        if let Some(mastery) = &self.own.mastery {
            let has = html! {
                (badge(Tone::Good, &level(scene, mastery.level))) " " (scene.say("web-learn-holds-until"))
                " " (name::moment(scene, mastery.until))
            };
            pairs.push((scene.say("web-learn-have"), has));
        }
        if let Some(mentor) = self.own.learning.and_then(|row| row.mentor) {
            pairs.push((scene.say("web-learn-mentor"), name::account(scene, mentor)));
        }
        if let Some(used) = &of.used {
            let amount = Amount { units: used.units, ..of.row.whole };
            pairs.push((scene.say("web-learn-used"), name::amount(scene, amount)));
        }
        facts(&pairs)
    }

    /// Skills that come first, each with whether the reader has it and who teaches it.
    fn before(&self) -> Markup {
        let (scene, dao) = (self.scene, self.dao.dao);
        html! {
            ul.plain {
                @for it in self.own.before.iter() {
                    li {
                        (story::skill(scene, dao, it.skill)) " ("
                        (level(scene, it.level)) ")"
                        @if it.holds { " " (badge(Tone::Good, &scene.say("web-programme-holds"))) }
                        @else { (learn::teaching(scene, dao, it.skill)) }
                    }
                }
            }
        }
    }

    fn lessons(&self) -> Markup {
        let scene = self.scene;
        html! {
            ol.rows {
                @for (place, lesson) in (1u64..).zip(self.of.lessons.iter()) {
                    li {
                        bdi { (place) } ". "
                        a href={ (self.here()) "/" (place) } { (name::body(scene, heading(scene, lesson))) }
                    }
                }
            }
        }
    }

    /// Tasks that ask for the skill.
    fn opens(&self) -> Result<Markup, Refusal> {
        let (scene, dao, skill) = (self.scene, self.dao.dao, self.of.row.skill);
        let view = BoardView {
            dao,
            column: Some(Column::Open),
            domain: None,
            skill: Some(skill),
            outside: None,
            after: None,
        };
        let board = scene.view(&view)?;
        Ok(html! {
            @if board.tasks.is_empty() { p { (scene.say("web-learn-opens-nothing")) } }
            ul.rows {
                @for row in board.tasks.iter().take(TASKS) {
                    li {
                        a href={ "/c/" (dao.0) "/work/" (row.task) } { (name::body(scene, &row.title)) }
                        " " span.small { (name::amount(scene, row.reward)) }
                    }
                }
            }
            p { a href={ "/c/" (dao.0) "/work?skill=" (skill) } { (scene.say("web-learn-opens-all")) } }
            p.small { (scene.say("web-learn-opens-more")) }
        })
    }

    /// The reader's next act, as a form, with why it cannot be done yet.
    fn step(&self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let content = match (scene.reader, self.dao.mine) {
            (None, _) => html! { p { (scene.say("web-learn-enter")) } (self.join()) },
            (Some(_), None) => html! { p { (scene.say("web-learn-belong")) } (self.join()) },
            (Some(reader), Some(_)) => match &self.own.learning {
                Some(row) => self.next(reader, row)?,
                None => self.begin(reader)?,
            },
        };
        Ok(html! {
            section.card #step {
                h2 { (scene.say("web-learn-next")) }
                (content)
            }
        })
    }

    fn join(&self) -> Markup {
        let scene = self.scene;
        html! {
            p.buttons {
                a.button href={ (self.here()) "/1" } { (scene.say("web-learn-read-first")) }
                a.button.quiet href={ "/join?dao=" (self.dao.dao.0) } { (scene.say("web-ask-to-join")) }
            }
        }
    }

    fn next(&self, reader: AccountId, row: &LearningRow) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let says = |word: &str| scene.say(&format!("web-learn-{word}"));
        let until =
            |word: &str, until| html! { p { (says(word)) " " (name::moment(scene, until)) } };
        Ok(match row.stage {
            LearnStage::Lapsed { .. } => html! { p { (says("lapsed")) } (self.begin(reader)?) },
            LearnStage::Drawing { .. } => html! { p { (says("drawing")) } },
            LearnStage::Proving { until: at } => html! {
                (until("proving", at))
                ul.plain #drawn { @for row in self.own.steps.iter() { li { (drawn(scene, row)) } } }
                p.small { (says("practise-in")) " " (name::dao(scene, row.practice)) }
                (self.act("prove-step", "prove"))
            },
            LearnStage::Practical { until: at } => html! {
                (until("practical", at))
                (self.act("hand-in-practical", "hand-in"))
            },
            LearnStage::Judged { claim } => html! {
                p {
                    (says("judged")) " "
                    a href={ "/c/" (self.dao.dao.0) "/rewards/" (claim) } {
                        (scene.say_of("web-reward-title", &[("number", count(claim))]))
                    }
                }
            },
            LearnStage::Resting { until: at } => until("resting", at),
            LearnStage::Done { .. } => html! {
                p { (says("done")) }
                details { summary { (says("refresh")) } (self.begin(reader)?) }
            },
        })
    }

    fn act(&self, action: &str, word: &str) -> Markup {
        let (scene, here) = (self.scene, self.here());
        let known = [("dao", self.dao.dao.0.to_string()), ("course", self.number.to_string())];
        let button = scene.say(&format!("web-learn-{word}"));
        let form = Form { action, then: &here, button: &button, is_quick: false };
        Step { form, known: &known }.draw(scene, &Given::default())
    }

    /// How one begins: in a community of one's own, with somebody who helps.
    fn begin(&self, reader: AccountId) -> Result<Markup, Refusal> {
        let scene = self.scene;
        if !self.of.row.open {
            return Ok(html! { p { (scene.say("web-learn-closed")) } });
        }
        let own = founded(scene, reader, self.dao.dao)?;
        Ok(html! {
            p { (scene.say("web-learn-begin-how")) }
            (self.room())
            @if own.is_empty() {
                p.buttons { a.button href="/found" { (scene.say("web-learn-found")) } }
                p.small { (scene.say("web-learn-come-back")) }
            } @else {
                (self.beginning(&own))
                p.small { a href="/found" { (scene.say("web-learn-found")) } }
            }
        })
    }

    /// That not all of it can be set aside for the reader now, and when it may be otherwise.
    fn room(&self) -> Markup {
        let (scene, own) = (self.scene, self.own);
        if own.room.units >= own.asks.units {
            return html! {};
        }
        notice(
            Tone::Waits,
            &html! {
                p {
                    (scene.say("web-learn-no-room")) " " (name::amount(scene, own.room)) " / "
                    (name::amount(scene, own.asks))
                }
                p.small {
                    (scene.say("web-learn-next-epoch")) " " (name::moment(scene, self.of.next_epoch)) " · "
                    (scene.say("web-learn-newcomers"))
                }
            },
        )
    }

    /// The form by which one begins.
    fn beginning(&self, own: &[DaoId]) -> Markup {
        let (scene, here) = (self.scene, self.here());
        let button = scene.say("web-learn-begin");
        let form = Form { action: "begin-course", then: &here, button: &button, is_quick: false };
        let words = |word: &str, is_needed| Words {
            label: scene.say(&format!("web-learn-{word}")),
            hint: scene.say(&format!("web-learn-{word}-hint")),
            is_needed,
        };
        form.draw(
            scene,
            &html! {
                input type="hidden" name="dao" value=(self.dao.dao.0);
                input type="hidden" name="course" value=(self.number);
                (framed("practice", &words("practice", true), &html! {
                    select #f-practice name="practice" aria-describedby="h-practice" {
                        @for dao in own { option value=(dao.0) { (name::dao_plain(scene, *dao)) } }
                    }
                }))
                (framed("mentor", &words("mentor", false), &html! {
                    input #f-mentor name="mentor" type="text" dir="ltr" placeholder="@" autocomplete="off"
                        list=(input::PEOPLE) aria-describedby="h-mentor";
                }))
            },
        )
    }

    /// What each part pays, and what became of it: paid, held, missed, or when it is asked for.
    fn ladder(&self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let claims = self.claims()?;
        let label = |column: &str| scene.say(&format!("web-learn-column-{column}"));
        let rows = self.own.parts.iter().zip(PARTS);
        Ok(html! {
            div.scroll role="region" tabindex="0" aria-label=(scene.say("web-learn-ladder")) {
                table.stacks {
                    thead { tr { @for column in ["part", "pays", "stands"] {
                        th scope="col" { (label(column)) }
                    } } }
                    tbody { @for (row, word) in rows { tr {
                        th scope="row" { (scene.say(&format!("web-learn-part-{word}"))) }
                        td data-label=(label("pays")) { (name::amount(scene, row.amount)) }
                        td data-label=(label("stands")) {
                            @match claims.iter().rev().find(|(part, _)| *part == row.part) {
                                Some((_, row)) => (self.claimed(row)),
                                None => (self.unclaimed(row)),
                            }
                        }
                    } } }
                }
            }
            p.small { (scene.say("web-learn-trust")) }
        })
    }

    /// The reader's claims by this course that were not refused, with the part that each is for.
    fn claims(&self) -> Result<Vec<(u8, EarningRow)>, Refusal> {
        let (scene, dao) = (self.scene, self.dao.dao);
        let Some(reader) = scene.reader.filter(|_| self.own.learning.is_some()) else {
            return Ok(Vec::new());
        };
        let all = scene.view(&EarningsView { dao, account: reader, after: None })?;
        let mut found = Vec::new();
        for row in all.earnings.iter().filter(|row| row.programme == self.of.programme) {
            if matches!(row.stage, Stage::Rejected { .. }) {
                continue;
            }
            let claim = scene.view(&RewardClaimView { dao, claim: row.claim })?.claim;
            if let Some(LessonPart { course, part }) = claim.lesson
                && course == self.number
            {
                found.push((part, row.clone()));
            }
        }
        Ok(found)
    }

    /// A part that was claimed: what is paid of it, and what is held.
    fn claimed(&self, row: &EarningRow) -> Markup {
        let scene = self.scene;
        let held = row.amount.units.saturating_sub(row.paid.units);
        html! {
            @if row.paid.units > 0 {
                (badge(Tone::Good, &scene.say("web-learn-paid"))) " " (name::amount(scene, row.paid)) " "
            }
            @if held > 0 {
                (badge(Tone::Waits, &scene.say("web-learn-held"))) " "
                (name::amount(scene, Amount { units: held, ..row.amount })) " "
            }
            @if let Some(until) = row.stage.until() {
                (scene.say("web-until")) " " (name::moment(scene, until)) " "
            }
            a href={ "/c/" (self.dao.dao.0) "/rewards/" (row.claim) } { bdi { "#" (row.claim) } }
        }
    }

    /// A part that was not: whether it is held, and when it is due; or that it was missed.
    fn unclaimed(&self, part: &OwnPartRow) -> Markup {
        let scene = self.scene;
        if part.state == PartState::Settled {
            return badge(Tone::Bad, &scene.say("web-learn-missed"));
        }
        html! {
            @if part.state == PartState::Held { (badge(Tone::Waits, &scene.say("web-learn-held"))) " " }
            (self.due(part))
        }
    }

    fn due(&self, part: &OwnPartRow) -> Markup {
        let scene = self.scene;
        if let Some(row) = self.own.learning.filter(|row| row.part == part.part) {
            let is_over = matches!(row.stage, LearnStage::Done { .. } | LearnStage::Lapsed { .. });
            let word = match row.stage {
                LearnStage::Resting { .. } => "web-learn-from",
                _ => "web-until",
            };
            let is_drawing = matches!(row.stage, LearnStage::Drawing { .. });
            return html! {
                (learn::stage(scene, row.stage))
                @if let Some(until) = row.until.filter(|_| !is_drawing && !is_over) {
                    " · " (scene.say(word)) " " (name::moment(scene, until))
                }
            };
        }
        if let Some(at) = part.at {
            return html! { (scene.say("web-learn-from")) " " (name::moment(scene, at)) };
        }
        let check = part.part.checked_sub(AGAIN_FROM).map(usize::from);
        match check.and_then(|check| AFTER.get(check)) {
            Some(after) => {
                html! { (scene.say_of("web-learn-after", &[("span", Arg::Span(*after))])) }
            }
            None if part.part > 0 => html! { (scene.say("web-learn-then")) },
            None => html! { "–" },
        }
    }
}

/// Communities that somebody founded, this one apart.
fn founded(scene: &Scene<'_>, account: AccountId, but: DaoId) -> Result<Vec<DaoId>, Refusal> {
    let answer = scene.view(&MembershipsView { account, after: None })?;
    let mut own = Vec::new();
    for one in answer.memberships.iter().filter(|one| one.dao != but) {
        let inside = scene.view(&DaoView { dao: one.dao })?.inside;
        if inside.is_some_and(|inside| inside.founder == account) {
            own.push(one.dao);
        }
    }
    // The newest first: it is most likely the one for practice.
    own.sort_by_key(|dao| std::cmp::Reverse(dao.0));
    Ok(own)
}

/// Something that was drawn, and how often it was done since.
fn drawn(scene: &Scene<'_>, row: &StepRow) -> Markup {
    let (tone, word) = match (row.shown, row.holds) {
        (true, _) => (Tone::Good, "web-learn-shown"),
        (false, true) => (Tone::Good, "web-programme-holds"),
        (false, false) => (Tone::Waits, "web-programme-not-yet"),
    };
    let number = |number: u128| name::grouped(&number.to_string());
    html! {
        (badge(tone, &scene.say(word))) " " (clause(scene, row)) " "
        @if !row.shown { bdi dir="ltr" { (number(row.has)) " / " (number(row.asks)) } }
    }
}

/// What a clause asks of a learner, in a sentence; by its fields where there is none for it.
fn clause(scene: &Scene<'_>, row: &StepRow) -> Markup {
    use aluma_core::earn::types::Clause;
    let times = [("times", count(row.asks))];
    let (word, practice) = match row.clause {
        Clause::Voted { practice, .. } => ("voted", practice),
        Clause::Enacted { practice, .. } => ("enacted", practice),
        Clause::Delegated { practice } => ("delegated", practice),
        Clause::Drew { practice } => ("drew", practice),
        _ => return told(scene, &row.clause),
    };
    let place = if practice { "web-learn-there" } else { "web-learn-here" };
    html! { (scene.say_of(&format!("web-learn-do-{word}"), &times)) " " (scene.say(place)) }
}
