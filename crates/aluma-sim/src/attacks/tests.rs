//! Laws that hold at any size, on small communities.

use super::cast::{Attack, Cast};
use super::course::Course;
use super::figures::{Ran, gain, read, spearman};
use super::{Options, table};

const SIZE: (usize, u64) = (30, 3);

fn course(seed: u64, attack: Attack) -> Course {
    let mut course = Course::new(seed, Cast::new(seed, SIZE, attack), false);
    course.run();
    course.stage.audit();
    course
}

/// One epoch in which everybody sees everything as it is and nothing is known of raters yet, so that
/// no panel finds what another would not.
fn clear(seed: u64, attack: Attack) -> Ran {
    let mut course = Course::new(seed, Cast::new(seed, (SIZE.0, 1), attack), true);
    course.run();
    let counts = course.counts;
    assert_eq!(counts.judged, counts.claimed);
    read(&course)
}

fn ran(seed: u64, attack: Attack) -> Ran {
    read(&course(seed, attack))
}

#[test]
fn honest_people_are_judged_and_ranked() {
    let ran = ran(1, Attack::None);
    let counts = ran.counts;
    assert_eq!(counts.judged + counts.unreviewed, counts.claimed);
    assert!(counts.unreviewed * 20 < counts.claimed, "{counts:?}");
    assert!(spearman(&ran.scores[0], &ran.truth) > 0.9);
    assert!(ran.refused.is_empty(), "{:?}", ran.refused);
}

#[test]
fn praise_of_oneself_is_refused_and_changes_nothing() {
    let (honest, attacked) = (ran(2, Attack::None), ran(2, Attack::SelfPraise));
    let tries = 3 * 12;
    assert_eq!(attacked.refused.values().sum::<u64>(), tries, "{:?}", attacked.refused);
    assert_eq!(attacked.scores[0], honest.scores[0]);
}

#[test]
fn farms_of_ten_and_a_hundred_come_to_exactly_the_same() {
    let (ten, hundred) = (ran(3, Attack::Sybils(10)), ran(3, Attack::Sybils(100)));
    assert_eq!(ten.scores[0], hundred.scores[0]);
    assert_eq!(ten.hard, hundred.hard);
    // All that accounts do is refused: praise in each wave, and of each work of their owner a claim of it,
    // one of junk, and a rating.
    let cast = Cast::new(3, SIZE, Attack::Sybils(10));
    let farmer = cast.coalition();
    assert_eq!(farmer.len(), 1);
    let works = (0..12).filter(|wave| cast.makes(farmer[0], *wave).is_some()).count() as u64;
    let tries = hundred.refused.values().sum::<u64>();
    assert!(tries >= 100 * (12 + 3 * works), "{tries} of {works} works");
    // The owner has what honest work brings, and nothing beside.
    let honest = ran(3, Attack::None);
    assert_eq!(ten.scores[0], honest.scores[0]);
    assert_eq!(ten.hard, honest.hard);
    assert!(honest.hard[farmer[0]] > 0);
    // Elsewhere accounts are worth something.
    let rank = |ran: &Ran| gain(&ran.scores[3], &honest.scores[3], &farmer);
    assert!(rank(&hundred) > 2.0 * rank(&ten).min(1.0), "{} {}", rank(&ten), rank(&hundred));
}

#[test]
fn work_over_several_accounts_brings_the_same_points() {
    let (one, four) = (clear(4, Attack::None), clear(4, Attack::Splitting));
    let split = Cast::new(4, SIZE, Attack::Splitting).coalition();
    for who in split {
        assert!(one.hard[who] > 0);
        assert_eq!(one.hard[who], four.hard[who], "{who}");
    }
}

#[test]
fn whoever_copies_a_seal_cannot_open_it() {
    let course = course(5, Attack::Copying);
    let ran = read(&course);
    assert!(ran.refused.values().sum::<u64>() > 0);
    let copiers = course.cast.coalition();
    // What they sealed they cannot open: no rating of theirs counts anywhere.
    assert!(copiers.iter().all(|who| !course.raters.contains(who)));
    assert!(!course.raters.is_empty());
}

#[test]
fn no_other_panel_is_had_by_taking_back_or_claiming_again() {
    let course = course(6, Attack::Shopping);
    let shoppers = course.cast.coalition();
    let mine = course.made.iter().filter(|made| shoppers.contains(&made.maker)).count() as u64;
    let all = course.made.len() as u64;
    // Each was taken back and claimed once more, in vain: nothing else was ever judged.
    assert!(read(&course).refused.values().sum::<u64>() >= 2 * mine);
    let counts = course.counts;
    assert_eq!((counts.judged + counts.unreviewed, counts.claimed), (counts.claimed, all));
}

#[test]
fn one_seed_makes_one_table() {
    let options = Options { members: 12, epochs: 2, seeds: 2, ..Options::default() };
    let (first, second) = (table(&options).expect("rows"), table(&options).expect("rows"));
    assert_eq!(first.json(), second.json());
    assert_eq!(first.rows.len(), 23);
    assert!(first.rows.iter().all(|row| row.gain.iter().all(|gain| gain.is_finite())));
    assert!(table(&Options { only: Some("nobody".into()), ..options }).is_none());
    let text = first.text();
    assert!(text.lines().filter(|line| line.contains("insider_ring")).count() == 4, "{text}");
}
