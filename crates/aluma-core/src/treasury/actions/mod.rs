//! One verb per file.

mod checks;
mod draw;
mod enter;
pub(super) mod flow;
mod found;
pub(crate) mod issue;
mod pay_batch;
mod pay_dividend;
mod pay_reserved;
mod record_income;
mod release;
mod renounce_stream;
mod reserve;
pub(crate) mod steps;
mod stop_stream;
mod stream;
mod take_dividend;
mod transfer;

pub(crate) use draw::Draw;
pub(crate) use enter::Enter;
pub(crate) use found::Found;
pub(crate) use issue::Issue;
pub(crate) use pay_batch::PayBatch;
pub(crate) use pay_dividend::PayDividend;
pub(crate) use pay_reserved::PayReserved;
pub(crate) use record_income::RecordIncome;
pub(crate) use release::Release;
pub(crate) use renounce_stream::RenounceStream;
pub(crate) use reserve::Reserve;
pub(crate) use stop_stream::StopStream;
pub(crate) use stream::OpenStream;
pub(crate) use take_dividend::TakeDividend;
pub(crate) use transfer::Transfer;
