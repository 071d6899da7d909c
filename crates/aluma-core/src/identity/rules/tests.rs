//! Tables of the rules: both sides of each threshold.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::spec::Hand;
use aluma_types::{Amount, AssetId, DaoId, List, Span, Text, Timestamp};
use proptest::prelude::*;

use super::{About, book, covers, left};
use crate::identity::types::{Cap, Capped, KeyRole, MAX_SPENT, Scope};

const NOW: Timestamp = Timestamp(1_000_000_000);
const DAY: Span = Span::days(1);
const EUR: AssetId = AssetId(1);

fn capped(units: u128, period: Span) -> Capped {
    let cap = Cap { amount: Amount { asset: EUR, units }, period };
    Capped { cap, spent: List::default() }
}

#[test]
fn a_key_signs_what_its_role_may() {
    let cases = [
        (KeyRole::Owner, [true, true, true]),
        (KeyRole::Admin, [true, true, false]),
        (KeyRole::Session, [true, false, false]),
        (KeyRole::Agent, [true, false, false]),
    ];
    for (role, expected) in cases {
        assert_eq!([Hand::Any, Hand::Own, Hand::Owner].map(|hand| role.may(hand)), expected);
    }
}

fn scope(dao: Option<u64>, actions: &[&str]) -> Scope {
    let actions = actions.iter().map(|name| Text::new(name).unwrap()).collect();
    Scope { dao: dao.map(DaoId), actions: List::new(actions).unwrap() }
}

#[test]
fn a_scope_covers_its_actions_in_its_community() {
    let here = scope(Some(7), &["vote", "answer"]);
    let all_here = scope(Some(7), &[]);
    let votes = scope(None, &["vote"]);
    let anything = scope(None, &[]);
    let seven = Some(DaoId(7));
    let cases: [(&str, Vec<Option<DaoId>>, [bool; 4]); 7] = [
        ("vote", vec![seven], [true, true, true, true]),
        ("answer", vec![seven], [true, true, false, true]),
        ("propose", vec![seven], [false, true, false, true]),
        ("vote", vec![Some(DaoId(8))], [false, false, true, true]),
        ("vote", vec![seven, Some(DaoId(8))], [false, false, true, true]),
        ("transfer", vec![], [false, false, false, true]),
        // A proposal that is not there belongs to nobody.
        ("vote", vec![None], [false, false, true, true]),
    ];
    for (action, daos, expected) in cases {
        let about = About { action, daos };
        let covered = [&here, &all_here, &votes, &anything]
            .map(|scope| covers(core::slice::from_ref(scope), &about));
        assert_eq!(covered, expected, "{about:?}");
    }
    let both = [scope(Some(8), &["vote"]), here];
    assert!(covers(&both, &About { action: "vote", daos: vec![seven] }));
    let mixed = About { action: "vote", daos: vec![seven, Some(DaoId(8))] };
    assert!(!covers(&both, &mixed), "no one scope covers it whole");
    assert!(!covers(&[], &About { action: "vote", daos: vec![seven] }));
}

#[test]
fn a_cap_holds_in_every_stretch_of_its_period() {
    let mut caps = [capped(100, DAY)];
    assert_eq!(left(&caps, EUR, NOW), 100);
    assert_eq!(left(&caps, AssetId(2), NOW), 0, "no cap, no money");
    book(&mut caps, EUR, 60, NOW);
    assert_eq!(left(&caps, EUR, NOW), 40);
    let evening = NOW.after(Span::hours(20));
    book(&mut caps, EUR, 40, evening);
    let last = NOW.after(DAY).before(Span(1));
    assert_eq!(left(&caps, EUR, last), 0);
    assert_eq!(left(&caps, EUR, NOW.after(DAY)), 60, "the first is a whole period ago");
    assert_eq!(left(&caps, EUR, evening.after(DAY).before(Span(1))), 60);
    assert_eq!(left(&caps, EUR, evening.after(DAY)), 100);
}

#[test]
fn the_strictest_cap_of_an_asset_counts() {
    let mut caps = [capped(100, DAY), capped(150, Span::days(30))];
    book(&mut caps, EUR, 100, NOW);
    assert_eq!(left(&caps, EUR, NOW), 0);
    assert_eq!(left(&caps, EUR, NOW.after(DAY)), 50, "of the month");
}

#[test]
fn more_payments_than_are_remembered_count_longer_and_never_shorter() {
    let mut caps = [capped(1_000, DAY)];
    for minute in 0..=MAX_SPENT as u64 {
        book(&mut caps, EUR, 1, NOW.after(Span::minutes(minute)));
    }
    assert_eq!(caps[0].spent.len(), MAX_SPENT);
    let at = NOW.after(DAY);
    assert_eq!(left(&caps, EUR, at), 1_000 - MAX_SPENT as u128 - 1, "the first still counts");
    assert_eq!(left(&caps, EUR, at.after(Span::minutes(1))), 1_000 - MAX_SPENT as u128 + 1);
}

proptest! {
    /// Whatever is paid as it is allowed, no stretch of a period holds more than the cap.
    #[test]
    fn no_stretch_holds_more_than_the_cap(
        steps in proptest::collection::vec((0u64..40_000_000, 1u128..80), 1..80)
    ) {
        let mut caps = [capped(100, DAY)];
        let (mut now, mut paid) = (NOW, Vec::new());
        for (later, units) in steps {
            now = now.after(Span(later));
            if units <= left(&caps, EUR, now) {
                book(&mut caps, EUR, units, now);
                paid.push((now, units));
            }
        }
        for (end, _) in &paid {
            let within = paid.iter().filter(|(at, _)| at <= end && at.after(DAY) > *end);
            prop_assert!(within.map(|(_, units)| units).sum::<u128>() <= 100);
        }
    }
}
