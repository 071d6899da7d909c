//! One course: its lessons, what it pays and when each part is due, the reader's next act, and what the skill
//! opens.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::views::{DaoAnswer, DaoView, MembershipsView};
use aluma_core::earn::types::{LessonPart, Stage};
use aluma_core::earn::views::{EarningRow, EarningsView, RewardClaimView};
use aluma_core::learn::types::{AFTER, LearnStage, Learning};
use aluma_core::learn::views::{CourseAnswer, CourseView, DrawnRow};
use aluma_core::work::views::{BoardView, Column};
use aluma_text::Arg;
use aluma_types::{AccountId, Amount, DaoId, Span};
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
use crate::parts::{Tone, badge, card, facts, name};
use crate::visit::Visit;

/// The parts of the ladder, as messages call them.
const PARTS: [&str; 5] = ["proof", "practical", "week", "month", "quarter"];
/// Part of the ladder from which on it is asked again.
const AGAIN_FROM: usize = 2;
/// Tasks that are shown of what the skill opens.
const TASKS: usize = 8;

/// GET /c/{dao}/learn/{course}
pub(crate) async fn page(visit: Visit, Path((dao, number)): Path<(String, u64)>) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let answer = scene.view(&CourseView { dao: dao.dao, course: number, account: None })?;
            let one = One { scene, dao: &dao, number, of: &answer };
            let title = name::words_plain(scene, &learn::title(scene, &answer).id);
            let id = dao.dao.0;
            let body = html! {
                p.small { a href={ "/c/" (id) "/learn" } { (scene.say("web-learn-title")) } }
                h1 { (name::body(scene, learn::title(scene, &answer))) }
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
            let page = Page::new(title, one.sentence(), body);
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
}

impl One<'_> {
    fn here(&self) -> String {
        address(self.dao.dao, self.number)
    }

    /// What a chat shows of a link to it.
    fn sentence(&self) -> String {
        let (scene, course) = (self.scene, &self.of.course);
        let many = scene.say_of("web-learn-lessons", &[("lessons", count(course.lessons.len()))]);
        let whole = self.of.parts.iter().fold(0u128, |sum, part| sum.saturating_add(part.units));
        let pays = self.of.parts.iter().next().map(|part| {
            let sum = Amount { units: whole, ..*part };
            format!(" · {} {}", scene.say("web-learn-pays"), name::amount_words(scene, sum))
        });
        format!("{} · {many}{}", community::title(scene, self.dao), pays.unwrap_or_default())
    }

    /// What it teaches, what it asks for first, and who stands behind it.
    fn what(&self) -> Markup {
        let (scene, dao, course) = (self.scene, self.dao.dao, &self.of.course);
        let mut pairs = vec![(
            scene.say("web-learn-skill"),
            story::skill(scene, dao, course.skill),
        )];
        if !course.before.is_empty() {
            let before = html! { @for (place, it) in course.before.iter().enumerate() {
                @if place > 0 { ", " }
                (story::skill(scene, dao, it.skill)) " (" (level(scene, it.level)) ")"
                (learn::teaching(scene, dao, it.skill))
            } };
            pairs.push((scene.say("web-learn-before"), before));
        }
        pairs.push((scene.say("web-learn-by"), name::account(scene, course.author)));
        pairs.push((
            scene.say("web-learn-paid-from"),
            html! {
                a href={ "/c/" (dao.0) "/programmes/" (course.programme) } {
                    (scene.say_of("web-learn-programme", &[("number", count(course.programme))]))
                }
            },
        ));
        if let Some(mastery) = &self.of.mastery {
            let has = html! {
                (badge(Tone::Good, &level(scene, mastery.level))) " " (scene.say("web-learn-holds-until"))
                " " (name::moment(scene, mastery.until))
            };
            pairs.push((scene.say("web-learn-have"), has));
        }
        if let Some(mentor) = self.of.learning.as_ref().and_then(|row| row.mentor) {
            pairs.push((scene.say("web-learn-mentor"), name::account(scene, mentor)));
        }
        facts(&pairs)
    }

    fn lessons(&self) -> Markup {
        let scene = self.scene;
        html! {
            ol.rows {
                @for (place, lesson) in (1u64..).zip(self.of.course.lessons.iter()) {
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
        let (scene, dao) = (self.scene, self.dao.dao);
        let skill = self.of.course.skill;
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
            (Some(reader), Some(_)) => self.next(reader)?,
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
                @if self.of.course.lessons.len() > 0 {
                    a.button href={ (self.here()) "/1" } { (scene.say("web-learn-read-first")) }
                }
                a.button.quiet href={ "/join?dao=" (self.dao.dao.0) } { (scene.say("web-ask-to-join")) }
            }
        }
    }

    fn next(&self, reader: AccountId) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let says = |word: &str| scene.say(&format!("web-learn-{word}"));
        let until = |word: &str, until| html! { p { (says(word)) " " (name::moment(scene, until)) } };
        Ok(match self.of.learning.as_ref().map(|row| row.stage) {
            None => self.begin(reader)?,
            Some(LearnStage::Lapsed { .. }) => {
                html! { p { (says("lapsed")) } (self.begin(reader)?) }
            }
            Some(LearnStage::Drawing { .. }) => html! { p { (says("drawing")) } },
            Some(LearnStage::Proving { until: at }) => html! {
                (until("proving", at))
                ul.plain { @for row in self.of.drawn.iter() { li { (drawn(scene, row)) } } }
                (self.practice())
                (self.act("prove-step", "prove"))
            },
            Some(LearnStage::Practical { until: at }) => html! {
                (until("practical", at))
                (self.act("hand-in-practical", "hand-in"))
            },
            Some(LearnStage::Judged { claim }) => html! {
                p {
                    (says("judged")) " "
                    a href={ "/c/" (self.dao.dao.0) "/rewards/" (claim) } {
                        (scene.say_of("web-reward-title", &[("number", count(claim))]))
                    }
                }
            },
            Some(LearnStage::Resting { until: at }) => until("resting", at),
            Some(LearnStage::Done { .. }) => html! {
                p { (says("done")) }
                details { summary { (says("refresh")) } (self.begin(reader)?) }
            },
        })
    }

    /// The way to where the reader practises.
    fn practice(&self) -> Markup {
        let scene = self.scene;
        html! {
            @if let Some(row) = &self.of.learning {
                p.small { (scene.say("web-learn-practise-in")) " " (name::dao(scene, row.practice)) }
            }
        }
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
        let (scene, here) = (self.scene, self.here());
        if !self.of.course.open {
            return Ok(html! { p { (scene.say("web-learn-closed")) } });
        }
        let own = founded(scene, reader, self.dao.dao)?;
        if own.is_empty() {
            return Ok(html! {
                p { (scene.say("web-learn-begin-how")) }
                p.buttons { a.button href="/found" { (scene.say("web-learn-found")) } }
                p.small { (scene.say("web-learn-come-back")) }
            });
        }
        let button = scene.say("web-learn-begin");
        let form = Form { action: "begin-course", then: &here, button: &button, is_quick: false };
        let words = |word: &str, is_needed| Words {
            label: scene.say(&format!("web-learn-{word}")),
            hint: scene.say(&format!("web-learn-{word}-hint")),
            is_needed,
        };
        let fields = html! {
            input type="hidden" name="dao" value=(self.dao.dao.0);
            input type="hidden" name="course" value=(self.number);
            (framed("practice", &words("practice", true), &html! {
                select #f-practice name="practice" aria-describedby="h-practice" {
                    @for dao in &own { option value=(dao.0) { (name::dao_plain(scene, *dao)) } }
                }
            }))
            (framed("mentor", &words("mentor", false), &html! {
                input #f-mentor name="mentor" type="text" dir="ltr" placeholder="@" autocomplete="off"
                    list=(input::PEOPLE) aria-describedby="h-mentor";
            }))
        };
        Ok(html! {
            p { (scene.say("web-learn-begin-how")) }
            (form.draw(scene, &fields))
            p.small { a href="/found" { (scene.say("web-learn-found")) } }
        })
    }

    /// What each part pays, and what became of it: paid, held, missed, or when it is asked for.
    fn ladder(&self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let claims = self.claims()?;
        let label = |column: &str| scene.say(&format!("web-learn-column-{column}"));
        let rows = self.of.parts.iter().zip(PARTS).enumerate();
        Ok(html! {
            div.scroll role="region" tabindex="0" aria-label=(scene.say("web-learn-ladder")) {
                table.stacks {
                    thead { tr { @for column in ["part", "pays", "stands"] {
                        th scope="col" { (label(column)) }
                    } } }
                    tbody { @for (place, (amount, word)) in rows { tr {
                        th scope="row" { (scene.say(&format!("web-learn-part-{word}"))) }
                        td data-label=(label("pays")) { (name::amount(scene, *amount)) }
                        td data-label=(label("stands")) {
                            @match claims.iter().rev().find(|(part, _)| usize::from(*part) == place) {
                                Some((_, row)) => (self.claimed(row)),
                                None => (self.unclaimed(place)),
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
        let Some(reader) = scene.reader.filter(|_| self.of.learning.is_some()) else {
            return Ok(Vec::new());
        };
        let all = scene.view(&EarningsView { dao, account: reader, after: None })?;
        let mut found = Vec::new();
        for row in all.earnings.iter().filter(|row| row.programme == self.of.course.programme) {
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
            @if row.amount.units == 0 { (badge(Tone::Waits, &scene.say("web-learn-looked-at"))) " " }
            @if let Some(until) = row.stage.until() {
                (scene.say("web-until")) " " (name::moment(scene, until)) " "
            }
            a href={ "/c/" (self.dao.dao.0) "/rewards/" (row.claim) } { bdi { "#" (row.claim) } }
        }
    }

    /// A part that was not: where the reader is with it, when it is asked for, or that it was missed.
    fn unclaimed(&self, place: usize) -> Markup {
        let scene = self.scene;
        let after = place.checked_sub(AGAIN_FROM).and_then(|at| AFTER.get(at)).copied();
        let Some(row) = &self.of.learning else {
            return match after {
                Some(after) => {
                    html! { (scene.say_of("web-learn-after", &[("span", Arg::Span(after))])) }
                }
                None => html! { "–" },
            };
        };
        if is_settled(row, place) {
            return badge(Tone::Bad, &scene.say("web-learn-missed"));
        }
        html! {
            @if row.held > 0 { (badge(Tone::Waits, &scene.say("web-learn-held"))) " " }
            (self.due(row, (place, after)))
        }
    }

    /// When a part is due that is neither claimed nor missed.
    fn due(&self, row: &Learning, (place, after): (usize, Option<Span>)) -> Markup {
        let scene = self.scene;
        if place == usize::from(row.part) {
            let word = if is_resting(row.stage) { "web-learn-from" } else { "web-until" };
            return html! {
                (learn::stage(scene, row.stage))
                @if let Some(until) = row.stage.until().filter(|_| !is_drawing(row.stage)) {
                    " · " (scene.say(word)) " " (name::moment(scene, until))
                }
            };
        }
        match (after, row.accepted) {
            (Some(after), Some(accepted)) => html! {
                (scene.say("web-learn-from")) " " (name::moment(scene, accepted.after(after)))
            },
            (Some(after), None) => {
                html! { (scene.say_of("web-learn-after", &[("span", Arg::Span(after))])) }
            }
            (None, _) => html! { (scene.say("web-learn-then")) },
        }
    }
}

/// Whether a part was claimed or missed.
fn is_settled(row: &Learning, place: usize) -> bool {
    u32::try_from(place).is_ok_and(|place| u32::from(row.settled) >> place & 1 == 1)
}

const fn is_drawing(stage: LearnStage) -> bool {
    matches!(stage, LearnStage::Drawing { .. })
}

const fn is_resting(stage: LearnStage) -> bool {
    matches!(stage, LearnStage::Resting { .. })
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

/// A clause that was drawn, and how much of it is there.
fn drawn(scene: &Scene<'_>, row: &DrawnRow) -> Markup {
    let (tone, word) = match row.holds {
        true => (Tone::Good, "web-programme-holds"),
        false => (Tone::Waits, "web-programme-not-yet"),
    };
    let number = |number: u128| name::grouped(&number.to_string());
    html! {
        (badge(tone, &scene.say(word))) " " (told(scene, &row.clause)) " "
        bdi dir="ltr" { (number(row.has)) " / " (number(row.asks)) }
    }
}
