//! One verb per file; [`flow`] is how sales go on, [`exits`] how a part is paid, [`income`] how income is
//! shared.

mod buy_shares;
mod cancel_sale;
pub(crate) mod exits;
pub(crate) mod flow;
pub(crate) mod income;
mod leave_with_part;
mod open_bid;
mod open_sale;
mod seal_bid;
mod share_income;
pub(crate) mod steps;
mod stop_sharing;
mod withdraw_leaving;

pub(crate) use buy_shares::BuyShares;
pub(crate) use cancel_sale::CancelSale;
pub(crate) use leave_with_part::LeaveWithPart;
pub(crate) use open_bid::OpenBid;
pub(crate) use open_sale::OpenSale;
pub(crate) use seal_bid::SealBid;
pub(crate) use share_income::ShareIncome;
pub(crate) use stop_sharing::StopSharing;
pub(crate) use withdraw_leaving::WithdrawLeaving;
