//! The golden bytes of `conformance/v1`: what another implementation has to make and take.
//!
//! Every file is made here from fixed secrets and salts, and nothing else: no clock, no randomness.
//! The tests hold the files in the tree against it, so that no byte changes without somebody
//! seeing it, and replay the recorded logs by themselves.
//!
//! Reading order: [`page`] (the form of a file), [`people`] (who signs, and what everybody knows),
//! [`example`] (a value of every shape), then one file per folder: [`types`], [`actions`],
//! [`chain`] and [`logs`], which [`record`] makes and [`replay`] reads back. [`vectors`] are made
//! anew for each test of the signer, and lie nowhere.

pub mod actions;
pub mod chain;
pub mod chance;
pub mod example;
pub mod logs;
pub mod page;
pub mod people;
pub mod record;
pub mod replay;
pub mod types;
pub mod vectors;

/// Every generated file: its path below `conformance/v1`, and its text.
pub fn files() -> Vec<(String, String)> {
    let mut files = types::files();
    files.extend(actions::files());
    files.extend(chain::files());
    files.extend(logs::files());
    files
}
