//! Tests of the simulator: what it accepts, what it finds, and that one seed is one run.

use aluma_core::testing::bugs;
use aluma_types::spec::Author;

use crate::cli::{Options, cli, simulate, spoilt};
use crate::counts::Counts;
use crate::models::governance::sums::{Bar, Majority, PASSES, Part, Sides, compare, people, split};
use crate::rng::Rng;
use crate::run::{Bench, Finished, Plan, run};
use crate::world::values::Maker;
use crate::world::{Theme, World};
use crate::{floor, shrink};

/// Blocks of most runs here.
const BLOCKS: u64 = 60;

mod leaving;

fn output(options: &Options) -> (u8, String) {
    let mut out = Vec::new();
    let code = cli(options, crate::catalog(), &mut out).expect("memory takes all");
    (code, String::from_utf8(out).expect("output is text"))
}

/// The run that the floor speaks of, on two cores.
fn long_run() -> Counts {
    let half = |from: u64| {
        let options = Options { seed: from, seeds: 100, blocks: 300, ..Options::default() };
        let report = simulate(&options, crate::catalog());
        assert!(report.broken.is_none(), "{:?}", report.broken);
        report.counts
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| half(1_100));
        let mut counts = half(1_000);
        counts.merge(&other.join().expect("the other half ran"));
        counts
    })
}

#[test]
fn every_law_holds_and_a_long_run_sees_what_it_should() {
    let counts = long_run();
    assert_eq!(counts.blocks, floor::BLOCKS);
    assert_eq!(floor::missing(&counts, crate::catalog()), Vec::<String>::new());
    assert_eq!(floor::needless(&counts), Vec::<&str>::new(), "exceptions that are none");
}

/// What the people care about among whom a mistake of a domain is looked for.
fn theme_of(domain: &str) -> Theme {
    match domain {
        "discussion" => Theme::Talk,
        "reputation" | "past" | "review" => Theme::Merit,
        "work" => Theme::Work,
        "grants" => Theme::Rounds,
        "works" => Theme::Making,
        "gifts" => Theme::Giving,
        "earn" => Theme::Earning,
        "learn" => Theme::Learning,
        "invest" => Theme::Capital,
        "identity" | "keys" | "allowance" | "recovery" => Theme::Keys,
        _ => Theme::Core,
    }
}

/// The run in which a mistake shows, within 16 seeds of 300 blocks in which people care about what it
/// is a mistake of: however many domains there are, each of them is tried as often.
fn found(name: &str) -> Option<(Plan, Finished)> {
    let registry = spoilt(crate::catalog(), Some(name)).expect("a listed mistake is there");
    let domain = bugs::ALL.iter().find(|bug| bug.name == name).map_or("", |bug| bug.domain);
    let cares = |seed: &u64| Theme::of(*seed) == theme_of(domain);
    let seeds = (1..).filter(cares).take(16);
    seeds.map(|seed| Plan { seed, blocks: 300, registry }).find_map(|plan| {
        let finished = run(&plan);
        finished.broken.is_some().then_some((plan, finished))
    })
}

#[test]
fn every_mistake_is_found_by_what_watches_its_rule() {
    let mut unseen = Vec::new();
    for bug in bugs::ALL {
        let Some((_, Finished { broken: Some((failure, _)), .. })) = found(bug.name) else {
            unseen.push(format!("{} is not found", bug.name));
            continue;
        };
        let expected: &[&str] = match bug.domain {
            "keys" => &["keys:", "identity: keys are"],
            "allowance" => &["allowance:"],
            // A key that stays goes on using up its account's day.
            "recovery" => &["recovery:", "keys:", "identity: keys are", "allowance:"],
            "pauses" => &["dao: what is paused", "dao: the end of a pause"],
            "discussion" => &["discussion:"],
            "reputation" => &["reputation:"],
            "past" => &["past:", "reputation: past"],
            "review" => &["review:"],
            "work" => &["work:"],
            "earn" => &["earn:"],
            // What a course sets aside is its programme's.
            "learn" => &["learn:", "earn: what is set aside"],
            _ => &[""],
        };
        if !expected.iter().any(|law| failure.law.starts_with(law)) {
            unseen.push(format!("{} is found by {}", bug.name, failure.law));
        }
    }
    assert_eq!(unseen, Vec::<String>::new());
}

#[test]
fn every_domain_has_two_mistakes_and_their_names_are_listed() {
    let rights = ["identity", "keys", "allowance", "recovery"];
    let rest = [
        "dao",
        "pauses",
        "treasury",
        "discussion",
        "reputation",
        "governance",
        "grants",
        "invest",
        "works",
    ];
    let rest = rest.into_iter().chain(["review", "work", "past", "earn", "learn"]);
    for domain in rights.into_iter().chain(rest) {
        let count = bugs::ALL.iter().filter(|bug| bug.domain == domain).count();
        assert!(count >= 2, "{domain} has {count}");
    }
    let options = Options { inject: Some("list".to_owned()), ..Options::default() };
    let names: Vec<&str> = bugs::ALL.iter().map(|bug| bug.name).collect();
    assert_eq!(output(&options), (0, names.join("\n") + "\n"));
}

#[test]
fn a_failure_shrinks_to_ten_steps_which_still_fail() {
    for name in ["nonce-not-booked", "revoked-key-stays", "transfer-forgets-debit"] {
        let (plan, finished) = found(name).expect("it is found");
        let (_, blocks) = finished.broken.expect("it is broken");
        let whole: usize = blocks.iter().map(|block| block.transactions.len()).sum();
        let (blocks, shrunk) = shrink::shrink(&plan, &blocks).expect("it shrinks");
        let steps: usize = blocks.iter().map(|block| block.transactions.len()).sum();
        let lines = shrink::lines(plan.registry, &blocks);
        assert!(steps <= 10, "{name}: {steps} of {whole}: {lines:#?}");
        let replay = |registry| {
            let mut bench = Bench::new(&Plan { registry, ..plan });
            let ran = blocks.iter().enumerate();
            let mut ran = ran.map(|(at, block)| bench.run(block, at + 1 == blocks.len()));
            ran.find_map(Result::err).map(|failure| failure.law)
        };
        assert_eq!(replay(plan.registry), Some(shrunk.law), "{name}");
        assert_eq!(replay(crate::catalog()), None, "{name}: without the mistake nothing breaks");
    }
}

#[test]
fn a_broken_run_exits_with_one_and_tells_its_steps() {
    let inject = Some("abstain-counts-as-support".to_owned());
    let options = Options { seed: 1, seeds: 10, blocks: BLOCKS, inject, json: false };
    let (code, text) = output(&options);
    assert_eq!(code, 1);
    assert!(text.contains("BROKEN in seed"), "{text}");
    assert!(text.contains("governance: the tally") && text.contains("vote {"), "{text}");
}

#[test]
fn the_floor_names_what_was_never_seen_and_every_exception_is_a_refusal() {
    let mut counts = Counts::new(crate::catalog());
    let missing = floor::missing(&counts, crate::catalog());
    let some = ["accepted vote", "ran close", "refused no-such-dao"];
    for all in some.into_iter().chain(["refused expired"]) {
        assert!(missing.iter().any(|one| one == all), "{all}");
    }
    counts.actions.get_mut("vote").expect("it is listed").accepted = 1;
    counts.inadmissible.insert("expired", 1);
    let fewer = floor::missing(&counts, crate::catalog());
    assert_eq!(missing.len() - fewer.len(), 2);
    // Nothing was provoked: an exception is needless here only where it names no refusal.
    let none = Counts::new(crate::catalog());
    assert_eq!(floor::needless(&none), Vec::<&str>::new());
    let mut names: Vec<&str> = floor::UNSEEN.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "one twice");
}

#[test]
fn a_run_whose_power_is_cut_goes_on_to_the_same_headers() {
    for seed in 1..=12 {
        let plan = Plan { seed, blocks: 12, registry: crate::catalog() };
        assert_eq!(run(&plan).broken.map(|(failure, _)| failure), None, "seed {seed}");
    }
}

#[test]
fn one_seed_prints_the_same_bytes() {
    let options = Options { seed: 7, blocks: BLOCKS, seeds: 2, inject: None, json: true };
    let first = output(&options);
    assert_eq!(first.0, 0);
    assert_eq!(first, output(&options));
    let json: serde_json::Value = serde_json::from_str(&first.1).expect("it is JSON");
    assert_eq!(json["roots"].as_array().map(Vec::len), Some(2));
    let other = Options { seed: 8, ..options };
    assert_ne!(first.1, output(&other).1);
}

#[test]
fn an_unknown_mistake_is_refused() {
    let options = Options { inject: Some("no-such-thing".to_owned()), ..Options::default() };
    let (code, text) = output(&options);
    assert_eq!(code, 2);
    assert!(text.contains("no-such-thing"), "{text}");
}

#[test]
fn every_listed_action_can_be_made_from_its_spec() {
    let world = World::new();
    let mut rng = Rng::new(1);
    for entry in crate::catalog().actions {
        for wild in [0, 50, 100] {
            let registry = crate::catalog();
            let (world, rng) = (&world, &mut rng);
            let mut maker = Maker { world, rng, registry, dao: None, now: 0, wild };
            let made = (0..40).filter(|_| maker.act(entry.spec.name, &[]).is_some()).count();
            assert!(made > 0, "{} at {wild}", entry.spec.name);
        }
    }
    let (registry, wild) = (crate::catalog(), 0);
    let mut maker = Maker { world: &world, rng: &mut rng, registry, dao: None, now: 0, wild };
    assert!(maker.any_act(Author::Newcomer).is_some());
}

#[test]
fn chance_is_pinned() {
    let mut rng = Rng::new(1);
    let first = [rng.next(), rng.next()];
    assert_eq!(first, [FIRST, SECOND]);
    assert_eq!(rng.below(0), 0);
    assert!((0..1_000).all(|_| rng.below(3) < 3));
    assert!((0..1_000).all(|_| (5..=6).contains(&rng.within(5, 6))));
    assert_eq!(rng.pick::<u8>(&[]), None);
    assert_eq!(rng.pick_late::<u8>(&[]), None);
}

/// What the stream of seed 1 begins with.
const FIRST: u64 = 0xC1B4BB728DD96DC3;
const SECOND: u64 = 0xFC94D6CBA1D4622C;

#[test]
fn the_model_splits_like_the_spec() {
    let sides = |yes, no, neither| Sides { yes, no, neither };
    assert_eq!(split(10, [5_000, 5_000, 0]), sides(5, 5, 0));
    assert_eq!(split(1, [3_333, 3_333, 3_334]), sides(0, 0, 1));
    assert_eq!(split(1, [5_000, 5_000, 0]), sides(1, 0, 0));
    assert_eq!(split(u128::MAX, [10_000, 0, 0]), sides(u128::MAX, 0, 0));
}

#[test]
fn the_model_knows_both_sides_of_each_threshold() {
    let quorums = [(1, 1), (2, 2), (5, 3), (10, 5), (40, 10), (150, 20), (5_000, 150)];
    for (members, expected) in quorums {
        assert_eq!(people(members), expected, "of {members}");
    }
    assert!(compare((u128::MAX, 2), (u128::MAX, 1)).is_gt());
    assert!(compare((u128::MAX - 1, 3), (u128::MAX, 3)).is_lt());
    let half = Bar { majority: Majority::Half, support: 3 };
    assert_eq!(half.judge(0, 0), "empty-base");
    assert_eq!(half.judge(0, 5), "no-yes");
    assert_eq!(half.judge(5, 10), "threshold");
    assert_eq!(half.judge(2, 3), "quorum");
    assert_eq!(half.judge(3, 5), PASSES);
    let most = Bar { majority: Majority::Of(Part { num: 67, den: 100 }), support: 0 };
    assert_eq!(most.judge(67, 100), PASSES);
    assert_eq!(most.judge(66, 100), "threshold");
    assert_eq!(most.judge(66, 99), "threshold");
    let weight = Bar { majority: Majority::Weight(4), support: 0 };
    assert_eq!((weight.judge(3, 9), weight.judge(4, 9)), ("threshold", PASSES));
}
