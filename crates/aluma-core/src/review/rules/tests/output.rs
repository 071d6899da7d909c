use aluma_types::{AccountId, List, Span, Timestamp};

use crate::review::rules::output::{is_free, part_of, sum_of_parts, whole_of};
use crate::review::types::{AuthorPart, Status};

#[test]
fn parts_round_down_and_wholes_are_the_largest_that_fit() {
    //  size, part, of all -> part of it
    for (size, part, all, is) in [(10, 1, 3, 3), (10, 3, 3, 10), (0, 1, 1, 0), (2, 1, 3, 0)] {
        assert_eq!(part_of(Span(size), part, all), Span(is), "{size} {part} {all}");
    }
    assert_eq!(part_of(Span(5), 1, 0), Span(0), "nobody made it");
    for (most, part, all) in [(10u64, 1u32, 3u64), (7, 2, 5), (0, 1, 2)] {
        let whole = whole_of(Span(most), part, all);
        assert!(part_of(whole, part, all).0 <= most);
        assert!(part_of(Span(whole.0 + all), part, all).0 > most, "{most} {part} {all}");
    }
    let part = |account, part| AuthorPart { account: AccountId(account), part };
    let authors = List::new(alloc::vec![part(1, u32::MAX), part(2, 2)]).unwrap();
    assert_eq!(sum_of_parts(&authors), u64::from(u32::MAX) + 2);
}

#[test]
fn what_was_found_worth_nothing_is_free_once_nobody_appealed_in_time() {
    let (at, appeal) = (Timestamp(1_000), Span(500));
    let judged = |micro| Status::Judged {
        at,
        quality: 0,
        size: Span(0),
        micro,
        disputed: false,
        among_friends: false,
    };
    let free = |status, now| is_free(status, Timestamp(now), appeal);
    assert!(!free(judged(0), 1_500), "the last moment of an appeal");
    assert!(free(judged(0), 1_501));
    assert!(!free(judged(1), u64::MAX), "it brought something");
    assert!(!free(Status::Judging, u64::MAX));
    assert!(free(Status::Withdrawn, 0) && free(Status::Unreviewed { at }, 0));
}
