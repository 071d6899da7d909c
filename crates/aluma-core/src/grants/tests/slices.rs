//! A round that is shared slice by slice comes to what the shared splitter comes to at once.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Hash32};
use proptest::prelude::*;

use super::limits;
use crate::dao::Moment;
use crate::grants::actions::closing::step;
use crate::grants::types::{Phase, Policy, Sum, Take};
use crate::kernel::ctx::{Ctx, Env, Output};
use crate::kernel::origin::Origin;
use crate::registry::{REGISTRY, State};
use crate::split::split;

const KEY: (DaoId, u64) = (DaoId(1), 1);

fn sum(pool: u128, whole: u128) -> Sum {
    let opened = Moment { height: 1, time: aluma_types::Timestamp(1) };
    Sum {
        opened,
        clock: 1,
        closed: Some(opened),
        closing_clock: 1,
        paid: 0,
        points: 0,
        whole,
        pool,
        given: 0,
        phase: Phase::Share { after: AccountId(0) },
    }
}

/// Shares a pool by weights, so many rows at a time, until everybody could be paid.
fn shared(pool: u128, weights: &[(u64, u128)], room: usize) -> BTreeMap<u64, u128> {
    let mut state = State::default();
    for (who, weight) in weights {
        let take = Take { weight: *weight, ..Take::default() };
        state.grants.takes.put((KEY.0, KEY.1, AccountId(*who)), take);
    }
    let env = Env {
        allowance: 1,
        network: Hash32::ZERO,
        height: 2,
        now: aluma_types::Timestamp(2),
        rules: 1,
        beacon: Hash32::ZERO,
        registry: &REGISTRY,
    };
    let mut output = Output::default();
    let mut ctx = Ctx::new(&mut state, env, Origin::Founder, &mut output);
    let mut round = limits::round(0, 0);
    round.policy = Policy::Recent { domain: None };
    let whole = weights.iter().map(|(_, weight)| *weight).sum();
    let mut sum = sum(pool, whole);
    let mut steps = 0;
    while !matches!(sum.phase, Phase::Pay { .. }) {
        let used = step(&mut ctx, (KEY, &round), &mut sum, room).unwrap();
        assert!(used <= room, "{used} rows in a slice of {room}");
        steps += 1;
        assert!(steps < 1_000, "it ends");
    }
    assert_eq!(state.grants.rests.iter().count(), 0, "remainders are forgotten");
    state.grants.takes.iter().map(|((_, _, who), take)| (who.0, take.units)).collect()
}

#[test]
fn equal_remainders_go_to_the_lowest_accounts_whatever_the_slice() {
    for room in [1, 2, 3, 100] {
        let parts = shared(5, &[(1, 1), (2, 1), (3, 1)], room);
        assert_eq!(parts.into_values().collect::<Vec<_>>(), [2, 2, 1], "{room}");
    }
}

proptest! {
    #[test]
    fn slices_come_to_what_the_splitter_comes_to(
        pool in any::<u128>(),
        weights in proptest::collection::btree_map(1u64..500, 0u128..1 << 100, 1..60),
        room in 1usize..70,
    ) {
        let weights: Vec<_> = weights.into_iter().collect();
        let Some(expected) = split(pool, &weights) else { return Ok(()) };
        let parts = shared(pool, &weights, room);
        let parts: Vec<_> = weights.iter().map(|(who, _)| parts[who]).collect();
        prop_assert_eq!(parts.iter().sum::<u128>(), pool);
        prop_assert_eq!(parts, expected);
    }
}
