use aluma_types::spec::Track::{self, Constitution, Emergency, Role, Spend, Tip};
use aluma_types::{Share, Span};

use crate::governance::rules::tracks::LADDER_WINDOW;
use crate::governance::rules::{Ladder, Sums, next_stricter, strictest};

const MAX: u128 = u128::MAX;

#[test]
fn the_strictest_part_decides() {
    //  a, b -> track
    for (a, b, track) in [
        (Tip, Tip, Some(Tip)),
        (Tip, Spend, Some(Spend)),
        (Spend, Role, Some(Role)),
        (Role, Constitution, Some(Constitution)),
        (Tip, Constitution, Some(Constitution)),
        (Emergency, Emergency, Some(Emergency)),
        (Emergency, Tip, None),
        (Emergency, Constitution, None),
    ] {
        assert_eq!(strictest(a, b), track, "{a:?} {b:?}");
        assert_eq!(strictest(b, a), track, "{b:?} {a:?}");
    }
    let next = Track::ALL.map(next_stricter);
    assert_eq!(next, [Spend, Role, Constitution, Constitution, Emergency]);
}

#[test]
fn a_sum_picks_its_track() {
    // a free treasury of 10,000: tips up to 10 and spends up to 500, or up to 500 and 2,000
    let (assembly, circle) = (Ladder::ASSEMBLY, Ladder::SMALL_CIRCLE);
    let asked = |asked| Sums { asked, ..Sums::default() };
    //  ladder, free, sums -> track
    for (ladder, free, sums, track) in [
        (assembly, 10_000, asked(0), Tip),
        (assembly, 10_000, asked(10), Tip),
        (assembly, 10_000, asked(11), Spend),
        (assembly, 10_000, asked(500), Spend),
        (assembly, 10_000, asked(501), Constitution),
        (circle, 10_000, asked(500), Tip),
        (circle, 10_000, asked(501), Spend),
        (circle, 10_000, asked(2_000), Spend),
        (circle, 10_000, asked(2_001), Constitution),
        // not a unit is lost to rounding
        (assembly, 9_999, asked(9), Tip),
        (assembly, 9_999, asked(10), Spend),
        // nothing there: nothing may leave on an easy road
        (assembly, 0, asked(0), Tip),
        (assembly, 0, asked(1), Constitution),
        // cumulative by proposer
        (assembly, 10_000, Sums { by_proposer: 9, ..asked(1) }, Tip),
        (assembly, 10_000, Sums { by_proposer: 10, ..asked(1) }, Spend),
        (assembly, 10_000, Sums { by_proposer: 499, ..asked(1) }, Spend),
        (assembly, 10_000, Sums { by_proposer: 500, ..asked(1) }, Constitution),
        // cumulative to one beneficiary, this proposal's part already in it
        (assembly, 10_000, Sums { to_one: 10, ..asked(1) }, Tip),
        (assembly, 10_000, Sums { to_one: 11, ..asked(1) }, Spend),
        (assembly, 10_000, Sums { to_one: 501, ..asked(1) }, Constitution),
        // cumulative on the track itself, each with its own
        (assembly, 10_000, Sums { on_tip: 9, ..asked(1) }, Tip),
        (assembly, 10_000, Sums { on_tip: 10, ..asked(1) }, Spend),
        (assembly, 10_000, Sums { on_tip: 10, on_spend: 499, ..asked(1) }, Spend),
        (assembly, 10_000, Sums { on_tip: 10, on_spend: 500, ..asked(1) }, Constitution),
        (assembly, 10_000, Sums { on_tip: 9, on_spend: 500, ..asked(1) }, Tip),
        // the largest of the three counts, they are not added
        (assembly, 10_000, Sums { by_proposer: 9, to_one: 10, on_tip: 9, ..asked(1) }, Tip),
        // the largest numbers
        (circle, MAX, asked(MAX / 20), Tip),
        (circle, MAX, asked(MAX / 20 + 1), Spend),
        (circle, MAX, asked(MAX / 5 + 1), Constitution),
        (circle, MAX, Sums { by_proposer: MAX, ..asked(MAX) }, Constitution),
        (Ladder { tip: Share::ONE, spend: Share::ONE }, MAX, asked(MAX), Tip),
        (Ladder { tip: Share::ONE, spend: Share::ONE }, MAX, Sums { on_tip: 1, ..asked(MAX) }, Tip),
        (Ladder { tip: Share::ZERO, spend: Share::ZERO }, MAX, asked(1), Constitution),
    ] {
        assert_eq!(ladder.track(free, &sums), track, "{ladder:?} of {free}: {sums:?}");
    }
    assert_eq!(LADDER_WINDOW, Span(2_592_000_000));
}

#[test]
fn a_track_is_measured_again_at_enactment() {
    //  track, free, committed, asked -> fits
    for (track, free, committed, asked, fits) in [
        (Tip, 10_000, 9, 1, true),
        (Tip, 10_000, 10, 1, false),
        (Spend, 10_000, 499, 1, true),
        (Spend, 10_000, 500, 1, false),
        (Tip, 0, 0, 1, false),
        (Spend, MAX, MAX, MAX, false),
        (Role, 0, MAX, MAX, true),
        (Constitution, 0, MAX, MAX, true),
    ] {
        let got = Ladder::ASSEMBLY.fits_track(track, free, committed, asked);
        assert_eq!(got, fits, "{track:?} {committed} + {asked} of {free}");
    }
}
