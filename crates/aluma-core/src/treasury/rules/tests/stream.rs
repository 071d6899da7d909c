use alloc::vec::Vec;

use aluma_types::{List, Span};
use proptest::prelude::*;

use crate::kernel::effects::Standing;
use crate::treasury::rules::stream::{LONGEST, Plan, SHORTEST, Tranche};

const MAX: u128 = u128::MAX;
const DAY: Span = Span::days(1);
const YEAR: Span = Span::days(365);

const fn linear(units: u128, unlock: u128, cliff: Span, lasts: Span) -> Plan {
    Plan::Linear { units, unlock, cliff, lasts }
}

fn tranches(rows: &[(u64, u128)]) -> Plan {
    let rows = rows.iter().map(|(day, units)| Tranche { after: Span::days(*day), units: *units });
    Plan::Tranches { rows: List::new(rows.collect()).unwrap() }
}

const fn salary(units: u128, per: Span) -> Plan {
    Plan::Salary { units, per }
}

const fn beside(span: Span, more: i64) -> Span {
    Span(span.0.saturating_add_signed(more))
}

#[test]
fn what_came_due_on_both_sides_of_each_turn() {
    let four = Span(YEAR.0 * 4);
    let vesting = linear(4_000, 100, YEAR, four);
    let parts = tranches(&[(0, 5), (10, 20), (30, 75)]);
    let hour = Span::hours(1);
    //  plan, elapsed -> streamed
    let cases: [(&Plan, Span, u128); 20] = [
        (&vesting, Span(0), 100),
        (&vesting, beside(YEAR, -1), 100),
        (&vesting, YEAR, 1_075),
        (&vesting, beside(YEAR, 1), 1_075),
        (&vesting, beside(four, -1), 3_999),
        (&vesting, four, 4_000),
        (&vesting, Span(u64::MAX), 4_000),
        (&linear(10, 10, DAY, DAY), Span(0), 10),
        (&linear(10, 0, DAY, DAY), beside(DAY, -1), 0),
        (&linear(10, 0, DAY, DAY), DAY, 10),
        (&linear(MAX, 0, Span(0), Span(1 << 40)), Span(1 << 39), MAX >> 1),
        (&parts, Span(0), 5),
        (&parts, beside(Span::days(10), -1), 5),
        (&parts, Span::days(10), 25),
        (&parts, beside(Span::days(30), -1), 25),
        (&parts, Span::days(30), 100),
        (&salary(24, DAY), beside(hour, -1), 0),
        (&salary(24, DAY), hour, 1),
        (&salary(24, DAY), Span::days(1_000), 24_000),
        (&salary(MAX, hour), DAY, MAX),
    ];
    for (plan, elapsed, streamed) in cases {
        assert_eq!(plan.streamed(elapsed), streamed, "{plan:?} after {elapsed:?}");
    }
}

#[test]
fn a_plan_is_told_its_first_fault_on_both_sides_of_each_bound() {
    let cases: [(Plan, Option<&str>); 20] = [
        (linear(0, 1, DAY, Span(0)), Some("units")),
        (linear(1, 2, DAY, Span(0)), Some("unlock")),
        (linear(1, 1, DAY, Span(0)), Some("cliff")),
        (linear(1, 1, DAY, DAY), None),
        (linear(1, 1, Span(0), beside(SHORTEST, -1)), Some("lasts")),
        (linear(1, 1, Span(0), SHORTEST), None),
        (linear(1, 1, Span(0), LONGEST), None),
        (linear(1, 1, Span(0), beside(LONGEST, 1)), Some("lasts")),
        (salary(0, DAY), Some("units")),
        (salary(1, beside(SHORTEST, -1)), Some("per")),
        (salary(1, SHORTEST), None),
        (salary(1, beside(LONGEST, 1)), Some("per")),
        (tranches(&[]), Some("rows")),
        (tranches(&[(0, 0)]), Some("rows")),
        (tranches(&[(0, 1)]), None),
        (tranches(&[(1, 1), (1, 1)]), Some("rows")),
        (tranches(&[(1, 1), (2, 1)]), None),
        (tranches(&[(3_654, 1)]), None),
        (tranches(&[(3_655, 1)]), Some("rows")),
        (tranches(&[(1, MAX), (2, 1)]), Some("rows")),
    ];
    for (plan, fault) in cases {
        assert_eq!(plan.fault(), fault, "{plan:?}");
    }
}

#[test]
fn only_a_rate_stands_and_is_rounded_up() {
    assert_eq!(linear(10, 0, DAY, DAY).standing(), Standing::default());
    assert_eq!(salary(1, Span::days(30)).standing(), Standing { week: 1, month: 1 });
    assert_eq!(salary(10, Span::days(10)).standing(), Standing { week: 7, month: 30 });
    assert_eq!(salary(MAX, SHORTEST).standing(), Standing { week: MAX, month: MAX });
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let lasts = SHORTEST.0..=LONGEST.0;
    let row = (0u64..3_654, 1u128..1 << 100);
    prop_oneof![
        (1u128.., any::<u128>(), lasts.clone(), any::<u64>()).prop_map(|(units, b, lasts, c)| {
            let (unlock, cliff) = (b % units, Span(c % lasts));
            Plan::Linear { units, unlock, cliff, lasts: Span(lasts) }
        }),
        prop::collection::btree_map(row.0, row.1, 1..20).prop_map(|rows| {
            let rows: Vec<_> = rows.into_iter().collect();
            tranches(&rows)
        }),
        (1u128..1 << 80, lasts).prop_map(|(units, per)| salary(units, Span(per))),
    ]
}

proptest! {
    #[test]
    fn time_only_adds_and_the_end_is_the_whole(plan in any_plan(), a: u64, b: u64) {
        prop_assert_eq!(plan.fault(), None);
        let (sooner, later) = (Span(a.min(b)), Span(a.max(b)));
        prop_assert!(plan.streamed(sooner) <= plan.streamed(later));
        if let Some(lasts) = plan.lasts() {
            prop_assert_eq!(plan.streamed(lasts), plan.total());
            prop_assert!(plan.streamed(sooner) <= plan.total());
        }
    }

    #[test]
    fn drawing_often_or_once_is_the_same(
        plan in any_plan(),
        steps in prop::collection::vec(1u64..1 << 36, 1..12),
    ) {
        let (mut now, mut drawn) = (Span(0), 0u128);
        for step in steps {
            now = Span(now.0 + step);
            drawn += plan.streamed(now) - drawn;
        }
        prop_assert_eq!(drawn, plan.streamed(now));
    }

    /// No stretch of seven days costs more than the charge that stands for it.
    #[test]
    fn a_week_of_a_rate_is_within_its_charge(
        units in 1u128..1 << 80,
        per in SHORTEST.0..=LONGEST.0,
        at in 0u64..1 << 40,
    ) {
        let plan = salary(units, Span(per));
        let week = plan.streamed(Span(at + Span::days(7).0)) - plan.streamed(Span(at));
        prop_assert!(week <= plan.standing().week);
    }
}
