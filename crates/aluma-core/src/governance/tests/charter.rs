//! Laws across the parameters of a charter, from both sides.

use super::stage::{Say, Stage};
use crate::dao::{Joining, Manner};
use crate::testing::{Founding, World};

fn founded(changes: &[(&'static str, &'static str)]) -> Option<&'static str> {
    let founding = Founding { changes: changes.to_vec(), ..Founding::default() };
    World::new().found("m0", &founding).err().map(|refused| refused.name)
}

#[test]
fn laws_of_every_charter() {
    let cases: [(&[(&str, &str)], Option<&str>); 13] = [
        (&[], None),
        (&[("weight.heads", "0")], Some("nobody-has-weight")),
        (&[("weight.heads", "5000"), ("weight.shares", "5001")], Some("nobody-has-weight")),
        (&[("weight.heads", "5000"), ("weight.shares", "5000")], Some("nobody-has-weight")),
        (&[("weight.heads", "5000"), ("weight.shares", "5000"), ("weight.asset", "1")], None),
        (&[("tip.limit", "20%")], None),
        (&[("tip.limit", "21%")], Some("tip-above-spend")),
        (&[("spend.rule", "share"), ("spend.threshold", "67%")], None),
        (&[("spend.rule", "share"), ("spend.threshold", "68%")], Some("easier-to-change")),
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
