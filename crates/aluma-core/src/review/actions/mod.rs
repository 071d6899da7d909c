//! One verb per file, and what they share: [`steps`], the course of a panel ([`panel`]), draws
//! ([`calling`] over the lines of [`pool`]), and how a panel ends ([`closing`]).

pub(super) mod again;
pub(crate) mod asked;
pub(crate) mod calling;
pub(crate) mod claim;
pub(crate) mod closing;
mod commit;
mod declare;
pub(crate) mod output;
pub(crate) mod panel;
pub(crate) mod pool;
pub(crate) mod regarding;
mod reveal;
pub(crate) mod steps;
pub(crate) mod wages;
mod withdraw;

pub(crate) use again::{AppealScore, DisputeScore};
pub(crate) use claim::ClaimContribution;
pub(crate) use commit::SealReview;
pub(crate) use declare::DeclareReviews;
pub(crate) use reveal::RevealReview;
pub(crate) use withdraw::WithdrawClaim;
