//! What became of recent transactions, for whoever asks or waits.

use std::collections::VecDeque;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Instant;

use aluma_core::kernel::receipt::Receipt;
use aluma_core::kernel::refusal::Refused;
use aluma_types::admission::Inadmissible;
use aluma_types::{Hash32, Span, Timestamp};

use crate::hashing::ById;

/// How long an outcome is remembered: as long as the longest ordinary transaction may be sent again.
const REMEMBER: Span = Span::hours(24);

/// What became of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in a block; the reason in full where it was refused.
    Included(Receipt, Option<Refused>),
    /// It got no place after all: another transaction took its nonce, or its time ran out.
    Dropped(Inadmissible),
}

/// What became of the transactions that one block decided.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The block's time.
    pub(crate) at: Timestamp,
    /// In the order of the block; shared with whoever hears of it.
    pub(crate) receipts: Arc<Vec<Receipt>>,
    /// Reasons in full, in the order of their receipts.
    pub(crate) refusals: Vec<(u32, Refused)>,
    /// Those that got no place.
    pub(crate) dropped: Vec<(Hash32, Inadmissible)>,
}

impl Told {
    fn outcome(&self, place: Place) -> Option<Outcome> {
        let at = usize::try_from(place.index).ok()?;
        if place.dropped {
            return self.dropped.get(at).map(|(_, why)| Outcome::Dropped(*why));
        }
        let receipt = self.receipts.get(at)?.clone();
        let reason = self.refusals.binary_search_by_key(&receipt.index, |(index, _)| *index).ok();
        let reason = reason.and_then(|at| self.refusals.get(at));
        Some(Outcome::Included(receipt, reason.map(|(_, why)| why.clone())))
    }

    /// Every id with the place of its outcome.
    fn places(&self, block: u64) -> impl Iterator<Item = (Hash32, Place)> {
        let place = move |dropped| move |index| Place { block, index, dropped };
        let included = self.receipts.iter().map(|receipt| receipt.id);
        let dropped = self.dropped.iter().map(|(id, _)| *id);
        let included = included.zip((0..).map(place(false)));
        included.chain(dropped.zip((0..).map(place(true))))
    }
}

/// Where an outcome lies: small, since a busy day has many and the map of them moves as it grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    /// Which of all that were told, from 0.
    block: u64,
    index: u32,
    dropped: bool,
}

/// What became of recent transactions.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    recent: Mutex<Recent>,
    told: Condvar,
}

#[derive(Debug, Default)]
struct Recent {
    by_id: ById<Hash32, Place>,
    blocks: VecDeque<Told>,
    /// How many blocks were forgotten.
    forgotten: u64,
}

impl Recent {
    fn outcome(&self, id: &Hash32) -> Option<Outcome> {
        let place = *self.by_id.get(id)?;
        let at = usize::try_from(place.block.checked_sub(self.forgotten)?).ok()?;
        self.blocks.get(at)?.outcome(place)
    }

    fn tell(&mut self, told: Told) {
        let block = self.forgotten + self.blocks.len() as u64;
        for (id, place) in told.places(block) {
            match self.by_id.entry(id) {
                Entry::Vacant(free) => {
                    free.insert(place);
                }
                // What is in a block stays there, whatever becomes of the same bytes handed in again.
                Entry::Occupied(mut known) if known.get().dropped => {
                    known.insert(place);
                }
                Entry::Occupied(_) => {}
            }
        }
        self.blocks.push_back(told);
    }

    fn forget_before(&mut self, now: Timestamp) {
        while self.blocks.front().is_some_and(|told| told.at.after(REMEMBER) < now) {
            let Some(told) = self.blocks.pop_front() else { break };
            for (id, place) in told.places(self.forgotten) {
                // What was told of it since stays.
                if self.by_id.get(&id) == Some(&place) {
                    self.by_id.remove(&id);
                }
            }
            self.forgotten += 1;
        }
    }
}

impl Answers {
    /// Whether a transaction's fate is decided and remembered.
    pub(crate) fn is_known(&self, id: &Hash32) -> bool {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.by_id.get(id).is_some_and(|place| !place.dropped)
    }

    pub(crate) fn get(&self, id: &Hash32) -> Option<Outcome> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner).outcome(id)
    }

    pub(crate) fn wait(&self, id: &Hash32, until: Instant) -> Option<Outcome> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(outcome) = recent.outcome(id) {
                return Some(outcome);
            }
            let left = until.checked_duration_since(Instant::now())?;
            recent = self.told.wait_timeout(recent, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Remembers what a block decided, and forgets what is older than a day at its time.
    pub(crate) fn tell(&self, told: Told) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let now = told.at;
        recent.tell(told);
        recent.forget_before(now);
        drop(recent);
        self.told.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use aluma_core::kernel::origin::Origin;
    use aluma_core::kernel::receipt::Status;
    use aluma_types::PublicKey;

    use super::*;

    fn id(of: u8) -> Hash32 {
        Hash32([of; 32])
    }

    fn dropped(at: Timestamp, ids: &[u8]) -> Told {
        let dropped = ids.iter().map(|one| (id(*one), Inadmissible::Busy)).collect();
        Told { at, dropped, ..Told::default() }
    }

    #[test]
    fn an_outcome_is_remembered_for_a_day_and_the_last_word_counts() {
        let answers = Answers::default();
        let start = Timestamp(1_000_000);
        let told = Some(Outcome::Dropped(Inadmissible::Busy));
        answers.tell(dropped(start, &[1, 2]));
        answers.tell(dropped(start.after(Span::hours(1)), &[2, 3]));
        assert!(!answers.is_known(&id(1)), "what was dropped may be sent again");
        for (later, remembered) in [
            (Span::hours(24), [true, true, true]),
            (Span(Span::hours(24).0 + 1), [false, true, true]),
            (Span::hours(25), [false, true, true]),
            (Span(Span::hours(25).0 + 1), [false, false, false]),
        ] {
            answers.tell(dropped(start.after(later), &[]));
            let found = [1, 2, 3].map(|one| answers.get(&id(one)) == told);
            assert_eq!(found, remembered, "after {later:?}");
        }
        assert_eq!(answers.get(&id(9)), None);
    }

    #[test]
    fn what_is_in_a_block_stays_there_and_its_reason_is_told_with_it() {
        let receipt = |of: u8, index: u32| Receipt {
            id: id(of),
            height: 1,
            index,
            time: Timestamp(5),
            origin: Origin::Newcomer { key: PublicKey::Ed25519([1; 32]) },
            kind: 1,
            status: Status::Refused { code: 7 },
            charge: 0,
            made: None,
        };
        let why = |code: u16| Refused { code, name: "no", data: Vec::new() };
        let told = |dropped: Vec<(Hash32, Inadmissible)>| Told {
            at: Timestamp(5),
            receipts: Arc::new(vec![receipt(1, 0), receipt(2, 1), receipt(3, 2)]),
            refusals: vec![(0, why(7)), (2, why(9))],
            dropped,
        };
        let answers = Answers::default();
        // Dropped before, and handed in again: the block counts, and so it does the other way round.
        answers.tell(dropped(Timestamp(4), &[3]));
        answers.tell(told(vec![(id(4), Inadmissible::Busy)]));
        answers.tell(dropped(Timestamp(6), &[1, 2]));
        for (of, index, reason) in [(1, 0, Some(why(7))), (2, 1, None), (3, 2, Some(why(9)))] {
            let outcome = Outcome::Included(receipt(of, index), reason);
            assert_eq!(answers.get(&id(of)), Some(outcome));
            assert!(answers.is_known(&id(of)));
        }
        assert_eq!(answers.get(&id(4)), Some(Outcome::Dropped(Inadmissible::Busy)));
    }
}
