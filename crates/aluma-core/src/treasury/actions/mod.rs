//! One verb per file.

mod checks;
mod close_domain;
mod enter;
mod found;
pub(crate) mod issue;
mod open_domain;
mod pay_batch;
mod pay_reserved;
mod record_income;
mod release;
mod reserve;
pub(crate) mod steps;
mod transfer;

pub(crate) use close_domain::CloseDomain;
pub(crate) use enter::Enter;
pub(crate) use found::Found;
pub(crate) use issue::Issue;
pub(crate) use open_domain::OpenDomain;
pub(crate) use pay_batch::PayBatch;
pub(crate) use pay_reserved::PayReserved;
pub(crate) use record_income::RecordIncome;
pub(crate) use release::Release;
pub(crate) use reserve::Reserve;
pub(crate) use transfer::Transfer;
