//! One verb per file.

mod assign_raters;
mod cancel_round;
pub(crate) mod cast_retro_ballot;
mod close_record;
pub(crate) mod closing;
mod give_in_circle;
pub(crate) mod nominate;
mod open_round;
mod praise_in_round;
mod rate_praise;
mod record_praise;
pub(crate) mod steps;

pub(crate) use assign_raters::AssignRaters;
pub(crate) use cancel_round::CancelRound;
pub(crate) use cast_retro_ballot::CastRetroBallot;
pub(crate) use close_record::CloseRecord;
pub(crate) use give_in_circle::GiveInCircle;
pub(crate) use nominate::Nominate;
pub(crate) use open_round::OpenRound;
pub(crate) use praise_in_round::PraiseInRound;
pub(crate) use rate_praise::RatePraise;
pub(crate) use record_praise::RecordPraise;
