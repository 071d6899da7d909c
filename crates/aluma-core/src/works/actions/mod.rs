//! One verb per file; [`flow`] is how works and offers go on, [`paying`] how a price is paid.

mod answer_work;
mod buy_work;
pub(crate) mod flow;
mod offer_work;
pub(crate) mod paying;
mod register_work;
pub(crate) mod steps;
mod use_work;

pub(crate) use answer_work::AnswerWork;
pub(crate) use buy_work::BuyWork;
pub(crate) use offer_work::OfferWork;
pub(crate) use register_work::RegisterWork;
pub(crate) use use_work::UseWork;
