//! Points on a ledger: roll-up, penalties, absences, another clock, and that no order matters.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, List, Span, Text};
use proptest::prelude::*;

use crate::dao::Moment;
use crate::dao::actions::{Amend, ComeBack, DeclareAway};
use crate::reputation::rules::decay::POINT;
use crate::reputation::types::WHOLE;
use crate::reputation::{self, Minted, SkillPart, Tier};
use crate::testing::{World, body, changes};
use crate::treasury::actions::OpenDomain;

/// A community of so many with domains 1, 2 under 1, and 3.
pub(super) fn town(members: usize) -> (World, DaoId, Vec<AccountId>) {
    let names: Vec<alloc::string::String> =
        (0..members).map(|number| alloc::format!("m{number}")).collect();
    let names: Vec<&str> = names.iter().map(alloc::string::String::as_str).collect();
    let mut w = World::new();
    let dao = w.community(&names);
    for (domain, parent) in [(1, None), (2, Some(1)), (3, None)] {
        let pot = Text::new(&alloc::format!("pot{domain}")).unwrap();
        let (name, purpose) = (body("A domain"), body("For something."));
        let open = OpenDomain { domain, parent, name, purpose, pot, longest_term: None };
        w.decide(dao, &open).unwrap();
    }
    let people = names.iter().map(|who| w.id(who)).collect();
    (w, dao, people)
}

/// Points from evidence, all in one block.
pub(super) fn given(w: &mut World, dao: DaoId, list: &[(AccountId, Option<u32>, u64, u64)]) {
    let list = list.to_vec();
    w.inside(|ctx| {
        for (account, domain, micro, evidence) in list {
            let at = ctx.now();
            let skills = List::new(vec![
                SkillPart { skill: 1, weight: 700 },
                SkillPart { skill: 2, weight: 300 },
            ]);
            let skills = skills.unwrap();
            let minted = Minted { dao, domain, account, micro, skills, evidence, at };
            reputation::mint(ctx, &minted)?;
        }
        Ok(())
    })
    .unwrap();
}

/// Whether a number is one of reputation's tables.
pub(super) fn is_ours(number: u16) -> bool {
    (90..110).contains(&number) || number == 158 || (160..=163).contains(&number)
}

/// Every row of the domain's tables.
pub(super) fn contents(w: &World) -> BTreeMap<(u16, Vec<u8>), Vec<u8>> {
    let mut rows = BTreeMap::new();
    for table in w.state().tables().filter(|table| is_ours(table.spec().number)) {
        let number = table.spec().number;
        table.each(&mut |key, value| {
            rows.insert((number, key.to_vec()), value.to_vec());
        });
    }
    rows
}

fn micro(w: &World, dao: DaoId, domain: Option<u32>, account: AccountId) -> u64 {
    reputation::points(w.state(), (dao, domain, account), w.now())
}

#[test]
fn what_is_given_in_a_domain_is_given_in_all_above_it() {
    let (mut w, dao, people) = town(2);
    let [ana, ben] = people[..] else { unreachable!() };
    let points =
        [(ana, Some(2), 8 * POINT, 1), (ana, Some(3), POINT, 2), (ben, None, 5 * POINT, 3)];
    given(&mut w, dao, &points);
    //  whose, domain -> micro-points
    let cases = [
        (ana, Some(2), 8),
        (ana, Some(1), 8),
        (ana, Some(3), 1),
        (ana, None, 9),
        (ben, Some(1), 0),
        (ben, None, 5),
    ];
    for (whose, domain, points) in cases {
        let of = (dao, domain, whose);
        // What is read of a clock is at most a micro-point off.
        assert!(micro(&w, dao, domain, whose).abs_diff(points * POINT) <= 1, "{domain:?}");
        let record = reputation::record(w.state(), of).map_or(0, |row| row.hard);
        assert_eq!(record, u128::from(points * POINT), "{domain:?}");
    }
    let total = |domain| reputation::total(w.state(), (dao, domain), w.now()).0;
    for (domain, points) in [(None, 14), (Some(1), 8), (Some(3), 1)] {
        assert!(total(domain).abs_diff(points * POINT) <= 1, "{domain:?}");
    }
    let skill = |skill| w.state().reputation.skill_records.get(&(dao, ana, skill)).unwrap().hard;
    assert_eq!(skill(1) + skill(2), u128::from(9 * POINT));
    assert_eq!(skill(1), u128::from(9 * POINT * 7 / 10));
}

#[test]
fn the_voice_fades_and_the_record_does_not() {
    let (mut w, dao, people) = town(1);
    let ana = people[0];
    given(&mut w, dao, &[(ana, None, 10 * POINT, 1)]);
    for left in [5 * POINT, 5 * POINT / 2] {
        w.advance(Span::days(180));
        assert!(micro(&w, dao, None, ana).abs_diff(left) <= 1);
    }
    assert_eq!(reputation::whole_points(w.state(), (dao, None, ana), w.now()), 2);
    let record = reputation::record(w.state(), (dao, None, ana)).unwrap();
    assert_eq!(record.hard, u128::from(10 * POINT));
}

#[test]
fn a_penalty_takes_no_more_than_there_is_and_can_be_given_back() {
    let all = |w: &World, dao, who| {
        [None, Some(1), Some(2), Some(3)].map(|domain| micro(w, dao, domain, who) / 1_000)
    };
    //  in which domain, thousandths of a point -> left in all, 1, 2, 3
    let cases: [(Option<u32>, u64, [u64; 4]); 6] = [
        // at the node and above; below it the same part
        (Some(1), 4_000, [8_000, 4_000, 2_000, 4_000]),
        (Some(2), 1_000, [11_000, 7_000, 3_000, 4_000]),
        (Some(2), 4_000, [8_000, 4_000, 0, 4_000]),
        // never more than there is at the node
        (Some(2), 9_000, [8_000, 4_000, 0, 4_000]),
        (None, 6_000, [6_000, 4_000, 2_000, 2_000]),
        (None, 100_000, [0, 0, 0, 0]),
    ];
    for (domain, loss, left) in cases {
        let (mut w, dao, people) = town(2);
        let [ana, ben] = people[..] else { unreachable!() };
        let points = [
            (ana, Some(1), 4 * POINT, 1),
            (ana, Some(2), 4 * POINT, 2),
            (ana, Some(3), 4 * POINT, 3),
            (ben, Some(2), 4 * POINT, 4),
        ];
        given(&mut w, dao, &points);
        let slash = |ctx: &mut crate::kernel::ctx::Ctx<'_>| {
            Ok(reputation::slash(ctx, (dao, domain, ana), loss * 1_000)?)
        };
        let penalty = w.inside(slash).unwrap();
        let near = |a: [u64; 4], b: [u64; 4]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 1);
        assert!(near(all(&w, dao, ana), left), "{domain:?} {loss}: {:?}", all(&w, dao, ana));
        assert_eq!(micro(&w, dao, Some(2), ben) / 1_000, 3_999, "nobody else loses");
        let record = reputation::record(w.state(), (dao, None, ana)).unwrap();
        assert_eq!(record.hard, u128::from(12 * POINT), "what was given stays given");
        w.inside(|ctx| Ok(reputation::restore(ctx, dao, penalty)?)).unwrap();
        let back = all(&w, dao, ana);
        assert!(near(back, [12_000, 8_000, 4_000, 4_000]), "{back:?}");
        // Once.
        w.inside(|ctx| Ok(reputation::restore(ctx, dao, penalty)?)).unwrap();
        assert!(near(all(&w, dao, ana), back));
    }
}

#[test]
fn points_stand_still_while_somebody_is_away() {
    let (mut w, dao, people) = town(2);
    let [ana, ben] = people[..] else { unreachable!() };
    given(&mut w, dao, &[(ana, None, 8 * POINT, 1), (ben, None, 8 * POINT, 2)]);
    w.act("m0", &DeclareAway { dao, lasts: Span::days(60) }).unwrap();
    w.advance(Span::days(30));
    // Work that is accepted meanwhile fades like any other.
    given(&mut w, dao, &[(ana, None, POINT, 3)]);
    w.advance(Span::days(15));
    let fresh = micro(&w, dao, None, ana) - 8 * POINT;
    assert!(fresh < POINT && fresh > POINT * 9 / 10, "{fresh}");
    assert!(micro(&w, dao, None, ben) < 7 * POINT, "others fade");
    w.act("m0", &ComeBack { dao }).unwrap();
    let back = micro(&w, dao, None, ana);
    assert!(back.abs_diff(8 * POINT + fresh) <= 3, "{back}");
    w.advance(Span::days(1));
    assert!(micro(&w, dao, None, ana) < back, "and goes on fading");
}

#[test]
fn another_half_life_is_a_new_clock_and_nothing_is_lost_by_it() {
    let (mut w, dao, people) = town(2);
    let [ana, ben] = people[..] else { unreachable!() };
    given(&mut w, dao, &[(ana, Some(2), 8 * POINT, 1), (ben, None, 4 * POINT, 2)]);
    let changes = changes(&[("reputation.half-life", "30d")]);
    w.decide(dao, &Amend { changes }).unwrap();
    assert_eq!(reputation::clock_number(w.state(), dao), 1);
    // It is put in force when the epoch ends.
    w.advance(Span::days(13));
    let before = (micro(&w, dao, Some(1), ana), micro(&w, dao, None, ben));
    w.advance(Span::days(2));
    assert_eq!(reputation::clock_number(w.state(), dao), 2);
    let after = (micro(&w, dao, Some(1), ana), micro(&w, dao, None, ben));
    assert!(after.0 < before.0 && after.0 > before.0 * 96 / 100, "{before:?} {after:?}");
    assert!(after.0.abs_diff(2 * after.1) <= 2, "both by the same");
    let since = w.state().reputation.clocks.get(&dao).unwrap().since;
    let by = |time| reputation::clock_at(w.state(), dao, Moment { height: 0, time });
    assert_eq!((by(since.before(Span(1))), by(since)), (1, 2), "by the one that was in force then");
    let now = micro(&w, dao, Some(1), ana);
    w.advance(Span::days(30));
    assert!(micro(&w, dao, Some(1), ana).abs_diff(now / 2) <= 2);
    // Rows of the clock before stay for a year, for votes that weigh by them, and then are gone.
    let rows = |w: &World, clock: u32| {
        let all = w.state().reputation.voices.iter();
        all.filter(|((_, number, ..), _)| *number == clock).count()
    };
    assert_eq!((rows(&w, 1), rows(&w, 2)), (4, 4));
    w.advance(Span::days(340));
    assert_eq!(rows(&w, 1), 0);
    assert!(w.state().reputation.clocks.get(&dao).unwrap().before.iter().all(|old| old.number > 1));
}

#[test]
fn a_landmark_moves_by_itself() {
    let (mut w, dao, people) = town(1);
    let ana = people[0];
    w.decide(dao, &Amend { changes: changes(&[("reputation.half-life", "30d")]) }).unwrap();
    given(&mut w, dao, &[(ana, None, 1_000_000 * POINT, 1)]);
    w.advance(Span::days(359));
    let number = reputation::clock_number(w.state(), dao);
    let before = micro(&w, dao, None, ana);
    w.advance(Span::days(2));
    assert_eq!(reputation::clock_number(w.state(), dao), number + 1, "twelve half-lives on");
    let after = micro(&w, dao, None, ana);
    assert!(after < before && after > before * 93 / 100, "{before} {after}");
}

#[test]
fn a_tier_is_noted_as_points_come() {
    let (mut w, dao, people) = town(5);
    let ana = people[0];
    let of = (dao, Some(1), ana);
    for evidence in 1..=3 {
        given(&mut w, dao, &[(ana, Some(2), 7 * POINT, evidence)]);
        let reviewers = [people[1], people[2]];
        w.inside(|ctx| {
            reputation::note_accepted(ctx, (dao, Some(2), ana), &reviewers);
            Ok(())
        })
        .unwrap();
        let tier = reputation::tier(w.state(), of, w.now());
        assert_eq!(tier, if evidence == 3 { Tier::Contributor } else { Tier::Member });
    }
    assert_eq!(reputation::tier(w.state(), (dao, None, ana), w.now()), Tier::Contributor);
    assert_eq!(reputation::tier(w.state(), (dao, Some(3), ana), w.now()), Tier::Member);
    // 21 points fall below 14 after 106 days.
    w.advance(Span::days(104));
    assert_eq!(reputation::tier(w.state(), of, w.now()), Tier::Contributor);
    w.advance(Span::days(3));
    assert_eq!(reputation::tier(w.state(), of, w.now()), Tier::Member);
}

#[test]
fn changed_rows_are_found_in_the_order_of_blocks() {
    let (mut w, dao, people) = town(3);
    let height = |w: &World| w.height();
    given(&mut w, dao, &[(people[0], Some(2), POINT, 1), (people[1], Some(2), POINT, 2)]);
    let first = height(&w);
    given(&mut w, dao, &[(people[0], Some(2), POINT, 3), (people[2], Some(3), POINT, 4)]);
    let second = height(&w);
    let since = |w: &World, domain, after| -> Vec<(u64, AccountId)> {
        reputation::changed_since(w.state(), (dao, domain), after).collect()
    };
    assert_eq!(since(&w, Some(1), (0, AccountId(0))), [(first, people[1]), (second, people[0])]);
    assert_eq!(since(&w, None, (second, AccountId(0))), [(second, people[0]), (second, people[2])]);
    assert_eq!(since(&w, None, (second, people[0])), [(second, people[2])]);
    assert_eq!(since(&w, None, (second, people[2])), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The order in which points come within a block changes nothing that is stored; and whoever has their
    /// work under several accounts has, together, within a micro-point an account as much.
    #[test]
    fn the_order_of_points_does_not_matter(
        list in prop::collection::vec((0usize..3, 0u32..4, 1u64..100 * POINT), 1..12),
        turn in any::<prop::sample::Index>(),
    ) {
        let (mut one, dao, people) = town(3);
        let (mut other, _, _) = town(3);
        let points: Vec<_> = (1..)
            .zip(&list)
            .map(|(evidence, (who, domain, micro))| {
                (people[*who], (*domain > 0).then_some(*domain), *micro, evidence)
            })
            .collect();
        let mut turned = points.clone();
        turned.rotate_left(turn.index(points.len()));
        turned.reverse();
        given(&mut one, dao, &points);
        given(&mut other, dao, &turned);
        prop_assert_eq!(contents(&one), contents(&other));
        // By one account instead of three.
        let (mut alone, _, _) = town(3);
        let mine: Vec<_> = points.iter().map(|(_, d, m, e)| (people[0], *d, *m, *e)).collect();
        given(&mut alone, dao, &mine);
        let total = |w: &World| {
            let key = (dao, reputation::clock_number(w.state(), dao), WHOLE);
            w.state().reputation.voice_totals.get(&key).unwrap().hard.value()
        };
        prop_assert_eq!(total(&alone), total(&one), "exactly, as it is kept");
    }
}
