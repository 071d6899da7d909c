//! Answers about capital: sales in [`sales`], who holds what in [`cap_table`], what leaving would bring in
//! [`quote`], and what somebody has in all communities in [`portfolio`].

mod cap_table;
mod portfolio;
mod quote;
mod sales;

pub use cap_table::{CapTableAnswer, CapTableView, ClassRow, HolderRow, OfferRow};
pub use portfolio::{PortfolioAnswer, PortfolioRow, PortfolioView, WaitingRow};
pub use quote::{ExitQuoteAnswer, ExitQuoteView, LeaverRow, PartRow, PromiseRow, TermsRow};
pub use sales::{BidRow, SaleAnswer, SaleRow, SaleView, SalesAnswer, SalesView, SharingRow};

/// Rows on one page.
const PAGE: usize = 100;
