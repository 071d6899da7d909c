//! Answers about a discussion: threads in [`threads`], one with its posts in [`thread`], one post with
//! its history in [`post`], the log in [`moderation`].

mod moderation;
mod post;
mod thread;
mod threads;

pub use moderation::{ModerationAnswer, ModerationRow, ModerationView};
pub use post::{HiddenAnswer, PostAnswer, PostHistory, PostView};
pub use thread::{ThreadAnswer, ThreadView};
pub use threads::{ThreadRow, ThreadsAnswer, ThreadsView};

/// Rows on one page.
const PAGE: usize = 100;
