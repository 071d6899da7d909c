//! Tests of the treasury: the books, the limits, every refusal in the order of its checks.

mod batches;
mod books;
mod dividends;
mod enter;
mod escrows;
mod founders;
mod founding;
mod income;
mod issues;
mod items;
mod limits;
mod payouts;
mod reservations;
mod shares;
mod stage;
mod streams;
mod transfers;
mod views;
mod world;
