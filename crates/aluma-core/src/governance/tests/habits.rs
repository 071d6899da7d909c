//! What the ledger remembers of votes whose ballots are archived.

use aluma_types::{List, Timestamp};

use crate::governance::rules::habits::newest_of;
use crate::governance::types::VOTES_KEPT;

#[test]
fn the_newest_votes_are_kept_and_the_one_that_came_first_makes_room() {
    let mut kept = List::default();
    for opened in 1..=VOTES_KEPT as u64 {
        kept = newest_of(kept, Timestamp(opened));
    }
    assert_eq!(kept.len(), VOTES_KEPT);
    assert_eq!(kept.first(), Some(&Timestamp(1)));
    let kept = newest_of(kept, Timestamp(99));
    assert_eq!(kept.len(), VOTES_KEPT);
    assert_eq!(kept.first(), Some(&Timestamp(2)));
    assert_eq!(kept.last(), Some(&Timestamp(99)));
}
