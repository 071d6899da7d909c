//! How an epoch ends: bounds of praise, clusters, and that neither order nor slices matter.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Span};
use proptest::prelude::*;

use super::points::{contents, given, town};
use crate::reputation::actions::{Praise, closing, epochs};
use crate::reputation::rules::clusters::propagate;
use crate::reputation::rules::decay::POINT;
use crate::reputation::{self};
use crate::testing::{World, body};

fn praise(w: &mut World, dao: DaoId, (from, to, points): (usize, AccountId, u64)) {
    let words = body("Well done.");
    let praise = Praise { dao, to, domain: None, points, words };
    w.act(&alloc::format!("m{from}"), &praise).unwrap();
}

/// What somebody has by praise, in micro-points.
fn soft(w: &World, dao: DaoId, account: AccountId) -> u128 {
    reputation::record(w.state(), (dao, None, account)).map_or(0, |row| row.soft)
}

#[test]
fn praise_becomes_points_within_every_bound() {
    let (mut w, dao, people) = town(3);
    // m0 has 100 points, m1 2, m2 none; all from the first epoch.
    given(&mut w, dao, &[(people[0], None, 100 * POINT, 1), (people[1], None, 2 * POINT, 2)]);
    // In the first epoch nobody had points when the one before ended: nobody has a budget.
    praise(&mut w, dao, (0, people[1], 4));
    w.advance(Span::days(15));
    assert_eq!(soft(&w, dao, people[1]), 0);
    let had = reputation::points(w.state(), (dao, None, people[0]), w.now());
    // In the second, m0 has a budget of a twentieth of what they had then, near 4.7 points; m1 may grow to
    // half of their own, near 0.95; and all praise to a fifth of the 10 points of the epoch.
    given(&mut w, dao, &[(people[2], None, 10 * POINT, 3)]);
    praise(&mut w, dao, (0, people[1], 900));
    praise(&mut w, dao, (0, people[2], 100));
    praise(&mut w, dao, (2, people[0], 1_000));
    w.advance(Span::days(15));
    let [first, second, third] = [0, 1, 2].map(|who| soft(&w, dao, people[who]));
    assert_eq!(first, 0, "m2 had nothing when the epoch before ended");
    assert!(second > 800_000 && second < 950_000, "half of their own: {second}");
    // A tenth of m0's budget, which is of a day before that was asked: 0.4 % more.
    let tenth = u128::from(had / 20 / 10) * 1_004 / 1_000;
    assert!(third <= tenth && third > tenth * 999 / 1_000, "{third} of {tenth}");
    // It fades twice as fast, and is told apart.
    let both = reputation::rules::reading::both(w.state(), (dao, None, people[1]), w.now());
    assert!(both.1 > 0 && u128::from(both.1) <= second);
}

#[test]
fn all_praise_is_bounded_by_the_work_of_the_epoch() {
    let (mut w, dao, people) = town(3);
    let all: Vec<_> = (0..3).map(|who| (people[who], None, 400 * POINT, who as u64)).collect();
    given(&mut w, dao, &all);
    w.advance(Span::days(15));
    // Nothing was accepted in the second epoch but a point.
    given(&mut w, dao, &[(people[0], None, POINT, 9)]);
    praise(&mut w, dao, (0, people[1], 10));
    praise(&mut w, dao, (1, people[2], 10));
    w.advance(Span::days(15));
    let sum: u128 = people.iter().map(|who| soft(&w, dao, *who)).sum();
    assert!(sum <= 200_000 && sum > 199_990, "a fifth of a point: {sum}");
}

#[test]
fn whoever_praises_each_other_is_found_and_counts_less() {
    let (mut w, dao, people) = town(12);
    let all: Vec<_> = (0..12).map(|who| (people[who], None, 400 * POINT, who as u64)).collect();
    given(&mut w, dao, &all);
    // Two pairs, and somebody who is praised and praises nobody.
    for (from, to) in [(0, 1), (1, 0), (2, 3), (3, 2), (4, 5)] {
        praise(&mut w, dao, (from, people[to], 10));
    }
    assert!(reputation::praised_each_other(w.state(), dao, people[0], people[1]));
    assert!(!reputation::praised_each_other(w.state(), dao, people[4], people[5]));
    assert!(reputation::cluster_of(w.state(), dao, people[0]).is_none(), "not before it ends");
    w.advance(Span::days(15));
    let label = |w: &World, who: usize| {
        reputation::cluster_of(w.state(), dao, people[who]).map(|cluster| cluster.label)
    };
    assert_eq!(label(&w, 0), Some(people[0]));
    assert_eq!(label(&w, 1), Some(people[0]));
    assert_eq!(label(&w, 3), Some(people[2]));
    assert_eq!((label(&w, 4), label(&w, 5)), (None, None));
    assert_eq!(reputation::cluster_members(w.state(), dao, people[0]), 2);
    assert!(!reputation::is_community(w.state(), dao, people[0]));
    // In the next epoch praise within a cluster is worth a tenth of what it is outside.
    given(&mut w, dao, &[(people[6], None, 1_000 * POINT, 90)]);
    praise(&mut w, dao, (0, people[1], 5));
    praise(&mut w, dao, (4, people[5], 5));
    w.advance(Span::days(15));
    let (inside, outside) = (soft(&w, dao, people[1]), soft(&w, dao, people[5]));
    assert!(inside > 0 && inside.abs_diff(outside / 10) <= 1, "{inside} {outside}");
    // Two epochs without praise, and nobody is of a cluster any more.
    for evidence in 91..94 {
        given(&mut w, dao, &[(people[6], None, POINT, evidence)]);
        w.advance(Span::days(15));
    }
    assert_eq!(label(&w, 0), None);
    assert!(w.state().reputation.praise_edges.iter().next().is_none(), "praise is forgotten");
    assert!(w.state().reputation.links.is_empty() && w.state().reputation.labels.is_empty());
}

#[test]
fn whoever_stops_praising_their_circle_back_has_no_more_of_it() {
    let (mut w, dao, people) = town(12);
    let all: Vec<_> = (0..12).map(|who| (people[who], None, 400 * POINT, who as u64)).collect();
    given(&mut w, dao, &all);
    // Two who praise each other, of twelve: a cluster and not the community.
    for (from, to) in [(0, 1), (1, 0)] {
        praise(&mut w, dao, (from, people[to], 10));
    }
    w.advance(Span::days(15));
    given(&mut w, dao, &[(people[6], None, 1_000 * POINT, 90)]);
    // Both hold up m2, who praises neither; one of them praises m3; m4 and m5, of no circle, praise m7.
    for (from, to) in [(0, 2), (1, 2), (4, 7), (5, 7)] {
        praise(&mut w, dao, (from, people[to], 5));
    }
    praise(&mut w, dao, (0, people[3], 5));
    w.advance(Span::days(15));
    let [held, one, outside] = [2, 3, 7].map(|who| soft(&w, dao, people[who]));
    assert!(outside > 0 && held.abs_diff(outside / 10) <= 1, "a tenth: {held} of {outside}");
    assert!(one.abs_diff(outside / 2) <= 1, "one giver holds nobody up: {one} of {outside}");
    assert!(w.state().reputation.inflows.is_empty(), "what was added up is forgotten");
}

/// Ends the present epoch beside its task and closes it in slices of so many rows.
fn close(w: &mut World, dao: DaoId, size: usize) -> usize {
    let row = *w.state().reputation.epochs.get(&dao).unwrap();
    w.inside(|ctx| {
        epochs::end(ctx, dao, row);
        Ok(())
    })
    .unwrap();
    let mut slices = 1;
    while !w.inside(|ctx| Ok(closing::run(ctx, (dao, row.number), size)?)).unwrap() {
        slices += 1;
        assert!(slices < 10_000, "it ends");
    }
    slices
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whoever praises first, and however it is sliced: the same comes of it, in every row that is stored;
    /// and clusters are those of the whole graph.
    #[test]
    fn neither_order_nor_slices_matter(
        list in prop::collection::vec((0usize..5, 0usize..5, 1u64..30), 1..14),
        turn in any::<prop::sample::Index>(),
        size in 1usize..7,
    ) {
        let list: Vec<_> = list.into_iter().filter(|(from, to, _)| from != to).collect();
        let points: Vec<_> = (0..5u64).map(|n| (n as usize, (n + 1) * 40 * POINT, n)).collect();
        let play = |order: &[(usize, usize, u64)], size: usize| {
            let (mut w, dao, people) = town(5);
            let points: Vec<_> =
                points.iter().map(|(who, micro, n)| (people[*who], None, *micro, *n)).collect();
            given(&mut w, dao, &points);
            w.advance(Span::days(15));
            given(&mut w, dao, &[(people[0], None, 50 * POINT, 99)]);
            for (from, to, points) in order {
                praise(&mut w, dao, (*from, people[*to], *points));
            }
            let open = contents(&w);
            close(&mut w, dao, size);
            let labels: BTreeMap<AccountId, AccountId> = people
                .iter()
                .filter_map(|who| Some((*who, reputation::cluster_of(w.state(), dao, *who)?.label)))
                .collect();
            let given: Vec<u128> = people.iter().map(|who| soft(&w, dao, *who)).collect();
            (open, labels, given, people, contents(&w))
        };
        let mut turned = list.clone();
        if !turned.is_empty() {
            turned.rotate_left(turn.index(list.len()));
            turned.reverse();
        }
        let (open, labels, given, people, _) = play(&list, closing::SLICE);
        let (open_turned, labels_sliced, given_sliced, ..) = play(&turned, size);
        prop_assert_eq!(open, open_turned);
        prop_assert_eq!(&labels, &labels_sliced);
        prop_assert_eq!(given, given_sliced);
        let (.., whole) = play(&list, closing::SLICE);
        let (.., turned) = play(&turned, closing::SLICE);
        prop_assert_eq!(whole, turned, "every row");
        let mut sums: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for (from, to, points) in &list {
            *sums.entry((*from, *to)).or_default() += points;
        }
        let sum = |a: usize, b: usize| sums.get(&(a, b)).copied().unwrap_or(0);
        let links: Vec<_> = (0..5usize)
            .flat_map(|a| (a + 1..5).map(move |b| (a, b)))
            .map(|(a, b)| (people[a], people[b], sum(a, b).min(sum(b, a))))
            .collect();
        prop_assert_eq!(labels, propagate(&links));
    }
}
