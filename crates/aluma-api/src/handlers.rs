//! One file per question.

mod charter;
pub(crate) mod clock;
pub(crate) mod credential;
pub(crate) mod events;
pub(crate) mod export;
pub(crate) mod feed;
pub(crate) mod ledger;
pub(crate) mod proof;
pub(crate) mod search;
pub(crate) mod transactions;
pub(crate) mod views;
pub(crate) mod wallet;
