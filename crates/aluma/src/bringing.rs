//! The commands that bring in what there was before, as the command line reads them.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use crate::root::{import_into, place};

/// What every import of past contributions takes.
fn of_past(command: Command) -> Command {
    let role = Arg::new("role")
        .long("role")
        .value_name("NUMBER")
        .value_parser(value_parser!(u32))
        .conflicts_with("propose")
        .help("Record by this role, which was given record-past");
    command
        .arg(import_into())
        .arg(dry_run())
        .arg(role)
        .arg(
            Arg::new("propose")
                .long("propose")
                .action(ArgAction::SetTrue)
                .help("Put it before the members, where the founding season is over"),
        )
        .arg(
            Arg::new("invitations")
                .long("invitations")
                .value_name("FILE.csv")
                .value_parser(value_parser!(PathBuf))
                .help("Where to write each person's one-time secret"),
        )
}

fn dry_run() -> Arg {
    Arg::new("dry-run")
        .long("dry-run")
        .action(ArgAction::SetTrue)
        .help("Say what would be done and do nothing")
}

/// `import git`.
pub(crate) fn git() -> Command {
    let me = Arg::new("me")
        .long("me")
        .value_name("ADDRESS")
        .help("The author who signs: what is theirs is recorded of the account that signs");
    let command = Command::new("git")
        .about("Record the commits of a repository as what people gave before")
        .long_about(
            "Reads the commits that lead to the checked-out branch, with the program git: authors, \
             by .mailmap, get accounts that they claim by a one-time secret; commits become past \
             contributions, in the domain of the top folder in which they changed most. A commit \
             counts 0.25 points and 0.01 for each changed line, 8 points at most, shared equally \
             by its authors; merges and robots are left out. It is for the record alone: no money, no \
             weight, and it stands in somebody's record once they take it over (take-past). Where \
             there is no such community it is founded, with a domain for each of those folders. A \
             second run adds new commits and nothing twice.",
        )
        .arg(place("path", "PATH", "The repository"));
    of_past(command).arg(me)
}

/// `import contributions`.
pub(crate) fn contributions() -> Command {
    let command = Command::new("contributions")
        .about("Record a table of scores as what people gave before")
        .long_about(
            "Reads a table with the columns member, week and score: a week is a day of it \
             (2021-03-08) or its number (2021-W10), a score is points, 1000 at most. One row a \
             member and week. A member is a name, which gets an account that is claimed by a one-time \
             secret, or @handle. The table is read whole or refused whole, with its line. It is for \
             the record alone, as import git; a second run adds what is new and nothing twice.",
        )
        .arg(place("file", "FILE.csv", "The table, in UTF-8 with a header"));
    of_past(command)
}

/// `import issues`.
pub(crate) fn issues() -> Command {
    let role = Arg::new("role")
        .long("role")
        .value_name("NUMBER")
        .value_parser(value_parser!(u32))
        .help("Bring them by this role, which was given bring-drafts");
    Command::new("issues")
        .about("Bring a list of issues in as ideas for work")
        .long_about(
            "Reads what `gh issue list --json number,title,body,labels,state,url,assignees` or \
             GitHub's REST API wrote (.json), or a table with the same columns (.csv). Each issue \
             becomes an idea for work without money, known by its address: another import changes \
             what changed and nothing else. --dry-run says what that would be.",
        )
        .arg(place("file", "FILE", "The list, .json or .csv"))
        .arg(import_into())
        .arg(dry_run())
        .arg(role)
}

/// `export issues`.
pub(crate) fn export_issues() -> Command {
    let format = Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(PossibleValuesParser::new(["json", "csv"]))
        .default_value("json")
        .help("The form of the list");
    let out = Arg::new("out")
        .long("out")
        .value_name("PATH")
        .value_parser(value_parser!(PathBuf))
        .help("The file to write, instead of the terminal");
    Command::new("issues")
        .about("Write a community's ideas and tasks as a list of issues")
        .long_about(
            "Writes the list that `aluma import issues` reads, which comes back unchanged: ideas \
             with the task that came out of them, then the other tasks. What a task pays and how \
             long it takes stands in its labels. In a table nothing can be taken for a formula.",
        )
        .arg(import_into())
        .arg(format)
        .arg(out)
}

/// `export credential`.
pub(crate) fn export_credential() -> Command {
    let form = Arg::new("format")
        .long("format")
        .value_name("FORM")
        .value_parser(PossibleValuesParser::new(["vc", "badge"]))
        .default_value("vc")
        .help("A W3C Verifiable Credential, or an Open Badge 3.0 as a signed token");
    let number = |name: &'static str, help: &'static str| {
        worded(name, "NUMBER", help).value_parser(value_parser!(u32))
    };
    Command::new("credential")
        .about("Take along what you earned in a community, signed by its ledger")
        .long_about(
            "Writes a credential of your tier, which other people's programs check without this \
             ledger's help: as a document with a proof of data integrity (eddsa-jcs-2022), or as a \
             token (VC-JWT). It is given to whom it is about and to nobody else, and is worth \
             nothing after 90 days, that of a skill after its next check.",
        )
        .arg(import_into())
        .arg(number("domain", "In this domain instead of the whole community"))
        .arg(number("skill", "By this skill"))
        .arg(
            number("mastery", "Of this skill that you learned here, instead of a tier")
                .conflicts_with_all(["domain", "skill"]),
        )
        .arg(form)
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("PATH")
                .value_parser(value_parser!(PathBuf))
                .help("The file to write, instead of the terminal"),
        )
}

/// `export status-list`.
pub(crate) fn export_status_list() -> Command {
    Command::new("status-list")
        .about("Write the lists of credentials that no longer hold, for whoever hosts them elsewhere")
        .long_about(
            "Writes W3C's Bitstring Status Lists of this ledger's credentials into a folder, one file a \
             list, named as credentials name it. A list is signed and worth nothing after a day: \
             write them anew at least so often. Credentials name the place where the files are read \
             once the ledger runs with `up --status-lists URL`.",
        )
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("DIR")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("The folder to write into, made where there is none"),
        )
}

/// `export payouts`.
pub(crate) fn export_payouts() -> Command {
    let form = Arg::new("format")
        .long("format")
        .value_name("FORM")
        .value_parser(PossibleValuesParser::new(["csv", "pain001", "safe"]))
        .default_value("csv")
        .help("A table of all, a bank batch (ISO 20022 pain.001), or a batch of a Safe");
    let file = |name: &'static str, value: &'static str| {
        Arg::new(name).long(name).value_name(value).value_parser(value_parser!(PathBuf))
    };
    Command::new("payouts")
        .about("Write the payouts that wait, for whoever pays them")
        .long_about(
            "Writes the payouts of a community that are not over. As a table it is all of them; a \
             batch holds those that wait or are late, and none that somebody says was paid. Whither \
             payees are paid is not on the ledger: --details names a table of your own, with \
             payee,iban,name,bic or payee,address, where a payee is a handle or # and the number of \
             an account. Nothing is rounded and nobody is left out in silence.",
        )
        .arg(import_into())
        .arg(form)
        .arg(file("details", "FILE.csv").help("Whither each payee is paid"))
        .arg(
            Arg::new("leave-out-missing")
                .long("leave-out-missing")
                .action(ArgAction::SetTrue)
                .help("Write the batch without those of whom the details say nothing"),
        )
        .arg(worded("asset", "SYMBOL", "Only payouts in this asset"))
        .arg(file("out", "PATH").help("The file to write, instead of the terminal"))
        .args(for_a_bank())
        .args(for_a_safe())
}

fn worded(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn for_a_bank() -> [Arg; 5] {
    [
        worded("payer", "NAME", "What the bank calls whoever pays"),
        worded("payer-iban", "IBAN", "Their account"),
        worded("payer-bic", "BIC", "Their bank, where it is to be named"),
        worded("currency", "CODE", "The currency [default: the asset's symbol]"),
        worded("on", "DAY", "The day of payment [default: today]"),
    ]
    .map(|arg| arg.help_heading("For a bank"))
}

fn for_a_safe() -> [Arg; 4] {
    [
        worded("chain", "NUMBER", "The chain, such as 1 for Ethereum"),
        worded("safe", "ADDRESS", "The Safe that pays"),
        worded("token", "ADDRESS", "The contract of the token"),
        worded("token-decimals", "N", "The token's decimals [default: the asset's]")
            .value_parser(value_parser!(u8).range(0..=36)),
    ]
    .map(|arg| arg.help_heading("For a Safe"))
}
