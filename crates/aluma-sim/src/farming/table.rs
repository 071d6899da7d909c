//! All attacks on all seeds, with all defences and without some of them; a run at a time on each thread.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::cast::Attack;
use super::season::Season;
use super::terms::{Defence, LADDER, Programme, WEEKS, budget};
use super::{Options, Row, Table};

/// Pairs of defences that are taken out together, of those whom they are against: where nobody shares a cap
/// the other defences stand alone.
const PAIRS: [(Attack, &[Defence]); 11] = {
    use Attack::{Copies, Dippers, Fakes, Leavers, Operator};
    use Defence::{Audits, Bond, Evidence, Groups, Parts, Ramp, Rate, Window};
    [
        (Fakes, &[Groups, Ramp]),
        (Operator, &[Groups, Audits]),
        (Operator, &[Groups, Bond]),
        (Operator, &[Groups, Rate]),
        (Operator, &[Groups, Window]),
        (Dippers, &[Groups, Evidence]),
        (Dippers, &[Window, Evidence]),
        (Copies, &[Groups, Evidence]),
        (Copies, &[Groups, Window]),
        (Copies, &[Window, Evidence]),
        (Leavers, &[Groups, Parts]),
    ]
};

/// Each defence alone.
const ALONE: [&[Defence]; 9] = {
    use Defence::{Audits, Bond, Evidence, Groups, Parts, Ramp, Rate, Standing, Window};
    [&[Groups], &[Standing], &[Ramp], &[Audits], &[Bond], &[Rate], &[Evidence], &[Window], &[Parts]]
};

/// What one run came to.
#[derive(Clone, Debug, Default)]
pub(super) struct Ran {
    /// Paid to honest earners, by programme.
    pub(super) honest: [u128; 5],
    /// Paid for what was not so, by programme.
    pub(super) lost: [u128; 5],
    /// Paid to honest people who learned, those who taught them apart; and what the course's whole ladder
    /// would pay to all of them.
    pub(super) ladder: (u128, u128),
    /// Paid to those who taught honest people.
    pub(super) taught: u128,
    pub(super) bonds: u128,
    pub(super) acts: u64,
    pub(super) refused: u64,
}

impl Ran {
    pub(super) fn of(season: &Season) -> Self {
        let mut ran = Self::default();
        for (number, units) in &season.paid {
            let Some(claim) = season.claims.get(number) else { continue };
            let place = claim.programme as usize;
            if claim.is_farmed() {
                ran.lost[place] += units;
            } else if claim.earner.is_some() {
                ran.honest[place] += units;
            }
        }
        let learn = Programme::Learn as usize;
        ran.ladder = (ran.honest[learn], LADDER * season.cast.earners.len() as u128);
        // What is paid for the use of a skill that nobody has is lost, whoever gets it.
        let [honest, others] = season.taught;
        ran.taught = honest;
        ran.lost[learn] += others;
        ran.bonds = season.bonds_lost;
        ran.acts = season.stage.acts;
        ran.refused = season.stage.refused.values().sum();
        ran
    }
}

/// One run.
pub(super) type Cell = (Attack, &'static [Defence]);

/// Runs a season.
pub(super) fn run(seed: u64, size: (usize, usize), (attack, without): Cell) -> Season {
    let mut season = Season::new(seed, size, (attack, without));
    season.run();
    season
}

/// The cells of the table, each attack with all defences first.
fn cells(only: Option<&str>) -> Vec<(&'static str, Cell)> {
    let mut all = Vec::new();
    for (name, attack) in Attack::ROWS {
        if only.is_some_and(|only| only != name) {
            continue;
        }
        all.push((name, (attack, &[][..])));
        if attack != Attack::None {
            all.extend(ALONE.map(|without| (name, (attack, without))));
        }
        let of = PAIRS.iter().filter(|cell| cell.0 == attack);
        all.extend(of.map(|cell| (name, *cell)));
    }
    all
}

/// Runs all attacks on all seeds; nothing where the one that is named is not there.
pub fn table(options: &Options) -> Option<Table> {
    let cells = cells(options.only.as_deref());
    if cells.is_empty() {
        return None;
    }
    // Without farmers each set of rules is run once: it is what honest people are paid by them.
    let mut rules: Vec<&'static [Defence]> = cells.iter().map(|(_, cell)| cell.1).collect();
    rules.push(&[Defence::Groups, Defence::Ramp]);
    rules.sort_unstable();
    rules.dedup();
    let mut jobs: Vec<(u64, Cell)> = Vec::new();
    for seed in 0..options.seeds {
        jobs.extend(rules.iter().map(|without| (seed, (Attack::None, *without))));
        let others = cells.iter().filter(|(_, cell)| cell.0 != Attack::None);
        jobs.extend(others.map(|(_, cell)| (seed, *cell)));
    }
    let size = (options.people, options.fakes);
    let next = AtomicUsize::new(0);
    let done: Mutex<BTreeMap<usize, Ran>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..options.threads.max(1) {
            scope.spawn(|| {
                while let Some((seed, cell)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let place = jobs.iter().position(|job| *job == (*seed, *cell));
                    let ran = Ran::of(&run(options.seed + seed, size, *cell));
                    done.lock().expect("no run fails").insert(place.unwrap_or_default(), ran);
                }
            });
        }
    });
    let done = done.into_inner().expect("no run fails");
    let find = |seed: u64, cell: Cell| -> Ran {
        let place = jobs.iter().position(|job| *job == (seed, cell));
        place.and_then(|place| done.get(&place)).cloned().unwrap_or_default()
    };
    let season = budget(options.people) * u128::from(WEEKS) * Programme::ALL.len() as u128;
    let rows = cells.iter().map(|(name, cell)| {
        let runs = (0..options.seeds)
            .map(|seed| (find(seed, *cell), find(seed, (Attack::None, cell.1))))
            .collect::<Vec<_>>();
        Row::of(name, cell.1, (&runs, season))
    });
    let open: &'static [Defence] = rules
        .iter()
        .find(|rule| **rule == [Defence::Groups, Defence::Ramp])
        .copied()
        .unwrap_or(&[]);
    let costs = (0..options.seeds).map(|seed| {
        let sum = |ran: &Ran| ran.honest.iter().sum::<u128>() as f64;
        let with = sum(&find(seed, (Attack::None, &[])));
        1.0 - with / sum(&find(seed, (Attack::None, open))).max(1.0)
    });
    Some(Table {
        people: options.people,
        fakes: options.fakes,
        seeds: (options.seeds, options.seed),
        season,
        costs: costs.sum::<f64>() / options.seeds.max(1) as f64,
        rows: rows.collect(),
    })
}
