//! `sim`: communities that live by chance, held against naive models; `sim attacks`: coalitions that
//! lie; `sim friends`: a few who praise each other.

use std::io::{Write, stdout};

use crate::options::Options;
use crate::outcome;

/// `sim`; returns the exit code: a broken law is the run's result, not a failure of the command.
pub fn run(options: &Options<'_>) -> u8 {
    let leaf = options.leaf();
    let number = |name: &str| leaf.get_one::<u64>(name).copied().unwrap_or(1);
    let wanted = aluma_sim::Options {
        seed: number("seed"),
        blocks: number("blocks"),
        seeds: number("seeds"),
        inject: leaf.get_one::<String>("inject").cloned(),
        json: options.json(),
    };
    let mut out = stdout().lock();
    let code = aluma_sim::cli(&wanted, options.registry(), &mut out)
        .and_then(|code| out.flush().map(|()| code));
    // A closed pipe is nobody's fault.
    code.unwrap_or(outcome::OK)
}

/// `sim attacks`; returns the exit code.
pub fn attacks(options: &Options<'_>) -> u8 {
    let leaf = options.leaf();
    let number = |name: &str| leaf.get_one::<u64>(name).copied().unwrap_or(1);
    let wanted = aluma_sim::attacks::Options {
        members: usize::try_from(number("members")).unwrap_or(usize::MAX),
        epochs: number("epochs"),
        seeds: number("seeds"),
        seed: number("seed"),
        only: leaf.get_one::<String>("only").cloned(),
        json: options.json(),
    };
    let mut out = stdout().lock();
    let code =
        aluma_sim::attacks::cli(&wanted, &mut out).and_then(|code| out.flush().map(|()| code));
    // A closed pipe is nobody's fault.
    code.unwrap_or(outcome::OK)
}

/// `sim friends`; returns the exit code.
pub fn friends(options: &Options<'_>) -> u8 {
    let leaf = options.leaf();
    let number = |name: &str| leaf.get_one::<u64>(name).copied().unwrap_or(1);
    let members = leaf.get_many::<u64>("members").unwrap_or_default();
    let wanted = aluma_sim::friends::Options {
        members: members.copied().collect(),
        epochs: number("epochs"),
        seeds: number("seeds"),
        seed: number("seed"),
        json: options.json(),
    };
    let mut out = stdout().lock();
    let code =
        aluma_sim::friends::cli(&wanted, &mut out).and_then(|code| out.flush().map(|()| code));
    // A closed pipe is nobody's fault.
    code.unwrap_or(outcome::OK)
}
