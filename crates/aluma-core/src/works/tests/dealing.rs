//! Who gets what of a price: by hand, and laws for all of them.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Share};
use proptest::prelude::*;

use crate::works::rules::{authors, deal};
use crate::works::types::{Author, Named, Owner, Part};

fn account(number: u64) -> Owner {
    Owner::Account { account: AccountId(number) }
}

fn part(owner: Owner, parts: u64) -> Part {
    Part { owner, parts }
}

fn made(all: &[(u64, u64)]) -> Vec<Author> {
    let author = |(who, parts): &(u64, u64)| Author {
        account: AccountId(*who),
        parts: *parts,
        agreed: true,
    };
    all.iter().map(author).collect()
}

#[test]
fn authors_who_own_it_get_their_parts_and_no_royalty_is_due() {
    let authors = made(&[(1, 2), (2, 1)]);
    let parts = [part(account(1), 2), part(account(2), 1)];
    let dealt = deal(100, &parts, (&authors, Share::percent(10))).expect("parts");
    assert_eq!((dealt.to, dealt.royalty), (vec![(account(1), 67), (account(2), 33)], 0));
}

#[test]
fn whoever_made_none_of_it_owes_the_royalty_rounded_down() {
    let authors = made(&[(1, 2), (2, 1)]);
    let parts = [part(account(2), 1), part(account(7), 1), part(Owner::Dao { dao: DaoId(3) }, 1)];
    // 100 over three is 34, 33 and 33; a tenth of each 33 is 3, and 6 over 2 : 1 is 4 and 2.
    let dealt = deal(100, &parts, (&authors, Share::percent(10))).expect("parts");
    let community = Owner::Dao { dao: DaoId(3) };
    let to = vec![(account(1), 4), (account(2), 36), (account(7), 30), (community, 30)];
    assert_eq!((dealt.to, dealt.royalty), (to, 6));
}

#[test]
fn among_equal_remainders_the_lowest_comes_first() {
    let authors = made(&[(1, 1), (2, 1), (3, 1)]);
    let parts: Vec<Part> = (1..=3).map(|who| part(account(who), 1)).collect();
    let got = |price| -> Vec<u128> {
        let dealt = deal(price, &parts, (&authors, Share::ZERO)).expect("parts");
        dealt.to.iter().map(|(_, units)| *units).collect()
    };
    assert_eq!((got(1), got(2), got(4)), (vec![1], vec![1, 1], vec![2, 1, 1]));
}

#[test]
fn authors_stand_once_with_a_part_each() {
    let named = |all: &[(u64, u64)]| -> Vec<Named> {
        all.iter().map(|(who, parts)| Named { account: AccountId(*who), parts: *parts }).collect()
    };
    assert_eq!(authors(&named(&[]), AccountId(1)), None);
    assert_eq!(authors(&named(&[(1, 0)]), AccountId(1)), None);
    assert_eq!(authors(&named(&[(1, 1), (1, 2)]), AccountId(1)), None);
    assert_eq!(authors(&named(&[(1, u64::MAX), (2, 1)]), AccountId(1)), None);
    let two = authors(&named(&[(2, 1), (1, 3)]), AccountId(2)).expect("two authors");
    let told: Vec<_> = two.iter().map(|it| (it.account.0, it.parts, it.agreed)).collect();
    assert_eq!(told, [(1, 3, false), (2, 1, true)]);
}

/// A few owners with parts, lowest first, and authors among them and others.
fn arb_work() -> impl Strategy<Value = (Vec<Part>, Vec<Author>, Share)> {
    let owners = proptest::collection::btree_map(1u64..20, 1u64..1_000, 1..8);
    let dao = proptest::option::of(1u64..1_000);
    let authors = proptest::collection::btree_map(1u64..20, 1u64..1_000, 1..6);
    (owners, dao, authors, 0u32..=500).prop_map(|(owners, dao, authors, royalty)| {
        let mut parts: Vec<Part> =
            owners.into_iter().map(|(who, parts)| part(account(who), parts)).collect();
        parts.extend(dao.map(|parts| part(Owner::Dao { dao: DaoId(1) }, parts)));
        let authors: Vec<_> = authors.into_iter().collect();
        (parts, made(&authors), Share::permille(royalty))
    })
}

proptest! {
    #[test]
    fn what_is_dealt_is_the_price(price: u128, (parts, authors, royalty) in arb_work()) {
        let dealt = deal(price, &parts, (&authors, royalty)).expect("parts");
        let sum = dealt.to.iter().try_fold(0u128, |sum, (_, units)| sum.checked_add(*units));
        prop_assert_eq!(sum, Some(price));
        prop_assert!(dealt.to.array_windows().all(|[one, next]| one.0 < next.0));
        // Nobody who owns or made none of it gets any, and authors get half of it at most as royalty.
        let is_one = |owner: &Owner| {
            let made = |author: &Author| Owner::Account { account: author.account } == *owner;
            parts.iter().any(|part| part.owner == *owner) || authors.iter().any(made)
        };
        prop_assert!(dealt.to.iter().all(|(owner, _)| is_one(owner)));
        prop_assert!(dealt.royalty <= price / 2 + 1);
    }

    #[test]
    fn uses_paid_for_at_once_or_one_by_one_come_to_the_same(
        price in 1u128..1_000_000,
        times in 1u32..1_000,
        (parts, authors, royalty) in arb_work(),
    ) {
        let one = deal(price, &parts, (&authors, royalty)).expect("parts");
        let mut by_one = alloc::collections::BTreeMap::new();
        for _ in 0..times {
            for (owner, units) in &one.to {
                *by_one.entry(*owner).or_insert(0u128) += units;
            }
        }
        let at_once = one.times(times).expect("a number");
        prop_assert_eq!(at_once.to.clone(), by_one.into_iter().collect::<Vec<_>>());
        let sum: u128 = at_once.to.iter().map(|(_, units)| units).sum();
        prop_assert_eq!(sum, price * u128::from(times));
    }

    #[test]
    fn the_order_of_authors_does_not_matter(
        price: u128,
        named in proptest::collection::btree_map(1u64..20, 1u64..1_000, 1..6),
    ) {
        let rows = |all: Vec<(u64, u64)>| -> Vec<Named> {
            let named = |(who, parts)| Named { account: AccountId(who), parts };
            all.into_iter().map(named).collect()
        };
        let there: Vec<(u64, u64)> = named.iter().map(|(who, parts)| (*who, *parts)).collect();
        let back: Vec<(u64, u64)> = there.iter().rev().copied().collect();
        let (one, other) = (authors(&rows(there), AccountId(1)), authors(&rows(back), AccountId(1)));
        prop_assert_eq!(&one, &other);
        let all = one.expect("authors");
        let parts: Vec<Part> = all
            .iter()
            .map(|author| part(Owner::Account { account: author.account }, author.parts))
            .collect();
        // Where authors own what they made, a royalty changes nothing.
        let with = deal(price, &parts, (&all, Share::percent(50)));
        let without = deal(price, &parts, (&all, Share::ZERO));
        prop_assert_eq!(with, without);
    }
}
