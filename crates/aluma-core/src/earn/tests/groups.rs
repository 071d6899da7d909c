//! Pools in which some count as one.

use alloc::vec::Vec;

use proptest::prelude::*;

use crate::earn::rules::groups::{Party, shares};

fn party(id: u64, (weight, most): (u128, u128), group: Option<(u64, u128)>) -> Party {
    Party { id, first: id, weight, most, group }
}

/// What those of a group take together.
fn taken(parties: &[Party], parts: &[u128], by: u64) -> u128 {
    let own = parties.iter().zip(parts).filter(|(party, _)| party.group.is_some_and(|g| g.0 == by));
    own.map(|(_, part)| part).sum()
}

#[test]
fn a_group_takes_part_as_one_and_what_its_cap_cuts_off_goes_to_the_others() {
    let others = [party(1, (1, 400), None), party(2, (1, 400), None)];
    let pool = |left: u128, is_filled| {
        let group = Some((9, left));
        let farm = [party(3, (1, 400), group), party(4, (1, 400), group)];
        shares(1_200, is_filled, &[&others[..], &farm[..]].concat())
    };
    for is_filled in [false, true] {
        // Up to its part the cap cuts nothing; a unit less goes to the others.
        assert_eq!(pool(600, is_filled), [300, 300, 300, 300]);
        assert_eq!(pool(599, is_filled), [301, 300, 300, 299]);
        assert_eq!(pool(400, is_filled), [400, 400, 200, 200]);
        assert_eq!(pool(0, is_filled), [400, 400, 0, 0]);
    }
}

#[test]
fn one_persons_cap_leaves_the_rest_of_a_plain_pool_in_trust_and_fills_up_a_capped_one() {
    let rows = [party(1, (3, 100), None), party(2, (1, 900), None)];
    assert_eq!(shares(800, false, &rows), [100, 200]);
    assert_eq!(shares(800, true, &rows), [100, 700]);
}

fn arb_parties() -> impl Strategy<Value = Vec<Party>> {
    let row = (0u128..500, 0u128..500, 0u64..5);
    let caps = proptest::collection::vec(0u128..900, 4);
    (proptest::collection::vec(row, 1..24), caps).prop_map(|(rows, caps)| {
        let one = |(id, (weight, most, by)): (u64, (u128, u128, u64))| {
            // Nobody answers for those of number 4.
            let group = caps.get(by as usize).map(|left| (by, *left));
            party(id, (weight, most), group)
        };
        (1u64..).zip(rows).map(one).collect()
    })
}

proptest! {
    #[test]
    fn nobody_takes_more_than_they_may_nor_a_group_nor_all_than_there_is(
        total in 0u128..5_000,
        is_filled in any::<bool>(),
        parties in arb_parties(),
    ) {
        let parts = shares(total, is_filled, &parties);
        prop_assert_eq!(parts.len(), parties.len());
        prop_assert!(parts.iter().sum::<u128>() <= total);
        for (party, part) in parties.iter().zip(&parts) {
            prop_assert!(*part <= party.most && (party.weight > 0 || *part == 0));
            if let Some((by, left)) = party.group {
                prop_assert!(taken(&parties, &parts, by) <= left);
            }
        }
    }

    #[test]
    fn a_pool_that_is_filled_up_gives_all_that_may_be_taken(
        total in 0u128..5_000,
        parties in arb_parties(),
    ) {
        let parties: Vec<Party> = parties.into_iter().filter(|party| party.weight > 0).collect();
        let alone = parties.iter().filter(|party| party.group.is_none()).map(|party| party.most);
        let groups = (0u64..4).map(|by| {
            let own = parties.iter().filter(|party| party.group.is_some_and(|group| group.0 == by));
            let left = own.clone().next().and_then(|party| party.group).map_or(0, |group| group.1);
            left.min(own.map(|party| party.most).sum())
        });
        let may: u128 = alone.chain(groups).sum();
        prop_assert_eq!(shares(total, true, &parties).iter().sum::<u128>(), total.min(may));
    }

    /// One person with all that their score may take of the group's cap, and the same score over several
    /// accounts of that group: they take no more, and nobody else takes less.
    #[test]
    fn splitting_one_person_over_accounts_of_a_group_raises_nothing(
        (total, is_filled) in (0u128..5_000, any::<bool>()),
        mut parties in arb_parties(),
        left in 0u128..900,
        split in proptest::collection::vec((0u128..300, 0u128..2_000), 1..12),
    ) {
        let group = Some((7, left));
        let weight = split.iter().map(|(weight, _)| weight).sum();
        let count = parties.len();
        parties.push(party(100, (weight, left), group));
        let whole = shares(total, is_filled, &parties);
        parties.pop();
        parties.extend((100u64..).zip(&split).map(|(id, row)| party(id, *row, group)));
        let parts = shares(total, is_filled, &parties);
        prop_assert!(taken(&parties, &parts, 7) <= whole[count]);
        // A unit may go another way where a remainder falls.
        let others = |parts: &[u128]| parts[..count].iter().sum::<u128>();
        prop_assert!(others(&parts) >= others(&whole));
    }

    #[test]
    fn no_order_of_those_who_share_matters(
        (total, is_filled) in (0u128..5_000, any::<bool>()),
        parties in arb_parties(),
    ) {
        // By first claims as the ledger has them: the first of a group stands for it.
        let mut back: Vec<Party> = parties.clone();
        back.sort_by_key(|party| (party.group.is_some(), party.id));
        let of = |rows: &[Party]| {
            let mut all: Vec<(u64, u128)> =
                rows.iter().map(|party| party.id).zip(shares(total, is_filled, rows)).collect();
            all.sort_unstable();
            all
        };
        prop_assert_eq!(of(&parties), of(&back));
    }
}
