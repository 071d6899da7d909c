//! `aluma sim farming`: what farmers get of a season of programmes, on the real ledger, and what that
//! leaves to those who earn.
//!
//! **A season** (`terms`) is 26 epochs of a week. Five programmes have the same budget in each, a unit for
//! each earner, and twice a season's budget lies in trust, so that no epoch has less than the one before
//! it:
//!
//! - `take part`: the ledger alone verifies (a week of belonging); a capped pool.
//! - `play`: keys of a game attest scores, with a bond, a rate and an audit of one in ten; a pool.
//! - `make`: two of a panel of peers; a fixed price; vested in four parts of two weeks.
//! - `reach`: two of three (a month of belonging, two of three reviewers, a peer); a fixed price.
//! - `learn`: a course. What is drawn is done in a community for practice (a vote, a proposal that is
//!   carried out), an examiner looks at the practical, and it is drawn again after 7, 30 and 90 days; a
//!   ladder of 30, 20, 10, 15 and 25 parts of a hundred, and a bonus for author and mentor when the skill
//!   is used in paid work.
//!
//! A person's cap in an epoch is twice what each would have of a pool that all take part in, or one claim;
//! whatever can be left to the ledger's defaults is.
//!
//! **People** (`cast`). Two thirds of the earners were there from the founding, a third comes in the course
//! of the season on the word of one of these. In a week each takes part with a chance of 70 %, plays with
//! 60 % (a score of 20 to 100), makes something with 15 %, reaches something with 10 %. Each begins the
//! course in a week of theirs, or as soon after it as they may, with a mentor, and does paid work with the
//! skill. All that is theirs is true, and every verifier says so. One seed makes the same people do the
//! same whatever farmers do.
//!
//! **Verifiers** (`verifiers`). A peer (one for thirty earners) looks at five claims a day, and takes for
//! true 3 of 100 pieces of nothing, 40 of 100 copies, 80 of 100 things that were brought before. What a
//! course draws the ledger verifies: a script does it as well as a person, each time, and nobody notices.
//! Nobody in particular looks for farmers: within the window half of what is copied or brought again is
//! noticed, eight of ten pieces of nothing, at most twenty a day, and challenged; stewards judge two days
//! later. An auditor finds 9 of 10 sessions that nobody played. Twice found out, an operator is revoked two
//! days later.
//!
//! **Attacks** (`farmers`). One member in a hundred gives fake accounts their word, as many as the attack
//! has: the community was deceived, and how many a member may vouch for is no help.
//!
//! - `fakes`: accounts that come when the season begins, `fakes_aged` a hundred days before it,
//!   `fakes_in_a_chain` each on the word of the one before it. All take part each week and hand in nothing
//!   to `make` or `reach`; all begin the course as often as they may, have scripts do what is drawn, and
//!   hand in nothing for the practical.
//! - `operator`: one of the game's keys attests the highest score for a fifth as many accounts of its own.
//! - `double_dipping`: one member in thirty brings what they made again: in another spelling, in another
//!   programme, and from three other accounts, in three programmes; each of these begins the course as
//!   well, with the same practical, and when that is refused with another that is the same thing changed.
//! - `leaked_artefacts`: the same members and all fake accounts hand in copies each week, and begin the
//!   course with a practical that leaked, then with changed copies of it, until it is accepted or their
//!   time is over.
//! - `early_leavers`: fake accounts, so many each week, hand in one copy that would be vested, begin the
//!   course with a copied practical, and leave after four weeks.
//!
//! Whoever farms and gets so far also pays an account of their own one unit for work that takes the skill,
//! so that a friend is paid as its mentor.
//!
//! **Loss** is all that was paid for claims that were not so, and for the use of skills that nobody has,
//! over the season's budget; bonds that farmers lost are told beside it and not taken off. **Pay** is all
//! that honest earners were paid, over what the same people are paid by the same rules where nobody farms:
//! their schedule. **Ladder** is what honest learners were paid by the course over its whole ladder.

mod acts;
mod cast;
mod farmers;
mod learners;
mod report;
mod season;
mod table;
mod terms;
#[cfg(test)]
mod tests;
mod verifiers;

use std::io::{self, Write};

pub use cast::Attack;
pub use report::{Row, Table};
pub use table::table;
pub use terms::Defence;

/// The arguments of `aluma sim farming`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Honest earners.
    pub people: usize,
    /// Fake accounts.
    pub fakes: usize,
    /// Seeds.
    pub seeds: u64,
    /// The first of them.
    pub seed: u64,
    /// Threads, one run at a time on each.
    pub threads: usize,
    /// The one attack to run; each of them where none is named.
    pub only: Option<String>,
    /// Whether to print JSON.
    pub json: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { people: 300, fakes: 1_000, seeds: 2, seed: 1, threads: 2, only: None, json: false }
    }
}

/// Runs `aluma sim farming` and returns the exit code: 0 also where a bar is missed, which the table says;
/// 2 for an attack that nobody knows.
///
/// # Errors
/// Where `out` cannot be written.
pub fn cli(options: &Options, out: &mut dyn Write) -> io::Result<u8> {
    let Some(table) = table(options) else {
        let names: Vec<&str> = Attack::ROWS.iter().map(|row| row.0).collect();
        writeln!(out, "no attack is called so; there are {}", names.join(", "))?;
        return Ok(2);
    };
    if options.json {
        writeln!(out, "{}", table.json())?;
    } else {
        write!(out, "{}", table.text())?;
    }
    Ok(0)
}
