use crate::review::rules::fixed::Fixed;
use crate::review::rules::regard::{Beyond, HIGH, Regard};

fn of(by: &[u32]) -> Beyond {
    let mut sums = Beyond::default();
    by.iter().for_each(|by| sums.add(Fixed::whole(*by)));
    sums
}

#[test]
fn ratings_are_high_from_a_mean_of_twenty_points_on() {
    let cases: [(&[u32], bool); 6] = [
        (&[], false),
        (&[HIGH], true),
        (&[HIGH - 1], false),
        (&[HIGH, HIGH - 1], false),
        (&[HIGH - 1, HIGH + 1], true),
        (&[0, 100, 0, 0], true),
    ];
    for (by, is_high) in cases {
        assert_eq!(of(by).is_high(), is_high, "{by:?}");
    }
    let mut lower = of(&[60]);
    lower.add(Fixed::ZERO.minus(Fixed::whole(30)));
    assert_eq!(lower.mean(), Fixed::whole(15), "lower ones count against it");
    assert!(!lower.is_high());
}

#[test]
fn what_is_learned_in_an_epoch_holds_from_its_close_on() {
    let mut row = Regard::default().in_epoch(3);
    row.open.add(Fixed::whole(40));
    assert!(!row.closed.is_high(), "not before");
    assert!(row.may_be_high(), "but an index keeps it");
    assert!(!row.in_epoch(3).closed.is_high());
    assert!(row.in_epoch(4).closed.is_high());
    assert_eq!(row.in_epoch(4).in_epoch(4), row.in_epoch(4));
    // One rating is forgotten after ten closes more: fifteen of sixteen parts of it stay at each.
    assert!(row.in_epoch(13).closed.is_high());
    assert!(!row.in_epoch(14).closed.is_high());
    assert!(!row.in_epoch(10_000).closed.is_high());
}

#[test]
fn the_order_within_an_epoch_does_not_matter() {
    let play = |by: [u32; 3]| {
        let mut row = Regard::default().in_epoch(1);
        by.iter().for_each(|by| row.open.add(Fixed::whole(*by)));
        row.in_epoch(2)
    };
    assert_eq!(play([5, 90, 17]), play([90, 17, 5]));
}
