//! `aluma sim`.

use std::io::{self, Write};

use aluma_core::kernel::action::Registry;

use crate::report::{Broken, Report};
use crate::run::{Finished, Plan, run};
use crate::{floor, shrink};

/// The arguments of `aluma sim`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The first seed.
    pub seed: u64,
    /// Blocks of each run.
    pub blocks: u64,
    /// How many seeds, one after another.
    pub seeds: u64,
    /// A mistake to put in by its name; `list` prints the names.
    pub inject: Option<String>,
    /// Whether to print JSON.
    pub json: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 1, blocks: 300, seeds: 1, inject: None, json: false }
    }
}

/// Runs `aluma sim` by these rules and returns the exit code: 0 where every law held, 1 where one
/// broke, injected or not, or where a long run saw less than the floor asks for, 2 for a mistake
/// that nobody knows.
///
/// # Errors
/// Where `out` cannot be written.
pub fn cli(options: &Options, registry: &'static Registry, out: &mut dyn Write) -> io::Result<u8> {
    if options.inject.as_deref() == Some("list") {
        for bug in aluma_core::testing::bugs::ALL {
            writeln!(out, "{}", bug.name)?;
        }
        return Ok(0);
    }
    let Some(registry) = spoilt(registry, options.inject.as_deref()) else {
        let name = options.inject.as_deref().unwrap_or_default();
        writeln!(out, "no mistake is called '{name}'; see --inject list")?;
        return Ok(2);
    };
    let report = simulate(options, registry);
    if options.json {
        writeln!(out, "{}", report.json())?;
    } else {
        write!(out, "{}", report.text())?;
    }
    Ok(u8::from(!report.is_good()))
}

/// The rules as they are, or the ledger's with a mistake; `None` where nobody knows the mistake.
pub fn spoilt(registry: &'static Registry, inject: Option<&str>) -> Option<&'static Registry> {
    match inject {
        None => Some(registry),
        Some(name) => aluma_core::testing::bugs::registry(name),
    }
}

/// Runs seed after seed until one breaks.
pub fn simulate(options: &Options, registry: &'static Registry) -> Report {
    let Options { seed, blocks, seeds, ref inject, .. } = *options;
    let counts = crate::counts::Counts::new(registry);
    let inject = inject.clone();
    let missing = Vec::new();
    let mut report =
        Report { seed, seeds, blocks, inject, roots: Vec::new(), counts, broken: None, missing };
    for seed in (seed..).take(seeds as usize) {
        let plan = Plan { seed, blocks, registry };
        let Finished { counts, root, broken, .. } = run(&plan);
        report.counts.merge(&counts);
        if let Some((failure, blocks)) = broken {
            let found = shrink::shrink(&plan, &blocks);
            let (blocks, failure) = found.unwrap_or((blocks, failure));
            let steps = shrink::lines(registry, &blocks);
            let (law, detail, height) = (failure.law, failure.detail, failure.height);
            report.broken = Some(Broken { seed, law, detail, height, steps });
            break;
        }
        report.roots.push((seed, root.to_string()));
    }
    if report.inject.is_none() && report.counts.blocks >= floor::BLOCKS {
        report.missing = floor::missing(&report.counts, registry);
    }
    report
}
