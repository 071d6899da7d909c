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
    assert!((found.ladder.1 - 1.0).abs() <= PAY, "{found:?}");
}

#[test]
fn everybody_who_is_honest_learns_to_the_last_part_and_those_who_taught_are_paid() {
    let season = run(3, SIZE, (Attack::None, &[]));
    let ran = Ran::of(&season);
    assert_eq!(ran.ladder.0, ran.ladder.1, "{ran:?}");
    let bonus = super::terms::BONUS * SIZE.0 as u128;
    assert_eq!(season.taught, [bonus, 0], "{ran:?}");
}

#[test]
fn copied_practicals_are_paid_for_once_until_they_are_changed() {
    let found = row(2, Attack::Copies, &[]);
    assert!(found.loss.1 <= LOSS, "{found:?}");
    let open = row(2, Attack::Copies, &[Defence::Groups]);
    assert!(open.loss.1 > found.loss.1, "{open:?}");
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
