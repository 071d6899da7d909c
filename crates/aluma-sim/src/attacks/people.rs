//! Who the members are, what they make, and how they see what others made: from a seed and a place
//! alone, so that the same people do the same whatever anybody else does.

use crate::rng::Rng;

/// Waves of claims in an epoch.
pub(super) const WAVES: u64 = 4;
/// Quality at which points begin, as the charter begins.
pub(super) const LEAST: f64 = 30.0;
/// Others whose work somebody uses in an epoch.
const USED: u64 = 5;
/// Members of a team.
const TEAM: usize = 8;

/// Something that somebody made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Item {
    /// How good it is, 0 to 100.
    pub(super) quality: f64,
    /// Hours of work in it.
    pub(super) hours: f64,
}

impl Item {
    /// Points that it is worth.
    pub(super) fn value(&self) -> f64 {
        self.hours * worth(self.quality)
    }
}

/// The part of the hours that a quality makes count.
pub(super) fn worth(quality: f64) -> f64 {
    ((quality - LEAST) / (100.0 - LEAST)).max(0.0)
}

/// What somebody finds in an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opinion {
    /// Points of 0..100.
    pub quality: u8,
    /// Hours.
    pub hours: f64,
}

impl Opinion {
    /// As numbers that a rating holds: within 0..100 points, and a tenth to two hundred hours.
    pub fn of(quality: f64, hours: f64) -> Self {
        Self { quality: quality.clamp(0.0, 100.0).round() as u8, hours: hours.clamp(0.1, 200.0) }
    }
}

/// A member as they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    /// Those they work with have the same.
    pub(super) team: usize,
    /// How likely they finish something in a wave.
    pub(super) pace: f64,
    /// Mean quality of what they make.
    pub(super) skill: f64,
    /// Middle size of it, hours.
    pub(super) hours: f64,
    /// By how much they rate higher than others.
    pub(super) bias: f64,
    /// How far their ratings scatter.
    pub(super) noise: f64,
    /// By which factor they see more work than others.
    pub(super) scale: f64,
}

/// All of them.
#[derive(Clone, Debug)]
pub(super) struct People {
    seed: u64,
    /// Whether everybody sees everything as it is: for laws that hold exactly.
    pub(super) clear: bool,
    /// By their numbers.
    pub(super) all: Vec<Person>,
}

/// An even number of [0, 1).
pub(super) fn even(rng: &mut Rng) -> f64 {
    (rng.next() >> 11) as f64 / (1u64 << 53) as f64
}

/// Nearly normal, of deviation 1: twelve even numbers less six.
fn bell(rng: &mut Rng) -> f64 {
    (0..12).map(|_| even(rng)).sum::<f64>() - 6.0
}

/// What chance is for.
const MAKES: u64 = 1;
const SEES: u64 = 2;
const USES: u64 = 3;
const CLAIMS: u64 = 4;
const ATTACKS: u64 = 5;

impl People {
    /// So many, of a seed.
    pub(super) fn new(seed: u64, count: usize) -> Self {
        let mut people = Self { seed, clear: false, all: Vec::new() };
        for number in 0..count {
            let mut rng = people.chance((0, number as u64, 0));
            people.all.push(Person {
                team: number % count.div_ceil(TEAM),
                pace: 0.3 + 0.7 * even(&mut rng),
                skill: 70.0 + bell(&mut rng) * 10.0,
                hours: 5.0 * (bell(&mut rng) * 0.5).exp(),
                bias: bell(&mut rng) * 9.0,
                noise: 5.0 + (bell(&mut rng) * 8.0).abs(),
                scale: (bell(&mut rng) * 0.1).exp(),
            });
        }
        people
    }

    /// A stream of its own for a purpose, a person and a place.
    fn chance(&self, (what, who, place): (u64, u64, u64)) -> Rng {
        let mut rng = Rng::new(self.seed.wrapping_mul(0x9E37_79B9).wrapping_add(what));
        for part in [who, place] {
            let mixed = rng.next().wrapping_add(part.wrapping_mul(0xA24B_AED4_963E_E407));
            rng = Rng::new(mixed);
        }
        rng.fork()
    }

    /// A stream for what attackers leave to chance.
    pub(super) fn attack(&self, who: usize, place: u64) -> Rng {
        self.chance((ATTACKS, who as u64, place))
    }

    /// What somebody made in a wave, if they finished anything.
    pub(super) fn makes(&self, who: usize, wave: u64) -> Option<Item> {
        let person = self.all[who];
        let mut rng = self.chance((MAKES, who as u64, wave));
        let done = even(&mut rng) < person.pace;
        let quality = (person.skill + bell(&mut rng) * 10.0).clamp(0.0, 100.0);
        let hours = (person.hours * (bell(&mut rng) * 0.4).exp()).clamp(0.5, 60.0);
        done.then_some(Item { quality, hours })
    }

    /// The hours that somebody honest says an item took.
    pub(super) fn claims(&self, who: usize, wave: u64, item: &Item) -> f64 {
        if self.clear {
            return item.hours;
        }
        let mut rng = self.chance((CLAIMS, who as u64, wave));
        item.hours * (bell(&mut rng) * 0.1).exp()
    }

    /// What somebody finds in an item of a maker and wave, looking honestly.
    pub(super) fn sees(&self, rater: usize, (maker, wave): (usize, u64), item: &Item) -> Opinion {
        if self.clear {
            return Opinion::of(item.quality, item.hours);
        }
        let person = self.all[rater];
        let mut rng = self.chance((SEES, rater as u64, wave * 1_000_003 + maker as u64));
        let quality = item.quality + person.bias + bell(&mut rng) * person.noise;
        Opinion::of(quality, item.hours * person.scale * (bell(&mut rng) * 0.25).exp())
    }

    /// Whose work somebody used in an epoch, of those who made something: mostly that of their team.
    pub(super) fn uses(&self, who: usize, epoch: u64, makers: &[usize]) -> Vec<usize> {
        let team = self.all[who].team;
        let others: Vec<usize> = makers.iter().copied().filter(|other| *other != who).collect();
        let near: Vec<usize> =
            others.iter().copied().filter(|other| self.all[*other].team == team).collect();
        let mut used = Vec::new();
        for turn in 0..USED {
            // One stream for each choice, so that one more maker moves few of the others.
            let mut rng = self.chance((USES, who as u64, epoch * 64 + turn));
            let of = if rng.percent(60) && !near.is_empty() { &near } else { &others };
            used.extend(rng.pick(of).filter(|other| !used.contains(*other)).copied());
        }
        used
    }
}
