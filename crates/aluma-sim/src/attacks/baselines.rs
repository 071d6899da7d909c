//! What the same events come to by other means: a plain average by reviewers whom authors choose, a
//! gift circle, PageRank and EigenTrust over praise.
//!
//! Nobody's rules keep accounts out here that run by themselves, so a farm's accounts are nodes like
//! others, and what they get is their owner's.

use std::collections::BTreeMap;

use aluma_types::AccountId;

use super::cast::{Attack, Cast, Made};
use super::course::Given;
use super::people::{Opinion, worth};

/// Reviewers of one item.
const REVIEWERS: usize = 5;
/// How much of a node's rank follows its praise (Page, Brin, Motwani, Winograd 1999).
const FOLLOWS: f64 = 0.85;
/// Rounds of a power iteration: far beyond where ranks move.
const ROUNDS: usize = 60;
/// How much of trust comes back to whom it begins with (Kamvar, Schlosser, Garcia-Molina 2003).
const BEGINS: f64 = 0.15;

/// A score of each person.
pub(super) type Scores = Vec<f64>;

/// Points by quality and size as reviewers find them whom the author chose: those of their team first;
/// a coalition its own, and a farm its accounts.
pub(super) fn plain_average(cast: &Cast, made: &[Made]) -> Scores {
    let mut scores = vec![0.0; cast.people.all.len()];
    for made in made {
        let found = found(cast, made);
        let count = found.len().max(1) as f64;
        let quality = found.iter().map(|one| f64::from(one.quality)).sum::<f64>() / count;
        let hours = found.iter().map(|one| one.hours).sum::<f64>() / count;
        scores[made.maker] += hours.min(made.claimed) * worth(quality);
    }
    scores
}

fn found(cast: &Cast, made: &Made) -> Vec<Opinion> {
    let maker = made.maker;
    if matches!(cast.attack, Attack::Sybils(_)) && cast.ring[maker] {
        return vec![Opinion::of(100.0, made.claimed); REVIEWERS];
    }
    let everybody = 0..cast.people.all.len();
    let near = |who: &usize| cast.people.all[*who].team == cast.people.all[maker].team;
    let own = |who: &usize| {
        cast.ring[maker] && cast.ring[*who] && cast.attack != cast.attack.honest()
            || cast.partner[maker] == Some(*who)
    };
    let rank = |who: &usize| {
        let turn = (who + made.wave as usize * 7) % cast.people.all.len();
        (!own(who), !near(who), turn)
    };
    let mut all: Vec<usize> = everybody.filter(|who| *who != maker).collect();
    all.sort_by_key(rank);
    all.iter().take(REVIEWERS).map(|who| cast.opinion(*who, made)).collect()
}

/// Everybody gives a hundred tokens in each epoch, as they praise (Coordinape). Nobody gives to
/// themselves.
pub(super) fn gift_circle(cast: &Cast, given: &[Given]) -> Scores {
    let mut by: BTreeMap<(u64, AccountId), Vec<(AccountId, f64)>> = BTreeMap::new();
    for one in given.iter().filter(|one| one.from != one.to) {
        by.entry((one.epoch, one.from)).or_default().push((one.to, one.points as f64));
    }
    let mut scores = vec![0.0; cast.people.all.len()];
    for gifts in by.values() {
        let sum: f64 = gifts.iter().map(|(_, points)| points).sum();
        for (to, points) in gifts {
            scores[cast.owner[to]] += 100.0 * points / sum;
        }
    }
    scores
}

/// The graph of praise: nodes are accounts, a farm's among them.
struct Graph {
    /// Whose each node is.
    owner: Vec<usize>,
    /// Links of each, with the parts of what they give.
    links: Vec<Vec<(usize, f64)>>,
}

impl Graph {
    fn new(cast: &Cast, given: &[Given]) -> Self {
        let farmer = cast.ring.iter().position(|ring| *ring).unwrap_or(0);
        let mut nodes: BTreeMap<AccountId, usize> = BTreeMap::new();
        let mut owner = Vec::new();
        let accounts = cast.owner.iter().map(|(account, who)| (*account, *who));
        for (account, who) in accounts.chain(cast.sybils.iter().map(|one| (*one, farmer))) {
            nodes.insert(account, owner.len());
            owner.push(who);
        }
        let mut weights: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); owner.len()];
        for one in given.iter().filter(|one| one.from != one.to) {
            *weights[nodes[&one.from]].entry(nodes[&one.to]).or_default() += one.points as f64;
        }
        let parts = |row: BTreeMap<usize, f64>| {
            let sum: f64 = row.values().sum();
            row.into_iter().map(|(to, weight)| (to, weight / sum)).collect()
        };
        Self { owner, links: weights.into_iter().map(parts).collect() }
    }

    /// What nodes come to who follow links with a part of theirs, all else going where it begins.
    fn ranks(&self, begins: &[f64], follows: f64) -> Vec<f64> {
        let mut ranks = begins.to_vec();
        for _ in 0..ROUNDS {
            let mut next = vec![0.0; ranks.len()];
            let mut back = 0.0;
            for (rank, links) in ranks.iter().zip(&self.links) {
                let passed = if links.is_empty() { 0.0 } else { rank * follows };
                back += rank - passed;
                links.iter().for_each(|(to, part)| next[*to] += passed * part);
            }
            next.iter_mut().zip(begins).for_each(|(next, begins)| *next += back * begins);
            ranks = next;
        }
        ranks
    }

    fn scores(&self, people: usize, ranks: &[f64]) -> Scores {
        let mut scores = vec![0.0; people];
        self.owner.iter().zip(ranks).for_each(|(who, rank)| scores[*who] += rank);
        scores
    }
}

/// Ranks by praise, beginning anywhere.
pub(super) fn pagerank(cast: &Cast, given: &[Given]) -> Scores {
    let graph = Graph::new(cast, given);
    let even = vec![1.0 / graph.owner.len() as f64; graph.owner.len()];
    graph.scores(cast.people.all.len(), &graph.ranks(&even, FOLLOWS))
}

/// Ranks by praise, beginning with founders of no coalition: its best case.
pub(super) fn eigentrust(cast: &Cast, given: &[Given]) -> Scores {
    let graph = Graph::new(cast, given);
    let part = 1.0 / cast.trusted.len().max(1) as f64;
    let main: Vec<AccountId> =
        cast.trusted.iter().filter_map(|who| cast.accounts[*who].first()).copied().collect();
    let accounts = cast.owner.keys().chain(&cast.sybils);
    let begins = accounts.map(|account| if main.contains(account) { part } else { 0.0 });
    let begins: Vec<f64> = begins.collect();
    graph.scores(cast.people.all.len(), &graph.ranks(&begins, 1.0 - BEGINS))
}
