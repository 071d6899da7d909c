//! `sim`: communities that live by chance, held against naive models; `sim attacks`: coalitions that
//! lie; `sim farming`: what farmers get of programmes; `sim friends`: a few who praise each other.

use std::io::{Write, stdout};

use clap::{Arg, Command, value_parser};

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

/// `sim farming`; returns the exit code.
pub fn farming(options: &Options<'_>) -> u8 {
    let leaf = options.leaf();
    let number = |name: &str| leaf.get_one::<u64>(name).copied().unwrap_or(1);
    let count = |name: &str| usize::try_from(number(name)).unwrap_or(usize::MAX);
    let wanted = aluma_sim::farming::Options {
        people: count("people"),
        fakes: count("fakes"),
        seeds: number("seeds"),
        seed: number("seed"),
        threads: count("threads"),
        only: leaf.get_one::<String>("only").cloned(),
        json: options.json(),
    };
    let mut out = stdout().lock();
    let code =
        aluma_sim::farming::cli(&wanted, &mut out).and_then(|code| out.flush().map(|()| code));
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

/// The commands of it.
pub(crate) fn command() -> Command {
    let number = |name: &'static str, default: &'static str, help: &'static str| {
        let parser = value_parser!(u64).range(1..=1_000_000);
        let argument = Arg::new(name).long(name).value_name("N").value_parser(parser);
        argument.default_value(default).help(help)
    };
    Command::new("sim")
        .about("Let communities live by chance and hold every block against naive models")
        .long_about(
            "Let communities live by chance and hold every block against naive models. Each seed \
             runs twice, the second time with crashes and replay, and must end in the same root. \
             Exits with 1 where a law is broken, and prints the shortest steps to it.",
        )
        .arg(number("seed", "1", "The first seed"))
        .arg(number("blocks", "300", "Blocks of each run"))
        .arg(number("seeds", "1", "How many seeds, one after another"))
        .arg(
            Arg::new("inject")
                .long("inject")
                .value_name("NAME")
                .help("A mistake to put into the rules, which must be found; `list` names them"),
        )
        .subcommand(sim_attacks())
        .subcommand(sim_farming())
        .subcommand(sim_friends())
}

fn sim_attacks() -> Command {
    let number = |name: &'static str, most: u64, default: &'static str, help: &'static str| {
        let parser = value_parser!(u64).range(1..=most);
        let argument = Arg::new(name).long(name).value_name("N").value_parser(parser);
        argument.default_value(default).help(help)
    };
    Command::new("attacks")
        .about("What coalitions gain by lying, beside other ways to measure what people gave")
        .long_about(
            "What coalitions gain by lying: members claim, judge and praise by signed acts on the \
             ledger's core, honestly or not, and the coalition's share of all points is told over \
             what the same people have when they are honest. Beside it the same events are scored \
             by a plain average of chosen reviewers, a gift circle, PageRank and EigenTrust.",
        )
        .arg(
            number("members", 2_000, "300", "Members of the community")
                .value_parser(value_parser!(u64).range(12..=2_000)),
        )
        .arg(number("epochs", 100, "8", "Epochs of fourteen days"))
        .arg(number("seeds", 10_000, "20", "How many seeds, one after another"))
        .arg(number("seed", u64::MAX, "1", "The first seed"))
        .arg(Arg::new("only").long("only").value_name("ATTACK").help("One attack alone"))
}

fn sim_farming() -> Command {
    let number = |name: &'static str, most: u64, default: &'static str, help: &'static str| {
        let parser = value_parser!(u64).range(1..=most);
        let argument = Arg::new(name).long(name).value_name("N").value_parser(parser);
        argument.default_value(default).help(help)
    };
    Command::new("farming")
        .about("What farmers get of a season of programmes, with and without each defence")
        .long_about(
            "What farmers get of a season of programmes: fake accounts, an operator who attests \
             accounts of its own, the same thing brought twice, copies, and accounts that take the \
             first parts and leave, by signed acts on the ledger's core. Told are what they were \
             paid over the season's budget, and what honest earners were paid over what the same \
             people are paid where nobody farms, with all defences and without each.",
        )
        .arg(
            number("people", 2_000, "300", "Honest earners")
                .value_parser(value_parser!(u64).range(30..=2_000)),
        )
        .arg(number("fakes", 5_000, "1000", "Fake accounts"))
        .arg(number("seeds", 1_000, "2", "How many seeds, one after another"))
        .arg(number("seed", u64::MAX, "1", "The first seed"))
        .arg(number("threads", 64, "2", "Runs at the same time"))
        .arg(Arg::new("only").long("only").value_name("ATTACK").help("One attack alone"))
}

fn sim_friends() -> Command {
    let number = |name: &'static str, most: u64, default: &'static str, help: &'static str| {
        let parser = value_parser!(u64).range(1..=most);
        let argument = Arg::new(name).long(name).value_name("N").value_parser(parser);
        argument.default_value(default).help(help)
    };
    Command::new("friends")
        .about("Whether reputation can begin among a few who all praise each other")
        .long_about(
            "Whether reputation can begin in a small community whose members all praise each other: \
             how many contributions get a panel, at which level of relaxation, after how many days \
             the first points come, and who reaches a tier. Everything is signed acts on the ledger's \
             core.",
        )
        .arg(
            number("members", 1_000, "5,12,40", "Members, of one community or several")
                .value_parser(value_parser!(u64).range(3..=1_000))
                .value_delimiter(',')
                .action(clap::ArgAction::Append),
        )
        .arg(number("epochs", 100, "8", "Epochs of fourteen days"))
        .arg(number("seeds", 10_000, "5", "How many seeds, one after another"))
        .arg(number("seed", u64::MAX, "1", "The first seed"))
}
