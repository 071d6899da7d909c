//! Whatever panels end first, the same comes of it.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use aluma_types::Span;
use proptest::prelude::*;

use super::stage::Circle;
use crate::review::actions::panel;

/// Whether a number is one of reputation's tables.
fn is_ours(number: u16) -> bool {
    (90..110).contains(&number) || number == 158 || (160..=163).contains(&number)
}

/// Every row of reputation's tables.
fn contents(circle: &Circle) -> BTreeMap<(u16, Vec<u8>), Vec<u8>> {
    let mut rows = BTreeMap::new();
    let tables = circle.world.state().tables();
    for table in tables.filter(|table| is_ours(table.spec().number)) {
        let number = table.spec().number;
        table.each(&mut |key, value| {
            rows.insert((number, key.to_vec()), value.to_vec());
        });
    }
    rows
}

/// Five contributions, each of whose panels waits for one rating alone and ends without it, in one block
/// and in this order.
fn ended(order: &[usize]) -> BTreeMap<(u16, Vec<u8>), Vec<u8>> {
    let mut circle = Circle::new(7);
    let by = ["m0", "m1", "m0", "m2", "m0"];
    let claims: Vec<u64> = by.iter().map(|who| circle.claim(who)).collect();
    circle.world.advance(Span::minutes(1));
    let hours = Span::hours(3);
    for (evidence, quality) in claims.iter().zip([90, 60, 30, 75, 100]) {
        let sitting = circle.sitting(*evidence);
        assert!(sitting.len() > 2, "{sitting:?}");
        sitting.iter().for_each(|who| circle.seal(who, *evidence, (quality, hours)));
        let opening = sitting.iter().skip(1);
        opening.for_each(|who| circle.reveal(who, *evidence, (quality, hours)));
    }
    let dao = circle.dao;
    let end = |ctx: &mut crate::kernel::ctx::Ctx<'_>| {
        for index in order {
            panel::expire(ctx, (dao, claims[*index], 0))?;
        }
        Ok(())
    };
    circle.world.inside(end).unwrap();
    contents(&circle)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_in_which_panels_end_changes_nobodys_points(
        order in Just(vec![0usize, 1, 2, 3, 4]).prop_shuffle()
    ) {
        let (straight, shuffled) = (ended(&[0, 1, 2, 3, 4]), ended(&order));
        prop_assert!(!straight.is_empty());
        prop_assert_eq!(straight, shuffled);
    }
}
