//! Everything a user of the store relies on, through its public interface.

mod audit;
mod bodies;
mod journal;
mod log;
mod many;
mod mmr;
mod rows;
mod salt;
mod snapshot;
mod store;
mod support;
mod tree;
