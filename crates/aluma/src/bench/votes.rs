//! `bench votes`: signed votes from end to end (admission, order, execution, commit with root and
//! fsync, receipt), against the verify stage of the same pipeline run alone on the same inputs,
//! batches and threads. The two take turns in one run, A B A, so that a machine whose speed drifts
//! moves both.
//!
//! `ground` makes the ledgers and signs the votes, `race` runs them, `blocks` measures blocks of
//! ten thousand, the index and a restart, `peer` reads what another system did.

mod blocks;
pub(in crate::bench) mod ground;
mod peer;
mod race;

use aluma_types::Scheme;
use serde_json::{Value as Json, json};

use crate::options::Options;
use crate::outcome::{Failure, note, say};
use ground::Ground;

/// Fewer members could not cast as many votes as are measured.
pub const LEAST_ACCOUNTS: u64 = 5_000;

/// Votes of one turn.
const TURN: usize = 100_000;
/// Turns that count; one more comes first and does not.
const TURNS: usize = 5;
/// Votes of a large block.
const BLOCK: usize = 10_000;
/// Large blocks.
const BLOCKS: usize = 9;

/// `bench votes --accounts N`
///
/// # Errors
/// Where a ledger cannot be made, or refuses a vote.
pub fn run(options: &Options<'_>) -> Result<(), Failure> {
    let accounts = options.leaf().get_one::<u64>("accounts").copied().unwrap_or(100_000);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut schemes = Vec::new();
    let mut large = None;
    let only = options.leaf().get_one::<String>("scheme").and_then(|name| Scheme::from_name(name));
    let all = [Scheme::Wallet, Scheme::Passkey, Scheme::Ed25519];
    for scheme in all.into_iter().filter(|scheme| only.is_none_or(|only| only == *scheme)) {
        let blocks = if scheme == Scheme::Ed25519 { BLOCKS } else { 0 };
        let votes = TURN * (TURNS + 1) + BLOCK * blocks;
        let ground = Ground::new(options.given_data(), scheme, (accounts, threads))?;
        let sizes = ground.sizes();
        let mut votes = ground.sign(votes)?;
        let race = race::run(&ground, &mut votes)?;
        note("bench", &format!("{}: {:.3} of the limit", scheme.name(), race.ratio()));
        schemes.push((scheme, race));
        if blocks > 0 {
            large = Some((blocks::run(ground, &mut votes)?, sizes));
        }
    }
    let peer = peer::read(options.leaf().get_one("peer"));
    // Without Ed25519 there are no large blocks.
    let large = large.as_ref();
    let told = json!({
        "accounts": accounts,
        "verify_threads": threads,
        "schemes": schemes.iter().map(|(scheme, race)| race.json(*scheme)).collect::<Vec<_>>(),
        "block_10k_ms_p50": large.map(|(large, _)| large.block_ms.median()),
        "block_10k_ms_max": large.map(|(large, _)| large.block_ms.most()),
        "restart_s": large.map(|(large, _)| rounded(large.restart.as_secs_f64(), 1_000.0)),
        "bytes_per_account": large.map(|(_, sizes)| sizes.per_account),
        "bytes_per_ballot": large.map(|(large, _)| large.bytes_per_ballot),
        "index_lag_ms": large.map(|(large, _)| large.index_ms.median()),
        "peer_votes_per_s": peer.as_ref().map_or(Json::Null, |peer| json!(peer.votes_per_s)),
        "peer": peer.as_ref().map_or_else(|why| json!(why), |peer| json!(peer.what)),
    });
    if options.json() {
        say(&told.to_string());
    } else {
        tell(&told, &schemes);
    }
    Ok(())
}

/// The same for a person.
fn tell(told: &Json, schemes: &[(Scheme, race::Race)]) {
    for (scheme, race) in schemes {
        say(&format!(
            "{}: {} votes/s from end to end, {} signatures/s alone: {:.2} of the limit",
            scheme.name(),
            race.votes_per_s(),
            race.limit_per_s(),
            race.ratio()
        ));
    }
    let figure = |name: &str| told.get(name).map(ToString::to_string).unwrap_or_default();
    say(&format!(
        "blocks of 10,000 votes: {} ms, at most {} ms; index {} ms behind; restart {} s",
        figure("block_10k_ms_p50"),
        figure("block_10k_ms_max"),
        figure("index_lag_ms"),
        figure("restart_s")
    ));
    say(&format!(
        "state: {} bytes an account, {} bytes a ballot",
        figure("bytes_per_account"),
        figure("bytes_per_ballot")
    ));
    say(&format!("peer: {} votes/s ({})", figure("peer_votes_per_s"), figure("peer")));
}

/// Several measurements of one thing, in ms.
#[derive(Clone, Debug, Default)]
struct Series(Vec<f64>);

impl Series {
    fn note(&mut self, took: std::time::Duration) {
        self.0.push(took.as_secs_f64() * 1_000.0);
        self.0.sort_by(f64::total_cmp);
    }

    fn median(&self) -> f64 {
        rounded(self.0.get(self.0.len() / 2).copied().unwrap_or_default(), 10.0)
    }

    fn most(&self) -> f64 {
        rounded(self.0.last().copied().unwrap_or_default(), 10.0)
    }
}

fn rounded(figure: f64, parts: f64) -> f64 {
    (figure * parts).round() / parts
}

fn broken(what: impl std::fmt::Display) -> Failure {
    Failure::refused(format!("the crowd cannot vote: {what}"))
}
