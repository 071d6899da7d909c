//! Arithmetic for votes, written out a second time: plain integers, no wide types, no rule of the
//! core.

use std::cmp::Ordering;

/// For, Against, Abstain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sides {
    /// For.
    pub(crate) yes: u128,
    /// Against.
    pub(crate) no: u128,
    /// Neither.
    pub(crate) neither: u128,
}

impl Sides {
    /// Side by side.
    pub(crate) const fn add(&mut self, other: Self) {
        self.yes = self.yes.saturating_add(other.yes);
        self.no = self.no.saturating_add(other.no);
        self.neither = self.neither.saturating_add(other.neither);
    }

    /// All three.
    pub(crate) const fn all(&self) -> u128 {
        self.yes.saturating_add(self.no).saturating_add(self.neither)
    }
}

/// A fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Above the line.
    pub(crate) num: u32,
    /// Below it.
    pub(crate) den: u32,
}

/// Compares a * x with b * y in as many bits as it takes.
pub(crate) fn compare((a, x): (u128, u32), (b, y): (u128, u32)) -> Ordering {
    let product = |a: u128, x: u32| {
        let low = (a & u128::from(u64::MAX)) * u128::from(x);
        let high = (a >> 64) * u128::from(x) + (low >> 64);
        (high, low & u128::from(u64::MAX))
    };
    product(a, x).cmp(&product(b, y))
}

/// whole * num / den, rounded down, where the answer fits.
pub(crate) const fn part_down(whole: u128, num: u128, den: u128) -> u128 {
    (whole / den) * num + (whole % den) * num / den
}

/// whole * num / den, rounded up, where the answer fits.
pub(crate) const fn part_up(whole: u128, num: u128, den: u128) -> u128 {
    (whole / den) * num + ((whole % den) * num).div_ceil(den)
}

/// A weight over three sides in ten-thousandths, by the largest remainder; ties to the first.
pub(crate) fn split(weight: u128, parts: [u128; 3]) -> Sides {
    let mut shares = parts.map(|part| part_down(weight, part, 10_000));
    let rests = parts.map(|part| (weight % 10_000) * part % 10_000);
    let mut left = weight - shares.iter().sum::<u128>();
    let mut order = [0, 1, 2];
    order.sort_by(|a, b| rests[*b].cmp(&rests[*a]).then(a.cmp(b)));
    for place in order {
        if left > 0 {
            shares[place] += 1;
            left -= 1;
        }
    }
    Sides { yes: shares[0], no: shares[1], neither: shares[2] }
}

/// People whose support it takes, of so many.
pub(crate) fn people(members: u128) -> u128 {
    if members <= 10 {
        return members.div_ceil(2).max(members.min(3));
    }
    let root = (1..).find(|k: &u128| 2 * k * k >= 5 * members).unwrap_or(members);
    root.max((3 * members).div_ceil(100))
}

/// How many of those who take a side must be For.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Majority {
    /// More than half.
    Half,
    /// At least this part.
    Of(Part),
    /// At least this weight.
    Weight(u128),
}

/// What a vote has to clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    /// The majority.
    pub(crate) majority: Majority,
    /// Weight For.
    pub(crate) support: u128,
}

impl Bar {
    /// `passes`, or why not.
    pub(crate) fn judge(&self, yes: u128, base: u128) -> &'static str {
        let enough = match self.majority {
            Majority::Half => yes > base.saturating_sub(yes),
            Majority::Of(part) => {
                part.num > 0 && compare((yes, part.den), (base, part.num)) != Ordering::Less
            }
            Majority::Weight(weight) => yes >= weight,
        };
        match () {
            () if base == 0 => "empty-base",
            () if yes == 0 => "no-yes",
            () if !enough => "threshold",
            () if yes < self.support => "quorum",
            () => PASSES,
        }
    }

    /// The outcome of a vote that closes with this tally.
    pub(crate) fn closed(&self, sides: &Sides) -> &'static str {
        self.judge(sides.yes, sides.yes.saturating_add(sides.no))
    }

    /// The outcome that no weight of `open` can change; `None` where some could.
    pub(crate) fn settled(&self, sides: &Sides, open: u128) -> Option<&'static str> {
        let base = sides.yes.saturating_add(sides.no).saturating_add(open);
        let worst = self.judge(sides.yes, base);
        let best = self.judge(sides.yes.saturating_add(open), base);
        match (worst, best) {
            (PASSES, _) => Some(PASSES),
            (_, PASSES) => None,
            (_, why) => Some(why),
        }
    }

    /// Whether one side alone decides, whatever the rest of `total` does.
    pub(crate) fn is_absolute(&self, sides: &Sides, total: u128) -> bool {
        let rest = total.saturating_sub(sides.no);
        self.judge(sides.yes, total) == PASSES
            || self.judge(rest, sides.no.saturating_add(rest)) != PASSES
    }
}

/// What a vote comes to where it passes.
pub(crate) const PASSES: &str = "passes";
