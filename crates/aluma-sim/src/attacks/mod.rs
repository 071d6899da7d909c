//! `aluma sim attacks`: what coalitions gain, on the real ledger, beside other ways to measure what
//! people gave.
//!
//! **People** (`people`). Each member has a pace (finishing something in a wave of three and a half
//! days with a chance of 0.3 to 1), a skill (mean quality, N(70, 10)) and a size (hours, log-normal
//! about five); each item scatters about both. What somebody truly gave is the sum of hours times
//! what quality makes count. Teams of eight. Raters see quality with a bias of N(0, 9) and a noise of
//! 5 + |N(0, 8)| points, as in `bench ratings`, and hours with a factor of their own (10 %) and noise
//! (25 %); whoever claims is off by 10 %. Honest members claim all that they made, seal and open in
//! time what they are drawn for, and at the end of an epoch praise five whose work they used, three
//! of five times somebody of their team. One seed makes the same people and the same work whatever
//! anybody does.
//!
//! **The ledger** ([`stage`]). Claims, seals, openings, praise, appeals and withdrawals are transactions
//! through the one door of the core; panels, scores, epochs and points are what the core makes of them.
//! Members come into the founding season as on any ledger; everything begins when it is over.
//!
//! **Gain.** The coalition's share of all points as they weigh at the end (all accounts of its people
//! together), over the share of the same people of the same seed when they are honest.
//!
//! **Attacks** (`cast`), with the part of the members that is of the coalition:
//!
//! - `none`: everybody is honest.
//! - `self_praise` (10 %): praise themselves as well, in each wave.
//! - `sybil_farm_K` (one): works as honestly as ever, and runs K accounts beside it that praise their
//!   owner, claim what the owner made and junk of their own, and seal ratings of the owner's work. Its
//!   gain is what the accounts add to what the owner's own work brings: 0 is nothing.
//! - `admitted_farm_10` (one): the community was deceived and admitted ten of them. What the owner makes
//!   is spread over all eleven, who praise only each other and rate each other 100. Gain as above.
//! - `outside_ring` (10 % more): come after the founding season, give half of their time and claim all
//!   of it (or 1.15 times what they gave), praise only each other and rate each other 100.
//! - `reciprocal_trading` (20 %): pairs who praise only, and rate 100, each other.
//! - `insider_ring_P` (P %): claim more hours (below), praise only each other, rate each other 100 and
//!   as claimed.
//! - `stealth_ring_20` (20 %): the same, with the praise of honest people.
//! - `lazy_reviewers` (20 %): say 75 and as claimed of everything.
//! - `random_reviewers` (20 %): say anything.
//! - `hoarding` (10 %): hand in near the end what they made all along.
//! - `whitewashing` (10 %): claim junk for half of the time, then come again under another account.
//! - `payer_worker_collusion` (10 %): one of two claims more hours for what the other pays, the other
//!   praises them, and rates them 100 where drawn. No money moves here: the payer is no party.
//! - `bad_mouthing` (20 %): say 5 and a tenth of the hours of everybody else's work.
//! - `slow_infiltration` (20 %): are honest for half of the time, then an insider ring.
//! - `splitting` (5 %): spread what they make over four accounts.
//! - `panel_shopping` (10 %): withdraw, claim again, and appeal wherever a score is below what it
//!   should be.
//! - `commit_copying` (10 %): seal what another reviewer sealed.
//!
//! Whoever claims more does so in two ways, 1.15 times and 1.5 times what there was, and a row tells
//! the way that brings more: rules that punish much would else only be met by whoever overdoes it.
//!
//! Beside the table: what honest pairs lose who praise each other, what whoever claims more hours gains
//! without any ring, and at which pairs the ledger's sensor for stealth rings points
//! (`aluma_core::review::rules::regard`): of those who judged each other, honest and of the ring.
//!
//! **Beside** (`baselines`) the same events are scored by a plain average of reviewers whom authors
//! choose, by a gift circle, and by PageRank and EigenTrust over praise.

mod baselines;
mod cast;
mod course;
mod figures;
mod people;
mod report;
pub mod stage;
mod table;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use cast::ROWS;
pub use people::Opinion;
pub use report::{Row, Table};
pub use table::table;

/// The arguments of `aluma sim attacks`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Members.
    pub members: usize,
    /// Epochs of 14 days.
    pub epochs: u64,
    /// Seeds.
    pub seeds: u64,
    /// The first of them.
    pub seed: u64,
    /// The one attack to run; each of them where none is named.
    pub only: Option<String>,
    /// Whether to print JSON.
    pub json: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { members: 300, epochs: 8, seeds: 20, seed: 1, only: None, json: false }
    }
}

/// Runs `aluma sim attacks` and returns the exit code: 0 also where a bar is missed, which the table
/// says; 2 for an attack that nobody knows.
///
/// # Errors
/// Where `out` cannot be written.
pub fn cli(options: &Options, out: &mut dyn Write) -> io::Result<u8> {
    let Some(table) = table(options) else {
        let names: Vec<&str> = ROWS.iter().map(|row| row.0).collect();
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
