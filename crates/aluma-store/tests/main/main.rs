//! Everything a user of the store relies on, through its public interface.

mod log;
mod mmr;
mod support;
mod tree;
