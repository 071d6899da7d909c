use aluma_types::{Span, Timestamp};

use crate::discussion::Refusal;
use crate::discussion::rules::quotas::{book, day};
use crate::discussion::types::Spoken;

const DAY: u64 = Span::days(1).0;

#[test]
fn a_day_ends_at_midnight_in_utc() {
    for (now, expected) in
        [(0, 0), (DAY - 1, 0), (DAY, 1), (DAY + 1, 1), (u64::MAX, u64::MAX / DAY)]
    {
        assert_eq!(day(Timestamp(now)), expected, "{now}");
    }
}

#[test]
fn so_many_posts_and_mentions_are_booked_and_not_one_more() {
    let now = Timestamp(5 * DAY + 7);
    let from = Timestamp(6 * DAY);
    let spoken = |posts, mentions| Some(Spoken { day: 5, posts, mentions });
    let said = Err(Refusal::SaidEnough { limit: 3, from });
    let mentioned = Err(Refusal::MentionedEnough { limit: 4, from });
    //  before, new mentions, what is booked
    for (before, mentions, expected) in [
        (None, 0, Ok((1, 0))),
        (None, 4, Ok((1, 4))),
        (None, 5, mentioned),
        (spoken(2, 0), 0, Ok((3, 0))),
        (spoken(3, 0), 0, said),
        (spoken(2, 4), 0, Ok((3, 4))),
        (spoken(2, 3), 1, Ok((3, 4))),
        (spoken(2, 4), 1, mentioned),
        // What is told first is what one cannot help by leaving mentions out.
        (spoken(3, 4), 1, said),
        // A limit that was lowered takes nothing back.
        (spoken(1, 9), 0, Ok((2, 9))),
        (Some(Spoken { day: 4, posts: 3, mentions: 4 }), 4, Ok((1, 4))),
    ] {
        let booked = book(before, mentions, (3, 4), now);
        let booked = booked.map(|spoken| {
            assert_eq!(spoken.day, 5);
            (spoken.posts, spoken.mentions)
        });
        assert_eq!(booked, expected, "{before:?} and {mentions}");
    }
}
