//! What people gave before their community was here, what its skills are called, and ideas for work.

use aluma_types::Act;
use aluma_types::Hash32;
use aluma_types::value::Value;

use super::director::{DAY, Intent, Who, anybody, member};
use super::values::{Fixed, Maker};

/// One of a few names, so that what is recorded meets what is there.
fn reference(maker: &mut Maker<'_>) -> Fixed {
    let byte = maker.rng.below(6) as u8;
    Fixed::Is(Value::Hash(Hash32([byte; 32])))
}

/// Whoever founded it, mostly: they were the first with a vote.
fn founder(maker: &mut Maker<'_>) -> Option<u64> {
    let first = maker.world.communities.get(&maker.dao?)?.admitted.first().copied();
    if maker.rng.percent(80) { first } else { member(maker) }
}

fn whose(maker: &mut Maker<'_>) -> Option<u64> {
    if maker.rng.percent(95) { member(maker) } else { Some(anybody(maker)) }
}

/// Past contributions of members, mostly as they may be.
fn works(maker: &mut Maker<'_>) -> Option<Fixed> {
    let mut rows = Vec::new();
    for _ in 0..maker.rng.within(1, 3) {
        let micro = if maker.rng.percent(97) { maker.rng.within(1, 9_000_000) } else { 0 };
        rows.push(vec![
            ("account", Maker::account(whose(maker)?)),
            ("reference", reference(maker)),
            ("domain", Fixed::Nothing),
            ("micro", Fixed::number(micro)),
            ("at", Fixed::number(maker.rng.within(1, 400) * DAY)),
            ("title", Fixed::Nothing),
        ]);
    }
    Some(Fixed::Rows(rows))
}

fn references(maker: &mut Maker<'_>) -> Fixed {
    Fixed::Items(vec![reference(maker)])
}

fn skills(maker: &mut Maker<'_>) -> Fixed {
    let row = |maker: &mut Maker<'_>| vec![("skill", Fixed::number(maker.rng.below(9)))];
    let count = maker.rng.within(1, 2);
    Fixed::Rows((0..count).map(|_| row(maker)).collect())
}

fn drafts(maker: &mut Maker<'_>) -> Fixed {
    let plain = |maker: &mut Maker<'_>| {
        let mut what = vec![("open", Fixed::flag(maker.rng.percent(80)))];
        for name in ["brief", "url", "labels", "assignees", "milestone", "number", "created"] {
            what.push((name, Fixed::Nothing));
        }
        vec![("reference", reference(maker)), ("what", Fixed::Row(what))]
    };
    let count = maker.rng.within(1, 2);
    Fixed::Rows((0..count).map(|_| plain(maker)).collect())
}

/// What somebody does about it.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = ("dao", Fixed::number(maker.dao?));
    let (by, name, more) = match maker.rng.below(12) {
        0..=3 => (founder(maker)?, "record-past", vec![("works", works(maker)?)]),
        4..=5 => {
            let join = Fixed::flag(maker.rng.percent(15));
            (whose(maker)?, "take-past", vec![("join", join)])
        }
        6..=7 => {
            let of = whose(maker)?;
            let by = if maker.rng.percent(70) { of } else { founder(maker)? };
            let references = references(maker);
            let fixed = vec![("account", Maker::account(of)), ("references", references)];
            (by, "strike-past", fixed)
        }
        8 => (founder(maker)?, "name-skills", vec![("skills", skills(maker))]),
        9..=10 => (whose(maker)?, "bring-drafts", vec![("drafts", drafts(maker))]),
        _ => {
            let tasks = &maker.world.communities.get(&maker.dao?)?.work.tasks;
            let task = maker.rng.pick_late(tasks).map(|row| Fixed::number(row.task));
            let draft = Fixed::number(maker.rng.within(1, 6));
            let fixed = vec![("draft", draft), ("task", task.unwrap_or(Fixed::Nothing))];
            (whose(maker)?, "link-draft", fixed)
        }
    };
    let fixed: Vec<_> = [dao].into_iter().chain(more).collect();
    Some((Who::Account(by), maker.act(name, &fixed)?))
}

/// What a DAO decides about it.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let dao = ("dao", Fixed::number(maker.dao?));
    match maker.rng.below(4) {
        0 => {
            let skills = skills(maker);
            maker.act("name-skills", &[dao, ("skills", skills)])
        }
        1 => {
            let of = Maker::account(member(maker)?);
            let references = references(maker);
            maker.act("strike-past", &[dao, ("account", of), ("references", references)])
        }
        _ => {
            let works = works(maker)?;
            maker.act("record-past", &[dao, ("works", works)])
        }
    }
}
