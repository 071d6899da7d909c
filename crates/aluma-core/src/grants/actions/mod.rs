//! One verb per file.

mod assign_raters;
mod cancel_round;
mod close_record;
mod open_round;
mod praise_in_round;
mod rate_praise;
mod record_praise;
pub(crate) mod steps;

pub(crate) use assign_raters::AssignRaters;
pub(crate) use cancel_round::CancelRound;
pub(crate) use close_record::CloseRecord;
pub(crate) use open_round::OpenRound;
pub(crate) use praise_in_round::PraiseInRound;
pub(crate) use rate_praise::RatePraise;
pub(crate) use record_praise::RecordPraise;
