//! Courses: what a community teaches, and how people go on in it.

use aluma_types::Act;
use aluma_types::value::Value;

use super::director::{DAY, Intent, Who, anybody, found_by, member};
use super::earning;
use super::values::{Fixed, Maker};
use crate::fields::Fields;

/// Somebody in a course.
#[derive(Clone, Debug)]
struct Learner {
    course: u64,
    account: u64,
    stage: &'static str,
}

/// What is known of a community's courses.
#[derive(Clone, Debug, Default)]
pub struct Learning {
    courses: Vec<u64>,
    learners: Vec<Learner>,
    /// How many practicals were handed in.
    links: u64,
}

impl Learning {
    /// Whether there is nothing to learn.
    pub fn is_empty(&self) -> bool {
        self.courses.is_empty()
    }

    /// Learns a fact.
    pub fn learn(&mut self, name: &str, fields: &Fields<'_>) {
        let Some(course) = fields.number("course") else { return };
        let stage = fields.variant("stage").map(|(stage, _)| stage);
        match (name, fields.number("account"), stage) {
            ("course-offered", ..) => self.courses.push(course),
            ("learning-turned", Some(account), Some(stage)) => {
                self.learners.retain(|row| (row.course, row.account) != (course, account));
                self.learners.push(Learner { course, account, stage });
                self.links += u64::from(stage == "judged");
            }
            _ => {}
        }
    }
}

fn lessons() -> Fixed {
    // Its words are by chance.
    Fixed::Rows(vec![Vec::new()])
}

/// What a programme goes by that pays for learning.
fn terms(maker: &mut Maker<'_>) -> Option<Fixed> {
    let votes = vec![("times", Fixed::number(1u8)), ("practice", Fixed::flag(false))];
    let clauses = Fixed::Items(vec![Fixed::Variant("voted", votes)]);
    let predicate = Fixed::Variant("predicate", vec![("clauses", clauses)]);
    let peer = Fixed::Items(vec![Maker::account(member(maker)?)]);
    let peers = vec![("accounts", peer), ("need", Fixed::number(1u8))];
    let parts = [6u64, 4, 2, 3, 5].map(Fixed::number);
    let ladder = vec![("units", Fixed::number(5u8)), ("parts", Fixed::Items(parts.into()))];
    let caps = ["epoch", "person", "person_epoch"].map(|cap| (cap, Fixed::number(100_000u32)));
    Some(Fixed::Row(vec![
        ("kinds", Fixed::Items(vec![Fixed::choice("lesson")])),
        ("need", Fixed::number(1u8)),
        ("verifiers", Fixed::Items(vec![predicate, Fixed::Variant("reviewers", peers)])),
        ("curve", Fixed::Variant("ladder", ladder)),
        ("caps", Fixed::Row(caps.into())),
        ("epoch", Fixed::number(DAY)),
        ("payout", Fixed::choice("now")),
        ("window", Fixed::number(DAY / 24)),
        ("audit", Fixed::Is(Value::Share(aluma_types::Share::percent(0)))),
        ("auditors", Fixed::Nothing),
    ]))
}

/// What a DAO does about courses: opens a programme for one, offers it, and revises it later.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let known = maker.world.communities.get(&maker.dao?)?;
    let (courses, teaching) = (known.learning.courses.clone(), known.earning.teaching());
    let author = Maker::account(anybody(maker));
    if let Some(course) = maker.rng.pick_late(&courses)
        && maker.rng.percent(40)
    {
        let course = ("course", Fixed::number(*course));
        let open = ("open", Fixed::flag(maker.rng.percent(85)));
        return maker.act("revise-course", &[course, open, ("lessons", lessons())]);
    }
    if let Some(programme) = maker.rng.pick_late(&teaching)
        && courses.len() < 3
    {
        // Now and then a programme that does not pay for learning, or a skill that comes first.
        let any = maker.rng.percent(20);
        let programme = if any { maker.rng.below(4) } else { *programme };
        let bonus = vec![
            ("units", Fixed::number(1u8)),
            ("mentor", Fixed::Is(Value::Share(aluma_types::Share::percent(50)))),
        ];
        let level = Fixed::choice("knows");
        let first = vec![("skill", Fixed::number(maker.rng.below(3))), ("level", level)];
        let before = if maker.rng.percent(15) { vec![first] } else { Vec::new() };
        let fixed = [
            ("skill", Fixed::number(maker.rng.within(1, 3))),
            ("before", Fixed::Rows(before)),
            ("programme", Fixed::number(programme)),
            ("draws", Fixed::number(1u8)),
            ("author", author),
            ("used", if maker.rng.percent(60) { Fixed::Row(bonus) } else { Fixed::Nothing }),
            ("lessons", lessons()),
        ];
        return maker.act("name-course", &fixed);
    }
    let fixed = [
        ("asset", Fixed::number(super::director::asset(maker)?)),
        ("terms", terms(maker)?),
        ("lasts", Fixed::number(60 * DAY)),
    ];
    maker.act("open-programme", &fixed)
}

/// What somebody does in a course.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let learning = maker.world.communities.get(&dao)?.learning.clone();
    let waits = |row: &&Learner| ["proving", "practical"].contains(&row.stage);
    let waiting: Vec<_> = learning.learners.iter().filter(waits).collect();
    if let Some(row) = maker.rng.pick_late(&waiting)
        && maker.rng.percent(70)
    {
        let at = [("dao", Fixed::number(dao)), ("course", Fixed::number(row.course))];
        if row.stage == "proving" {
            return Some((Who::Account(row.account), maker.act("prove-step", &at)?));
        }
        let link = Fixed::Is(Value::Text(format!("made.example/{dao}/{}", learning.links)));
        let [of, course] = at;
        let act = maker.act("hand-in-practical", &[of, course, ("link", link)])?;
        return Some((Who::Account(row.account), act));
    }
    if let Some(funds) = earning::fund_teaching(maker) {
        return Some(funds);
    }
    let course = *maker.rng.pick_late(&learning.courses)?;
    let by = if maker.rng.percent(96) { member(maker)? } else { anybody(maker) };
    let own = maker.world.founded.iter().filter(|(who, at)| *who == by && *at != dao);
    let practice = own.map(|(_, at)| *at).next();
    let Some(practice) = practice.or_else(|| maker.rng.percent(10).then_some(dao)) else {
        return found_by(maker, by);
    };
    let mentor =
        if maker.rng.percent(30) { Maker::account(member(maker)?) } else { Fixed::Nothing };
    let fixed = [
        ("dao", Fixed::number(dao)),
        ("course", Fixed::number(course)),
        ("practice", Fixed::number(practice)),
        ("mentor", mentor),
    ];
    Some((Who::Account(by), maker.act("begin-course", &fixed)?))
}
