//! The same formulas in exact fractions, slowly.

use alloc::vec;
use alloc::vec::Vec;

use num_bigint::BigInt;

use crate::review::rules::fixed::Fixed;
use crate::review::rules::rating::{Gauge, Mark, Sums};

/// An exact fraction with a positive denominator; never brought to lowest terms.
#[derive(Clone, Debug)]
pub(super) struct Exact(pub(super) BigInt, pub(super) BigInt);

impl Exact {
    pub(super) fn new(num: i64, den: i64) -> Self {
        Self(num.into(), den.into())
    }

    pub(super) fn of(number: Fixed) -> Self {
        Self(number.bits().into(), BigInt::from(1) << 32u8)
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        Self(&self.0 * &other.1 + &other.0 * &self.1, &self.1 * &other.1)
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        self.plus(&Self(-&other.0, other.1.clone()))
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0, &self.1 * &other.1)
    }

    pub(super) fn over(&self, other: &Self) -> Self {
        let (num, den) = (&self.0 * &other.1, &self.1 * &other.0);
        if den < BigInt::from(0) { Self(-num, -den) } else { Self(num, den) }
    }

    fn below(&self, other: &Self) -> bool {
        &self.0 * &other.1 < &other.0 * &self.1
    }

    fn size(&self) -> Self {
        if self.0 < BigInt::from(0) { Self(-&self.0, self.1.clone()) } else { self.clone() }
    }

    fn within(self, least: Self, most: Self) -> Self {
        if self.below(&least) {
            least
        } else if most.below(&self) {
            most
        } else {
            self
        }
    }

    /// Whether a fixed number is this one but for so many 2^-32.
    pub(super) fn is_near(&self, number: Fixed, ulps: i64) -> bool {
        let off = self.minus(&Self::of(number)).size();
        !Self(ulps.into(), BigInt::from(1) << 32u8).below(&off)
    }
}

/// Bias, slope and weight.
pub(super) fn known(sums: &Sums, gauge: &Gauge) -> (Exact, Exact, Exact) {
    let [x, y, xy, xx, yy] = [sums.x, sums.y, sums.xy, sums.xx, sums.yy].map(Exact::of);
    let n = i64::from(sums.n);
    let about = |product: &Exact, a: &Exact, b: &Exact| match n {
        0 | 1 => Exact::new(0, 1),
        _ => product.minus(&a.times(b).over(&Exact::new(n, 1))),
    };
    let (cov, var_x, var_y) = (about(&xy, &x, &y), about(&xx, &x, &x), about(&yy, &y, &y));
    let (v0, e0) = (Exact::of(gauge.scores), Exact::of(gauge.misses));
    let crowd = v0.times(&Exact::new(20, 1));
    let bias = y.minus(&x).over(&Exact::new(n + 4, 1));
    let slope = cov.plus(&crowd.times(&Exact::new(4, 5))).over(&var_x.plus(&crowd));
    let slope = slope.within(Exact::new(1, 20), Exact::new(8, 5));
    let square = slope.times(&slope);
    let misses = var_y
        .minus(&slope.times(&cov).times(&Exact::new(2, 1)))
        .plus(&square.times(&var_x))
        .plus(&e0.times(&Exact::new(20, 1)))
        .over(&Exact::new(n + 20, 1));
    let least = e0.over(&Exact::new(8, 1));
    let misses = if misses.below(&least) { least } else { misses };
    let prior = Exact::new(16, 25).over(&e0);
    let weight = square.over(&misses).over(&prior).within(Exact::new(1, 4), Exact::new(4, 1));
    (bias, slope, weight)
}

/// A panel's score.
pub(super) fn score(marks: &[Mark], mean: Fixed) -> Exact {
    let kappa = Exact::new(i64::from(marks.iter().any(|mark| mark.by.is_some())), 1);
    let levels: Vec<Exact> = marks
        .iter()
        .map(|mark| {
            let bias = mark.by.map_or(Fixed::ZERO, |by| by.bias);
            Exact::of(mark.given).minus(&Exact::of(bias))
        })
        .collect();
    let weights: Vec<Exact> = marks
        .iter()
        .map(|mark| {
            let weight = Exact::of(mark.by.map_or(Fixed::ONE, |by| by.weight));
            weight.over(&Exact::new(if mark.halved { 2 } else { 1 }, 1))
        })
        .collect();
    let settle = |held: &[Exact]| {
        let mut sum = kappa.times(&Exact::of(mean));
        let mut all = kappa.clone();
        for ((level, weight), held) in levels.iter().zip(&weights).zip(held) {
            let pull = weight.times(held);
            sum = sum.plus(&pull.times(level));
            all = all.plus(&pull);
        }
        sum.over(&all)
    };
    let mut score = settle(&vec![Exact::new(1, 1); marks.len()]);
    for _ in 0..2 {
        let held: Vec<Exact> = levels
            .iter()
            .map(|level| {
                let miss = level.minus(&score).size();
                let most = Exact::new(30, 1);
                if most.below(&miss) { most.over(&miss) } else { Exact::new(1, 1) }
            })
            .collect();
        score = settle(&held);
    }
    score
}
