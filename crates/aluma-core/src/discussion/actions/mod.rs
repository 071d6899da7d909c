//! One verb per file.

mod appeal_hiding;
mod close_thread;
mod edit_post;
mod erase_post;
mod hide_post;
mod judge_hiding;
mod lock_thread;
mod open_thread;
mod post;
mod react;
mod reopen_thread;
mod show_post;
pub(crate) mod steps;
mod unlock_thread;
mod withdraw_reaction;

pub(crate) use appeal_hiding::AppealHiding;
pub(crate) use close_thread::CloseThread;
pub(crate) use edit_post::EditPost;
pub(crate) use erase_post::ErasePost;
pub(crate) use hide_post::HidePost;
pub(crate) use judge_hiding::JudgeHiding;
pub(crate) use lock_thread::LockThread;
pub(crate) use open_thread::OpenThread;
pub(crate) use post::SayPost;
pub(crate) use react::React;
pub(crate) use reopen_thread::ReopenThread;
pub(crate) use show_post::ShowPost;
pub(crate) use unlock_thread::UnlockThread;
pub(crate) use withdraw_reaction::WithdrawReaction;
