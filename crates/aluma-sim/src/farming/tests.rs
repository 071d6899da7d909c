//! The bars, on a small community.

use super::report::{LOSS, PAY};
use super::table::{Ran, run};
use super::terms::{Defence, WEEKS, budget};
use super::{Attack, Options, Row, table};

const SIZE: (usize, usize) = (60, 120);

/// An attack of a seed, on a community that has more than 150 members only with its fake accounts: loss
/// and pay.
fn row(seed: u64, attack: Attack, without: &'static [Defence]) -> Row {
    let [farmed, quiet] = [attack, Attack::None].map(|attack| {
        let season = run(seed, SIZE, (attack, without));
        season.stage.audit();
        Ran::of(&season)
    });
    let season = budget(SIZE.0) * u128::from(WEEKS) * 5;
    Row::of("attack", without, (&[(farmed, quiet)], season))
}

#[test]
fn farmers_get_a_twentieth_at_most_and_honest_people_their_schedule() {
    let found = row(1, Attack::All, &[]);
    assert!(found.loss.1 <= LOSS, "{found:?}");
    assert!((found.pay.1 - 1.0).abs() <= PAY, "{found:?}");
}

#[test]
fn each_attack_alone_is_bounded_and_groups_are_what_bounds_it() {
    for attack in [Attack::Fakes, Attack::Aged, Attack::Chain] {
        let found = row(2, attack, &[]);
        assert!(found.loss.1 <= LOSS, "{attack:?} {found:?}");
    }
    let open = row(2, Attack::Aged, &[Defence::Groups]);
    assert!(open.loss.1 > LOSS, "{open:?}");
}

#[test]
fn an_attack_that_nobody_knows_has_no_table() {
    assert!(table(&Options { only: Some("nobody".into()), ..Options::default() }).is_none());
}
