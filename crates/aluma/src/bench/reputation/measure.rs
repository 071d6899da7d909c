//! One community: what it gave before, and what its acts and due tasks cost.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use aluma_core::review::Fact;
use aluma_core::review::types::Kind;
use aluma_core::testing::crowd::Crowd;
use aluma_sim::attacks::Opinion;
use aluma_sim::attacks::stage::{Asked, Became, Stage, facts};
use aluma_types::{AccountId, Span, Timestamp, Transaction, sha256};
use serde_json::{Value as Json, json};

/// Fewest members that are measured beside the community that was asked for.
pub(super) const LEAST: u64 = 1_000;
/// Items that are judged, at most one of a member.
const ITEMS: usize = 2_000;
/// Others whom everybody praises.
const PRAISED: u64 = 3;
/// Rounds of a full computation of ranks.
const ROUNDS: usize = 50;
/// Numbers put into a sorted map.
const INSERTS: u64 = 1_000_000;
/// When everything is measured: the founding season is over.
const BEGINS: Span = Span::days(16);
/// Until an epoch is closed and candidates weighed.
const CLOSED: Span = Span::days(15);

/// Figures of one community.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    figures: Vec<(&'static str, f64)>,
}

impl Measured {
    /// A figure by its name; 0 where there is none.
    pub(super) fn figure(&self, name: &str) -> f64 {
        self.figures.iter().find(|(known, _)| *known == name).map_or(0.0, |(_, figure)| *figure)
    }

    /// All of them.
    pub(super) fn json(&self) -> Json {
        let pairs = self.figures.iter();
        Json::Object(pairs.map(|(name, figure)| ((*name).to_owned(), json!(figure))).collect())
    }

    /// Some, for a table.
    pub(super) fn line(&self) -> String {
        let of = |name| self.figure(name);
        format!(
            "{:>10} {:>12} {:>8} {:>8} {:>8} {:>8} {:>8} {:>10} {:>10} {:>10} {:>10}",
            of("members"),
            of("contributions"),
            of("claim_us"),
            of("seal_us"),
            of("reveal_us"),
            of("item_us"),
            of("draw_us"),
            of("slice_ms_max"),
            of("full_ranks_ms"),
            (of("memory_bytes") / 1e6).round(),
            (of("row_bytes") / 1e6).round(),
        )
    }

    fn note(&mut self, name: &'static str, figure: f64) {
        self.figures.push((name, (figure * 100.0).round() / 100.0));
    }
}

fn micros(took: Duration, count: usize) -> f64 {
    took.as_secs_f64() * 1e6 / count.max(1) as f64
}

/// Measures a community of so many members and contributions.
///
/// # Errors
/// What cannot be made, in words.
pub(super) fn measure((members, contributions): (u64, u64)) -> Result<Measured, &'static str> {
    let mut measured = Measured { figures: Vec::new() };
    let clock = Instant::now();
    let mut crowd = Crowd::new(members, 0)?;
    crowd.now = crowd.now.after(BEGINS);
    crowd.gave(contributions)?;
    crowd.weighed()?;
    let mut stage = Stage::of(crowd);
    measured.note("members", members as f64);
    measured.note("contributions", contributions as f64);
    measured.note("prepared_s", clock.elapsed().as_secs_f64());
    judge(&mut stage, &mut measured)?;
    close(&mut stage, &mut measured)?;
    let mut bytes = 0u64;
    for table in stage.state().tables() {
        table.each(&mut |key, value| bytes += (key.len() + value.len()) as u64);
    }
    measured.note("row_bytes", bytes as f64);
    measured.note("memory_bytes", memory());
    Ok(measured)
}

/// A run of blocks that are timed.
struct Timed<'s> {
    stage: &'s mut Stage,
    facts: Vec<Fact>,
}

impl Timed<'_> {
    /// One block of acts; how long it took, its facts kept.
    fn block(&mut self, time: Timestamp, asked: &[Asked]) -> (Duration, Vec<Became>) {
        let transactions: Vec<Transaction> = self.stage.signed(time, asked);
        let clock = Instant::now();
        let (became, outcome) = self.stage.run(time, &transactions);
        let took = clock.elapsed();
        self.facts = facts(&outcome);
        (took, became)
    }

    /// The block after the last.
    fn soon(&mut self, asked: &[Asked]) -> (Duration, Vec<Became>) {
        self.block(self.stage.soon(), asked)
    }
}

/// What reviewer and claim agree on, more or less.
fn opinion(evidence: u64, account: AccountId) -> Opinion {
    Opinion::of(70.0 + ((evidence * 7 + account.0 * 3) % 13) as f64, 3.0 + (account.0 % 3) as f64)
}

/// Claims, draws, seals and openings, block by block.
fn judge(stage: &mut Stage, measured: &mut Measured) -> Result<(), &'static str> {
    let members = stage.members().to_vec();
    let items = ITEMS.min(members.len() / 4);
    let claimers = members.iter().step_by((members.len() / items.max(1)).max(1)).take(items);
    let claims: Vec<Asked> = (0u64..)
        .zip(claimers)
        .map(|(turn, who)| (*who, stage.claim(Kind::Contribution, 4.5, hash(turn))))
        .collect();
    let mut timed = Timed { stage, facts: Vec::new() };
    timed.soon(&[]);
    let (took, became) = timed.soon(&claims);
    if became.iter().any(|one| matches!(one, Became::Refused(_))) {
        return Err("a claim is refused");
    }
    measured.note("claim_us", micros(took, claims.len()));
    let mut panels: BTreeMap<u64, Vec<AccountId>> = BTreeMap::new();
    let (mut drawing, mut seats) = (Duration::ZERO, 0);
    for _ in 0..40 {
        let (took, _) = timed.soon(&[]);
        let mut drawn = 0;
        for fact in &timed.facts {
            if let Fact::PanelDrawn { evidence, reviewers, .. } = fact {
                panels.insert(*evidence, reviewers.to_vec());
                (drawn, seats) = (drawn + 1, seats + reviewers.len());
            }
        }
        drawing += if drawn > 0 { took } else { Duration::ZERO };
        if panels.len() >= claims.len() {
            break;
        }
    }
    measured.note("panels", panels.len() as f64);
    measured.note("seats", seats as f64 / panels.len().max(1) as f64);
    measured.note("draw_us", micros(drawing, panels.len()));
    rate(&mut timed, &panels, measured)
}

fn rate(
    timed: &mut Timed<'_>,
    panels: &BTreeMap<u64, Vec<AccountId>>,
    measured: &mut Measured,
) -> Result<(), &'static str> {
    let (mut seals, mut first, mut last) = (Vec::new(), Vec::new(), Vec::new());
    for (evidence, reviewers) in panels {
        for (place, who) in reviewers.iter().enumerate() {
            let rating = (*who, opinion(*evidence, *who));
            let sealed = timed.stage.sealed((*evidence, 0), rating);
            seals.push((*who, timed.stage.seal(*evidence, sealed)));
            let open = (*who, timed.stage.reveal(*evidence, rating));
            if place + 1 < reviewers.len() { first.push(open) } else { last.push(open) }
        }
    }
    let (took, _) = timed.soon(&seals);
    let seal = micros(took, seals.len());
    let (took, _) = timed.soon(&first);
    let reveal = micros(took, first.len());
    let (took, _) = timed.soon(&last);
    let close = micros(took, last.len());
    let judged = timed.facts.iter().filter(|fact| matches!(fact, Fact::ContributionJudged { .. }));
    let judged = judged.count();
    if judged * 10 < panels.len() * 9 {
        return Err("too few items were judged");
    }
    measured.note("judged", judged as f64);
    measured.note("seal_us", seal);
    measured.note("reveal_us", reveal);
    measured.note("last_reveal_and_close_us", close);
    measured.note("item_us", 4.0 * reveal + close);
    measured.note("item_with_seals_us", 5.0 * seal + 4.0 * reveal + close);
    Ok(())
}

/// An epoch's praise, its close in slices, and candidates weighed anew.
fn close(stage: &mut Stage, measured: &mut Measured) -> Result<(), &'static str> {
    stage.crowd.praised(PRAISED)?;
    let members = stage.members().len();
    measured.note("edges", members as f64 * PRAISED as f64);
    let end = stage.now().after(CLOSED);
    let mut timed = Timed { stage, facts: Vec::new() };
    let (mut longest, mut all, mut blocks) = (Duration::ZERO, Duration::ZERO, 0);
    while let Some(due) = timed.stage.next_due().filter(|due| *due <= end) {
        let time = due.max(timed.stage.soon());
        let (took, _) = timed.block(time, &[]);
        (longest, all, blocks) = (longest.max(took), all + took, blocks + 1);
    }
    measured.note("slice_ms_max", longest.as_secs_f64() * 1e3);
    measured.note("close_ms", all.as_secs_f64() * 1e3);
    measured.note("close_blocks", f64::from(blocks));
    measured.note("full_ranks_ms", ranks(members));
    Ok(())
}

/// Ranks over as many links computed anew, in ms: rows of a sparse matrix, fifty rounds.
fn ranks(members: usize) -> f64 {
    let links: Vec<u32> = (0..members as u64 * PRAISED)
        .map(|link| (link.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20) % members.max(1) as u64)
        .map(|to| u32::try_from(to).unwrap_or(0))
        .collect();
    let clock = Instant::now();
    let mut ranks = vec![1.0 / members.max(1) as f64; members];
    for _ in 0..ROUNDS {
        let mut next = vec![0.15 / members.max(1) as f64; members];
        for (rank, out) in ranks.iter().zip(links.chunks_exact(PRAISED as usize)) {
            let part = 0.85 * rank / PRAISED as f64;
            for to in out {
                if let Some(sum) = next.get_mut(*to as usize) {
                    *sum += part;
                }
            }
        }
        ranks = next;
    }
    std::hint::black_box(&ranks);
    (clock.elapsed().as_secs_f64() * 1e5).round() / 100.0
}

/// What one insert of a random number into a sorted map costs, in ns: the mean over a million.
pub(super) fn units() -> f64 {
    let clock = Instant::now();
    let mut map = BTreeMap::new();
    for turn in 0..INSERTS {
        map.insert(turn.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(31), turn);
    }
    std::hint::black_box(&map);
    (clock.elapsed().as_secs_f64() * 1e9 / INSERTS as f64).round()
}

/// The most that the process held so far, in bytes; 0 where the system does not say.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    number.unwrap_or(0.0) * 1024.0
}

fn hash(turn: u64) -> aluma_types::Hash32 {
    sha256(&[b"bench item", &turn.to_be_bytes()])
}
