use aluma_types::{Span, Timestamp};

use crate::reputation::rules::decay::POINT;
use crate::reputation::rules::tiers::{Has, Ladder, Terms, kept_at};
use crate::reputation::types::Tier;

const DAY: u64 = Span::days(1).0;

fn ladder(members: u64) -> Ladder {
    let contributor = Terms { points: 20, accepted: 3, reviewers: 5, clusters: 2, age: Span(0) };
    let core = Terms { points: 200, accepted: 3, reviewers: 12, clusters: 4, age: Span::days(90) };
    Ladder {
        contributor: contributor.in_community_of(members),
        core: core.in_community_of(members),
        steward_points: 600,
    }
}

fn has(points: u64, accepted: u32, reviewers: u32, clusters: u32) -> Has {
    let since = Some(Timestamp(0));
    Has { micro: points * POINT, accepted, reviewers, clusters, since }
}

#[test]
fn a_tier_is_reached_by_all_it_asks_for() {
    let (large, now) = (ladder(300), Timestamp(90 * DAY));
    //  has -> tier, each short by one of what the next asks for
    let cases = [
        (has(19, 3, 5, 2), Tier::Member),
        (has(20, 2, 5, 2), Tier::Member),
        (has(20, 3, 4, 2), Tier::Member),
        (has(20, 3, 5, 1), Tier::Member),
        (has(20, 3, 5, 2), Tier::Contributor),
        (has(199, 3, 12, 4), Tier::Contributor),
        (has(200, 3, 11, 4), Tier::Contributor),
        (has(200, 3, 12, 3), Tier::Contributor),
        (has(200, 3, 12, 4), Tier::Core),
        // nobody is a steward without being chosen
        (has(10_000, 99, 16, 9), Tier::Core),
    ];
    for (has, tier) in cases {
        assert_eq!(large.reached(&has, now), tier, "{has:?}");
    }
    let young = Timestamp(90 * DAY - 1);
    assert_eq!(large.reached(&has(200, 3, 12, 4), young), Tier::Contributor, "a day too young");
    let unknown = Has { since: None, ..has(200, 3, 12, 4) };
    assert_eq!(large.reached(&unknown, now), Tier::Member);
    let almost = Has { micro: 20 * POINT - 1, ..has(0, 3, 5, 2) };
    assert_eq!(large.reached(&almost, now), Tier::Member, "a micro-point short");
}

#[test]
fn few_members_need_fewer_reviewers_and_clusters() {
    //  members -> reviewers and clusters of a contributor, of the core
    let cases = [
        (1, (1, 1), (1, 1)),
        (2, (1, 1), (1, 1)),
        (5, (2, 1), (2, 1)),
        (10, (5, 1), (5, 1)),
        (12, (5, 1), (6, 1)),
        (19, (5, 1), (9, 1)),
        (20, (5, 2), (10, 2)),
        (24, (5, 2), (12, 2)),
        (40, (5, 2), (12, 3)),
        (59, (5, 2), (12, 3)),
        (60, (5, 2), (12, 4)),
        (1_000_000, (5, 2), (12, 4)),
    ];
    for (members, contributor, core) in cases {
        let Ladder { contributor: first, core: second, .. } = ladder(members);
        assert_eq!((first.reviewers, first.clusters), contributor, "{members}");
        assert_eq!((second.reviewers, second.clusters), core, "{members}");
    }
}

#[test]
fn a_tier_is_kept_down_to_seven_tenths_of_its_points() {
    let (large, now) = (ladder(300), Timestamp(90 * DAY));
    assert_eq!((kept_at(20), kept_at(200), kept_at(1)), (14 * POINT, 140 * POINT, 700_000));
    let points = |micro| Has { micro, ..has(0, 0, 0, 0) };
    //  reached before, steward now, micro-points -> tier
    let cases = [
        (Tier::Core, false, 140 * POINT, Tier::Core),
        (Tier::Core, false, 140 * POINT - 1, Tier::Contributor),
        (Tier::Core, false, 14 * POINT, Tier::Contributor),
        (Tier::Core, false, 14 * POINT - 1, Tier::Member),
        (Tier::Contributor, false, 140 * POINT, Tier::Contributor),
        (Tier::Contributor, false, 14 * POINT, Tier::Contributor),
        (Tier::Contributor, false, 14 * POINT - 1, Tier::Member),
        (Tier::Member, false, 1_000 * POINT, Tier::Member),
        (Tier::Core, true, 420 * POINT, Tier::Steward),
        (Tier::Core, true, 420 * POINT - 1, Tier::Core),
        (Tier::Member, true, 420 * POINT, Tier::Steward),
    ];
    for (before, steward, micro, tier) in cases {
        let present = large.present((before, steward), &points(micro), now);
        assert_eq!(present, tier, "{before:?} {steward} {micro}");
    }
    // Whoever reaches more than they kept has what they reach.
    let more = has(200, 3, 12, 4);
    assert_eq!(large.present((Tier::Contributor, false), &more, now), Tier::Core);
}

#[test]
fn a_tier_that_lapsed_is_reached_anew_and_praise_reaches_one_too() {
    use super::points::{given, town};
    use crate::reputation::{self, actions::points};

    let (mut w, dao, people) = town(2);
    let (ana, ben) = (people[0], people[1]);
    let tier = |w: &crate::testing::World| reputation::tier(w.state(), (dao, None, ana), w.now());
    given(&mut w, dao, &[(ana, None, 18 * POINT, 1)]);
    w.inside(|ctx| {
        (0..3).for_each(|_| reputation::note_accepted(ctx, (dao, None, ana), &[ben]));
        Ok(())
    })
    .unwrap();
    assert_eq!(tier(&w), Tier::Member, "two points short");
    // By praise: it is noted, and kept down to seven tenths though praise fades twice as fast.
    w.inside(|ctx| Ok(points::mint_soft(ctx, (dao, None, ana), (3 * POINT, ctx.now()))?)).unwrap();
    assert_eq!(tier(&w), Tier::Contributor);
    w.advance(Span::days(60));
    assert_eq!(tier(&w), Tier::Contributor, "fewer than 20, more than 14");
    w.advance(Span::days(300));
    assert_eq!(tier(&w), Tier::Member);
    // Fifteen points would have kept it, and do not bring it back.
    given(&mut w, dao, &[(ana, None, 10 * POINT, 2)]);
    assert_eq!(tier(&w), Tier::Member);
    given(&mut w, dao, &[(ana, None, 6 * POINT, 3)]);
    assert_eq!(tier(&w), Tier::Contributor);
}
