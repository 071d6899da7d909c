//! What the ledger can say, it can say in words.

mod charter;
mod complete;
