//! Answers about work: the [`board`], one [`task`], one [`job`], what somebody has in hand and what waits
//! for them in [`mine`], what they may do in [`moves`], how somebody pays in [`payer`].

mod board;
mod drafts;
mod job;
mod mine;
mod moves;
mod payer;
mod task;

pub use board::{BoardAnswer, BoardRow, BoardView, Column};
pub use drafts::{DraftRow, DraftsAnswer, DraftsView};
pub use job::{JobAnswer, JobRow, JobView};
pub use mine::{
    MyWorkAnswer, MyWorkView, Waits, WorkWaitingAnswer, WorkWaitingRow, WorkWaitingView,
};
pub use moves::{Move, MoveRow, MovesAnswer, MovesView};
pub use payer::{PayerAnswer, PayerView};
pub use task::{OfferRow, TaskAnswer, TaskView};

/// Rows on one page.
const PAGE: usize = 100;
