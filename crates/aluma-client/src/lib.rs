//! The Rust SDK: what the command line, tests, importers and bots use.

pub mod keystore;
pub mod payouts;
