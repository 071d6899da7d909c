//! What a panel's ratings come to, and what is known of those who rate.
//!
//! Source: bias and reliability after Piech et al. (2013), shrunk toward the crowd; influence bounded
//! after Huber. Scores are points of 0..100 in [`Fixed`]. Per rater and domain six sums are kept; y is
//! the rating given, x what the others of the same panel agreed on without it:
//!
//! - bias `a = (Sy - Sx) / (n + 4)`, slope `b = (Cov + 0.8 k v0) / (Var_x + k v0)` within 0.05..1.6, k = 20
//! - residual `s2 = (Var_y - 2b Cov + b^2 Var_x + k e0) / (n + k)`, at least `e0 / 8` (points^2)
//! - weight `w = (b^2 / s2) / (0.64 / e0)` within 1/4..4: against somebody of whom nothing is known
//! - score `q = (sum w h (y - a) + kappa mu) / (sum w h + kappa)`, `h = min(1, 30 / |y - a - q|)`, worked
//!   out twice more from h = 1; kappa = 1, and 0 where nothing is known of anybody
//!
//! `Cov` and the `Var`s are sums about the mean, 0 for n < 2. All of it is sums of one term a rating:
//! no order of raters, items or acts changes a bit.

use alloc::vec::Vec;

use aluma_types::Canon;

use super::fixed::Fixed;

/// How much the crowd counts in what is known of one rater.
const PRIOR: u32 = 20;
/// The same for the bias.
const BIAS_PRIOR: u32 = 4;
/// Ratings from which on somebody's own figures count: with fewer, noise is corrected for more than
/// bias is, and three raters come out worse than their plain mean (decision 0044).
const FEW: u32 = 5;
/// Points beyond which a rating's pull grows no more.
const HUBER: Fixed = Fixed::whole(30);
/// Items of a domain before its own figures replace the first ones.
const ITEMS: u32 = 20;
/// Variance of scores and of ratings until then, in points squared.
const FIRST_VARIANCE: Fixed = Fixed::whole(225);
/// The least of either.
const LEAST_VARIANCE: Fixed = Fixed::whole(25);
/// What the mean of a domain is held to be before anything was judged in it.
const FIRST_MEAN: Fixed = Fixed::whole(70);
/// Points of spread beyond which two more are asked.
pub const SPREAD: u32 = 25;
/// Of what a panel finds, as much as a claim may be without loss: 115 of 100 parts. Honest claims and
/// the sizes that panels find scatter by about as much.
pub const BEYOND: (u128, u128) = (115, 100);
/// Of what was summed of a domain, so many of 16 parts are kept at each close: half in about eleven
/// epochs, as the voice fades by half in about thirteen.
const KEPT: (i64, u32) = (15, 16);

/// What a domain is like, as of an epoch's close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Gauge {
    /// Variance of its scores, points squared.
    pub scores: Fixed,
    /// Mean square of what ratings miss the score by, points squared.
    pub misses: Fixed,
    /// Mean of its scores, points.
    pub mean: Fixed,
}

impl Gauge {
    /// Before anything was judged.
    pub const FIRST: Self =
        Self { scores: FIRST_VARIANCE, misses: FIRST_VARIANCE, mean: FIRST_MEAN };
}

/// Sums over a domain's closed items. Numbers of items and ratings fade with their sums, hence in
/// [`Fixed`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Tally {
    /// Items that were ever closed.
    pub closed: u32,
    /// Items, faded.
    pub items: Fixed,
    /// Sum of scores.
    pub score: Fixed,
    /// Sum of squares of scores.
    pub square: Fixed,
    /// Ratings, faded.
    pub ratings: Fixed,
    /// Sum of squares of what ratings missed by.
    pub miss: Fixed,
}

impl Tally {
    /// Adds an item's score and what its ratings missed it by.
    pub fn add(&mut self, scored: &Scored) {
        self.closed = self.closed.saturating_add(1);
        self.items = self.items.plus(Fixed::ONE);
        self.score = self.score.plus(scored.score);
        self.square = self.square.plus(scored.score.times(scored.score));
        for one in &scored.each {
            self.ratings = self.ratings.plus(Fixed::ONE);
            self.miss = self.miss.plus(one.miss.times(one.miss));
        }
    }

    /// Adds what another tally has.
    pub const fn join(&mut self, other: &Self) {
        self.closed = self.closed.saturating_add(other.closed);
        self.items = self.items.plus(other.items);
        self.score = self.score.plus(other.score);
        self.square = self.square.plus(other.square);
        self.ratings = self.ratings.plus(other.ratings);
        self.miss = self.miss.plus(other.miss);
    }

    /// Lets it fade by one epoch.
    pub fn fade(&mut self) {
        let kept = Fixed::ratio(KEPT.0, KEPT.1);
        for sum in
            [&mut self.items, &mut self.score, &mut self.square, &mut self.ratings, &mut self.miss]
        {
            *sum = sum.times(kept);
        }
    }

    /// What the domain is like by it.
    pub fn gauge(&self) -> Gauge {
        if self.items.bits() <= 0 {
            return Gauge::FIRST;
        }
        let mean = self.score.over(self.items);
        if self.closed < ITEMS {
            return Gauge { mean, ..Gauge::FIRST };
        }
        let scores = self.square.over(self.items).minus(mean.times(mean));
        let misses = self.miss.over(self.ratings);
        Gauge {
            scores: scores.at_least(LEAST_VARIANCE),
            misses: misses.at_least(LEAST_VARIANCE),
            mean,
        }
    }
}

/// What is summed of one rater in a domain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Sums {
    /// Ratings.
    pub n: u32,
    /// Of what the others agreed on.
    pub x: Fixed,
    /// Of what the rater gave.
    pub y: Fixed,
    /// Of their products.
    pub xy: Fixed,
    /// Of the squares of the first.
    pub xx: Fixed,
    /// Of the squares of the second.
    pub yy: Fixed,
}

impl Sums {
    /// Adds one rating against what the others agreed on.
    pub fn add(&mut self, x: Fixed, y: Fixed) {
        self.n = self.n.saturating_add(1);
        self.x = self.x.plus(x);
        self.y = self.y.plus(y);
        self.xy = self.xy.plus(x.times(y));
        self.xx = self.xx.plus(x.times(x));
        self.yy = self.yy.plus(y.times(y));
    }

    /// Adds what other sums have.
    pub const fn join(&mut self, other: &Self) {
        self.n = self.n.saturating_add(other.n);
        self.x = self.x.plus(other.x);
        self.y = self.y.plus(other.y);
        self.xy = self.xy.plus(other.xy);
        self.xx = self.xx.plus(other.xx);
        self.yy = self.yy.plus(other.yy);
    }

    /// `sum ab - sum a * sum b / n`; 0 below two ratings.
    fn about(&self, product: Fixed, a: Fixed, b: Fixed) -> Fixed {
        if self.n < 2 {
            return Fixed::ZERO;
        }
        product.minus(a.times(b).over(Fixed::whole(self.n)))
    }
}

/// What is known of a rater in a domain, as of an epoch's close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Known {
    /// By how much they rate higher than others, points.
    pub bias: Fixed,
    /// How far their ratings follow the others'.
    pub slope: Fixed,
    /// What their ratings weigh, against somebody of whom nothing is known.
    pub weight: Fixed,
}

/// What the sums say of a rater where the domain is like this; nothing of whoever never rated, and
/// what holds of anybody of whoever rated less than [`FEW`] times.
pub fn known(sums: &Sums, gauge: &Gauge) -> Option<Known> {
    if sums.n == 0 {
        return None;
    }
    if sums.n < FEW {
        let slope = Fixed::ratio(4, 5);
        return Some(Known { bias: Fixed::ZERO, slope, weight: Fixed::ONE });
    }
    let n = |more: u32| Fixed::whole(sums.n.saturating_add(more));
    let bias = sums.y.minus(sums.x).over(n(BIAS_PRIOR));
    let cov = sums.about(sums.xy, sums.x, sums.y);
    let var_x = sums.about(sums.xx, sums.x, sums.x);
    let var_y = sums.about(sums.yy, sums.y, sums.y);
    let prior = Fixed::whole(PRIOR);
    let crowd = prior.times(gauge.scores);
    let slope = cov.plus(Fixed::ratio(4, 5).times(crowd)).over(var_x.plus(crowd));
    let slope = slope.within(Fixed::ratio(1, 20), Fixed::ratio(8, 5));
    let square = slope.times(slope);
    let misses = var_y
        .minus(slope.times(cov).times(Fixed::whole(2)))
        .plus(square.times(var_x))
        .plus(prior.times(gauge.misses));
    let misses = misses.over(n(PRIOR)).at_least(gauge.misses.over(Fixed::whole(8)));
    let weight = square.times(gauge.misses).over(Fixed::ratio(16, 25).times(misses));
    let weight = weight.within(Fixed::ratio(1, 4), Fixed::whole(4));
    Some(Known { bias, slope, weight })
}

/// One rating and what is known of whoever gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The rating, points.
    pub given: Fixed,
    /// What is known of its giver, as frozen when the panel was drawn.
    pub by: Option<Known>,
    /// Whether it counts half, for want of distance from the author.
    pub halved: bool,
}

impl Mark {
    /// The rating without its giver's bias.
    fn level(&self) -> Fixed {
        self.by.map_or(self.given, |by| self.given.minus(by.bias))
    }

    fn weight(&self) -> Fixed {
        let weight = self.by.map_or(Fixed::ONE, |by| by.weight);
        if self.halved { weight.times(Fixed::ratio(1, 2)) } else { weight }
    }
}

/// How one rating came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Each {
    /// What it misses the score by, its bias apart.
    pub miss: Fixed,
    /// What it counted with: weight times bounded influence.
    pub pull: Fixed,
    /// What the others agreed on without it; nothing where there are none.
    pub others: Option<Fixed>,
}

/// What a panel's ratings come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The score, points.
    pub score: Fixed,
    /// Each rating, in the order given.
    pub each: Vec<Each>,
    /// Weighted mean square of what the ratings miss the score by, points squared.
    pub spread: Fixed,
}

impl Scored {
    /// Whether the ratings lie too far apart for their number.
    pub fn is_disputed(&self) -> bool {
        self.spread > Fixed::whole(SPREAD.saturating_mul(SPREAD))
    }
}

/// What the ratings come to in a domain whose mean is this; nothing without ratings.
pub fn score(marks: &[Mark], mean: Fixed) -> Option<Scored> {
    if marks.is_empty() {
        return None;
    }
    let is_known = marks.iter().any(|mark| mark.by.is_some());
    let (pull, toward) = if is_known { (Fixed::ONE, mean) } else { (Fixed::ZERO, Fixed::ZERO) };
    let mut pulls: Vec<Fixed> = marks.iter().map(Mark::weight).collect();
    let mut score = settle(marks, &pulls, (pull, toward));
    for _ in 0..2 {
        for (mark, pulled) in marks.iter().zip(&mut pulls) {
            let miss = mark.level().minus(score).size();
            let held = if miss <= HUBER { Fixed::ONE } else { HUBER.over(miss) };
            *pulled = mark.weight().times(held);
        }
        score = settle(marks, &pulls, (pull, toward));
    }
    let (mut spread, mut weights) = (Fixed::ZERO, Fixed::ZERO);
    for mark in marks {
        let miss = mark.level().minus(score);
        spread = spread.plus(mark.weight().times(miss.times(miss)));
        weights = weights.plus(mark.weight());
    }
    let each = outcomes(marks, &pulls, score);
    Some(Scored { score, each, spread: spread.over(weights) })
}

/// `(sum pull * level + kappa * mean) / (sum pull + kappa)`.
fn settle(marks: &[Mark], pulls: &[Fixed], (kappa, mean): (Fixed, Fixed)) -> Fixed {
    let (sum, weight) = gathered(marks, pulls);
    sum.plus(kappa.times(mean)).over(weight.plus(kappa))
}

fn gathered(marks: &[Mark], pulls: &[Fixed]) -> (Fixed, Fixed) {
    marks.iter().zip(pulls).fold((Fixed::ZERO, Fixed::ZERO), |(sum, weight), (mark, pull)| {
        (sum.plus(pull.times(mark.level())), weight.plus(*pull))
    })
}

fn outcomes(marks: &[Mark], pulls: &[Fixed], score: Fixed) -> Vec<Each> {
    let (sum, weight) = gathered(marks, pulls);
    let one = |(mark, pull): (&Mark, &Fixed)| {
        let rest = weight.minus(*pull);
        let others = sum.minus(pull.times(mark.level()));
        Each {
            miss: mark.level().minus(score),
            pull: *pull,
            others: (rest.bits() > 0).then(|| others.over(rest)),
        }
    };
    marks.iter().zip(pulls).map(one).collect()
}

/// The lower median of sizes in micro-units; nothing of none.
pub fn median(mut sizes: Vec<u64>) -> Option<u64> {
    sizes.sort_unstable();
    let middle = sizes.len().checked_sub(1)?.checked_div(2)?;
    sizes.get(middle).copied()
}

/// A size that somebody says of what they made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The size, in whatever unit.
    pub size: u64,
    /// Whether those who made it say so; if not, it is a bound that others set.
    pub own: bool,
}

/// The size that counts: what was claimed, or what the panel finds where that is less. Each size
/// comes with whether its finder's rating counts half, for want of distance from the author: then
/// their size does too, since a claim twice as large is worth as much as a doubled score.
///
/// What makers claim beyond [`BEYOND`] of what was found is taken off once more (down to a half):
/// else the most is had by claiming too much of everything, since a panel that errs upward then never
/// meets the claim, and whoever says the truth is held down by both errors (decision 0051). Found is
/// here the upper median: of two who differ, the higher may be right.
pub fn accepted_size(claim: Claim, found: &[(u64, bool)]) -> u64 {
    // Twice for whoever counts in full: without halves it is the median of the sizes themselves.
    let more = found.iter().filter(|(_, halved)| !halved);
    let mut sizes: Vec<u64> = found.iter().chain(more).map(|(size, _)| *size).collect();
    sizes.sort_unstable();
    let upper = sizes.get(sizes.len() / 2).copied().unwrap_or(0);
    let Some(found) = median(sizes) else { return 0 };
    let least = found.min(claim.size);
    if !claim.own {
        return least;
    }
    let (part, of) = BEYOND;
    let borne = u128::from(upper).saturating_mul(part).checked_div(of).unwrap_or(0);
    let beyond = claim.size.saturating_sub(u64::try_from(borne).unwrap_or(u64::MAX));
    least.saturating_sub(beyond).max(least / 2)
}
