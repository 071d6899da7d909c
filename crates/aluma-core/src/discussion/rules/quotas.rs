//! How much somebody may say in a day. The allowance holds how much an account does on the whole
//! ledger; this holds how much of it one community has to read.

use aluma_types::{Span, Timestamp};

use crate::discussion::Refusal;
use crate::discussion::types::Spoken;

const DAY: Span = Span::days(1);

/// The day of a moment, counted from 1970 in UTC.
pub const fn day(now: Timestamp) -> u64 {
    // A day is not nothing.
    match now.0.checked_div(DAY.0) {
        Some(day) => day,
        None => 0,
    }
}

/// What is booked once a post with so many new mentions is made.
///
/// # Errors
/// [`Refusal::SaidEnough`], [`Refusal::MentionedEnough`].
pub fn book(
    spoken: Option<Spoken>,
    mentions: usize,
    (most_posts, most_mentions): (u32, u32),
    now: Timestamp,
) -> Result<Spoken, Refusal> {
    let today = day(now);
    let before = spoken.filter(|spoken| spoken.day == today);
    let before = before.unwrap_or(Spoken { day: today, posts: 0, mentions: 0 });
    let from = Timestamp(today.saturating_add(1).saturating_mul(DAY.0));
    let more = u32::try_from(mentions).unwrap_or(u32::MAX);
    let (posts, mentions) = (before.posts.saturating_add(1), before.mentions.saturating_add(more));
    if posts > most_posts {
        return Err(Refusal::SaidEnough { limit: most_posts, from });
    }
    if more > 0 && mentions > most_mentions {
        return Err(Refusal::MentionedEnough { limit: most_mentions, from });
    }
    Ok(Spoken { day: today, posts, mentions })
}
