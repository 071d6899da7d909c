//! What agreement pays, on small tables and on joint distributions of real raters.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::review::rules::agreement::{BANDS, Due, Joint, LEARNED, Purse, band, earned, part};

#[test]
fn bands_are_of_ten_points() {
    for (points, of) in [(0, 0), (9, 0), (10, 1), (99, 9), (100, 10), (255, 10)] {
        assert_eq!(band(points), of, "{points}");
    }
    assert_eq!(u32::from(band(100)) + 1, BANDS);
}

/// A domain in which both rate low together, or high together, and rarely one of each.
fn learned() -> Joint {
    let mut joint = Joint::default();
    for _ in 0..60 {
        joint.add(2, 2);
        joint.add(8, 8);
    }
    (0..30).for_each(|_| joint.add(2, 8));
    joint
}

#[test]
fn bands_agree_where_they_meet_more_often_than_chance_has_it() {
    let joint = learned();
    assert_eq!(joint.pairs(), 150);
    assert!(joint.agree(2, 2) && joint.agree(8, 8));
    assert!(!joint.agree(2, 8) && !joint.agree(8, 2));
    assert!(!joint.agree(5, 5), "nothing is known of it");
    // Just at chance: each of four pairs as often as any other.
    let mut even = Joint::default();
    for _ in 0..30 {
        even.add(1, 1);
        even.add(3, 3);
        even.add(1, 3);
        even.add(3, 1);
    }
    assert!(!even.agree(1, 1) && !even.agree(1, 3));
}

#[test]
fn until_enough_is_known_bands_that_touch_agree() {
    let mut joint = Joint::default();
    (1..LEARNED).for_each(|_| joint.add(2, 8));
    assert!(joint.agree(2, 3) && !joint.agree(2, 4));
    joint.add(2, 8);
    assert!(!joint.agree(2, 3) && joint.agree(2, 8), "one more, and the domain knows");
}

#[test]
fn a_constant_report_earns_exactly_nothing() {
    let joint = learned();
    for turn in 0..7 {
        let rated: Vec<(u8, u8)> =
            (0..8u8).map(|item| (2, if item % 3 == 0 { 2 } else { 8 })).collect();
        assert_eq!(earned(&rated, turn, &joint), 0, "turn {turn}");
    }
    // Full agreement on eight items, half of each kind, one after the other.
    let honest: Vec<(u8, u8)> =
        (0..8u8).map(|item| if item % 2 == 0 { (2, 2) } else { (8, 8) }).collect();
    assert_eq!(earned(&honest, 0, &joint), 8, "the next item is always of the other kind");
    assert_eq!(earned(&honest, 1, &joint), 0, "and the one after it of the same");
    assert_eq!(earned(&[(2, 2)], 5, &joint), 0, "one item has no other");
    assert_eq!(earned(&[], 5, &joint), 0);
}

#[test]
fn a_purse_pays_growth_and_takes_falls_once() {
    let mut purse = Purse::default();
    let steps = [
        (5, 10, Due { fees: 10, growth: 5 }),
        (-4, 10, Due { fees: 10, growth: 0 }),
        (4, 10, Due { fees: 10, growth: 0 }),
        (1, 10, Due { fees: 10, growth: 1 }),
        // Nine below where it began: as much as the fees are worth is taken now, the rest later.
        (-15, 7, Due { fees: 0, growth: 0 }),
        (0, 10, Due { fees: 8, growth: 0 }),
        (-0, 10, Due { fees: 10, growth: 0 }),
        (3, 10, Due { fees: 10, growth: 0 }),
    ];
    for (step, (earned, fees, due)) in steps.into_iter().enumerate() {
        assert_eq!(purse.settle(earned, fees), due, "step {step}");
    }
}

/// A small generator (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// One matrix of the data: how often two random peers gave these two scores, in millionths.
struct Matrix(Vec<Vec<u64>>);

impl Matrix {
    fn draw(&self, dice: &mut Dice) -> (usize, usize) {
        let total: u64 = self.0.iter().flatten().sum();
        let mut spot = dice.next() % total;
        for (one, row) in self.0.iter().enumerate() {
            for (other, weight) in row.iter().enumerate() {
                if spot < *weight {
                    return (one, other);
                }
                spot -= weight;
            }
        }
        (0, 0)
    }

    /// The band of a label, spread evenly over 0..100.
    fn band(&self, label: usize) -> u8 {
        band((label * 100 / (self.0.len() - 1)) as u8)
    }
}

fn matrices() -> Option<Vec<Matrix>> {
    let root = std::env::var("ALUMA_DATA").unwrap_or_else(|_| "../../../shared/data".into());
    let path = std::path::Path::new(&root).join("edx_rater_joint/joint_distributions.json");
    let text = std::fs::read_to_string(path).ok()?;
    let rows: Vec<(serde_json::Value, Vec<Vec<serde_json::Number>>)> =
        serde_json::from_str(&text).expect("the data's own form");
    let matrix = |(_, rows): (serde_json::Value, Vec<Vec<serde_json::Number>>)| {
        Matrix(rows.iter().map(|row| row.iter().map(millionths).collect()).collect())
    };
    Some(rows.into_iter().map(matrix).collect())
}

/// A decimal fraction below 1 with up to six digits.
fn millionths(number: &serde_json::Number) -> u64 {
    let text = number.to_string();
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: String = [whole, part].concat();
    let shift = 6 - part.len() as i32 + exponent.parse::<i32>().expect("a whole exponent");
    let digits: u64 = digits.parse().expect("digits");
    let tens = 10u64.pow(shift.unsigned_abs());
    if shift < 0 { digits / tens } else { digits * tens }
}

/// Items of each epoch that both rated, and epochs.
const ITEMS: usize = 25;
const EPOCHS: usize = 80;

/// What a rater is paid in the end, in agreements: growth less what came off the fees.
fn paid(matrix: &Matrix, joint: &Joint, seed: u64, report: impl Fn(u8, u64) -> u8) -> i64 {
    let mut dice = Dice(seed);
    let (mut purse, mut sum) = (Purse::default(), 0);
    for _ in 0..EPOCHS {
        let mut rated = Vec::with_capacity(ITEMS);
        for _ in 0..ITEMS {
            let (mine, theirs) = matrix.draw(&mut dice);
            rated.push((report(matrix.band(mine), dice.next()), matrix.band(theirs)));
        }
        let due = purse.settle(earned(&rated, dice.next(), joint), 1_000);
        sum += due.growth as i64 + due.fees as i64 - 1_000;
    }
    sum
}

/// Whether honesty earns more than each other way to report.
fn honesty_pays(matrix: &Matrix, seed: u64) -> bool {
    let mut joint = Joint::default();
    let mut dice = Dice(seed ^ 0xa5a5);
    for _ in 0..4_000 {
        let (one, other) = matrix.draw(&mut dice);
        joint.add(matrix.band(one), matrix.band(other));
    }
    let labels = matrix.0.len();
    let honest = paid(matrix, &joint, seed, |mine, _| mine);
    let constant = (0..labels).map(|label| matrix.band(label));
    let constant = constant.map(|band| paid(matrix, &joint, seed, |_, _| band)).max();
    let random = paid(matrix, &joint, seed, |_, dice| matrix.band((dice % labels as u64) as usize));
    // Reports of other items: what one saw, in an order that has nothing to do with them.
    let shuffled = paid(matrix, &joint, seed, |_, dice| {
        let mut other = Dice(dice);
        matrix.band(matrix.draw(&mut other).0)
    });
    constant.is_some_and(|constant| honest > constant) && honest > random && honest > shuffled
}

#[test]
fn honesty_pays_on_real_raters() {
    let Some(matrices) = matrices() else {
        std::eprintln!("skipped: no edx_rater_joint where ALUMA_DATA points");
        return;
    };
    let pays = matrices.iter().enumerate().filter(|(at, one)| honesty_pays(one, *at as u64));
    let pays = pays.count();
    std::println!("honesty pays most on {pays} of {} matrices", matrices.len());
    assert!(pays * 100 >= matrices.len() * 99, "{pays} of {}", matrices.len());
}

#[test]
fn decimals_are_read_exactly() {
    for (text, value) in [("0.03391", 33_910), ("1e-6", 1), ("0.5", 500_000), ("2.5e-5", 25)] {
        let number: serde_json::Number = serde_json::from_str(text).expect("a number");
        assert_eq!(millionths(&number), value, "{text}");
    }
}

#[test]
fn growth_that_finds_no_budget_is_paid_later() {
    let mut purse = Purse::default();
    purse.book(5);
    assert_eq!(purse.due(2, 2), Due { fees: 2, growth: 2 });
    assert_eq!(purse.due(2, 2), Due { fees: 2, growth: 2 });
    assert_eq!(purse.due(2, 2), Due { fees: 2, growth: 1 }, "all of it, and no more");
    assert_eq!(purse.due(2, 2), Due { fees: 2, growth: 0 });
    purse.book(-8);
    assert_eq!(purse.due(2, 2), Due { fees: 0, growth: 0 }, "three below nothing");
    assert_eq!(purse.due(2, 2), Due { fees: 1, growth: 0 });
    assert_eq!(purse.due(2, 2), Due { fees: 2, growth: 0 });
}

#[test]
fn a_part_is_rounded_down_and_never_more_than_the_whole() {
    for (whole, of, all, is) in
        [(7, 1, 2, 3), (7, 2, 2, 7), (7, 0, 2, 0), (0, 1, 1, 0), (7, 1, 0, 0)]
    {
        assert_eq!(part(whole, of, all), is, "{whole} * {of} / {all}");
    }
    assert_eq!(part(u128::MAX, 3, 3), u128::MAX);
}
