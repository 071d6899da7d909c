//! What answers to a poll come to. Sums are kept as answers come, so that a result takes the same
//! time for five people and for a million.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{DaoId, List};

use crate::governance::types::{BEST_SCORE, MAX_OPTIONS, Marks, PollCount, PollKind, PollResult};

/// A poll that nobody answered yet.
pub(crate) fn empty(dao: DaoId, kind: PollKind, options: usize) -> PollCount {
    let pairs = if kind == PollKind::Ranked { options.saturating_mul(options) } else { 0 };
    // At most as many options as the lists take.
    PollCount {
        dao,
        answers: 0,
        counts: List::new(vec![0; options]).unwrap_or_default(),
        pairs: List::new(vec![0; pairs]).unwrap_or_default(),
    }
}

/// Whether marks fit a poll's kind.
///
/// # Errors
/// The word for what is wrong.
pub(crate) fn fits(kind: PollKind, options: usize, marks: &Marks) -> Result<(), &'static str> {
    let are_places = marks.iter().all(|place| usize::from(*place) < options);
    match kind {
        PollKind::Score if marks.len() != options => Err("one-score-each"),
        PollKind::Score if marks.iter().any(|score| *score > BEST_SCORE) => Err("score-above-ten"),
        PollKind::Score => Ok(()),
        _ if !are_places => Err("no-such-option"),
        PollKind::Single if marks.len() != 1 => Err("one-option"),
        PollKind::Single => Ok(()),
        PollKind::Multiple if !marks.is_sorted_by(|a, b| a < b) => Err("ascending-once-each"),
        PollKind::Multiple => Ok(()),
        PollKind::Ranked => {
            let mut places = marks.to_vec();
            places.sort_unstable();
            places.dedup();
            let is_whole = places.len() == marks.len() && !places.is_empty();
            if is_whole { Ok(()) } else { Err("each-once") }
        }
    }
}

/// The sums after an answer took the place of an earlier one, or of none.
pub(crate) fn recount(
    kind: PollKind,
    count: &PollCount,
    before: Option<&Marks>,
    after: &Marks,
) -> PollCount {
    let mut next = count.clone();
    let mut counts = next.counts.to_vec();
    let mut pairs = next.pairs.to_vec();
    if let Some(before) = before {
        add(kind, before, (&mut counts, &mut pairs), u64::saturating_sub);
    } else {
        next.answers = next.answers.saturating_add(1);
    }
    add(kind, after, (&mut counts, &mut pairs), u64::saturating_add);
    next.counts = List::new(counts).unwrap_or_default();
    next.pairs = List::new(pairs).unwrap_or_default();
    next
}

/// Books one answer with `book`, which adds or takes away. A score is at most 10 and there are at
/// most 2^64 accounts in 2^64 ms of time: no sum is ever held back.
fn add(
    kind: PollKind,
    marks: &Marks,
    (counts, pairs): (&mut [u64], &mut [u64]),
    book: fn(u64, u64) -> u64,
) {
    match kind {
        PollKind::Single | PollKind::Multiple => {
            for place in marks.iter() {
                if let Some(count) = counts.get_mut(usize::from(*place)) {
                    *count = book(*count, 1);
                }
            }
        }
        PollKind::Score => {
            for (count, score) in counts.iter_mut().zip(marks.iter()) {
                *count = book(*count, u64::from(*score));
            }
        }
        PollKind::Ranked => {
            let options = counts.len();
            for (better, worse) in preferences(marks, options) {
                let cell = better.saturating_mul(options).saturating_add(worse);
                if let Some(pair) = pairs.get_mut(cell) {
                    *pair = book(*pair, 1);
                }
            }
        }
    }
}

/// Which option a ranking prefers to which; options it leaves out come after all it names.
fn preferences(marks: &Marks, options: usize) -> Vec<(usize, usize)> {
    let ranked: Vec<usize> = marks.iter().map(|place| usize::from(*place)).collect();
    let mut pairs = Vec::new();
    for (at, better) in ranked.iter().enumerate() {
        for worse in 0..options {
            let is_above = ranked.iter().take(at.saturating_add(1)).any(|above| *above == worse);
            if !is_above {
                pairs.push((*better, worse));
            }
        }
    }
    pairs
}

/// What a poll came to: the options with the most votes or the highest sum; of a ranking those that
/// beat the most others one against one.
pub(crate) fn result(kind: PollKind, count: &PollCount) -> PollResult {
    let counts: Vec<u64> = match kind {
        PollKind::Ranked => wins(&count.pairs, count.counts.len()),
        _ => count.counts.to_vec(),
    };
    let most = counts.iter().copied().max().unwrap_or(0);
    let mut first: List<u8, MAX_OPTIONS> = List::default();
    for (place, of) in (0u8..).zip(&counts) {
        if most > 0 && *of == most {
            first.push(place);
        }
    }
    PollResult { first, answers: count.answers, counts: List::new(counts).unwrap_or_default() }
}

fn wins(pairs: &[u64], options: usize) -> Vec<u64> {
    let prefer = |a: usize, b: usize| {
        let cell = a.saturating_mul(options).saturating_add(b);
        pairs.get(cell).copied().unwrap_or(0)
    };
    let beaten = |a: usize| (0..options).filter(|b| prefer(a, *b) > prefer(*b, a)).count() as u64;
    (0..options).map(beaten).collect()
}
