//! The scenario language: what people do, line by line, and under each line what came of it.
//!
//! ```text
//! === One yes of five is no quorum        a new ledger; the rest of the line is its title
//! # why this matters                      a remark
//! living                                  its clock is not moved by hand: the allowance is the usual one
//! without recusal                         the ledger with one rule taken out, see `unruled`
//! people m0..m4 payee                     accounts
//! m0: found handle=circle                 somebody acts: any action, by the names of its fields
//! admit m1..m4                            members, beside any action
//! new m5: join secret=word handle=m5      a key without an account acts, and is called so
//! m0 m1: vote choice=for                  several act, one after the other
//! m0 with m1 m2: found handle=circle      several sign one act together
//! m0 by phone: vote choice=for            somebody acts by the key of a word that was given before
//! m1: seal-review evidence=1 quality=80 size=3h salt=7    the seal of what it hides
//! m1: seal-bid sale=1 units=10 price=5 salt=7 deposit="50 EUR"        the same of a bid in one step, which
//!                                                                     opens so too; in several: `steps=[..]`
//! points ana 12.5 domain=1 evidence=7 skill=3 from=[ben,cleo]   accepted work brings points
//! slash ana 5 domain=1                    points are taken; `restore 1` gives back what a penalty took
//! weighs ana 1                            what somebody's points weigh in a domain, or in all
//! dao: amend changes={tip.period:1h}      the community acts, as by a proposal that passed
//! m0: raw number=999 body=00ff            bytes that no definition wrote
//! times 20 m0: found handle=d#             the same several times, with its number for each #
//! advance 2d                              time passes and what is due runs
//! at deadline+1ms                         the next act is stamped then; what is due before has run
//! at opened+3d                            since voting began; `at 5d` is since the ledger began
//! show tally                              a view, as a stranger sees it
//! m1 sees weight account=@m1 | weight     or somebody, and only some fields of it
//! events governance                       what happened since the last time
//! ```
//!
//! Fields are JSON whose quotes may be left out. What is left out is filled in: the last community,
//! proposal or poll, no for a flag, nothing for a list, any text for a text.
//! `changes={name:value}`, `to=@ann`, `secret=word` and `seal=text` are short forms. A line that ends in `\`
//! goes on.
//!
//! What a step comes to stands under it, indented, and is never written by hand: see [`play`].

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

mod line;
mod merit;
mod print;
mod seals;
mod stage;
#[cfg(test)]
mod tests;
mod words;

use stage::Stage;

/// A scenario that was played.
#[derive(Debug)]
pub struct Played {
    /// Its text, with what came of each step under it.
    pub text: String,
    /// Names of the refusals that it provoked.
    pub refusals: BTreeSet<&'static str>,
    /// Steps that could not be read.
    pub mistakes: Vec<String>,
}

/// Plays the steps of a text and writes under each what it came to, in place of what stood there.
///
/// # Panics
/// Where a transaction faults or a law of the ledger breaks.
pub fn play(text: &str) -> Played {
    let mut played =
        Played { text: String::new(), refusals: BTreeSet::new(), mistakes: Vec::new() };
    let mut stage = Stage::default();
    let mut step = String::new();
    for line in text.lines().filter(|line| !line.starts_with("    ")) {
        played.text.push_str(line);
        played.text.push('\n');
        if step.is_empty() && (line.is_empty() || line.starts_with('#')) {
            continue;
        }
        if let Some(part) = line.strip_suffix('\\') {
            step.push_str(part);
            continue;
        }
        step.push_str(line);
        let told = stage.step(step.trim()).unwrap_or_else(|mistake| {
            played.mistakes.push(format!("{step}: {mistake}"));
            alloc::vec![format!("?? {mistake}")]
        });
        for line in told {
            played.text.push_str("    ");
            played.text.push_str(&line);
            played.text.push('\n');
        }
        step.clear();
    }
    played.refusals = stage.refusals;
    played
}
