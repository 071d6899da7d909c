//! Tables of the rules: both sides of each threshold.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::spec::Hand;
use aluma_types::{AccountId, Amount, AssetId, DaoId, List, PublicKey, Span, Text, Timestamp};
use proptest::prelude::*;

use super::allowance::{Budget, day, next_day, standing};
use super::{
    About, Cannot, LONG, book, covers, left, locked_until, may_cancel, needed, repeatable,
    supporters,
};
use crate::identity::types::{
    Account, Cancelled, Cap, Capped, First, Guardian, Guards, Holder, Key, KeyRole, Lock,
    MAX_SPENT, Open, Recovery, Scope, Standing, Support, Used,
};

const NOW: Timestamp = Timestamp(1_000_000_000_000);
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

#[test]
fn a_budget_ends_with_its_last_action_and_its_last_byte() {
    let used = |actions, bytes| Used { day: 1, actions, bytes, ..Used::default() };
    for (standing, actions, bytes) in [
        (Standing::Invited, 20, 64_000),
        (Standing::Member, 200, 1_000_000),
        (Standing::Reputed, 1_000, 4_000_000),
    ] {
        let budget = Budget::of(standing);
        assert!(budget.fits(used(actions - 1, 0), bytes), "{standing:?}");
        assert!(!budget.fits(used(actions, 0), 0), "{standing:?}");
        assert!(budget.fits(used(0, bytes - 1), 1), "{standing:?}");
        assert!(!budget.fits(used(0, bytes), 1), "{standing:?}");
        assert!(budget.fits(used(actions - 1, bytes), 0), "{standing:?}");
        assert!(budget.fits(used(0, 0), bytes + 1), "a long act is the first of its day");
        assert!(!budget.fits(used(1, 1), bytes), "and never a later one");
        let sponsored = Budget::sponsored(standing);
        assert!(sponsored.fits(used(5 * actions - 1, 1), 5 * bytes - 1), "{standing:?}");
        assert!(!sponsored.fits(used(5 * actions, 1), 0), "{standing:?}");
        assert!(!sponsored.fits(used(1, 1), 5 * bytes), "{standing:?}");
    }
    assert_eq!(used(3, 4).on(2), Used { day: 2, ..Used::default() }, "a new day");
    assert_eq!(used(3, 4).on(1), used(3, 4));
}

#[test]
fn standing_comes_with_age_and_from_whoever_brought_one_in() {
    let aged = |age: Span| Account::new(Holder::Keys {}, NOW.before(age));
    let of = |age, inviter: Option<Span>| {
        let by = inviter.map(aged);
        standing((AccountId(7), &aged(age)), by.as_ref().map(|by| (AccountId(8), by)), NOW)
    };
    let (week, season) = (Span::days(7), Span::days(90));
    let less = |span: Span| Span(span.0 - 1);
    let cases = [
        (Span(0), None, Standing::Invited),
        (less(week), None, Standing::Invited),
        (week, None, Standing::Member),
        (season, None, Standing::Member),
        (Span(0), Some(less(season)), Standing::Invited),
        (Span(0), Some(season), Standing::Member),
        (less(season), Some(season), Standing::Member),
        (season, Some(less(season)), Standing::Member),
        (season, Some(season), Standing::Reputed),
    ];
    for (age, inviter, expected) in cases {
        assert_eq!(of(age, inviter), expected, "{age:?} {inviter:?}");
    }
    let (new, operator) = (aged(Span(0)), crate::identity::OPERATOR);
    assert_eq!(standing((operator, &new), None, NOW), Standing::Reputed);
    assert_eq!(standing((AccountId(7), &new), Some((operator, &new)), NOW), Standing::Member);
}

#[test]
fn a_day_ends_at_midnight() {
    let midnight = Timestamp(20_000 * 86_400_000);
    assert_eq!(day(midnight.before(Span(1))) + 1, day(midnight));
    assert_eq!(next_day(midnight), midnight.after(Span::days(1)));
    assert_eq!(next_day(midnight.before(Span(1))), midnight);
}

const KEY: PublicKey = PublicKey::Ed25519([1; 32]);

const fn guardian(number: u64) -> Guardian {
    Guardian::Account { account: AccountId(number) }
}

fn guards(count: u64, threshold: u8) -> Guards {
    Guards { guardians: List::new((1..=count).map(guardian).collect()).unwrap(), threshold }
}

fn cancelled(at: Timestamp, repeated: bool) -> Recovery {
    let lock = Lock { guardian: guardian(1), since: at };
    Recovery {
        cancelled: Some(Cancelled { began: NOW, at, by: 0, repeated }),
        locks: List::new(vec![lock]).unwrap(),
        ..Recovery::default()
    }
}

#[test]
fn a_cancelled_try_is_repeated_once_by_one_more_within_thirty_days() {
    let guards = guards(3, 2);
    let end = NOW.after(LONG);
    let late = end.after(Span(1));
    let never = Recovery::default();
    let cases = [
        ("no try before", &never, NOW, 2),
        ("at once", &cancelled(NOW, false), NOW, 3),
        ("at the last moment", &cancelled(NOW, false), end, 3),
        ("later", &cancelled(NOW, false), late, 2),
        ("a repetition was cancelled", &cancelled(NOW, true), NOW, 2),
    ];
    for (what, row, now, expected) in cases {
        assert_eq!(needed(row, &guards, now), expected, "{what}");
        assert_eq!(repeatable(row, now).is_some(), expected == 3, "{what}");
    }
}

#[test]
fn guardians_of_a_cancelled_try_are_locked_but_for_its_repetition() {
    let end = NOW.after(LONG);
    let late = end.after(Span(1));
    let (one, two) = (guardian(1), guardian(2));
    assert_eq!(locked_until(&cancelled(NOW, false), &one, NOW), None, "it may be repeated");
    assert_eq!(locked_until(&cancelled(NOW, true), &one, end), Some(end));
    assert_eq!(locked_until(&cancelled(NOW, true), &one, late), None);
    assert_eq!(locked_until(&cancelled(NOW, true), &two, NOW), None, "who was not of it");
    let mut older = cancelled(NOW, false);
    older.locks.push(Lock { guardian: two, since: NOW.before(Span(1)) });
    assert_eq!(locked_until(&older, &two, NOW), Some(end.before(Span(1))), "of another try");
}

#[test]
fn a_word_counts_for_thirty_days_for_its_key_and_while_its_guardian_is_one() {
    let word = |number, key, at| Support { guardian: guardian(number), key, at };
    let other = PublicKey::Ed25519([2; 32]);
    let row = Recovery {
        supports: List::new(vec![
            word(1, KEY, NOW.before(LONG)),
            word(2, KEY, NOW.before(LONG).before(Span(1))),
            word(3, other, NOW),
            word(9, KEY, NOW),
        ])
        .unwrap(),
        ..Recovery::default()
    };
    assert_eq!(supporters(&row, &guards(3, 2), (&KEY, NOW)), [guardian(1)]);
    assert_eq!(supporters(&row, &guards(3, 2), (&other, NOW)), [guardian(3)]);
}

#[test]
fn a_repetition_is_cancelled_by_a_key_that_is_old_and_did_not_cancel_before() {
    let open = |repeats| Open {
        key: KEY,
        began: NOW,
        ends: NOW.after(LONG),
        by: List::default(),
        repeats,
        spent: List::default(),
    };
    let key = |since| Key::owner(KEY, since);
    let first = Some(First { began: NOW, by: 0 });
    let old = NOW.before(LONG);
    let cases = [
        ("a first try, by a new key", open(None), 1, NOW, Ok(())),
        ("a second old key", open(first), 1, old, Ok(())),
        ("a moment younger", open(first), 1, old.after(Span(1)), Err(Cannot::TooYoung)),
        ("the key that cancelled the first", open(first), 0, old, Err(Cannot::CancelledBefore)),
    ];
    for (what, open, number, since, expected) in cases {
        assert_eq!(may_cancel(&open, (number, &key(since))), expected, "{what}");
    }
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
