//! Lines of candidates in the state, as they were and as they are.

use aluma_types::AccountId;

use crate::dao::Standing;
use crate::review::actions::pool::{self, JUDGES};
use crate::testing::World;

#[test]
fn a_line_is_read_as_of_a_height() {
    let mut world = World::new();
    let dao = world.community(&["ana"]);
    let line = (dao, 5);
    let mut heights = alloc::vec::Vec::new();
    for round in 0..4u64 {
        let weigh = |ctx: &mut crate::kernel::ctx::Ctx<'_>| {
            (0..=round).for_each(|number| {
                pool::weigh(ctx, line, AccountId(100 + number), 10 * (round + 1));
            });
            Ok(())
        };
        world.inside(weigh).expect("weighed");
        heights.push(world.height());
    }
    for (round, height) in (0u64..).zip(&heights) {
        let each = 10 * (round + 1);
        let (total, candidates) = pool::length(world.state(), line, *height);
        assert_eq!((total, candidates), (each * (round + 1), round + 1), "round {round}");
        for number in 0..=round {
            let place = pool::at(world.state(), line, *height, number * each + each - 1);
            let place = place.expect("somebody stands there");
            assert_eq!(place.account, AccountId(100 + number));
            assert_eq!((place.from, place.weight), (number * each, each));
        }
        assert_eq!(pool::at(world.state(), line, *height, total), None);
    }
}

#[test]
fn those_of_the_founding_season_judge_and_whoever_leaves_does_not() {
    let mut world = World::new();
    let dao = world.community(&["ana", "ben"]);
    let length = |world: &World| pool::length(world.state(), (dao, JUDGES), world.height());
    assert_eq!(length(&world), (40, 2));
    world.act("ben", &crate::dao::actions::Leave { dao }).expect("left");
    let standing = crate::dao::member(world.state(), dao, world.id("ben")).map(|row| row.standing);
    assert_eq!(standing, Some(Standing::Left));
    assert_eq!(length(&world), (20, 1));
    world.advance(aluma_types::Span::days(40));
    world.admit(dao, "cleo");
    assert_eq!(length(&world), (20, 1), "the season is over");
}
