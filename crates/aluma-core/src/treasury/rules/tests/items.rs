use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId};
use proptest::prelude::*;

use crate::treasury::rules::items::{moved, parts_of, whole};
use crate::treasury::types::{Owner, Part};

const fn person(number: u64) -> Owner {
    Owner::Account { account: AccountId(number) }
}

const OURS: Owner = Owner::Dao { dao: DaoId(1) };

fn parts(rows: &[(Owner, u64)]) -> Vec<Part> {
    rows.iter().map(|(owner, parts)| Part { owner: *owner, parts: *parts }).collect()
}

#[test]
fn parts_make_a_whole_or_are_none() {
    let (one, two) = (person(1), person(2));
    let cases: [(&[(Owner, u64)], Option<u64>); 7] = [
        (&[], None),
        (&[(one, 0)], None),
        (&[(one, 1)], Some(1)),
        (&[(two, 1), (one, 2), (OURS, 3)], Some(6)),
        (&[(one, 1), (one, 2)], None),
        (&[(one, u64::MAX)], Some(u64::MAX)),
        (&[(one, u64::MAX), (two, 1)], None),
    ];
    for (rows, sum) in cases {
        assert_eq!(whole(&parts(rows)).map(|(sum, _)| sum), sum, "{rows:?}");
    }
}

#[test]
fn parts_move_on_both_sides_of_what_there_is() {
    let owners = parts(&[(person(1), 5), (OURS, 5)]);
    let to = |parts| moved(&owners, (person(1), person(2)), parts);
    assert_eq!(to(6), None);
    assert_eq!(to(5), Some(parts(&[(person(2), 5), (OURS, 5)])));
    assert_eq!(to(4), Some(parts(&[(person(1), 1), (person(2), 4), (OURS, 5)])));
    assert_eq!(moved(&owners, (person(2), OURS), 1), None, "who has nothing");
    assert_eq!(moved(&owners, (OURS, person(1)), 5), Some(parts(&[(person(1), 10)])));
}

proptest! {
    #[test]
    fn the_whole_never_changes(
        rows in prop::collection::btree_map(0u64..6, 1u64..1_000, 1..6),
        steps in prop::collection::vec((0u64..6, 0u64..6, 0u64..700), 0..30),
    ) {
        let rows: Vec<_> = rows.into_iter().map(|(one, parts)| (person(one), parts)).collect();
        let (sum, mut owners) = whole(&parts(&rows)).unwrap();
        for (from, to, parts) in steps {
            let way = (person(from), person(to));
            match moved(&owners, way, parts) {
                Some(after) => owners = after,
                None => prop_assert!(parts_of(&owners, way.0) < parts),
            }
            prop_assert_eq!(whole(&owners), Some((sum, owners.clone())));
        }
    }
}
