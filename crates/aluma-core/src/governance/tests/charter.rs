//! Laws across the parameters of a charter, from both sides.

use alloc::vec;

use aluma_types::Span;

use super::stage::{Say, Stage, act};
use crate::dao::{Joining, Manner};
use crate::testing::{Founding, World};

fn founded(changes: &[(&'static str, &'static str)]) -> Option<&'static str> {
    let founding = Founding { changes: changes.to_vec(), ..Founding::default() };
    World::new().found("m0", &founding).err().map(|refused| refused.name)
}

const ALL_COUNT: [(&str, &str); 4] = [
    ("tip.rule", "count"),
    ("spend.rule", "count"),
    ("role.rule", "count"),
    ("constitution.rule", "count"),
];

const FALLS: [(&str, &str); 3] =
    [("tip.support-fall", "2d"), ("spend.support-fall", "1d"), ("role.support-fall", "2d")];

#[test]
fn laws_of_every_charter() {
    let cases: [(&[(&str, &str)], Option<&str>); 30] = [
        (&[], None),
        (&[("weight.heads", "0")], Some("nobody-has-weight")),
        (&[("weight.heads", "5000"), ("weight.shares", "5001")], Some("nobody-has-weight")),
        (&[("weight.heads", "5000"), ("weight.shares", "5000")], Some("nobody-has-weight")),
        (&[("weight.heads", "5000"), ("weight.shares", "5000"), ("weight.asset", "1")], None),
        (&[("tip.limit", "20%")], None),
        (&[("tip.limit", "21%")], Some("tip-above-spend")),
        (&[("spend.rule", "share"), ("spend.threshold", "67%")], None),
        (&[("spend.rule", "share"), ("spend.threshold", "68%")], Some("easier-to-change")),
        // More than half is more than half of them.
        (&[("constitution.threshold", "50%")], Some("easier-to-change")),
        (&[("constitution.threshold", "501/1000")], None),
        (&[("constitution.rule", "majority")], None),
        (&[("constitution.rule", "majority"), ("tip.rule", "share")], Some("easier-to-change")),
        (
            &[("constitution.rule", "majority"), ("tip.rule", "share"), ("tip.threshold", "50%")],
            None,
        ),
        // A fixed weight is no part of anything.
        (&[("spend.rule", "count")], None),
        (&[("constitution.rule", "count")], Some("easier-to-change")),
        (&[ALL_COUNT[0], ALL_COUNT[1], ALL_COUNT[2], ALL_COUNT[3]], None),
        (
            &[ALL_COUNT[0], ALL_COUNT[1], ALL_COUNT[2], ALL_COUNT[3], ("role.count", "1000001")],
            Some("easier-to-change"),
        ),
        (
            &[
                ALL_COUNT[0],
                ALL_COUNT[1],
                ALL_COUNT[2],
                ALL_COUNT[3],
                ("role.count", "1000001"),
                ("constitution.count", "1000001"),
            ],
            None,
        ),
        // Support that falls leaves the quorum behind.
        (&[("constitution.support-fall", "1m")], Some("easier-to-change")),
        (
            &[FALLS[0], FALLS[1], FALLS[2], ("constitution.support-fall", "1m")],
            Some("easier-to-change"),
        ),
        (&[FALLS[0], FALLS[1], FALLS[2], ("constitution.support-fall", "2d")], None),
        (
            &[
                FALLS[0],
                FALLS[1],
                FALLS[2],
                ("constitution.support-fall", "2d"),
                ("tip.support-end", "21%"),
            ],
            Some("easier-to-change"),
        ),
        (&[FALLS[0], FALLS[1], FALLS[2]], None),
        (&[("spend.support-fall", "1d")], None),
        (&[("tip.quorum-by-size", "no"), ("tip.support", "20%")], None),
        (&[("role.support", "21%")], Some("easier-to-change")),
        (&[("constitution.quorum-by-size", "no")], Some("easier-to-change")),
        (&[("spend.period", "9d")], Some("easier-to-change")),
        (&[("spend.delay", "4d")], Some("easier-to-change")),
    ];
    for (changes, name) in cases {
        assert_eq!(founded(changes), name, "{changes:?}");
    }
}

#[test]
fn open_membership_never_counts_heads() {
    let by_shares = [
        ("weight.heads", "0"),
        ("weight.shares", "10000"),
        ("weight.asset", "1"),
        ("weight.shares-on-constitution", "yes"),
    ];
    for (changes, name) in [(&by_shares[..0], Some("open-with-heads")), (&by_shares[..], None)] {
        let founding =
            Founding { joining: Joining::Open, changes: changes.to_vec(), ..Founding::default() };
        let refused = World::new().found("m0", &founding).err().map(|refused| refused.name);
        assert_eq!(refused, name);
    }
}

#[test]
fn only_a_small_circle_pays_tips_at_once() {
    const HOUR: &str = "1h";
    const LESS: &str = "3599999ms";
    let short = Some("delay-too-short");
    for (manner, delay, name) in [
        (Manner::SmallCircle, "0", None),
        (Manner::Assembly, "0", short),
        (Manner::Assembly, LESS, short),
        (Manner::Assembly, HOUR, None),
        (Manner::Delegates, LESS, short),
        (Manner::Delegates, HOUR, None),
    ] {
        let founding =
            Founding { manner, changes: vec![("tip.delay", delay)], ..Founding::default() };
        let refused = World::new().found("m0", &founding).err().map(|refused| refused.name);
        assert_eq!(refused, name, "{manner:?} {delay}");
    }
    // What every other track that moves money or rules waits at least.
    let least = |track| match crate::governance::charter::specs(track).delay.kind {
        crate::dao::Kind::Span { min, .. } => min,
        _ => Span(u64::MAX),
    };
    let all = crate::governance::types::TrackName::ALL.map(least);
    assert_eq!(all, [Span(0), Span::hours(1), Span::days(1), Span::days(1), Span(0)]);
}

#[test]
fn defaults_of_each_manner() {
    for manner in [Manner::SmallCircle, Manner::Assembly, Manner::Delegates] {
        let stage = Stage::new(2, Say { manner, ..Say::default() });
        let terms =
            |track| crate::governance::charter::terms(stage.world.state(), stage.dao, track);
        for track in crate::governance::types::TrackName::ALL {
            let terms = terms(track);
            assert!(terms.threshold.is_valid(), "{track:?}");
            assert_eq!(terms.increase.0 * 4, terms.period.0, "W is a quarter of the period");
        }
    }
}

#[test]
fn a_fixed_weight_elsewhere_binds_an_amendment() {
    let support = |changes: &[(&'static str, &'static str)]| {
        let mut stage = Stage::new(10, Say { changes: changes.to_vec(), ..Say::default() });
        let changes = crate::testing::changes(&[("velocity.week", "20%")]);
        let amend = act(&crate::dao::actions::Amend { changes });
        let proposal = stage.propose("m0", &stage.proposal(&[amend]));
        stage.tally(proposal).support
    };
    // Of ten it takes five; where a payment takes eight heads, so does changing that.
    assert_eq!(support(&[]), 5_000_000);
    assert_eq!(support(&[("spend.rule", "count"), ("spend.count", "8000000")]), 8_000_000);
    assert_eq!(support(&[("spend.rule", "count"), ("spend.count", "5000000")]), 5_000_000);
    // Nobody is asked for more than there is.
    assert_eq!(support(&[("role.rule", "count"), ("role.count", "99000000")]), 10_000_000);
}

#[test]
fn what_was_held_is_remembered_as_long_as_any_charter_may_ask() {
    use crate::dao::Kind;
    let longest = |spec: &crate::dao::ParameterSpec| match spec.kind {
        Kind::Span { max, .. } => max.0,
        _ => 0,
    };
    let ramp = longest(&crate::governance::charter::NEW_POWER);
    for track in crate::governance::types::TrackName::ALL {
        let of = crate::governance::charter::specs(track);
        let vote = longest(&of.preparation) + longest(&of.period) + 2 * longest(&of.quiet);
        let asked = vote + longest(&of.confirm) + ramp;
        assert!(asked <= crate::treasury::rules::shares::ASKED.0, "{track:?}: {asked} ms");
    }
}
